//! An open `.xls`: its sheets, and their cells from the top.

use std::cell::Cell;
use std::io::{Read, Seek, SeekFrom};

use super::globals::{Globals, SHEETS, Wrong};
use super::sheet::{Scan, scan};
use crate::reader::content::Content;
use crate::reader::error::{Damage, Excess, Kind, SheetError};
use crate::reader::format::HELD_WHOLE;
use crate::reader::marks::Marks;
use crate::reader::workbook::container::Container;
use crate::reader::workbook::each_cell::EachCell;
use crate::reader::workbook::held::{Held, HeldCell};
use crate::reader::workbook::styled::Styled;
use crate::reader::workbook::velvet::{self, Records};
use crate::reader::workbook::{calculated, twice};
use crate::sheet::{self, Value};

/// The columns that a sheet of this format has.
const COLUMNS: u16 = 256;

/// How often the stream is gone through at most. Every sheet is looked into, but only from its own place to its
/// end.
const PASSES: usize = 16;

/// An open workbook.
pub(in crate::reader::workbook) struct Book {
    stream: Vec<u8>,
    globals: Globals,
    styled: Styled,
    /// How many bytes may still be gone through: sheets within sheets would be, over and over.
    left: Cell<usize>,
}

impl Book {
    pub(in crate::reader::workbook) fn open(file: &str, mut handle: Content) -> Result<Self, SheetError> {
        let io = |error: std::io::Error| SheetError::io(file, &error);
        let mut bytes = Vec::new();
        handle.seek(SeekFrom::Start(0)).map_err(io)?;
        handle.take(HELD_WHOLE).read_to_end(&mut bytes).map_err(io)?;
        let stream = stream(&bytes).map_err(|wrong| refused(file, &wrong))?;
        drop(bytes);
        let (stream, mut globals) = readable(stream).map_err(|wrong| refused(file, &wrong))?;
        if globals.sheets.len() > SHEETS {
            return Err(SheetError::too_large(file, Excess::Sheets(SHEETS)));
        }
        let styled = Styled::new(&std::mem::take(&mut globals.found));
        let styled = styled.ok_or_else(|| SheetError::too_large(file, Excess::Formats))?;
        let left = Cell::new(stream.len().saturating_mul(PASSES));
        Ok(Self { stream, globals, styled, left })
    }

    /// The sheets of cells, each with whether a person sees it.
    pub(in crate::reader::workbook) fn sheets(&self) -> impl Iterator<Item = (&str, bool)> {
        self.globals.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visible))
    }

    /// What stands out in a sheet.
    pub(in crate::reader::workbook) fn marks(&self, file: &str, sheet: &str) -> Result<Marks, SheetError> {
        self.scan(file, sheet)?.marks.done(file)
    }

    /// Tells the cells of a sheet, from the top.
    pub(in crate::reader::workbook) fn cells(
        &self,
        file: &str,
        sheet: &str,
        each: EachCell<'_>,
    ) -> Result<(), SheetError> {
        let mut scan = self.scan(file, sheet)?;
        let cells = std::mem::take(&mut scan.cells);
        let arrays = std::mem::take(&mut scan.arrays).done();
        scan.arrays = arrays.ok_or_else(|| SheetError::too_large(file, Excess::Formats))?;
        let told = |cell: &HeldCell| self.cell(&scan, cell).map_err(|wrong| refused(file, &wrong));
        twice::once(&cells, &told, each).map(|_| ())
    }

    fn scan(&self, file: &str, sheet: &str) -> Result<Scan<'_>, SheetError> {
        let found = self.globals.sheets.iter().find(|found| found.name == sheet).ok_or(Wrong::Records);
        let scan = found.and_then(|found| {
            let scan = scan(&self.globals, &self.styled, &self.stream, found.at)?;
            self.left.set(self.left.get().checked_sub(scan.length).ok_or(Wrong::Records)?);
            Ok(scan)
        });
        let scan = scan.map_err(|wrong| refused(file, &wrong))?;
        match scan.cells.iter().find(|cell| cell.at.1 >= COLUMNS) {
            None => Ok(scan),
            Some(HeldCell { at: (row, col), .. }) => {
                let why = Damage::NoSuchCell(format!("R{}C{}", row + 1, u32::from(*col) + 1));
                Err(SheetError::Damaged { file: file.to_owned(), why })
            }
        }
    }

    /// What a cell holds; none if nothing.
    fn cell(&self, scan: &Scan<'_>, cell: &HeldCell) -> Result<Option<sheet::Cell>, Wrong> {
        let formula = cell.formula || scan.arrays.get(cell.at.0, cell.at.1).is_some();
        let shared = match cell.held {
            Held::Shared(at) => self.globals.shared.get(at).ok_or(Wrong::Records)?,
            _ => "",
        };
        Ok(cell.told(&self.styled, shared, formula).map(|mut told| {
            // xlwt gives no formula a result; other programs give 0 and say that it is none.
            let unsaid = scan.stale || cell.asks || (!scan.calculated && matches!(told.value, Value::Text(_)));
            if formula && unsaid && calculated::is_nothing(&told.value) {
                told.value = Value::NoValue;
            }
            told
        }))
    }
}

/// The stream of the workbook. A file that is meant for Excel 95 as well has one of either kind.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Wrong> {
    let container = Container::open(bytes).ok_or(Wrong::CutOff)?;
    let stream = container.stream("Workbook").or_else(|| container.stream("Book")).ok_or(Wrong::NoWorkbook)?;
    stream.map_err(|_| Wrong::CutOff)
}

/// What a stream says of all sheets, also one that is encrypted with the password of a protected structure.
fn readable(stream: Vec<u8>) -> Result<(Vec<u8>, Globals), Wrong> {
    let stream = match Globals::read(&stream) {
        Err(Wrong::Encrypted) => match velvet::records(stream) {
            Records::Opened(opened) => opened,
            Records::Closed => return Err(Wrong::Structure),
            Records::Locked => return Err(Wrong::Encrypted),
        },
        globals => return Ok((stream, globals?)),
    };
    let globals = Globals::read(&stream)?;
    Ok((stream, globals))
}

fn refused(file: &str, wrong: &Wrong) -> SheetError {
    let damaged = |why| SheetError::Damaged { file: file.to_owned(), why };
    match wrong {
        Wrong::TooOld => SheetError::not_a_sheet(file, Kind::OldExcel),
        Wrong::Encrypted => SheetError::not_a_sheet(file, Kind::Protected),
        Wrong::CodePage(page) => damaged(Damage::CodePage(*page)),
        Wrong::Structure => SheetError::not_a_sheet(file, Kind::Structure),
        Wrong::NoWorkbook => SheetError::not_a_sheet(file, Kind::OldOffice),
        Wrong::CutOff => damaged(Damage::CutOff),
        Wrong::Records => damaged(Damage::Records),
    }
}
