//! Problems of a row's cells: codes E01x (catalogue values), E02x (domains), E03x (expansion) and
//! E04x (cells and rows).

use serde::{Deserialize, Serialize};

use super::{Code, Severity};
use crate::lang::Lang;
use crate::printable::printable;
use crate::tr;

/// What is wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellProblem {
    /// The tariff is not in the catalogue.
    UnknownTariff {
        /// What was read.
        given: String,
        /// The name that looks most like it.
        nearest: Option<String>,
    },
}

impl CellProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code(match self {
            Self::UnknownTariff { .. } => "E010",
        })
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::UnknownTariff { .. } => Severity::Error,
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownTariff { given, nearest } => {
                let given = printable(given);
                let hint = nearest
                    .as_ref()
                    .map(|name| tr!(lang, " (did you mean `{name}`?)", " (может быть, `{name}`?)"))
                    .unwrap_or_default();
                tr!(lang, "unknown tariff `{given}`{hint}", "неизвестный тариф `{given}`{hint}")
            }
        }
    }
}
