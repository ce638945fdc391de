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

/// Where the names of cost centres stand.
const NAME: u16 = 1;

/// What renews by cost centre and month, in one currency.
type Centres = BTreeMap<String, BTreeMap<Date, Sum>>;

/// What renews by cost centre and month: in the workbook's currency first, which has no name here, and in each other one.
#[derive(Default)]
pub(super) struct Budget {
    currencies: BTreeMap<Option<String>, Centres>,
}

/// The cost centres, the most money first; more than a chart can tell apart are one, at the end.
fn parts(centres: Centres, none: &str, more: impl Fn(usize) -> String) -> Vec<(String, BTreeMap<Date, Sum>)> {
    let mut parts: Vec<_> = centres.into_iter().collect();
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
        for (month, sum) in rest.into_iter().flat_map(|(_, months)| months) {
            let whole = together.entry(month).or_default();
            *whole = whole.with(sum);
        }
        parts.push((name, together));
    }
    parts
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
    let by_centre = lang.pick("By cost centre", "По центрам затрат");
    let named = abroad.map_or_else(|| by_centre.to_owned(), |code| format!("{by_centre}, {}", printable(code)));
    page.put(head, NAME, &Entry::text(named), Look::Header)?;
    for (month, col) in months.iter().zip(first..) {
        page.put(head, col, &Entry::text(words::month(month.first, true, lang)), Look::HeaderRight)?;
    }
    let none = lang.pick("(none)", "(не указан)");
    let parts = parts(centres, none, |n| tr!(lang, "{n} more", "ещё {n}"));
    let sums = || parts.iter().flat_map(|(_, months)| months.values());
    // The names' column and those before the months, and what the widest amount of a month takes.
    let all = months.iter().map(|month| &month.sum).chain(sums());
    let widest = all.map(|sum| sum.planned_entry(lang).width()).max().unwrap_or(0);
    let wide = 80 + months.len() * (widest + 4);
    let mut row = head;
    for (name, sums) in &parts {
        row += 1;
        page.put(row, NAME, &Entry::text(name.as_str()), Look::Wrapped)?;
        for (month, col) in months.iter().zip(first..) {
            match (sums.get(&month.first), abroad) {
                (None, _) => {}
                (Some(sum), None) => page.put(row, col, &sum.planned_entry(lang), Look::Figure)?,
                (Some(sum), Some(code)) => page.put_in((row, col), (sum.planned, code), Look::Figure)?,
            }
        }
        page.end_row(row)?;
    }
    if !sums().any(|sum| sum.priced > 0) {
        return Ok(row + 2);
    }
    let own = page.view.currency().map(currency_code);
    let title = lang.pick("Renewals of the next 12 months", "Продления за следующие 12 месяцев");
    let title = match abroad.or(own).map(printable) {
        Some(currency) => format!("{title}, {currency}"),
        None => title.to_owned(),
    };
    let sheet = Tab::Renewals.title(lang);
    let cells = Cells { sheet, months: head, names: NAME, columns: (first, last), parts: head + 1..row + 1 };
    page.sheet.insert_chart(row + 2, NAME, &by_month(&title, &cells, wide))?;
    Ok(row + 2 + rows(wide))
}
