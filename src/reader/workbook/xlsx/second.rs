//! The second opinion: each row that the library reads is held against the survey of the part. Where the
//! two differ, the part is read once more, and says what stands there.

use std::collections::BTreeMap;
use std::io::Read;

use calamine::DataRef;

use super::digest::{self, Said};
use super::sheet::{Item, Sheet};
use super::survey::said;
use super::trouble::Trouble;

/// What the library reads of a cell, in the form in which it is compared.
fn of_library(value: &DataRef<'_>) -> Option<Said> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Float(number) => Said::Number(*number),
        #[expect(clippy::cast_precision_loss, reason = "a file's integer cell; Excel itself keeps 15 digits")]
        DataRef::Int(number) => Said::Number(*number as f64),
        DataRef::DateTime(moment) => Said::Number(moment.as_f64()),
        DataRef::String(text) => Said::Text(digest::text(text)),
        DataRef::SharedString(text) => Said::Text(digest::text(text)),
        DataRef::Bool(truth) => Said::Bool(*truth),
        DataRef::DateTimeIso(day) | DataRef::DurationIso(day) => Said::Day(digest::text(day)),
        DataRef::Error(error) => Said::Text(digest::text(&error.to_string())),
    })
}

/// The rows of a sheet, as the library reads them, held against those of a survey.
pub(super) struct Second<'s> {
    /// The digests of the survey's rows, in their order.
    rows: &'s [u64],
    at: usize,
    row: u32,
    /// The columns and digests of the cells that the library read in this row, none for an empty one.
    read: Vec<(u32, Option<u64>)>,
}

/// How a row came out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Both readings say the same.
    Same,
    /// They differ in the row of this number, counted from the first that says something.
    Differs(usize),
}

impl<'s> Second<'s> {
    /// Against the digests of a survey.
    pub(super) const fn new(rows: &'s [u64]) -> Self {
        Self { rows, at: 0, row: 0, read: Vec::new() }
    }

    /// The row that the library is in.
    pub(super) const fn row(&self) -> u32 {
        self.row
    }

    /// Begins a row.
    pub(super) fn begin(&mut self, row: u32) {
        self.row = row;
        self.read.clear();
    }

    /// Takes a cell that the library read in this row.
    pub(super) fn take(&mut self, col: u32, value: &DataRef<'_>) {
        self.read.push((col, of_library(value).map(|said| digest::cell(col, said))));
    }

    /// Ends the row.
    pub(super) fn end(&mut self) -> Outcome {
        let said = || self.read.iter().filter_map(|(_, own)| *own);
        if said().next().is_none() {
            return Outcome::Same;
        }
        let sum = said().fold(digest::row(self.row), u64::wrapping_add);
        let at = self.at;
        self.at += 1;
        if self.rows.get(at) == Some(&sum) { Outcome::Same } else { Outcome::Differs(at) }
    }

    /// Whether the library read as many rows as the survey found.
    pub(super) const fn is_over(&self) -> bool {
        self.at == self.rows.len()
    }

    /// The cells in which the row differs from what stands there, with that; none if they are not the same
    /// cells.
    pub(super) fn differing(&self, stands: &Stands) -> Option<Vec<(u32, String)>> {
        let same = stands.row == self.row && stands.cells.len() == self.read.len();
        let all = || self.read.iter().map(|(col, own)| Some((*col, own, stands.cells.get(col)?)));
        if !same || all().any(|found| found.is_none()) {
            return None;
        }
        let differing = all().flatten().filter(|(_, own, (digest, _))| *own != digest);
        Some(differing.map(|(col, _, (_, text))| (col, text.clone())).collect())
    }
}

/// What stands in a row of the part: by column, the digest and the text of each cell, empty ones too.
#[derive(Debug, Default)]
pub(super) struct Stands {
    row: u32,
    cells: BTreeMap<u32, (Option<u64>, String)>,
    /// Whether something is in one of them.
    filled: bool,
}

/// A part that is read once more, row by row.
pub(super) struct Again<R> {
    sheet: Sheet<R>,
    /// How many rows with something in them were passed.
    passed: usize,
    next: Option<Stands>,
}

impl<R: Read> Again<R> {
    /// From the begin of the part.
    pub(super) const fn new(sheet: Sheet<R>) -> Self {
        Self { sheet, passed: 0, next: None }
    }

    /// What stands in the row of this number; rows are asked for in their order. None if there is none.
    pub(super) fn row(
        &mut self,
        wanted: usize,
        strings: &[u64],
        shared: impl Fn(usize) -> Option<String>,
    ) -> Result<Option<Stands>, Trouble> {
        let mut stands = self.next.take().unwrap_or_default();
        while let Some(item) = self.sheet.next()? {
            match item {
                Item::Row { row, .. } => {
                    let whole = std::mem::replace(&mut stands, Stands { row, ..Stands::default() });
                    if whole.filled {
                        self.passed += 1;
                        if self.passed > wanted {
                            self.next = Some(stands);
                            return Ok(Some(whole));
                        }
                    }
                }
                Item::Cell(cell) => {
                    let said = said(&cell, self.sheet.text(), strings);
                    let text = match cell.written.shared() {
                        Some(at) if self.passed == wanted => shared(at).unwrap_or_default(),
                        _ => self.sheet.text().to_owned(),
                    };
                    stands.filled |= said.is_some();
                    stands.cells.insert(cell.col, (said.map(|said| digest::cell(cell.col, said)), text));
                }
                Item::Hidden(..) | Item::Merged(_) => {}
            }
        }
        self.passed += 1;
        Ok((self.passed > wanted && stands.filled).then_some(stands))
    }
}
