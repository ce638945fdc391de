//! The summary's tables by tariff and period and by cost centre: this run's orders by group, and what
//! was ordered before apart, with the sum of both.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::Page;
use super::style::Styles;
use super::table;
use super::totals::Sum;
use super::view::{Origin, Tab, View};
use crate::order::{Order, Status};
use crate::run::Line;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// How many groups a table shows before it sums up the rest: the page is one.
const MOST: usize = 8;

/// What the servers of a group have in common: a tariff with its months, or a cost centre without any.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupName {
    /// The tariff or the cost centre; empty where none is named.
    pub(super) name: String,
    /// Months paid for at a time.
    pub(super) months: Option<u8>,
}

/// Says which group a line belongs to.
type Grouping = fn(&Line) -> GroupName;

/// Writes the tables from `row` on, and returns the row below them. By cost centre only if there are any.
pub(super) fn write(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let view = page.view;
    let (title, others) = titles(view.lang);
    let mut row = table(page, (row, MOST), title, tariff_and_period)?;
    if has_centres(view) {
        row = table(page, (row + 1, MOST), others, cost_centre)?;
    }
    Ok(row)
}

/// Whether a table of the summary sums up some of its groups, which have their own sheet then.
pub(super) fn is_worth(view: &View<'_>) -> bool {
    [tariff_and_period as Grouping, cost_centre].into_iter().any(|group| by_group(view, group).len() > MOST)
}

/// The sheet that has every group of both tables.
pub(super) fn write_all(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let mut page = Page::new(sheet, view, styles);
    for (width, col) in table::WIDTHS.into_iter().zip(0..) {
        page.sheet.set_column_width(col, width)?;
    }
    page.print(false);
    let (title, others) = titles(view.lang);
    let row = table(&mut page, (0, usize::MAX), title, tariff_and_period)?;
    if has_centres(view) {
        table(&mut page, (row + 1, usize::MAX), others, cost_centre)?;
    }
    Ok(())
}

const fn titles(lang: Lang) -> (&'static str, &'static str) {
    (lang.pick("By tariff and period", "По тарифам и периодам"), lang.pick("By cost centre", "По центрам затрат"))
}

fn has_centres(view: &View<'_>) -> bool {
    view.run.lines.iter().any(|line| !cost_centre(line).name.is_empty())
}

/// By tariff and the months paid for at a time.
pub(super) fn tariff_and_period(line: &Line) -> GroupName {
    let of = |order: &Order| GroupName {
        name: order.terms.asked.tariff.clone(),
        months: Some(order.terms.asked.months.get()),
    };
    line.order.as_ref().map(of).unwrap_or_default()
}

/// By cost centre; empty where none is named.
pub(super) fn cost_centre(line: &Line) -> GroupName {
    let name = line.order.as_ref().map(|order| order.cost_centre.clone()).unwrap_or_default();
    GroupName { name, months: None }
}

/// A group's name for people.
fn label(group: &GroupName, lang: Lang) -> String {
    let name = printable(&group.name);
    match group.months {
        Some(months) => tr!(lang, "{name} · {months} mo.", "{name} · {months} мес."),
        None if name.is_empty() => lang.pick("(none)", "(не указан)").to_owned(),
        None => name,
    }
}

fn table(page: &mut Page<'_>, (row, most): (u32, usize), title: &str, group: Grouping) -> Result<u32, XlsxError> {
    let lang = page.view.lang;
    let groups = by_group(page.view, group);
    let standing = Standing::of(page.view);
    table::heads(page, row, title)?;
    let first = row + 1;
    let mut at = first;
    // What sums up one group alone says less than the name that it hides.
    let shown = if groups.len() > most { most - 1 } else { groups.len() };
    let (named, rest) = groups.split_at(shown);
    for (group, sum) in named {
        table::figures(page, at, &label(group, lang), sum)?;
        at += 1;
    }
    if !rest.is_empty() {
        let sum = rest.iter().fold(Sum::default(), |sum, (_, more)| sum.with(*more));
        let n = rest.len();
        let tab = Tab::Groups.title(lang);
        table::figures(page, at, &tr!(lang, "{n} more: sheet \"{tab}\"", "ещё {n}: лист «{tab}»"), &sum)?;
        at += 1;
    }
    // The sum of no line would take in its own cell, which Excel refuses as circular.
    if at == first {
        table::figures(page, at, lang.pick("nothing ordered", "ничего не заказано"), &Sum::default())?;
        at += 1;
    }
    standing.write(page, first, at)
}

/// This run's orders by group: the most money first, then the most servers, then by name.
pub(super) fn by_group(view: &View<'_>, group: Grouping) -> Vec<(GroupName, Sum)> {
    let mut groups = BTreeMap::<GroupName, Sum>::new();
    for line in view.run.lines.iter().filter(|line| view.origin(line) == Some(Origin::ThisRun)) {
        groups.entry(group(line)).or_default().add(line, &view.reckoning);
    }
    let mut list: Vec<_> = groups.into_iter().collect();
    list.sort_by_key(|(_, sum)| Reverse((sum.planned, sum.servers)));
    list
}

/// What stands, or may stand, by where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// Ordered by this run.
    pub(super) this_run: Sum,
    /// Ordered by an earlier run of the same sheet.
    pub(super) this_sheet: Sum,
    /// Ordered by another sheet, or by hand.
    pub(super) elsewhere: Sum,
}

impl Standing {
    /// Adds up the lines of a run.
    pub(super) fn of(view: &View<'_>) -> Self {
        let mut standing = Self::default();
        for line in &view.run.lines {
            let sum = match view.origin(line) {
                Some(Origin::ThisRun) => &mut standing.this_run,
                Some(Origin::ThisSheet) => &mut standing.this_sheet,
                Some(Origin::Elsewhere) => &mut standing.elsewhere,
                None => continue,
            };
            sum.add(line, &view.reckoning);
        }
        standing
    }

    /// Writes the sums below the groups, which stand from `first` to the row above `at`.
    fn write(&self, page: &mut Page<'_>, first: u32, mut at: u32) -> Result<u32, XlsxError> {
        let lang = page.view.lang;
        let before = [
            (self.this_sheet, lang.pick("Earlier, from this sheet", "Ранее по этой таблице")),
            (self.elsewhere, lang.pick("From another sheet or by hand", "По другой таблице или вручную")),
        ];
        let mut summed = first;
        if before.iter().any(|(sum, _)| sum.servers > 0) {
            table::totals_line(page, at, first, lang.pick("This run", "Этот прогон"), &self.this_run)?;
            // The groups are in that line already: the total adds to it what was ordered before.
            summed = at;
            at += 1;
        }
        for (sum, label) in before.iter().filter(|(sum, _)| sum.servers > 0) {
            table::figures(page, at, label, sum)?;
            at += 1;
        }
        let whole = self.this_run.with(self.this_sheet).with(self.elsewhere);
        table::totals_line(page, at, summed, total_label(page.view), &whole)?;
        Ok(at + 1)
    }
}

/// What the total of a table of groups is of. An order in doubt is not called ordered.
fn total_label(view: &View<'_>) -> &'static str {
    let some = |status| view.run.lines.iter().any(|line| line.outcome.status == status);
    if some(Status::Ready) && some(Status::AlreadyOrdered) {
        view.lang.pick("Total ordered and to order", "Итого заказано и к заказу")
    } else if some(Status::Ready) {
        view.lang.pick("Total to order", "Итого к заказу")
    } else if some(Status::Unknown) {
        view.lang.pick("Total ordered or to be checked", "Итого заказано или требует проверки")
    } else {
        view.lang.pick("Total ordered", "Итого заказано")
    }
}
