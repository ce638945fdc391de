//! Problems of a file and its columns: codes E00x.

use serde::{Deserialize, Serialize};

use super::{Code, Severity};
use crate::lang::Lang;
use crate::tr;

/// What is wrong with a file or its columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// No row of the first 20 has at least three known headers.
    NoHeader,
}

impl FileProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code(match self {
            Self::NoHeader => "E002",
        })
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NoHeader => Severity::Error,
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NoHeader => tr!(
                lang,
                "no header row among the first 20 rows (wanted: a row with at least three known columns, such as Tariff, Period, Domain)",
                "среди первых 20 строк нет строки заголовков (нужна строка хотя бы с тремя известными столбцами, например Тариф, Период, Домен)"
            ),
        }
    }
}
