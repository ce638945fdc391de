//! The sheet of sums: by cost centre, by tariff, by reference, and by account where there are several.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::currency::shown_currency;
use super::gather::Book;
use super::items::Item;
use super::leaf::{Datum, Head, Ink, Leaf, cell, head};
use super::spent::Whose;
use super::sums::{By, Figures, Grouped, Partly};
use crate::report::entry::Entry;
use crate::report::style::Look;
use crate::text::lang::Lang;
use crate::text::printable::printable;

/// The columns behind the group's name.
const FIGURES: [Head; 10] = [
    head!("Currency" / "Валюта", Plain, 8..=12),
    head!("Orders" / "Заказы", Figure, 8..=10),
    head!("Planned amount" / "Сумма по плану", Figure, 14..=22),
    head!("Actual amount" / "Фактическая сумма", Figure, 14..=22),
    head!("Planned − actual" / "План − факт", Figure, 12..=20),
    head!("Charged in this time" / "Списано за это время", Figure, 14..=22),
    head!("of which renewals" / "из них продления", Figure, 12..=20),
    head!("Not paid yet" / "Ещё не оплачено", Figure, 11..=18),
    head!("Renewals in this time" / "Продления за это время", Figure, 10..=14),
    head!("Expected renewal amount" / "Ожидаемая сумма продлений", Figure, 14..=22),
];

/// The width of a group's name.
const NAME: (usize, usize) = (18, 34);

pub(super) fn write(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let lang = book.lang;
    let mut leaf = Leaf::new(sheet, ink);
    leaf.print(true);
    let mut row = 0;
    for (title, by) in groupings(book) {
        let name = Head(title.0, title.1, Look::Wrapped, NAME.0, NAME.1);
        let heads: Vec<&Head> = [&name].into_iter().chain(&FIGURES).collect();
        leaf.limit(&heads);
        leaf.heads(row, &heads)?;
        row = table(&mut leaf, row + 1, &book.grouped(by))? + 1;
    }
    leaf.sheet.set_print_area(0, 0, row, 10)?;
    leaf.text(
        row,
        0,
        lang.pick("Rejected orders are not in the sums.", "Отклонённые заказы в суммы не входят."),
        Look::Muted,
    )?;
    leaf.fit()
}

/// What the sums are by.
pub(super) fn groupings(book: &Book<'_>) -> Vec<((&'static str, &'static str), By)> {
    let mut groupings: Vec<((&'static str, &'static str), By)> = Vec::new();
    if book.is_of_several() {
        groupings.push((("By account", "По учётным записям"), by_account));
    }
    groupings.push((("By cost centre", "По центрам затрат"), |item| item.cost_centre().to_owned()));
    groupings.push((("By tariff", "По тарифам"), |item| item.tariff().to_owned()));
    groupings.push((("By reference", "По заявкам"), |item| item.reference().to_owned()));
    groupings
}

/// Whose an order is.
pub(super) fn by_account(item: &Item<'_>) -> String {
    item.view.run.facts.account.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The name of a group of [`Grouped`] for people.
pub(super) fn group_name(group: &Whose<String>, lang: Lang) -> String {
    match group {
        Whose::Ours(group) => name(group, lang),
        Whose::Elsewhere => lang.pick("(not in the ledger)", "(нет в журнале заказов)").to_owned(),
        Whose::Unnamed => lang.pick("(the panel names no service)", "(панель не называет услугу)").to_owned(),
    }
}

/// The name of a cost centre, a tariff or a reference for people.
pub(super) fn name(group: &str, lang: Lang) -> String {
    if group.is_empty() { lang.pick("(none)", "(не указан)").to_owned() } else { printable(group) }
}

/// Writes the lines of a table and a line of sums for each currency; returns the row below.
fn table(leaf: &mut Leaf<'_>, first: u32, grouped: &Grouped) -> Result<u32, XlsxError> {
    let lang = leaf.lang();
    let mut row = first;
    let mut lines: Vec<_> = grouped.0.iter().collect();
    lines.sort_by_key(|((group, currency), _)| (currency, group));
    for ((group, currency), figures) in lines {
        leaf.text(row, 0, &group_name(group, lang), Look::Wrapped)?;
        leaf.text(row, 1, shown_currency(currency, lang), Look::Plain)?;
        for (datum, col) in data(figures, currency).iter().zip(2..) {
            leaf.put(row, col, datum, Look::Figure)?;
        }
        leaf.end_row(row)?;
        row += 1;
    }
    if row == first {
        leaf.text(row, 0, lang.pick("nothing in this time", "за это время ничего нет"), Look::Muted)?;
        return Ok(row + 1);
    }
    let last = row - 1;
    for (currency, figures) in &grouped.whole() {
        leaf.text(row, 0, lang.pick("Total", "Итого"), Look::Total)?;
        leaf.text(row, 1, shown_currency(currency, lang), Look::Total)?;
        for (datum, col) in data(figures, currency).iter().zip(2..) {
            let own = |col| format!("{}:{}", cell(first, col), cell(last, col));
            let formula = format!("SUMIFS({},{},{})", own(col), own(1), cell(row, 1));
            leaf.formula((row, col), formula, datum, Look::Total)?;
        }
        row += 1;
    }
    Ok(row)
}

/// The figures of a line.
pub(super) fn data(figures: &Figures, currency: &str) -> [Datum<'static>; 9] {
    let count = |n: u64| if n == 0 { Datum::BLANK } else { Datum::Is(Entry::count(n)) };
    let sum = |part: &Partly| part.datum(currency);
    [
        count(figures.orders),
        sum(&figures.planned),
        sum(&figures.actual),
        sum(&figures.difference),
        sum(&figures.charged()),
        sum(&figures.renewals),
        sum(&figures.waiting),
        count(figures.due),
        sum(&figures.expected),
    ]
}
