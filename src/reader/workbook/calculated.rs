//! What is written as the result of a formula where nobody calculated: 0, or nothing. Pure.
//!
//! Programs that write formulas and do not calculate (XlsxWriter, and what is built upon it) give 0 and ask for a
//! calculation when the file is opened. What a person sees is never that 0.

use crate::sheet::{Held, Value};

/// Whether a result is what is written where nobody calculated.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Number(number) => *number == 0.0,
        Value::Text(text) => text.trim().is_empty(),
        Value::Bool(truth) => !truth,
        Value::NoValue => true,
        Value::Shown(shown) => shown.stored == Held::Number(0.0),
        Value::Date(_) | Value::Error(_) | Value::Merged(_) | Value::TwoReadings(_) => false,
    }
}
