//! The sums of a form of today's functions: lists of rows, each with a label and a price. Pure.

use super::super::amount;
use super::super::element::Element;
use super::label::{Kind, is_about, is_before, is_of_the_period, kind};
use super::sum::{Sum, Sums, currency};
use crate::catalog::Months;
use crate::order::Flaw;
use crate::order::renews::Lasting;

/// The list of what the whole order costs.
const TOTALS: &str = "total_summary";

/// The list of what it is lowered by.
const DISCOUNTS: &str = "discount_summary";

/// The sums that the lists of a form name, of an order of so many months.
pub(super) fn sums(document: &Element, months: Months) -> Result<Sums, Flaw> {
    let mut sums = Sums::default();
    for row in rows(document, TOTALS) {
        let label = row.text_of("label").unwrap_or_default();
        let own = prices(row)?.into_iter().map(|price| sum(price, months)).collect::<Result<Vec<_>, _>>()?;
        match kind(label) {
            Kind::Tax => sums.taxes.extend(own),
            Kind::Discount => sums.discounts.extend(own),
            Kind::Before => sums.before = true,
            Kind::Part => {}
            Kind::Total | Kind::Other if is_about(label) => return Err(Flaw::OddTotal),
            // Whatever else a list of totals names may be the one that counts.
            Kind::Total | Kind::Other => {
                is_of_the_period(label, months)?;
                sums.totals.extend(own);
            }
        }
    }
    for row in rows(document, DISCOUNTS) {
        // What is told beside a total is no reason to have none.
        let lowered = prices(row).unwrap_or_default().into_iter().filter_map(|price| sum(price, months).ok());
        sums.discounts.extend(lowered);
    }
    Ok(sums)
}

/// The rows of a list, by its name: an attribute, or in `bjson` an element's.
fn rows<'d>(document: &'d Element, name: &'d str) -> impl Iterator<Item = &'d Element> {
    let named = document.named("list").filter(move |list| list.attribute("name") == Some(name));
    let below = document.named("list").flat_map(move |list| list.named(name));
    let below = below.flat_map(|row| match row.child("elem") {
        Some(_) => row.named("elem").collect::<Vec<_>>(),
        None => vec![row],
    });
    named.flat_map(|list| list.named("elem")).chain(below)
}

/// The prices of a row: none of one that is a label alone.
fn prices(row: &Element) -> Result<Vec<&Element>, Flaw> {
    let costs: Vec<&Element> = row.named("cost").collect();
    match costs.as_slice() {
        [] => Ok(Vec::new()),
        [cost] if cost.child("price").is_some() => Ok(cost.named("price").collect()),
        [cost] if cost.words().is_some() || cost.child("cost").is_some() => Ok(vec![cost]),
        [cost] if cost.children.is_empty() => Ok(Vec::new()),
        _ => Err(Flaw::OddTotal),
    }
}

fn sum(price: &Element, months: Months) -> Result<Sum, Flaw> {
    let costs: Vec<&Element> = price.named("cost").collect();
    let text = match costs.as_slice() {
        [] => price.words(),
        [cost] => cost.words(),
        _ => return Err(Flaw::SeveralTotals),
    };
    let text = text.ok_or(Flaw::OddTotal)?;
    if ["period", "length"].iter().filter_map(|name| price.text_of(name)).any(|period| is_other(period, months)) {
        return Err(Flaw::OtherPeriod);
    }
    let amount = match text.split_once('/') {
        Some((_, period)) if is_other(period, months) => return Err(Flaw::OtherPeriod),
        Some((amount, _)) => amount,
        None => text,
    };
    let (amount, beside) = amount::with_currency(amount).ok_or(Flaw::OddTotal)?;
    let beside = match beside.map(|beside| (currency(beside), is_before(beside))) {
        Some((_, true)) => return Err(Flaw::NotWhole),
        // Words that are no currency change what the amount says.
        Some((None, false)) => return Err(Flaw::OddTotal),
        Some((Some(beside), false)) => Some(beside),
        None => None,
    };
    let mut named = ["currency", "currency_iso", "currency_str"].iter().filter_map(|name| price.text_of(name));
    Ok(Sum { amount, currency: named.find_map(currency).or(beside) })
}

/// Whether a period is another one than that of so many months.
fn is_other(period: &str, months: Months) -> bool {
    Lasting::read(period.trim()) != Some(Lasting::Months(months.get()))
}
