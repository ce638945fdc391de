//! The kit of the summary's tables: their six columns, lines of figures, and text across all of them.

use rust_xlsxwriter::{Format, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::entry::{Entry, fitting};
use super::page::{Computed, Page};
use super::style::Look;
use super::totals::Sum;
use crate::sheet::Col;
use crate::text::together::together;

/// What a line is about.
pub(super) const LABEL: u16 = 0;
/// Servers.
pub(super) const SERVERS: u16 = 1;
/// Planned amount.
pub(super) const SUM: u16 = 2;
/// Orders of unknown price.
pub(super) const UNPRICED: u16 = 3;
/// Actual amount.
pub(super) const PAID: u16 = 4;
/// Planned amount less the actual one.
pub(super) const DIFFERENCE: u16 = 5;
/// The last column of the page.
pub(super) const LAST: u16 = DIFFERENCE;

/// Widths of the six columns, in characters.
pub(super) const WIDTHS: [u16; 6] = [33, 12, 20, 15, 20, 20];

/// The header of a table on the summary that counts servers.
pub(super) fn heads(page: &mut Page<'_>, row: u32, title: &str) -> Result<(), XlsxError> {
    heads_counting(page, row, title, page.view.lang.pick("Servers", "Серверы"))
}

/// The header of a table on the summary that counts something.
pub(super) fn heads_counting(page: &mut Page<'_>, row: u32, title: &str, counted: &str) -> Result<(), XlsxError> {
    let lang = page.view.lang;
    for (col, title, look) in [
        (LABEL, title, Look::Header),
        (SERVERS, counted, Look::HeaderRight),
        (SUM, lang.pick("Planned amount", "Сумма по плану"), Look::HeaderRight),
        (UNPRICED, lang.pick("Servers without a price", "Серверов без цены"), Look::HeaderRight),
        (PAID, lang.pick("Actual amount", "Фактическая сумма"), Look::HeaderRight),
        (DIFFERENCE, lang.pick("Planned less actual", "План минус факт"), Look::HeaderRight),
    ] {
        page.put(row, col, &Entry::text(title), look)?;
    }
    // Headers are bold and take two lines: no program grows the row by itself.
    page.sheet.set_row_height(row, 30)?;
    Ok(())
}

/// A line of figures that are not traced to the Orders sheet.
pub(super) fn figures(page: &mut Page<'_>, row: u32, label: &str, sum: &Sum) -> Result<(), XlsxError> {
    let lang = page.view.lang;
    page.put(row, LABEL, &Entry::text(label), Look::Wrapped)?;
    page.put(row, SERVERS, &Entry::count(sum.servers), Look::Plain)?;
    page.put(row, SUM, &sum.planned_entry(lang), Look::Plain)?;
    if sum.unpriced > 0 {
        page.put(row, UNPRICED, &Entry::count(sum.unpriced), Look::Plain)?;
    }
    page.put_paid(row, PAID, &sum.actual_entry(lang), Look::Plain)?;
    page.put_paid(row, DIFFERENCE, &sum.difference_entry(lang), Look::Plain)
}

/// The sums of the lines from `first` to the one above `row`.
pub(super) fn totals_line(page: &mut Page<'_>, row: u32, first: u32, label: &str, sum: &Sum) -> Result<(), XlsxError> {
    let lang = page.view.lang;
    page.put(row, LABEL, &Entry::text(label), Look::Total)?;
    let unpriced = if sum.unpriced > 0 { Entry::count(sum.unpriced) } else { Entry::Blank };
    for (col, entry) in [
        (SERVERS, Entry::count(sum.servers)),
        (SUM, sum.planned_entry(lang)),
        (UNPRICED, unpriced),
        (PAID, sum.actual_entry(lang)),
        (DIFFERENCE, sum.difference_entry(lang)),
    ] {
        let letter = Col::from_index(col);
        let formula = format!("SUM({letter}{}:{letter}{row})", first + 1);
        put_formula(page, row, col, Computed { formula, result: entry }, Look::Total)?;
    }
    Ok(())
}

/// Writes a formula with its result in the format of its column: the currency of payments may be another.
pub(super) fn put_formula(
    page: &mut Page<'_>,
    row: u32,
    col: u16,
    computed: Computed<'_>,
    look: Look,
) -> Result<(), XlsxError> {
    let (styles, result) = (page.styles, &computed.result);
    let format = if matches!(col, PAID | DIFFERENCE) { styles.of_paid(result, look) } else { styles.of(result, look) };
    page.put_formula(row, col, computed, format)
}

/// Writes text over the whole width, as high as it needs. Merged cells do not grow by themselves.
pub(super) fn across(page: &mut Page<'_>, row: u32, text: &str, format: &Format, points: u16) -> Result<(), XlsxError> {
    let wide: u16 = WIDTHS.iter().sum();
    page.sheet.merge_range(row, LABEL, row, LAST, &fitting(together(text).into()), format)?;
    page.sheet.set_row_height(row, height(text, wide, points))?;
    Ok(())
}

/// The height of wrapped text in points, where a column of `wide` characters of 11 points is wide.
pub(super) fn height(text: &str, wide: u16, points: u16) -> f64 {
    let room = (usize::from(wide) * 12 / usize::from(points.max(1))).max(1);
    let lines = text.width().div_ceil(room).clamp(1, 8);
    f64::from(u16::try_from(lines).unwrap_or(8)) * f64::from(points) * 1.4 + 2.0
}
