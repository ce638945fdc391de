//! What a panel says of time: its own, and how long it asks to wait. Pure.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// The time of a header such as `Date`: in GMT as HTTP has it, or with a number for its zone. A zone by another name is
/// none: it would be read as GMT, hours off, and a panel that changes from one to the other would leap.
pub(super) fn instant(text: &str) -> Option<Timestamp> {
    let zone = text.trim().rsplit(' ').next()?;
    let is_number =
        zone.strip_prefix(['+', '-']).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_number && !["GMT", "UTC", "UT", "Z"].contains(&zone) {
        return None;
    }
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
    fn a_date_of_another_zone_is_told_by_its_number_or_not_at_all() {
        let gmt = instant("Tue, 24 Nov 2026 14:20:36 GMT");
        assert!(gmt.is_some());
        assert_eq!(instant("Tue, 24 Nov 2026 17:20:36 +0300"), gmt);
        for named in ["MSK", "EST", "A", "(GMT)", "+03:00", ""] {
            assert_eq!(instant(&format!("Tue, 24 Nov 2026 14:20:36 {named}")), None, "{named}");
        }
    }

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
