//! Files in; rows of cells with the addresses that Excel shows out.
//!
//! What a file is, its content decides. Rows are streamed: nothing here holds a whole sheet of a
//! workbook, and calamine's dense range is never used (one cell in the last corner of a 1.4 KB
//! file would make it ask for 512 GB).
//!
//! To add a format: a variant in `Format`, a module that gives `RawRow`s.

mod csv;
mod encoding;
mod error;
mod format;
mod headers;
mod workbook;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;

use self::csv::Text;
pub use self::error::{Columns, Kind, SheetError};
use self::format::Format;
use self::headers::RawRow;
use self::workbook::Workbook;
use crate::diagnostic::{Diagnostic, FileProblem, Severity};
use crate::row::{Cell, Col, Layout, Row, RowNo};
use crate::run::Input;

/// The header stands among so many first rows.
const HEADER_ROWS: u32 = 20;

/// Rows of one batch: each may stand for a thousand servers.
const BATCH: usize = 512;

/// What is read of a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The sheet to read, where several could be meant.
    pub sheet: Option<String>,
    /// The encoding of a text file; found out if it is not given.
    pub encoding: Option<&'static encoding_rs::Encoding>,
}

/// A file whose header was found.
#[derive(Debug)]
pub struct OpenSheet {
    input: Input,
    notes: Vec<Diagnostic>,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Workbook(Box<Workbook>, String),
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
    let io = |error: std::io::Error| SheetError::Io { file: path.display().to_string(), why: error.to_string() };
    let mut handle = File::open(path).map_err(io)?;
    if handle.metadata().map_err(io)?.is_dir() {
        return Err(SheetError::Io { file: path.display().to_string(), why: "it is a folder".to_owned() });
    }
    let sha256 = digest(&mut handle).map_err(io)?;
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    let (found, source, format) = match format::of(&file, &mut handle)? {
        Format::Workbook => {
            let mut workbook = Workbook::open(&file, handle)?;
            let (found, name) = choose(&file, &mut workbook, options)?;
            (found, Source::Workbook(Box::new(workbook), name), "xlsx".to_owned())
        }
        Format::Text => {
            let mut text = Text::read(&file, &mut handle, options.encoding)?;
            let (rows, name) = (text.head(), text.describe());
            (columns(&file, None, &rows)?, Source::Text(text), name)
        }
    };
    let (layout, mut notes) = found;
    notes.extend(open_elsewhere(path));
    Ok(OpenSheet { input: Input { file, sha256, format, layout }, notes, source })
}

impl OpenSheet {
    /// The facts of the file: name, SHA-256, format, columns.
    #[must_use]
    pub const fn input(&self) -> &Input {
        &self.input
    }

    /// What is worth knowing of the file and its columns; no errors.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// Streams the rows below the header, in batches of a few thousand. Rows with nothing in the
    /// known columns and total rows are left out; the notes returned say which totals were.
    ///
    /// # Errors
    ///
    /// When the file turns out to be damaged on the way.
    pub fn batches(self, each: &mut dyn FnMut(Vec<Row>) -> ControlFlow<()>) -> Result<Vec<Diagnostic>, SheetError> {
        let Self { input, mut source, .. } = self;
        let layout = input.layout;
        let mut notes = Vec::new();
        let mut batch = Vec::with_capacity(BATCH);
        let mut row = |(no, cells): RawRow| {
            let Some(row) = ordered(&layout, no, cells, &mut notes) else { return ControlFlow::Continue(()) };
            batch.push(row);
            if batch.len() < BATCH { ControlFlow::Continue(()) } else { each(std::mem::take(&mut batch)) }
        };
        match &mut source {
            Source::Workbook(workbook, name) => workbook.rows(&input.file, name, &mut row)?,
            Source::Text(text) => text.rows(&mut row),
        }
        if !batch.is_empty() {
            let _ = each(batch);
        }
        Ok(notes)
    }
}

/// A row that may hold orders: below the header, something in the known columns, no total.
fn ordered(layout: &Layout, no: RowNo, mut cells: Vec<(Col, Cell)>, notes: &mut Vec<Diagnostic>) -> Option<Row> {
    if no <= layout.header_row {
        return None;
    }
    let beyond = cells.len();
    cells.retain(|(col, _)| layout.columns.iter().any(|column| column.col == *col));
    if cells.len() < beyond && layout.sheet.is_none() {
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let problem = FileProblem::Ragged { cells: count(beyond), headers: count(layout.columns.len()) };
        notes.push(Diagnostic { place: crate::diagnostic::Place::Row(no), problem: problem.into() });
    }
    let known =
        |col: Col| layout.columns.iter().any(|column| column.col == col && column.role != crate::row::Role::Carried);
    if !cells.iter().any(|(col, _)| known(*col)) {
        return None;
    }
    if headers::is_total(&cells, layout) {
        notes.push(Diagnostic { place: crate::diagnostic::Place::Row(no), problem: FileProblem::TotalRow.into() });
        return None;
    }
    Some(Row { no, cells })
}

/// The layout and notes of a sheet, and which sheet it is.
type Found = (Layout, Vec<Diagnostic>);

/// Chooses the sheet: the one asked for; else the one named for orders; else the only visible one
/// that has the columns.
fn choose(file: &str, workbook: &mut Workbook, options: &Options) -> Result<(Found, String), SheetError> {
    let names = workbook.visible();
    if let Some(given) = &options.sheet {
        let all = workbook.all();
        let Some(name) = all
            .iter()
            .find(|name| *name == given)
            .or_else(|| all.iter().find(|name| headers::normal(name) == headers::normal(given)))
        else {
            return Err(SheetError::NoSuchSheet { file: file.to_owned(), given: given.clone(), names: all });
        };
        let rows = workbook.head(file, name)?;
        return Ok((columns(file, Some(name.clone()), &rows)?, name.clone()));
    }
    let to_fix = ["To fix", "Исправить"];
    if workbook.is_results() {
        let Some(name) = names.iter().find(|name| to_fix.contains(&name.as_str())) else {
            return Err(SheetError::Results { file: file.to_owned() });
        };
        let rows = workbook.head(file, name)?;
        let found = columns(file, Some(name.clone()), &rows);
        return match found {
            Err(SheetError::Columns(_)) => Err(SheetError::Results { file: file.to_owned() }),
            other => Ok((other?, name.clone())),
        };
    }
    let meant = ["orders", "order", "заказы", "заказ"];
    if let Some(name) = names.iter().find(|name| meant.contains(&headers::normal(name).as_str())) {
        let rows = workbook.head(file, name)?;
        return Ok((columns(file, Some(name.clone()), &rows)?, name.clone()));
    }
    let mut fitting = Vec::new();
    for name in &names {
        let rows = workbook.head(file, name)?;
        if headers::header_row(&rows).is_some() {
            fitting.push((name.clone(), rows));
        }
    }
    match fitting.as_slice() {
        [] => Err(no_header(file, (names.len() == 1).then(|| names[0].clone()))),
        [(name, rows)] => Ok((columns(file, Some(name.clone()), rows)?, name.clone())),
        several => Err(SheetError::SeveralSheets {
            file: file.to_owned(),
            names: several.iter().map(|(name, _)| name.clone()).collect(),
        }),
    }
}

fn columns(file: &str, sheet: Option<String>, rows: &[RawRow]) -> Result<Found, SheetError> {
    let Some(row) = headers::header_row(rows) else { return Err(no_header(file, sheet)) };
    headers::layout(sheet.clone(), row)
        .map_err(|found| SheetError::Columns(Columns { file: file.to_owned(), sheet, found }))
}

fn no_header(file: &str, sheet: Option<String>) -> SheetError {
    let found = vec![Diagnostic::of_sheet(FileProblem::NoHeader)];
    SheetError::Columns(Columns { file: file.to_owned(), sheet, found })
}

/// SHA-256 of a file's content, in lower-case hexadecimal.
fn digest(file: &mut File) -> std::io::Result<String> {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        context.update(&buffer[..read]);
    }
    Ok(context.finish().as_ref().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}")))
}

/// A warning if a program holds the file open: Excel leaves `~$name`, LibreOffice `.~lock.name#`.
fn open_elsewhere(path: &Path) -> Option<Diagnostic> {
    let name = path.file_name()?.to_str()?;
    [format!("~${name}"), format!(".~lock.{name}#")]
        .into_iter()
        .find(|lock| path.with_file_name(lock).exists())
        .map(|lock| Diagnostic::of_sheet(FileProblem::OpenElsewhere { lock }))
        .inspect(|diagnostic| debug_assert_eq!(diagnostic.severity(), Severity::Warning))
}
