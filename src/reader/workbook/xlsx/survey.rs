//! A sheet's part read once before its cells are: what stands out in it, the digest of each row, and what
//! the library is given otherwise.

use std::io::Read;

use super::cell::{Cell, Written};
use super::digest::{self, Said};
use super::edits::Edits;
use super::sheet::{Item, Sheet};
use super::strings::Strings;
use super::styles::CellStyles;
use super::trouble::Trouble;
use crate::reader::marks::{Marks, WIDEST};

/// What was found.
#[derive(Debug)]
pub(super) struct Survey {
    pub(super) marks: Marks,
    /// The digests of the rows that have something in them, in the order of the part.
    pub(super) rows: Vec<u64>,
    pub(super) edits: Edits,
}

/// Reads a sheet through, in a workbook with these texts and styles.
pub(super) fn survey<R: Read>(mut sheet: Sheet<R>, strings: &Strings, styles: &CellStyles) -> Result<Survey, Trouble> {
    let mut marks = Marks::showing(styles.looks.looks());
    let mut rows = Vec::new();
    let mut sum = None;
    while let Some(item) = sheet.next()? {
        match item {
            Item::Row { row, hidden } => {
                rows.extend(sum.take());
                if hidden {
                    marks.hide_row(row);
                }
            }
            Item::Cell(cell) => {
                if let Some(said) = said(&cell, sheet.text(), &strings.digests) {
                    let own = digest::cell(cell.col, said);
                    sum = Some(sum.unwrap_or_else(|| digest::row(cell.row)).wrapping_add(own));
                }
                let struck = cell.struck || cell.written.shared().is_some_and(|at| strings.strikes(at));
                note(&mut marks, &cell, styles, struck);
                if sheet.hides_zeros() && matches!(cell.written, Written::Number(0.0)) {
                    marks.looks.unseen(cell.row, cell.col);
                }
            }
            Item::Hidden(first, last) => marks.hide_columns(first, last),
            Item::Merged(area) => marks.merge(area),
        }
    }
    rows.extend(sum);
    let mut edits = sheet.edits();
    edits.sort();
    Ok(Survey { marks, rows, edits })
}

/// What a cell says, in the form in which it is compared; none if it says nothing.
pub(super) fn said(cell: &Cell, text: &str, strings: &[u64]) -> Option<Said> {
    Some(match cell.written {
        Written::Nothing => return None,
        Written::Number(number) => Said::Number(number),
        Written::Text | Written::Error => Said::Text(digest::text(text)),
        Written::Bool(truth) => Said::Bool(truth),
        Written::Day => Said::Day(digest::text(text)),
        Written::Shared(at) => strings.get(at).map_or(Said::Unclear, |text| Said::Text(*text)),
        Written::Unclear => Said::Unclear,
    })
}

fn note(marks: &mut Marks, cell: &Cell, styles: &CellStyles, struck: bool) {
    if let Some(area) = cell.computes {
        marks.compute(area);
    }
    let Some(col) = u16::try_from(cell.col).ok().filter(|col| *col <= WIDEST) else { return };
    if cell.written == Written::Error {
        marks.error(cell.row, col);
    }
    if let Some(format) = styles.looks.format(cell.style) {
        marks.looks.note(cell.row, col, format);
    }
    if cell.written != Written::Nothing && (struck || styles.strikes(cell.style)) {
        marks.strike(cell.row, col);
    }
}
