//! The trace log: what a support engineer finds in it, and where it is not written.

use crate::harness::{Desk, vdsbatch};

#[test]
fn a_log_tells_the_whole_story_of_a_run() {
    let desk = Desk::with("429@2,cut-after@4").orders(3);
    desk.process(&["--jobs", "1"]).exits(0);
    let log = desk.log();
    for told in [
        "begins verb=\"process\"",
        "settings sheet=",
        "jobs=1",
        "sheet read run=",
        "decided from the ledger: 3 servers: ready 3",
        "request func=\"vds\" page=\"1\"",
        "committed: attempt at web-2.example.ru begins",
        "order{domain=web-2.example.ru attempt=2}: vdsbatch::panel::http::client: answer func=\"vds.order.7\" status=200",
        "status=429",
        "task=Slow(1)",
        "no answer func=\"vds.order.7\" fault=Lost",
        "committed: attempt 4 at web-3.example.ru ended: unknown T303",
        "committed: settled: web-3.example.ru confirmed",
        "happened event=Ended",
        "reqwest::connect: starting new connection",
        "decided from the answers: 3 servers: confirmed 3",
        "answered: results: ",
        "ends code=0",
    ] {
        assert!(log.contains(told), "no `{told}` in\n{log}");
    }
    assert!(!log.contains("authinfo") && !log.contains("tparams"), "{log}");
    // Every record is one line that begins with its time.
    let mut lines = log.lines();
    assert_eq!(lines.next(), Some("vdsbatch log 1"));
    assert!(
        lines.all(|line| line.starts_with("20") && line.chars().all(|c| !vdsbatch::text::printable::hidden(c))),
        "{log}"
    );
}

#[test]
fn a_log_is_added_to_and_tells_why_a_run_ended() {
    let desk = Desk::new().orders(1);
    desk.run(&mut desk.command(&[])).exits(6);
    let mut none = vdsbatch();
    desk.run(none.args(["check", "no\u{202e}ne.csv"])).exits(1);
    let log = desk.log();
    for told in ["said: G114", "ends code=6", "begins verb=\"check\"", "no\\u{202e}ne.csv", "ends code=1"] {
        assert!(log.contains(told), "no `{told}` in\n{log}");
    }
}

#[test]
fn without_a_log_nothing_is_written() {
    let desk = Desk::new().orders(1);
    drop(desk.run(desk.command(&["--yes"]).env_remove("VDSBATCH_LOG")).exits(0));
    assert!(!desk.path("trace.log").exists());
}

#[cfg(unix)]
#[test]
fn a_log_is_its_owners_alone_and_is_never_written_elsewhere() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let desk = Desk::new().orders(1);
    let logged = |name: &str| desk.run(desk.command(&["--yes", "--log"]).arg(desk.path(name)));
    logged("new.log").exits(0).order_requests(1);
    assert_eq!(std::fs::metadata(desk.path("new.log")).expect("a log").mode() & 0o777, 0o600);
    symlink(desk.path("new.log"), desk.path("link.log")).expect("a link");
    symlink(desk.path("gone.log"), desk.path("dangling.log")).expect("a link");
    std::fs::create_dir(desk.path("folder.log")).expect("a folder");
    rustix::fs::mkfifoat(rustix::fs::CWD, desk.path("pipe.log"), rustix::fs::Mode::RWXU).expect("a pipe");
    let requests = desk.panel.record().requests;
    let before = std::fs::read(desk.path("new.log")).expect("a log");
    logged("link.log").exits(1).says("symbolic link").requests(requests);
    logged("dangling.log").exits(1).says("symbolic link").requests(requests);
    logged("folder.log").exits(1).says("cannot open the log").requests(requests);
    logged("pipe.log").exits(1).requests(requests);
    logged("no-folder/x.log").exits(1).says("cannot open the log").requests(requests);
    // A log beside the sheet is no reason to lose the sheet.
    let sheet = std::fs::read(desk.path("orders.csv")).expect("the sheet");
    logged("orders.csv").exits(1).says("is not a log of this program").requests(requests);
    assert_eq!(std::fs::read(desk.path("orders.csv")).expect("the sheet"), sheet);
    assert_eq!(std::fs::read(desk.path("new.log")).expect("a log"), before);
    assert!(!desk.path("gone.log").exists());
}
