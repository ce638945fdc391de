//! The first sheet of a book: whose and of what time it is, what it comes to, whether it agrees, what is not in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::currency::shown_currency;
use super::gather::Book;
use super::leaf::{Datum, Head, Ink, Leaf, cell, head};
use super::lines::order_range;
use super::proof::{Against, against};
use super::shown::What;
use super::spent::Whose;
use super::sums::{Figures, as_in_a_run, tidy};
use super::totals::{group_name, groupings, name};
use crate::order::Status;
use crate::report::entry::Entry;
use crate::report::style::Look;
use crate::report::vat::Tax;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::text::together::together;

/// The columns of the page: a label, and figures.
const WIDE: [usize; 8] = [34, 10, 12, 20, 21, 18, 20, 20];

/// How many groups a table shows; all of them stand on the sheet of totals.
const MOST: usize = 12;

/// The columns of the tables of money, behind the group's name.
const MONEY: [Head; 7] = [
    head!("Orders" / "Заказы", Figure, 8..=10),
    head!("Currency" / "Валюта", Plain, 8..=12),
    head!("Planned amount" / "Сумма по плану", Figure, 14..=20),
    head!("Actual amount" / "Фактическая сумма", Figure, 14..=20),
    head!("Planned − actual" / "План − факт", Figure, 12..=18),
    head!("Charged in this time" / "Списано за это время", Figure, 14..=20),
    head!("Renewals expected" / "Ожидаемые продления", Figure, 14..=20),
];

/// The last column.
const LAST: u16 = 7;

pub(super) fn write(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let mut leaf = Leaf::new(sheet, ink);
    for (width, col) in WIDE.into_iter().zip(0..) {
        leaf.sheet.set_column_width(col, f64::from(u16::try_from(width).unwrap_or(20)))?;
    }
    let against = against(book);
    let mut row = headline(&mut leaf, book, &against)?;
    row = facts(&mut leaf, book, &against, row)?;
    row = statuses(&mut leaf, book, row + 1)?;
    for (title, by) in groupings(book).into_iter().take(if book.is_of_several() { 3 } else { 2 }) {
        row = groups(&mut leaf, row + 1, title, &book.grouped(by))?;
    }
    for said in notes(book) {
        across(&mut leaf, row, &said, false)?;
        row += 1;
    }
    row = signatures(&mut leaf, row + 1)?;
    leaf.print(true);
    leaf.sheet.set_print_fit_to_pages(1, 1);
    leaf.sheet.set_print_area(0, 0, row, LAST)?;
    leaf.sheet.set_screen_gridlines(false);
    leaf.sheet.set_active(true);
    Ok(())
}

/// Writes text over the whole width.
fn across(leaf: &mut Leaf<'_>, row: u32, text: &str, loud: bool) -> Result<(), XlsxError> {
    let styles = &leaf.ink.styles;
    let format = if loud { &styles.headline } else { &styles.value };
    leaf.sheet.merge_range(row, 0, row, LAST, &crate::report::entry::fitting(together(text).into()), format)?;
    let lines = unicode_width::UnicodeWidthStr::width(text).div_ceil(if loud { 90 } else { 140 }).max(1);
    let lines = f64::from(u16::try_from(lines).unwrap_or(1));
    leaf.sheet.set_row_height(row, lines * if loud { 26.0 } else { 15.0 } + 1.0)?;
    Ok(())
}

fn headline(leaf: &mut Leaf<'_>, book: &Book<'_>, against: &[Against<'_>]) -> Result<u32, XlsxError> {
    let lang = book.lang;
    let (since, until) = (day(book.choice.period.since()), day(book.choice.period.until()));
    let title = tr!(lang, "Server orders from {since} to {until}", "Заказы серверов с {since} по {until}");
    across(leaf, 0, &title, true)?;
    let mut row = 1;
    if book.is_practice() {
        let alarm =
            lang.pick("PRACTICE — nothing was ordered or paid", "УЧЕБНАЯ ПАНЕЛЬ — ничего не заказано и не оплачено");
        leaf.sheet.merge_range(row, 0, row, LAST, alarm, &leaf.ink.styles.alarm)?;
        leaf.sheet.set_row_height(row, 30.0)?;
        row += 1;
    }
    let wrong = against.iter().filter(|one| !one.agrees()).count();
    let runs = against.len();
    let said = if wrong == 0 {
        tr!(
            lang,
            "Balances with the workbooks of its runs ({runs}): no difference, nothing is counted twice",
            "Сходится с книгами своих прогонов ({runs}): расхождений нет, ничего не учтено дважды"
        )
    } else {
        tr!(
            lang,
            "DOES NOT BALANCE with the workbooks of {wrong} of its {runs} runs: do not book from this workbook; give it to the administrator",
            "РАСХОЖДЕНИЕ с книгами {wrong} из {runs} прогонов: не проводите по этой книге; передайте её администратору"
        )
    };
    let look = if wrong == 0 { Look::Right } else { Look::Wrong };
    leaf.sheet.merge_range(row, 0, row, LAST, &said, leaf.ink.styles.look(look))?;
    Ok(row + 1)
}

fn day(day: jiff::civil::Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

fn facts(leaf: &mut Leaf<'_>, book: &Book<'_>, against: &[Against<'_>], first: u32) -> Result<u32, XlsxError> {
    let lang = book.lang;
    let accounts: Vec<String> = (0..book.sources.len()).map(|at| printable(&book.account(at))).collect();
    let centre = match book.choice.centre {
        None => lang.pick("all", "все").to_owned(),
        Some(centre) => name(centre, lang),
    };
    let zone = book.zone.iana_name().map(printable);
    let (since, until) = (book.choice.period.since(), book.choice.period.until());
    let offset = |at: jiff::civil::Date| {
        book.zone
            .to_timestamp(at.to_datetime(Time::midnight()))
            .map(|at| format!("UTC{}", book.zone.to_offset(at)))
            .unwrap_or_default()
    };
    let offsets =
        if offset(since) == offset(until) { offset(since) } else { format!("{}, {}", offset(since), offset(until)) };
    let days = zone.map_or_else(|| offsets.clone(), |zone| format!("{zone} ({offsets})"));
    let zones: Vec<String> = book.day_zones().into_iter().collect();
    let own = zones.is_empty() || zones == [book.zone_named()];
    let zones = zones.join(", ");
    let days = if own {
        days
    } else {
        tr!(
            lang,
            "an order has the date of its run's time zone: {zones}; a decision has the date of the zone {days}",
            "дата заказа — по часовому поясу его прогона: {zones}; дата решения — по поясу {days}"
        )
    };
    let runs: Vec<String> = against.iter().map(|one| one.view.run.facts.id.clone()).collect();
    let mut row = first;
    for (label, text) in [
        (lang.pick("Account", "Учётная запись"), accounts.join(", ")),
        (lang.pick("Cost centre", "Центр затрат"), centre),
        (lang.pick("Dates by the time zone", "Даты по часовому поясу"), days),
        (lang.pick("Prices", "Цены"), prices(book, against)),
        (lang.pick("Runs", "Прогоны"), format!("{}: {}", runs.len(), runs.join(", "))),
        (lang.pick("Program", "Программа"), format!("vdsbatch {}", env!("CARGO_PKG_VERSION"))),
    ] {
        let styles = &leaf.ink.styles;
        leaf.sheet.write_string_with_format(row, 0, label, &styles.label)?;
        leaf.sheet.merge_range(
            row,
            1,
            row,
            LAST,
            &crate::report::entry::fitting(text.as_str().into()),
            &styles.value,
        )?;
        let lines = unicode_width::UnicodeWidthStr::width(text.as_str()).div_ceil(105).clamp(1, 6);
        leaf.sheet.set_row_height(row, f64::from(u16::try_from(lines).unwrap_or(1)) * 15.0)?;
        row += 1;
    }
    Ok(row)
}

/// What the prices say of VAT; where that is not the same of all accounts, whose prices they are.
fn prices(book: &Book<'_>, against: &[Against<'_>]) -> String {
    let mut said: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for one in against {
        said.entry(Tax::of(one.view.run).words(book.lang)).or_default().insert(one.source);
    }
    let whose = |sources: &BTreeSet<usize>| {
        let named: Vec<String> = sources.iter().map(|at| printable(&book.account(*at))).collect();
        named.join(", ")
    };
    let apart = book.is_of_several() && said.len() > 1;
    let told =
        said.iter().map(|(words, sources)| if apart { format!("{words} ({})", whose(sources)) } else { words.clone() });
    told.collect::<Vec<_>>().join("; ")
}

/// Orders by status, as on a run's own summary: formulas over the sheet of orders.
fn statuses(leaf: &mut Leaf<'_>, book: &Book<'_>, first: u32) -> Result<u32, XlsxError> {
    let lang = book.lang;
    let heads = [head!("By status" / "По статусам", Wrapped, 20..=34), head!("Orders" / "Заказы", Figure, 8..=10)];
    leaf.heads(first, &[&heads[0], &heads[1]])?;
    let range = order_range(book, What::Status);
    let mut row = first + 1;
    for status in Status::ALL {
        let orders = as_in_a_run(book.items.iter().filter(|item| item.line.outcome.status == status)).servers;
        if orders == 0 {
            continue;
        }
        leaf.put(row, 0, &Datum::Is(Entry::Status(status)), Look::Plain)?;
        let formula = format!("COUNTIF({range},{})", cell(row, 0));
        leaf.formula((row, 1), formula, &Datum::Is(Entry::count(orders)), Look::Figure)?;
        row += 1;
    }
    if row == first + 1 {
        leaf.text(row, 0, lang.pick("no orders in this time", "заказов за это время нет"), Look::Muted)?;
        return Ok(row + 1);
    }
    leaf.text(row, 0, lang.pick("Orders of this time", "Заказов за это время"), Look::Total)?;
    let formula = format!("SUM({}:{})", cell(first + 1, 1), cell(row - 1, 1));
    leaf.formula((row, 1), formula, &Datum::Is(Entry::count(book.items.len() as u64)), Look::Total)?;
    Ok(row + 1)
}

/// A table by group: the most money first, the rest in one line, and the whole of each currency.
fn groups(
    leaf: &mut Leaf<'_>,
    first: u32,
    title: (&'static str, &'static str),
    grouped: &super::sums::Grouped,
) -> Result<u32, XlsxError> {
    let lang = leaf.lang();
    let head = Head(title.0, title.1, Look::Wrapped, 20, 34);
    let heads: Vec<&Head> = [&head].into_iter().chain(&MONEY).collect();
    leaf.heads(first, &heads)?;
    let mut groups: Vec<_> = grouped.0.iter().collect();
    // Amounts of two currencies are not held against each other: each currency is a block, by its name.
    let size = |figures: &Figures| Reverse((figures.planned.known, figures.orders));
    groups.sort_by(|((_, one), own), ((_, other), others)| (one, size(own)).cmp(&(other, size(others))));
    let mut row = first + 1;
    for ((group, currency), figures) in groups.iter().take(MOST) {
        line(leaf, row, (&group_name(group, lang), currency), (figures, Look::Figure))?;
        row += 1;
    }
    if groups.len() > MOST {
        let n = groups.len() - MOST;
        let tab = super::tabs::Tab::Totals.title(lang);
        let said = tr!(lang, "… and {n} more: sheet \"{tab}\"", "… и ещё {n}: лист «{tab}»");
        leaf.text(row, 0, &said, Look::Muted)?;
        row += 1;
    }
    for (currency, figures) in &grouped.whole() {
        line(leaf, row, (lang.pick("Total", "Итого"), currency), (figures, Look::Total))?;
        row += 1;
    }
    Ok(row)
}

fn line(
    leaf: &mut Leaf<'_>,
    row: u32,
    (label, currency): (&str, &str),
    (figures, look): (&Figures, Look),
) -> Result<(), XlsxError> {
    let lang = leaf.lang();
    let label_look = if look == Look::Total { Look::Total } else { Look::Wrapped };
    leaf.text(row, 0, label, label_look)?;
    let orders = if figures.orders == 0 { Datum::BLANK } else { Datum::Is(Entry::count(figures.orders)) };
    leaf.put(row, 1, &orders, look)?;
    leaf.text(row, 2, shown_currency(currency, lang), if look == Look::Total { look } else { Look::Plain })?;
    for (part, col) in
        [figures.planned, figures.actual, figures.difference, figures.charged(), figures.expected].iter().zip(3..)
    {
        leaf.put(row, col, &part.datum(currency), look)?;
    }
    leaf.end_row(row)
}

/// What a reader must know that no figure says.
fn notes(book: &Book<'_>) -> Vec<String> {
    let lang = book.lang;
    let mut notes = vec![
        lang.pick(
            "Amounts in different currencies are not added together. Planned − actual covers the orders for which both amounts are known; rejected orders are not in the sums by group.",
            "Суммы в разных валютах не складываются. План − факт — по заказам, у которых известны обе суммы; отклонённые заказы в суммы по группам не входят.",
        )
        .to_owned(),
    ];
    let strays = book.spent.iter().filter(|spent| spent.whose(|_| ()) == Whose::Elsewhere).count() as u64;
    for (n, said) in [
        (
            book.undated,
            lang.pick(
                "Orders without a date (in no book)",
                "Заказов без даты (ни в одну книгу не вошли)",
            ),
        ),
        (
            book.undated_charges,
            lang.pick(
                "Charges without a date in the panel (in no book)",
                "Списаний без даты в панели (ни в одну книгу не вошли)",
            ),
        ),
        (
            book.open(),
            lang.pick("Runs that have not ended, or were cut off", "Прогонов, которые не завершены или оборваны"),
        ),
        (
            strays,
            lang.pick(
                "Charges for services that are not in the ledger",
                "Списаний за услуги, которых нет в журнале заказов",
            ),
        ),
        (
            book.unnamed_charges(),
            lang.pick(
                "Charges for which the panel names no service, so that their order and cost centre are not known (not in books of one cost centre)",
                "Списаний, для которых панель не называет услугу, так что их заказ и центр затрат неизвестны (в книги одного центра затрат они не входят)",
            ),
        ),
    ] {
        if n > 0 {
            notes.push(format!("{said}: {n}."));
        }
    }
    for (currency, figures) in book.grouped(|_| String::new()).whole() {
        if figures.waiting.amounts > 0 {
            let shown = shown_currency(&currency, lang);
            let amount = crate::money::shown(tidy(figures.waiting.known), lang);
            let tab = super::tabs::Tab::Charges.title(lang);
            notes.push(tr!(
                lang,
                "Not paid yet, and therefore not in the amounts charged in this time: {amount} {shown} (sheet \"{tab}\").",
                "Ещё не оплачено и потому не входит в списанное за это время: {amount} {shown} (лист «{tab}»)."
            ));
        }
    }
    if book.spent.is_empty() {
        notes.push(
            lang.pick(
                "No charges of this time are known: the panel has no list of charges, or the list was not read (`vdsbatch reconcile` reads it).",
                "Списаний за это время не известно: в панели нет списка расходов, или он не читался (его читает `vdsbatch reconcile`).",
            )
            .to_owned(),
        );
    }
    notes
}

/// Lines to sign on. Returns the last row.
fn signatures(leaf: &mut Leaf<'_>, row: u32) -> Result<u32, XlsxError> {
    let lang: Lang = leaf.lang();
    let line = &leaf.ink.styles.line;
    leaf.sheet.set_row_height(row, 24)?;
    for (who, col) in [(lang.pick("Prepared by", "Составил"), 0), (lang.pick("Checked by", "Проверил"), 4)]
    {
        leaf.sheet.write_string_with_format(row, col, format!("{who}:"), line)?;
        for more in 1..3 {
            leaf.sheet.write_blank(row, col + more, line)?;
        }
    }
    leaf.text(row + 1, 0, lang.pick("name, date, signature", "имя, дата, подпись"), Look::Muted)?;
    Ok(row + 1)
}
