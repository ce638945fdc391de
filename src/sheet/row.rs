//! Rows of cells, as they were read.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::place::{CellRef, Col, RowNo};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Text, as it stands in the file. Every cell of a CSV file is text.
    Text(String),
    /// A number, which is finite: see [`Value::number`].
    #[serde(deserialize_with = "figure")]
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A date or time, as Excel stores it, written in ISO form.
    Date(String),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula for which the file holds no computed value.
    NoValue,
    /// Nothing: the cell is merged with the one named, which alone holds a value.
    Merged(CellRef),
    /// A number or a text of which the number format shows something else.
    Shown(Box<Shown>),
    /// What the file's own text says is not what the program that reads such files makes of it.
    TwoReadings(Box<TwoReadings>),
}

/// Two readings of one cell. Which of them a person sees, nobody can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoReadings {
    /// What the reading program makes of it; empty if nothing.
    pub read: String,
    /// What stands in the file; empty if nothing.
    pub written: String,
}

/// What a person sees in a cell, and what stands behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// What is seen: `2 TB`, `00123`, `4.10`; empty if the format hides it.
    pub text: String,
    /// What the file holds.
    pub stored: Held,
    /// Whether the format left digits out.
    pub rounded: bool,
    /// The format's code.
    pub code: String,
}

/// What the file holds of a cell whose number format shows something else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// A number.
    #[serde(deserialize_with = "figure")]
    Number(f64),
    /// Text.
    Text(String),
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What it holds.
    #[serde(deserialize_with = "kept")]
    pub value: Value,
    /// Whether a formula made the value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub formula: bool,
}

/// A number as it was kept. JSON has no form for one that is not finite: older versions kept `null` for it.
fn figure<'de, D: Deserializer<'de>>(kept: D) -> Result<f64, D::Error> {
    Ok(Option::<f64>::deserialize(kept)?.unwrap_or(f64::NAN))
}

/// A value as it was kept; a number that was none is the error value that it is read as now.
fn kept<'de, D: Deserializer<'de>>(kept: D) -> Result<Value, D::Error> {
    let value = Value::deserialize(kept)?;
    let stored = match &value {
        Value::Number(number) => Some(*number),
        Value::Shown(shown) => match shown.stored {
            Held::Number(number) => Some(number),
            Held::Text(_) => None,
        },
        Value::Text(_)
        | Value::Bool(_)
        | Value::Date(_)
        | Value::Error(_)
        | Value::NoValue
        | Value::Merged(_)
        | Value::TwoReadings(_) => None,
    };
    let is_none = stored.is_some_and(|number| !number.is_finite());
    Ok(if is_none { Value::Error(NO_NUMBER.to_owned()) } else { value })
}

/// What spreadsheet programs show where there is no value.
const NO_VALUE: &str = "#N/A";

/// What spreadsheet programs show for a number that is none.
const NO_NUMBER: &str = "#NUM!";

impl Value {
    /// A number as a spreadsheet program shows it: 15 significant digits, behind which only the noise of
    /// binary fractions stands (`3.3000000000000003`). What is not finite is an error value.
    #[must_use]
    pub fn number(stored: f64) -> Self {
        if !stored.is_finite() {
            return Self::Error(NO_NUMBER.to_owned());
        }
        // Whole numbers of up to 15 digits have no noise, and most numbers are such.
        if stored.fract() == 0.0 && stored.abs() < 1e15 {
            return Self::Number(stored);
        }
        // Nor has a number that is the nearest one to a decimal of so few digits.
        let thousandths = (stored * 1000.0).round();
        if thousandths.abs() < 1e15 && (thousandths / 1000.0).to_bits() == stored.to_bits() {
            return Self::Number(stored);
        }
        // Rounded, the largest of all would no longer be finite.
        Self::Number(format!("{stored:.14e}").parse().ok().filter(|shown: &f64| shown.is_finite()).unwrap_or(stored))
    }
}

impl Cell {
    /// A cell of plain text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { value: Value::Text(text.into()), formula: false }
    }

    /// The text for a copy that is to be corrected and read again: what makes the check refuse this
    /// cell makes it refuse the copy's as well, until somebody has corrected it. None for a cell that
    /// is copied as it is.
    #[must_use]
    pub const fn refused_again(&self) -> Option<&'static str> {
        match self.value {
            // Left empty, the copy's cell would mean the default, and nobody had looked at it.
            Value::NoValue | Value::Merged(_) | Value::TwoReadings(_) => Some(NO_VALUE),
            // It is copied with its format, and read again as it was.
            Value::Shown(_) | Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Date(_) | Value::Error(_) => {
                None
            }
        }
    }

    /// Whether nothing is to be seen in the cell, or only spaces. What a format hides is there all the same.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match &self.value {
            // A number is not written out to find that it has digits.
            Value::Number(_) | Value::Bool(_) => false,
            Value::NoValue | Value::Merged(_) => true,
            Value::Text(_) | Value::Date(_) | Value::Error(_) | Value::Shown(_) | Value::TwoReadings(_) => {
                self.as_read().trim().is_empty()
            }
        }
    }

    /// The text that a person would say stands in the cell: whole numbers without `.0`.
    #[must_use]
    pub fn as_read(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Text(text) | Value::Date(text) | Value::Error(text) => text.into(),
            Value::Number(number) => digits(*number).into(),
            Value::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.into(),
            // What a format hides is there all the same.
            Value::Shown(shown) if shown.text.is_empty() => shown.stored.to_string().into(),
            Value::Shown(shown) => (&shown.text).into(),
            Value::TwoReadings(both) => (&both.written).into(),
            Value::NoValue | Value::Merged(_) => "".into(),
        }
    }
}

/// A number in digits. Most are whole, and those are written out the short way.
fn digits(number: f64) -> String {
    if number.fract() != 0.0 || number.abs() >= 1e15 || number.to_bits() == (-0.0_f64).to_bits() {
        return number.to_string();
    }
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and has 15 digits at most")]
    let whole = number as i64;
    whole.to_string()
}

/// One row of a sheet: its filled cells, by column from the left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Where it stands.
    pub no: RowNo,
    /// The filled cells, each column at most once, from left to right.
    pub cells: Vec<(Col, Cell)>,
}

impl Row {
    /// The cell in a column, if it is filled.
    #[must_use]
    pub fn cell(&self, col: Col) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&col, |(col, _)| *col).ok()?;
        Some(&self.cells[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_read_without_a_fraction() {
        assert_eq!(Cell { value: Value::Number(20.0), formula: false }.as_read(), "20");
        assert_eq!(Cell { value: Value::Number(12.5), formula: false }.as_read(), "12.5");
        for number in [0.0, -0.0, 1.0, -7.0, 1e14, 1e15, -1e15, 123_456_789_012_345.0, 1e300, 0.1, -2.5, f64::NAN] {
            assert_eq!(digits(number), number.to_string());
        }
    }

    #[test]
    fn a_number_has_15_digits_and_is_finite() {
        for (stored, shown) in [
            (3.300_000_000_000_000_3, 3.3),
            (41_787.509_999_999_995, 41_787.51),
            (4_194_452.48, 4_194_452.48),
            (0.1 + 0.2, 0.3),
            (-1e-7, -1e-7),
            (1_048_575.0, 1_048_575.0),
            (1350.5, 1350.5),
            (-0.125, -0.125),
            (999_999_999_999.999, 999_999_999_999.999),
            (9_999_999_999_999.998, 10_000_000_000_000.0),
            (f64::MIN_POSITIVE, 2.225_073_858_507_20e-308),
        ] {
            assert_eq!(Value::number(stored), Value::Number(shown), "{stored}");
        }
        for stored in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Value::number(stored), Value::Error("#NUM!".to_owned()));
        }
        assert_eq!(Value::number(f64::MAX), Value::Number(f64::MAX));
    }
}
