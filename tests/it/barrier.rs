//! The three barriers against a double order, each alone, and what happens with none.

use vdsbatch::panel::practice::Settings;

use crate::harness::{Desk, Ran};

/// Which barriers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Barriers {
    /// B1: the ledger of the first run is there in the second.
    ledger: bool,
    /// B2: the panel's list is read.
    list: bool,
    /// B3: the panel sells a domain once.
    unique: bool,
}

const NONE: Barriers = Barriers { ledger: false, list: false, unique: false };

/// Orders the same sheet twice, the second time with other jobs, and returns how many services there
/// are per domain at most.
fn ordered_twice(barriers: Barriers, faults: &str, orders: usize) -> (Desk, usize) {
    let faults = faults.parse().expect("faults");
    let desk = Desk::at(Settings { unique_domains: barriers.unique, faults, ..Settings::default() }).orders(orders);
    let list = if barriers.list { &[][..] } else { &["--no-list"][..] };
    let args = |jobs: &'static str| [list, &["--jobs", jobs]].concat();
    sent(&desk.process(&args("3")));
    if !barriers.ledger {
        std::fs::remove_dir_all(desk.path("ledgers")).expect("a ledger");
    }
    sent(&desk.process(&args("1")));
    let most = most_per_domain(&desk);
    (desk, most)
}

fn sent(ran: &Ran<'_>) {
    assert!(matches!(ran.code, Some(0 | 4 | 5 | 7)), "{ran}");
}

fn most_per_domain(desk: &Desk) -> usize {
    let record = desk.panel.record();
    let of = |domain: &str| record.services.iter().filter(|service| service.domain == domain).count();
    record.services.iter().map(|service| of(&service.domain)).max().unwrap_or(0)
}

#[test]
fn each_barrier_alone_keeps_an_order_from_being_placed_twice() {
    for barriers in
        [Barriers { ledger: true, ..NONE }, Barriers { list: true, ..NONE }, Barriers { unique: true, ..NONE }]
    {
        // Some answers are lost after the order was executed, so that orders are in doubt as well.
        let (desk, most) = ordered_twice(barriers, "cut-after@4", 6);
        assert_eq!(most, 1, "{barriers:?}: {:#?}", desk.panel.record());
    }
}

#[test]
fn with_no_barrier_there_are_doubles_and_they_are_seen() {
    let (desk, most) = ordered_twice(NONE, "", 6);
    assert_eq!(most, 2, "{:#?}", desk.panel.record());
}

#[test]
fn the_second_run_says_which_barrier_held() {
    let run = |barriers: Barriers, says: &'static str| {
        let (desk, _) = ordered_twice(barriers, "", 2);
        drop(desk.process(if barriers.list { &[] } else { &["--no-list"] }).says(says));
    };
    run(Barriers { ledger: true, ..NONE }, "already ordered 2");
    run(Barriers { list: true, ..NONE }, "conflict 2");
    run(Barriers { unique: true, ..NONE }, "rejected 2");
}

#[test]
fn two_people_with_two_ledgers_on_one_account_order_nothing_twice_and_are_told_of_each_other() {
    let desk = Desk::with("delay=5").orders(12);
    let mut theirs = desk.command_in("other-ledgers", &["--yes", "--jobs", "2", "-o"]);
    let mut child = desk.spawn(theirs.arg(desk.path("theirs.xlsx")));
    let ran = desk.process(&["--jobs", "2"]);
    let ended = child.wait().expect("the program ends");
    assert!(matches!(ran.code, Some(0 | 4 | 5 | 7)), "{ran}");
    assert!(matches!(ended.code(), Some(0 | 1 | 4 | 5 | 7)), "{ended:?}");
    assert_eq!(most_per_domain(&desk), 1, "{ran}");
}

#[test]
fn services_that_somebody_else_orders_meanwhile_are_reported() {
    let desk = Desk::with("delay=300").orders(2);
    let mut child = desk.start(&["--jobs", "1"]);
    while desk.panel.record().orders.is_empty() {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    // While the panel works at the second order, somebody orders by hand.
    let foreign = desk.panel.add_service("foreign.example.ru");
    let ended = child.wait().expect("the program ends");
    let said = desk.stderr();
    assert_eq!(ended.code(), Some(0), "{said}");
    assert!(said.contains("match no row of the sheet") && said.contains(&foreign.to_string()), "{said}");
    let again = desk.run(&mut desk.verb(&["report", "last", "-o", "again.xlsx"])).exits(0);
    for name in ["orders.results.xlsx", "again.xlsx"] {
        let summary = format!("{:?}", again.workbook(name, "Summary"));
        assert!(summary.contains("foreign.example.ru"), "{name}: {summary}");
    }
}
