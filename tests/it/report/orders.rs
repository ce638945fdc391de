//! The Orders sheet.

use std::collections::HashSet;

use vdsbatch::order::service::Service;
use vdsbatch::order::{MoneyState, Outcome, Reason, ReasonCode, Status};
use vdsbatch::report::Rendering;
use vdsbatch::run::{Line, Run};
use vdsbatch::sheet::{Cell, Value};
use vdsbatch::text::lang::Lang;

use super::readback::{Cells, Workbook, number};
use super::{LANGS, moscow, rendered, sample};

const HEADERS: [&str; 38] = [
    "No",
    "Domain",
    "Tariff",
    "Period, months",
    "Ordered on (UTC+03)",
    "Status",
    "Planned amount",
    "Actual amount",
    "Planned less actual",
    "Currency",
    "Service id",
    "Valid until",
    "Cost centre",
    "Reference",
    "Payment",
    "Reason",
    "Next step",
    "Source cell",
    "Disk",
    "RAM",
    "CPU",
    "IPv4",
    "IPv6",
    "OS template",
    "Auto-renew",
    "Service state",
    "IP address",
    "Comment",
    "Owner",
    "STATUS (2)",
    "Tariff id",
    "Period id",
    "Resource ids",
    "Number of attempts",
    "HTTP status",
    "Sent at (UTC+03)",
    "Ended at (UTC+03)",
    "Our order number",
];

const RUSSIAN: [&str; 38] = [
    "№",
    "Домен",
    "Тариф",
    "Период, мес.",
    "Дата заказа (UTC+03)",
    "Статус",
    "Сумма по плану",
    "Фактическая сумма",
    "План минус факт",
    "Валюта",
    "№ услуги",
    "Действует до",
    "Центр затрат",
    "Заявка",
    "Оплата",
    "Причина",
    "Что делать",
    "Ячейка",
    "Диск",
    "ОЗУ",
    "CPU",
    "IPv4",
    "IPv6",
    "Шаблон ОС",
    "Автопродление",
    "Состояние услуги",
    "IP-адрес",
    "Комментарий",
    "Owner",
    "STATUS",
    "Код тарифа",
    "Код периода",
    "Коды ресурсов",
    "Число попыток",
    "Код HTTP",
    "Отправлено (UTC+03)",
    "Ответ получен (UTC+03)",
    "Наш № заказа",
];

fn text(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("s:{text}") }
}

/// What a line's cells must hold, worked out from the run and not from the program's columns.
fn expected(no: usize, line: &Line, lang: Lang) -> Vec<String> {
    let outcome = &line.outcome;
    let service = outcome.service.clone().unwrap_or_default();
    let mut cells = vec![format!("n:{no}")];
    if let Some(order) = &line.order {
        let (ascii, unicode) = (order.domain.ascii(), order.domain.unicode());
        cells.push(if ascii == unicode { text(ascii) } else { format!("s:{unicode} ({ascii})") });
        cells.push("s:KVM Ferrum".to_owned());
    } else {
        cells.push(text(&line.name));
        cells.push(if outcome.status == Status::Invalid { "s:KVM Ferum" } else { "s:KVM Ferrum" }.to_owned());
    }
    cells.push("n:3".to_owned());
    cells.push(match outcome.status {
        // 21:30 UTC on the 23rd is after midnight in Moscow.
        Status::Confirmed | Status::Accepted | Status::Unpaid => "d:2026-11-24".to_owned(),
        Status::AlreadyOrdered => "d:2026-11-01".to_owned(),
        _ => String::new(),
    });
    cells.push(text(outcome.status.title(lang)));
    cells.extend(amounts(line, lang));
    cells.push(text(&service.id));
    cells.push(service.expires.map_or(String::new(), |day| format!("d:{day}")));
    cells.extend(["s:=1+1".to_owned(), "s:Заявка №7".to_owned(), text(outcome.money().title(lang))]);
    cells
}

/// Planned, actual, their difference and the currency.
fn amounts(line: &Line, lang: Lang) -> [String; 4] {
    let unknown = text(lang.pick("not known", "неизвестно"));
    let planned = line.order.as_ref().map(|order| order.price);
    let cost = line.outcome.service.as_ref().and_then(|service| service.cost);
    let known = matches!(line.outcome.money(), MoneyState::Charged | MoneyState::Expected | MoneyState::Earlier);
    let (actual, difference) = match (line.outcome.money(), cost) {
        (_, Some(_)) if known => ("n:1250".to_owned(), "n:-49.5".to_owned()),
        (MoneyState::Unknown, _) => (unknown.clone(), unknown.clone()),
        _ if known => (unknown.clone(), unknown.clone()),
        _ => (String::new(), String::new()),
    };
    let currency = if planned.flatten().is_some() { "s:RUB".to_owned() } else { String::new() };
    let planned = planned.map_or(String::new(), |price| price.map_or(unknown, |_| "n:1200.5".to_owned()));
    [planned, actual, difference, currency]
}

/// Reason and next step, what was ordered, what the input carries along, then the technical columns.
fn expected_rest(line: &Line, reason: &str, next: &str, lang: Lang) -> Vec<String> {
    let outcome = &line.outcome;
    let service = outcome.service.clone().unwrap_or_default();
    let mut cells = vec![text(reason), text(next), format!("s:D{}", line.row)];
    let amounts = if line.order.is_some() { ["n:40", "n:2", "n:1", "n:1", "n:0"] } else { ["n:40", "", "", "", ""] };
    cells.extend(amounts.map(str::to_owned));
    cells.push("s:CentOS-7-x86_64-minimal".to_owned());
    cells.push(line.order.as_ref().map_or(String::new(), |_| text(lang.pick("3 mo.", "3 мес."))));
    cells.extend([text(service.state.map_or("", |state| state.title(lang))), text(&service.ip)]);
    cells.push(text(line.order.as_ref().map_or("", |order| &order.comment)));
    cells.extend(["d:2026-11-20".to_owned(), "b:true".to_owned()]);
    let ids = line.order.as_ref().map_or(["", ""], |_| ["n:1100", "n:1213"]);
    cells.extend(ids.map(str::to_owned));
    let resources = "s:addon_1101=40 addon_1103=2 addon_1102=1 addon_1104=1 addon_1105=0";
    cells.push(line.order.as_ref().map_or("", |_| resources).to_owned());
    cells.push(format!("n:{}", outcome.attempts));
    cells.push(outcome.http_status.map_or(String::new(), |status| format!("n:{status}")));
    cells.push(outcome.sent_at.map_or("", |_| "d:2026-11-24 00:30:00").to_owned());
    cells.push(outcome.ended_at.map_or("", |_| "d:2026-11-24 00:30:02").to_owned());
    let id = format!("s:20261123-213000-a1b2-{}-1", line.row);
    cells.push(if outcome.attempts > 0 { id } else { String::new() });
    cells
}

/// What the twelve lines of the sample give as reasons, and what to do.
fn reasons(line: &Line, lang: Lang) -> (String, String) {
    let said = line.outcome.reason.as_ref().map(|reason| reason.message(lang)).unwrap_or_default();
    let next = line.outcome.reason.as_ref().map(|reason| reason.code.next_step(lang).to_owned()).unwrap_or_default();
    let pick = |en: &str, ru: &str| lang.pick(en, ru).to_owned();
    match (line.outcome.status, line.outcome.differences.is_empty()) {
        (Status::Confirmed, false) => (
            pick(
                "the service is not as ordered: Disk: ordered `40`, in the panel `20`",
                "услуга не такая, как заказано: Диск: заказано `40`, в панели `20`",
            ),
            pick(
                "the service is not as ordered: have the provider correct it or give the money back",
                "услуга не такая, как заказано: потребуйте у провайдера исправить её или вернуть оплату",
            ),
        ),
        (Status::Accepted, _) => (
            said,
            pick(
                "wait until the service is in the panel's list, then confirm it: `vdsbatch reconcile --account buyer --panel https://billing.example.ru/billmgr`",
                "дождитесь услуги в списке панели, затем подтвердите её: `vdsbatch reconcile --account buyer --panel https://billing.example.ru/billmgr`",
            ),
        ),
        (Status::Unknown, _) => (
            said,
            pick(
                "look for the domain in the panel; do not order it by hand; then run the command in \"Then run\" on the sheet \"To check\"; or compare with the panel again: `vdsbatch reconcile --account buyer --panel https://billing.example.ru/billmgr`",
                "найдите домен в панели; не заказывайте его вручную; затем выполните команду из столбца «Затем выполните» на листе «Проверить»; или сверьте с панелью ещё раз: `vdsbatch reconcile --account buyer --panel https://billing.example.ru/billmgr`",
            ),
        ),
        (Status::AlreadyOrdered, _) => (
            pick(
                "ordered 01.11.2026 by run 20261101-090000-ffff (confirmed)",
                "заказано 01.11.2026 прогоном 20261101-090000-ffff (подтверждено)",
            ),
            next,
        ),
        (Status::Unpaid, _) => {
            let account = "--account buyer --panel https://billing.example.ru/billmgr";
            let ways = pick(
                "then compare with the panel again or, if the order was cancelled, free the domain, with the reason",
                "затем сверьте с панелью ещё раз или, если заказ отменён, освободите домен, указав причину",
            );
            let [paid, cancelled] = match lang {
                Lang::En => ["if you paid for it", "if you cancelled it"],
                Lang::Ru => ["если оплатили", "если отменили"],
            };
            let domain = line.order.as_ref().expect("an order").domain.ascii();
            let (reconcile, release) = (
                format!("{paid}: `vdsbatch reconcile {account}`"),
                format!("{cancelled}: `vdsbatch release {domain} --reason \"…\" {account}`"),
            );
            (said, format!("{next}; {ways}; {reconcile}; {release}"))
        }
        (Status::Conflict, _) => {
            let differs = pick("differences: Period: was `12`, now `3`", "отличия: Период: было `12`, стало `3`");
            (format!("{said}\n{differs}"), next)
        }
        (Status::Invalid, _) => (
            pick(
                "A14: E010 unknown tariff `KVM Ferum` (did you mean `KVM Ferrum`?)",
                "A14: E010 неизвестный тариф `KVM Ferum` (может быть, `KVM Ferrum`?)",
            ),
            pick(
                "correct the row on the sheet \"To fix\", then run `vdsbatch process` with this workbook",
                "исправьте строку на листе «Исправить» и запустите `vdsbatch process` с этой книгой",
            ),
        ),
        _ => (said, next),
    }
}

fn row(cells: &Cells, row: u32, width: usize) -> Vec<String> {
    (0..u32::try_from(width).expect("a column"))
        .map(|col| cells.get(&(row, col)).cloned().unwrap_or_default())
        .collect()
}

#[test]
fn every_server_is_a_line_that_says_what_the_run_says() {
    let run = sample::every_status();
    for (lang, headers) in [(Lang::En, HEADERS), (Lang::Ru, RUSSIAN)] {
        let book = rendered(&run, lang);
        let cells = book.cells(lang.pick("Orders", "Заказы"));
        assert_eq!(row(cells, 0, 38), headers.map(text));
        for (line, no) in run.lines.iter().zip(1..) {
            let (reason, next) = reasons(line, lang);
            let mut want = expected(no, line, lang);
            want.extend(expected_rest(line, &reason, &next, lang));
            assert_eq!(row(cells, u32::try_from(no).unwrap(), 38), want, "line {no}");
        }
        let mut totals = vec![String::new(); 38];
        totals[0] = text(lang.pick("Total", "Итого"));
        // Twelve servers; eight of them have a price of 1,200.50, two services a cost of 1,250.
        (totals[1], totals[6], totals[7]) = ("n:12".to_owned(), "n:9604".to_owned(), "n:2500".to_owned());
        totals[8] = "n:-99".to_owned();
        assert_eq!(row(cells, 13, 38), totals);
        assert_eq!(cells.keys().map(|(row, _)| *row).max(), Some(13));
        assert_eq!(cells.keys().map(|(_, col)| *col).max(), Some(37));
    }
}

#[test]
fn stored_results_are_what_a_recalculation_gives() {
    for lang in LANGS {
        assert_eq!(rendered(&sample::every_status(), lang).recalculate(), 68);
        for servers in [1, 13] {
            assert!(rendered(&sample::long(servers), lang).recalculate() > 15);
        }
        let mut streamed = moscow(lang);
        streamed.table_lines = 5;
        let book = Workbook::read(streamed.workbook(&sample::every_status()).expect("a workbook"));
        assert_eq!(book.recalculate(), 68);
    }
}

#[test]
fn a_streamed_workbook_holds_the_same_as_one_with_a_table() {
    let run = sample::every_status();
    let streamed = Rendering { table_lines: 11, ..moscow(Lang::Ru) };
    let streamed = Workbook::read(streamed.workbook(&run).expect("a workbook"));
    let table = rendered(&run, Lang::Ru);
    assert_eq!(streamed.names, table.names);
    for name in &table.names {
        assert_eq!(streamed.cells(name), table.cells(name), "{name}");
    }
    assert!(table.parts().iter().any(|part| part.starts_with("xl/tables/")));
    assert!(!streamed.parts().iter().any(|part| part.starts_with("xl/tables/")));
    assert!(streamed.part("xl/worksheets/sheet2.xml").contains("<autoFilter ref=\"A1:AL13\""));
}

#[test]
#[ignore = "takes two minutes unless optimised; the streamed form is tested above with a lower limit"]
fn sixty_thousand_servers_fit() {
    let run = sample::long(60_000);
    let book = rendered(&run, Lang::En);
    assert_eq!(book.cells("Orders")[&(60_000, 1)], "s:web-59999.example.ru");
    assert_eq!(book.cells("Orders")[&(60_001, 1)], "n:60000");
    assert_eq!(book.cells("To fix").keys().map(|(row, _)| *row).max(), Some(6_000));
    assert_eq!(book.cells("To check").keys().map(|(row, _)| *row).max(), Some(6_000));
    assert_eq!(book.cells("Source")[&(60_002, 3)], "s:web-59999.example.ru");
    book.recalculate();
}

#[test]
fn no_orders_and_one_order_are_workbooks_too() {
    let book = rendered(&sample::empty(), Lang::En);
    assert_eq!(book.names, ["Summary", "Orders", "Source"]);
    assert_eq!(book.cells("Orders")[&(1, 1)], "s:no orders");
    book.recalculate();
    let mut run = sample::empty();
    sample::add(&mut run, sample::line(4, "web-1.example.ru", Outcome::new(Status::Confirmed)));
    let book = rendered(&run, Lang::En);
    assert_eq!(book.names, ["Summary", "Orders", "Source"]);
    assert_eq!(book.cells("Orders")[&(2, 1)], "n:1");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let run = sample::every_status();
    let rendering = moscow(Lang::Ru);
    assert!(rendering.workbook(&run).expect("a workbook") == rendering.workbook(&run).expect("a workbook"));
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let run = sample::every_status();
    let book = rendered(&run, Lang::En);
    let totals: Vec<_> = book.formulas("Orders").keys().copied().collect();
    assert_eq!(totals, [(13, 1), (13, 6), (13, 7), (13, 8)]);
    assert_eq!(book.formulas("Orders")[&(13, 6)], "SUBTOTAL(109,Orders[Planned amount])");
    for sheet in ["To fix", "To check", "Source"] {
        assert!(book.formulas(sheet).is_empty(), "{sheet}");
    }
    assert_eq!(book.cells("To fix")[&(1, 9)], "s:=1+1");
    assert_eq!(book.cells("Source")[&(3, 9)], "s:=1+1");
}

#[test]
fn text_that_no_cell_can_hold_is_cut() {
    let mut run = sample::every_status();
    let long = "я".repeat(40_000);
    run.rows[0].row.cells[11].1 = Cell::text(long.as_str());
    run.facts.input.file = long.clone();
    run.facts.input.layout.columns[10].header = long.clone();
    run.lines[0].order.as_mut().expect("an order").cost_centre = long;
    let book = rendered(&run, Lang::En);
    for (sheet, at) in [("Orders", (1, 12)), ("Orders", (1, 28)), ("Source", (3, 11))] {
        let cell = &book.cells(sheet)[&at];
        assert_eq!(cell.chars().count(), 2 + 32_767, "{sheet}");
        assert!(cell.ends_with('…'));
    }
    assert_eq!(book.cells("Orders")[&(0, 28)].chars().count(), 2 + 240);
}

#[test]
fn hostile_cells_make_no_damaged_workbook() {
    let mut run = sample::every_status();
    let hostile = ["\u{0}\u{1}\u{1b}[2J", "_x0041_", "</t></is>&amp;\"'", "\u{202e}evil", "\u{fffe}\u{ffff}", " \n\t "];
    for (text, row) in hostile.iter().zip(&mut run.rows) {
        row.row.cells[0].1 = Cell::text(*text);
        row.row.cells[2].1 = Cell { value: Value::Number(f64::NAN), formula: false };
        row.row.cells[3].1 = Cell { value: Value::Number(1e308), formula: false };
        row.row.cells[11].1 = Cell { value: Value::Date("-5-13-77".to_owned()), formula: false };
    }
    run.facts.input.layout.columns[11].header = " \n ".to_owned();
    run.facts.input.layout.columns[10].header = "[a]'#@,\"b".to_owned();
    for lines in [0, 50_000] {
        let rendering = Rendering { table_lines: lines, ..moscow(Lang::Ru) };
        let book = Workbook::read(rendering.workbook(&run).expect("a workbook"));
        let source = book.cells("Исходные данные");
        assert_eq!(source[&(4, 0)], "s:_x0041_");
        assert_eq!(source[&(5, 0)], "s:</t></is>&amp;\"'");
        assert_eq!(source[&(6, 0)], "s:\u{202e}evil");
        assert_eq!(source[&(3, 2)], "s:NaN");
        assert_eq!(source[&(3, 11)], "s:-5-13-77");
        assert_eq!(book.cells("Заказы")[&(0, 29)], "s:M", "a header of spaces is named after its column");
    }
}

#[test]
fn table_columns_are_unique_and_match_their_headers() {
    let mut run = sample::every_status();
    let headers = ["Status", "status", "STATUS (2)", "Number of attempts", "domain", "_x0041_ \u{ffff}\r\n<&>"];
    let columns = &mut run.facts.input.layout.columns;
    let template = columns.pop().expect("a carried column");
    for (header, col) in headers.into_iter().zip(12..) {
        let mut column = template.clone();
        (column.header, column.col) = (header.to_owned(), vdsbatch::sheet::Col::from_index(col));
        columns.push(column);
    }
    let book = rendered(&run, Lang::En);
    let cells = book.cells("Orders");
    let width = cells.keys().filter(|(row, _)| *row == 0).count();
    let shown: Vec<_> = row(cells, 0, width).iter().map(|header| header.to_lowercase()).collect();
    assert_eq!(shown.iter().collect::<HashSet<_>>().len(), width);
    assert_eq!(cells[&(0, 29)], "s:Status (2)");
    assert_eq!(cells[&(0, 30)], "s:status (3)");
    assert_eq!(cells[&(0, 31)], "s:STATUS (2) (2)");
    let table = book.part("xl/tables/table1.xml");
    let names = table.split("<tableColumn ").skip(1).map(|column| {
        let name = column.split_once("name=\"").expect("a name").1;
        format!("s:{}", name.split_once('"').expect("an end").0)
    });
    let unescaped = names.map(|name| name.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    assert_eq!(unescaped.collect::<Vec<_>>(), row(cells, 0, width));
    assert_eq!(cells[&(0, 34)], "s:_ x0041_ <&>");
    assert_eq!(book.parts().iter().filter(|part| part.starts_with("xl/tables/")).count(), 1);
}

fn unpriced(servers: u32) -> Run {
    let mut run = sample::long(servers);
    for line in &mut run.lines {
        line.order.as_mut().expect("an order").price = None;
        if let Some(service) = &mut line.outcome.service {
            service.cost = None;
        }
    }
    run
}

#[test]
fn money_that_is_not_known_is_never_a_zero() {
    for lang in LANGS {
        let book = rendered(&unpriced(20), lang);
        let unknown = text(lang.pick("not known", "неизвестно"));
        let orders = book.cells(lang.pick("Orders", "Заказы"));
        assert_eq!(orders[&(21, 6)], unknown);
        assert_eq!(orders[&(21, 7)], unknown);
        let summary = book.cells(lang.pick("Summary", "Сводка"));
        let money: Vec<_> = summary.iter().filter(|((_, col), _)| matches!(col, 2 | 4 | 5)).collect();
        assert!(money.iter().any(|(_, cell)| **cell == unknown));
        assert!(money.iter().all(|(_, cell)| number(cell).is_none()), "{money:?}");
        book.recalculate();
    }
}

#[test]
fn currencies_are_never_added_to_one_another() {
    let mut run = sample::long(13);
    let dollars = run.lines[2].outcome.service.as_mut().expect("a service");
    dollars.currency = Some("USD".to_owned());
    let paid = run.lines.iter().filter(|line| line.outcome.service.is_some()).count() - 1;
    let book = rendered(&run, Lang::En);
    assert_eq!(book.cells("Orders")[&(3, 7)], "s:1,250.00 USD");
    assert_eq!(book.cells("Orders")[&(14, 7)], format!("n:{}", 1250 * paid));
    book.recalculate();
}

#[test]
fn a_column_is_wide_enough_for_its_total() {
    let mut run = sample::long(200);
    for line in &mut run.lines {
        line.order.as_mut().expect("an order").price = Some(sample::money("9876543210.00"));
    }
    run.lines[0].order.as_mut().expect("an order").price = None;
    let sheet = rendered(&run, Lang::En).part("xl/worksheets/sheet2.xml");
    let column = sheet.split("<col min=\"7\" max=\"7\" width=\"").nth(1).expect("a width");
    let width: f64 = column.split_once('"').expect("an end").0.parse().expect("a number");
    assert!(width >= f64::from(u32::try_from("≥ 1,965,432,098,790.00 ₽".chars().count()).expect("short")), "{width}");
}

#[test]
fn a_status_does_not_break_in_a_wider_bold_font() {
    for lang in LANGS {
        let sheet = rendered(&sample::every_status(), lang).part("xl/worksheets/sheet2.xml");
        let column = sheet.split("<col min=\"6\" max=\"6\" width=\"").nth(1).expect("a width");
        let width: f64 = column.split_once('"').expect("an end").0.parse().expect("a number");
        let longest = Status::ALL.map(|status| status.title(lang).chars().count()).into_iter().max().expect("statuses");
        assert!(width >= 1.15 * f64::from(u32::try_from(longest).expect("short")), "{width}, {longest}");
    }
}

#[test]
fn a_reason_has_the_panels_own_words() {
    let mut run = sample::empty();
    let reason = Reason::with_words(ReasonCode::ValueRefused, "Домен уже занят\u{1b}[2J");
    sample::add(&mut run, sample::line(4, "web-1.example.ru", Outcome::because(Status::Rejected, reason)));
    let book = rendered(&run, Lang::Ru);
    assert_eq!(book.cells("Заказы")[&(1, 15)], r"s:P202 панель не приняла значение: Домен уже занят\u{1b}[2J");
}

#[test]
fn an_unnamed_service_and_one_without_a_currency_are_no_trouble() {
    let mut run = sample::empty();
    run.facts.catalog.currency = None;
    let service = Service { cost: Some(sample::money("10.00")), ..Service::default() };
    let outcome = Outcome { service: Some(Box::new(service)), ..Outcome::new(Status::Confirmed) };
    sample::add(&mut run, sample::line(4, "web-1.example.ru", outcome));
    let book = rendered(&run, Lang::En);
    assert_eq!(book.cells("Orders")[&(1, 7)], "n:10");
    assert!(!book.cells("Orders").contains_key(&(1, 10)));
}
