//! The sheet of months: what was charged in each of them, by cost centre, with a chart for each currency.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::currency::shown_currency;
use super::gather::Book;
use super::leaf::{Datum, Head, Ink, Leaf, cell, head};
use super::spent::Whose;
use super::totals::group_name;
use crate::report::chart::{Cells, MOST_PARTS, by_month, rows};
use crate::report::entry::Entry;
use crate::report::style::Look;
use crate::report::words;
use crate::text::lang::tr;

/// So many months stand side by side; more are left to the sheet of charges.
const MOST_MONTHS: usize = 36;

const CENTRE: Head = head!("Charged, by cost centre" / "Списано, по центрам затрат", Wrapped, 20..=34);

/// What was charged by cost centre and month, in one currency.
struct Charged {
    currency: String,
    /// The cost centres, the most money first; more than a chart can tell apart are one, at the end.
    parts: Vec<(String, BTreeMap<Date, Decimal>)>,
}

/// The months of a book that are shown: from the first charge's on, and the last ones if they are too many.
fn months(book: &Book<'_>) -> Vec<Date> {
    let charged: BTreeSet<Date> =
        book.spent.iter().filter_map(|spent| spent.charge.charged_on).map(Date::first_of_month).collect();
    let (Some(first), Some(last)) = (charged.first(), charged.last()) else { return Vec::new() };
    let mut months = book.choice.period.months();
    months.retain(|month| first <= month && month <= last);
    months.split_off(months.len().saturating_sub(MOST_MONTHS))
}

/// Whether there is anything to show: what is still to be paid is charged in no month yet.
pub(super) fn is_worth(book: &Book<'_>) -> bool {
    book.spent.iter().any(|spent| spent.charge.is_paid())
}

fn charged(book: &Book<'_>) -> Vec<Charged> {
    let mut by: BTreeMap<String, BTreeMap<Whose<String>, BTreeMap<Date, Decimal>>> = BTreeMap::new();
    for spent in book.spent.iter().filter(|spent| spent.charge.is_paid()) {
        let Some(day) = spent.charge.charged_on else { continue };
        let of_currency = by.entry(spent.currency()).or_default();
        let of_centre = of_currency.entry(spent.whose(|item| item.cost_centre().to_owned())).or_default();
        *of_centre.entry(day.first_of_month()).or_default() += spent.charge.paid();
    }
    let lang = book.lang;
    let of_currency = |(currency, centres): (String, BTreeMap<Whose<String>, BTreeMap<Date, Decimal>>)| {
        let named = centres.into_iter().map(|(centre, months)| (group_name(&centre, lang), months));
        let mut parts: Vec<_> = named.collect();
        parts.sort_by_key(|(_, months)| std::cmp::Reverse(months.values().copied().sum::<Decimal>()));
        if parts.len() > MOST_PARTS {
            let rest = parts.split_off(MOST_PARTS - 1);
            let n = rest.len();
            let mut sum: BTreeMap<Date, Decimal> = BTreeMap::new();
            rest.into_iter()
                .flat_map(|(_, months)| months)
                .for_each(|(month, amount)| *sum.entry(month).or_default() += amount);
            parts.push((tr!(lang, "{n} more", "ещё {n}"), sum));
        }
        Charged { currency, parts }
    };
    by.into_iter().map(of_currency).collect()
}

pub(super) fn write(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let mut leaf = Leaf::new(sheet, ink);
    leaf.print(true);
    leaf.limit(&[&CENTRE]);
    let months = months(book);
    let mut row = 0;
    for charged in charged(book) {
        row = table(&mut leaf, row, &charged, &months)?;
    }
    leaf.fit()
}

/// One currency: a row for each cost centre, their sums, and the chart below. Returns the row below that.
fn table(leaf: &mut Leaf<'_>, head: u32, charged: &Charged, months: &[Date]) -> Result<u32, XlsxError> {
    let (lang, currency) = (leaf.lang(), &charged.currency);
    let last_col = u16::try_from(months.len()).unwrap_or(u16::MAX);
    let title = format!("{}, {}", lang.pick(CENTRE.0, CENTRE.1), shown_currency(currency, lang));
    leaf.text(head, 0, &title, Look::Header)?;
    for (month, col) in months.iter().zip(1..) {
        leaf.text(head, col, &words::month(*month, true, lang), Look::HeaderRight)?;
    }
    leaf.text(head, last_col + 1, lang.pick("Total", "Итого"), Look::HeaderRight)?;
    leaf.sheet.set_row_height(head, 32)?;
    let mut row = head;
    for (centre, by_month) in &charged.parts {
        row += 1;
        leaf.text(row, 0, centre, Look::Wrapped)?;
        for (month, col) in months.iter().zip(1..) {
            let amount = by_month.get(month).copied().unwrap_or_default();
            leaf.put(row, col, &Datum::Sum(amount, currency.clone()), Look::Figure)?;
        }
        let whole: Decimal = months.iter().filter_map(|month| by_month.get(month)).sum();
        let formula = format!("SUM({}:{})", cell(row, 1), cell(row, last_col));
        leaf.formula((row, last_col + 1), formula, &Datum::Sum(whole, currency.clone()), Look::Figure)?;
        leaf.end_row(row)?;
    }
    let (first, last) = (head + 1, row);
    row += 1;
    leaf.put(row, 0, &Datum::Is(Entry::text(lang.pick("Total", "Итого"))), Look::Total)?;
    for col in 1..=last_col + 1 {
        let of = |by_month: &BTreeMap<Date, Decimal>| match months.get(usize::from(col) - 1) {
            Some(month) => by_month.get(month).copied().unwrap_or_default(),
            None => months.iter().filter_map(|month| by_month.get(month)).sum(),
        };
        let sum: Decimal = charged.parts.iter().map(|(_, by_month)| of(by_month)).sum();
        let formula = format!("SUM({}:{})", cell(first, col), cell(last, col));
        leaf.formula((row, col), formula, &Datum::Sum(sum, currency.clone()), Look::Total)?;
    }
    // The centres' column, and what an amount of a month takes.
    let wide = 24 + (months.len() + 1) * 14;
    let cells = Cells {
        sheet: super::tabs::Tab::Months.title(lang),
        months: head,
        names: 0,
        columns: (1, last_col),
        parts: first..last + 1,
    };
    let chart = by_month(&title, &cells, wide);
    leaf.sheet.insert_chart(row + 2, 0, &chart)?;
    Ok(row + 2 + rows(wide))
}
