//! Cells that no header names: below an empty or merged one, or right of the last.
//!
//! They are shown to a person, so they are told, once a column. Where a header may be meant for them
//! all the same, nobody knows what they say, and that is an error.

use std::collections::BTreeMap;

use super::headers::is_header;
use super::heading::field;
use super::unit::is_unit;
use crate::sheet::problem::{Diagnostic, FileProblem, Place};
use crate::sheet::{Cell, CellRef, Col, Content, Layout, Role, RowNo, Value};

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Stray {
    /// What stands above the columns that have no header of their own, and could be meant for it.
    headers: BTreeMap<Col, String>,
    /// The columns with something in them.
    columns: BTreeMap<Col, Found>,
}

#[derive(Debug)]
struct Found {
    at: CellRef,
    given: String,
    cells: u32,
    /// Whether it is the unit of the column before it.
    unit: bool,
}

impl Stray {
    /// Takes a row down to the header's: what is known there, above columns without a header.
    pub(super) fn above(&mut self, no: RowNo, cells: &[(Col, Cell)], layout: &Layout) {
        for (col, cell) in cells.iter().filter(|(col, _)| layout.column(*col).is_none()) {
            let header = match &cell.value {
                Value::Merged(with) if with.row == no => meant(with.col, layout).unwrap_or_default(),
                // A formula or an error, below which anything may be meant.
                _ if no == layout.header_row && !is_header(cell) => cell.as_read().into_owned(),
                Value::Merged(_) => continue,
                _ if field(&cell.as_read()).is_some() => cell.as_read().into_owned(),
                _ => continue,
            };
            // A merge that belongs to no field of its own is a header like any empty one.
            if !header.is_empty() || matches!(cell.value, Value::NoValue) {
                self.headers.insert(*col, header);
            }
        }
    }

    /// Takes a row below the header; those right of the last one only if `right` says so.
    pub(super) fn below(&mut self, no: RowNo, cells: &[(Col, Cell)], layout: &Layout, right: bool) {
        let last = layout.columns.last().map(|column| column.col);
        for (col, cell) in cells {
            if layout.column(*col).is_some() || (!right && Some(*col) > last) || is_empty(cell) {
                continue;
            }
            let given = cell.as_read().into_owned();
            let of_left = col.index().checked_sub(1).map(Col::from_index).and_then(|left| meant(left, layout));
            let unit = of_left.is_some() && is_unit(&given);
            let found = self.columns.entry(*col).or_insert_with(|| {
                let at = CellRef { row: no, col: *col };
                Found { at, given: given.clone(), cells: 0, unit: false }
            });
            found.cells += 1;
            if unit && !found.unit {
                (found.unit, found.given) = (true, given);
            }
        }
    }

    /// What there is to tell, a column after the other.
    pub(super) fn told(self, layout: &Layout) -> impl Iterator<Item = Diagnostic> {
        let Self { mut headers, columns } = self;
        let header_row = layout.header_row;
        columns.into_iter().map(move |(col, Found { at, given, cells, unit })| {
            let header = headers.remove(&col);
            if header.is_none() && !unit {
                let problem = FileProblem::NoHeaderAbove { given, cells };
                return Diagnostic { place: Place::Cell(at), problem: problem.into() };
            }
            // At the header and not at a row: it is a question about the whole column.
            let problem = FileProblem::HeaderUnclear { given, header: header.unwrap_or_default() };
            Diagnostic::of_header(CellRef { row: header_row, col }, problem)
        })
    }
}

/// Whether there is nothing in a cell to tell of.
pub(super) fn is_empty(cell: &Cell) -> bool {
    cell.is_blank() && !matches!(cell.value, Value::NoValue)
}

/// The header of a column that says more than a text.
fn meant(col: Col, layout: &Layout) -> Option<String> {
    let column = layout.column(col)?;
    match &column.role {
        Role::Named(_) => Some(column.header.clone()),
        Role::Field(field) if !matches!(field.facts().content, Content::Text { .. }) => Some(column.header.clone()),
        Role::Field(_) | Role::Carried => None,
    }
}
