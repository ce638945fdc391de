//! What stands out in a sheet besides the values of its cells, whatever format tells it: what is hidden,
//! merged, struck out or commented, and how numbers are shown.

use calamine::{DataRef, Dimensions};

use super::looks::Looks;
use super::raw::Mark;
use super::runs::Runs;
use super::{Excess, SheetError};
use crate::sheet::{Cell, CellRef, Col, RowNo, Value};

/// The most merged areas of a sheet.
const MERGED: usize = 100_000;

/// Wider areas are titles; beyond this column nobody looks for orders.
pub(super) const WIDEST: u16 = 256;

/// What stands out in a sheet. All rows and columns count from 0. Whoever reads a format notes what it
/// finds, in any order, and is [`done`](Marks::done); then the marks can be asked.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Hidden rows, as runs of one column.
    hidden: Runs<()>,
    /// Runs of hidden columns: the first and the last.
    columns: Vec<(u16, u16)>,
    /// The cell that holds the value of a merged area.
    merged: Runs<CellRef>,
    areas: usize,
    struck: Runs<()>,
    comments: Runs<()>,
    errors: Runs<()>,
    /// Cells whose results a formula of another one makes.
    computed: Runs<()>,
    /// What the number formats make of the cells.
    pub(super) looks: Looks,
}

impl Marks {
    /// Of a sheet whose number formats make this of its cells.
    pub(super) fn showing(looks: Looks) -> Self {
        Self { looks, ..Self::default() }
    }

    /// Notes a row that is hidden or filtered out, or has no height.
    pub(super) fn hide_row(&mut self, row: u32) {
        self.hidden.note(row, 0, ());
    }

    /// Notes rows that are hidden, from the first to the last.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        self.hidden.add(0, (first, last), ());
    }

    /// Notes columns that are hidden or have no width, from the first to the last.
    pub(super) fn hide_columns(&mut self, first: u16, last: u16) {
        // Few columns are wanted, and a file may repeat itself.
        if !self.columns.iter().any(|(left, right)| *left <= first && last <= *right) {
            self.columns.push((first, last));
        }
    }

    /// Notes a cell whose text is struck out.
    pub(super) fn strike(&mut self, row: u32, col: u16) {
        self.struck.note(row, col, ());
    }

    /// Notes a cell that somebody commented.
    pub(super) fn comment(&mut self, row: u32, col: u16) {
        self.comments.note(row, col, ());
    }

    /// Notes a cell whose text is the word for an error.
    pub(super) fn error(&mut self, row: u32, col: u16) {
        self.errors.note(row, col, ());
    }

    /// Notes the cells of a column whose text is struck out, from the first row to the last.
    pub(super) fn strike_rows(&mut self, rows: (u32, u32), col: u16) {
        self.struck.add(col, rows, ());
    }

    /// Notes the cells of a column that somebody commented, from the first row to the last.
    pub(super) fn comment_rows(&mut self, rows: (u32, u32), col: u16) {
        self.comments.add(col, rows, ());
    }

    /// Notes an area of cells whose results one formula makes. Too many are not noted.
    pub(super) fn compute(&mut self, area: Dimensions) {
        let Dimensions { start: (first, left), end: (last, right) } = area;
        let (Ok(left), Ok(right)) = (u16::try_from(left), u16::try_from(right)) else { return };
        for col in left..=right.min(WIDEST) {
            self.computed.span(col, (first, last), ());
        }
    }

    /// Notes an area of merged cells. Too many are not noted.
    pub(super) fn merge(&mut self, area: Dimensions) {
        let Dimensions { start: (first, left), end: (last, right) } = area;
        let (Ok(left), Ok(right)) = (u16::try_from(left), u16::try_from(right)) else { return };
        self.areas += 1;
        if self.areas > MERGED {
            return;
        }
        let with = CellRef { row: RowNo::from_index(first), col: Col::from_index(left) };
        for col in left..=right.min(WIDEST) {
            self.merged.span(col, (first, last), with);
        }
    }

    /// Sorts what was noted.
    ///
    /// # Errors
    ///
    /// When there is more of it than any sheet has that people fill.
    pub(super) fn done(self, file: &str) -> Result<Self, SheetError> {
        if self.areas > MERGED {
            return Err(SheetError::too_large(file, Excess::Merged(MERGED)));
        }
        let Self { hidden, columns, merged, areas, struck, comments, errors, computed, looks } = self;
        let sorted = || {
            let (hidden, merged) = (hidden.done()?, merged.done()?);
            let (struck, comments) = (struck.done()?, comments.done()?);
            let (errors, computed, looks) = (errors.done()?, computed.done()?, looks.done()?);
            Some(Self { hidden, columns, merged, areas, struck, comments, errors, computed, looks })
        };
        sorted().ok_or_else(|| SheetError::too_large(file, Excess::Formats))
    }

    /// Whether a row is not to be seen.
    pub(super) fn hides(&self, row: u32) -> bool {
        self.hidden.get(row, 0).is_some()
    }

    /// Whether the text of a cell is the word for an error.
    pub(super) fn is_error(&self, row: u32, col: u16) -> bool {
        self.errors.get(row, col).is_some()
    }

    /// Whether a formula of another cell makes the result of this one.
    pub(super) fn is_computed(&self, row: u32, col: u16) -> bool {
        self.computed.get(row, col).is_some()
    }

    /// The cells of a row that are merged with another one.
    pub(super) fn covered(&self, row: u32) -> impl Iterator<Item = (Col, Cell)> {
        self.merged.of_row(row).filter_map(move |(col, with)| {
            let own = with.row.get() - 1 == row && with.col.index() == col;
            (!own).then(|| (Col::from_index(col), Cell { value: Value::Merged(with), formula: false }))
        })
    }

    /// What there is to say of the filled cells of a row besides what they hold. A comment counts on an
    /// empty cell as well.
    pub(super) fn of_row(&self, row: u32, cells: &[(Col, Cell)]) -> Vec<(Col, Mark)> {
        let filled = |col: u16| cells.iter().any(|(at, _)| at.index() == col);
        let hides = |col: u16| self.columns.iter().any(|(first, last)| (*first..=*last).contains(&col));
        let hidden = cells.iter().filter(|(col, _)| hides(col.index())).map(|(col, _)| (*col, Mark::HiddenColumn));
        let struck = self.struck.of_row(row).filter(|(col, ())| filled(*col)).map(|(col, ())| (col, Mark::Struck));
        let comments = self.comments.of_row(row).map(|(col, ())| (col, Mark::Comment));
        hidden.chain(struck.chain(comments).map(|(col, mark)| (Col::from_index(col), mark))).collect()
    }

    /// What a cell holds. calamine takes some words of a format for those of a day: `0 "шт. d"`.
    pub(super) fn figure<'d>(&self, row: u32, col: u32, value: DataRef<'d>) -> DataRef<'d> {
        match (&value, u16::try_from(col)) {
            (DataRef::DateTime(day), Ok(col)) if self.looks.is_figure(row, col, day.as_f64()) => {
                DataRef::Float(day.as_f64())
            }
            _ => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_what_is_hidden_struck_out_and_commented() {
        let mut marks = Marks::default();
        marks.hide_columns(1, 2);
        marks.strike(4, 0);
        marks.strike(4, 9);
        marks.comment(4, 3);
        marks.hide_rows(6, 8);
        let marks = marks.done("f").expect("marks");
        let cells: Vec<(Col, Cell)> =
            (0..3).map(|col| (Col::from_index(col), Cell { value: Value::Bool(true), formula: false })).collect();
        let told: Vec<(u16, Mark)> = marks.of_row(4, &cells).iter().map(|(col, mark)| (col.index(), *mark)).collect();
        assert_eq!(told, [(1, Mark::HiddenColumn), (2, Mark::HiddenColumn), (0, Mark::Struck), (3, Mark::Comment)]);
        assert_eq!([5, 6, 8, 9].map(|row| marks.hides(row)), [false, true, true, false]);
    }
}
