//! The canary password where it could escape: what every desk leaves is searched anyway (`canary`).

#[cfg(target_os = "linux")]
use std::io::Write as _;
#[cfg(target_os = "linux")]
use std::process::Stdio;

#[cfg(target_os = "linux")]
use crate::canary::Finds;
use crate::harness::{CANARY, Desk};

#[test]
fn the_password_stands_in_no_artefact() {
    let quarrels = "echo=words,wrong-password@5,no-money@7,cut-before@2,html@3";
    for faults in ["", quarrels, "500@1", "list-500@1"] {
        let desk = Desk::with(faults).orders(8);
        for args in [&["--jobs", "1"][..], &["--progress", "json"], &["--dry-run"]] {
            drop(desk.process(args));
        }
        let files = desk.files();
        for name in ["ledger.db", "holder.json", "trace.log"] {
            assert!(files.iter().any(|file| file.ends_with(name)), "{files:?}");
        }
        assert!(files.iter().any(|file| file.extension().is_some_and(|end| end == "xlsx")), "{files:?}");
    }
}

#[test]
fn a_panel_that_repeats_the_login_in_its_words_is_quoted_without_it_in_whatever_escaping() {
    // Lists shift the numbers of requests, and so the escapings, from run to run.
    for rest in 0..4 {
        let desk = Desk::with("echo=words").sheet(["OVZ Ferrum | 1 | web-1.example.ru"]);
        let csv = std::fs::read_to_string(desk.path("orders.csv")).expect("the sheet");
        let bsd = csv.replace("Debian-7-x86_64-minimal", "FreeBSD-11-amd64-minimal");
        let desk = desk.file("orders.csv", bsd.as_bytes());
        for run in 0..5 {
            if run == rest {
                drop(desk.run(&mut desk.verb(&["reconcile"])));
            }
            let ran = desk.process(&[]).exits(4).says("P202").says("***");
            let text = format!("{:?}", ran.workbook("orders.results.xlsx", "Orders"));
            assert!(text.contains("***"), "{text}");
        }
    }
}

#[test]
fn what_a_desk_leaves_is_searched() {
    for name in ["leak.txt", "ledgers/leak.csv"] {
        let desk = Desk::new();
        std::fs::create_dir(desk.path("ledgers")).expect("a folder");
        let desk = desk.file(name, format!("authinfo=practice:{CANARY}").as_bytes());
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(desk))).is_err(), "{name}");
    }
    let desk = Desk::new();
    // A run that says the password: it is the name of its sheet.
    drop(desk.run(crate::harness::vdsbatch().env_remove("VDSBATCH_LOG").args(["check", CANARY])).exits(1));
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(desk))).is_err());
    let desk = Desk::new();
    let mut child = desk.spawn(crate::harness::vdsbatch().env_remove("VDSBATCH_LOG").args(["check", CANARY]));
    child.wait().expect("it ends");
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(desk))).is_err());
    let desk = Desk::new();
    drop(desk.run(crate::harness::vdsbatch().args(["explain", "E011"])).exits(0));
    drop(desk.secret("kept", CANARY.as_bytes()));
}

#[cfg(target_os = "linux")]
#[test]
fn the_password_stands_in_no_process_list() {
    let desk = Desk::with("silence@1").orders(1);
    let mut command = desk.command(&["--yes", "--password-stdin"]);
    let mut child = desk.spawn(command.env_remove("VDSBATCH_PASSWORD").stdin(Stdio::piped()));
    writeln!(child.stdin.take().expect("a pipe"), "{CANARY}").expect("the password");
    // The panel keeps silent about the order, so the program stands still in the middle of it.
    while desk.panel.record().orders.is_empty() {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    let mut finds = Finds::default();
    for file in ["cmdline", "environ"] {
        let content = std::fs::read(format!("/proc/{}/{file}", child.id())).expect("the process");
        finds.bytes(file, &content);
    }
    assert!(finds.0.is_empty(), "{finds:?}");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).expect("the process");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    child.kill().expect("the program");
    child.wait().expect("the program");
}
