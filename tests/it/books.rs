//! Books of a time: every order once, held against the workbooks of the runs, in amounts and in numbers.

mod accountant;
mod asked;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use serde_json::Value;
use vdsbatch::report::book::BookRendering;
use vdsbatch::report::{DataFormat, Rendering};
use vdsbatch::run::Period;
use vdsbatch::run::chronicle::Chronicle;
use vdsbatch::text::lang::Lang;

use crate::report::readback::{Workbook, number};
use world::{RUNS, SENT, World};

/// The year of an account, made once: it is long.
fn anna() -> Chronicle {
    static MADE: LazyLock<Chronicle> = LazyLock::new(|| World::new("anna").chronicle());
    MADE.clone()
}

/// The same of another one.
fn boris() -> Chronicle {
    static MADE: LazyLock<Chronicle> = LazyLock::new(|| World::new("борис").chronicle());
    MADE.clone()
}

/// Three hours ahead of UTC, so that an evening is the next day.
fn moscow() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(3))
}

fn book(since: Date, until: Date, centre: Option<&str>) -> BookRendering {
    BookRendering {
        lang: Lang::En,
        zone: moscow(),
        period: Period::new(since, until).expect("a period"),
        cost_centre: centre.map(ToOwned::to_owned),
    }
}

fn year() -> BookRendering {
    book(date(2026, 1, 1), date(2026, 12, 31), None)
}

fn month(month: i8) -> BookRendering {
    let first = date(2026, month, 1);
    book(first, first.last_of_month(), None)
}

fn json(book: &BookRendering, records: &[Chronicle]) -> Value {
    serde_json::from_slice(&book.data(records, DataFormat::Json).bytes).expect("JSON")
}

fn list<'v>(document: &'v Value, name: &str) -> &'v [Value] {
    document[name].as_array().unwrap_or_else(|| panic!("{name}")).as_slice()
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().map_or(Decimal::ZERO, |text| text.parse().expect("a number"))
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

/// The sums of a field over lines, by currency.
fn sums(lines: &[Value], field: &str) -> BTreeMap<String, Decimal> {
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for line in lines {
        *sums.entry(text(line, "currency").to_owned()).or_default() += decimal(&line[field]);
    }
    sums
}

#[test]
fn a_year_has_every_order_once_and_nothing_is_left_over() {
    let record = anna();
    let records = [record];
    let made = year().data(&records, DataFormat::Json);
    // Twelve runs, the one that was sent for the second time counted once, and what was adopted.
    let expected = u32::from(RUNS.unsigned_abs()) * SENT + 1;
    assert_eq!((made.orders, made.disagrees), (expected as usize, 0));
    let document = json(&year(), &records);
    let orders = list(&document, "orders");
    let domains: BTreeSet<&str> = orders.iter().map(|order| text(order, "domain")).collect();
    assert_eq!(domains.len(), orders.len(), "a domain stands there twice");
    let of = |domain: &str| orders.iter().find(|order| text(order, "domain") == domain).expect(domain);
    // The second try of the order in doubt is the one that stands.
    assert_eq!(text(of("m11-18.example.ru"), "run"), "20261210T213000Z-0012");
    assert_eq!(text(of("m11-18.example.ru"), "ordered_on"), "2026-12-10");
    assert_eq!(text(of("m3-4.example.ru"), "status"), "confirmed", "a later list found it");
    assert_eq!(text(of("m3-7.example.ru"), "status"), "confirmed", "a person found it");
    assert_eq!(text(of("m3-8.example.ru"), "status"), "rejected", "a person found that there is none");
    let adopted = of("adopted.example.ru");
    assert_eq!((adopted["run"].is_null(), text(adopted, "ordered_on")), (true, "2026-06-15"));
    assert_eq!(document["agrees"], Value::Bool(true));
    let statuses = |word: &str| orders.iter().filter(|order| text(order, "status") == word).count();
    assert_eq!(statuses("rejected"), 12 * 10 - 1);
    assert_eq!(statuses("already-ordered"), 1, "what was met again is counted with its own run");
    assert!(list(&document, "decisions").iter().any(|one| text(one, "operator") == "борис"));
}

#[test]
fn a_book_adds_up_to_nothing_against_the_single_workbooks() {
    let record = anna();
    let document = json(&year(), std::slice::from_ref(&record));
    let held = list(&document, "runs");
    assert_eq!(held.len(), record.runs.len());
    let rests = [
        "within",
        "placed_at_another_time",
        "day_not_known",
        "of_another_cost_centre",
        "counted_with_another_run",
        "ordered_before",
        "not_ordered",
    ];
    for (run, held) in record.runs.iter().zip(held) {
        let rendering = Rendering { zone: moscow(), ..Rendering::new(Lang::En) };
        let single: Value = serde_json::from_slice(&rendering.json(run)).expect("JSON");
        // What the run's own workbook says, added up here, status by status.
        let (mut servers, mut planned, mut actual) = (0, Decimal::ZERO, Decimal::ZERO);
        for amounts in single["statuses"].as_object().expect("statuses").values() {
            servers += amounts["servers"].as_u64().expect("a number");
            planned += decimal(&amounts["planned"]);
            actual += decimal(&amounts["actual"]);
        }
        for rest in rests {
            servers -= held[rest]["servers"].as_u64().expect("a number");
            planned -= decimal(&held[rest]["planned"]);
            actual -= decimal(&held[rest]["actual"]);
        }
        assert_eq!((servers, planned, actual), (0, Decimal::ZERO, Decimal::ZERO), "{held:#}");
        // And what is within is what the book's own orders come to.
        let own: Vec<Value> =
            list(&document, "orders").iter().filter(|order| order["run"] == held["run"]).cloned().collect();
        assert_eq!(own.len() as u64, held["within"]["servers"].as_u64().expect("a number"));
        assert_eq!(sums(&own, "planned").values().sum::<Decimal>(), decimal(&held["within"]["planned"]));
    }
}

#[test]
fn the_books_of_all_months_are_the_book_of_the_year() {
    let records = [anna()];
    let whole = json(&year(), &records);
    let months: Vec<Value> = (1..=12).map(|nth| json(&month(nth), &records)).collect();
    for (name, fields) in [
        ("orders", &["planned", "actual", "difference"][..]),
        ("charges", &["charged", "not_paid"]),
        ("renewals", &["expected"]),
        ("decisions", &[]),
    ] {
        let of_months: Vec<Value> = months.iter().flat_map(|month| list(month, name)).cloned().collect();
        assert_eq!(of_months.len(), list(&whole, name).len(), "{name}");
        assert!(!of_months.is_empty(), "{name}");
        for field in fields {
            assert_eq!(sums(&of_months, field), sums(list(&whole, name), field), "{name} {field}");
        }
    }
    // The evening of the 9th in UTC is the 10th in Moscow.
    assert!(list(&months[4], "orders").iter().all(|order| text(order, "ordered_on") == "2026-05-10"));
    assert_eq!(sums(list(&months[4], "orders"), "planned").keys().collect::<Vec<_>>(), ["EUR"]);
    assert!(months.iter().all(|month| month["agrees"] == Value::Bool(true)));
}

#[test]
fn cost_centres_share_out_the_whole() {
    let records = [anna()];
    let whole = json(&year(), &records);
    let centres = ["", "Shop", "ИТ", "=1+1"];
    let parts: Vec<Value> = centres
        .iter()
        .map(|centre| json(&book(date(2026, 1, 1), date(2026, 12, 31), Some(centre)), &records))
        .collect();
    for name in ["orders", "charges", "renewals"] {
        let all: Vec<Value> = parts.iter().flat_map(|part| list(part, name)).cloned().collect();
        // A charge for what was not in the ledger is of no cost centre, not even of the empty one.
        let is_ours = |line: &&Value| text(line, "pays_for") != "not-ordered-from-here";
        assert_eq!(all.len(), list(&whole, name).iter().filter(is_ours).count(), "{name}");
    }
    for part in &parts {
        assert_eq!(part["agrees"], Value::Bool(true));
        assert!(list(part, "orders").iter().all(|order| order["cost_centre"] == part["cost_centre"]), "{part:#}");
        assert!(list(part, "runs").iter().any(|run| run["of_another_cost_centre"]["servers"] != 0));
    }
    let by = list(&whole, "by_cost_centre");
    let shop = by.iter().find(|group| group["name"] == "Shop" && group["currency"] == "RUB").expect("a group");
    let own: Vec<&Value> = list(&whole, "orders")
        .iter()
        .filter(|order| order["cost_centre"] == "Shop" && order["currency"] == "RUB" && order["status"] != "rejected")
        .collect();
    assert_eq!(shop["orders"].as_u64(), Some(own.len() as u64));
    assert_eq!(decimal(&shop["planned"]["sum"]), own.iter().map(|order| decimal(&order["planned"])).sum::<Decimal>());
}

#[test]
fn amounts_of_two_currencies_are_never_added() {
    let records = [anna()];
    let document = json(&year(), &records);
    let totals = list(&document, "totals");
    let currencies: Vec<&str> = totals.iter().map(|total| text(total, "currency")).collect();
    assert_eq!(currencies, ["EUR", "RUB", "USD"]);
    let charged = sums(list(&document, "charges"), "charged");
    for total in totals {
        let own = charged.get(text(total, "currency")).copied().unwrap_or_default();
        assert_eq!(decimal(&total["charged"]), own);
        let orders = list(&document, "orders").iter().filter(|order| !order["actual"].is_null());
        let own = orders.filter(|order| order["actual_currency"] == total["currency"]);
        let actual: Decimal = own.map(|order| decimal(&order["actual"])).sum();
        assert_eq!(decimal(&total["actual"]["sum"]), actual, "{total:#}");
        assert!(total["currency"] != "USD" || actual > Decimal::ZERO, "dollars were charged");
    }
    let in_dollars = list(&document, "orders").iter().find(|order| order["domain"] == "m2-3.example.ru").expect("it");
    assert_eq!((text(in_dollars, "currency"), text(in_dollars, "actual_currency")), ("RUB", "USD"));
    assert!(in_dollars["difference"].is_null(), "{in_dollars:#}");
}

#[test]
fn charges_say_what_they_pay_for_and_whose_they_are() {
    let records = [anna()];
    let document = json(&month(3), &records);
    let charges = list(&document, "charges");
    let of = |kind: &str| charges.iter().filter(|charge| text(charge, "pays_for") == kind).count();
    // Fifteen services are charged and renewed each month; a deleted one is paid, and paid back in part.
    assert_eq!((of("first-period"), of("renewal"), of("not-ordered-from-here")), (17, 15, 1));
    assert_eq!(document["charges_without_a_day"], 1);
    let renewal = charges.iter().find(|charge| text(charge, "pays_for") == "renewal").expect("one");
    assert_eq!(text(renewal, "run"), "20260210T213000Z-0002", "a renewal names the run of its order: {renewal:#}");
    assert!(charges.iter().any(|charge| decimal(&charge["charged"]) == Decimal::from(-500)), "money came back");
}

#[test]
fn a_workbook_of_a_year_calculates_to_what_it_stores() {
    let records = [anna(), boris()];
    for (records, sheets) in [(&records[..1], 8), (&records[..], 8)] {
        for lang in [Lang::En, Lang::Ru] {
            let made = BookRendering { lang, ..year() }.workbook(records).expect("a workbook");
            let read = Workbook::read(made.bytes);
            assert_eq!(read.names.len(), sheets, "{:?}", read.names);
            assert!(read.recalculate() > 100, "{} formulas", read.recalculate());
            let orders = read.cells(&read.names[1]);
            let last = orders.keys().map(|(row, _)| *row).max().expect("rows") as usize;
            assert!(last > made.orders, "totals stand below {} orders: {last}", made.orders);
            // No text of a sheet is a formula.
            for name in &read.names {
                assert!(read.formulas(name).values().all(|formula| !formula.contains("HYPERLINK") && formula != "1+1"));
            }
            assert!(read.parts().iter().any(|part| part.starts_with("xl/charts/chart")), "{:?}", read.parts());
        }
    }
}

#[test]
fn the_renewals_of_a_run_are_shared_out_by_cost_centre_and_drawn() {
    let record = anna();
    let rendering = Rendering { zone: moscow(), ..Rendering::new(Lang::En) };
    let read = Workbook::read(rendering.workbook(&record.runs[0]).expect("a workbook"));
    let cells = read.cells("Renewals");
    let head =
        cells.iter().find(|((_, col), cell)| *col == 1 && *cell == "s:By cost centre, RUB").expect("a table").0.0;
    let centres: Vec<u32> = (head + 1..head + 100).take_while(|row| cells.contains_key(&(*row, 1))).collect();
    assert_eq!(centres.len(), 4, "{cells:?}");
    let months: Vec<u32> = (6..20).filter(|col| cells.contains_key(&(head, *col))).collect();
    assert_eq!(months.len(), 12, "every month has a renewal");
    for col in months {
        let figure = |row: u32| cells.get(&(row, col)).and_then(|cell| number(cell)).unwrap_or(0.0);
        let shared: f64 = centres.iter().map(|row| figure(*row)).sum();
        assert!(figure(head - 2) > 0.0 && (shared - figure(head - 2)).abs() < 0.005, "column {col}");
    }
    let chart = read.part("xl/charts/chart1.xml");
    assert_eq!(chart.matches("<c:ser>").count(), 4);
    assert!(chart.contains("Renewals"), "{chart}");
    // The letters grow with the sheet, and what is no whole number of hundredths is no size.
    let narrow = Workbook::read(rendering.workbook(&crate::report::sample::long(30)).expect("a workbook"));
    for chart in [chart, narrow.part("xl/charts/chart1.xml")] {
        let sizes: Vec<&str> = chart.split(" sz=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(sizes.len() > 2 && sizes.iter().all(|size| size.parse::<u32>().is_ok()), "{sizes:?}");
    }
}

#[test]
fn a_book_is_made_again_byte_for_byte() {
    let records = [anna()];
    let [one, other] = [(), ()].map(|()| month(3).workbook(&records).expect("a workbook").bytes);
    assert_eq!(one, other);
}

#[test]
#[ignore = "writes files for `.ci/workbooks`, which shows them to other programs"]
fn books_of_every_kind_are_written() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("workbooks");
    std::fs::create_dir_all(&folder).expect("a folder");
    let records = [anna(), boris()];
    for lang in [Lang::En, Lang::Ru] {
        let write = |name: &str, book: &BookRendering, records: &[Chronicle]| {
            let made = BookRendering { lang, ..book.clone() }.workbook(records).expect("a workbook");
            std::fs::write(folder.join(format!("book-{name}-{lang}.xlsx")), made.bytes).expect("a file");
        };
        write("year", &year(), &records[..1]);
        write("month", &month(3), &records[..1]);
        write("accounts", &month(5), &records);
        write("nothing", &book(date(2020, 1, 1), date(2020, 1, 31), None), &records[..1]);
    }
}

#[test]
fn an_order_has_the_day_of_its_run_whoever_makes_the_book() {
    let mut record = anna();
    let hours = ["+00:00", "+10:00"];
    for (run, zone) in record.runs.iter_mut().zip(hours.into_iter().cycle()) {
        run.facts.zone = Some(zone.to_owned());
    }
    let records = [record];
    let of = |zone: i8| BookRendering { zone: TimeZone::fixed(jiff::tz::offset(zone)), ..year() };
    let days = |zone: i8| -> BTreeMap<String, String> {
        let document = json(&of(zone), &records);
        let orders = list(&document, "orders").iter();
        orders.map(|order| (text(order, "domain").to_owned(), text(order, "ordered_on").to_owned())).collect()
    };
    assert_eq!(days(0), days(10));
    // At half past nine in the evening of UTC it was the next day in the other office.
    assert_eq!([&days(0)["m1-0.example.ru"], &days(0)["m2-0.example.ru"]], ["2026-01-09", "2026-02-10"]);
    let made = Workbook::read(of(-8).workbook(&records).expect("a workbook").bytes);
    let headed = |zones: &str| made.cells("Orders").values().any(|cell| cell == &format!("s:Ordered on ({zones})"));
    assert!(headed("in the run's zone"));
    let told =
        made.cells("Summary").values().any(|cell| cell.contains("the date of its run's time zone: UTC+00, UTC+10;"));
    assert!(told, "{:?}", made.cells("Summary"));
}
