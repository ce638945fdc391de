//! The records of a sheet: its cells, and what stands out in it. \[MS-XLS\] 2.4.

use calamine::Dimensions;

use super::globals::{BOF, EOF, Globals, Wrong};
use super::records::{Record, Records};
use crate::reader::marks::{Marks, WIDEST};
use crate::reader::runs::Runs;
use crate::reader::workbook::columns::{Columns, LOW, NARROW};
use crate::reader::workbook::held::{Held, HeldCell, rk};
use crate::reader::workbook::styled::Styled;

const FORMULA: u16 = 0x0006;
const NOTE: u16 = 0x001c;
const UNCALCED: u16 = 0x005e;
const COL_INFO: u16 = 0x007d;
const MUL_RK: u16 = 0x00bd;
const RICH_STRING: u16 = 0x00d6;
const MERGE_CELLS: u16 = 0x00e5;
const LABEL_SHARED: u16 = 0x00fd;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const ARRAY: u16 = 0x0221;
const DEFAULT_HEIGHT: u16 = 0x0225;
const TABLE: u16 = 0x0236;
const RK: u16 = 0x027e;

/// What is found in a sheet.
#[derive(Debug)]
pub(super) struct Scan<'b> {
    globals: &'b Globals,
    styled: &'b Styled,
    /// How many bytes its records take.
    pub(super) length: usize,
    pub(super) cells: Vec<HeldCell>,
    pub(super) marks: Marks,
    /// The cells of array formulas and data tables, each of which a formula made.
    pub(super) arrays: Runs<()>,
    /// Whether the sheet says that its results are not valid.
    pub(super) stale: bool,
    /// Whether any formula has a result that is more than the empty text.
    pub(super) calculated: bool,
    /// Rows that are written, where all others have no height.
    rows: Option<Vec<bool>>,
    columns: Columns,
}

/// Reads a sheet from its place in the stream.
pub(super) fn scan<'b>(globals: &'b Globals, styled: &'b Styled, stream: &[u8], at: usize) -> Result<Scan<'b>, Wrong> {
    let mut scan = Scan {
        globals,
        styled,
        length: 0,
        cells: Vec::new(),
        marks: styled.marks(),
        arrays: Runs::default(),
        stale: false,
        calculated: false,
        rows: None,
        columns: Columns::default(),
    };
    let mut records = Records::new(stream.get(at..).ok_or(Wrong::CutOff)?);
    if records.next().is_none_or(|first| first.kind != BOF) {
        return Err(Wrong::Records);
    }
    // Charts and the like stand within a sheet, with records of the same kinds.
    let mut within = 0_u32;
    for record in records {
        scan.length += record.data.len() + 4;
        match record.kind {
            BOF => within += 1,
            EOF if within == 0 => return Ok(scan.done()),
            EOF => within -= 1,
            _ if within == 0 => scan.take(&record).ok_or(Wrong::Records)??,
            _ => {}
        }
    }
    Err(Wrong::CutOff)
}

impl Scan<'_> {
    /// None if a record is shorter than it may be.
    fn take(&mut self, record: &Record<'_>) -> Option<Result<(), Wrong>> {
        match record.kind {
            FORMULA => self.formula(record)?,
            STRING => return Some(self.result(record)),
            NUMBER => self.cell(record, Held::Number(record.f64(6)?))?,
            RK => self.cell(record, Held::Number(rk(record.u32(6)?)))?,
            MUL_RK => self.numbers(record)?,
            LABEL | RICH_STRING => match self.globals.text(record, 6, 2) {
                Ok(text) => self.cell(record, Held::Text(text.into()))?,
                Err(wrong) => return Some(Err(wrong)),
            },
            LABEL_SHARED => self.cell(record, Held::Shared(usize::try_from(record.u32(6)?).ok()?))?,
            BOOL_ERROR => {
                let value = record.u8(6)?;
                self.cell(record, if record.u8(7)? == 0 { Held::Bool(value != 0) } else { Held::Error(value) })?;
            }
            ROW => self.row(record)?,
            COL_INFO => self.columns(record)?,
            DEFAULT_HEIGHT if record.u16(0)? & 0b10 != 0 => self.rows = Some(vec![false; 1 << 16]),
            MERGE_CELLS => self.merges(record)?,
            NOTE => self.note(record)?,
            UNCALCED => self.stale = true,
            ARRAY | TABLE => self.array(record)?,
            // Cells as programs before Excel 5 wrote them.
            0x0002..=0x0005 | 0x0206 | 0x0406 => return None,
            _ => {}
        }
        Some(Ok(()))
    }

    fn cell(&mut self, record: &Record<'_>, held: Held) -> Option<()> {
        let (at, style) = place(record)?;
        self.add(HeldCell { at, style, formula: false, asks: false, held });
        Some(())
    }

    fn add(&mut self, cell: HeldCell) {
        self.styled.note(&mut self.marks, cell.at, cell.style());
        if matches!(cell.held, Held::Shared(at) if self.globals.shared.is_struck(at)) {
            self.marks.strike(cell.at.0, cell.at.1);
        }
        self.cells.push(cell);
    }

    /// A row of numbers, each with a style of its own.
    fn numbers(&mut self, record: &Record<'_>) -> Option<()> {
        let (row, first) = (record.u16(0)?, record.u16(2)?);
        let pairs = record.data.get(4..record.data.len().checked_sub(2)?)?;
        for (pair, col) in pairs.as_chunks::<6>().0.iter().zip(first..=u16::MAX) {
            let [low, high, number @ ..] = *pair;
            let (style, held) =
                (u32::from(u16::from_le_bytes([low, high])), Held::Number(rk(u32::from_le_bytes(number))));
            self.add(HeldCell { at: (u32::from(row), col), style, formula: false, asks: false, held });
        }
        Some(())
    }

    /// A formula; if its result is a text, that is the next record.
    fn formula(&mut self, record: &Record<'_>) -> Option<()> {
        let (at, style) = place(record)?;
        let held = match (record.u16(12)?, record.u8(6)?) {
            (0xffff, 0) => Held::Nothing,
            (0xffff, 1) => Held::Bool(record.u8(8)? != 0),
            (0xffff, 2) => Held::Error(record.u8(8)?),
            (0xffff, 3) => Held::Text("".into()),
            _ => Held::Number(record.f64(6)?),
        };
        self.calculated |= matches!(held, Held::Number(_) | Held::Bool(_) | Held::Error(_));
        let asks = record.u16(14)? & 0b10 != 0;
        self.add(HeldCell { at, style, formula: true, asks, held });
        Some(())
    }

    /// The text that is the result of the formula before it.
    fn result(&mut self, record: &Record<'_>) -> Result<(), Wrong> {
        let text = self.globals.text(record, 0, 2)?;
        if let Some(cell) = self.cells.last_mut().filter(|cell| cell.formula && cell.held == Held::Nothing) {
            self.calculated |= !text.trim().is_empty();
            cell.held = Held::Text(text.into());
        }
        Ok(())
    }

    /// A row that is hidden, by hand, by a filter or a group, or that has no height.
    fn row(&mut self, record: &Record<'_>) -> Option<()> {
        let (row, height, flags) = (record.u16(0)?, record.u16(6)?, record.u16(12)?);
        if flags & 0x0020 != 0 || height & 0x7fff < LOW {
            self.marks.hide_row(u32::from(row));
        }
        if let Some(written) = self.rows.as_mut().and_then(|rows| rows.get_mut(usize::from(row))) {
            *written = true;
        }
        Some(())
    }

    fn columns(&mut self, record: &Record<'_>) -> Option<()> {
        let (first, last, width, flags) = (record.u16(0)?, record.u16(2)?, record.u16(4)?, record.u16(8)?);
        if flags & 1 != 0 || width < NARROW {
            self.columns.hide(u32::from(first), u32::from(last));
        }
        Some(())
    }

    fn merges(&mut self, record: &Record<'_>) -> Option<()> {
        let areas = record.data.get(2..)?.as_chunks::<8>().0;
        for area in areas.iter().take(usize::from(record.u16(0)?)) {
            let [first, last, left, right] =
                [0, 2, 4, 6].map(|at| u32::from(u16::from_le_bytes([area[at], area[at + 1]])));
            if first <= last && left <= right {
                self.marks.merge(Dimensions { start: (first, left), end: (last, right) });
            }
        }
        Some(())
    }

    /// A comment. Of a long one, only the first record names a cell.
    fn note(&mut self, record: &Record<'_>) -> Option<()> {
        let (row, col) = (record.u16(0)?, record.u16(2)?);
        if row != 0xffff {
            self.marks.comment(u32::from(row), col);
        }
        Some(())
    }

    fn array(&mut self, record: &Record<'_>) -> Option<()> {
        let (first, last) = (record.u16(0)?, record.u16(2)?);
        for col in u16::from(record.u8(4)?)..=u16::from(record.u8(5)?).min(WIDEST) {
            self.arrays.span(col, (u32::from(first), u32::from(last)), ());
        }
        Some(())
    }

    /// Sorts the cells into rows; of those at one place, the first stays the first.
    fn done(mut self) -> Self {
        self.cells.sort_by_key(|cell| cell.at);
        self.columns.tell(&mut self.marks);
        if let Some(rows) = self.rows.take() {
            for (row, _) in (0..).zip(rows).filter(|(_, written)| !written) {
                self.marks.hide_row(row);
            }
        }
        self
    }
}

/// Row, column and style of a cell.
fn place(record: &Record<'_>) -> Option<((u32, u16), u32)> {
    Some(((u32::from(record.u16(0)?), record.u16(2)?), u32::from(record.u16(4)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::raw::Mark;
    use crate::reader::workbook::styled::{Found, Style};
    use crate::sheet::{Cell, Col};

    fn record(kind: u16, numbers: &[u16]) -> Vec<u8> {
        let length = u16::try_from(numbers.len() * 2).expect("a short record");
        [kind, length].iter().chain(numbers).flat_map(|number| number.to_le_bytes()).collect()
    }

    fn marks(records: &[Vec<u8>]) -> Marks {
        let begin = record(BOF, &[0x0600, 5, 0, 0, 0, 0, 0, 0]);
        let globals = Globals::read(&[begin.clone(), record(EOF, &[])].concat()).expect("globals");
        let style = |font| Style { format: 0, font };
        let found = Found { fonts: vec![false, true], styles: vec![style(0), style(1)], ..Found::default() };
        let stream = [begin, records.concat(), record(EOF, &[])].concat();
        let styled = Styled::new(&found).expect("styles");
        scan(&globals, &styled, &stream, 0).expect("a sheet").marks.done("f").expect("marks")
    }

    fn told(marks: &Marks, row: u32) -> Vec<(u16, Mark)> {
        let cells: Vec<(Col, Cell)> = (0..6).map(|col| (Col::from_index(col), Cell::text("x"))).collect();
        marks.of_row(row, &cells).iter().map(|(col, mark)| (col.index(), *mark)).collect()
    }

    #[test]
    fn columns_are_hidden_by_hand_or_have_no_width() {
        let column =
            |first: u16, last: u16, width: u16, flags: u16| record(COL_INFO, &[first, last, width, 15, flags, 0]);
        let marks =
            marks(&[column(0, 0, 2340, 0), column(1, 2, 2340, 1), column(4, 4, 0, 0), column(5, 5, 2340, 0x1000)]);
        assert_eq!(told(&marks, 0), [1, 2, 4].map(|col| (col, Mark::HiddenColumn)));
    }

    #[test]
    fn struck_out_and_commented_cells_are_told_as_far_as_they_are_of_this_sheet() {
        let number = |row: u16, col: u16, style: u16| record(NUMBER, &[row, col, style, 0, 0, 0, 0x4044]);
        let chart = [record(BOF, &[0x0600, 0x20]), number(1, 4, 1), record(NOTE, &[1, 5, 0, 1]), record(EOF, &[])];
        let marks = marks(&[
            number(1, 0, 0),
            number(1, 1, 1),
            chart.concat(),
            // Numbers side by side, the second of them struck out.
            record(MUL_RK, &[2, 0, 0, 10, 0, 1, 10, 0, 1]),
            record(NOTE, &[1, 3, 0, 1]),
            // What a long comment of Excel 95 goes on in.
            record(NOTE, &[0xffff, 4, 0, 1]),
        ]);
        assert_eq!(told(&marks, 1), [(1, Mark::Struck), (3, Mark::Comment)]);
        assert_eq!(told(&marks, 2), [(1, Mark::Struck)]);
    }
}
