//! What an accountant books: on paper in letters that can be read, with both amounts and their difference.

use jiff::civil::{Date, date};
use vdsbatch::catalog::Months;
use vdsbatch::order::charge::{Charge, Charges};
use vdsbatch::order::findings::{Finding, line_found};
use vdsbatch::order::service::{Service, ServiceState};
use vdsbatch::order::{ClaimState, MoneyState, Outcome, Quote, Renewal, Status};
use vdsbatch::run::Run;
use vdsbatch::sheet::problem::{Diagnostic, ValueProblem};
use vdsbatch::sheet::{Cell, Col, Column, Field, Role};
use vdsbatch::text::lang::Lang;

use super::pages::beside;
use super::readback::Workbook;
use super::{LANGS, moscow, rendered, sample};
use crate::harness::Desk;

/// The sheets that a long run fills to the widest: sums of billions, long names, every status.
fn wide() -> Run {
    let mut run = sample::crowded();
    for (line, n) in run.lines.iter_mut().zip(0..) {
        let Some(order) = &mut line.order else { continue };
        order.price = Some(sample::money("98765432109.25"));
        order.cost_centre = format!("Отдел-разработки-и-сопровождения-{n} и ещё слова");
        "Служебная записка от двадцать третьего ноября".clone_into(&mut order.reference);
        order.terms = sample::terms("KVM Ferrum с длинным названием", 3);
        if let Some(service) = &mut line.outcome.service {
            "service-with-a-very-long-id-1234567890".clone_into(&mut service.id);
            service.cost = Some(sample::money("12345678901.75"));
        }
    }
    run
}

/// The width of each column of a sheet, in characters; `usual` where none is said.
fn widths(sheet: &str, many: usize) -> Vec<f64> {
    let mut widths = vec![8.43; many];
    for column in sheet.split("<col ").skip(1) {
        let said = |name: &str| -> f64 {
            let text = column.split_once(&format!("{name}=\"")).expect("it is said").1;
            text.split_once('"').expect("its end").0.parse().expect("a number")
        };
        for (width, at) in widths.iter_mut().zip(1_u32..) {
            if (said("min")..=said("max")).contains(&f64::from(at)) {
                *width = said("width");
            }
        }
    }
    widths
}

/// The points of letters of 11 points, where so many characters are one page of A4 wide.
fn points(widths: &[f64], book: &Workbook, part: &str) -> f64 {
    let sheet = book.part(part);
    let across = if sheet.contains("orientation=\"landscape\"") { 297.0 } else { 210.0 };
    let room = (across / 25.4 - 2.0 * 0.3) * 96.0;
    // The width in the file holds the five pixels between columns.
    let wide: f64 = widths.iter().map(|width| width * 7.0).sum();
    ((room / wide).min(1.0) * 100.0).floor() * 0.11
}

#[test]
fn the_orders_are_printed_as_they_are_booked_at_7_points_or_more() {
    let printed = [
        ("No", "№"),
        ("Domain", "Домен"),
        ("Tariff", "Тариф"),
        ("Period, months", "Период, мес."),
        ("Ordered on", "Дата заказа"),
        ("Status", "Статус"),
        ("Planned amount", "Сумма по плану"),
        ("Actual amount", "Фактическая сумма"),
        ("Planned less actual", "План минус факт"),
        ("Currency", "Валюта"),
        ("Service id", "№ услуги"),
        ("Valid until", "Действует до"),
        ("Cost centre", "Центр затрат"),
        ("Reference", "Заявка"),
    ];
    for lang in LANGS {
        for run in [wide(), sample::every_status()] {
            let book = rendered(&run, lang);
            let (name, last) = (lang.pick("Orders", "Заказы"), run.lines.len() + 2);
            let areas = book.part("xl/workbook.xml");
            assert!(areas.contains(&format!("localSheetId=\"1\">{name}!$A$1:$N${last}</definedName>")), "{areas}");
            for ((en, ru), col) in printed.into_iter().zip(0..) {
                assert!(book.cells(name)[&(0, col)].starts_with(&format!("s:{}", lang.pick(en, ru))), "{en}");
            }
            let part = "xl/worksheets/sheet2.xml";
            let size = points(&widths(&book.part(part), printed.len()), &book, part);
            assert!(size >= 7.0, "{lang:?}: {size} points");
        }
    }
}

#[test]
fn a_plan_is_printed_as_it_is_approved() {
    let printed = [
        ("No", "№"),
        ("Domain", "Домен"),
        ("Tariff", "Тариф"),
        ("Data centre", "Дата-центр"),
        ("Disk, GB", "Диск, ГБ"),
        ("RAM, in the tariff's unit", "ОЗУ, в единицах тарифа"),
        ("CPU", "CPU"),
        ("IPv4", "IPv4"),
        ("IPv6", "IPv6"),
        ("OS template", "Шаблон ОС"),
        ("Period, months", "Период, мес."),
        ("Auto-renew", "Автопродление"),
        ("Status", "Статус"),
        ("Planned amount", "Сумма по плану"),
        ("Currency", "Валюта"),
        ("Cost centre", "Центр затрат"),
        ("Reference", "Заявка"),
        ("Problems", "Замечания"),
        ("Reason", "Причина"),
    ];
    for lang in LANGS {
        let mut run = wide();
        run.facts.dry_run = true;
        run.facts.catalog.units =
            serde_json::from_value(serde_json::json!({"disk": {"one": "GB"}, "ram": "several"})).expect("units");
        run.facts.input.layout.columns[11].role = Role::Field(Field::DataCentre);
        let warned = run.rows.iter_mut().find(|row| row.row.no == run.lines[0].row).expect("its row");
        warned.diagnostics.push(Diagnostic::of_row(warned.row.no, ValueProblem::EmptyResult));
        let book = rendered(&run, lang);
        let (name, last) = (lang.pick("Orders", "Заказы"), run.lines.len() + 2);
        for ((en, ru), col) in printed.into_iter().zip(0..) {
            assert_eq!(book.cells(name)[&(0, col)], format!("s:{}", lang.pick(en, ru)));
        }
        let areas = book.part("xl/workbook.xml");
        assert!(areas.contains(&format!("localSheetId=\"1\">{name}!$A$1:$S${last}</definedName>")), "{areas}");
        let part = "xl/worksheets/sheet2.xml";
        assert!(points(&widths(&book.part(part), printed.len()), &book, part) >= 7.0);
        book.recalculate();
    }
}

#[test]
fn planned_less_actual_is_told_by_order_by_tariff_and_by_cost_centre() {
    let mut run = sample::long(13);
    for (line, n) in run.lines.iter_mut().zip(0..) {
        let order = line.order.as_mut().expect("an order");
        order.cost_centre = if n % 2 == 0 { "even" } else { "odd" }.to_owned();
    }
    // Ten times what was planned: such a difference must not stand without a word.
    run.lines[2].outcome.service.as_mut().expect("a service").cost = Some(sample::money("12005.00"));
    let book = rendered(&run, Lang::En);
    assert_eq!(book.cells("Orders")[&(3, 8)], "n:-10804.5");
    let cells = book.cells("Summary");
    // Nine are confirmed: five even ones, of which one is the dear one, and four odd ones.
    assert_eq!(beside(cells, "Confirmed")[4], format!("n:{}", -10804.5 - 8.0 * 49.5));
    assert_eq!(beside(cells, "KVM Ferrum · 3 mo.")[4], format!("n:{}", -10804.5 - 8.0 * 49.5));
    assert_eq!(beside(cells, "even")[4], format!("n:{}", -10804.5 - 4.0 * 49.5));
    assert_eq!(beside(cells, "odd")[4], format!("n:{}", -4.0 * 49.5));
    assert_eq!(beside(cells, "Not in planned less actual")[..2], ["n:4", "n:4802"], "those in doubt and refused");
    book.recalculate();
}

#[test]
fn amounts_of_two_currencies_have_no_difference_and_are_counted_apart() {
    for lang in LANGS {
        let mut run = sample::long(13);
        for line in &mut run.lines {
            line.order.as_mut().expect("an order").cost_centre = format!("centre {}", line.row.get() % 2);
        }
        for at in [2, 3, 4] {
            let service = run.lines[at].outcome.service.as_mut().expect("a service");
            service.currency = Some(if at == 4 { "EUR" } else { "usd" }.to_owned());
        }
        let book = rendered(&run, lang);
        let other = format!("s:{}", lang.pick("other currency", "другая валюта"));
        let orders = book.cells(lang.pick("Orders", "Заказы"));
        assert_eq!(
            (&orders[&(3, 7)], &orders[&(3, 8)]),
            (&format!("s:{} usd", lang.pick("1,250.00", "1\u{a0}250,00")), &other)
        );
        assert_eq!(orders[&(3, 9)], "s:RUB / usd");
        assert_eq!(orders[&(6, 9)], "s:RUB");
        let cells = book.cells(lang.pick("Summary", "Сводка"));
        let label = |code: &str| format!("{} {code}", lang.pick("Actual amount in", "Фактическая сумма в"));
        assert_eq!(beside(cells, &label("USD"))[..4], ["n:2", "", "", "n:2500"]);
        assert_eq!(beside(cells, &label("EUR"))[..4], ["n:1", "", "", "n:1250"]);
        // Six of nine are in the plan's currency; the two in doubt make the sum a lower bound, others do not.
        assert_eq!(beside(cells, lang.pick("Confirmed", "Подтверждено"))[3..], ["n:7500", "n:-297"]);
        book.recalculate();
    }
}

#[test]
fn a_plan_without_a_currency_is_not_held_against_a_panel_that_names_one() {
    let mut run = sample::long(3);
    run.facts.catalog.currency = None;
    let orders = rendered(&run, Lang::En);
    let orders = orders.cells("Orders");
    assert_eq!((orders[&(3, 7)].as_str(), orders[&(3, 8)].as_str()), ("n:1250", "s:not known"));
    assert_eq!(orders[&(3, 9)], "s:RUB");
}

#[test]
fn the_comment_of_a_row_is_carried_to_the_results() {
    let mut run = sample::every_status();
    run.lines[0].order.as_mut().expect("an order").comment = "=for the shop".to_owned();
    let book = rendered(&run, Lang::En);
    let cells = book.cells("Orders");
    let at = cells.iter().find(|(_, cell)| *cell == "s:Comment").expect("a column").0.1;
    assert_eq!(cells[&(1, at)], "s:=for the shop");
}

/// The commands of a day's work, as the ledger has it afterwards.
fn columns_of(rows: &[Vec<String>], headers: &[&str]) -> Vec<String> {
    let at = |header: &&str| rows[0].iter().position(|cell| cell == header).unwrap_or_else(|| panic!("{header}"));
    headers.iter().map(|header| rows[1][at(header)].clone()).collect()
}

#[test]
fn what_was_charged_stays_charged_whatever_becomes_of_the_service() {
    use ServiceState::{Active, Deleted, Suspended, Unavailable, Unconfigured};
    let order = sample::order(4, "web-1.example.ru");
    let found = |outcome: &Outcome, service: Service, state: ClaimState| {
        let domain = order.domain.clone();
        line_found(&order, outcome, &Finding { domain, before: ClaimState::Confirmed, state, service })
    };
    let shown = |state| Service { state: Some(state), ..sample::service("70001", "web-1.example.ru") };
    let confirmed = Outcome { service: Some(Box::new(shown(Active))), ..Outcome::new(Status::Confirmed) };
    for (state, claim) in [
        (Suspended, ClaimState::Confirmed),
        (Deleted, ClaimState::Confirmed),
        (Unconfigured, ClaimState::Accepted),
        (Unavailable, ClaimState::Unknown),
    ] {
        // Neither does a list that has lost the price take it back, nor one that tells a new one.
        for cost in [None, Some(sample::money("1400.00"))] {
            let later = found(&confirmed, Service { cost, ..shown(state) }, claim);
            let later = found(&later, Service { cost, currency: None, ..shown(state) }, claim);
            assert_eq!(later.money(), MoneyState::Charged, "{state:?}");
            assert_eq!(later.cost(), Some((sample::money("1250.00"), Some("RUB"))), "{state:?}");
            let mut run = sample::empty();
            sample::add(&mut run, sample::line(4, "web-1.example.ru", sample::sent(later)));
            let book = rendered(&run, Lang::En);
            assert_eq!(book.cells("Orders")[&(1, 7)], "n:1250", "{state:?}");
        }
    }
    let never = Outcome { service: Some(Box::new(shown(Suspended))), ..Outcome::new(Status::Confirmed) };
    assert_eq!(found(&never, shown(Deleted), ClaimState::Confirmed).money(), MoneyState::Expected, "nothing showed it");
}

#[test]
fn a_paid_server_that_is_deleted_later_is_charged_in_workbook_data_and_show() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    desk.run(&mut desk.verb(&["reconcile", "-o", "one.xlsx"])).exits(0);
    let ran = desk.run(&mut desk.verb(&["reconcile", "last", "-o", "two.xlsx"])).exits(0);
    let booked = ["Payment", "Actual amount", "Currency"];
    let before = columns_of(&ran.workbook("two.xlsx", "Orders"), &booked);
    assert_eq!(before[0], "charged", "{ran}");
    desk.panel.delete_service(desk.panel.record().services[0].id);
    let ran = desk.run(&mut desk.verb(&["reconcile", "last", "-o", "three.xlsx"])).exits(0);
    let rows = ran.workbook("three.xlsx", "Orders");
    assert_eq!(columns_of(&rows, &["Service state"]), ["deleted"]);
    assert_eq!(columns_of(&rows, &booked), before);
    let data = desk.path("data.json").display().to_string();
    desk.run(&mut desk.verb(&["report", "last", "--format", "json", "-o", &data])).exits(0);
    let data: serde_json::Value = serde_json::from_slice(&std::fs::read(&data).expect("a file")).expect("JSON");
    assert_eq!(data["orders"][0]["money"], "charged");
    let shown = desk.run(&mut desk.verb(&["show", "web-1.example.ru", "--json"])).exits(0);
    assert!(shown.stdout.contains("\"money\": \"charged\""), "{shown}");
}

#[test]
fn a_ledger_of_before_remembers_what_a_try_had_shown() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    desk.run(&mut desk.verb(&["reconcile", "-o", "one.xlsx"])).exits(0);
    let ran = desk.run(&mut desk.verb(&["ledger", "where"])).exits(0);
    let db = rusqlite::Connection::open(std::path::Path::new(ran.stdout.trim()).join("ledger.db")).expect("the ledger");
    let told = |name: &str| {
        let file = desk.path(name).display().to_string();
        desk.run(&mut desk.verb(&["report", "last", "--format", "json", "-o", &file])).exits(0);
        let data: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).expect("a file")).expect("JSON");
        data["orders"][0]["money"].as_str().expect("a word").to_owned()
    };
    // An older version wrote over what the line had shown, and kept nothing of it.
    let deleted = "UPDATE line SET outcome = json_remove(json_set(outcome, '$.service.state', 'deleted'), '$.paid')";
    assert_eq!(db.execute(deleted, []).expect("a change"), 1);
    assert_eq!(told("before.json"), "expected");
    let shown = "UPDATE attempt SET outcome = json_set(outcome, '$.service',
                 json(json_set((SELECT outcome -> '$.service' FROM line), '$.state', 'active')))";
    assert_eq!(db.execute(shown, []).expect("a change"), 1);
    assert_eq!(told("after.json"), "charged");
}

/// A row of a list of charges.
fn charge(id: &str, service: &str, (amount, currency): (&str, &str), day: Date) -> Charge {
    Charge {
        id: id.to_owned(),
        service: Some(service.to_owned()),
        amount: amount.parse().expect("a number"),
        currency: Some(currency.to_owned()),
        charged_on: Some(day),
        from: Some(day),
        ..Charge::default()
    }
}

#[test]
fn a_renewal_costs_what_the_panel_charged_for_the_last_one() {
    let first = date(2026, 11, 24);
    let (second, third) = (date(2027, 2, 24), date(2027, 3, 24));
    let rub = |amount| (amount, "RUB");
    let cases = [
        // Charged for the first period, listed, quoted, planned: by what is known best.
        (vec![charge("1", "70001", rub("1300.00"), first)], "n:1300"),
        (vec![charge("1", "70001", rub("1300.00"), first), charge("2", "70001", rub("1400.00"), second)], "n:1400"),
        (vec![charge("1", "70001", ("13.00", "USD"), first)], "s:13.00 USD"),
        // On another day than that of a renewal: it may be a part of one.
        (vec![charge("1", "70001", rub("400.00"), first), charge("2", "70001", rub("410.00"), third)], "n:400"),
        (Vec::new(), "n:1250"),
    ];
    for (rows, price) in cases {
        let mut run = sample::empty();
        let outcome = Outcome {
            service: Some(Box::new(sample::service("70001", "web-1.example.ru"))),
            ..Outcome::new(Status::Confirmed)
        };
        sample::add(&mut run, sample::line(4, "web-1.example.ru", sample::sent(outcome)));
        run.trail.charges.insert("70001".to_owned(), Charges { rows, gap: None });
        for lang in LANGS {
            let book = rendered(&run, lang);
            let each = &book.cells(lang.pick("Renewals", "Продления"))[&(1, 5)];
            // An amount in another currency is text, as people write it.
            let written = if price.starts_with("s:") { lang.pick("s:13.00 USD", "s:13,00 USD") } else { price };
            assert_eq!(each, written);
            let whose = lang.pick("Renewals are at the panel's prices.", "Продления указаны по ценам панели.");
            let said = book.cells(lang.pick("Summary", "Сводка")).values().any(|cell| cell.contains(whose));
            assert_eq!(said, price.starts_with("n:"), "{price}");
            book.recalculate();
        }
    }
}

#[test]
fn a_quote_for_the_same_period_is_what_a_renewal_costs_and_a_plan_else() {
    let mut run = sample::empty();
    for (row, quoted) in [(4, Some("1111.00")), (5, None), (6, None)] {
        let mut line = sample::line(row, &format!("web-{row}.example.ru"), Outcome::new(Status::Ready));
        let order = line.order.as_mut().expect("an order");
        order.prices.quote = quoted.map(|amount| {
            let (amount, currency) = (sample::money(amount), Some("RUB".to_owned()));
            Box::new(Quote { amount, currency, discount: None, tax: None })
        });
        order.price = order.prices.planned(Some("RUB"));
        if row == 6 {
            // Renewed for another period: what that costs nobody said.
            std::sync::Arc::make_mut(&mut order.terms).asked.renewal = Renewal::Every(Months::new(6).expect("months"));
        }
        sample::add(&mut run, line);
    }
    let book = rendered(&run, Lang::En);
    let cells = book.cells("Renewals");
    assert_eq!((cells[&(1, 5)].as_str(), cells[&(2, 5)].as_str()), ("n:1111", "n:1200.5"));
    assert_eq!(cells[&(3, 5)], "s:not known");
    let said = "Servers at the panel's prices: 1, at planned prices: 1.";
    assert!(book.cells("Summary").values().any(|cell| cell.contains(said)));
}

#[test]
fn times_are_local_to_whoever_made_the_run_and_headers_name_the_zone() {
    let mut run = sample::with_trail(sample::every_status());
    // 21:30 UTC: still the 23rd in Berlin, whose clocks change, and the 24th in Moscow and in Yekaterinburg.
    for (zone, named, day, sent) in [
        (Some("Europe/Berlin"), "Europe/Berlin", "2026-11-23", "2026-11-23 22:30:00"),
        (Some("+05:00"), "UTC+05", "2026-11-24", "2026-11-24 02:30:00"),
        (Some("Asia/Yekaterinburg"), "UTC+05", "2026-11-24", "2026-11-24 02:30:00"),
        (Some("of no place"), "UTC+03", "2026-11-24", "2026-11-24 00:30:00"),
        (None, "UTC+03", "2026-11-24", "2026-11-24 00:30:00"),
    ] {
        run.facts.zone = zone.map(ToOwned::to_owned);
        for lang in LANGS {
            let book = rendered(&run, lang);
            let at = |sheet: &str, header: &str| {
                let header = format!("s:{header} ({named})");
                let found = book.cells(sheet).iter().find(|((row, _), cell)| *row == 0 && **cell == header);
                found.unwrap_or_else(|| panic!("{sheet}: no {header}")).0.1
            };
            let orders = lang.pick("Orders", "Заказы");
            let of = |header: &str| book.cells(orders)[&(1, at(orders, header))].clone();
            assert_eq!(of(lang.pick("Ordered on", "Дата заказа")), format!("d:{day}"));
            assert_eq!(of(lang.pick("Sent at", "Отправлено")), format!("d:{sent}"));
            let log = lang.pick("Attempts", "Попытки");
            assert_eq!(book.cells(log)[&(1, at(log, lang.pick("Begun", "Начало")))], format!("d:{sent}"));
            let check = lang.pick("To check", "Проверить");
            assert_eq!(book.cells(check)[&(1, at(check, lang.pick("Sent at", "Отправлено")))], format!("d:{sent}"));
        }
    }
}

#[test]
fn nothing_of_to_fix_and_source_is_cut_off() {
    for (columns, pages) in [(13, 1), (60, 3)] {
        let mut run = sample::every_status();
        let long = "длинное пояснение из заявки отдела, которое никто не сократил ".repeat(20);
        for col in 13..columns {
            let header = format!("Дополнительное поле заявки № {col}");
            let column = Column { col: Col::from_index(col), header, role: Role::Carried, unit: None };
            run.facts.input.layout.columns.push(column);
            for row in &mut run.rows {
                row.row.cells.push((Col::from_index(col), Cell::text(format!("значение поля {col} целиком"))));
            }
        }
        for row in &mut run.rows {
            row.row.cells[10].1 = Cell::text(long.as_str());
        }
        let book = rendered(&run, Lang::Ru);
        for name in ["Исправить", "Исходные данные"] {
            let at = book.names.iter().position(|known| known == name).expect("a sheet") + 1;
            let part = format!("xl/worksheets/sheet{at}.xml");
            let sheet = book.part(&part);
            let widths = widths(&sheet, usize::from(columns) + 1);
            let across = sheet
                .split("fitToWidth=\"")
                .nth(1)
                .map_or(1, |rest| rest.split('"').next().expect("its end").parse::<u32>().expect("a number"));
            assert!(pages == 1 && across == 1 || pages > 1 && across >= 2, "{name}: {across} pages across");
            assert!(points(&widths, &book, &part) * f64::from(across) >= 7.0, "{name}: {across} pages across");
            for ((row, col), cell) in book.cells(name) {
                let Some(text) = cell.strip_prefix("s:") else { continue };
                let room = widths[usize::try_from(*col).expect("a column")] - 0.7;
                let lines = (f64::from(u32::try_from(text.chars().count()).expect("short")) / room).ceil();
                assert!(height(&sheet, *row) >= lines * 15.0 - 0.1, "{name} {row} {col}: {lines} lines of {text}");
            }
        }
    }
}

/// The height of a row in points; 15 where none is said.
fn height(sheet: &str, row: u32) -> f64 {
    let tag = sheet.split(&format!("<row r=\"{}\"", row + 1)).nth(1).and_then(|rest| rest.split('>').next());
    let said = tag.and_then(|tag| tag.split(" ht=\"").nth(1)?.split('"').next()?.parse().ok());
    said.unwrap_or(15.0)
}

#[test]
fn reasons_of_an_earlier_run_are_left_behind() {
    for (lang, header, before) in [
        (Lang::Ru, "Почему не заказано", "из прежнего прогона"),
        (Lang::En, "Why it was not ordered", "of the run before"),
    ] {
        let mut run = sample::every_status();
        header.clone_into(&mut run.facts.input.layout.columns[10].header);
        for row in &mut run.rows {
            row.row.cells[11].1 = Cell::text("P206 не хватило денег");
        }
        let book = rendered(&run, lang);
        let stale = |sheet: &str| book.cells(sheet).values().filter(|cell| cell.contains("P206 не хватило")).count();
        assert_eq!(stale(lang.pick("Orders", "Заказы")), 0);
        assert_eq!(stale(lang.pick("To fix", "Исправить")), 0);
        let fix = book.cells(lang.pick("To fix", "Исправить"));
        assert_eq!(fix[&(0, 11)], format!("s:{header}"), "the column is used again");
        assert!(fix[&(1, 11)].starts_with("s:P206 "), "with the reasons of this run");
        let source = book.cells(lang.pick("Source", "Исходные данные"));
        assert_eq!(source[&(2, 11)], format!("s:{header} ({before})"));
        for data in [moscow(lang).json(&run), moscow(lang).csv(&run)] {
            assert!(!String::from_utf8(data).expect("text").contains("не хватило"));
        }
    }
}

#[test]
fn a_workbook_that_is_fed_back_tells_no_old_reason_beside_what_went_through() {
    let desk = Desk::with("no-money@2").orders(3);
    desk.process(&["--jobs", "1"]).exits(7).leaves("orders.results.xlsx");
    let mut again = desk.verb(&["process", "orders.results.xlsx", "--yes", "-o", "again.xlsx"]);
    let ran = desk.run(again.current_dir(desk.dir.path())).exits(0);
    assert!(!ran.stderr.contains("Why it was not ordered"), "{ran}");
    let orders = format!("{:?}", ran.workbook("again.xlsx", "Orders"));
    assert!(orders.contains("web-2.example.ru") && !orders.contains("P206"), "{orders}");
}

#[test]
fn every_group_stands_on_a_sheet_and_a_year_of_renewals_can_be_read_on_paper() {
    for lang in LANGS {
        let mut run = sample::long(40);
        for (line, n) in run.lines.iter_mut().zip(0..) {
            let order = line.order.as_mut().expect("an order");
            order.cost_centre = format!("Department of infrastructure {}", n % 10);
            order.terms = sample::terms("KVM Ferrum", 1);
            line.outcome.service.iter_mut().for_each(|service| service.cost = Some(sample::money("123456.75")));
        }
        let book = rendered(&run, lang);
        let centres = |sheet: &str| -> std::collections::BTreeSet<String> {
            book.cells(sheet).values().filter(|cell| cell.starts_with("s:Department")).cloned().collect()
        };
        // What was refused is in no group; what is in doubt renews on no day.
        assert_eq!(centres(lang.pick("Groups", "Группы")).len(), 9);
        assert_eq!(centres(lang.pick("Summary", "Сводка")).len(), 7);
        let renewals = lang.pick("Renewals", "Продления");
        assert_eq!(centres(renewals).len(), 8);
        let at = book.names.iter().position(|name| name == renewals).expect("the sheet") + 1;
        let part = format!("xl/worksheets/sheet{at}.xml");
        let pages = book
            .part(&part)
            .split_once("fitToWidth=\"")
            .map_or(1.0, |(_, rest)| rest.split('"').next().and_then(|said| said.parse().ok()).expect("a number"));
        assert!(pages * points(&widths(&book.part(&part), 18), &book, &part) >= 7.0, "{pages}");
        book.recalculate();
    }
}

#[test]
fn a_printed_line_of_orders_is_as_high_as_what_is_printed_of_it() {
    for lang in LANGS {
        let book = rendered(&sample::long(3), lang);
        // The second one is in doubt: its reason and its next step, which stay off the paper, take several lines.
        let rows = book.part("xl/worksheets/sheet2.xml");
        let row = rows.split_once("<row r=\"3\"").and_then(|(_, rest)| rest.split_once('>')).expect("the row").0;
        assert!(!row.contains("ht="), "{row}");
    }
}
