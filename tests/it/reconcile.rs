//! Orders in doubt: found, proved absent, sent once more; services adopted.

use vdsbatch::order::claim::ClaimState;
use vdsbatch::panel::practice::Settings;

use crate::harness::{Desk, orders};

fn state(desk: &Desk, n: usize) -> Option<ClaimState> {
    let domain = orders(n.try_into().expect("small")).remove(n - 1).domain;
    desk.history().claims.get(&domain).map(|claim| claim.state)
}

fn reconcile<'d>(desk: &'d Desk, words: &[&str]) -> crate::harness::Ran<'d> {
    desk.run(&mut desk.verb(&[&["reconcile"], words].concat()))
}

/// Kills a run while the panel keeps silent about its second order, which it executed.
fn killed_in_the_second(desk: &Desk) {
    let mut child = desk.start(&["--jobs", "1"]);
    while desk.panel.record().orders.len() < 2 {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    child.kill().expect("the program");
    child.wait().expect("the program");
}

#[test]
fn what_a_crash_left_in_doubt_is_found_and_the_runs_workbook_made_anew() {
    let desk = Desk::with("silence@2").orders(4);
    killed_in_the_second(&desk);
    let ran = reconcile(&desk, &[]).exits(4).says("web-2.example.ru: unknown → confirmed");
    let ran = ran.says("confirmed 2 · not sent 2").leaves("orders.results.xlsx").order_requests(2);
    let orders = format!("{:?}", ran.workbook("orders.results.xlsx", "Orders"));
    assert!(orders.contains("100002") && !orders.contains("T305"), "{orders}");
    // The history says the same, and the same command goes on from there.
    desk.run(&mut desk.verb(&["runs"])).exits(0).says("confirmed 2 · not sent 2");
    desk.process(&[]).exits(0).says("confirmed 2 · already ordered 2").order_requests(4);
}

#[test]
fn reconciling_fills_in_what_the_panel_knows_by_now() {
    let desk = Desk::new().orders(1);
    let ran = desk.process(&[]).exits(0);
    let before = format!("{:?}", ran.workbook("orders.results.xlsx", "Orders"));
    assert!(!before.contains("198.51.100."), "{before}");
    reconcile(&desk, &["-o", "now.xlsx"]).exits(0);
    let ran = reconcile(&desk, &["last", "-o", "later.xlsx"]).exits(0);
    let later = format!("{:?}", ran.workbook("later.xlsx", "Orders"));
    assert!(later.contains("198.51.100.") && later.contains("charged"), "{later}");
    reconcile(&desk, &["20260101T000000Z-0000"]).exits(1).says("no run");
}

#[test]
fn what_a_later_run_met_in_doubt_is_brought_to_the_truth_as_well() {
    // The order is executed late: two runs see nothing of it.
    let desk = Desk::with("cut-before@2").orders(2);
    desk.process(&["--jobs", "1"]).exits(5);
    desk.process(&[]).exits(5).says("already ordered 1 · unknown 1");
    let made = desk.panel.add_service("web-2.example.ru");
    reconcile(&desk, &[]).exits(0).says(&format!("id {made}"));
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0);
    let lines: Vec<&str> = runs.stdout.lines().collect();
    assert!(lines[0].ends_with("already ordered 2") && lines[1].ends_with("confirmed 2"), "{runs}");
}

#[test]
fn an_order_proved_absent_is_sent_once_more_and_never_a_third_time() {
    let desk = Desk::with("cut-before@2,cut-before@3").orders(2);
    desk.process(&["--jobs", "1", "--settle", "0"]).exits(5).order_requests(2);
    // Two lists, that at the end of the run among them, are not enough, and one that a filter shortens is none.
    desk.process(&["--settle", "0"]).exits(5).order_requests(2);
    let control = desk.panel.record().services[0].id;
    desk.panel.hide_service(control);
    reconcile(&desk, &["--settle", "0"]).exits(5).says("P218").says("complete lists without it that count: 2 of 3");
    desk.panel.show_service(control);
    // The list that a run reads may be the third: nobody saw the order in the plan of that run. The next one sends it
    // again, and loses it again.
    desk.process(&["--settle", "0"]).exits(5).says("prove by now that `web-2.example.ru`").order_requests(2);
    desk.process(&["--settle", "900"]).exits(5).order_requests(2);
    desk.process(&["--settle", "0"]).exits(5).says("to order: 1 server").says("unknown 1").order_requests(3);
    for _ in 0..4 {
        reconcile(&desk, &[]).exits(5);
    }
    desk.process(&["--settle", "0"]).exits(5).says("unknown 1").order_requests(3);
    desk.run(&mut desk.verb(&[
        "resolve",
        "web-2.example.ru",
        "--not-ordered",
        "--settle",
        "0",
        "--reason",
        "asked support",
    ]))
    .exits(0);
    desk.process(&[]).exits(0).says("confirmed 1 · already ordered 1").order_requests(4);
}

#[test]
fn where_a_panel_may_sell_a_domain_twice_nothing_is_sent_again() {
    let catalog = vdsbatch::catalog::BUNDLED[0].1.replace("unique_domains = true", "unique_domains = false");
    let desk = Desk::at(Settings {
        unique_domains: false,
        faults: "cut-before@2".parse().expect("faults"),
        ..Settings::default()
    });
    let desk = desk.orders(2).file("twice.toml", catalog.as_bytes());
    let table = desk.path("twice.toml").display().to_string();
    desk.process(&["--jobs", "1", "--catalog", &table]).exits(5).order_requests(2);
    for _ in 0..4 {
        reconcile(&desk, &[]).exits(5);
    }
    desk.process(&["--settle", "0", "--catalog", &table]).exits(5).order_requests(2);
}

#[test]
fn a_panel_elsewhere_is_given_its_time() {
    let desk = Desk::new().orders(1);
    let mut command = crate::harness::vdsbatch();
    command.arg("process").arg(desk.path("orders.csv")).args(["--account", "anna", "--yes", "--settle", "899"]);
    desk.run(&mut command).exits(2).says("--settle must be at least 900").requests(0);
}

#[test]
fn without_a_list_nothing_is_confirmed_looked_up_or_sent_again() {
    let desk = Desk::with("cut-before@2").orders(3);
    let ran = desk.process(&["--jobs", "1", "--no-list"]).exits(5).says("the panel's list is not read (--no-list)");
    let ran = ran.says("accepted 2 · unknown 1");
    let summary = format!("{:?}", ran.workbook("orders.results.xlsx", "Summary"));
    assert!(summary.contains("--no-list"), "{summary}");
    assert_eq!(desk.panel.record().lists, 0);
    desk.process(&["--no-list", "--settle", "0"]).exits(5).says("already ordered 2 · unknown 1").order_requests(3);
    assert_eq!(desk.panel.record().lists, 0);
    assert_eq!(state(&desk, 2), Some(ClaimState::Unknown));
    // With a list again, the accepted ones are confirmed.
    desk.process(&[]).exits(5);
    assert_eq!(state(&desk, 1), Some(ClaimState::Confirmed));
}

#[test]
fn an_adopted_service_counts_as_ordered_from_here() {
    let desk = Desk::new().orders(2);
    let id = desk.panel.add_service("web-1.example.ru").to_string();
    let adopt = |domain: &str, id: &str| desk.run(&mut desk.verb(&["adopt", domain, id]));
    adopt("web-1.example.ru", &id).exits(1).says("there is no ledger");
    let ran = desk.process(&["--jobs", "1"]).exits(4).says("confirmed 1 · conflict 1");
    let text = format!("{:?}", ran.workbook("orders.results.xlsx", "Orders"));
    assert!(text.contains("vdsbatch adopt") && text.contains(&id), "{text}");
    adopt("web-1.example.ru", "1").exits(1);
    adopt("web-2.example.ru", &id).exits(1).says("confirmed");
    adopt("web-1.example.ru", &id).exits(0).says("now counts as ordered");
    desk.process(&[]).exits(0).says("already ordered 2").order_requests(1);
    let other = desk.sheet(["SSD Ferrum | 1 | web-1.example.ru"]);
    other.process(&[]).exits(4).says("conflict 1").order_requests(1);
}

#[test]
fn a_balance_that_is_too_small_is_told_before_anything_is_sent() {
    let balance = vdsbatch::money::Money::try_from("150.00".to_owned()).expect("money");
    let desk = Desk::at(Settings { balance, ..Settings::default() });
    let priced = "Tariff;Period;Domain;OS template;Price\nKVM Ferrum;1;a.example.ru;Debian-7-x86_64-minimal;100\n\
                  KVM Ferrum;1;b.example.ru;Debian-7-x86_64-minimal;100\n";
    let desk = desk.file("orders.csv", priced.as_bytes());
    desk.process(&[]).exits(6).says("G116").says("200.00").says("150.00").order_requests(0).leaves("orders.plan.xlsx");
    let desk = desk.file("orders.csv", priced.replace(";100\nKVM", ";50\nKVM").as_bytes());
    desk.process(&[]).order_requests(2);
}
