//! The summary's table of a plan: what is new, what is known of earlier runs, and what is in conflict with it.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::page::Page;
use super::table::{self, across};
use super::totals::Sum;
use super::view::{Subject, Tab, View};
use super::words;
use crate::order::Status;
use crate::run::Line;
use crate::text::lang::tr;
use crate::text::printable::{printable, shown};

/// The most earlier runs that the table names.
const RUNS: usize = 4;

/// The most conflicts that stand below it.
const CONFLICTS: usize = 5;

/// What of the sheet stands how before a plan is carried out.
#[derive(Default)]
struct Known {
    /// To be ordered.
    new: Sum,
    /// Ordered by earlier runs, by their ids, which begin with their times.
    by_run: BTreeMap<String, Sum>,
    /// Ordered, and no run of this ledger is known to have done it.
    by_hand: Sum,
    /// In doubt, or not paid.
    unsettled: Sum,
    /// In conflict with what is there.
    conflicts: Sum,
    /// Invalid, left out, or kept back.
    left_out: Sum,
}

impl Known {
    fn of(view: &View<'_>) -> Self {
        let mut known = Self::default();
        for line in &view.run.lines {
            known.sum(line).add(line, &view.reckoning);
        }
        known
    }

    fn sum(&mut self, line: &Line) -> &mut Sum {
        match line.outcome.status {
            // It was ordered before, and is to be paid.
            Status::Ready if line.outcome.cart_item.is_some() => &mut self.unsettled,
            Status::Ready => &mut self.new,
            Status::Confirmed | Status::Accepted | Status::AlreadyOrdered => {
                match line.outcome.earlier.as_ref().and_then(|earlier| earlier.run.as_deref()) {
                    Some(run) => self.by_run.entry(run.to_owned()).or_default(),
                    None => &mut self.by_hand,
                }
            }
            Status::Unknown | Status::Unpaid => &mut self.unsettled,
            Status::Conflict => &mut self.conflicts,
            Status::Invalid | Status::Rejected | Status::NotSent | Status::Skipped => &mut self.left_out,
        }
    }
}

/// Writes the table from `row` on, and returns the row below it; nothing if the run is no plan.
pub(super) fn write(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let (view, lang) = (page.view, page.view.lang);
    if !view.run.is_plan() {
        // The row that parts this table from the one above is not needed either.
        return Ok(row.saturating_sub(1));
    }
    let known = Known::of(view);
    table::heads(page, row, lang.pick("New and known already", "Новое и уже известное"))?;
    let first = row + 1;
    table::figures(page, first, lang.pick("New, to be ordered", "Новые, к заказу"), &known.new)?;
    let mut at = first + 1;
    let older = known.by_run.len().saturating_sub(RUNS);
    for (run, sum) in known.by_run.iter().skip(older) {
        let run = printable(run);
        table::figures(page, at, &tr!(lang, "Run {run}", "Прогон {run}"), sum)?;
        at += 1;
    }
    let of_older = known.by_run.values().take(older).fold(Sum::default(), |sum, more| sum.with(*more));
    let of_older_runs = tr!(lang, "Older runs ({older})", "Прежние прогоны ({older})");
    for (label, sum) in [
        (of_older_runs.as_str(), of_older),
        (lang.pick("Not by runs of this ledger", "Не прогонами этого журнала заказов"), known.by_hand),
        (lang.pick("To be checked or unpaid", "Требуют проверки или не оплачены"), known.unsettled),
        (lang.pick("In conflict", "В конфликте"), known.conflicts),
        (lang.pick("Invalid, not sent or skipped", "С ошибками, не отправлялись или пропущены"), known.left_out),
    ] {
        if sum.servers > 0 {
            table::figures(page, at, label, &sum)?;
            at += 1;
        }
    }
    let whole = view.run.lines.iter().fold(Sum::default(), |mut sum, line| {
        sum.add(line, &view.reckoning);
        sum
    });
    table::totals_line(page, at, first, lang.pick("In the sheet", "Всего в таблице"), &whole)?;
    below(page, at + 1)
}

/// Below the table: each conflict, and what all this is known from.
fn below(page: &mut Page<'_>, mut row: u32) -> Result<u32, XlsxError> {
    let (view, lang, styles) = (page.view, page.view.lang, page.styles);
    let in_conflict = || view.subjects().filter(|subject| subject.line.outcome.status == Status::Conflict);
    for subject in in_conflict().take(CONFLICTS) {
        across(page, row, &conflict(&subject), &styles.value, 11)?;
        row += 1;
    }
    let more = in_conflict().count().saturating_sub(CONFLICTS);
    if more > 0 {
        let tab = Tab::Orders.title(lang);
        let said = tr!(
            lang,
            "and {more} more in conflict: see the column \"Reason\" on the sheet \"{tab}\"",
            "и ещё в конфликте: {more}; см. столбец «Причина» на листе «{tab}»"
        );
        across(page, row, &said, &styles.value, 11)?;
        row += 1;
    }
    let from = from(view);
    if !from.is_empty() {
        across(page, row, &from, &styles.note, 9)?;
        row += 1;
    }
    Ok(row)
}

/// From what all this is known: the ledger, and the panel's list where that was read.
fn from(view: &View<'_>) -> String {
    let (facts, lang) = (&view.run.facts, view.lang);
    let mut said: Vec<String> = facts.knows.words(lang).map(ToOwned::to_owned).into_iter().collect();
    let listed = view.run.enquiry.as_ref().and_then(|enquiry| Some((enquiry.services?, &enquiry.gap)));
    match listed {
        Some((_, None)) => said.push(
            lang.pick("Compared with the panel's complete list as well.", "Сверено и с полным списком панели.")
                .to_owned(),
        ),
        Some((_, Some(gap))) => {
            let why = gap.message(lang);
            said.push(tr!(
                lang,
                "The panel's list was read and may be incomplete: {why}.",
                "Список панели прочитан, но может быть неполным: {why}."
            ));
        }
        // Whatever a ledger has: what others ordered, it does not know.
        None if !said.is_empty() => said.push(
            lang.pick(
                "Orders placed elsewhere are only in the panel's list, which was not read (`--online` reads it).",
                "Заказанное в других местах видно только в списке панели, а он не читался (его читает `--online`).",
            )
            .to_owned(),
        ),
        None => {}
    }
    said.join(" ")
}

/// A conflict in one line: the server, its row, what stands in its place and what differs.
fn conflict(subject: &Subject<'_>) -> String {
    let (lang, row, name) = (subject.view.lang, subject.line.row, shown(&subject.line.name, 60));
    let why = words::reason(subject).replace('\n', "; ");
    tr!(lang, "Conflict: {name} (row {row}): {why}", "Конфликт: {name} (строка {row}): {why}")
}
