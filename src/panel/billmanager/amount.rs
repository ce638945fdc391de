//! Amounts of money as a panel writes them: `1 200,50 руб.`, `10.8000`, `$5`. Pure.

use rust_decimal::Decimal;

use crate::money::{Money, currency_code};

/// Signs of currencies that stand before an amount.
pub(super) const SIGNS: [char; 5] = ['$', '€', '£', '₽', '₴'];

/// What an amount below zero begins with.
pub(super) const MINUS: [char; 2] = ['-', '\u{2212}'];

/// Amounts from here on are none: sums of them must not lose a kopeck.
const MOST: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// Reads a plain amount: digits, perhaps in groups of three parted by spaces, and perhaps one, two or four decimals
/// behind a point or a comma. Three may be thousands, so that nobody knows how much it is; and below zero is a debt.
pub(super) fn plain(text: &str) -> Option<Money> {
    Money::new(exact(text)?.normalize())
}

/// The same to its last decimal: a charge of a day may have four.
pub(super) fn exact(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let (whole, decimals) = text.split_once(['.', ',']).map_or((text, None), |(whole, behind)| (whole, Some(behind)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if decimals.is_some_and(|decimals| !digits(decimals) || !matches!(decimals.len(), 1 | 2 | 4)) {
        return None;
    }
    let groups: Vec<&str> = whole.split(char::is_whitespace).collect();
    let first = groups.first().filter(|first| groups.len() == 1 || first.len() <= 3)?;
    if !digits(first) || !groups.iter().skip(1).all(|group| digits(group) && group.len() == 3) {
        return None;
    }
    let plain = format!("{}.{}", groups.concat(), decimals.unwrap_or("0"));
    Decimal::from_str_exact(&plain).ok().filter(|amount| *amount < MOST)
}

/// Reads an amount and the currency that stands beside it. Words behind a stroke (`100.00 RUB / Month`) say that it
/// is a price for display, and no amount.
pub(super) fn with_currency(text: &str) -> Option<(Money, Option<&str>)> {
    let (amount, named) = parted(text)?;
    Some((plain(amount)?, named))
}

/// The same of an amount that may be below zero, to its last decimal: money that came back, or a debt.
pub(super) fn signed(text: &str) -> Option<(Decimal, Option<&str>)> {
    let text = text.trim();
    let unsigned = text.strip_prefix(MINUS);
    let (amount, named) = parted(unsigned.unwrap_or(text))?;
    let amount = exact(amount)?;
    Some((if unsigned.is_some() { -amount } else { amount }, named))
}

/// The figures of an amount, and what stands before or behind them: the code of a currency that is known by a word or a
/// sign.
fn parted(text: &str) -> Option<(&str, Option<&str>)> {
    let text = text.trim();
    let sign = text.chars().next().filter(|first| SIGNS.contains(first));
    let (before, rest) = text.split_at(sign.map_or(0, char::len_utf8));
    let end = rest.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (amount, behind) = rest.split_at(end);
    let behind = behind.trim();
    let named = [before, behind].into_iter().find(|named| !named.is_empty()).map(currency_code);
    let odd = behind.contains('/') || behind.contains(MINUS);
    (!odd && (before.is_empty() || behind.is_empty())).then_some((amount, named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_that_can_be_read_in_two_ways_is_none() {
        let read = |text: &str| plain(text).map(|amount| amount.to_string());
        for (text, amount) in [
            ("7", "7.00"),
            ("1200.5", "1200.50"),
            ("1\u{a0}200,50", "1200.50"),
            ("1 234 567.89", "1234567.89"),
            ("10.8000", "10.80"),
            ("0.00", "0.00"),
            (" 5 ", "5.00"),
        ] {
            assert_eq!(read(text).as_deref(), Some(amount), "{text}");
        }
        for text in [
            "", "1,200", "1.200", "1,234.56", "1.234,56", "12 34", "1234 567", "-5", "5.", ".5", "5.12345", "5e3",
            "1_0",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        // More than a hundredth is no money.
        assert_eq!(read("0.1234"), None);
    }

    #[test]
    fn a_currency_stands_before_or_behind() {
        let read = |text| with_currency(text).map(|(amount, named)| (amount.to_string(), named));
        assert_eq!(read("15.00 USD"), Some(("15.00".to_owned(), Some("USD"))));
        assert_eq!(read("1 234,56 руб."), Some(("1234.56".to_owned(), Some("RUB"))));
        assert_eq!(read("$5"), Some(("5.00".to_owned(), Some("$"))));
        assert_eq!(read("5"), Some(("5.00".to_owned(), None)));
        for none in ["", "much", "debt 5", "100.00 RUB / Month", "-5.00 RUB", "$5 USD", "5 or 6"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn money_that_came_back_keeps_its_sign_and_its_last_decimal() {
        let read = |text| signed(text).map(|(amount, named)| (amount.to_string(), named));
        assert_eq!(read("-15.00 USD"), Some(("-15.00".to_owned(), Some("USD"))));
        assert_eq!(read("\u{2212}1\u{a0}234,56 руб."), Some(("-1234.56".to_owned(), Some("RUB"))));
        assert_eq!(read("-$5"), Some(("-5.0".to_owned(), Some("$"))));
        assert_eq!(read("3.3333"), Some(("3.3333".to_owned(), None)));
        assert_eq!(read("999999999999.9999"), Some(("999999999999.9999".to_owned(), None)));
        for none in ["", "-", "--5", "- -5", "-1,200", "1.234", "5-", "(5)", "-5 / Day", "1000000000000"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
