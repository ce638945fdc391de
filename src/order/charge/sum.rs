//! What rows of a list of charges come to. Pure.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::row::Charge;
use crate::money::Money;

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
    /// The rows that it is made of; none if nothing was charged.
    pub rows: usize,
    /// What other rows name that are not paid yet, so that it is not charged yet.
    pub waiting: Decimal,
    /// How many these are.
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
            (Some(own), Some(first)) => own.eq_ignore_ascii_case(first),
            (own, first) => own == first,
        };
        if !rows.iter().all(alike) {
            return None;
        }
        let (waiting, paid): (Vec<&Charge>, Vec<&Charge>) = rows.iter().copied().partition(|row| row.is_waiting());
        Some(Self {
            amount: sum(paid.iter().map(|row| row.amount))?,
            currency: currency.map(ToOwned::to_owned),
            tax: told(&paid, |row| row.tax),
            discount: told(&paid, |row| row.discount),
            rows: paid.len(),
            waiting: sum(waiting.iter().map(|row| row.amount))?,
            waiting_rows: waiting.len(),
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

fn sum(amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut amounts = amounts;
    amounts.try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// The sum of a part of each row; none if a row does not say it, or there are none.
fn told(rows: &[&Charge], part: impl Fn(&Charge) -> Option<Decimal>) -> Option<Decimal> {
    let parts: Vec<Decimal> = rows.iter().map(|row| part(row)).collect::<Option<_>>()?;
    if parts.is_empty() { None } else { sum(parts.into_iter()) }
}
