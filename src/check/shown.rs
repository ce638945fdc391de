//! What a field takes of a cell whose number format shows something else than is stored. Pure.

use super::price::price;
use crate::sheet::{Content, Held, Shown};

/// What a field takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    /// What is shown, as if it had been typed.
    Text(String),
    /// The number, which is shown in another way: `4.10`, `001`.
    Number(f64),
    /// The number, of which less is shown than is stored, and that is worth a word.
    Rounded(f64),
    /// Nothing: what is shown and what is stored could mean different things.
    Unclear,
}

/// The smallest coin has so many decimals.
const COIN: usize = 2;

/// Decides what a field of this content takes.
pub(super) fn taken(content: Content, shown: &Shown) -> Taken {
    let text = || Taken::Text(shown.text.clone());
    // What a format hides, nobody has seen.
    if shown.text.is_empty() {
        return Taken::Unclear;
    }
    let Held::Number(stored) = shown.stored else { return text() };
    match content {
        Content::Name(_) | Content::Pattern | Content::Text { .. } if shown.rounded => Taken::Unclear,
        Content::Name(_) | Content::Pattern | Content::Text { .. } => text(),
        Content::Months
        | Content::Renewal
        | Content::Amount { .. }
        | Content::Number { .. }
        | Content::YesNo
        | Content::Money => match digits(&shown.text) {
            Some(digits) if shown.rounded => rounded(content, shown, digits, stored),
            Some(digits) if !same(digits, stored) => Taken::Unclear,
            Some(digits) if digits == shown.text => Taken::Number(stored),
            // With a unit, or a word or a dash alone: that is understood or not.
            Some(_) | None => text(),
        },
    }
}

/// Money is what is shown if that is exact to the coin. Elsewhere a format must not change a number.
fn rounded(content: Content, shown: &Shown, digits: &str, stored: f64) -> Taken {
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap_or(i32::MAX));
    let near = digits.parse::<f64>().is_ok_and(|number| (number - stored).abs() <= half * (1.0 + 1e-6));
    if content != Content::Money || !near || price(&shown.text).is_none() {
        return Taken::Unclear;
    }
    if decimals >= COIN { Taken::Text(shown.text.clone()) } else { Taken::Rounded(stored) }
}

/// The first number in a text.
fn digits(text: &str) -> Option<&str> {
    let begin = text.find(|c: char| c.is_ascii_digit())?;
    let begin = if text[..begin].ends_with('-') { begin - 1 } else { begin };
    let number = &text[begin..];
    let end = number.find(|c: char| !matches!(c, '0'..='9' | '.' | '-')).unwrap_or(number.len());
    Some(number[..end].trim_end_matches('.'))
}

/// Whether digits say a number, to the fifteen of them that spreadsheet programs keep.
fn same(digits: &str, number: f64) -> bool {
    digits.parse::<f64>().is_ok_and(|read| (read - number).abs() <= number.abs() * 1e-14)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(content: Content, text: &str, number: f64, rounded: bool) -> Taken {
        let code = String::new();
        taken(content, &Shown { text: text.to_owned(), stored: Held::Number(number), rounded, code })
    }

    #[test]
    fn a_number_is_what_is_shown_or_unclear() {
        let disk = Content::Amount { unit: Some("GB"), least: 1, much: None };
        assert_eq!(of(disk, "2 TB", 2.0, false), Taken::Text("2 TB".to_owned()));
        assert_eq!(of(disk, "40.00", 40.0, false), Taken::Number(40.0));
        assert_eq!(of(disk, "040", 40.0, false), Taken::Number(40.0));
        for (text, number, rounded) in
            [("400", 4.0, false), ("490", 490_400.0, true), ("13", 12.5, true), ("", 4.0, false), ("50%", 0.5, false)]
        {
            assert_eq!(of(disk, text, number, rounded), Taken::Unclear, "{text}");
        }
        assert_eq!(of(Content::Months, "год", 1.0, false), Taken::Text("год".to_owned()));
    }

    #[test]
    fn money_is_what_is_shown_to_the_coin() {
        assert_eq!(of(Content::Money, "100.00", 100.004, true), Taken::Text("100.00".to_owned()));
        assert_eq!(of(Content::Money, "100 ₽", 100.4, true), Taken::Rounded(100.4));
        assert_eq!(of(Content::Money, "$100", 100.4, true), Taken::Unclear);
        assert_eq!(of(Content::Money, "1.35", 1350.4, true), Taken::Unclear);
        assert_eq!(of(Content::Money, "1.35 тыс. руб.", 1350.0, false), Taken::Unclear);
    }

    #[test]
    fn a_text_is_what_is_shown() {
        let text = Content::Text { of_days: false };
        assert_eq!(of(text, "00123", 123.0, false), Taken::Text("00123".to_owned()));
        assert_eq!(of(text, "3.33", 10.0 / 3.0, true), Taken::Unclear);
    }
}
