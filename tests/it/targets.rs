//! Targets that cannot be written: found before anything is sent, and told if one fails after all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, SystemTime};

use crate::harness::Desk;

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// A name that no system takes.
fn too_long() -> String {
    format!("{}.xlsx", "a".repeat(300))
}

#[test]
fn a_name_that_no_file_bears_is_refused_before_anything_is_sent() {
    let desk = Desk::new().orders(2);
    let target = text(&desk.path(&too_long()));
    for args in
        [&["-o", &target][..], &["-o", &target, "--dry-run"], &["-o", &target, "--dry-run", "--detailed-exitcode"]]
    {
        desk.process(args).exits(1).says("the name is too long: 305").order_requests(0).requests(0);
    }
    // Data as well.
    let data = text(&desk.path(&too_long().replace("xlsx", "json")));
    desk.process(&["-o", &data]).exits(1).says("the name is too long: 305").requests(0);
    let folders: Vec<PathBuf> = fs::read_dir(desk.dir.path()).expect("a folder").flatten().map(|e| e.path()).collect();
    assert!(!folders.contains(&desk.path("ledgers")), "nothing was begun: {folders:?}");
}

#[test]
fn every_command_that_asks_a_panel_or_reads_long_tries_its_target_first() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0).order_requests(1);
    let asked = desk.panel.record().requests;
    let target = text(&desk.path(&too_long()));
    for words in [
        &["reconcile", "-o", &target][..],
        &["report", "last", "-o", &target],
        &["report", "--since", "2020-01-01", "-o", &target],
    ] {
        desk.run(&mut desk.verb(words)).exits(1).says("the name is too long: 305").requests(asked);
    }
    let sheet = text(&desk.path("orders.csv"));
    for words in [&["check", &sheet, "--annotate", &target][..], &["template", "-o", &target]] {
        desk.run(crate::harness::vdsbatch().args(words)).exits(1).says("the name is too long: 305");
    }
}

/// A path whose target is too long for Linux (`PATH_MAX`, 4096 bytes), while its folder takes short names.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_only_the_system_can_refuse_is_really_tried() {
    let desk = Desk::new().orders(2);
    let mut folder = desk.dir.path().to_owned();
    while folder.as_os_str().len() < 3800 {
        folder.push("f".repeat(200));
    }
    folder.push("f".repeat(4064 - folder.as_os_str().len()));
    fs::create_dir_all(&folder).expect("a folder");
    let target = text(&folder.join(format!("{}.xlsx", "a".repeat(60))));
    let ran = desk.process(&["-o", &target]).exits(1).order_requests(0);
    let ran = ran.says("files can be written to the folder, but not with the name").says("(os error 36)");
    assert!(fs::read_dir(&folder).expect("a folder").next().is_none(), "nothing is left: {ran}");
    // A short one in the same folder is written.
    desk.process(&["-o", &text(&folder.join("a.xlsx"))]).exits(0).order_requests(2);
}

#[test]
fn a_name_that_fits_alone_is_cut_where_the_time_of_its_run_follows() {
    let desk = Desk::new().orders(1);
    let target = text(&desk.path(&format!("{}.xlsx", "r".repeat(250))));
    for _ in 0..3 {
        desk.process(&["-o", &target, "--format", "json"]).exits(0).order_requests(1);
    }
    for ending in ["xlsx", "json"] {
        let files = desk.files().into_iter().filter(|file| file.extension().is_some_and(|its| its == ending));
        let names: Vec<String> = files.filter_map(|file| Some(file.file_name()?.to_str()?.to_owned())).collect();
        let of_run = |name: &&String| name.starts_with("rrr");
        assert_eq!(names.iter().filter(of_run).count(), 3, "{names:?}");
        assert!(names.iter().filter(of_run).all(|name| name.len() == 255), "{names:?}");
    }
}

#[test]
fn a_named_file_that_is_there_is_told_with_where_the_results_are() {
    let desk = Desk::new().orders(1);
    let target = text(&desk.path("november.xlsx"));
    let ran = desk.process(&["-o", &target]).exits(0);
    assert!(!ran.stderr.contains("warning: `"), "{ran}");
    let said = format!("warning: `{target}` is there already, and nothing is written over it; written instead: `");
    let ran = desk.process(&["-o", &target]).exits(0).says(&said);
    assert!(ran.stdout.contains("results: ") && !ran.stdout.contains(&format!("{target}\n")), "{ran}");
    desk.run(&mut desk.command(&["-o", &target, "--lang", "ru", "--yes"]))
        .exits(0)
        .says("уже есть, и поверх него ничего не");
    // A name that nobody typed carries the time of its run without a word, as it always did.
    desk.process(&[]).exits(0);
    let ran = desk.process(&[]).exits(0);
    assert!(!ran.stderr.contains("warning: `"), "{ran}");
}

/// Starts a run whose panel takes its time, and removes the folder of its results once the first order is there.
fn without_folder(desk: &Desk, command: &mut std::process::Command) -> (Option<i32>, String) {
    let mut child: Child = desk.spawn(command.arg("--yes"));
    while desk.panel.record().orders.is_empty() {
        assert!(child.try_wait().expect("the program").is_none(), "it ended: {}", desk.stderr());
        std::thread::yield_now();
    }
    fs::remove_dir(desk.path("out")).expect("an empty folder");
    let code = child.wait().expect("it ends").code();
    (code, desk.stderr())
}

#[test]
fn results_that_go_elsewhere_are_told_with_why_and_where() {
    let desk = Desk::with("delay=300").orders(2);
    fs::create_dir(desk.path("out")).expect("a folder");
    fs::create_dir(desk.path("work")).expect("a folder");
    let target = text(&desk.path("out").join("r.xlsx"));
    let mut command = desk.command(&["--jobs", "1", "-o", &target]);
    let (code, said) = without_folder(&desk, command.current_dir(desk.path("work")));
    assert_eq!(code, Some(0), "{said}");
    assert!(desk.path("work").join("r.xlsx").exists(), "{said}");
    let folder = text(&desk.path("out"));
    assert!(
        said.contains(&format!("warning: there is no folder `{folder}` (create it first); written instead: `")),
        "{said}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_nobody_takes_name_the_cause_and_the_command_that_makes_them_again() {
    let desk = Desk::with("delay=300").orders(2);
    fs::create_dir(desk.path("out")).expect("a folder");
    let target = text(&desk.path("out").join("r.xlsx"));
    // Nobody creates files in /proc, not even the superuser.
    let mut command = desk.command(&["--jobs", "1", "-o", &target]);
    let (code, said) = without_folder(&desk, command.current_dir("/proc").env("TMPDIR", "/proc"));
    assert_eq!(code, Some(8), "{said}");
    assert!(said.contains("there is no folder `"), "{said}");
    let typed = said.lines().find_map(|line| line.trim().strip_prefix("vdsbatch report last ")).expect("a command");
    assert!(typed.contains("--account ") && typed.contains("--panel ") && typed.contains("--ledger "), "{typed}");
    // And it does.
    desk.run(&mut desk.verb(&["report", "last", "-o", &text(&desk.path("again.xlsx"))])).exits(0).leaves("again.xlsx");
}

#[cfg(target_os = "linux")]
#[test]
fn a_dry_run_whose_plan_nobody_takes_is_no_success() {
    let desk = Desk::new().orders(2);
    for more in [&[][..], &["--detailed-exitcode"]] {
        let mut command = desk.command(&["--dry-run", "-o", "-", "--format", "csv"]);
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
        let child = command.args(more).stdout(full).spawn().expect("the program");
        assert_eq!(child.wait_with_output().expect("it ends").status.code(), Some(1), "{more:?}");
    }
    assert_eq!(desk.panel.record().orders.len(), 0);
}

#[test]
fn what_a_run_that_was_cut_off_left_is_removed_by_a_later_one() {
    let desk = Desk::new().orders(1);
    let left = desk.path(".vdsbatch-AbC123.tmp");
    fs::write(&left, "half a workbook").expect("a file");
    let hours_ago = SystemTime::now() - Duration::from_hours(3);
    fs::File::options().write(true).open(&left).expect("a file").set_modified(hours_ago).expect("a time");
    fs::write(desk.path(".vdsbatch-fresh1.tmp"), "somebody's work").expect("a file");
    desk.process(&["--dry-run"]).exits(0);
    assert!(!left.exists());
    assert!(desk.path(".vdsbatch-fresh1.tmp").exists());
}

/// What `cmd` and PowerShell make of `"C:\folder\"`, and names that Windows gives to devices and streams.
#[cfg(windows)]
#[test]
fn what_windows_takes_for_no_name_is_told_as_what_it_is_before_anything_is_sent() {
    let desk = Desk::new().orders(2);
    for (name, said) in [
        ("a?.xlsx", "cannot hold `?`"),
        ("a|b.xlsx", "cannot hold `|`"),
        ("CON.xlsx", "`CON` is the name of a device"),
        ("nul.json", "`NUL` is the name of a device"),
        ("COM\u{b9}.xlsx", "are names of devices"),
        ("orders:x.xlsx", "a hidden part of another file"),
    ] {
        desk.process(&["-o", &text(&desk.path(name))]).exits(1).says(said).requests(0);
        desk.process(&["--dry-run", "-o", &text(&desk.path(name))]).exits(1).says(said).requests(0);
    }
    desk.process(&["-o", &format!("{}\\\"", text(desk.dir.path()))])
        .exits(2)
        .says("a quotation mark in a name")
        .requests(0);
}
