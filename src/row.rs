//! A sheet as it was read: rows of cells with the addresses that Excel shows.
//!
//! Nothing here is checked yet. `check` turns a [`Row`] into orders.

mod content;
mod field;

use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

pub use self::content::{Content, Guide, Offered, Typed};
pub use self::field::{Facts, Field};

/// A row's number, counted from 1 as Excel shows it (in a CSV file: the line it begins on).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowNo(NonZeroU32);

impl RowNo {
    /// Makes the row's number from an index that counts from 0.
    #[must_use]
    pub const fn from_index(index: u32) -> Self {
        match NonZeroU32::new(index.saturating_add(1)) {
            Some(n) => Self(n),
            None => Self(NonZeroU32::MAX),
        }
    }

    /// The number, from 1.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for RowNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A column, counted from 0 and shown as letters: `A`, `B`, … `XFD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Col(u16);

impl Col {
    /// Makes the column of an index that counts from 0.
    #[must_use]
    pub const fn from_index(index: u16) -> Self {
        Self(index)
    }

    /// The index, from 0.
    #[must_use]
    pub const fn index(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Col {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = u32::from(self.0) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        letters.iter().rev().try_for_each(|letter| write!(f, "{letter}"))
    }
}

/// The address of a cell: `C7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellRef {
    /// The row.
    pub row: RowNo,
    /// The column.
    pub col: Col,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.col, self.row)
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Text, as it stands in the file. Every cell of a CSV file is text.
    Text(String),
    /// A number.
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
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Whether a formula made the value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub formula: bool,
}

/// What spreadsheet programs show where there is no value.
const NO_VALUE: &str = "#N/A";

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
            Value::NoValue | Value::Merged(_) => Some(NO_VALUE),
            Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Date(_) | Value::Error(_) => None,
        }
    }

    /// The text that a person would say stands in the cell: whole numbers without `.0`.
    #[must_use]
    pub fn as_read(&self) -> String {
        match &self.value {
            Value::Text(text) | Value::Date(text) | Value::Error(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Value::NoValue | Value::Merged(_) => String::new(),
        }
    }
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

/// What a column of the sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A column that the program knows.
    Field(Field),
    /// A column that is carried to the results as it is.
    Carried,
}

impl Role {
    /// Whether anything may stand in the column.
    #[must_use]
    pub const fn is_free_text(self) -> bool {
        match self {
            Self::Field(field) => field.facts().content.is_text(),
            Self::Carried => true,
        }
    }
}

/// One column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Where it stands.
    pub col: Col,
    /// The header as it stands in the sheet.
    pub header: String,
    /// What it is for.
    pub role: Role,
    /// The unit of bare numbers below the header, where it names one: `RAM, MB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// Where the columns of a sheet stand. No field has two columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The sheet's name; none in a CSV file.
    pub sheet: Option<String>,
    /// The row of the headers.
    pub header_row: RowNo,
    /// The columns that have a header, from left to right.
    pub columns: Vec<Column>,
    /// Whether the headers are Russian (then so is the workbook, unless told otherwise).
    pub russian: bool,
}

impl Layout {
    /// The column of a field, if the sheet has one.
    #[must_use]
    pub fn col(&self, field: Field) -> Option<Col> {
        self.columns.iter().find(|column| column.role == Role::Field(field)).map(|column| column.col)
    }

    /// The columns that the program only carries along.
    pub fn carried(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.role == Role::Carried)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_that_excel_shows() {
        let at = |row, col| CellRef { row: RowNo::from_index(row), col: Col::from_index(col) }.to_string();
        assert_eq!(at(0, 0), "A1");
        assert_eq!(at(6, 25), "Z7");
        assert_eq!(at(6, 26), "AA7");
        assert_eq!(at(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn whole_numbers_read_without_a_fraction() {
        assert_eq!(Cell { value: Value::Number(20.0), formula: false }.as_read(), "20");
        assert_eq!(Cell { value: Value::Number(12.5), formula: false }.as_read(), "12.5");
    }
}
