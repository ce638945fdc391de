//! Files in; rows of cells with the addresses that Excel shows out.
//!
//! What a file is, its content decides. Text and `.xlsx` are streamed; calamine's dense range is
//! never used for them (one cell in the last corner of a 1.4 KB file would make it ask for 512 GB).
//! The readers of workbooks can be brought down by a file all the same, so the program has them work
//! in a process of its own: see [`Apart`].
//!
//! To add a format: a variant in `Format`, and what gives its `RawRow`s in `workbook`.

mod address;
mod apart;
mod book;
mod choose;
mod content;
mod csv;
mod encoding;
mod error;
mod file;
mod fold;
mod format;
mod gate;
mod guess;
mod head;
mod headers;
mod heading;
mod hidden;
mod hint;
mod lock;
mod looks;
mod marks;
mod names;
mod raw;
mod rows;
mod runs;
mod sight;
mod stray;
mod unit;
mod workbook;

use std::ops::ControlFlow;
use std::path::Path;

pub use self::apart::{Apart, asked, serve};
use self::choose::Wanted;
use self::csv::Text;
pub use self::error::{Columns, Damage, Excess, Kind, Lost, NoChoice, PartDamage, SheetError, Trouble};
use self::file::{Watched, digest, regular};
use self::format::Outside;
use self::head::Head;
pub use self::hidden::Hidden;
use self::names::Names;
pub use self::names::TableColumns;
use self::raw::RawRow;
use self::rows::Rows;
pub use self::workbook::Own;
use crate::host::held::Patience;
use crate::host::stdin;
use crate::sheet::Row;
use crate::sheet::input::Input;
use crate::sheet::problem::Diagnostic;

/// Rows of one batch: each may stand for a thousand servers.
const BATCH: usize = 512;

/// What is read of a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The sheet to read, where several could be meant.
    pub sheet: Option<String>,
    /// The encoding of a text file; found out if it is not given.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// What becomes of what is hidden; if it is not given, hidden orders are errors.
    pub hidden: Option<Hidden>,
    /// Whether a total that is not the sum of its rows is an error.
    pub strict_totals: bool,
    /// The columns that only the tariff table knows; without it, what every table may have.
    pub table: Option<TableColumns>,
    /// How workbooks are read in a process of their own; without it in this one, which is for files
    /// that are trusted.
    pub apart: Option<Apart>,
}

/// A file whose header was found.
#[derive(Debug)]
pub struct OpenSheet {
    input: Input,
    notes: Vec<Diagnostic>,
    source: Source,
    hidden: Option<Hidden>,
    strict_totals: bool,
    watched: Watched,
}

#[derive(Debug)]
enum Source {
    Apart(apart::Reader),
    Here(Box<book::Sheet>),
    Text(Text),
}

/// What of this program's own a file is: its results or its plan; none if it is something else, or not whole.
#[must_use]
pub fn own(path: &Path) -> Option<Own> {
    let shown = path.display().to_string();
    workbook::own(&shown, regular(path, &shown).ok()?.into())
}

/// Opens a sheet and finds its columns.
///
/// # Errors
///
/// [`SheetError::Columns`] when the columns are not those of an order sheet; any other variant when
/// the file cannot be read at all.
pub fn open(path: &Path, options: &Options) -> Result<OpenSheet, SheetError> {
    let is_stdin = stdin::is_meant(path);
    let last = path.file_name().filter(|_| !is_stdin);
    let file = if is_stdin { stdin::CALLED.to_owned() } else { path.display().to_string() };
    let file = last.map_or(file, |name| name.to_string_lossy().into_owned());
    let shown = path.display().to_string();
    let io = |error: std::io::Error| SheetError::io(&shown, &error);
    let mut handle = if is_stdin { stdin::file().map_err(io)? } else { regular(path, &shown)? };
    // Before the first byte is read, so that no change goes unseen.
    let watched = Watched::new(&handle).map_err(io)?;
    // A part of it may be locked for a moment.
    let sha256 = Patience::READING.again(|| digest(&mut handle)).map_err(io)?;
    let names = Names::new(options.table.as_ref());
    let (head, source) = match (format::outside(&file, &mut handle)?, &options.apart) {
        (Outside::Container, Some(apart)) => {
            let asked = (options.sheet.as_deref(), options.hidden, options.table.as_ref());
            let (head, reader) = apart::Reader::open(&file, handle, apart, asked)?;
            (head, Source::Apart(reader))
        }
        (Outside::Container, None) => {
            let wanted = Wanted { sheet: options.sheet.as_deref(), hidden: options.hidden, names: &names };
            let (head, sheet) = book::open(&file, handle.into(), &wanted)?;
            (head, Source::Here(Box::new(sheet)))
        }
        (Outside::Text, _) => {
            let mut text = Text::read(&file, handle, options.encoding)?;
            let (layout, mut notes) = choose::columns(&file, None, &text.head(&file)?, &names)?;
            notes.extend(text.note());
            (Head { format: text.describe(), layout, notes }, Source::Text(text))
        }
    };
    let mut notes = head.notes;
    notes.extend(Some(path).filter(|_| !is_stdin).and_then(lock::beside));
    let input = Input { file, sha256, format: head.format, layout: head.layout };
    Ok(OpenSheet { input, notes, source, hidden: options.hidden, strict_totals: options.strict_totals, watched })
}

impl OpenSheet {
    /// The facts of the file: name, SHA-256, format, columns.
    #[must_use]
    pub const fn input(&self) -> &Input {
        &self.input
    }

    /// What is worth knowing of the file and its columns. Orders on hidden sheets are an error.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// Streams the rows below the header, in batches of a few hundred. Rows with nothing in the
    /// known columns, total rows and hidden rows that are to be skipped are left out. What is found
    /// is returned; an error of a row in it keeps that row from being ordered.
    ///
    /// # Errors
    ///
    /// When the file turns out to be damaged on the way, or was written to meanwhile.
    pub fn batches(self, each: &mut dyn FnMut(Vec<Row>) -> ControlFlow<()>) -> Result<Vec<Diagnostic>, SheetError> {
        let Self { input, mut source, hidden, strict_totals, watched, .. } = self;
        let separator = if let Source::Text(text) = &source { Some(text.separator()) } else { None };
        let mut rows = Rows::new(&input.layout, separator, hidden, strict_totals);
        let mut batch = Vec::with_capacity(BATCH);
        let mut row = |raw: RawRow| {
            let Some(row) = rows.ordered(raw) else { return ControlFlow::Continue(()) };
            batch.push(row);
            if batch.len() < BATCH {
                return ControlFlow::Continue(());
            }
            each(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))
        };
        match &mut source {
            Source::Apart(reader) => reader.rows(&input.file, &mut row)?,
            Source::Here(sheet) => sheet.rows(&input.file, &mut row)?,
            Source::Text(text) => text.rows(&input.file, &mut row)?,
        }
        // Rows read while somebody saved the file may be of two versions of it.
        watched.check(&input.file)?;
        if !batch.is_empty() {
            // It was the last batch, so it does not matter whether more are wanted.
            let _ = each(batch);
        }
        Ok(rows.noted())
    }
}
