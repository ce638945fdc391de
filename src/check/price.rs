//! Money, as people write it.

use rust_decimal::Decimal;

use super::number::{grouped, is_space};
use crate::money::Money;
use crate::sheet::Value;

/// Reads `1200`, `1 200,50 ₽`, `1200.50 руб.`; refuses what could mean two amounts.
#[must_use]
pub fn price(text: &str) -> Option<Money> {
    let text = text.trim().to_lowercase();
    let text = ["₽", "руб.", "рублей", "рубля", "руб", "р.", "р", "rub", "rur"]
        .into_iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(&text);
    let text = text.trim_matches(is_space);
    // Three digits behind the mark could be thousands: 1.200, 1,200.
    let (whole, cents) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if whole.contains(|c| is_space(c) || c == '\'') && !grouped(whole) {
        return None;
    }
    let whole: String = whole.chars().filter(|c| !is_space(*c) && *c != '\'').collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (digits(&whole) && digits(cents) && cents.len() <= 2).then_some(())?;
    Decimal::from_str_exact(&format!("{whole}.{cents}")).ok().and_then(Money::new)
}

/// Takes a number that a spreadsheet stores as a float, if it is money to the cent: by the shortest
/// decimal that stands for it, since an exact conversion brings the noise of binary fractions back.
pub(super) fn price_of_number(number: f64) -> Option<Money> {
    // The nearest number to so few digits is nobody else's, so that is the shortest decimal.
    let cents = (number * 100.0).round();
    if cents > 0.0 && cents < 1e15 && (cents / 100.0).to_bits() == number.to_bits() {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and has 15 digits at most")]
        let cents = cents as i64;
        return Money::new(Decimal::new(cents, 2));
    }
    match Value::number(number) {
        // More decimals than a decimal can have are refused, never cut to nothing.
        Value::Number(shown) => Decimal::from_str_exact(&shown.to_string()).ok().and_then(Money::new),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_exact_or_refused() {
        for (text, shown) in [
            ("1200", "1200.00"),
            ("1 200,50 ₽", "1200.50"),
            ("1\u{a0}200,5 руб.", "1200.50"),
            ("199.99", "199.99"),
            ("0", "0.00"),
            ("1'234'567", "1234567.00"),
            ("350 р.", "350.00"),
        ] {
            assert_eq!(price(text).map(|money| money.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in [
            "",
            "1 2 3",
            "12 00",
            "1'2'3",
            "1 200 5,50",
            "1.200",
            "1,200",
            "1,200.50",
            "1.2.3",
            "-5",
            "1e3",
            "1_000",
            "NaN",
            "free",
            "1200.505",
            ".",
            ",5",
        ] {
            assert_eq!(price(text), None, "{text}");
        }
        assert_eq!(price_of_number(199.99).map(|money| money.to_string()).as_deref(), Some("199.99"));
        assert_eq!(price_of_number(0.1 + 0.2).map(|money| money.to_string()).as_deref(), Some("0.30"));
        for number in [4_194_452.48, 4_499_999.99, 41_787.51, 999_999_999_999.99] {
            assert_eq!(price_of_number(number).map(|money| money.to_string()), Some(format!("{number:.2}")));
        }
        for cents in (1..4_000_000_000_000_000_i64).step_by(3_999_999_999_977) {
            let text = Decimal::new(cents, 2).to_string();
            let number: f64 = text.parse().expect("a number");
            let slowly = Decimal::from_str_exact(&number.to_string()).ok().and_then(Money::new);
            assert_eq!(price_of_number(number), slowly, "{text}");
        }
        assert_eq!((price_of_number(1e-20), price_of_number(1e-40), price_of_number(-1e-7)), (None, None, None));
        assert_eq!(price_of_number(1.005), None);
        assert_eq!(price_of_number(f64::NAN), None);
        assert_eq!(price_of_number(-1.0), None);
    }
}
