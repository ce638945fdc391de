//! Why a file gives no rows.

mod words;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::row::RowNo;

/// What a file is that is no sheet which can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A workbook that a password protects.
    Protected,
    /// A document of Microsoft Word.
    Word,
    /// Some other file of an old Microsoft program.
    OldOffice,
    /// A document or presentation in an archive: `.docx`, `.pptx`, `.odt`.
    Document,
    /// A table of Apple Numbers.
    Numbers,
    /// Some other archive.
    Archive,
    /// A web page.
    Html,
    /// Excel 2003's table in XML.
    Excel2003Xml,
    /// A flat OpenDocument table.
    FlatOpenDocument,
    /// XML.
    Xml,
    /// A link to a table that is kept on the web.
    Link,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// The mark that a program leaves beside a file that it holds open.
    Lock,
    /// Neither a workbook nor text.
    Binary,
    /// Nothing at all.
    Empty,
}

/// Why a file cannot be opened or read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// There is none of this name.
    NotFound,
    /// The system does not let this user read it.
    Denied,
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like.
    NotAFile,
    /// It was written to while it was read.
    Changed,
    /// What the system says.
    System(String),
}

impl From<&std::io::Error> for Trouble {
    fn from(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound,
            std::io::ErrorKind::PermissionDenied => Self::Denied,
            std::io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::System(error.to_string()),
        }
    }
}

/// How a file is damaged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Damage {
    /// Its end is missing.
    CutOff,
    /// A part holds a DOCTYPE, which no spreadsheet program writes.
    Doctype(String),
    /// A text file holds bytes that are not of its encoding.
    NotOneEncoding {
        /// The line of the first of them.
        line: RowNo,
    },
    /// Cells of an `.xlsb` stand in a form that cannot be read.
    ShortCells,
    /// What the reader of the format says.
    Other(String),
}

/// What there is too much of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Excess {
    /// Bytes of a text file; the limit in MiB.
    File(u64),
    /// Bytes of a file of a format whose reader holds it whole; the format and the limit in MiB.
    HeldWhole(String, u64),
    /// Parts of an archive.
    Parts(usize),
    /// Bytes that a part unpacks to.
    Unpacked(String),
    /// Cells of a sheet.
    Cells(u64),
    /// Merged areas of a sheet.
    Merged(usize),
    /// Bytes of one line, and the line.
    Line(RowNo),
    /// Servers of a sheet.
    Servers(u64),
}

/// Why the process that reads a workbook ended before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lost {
    /// It asked for more memory than it may have.
    Memory,
    /// It took longer than it may.
    Time,
    /// It failed in another way.
    Failed,
    /// It could not be started.
    NotStarted,
}

/// Columns that do not make an order sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// The file.
    pub file: String,
    /// The sheet; none in a CSV file.
    pub sheet: Option<String>,
    /// What is wrong, all of it.
    pub found: Vec<Diagnostic>,
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
    /// It has no sheet of the name that was asked for.
    #[error("`{file}` has no sheet `{given}`")]
    NoSuchSheet {
        /// The file.
        file: String,
        /// The name.
        given: String,
        /// The names that it has.
        names: Vec<String>,
    },
    /// Several sheets have the columns.
    #[error("`{file}` has several sheets of orders")]
    SeveralSheets {
        /// The file.
        file: String,
        /// Their names.
        names: Vec<String>,
    },
    /// It is a results workbook of this program, with nothing to fix in it.
    #[error("`{file}` is a results workbook")]
    Results {
        /// The file.
        file: String,
        /// The sheet that was asked for, if one was.
        asked: Option<String>,
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
}
