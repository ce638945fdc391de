//! What stands in the columns of money of one server.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::entry::Entry;
use super::totals::{Difference, Paid, foreign, other_currency, unknown};
use super::view::Subject;
use crate::money::{Money, is_one_currency};
use crate::order::Prices;
use crate::order::charge::{Charged, OfOrder, shown};
use crate::text::printable::printable;

/// What somebody says that an order costs.
pub(super) fn price<'a>(s: &Subject<'a>, of: impl Fn(&Prices) -> Option<Money>) -> Entry<'a> {
    s.line.order.as_ref().and_then(|order| of(&order.prices)).map_or(Entry::Blank, Entry::Amount)
}

/// What the panel was asked.
pub(super) fn quote<'a>(s: &Subject<'a>) -> Entry<'a> {
    let Some(quote) = s.line.order.as_ref().and_then(|order| order.prices.quote.as_ref()) else { return Entry::Blank };
    match &quote.currency {
        // As text: whoever sums up the column must not add another currency to it.
        Some(currency) if !quote.is_in(s.view.reckoning.currency) => {
            Entry::text(foreign(quote.amount, currency, s.view.lang))
        }
        _ => Entry::Amount(quote.amount),
    }
}

/// A part of what the panel charged.
pub(super) fn charge<'a>(
    s: &Subject<'a>,
    which: fn(&OfOrder) -> Option<&Charged>,
    part: fn(&Charged) -> Option<Decimal>,
) -> Entry<'a> {
    let Some(all) = s.view.reckoning.charged(s.line) else { return Entry::Blank };
    let Some(charged) = which(&all) else { return Entry::Unknown(unknown(s.view.lang)) };
    let Some(amount) = part(charged) else { return Entry::Blank };
    let foreign = charged.currency.as_deref().filter(|own| s.view.reckoning.is_foreign(own));
    match (Money::new(amount.normalize()), foreign) {
        (Some(money), None) => Entry::Amount(money),
        // As text: whoever sums up the column must not add another currency to it, nor what is no money.
        (_, foreign) => Entry::text(format!("{} {}", shown(amount), foreign.unwrap_or_default()).trim_end().to_owned()),
    }
}

/// What an order is planned to cost.
pub(super) fn planned<'a>(s: &Subject<'a>) -> Entry<'a> {
    match &s.line.order {
        None => Entry::Blank,
        Some(order) => order.price.map_or(Entry::Unknown(unknown(s.view.lang)), Entry::Amount),
    }
}

/// What it costs, as the panel says or charged.
pub(super) fn actual<'a>(s: &Subject<'a>) -> Entry<'a> {
    match Paid::of(s.line, &s.view.reckoning) {
        None => Entry::Blank,
        Some(Paid::Unsaid) => Entry::Unknown(unknown(s.view.lang)),
        Some(Paid::Ours(cost)) => Entry::Amount(cost),
        // As text: whoever sums up the column must not add another currency to it.
        Some(Paid::Foreign(cost, currency)) => Entry::text(foreign(cost, &currency, s.view.lang)),
    }
}

/// The planned amount less the actual one. Amounts of two currencies have no difference.
pub(super) fn difference<'a>(s: &Subject<'a>) -> Entry<'a> {
    match Difference::of(s.line, &s.view.reckoning) {
        None => Entry::Blank,
        Some(Difference::Known(amount)) => Entry::Signed(amount),
        Some(Difference::Unsaid) => Entry::Unknown(unknown(s.view.lang)),
        Some(Difference::OfTwoCurrencies) => Entry::Unknown(other_currency(s.view.lang)),
    }
}

/// The currency of both amounts; where they are in two, that of the plan and then the panel's.
pub(super) fn currency<'a>(s: &Subject<'a>) -> Entry<'a> {
    let planned = s.line.order.as_ref().and_then(|order| order.price).and(s.view.currency());
    let paid: Option<Cow<'a, str>> = match Paid::of(s.line, &s.view.reckoning) {
        Some(Paid::Ours(_)) => s.view.reckoning.currency.map(Cow::Borrowed),
        Some(Paid::Foreign(_, currency)) => Some(currency),
        Some(Paid::Unsaid) | None => None,
    };
    match (planned, paid) {
        (Some(planned), Some(paid)) if !is_one_currency(planned, &paid) => {
            Entry::text(format!("{} / {}", printable(planned), printable(&paid)))
        }
        (Some(planned), _) => Entry::text(printable(planned)),
        (None, Some(paid)) => Entry::text(printable(&paid)),
        (None, None) => Entry::Blank,
    }
}
