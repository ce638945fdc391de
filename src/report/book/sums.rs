//! Sums of a book: by currency, never one added to another; by cost centre, tariff, reference or account.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::currency::code;
use super::due::Due;
use super::items::Item;
use super::spent::{Spent, Whose};
use crate::money::Money;
use crate::order::charge::Pays;
use crate::report::totals::{Difference, Paid, Sum};

/// An amount of which parts may not be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Partly {
    /// What is known, added up.
    pub(super) known: Decimal,
    /// How many amounts it is made of.
    pub(super) amounts: u64,
    /// How many are not known.
    pub(super) unknown: u64,
}

impl Partly {
    pub(super) fn add(&mut self, amount: Option<Decimal>) {
        match amount {
            Some(amount) => {
                self.known += amount;
                self.amounts += 1;
            }
            None => self.unknown += 1,
        }
    }
}

/// What orders of one currency come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// Orders whose plan is in this currency.
    pub(super) orders: u64,
    /// What was planned for them.
    pub(super) planned: Partly,
    /// What they cost, as the panel says.
    pub(super) actual: Partly,
    /// Planned less actual, over the orders of which both are known in this currency.
    pub(super) difference: Partly,
    /// What was charged in the time of the book: for first periods, for renewals, and for what is not clear.
    pub(super) first: Partly,
    pub(super) renewals: Partly,
    pub(super) unclear: Partly,
    /// What of the charges of that time is still to be paid, so that it is not charged yet.
    pub(super) waiting: Partly,
    /// Renewals that fell into the time of the book.
    pub(super) due: u64,
    /// What they come to.
    pub(super) expected: Partly,
}

impl Figures {
    /// All that was charged.
    pub(super) fn charged(&self) -> Partly {
        let parts = [self.first, self.renewals, self.unclear];
        Partly {
            known: parts.iter().map(|part| part.known).sum(),
            amounts: parts.iter().map(|part| part.amounts).sum(),
            unknown: 0,
        }
    }
}

/// A group and a currency.
pub(super) type Group = (Whose<String>, String);

/// Figures by group and currency.
#[derive(Clone, Debug, Default)]
pub(super) struct Grouped(pub(super) BTreeMap<Group, Figures>);

/// By what is grouped: orders, charges and renewals alike.
pub(super) type By = fn(&Item<'_>) -> String;

impl Grouped {
    /// What a book comes to, by group.
    pub(super) fn of(items: &[Item<'_>], spent: &[Spent<'_>], due: &[Due<'_>], by: By) -> Self {
        let mut grouped = Self::default();
        for item in items.iter().filter(|item| item.counts()) {
            grouped.order(&Whose::Ours(by(item)), item);
        }
        for spent in spent {
            let figures = grouped.at(&spent.whose(by), &spent.currency());
            let part = match spent.pays {
                Pays::First => &mut figures.first,
                Pays::Later => &mut figures.renewals,
                Pays::Unclear => &mut figures.unclear,
            };
            if spent.charge.is_paid() {
                part.add(Some(spent.charge.paid()));
            }
            if spent.charge.is_waiting() {
                figures.waiting.add(Some(spent.charge.waiting()));
            }
        }
        for due in due {
            let figures = grouped.at(&Whose::Ours(by(&due.item)), &due.currency);
            figures.due += 1;
            figures.expected.add(due.price.map(Money::amount));
        }
        grouped
    }

    fn at(&mut self, group: &Whose<String>, currency: &str) -> &mut Figures {
        self.0.entry((group.clone(), currency.to_owned())).or_default()
    }

    fn order(&mut self, group: &Whose<String>, item: &Item<'_>) {
        let planned = planned(item);
        let figures = self.at(group, &code(item.currency()));
        figures.orders += 1;
        if item.order().is_some() {
            figures.planned.add(planned.map(Money::amount));
        }
        match Paid::of(item.line, &item.view.reckoning) {
            None => {}
            Some(Paid::Unsaid) => figures.actual.add(None),
            Some(Paid::Ours(cost)) => {
                figures.actual.add(Some(cost.amount()));
                if let Some(difference) = difference(item) {
                    figures.difference.add(Some(difference));
                }
            }
            Some(Paid::Foreign(cost, currency)) => {
                let cost = cost.amount();
                self.at(group, &code(Some(&currency))).actual.add(Some(cost));
            }
        }
    }

    /// The whole, by currency.
    pub(super) fn whole(&self) -> BTreeMap<String, Figures> {
        let mut whole: BTreeMap<String, Figures> = BTreeMap::new();
        for ((_, currency), figures) in &self.0 {
            let sum = whole.entry(currency.clone()).or_default();
            sum.orders += figures.orders;
            sum.due += figures.due;
            for (sum, part) in [
                (&mut sum.planned, figures.planned),
                (&mut sum.actual, figures.actual),
                (&mut sum.difference, figures.difference),
                (&mut sum.first, figures.first),
                (&mut sum.renewals, figures.renewals),
                (&mut sum.unclear, figures.unclear),
                (&mut sum.waiting, figures.waiting),
                (&mut sum.expected, figures.expected),
            ] {
                sum.known += part.known;
                sum.amounts += part.amounts;
                sum.unknown += part.unknown;
            }
        }
        whole
    }
}

/// An amount with all its decimals, and never with fewer than two: whoever adds up what is shown comes to the sum.
pub(super) fn tidy(amount: Decimal) -> Decimal {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount
}

/// What was planned for an order, where that is known.
pub(super) fn planned(item: &Item<'_>) -> Option<Money> {
    item.order().and_then(|order| order.price)
}

/// Planned less actual of an order, where both are known in one currency.
pub(super) fn difference(item: &Item<'_>) -> Option<Decimal> {
    match Difference::of(item.line, &item.view.reckoning) {
        Some(Difference::Known(amount)) => Some(amount),
        Some(Difference::Unsaid | Difference::OfTwoCurrencies) | None => None,
    }
}

/// What orders come to, as the control table of a run's own workbook counts it.
pub(super) fn as_in_a_run<'i>(items: impl Iterator<Item = &'i Item<'i>>) -> Sum {
    let mut sum = Sum::default();
    items.for_each(|item| sum.add(item.line, &item.view.reckoning));
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_no_part_of_a_sum() {
        let mut sum = Partly::default();
        for amount in [Some(Decimal::from(5)), None, Some(Decimal::from(-7))] {
            sum.add(amount);
        }
        assert_eq!((sum.known, sum.amounts, sum.unknown), (Decimal::from(-2), 2, 1));
    }
}
