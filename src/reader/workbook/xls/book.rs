//! An open `.xls`: its sheets, and their cells from the top.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::container::Container;
use super::globals::{Globals, SHEETS, Wrong};
use super::sheet::{Scan, scan};
use crate::reader::error::{Damage, Excess, Kind, SheetError};
use crate::reader::format::HELD_WHOLE;
use crate::reader::marks::Marks;
use crate::reader::workbook::each_cell::EachCell;
use crate::reader::workbook::held::{Held, HeldCell};
use crate::reader::workbook::styled::Styled;
use crate::reader::workbook::{calculated, twice};
use crate::sheet::{Cell, Value};

/// The columns that a sheet of this format has.
const COLUMNS: u16 = 256;

/// An open workbook.
pub(in crate::reader::workbook) struct Book {
    stream: Vec<u8>,
    globals: Globals,
    styled: Styled,
}

impl Book {
    pub(in crate::reader::workbook) fn open(file: &str, mut handle: File) -> Result<Self, SheetError> {
        let io = |error: std::io::Error| SheetError::io(file, &error);
        let mut bytes = Vec::new();
        handle.seek(SeekFrom::Start(0)).map_err(io)?;
        handle.take(HELD_WHOLE).read_to_end(&mut bytes).map_err(io)?;
        let stream = stream(&bytes).map_err(|wrong| refused(file, &wrong))?;
        drop(bytes);
        let mut globals = Globals::read(&stream).map_err(|wrong| refused(file, &wrong))?;
        if globals.sheets.len() > SHEETS {
            return Err(SheetError::too_large(file, Excess::Sheets(SHEETS)));
        }
        let styled = Styled::new(&std::mem::take(&mut globals.found));
        Ok(Self { stream, globals, styled })
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
        for row in cells.chunk_by(|one, next| one.at.0 == next.at.0) {
            let no = row.first().map_or(0, |cell| cell.at.0);
            let mut told = Vec::new();
            for cell in row {
                let value = self.cell(&scan, cell).map_err(|wrong| refused(file, &wrong))?;
                told.extend(value.map(|value| (cell.at.1, value)));
            }
            for (col, cell) in twice::once(told) {
                if each(no, u32::from(col), cell)?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn scan(&self, file: &str, sheet: &str) -> Result<Scan<'_>, SheetError> {
        let found = self.globals.sheets.iter().find(|found| found.name == sheet);
        let scan =
            found.ok_or(Wrong::Records).and_then(|found| scan(&self.globals, &self.styled, &self.stream, found.at));
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
    fn cell(&self, scan: &Scan<'_>, cell: &HeldCell) -> Result<Option<Cell>, Wrong> {
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

fn refused(file: &str, wrong: &Wrong) -> SheetError {
    let damaged = |why| SheetError::Damaged { file: file.to_owned(), why };
    match wrong {
        Wrong::TooOld => SheetError::not_a_sheet(file, Kind::OldExcel),
        Wrong::Encrypted => SheetError::not_a_sheet(file, Kind::Protected),
        Wrong::CodePage(page) => damaged(Damage::CodePage(*page)),
        Wrong::NoWorkbook => SheetError::not_a_sheet(file, Kind::OldOffice),
        Wrong::CutOff => damaged(Damage::CutOff),
        Wrong::Records => damaged(Damage::Records),
    }
}
