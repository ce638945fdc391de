//! What rows of a list of charges come to. Pure.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::row::Charge;
use crate::money::{Money, is_one_currency};

/// What rows of a list of charges come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charged {
    /// What was charged, money that came back taken off; to the last decimal that the panel shows.
    pub amount: Decimal,
    /// In what currency, as far as the rows say.
    pub currency: Option<String>,
    /// How much of it is tax, as far as each row says.
    pub tax: Option<Decimal>,
    /// By how much it was lowered, as far as each row says.
    pub discount: Option<Decimal>,
    /// The rows that it is made of, also those of which a part is paid; none if nothing was charged.
    pub rows: usize,
    /// What is not paid yet of the rows, so that it is not charged yet.
    pub waiting: Decimal,
    /// How many rows are not paid, or not wholly.
    pub waiting_rows: usize,
}

impl Charged {
    /// What rows come to. None where that cannot be told: they are of several currencies, or some do not say theirs
    /// and others do; or the sum is beyond what is counted.
    #[must_use]
    pub fn of<'c>(rows: impl IntoIterator<Item = &'c Charge>) -> Option<Self> {
        let rows: Vec<&Charge> = rows.into_iter().collect();
        let currency = rows.first().and_then(|first| first.currency.as_deref());
        let alike = |row: &&Charge| match (row.currency.as_deref(), currency) {
            (Some(own), Some(first)) => is_one_currency(own, first),
            (own, first) => own == first,
        };
        if !rows.iter().all(alike) {
            return None;
        }
        let paid: Vec<&Charge> = rows.iter().copied().filter(|row| row.is_paid()).collect();
        // Nobody knows how a part that is paid shares in the tax and in the discount of its row.
        let partly = paid.iter().any(|row| row.is_waiting());
        let of_paid = |part: fn(&Charge) -> Option<Decimal>| if partly { None } else { told(&paid, part) };
        Some(Self {
            amount: sum(paid.iter().map(|row| row.paid()))?,
            currency: currency.map(ToOwned::to_owned),
            tax: of_paid(|row| row.tax),
            discount: of_paid(|row| row.discount),
            rows: paid.len(),
            waiting: sum(rows.iter().map(|row| row.waiting()))?,
            waiting_rows: rows.iter().filter(|row| row.is_waiting()).count(),
        })
    }

    /// Whether the list names nothing at all: it may be late with it.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.rows == 0 && self.waiting_rows == 0
    }

    /// What was charged as money; none if it has a fraction of a hundredth, which nobody said how to round, or more
    /// came back than was charged.
    #[must_use]
    pub fn money(&self) -> Option<Money> {
        Money::new(self.amount.normalize())
    }
}

/// An amount as people write money: with two decimals, unless it has more.
#[must_use]
pub fn shown(amount: Decimal) -> Decimal {
    let mut shown = amount.normalize();
    if shown.scale() < 2 {
        shown.rescale(2);
    }
    shown
}

fn sum(amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut amounts = amounts;
    amounts.try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// The sum of a part of each row; none if a row does not say it, or there are none.
fn told(rows: &[&Charge], part: impl Fn(&Charge) -> Option<Decimal>) -> Option<Decimal> {
    let parts: Vec<Decimal> = rows.iter().map(|row| part(row)).collect::<Option<_>>()?;
    if parts.is_empty() { None } else { sum(parts.into_iter()) }
}
