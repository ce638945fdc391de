//! Books as an accountant holds them against the panel: whose each charge is, in what currency, and whether it is paid.

use jiff::civil::date;
use rust_decimal::Decimal;
use serde_json::Value;
use vdsbatch::report::Rendering;
use vdsbatch::report::book::BookRendering;
use vdsbatch::run::chronicle::Chronicle;
use vdsbatch::text::lang::Lang;

use super::{anna, book, decimal, json, list, month, moscow, sums, text, year};
use crate::report::readback::{Workbook, number};

fn workbook(book: &BookRendering, records: &[Chronicle]) -> Workbook {
    let read = Workbook::read(book.workbook(records).expect("a workbook").bytes);
    read.recalculate();
    read
}

/// The rows of a sheet that have this text in a column.
fn rows(read: &Workbook, sheet: &str, col: u32, said: &str) -> Vec<u32> {
    let said = format!("s:{said}");
    let cells = read.cells(sheet).iter();
    cells.filter(|((_, at), cell)| *at == col && **cell == said).map(|((row, _), _)| *row).collect()
}

fn figure(read: &Workbook, sheet: &str, at: (u32, u32)) -> f64 {
    read.cells(sheet).get(&at).and_then(|cell| number(cell)).unwrap_or(0.0)
}

fn has(read: &Workbook, sheet: &str, said: &str) -> bool {
    read.cells(sheet).values().any(|cell| cell.contains(said))
}

fn close(one: f64, other: Decimal) -> bool {
    (one - other.to_string().parse::<f64>().expect("a number")).abs() < 0.005
}

#[test]
fn a_charge_that_names_no_service_is_not_said_to_be_anybody_elses() {
    let mut record = anna();
    let march = month(3);
    let ours = json(&march, std::slice::from_ref(&record));
    let stray = "777777";
    record.charges.iter_mut().filter(|charge| charge.service.as_deref() != Some(stray)).for_each(|charge| {
        charge.service = None;
    });
    let records = [record];
    let document = json(&march, &records);
    let of = |kind: &str| list(&document, "charges").iter().filter(|charge| text(charge, "pays_for") == kind).count();
    let all = list(&ours, "charges").len();
    assert_eq!((of("service-not-named"), of("not-ordered-from-here")), (all - 1, 1));
    assert_eq!(document["charges_without_a_service"].as_u64(), Some(all as u64 - 1));
    let groups: Vec<&str> = list(&document, "by_cost_centre").iter().map(|group| text(group, "kind")).collect();
    for kind in ["service-not-named", "not-ordered-from-here"] {
        assert_eq!(groups.iter().filter(|group| **group == kind).count(), 1, "{groups:?}");
    }
    // Nobody knows of which cost centre it is, not even that it is of none.
    let centre = json(&book(date(2026, 3, 1), date(2026, 3, 31), Some("")), &records);
    assert_eq!(list(&centre, "charges").len(), 0);
    assert_eq!(centre["charges_without_a_service"].as_u64(), Some(all as u64 - 1));
    for (lang, named, group, said) in [
        (Lang::En, "the panel names no service", "(the panel names no service)", "not in the ledger: 1."),
        (Lang::Ru, "панель не называет услугу", "(панель не называет услугу)", "которых нет в журнале заказов: 1."),
    ] {
        let read = workbook(&BookRendering { lang, ..month(3) }, &records);
        let [summary, _, charges, _, _, months, ..] = read.names.as_slice() else { panic!("{:?}", read.names) };
        assert_eq!(rows(&read, charges, 4, named).len(), all - 1, "{:?}", read.cells(charges));
        assert_eq!(rows(&read, months, 0, group).len(), 1, "{:?}", read.cells(months));
        assert!(has(&read, summary, said), "{:?}", read.cells(summary));
    }
}

#[test]
fn the_agreement_has_all_the_money_of_the_book() {
    let records = [anna()];
    let document = json(&year(), &records);
    let orders = list(&document, "orders");
    let read = workbook(&year(), &records);
    let tables: Vec<u32> = ["Servers", "Planned amounts", "Actual amounts"]
        .iter()
        .map(|title| rows(&read, "Agreement", 0, title)[0])
        .collect();
    let taken = rows(&read, "Agreement", 0, "taken over");
    assert_eq!(taken.len(), 3);
    assert!((figure(&read, "Agreement", (taken[2], 5)) - 1000.0).abs() < 0.005, "what the adopted service costs");
    for currency in ["RUB", "EUR", "USD"] {
        let within = rows(&read, "Agreement", 3, currency).into_iter().filter(|row| *row > tables[2]);
        let sum: f64 = within.map(|row| figure(&read, "Agreement", (row, 5))).sum();
        let own = orders.iter().filter(|order| text(order, "actual_currency") == currency);
        let own: Decimal = own.map(|order| decimal(&order["actual"])).sum();
        assert!(own > Decimal::ZERO && close(sum, own), "{currency}: {sum} on the sheet, {own} in its orders");
    }
}

#[test]
fn an_amount_in_another_currency_names_it_and_is_held_against_its_run() {
    let records = [anna()];
    let document = json(&year(), &records);
    let february = &list(&document, "runs")[1];
    for part in ["workbook", "within"] {
        assert_eq!(february[part]["actual_in_other_currencies"]["USD"], "1003.00", "{february:#}");
    }
    for (lang, actual, difference) in
        [(Lang::En, "1,003.00 USD", "other currency"), (Lang::Ru, "1\u{a0}003,00 USD", "другая валюта")]
    {
        let read = workbook(&BookRendering { lang, ..year() }, &records);
        let sheet = &read.names[1];
        let row = rows(&read, sheet, 1, "m2-3.example.ru")[0];
        let cell = |col: u32| read.cells(sheet).get(&(row, col)).map_or("", String::as_str);
        assert_eq!([cell(7), cell(8), cell(9)], [actual, difference, "RUB / USD"].map(|said| format!("s:{said}")));
    }
}

#[test]
fn renewals_in_another_currency_have_sums_and_a_chart_of_their_own() {
    let mut run = anna().runs[0].clone();
    run.facts.catalog.currency = Some("EUR".to_owned());
    run.lines.retain(|line| line.outcome.service.is_some());
    let rendering = |lang| Rendering { zone: moscow(), ..Rendering::new(lang) };
    let document: Value = serde_json::from_slice(&rendering(Lang::En).json(&run)).expect("JSON");
    let by_month = document["renewals_in_other_currencies"]["RUB"].as_object().expect("roubles");
    let whole: Decimal = by_month.values().map(decimal).sum();
    assert!(whole > Decimal::ZERO);
    let read = Workbook::read(rendering(Lang::En).workbook(&run).expect("a workbook"));
    read.recalculate();
    let row_of = |sheet: &str, col: u32, said: &str| rows(&read, sheet, col, said)[0];
    let in_roubles = row_of("Renewals", 1, "In RUB, not in the sums above");
    let months = |row: u32| (6..20).map(|col| figure(&read, "Renewals", (row, col))).sum::<f64>();
    assert!(close(months(in_roubles), whole));
    let head = row_of("Renewals", 1, "By cost centre, RUB");
    assert!(close((head + 1..head + 5).map(months).sum(), whole));
    assert!(rows(&read, "Renewals", 1, "By cost centre").is_empty(), "nothing renews in euros");
    let charts: Vec<String> = read.parts().into_iter().filter(|part| part.starts_with("xl/charts/chart")).collect();
    assert_eq!(charts.len(), 1, "{charts:?}");
    assert!(read.part(&charts[0]).contains("Renewals of the next 12 months, RUB"));
    let summed = row_of("Summary", 0, "of which in RUB, not in the sums above");
    assert!(close(figure(&read, "Summary", (summed, 2)), whole));
    assert!(has(&read, "Summary", "other currency"), "a month without a sum says why");
    let read = Workbook::read(rendering(Lang::Ru).workbook(&run).expect("a workbook"));
    assert!(has(&read, "Продления", "1\u{a0}000,00 RUB"), "{:?}", read.cells("Продления"));
}

#[test]
fn what_is_not_paid_yet_is_not_charged_and_told_apart() {
    let mut record = anna();
    for charge in &mut record.charges {
        charge.unpaid = Some(charge.amount.abs());
    }
    let records = [record];
    let document = json(&month(3), &records);
    let waiting = sums(list(&document, "charges"), "not_paid");
    let total = &list(&document, "totals")[0];
    assert!(total["charged"].is_null(), "{total:#}");
    assert_eq!(total["not_paid"].as_str(), Some(format!("{:.2}", waiting["RUB"]).as_str()));
    let read = workbook(&month(3), &records);
    assert!(!read.names.iter().any(|name| name == "By month"), "{:?}", read.names);
    assert!(has(&read, "Summary", "Not paid yet, and therefore not in the amounts charged in this time: "));
    let at = read.cells("Totals").iter().find(|(_, cell)| *cell == "s:Not paid yet").expect("a column").0.1;
    let total = rows(&read, "Totals", 0, "Total")[0];
    assert!(close(figure(&read, "Totals", (total, at)), waiting["RUB"]));
}

#[test]
fn parts_of_a_cent_are_shown_whole_and_their_sum_has_two_decimals() {
    let mut record = anna();
    let parts = ["0.2096", "0.2904"].map(|part| part.parse::<Decimal>().expect("a number"));
    let like = record.charges.iter().find(|charge| charge.charged_on == Some(date(2026, 3, 10))).expect("one").clone();
    record.charges =
        parts.iter().map(|part| vdsbatch::order::charge::Charge { amount: *part, ..like.clone() }).collect();
    let records = [record];
    let document = json(&month(3), &records);
    let charged: Vec<&str> = list(&document, "charges").iter().map(|charge| text(charge, "charged")).collect();
    assert_eq!(charged, ["0.2096", "0.2904"]);
    assert_eq!(list(&document, "totals")[0]["charged"], "0.50");
    let read = workbook(&month(3), &records);
    assert!(read.part("xl/styles.xml").contains("#,##0.00####"), "rounded to cents they do not add up");
}
