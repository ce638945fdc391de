//! The Renewals sheet: a line per server, a column per month, so that a year can be budgeted; below it the same by cost
//! centre, as a chart.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::budget::Budget;
use super::column::domain;
use super::entry::Entry;
use super::page::{Computed, Head, Page};
use super::schedule::{Month, Renewing, renewing};
use super::style::{Look, Styles};
use super::view::{Subject, Tab, View};
use super::widths::ACROSS;
use super::words;
use crate::sheet::Col;
use crate::text::lang::tr;
use crate::text::printable::printable;

const COLUMNS: [Head; 6] = [
    Head("No", "№", Look::HeaderRight, 5, 9),
    Head("Domain", "Домен", Look::Header, 18, 26),
    Head("Tariff", "Тариф", Look::Header, 10, 16),
    Head("Renewal period, months", "Период продления, мес.", Look::HeaderRight, 9, 12),
    Head("Next renewal", "Ближайшее продление", Look::HeaderRight, 12, 14),
    Head("Renewal amount", "Сумма продления", Look::HeaderRight, 11, 22),
];

/// The first month's column.
const FIRST: u16 = 6;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let months = &view.schedule.months;
    let mut page = Page::new(sheet, view, styles);
    page.begin(&COLUMNS, 2)?;
    // A chart that two pages share cannot be read: one page, as long as its letters can.
    page.most_wide = ACROSS;
    for (month, col) in months.iter().zip(FIRST..) {
        page.put(0, col, &Entry::text(words::month(month.first, true, view.lang)), Look::HeaderRight)?;
    }
    let mut budget = Budget::default();
    let mut row = 0;
    for subject in view.subjects() {
        // Who renews later than in these months has no column here.
        let renewing = renewing(subject.line, &view.reckoning).filter(|renewing| !renewing.days.is_empty());
        let Some(renewing) = renewing else { continue };
        row += 1;
        budget.add(&subject, &renewing);
        write_line(&mut page, row, &subject, &renewing, months)?;
    }
    page.sheet.autofilter(0, 0, row, FIRST + u16::try_from(months.len()).unwrap_or(0) - 1)?;
    totals(&mut page, row + 1, months)?;
    let row = abroad(&mut page, row + 2)?;
    budget.write(&mut page, row + 1, FIRST, months)?;
    page.fit()
}

fn write_line(
    page: &mut Page<'_>,
    row: u32,
    subject: &Subject<'_>,
    renewing: &Renewing,
    months: &[Month],
) -> Result<(), XlsxError> {
    let tariff = subject.line.order.as_ref().map_or("", |order| order.terms.asked.tariff.as_str());
    let each = renewing.entry(page.view.lang);
    for (entry, look, col) in [
        (Entry::count(subject.no), Look::Figure, 0),
        (domain(subject), Look::Wrapped, 1),
        (Entry::text(tariff), Look::Wrapped, 2),
        (Entry::count(renewing.every.get()), Look::Figure, 3),
        (renewing.days.first().map_or(Entry::Blank, |day| Entry::Day(*day)), Look::Figure, 4),
        (each.clone(), Look::Figure, 5),
    ] {
        page.put(row, col, &entry, look)?;
    }
    for (month, col) in months.iter().zip(FIRST..) {
        if renewing.days.iter().any(|day| day.first_of_month() == month.first) {
            page.put_bare(row, col, &each, Look::Figure)?;
        }
    }
    page.end_row(row)
}

/// What the filter leaves of each month.
fn totals(page: &mut Page<'_>, row: u32, months: &[Month]) -> Result<(), XlsxError> {
    let (lang, styles) = (page.view.lang, page.styles);
    for col in 0..FIRST {
        page.put(row, col, &Entry::Blank, Look::Total)?;
    }
    page.put(row, 0, &Entry::text(lang.pick("Total", "Итого")), Look::Total)?;
    let servers = Entry::count(page.view.schedule.servers);
    let format = styles.of(&servers, Look::Total);
    page.put_formula(row, 1, Computed { formula: format!("SUBTOTAL(103,B2:B{row})"), result: servers }, format)?;
    for (month, col) in months.iter().zip(FIRST..) {
        let letters = Col::from_index(col);
        let sum = month.sum.planned_entry(lang);
        page.measure_bare(col, &sum, Look::Total);
        let format = styles.of_bare(&sum, Look::Total);
        let formula = format!("SUBTOTAL(109,{letters}2:{letters}{row})");
        page.put_formula(row, col, Computed { formula, result: sum }, format)?;
    }
    Ok(())
}

/// What renews in other currencies, a line for each: as text no sum above has it. Returns the row below.
fn abroad(page: &mut Page<'_>, first: u32) -> Result<u32, XlsxError> {
    let view = page.view;
    let mut row = first;
    for (currency, by_month) in &view.schedule.abroad {
        let shown = printable(currency);
        let label = tr!(view.lang, "In {shown}, not in the sums above", "В {shown}, в суммы выше не входит");
        page.put(row, 1, &Entry::text(label), Look::Wrapped)?;
        for (month, col) in view.schedule.months.iter().zip(FIRST..) {
            if let Some((_, amount)) = by_month.get(&month.first) {
                page.put_in((row, col), (*amount, currency), Look::Figure)?;
            }
        }
        page.end_row(row)?;
        row += 1;
    }
    Ok(row)
}

/// The cells of a month, for the summary's formulas.
pub(super) fn range(view: &View<'_>, month: u16) -> String {
    let (sheet, letters) = (Tab::Renewals.title(view.lang), Col::from_index(FIRST + month));
    format!("'{sheet}'!${letters}$2:${letters}${}", view.schedule.servers + 1)
}
