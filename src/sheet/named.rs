//! Columns that are no field of every sheet: a tariff table names them. Pure.

use serde::{Deserialize, Serialize};

use super::content::{Content, Offered};

/// A column that a tariff table names: how much of something its tariffs sell by a name of its own, or which of
/// several things a server has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedColumn {
    /// Its header, as the table writes it.
    pub name: String,
    /// What its cells hold.
    pub kind: NamedKind,
}

/// What the cells of a column hold that a table names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedKind {
    /// Amounts. The units in which tariffs sell it may stand behind the header.
    Amount {
        /// The units, each once.
        units: Vec<String>,
    },
    /// One of several.
    Choice,
}

impl NamedKind {
    /// What cells of amounts hold. Of what only some servers have, none is an amount.
    pub const AMOUNTS: Content = Content::Amount { unit: None, least: 0, much: None };

    /// What cells of a choice hold.
    pub const OPTIONS: Content = Content::Name(Offered::Options);

    /// What the cells hold, as of a field.
    #[must_use]
    pub const fn content(&self) -> Content {
        match self {
            Self::Amount { .. } => Self::AMOUNTS,
            Self::Choice => Self::OPTIONS,
        }
    }
}
