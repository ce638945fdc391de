//! How old a table is: its ids age silently, so whoever uses an old one is told. Pure: the day is given.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::dialect::Dialect;
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

/// What is said of a table that is older than a year; none of one that is not. Where its dialect is not known, it is
/// taken for one of today.
#[must_use]
pub fn warning((as_of, dialect): (&str, Option<Dialect>), today: Date, lang: Lang) -> Option<String> {
    let said = printable(as_of);
    is_old(as_of, today).then(|| {
        if dialect == Some(Dialect::Billmanager4) {
            return tr!(
                lang,
                "the tariff table is older than a year ({said}), and ids age silently: a panel of BILLmanager 4 does not say what it sells, so compare the table with its order form by hand",
                "таблице тарифов больше года ({said}), а идентификаторы устаревают незаметно: панель BILLmanager 4 не сообщает, что продаёт, поэтому сверьте таблицу с её формой заказа вручную"
            );
        }
        let verb = Options::default().command(&["catalog", "check"].join(" "));
        tr!(
            lang,
            "the tariff table is older than a year ({said}), and ids age silently: compare it with the panel ({verb})",
            "таблице тарифов больше года ({said}), а идентификаторы устаревают незаметно: сверьте её с панелью ({verb})"
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
            for dialect in [None, Some(Dialect::Billmanager4), Some(Dialect::Billmanager6)] {
                let said = warning((text, dialect), today, Lang::En);
                assert_eq!(said.is_some(), old, "{text}");
                // What a panel of 2016 cannot be asked nobody is told to ask.
                let asks = said.is_none_or(|said| said.contains("catalog check"));
                assert_eq!(asks, !old || dialect != Some(Dialect::Billmanager4), "{text}");
            }
        }
        assert!(warning(("2016-07", None), today, Lang::Ru).expect("old").contains("2016-07"));
    }
}
