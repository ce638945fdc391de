//! What an accountant books: on paper in letters that can be read, with both amounts and their difference.

use vdsbatch::run::Run;
use vdsbatch::sheet::problem::{Diagnostic, ValueProblem};
use vdsbatch::sheet::{Field, Role};
use vdsbatch::text::lang::Lang;

use super::pages::beside;
use super::readback::Workbook;
use super::{LANGS, rendered, sample};

/// The sheets that a long run fills to the widest: sums of billions, long names, every status.
fn wide() -> Run {
    let mut run = sample::crowded();
    for (line, n) in run.lines.iter_mut().zip(0..) {
        let Some(order) = &mut line.order else { continue };
        order.price = Some(sample::money("98765432109.25"));
        order.cost_centre = format!("Отдел-разработки-и-сопровождения-{n} и ещё слова");
        order.reference = "Служебная записка от двадцать третьего ноября".to_owned();
        order.terms = sample::terms("KVM Ferrum с длинным названием", 3);
        if let Some(service) = &mut line.outcome.service {
            service.id = "service-with-a-very-long-id-1234567890".to_owned();
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
        ("Template", "Шаблон"),
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
        assert!(areas.contains(&format!("localSheetId=\"1\">{name}!$A$1:$R${last}</definedName>")), "{areas}");
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
    assert_eq!(beside(cells, "confirmed")[4], format!("n:{}", -10804.5 - 8.0 * 49.5));
    assert_eq!(beside(cells, "KVM Ferrum · 3 mo.")[4], format!("n:{}", -10804.5 - 8.0 * 49.5));
    assert_eq!(beside(cells, "even")[4], format!("n:{}", -10804.5 - 4.0 * 49.5));
    assert_eq!(beside(cells, "odd")[4], format!("n:{}", -4.0 * 49.5));
    assert_eq!(beside(cells, "Not in planned less actual")[0], "n:2", "those in doubt");
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
        assert_eq!((&orders[&(3, 7)], &orders[&(3, 8)]), (&"s:1250.00 usd".to_owned(), &other));
        assert_eq!(orders[&(3, 9)], "s:RUB / usd");
        assert_eq!(orders[&(6, 9)], "s:RUB");
        let cells = book.cells(lang.pick("Summary", "Сводка"));
        let label = |code: &str| format!("{} {code}", lang.pick("Actual amount in", "Фактическая сумма в"));
        assert_eq!(beside(cells, &label("USD"))[..4], ["n:2", "", "", "n:2500"]);
        assert_eq!(beside(cells, &label("EUR"))[..4], ["n:1", "", "", "n:1250"]);
        // Six of nine are in the plan's currency; the two in doubt make the sum a lower bound, others do not.
        assert_eq!(beside(cells, lang.pick("confirmed", "Подтверждено"))[3..], ["n:7500", "n:-297"]);
        book.recalculate();
    }
}

#[test]
fn a_plan_without_a_currency_is_not_held_against_a_panel_that_names_one() {
    let mut run = sample::long(3);
    run.facts.catalog.currency = None;
    let orders = rendered(&run, Lang::En);
    let orders = orders.cells("Orders");
    assert_eq!((orders[&(3, 7)].as_str(), orders[&(3, 8)].as_str()), ("n:1250", "s:unknown"));
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
