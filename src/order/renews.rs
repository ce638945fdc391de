//! How a service renews, as a panel shows it: a number, a word, a flag; and whether that is what was asked for. Pure.

use serde::{Deserialize, Serialize};

use super::Renewal;
use crate::catalog::Months;

/// How long something lasts, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasting {
    /// So many months.
    Months(u8),
    /// So many days.
    Days(u16),
}

/// How a service renews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renews {
    /// It does not.
    Never,
    /// It does, and for how long is not said.
    On,
    /// It does, for so long.
    For(Lasting),
}

/// What holding what was found against what was asked for comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// It is the same.
    Same,
    /// It is not.
    Differs,
    /// Nobody can tell.
    Untold,
}

/// What says that a service does not renew.
const NEVER: [&str; 14] = [
    "null",
    "off",
    "0",
    "no",
    "none",
    "never",
    "disabled",
    "нет",
    "выкл",
    "выключено",
    "отключено",
    "не продлевать",
    "do not renew",
    "-- none --",
];

/// What says that it does, and no more.
const ON: [&str; 7] = ["on", "yes", "enabled", "да", "вкл", "включено", "включен"];

/// A period by its word alone, in months.
const WORDS: [(u8, &[&str]); 4] = [
    (1, &["month", "monthly", "mo", "mon", "мес", "месяц", "ежемесячно"]),
    (3, &["quarter", "quarterly", "квартал", "ежеквартально"]),
    (6, &["half year", "half-year", "half a year", "semi-annually", "semiannually", "полгода", "полугодие"]),
    (12, &["year", "yearly", "annually", "год", "ежегодно"]),
];

/// What follows a number of months, of years, of days.
const MONTHS: [&str; 9] = ["", "month", "months", "mon", "mo", "мес", "месяц", "месяца", "месяцев"];
const YEARS: [&str; 6] = ["year", "years", "yr", "год", "года", "лет"];
const DAYS: [&str; 6] = ["day", "days", "день", "дня", "дней", "сутки"];

impl Lasting {
    /// Reads a period as panels write it: `3`, `3 months`, `12 мес.`, `1 год`, `Month`, `день`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = folded(text);
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let unit = text[end..].trim();
        if end == 0 {
            let named = WORDS.iter().find(|(_, words)| words.contains(&unit)).map(|(months, _)| Self::Months(*months));
            let daily = ["day", "daily", "день", "сутки", "ежедневно"].contains(&unit);
            return named.or_else(|| daily.then_some(Self::Days(1)));
        }
        let number: u16 = text[..end].parse().ok().filter(|number| *number > 0)?;
        let months = |times: u8| u8::try_from(number).ok()?.checked_mul(times).map(Self::Months);
        match unit {
            unit if MONTHS.contains(&unit) => months(1),
            unit if YEARS.contains(&unit) => months(12),
            unit if DAYS.contains(&unit) => Some(Self::Days(number)),
            _ => None,
        }
    }
}

impl Renews {
    /// Reads how a service renews, as a list or a form writes it; none for words that are not known.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain = folded(text);
        if NEVER.contains(&plain.as_str()) {
            return Some(Self::Never);
        }
        if ON.contains(&plain.as_str()) {
            return Some(Self::On);
        }
        Lasting::read(&plain).map(Self::For)
    }

    /// Whether this is what was asked for by an order of so many months.
    #[must_use]
    pub fn held_against(self, asked: Renewal, ordered: Months) -> Held {
        let same = |is: bool| if is { Held::Same } else { Held::Differs };
        match (asked, self) {
            (Renewal::Never, found) => same(found == Self::Never),
            (Renewal::Every(_), Self::Never | Self::For(Lasting::Days(_))) => Held::Differs,
            (Renewal::Every(months), Self::For(Lasting::Months(found))) => same(found == months.get()),
            // A flag says no period, so that it can be no other one than the one that was ordered.
            (Renewal::Every(months), Self::On) if months == ordered => Held::Same,
            (Renewal::Every(_), Self::On) => Held::Untold,
        }
    }
}

/// Holds a renewal that a list or a form shows against what was asked for by an order of so many months. What it does
/// not show, or shows in words that are not known, nobody can tell.
#[must_use]
pub fn held(asked: Renewal, ordered: Months, found: Option<&str>) -> Held {
    found.and_then(Renews::read).map_or(Held::Untold, |found| found.held_against(asked, ordered))
}

/// Small letters, е for ё, one space between words, no full stop behind an abbreviation.
fn folded(text: &str) -> String {
    let letters = text.chars().take(100).flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c });
    let words = letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(months: u8) -> Months {
        Months::new(months).expect("months")
    }

    #[test]
    fn a_period_is_read_as_panels_write_it() {
        for (text, read) in [
            ("3", Some(Lasting::Months(3))),
            ("3 months", Some(Lasting::Months(3))),
            ("1\u{a0}месяц", Some(Lasting::Months(1))),
            ("12 мес.", Some(Lasting::Months(12))),
            ("2 года", Some(Lasting::Months(24))),
            ("Month", Some(Lasting::Months(1))),
            ("месяц", Some(Lasting::Months(1))),
            ("Half-year", Some(Lasting::Months(6))),
            ("Год", Some(Lasting::Months(12))),
            ("день", Some(Lasting::Days(1))),
            ("30 days", Some(Lasting::Days(30))),
            ("0", None),
            ("-1", None),
            ("1.5 months", None),
            ("3 weeks", None),
            ("300 years", None),
            ("months", None),
            ("", None),
        ] {
            assert_eq!(Lasting::read(text), read, "{text}");
        }
    }

    #[test]
    fn a_renewal_is_the_same_another_one_or_nobody_can_tell() {
        use Held::{Differs, Same, Untold};
        let (three, never) = (Renewal::Every(months(3)), Renewal::Never);
        for (found, asked_three, asked_never) in [
            ("3", Same, Differs),
            ("3 months", Same, Differs),
            ("Quarter", Same, Differs),
            ("квартал", Same, Differs),
            ("on", Same, Differs),
            ("Включено", Same, Differs),
            ("1", Differs, Differs),
            ("Month", Differs, Differs),
            ("день", Differs, Differs),
            ("1213", Untold, Untold),
            ("null", Differs, Same),
            ("off", Differs, Same),
            ("0", Differs, Same),
            ("Нет", Differs, Same),
            ("perhaps", Untold, Untold),
            ("", Untold, Untold),
        ] {
            assert_eq!(held(three, months(3), Some(found)), asked_three, "{found}");
            assert_eq!(held(never, months(3), Some(found)), asked_never, "{found}");
        }
        assert_eq!(held(three, months(3), None), Untold);
        // A flag says nothing of another period than the one that was ordered.
        assert_eq!(held(three, months(1), Some("on")), Untold);
        assert_eq!(held(three, months(1), Some("3")), Same);
    }
}
