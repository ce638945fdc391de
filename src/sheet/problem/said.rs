//! Values that problems keep as machines read them, in the reader's writing.

use rust_decimal::Decimal;

use crate::money::shown;
use crate::text::day::as_of;
use crate::text::lang::Lang;
use crate::text::printable::printable;

/// A sum or an amount as it was kept, for people.
pub(super) fn sum(kept: &str, lang: Lang) -> String {
    Decimal::from_str_exact(kept).map_or_else(|_| printable(kept), |amount| shown(amount, lang))
}

/// A date as it was read, as spreadsheet programs show it: `03.12.2026` in Russian. What is no such date stays.
pub(super) fn day(read: &str, lang: Lang) -> String {
    let (date, time) = read.split_at_checked(10).unwrap_or((read, ""));
    if date.len() < 10 || time.starts_with(|c: char| c.is_ascii_digit()) {
        return read.to_owned();
    }
    as_of(date, lang) + &time.replacen('T', " ", usize::from(lang == Lang::Ru))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_the_reader_writes_them() {
        assert_eq!(sum("1150.5", Lang::En), "1,150.5");
        assert_eq!(sum("1150.5", Lang::Ru), "1\u{a0}150,5");
        assert_eq!(sum("a\nb", Lang::Ru), printable("a\nb"));
        for (read, said) in [
            ("2026-12-03", "03.12.2026"),
            ("2026-12-03 12:30:00", "03.12.2026 12:30:00"),
            ("2026-12-03T12:30", "03.12.2026 12:30"),
            ("2026-12-031", "2026-12-031"),
            ("3.12", "3.12"),
            ("12:30:00", "12:30:00"),
            ("дата-й-час", "дата-й-час"),
            ("2026-12-3x", "2026-12-3x"),
        ] {
            assert_eq!(day(read, Lang::Ru), said);
            assert_eq!(day(read, Lang::En), read);
        }
    }
}
