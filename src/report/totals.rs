//! Sums for the control table: servers, planned and actual money. Pure.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::entry::Entry;
use super::reckoning::Reckoning;
use crate::money::{Money, currency_code};
use crate::order::MoneyState;
use crate::run::Line;
use crate::text::lang::Lang;
use crate::text::printable::printable;

/// What a group of servers comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// How many servers.
    pub(super) servers: u64,
    /// How many of them have a planned amount.
    pub(super) priced: u64,
    /// How many are orders of unknown price.
    pub(super) unpriced: u64,
    /// The planned amounts that are known, added up.
    pub(super) planned: Money,
    /// How many have an actual amount in the workbook's currency.
    pub(super) paid: u64,
    /// How many are, or may be, charged an amount that is not known.
    pub(super) unsaid: u64,
    /// How many are, or will be, charged an amount in another currency.
    pub(super) foreign: u64,
    /// The actual amounts, added up.
    pub(super) actual: Money,
    /// Of how many both amounts are known.
    pub(super) compared: u64,
    /// Of how many an amount is missing, or is in another currency, so that there is no difference.
    pub(super) apart: u64,
    /// How many are counted here without a difference, though one of their amounts is known or is missing.
    pub(super) uncompared: u64,
    /// The planned amounts of these.
    pub(super) planned_uncompared: Money,
    /// The actual amounts of these, in the workbook's currency.
    pub(super) actual_uncompared: Money,
    /// What was planned for those that are compared less what they cost.
    pub(super) difference: Decimal,
}

impl Sum {
    /// Adds one server; its actual amount counts only in the currency of the workbook.
    pub(super) fn add(&mut self, line: &Line, reckoning: &Reckoning<'_>) {
        self.servers += 1;
        if let Some(order) = &line.order {
            self.price(order.price);
        }
        let (planned, paid) = (line.order.as_ref().and_then(|order| order.price), Paid::of(line, reckoning));
        let difference = Difference::of(line, reckoning);
        if !matches!(difference, Some(Difference::Known(_))) && (planned.is_some() || paid.is_some()) {
            self.uncompared += 1;
            self.planned_uncompared = self.planned_uncompared + planned.unwrap_or_default();
            if let Some(Paid::Ours(cost)) = &paid {
                self.actual_uncompared = self.actual_uncompared + *cost;
            }
        }
        match paid {
            Some(Paid::Ours(cost)) => {
                self.paid += 1;
                self.actual = self.actual + cost;
            }
            Some(Paid::Foreign(..)) => self.foreign += 1,
            Some(Paid::Unsaid) => self.unsaid += 1,
            None => {}
        }
        match difference {
            Some(Difference::Known(amount)) => {
                self.compared += 1;
                self.difference = self.difference.saturating_add(amount);
            }
            Some(Difference::Unsaid | Difference::OfTwoCurrencies) => self.apart += 1,
            None => {}
        }
    }

    /// Adds one planned amount, known or not.
    pub(super) fn price(&mut self, price: Option<Money>) {
        match price {
            Some(price) => {
                self.priced += 1;
                self.planned = self.planned + price;
            }
            None => self.unpriced += 1,
        }
    }

    /// Both groups together.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            servers: self.servers + other.servers,
            priced: self.priced + other.priced,
            unpriced: self.unpriced + other.unpriced,
            planned: self.planned + other.planned,
            paid: self.paid + other.paid,
            unsaid: self.unsaid + other.unsaid,
            foreign: self.foreign + other.foreign,
            actual: self.actual + other.actual,
            compared: self.compared + other.compared,
            apart: self.apart + other.apart,
            uncompared: self.uncompared + other.uncompared,
            planned_uncompared: self.planned_uncompared + other.planned_uncompared,
            actual_uncompared: self.actual_uncompared + other.actual_uncompared,
            difference: self.difference.saturating_add(other.difference),
        }
    }

    /// The planned amount: exact, a lower bound, or unknown. Never 0 for what is not known.
    pub(super) const fn planned_entry(&self, lang: Lang) -> Entry<'static> {
        amount_entry(self.priced, self.unpriced, self.planned, lang)
    }

    /// The actual amount, likewise. What is in other currencies is no part of it, and is told apart.
    pub(super) const fn actual_entry(&self, lang: Lang) -> Entry<'static> {
        match (self.paid, self.unsaid, self.foreign) {
            (0, 0, 1..) => Entry::Unknown(other_currency(lang)),
            (paid, unsaid, _) => amount_entry(paid, unsaid, self.actual, lang),
        }
    }

    /// The planned amounts less the actual ones, of the orders of which both are known.
    pub(super) const fn difference_entry(&self, lang: Lang) -> Entry<'static> {
        match (self.compared, self.apart) {
            (0, 0) => Entry::Blank,
            (0, _) if self.unsaid == 0 && self.foreign > 0 => Entry::Unknown(other_currency(lang)),
            (0, _) => Entry::Unknown(unknown(lang)),
            (_, _) => Entry::Signed(self.difference),
        }
    }
}

const fn amount_entry(known: u64, unsaid: u64, amount: Money, lang: Lang) -> Entry<'static> {
    match (known, unsaid) {
        (0, 0) => Entry::Blank,
        (0, _) => Entry::Unknown(unknown(lang)),
        (_, 0) => Entry::Amount(amount),
        (_, _) => Entry::AtLeast(amount),
    }
}

/// What the panel says a service costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Paid<'a> {
    /// In the currency of the workbook.
    Ours(Money),
    /// In another one, which is never added to it.
    Foreign(Money, Cow<'a, str>),
    /// The panel has not said.
    Unsaid,
}

impl<'a> Paid<'a> {
    /// The actual amount of a server, where that was or will be charged: what the panel's list of charges comes to, else
    /// what its service costs; unsaid where nobody knows; none where nothing is charged.
    pub(super) fn of(line: &'a Line, reckoning: &Reckoning<'_>) -> Option<Self> {
        match line.outcome.money() {
            MoneyState::Charged | MoneyState::Expected | MoneyState::Earlier => {}
            MoneyState::Unknown => return Some(Self::Unsaid),
            MoneyState::Planned | MoneyState::Pending | MoneyState::NotCharged => return None,
        }
        if let Some(charged) = reckoning.first_charge(line) {
            let currency = charged.currency.as_deref().map(|named| Cow::Owned(named.to_owned()));
            return Some(charged.money().map_or(Self::Unsaid, |amount| Self::named(amount, currency, reckoning)));
        }
        let Some((cost, currency)) = line.outcome.cost() else { return Some(Self::Unsaid) };
        Some(Self::named(cost, currency.map(Cow::Borrowed), reckoning))
    }

    /// An amount of the panel's in the currency that it names.
    pub(super) fn named(amount: Money, currency: Option<Cow<'a, str>>, reckoning: &Reckoning<'_>) -> Self {
        match currency.filter(|named| !named.is_empty()) {
            Some(named) if reckoning.is_foreign(&named) => Self::Foreign(amount, named),
            // A panel that names no currency is taken to have the catalogue's.
            _ => Self::Ours(amount),
        }
    }
}

/// What was planned for a server less what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Both are known, in one currency.
    Known(Decimal),
    /// One of them is not known.
    Unsaid,
    /// They are in two currencies.
    OfTwoCurrencies,
}

impl Difference {
    /// The difference of a server that was, will be or may be charged; none of any other.
    pub(super) fn of(line: &Line, reckoning: &Reckoning<'_>) -> Option<Self> {
        let planned = line.order.as_ref().and_then(|order| order.price);
        Some(match (planned, Paid::of(line, reckoning)?) {
            (_, Paid::Foreign(..)) => Self::OfTwoCurrencies,
            // A plan that names no currency may be in another one than the panel's.
            (Some(planned), Paid::Ours(cost)) if reckoning.is_of_plan => Self::Known(planned.amount() - cost.amount()),
            (_, Paid::Ours(_) | Paid::Unsaid) => Self::Unsaid,
        })
    }
}

/// The word for an amount that is not known.
pub(super) const fn unknown(lang: Lang) -> &'static str {
    lang.pick("not known", "неизвестно")
}

/// The words for an amount in another currency than the sums.
pub(super) const fn other_currency(lang: Lang) -> &'static str {
    lang.pick("other currency", "другая валюта")
}

/// An amount in another currency than the sums, which names its own.
pub(super) fn foreign(amount: Money, currency: &str, lang: Lang) -> String {
    format!("{} {}", amount.shown(lang), printable(currency_code(currency)))
}

/// An amount as the number that Excel stores.
pub(super) fn number(amount: Decimal) -> f64 {
    // Read from its decimals, the number is the nearest there is, and Excel shows the very amount.
    amount.to_string().parse().expect("an amount is written as a decimal number")
}
