//! Money as an exact decimal number. Never a float.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An amount of money with at most two digits after the point. Its currency is the catalogue's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Money(Decimal);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Takes an amount that is not negative, has at most two decimals and is below 10¹².
    #[must_use]
    pub fn new(amount: Decimal) -> Option<Self> {
        // More decimals are refused and not rounded: nobody said which way.
        let cents = amount.round_dp(2);
        (cents == amount && !amount.is_sign_negative() && amount < Decimal::from(1_000_000_000_000_u64)).then(|| {
            let mut cents = cents;
            cents.rescale(2);
            Self(cents)
        })
    }

    /// So many times the amount; none if that is no amount of money any more.
    #[must_use]
    pub fn times(self, times: u32) -> Option<Self> {
        self.0.checked_mul(Decimal::from(times)).and_then(Self::new)
    }

    /// The amount.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.0
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

impl TryFrom<String> for Money {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Decimal::from_str_exact(&text)
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| format!("`{text}` is not an amount of money (such as \"1200.50\")"))
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Mul<u32> for Money {
    type Output = Self;

    fn mul(self, times: u32) -> Self {
        Self(self.0.saturating_mul(Decimal::from(times)))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_amounts_that_can_be_paid_are_money() {
        let money = |text: &str| Money::try_from(text.to_owned());
        assert_eq!(money("1200.5").expect("two decimals").to_string(), "1200.50");
        assert!(money("-1").is_err());
        assert!(money("0.001").is_err());
        assert!(money("1e3").is_err());
        assert!(money("1000000000000").is_err());
    }
}
