//! Days and times as OpenDocument writes them, in the form in which the other formats give them.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

use crate::reader::workbook::value;
use crate::sheet::Value;

/// A number that its style shows as a day or a time.
pub(super) fn moment(number: f64, code: &str, old: bool) -> Option<Value> {
    let kind = if code.contains('[') { ExcelDateTimeType::TimeDelta } else { ExcelDateTimeType::DateTime };
    let found = DataRef::DateTime(ExcelDateTime::new(number, kind, old));
    Some(value::cell(found, false)?.value)
}

/// A day, and the time of it: `2026-12-03`, `2026-12-03 10:30:00`. On the day from which days are counted
/// it is a time alone.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, number] = parts.as_slice() else { return None };
    if !(digits(year, 4) && digits(month, 2) && digits(number, 2)) {
        return None;
    }
    let time = time.trim_end_matches('Z');
    let seconds = time.split(['.', ',']).next().unwrap_or_default();
    match seconds.split(':').collect::<Vec<_>>().as_slice() {
        [""] => return Some(day.to_owned()),
        [hour, minute, second] if digits(hour, 2) && digits(minute, 2) && digits(second, 2) => {}
        _ => return None,
    }
    Some(match (day, seconds) {
        (_, "00:00:00") => day.to_owned(),
        ("1899-12-30", _) => seconds.to_owned(),
        _ => format!("{day} {seconds}"),
    })
}

/// A duration such as `PT30H15M00S`, as a clock shows it: `30:15:00`.
pub(super) fn clock(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let rest = rest.strip_prefix('P')?;
    let (days, times) = rest.split_once('T').unwrap_or((rest, ""));
    let mut total = 0.0_f64;
    for (part, units) in
        [(days, [('D', 86_400.0), ('H', 0.0), ('M', 0.0)]), (times, [('H', 3600.0), ('M', 60.0), ('S', 1.0)])]
    {
        let mut number = String::new();
        for c in part.chars() {
            if c.is_ascii_digit() || matches!(c, '.' | ',') {
                number.push(if c == ',' { '.' } else { c });
                continue;
            }
            let (_, seconds) = units.iter().find(|(unit, seconds)| *unit == c && *seconds > 0.0)?;
            total += number.parse::<f64>().ok()? * seconds;
            number.clear();
        }
        if !number.is_empty() {
            return None;
        }
    }
    if text.len() < 3 || total > 1e12 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the limit above")]
    let total = total.round() as u64;
    Some(format!("{sign}{:02}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_have_the_form_of_the_other_formats() {
        for (text, day) in [
            ("2026-12-03", Some("2026-12-03")),
            ("2026-12-03T00:00:00", Some("2026-12-03")),
            ("2026-12-03T10:30:00.000", Some("2026-12-03 10:30:00")),
            ("1899-12-30T10:30:00", Some("10:30:00")),
            ("2026-12-03T10:30", None),
            ("3.12", None),
            ("", None),
        ] {
            assert_eq!(date(text).as_deref(), day, "{text}");
        }
        for (text, time) in [
            ("PT30H15M00S", Some("30:15:00")),
            ("PT10H30M00.4S", Some("10:30:00")),
            ("P1DT2H", Some("26:00:00")),
            ("-PT1H", Some("-01:00:00")),
            ("P1M", None),
            ("PT", None),
            ("PTH", None),
            ("PT99999999999999999H", None),
            ("10:30", None),
        ] {
            assert_eq!(clock(text).as_deref(), time, "{text}");
        }
    }
}
