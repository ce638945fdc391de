//! What something costs, as a price list and a step write it. Pure.

use super::notes::Notes;
use crate::catalog::offered::{Length, ListPrice};
use crate::money::currency_code;
use crate::panel::billmanager::element::Element;

/// The prices of an element: `price` with a `period` each.
pub(super) fn of_periods(element: &Element, at: &str, notes: &mut Notes) -> Vec<ListPrice> {
    let mut prices = Vec::new();
    for price in element.named("price") {
        let usual = currency(price, at, notes);
        for (number, period) in (1..).zip(price.named("period")) {
            let at = format!("{at}/price/period[{number}]");
            let length = length(period, "length", &at, notes);
            let (Some(length), Some(cost)) = (length, cost(period, &at, notes)) else { continue };
            let currency = currency(period, &at, notes).or_else(|| usual.clone());
            let price = ListPrice { length, cost, currency };
            // The same said twice is said once.
            if !prices.contains(&price) {
                prices.push(price);
            }
        }
    }
    prices
}

/// The prices of a row of a step: `prices` with a `price` for each period.
pub(super) fn of_row(row: &Element, at: &str, notes: &mut Notes) -> Vec<ListPrice> {
    let mut prices = Vec::new();
    for (number, price) in (1..).zip(row.named("prices").flat_map(|prices| prices.named("price"))) {
        let at = format!("{at}/prices/price[{number}]");
        let length = length(price, "period", &at, notes);
        let (Some(length), Some(cost)) = (length, cost(price, &at, notes)) else { continue };
        prices.push(ListPrice { length, cost, currency: currency(price, &at, notes) });
    }
    prices
}

/// For how long: a number of the panel's, of months unless it says otherwise.
fn length(element: &Element, name: &str, at: &str, notes: &mut Notes) -> Option<Length> {
    let before = notes.doubts.len();
    let code = notes.integer(element, name, at);
    let kind = notes.text(element, "type", at);
    if code.is_none() && notes.doubts.len() == before {
        notes.note(crate::catalog::offered::Flawed::Missing, format!("{at}/{name}"), "");
    }
    let code = code?;
    let of_months = kind.is_none_or(|kind| kind == "month");
    Some(if of_months || code <= 0 { Length::of_code(code) } else { Length::Other(code) })
}

fn cost(element: &Element, at: &str, notes: &mut Notes) -> Option<rust_decimal::Decimal> {
    let before = notes.doubts.len();
    let cost = notes.cost(element, "cost", at);
    if cost.is_none() && notes.doubts.len() == before {
        notes.note(crate::catalog::offered::Flawed::Missing, format!("{at}/cost"), "");
    }
    cost
}

/// A currency that is named as ISO 4217 names it: anything else may be the panel's own number of one.
fn currency(element: &Element, at: &str, notes: &mut Notes) -> Option<String> {
    let named = notes.text(element, "currency", at)?;
    let named = currency_code(named);
    let iso = named.len() == 3 && named.bytes().all(|b| b.is_ascii_uppercase());
    iso.then(|| named.to_owned())
}
