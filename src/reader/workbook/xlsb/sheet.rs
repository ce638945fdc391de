//! The records of a sheet of an `.xlsb`: its rows and cells, and what stands out in it. \[MS-XLSB\] 2.1.7.62.

use std::io::Read;

use calamine::Dimensions;

use super::records::{Record, Records, Wrong};
use super::texts::Shared;
use crate::reader::address::{COLS, ROWS};
use crate::reader::marks::{Marks, WIDEST};
use crate::reader::runs::Runs;
use crate::reader::workbook::columns::{Columns, LOW, NARROW};
use crate::reader::workbook::held::{Held, HeldCell, rk};
use crate::reader::workbook::styled::Styled;

const ROW: u32 = 0;
const BLANK: u32 = 1;
const RK: u32 = 2;
const ERROR: u32 = 3;
const BOOL: u32 = 4;
const NUMBER: u32 = 5;
const TEXT: u32 = 6;
const SHARED: u32 = 7;
const FORMULA_TEXT: u32 = 8;
const FORMULA_NUMBER: u32 = 9;
const FORMULA_BOOL: u32 = 10;
const FORMULA_ERROR: u32 = 11;
const RICH_TEXT: u32 = 62;
/// Cells in a short form, which leaves their column out, from the blank one on: each is the next one of its row.
const SHORT: u32 = 12;
const LAST_SHORT: u32 = 18;
const COL_INFO: u32 = 60;
const END_CELLS: u32 = 146;
const END_SHEET: u32 = 130;
const MERGE: u32 = 176;
const ARRAY: u32 = 426;
const TABLE: u32 = 428;
/// What only later programs, or only some, are to read.
const FUTURE: u32 = 35;
const END_FUTURE: u32 = 36;
const ALTERNATIVE: u32 = 37;
const END_ALTERNATIVE: u32 = 38;

/// What is wrong with a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// Its records.
    Records(Wrong),
    /// No sheet has a row or a column of this number, from 0.
    NoSuchCell(u32, u32),
    /// A row, from 0, is written twice or after a later one.
    Unordered(u32),
}

impl From<Wrong> for Bad {
    fn from(wrong: Wrong) -> Self {
        Self::Records(wrong)
    }
}

/// A record of a sheet that matters here.
pub(super) enum Told<'d> {
    Cell(HeldCell),
    Other(Record<'d>),
}

/// The records of a sheet.
pub(super) struct Sheet<R> {
    records: Records<R>,
    /// The row whose cells follow, and the column of the next one.
    row: Option<u32>,
    col: Option<u32>,
    /// Whether all cells were read.
    over: bool,
    /// How often what only some programs are to read was begun and not ended.
    within: u32,
}

impl<R: Read> Sheet<R> {
    pub(super) const fn new(part: R) -> Self {
        Self { records: Records::new(part), row: None, col: None, over: false, within: 0 }
    }

    /// The next cell or other record; none at the end of the sheet.
    pub(super) fn next(&mut self) -> Result<Option<Told<'_>>, Bad> {
        let Some(record) = self.records.next()? else { return Err(Wrong::CutOff.into()) };
        let is_cell = matches!(record.kind, ROW..=LAST_SHORT | RICH_TEXT);
        if is_cell && (self.over || self.within > 0) {
            // Whether a program shows it, nobody can say.
            return Err(Wrong::Records.into());
        }
        match record.kind {
            FUTURE | ALTERNATIVE => self.within += 1,
            END_FUTURE | END_ALTERNATIVE => self.within = self.within.saturating_sub(1),
            _ if self.within > 0 => return Ok(Some(Told::Other(Record { kind: u32::MAX, data: &[] }))),
            END_CELLS => self.over = true,
            END_SHEET => return Ok(None),
            ROW => {
                let row = record.u32(0)?;
                if row >= ROWS {
                    return Err(Bad::NoSuchCell(row, 0));
                }
                if self.row.is_some_and(|before| row <= before) {
                    return Err(Bad::Unordered(row));
                }
                (self.row, self.col) = (Some(row), None);
            }
            _ if is_cell => {
                let short = (SHORT..=LAST_SHORT).contains(&record.kind);
                let col = if short { self.col.ok_or(Wrong::Records)? } else { record.u32(0)? };
                let cell = cell(&record, self.row.ok_or(Wrong::Records)?, col, if short { 0 } else { 4 })?;
                self.col = Some(col + 1);
                if let Some(cell) = cell {
                    return Ok(Some(Told::Cell(cell)));
                }
            }
            _ => {}
        }
        Ok(Some(Told::Other(record)))
    }
}

/// The cell of a record whose style stands at a place; none if it is blank.
fn cell(record: &Record<'_>, row: u32, col: u32, at: usize) -> Result<Option<HeldCell>, Bad> {
    let (style, value) = (record.u32(at)? & 0x00ff_ffff, at + 4);
    let Some(col) = u16::try_from(col).ok().filter(|col| u32::from(*col) < COLS) else {
        return Err(Bad::NoSuchCell(row, col));
    };
    let kind = if (SHORT..=LAST_SHORT).contains(&record.kind) { record.kind - SHORT + BLANK } else { record.kind };
    let held = match kind {
        BLANK => return Ok(None),
        RK => Held::Number(rk(record.u32(value)?)),
        ERROR | FORMULA_ERROR => Held::Error(record.u8(value)?),
        BOOL | FORMULA_BOOL => Held::Bool(record.u8(value)? != 0),
        NUMBER | FORMULA_NUMBER => Held::Number(record.f64(value)?),
        TEXT | FORMULA_TEXT => Held::Text(record.text(value)?.0.into()),
        SHARED => Held::Shared(usize::try_from(record.u32(value)?).map_err(|_| Wrong::Records)?),
        // One byte says what follows the letters.
        _ => Held::Text(record.text(value + 1)?.0.into()),
    };
    let formula = matches!(kind, FORMULA_TEXT..=FORMULA_ERROR);
    Ok(Some(HeldCell { at: (row, col), style, formula, asks: false, held }))
}

/// What stands out in a sheet, and which of its cells array formulas and data tables made.
pub(super) fn marks(part: impl Read, styled: &Styled, shared: &Shared) -> Result<(Marks, Runs<()>), Bad> {
    let (mut sheet, mut marks, mut arrays) = (Sheet::new(part), styled.marks(), Runs::default());
    let mut columns = Columns::default();
    while let Some(told) = sheet.next()? {
        match told {
            Told::Cell(cell) => {
                styled.note(&mut marks, cell.at, cell.style());
                if matches!(cell.held, Held::Shared(at) if shared.is_struck(at)) {
                    marks.strike(cell.at.0, cell.at.1);
                }
            }
            Told::Other(record) => match record.kind {
                // Hidden by hand, by a filter or a group, or of no height.
                ROW if record.u8(11)? & 0x10 != 0 || record.u16(8)? < LOW => marks.hide_row(record.u32(0)?),
                COL_INFO if record.u16(16)? & 1 != 0 || record.u32(8)? < u32::from(NARROW) => {
                    columns.hide(record.u32(0)?, record.u32(4)?);
                }
                MERGE => marks.merge(area(&record)?),
                ARRAY | TABLE => {
                    let Dimensions { start: (first, left), end: (last, right) } = area(&record)?;
                    for col in (left..=right).map_while(|col| u16::try_from(col).ok()).take_while(|col| *col <= WIDEST)
                    {
                        arrays.span(col, (first, last), ());
                    }
                }
                _ => {}
            },
        }
    }
    columns.tell(&mut marks);
    Ok((marks, arrays))
}

/// An area: rows and columns from 0.
pub(super) fn area(record: &Record<'_>) -> Result<Dimensions, Wrong> {
    area_at(record, 0)
}

/// An area that stands further back in a record.
pub(super) fn area_at(record: &Record<'_>, at: usize) -> Result<Dimensions, Wrong> {
    let [first, last, left, right] = [record.u32(at)?, record.u32(at + 4)?, record.u32(at + 8)?, record.u32(at + 12)?];
    let area = Dimensions { start: (first, left), end: (last, right) };
    if first <= last && last < ROWS && left <= right && right < COLS { Ok(area) } else { Err(Wrong::Records) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::raw::Mark;
    use crate::reader::workbook::styled::{Found, Style};
    use crate::sheet::{Cell, Col};

    fn record(kind: u32, data: &[u8]) -> Vec<u8> {
        let (low, high) = (u8::try_from(kind & 0x7f).expect("seven bits"), u8::try_from(kind >> 7).expect("a kind"));
        let kind = if high > 0 { vec![low | 0x80, high] } else { vec![low] };
        [kind, vec![u8::try_from(data.len()).expect("a short record")], data.to_vec()].concat()
    }

    fn longs(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    #[test]
    fn columns_and_struck_out_cells_are_told() {
        let column =
            |first, last, width, flags| record(COL_INFO, &[longs(&[first, last, width, 0]), vec![flags, 0]].concat());
        let number = |col, style| record(NUMBER, &[longs(&[col, style]), vec![0; 8]].concat());
        let sheet = [
            column(0, 0, 2304, 0),
            column(1, 2, 2304, 1),
            column(4, 4, 0, 0),
            record(ROW, &[longs(&[3, 0]), vec![44, 1, 0, 0, 0, 0, 0, 0, 0]].concat()),
            number(0, 1),
            number(3, 0),
            record(END_CELLS, &[]),
            record(END_SHEET, &[]),
        ];
        let style = |font| Style { format: 0, font };
        let found = Found { fonts: vec![false, true], styles: vec![style(0), style(1)], ..Found::default() };
        let (marks, _) = marks(sheet.concat().as_slice(), &Styled::new(&found).expect("styles"), &Shared::default())
            .expect("a sheet");
        let cells: Vec<(Col, Cell)> = (0..6).map(|col| (Col::from_index(col), Cell::text("x"))).collect();
        let marks = marks.done("f").expect("marks").of_row(3, &cells);
        let told: Vec<(u16, Mark)> = marks.iter().map(|(col, mark)| (col.index(), *mark)).collect();
        let hidden = [1, 2, 4].map(|col| (col, Mark::HiddenColumn));
        assert_eq!(told, [&hidden[..], &[(0, Mark::Struck)]].concat());
    }
}
