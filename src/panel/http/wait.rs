//! What a panel says of time: its own, and how long it asks to wait. Pure.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The time of a header such as `Date`.
pub(super) fn instant(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text.trim()).ok()
}

/// `Retry-After` in seconds: a date is counted from the answer's own `Date`, so that a clock of
/// this machine that is wrong does no harm. What is no date, or stands beside none, stays as it is.
pub(super) fn in_seconds(retry_after: &str, date: Option<&str>) -> String {
    match (instant(retry_after), date.and_then(instant)) {
        (Some(until), Some(from)) => until.as_second().saturating_sub(from.as_second()).max(0).to_string(),
        _ => retry_after.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_counted_from_the_answers_own() {
        let date = Some("Tue, 24 Nov 2026 14:20:36 GMT");
        assert_eq!(in_seconds("Tue, 24 Nov 2026 14:21:06 GMT", date), "30");
        assert_eq!(in_seconds("Tue, 24 Nov 2026 14:20:06 GMT", date), "0");
        assert_eq!(in_seconds("120", date), "120");
        assert_eq!(in_seconds("soon", date), "soon");
        assert_eq!(in_seconds("Tue, 24 Nov 2026 14:21:06 GMT", None), "Tue, 24 Nov 2026 14:21:06 GMT");
    }
}
