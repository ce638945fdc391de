//! The summary's table of charges: the first one of this run and, apart from it, the renewals of a year.

use rust_xlsxwriter::XlsxError;

use super::entry::Entry;
use super::groups::Standing;
use super::page::{Computed, Page};
use super::style::Look;
use super::table::{self, LABEL, SERVERS, SUM, UNPRICED, across, put_formula};
use super::totals::{Sum, other_currency, unknown};
use super::view::{Tab, View};
use super::{renewals, words};
use crate::money::Money;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// Writes the table from `row` on, and returns the row below it; nothing if nothing renews.
pub(super) fn write(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let (view, lang) = (page.view, page.view.lang);
    let schedule = &view.schedule;
    if schedule.total.servers + schedule.in_doubt + schedule.deleted + schedule.undated == 0 {
        // The row that parts this table from the one above is not needed either.
        return Ok(row.saturating_sub(1));
    }
    let title = lang.pick("First charge, then renewals", "Первое списание и продления");
    table::heads_counting(page, row, title, lang.pick("Number", "Количество"))?;
    let first = Standing::of(view).this_run;
    table::figures(page, row + 1, lang.pick("First charge, this run", "Первое списание, этот прогон"), &first)?;
    let months = row + 2;
    let mut at = months;
    for (month, nth) in schedule.months.iter().zip(0..) {
        let label = words::month(month.first, false, lang);
        month_line(page, at, &label, &month.sum, &renewals::range(view, nth))?;
        at += 1;
    }
    if at > months {
        let label = lang.pick("Renewals in 12 months", "Продления за 12 месяцев");
        table::totals_line(page, at, months, label, &schedule.total)?;
        at += 1;
        for (currency, by_month) in &schedule.abroad {
            let (number, amount) = sum(by_month.values());
            let shown = printable(currency);
            let label =
                tr!(lang, "of which in {shown}, not in the sums above", "из них в {shown}, в суммы выше не входят");
            page.put(at, LABEL, &Entry::text(label), Look::Wrapped)?;
            page.put(at, SERVERS, &Entry::count(number), Look::Plain)?;
            page.put_in((at, SUM), (amount, currency), Look::Plain)?;
            at += 1;
        }
    }
    across(page, at, &notes(view), &page.styles.note, 9)?;
    Ok(at + 1)
}

/// Renewals of several months together.
pub(super) fn sum<'a>(by_month: impl Iterator<Item = &'a (u64, Money)>) -> (u64, Money) {
    by_month.fold((0, Money::ZERO), |(number, sum), (more, amount)| (number + more, sum + *amount))
}

/// A month of renewals: formulas over the Renewals sheet.
fn month_line(page: &mut Page<'_>, row: u32, label: &str, sum: &Sum, range: &str) -> Result<(), XlsxError> {
    let lang = page.view.lang;
    page.put(row, LABEL, &Entry::text(label), Look::Wrapped)?;
    let mut put = |col, formula, result| put_formula(page, row, col, Computed { formula, result }, Look::Plain);
    put(SERVERS, format!("COUNTA({range})"), Entry::count(sum.servers))?;
    if sum.priced + sum.unpriced > 0 {
        put(SUM, format!("SUM({range})"), sum.planned_entry(lang))?;
    } else {
        // All of it is in another currency.
        page.put(row, SUM, &Entry::Unknown(other_currency(lang)), Look::Plain)?;
    }
    if sum.unpriced > 0 {
        let mut put = |col, formula, result| put_formula(page, row, col, Computed { formula, result }, Look::Plain);
        put(UNPRICED, format!("COUNTIF({range},\"{}\")", unknown(lang)), Entry::count(sum.unpriced))?;
    }
    Ok(())
}

/// Where the renewals stand server by server, and which are not among them.
fn notes(view: &View<'_>) -> String {
    let (lang, schedule, tab) = (view.lang, &view.schedule, Tab::Renewals.title(view.lang));
    let mut said = Vec::new();
    if schedule.total.servers > 0 {
        said.push(tr!(
            lang,
            "Renewals by server: sheet \"{tab}\". Renewals are not in the totals above.",
            "Продления по серверам — на листе «{tab}». В итоги выше они не входят."
        ));
    }
    let (by_panel, servers, foreign) = (schedule.by_panel, schedule.servers, schedule.foreign);
    if by_panel > 0 && by_panel == servers {
        said.push(lang.pick("Renewals are at the panel's prices.", "Продления указаны по ценам панели.").to_owned());
    } else if by_panel > 0 {
        let as_planned = schedule.as_planned;
        said.push(tr!(
            lang,
            "Servers at the panel's prices: {by_panel}, at planned prices: {as_planned}.",
            "Серверов по ценам панели: {by_panel}, по плану: {as_planned}."
        ));
    }
    if foreign > 0 {
        said.push(tr!(
            lang,
            "In another currency, and therefore not in the sums: {foreign}.",
            "В другой валюте и потому не входят в суммы: {foreign}."
        ));
    }
    let (doubtful, deleted, undated) = (schedule.in_doubt, schedule.deleted, schedule.undated);
    if doubtful > 0 {
        said.push(tr!(
            lang,
            "Not counted, with the status \"Unknown\" or \"Unpaid\": {doubtful}.",
            "Не учтены серверы со статусом «Требует проверки» или «Не оплачено»: {doubtful}."
        ));
    }
    if deleted > 0 {
        said.push(tr!(
            lang,
            "Not counted, listed by the panel as deleted: {deleted}.",
            "Не учтены серверы, удалённые в панели: {deleted}."
        ));
    }
    if undated > 0 {
        said.push(tr!(
            lang,
            "Not counted, without a renewal date: {undated}.",
            "Не учтены серверы без даты продления: {undated}."
        ));
    }
    said.join(" ")
}
