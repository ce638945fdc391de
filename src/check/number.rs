//! Whole numbers, with or without a unit.

use compact_str::CompactString;

use super::letters::lower;
use crate::sheet::problem::{CellProblem, ValueProblem};

/// A number as read from text: its digits and what stands behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) number: u32,
    pub(super) unit: CompactString,
}

/// Reads digits and an optional word behind them; no sign, no fraction, no exponent. Spaces may
/// group thousands.
pub(super) fn counted(text: &str) -> Option<Counted> {
    let text = whole(text.trim());
    let end = text.find(|c: char| !c.is_ascii_digit() && !is_space(c)).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let digits = digits.trim_end_matches(is_space);
    if digits.contains(is_space) && !grouped(digits) {
        return None;
    }
    let unit = unit.trim();
    // A full stop ends the unit's short form, never the number.
    let unit = unit.strip_suffix('.').filter(|word| !word.is_empty()).unwrap_or(unit);
    let unit = lower(unit);
    let word = unit.chars().all(char::is_alphabetic);
    let mut figures = digits.bytes().filter(u8::is_ascii_digit).map(|digit| u32::from(digit - b'0')).peekable();
    figures.peek()?;
    let number = figures.try_fold(0_u32, |number, digit| number.checked_mul(10)?.checked_add(digit))?;
    word.then_some(Counted { number, unit })
}

/// A number without the `.0` behind it: programs that know no whole numbers write 40 as 40.0. Behind
/// anything but digits it is no such end: `20 GB.0`.
pub(super) fn whole(text: &str) -> &str {
    let rest = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0"));
    rest.filter(|rest| rest.chars().all(|c| c.is_ascii_digit() || is_space(c))).unwrap_or(text)
}

/// Reads a whole number of a resource sold in `unit`: `20`, `20 GB`, `20 ГБ`; `1024 MB` of a
/// resource in GB only when it divides.
pub(super) fn amount(text: &str, unit: Option<&str>) -> Option<u32> {
    let Counted { number, unit: given } = counted(text)?;
    if given.is_empty() {
        return Some(number);
    }
    let Some(unit) = unit else { return is_count(&given).then_some(number) };
    let (given, unit) = (size(&given)?, size(&lower(unit))?);
    let megabytes = u64::from(number) * given;
    (megabytes % unit == 0).then(|| u32::try_from(megabytes / unit).ok())?
}

/// Whether a word only says that pieces are counted: processors, addresses.
fn is_count(word: &str) -> bool {
    matches!(word, "шт" | "pcs" | "ядро" | "ядра" | "ядер" | "core" | "cores" | "vcpu")
}

/// Whether a text is a whole number of a unit of size: `1000 MB`.
pub(super) fn has_size(text: &str) -> bool {
    counted(text).is_some_and(|counted| size(&counted.unit).is_some())
}

/// A unit's size in megabytes.
fn size(unit: &str) -> Option<u64> {
    match unit {
        "mb" | "mib" | "m" | "мб" | "мегабайт" => Some(1),
        "gb" | "gib" | "g" | "гб" | "гигабайт" | "г" => Some(1024),
        "tb" | "tib" | "t" | "тб" | "терабайт" => Some(1024 * 1024),
        _ => None,
    }
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// Whether a text is what Excel shows, and exports, for a date that it made of a number: `03.дек`,
/// `Dec-12`, `03.12.2026`.
fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 24] = [
        "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "jan", "feb", "mar", "apr",
        "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let text = text.trim().to_lowercase();
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let digits = |part: &&&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let (numbers, named) =
        (parts.iter().filter(digits).count(), parts.iter().filter(|part| MONTHS.contains(part)).count());
    numbers + named == parts.len() && matches!((numbers, named), (3, 0) | (1 | 2, 1))
}

/// The problem of a text that is a date where a number belongs.
pub(super) fn date(text: &str) -> Option<CellProblem> {
    is_date(text).then(|| ValueProblem::Date { given: text.to_owned() }.into())
}

/// Groups of three digits behind the first, as people write thousands.
pub(super) fn grouped(digits: &str) -> bool {
    let mut groups = digits.split(|c| is_space(c) || c == '\'');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_excel_exports_are_known() {
        for text in ["03.дек", "3.дек.26", "Dec-12", "03.12.2026", "2026-12-03", "3/12/2026"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["3.12", "12", "дек", "a.b.c", "-", "1.2.3.4", "10.0.0.1", "", "20 GB"] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn amounts_are_whole_and_their_units_are_known() {
        for (text, number) in [
            ("20", 20),
            ("20 GB", 20),
            ("20ГБ", 20),
            ("20 Гб.", 20),
            ("1024 MB", 1),
            ("1 TB", 1024),
            ("1 000", 1000),
            ("20\u{a0}ГБ", 20),
            ("40.0", 40),
            ("40,0", 40),
        ] {
            assert_eq!(amount(text, Some("GB")), Some(number), "{text}");
        }
        for text in [
            "12.5",
            "40.00",
            "1.000",
            ".0",
            "20.0 GB",
            "20 GB.0",
            "GB.0",
            "1.0.0",
            "1E3",
            "NaN",
            "-",
            "-1",
            "+1",
            "",
            "1000 MB",
            "20 km",
            "GB",
            "20 GB 5",
            "20...",
            "20.",
            "4294967296",
            "1 00",
            "٣",
        ] {
            assert_eq!(amount(text, Some("GB")), None, "{text}");
        }
        assert_eq!(amount("4 GB", None), None);
        assert_eq!((amount("4 ядра", None), amount("2 шт.", None)), (Some(4), Some(2)));
        assert_eq!(amount("4294967295 TB", Some("MB")), None);
    }
}
