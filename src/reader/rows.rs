//! Which rows may hold orders, and what the reading finds of them.

use super::headers::Known;
use super::hidden::Hidden;
use super::raw::RawRow;
use super::sight::{Sight, says_something};
use super::stray::{self, Stray};
use super::{csv, headers};
use crate::check::{Taken, Totals};
use crate::sheet::problem::{CatalogueProblem, CellProblem, Diagnostic, FileProblem, Place, TextProblem, ValueProblem};
use crate::sheet::{Cell, CellRef, Col, Column, Field, Layout, Role, Row, RowNo, Value};
use crate::text::alike::yes_no;

/// Raw rows on their way to rows that may hold orders.
pub(super) struct Rows<'l> {
    layout: &'l Layout,
    /// The separator of a text file.
    separator: Option<char>,
    /// What may have been meant otherwise in a text file.
    doubts: csv::Doubts,
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
    /// Cells that nobody sees, and cells that are marked.
    sight: Sight,
    /// What the rows come to, which totals are held against.
    totals: Totals,
}

impl<'l> Rows<'l> {
    /// For the rows of a table of this layout; text files have a separator.
    pub(super) fn new(
        layout: &'l Layout,
        separator: Option<char>,
        hidden: Option<Hidden>,
        strict_totals: bool,
    ) -> Self {
        Self {
            layout,
            separator,
            doubts: csv::Doubts::default(),
            hidden,
            notes: Vec::new(),
            any: false,
            over: false,
            known: Known::default(),
            stray: Stray::default(),
            sight: Sight::new(hidden),
            totals: Totals::new(layout, strict_totals),
        }
    }

    /// A row that may hold orders: below the header, something in the known columns, no total.
    pub(super) fn ordered(&mut self, raw: RawRow) -> Option<Row> {
        let RawRow { no, mut cells, hidden, marks } = raw;
        if no <= self.layout.header_row {
            self.above(no, &mut cells, hidden);
            return None;
        }
        if self.over {
            return None;
        }
        let unseen = self.sight.take(&mut cells, &marks, self.layout);
        if self.is_of_header(no, &cells) {
            return None;
        }
        let total = headers::is_total(&cells, self.layout);
        if !total {
            // Right of the last header of a text, values may have moved: that is told of the row.
            self.stray.below(no, &cells, self.layout, self.separator.is_none());
        }
        let refused = self.refuses(&cells);
        let known = |(col, _): &(Col, Cell)| self.column(*col).is_some_and(|column| column.role != Role::Carried);
        if !cells.iter().any(|cell| known(cell) && says_something(&cell.1.value)) {
            // Whoever leaves hidden cells out is told of them all the same.
            self.sight.ordered(no, &unseen, self.layout, refused);
            return None;
        }
        if total {
            self.note(no, FileProblem::TotalRow);
            self.notes.extend(self.totals.total(no, &cells));
            return None;
        }
        // Rows that say themselves that they are not to be ordered are often filtered out.
        if hidden && !refused && !self.takes_hidden(no) {
            self.totals.row(&cells, Taken::Hidden);
            return None;
        }
        self.sight.ordered(no, &unseen, self.layout, refused);
        if !refused {
            self.sight.marked(no, &marks, self.layout);
        }
        if self.separator.is_some() {
            self.note_text(no, &mut cells);
        }
        // What no header names is not read, and shown with the rest in the results.
        cells.retain(|(col, cell)| self.column(*col).is_some() || !stray::is_empty(cell));
        self.any = true;
        self.totals.row(&cells, if refused { Taken::Refused } else { Taken::Ordered });
        Some(Row { no, cells })
    }

    /// Takes a row down to the header's.
    fn above(&mut self, no: RowNo, cells: &mut [(Col, Cell)], hidden: bool) {
        if no == self.layout.header_row {
            if self.separator.is_some() {
                self.note_doubts(no, cells);
            }
            match self.hidden {
                _ if !hidden => {}
                Some(Hidden::Include) => self.note(no, FileProblem::HiddenTaken { included: true }),
                // Without it nothing could be read, so it cannot be left out.
                None | Some(Hidden::Skip) => self.note(no, FileProblem::HiddenRow),
            }
        }
        self.stray.above(no, cells, self.layout);
    }

    /// Whether a row belongs to a header, its own or that of another table, and tells of it.
    fn is_of_header(&mut self, no: RowNo, cells: &[(Col, Cell)]) -> bool {
        self.over = headers::is_second(no, cells, self.layout, &mut self.known);
        if self.over {
            self.note(no, FileProblem::SecondHeader);
            return true;
        }
        let numbers = headers::is_numbering(no, cells, self.layout);
        if numbers {
            let given = cells.first().map(|(_, cell)| cell.as_read().into_owned()).unwrap_or_default();
            self.notes.push(Diagnostic::of_row(no, CatalogueProblem::TextLine { given }));
        }
        numbers
    }

    fn column(&self, col: Col) -> Option<&'l Column> {
        self.layout.column(col)
    }

    /// Whether a row says itself that it is not to be ordered.
    fn refuses(&self, cells: &[(Col, Cell)]) -> bool {
        let enabled = self.layout.col(Field::Enabled).and_then(|at| cells.iter().find(|(col, _)| *col == at));
        enabled.is_some_and(|(_, cell)| yes_no(cell.as_read().trim()) == Some(false))
    }

    /// Notes what only a row of a text file can be wrong with.
    fn note_text(&mut self, no: RowNo, cells: &mut [(Col, Cell)]) {
        self.note_doubts(no, cells);
        let last = self.layout.columns.last().map(|column| column.col);
        if cells.iter().any(|(col, _)| Some(*col) > last) {
            let width = |col: Option<Col>| col.map_or(0, |col| u32::from(col.index()) + 1);
            let (cells, headers) = (width(cells.last().map(|(col, _)| *col)), width(last));
            self.note(no, FileProblem::Ragged { cells, headers });
        }
        if let Some(lines) = self.taken_in(cells) {
            self.note(no, FileProblem::Swallowed { lines });
        }
    }

    /// Notes what the cells of a text file may have been meant for otherwise, and leaves out what only
    /// guards a text. Carried columns stay as they are.
    fn note_doubts(&mut self, row: RowNo, cells: &mut [(Col, Cell)]) {
        let mut found: Vec<(CellRef, CellProblem)> = self.doubts.of_row(row, cells);
        for (col, cell) in cells {
            let Some(column) = self.column(*col) else { continue };
            let (Role::Field(_) | Role::Named(_), Value::Text(text)) = (&column.role, &cell.value) else { continue };
            let at = CellRef { row, col: *col };
            if found.iter().any(|(known, _)| *known == at) || row == self.layout.header_row {
                continue;
            }
            if column.role.is_free_text() && csv::is_formula(text) {
                found.push((at, ValueProblem::NoStoredValue.into()));
            } else if let Some((taken, doubtful)) = csv::guarded(text) {
                let (given, taken) = (text.trim().to_owned(), taken.to_owned());
                cell.value = Value::Text(taken.clone());
                if doubtful {
                    found.push((at, TextProblem::Guarded { given, taken }.into()));
                }
            }
        }
        found.sort_by_key(|(at, _)| *at);
        self.notes.extend(found.into_iter().map(|(at, problem)| Diagnostic::of_cell(at, problem)));
    }

    /// Whether a hidden row is read, and notes what becomes of it. While nobody has said that, it is read
    /// as an error, so that it cannot be ordered unasked.
    fn takes_hidden(&mut self, no: RowNo) -> bool {
        let included = self.hidden != Some(Hidden::Skip);
        self.note(no, self.hidden.map_or(FileProblem::HiddenRow, |_| FileProblem::HiddenTaken { included }));
        included
    }

    /// Over how many lines a cell of a text file goes that has probably taken rows in.
    fn taken_in(&self, cells: &[(Col, Cell)]) -> Option<u32> {
        let separator = self.separator?;
        cells.iter().find_map(|(col, cell)| {
            let Value::Text(text) = &cell.value else { return None };
            csv::swallowed(text, separator, self.column(*col).is_some_and(|column| column.role.is_free_text()))
        })
    }

    fn note(&mut self, row: RowNo, problem: FileProblem) {
        self.notes.push(Diagnostic { place: Place::Row(row), problem: problem.into() });
    }

    /// Everything noted.
    pub(super) fn noted(mut self) -> Vec<Diagnostic> {
        self.notes.extend(self.stray.told(self.layout));
        self.notes.extend(self.sight.told(self.layout));
        if !self.any && !self.over {
            self.notes.insert(0, Diagnostic::of_sheet(FileProblem::NoRows));
        }
        self.notes
    }
}
