//! The list of what was charged, page by page. Pure.
//!
//! A row of which an amount can be read in two ways is not read: it is named, and the list is incomplete by it.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::amount;
use super::cap;
use super::document::document;
use super::element::Element;
use super::pages::{self, Page, Row, Whole};
use super::reply::Reply;
use super::unread::why_no_list;
use crate::catalog::Protocol;
use crate::money::{currency_code, is_one_currency};
use crate::order::charge::{Charge, Charges, ChargesGap, UnreadCharge};
use crate::order::service::Gap;
use crate::panel::ReadError;

/// The function that shows it.
pub(in crate::panel) const EXPENSE: &str = "expense";

/// Rows of one page. A service that is charged by the day has hundreds of them a year.
pub(in crate::panel) const PAGE: usize = 1000;

/// The most characters of an id or a currency that are kept.
const LONGEST: usize = 40;

/// The columns that are read.
const COLUMNS: [&str; 11] = [
    "id",
    "item",
    "main_item",
    "amount",
    "currency",
    "currency_str",
    "notpayd",
    "discountamount",
    "taxamount",
    "realdate",
    "cdate",
];

/// A row, and what it says if that is understood; else the column of which that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::panel) struct Expense {
    id: String,
    charged_on: Option<Date>,
    charge: Result<Charge, &'static str>,
}

impl Row for Expense {
    fn id(&self) -> &str {
        &self.id
    }

    fn is_another_than(&self, known: &Self) -> bool {
        self != known
    }
}

/// Reads one page, counted from 1.
pub(in crate::panel) fn read_page(
    number: usize,
    reply: &Reply,
    protocol: &Protocol,
) -> Result<Page<Expense>, ReadError> {
    let own = |document: &Element| pages::is_page(document, number, EXPENSE, protocol);
    match document(reply, protocol).filter(own) {
        Some(document) => pages::read_rows(reply, &document, &COLUMNS, expense),
        None => Err(why_no_list(reply, protocol)),
    }
}

/// The rows of a whole list from a day on, and why it may lack some. A row without a day may be of any.
pub(in crate::panel) fn charges(whole: Whole<Expense>, since: Date) -> Charges {
    let (mut rows, mut unread) = (Vec::new(), Vec::new());
    for Expense { id, charged_on, charge } in whole.rows {
        match charge {
            _ if charged_on.is_some_and(|day| day < since) => {}
            Ok(charge) => rows.push(charge),
            Err(column) => unread.push(UnreadCharge { id, column: column.to_owned() }),
        }
    }
    let gap = whole.gap.map(gap).or_else(|| (!unread.is_empty()).then_some(ChargesGap::Unread(unread)));
    Charges { rows, gap }
}

fn gap(gap: Gap) -> ChargesGap {
    match gap {
        Gap::Count { stated, came } => ChargesGap::Count { stated, came },
        Gap::Changing | Gap::Cart { .. } | Gap::Missing(_) => ChargesGap::Changing,
        Gap::NoEnd => ChargesGap::NoEnd,
        Gap::Nameless => ChargesGap::Nameless,
        Gap::Doubled(ids) => ChargesGap::Doubled(ids),
        Gap::Filtered => ChargesGap::Filtered,
        Gap::TooLarge(cap) => ChargesGap::TooLarge(cap),
    }
}

/// A row; none without an id.
fn expense(row: &Element) -> Option<Expense> {
    // One that were cut would be another's.
    let id = row.text_of_all("id").filter(|id| id.len() <= LONGEST)?.to_owned();
    let charged_on = date(row, "realdate");
    let twice = COLUMNS.iter().find(|column| **column != "id" && row.named(column).count() > 1);
    let charge = match twice {
        Some(column) => Err(*column),
        None => charge(row, id.clone(), charged_on),
    };
    Some(Expense { id, charged_on, charge })
}

fn charge(row: &Element, id: String, charged_on: Option<Date>) -> Result<Charge, &'static str> {
    let (amount, beside) = row.text_of("amount").and_then(amount::signed).ok_or("amount")?;
    let named = || ["currency", "currency_str"].iter().find_map(|name| named_currency(row.text_of(name)?));
    let currency = match beside {
        // Words that are no currency change what the amount says.
        Some(beside) => Some(named_currency(beside).ok_or("amount")?),
        None => named(),
    };
    let part = |column: &'static str| part(row, column, currency.as_deref());
    let unpaid = part("notpayd")?;
    if unpaid.is_some_and(|unpaid| unpaid < Decimal::ZERO || unpaid > amount.abs()) {
        return Err("notpayd");
    }
    let (tax, discount) = (part("taxamount")?, part("discountamount")?);
    let service = service(row);
    Ok(Charge { id, service, amount, tax, discount, unpaid, charged_on, from: date(row, "cdate"), currency })
}

/// What an amount beside a row's own says, where there is one: in the same currency.
fn part(row: &Element, column: &'static str, currency: Option<&str>) -> Result<Option<Decimal>, &'static str> {
    let Some(text) = row.text_of(column) else { return Ok(None) };
    let (amount, beside) = amount::signed(text).ok_or(column)?;
    let same = |beside: &str| currency.is_some_and(|own| is_one_currency(own, beside));
    if beside.is_none_or(same) { Ok(Some(amount)) } else { Err(column) }
}

/// The service that a row was charged for, by its id; none if the row names it in words alone, or not at all. What is
/// charged for a part of a service names the service beside the part.
fn service(row: &Element) -> Option<String> {
    let number = |name: &str| {
        let item = row.child(name)?;
        let is_id = |text: &&str| {
            let digits = text.len() <= 20 && text.bytes().all(|b| b.is_ascii_digit());
            digits && !text.trim_matches('0').is_empty()
        };
        item.attribute("orig").filter(is_id).or_else(|| item.words().filter(is_id)).map(ToOwned::to_owned)
    };
    number("main_item").or_else(|| number("item"))
}

/// A currency by its name or sign: one word, and no number, which is the panel's id of one.
fn named_currency(text: &str) -> Option<String> {
    let named = text.trim();
    let is_one = !named.is_empty() && !named.contains(|c: char| c.is_ascii_digit() || c.is_whitespace());
    is_one.then(|| short(currency_code(named)))
}

fn date(row: &Element, name: &str) -> Option<Date> {
    row.text_of(name)?.get(..10)?.parse().ok()
}

fn short(text: &str) -> String {
    cap::cut_at(text, LONGEST)
}

#[cfg(test)]
mod tests;
