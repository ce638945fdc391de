//! The sums that a form of an order names, and the one that they come to. Pure.

use std::collections::BTreeSet;

use crate::money::{Money, currency_code};
use crate::order::{Flaw, Quote};
use crate::panel::billmanager::cap;

/// The most characters of a currency that are kept.
const LONGEST: usize = 20;

/// A sum for a whole order, or of a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) amount: Money,
    pub(super) currency: Option<String>,
}

/// The sums that a form names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// For the whole order.
    pub(super) totals: Vec<Sum>,
    /// By what it was lowered.
    pub(super) discounts: Vec<Sum>,
    /// What of it is tax.
    pub(super) taxes: Vec<Sum>,
    /// Whether it names one that is the whole but for tax or a discount.
    pub(super) before: bool,
}

impl Sums {
    pub(super) fn add(&mut self, others: Self) {
        self.totals.extend(others.totals);
        self.discounts.extend(others.discounts);
        self.taxes.extend(others.taxes);
        self.before |= others.before;
    }

    /// The quote, if the form names one sum for the whole order, however often.
    pub(super) fn quote(self) -> Result<Option<Quote>, Flaw> {
        let Some(first) = self.totals.first().cloned() else {
            return if self.before { Err(Flaw::NotWhole) } else { Ok(None) };
        };
        let currencies: BTreeSet<String> =
            self.totals.iter().filter_map(|sum| sum.currency.as_ref()).map(|named| named.to_lowercase()).collect();
        if currencies.len() > 1 {
            return Err(Flaw::SeveralCurrencies);
        }
        if self.totals.iter().any(|sum| sum.amount != first.amount) {
            return Err(Flaw::SeveralTotals);
        }
        let currency = self.totals.into_iter().find_map(|sum| sum.currency);
        // What is told beside it counts only if it is one thing, in the same currency.
        let alike = |own: &String| currencies.first().is_none_or(|told| own.to_lowercase() == *told);
        let only = |sums: &[Sum]| match sums {
            [sum] => Some(sum.amount).filter(|_| sum.currency.as_ref().is_none_or(alike)),
            _ => None,
        };
        Ok(Some(Quote { amount: first.amount, currency, discount: only(&self.discounts), tax: only(&self.taxes) }))
    }
}

/// A currency by its name or sign; a number is the panel's id of one.
pub(super) fn currency(text: &str) -> Option<String> {
    let named = currency_code(text);
    let is_one = !named.is_empty() && !named.chars().any(|c| c.is_ascii_digit() || c.is_whitespace());
    is_one.then(|| cap::cut_at(named, LONGEST))
}
