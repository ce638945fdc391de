//! The whole program at panels of today: orders that are paid at once, and orders that lie in a cart first.

use vdsbatch::order::claim::ClaimState;
use vdsbatch::panel::practice::{Record, Settings};

use crate::harness::Desk;
use crate::truth::wrongs;

/// A desk at a panel of a table with faults, and a sheet of so many orders.
fn desk(table: &'static str, faults: &str, orders: usize) -> Desk {
    let settings = Settings { faults: faults.parse().expect("faults"), unique_domains: false, ..Settings::default() };
    Desk::of(table, settings).orders(orders)
}

/// The items that were to be paid, in their order.
fn paid(record: &Record) -> Vec<&str> {
    record.confirms.iter().map(|confirm| confirm.item.as_str()).collect()
}

fn state(desk: &Desk, domain: &str) -> Option<ClaimState> {
    let claims = desk.history().claims;
    claims.into_iter().find(|(known, _)| known.ascii() == domain).map(|(_, claim)| claim.state)
}

fn none_wrong(desk: &Desk) {
    let wrongs = wrongs(desk);
    assert!(wrongs.is_none(), "{wrongs:#?}");
}

#[test]
fn orders_are_paid_at_once_or_out_of_the_cart_one_after_another() {
    let five = desk("demo5", "", 4);
    five.process(&["--jobs", "3"]).exits(0).says("confirmed 4").order_requests(4);
    assert!(five.panel.record().confirms.is_empty());
    none_wrong(&five);
    let six = desk("demo6", "", 4);
    six.process(&["--jobs", "3"]).exits(0).says("confirmed 4").says("1 at a time").order_requests(4);
    let record = six.panel.record();
    assert_eq!((paid(&record).len(), record.peak, record.cart.len()), (4, 1, 0));
    let keys: Vec<_> = record.services.iter().map(|service| service.remote_id.clone().expect("a key")).collect();
    assert!(keys.iter().all(|key| key.starts_with("vb") && key[..10] == keys[0][..10] && key != "vb"), "{keys:?}");
    none_wrong(&six);
    six.process(&[]).exits(0).says("already ordered 4").order_requests(4);
}

#[test]
fn what_a_colleague_lays_into_the_cart_is_never_paid_and_nothing_is_sent_until_it_is_gone() {
    let desk = desk("demo6", "cart-foreign@2", 4);
    desk.process(&[]).exits(7).says("confirmed 1").says("unpaid 1").says("not sent 2").says("P228").order_requests(2);
    assert_eq!(paid(&desk.panel.record()).len(), 1);
    let cart = desk.panel.record().cart.len();
    assert_eq!(cart, 2);
    desk.process(&[]).exits(1).says("P239").says("the account's cart is not empty").order_requests(2);
    assert_eq!(desk.panel.record().cart.len(), 2, "nothing of it was touched");
    desk.panel.empty_cart();
    // What was in the cart was never begun to be paid, and is gone: a person says what becomes of it.
    desk.process(&[]).exits(4).says("unpaid 1").says("confirmed 2").order_requests(4);
    let release = ["release", "web-2.example.ru", "--reason", "taken out of the cart", "--force"];
    desk.run(&mut desk.verb(&release)).exits(0);
    desk.process(&[]).exits(0).says("confirmed 1").order_requests(5);
}

#[test]
fn a_cart_that_somebody_fills_between_the_last_look_and_the_payment_stops_the_run() {
    let desk = desk("demo6", "cart-late-foreign@2", 4);
    desk.process(&[]).exits(7).says("P235").says("colleague.example").says("not sent 2").order_requests(2);
    assert_eq!(paid(&desk.panel.record()).len(), 2);
    none_wrong(&desk);
}

#[test]
fn a_cart_that_costs_more_than_was_planned_is_not_paid() {
    let desk = desk("demo6", "cart-price@1", 3);
    desk.process(&[]).exits(7).says("unpaid 1").says("not sent 2").says("P228").order_requests(1);
    assert!(desk.panel.record().confirms.is_empty());
    assert_eq!(state(&desk, "web-1.example.ru"), Some(ClaimState::Unpaid));
    none_wrong(&desk);
    // A plan does not call new what was ordered, and is not paid.
    let plan = desk.run(&mut desk.command(&["--dry-run", "--detailed-exitcode"])).exits(4);
    let plan = plan.says("unpaid 1").says("ready 2").says("of these, in the cart unpaid, to be paid first: 1");
    let summary = plan.workbook("orders.plan.xlsx", "Summary");
    let figure = |label: &str| summary.iter().find(|row| row[0] == label).map(|row| row[1].clone());
    assert_eq!([figure("New, to be ordered"), figure("To be checked or unpaid")], [Some("2".into()), Some("1".into())]);
}

#[test]
fn a_payment_whose_answer_is_lost_is_looked_up_and_never_made_again() {
    let desk = desk("demo6", "confirm-lost@2", 3);
    desk.process(&[]).says("confirmed 2").says("not sent 1").order_requests(2);
    assert_eq!(paid(&desk.panel.record()).len(), 2);
    desk.process(&[]).exits(0).says("already ordered 2").says("confirmed 1").order_requests(3);
    let record = desk.panel.record();
    assert_eq!((paid(&record).len(), record.charges.len()), (3, 3));
    none_wrong(&desk);
}

#[test]
fn what_the_panel_did_not_take_the_money_for_is_unpaid_and_never_paid_by_this_program_again() {
    for fault in ["confirm-refused@1", "confirm-url@1"] {
        let desk = desk("demo6", fault, 2);
        desk.process(&[]).exits(7).says("unpaid 1").says("not sent 1").order_requests(1);
        let confirms = desk.panel.record().confirms.len();
        assert_eq!(confirms, 1, "{fault}");
        for _ in 0..2 {
            desk.process(&[]);
        }
        let record = desk.panel.record();
        let own = |item: &str| record.orders[0].item.is_some_and(|id| id.to_string() == item);
        assert_eq!(paid(&record).into_iter().filter(|item| own(item)).count(), 1, "{fault}: {record:#?}");
        none_wrong(&desk);
    }
}

// An interrupt is sent as Unix sends it.
#[cfg(unix)]
#[test]
fn an_order_that_lies_in_the_cart_when_a_run_ends_is_paid_first_by_the_next_one() {
    let desk = desk("demo6", "delay=400", 3);
    // An interrupt lets the order under way end, and pays for nothing any more.
    let mut child = desk.start(&[]);
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    let sends = || desk.path("trace.log").exists() && desk.log().contains("v2.vds.order.param");
    while !sends() && std::time::Instant::now() < deadline {
        std::thread::yield_now();
    }
    let id = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).expect("a signal");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let record = desk.panel.record();
    assert_eq!((record.orders.len(), record.cart.len(), record.confirms.len()), (1, 1, 0));
    assert_eq!(state(&desk, "web-1.example.ru"), Some(ClaimState::Unpaid));
    desk.process(&[]).exits(0).says("confirmed 3").order_requests(3);
    none_wrong(&desk);
    // The run that laid it there tells the same.
    desk.run(&mut desk.verb(&["show", "web-1.example.ru"])).exits(0).says("confirmed");
}

#[test]
fn without_a_planned_price_nothing_is_laid_into_a_cart() {
    let text = vdsbatch::catalog::BUNDLED.iter().find(|(name, _)| *name == "demo6").expect("bundled").1;
    let unpriced = text.replacen("prices = { 1 = \"6.50\", 3 = \"18.90\", 12 = \"70.00\" }\n", "", 1);
    assert_ne!(text, unpriced);
    let desk = desk("demo6", "", 2).file("unpriced.toml", unpriced.as_bytes());
    let table = desk.path("unpriced.toml").display().to_string();
    let mut command = desk.verb(&["process"]);
    command.arg(desk.path("orders.csv")).args(["--catalog", &table, "--yes"]);
    desk.run(&mut command).exits(6).says("G117").order_requests(0);
}

#[test]
fn services_that_wait_for_a_person_or_cannot_be_made_are_told_apart() {
    let desk = desk("demo5", "needs-config@1,not-available@2", 2);
    desk.process(&["--jobs", "1"]).exits(5).says("P233").says("ask the provider what happens").order_requests(2);
    none_wrong(&desk);
}

#[test]
fn a_renewal_for_another_period_than_the_servers_own_is_refused_where_it_would_be_dropped() {
    let sheet = "Tariff;Period;Domain;OS template;Auto-renew\nDemo KVM;1;a.example.ru;Debian-13-amd64;3\n";
    let five = desk("demo5", "", 1).file("orders.csv", sheet.as_bytes());
    five.process(&[]).exits(3).says("E2").order_requests(0);
    let own = sheet.replace(";3\n", ";1\n");
    let five = desk("demo5", "", 1).file("orders.csv", own.as_bytes());
    five.process(&[]).exits(0).says("confirmed 1").order_requests(1);
}

#[test]
fn what_lies_in_the_cart_is_never_told_as_not_sent() {
    let desk = desk("demo6", "cart-foreign@1", 2);
    desk.process(&[]).exits(7).says("unpaid 1").says("not sent 1");
    desk.process(&[]).exits(1).says("2 servers: unpaid 1 · not sent 1");
    desk.run(&mut desk.verb(&["runs"])).exits(0).says("unpaid 1 · not sent 1");
}
