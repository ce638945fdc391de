//! Workbooks: rows with absolute addresses, behind limits.
//!
//! calamine reads the cells of `.xlsx`, and gives the second reading of an `.ods`; of the binary formats only
//! their records are asked, in `xls` and `xlsb`. A reader can fail in ways that take the whole process along, so
//! the program has this done [apart](super::apart); `.xlsx` and `.xlsb` are streamed, the other formats are
//! held whole.

mod bytes;
mod calculated;
mod columns;
mod container;
mod each_cell;
mod held;
mod ods;
mod styled;
mod twice;
mod value;
mod velvet;
mod xls;
mod xlsb;
mod xlsx;

use std::ops::ControlFlow;

use self::velvet::Velvet;
pub use self::xlsx::Own;
pub(in crate::reader) use self::xlsx::own;
use super::address;
use super::error::{Damage, Excess, Kind, SheetError};
use super::format::{self, Format, HELD_WHOLE};
use super::gate;
use super::headers::HEADER_ROWS;
use super::marks::Marks;
use super::raw::{Each, RawRow};
use crate::reader::content::Content;
use crate::sheet::{Cell, Col, RowNo, Value};

/// The most cells of a sheet: a full Excel sheet of 50 columns.
const CELLS: u64 = 1_048_576 * 50;

/// The most bytes of text in a row, and in a sheet: cells share texts, so that a small file can hold any number
/// of long ones.
const ROW_TEXT: u64 = 1 << 20;
const TEXT: u64 = 1 << 30;

/// An open workbook.
pub(super) struct Workbook {
    book: Book,
    format: Format,
    results: bool,
    /// Whether the workbook says that its results are not valid.
    stale: bool,
}

/// The readers of the formats.
enum Book {
    Xlsx(Box<xlsx::Book>),
    Xlsb(Box<xlsb::Book>),
    Xls(Box<xls::Book>),
    Ods(Box<ods::Document>),
}

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub(super) struct SheetName {
    pub(super) name: String,
    /// Whether a person sees it.
    pub(super) visible: bool,
}

impl SheetName {
    fn new((name, visible): (&str, bool)) -> Self {
        Self { name: name.to_owned(), visible }
    }
}

impl Workbook {
    /// Opens a workbook after its parts were found to be within the limits.
    pub(super) fn open(file: &str, mut handle: Content) -> Result<Self, SheetError> {
        let io = |error: std::io::Error| SheetError::io(file, &error);
        match velvet::opened(&mut handle) {
            Some(Velvet::Opened(opened)) => handle = opened,
            Some(Velvet::Closed) => return Err(SheetError::not_a_sheet(file, Kind::Structure)),
            None => {}
        }
        let format = format::inside(file, &mut handle)?;
        if format != Format::Xlsx && handle.len().map_err(io)? > HELD_WHOLE {
            return Err(SheetError::too_large(file, Excess::HeldWhole(format.name().to_owned(), HELD_WHOLE >> 20)));
        }
        // In an .xls nothing unpacks, and what is read of an .xlsx is counted while it is read.
        let gated = matches!(format, Format::Xlsb | Format::Ods);
        let mut results = gated && gate::admit(file, &mut handle, format)?.results;
        // The binary formats say it of each sheet, and OpenDocument has no such word.
        let mut stale = false;
        let book = match format {
            Format::Xlsx => {
                let book = xlsx::Book::open(file, handle)?;
                (results, stale) = (book.is_results(), book.is_stale());
                Book::Xlsx(Box::new(book))
            }
            Format::Xlsb => Book::Xlsb(Box::new(xlsb::Book::open(file, handle)?)),
            Format::Xls => Book::Xls(Box::new(xls::Book::open(file, handle)?)),
            Format::Ods => Book::Ods(Box::new(ods::Document::open(file, handle)?)),
        };
        Ok(Self { book, format, results, stale })
    }

    /// What the format is called.
    pub(super) const fn format(&self) -> Format {
        self.format
    }

    /// Whether this program wrote it as results.
    pub(super) const fn is_results(&self) -> bool {
        self.results
    }

    /// All sheets, in their order.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        match &self.book {
            Book::Xlsx(book) => book.sheets().map(SheetName::new).collect(),
            Book::Xlsb(book) => book.sheets().map(SheetName::new).collect(),
            Book::Xls(book) => book.sheets().map(SheetName::new).collect(),
            Book::Ods(document) => document.tables().map(SheetName::new).collect(),
        }
    }

    /// The first rows of a sheet, in which the header is looked for.
    pub(super) fn head(&mut self, file: &str, sheet: &str) -> Result<Vec<RawRow>, SheetError> {
        let mut rows = Vec::new();
        let marks = self.marks(file, sheet)?;
        self.stream(file, sheet, &marks, &mut |row| {
            if row.no.get() > HEADER_ROWS {
                return ControlFlow::Break(());
            }
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    /// Streams the rows of a sheet that have something in them.
    pub(super) fn rows(&mut self, file: &str, sheet: &str, each: Each<'_>) -> Result<(), SheetError> {
        let marks = self.marks(file, sheet)?;
        self.stream(file, sheet, &marks, each)
    }

    /// Hidden rows and merged cells, as far as the format's reader tells.
    fn marks(&mut self, file: &str, sheet: &str) -> Result<Marks, SheetError> {
        match &mut self.book {
            Book::Xlsx(book) => book.marks(file, sheet),
            Book::Xls(book) => book.marks(file, sheet),
            Book::Xlsb(book) => book.marks(file, sheet),
            Book::Ods(document) => document.marks(file, sheet),
        }
    }

    fn stream(&mut self, file: &str, sheet: &str, marks: &Marks, each: Each<'_>) -> Result<(), SheetError> {
        let mut rows = Rows { marks, stale: self.stale, each, at: None, cells: Vec::new(), count: 0, text: (0, 0) };
        match &mut self.book {
            Book::Xlsx(book) => {
                book.cells(file, sheet, &mut |row, col, cell| rows.add(file, row, col, Some(cell)))?;
            }
            Book::Xlsb(book) => {
                book.cells(file, sheet, &mut |row, col, cell| rows.add(file, row, col, Some(cell)))?;
            }
            Book::Xls(book) => {
                book.cells(file, sheet, &mut |row, col, cell| rows.add(file, row, col, Some(cell)))?;
            }
            Book::Ods(document) => {
                document.stream(file, sheet, &mut |row, col, mut cell| {
                    cell.formula |= u16::try_from(col).is_ok_and(|col| marks.is_computed(row, col));
                    rows.add(file, row, col, Some(cell))
                })?;
            }
        }
        let _ = rows.finish();
        Ok(())
    }
}

/// Cells on their way to rows.
struct Rows<'r> {
    marks: &'r Marks,
    stale: bool,
    each: Each<'r>,
    at: Option<u32>,
    cells: Vec<(Col, Cell)>,
    count: u64,
    /// The bytes of text in the row, and in the rows before it.
    text: (u64, u64),
}

impl Rows<'_> {
    /// Takes the next cell; a row that is whole is passed on.
    fn add(&mut self, file: &str, row: u32, col: u32, cell: Option<Cell>) -> Result<ControlFlow<()>, SheetError> {
        self.count += 1;
        if self.count > CELLS {
            return Err(SheetError::too_large(file, Excess::Cells(CELLS)));
        }
        if self.at != Some(row) {
            if self.finish().is_break() {
                return Ok(ControlFlow::Break(()));
            }
            (self.at, self.text) = (Some(row), (0, self.text.0 + self.text.1));
        }
        if let Some(mut cell) = cell {
            // Programs that do not calculate write 0, or nothing, and that the results are not valid.
            if self.stale && cell.formula && calculated::is_nothing(&cell.value) {
                cell.value = Value::NoValue;
            }
            self.weigh(file, row, &cell)?;
            let here = u16::try_from(col).ok().filter(|_| row < address::ROWS && col < address::COLS);
            let Some(at) = here else {
                let why = Damage::NoSuchCell(format!("R{}C{}", u64::from(row) + 1, u64::from(col) + 1));
                return Err(SheetError::Damaged { file: file.to_owned(), why });
            };
            self.cells.push((Col::from_index(at), self.marks.looks.seen(row, at, cell)));
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Counts a cell's text.
    fn weigh(&mut self, file: &str, row: u32, cell: &Cell) -> Result<(), SheetError> {
        if let Value::Text(text) = &cell.value {
            self.text.0 += text.len() as u64;
        }
        match self.text {
            (here, _) if here > ROW_TEXT => Err(SheetError::too_large(file, Excess::Row(RowNo::from_index(row)))),
            (here, before) if here + before > TEXT => Err(SheetError::too_large(file, Excess::Text(TEXT >> 30))),
            _ => Ok(()),
        }
    }

    /// Passes the row on that was being gathered.
    fn finish(&mut self) -> ControlFlow<()> {
        let Some(row) = self.at.filter(|_| !self.cells.is_empty()) else { return ControlFlow::Continue(()) };
        // A merged cell may hold a value that nobody sees: it does not count.
        let mut cells: Vec<(Col, Cell)> = self.marks.covered(row).collect();
        cells.append(&mut self.cells);
        let row_no = RowNo::from_index(row);
        let mut raw = RawRow::new(row_no, cells);
        raw.hidden = self.marks.hides(row);
        raw.marks = self.marks.of_row(row, &raw.cells);
        (self.each)(raw)
    }
}
