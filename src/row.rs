//! A sheet as it was read: rows of cells with the addresses that Excel shows.
//!
//! Nothing here is checked yet. `check` turns a [`Row`] into orders.

mod layout;
mod place;

use serde::{Deserialize, Serialize};

pub use self::layout::{Column, Layout, Role};
pub use self::place::{CellRef, Col, RowNo};

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

/// A column that the program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The tariff's name, or `id:N`.
    Tariff,
    /// The operating system's template.
    Template,
    /// For how long each payment lasts.
    Period,
    /// The server's host name, or a pattern of names.
    Domain,
    /// Disk size.
    Disk,
    /// Memory.
    Ram,
    /// Number of cores.
    Cpu,
    /// Number of IPv4 addresses.
    Ipv4,
    /// Number of IPv6 addresses.
    Ipv6,
    /// Whether the ISPmanager control panel is wanted.
    Ispmanager,
    /// Renewal at the period's end.
    AutoRenew,
    /// How many servers the row stands for.
    Count,
    /// The first number of a pattern.
    Start,
    /// Money per server and period.
    Price,
    /// Money per server and month.
    PricePerMonth,
    /// The cost centre.
    CostCentre,
    /// The buyer's own reference, such as a ticket.
    Reference,
    /// Whether to order the row at all.
    Enabled,
    /// A comment.
    Comment,
}

impl Field {
    /// Every field, in the order of the sheet template.
    pub const ALL: [Self; 19] = [
        Self::Tariff,
        Self::Template,
        Self::Period,
        Self::Domain,
        Self::Disk,
        Self::Ram,
        Self::Cpu,
        Self::Ipv4,
        Self::Ipv6,
        Self::Ispmanager,
        Self::AutoRenew,
        Self::Count,
        Self::Start,
        Self::Price,
        Self::PricePerMonth,
        Self::CostCentre,
        Self::Reference,
        Self::Enabled,
        Self::Comment,
    ];

    /// The fields without which a sheet cannot be ordered.
    pub const NEEDED: [Self; 4] = [Self::Tariff, Self::Template, Self::Period, Self::Domain];

    /// The column's usual header in English and in Russian.
    #[must_use]
    pub const fn header(self) -> (&'static str, &'static str) {
        match self {
            Self::Tariff => ("Tariff", "Тариф"),
            Self::Template => ("OS template", "Шаблон ОС"),
            Self::Period => ("Period", "Период"),
            Self::Domain => ("Domain", "Домен"),
            Self::Disk => ("Disk", "Диск"),
            Self::Ram => ("RAM", "ОЗУ"),
            Self::Cpu => ("CPU", "CPU"),
            Self::Ipv4 => ("IPv4", "IPv4"),
            Self::Ipv6 => ("IPv6", "IPv6"),
            Self::Ispmanager => ("ISPmanager", "ISPmanager"),
            Self::AutoRenew => ("Auto-renew", "Автопродление"),
            Self::Count => ("Count", "Количество"),
            Self::Start => ("Start", "Начать с"),
            Self::Price => ("Price", "Цена"),
            Self::PricePerMonth => ("Price per month", "Цена за месяц"),
            Self::CostCentre => ("Cost centre", "Центр затрат"),
            Self::Reference => ("Reference", "Заявка"),
            Self::Enabled => ("Order?", "Заказать?"),
            Self::Comment => ("Comment", "Комментарий"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_read_without_a_fraction() {
        assert_eq!(Cell { value: Value::Number(20.0), formula: false }.as_read(), "20");
        assert_eq!(Cell { value: Value::Number(12.5), formula: false }.as_read(), "12.5");
    }
}
