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

/// Cost centres with what renews in each month.
type Parts = Vec<(String, BTreeMap<Date, Sum>)>;

/// What renews by cost centre and month.
#[derive(Default)]
pub(super) struct Budget {
    centres: BTreeMap<String, BTreeMap<Date, Sum>>,
}

impl Budget {
    /// Adds the renewals of a server.
    pub(super) fn add(&mut self, subject: &Subject<'_>, renewing: &Renewing) {
        let centre = subject.line.order.as_ref().map_or("", |order| order.cost_centre.as_str());
        let months = self.centres.entry(printable(centre)).or_default();
        for day in &renewing.days {
            let sum = months.entry(day.first_of_month()).or_default();
            sum.servers += 1;
            sum.price(renewing.price);
        }
    }

    /// The cost centres, the most money first; more than a chart can tell apart are one, at the end.
    fn parts(self, none: &str, more: impl Fn(usize) -> String) -> (Parts, Parts) {
        let mut parts: Vec<_> = self.centres.into_iter().collect();
        parts.sort_by_key(|(_, months)| Reverse(months.values().map(|sum| sum.planned).sum::<crate::money::Money>()));
        for (name, _) in &mut parts {
            if name.is_empty() {
                none.clone_into(name);
            }
        }
        if parts.len() > MOST_PARTS {
            let rest = parts.split_off(MOST_PARTS - 1);
            let name = more(rest.len());
            let mut together: BTreeMap<Date, Sum> = BTreeMap::new();
            for (month, sum) in rest.iter().flat_map(|(_, months)| months) {
                let whole = together.entry(*month).or_default();
                *whole = whole.with(*sum);
            }
            parts.push((name, together));
            return (parts, rest);
        }
        (parts, Vec::new())
    }

    /// Writes the table from `head` on, with months from the column `first` on, and the chart below it.
    pub(super) fn write(self, page: &mut Page<'_>, head: u32, first: u16, months: &[Month]) -> Result<(), XlsxError> {
        let (lang, currency) = (page.view.lang, page.view.currency().map(currency_code).map(printable));
        let Some(last) = u16::try_from(months.len()).ok().and_then(|many| (first + many).checked_sub(1)) else {
            return Ok(());
        };
        let by = lang.pick("By cost centre", "По центрам затрат");
        let by = currency.as_ref().map_or_else(|| by.to_owned(), |currency| format!("{by}, {currency}"));
        page.put(head, NAME, &Entry::text(by), Look::Header)?;
        for (month, col) in months.iter().zip(first..) {
            page.put(head, col, &Entry::text(words::month(month.first, true, lang)), Look::HeaderRight)?;
        }
        let none = lang.pick("(none)", "(не указан)");
        // The names' column and those before the months, and what the widest amount of a month takes.
        let widest = months.iter().map(|month| month.sum.planned_entry(lang).width()).max().unwrap_or(0);
        let wide = (80 + months.len() * (widest + 2)).min(ONE_PAGE);
        let (parts, rest) = self.parts(none, |n| tr!(lang, "{n} more, below the chart", "ещё {n}, под диаграммой"));
        let row = lines(page, head, parts, (first, months))?;
        let title = lang.pick("Renewals of the next 12 months", "Продления за следующие 12 месяцев");
        let title = currency.map_or_else(|| title.to_owned(), |currency| format!("{title}, {currency}"));
        let sheet = Tab::Renewals.title(lang);
        let cells = Cells { sheet, months: head, names: NAME, columns: (first, last), parts: head + 1..row + 1 };
        page.sheet.insert_chart(row + 2, NAME, &by_month(&title, &cells, wide))?;
        if !rest.is_empty() {
            // What the chart has as one part, each for itself.
            lines(page, row + 2 + rows(wide), rest, (first, months))?;
        }
        Ok(())
    }
}

/// Writes a line for each cost centre below a row; returns the last one.
fn lines(page: &mut Page<'_>, above: u32, parts: Parts, (first, months): (u16, &[Month])) -> Result<u32, XlsxError> {
    let lang = page.view.lang;
    let mut row = above;
    for (name, sums) in parts {
        row += 1;
        page.put(row, NAME, &Entry::text(name), Look::Wrapped)?;
        for (month, col) in months.iter().zip(first..) {
            if let Some(sum) = sums.get(&month.first) {
                page.put_bare(row, col, &sum.planned_entry(lang), Look::Figure)?;
            }
        }
        page.end_row(row)?;
    }
    Ok(row)
}
