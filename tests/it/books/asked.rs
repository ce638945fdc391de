//! `vdsbatch report --since`, as it is typed; and what `report` says of a run that is no result.

use serde_json::Value;

use crate::harness::{Desk, Ran};

/// The days around the test's own, which may end while it runs.
const SINCE: &str = "2020-01-01";

fn book<'d>(desk: &'d Desk, words: &[&str]) -> Ran<'d> {
    let all: Vec<&str> = ["report", "--since", SINCE, "--until", "2099-12-31"].iter().chain(words).copied().collect();
    desk.run(&mut desk.verb(&all))
}

fn json(ran: &Ran<'_>) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}\n{ran}"))
}

#[test]
fn two_runs_are_one_book() {
    let desk = Desk::new().orders(3);
    desk.process(&[]).exits(0);
    let desk = desk.orders(5);
    desk.process(&[]).exits(0);
    let ran = book(&desk, &["--format", "json"]).exits(0).says("5 orders");
    let document = json(&ran);
    assert_eq!((document["agrees"].as_bool(), document["orders"].as_array().map(Vec::len)), (Some(true), Some(5)));
    let runs: Vec<&Value> = document["orders"].as_array().expect("orders").iter().map(|order| &order["run"]).collect();
    assert_eq!((runs[0] == runs[2], runs[2] == runs[3]), (true, false), "each with the run that it came from");
    assert_eq!(document["runs"][1]["ordered_before"]["servers"], 3);
    let path = desk.path("year.xlsx").display().to_string();
    let made = book(&desk, &["-o", &path]).exits(0).says("book: ").leaves("year.xlsx");
    let rows = made.workbook("year.xlsx", "Orders");
    assert_eq!(rows.iter().filter(|row| row.iter().any(|cell| cell.starts_with("web-"))).count(), 5, "{rows:?}");
    let csv = book(&desk, &["--format", "csv"]).exits(0);
    assert_eq!(csv.stdout.lines().count(), 6, "{csv}");
    // Outside of its days there is nothing, and that is said.
    let ran = desk.run(&mut desk.verb(&["report", "--since", SINCE, "--until", "2020-12-31", "--format", "json"]));
    assert_eq!(json(&ran.exits(0).says("0 orders"))["orders"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_book_is_no_order_sheet() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    let path = desk.path("year.xlsx").display().to_string();
    book(&desk, &["-o", &path]).exits(0);
    let ran = desk.run(desk.verb(&["process"]).arg(&path).arg("--yes"));
    assert_ne!(ran.code, Some(0), "{ran}");
    ran.order_requests(2);
}

#[test]
fn days_that_are_none_are_refused() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    for words in [
        &["report"][..],
        &["report", "last", "--since", "2026-11-01"],
        &["report", "last", "--until", "2026-11-01"],
        &["report", "last", "--cost-centre", "Shop"],
        &["report", "last", "--all-accounts"],
        &["report", "--since", "01.11.2026"],
        &["report", "--since", "2026-11-31"],
        &["report", "--since", "2026-11-02", "--until", "2026-11-01"],
    ] {
        desk.run(&mut desk.verb(words)).exits(2);
    }
    let rows = "Tariff;OS template;Period;Domain;Cost centre\n\
                KVM Ferrum;Debian-7-x86_64-minimal;1;shop.example.ru;Shop\n";
    let desk = desk.file("orders.csv", rows.as_bytes());
    desk.process(&[]).exits(0);
    book(&desk, &["--cost-centre", "Shop", "--format", "json"]).exits(0).says("1 order");
    book(&desk, &["--cost-centre", "", "--format", "json"]).exits(0).says("1 order");
    book(&desk, &["--cost-centre", "shop"])
        .exits(1)
        .says("no order in this ledger has the cost centre `shop`")
        .says("`Shop`");
}

#[test]
fn all_accounts_are_one_book_or_none() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    let known = vdsbatch::ledger::known(&desk.path("ledgers"));
    let [known] = known.as_slice() else { panic!("{known:?}") };
    // The same records as another account's would be.
    let other = desk.path("ledgers").join("zz-other");
    std::fs::create_dir(&other).expect("a folder");
    // When nobody writes, all of it is in one file.
    std::fs::copy(known.folder.join("ledger.db"), other.join("ledger.db")).expect("a copy");
    let ran = book(&desk, &["--all-accounts", "--format", "json"]).exits(0).says("4 orders");
    assert_eq!(json(&ran)["accounts"].as_array().map(Vec::len), Some(2));
    let path = desk.path("all.xlsx").display().to_string();
    let made = book(&desk, &["--all-accounts", "-o", &path]).exits(0);
    let summary = format!("{:?}", made.workbook("all.xlsx", "Summary"));
    assert!(summary.contains("By account"), "{summary}");
    assert_eq!(json(&ran)["by_account"].as_array().map(Vec::len), Some(1), "both ledgers are of one account");
    let _ = std::fs::remove_file(other.join("ledger.db-wal"));
    std::fs::write(other.join("ledger.db"), "no database").expect("a file");
    let ran = book(&desk, &["--all-accounts", "--format", "json"]).exits(1).says("zz-other");
    assert_eq!(json(&ran)["kind"], "error", "{ran}");
}

#[test]
fn a_run_that_goes_on_or_was_cut_off_is_no_result() {
    let desk = Desk::with("silence@2").orders(4);
    let mut child = desk.start(&["--jobs", "1"]);
    while desk.panel.record().orders.len() < 2 {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    let path = desk.path("again.xlsx").display().to_string();
    let report = |words: &[&str]| {
        let all: Vec<&str> = ["report", "last"].iter().chain(words).copied().collect();
        desk.run(&mut desk.verb(&all))
    };
    let ran = report(&["-o", &path]).exits(0).says("is still going (process");
    // What awaits its answer or its turn is no end of anything, and nobody is to look for it, or to order it again.
    let told = ["Summary", "Orders"].map(|tab| format!("{:?}", ran.workbook("again.xlsx", tab)));
    for said in ["T309 the run is still going", "G134 the run is still going", "The run is still going"] {
        assert!(told.iter().any(|tab| tab.contains(said)), "{said}: {told:?}");
    }
    for said in ["T305", "G101", "run stopped", "reconcile", "did not end"] {
        assert!(told.iter().all(|tab| !tab.contains(said)), "{said}: {told:?}");
    }
    desk.run(&mut desk.verb(&["runs"])).exits(0).says("(still going)");
    child.kill().expect("the program");
    child.wait().expect("the program");
    let ran = report(&["-o", &path]).exits(0).says("was cut off").says("reconcile");
    assert!(!ran.stderr.contains("still going"), "{ran}");
    book(&desk, &["--format", "json"]).exits(0).says("\"runs_open\": 1");
}

#[test]
fn a_run_that_sent_nothing_is_no_result() {
    let desk = Desk::new().orders(3);
    desk.run(desk.command(&["--max-orders", "2"]).arg("--yes")).exits(6);
    let path = desk.path("again.xlsx").display().to_string();
    let ran = desk.run(&mut desk.verb(&["report", "last", "-o", &path])).exits(0);
    let ran = ran.says("ordered nothing").says("nothing was sent");
    assert!(!ran.stderr.contains("going"), "{ran}");
    let desk = desk.orders(1);
    desk.process(&[]).exits(0);
    let ran = desk.run(&mut desk.verb(&["report", "last", "--format", "csv"])).exits(0);
    assert_eq!(ran.stderr, "", "{ran}");
}
