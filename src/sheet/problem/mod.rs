//! What is wrong with a sheet, where, and what to do about it.
//!
//! A problem is data; its code, weight and words in both languages stand in its row, in the file of its
//! noun: `file` for the file, `header` for its columns, `sight` for what is hidden or marked, `cell` for what stands in
//! rows. A diagnostic reads: place, code, problem, way out.

pub(crate) mod cell;
pub(crate) mod file;
pub(crate) mod header;
mod lines;
pub(crate) mod problems;
mod quantity;
mod said;
pub(crate) mod severity;
pub(crate) mod sight;

use serde::{Deserialize, Serialize};

pub use self::cell::{
    CatalogueProblem, CellProblem, DomainFault, DomainProblem, ExpansionProblem, OfferProblem, TextProblem,
    ValueProblem,
};
pub use self::file::FileProblem;
pub use self::header::HeaderProblem;
pub use self::lines::lines;
pub use self::quantity::Quantity;
pub use self::severity::Severity;
pub use self::sight::SightProblem;
use crate::sheet::{CellRef, RowNo};
use crate::text::code::Code;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Where a problem is, within its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the file or sheet as a whole.
    Sheet,
    /// In a row.
    Row(RowNo),
    /// In a cell.
    Cell(CellRef),
}

/// What is wrong with a file or its columns. A ledger keeps the problem itself, without its noun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OfFile {
    /// With the file, or with what it hides.
    File(FileProblem),
    /// With its headers.
    Header(HeaderProblem),
}

/// What the problem is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// A problem of the file or its columns (codes E00x and E05x).
    File(OfFile),
    /// A problem of a row's cells (codes E01x to E04x).
    Cell(CellProblem),
    /// A problem of what is hidden or marked in a sheet (codes E058, E065 and E066).
    Sight(SightProblem),
}

impl From<SightProblem> for Problem {
    fn from(problem: SightProblem) -> Self {
        Self::Sight(problem)
    }
}

impl From<FileProblem> for Problem {
    fn from(problem: FileProblem) -> Self {
        Self::File(OfFile::File(problem))
    }
}

impl From<HeaderProblem> for Problem {
    fn from(problem: HeaderProblem) -> Self {
        Self::File(OfFile::Header(problem))
    }
}

/// One problem and its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

impl Diagnostic {
    /// A problem of the file or sheet as a whole.
    #[must_use]
    pub fn of_sheet(problem: impl Into<Problem>) -> Self {
        Self { place: Place::Sheet, problem: problem.into() }
    }

    /// A problem of the file at one cell, such as a header.
    #[must_use]
    pub fn of_header(at: CellRef, problem: impl Into<Problem>) -> Self {
        Self { place: Place::Cell(at), problem: problem.into() }
    }

    /// A problem of one cell's content.
    #[must_use]
    pub fn of_cell(at: CellRef, problem: impl Into<CellProblem>) -> Self {
        Self { place: Place::Cell(at), problem: Problem::Cell(problem.into()) }
    }

    /// A problem of a row as a whole.
    #[must_use]
    pub fn of_row(row: RowNo, problem: impl Into<CellProblem>) -> Self {
        Self { place: Place::Row(row), problem: Problem::Cell(problem.into()) }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        match &self.problem {
            Problem::File(OfFile::File(problem)) => problem.code(),
            Problem::File(OfFile::Header(problem)) => problem.code(),
            Problem::Cell(problem) => problem.code(),
            Problem::Sight(problem) => problem.code(),
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match &self.problem {
            Problem::File(OfFile::File(problem)) => problem.severity(),
            Problem::File(OfFile::Header(problem)) => problem.severity(),
            Problem::Cell(problem) => problem.severity(),
            Problem::Sight(problem) => problem.severity(),
        }
    }

    /// The problem and the way out in words, foreign text made printable; without place and code.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match &self.problem {
            Problem::File(OfFile::File(problem)) => problem.message(lang),
            Problem::File(OfFile::Header(problem)) => problem.message(lang),
            Problem::Cell(problem) => problem.message(lang),
            Problem::Sight(problem) => problem.message(lang),
        }
    }

    /// The row it belongs to, if it belongs to one.
    #[must_use]
    pub const fn row(&self) -> Option<RowNo> {
        match self.place {
            Place::Sheet => None,
            Place::Row(row) => Some(row),
            Place::Cell(at) => Some(at.row),
        }
    }

    /// The whole line: ``orders.xlsx: Orders!C7: E011 period `2` is not offered for …``.
    /// Warnings and notes say so behind the code.
    #[must_use]
    pub fn line(&self, file: &str, sheet: Option<&str>, lang: Lang) -> String {
        let place = match self.place {
            Place::Sheet => String::new(),
            Place::Row(row) => tr!(lang, "row {row}", "строка {row}"),
            Place::Cell(at) => at.to_string(),
        };
        self.line_at(&place, file, sheet, lang)
    }

    fn line_at(&self, place: &str, file: &str, sheet: Option<&str>, lang: Lang) -> String {
        let mut line = printable(file);
        if let Some(sheet) = sheet {
            line += &format!(": {}", printable(sheet));
        }
        if !place.is_empty() {
            // Cells are written as Excel does it, `Orders!C7`; it has no such way to write a row.
            let joint = if sheet.is_some() && matches!(self.place, Place::Cell(_)) { "!" } else { ": " };
            line += &format!("{joint}{place}");
        }
        let weight = match self.severity() {
            Severity::Error => "",
            Severity::Warning => lang.pick(" warning:", " предупреждение:"),
            Severity::Note => lang.pick(" note:", " примечание:"),
        };
        format!("{line}: {}{weight} {}", self.code(), self.message(lang))
    }
}

/// The name of a row that is wrong as a whole, for a copy that is to be corrected and read again: no
/// host name, so that the row stays refused until somebody has looked at it and written the name anew.
#[must_use]
pub fn refused_name<'d>(name: &str, found: impl IntoIterator<Item = &'d Diagnostic>, lang: Lang) -> Option<String> {
    // What is wrong with one cell is marked there, and stays wrong as it was copied.
    let whole = |found: &'d Diagnostic| matches!(found.place, Place::Row(_)) && found.severity() == Severity::Error;
    // A copy may be corrected and marked again, in the other language too: our words must not pile up.
    let ours = [Lang::En, Lang::Ru].map(|lang| look_at_row("", lang));
    let name = ours.iter().find_map(|words| name.strip_prefix(words.trim_end())).unwrap_or(name).trim();
    found.into_iter().any(whole).then(|| look_at_row(name, lang))
}

fn look_at_row(name: &str, lang: Lang) -> String {
    tr!(lang, "look at this row: {name}", "проверьте строку: {name}")
}
