//! The columns of a sheet: where they stand and what they are for.

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::place::{Col, RowNo};

/// What a column of the sheet is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A column that the program knows.
    Field(Field),
    /// A column that the tariff table names, by the table's own name.
    Named(String),
    /// A column that is carried to the results as it is.
    Carried,
}

impl Role {
    /// Whether anything may stand in the column.
    #[must_use]
    pub const fn is_free_text(&self) -> bool {
        match self {
            Self::Carried => true,
            Self::Named(_) => false,
            Self::Field(field) => field.facts().content.is_text(),
        }
    }
}

impl From<Field> for Role {
    fn from(field: Field) -> Self {
        Self::Field(field)
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

    /// The column that stands there, if it has a header.
    #[must_use]
    pub fn column(&self, col: Col) -> Option<&Column> {
        // Mostly they stand side by side, and a million rows ask.
        let first = self.columns.first()?.col.index();
        let guessed = col.index().checked_sub(first).and_then(|at| self.columns.get(usize::from(at)));
        guessed.filter(|column| column.col == col).or_else(|| self.columns.iter().find(|column| column.col == col))
    }

    /// The columns that the tariff table names, with its names.
    pub fn named(&self) -> impl Iterator<Item = (&Column, &str)> {
        self.columns.iter().filter_map(|column| match &column.role {
            Role::Named(name) => Some((column, name.as_str())),
            Role::Field(_) | Role::Carried => None,
        })
    }

    /// The columns that the program only carries along.
    pub fn carried(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.role == Role::Carried)
    }
}
