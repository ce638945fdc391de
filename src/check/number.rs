//! Whole numbers, with or without a unit.

/// A number as read from text: its digits and what stands behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) number: u32,
    pub(super) unit: String,
}

/// Reads digits and an optional word behind them; no sign, no fraction, no exponent. Spaces may
/// group thousands.
pub(super) fn counted(text: &str) -> Option<Counted> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && !is_space(c)).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let digits = digits.trim_end_matches(is_space);
    if digits.contains(is_space) && !grouped(digits) {
        return None;
    }
    let number: String = digits.chars().filter(char::is_ascii_digit).collect();
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    let word = unit.chars().all(char::is_alphabetic);
    let number = number.parse().ok()?;
    word.then_some(Counted { number, unit })
}

/// Reads a whole number of a resource sold in `unit`: `20`, `20 GB`, `20 ГБ`; `1024 MB` of a
/// resource in GB only when it divides.
pub(super) fn amount(text: &str, unit: Option<&str>) -> Option<u32> {
    let Counted { number, unit: given } = counted(text)?;
    if given.is_empty() {
        return Some(number);
    }
    let unit = unit?;
    let (given, unit) = (size(&given)?, size(&unit.to_lowercase())?);
    let megabytes = u64::from(number) * given;
    (megabytes % unit == 0).then(|| u32::try_from(megabytes / unit).ok())?
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

/// Groups of three digits behind the first, as people write thousands.
fn grouped(digits: &str) -> bool {
    let mut groups = digits.split(is_space);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert_eq!(amount(text, Some("GB")), Some(number), "{text}");
        }
        for text in
            ["12.5", "1E3", "NaN", "-", "-1", "+1", "", "1000 MB", "20 km", "GB", "20 GB 5", "4294967296", "1 00", "٣"]
        {
            assert_eq!(amount(text, Some("GB")), None, "{text}");
        }
        assert_eq!(amount("4 GB", None), None);
        assert_eq!(amount("4294967295 TB", Some("MB")), None);
    }
}
