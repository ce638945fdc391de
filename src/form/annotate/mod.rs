//! A copy of a sheet in which every problem stands at its cell: `vdsbatch check --annotate`.
//!
//! The copy keeps every cell's address: what the check calls `C7` is `C7` here. It is written row by
//! row to a temporary file, so that a full Excel sheet needs little memory. Rows that hold no orders
//! (titles, totals) are left out. Corrected, the copy can be checked and ordered like any sheet.

pub(crate) mod cell;
pub(crate) mod legend;
pub(crate) mod words;

use std::collections::HashMap;

use rust_xlsxwriter::{DocProperties, IgnoreError, Note, Workbook, Worksheet, XlsxError};

use self::cell::{MOST_NOTES, Tint, Tints};
use self::legend::{Counts, Legend};
use self::words::{is_own, own_header, said};
use crate::sheet::input::Input;
use crate::sheet::problem::{Diagnostic, Place, refused_name};
use crate::sheet::{CellRef, Col, Column, Field, Role, Row, RowNo, Value, names};
use crate::text::lang::{Lang, tr};

/// The last row of an Excel sheet, from 0.
pub const LAST_ROW: u32 = 1_048_575;

/// The least and the most characters of a column of the data.
const WIDTHS: (usize, usize) = (8, 40);

/// The width of the column that tells the problems of a row, in characters.
const WIDE: usize = 80;

/// A copy on its way.
pub struct Copy<'a> {
    book: Workbook,
    input: &'a Input,
    columns: Vec<&'a Column>,
    by_row: HashMap<RowNo, Vec<&'a Diagnostic>>,
    of_sheet: Vec<&'a Diagnostic>,
    counts: Counts,
    tints: Tints,
    lang: Lang,
    /// Whether rows stand where they stood.
    in_place: bool,
    next: u32,
    /// The row written last and its height, while no row follows it.
    tall: Option<(u32, u16)>,
    notes: usize,
    widths: HashMap<Col, usize>,
}

impl<'a> Copy<'a> {
    /// Begins a copy of this file with what was found in it. `in_place`: the rows come in order, and
    /// Excel has a row of each number; otherwise they are written one below the other.
    ///
    /// # Errors
    ///
    /// When temporary files cannot be written.
    pub fn begin(input: &'a Input, found: &'a [Diagnostic], lang: Lang, in_place: bool) -> Result<Self, XlsxError> {
        let mut by_row: HashMap<RowNo, Vec<&Diagnostic>> = HashMap::new();
        let mut of_sheet = Vec::new();
        let mut counts = Counts::default();
        // A row's problems are looked up by its number while the rows stream by.
        for diagnostic in found {
            counts.add(diagnostic.severity());
            match diagnostic.row() {
                Some(row) => by_row.entry(row).or_default().push(diagnostic),
                None => of_sheet.push(diagnostic),
            }
        }
        let mut book = Workbook::new();
        let title = tr!(lang, "Check of {}", "Проверка {}", crate::text::printable::printable(&input.file));
        let author = format!("vdsbatch {}", env!("CARGO_PKG_VERSION"));
        book.set_properties(&DocProperties::new().set_title(title).set_author(author));
        let sheet = book.add_worksheet_with_constant_memory()?;
        let usual = names::orders(lang);
        // LibreOffice takes names that Excel does not.
        if sheet.set_name(input.layout.sheet.as_deref().unwrap_or(usual)).is_err() {
            sheet.set_name(usual)?;
        }
        let columns = input.layout.columns.iter().filter(|column| !is_own(&column.header)).collect();
        let tints = Tints::new();
        let mut copy = Self {
            book,
            input,
            columns,
            by_row,
            of_sheet,
            counts,
            tints,
            lang,
            in_place,
            next: input.layout.header_row.get(),
            tall: None,
            notes: 0,
            widths: HashMap::new(),
        };
        copy.header()?;
        Ok(copy)
    }

    /// Writes rows, which come in the order of the sheet.
    ///
    /// # Errors
    ///
    /// When temporary files cannot be written.
    pub fn rows(&mut self, rows: &[Row]) -> Result<(), XlsxError> {
        rows.iter().try_for_each(|row| self.row(row))
    }

    /// Ends the copy: the bytes of an `.xlsx` file.
    ///
    /// # Errors
    ///
    /// When temporary files cannot be read back.
    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        let (header, last) = (self.input.layout.header_row.get() - 1, self.next.saturating_sub(1));
        let problems = self.problems_col();
        let widths = std::mem::take(&mut self.widths);
        let sheet = self.sheet()?;
        for (col, width) in widths {
            let width = (width + 2).clamp(WIDTHS.0, WIDTHS.1);
            sheet.set_column_width(col.index(), f64::from(u16::try_from(width).unwrap_or(u16::MAX)))?;
        }
        if let Some(col) = problems {
            sheet.set_column_width(col, 80.0)?;
        }
        // Excel's last column is the last of 2^14.
        let right = problems.unwrap_or(u16::MAX >> 2);
        sheet.ignore_error_range(header, 0, last.max(header), right, IgnoreError::NumberStoredAsText)?;
        sheet.set_freeze_panes(header + 1, 0)?;
        sheet.set_repeat_rows(header, header)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        let legend = Legend {
            input: self.input,
            of_sheet: &self.of_sheet,
            counts: self.counts,
            notes_left_out: self.notes >= MOST_NOTES,
            lang: self.lang,
        };
        legend.write(&mut self.book, &self.tints)?;
        self.book.save_to_buffer()
    }

    fn sheet(&mut self) -> Result<&mut Worksheet, XlsxError> {
        self.book.worksheet_from_index(0)
    }

    fn header(&mut self) -> Result<(), XlsxError> {
        let no = self.input.layout.header_row;
        let row = no.get() - 1;
        let found = self.by_row.remove(&no).unwrap_or_default();
        for column in self.columns.clone() {
            let here = at_cell(&found, column.col);
            self.measure(column.col, &column.header);
            let format = self.tints.header(Tint::of(&here)).clone();
            self.sheet()?.write_string_with_format(row, column.col.index(), &column.header, &format)?;
            self.note(row, column.col, &here)?;
        }
        if let Some(col) = self.problems_col() {
            let (name, format) = (own_header(self.lang), self.tints.header(Tint::None).clone());
            self.sheet()?.write_string_with_format(row, col, name, &format)?;
        }
        Ok(())
    }

    fn row(&mut self, read: &Row) -> Result<(), XlsxError> {
        let row = if self.in_place { read.no.get() - 1 } else { self.next };
        if row > LAST_ROW {
            return Ok(());
        }
        self.next = row + 1;
        let found = self.by_row.remove(&read.no).unwrap_or_default();
        let of_row: Vec<&Diagnostic> =
            found.iter().filter(|diagnostic| matches!(diagnostic.place, Place::Row(_))).copied().collect();
        // A height of the very last row makes the writer write that row twice, so a row gets its height
        // when the next one follows. Programs fit the last one to its lines when they open the copy.
        if let Some((before, lines)) = self.tall.take() {
            self.sheet()?.set_row_height(before, 15.0 * f64::from(lines))?;
        }
        let lines = self.problems(row, read.no, &found)?;
        self.tall = (lines > 1).then_some((row, lines));
        for (n, column) in self.columns.clone().into_iter().enumerate() {
            let mut here = at_cell(&found, column.col);
            // What is wrong with a row as a whole needs a cell to stand at.
            if n == 0 {
                here.splice(0..0, of_row.iter().copied());
            }
            let (col, tint) = (column.col.index(), Tint::of(&here));
            if let Some(value) = self.value(column, read, &found) {
                let sheet = self.book.worksheet_from_index(0)?;
                self.tints.in_colour(tint).put(sheet, row, col, &value)?;
            } else if tint != Tint::None {
                let format = self.tints.text(tint).clone();
                self.sheet()?.write_blank(row, col, &format)?;
            }
            self.note(row, column.col, &here)?;
        }
        Ok(())
    }

    /// What stands in the copy's cell: what was read, or what is refused as that was.
    fn value(&mut self, column: &Column, read: &Row, found: &[&Diagnostic]) -> Option<Value> {
        let cell = read.cell(column.col)?;
        self.measure(column.col, &cell.as_read());
        let known = column.role != Role::Carried;
        if column.role == Role::Field(Field::Domain)
            && let Some(refused) = refused_name(&cell.as_read(), found.iter().copied(), self.lang)
        {
            return Some(Value::Text(refused));
        }
        let again = cell.refused_again().filter(|_| known);
        Some(again.map_or_else(|| cell.value.clone(), |again| Value::Text(again.to_owned())))
    }

    /// Tells in the last column what is wrong with a row; returns how many lines that takes.
    fn problems(&mut self, row: u32, no: RowNo, found: &[&Diagnostic]) -> Result<u16, XlsxError> {
        let Some(col) = self.problems_col().filter(|_| !found.is_empty()) else { return Ok(1) };
        let mut lines: Vec<String> = found.iter().map(|diagnostic| self.told(diagnostic)).collect();
        if !self.in_place {
            lines.insert(0, tr!(self.lang, "row {no} of the file", "строка {no} файла"));
        }
        let high: usize = lines.iter().map(|line| line.chars().count().div_ceil(WIDE - 6).max(1)).sum();
        let format = self.tints.told(Tint::of(found)).clone();
        self.sheet()?.write_string_with_format(row, col, cell::fitting(&lines.join("\n")), &format)?;
        Ok(u16::try_from(high.min(20)).unwrap_or(1))
    }

    /// A problem with its address: `C7: E011 …`.
    fn told(&self, diagnostic: &Diagnostic) -> String {
        let text = said(diagnostic, self.lang);
        match diagnostic.place {
            Place::Cell(CellRef { row, col }) => format!("{col}{row}: {text}"),
            Place::Row(_) | Place::Sheet => text,
        }
    }

    fn note(&mut self, row: u32, col: Col, here: &[&Diagnostic]) -> Result<(), XlsxError> {
        if here.is_empty() || self.notes >= MOST_NOTES {
            return Ok(());
        }
        self.notes += 1;
        let texts: Vec<String> = here.iter().map(|diagnostic| said(diagnostic, self.lang)).collect();
        let lines: usize = texts.iter().map(|text| text.chars().count().div_ceil(44).max(1)).sum();
        let height = u32::try_from(lines.min(30)).unwrap_or(30) * 18 + 14;
        let note = Note::new(cell::fitting(&texts.join("\n")))
            .set_author(names::NOTE_AUTHOR)
            .add_author_prefix(false)
            .set_width(320)
            .set_height(height);
        self.sheet()?.insert_note(row, col.index(), &note)?;
        Ok(())
    }

    /// The first column behind the data; none if the data reaches Excel's last column.
    fn problems_col(&self) -> Option<u16> {
        let last = self.columns.iter().map(|column| column.col.index()).max()?;
        (last < 16_383).then_some(last + 1)
    }

    fn measure(&mut self, col: Col, text: &str) {
        let width = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
        let widest = self.widths.entry(col).or_default();
        *widest = (*widest).max(width);
    }
}

impl std::fmt::Debug for Copy<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Copy").field("file", &self.input.file).field("next", &self.next).finish_non_exhaustive()
    }
}

/// The problems of one column among those of a row.
fn at_cell<'a>(found: &[&'a Diagnostic], col: Col) -> Vec<&'a Diagnostic> {
    let here = |diagnostic: &&&Diagnostic| matches!(diagnostic.place, Place::Cell(at) if at.col == col);
    found.iter().filter(here).copied().collect()
}
