//! The summary's table of charges: the first one of this run and, apart from it, the renewals of a year.

use rust_xlsxwriter::XlsxError;

use super::groups::Standing;
use super::page::Page;
use super::summary::across;
use super::view::{Tab, View};
use super::{control, renewals, words};
use crate::lang::tr;

/// Writes the table from `row` on, and returns the row below it; nothing if nothing renews.
pub(super) fn write(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let (view, lang) = (page.view, page.view.lang);
    let schedule = &view.schedule;
    if schedule.total.servers + schedule.in_doubt + schedule.deleted + schedule.undated == 0 {
        return Ok(row.saturating_sub(1));
    }
    let title = lang.pick("First charge, then renewals", "Первое списание и продления");
    control::heads_counting(page, row, title, lang.pick("Number", "Количество"))?;
    let first = Standing::of(view).this_run;
    control::figures(page, row + 1, lang.pick("First charge, this run", "Первое списание, этот прогон"), &first)?;
    let months = row + 2;
    let mut at = months;
    for (month, nth) in schedule.months.iter().zip(0..) {
        let label = words::month(month.first, false, lang);
        control::month(page, at, &label, &month.sum, &renewals::range(view, nth))?;
        at += 1;
    }
    if at > months {
        let label = lang.pick("Renewals in 12 months", "Продления за 12 месяцев");
        control::totals_line(page, at, months, label, &schedule.total)?;
        at += 1;
    }
    across(page, at, &notes(view), &page.styles.note, 9)?;
    Ok(at + 1)
}

/// Where the renewals stand server by server, and which are not among them.
fn notes(view: &View<'_>) -> String {
    let (lang, schedule, tab) = (view.lang, &view.schedule, Tab::Renewals.title(view.lang));
    let mut said = Vec::new();
    if schedule.total.servers > 0 {
        said.push(tr!(
            lang,
            "Renewals by server: sheet `{tab}`. They are not part of the totals above.",
            "Продления по серверам — на листе `{tab}`. В итоги выше они не входят."
        ));
    }
    let (doubtful, deleted, undated) = (schedule.in_doubt, schedule.deleted, schedule.undated);
    if doubtful > 0 {
        said.push(tr!(
            lang,
            "Not counted: unknown or unpaid servers: {doubtful}.",
            "Не учтены неясные и неоплаченные серверы: {doubtful}."
        ));
    }
    if deleted > 0 {
        said.push(tr!(
            lang,
            "Not counted: servers that the panel lists as deleted: {deleted}.",
            "Не учтены серверы, которые в панели удалены: {deleted}."
        ));
    }
    if undated > 0 {
        said.push(tr!(
            lang,
            "Not counted: servers whose renewal day is not known: {undated}.",
            "Не учтены серверы, день продления которых неизвестен: {undated}."
        ));
    }
    said.join(" ")
}
