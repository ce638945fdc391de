//! A time from one day to another, of which a book is made. Pure.

use jiff::ToSpan;
use jiff::civil::Date;

/// The days from one to another, both of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    since: Date,
    until: Date,
}

impl Period {
    /// The days from `since` to `until`; none where the last one is before the first.
    #[must_use]
    pub fn new(since: Date, until: Date) -> Option<Self> {
        (since <= until).then_some(Self { since, until })
    }

    /// Its first day.
    #[must_use]
    pub const fn since(&self) -> Date {
        self.since
    }

    /// Its last day.
    #[must_use]
    pub const fn until(&self) -> Date {
        self.until
    }

    /// Whether a day is one of its.
    #[must_use]
    pub fn has(&self, day: Date) -> bool {
        self.since <= day && day <= self.until
    }

    /// The first days of the months that it touches.
    #[must_use]
    pub fn months(&self) -> Vec<Date> {
        let first = self.since.first_of_month();
        let nth = |n: i32| first.checked_add(n.months()).ok();
        (0..).map_while(nth).take_while(|month| *month <= self.until).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_has_its_first_and_its_last_day() {
        let november = Period::new(date(2026, 11, 1), date(2026, 11, 30)).expect("a period");
        for (day, within) in [
            (date(2026, 10, 31), false),
            (date(2026, 11, 1), true),
            (date(2026, 11, 30), true),
            (date(2026, 12, 1), false),
        ] {
            assert_eq!(november.has(day), within, "{day}");
        }
        assert_eq!(november.months(), [date(2026, 11, 1)]);
        assert!(Period::new(date(2026, 11, 30), date(2026, 11, 30)).is_some(), "a day is one");
        assert_eq!(Period::new(date(2026, 11, 30), date(2026, 11, 29)), None);
        let winter = Period::new(date(2026, 11, 30), date(2027, 2, 1)).expect("a period");
        assert_eq!(winter.months(), [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]);
        let last = Period::new(date(9999, 12, 1), date(9999, 12, 31)).expect("a period");
        assert_eq!(last.months().len(), 1, "no month follows");
    }
}
