//! Which rows may hold orders, and what the reading finds of them.

use super::headers::Known;
use super::hidden::Hidden;
use super::raw::RawRow;
use super::stray::Stray;
use super::{csv, headers};
use crate::sheet::problem::{CellProblem, Diagnostic, FileProblem, Place, TextProblem, ValueProblem};
use crate::sheet::{Cell, CellRef, Col, Field, Layout, Role, Row, RowNo, Value, ranges};
use crate::text::alike::yes_no;

/// Raw rows on their way to rows that may hold orders.
pub(super) struct Rows<'l> {
    layout: &'l Layout,
    /// The separator of a text file.
    separator: Option<char>,
    hidden: Option<Hidden>,
    notes: Vec<Diagnostic>,
    /// Whether there was a row that may hold orders.
    any: bool,
    /// Whether a second header was met: what follows it is another table.
    over: bool,
    /// Which of the last texts are headers.
    known: Known,
    /// Cells that no header names.
    stray: Stray,
    /// The hidden rows of which somebody said what becomes of them.
    unseen: Vec<RowNo>,
}

impl<'l> Rows<'l> {
    /// For the rows of a table of this layout; text files have a separator.
    pub(super) fn new(layout: &'l Layout, separator: Option<char>, hidden: Option<Hidden>) -> Self {
        Self {
            layout,
            separator,
            hidden,
            notes: Vec::new(),
            any: false,
            over: false,
            known: Known::default(),
            stray: Stray::default(),
            unseen: Vec::new(),
        }
    }

    /// A row that may hold orders: below the header, something in the known columns, no total.
    pub(super) fn ordered(&mut self, raw: RawRow) -> Option<Row> {
        let RawRow { no, mut cells, hidden, marks: _ } = raw;
        if no == self.layout.header_row && self.separator.is_some() {
            self.note_doubts(no, &mut cells);
        }
        if no <= self.layout.header_row {
            self.stray.above(no, &cells, self.layout);
            return None;
        }
        if self.over {
            return None;
        }
        if headers::is_second(no, &cells, self.layout, &mut self.known) {
            self.note(no, FileProblem::SecondHeader);
            self.over = true;
            return None;
        }
        let total = headers::is_total(&cells, self.layout);
        if !total {
            // Right of the last header of a text, values may have moved: that is told of the row.
            self.stray.below(no, &cells, self.layout, self.separator.is_none());
        }
        let column = |col: Col| self.layout.columns.iter().find(|column| column.col == col);
        let known = |col: Col| column(col).is_some_and(|column| column.role != Role::Carried);
        if !cells.iter().any(|(col, cell)| known(*col) && says_something(&cell.value)) {
            return None;
        }
        let last = self.layout.columns.last().map(|column| column.col);
        let (beyond, filled) = (cells.iter().filter(|(col, _)| Some(*col) > last).count(), cells.last());
        let width = filled.map_or(0, |(col, _)| u32::from(col.index()) + 1);
        if total {
            self.note(no, FileProblem::TotalRow);
            return None;
        }
        cells.retain(|(col, _)| column(*col).is_some());
        // Rows that say themselves that they are not to be ordered are often filtered out.
        let enabled = self.layout.col(Field::Enabled).and_then(|at| cells.iter().find(|(col, _)| *col == at));
        let refused = enabled.is_some_and(|(_, cell)| yes_no(cell.as_read().trim()) == Some(false));
        if hidden && !refused && !self.takes_hidden(no) {
            return None;
        }
        if let Some(separator) = self.separator {
            self.note_doubts(no, &mut cells);
            if beyond > 0 {
                let headers = last.map_or(0, |col| u32::from(col.index()) + 1);
                self.note(no, FileProblem::Ragged { cells: width, headers });
            }
            if let Some(lines) = self.taken_in(&cells, separator) {
                self.note(no, FileProblem::Swallowed { lines });
            }
        }
        self.any = true;
        Some(Row { no, cells })
    }

    /// Notes what the cells of a text file may have been meant for otherwise, and leaves out what only
    /// guards a text. Carried columns stay as they are.
    fn note_doubts(&mut self, row: RowNo, cells: &mut [(Col, Cell)]) {
        let mut found: Vec<(Col, CellProblem)> = csv::doubts(cells);
        for (col, cell) in cells {
            let Some(column) = self.layout.columns.iter().find(|column| column.col == *col) else { continue };
            let (Role::Field(_), Value::Text(text)) = (column.role, &cell.value) else { continue };
            if found.iter().any(|(at, _)| at == col) || row == self.layout.header_row {
                continue;
            }
            if column.role.is_free_text() && csv::is_formula(text) {
                found.push((*col, ValueProblem::NoStoredValue.into()));
            } else if let Some((taken, doubtful)) = csv::guarded(text) {
                let (given, taken) = (text.trim().to_owned(), taken.to_owned());
                cell.value = Value::Text(taken.clone());
                if doubtful {
                    found.push((*col, TextProblem::Guarded { given, taken }.into()));
                }
            }
        }
        found.sort_by_key(|(col, _)| *col);
        self.notes.extend(found.into_iter().map(|(col, problem)| Diagnostic::of_cell(CellRef { row, col }, problem)));
    }

    /// Whether a hidden row is read, and notes what becomes of it. While nobody has said that, it is read
    /// as an error, so that it cannot be ordered unasked.
    fn takes_hidden(&mut self, no: RowNo) -> bool {
        match self.hidden {
            None => self.note(no, FileProblem::HiddenRow),
            Some(Hidden::Include | Hidden::Skip) => self.unseen.push(no),
        }
        self.hidden != Some(Hidden::Skip)
    }

    /// Over how many lines a cell of a text file goes that has probably taken rows in.
    fn taken_in(&self, cells: &[(Col, Cell)], separator: char) -> Option<u32> {
        cells.iter().find_map(|(col, cell)| {
            let Value::Text(text) = &cell.value else { return None };
            let column = self.layout.columns.iter().find(|column| column.col == *col);
            csv::swallowed(text, separator, column.is_some_and(|column| column.role.is_free_text()))
        })
    }

    fn note(&mut self, row: RowNo, problem: FileProblem) {
        self.notes.push(Diagnostic { place: Place::Row(row), problem: problem.into() });
    }

    /// Everything noted.
    pub(super) fn noted(mut self) -> Vec<Diagnostic> {
        if !self.unseen.is_empty() {
            let included = self.hidden == Some(Hidden::Include);
            let problem = FileProblem::HiddenRows { rows: ranges(&self.unseen), included };
            self.notes.insert(0, Diagnostic::of_sheet(problem));
        }
        self.notes.extend(self.stray.told(self.layout));
        if !self.any && !self.over {
            self.notes.insert(0, Diagnostic::of_sheet(FileProblem::NoRows));
        }
        self.notes
    }
}

/// Whether a value can make an order of its row: neither a merge that only reaches into it nor a formula
/// filled down over it that shows nothing does.
const fn says_something(value: &Value) -> bool {
    match value {
        Value::Merged(_) => false,
        Value::Text(text) => !text.is_empty(),
        Value::Number(_)
        | Value::Bool(_)
        | Value::Date(_)
        | Value::Error(_)
        | Value::NoValue
        | Value::Shown(_)
        | Value::TwoReadings(_) => true,
    }
}
