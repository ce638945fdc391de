//! What comes from around a run: an earlier run of the same sheet, renewals, the tries, the lists.

use jiff::civil::date;
use vdsbatch::catalog::Months;
use vdsbatch::order::service::{Service, ServiceState};
use vdsbatch::order::{Outcome, Reason, ReasonCode, Renewal, Status};
use vdsbatch::report::Rendering;
use vdsbatch::run::{Run, SameSheet};
use vdsbatch::text::lang::Lang;

use super::pages::{beside, labels};
use super::readback::{Cells, Workbook};
use super::{LANGS, moscow, rendered, sample};

#[test]
fn what_people_decided_stands_below_the_tries() {
    let mut run = sample::with_trail(sample::every_status());
    run.trail.decisions = vec![sample::decided("web-1.example.ru")];
    for rendering in [moscow(Lang::En), Rendering { table_lines: 3, ..moscow(Lang::En) }] {
        let book = Workbook::read(rendering.workbook(&run).expect("a workbook"));
        let cells = book.cells("Attempts");
        let row = cells
            .iter()
            .find(|(_, cell)| *cell == "s:Decided (UTC+03)")
            .map(|((row, _), _)| *row + 1)
            .expect("decisions");
        let tries = u32::try_from(run.trail.attempts.len()).expect("few");
        assert!(row > tries + 2, "apart from the tries");
        let of = |col| cells.get(&(row, col)).map(String::as_str).unwrap_or_default();
        assert_eq!((of(0), of(1), of(5)), ("d:2026-11-24 11:00:00", "s:anna", "s:web-1.example.ru"));
        assert_eq!((of(7), of(8), of(9), of(10)), ("s:ordered", "s:yes", "s:=1+1 in the panel", "s:70001"));
        assert!(of(11).starts_with("s:on the operator's word"), "{cells:?}");
    }
    // Without tries they have the sheet to themselves.
    run.trail.attempts.clear();
    assert!(rendered(&run, Lang::Ru).cells("Попытки").values().any(|cell| cell == "s:Решение принято (UTC+03)"));
}

#[test]
fn a_second_run_shows_its_own_and_the_earlier_orders_apart_with_their_sum() {
    let run = sample::second_run(sample::every_status());
    let book = rendered(&run, Lang::En);
    let cells = book.cells("Summary");
    // The plan of the tenth is superseded by nothing.
    assert_eq!(beside(cells, "Supersedes run")[0], "s:20261101-090000-ffff · 01.11.2026 12:00");
    assert_eq!(beside(cells, "This run"), ["n:6", "n:6002.5", "n:1", "n:1250", "n:-49.5"]);
    assert_eq!(beside(cells, "Earlier, from this sheet"), ["n:1", "n:1200.5", "", "n:1250", "n:-49.5"]);
    assert_eq!(beside(cells, "Total ordered or to be checked"), ["n:7", "n:7203", "n:1", "n:2500", "n:-99"]);
    assert!(!labels(cells).contains(&"From another sheet or by hand"));
    book.recalculate();
}

#[test]
fn what_an_earlier_run_left_unknown_or_unpaid_is_not_of_this_run() {
    let mut run = sample::second_run(sample::every_status());
    let earlier = run.lines[3].outcome.earlier.clone();
    for line in &mut run.lines[4..6] {
        line.outcome.earlier.clone_from(&earlier);
    }
    let book = rendered(&run, Lang::Ru);
    let cells = book.cells("Сводка");
    assert_eq!(beside(cells, "Этот прогон"), ["n:4", "n:3601.5", "n:1", "n:1250", "n:-49.5"]);
    assert_eq!(beside(cells, "Ранее по этой таблице"), ["n:3", "n:3601.5", "", "n:1250", "n:-49.5"]);
    book.recalculate();
}

#[test]
fn an_earlier_workbook_made_again_names_the_run_that_supersedes_it() {
    let mut run = sample::every_status();
    let later =
        |id: &str, results| SameSheet { id: id.to_owned(), started: sample::at("2026-12-01T09:00:00Z"), results };
    run.trail.same_sheet = vec![later("20261201-090000-aaaa", true), later("20261201-090000-bbbb", false)];
    let book = rendered(&run, Lang::En);
    assert!(beside(book.cells("Summary"), "SUPERSEDED BY RUN")[0].starts_with("s:20261201-090000-aaaa"));
    assert!(!labels(book.cells("Summary")).contains(&"Supersedes run"));
    let mut plan = sample::second_run(sample::empty());
    plan.facts.dry_run = true;
    assert!(
        !labels(rendered(&plan, Lang::En).cells("Summary")).contains(&"Supersedes run"),
        "a plan supersedes nothing"
    );
}

/// Four servers: one renews monthly, one yearly, one for another period, one of unknown price.
fn renewing() -> Run {
    let mut run = sample::empty();
    for (row, months, expires) in
        [(4, 1, date(2027, 1, 31)), (5, 12, date(2027, 11, 24)), (6, 3, date(2027, 2, 23)), (7, 6, date(2027, 5, 23))]
    {
        let name = format!("web-{row}.example.ru");
        let service = Service { expires: Some(expires), ..sample::service(&row.to_string(), &name) };
        let mut line = sample::line(
            row,
            &name,
            sample::sent(Outcome { service: Some(Box::new(service)), ..Outcome::new(Status::Confirmed) }),
        );
        line.order.as_mut().expect("an order").terms = sample::terms("KVM Ferrum", months);
        sample::add(&mut run, line);
    }
    let of = |run: &mut Run, at: usize, change: fn(&mut vdsbatch::order::Order)| {
        change(run.lines[at].order.as_mut().expect("an order"));
    };
    // Ordered for three months, renewed for six: what that costs nobody said.
    of(&mut run, 2, |order| {
        std::sync::Arc::make_mut(&mut order.terms).asked.renewal = Renewal::Every(Months::new(6).expect("months"));
    });
    of(&mut run, 3, |order| order.price = None);
    run.lines[3].outcome.service.as_mut().expect("a service").cost = None;
    run
}

#[test]
fn renewals_of_a_year_are_shown_month_by_month_and_apart_from_the_first_charge() {
    let book = rendered(&renewing(), Lang::En);
    let cells = book.cells("Summary");
    for (label, figures) in [
        ("First charge, this run", ["n:4", "n:3601.5", "n:1", "n:3750", "n:-148.5"]),
        ("January 2027", ["n:1", "n:1250", "", "", ""]),
        ("February 2027", ["n:2", "n:1250", "n:1", "", ""]),
        ("May 2027", ["n:2", "n:1250", "n:1", "", ""]),
        ("August 2027", ["n:2", "n:1250", "n:1", "", ""]),
        ("October 2027", ["n:1", "n:1250", "", "", ""]),
        ("November 2027", ["n:2", "n:1250", "n:1", "", ""]),
        ("Renewals in 12 months", ["n:15", "n:13750", "n:4", "", ""]),
    ] {
        assert_eq!(beside(cells, label), figures, "{label}");
    }
    // Four servers renew fifteen times: these are no servers.
    let counted =
        ["s:Number", "s:Planned amount", "s:Servers without a price", "s:Actual amount", "s:Planned less actual"];
    assert_eq!(beside(cells, "First charge, then renewals"), counted);
    assert_eq!(beside(cells, "By cost centre")[0], "s:Servers");
}

#[test]
fn the_renewals_sheet_names_every_server_with_its_months() {
    for (lang, every) in [(Lang::En, "s:not known"), (Lang::Ru, "s:неизвестно")] {
        let book = rendered(&renewing(), lang);
        let cells = book.cells(lang.pick("Renewals", "Продления"));
        let header: Vec<&str> = (6..18).filter_map(|col| cells.get(&(0, col))).map(String::as_str).collect();
        let months =
            ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"].map(|month| format!("s:{month}.2027"));
        assert_eq!(header, months);
        // The monthly one: from the 31st of January to the 31st of October.
        let monthly: Vec<u32> = (6..18).filter(|col| cells.contains_key(&(1, *col))).collect();
        assert_eq!(monthly, (6..16).collect::<Vec<_>>());
        assert_eq!(cells[&(2, 16)], "n:1250", "the panel's own price");
        assert_eq!(cells[&(2, 4)], "d:2027-11-24");
        assert_eq!((cells[&(3, 3)].as_str(), cells[&(3, 7)].as_str()), ("n:6", every));
        assert_eq!((cells[&(4, 5)].as_str(), cells[&(4, 10)].as_str()), (every, every));
        assert_eq!(cells[&(5, 1)], "n:4");
        book.recalculate();
    }
}

#[test]
fn a_server_that_is_gone_unpaid_or_unknown_renews_nothing() {
    let mut run = renewing();
    run.lines[0].outcome.service.as_mut().expect("a service").state = Some(ServiceState::Deleted);
    run.lines[1].outcome.status = Status::Unknown;
    run.lines[2].outcome.status = Status::Unpaid;
    run.lines[3].outcome.service = None;
    run.lines[3].outcome.sent_at = None;
    let book = rendered(&run, Lang::En);
    assert!(!book.names.contains(&"Renewals".to_owned()));
    let said = labels(book.cells("Summary")).join("\n");
    assert!(
        said.contains("with the status \"Unknown\" or \"Unpaid\": 2. Not counted, listed by the panel as deleted: 1. Not counted, without a renewal date: 1"),
        "{said}"
    );
}

#[test]
fn the_log_has_a_line_per_try() {
    let mut run = sample::with_trail(sample::every_status());
    run.trail.attempts[0].number = 2;
    run.trail.attempts[0].ended = None;
    run.trail.attempts[0].outcome = None;
    for lang in LANGS {
        let book = rendered(&run, lang);
        let log = book.cells(lang.pick("Attempts", "Попытки"));
        assert_eq!(log.keys().map(|(row, _)| *row).max(), Some(7));
        let row = |row| -> Vec<&str> { (0..12).map(|col| log.get(&(row, col)).map_or("", String::as_str)).collect() };
        let doubt = format!("s:{}", lang.pick("Unknown", "Требует проверки"));
        let open =
            format!("s:{}", lang.pick("no answer recorded: to be checked", "ответ не записан: требует проверки"));
        assert_eq!(
            row(1),
            [
                "d:2026-11-24 00:30:00",
                "",
                "",
                "n:1",
                "s:D4",
                "s:web-1.example.ru",
                "n:2",
                &doubt,
                "",
                &open,
                "",
                "s:20261123-213000-a1b2-4-1"
            ]
        );
        let rejected = row(7);
        assert_eq!(rejected[..3], ["d:2026-11-24 00:30:00", "d:2026-11-24 00:30:02", "n:2"]);
        assert_eq!(rejected[7], format!("s:{}", lang.pick("Rejected", "Отклонено")));
        assert_eq!(rejected[8], "n:200");
        assert!(rejected[9].contains("P206"));
    }
}

#[test]
fn to_check_says_what_was_looked_up_since_the_order_was_sent() {
    let run = sample::with_trail(sample::every_status());
    let book = rendered(&run, Lang::En);
    // The list of 21:29:59 is older than the order.
    assert_eq!(
        book.cells("To check")[&(1, 9)],
        "s:complete lists since then: 1, the last 24.11.2026 00:31; the order is in none of them\n\
         incomplete lists: 1, the last 24.11.2026 00:31 (the list should have 44 services, 30 came)"
    );
}

#[test]
fn to_check_never_says_that_lists_lack_what_they_show_after_a_refusal() {
    let mut run = sample::with_trail(sample::every_status());
    let line = run.lines.iter_mut().find(|line| line.outcome.status == Status::Unknown).expect("one in doubt");
    line.outcome.reason = Some(Reason::new(ReasonCode::RefusedYetListed));
    line.outcome.service = Some(Box::new(Service { id: "70006".to_owned(), ..Service::default() }));
    for lang in LANGS {
        let book = rendered(&run, lang);
        let check = book.cells(lang.pick("To check", "Проверить"));
        let looked_up = &check[&(1, 9)];
        assert!(looked_up.contains("70006") && !looked_up.contains("in none of them"), "{looked_up}");
        assert!(!looked_up.contains("в них нет"), "{looked_up}");
        let commands = &check[&(1, 14)];
        assert!(commands.contains("--ordered 70006 ") && commands.contains("--not-ordered --force "), "{commands}");
        assert!(commands.contains(lang.pick("if somebody else ordered it:", "если услугу заказал кто-то другой:")));
    }
}

#[test]
fn actual_amounts_in_other_currencies_stand_by_themselves() {
    let mut run = sample::long(13);
    for line in &mut run.lines[2..4] {
        line.outcome.service.as_mut().expect("a service").currency = Some("usd".to_owned());
    }
    run.lines[4].outcome.service.as_mut().expect("a service").cost = None;
    let book = rendered(&run, Lang::En);
    let cells = book.cells("Summary");
    assert_eq!(beside(cells, "Actual amount in USD"), ["n:2", "", "", "n:2500", ""]);
    // Two of the thirteen are in doubt.
    assert_eq!(beside(cells, "Servers without an actual amount")[0], "n:3");
}

#[test]
fn the_streamed_form_has_the_same_sheets() {
    let run = sample::second_run(sample::with_trail(sample::every_status()));
    let table = rendered(&run, Lang::En);
    let streamed = Rendering { table_lines: 3, ..moscow(Lang::En) };
    let streamed = Workbook::read(streamed.workbook(&run).expect("a workbook"));
    assert_eq!(table.names, ["Summary", "Orders", "To fix", "To check", "Renewals", "Problems", "Source", "Attempts"]);
    assert_eq!(streamed.names, table.names);
    for name in &table.names {
        let (one, other): (&Cells, &Cells) = (table.cells(name), streamed.cells(name));
        assert_eq!(one, other, "{name}");
    }
}
