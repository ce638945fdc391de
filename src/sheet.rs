//! Files in; rows of cells with the addresses that Excel shows out.
//!
//! What a file is, its content decides. Text and `.xlsx` are streamed; calamine's dense range is
//! never used for them (one cell in the last corner of a 1.4 KB file would make it ask for 512 GB).
//! The readers of workbooks can be brought down by a file all the same, so the program has them work
//! in a process of its own: see [`Apart`].
//!
//! To add a format: a variant in `Format`, and what gives its `RawRow`s in `workbook`.

mod apart;
mod book;
mod choose;
mod csv;
mod encoding;
mod error;
mod format;
mod gate;
mod headers;
mod lock;
mod marks;
mod raw;
mod workbook;

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

pub use self::apart::{Apart, VERB, serve};
use self::csv::Text;
pub use self::error::{Columns, Damage, Excess, Kind, Lost, SheetError, Trouble};
use self::format::Outside;
use self::raw::RawRow;
use crate::check::yes_no;
use crate::diagnostic::{Diagnostic, FileProblem, Place};
use crate::row::{Col, Field, Layout, Role, Row, RowNo, Value};
use crate::run::Input;

/// The header stands among so many first rows.
const HEADER_ROWS: u32 = 20;

/// Rows of one batch: each may stand for a thousand servers.
const BATCH: usize = 512;

/// The largest file of a format whose reader holds all of it, in bytes.
const HELD_WHOLE: u64 = 20 << 20;

/// What becomes of hidden rows and hidden sheets that hold orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
pub enum Hidden {
    /// They are read like any other.
    Include,
    /// They are left out.
    Skip,
}

/// What is read of a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The sheet to read, where several could be meant.
    pub sheet: Option<String>,
    /// The encoding of a text file; found out if it is not given.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// What becomes of what is hidden; if it is not given, hidden orders are errors.
    pub hidden: Option<Hidden>,
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
    watched: Watched,
}

/// What was found of a sheet before its rows.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: String,
    layout: Layout,
    notes: Vec<Diagnostic>,
}

#[derive(Debug)]
enum Source {
    Apart(apart::Reader),
    Here(Box<book::Sheet>),
    Text(Text),
}

/// Told of each raw row; breaks off the reading.
type Each<'e> = &'e mut dyn FnMut(RawRow) -> ControlFlow<()>;

/// Opens a sheet and finds its columns.
///
/// # Errors
///
/// [`SheetError::Columns`] when the columns are not those of an order sheet; any other variant when
/// the file cannot be read at all.
pub fn open(path: &Path, options: &Options) -> Result<OpenSheet, SheetError> {
    let file = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let shown = path.display().to_string();
    let io = |error: std::io::Error| SheetError::io(&shown, &error);
    let mut handle = regular(path, &shown)?;
    let watched = Watched::new(&handle).map_err(io)?;
    let sha256 = digest(&mut handle).map_err(io)?;
    let asked = (options.sheet.as_deref(), options.hidden);
    let (head, source) = match (format::outside(&file, &mut handle)?, &options.apart) {
        (Outside::Container, Some(apart)) => {
            let (head, reader) = apart::Reader::open(&file, handle, apart, asked)?;
            (head, Source::Apart(reader))
        }
        (Outside::Container, None) => {
            let (head, sheet) = book::open(&file, handle, asked.0, asked.1)?;
            (head, Source::Here(Box::new(sheet)))
        }
        (Outside::Text, _) => {
            let mut text = Text::read(&file, handle, options.encoding)?;
            let (layout, notes) = choose::columns(&file, None, &text.head(&file)?)?;
            (Head { format: text.describe(), layout, notes }, Source::Text(text))
        }
    };
    let mut notes = head.notes;
    notes.extend(lock::beside(path));
    let input = Input { file, sha256, format: head.format, layout: head.layout };
    Ok(OpenSheet { input, notes, source, hidden: options.hidden, watched })
}

/// Opens a file of which nothing but a file can come: a pipe would keep the program waiting.
fn regular(path: &Path, shown: &str) -> Result<File, SheetError> {
    let io = |error: std::io::Error| SheetError::io(shown, &error);
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let handle = options.open(path).map_err(io)?;
    let kind = handle.metadata().map_err(io)?.file_type();
    if kind.is_file() {
        return Ok(handle);
    }
    let why = if kind.is_dir() { Trouble::Folder } else { Trouble::NotAFile };
    Err(SheetError::Io { file: shown.to_owned(), why })
}

/// A file as it stood when its reading began. Its digest would name something else than what was
/// read if somebody wrote to it meanwhile.
#[derive(Debug)]
struct Watched {
    handle: File,
    was: (u64, Option<SystemTime>),
}

impl Watched {
    fn new(handle: &File) -> std::io::Result<Self> {
        let handle = handle.try_clone()?;
        let was = Self::now(&handle)?;
        Ok(Self { handle, was })
    }

    fn now(handle: &File) -> std::io::Result<(u64, Option<SystemTime>)> {
        let facts = handle.metadata()?;
        Ok((facts.len(), facts.modified().ok()))
    }

    fn check(&self, file: &str) -> Result<(), SheetError> {
        if Self::now(&self.handle).is_ok_and(|now| now == self.was) {
            return Ok(());
        }
        Err(SheetError::Io { file: file.to_owned(), why: Trouble::Changed })
    }
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
        let Self { input, mut source, hidden, watched, .. } = self;
        let separator = if let Source::Text(text) = &source { Some(text.separator()) } else { None };
        let mut rows = Rows { layout: &input.layout, separator, hidden, notes: Vec::new(), unseen: Vec::new() };
        let mut batch = Vec::with_capacity(BATCH);
        let mut row = |raw: RawRow| {
            let Some(row) = rows.ordered(raw) else { return ControlFlow::Continue(()) };
            batch.push(row);
            if batch.len() < BATCH { ControlFlow::Continue(()) } else { each(std::mem::take(&mut batch)) }
        };
        match &mut source {
            Source::Apart(reader) => reader.rows(&input.file, &mut row)?,
            Source::Here(sheet) => sheet.rows(&input.file, &mut row)?,
            Source::Text(text) => text.rows(&input.file, &mut row)?,
        }
        watched.check(&input.file)?;
        if !batch.is_empty() {
            let _ = each(batch);
        }
        Ok(rows.noted())
    }
}

/// Raw rows on their way to rows that may hold orders.
struct Rows<'l> {
    layout: &'l Layout,
    /// The separator of a text file.
    separator: Option<char>,
    hidden: Option<Hidden>,
    notes: Vec<Diagnostic>,
    /// The hidden rows of which somebody said what becomes of them.
    unseen: Vec<RowNo>,
}

impl Rows<'_> {
    /// A row that may hold orders: below the header, something in the known columns, no total.
    fn ordered(&mut self, raw: RawRow) -> Option<Row> {
        let RawRow { no, mut cells, hidden } = raw;
        if no <= self.layout.header_row {
            return None;
        }
        let column = |col: Col| self.layout.columns.iter().find(|column| column.col == col);
        let known = |col: Col| column(col).is_some_and(|column| column.role != Role::Carried);
        if !cells.iter().any(|(col, cell)| known(*col) && !matches!(cell.value, Value::Merged(_))) {
            return None;
        }
        let last = self.layout.columns.last().map(|column| column.col);
        let (beyond, filled) = (cells.iter().filter(|(col, _)| Some(*col) > last).count(), cells.last());
        let width = filled.map_or(0, |(col, _)| u32::from(col.index()) + 1);
        cells.retain(|(col, _)| column(*col).is_some());
        if headers::is_total(&cells, self.layout) {
            self.note(no, FileProblem::TotalRow);
            return None;
        }
        // Rows that say themselves that they are not to be ordered are often filtered out.
        let enabled = self.layout.col(Field::Enabled).and_then(|at| cells.iter().find(|(col, _)| *col == at));
        let refused = enabled.is_some_and(|(_, cell)| yes_no(cell.as_read().trim()) == Some(false));
        if hidden && !refused {
            match self.hidden {
                None => self.note(no, FileProblem::HiddenRow),
                Some(Hidden::Include) => self.unseen.push(no),
                Some(Hidden::Skip) => {
                    self.unseen.push(no);
                    return None;
                }
            }
        }
        if let Some(separator) = self.separator {
            if beyond > 0 {
                let headers = last.map_or(0, |col| u32::from(col.index()) + 1);
                self.note(no, FileProblem::Ragged { cells: width, headers });
            }
            let taken_in = cells.iter().find_map(|(col, cell)| {
                let Value::Text(text) = &cell.value else { return None };
                let free = column(*col).is_some_and(|column| column.role.is_free_text());
                csv::swallowed(text, separator, free)
            });
            if let Some(lines) = taken_in {
                self.note(no, FileProblem::Swallowed { lines });
            }
        }
        Some(Row { no, cells })
    }

    fn note(&mut self, row: RowNo, problem: FileProblem) {
        self.notes.push(Diagnostic { place: Place::Row(row), problem: problem.into() });
    }

    /// Everything noted.
    fn noted(mut self) -> Vec<Diagnostic> {
        if !self.unseen.is_empty() {
            let included = self.hidden == Some(Hidden::Include);
            let problem = FileProblem::HiddenRows { rows: raw::ranges(&self.unseen), included };
            self.notes.insert(0, Diagnostic::of_sheet(problem));
        }
        self.notes
    }
}

/// SHA-256 of a file's content, in lower-case hexadecimal.
fn digest(file: &mut File) -> std::io::Result<String> {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    let mut buffer = vec![0; 1 << 16];
    file.seek(SeekFrom::Start(0))?;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        context.update(&buffer[..read]);
    }
    Ok(context.finish().as_ref().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}")))
}
