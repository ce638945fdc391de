//! Periods, as people write them.

use compact_str::CompactString;

use super::letters::lower;
use super::number::{Counted, counted};

/// Reads a number of months: `3`, `3 months`, `3 мес`, `месяц`, `квартал`, `полгода`, `год`,
/// `1 year`. Whether it is offered is the tariff's to say.
pub(super) fn months(text: &str) -> Option<u32> {
    let text = lower(text.trim().trim_end_matches('.'));
    let text = if is_tidy(&text) { text } else { tidied(&text) };
    match text.as_str() {
        "month" | "monthly" | "месяц" | "мес" | "ежемесячно" => return Some(1),
        "quarter" | "quarterly" | "квартал" | "ежеквартально" => return Some(3),
        "half a year" | "half-year" | "half year" | "полгода" | "пол года" | "полугодие" => {
            return Some(6);
        }
        "year" | "yearly" | "annual" | "annually" | "год" | "ежегодно" => return Some(12),
        _ => {}
    }
    let Counted { number, unit } = counted(&text)?;
    match unit.as_str() {
        "" | "m" | "mo" | "mon" | "mos" | "month" | "months" | "м" | "мес" | "месяц" | "месяца" | "месяцев" => {
            Some(number)
        }
        "q" | "quarter" | "quarters" | "квартал" | "квартала" | "кварталов" => {
            number.checked_mul(3)
        }
        "y" | "yr" | "yrs" | "year" | "years" | "г" | "год" | "года" | "лет" => number.checked_mul(12),
        _ => None,
    }
}

/// Whether words of plain letters stand in a text, with a space between them.
fn is_tidy(text: &str) -> bool {
    text.split(' ').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// The words of a text with a space between them: no-break spaces and several in a row are what pasting leaves
/// of one.
fn tidied(text: &str) -> CompactString {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('ё', "е").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_understood_in_both_languages() {
        for (text, number) in [
            ("1", 1),
            ("3 months", 3),
            ("3 мес.", 3),
            ("Месяц", 1),
            ("квартал", 3),
            ("полгода", 6),
            ("год", 12),
            ("1 year", 12),
            ("12", 12),
            ("2 года", 24),
            ("пол\u{a0}года", 6),
            ("half  a\u{202f}year", 6),
            ("3 \u{a0} мес.", 3),
        ] {
            assert_eq!(months(text), Some(number), "{text}");
        }
        for text in ["", "1.5", "forever", "3 weeks", "-1", "1e1", "4294967295 лет"] {
            assert_eq!(months(text), None, "{text}");
        }
    }
}
