//! What a person says beforehand of a sheet and its plan: control totals, chosen rows, the exit code of a plan.

use serde_json::Value;

use crate::harness::{Desk, Ran, vdsbatch};

const HEAD: &str = "Tariff;Period;Domain;OS template;Price";

fn row(domain: &str, price: &str) -> String {
    format!("KVM Ferrum;1;{domain};Debian-7-x86_64-minimal;{price}")
}

/// A desk with so many servers at 100.50 each, one a row from row 2 on.
fn priced(count: usize) -> Desk {
    let rows = (1..=count).map(|n| row(&format!("web-{n}.example.ru"), "100.50"));
    desk(rows)
}

fn desk(rows: impl IntoIterator<Item = String>) -> Desk {
    Desk::new().file("orders.csv", sheet(rows).as_bytes())
}

fn sheet(rows: impl IntoIterator<Item = String>) -> String {
    std::iter::once(HEAD.to_owned()).chain(rows).map(|line| line + "\n").collect()
}

fn json(desk: &Desk, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(desk.path(name)).expect("data")).expect("JSON")
}

#[test]
fn a_sheet_that_asks_for_another_number_of_servers_or_another_sum_is_refused() {
    let desk = priced(3);
    let ran = desk.process(&["--expect-orders", "4"]).exits(6).requests(0);
    ran.says("G130 orders in the sheet: 3; expected with --expect-orders: 4");
    desk.process(&["--expect-orders", "2", "--dry-run"]).exits(6).says("G130");
    let ran = desk.process(&["--expect-total", "301.51"]).exits(6).requests(0);
    ran.says("G131 the orders of the sheet come to 301.50; expected with --expect-total: 301.51");
    desk.process(&["--expect-total", "301.5", "--expect-orders", "3"]).exits(0).order_requests(3);
}

#[test]
fn what_is_expected_is_the_whole_sheet_so_the_same_command_goes_on_after_an_interrupt() {
    let desk = priced(2);
    desk.process(&[]).exits(0).order_requests(2);
    let desk =
        desk.file("orders.csv", sheet((1..=5).map(|n| row(&format!("web-{n}.example.ru"), "100.50"))).as_bytes());
    let expected = ["--expect-orders", "5", "--expect-total", "502.50"];
    desk.process(&expected).exits(0).order_requests(5).says("already ordered 2");
    desk.process(&expected).exits(0).order_requests(5).says("already ordered 5");
}

#[test]
fn invalid_rows_are_none_of_the_orders_that_were_expected_and_a_price_that_nobody_knows_is_no_sum() {
    let desk = desk([row("web-1.example.ru", "100"), row("web_2", "100"), row("web-3.example.ru", "")]);
    let ran = desk.process(&["--only-valid", "--expect-orders", "3"]).exits(6).requests(0);
    ran.says("G130 orders in the sheet: 2, and with errors: 1; expected with --expect-orders: 3");
    let ran = desk.process(&["--only-valid", "--expect-total", "100"]).exits(6).requests(0);
    ran.says("G131 --expect-total is given, and the price is not known in row 4");
}

#[test]
fn chosen_rows_alone_are_ordered_and_the_others_later() {
    let desk = priced(6);
    let ran = desk.process(&["--rows", "2-3,5", "--expect-orders", "3", "--format", "json"]).exits(0);
    let ran = ran.ordered(["web-1.example.ru", "web-2.example.ru", "web-4.example.ru"]);
    let ran = ran.says("6 servers: confirmed 3 · skipped 3").says("rows chosen with --rows: 2–3, 5");
    let data = json(&desk, "orders.results.json");
    assert_eq!((&data["rows"], &data["control"]), (&Value::from("2-3,5"), &Value::from(0)), "{ran}");
    let skipped = &data["orders"][2];
    assert_eq!((&skipped["status"], &skipped["code"]), (&"skipped".into(), &"G133".into()), "{skipped}");
    // What an earlier run ordered of the others is told, so that the last workbook has it all.
    let ran = desk.process(&["--rows", "4", "--expect-orders", "1"]).exits(0).order_requests(4);
    ran.says("6 servers: confirmed 1 · already ordered 3 · skipped 2");
    desk.process(&[]).exits(0).order_requests(6).says("confirmed 2 · already ordered 4");
}

#[test]
fn what_is_wrong_in_other_rows_is_left_alone_unless_it_makes_a_chosen_one_doubtful() {
    let rows =
        || [row("web-1.example.ru", ""), row("web_2", ""), row("web-3.example.ru", ""), row("web-1.example.ru", "")];
    let desk = desk(rows());
    desk.process(&[]).exits(3).requests(0);
    // Which of two rows is meant by one domain, nobody knows.
    desk.process(&["--rows", "2"]).exits(3).says("E021").requests(0);
    desk.process(&["--rows", "3"]).exits(3).says("E020").requests(0);
    desk.process(&["--rows", "4"]).exits(0).ordered(["web-3.example.ru"]).says("4 servers: confirmed 1 · skipped 3");
    let check = |rows: &str| {
        let mut command = vdsbatch();
        command.arg("check").arg(desk.path("orders.csv")).args(["--rows", rows, "--format", "json"]);
        desk.run(&mut command)
    };
    let counts = |ran: &Ran<'_>| {
        let found: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        ["rows", "servers", "skipped", "errors"].map(|name| found[name].as_u64().or(found["counts"][name].as_u64()))
    };
    let ran = check("4").exits(0);
    assert_eq!(counts(&ran), [4, 1, 3, 0].map(Some), "{ran}");
    let ran = check("2,4").exits(3);
    assert_eq!(counts(&ran), [4, 2, 2, 1].map(Some), "{ran}");
    check("2-9").exits(6).says("G132");
}

#[test]
fn an_order_in_doubt_is_told_whatever_rows_are_chosen() {
    let desk = Desk::with("cut-before@2").orders(4);
    desk.process(&["--jobs", "1", "--rows", "2-3"]).exits(5).says("confirmed 1 · unknown 1 · skipped 2");
    desk.process(&["--rows", "4"]).exits(5).says("confirmed 1 · already ordered 1 · unknown 1 · skipped 1");
}

#[test]
fn rows_that_are_not_there_are_refused() {
    let desk = priced(3);
    for rows in ["2-41", "5", "1", "3,9", "2,6-"] {
        desk.process(&["--rows", rows]).exits(6).says("G132").says("whose last one is 4").requests(0);
    }
    for rows in ["4-2", "0", "x", "-4", "-", ""] {
        desk.process(&["--rows", rows]).exits(2).requests(0);
    }
    desk.process(&["--rows", "1-2"]).exits(0).order_requests(1);
    desk.process(&["--rows", "3-"]).exits(0).order_requests(3);
}

#[test]
fn a_plan_is_never_done_and_its_exit_code_tells_whether_there_is_something_to_order() {
    let desk = priced(2);
    let plan = ["--dry-run", "--detailed-exitcode", "--format", "json"];
    desk.process(&plan).exits(9).requests(0);
    let data = json(&desk, "orders.plan.json");
    assert_eq!((&data["verdict"], &data["exit_code"], &data["plan"]), (&"planned".into(), &0.into(), &true.into()));
    desk.process(&["--dry-run"]).exits(0).requests(0);
    desk.process(&["--detailed-exitcode"]).exits(2).requests(0);
    desk.process(&[]).exits(0).order_requests(2);
    let nothing = desk.path("nothing.xlsx").display().to_string();
    let ran = desk.process(&["--dry-run", "--detailed-exitcode", "-o", &nothing]);
    ran.exits(0).says("already ordered 2");
    let desk = desk.file("orders.csv", sheet([row("web_9", "")]).as_bytes());
    desk.process(&plan).exits(3);
}

#[test]
fn what_guards_and_reasons_say_is_explained() {
    for code in ["G130", "G131", "G132", "G133"] {
        let output = vdsbatch().args(["explain", code]).output().expect("it runs");
        assert!(output.status.success() && !output.stdout.is_empty(), "{code}");
    }
}

/// A sheet of counts and prices, with rows of totals.
fn counted(rows: &[&str]) -> Desk {
    let sheet: String = std::iter::once("Tariff;Period;Domain;OS template;Count;Price;Sum")
        .chain(rows.iter().copied())
        .map(|line| line.to_owned() + "\n")
        .collect();
    Desk::new().file("orders.csv", sheet.as_bytes())
}

const WEB: &str = "KVM Ferrum;1;web-{n}.example.ru;Debian-7-x86_64-minimal;3;100;300";
const DB: &str = "KVM Ferrum;1;db.example.ru;Debian-7-x86_64-minimal;;250.50;250.50";

#[test]
fn a_total_that_is_not_what_was_read_is_told_and_with_strict_totals_orders_nothing() {
    let desk = counted(&[WEB, DB, "Итого;;;;5;550.50;1"]);
    let ran = desk.process(&["--dry-run"]).exits(0).says("orders.csv: E4: E007 ");
    let ran = ran
        .says("the total `5` of \"Count\" is not what the rows above come to; rows summed up: 2, their sum: 3, or 4");
    assert!(!ran.stderr.contains("F4") && !ran.stderr.contains("G4"), "{ran}");
    assert!(ran.workbook("orders.plan.xlsx", "Summary").iter().flatten().all(|cell| cell != "done"), "{ran}");
    for more in [&["--strict-totals"][..], &["--strict-totals", "--only-valid"]] {
        desk.process(more).exits(3).says("E007").requests(0);
    }
    let check = |more: &[&str]| {
        let mut command = vdsbatch();
        command.arg("check").arg(desk.path("orders.csv")).args(more);
        desk.run(&mut command)
    };
    check(&[]).exits(0).says("E007");
    check(&["--strict-totals"]).exits(3).says("E007");
    // Whoever has seen the warning may go on.
    desk.process(&[]).exits(0).order_requests(4);
}

#[test]
fn totals_that_are_right_say_nothing_more_than_that_they_are_left_out() {
    for total in
        ["Итого;;;;4;550.50;", "Total;;;;3;350.50;", "Всего;;;;;;", "Итого с НДС;;;;4;660.60;", "Итого;;;;4;см. ниже;"]
    {
        let desk = counted(&[WEB, DB, total]);
        let ran = desk.process(&["--dry-run", "--strict-totals"]).exits(0).says("a row of totals, left out");
        assert!(!ran.stderr.contains("E007 the total"), "{total}: {ran}");
    }
}
