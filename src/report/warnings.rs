//! What the summary says of the check: how much it found, and its warnings and notes, a line a kind.

use rust_xlsxwriter::XlsxError;

use super::page::Page;
use super::remarks;
use super::table::across;
use super::view::{Tab, View};
use super::weighed::Kind;
use crate::sheet::problem::Place;
use crate::sheet::ranges;
use crate::text::lang::tr;

/// The most kinds that the page names: it is one.
const MOST: usize = 8;

/// How much the check found, of which weight.
pub(super) fn counted(view: &View<'_>) -> String {
    let (lang, found) = (view.lang, &view.weighed);
    let (errors, warnings, notes) = (found.errors, found.warnings, found.notes);
    if !found.is_something() {
        return lang.pick("no errors, no warnings, no notes", "ошибок, предупреждений и примечаний нет").to_owned();
    }
    let tab = Tab::Problems.title(lang);
    tr!(
        lang,
        "errors: {errors}, warnings: {warnings}, notes: {notes}; row by row on the sheet \"{tab}\"",
        "ошибок: {errors}, предупреждений: {warnings}, примечаний: {notes}; все по строкам — на листе «{tab}»"
    )
}

/// Writes the warnings and notes from `row` on, and returns the row below them; nothing if there are none.
pub(super) fn write(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let (view, lang, styles) = (page.view, page.view.lang, page.styles);
    let kinds = &view.weighed.kinds;
    if kinds.is_empty() {
        // The row that parts this list from the table above is not needed either.
        return Ok(row.saturating_sub(1));
    }
    let title = lang.pick("Warnings and notes of the check", "Предупреждения и примечания проверки");
    across(page, row, title, &styles.section, 12)?;
    // What sums up one kind alone says less than the kind that it hides.
    let named = if kinds.len() > MOST { MOST - 1 } else { kinds.len() };
    let mut at = row;
    for kind in &kinds[..named] {
        at += 1;
        across(page, at, &said(kind, view), &styles.value, 11)?;
    }
    let more = kinds.len() - named;
    if more > 0 {
        at += 1;
        let tab = Tab::Problems.title(lang);
        let counts = |kind: &Kind<'_>| {
            let (code, weight, count) = (kind.first.code(), remarks::weight(kind.first.severity(), lang), kind.count);
            format!("{code} {weight} · {count}")
        };
        let rest = kinds[named..].iter().map(counts).collect::<Vec<_>>().join(", ");
        let said =
            tr!(lang, "and {more} more kinds: {rest} (sheet \"{tab}\")", "и ещё видов — {more}: {rest} (лист «{tab}»)");
        across(page, at, &said, &styles.value, 11)?;
    }
    Ok(at + 1)
}

/// A kind in words: ``E018 warning · 12 (rows 5–9, 12–18): KVM Ferrum is not known to take template `F` …``.
fn said(kind: &Kind<'_>, view: &View<'_>) -> String {
    let (lang, first) = (view.lang, kind.first);
    let (code, weight, count) = (first.code(), remarks::weight(first.severity(), lang), kind.count);
    let message = first.message(lang);
    if count == 1 {
        let place = match first.place {
            Place::Cell(at) => format!(" · {at}"),
            Place::Row(row) => tr!(lang, " · row {row}", " · строка {row}"),
            Place::Sheet => String::new(),
        };
        return format!("{code} {weight}{place}: {message}");
    }
    let rows = match kind.rows.as_slice() {
        [] => String::new(),
        [row] => tr!(lang, " (row {row})", " (строка {row})"),
        rows => {
            let rows = ranges(rows);
            tr!(lang, " (rows {rows})", " (строки {rows})")
        }
    };
    if kind.varied {
        let of = first.row().map(|row| tr!(lang, "row {row}", "строка {row}"));
        let of = of.map(|row| format!("{row}: ")).unwrap_or_default();
        return tr!(
            lang,
            "{code} {weight} · {count}{rows}, with different values, for example {of}{message}",
            "{code} {weight} · {count}{rows}, с разными значениями, например {of}{message}"
        );
    }
    format!("{code} {weight} · {count}{rows}: {message}")
}
