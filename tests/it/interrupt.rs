//! A person who interrupts, a session that ends, streams that are closed, a terminal that is gone.

use std::process::{Child, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use vdsbatch::order::claim::ClaimState;

use crate::harness::{CANARY, Desk, LOGIN, orders};

/// Waits until the panel has seen so many order requests.
fn until_sent(desk: &Desk, child: &mut Child, count: usize) {
    while desk.panel.record().orders.len() < count {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
}

fn send(child: &Child, signal: Signal) {
    let pid = Pid::from_raw(child.id().try_into().expect("a process")).expect("a process");
    kill_process(pid, signal).expect("a signal");
}

#[test]
fn an_interrupt_lets_answers_come_in_and_the_same_command_goes_on() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let desk = Desk::with("delay=20").orders(60);
        let mut child = desk.start(&["--jobs", "3"]);
        until_sent(&desk, &mut child, 5);
        send(&child, signal);
        assert_eq!(child.wait().expect("it ends").code(), Some(130));
        let sent = desk.panel.record().orders.len();
        assert!(sent < 60, "{sent}");
        assert!(desk.path("orders.results.xlsx").exists());
        desk.process(&[])
            .exits(0)
            .order_requests(60)
            .says(&format!("confirmed {} · already ordered {sent}", 60 - sent));
    }
}

#[test]
fn a_second_interrupt_leaves_at_once_and_the_ledger_knows_what_is_in_doubt() {
    let desk = Desk::with("silence@2").orders(4);
    let mut child = desk.start(&["--jobs", "1"]);
    until_sent(&desk, &mut child, 2);
    send(&child, Signal::INT);
    // The first one is heeded once nothing is sent for it any more; the panel keeps silent meanwhile.
    while child.try_wait().expect("the program").is_none() {
        send(&child, Signal::INT);
        std::thread::yield_now();
    }
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(!desk.path("orders.results.xlsx").exists(), "it did not wait for anything");
    let second = orders(2).remove(1).domain;
    assert_eq!(desk.history().claims[&second].state, ClaimState::Unknown);
    // The panel executed the order whose answer never came; the same command finds it.
    desk.process(&[]).exits(0).order_requests(4).says("confirmed 2 · already ordered 2");
}

/// Waits until the program has said this.
fn until_said(desk: &Desk, child: &mut Child, text: &str) {
    while !desk.stderr().contains(text) {
        assert!(child.try_wait().expect("the program").is_none(), "it ended: {}", desk.stderr());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
fn each_interrupt_says_at_once_what_it_means_and_how_to_go_on() {
    let desk = Desk::with("silence@2").orders(4);
    let mut child = desk.start(&["--jobs", "1", "--lang", "en"]);
    until_sent(&desk, &mut child, 2);
    let began = std::time::Instant::now();
    send(&child, Signal::INT);
    // The panel keeps silent, and the program does not.
    until_said(&desk, &mut child, "waiting for 1 answer, 2:30 min at most (Ctrl-C once more exits at once");
    assert!(began.elapsed().as_secs() < 5);
    send(&child, Signal::INT);
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let said = desk.stderr();
    assert!(said.contains("1 order is unknown, as the ledger records: `web-2.example.ru`"), "{said}");
    assert!(said.contains("run the same command again"), "{said}");
    // The command that it prints runs as printed.
    let (_, command) = said.rsplit_once("`vdsbatch ").expect("a command");
    let words: Vec<&str> = command.split('`').next().expect("its end").split(' ').collect();
    let mut report = crate::harness::vdsbatch();
    let ran = desk.run(report.args(words).current_dir(desk.dir.path()));
    assert!(ran.code != Some(1) && ran.code != Some(2), "{ran}");
    let ran = ran.leaves("orders.results.xlsx");
    let orders = ran.workbook("orders.results.xlsx", "Orders");
    assert!(orders.iter().any(|row| row.iter().any(|cell| cell == "Unknown")), "{orders:?}");
}

#[test]
fn an_interrupt_before_anything_is_sent_sends_nothing() {
    // The list is read before anything is sent; the panel takes its time about it.
    let desk = Desk::with("list-silence@1").orders(2);
    let mut child = desk.start(&[]);
    while desk.panel.record().lists == 0 {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    send(&child, Signal::INT);
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(desk.stderr().contains("interrupted: nothing was sent"), "{}", desk.stderr());
    desk.process(&[]).exits(0).order_requests(2).says("confirmed 2");
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_to_outlive_its_session_does() {
    let desk = Desk::with("delay=20").orders(20);
    let command = desk.command(&["--yes", "--jobs", "2"]);
    let mut owner = std::process::Command::new("nohup");
    owner
        .arg(command.get_program())
        .args(command.get_args())
        .envs(command.get_envs().filter_map(|(name, value)| value.map(|value| (name, value))));
    let mut child = desk.spawn(owner.stdin(Stdio::null()));
    until_sent(&desk, &mut child, 5);
    send(&child, Signal::HUP);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(desk.panel.record().orders.len(), 20);
}

#[test]
fn closed_streams_stop_nothing() {
    let desk = Desk::with("cut-before@9").orders(12);
    let mut command = desk.command(&["--yes", "--progress", "plain"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().expect("it ends").code(), Some(5));
    assert_eq!(desk.panel.record().orders.len(), 12);
    assert!(desk.path("orders.results.xlsx").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_is_gone_is_an_interrupt() {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let desk = Desk::with("delay=20").orders(60);
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a terminal");
    grantpt(&master).expect("a terminal");
    unlockpt(&master).expect("a terminal");
    let name = ptsname(&master, Vec::new()).expect("a name").into_string().expect("a name");
    let end = || std::fs::OpenOptions::new().read(true).write(true).open(&name).expect("the terminal");
    // The terminal is the program's own, as in a window: closing the window hangs it up.
    let command = desk.command(&["--yes", "--jobs", "3", "--progress", "bar"]);
    let mut owner = std::process::Command::new("setsid");
    owner.arg("--ctty").arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => owner.env(name, value),
            None => owner.env_remove(name),
        };
    }
    owner.stdin(end()).stdout(end()).stderr(end());
    let mut child = owner.spawn().expect("the program starts");
    drop(owner);
    until_sent(&desk, &mut child, 5);
    drop(master);
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let sent = desk.panel.record().orders.len();
    assert!(sent < 60 && desk.path("orders.results.xlsx").exists(), "{sent}");
    desk.process(&[]).exits(0).order_requests(60);
}

#[test]
fn a_window_that_is_closed_while_an_answer_is_awaited_leaves_a_workbook_of_what_is_known() {
    use std::os::unix::fs::PermissionsExt;
    use std::time::Duration;
    use vdsbatch::cli::{self, Verb};
    use vdsbatch::host::console::Console;
    use vdsbatch::host::signal::{Leaving, StopSignal};
    use vdsbatch::text::lang::Lang;

    let desk = Desk::with("delay=2000").orders(2).file("s.toml", b"").secret("password", CANARY.as_bytes());
    let shut = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(desk.path("password"), shut).expect("a file of one's own");
    let path = |name: &str| desk.path(name).display().to_string();
    let (sheet, ledgers, password, config) = (path("orders.csv"), path("ledgers"), path("password"), path("s.toml"));
    let url = desk.panel.url();
    let words =
        ["vdsbatch", "process", &sheet, "--yes", "--quiet", "--panel", &url, "--account", LOGIN, "--lang", "en"];
    let more = ["--ledger", &ledgers, "--password-file", &password, "--config", &config];
    let typed = cli::parse(words.iter().chain(&more).map(Into::into).collect(), false)
        .unwrap_or_else(|(error, _)| panic!("{error}"));
    let Verb::Process(process) = typed.verb else { panic!("another verb") };
    let job = process.job(&typed.common).expect("a job");

    let signal = StopSignal::new();
    std::thread::scope(|scope| {
        let run =
            scope.spawn(|| vdsbatch::process(&job, Console { lang: Lang::En, quiet: true, aside: false }, &signal));
        let awaited =
            || desk.place().is_there() && desk.history().claims.values().any(|it| it.state == ClaimState::Unknown);
        while !awaited() {
            assert!(!run.is_finished());
            std::thread::yield_now();
        }
        assert!(signal.close(Duration::ZERO), "an answer is awaited");
        assert!(signal.say_last_words(Leaving::Closed));
        assert!(!run.is_finished(), "nobody waited for the answer");
        assert!(desk.path("orders.results.xlsx").exists());
        // The process would end here; the run that goes on instead shows that the signal was given.
        let verdict = run.join().expect("no panic").expect("a run");
        assert_eq!(verdict.exit().code(), 130);
    });
    let ran = desk.process(&[]).exits(0).order_requests(2);
    let rows = ran.workbook("orders.results.xlsx", "Orders");
    let statuses: Vec<&str> = rows.iter().map(|row| row[5].as_str()).collect();
    assert_eq!(statuses, ["Status", "Unknown", "Not sent", ""], "{rows:?}");
}
