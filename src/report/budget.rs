//! Below the renewals of a run: what they come to by cost centre and month, as numbers and as a chart.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

use super::chart::{Cells, MOST_PARTS, by_month, rows};
use super::entry::Entry;
use super::page::Page;
use super::schedule::{Month, Renewing};
use super::style::Look;
use super::totals::Sum;
use super::view::{Subject, Tab};
use super::words;
use crate::money::currency_code;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// The most characters of a chart, which no page parts.
const ONE_PAGE: usize = 185;

/// Where the names of cost centres stand.
const NAME: u16 = 1;

/// What renews by cost centre and month, in one currency.
type Centres = BTreeMap<String, BTreeMap<Date, Sum>>;

/// Cost centres with what renews in each month.
type Parts = Vec<(String, BTreeMap<Date, Sum>)>;

/// What renews by cost centre and month: in the workbook's currency first, which has no name here, and in each other one.
#[derive(Default)]
pub(super) struct Budget {
    currencies: BTreeMap<Option<String>, Centres>,
}

/// The cost centres, the most money first; more than a chart can tell apart are one, at the end, and each for itself
/// apart.
fn parts(centres: Centres, none: &str, more: impl Fn(usize) -> String) -> (Parts, Parts) {
    let mut parts: Parts = centres.into_iter().collect();
    parts.sort_by_key(|(_, months)| Reverse(months.values().map(|sum| sum.planned).sum::<crate::money::Money>()));
    for (name, _) in &mut parts {
        if name.is_empty() {
            none.clone_into(name);
        }
    }
    if parts.len() <= MOST_PARTS {
        return (parts, Vec::new());
    }
    let rest = parts.split_off(MOST_PARTS - 1);
    let name = more(rest.len());
    let mut together: BTreeMap<Date, Sum> = BTreeMap::new();
    for (month, sum) in rest.iter().flat_map(|(_, months)| months) {
        let whole = together.entry(*month).or_default();
        *whole = whole.with(*sum);
    }
    parts.push((name, together));
    (parts, rest)
}

impl Budget {
    /// Adds the renewals of a server.
    pub(super) fn add(&mut self, subject: &Subject<'_>, renewing: &Renewing) {
        let centre = subject.line.order.as_ref().map_or("", |order| order.cost_centre.as_str());
        let (currency, price) =
            renewing.abroad().map_or((None, renewing.price), |(code, amount)| (Some(code), Some(amount)));
        let months = self.currencies.entry(currency).or_default().entry(printable(centre)).or_default();
        for day in &renewing.days {
            let sum = months.entry(day.first_of_month()).or_default();
            sum.servers += 1;
            sum.price(price);
        }
    }

    /// Writes a table for each currency from `head` on, with months from the column `first` on, and its chart below it.
    pub(super) fn write(self, page: &mut Page<'_>, head: u32, first: u16, months: &[Month]) -> Result<(), XlsxError> {
        let Some(last) = u16::try_from(months.len()).ok().and_then(|many| (first + many).checked_sub(1)) else {
            return Ok(());
        };
        let mut head = head;
        for (currency, centres) in self.currencies {
            head = table(page, head, (first, last), months, (currency.as_deref(), centres))?;
        }
        Ok(())
    }
}

/// The table of one currency, and its chart where an amount is known: an empty one would read as nothing due. Returns the
/// row of the next one's header.
fn table(
    page: &mut Page<'_>,
    head: u32,
    (first, last): (u16, u16),
    months: &[Month],
    (abroad, centres): (Option<&str>, Centres),
) -> Result<u32, XlsxError> {
    let lang = page.view.lang;
    let own = page.view.currency().map(currency_code);
    let currency = abroad.or(own).map(printable);
    let by = lang.pick("By cost centre", "По центрам затрат");
    let by = currency.as_ref().map_or_else(|| by.to_owned(), |currency| format!("{by}, {currency}"));
    page.put(head, NAME, &Entry::text(by), Look::Header)?;
    for (month, col) in months.iter().zip(first..) {
        page.put(head, col, &Entry::text(words::month(month.first, true, lang)), Look::HeaderRight)?;
    }
    page.end_header(head)?;
    let none = lang.pick("(none)", "(не указан)");
    let (parts, rest) = parts(centres, none, |n| tr!(lang, "{n} more, below the chart", "ещё {n}, под диаграммой"));
    let sums = || parts.iter().flat_map(|(_, months)| months.values());
    // The names' column and those before the months, and what the widest amount of a month takes.
    let all = months.iter().map(|month| &month.sum).chain(sums());
    let widest = all.map(|sum| sum.planned_entry(lang).width()).max().unwrap_or(0);
    let wide = (80 + months.len() * (widest + 2)).min(ONE_PAGE);
    let row = lines(page, head, &parts, (first, months, abroad))?;
    let mut next = row + 2;
    if sums().any(|sum| sum.priced > 0) {
        let title = lang.pick("Renewals of the next 12 months", "Продления за следующие 12 месяцев");
        let title = currency.map_or_else(|| title.to_owned(), |currency| format!("{title}, {currency}"));
        let sheet = Tab::Renewals.title(lang);
        let cells = Cells { sheet, months: head, names: NAME, columns: (first, last), parts: head + 1..row + 1 };
        page.sheet.insert_chart(next, NAME, &by_month(&title, &cells, wide))?;
        next += rows(wide);
    }
    if !rest.is_empty() {
        // What the chart has as one part, each for itself.
        next = lines(page, next, &rest, (first, months, abroad))? + 2;
    }
    Ok(next)
}

/// Writes a line for each cost centre below a row; returns the last one.
fn lines(
    page: &mut Page<'_>,
    above: u32,
    parts: &Parts,
    (first, months, abroad): (u16, &[Month], Option<&str>),
) -> Result<u32, XlsxError> {
    let lang = page.view.lang;
    let mut row = above;
    for (name, sums) in parts {
        row += 1;
        page.put(row, NAME, &Entry::text(name.as_str()), Look::Wrapped)?;
        for (month, col) in months.iter().zip(first..) {
            match (sums.get(&month.first), abroad) {
                (None, _) => {}
                (Some(sum), None) => page.put_bare(row, col, &sum.planned_entry(lang), Look::Figure)?,
                (Some(sum), Some(code)) => page.put_in((row, col), (sum.planned, code), Look::Figure)?,
            }
        }
        page.end_row(row)?;
    }
    Ok(row)
}
