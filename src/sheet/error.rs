//! Why a file gives no rows.

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::printable::printable;
use crate::tr;

/// What a file is that is no sheet which can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Excel's old binary format, or a password-protected workbook.
    OldExcel,
    /// Excel's binary workbook.
    BinaryExcel,
    /// OpenDocument.
    OpenDocument,
    /// A text document.
    Document,
    /// Some other archive.
    Archive,
    /// A web page.
    Html,
    /// XML.
    Xml,
    /// PDF.
    Pdf,
    /// Neither a workbook nor text.
    Binary,
    /// Nothing at all.
    Empty,
}

/// Columns that do not make an order sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// The file.
    pub file: String,
    /// The sheet; none in a CSV file.
    pub sheet: Option<String>,
    /// What is wrong, all of it.
    pub found: Vec<Diagnostic>,
}

/// Why a file gives no rows.
#[derive(Debug, Error)]
pub enum SheetError {
    /// The file cannot be opened or read.
    #[error("cannot read `{file}`: {why}")]
    Io {
        /// The file.
        file: String,
        /// Why not.
        why: String,
    },
    /// It is something else than a sheet that can be read.
    #[error("`{file}` is not a sheet")]
    NotASheet {
        /// The file.
        file: String,
        /// What it is.
        kind: Kind,
    },
    /// It is a workbook, and damaged.
    #[error("`{file}` is damaged: {why}")]
    Damaged {
        /// The file.
        file: String,
        /// What is wrong.
        why: String,
    },
    /// It is larger than anything a person fills.
    #[error("`{file}` is too large: {why}")]
    TooLarge {
        /// The file.
        file: String,
        /// What is too large.
        why: String,
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
    },
    /// The columns are not those of an order sheet.
    #[error("the columns of `{}` are not those of an order sheet", .0.file)]
    Columns(Columns),
}

impl SheetError {
    /// The problem and the way out in words; several lines where there are several problems.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Io { file, why } => {
                let file = printable(file);
                tr!(lang, "cannot read `{file}`: {why}", "не удалось прочитать `{file}`: {why}")
            }
            Self::NotASheet { file, kind } => {
                let (file, what) = (printable(file), kind.message(lang));
                tr!(
                    lang,
                    "`{file}` is not a sheet that can be read: {what}",
                    "`{file}` — не таблица, которую можно прочитать: {what}"
                )
            }
            Self::Damaged { file, why } => {
                let (file, why) = (printable(file), printable(why));
                tr!(
                    lang,
                    "`{file}` is damaged: {why} (open it in Excel or LibreOffice and save it again)",
                    "`{file}` повреждён: {why} (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::TooLarge { file, why } => {
                let (file, why) = (printable(file), printable(why));
                tr!(
                    lang,
                    "`{file}` is larger than a sheet that people fill: {why} (copy the rows into a new workbook)",
                    "`{file}` больше таблицы, которую заполняют люди: {why} (скопируйте строки в новую книгу)"
                )
            }
            Self::NoSuchSheet { file, given, names } => {
                let (file, given, names) = (printable(file), printable(given), printable(&names.join("`, `")));
                tr!(
                    lang,
                    "`{file}` has no sheet `{given}` (it has `{names}`)",
                    "в `{file}` нет листа `{given}` (есть `{names}`)"
                )
            }
            Self::SeveralSheets { file, names } => {
                let (file, names) = (printable(file), printable(&names.join("`, `")));
                tr!(
                    lang,
                    "several sheets of `{file}` could be meant: `{names}` (name one with --sheet)",
                    "в `{file}` подходят несколько листов: `{names}` (выберите один через --sheet)"
                )
            }
            Self::Results { file } => {
                let file = printable(file);
                tr!(
                    lang,
                    "`{file}` is a results workbook and has nothing to fix in it (give the sheet that was filled)",
                    "`{file}` — книга результатов, исправлять в ней нечего (укажите таблицу, которую заполняли)"
                )
            }
            Self::Columns(Columns { file, sheet, found }) => {
                let lines = found.iter().map(|diagnostic| diagnostic.line(file, sheet.as_deref(), lang));
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

impl Kind {
    fn message(self, lang: Lang) -> &'static str {
        match self {
            Self::OldExcel => lang.pick(
                "an old .xls, or a workbook protected by a password (save it as .xlsx without a password)",
                "старый .xls или книга с паролем (сохраните её как .xlsx без пароля)",
            ),
            Self::BinaryExcel => {
                lang.pick("a binary workbook (save it as .xlsx)", "двоичная книга (сохраните её как .xlsx)")
            }
            Self::OpenDocument => {
                lang.pick("an OpenDocument sheet (save it as .xlsx)", "таблица OpenDocument (сохраните её как .xlsx)")
            }
            Self::Document => lang.pick(
                "a text document (copy the table into a workbook)",
                "текстовый документ (скопируйте таблицу в книгу)",
            ),
            Self::Archive => lang.pick("an archive (unpack it first)", "архив (сначала распакуйте его)"),
            Self::Html => lang.pick(
                "a web page under another name (open it in Excel and save it as .xlsx)",
                "веб-страница под другим именем (откройте в Excel и сохраните как .xlsx)",
            ),
            Self::Xml => {
                lang.pick("XML (open it in Excel and save it as .xlsx)", "XML (откройте в Excel и сохраните как .xlsx)")
            }
            Self::Pdf => lang.pick("a PDF (ask for the workbook itself)", "PDF (попросите саму книгу)"),
            Self::Binary => lang.pick("neither a workbook nor text", "не книга и не текст"),
            Self::Empty => lang.pick("it is empty", "он пуст"),
        }
    }
}
