//! Problems of a file and its columns: codes E00x.

use serde::{Deserialize, Serialize};

use super::{Code, Severity};
use crate::lang::Lang;
use crate::printable::printable;
use crate::row::{CellRef, Field, RowNo};
use crate::tr;

/// What is wrong with a file or its columns, or worth knowing of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// No row of the first 20 has at least three known headers.
    NoHeader,
    /// A needed column is missing.
    NoColumn {
        /// The field.
        field: Field,
    },
    /// Two columns are for one field.
    TwoColumns {
        /// The header here.
        here: String,
        /// The header of the other column.
        other: String,
        /// Where the other one is.
        at: CellRef,
    },
    /// A header that is one letter away from a known one whose field has no column. Ignoring it
    /// could drop a disk size silently.
    NearMiss {
        /// What was read.
        given: String,
        /// The known header.
        meant: String,
        /// Whether it is too short to be sure.
        short: bool,
    },
    /// Columns that are only carried to the results.
    Carried {
        /// Their headers.
        headers: Vec<String>,
    },
    /// A row that sums up was left out.
    TotalRow,
    /// The file stands open in Excel.
    OpenElsewhere {
        /// The lock file.
        lock: String,
    },
    /// A row has filled cells beyond the last header.
    Ragged {
        /// How many cells.
        cells: u32,
        /// How many columns have headers.
        headers: u32,
    },
    /// A quote is opened and never closed.
    OpenQuote {
        /// The line where it is opened.
        line: RowNo,
    },
}

impl FileProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        Code(match self {
            Self::OpenQuote { .. } => "E001",
            Self::NoHeader => "E002",
            Self::NoColumn { .. } => "E003",
            Self::TwoColumns { .. } => "E004",
            Self::NearMiss { .. } => "E005",
            Self::Carried { .. } => "E006",
            Self::TotalRow => "E007",
            Self::OpenElsewhere { .. } => "E008",
            Self::Ragged { .. } => "E009",
        })
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::OpenQuote { .. } | Self::NoHeader | Self::NoColumn { .. } | Self::TwoColumns { .. } => {
                Severity::Error
            }
            Self::NearMiss { short, .. } => {
                if *short {
                    Severity::Warning
                } else {
                    Severity::Error
                }
            }
            Self::OpenElsewhere { .. } | Self::Ragged { .. } => Severity::Warning,
            Self::Carried { .. } | Self::TotalRow => Severity::Note,
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
            Self::NoColumn { field } => {
                let (en, ru) = field.header();
                tr!(lang, "the column `{en}` is missing (add it)", "нет столбца `{ru}` (добавьте его)")
            }
            Self::TwoColumns { here, other, at } => {
                let (here, other) = (printable(here), printable(other));
                tr!(
                    lang,
                    "`{here}` and `{other}` ({at}) are two columns for the same thing (remove or rename one)",
                    "`{here}` и `{other}` ({at}) — два столбца для одного и того же (удалите или переименуйте один)"
                )
            }
            Self::NearMiss { given, meant, .. } => {
                let (given, meant) = (printable(given), printable(meant));
                tr!(
                    lang,
                    "unknown column `{given}` (did you mean `{meant}`?)",
                    "неизвестный столбец `{given}` (может быть, `{meant}`?)"
                )
            }
            Self::Carried { headers } => {
                let headers = printable(&headers.join("`, `"));
                tr!(
                    lang,
                    "columns not used for ordering, carried to the results: `{headers}`",
                    "столбцы, которые не нужны для заказа, перенесены в результаты: `{headers}`"
                )
            }
            Self::TotalRow => lang.pick("a total row, left out", "строка итогов, пропущена").to_owned(),
            Self::OpenElsewhere { lock } => {
                let lock = printable(lock);
                tr!(
                    lang,
                    "the file seems to be open in another program (`{lock}` is beside it); unsaved changes are not included",
                    "файл, похоже, открыт в другой программе (рядом есть `{lock}`); несохранённые изменения не учтены"
                )
            }
            Self::Ragged { cells, headers } => tr!(
                lang,
                "the row has {cells} cells, the header {headers}: is a separator inside a value not quoted?",
                "в строке ячеек: {cells}, в заголовке: {headers}; нет ли разделителя внутри значения без кавычек?"
            ),
            Self::OpenQuote { line } => tr!(
                lang,
                "the quote opened in line {line} is never closed (close it, or double it)",
                "кавычка, открытая в строке {line}, не закрыта (закройте её или удвойте)"
            ),
        }
    }
}

impl From<FileProblem> for super::Problem {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}
