//! How old a table is: its ids age silently, so whoever uses an old one is told. Pure: the day is given.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::text::day;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::text::shell::Options;

/// The last day that a table's date may mean: `2016` is said until the end of that year. None if it is no date.
#[must_use]
pub fn last_day(as_of: &str) -> Option<Date> {
    let digits = |text: &str, many: usize| text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = as_of.split('-').collect();
    let number = |text: &&str| text.parse::<i16>().ok();
    let part = |at: usize| parts.get(at).filter(|text| digits(text, 2)).and_then(|text| text.parse::<i8>().ok());
    let year = parts.first().filter(|text| digits(text, 4)).and_then(number)?;
    match parts.len() {
        1 => Date::new(year, 12, 31).ok(),
        2 => Date::new(year, part(1)?, 1).ok().map(Date::last_of_month),
        3 => Date::new(year, part(1)?, part(2)?).ok(),
        _ => None,
    }
}

/// Whether a table is certainly older than a year on this day. One without a date that can be read is.
#[must_use]
pub fn is_old(as_of: &str, today: Date) -> bool {
    let year_ago = today.checked_sub(1.year()).unwrap_or(date(1, 1, 1));
    last_day(as_of).is_none_or(|day| day < year_ago)
}

/// What is said of a table that is older than a year; none of one that is not. Not every table can be compared with
/// its panel by `catalog check`.
#[must_use]
pub fn warning(as_of: &str, today: Date, comparable: bool, lang: Lang) -> Option<String> {
    let (said, verb) =
        (day::as_of(&printable(as_of), lang), Options::default().command(&["catalog", "check"].join(" ")));
    is_old(as_of, today).then(|| {
        if !comparable {
            return tr!(
                lang,
                "the tariff table is older than a year ({said}), and tariff ids may have changed since: compare it with the order form in the panel",
                "таблице тарифов больше года ({said}), с тех пор коды тарифов могли измениться: сверьте её с формой заказа в панели"
            );
        }
        tr!(
            lang,
            "the tariff table is older than a year ({said}), and tariff ids may have changed since: compare it with the panel ({verb})",
            "таблице тарифов больше года ({said}), с тех пор коды тарифов могли измениться: сверьте её с панелью ({verb})"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_be_a_year_a_month_or_a_day_and_nothing_else() {
        for (text, day) in [
            ("2016", Some(date(2016, 12, 31))),
            ("2016-07", Some(date(2016, 7, 31))),
            ("2024-02", Some(date(2024, 2, 29))),
            ("2026-11-30", Some(date(2026, 11, 30))),
            ("2026-13", None),
            ("2026-02-30", None),
            ("26-11", None),
            ("2026-1", None),
            ("2026-11-3", None),
            ("2026-11-30-1", None),
            ("+026-11", None),
            ("November 2026", None),
            ("", None),
        ] {
            assert_eq!(last_day(text), day, "{text}");
        }
    }

    #[test]
    fn a_table_is_old_a_year_after_the_last_day_that_its_date_may_mean() {
        let today = date(2026, 11, 30);
        for (text, old) in [
            ("2024", true),
            ("2025", false),
            ("2025-10", true),
            ("2025-11", false),
            ("2025-11-29", true),
            ("2025-11-30", false),
            ("2027-01", false),
            ("never", true),
        ] {
            assert_eq!(is_old(text, today), old, "{text}");
            assert_eq!(warning(text, today, true, Lang::En).is_some(), old, "{text}");
        }
        for (lang, said) in [(Lang::En, "July 2016"), (Lang::Ru, "июль 2016 г.")] {
            let told = [true, false].map(|comparable| warning("2016-07", today, comparable, lang).expect("old"));
            assert!(told.iter().all(|told| told.contains(said)), "{told:?}");
            assert_eq!(told.map(|told| told.contains("catalog check")), [true, false]);
        }
    }
}
