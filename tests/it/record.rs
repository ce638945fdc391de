//! What was recorded: runs, their workbooks made again, and a person's decisions.

use crate::harness::{Desk, vdsbatch};

#[test]
fn runs_are_listed_and_any_workbook_is_made_again() {
    let desk = Desk::with("cut-before@3").orders(4);
    desk.run(&mut desk.verb(&["runs"])).exits(1).says("there is no ledger for practice @");
    assert!(!desk.path("ledgers").exists(), "whoever only reads makes none");
    desk.process(&["--jobs", "1"]).exits(5);
    desk.process(&[]).exits(5);
    let ran = desk.run(&mut desk.verb(&["runs"])).exits(0);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{ran}");
    assert!(lines[1].contains("orders.csv  4 servers: confirmed 3 · unknown 1"), "{ran}");
    let first = lines[1].split("  ").next().expect("an id");
    let again = desk.path("again.xlsx").display().to_string();
    let made = desk.run(&mut desk.verb(&["report", first, "-o", &again])).exits(0).leaves("again.xlsx");
    assert_eq!(made.workbook("again.xlsx", "Orders"), made.workbook("orders.results.xlsx", "Orders"), "{made}");
    assert_eq!(made.workbook("again.xlsx", "Source"), made.workbook("orders.results.xlsx", "Source"), "{made}");
    let later = desk.run(&mut desk.verb(&["report", "last", "-o", &again])).exits(0);
    assert_ne!(later.last_of("again.xlsx"), "again.xlsx", "{later}");
    desk.run(&mut desk.verb(&["report", "20260101T000000Z-0000"])).exits(1).says("no run");
}

#[test]
fn a_run_that_was_killed_is_listed_and_reported_as_it_stood() {
    let desk = Desk::with("silence@2").orders(4);
    let mut child = desk.start(&["--jobs", "1"]);
    while desk.panel.record().orders.len() < 2 {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    child.kill().expect("the program");
    child.wait().expect("the program");
    let ran = desk.run(&mut desk.verb(&["runs"])).exits(0).says("(did not end)");
    let ran = ran.says("confirmed 1 · unknown 1");
    drop(ran);
    let again = desk.path("again.xlsx").display().to_string();
    let ran = desk.run(&mut desk.verb(&["report", "last", "-o", &again])).exits(0);
    let text = format!("{:?}", ran.workbook("again.xlsx", "Orders"));
    for status in ["Confirmed", "Unknown", "Not sent", "T305"] {
        assert!(text.contains(status), "{text}");
    }
}

#[test]
fn a_person_settles_an_order_in_doubt() {
    let desk = Desk::with("cut-before@2,cut-before@3").orders(4);
    desk.process(&["--jobs", "1"]).exits(5).says("unknown 2");
    let reason = ["--reason", "looked in the panel"];
    let resolve = |domain: &'static str, how: &[&'static str]| {
        let mut words = vec!["resolve", domain];
        words.extend(how);
        words.extend(reason);
        desk.verb(&words)
    };
    desk.run(&mut resolve("web-2.example.ru", &[])).exits(2);
    desk.run(desk.verb(&["resolve", "web-2.example.ru", "--not-ordered"]).arg("--reason=")).exits(2);
    desk.run(&mut resolve("web-1.example.ru", &["--not-ordered"])).exits(1).says("its order is `confirmed`");
    desk.run(&mut resolve("other.example.ru", &["--not-ordered"])).exits(1).says("the ledger has no such order");
    desk.run(&mut desk.verb(&["release", "web-2.example.ru", "--reason", "x"])).exits(1).says("its order is `unknown`");
    desk.run(&mut resolve("WEB-2.example.ru", &["--not-ordered", "--settle", "0"])).exits(0);
    desk.run(&mut resolve("web-3.example.ru", &["--ordered", "777", "--offline"])).exits(0).says("on your word");
    // The free one is ordered, the other one is not.
    desk.process(&[]).exits(5).says("confirmed 1 · already ordered 3").order_requests(5);
}

#[test]
fn a_deleted_service_stays_claimed_until_it_is_released() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    desk.panel.delete_service(desk.panel.record().services[0].id);
    desk.process(&[]).exits(0).says("already ordered 1").order_requests(1);
    desk.run(&mut desk.verb(&["release", "web-1.example.ru", "--reason", "deleted on purpose"])).exits(0);
    desk.process(&[]).exits(0).says("confirmed 1").order_requests(2);
}

#[test]
fn the_ledger_of_a_practice_folder_is_read_by_its_folder() {
    let desk = Desk::new().orders(2);
    let dir = desk.path("practice").display().to_string();
    let mut process = vdsbatch();
    process.arg("process").arg(desk.path("orders.csv")).args(["--sandbox", "--yes", "--sandbox-dir", &dir]);
    desk.run(&mut process).exits(0);
    desk.run(vdsbatch().args(["runs", "--sandbox-dir", &dir])).exits(0).says("confirmed 2");
}

#[test]
fn a_service_that_vanished_from_the_list_is_released_by_a_person() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    let foreign = desk.panel.add_service("foreign.example.ru");
    let desk = desk.sheet(["KVM Ferrum | 1 | second.example.ru"]);
    desk.process(&[]).exits(0);
    desk.panel.hide_service(foreign);
    desk.panel.hide_service(desk.panel.record().services[0].id);
    let desk = desk.sheet(["KVM Ferrum | 1 | third.example.ru"]);
    desk.process(&[])
        .exits(1)
        .says("P218")
        .says("foreign.example.ru")
        .says("vdsbatch release foreign.example.ru --reason \"…\" --account practice")
        .order_requests(2);
    for domain in ["foreign.example.ru", "web-1.example.ru"] {
        desk.run(&mut desk.verb(&["release", domain, "--reason", "gone for good"])).exits(0);
    }
    desk.run(&mut desk.verb(&["release", "never.example.ru", "--reason", "x"])).exits(1);
    desk.process(&[]).exits(0).says("confirmed 1").order_requests(3);
}
