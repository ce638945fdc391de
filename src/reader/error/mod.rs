//! Why a file gives no rows: what it is, what is wrong with it, and the words for it.
//!
//! Each noun has a file, its words in both languages beside it. To add one: a variant and its words.

mod choice;
mod damage;
mod excess;
mod kind;
mod lost;
mod part;
mod trouble;
mod worded;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::choice::NoChoice;
pub use self::damage::Damage;
pub use self::excess::Excess;
pub use self::kind::Kind;
pub use self::lost::Lost;
pub use self::part::PartDamage;
pub use self::trouble::Trouble;
use crate::sheet::problem::Diagnostic;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Columns that do not make an order sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// The file.
    pub file: String,
    /// The sheet; none in a CSV file.
    pub sheet: Option<String>,
    /// What is wrong, all of it.
    pub found: Vec<Diagnostic>,
    /// Whether the sheet is Russian (then so is what is said of it, unless told otherwise).
    pub russian: bool,
}

/// Why a file gives no rows.
#[derive(Debug, Error, Serialize, Deserialize)]
pub enum SheetError {
    /// The file cannot be opened or read.
    #[error("cannot read `{file}`")]
    Io {
        /// The file.
        file: String,
        /// Why not.
        why: Trouble,
    },
    /// It is something else than a sheet that can be read.
    #[error("`{file}` is not a sheet")]
    NotASheet {
        /// The file.
        file: String,
        /// What it is.
        kind: Kind,
    },
    /// It is a workbook or a text, and damaged.
    #[error("`{file}` is damaged")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong.
        why: Damage,
    },
    /// It is larger than anything a person fills.
    #[error("`{file}` is too large")]
    TooLarge {
        /// The file.
        file: String,
        /// What there is too much of.
        why: Excess,
    },
    /// The process that read it ended before it was done. This one is none the worse for it.
    #[error("`{file}` could not be read to its end")]
    Lost {
        /// The file.
        file: String,
        /// How it ended.
        how: Lost,
    },
    /// Nobody can tell which of its sheets is meant.
    #[error("no sheet of `{file}` is chosen")]
    NoChoice {
        /// The file.
        file: String,
        /// Why not.
        why: NoChoice,
    },
    /// The columns are not those of an order sheet.
    #[error("the columns of `{}` are not those of an order sheet", .0.file)]
    Columns(Columns),
}

impl SheetError {
    /// The error of the system's for a file.
    pub(super) fn io(file: &str, error: &std::io::Error) -> Self {
        Self::Io { file: file.to_owned(), why: error.into() }
    }

    pub(super) fn damaged(file: &str, why: &dyn std::fmt::Display) -> Self {
        Self::Damaged { file: file.to_owned(), why: Damage::Other(why.to_string()) }
    }

    pub(super) fn too_large(file: &str, why: Excess) -> Self {
        Self::TooLarge { file: file.to_owned(), why }
    }

    pub(super) fn not_a_sheet(file: &str, kind: Kind) -> Self {
        Self::NotASheet { file: file.to_owned(), kind }
    }

    pub(super) fn no_choice(file: &str, why: NoChoice) -> Self {
        Self::NoChoice { file: file.to_owned(), why }
    }

    /// The problem and the way out in words; several lines where there are several problems.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Io { file, why } => {
                let (file, why) = (printable(file), why.message(lang));
                tr!(lang, "cannot read `{file}`: {why}", "не удалось прочитать `{file}`: {why}")
            }
            Self::NotASheet { file, kind } => {
                let (file, what) = (printable(file), kind.message(lang));
                tr!(lang, "`{file}` cannot be read as a sheet: {what}", "`{file}` нельзя прочитать как таблицу: {what}")
            }
            Self::Damaged { file, why } => {
                let (file, why) = (printable(file), why.message(lang));
                tr!(lang, "`{file}` is damaged: {why}", "`{file}` повреждён: {why}")
            }
            Self::TooLarge { file, why } => {
                let (file, why) = (printable(file), why.message(lang));
                tr!(
                    lang,
                    "`{file}` is too large for an order sheet: {why}",
                    "`{file}` слишком велик для таблицы заказов: {why}"
                )
            }
            Self::Lost { file, how } => {
                let (file, how) = (printable(file), how.message(lang));
                tr!(lang, "`{file}` could not be read: {how}", "не удалось прочитать `{file}`: {how}")
            }
            Self::NoChoice { file, why } => why.message(file, lang),
            Self::Columns(Columns { file, sheet, found, .. }) => {
                crate::sheet::problem::lines(found, file, sheet.as_deref(), lang).collect::<Vec<_>>().join("\n")
            }
        }
    }
}
