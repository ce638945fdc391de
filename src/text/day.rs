//! Months, days and times as people read them: `July 2016` and «июль 2016 г.». Pure; machines read ISO dates.

use jiff::Timestamp;

use super::lang::Lang;

/// How a month is called, from January on.
const MONTHS: [(&str, &str); 12] = [
    ("January", "январь"),
    ("February", "февраль"),
    ("March", "март"),
    ("April", "апрель"),
    ("May", "май"),
    ("June", "июнь"),
    ("July", "июль"),
    ("August", "август"),
    ("September", "сентябрь"),
    ("October", "октябрь"),
    ("November", "ноябрь"),
    ("December", "декабрь"),
];

/// A month with its year; the number of the month alone if there is no such month.
#[must_use]
pub fn month(year: i16, month: i8, lang: Lang) -> String {
    let named = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at));
    let Some((en, ru)) = named else { return format!("{year}-{month:02}") };
    match lang {
        Lang::En => format!("{en} {year}"),
        Lang::Ru => format!("{ru} {year} г."),
    }
}

/// A date as a table has it: a year, a month (`2016-07`) or a day. What is written in another way stays as it is.
#[must_use]
pub fn as_of(written: &str, lang: Lang) -> String {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i16>().ok())?;
    let parts: Vec<&str> = written.split('-').collect();
    match (parts.as_slice(), lang) {
        ([year], Lang::Ru) if year.len() == 4 && number(year).is_some() => format!("{year} г."),
        ([year, at], _) if year.len() == 4 && at.len() == 2 => match (number(year), number(at)) {
            (Some(year), Some(at @ 1..=12)) => month(year, i8::try_from(at).unwrap_or(1), lang),
            _ => written.to_owned(),
        },
        ([year, month, day], Lang::Ru)
            if [year.len(), month.len(), day.len()] == [4, 2, 2] && parts.iter().all(|part| number(part).is_some()) =>
        {
            format!("{day}.{month}.{year}")
        }
        _ => written.to_owned(),
    }
}

/// How a day and a time to the minute are written, for `strftime`.
#[must_use]
pub const fn to_minute(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "%Y-%m-%d %H:%M",
        Lang::Ru => "%d.%m.%Y %H:%M",
    }
}

/// How a day and a time to the second are written, for `strftime`.
#[must_use]
pub const fn to_second(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "%Y-%m-%d %H:%M:%S",
        Lang::Ru => "%d.%m.%Y %H:%M:%S",
    }
}

/// A time to the minute in UTC, which it says: of another machine, or where no zone is known.
#[must_use]
pub fn minute_utc(at: Timestamp, lang: Lang) -> String {
    format!("{} UTC", at.strftime(to_minute(lang)))
}

/// A time to the second in UTC, which it says.
#[must_use]
pub fn second_utc(at: Timestamp, lang: Lang) -> String {
    format!("{} UTC", at.strftime(to_second(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_a_table_is_read_as_a_month_a_day_or_not_at_all() {
        for (written, en, ru) in [
            ("2016-07", "July 2016", "июль 2016 г."),
            ("2026-12", "December 2026", "декабрь 2026 г."),
            ("2016", "2016", "2016 г."),
            ("2026-11-30", "2026-11-30", "30.11.2026"),
            ("2026-13", "2026-13", "2026-13"),
            ("2026-00", "2026-00", "2026-00"),
            ("2026-1", "2026-1", "2026-1"),
            ("autumn", "autumn", "autumn"),
            ("+016-07", "+016-07", "+016-07"),
            ("", "", ""),
        ] {
            assert_eq!([as_of(written, Lang::En), as_of(written, Lang::Ru)], [en, ru], "{written}");
        }
    }

    #[test]
    fn a_time_without_a_zone_of_its_own_says_that_it_is_utc() {
        let at: Timestamp = "2026-11-30T18:12:13.645Z".parse().expect("a time");
        assert_eq!(minute_utc(at, Lang::En), "2026-11-30 18:12 UTC");
        assert_eq!(minute_utc(at, Lang::Ru), "30.11.2026 18:12 UTC");
    }
}
