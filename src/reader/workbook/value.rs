//! What a cell of a workbook holds.

use std::borrow::Cow;

use calamine::DataRef;

use crate::reader::raw::error_word;
use crate::sheet::{Cell, Value};

/// The cell; none if it holds nothing.
pub(super) fn cell(data: DataRef<'_>, formula: bool) -> Option<Cell> {
    let value = match data {
        DataRef::Int(number) => Some(Value::number(whole(number))),
        DataRef::Float(number) => Some(Value::number(number)),
        DataRef::String(string) => text(string.into()),
        DataRef::SharedString(string) => text(string.into()),
        DataRef::Bool(truth) => Some(Value::Bool(truth)),
        DataRef::DateTime(moment) => Some(date(&moment)),
        DataRef::DateTimeIso(iso) | DataRef::DurationIso(iso) => Some(Value::Date(iso)),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
        // A formula that was never computed is no empty cell: an empty disk means the tariff's default.
        DataRef::Empty => formula.then_some(Value::NoValue),
    };
    result(value, formula)
}

/// The cell of a value. A formula whose result is the empty text is a cell all the same: whether somebody
/// calculated that is not for this file to say.
fn result(value: Option<Value>, formula: bool) -> Option<Cell> {
    let value = value.or_else(|| formula.then(|| Value::Text(String::new())))?;
    Some(Cell { value, formula })
}

/// Text, or what stands for an error: OpenDocument keeps errors as texts, and so do our own copies.
fn text(text: Cow<'_, str>) -> Option<Value> {
    match text.trim() {
        "" => None,
        word if error_word(word) => Some(Value::Error(word.to_owned())),
        _ => Some(Value::Text(text.into_owned())),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a file's integer cell; Excel itself keeps 15 digits")]
const fn whole(number: i64) -> f64 {
    number as f64
}

/// Days as hours, minutes and seconds: `30:15:00`.
fn clock(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "beyond that no clock goes, and `as` saturates")]
    let seconds = (days.abs() * 86_400.0).round() as i64;
    let sign = if days < 0.0 && seconds > 0 { "-" } else { "" };
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

fn date(moment: &calamine::ExcelDateTime) -> Value {
    let days = moment.as_f64();
    if !days.is_finite() {
        return Value::number(days);
    }
    // A duration, or a time of day: the day before the first is nobody's date.
    if !moment.is_datetime() || (days > 0.0 && days < 1.0) {
        return Value::Date(clock(days));
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let iso = format!("{year:04}-{month:02}-{day:02}");
    let midnight = (hour, minute, second) == (0, 0, 0);
    Value::Date(if midnight { iso } else { format!("{iso} {hour:02}:{minute:02}:{second:02}") })
}
