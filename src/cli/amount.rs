//! Amounts of money that are typed, or stand in the settings. Pure.

use super::wanted::Wanted;
use crate::check;
use crate::money::Money;
use crate::text::lang::Lang;

/// An amount as the sheet's price is read, or as this program shows it. What could be two amounts is none: `5,000`.
pub(super) fn read(text: &str) -> Option<Money> {
    // Its currency is the table's: a word for one could say another.
    let text = text.trim();
    if !text.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let shown = || {
        let plain = text.replace(',', "");
        check::amount(&plain).filter(|amount| amount.shown(Lang::En) == text)
    };
    check::amount(text).or_else(shown)
}

/// The same of an argument.
pub(super) fn typed(text: &str) -> Result<Money, Wanted> {
    read(text).ok_or(Wanted(|lang| {
        lang.pick(
            "expected an amount that can be read in one way only, without a currency, such as 5000 or 4000.50",
            "нужна сумма, которую можно прочитать только одним способом, без валюты, например 5000 или 4000,50",
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_taken_as_a_price_is_and_as_it_is_shown_unless_it_could_be_two() {
        for (text, amount) in [
            ("4000.50", "4000.50"),
            ("4000,50", "4000.50"),
            ("4 000,50", "4000.50"),
            ("4\u{a0}000,50", "4000.50"),
            ("4,000.50", "4000.50"),
            ("1,234,567.00", "1234567.00"),
            ("5 000", "5000.00"),
            ("5000", "5000.00"),
            ("0", "0.00"),
        ] {
            assert_eq!(read(text).map(|money| money.to_string()).as_deref(), Some(amount), "{text}");
        }
        for lang in [Lang::En, Lang::Ru] {
            for cents in [0, 1, 99_999, 100_000, 123_456_789] {
                let money = Money::new(rust_decimal::Decimal::new(cents, 2)).expect("money");
                assert_eq!(read(&money.shown(lang)), Some(money));
            }
        }
        for text in [
            "",
            "5,000",
            "5.000",
            "5.000,00",
            "1,00,000.50",
            "4,000.505",
            "-5",
            "5 00",
            "5000 ₽",
            "$5000",
            "many",
            "1e3",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
