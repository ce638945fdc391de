//! Money as an exact decimal number. Never a float.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};

use crate::text::lang::Lang;

/// The code of a currency that a word or a sign names, where it means that one and no other; else what it is called.
#[must_use]
pub fn currency_code(named: &str) -> &str {
    let named = named.trim();
    match named.to_lowercase().trim_end_matches('.') {
        "₽" | "р" | "руб" | "рубль" | "рубля" | "рублей" | "rub" | "rur" => "RUB",
        "€" | "евро" | "eur" | "euro" => "EUR",
        "₴" | "грн" | "uah" => "UAH",
        // A full stop is part of no code.
        _ => named.strip_suffix('.').filter(|code| code.is_ascii()).unwrap_or(named),
    }
}

/// Whether two names mean one currency.
#[must_use]
pub fn is_one_currency(one: &str, other: &str) -> bool {
    currency_code(one).eq_ignore_ascii_case(currency_code(other))
}

/// An amount as people write it: `1,350.00`, and in Russian `1 350,00` with a space that does not break. All its
/// decimals are shown, as many as it has.
#[must_use]
pub fn shown(amount: Decimal, lang: Lang) -> String {
    let written = amount.abs().to_string();
    let (whole, decimals) =
        written.split_once('.').map_or((written.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (gap, point) = match lang {
        Lang::En => (',', '.'),
        Lang::Ru => ('\u{a0}', ','),
    };
    let mut out = String::from(if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(gap);
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push(point);
        out.push_str(decimals);
    }
    out
}

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

    /// The amount as people write it, see [`shown`]; machines read [`Display`](fmt::Display).
    #[must_use]
    pub fn shown(self, lang: Lang) -> String {
        // The largest sums that can be counted have no room for decimals; every other one is shown with two.
        let mut amount = self.0;
        amount.rescale(2);
        shown(amount, lang)
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

/// A sum as a ledger keeps it: of amounts that are money, and perhaps beyond what a single amount may be.
///
/// # Errors
///
/// When it is not written as a sum.
pub fn sum<'de, D: Deserializer<'de>>(kept: D) -> Result<Money, D::Error> {
    let text = String::deserialize(kept)?;
    // The largest sum that can be counted has no room for decimals.
    let read = Decimal::from_str_exact(&text).or_else(|_| Decimal::from_str_exact(text.trim_end_matches(".00")));
    let sum = read.ok().filter(|sum| !sum.is_sign_negative() && sum.scale() <= 2);
    sum.map(Money).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a sum of money")))
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
    fn words_and_signs_of_one_currency_are_that_currency() {
        for (named, code) in [
            ("руб.", "RUB"),
            ("Руб", "RUB"),
            ("р.", "RUB"),
            ("₽", "RUB"),
            ("RUR", "RUB"),
            ("rub", "RUB"),
            ("€", "EUR"),
            (" EUR. ", "EUR"),
            ("грн.", "UAH"),
            ("₴", "UAH"),
            // Many are called so.
            ("$", "$"),
            ("£", "£"),
            ("крб.", "крб."),
            ("usd", "usd"),
            ("USD.", "USD"),
        ] {
            assert_eq!(currency_code(named), code, "{named}");
        }
        assert!(is_one_currency("руб.", "RUR") && is_one_currency("usd", "USD"));
        assert!(!is_one_currency("$", "USD") && !is_one_currency("руб.", "UAH"));
    }

    #[test]
    fn people_read_amounts_as_they_write_them() {
        for (amount, en, ru) in [
            ("1350.00", "1,350.00", "1\u{a0}350,00"),
            ("0.05", "0.05", "0,05"),
            ("999.50", "999.50", "999,50"),
            ("1234567.125", "1,234,567.125", "1\u{a0}234\u{a0}567,125"),
            ("-31200", "-31,200", "-31\u{a0}200"),
        ] {
            let amount = Decimal::from_str_exact(amount).expect("an amount");
            assert_eq!([shown(amount, Lang::En), shown(amount, Lang::Ru)], [en, ru]);
        }
        assert_eq!([Money::ZERO.shown(Lang::En), Money::ZERO.shown(Lang::Ru)], ["0.00", "0,00"]);
    }

    #[test]
    fn only_amounts_that_can_be_paid_are_money() {
        let money = |text: &str| Money::try_from(text.to_owned());
        assert_eq!(money("1200.5").expect("two decimals").to_string(), "1200.50");
        assert!(money("-1").is_err());
        assert!(money("0.001").is_err());
        assert!(money("1e3").is_err());
        assert!(money("1000000000000").is_err());
    }

    #[test]
    fn every_sum_of_money_comes_back_from_a_ledger() {
        let most = Money::try_from("999999999999.99".to_owned()).expect("money");
        let thousands = (0..5000).map(|_| most).sum();
        let ever = Money(Decimal::MAX) + most;
        for amount in [Money::ZERO, most, most + most, thousands, ever, most * u32::MAX] {
            let kept = serde_json::to_string(&amount).expect("JSON");
            assert_eq!(sum(&mut serde_json::Deserializer::from_str(&kept)).expect(&kept), amount);
        }
        for kept in ["\"-1.00\"", "\"0.001\"", "\"much\"", "null", "1"] {
            assert!(sum(&mut serde_json::Deserializer::from_str(kept)).is_err(), "{kept}");
        }
    }
}
