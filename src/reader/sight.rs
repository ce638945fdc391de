//! What a person does not see in the rows that are ordered, and what is marked there.
//!
//! Nothing that is hidden decides: cells of hidden columns, and those whose number format shows nothing, are
//! an error of their column until somebody says what is to become of them.

use std::collections::{BTreeMap, BTreeSet};

use super::hidden::Hidden;
use super::raw::Mark;
use crate::sheet::problem::{Diagnostic, SightProblem};
use crate::sheet::{Cell, CellRef, Col, Field, Held, Layout, Role, RowNo, Value, ranges};

/// So many cells with comments are named.
const NAMED: usize = 20;

/// What was found so far.
#[derive(Debug)]
pub(super) struct Sight {
    hidden: Option<Hidden>,
    /// The rows of the filled cells that nobody sees, by the columns of fields.
    unseen: BTreeMap<Col, Vec<RowNo>>,
    /// The same of columns that are carried along.
    carried: BTreeSet<Col>,
    struck: Marked,
    comments: Marked,
}

/// A filled cell of a row that nobody sees, and whether its column is hidden.
type Concealed = (Col, bool);

impl Sight {
    pub(super) fn new(hidden: Option<Hidden>) -> Self {
        let (unseen, carried) = (BTreeMap::new(), BTreeSet::new());
        Self { hidden, unseen, carried, struck: Marked::default(), comments: Marked::default() }
    }

    /// Makes of a row's cells what is to be read of them, and says which of the filled ones nobody sees.
    /// Without a header a hidden cell is nothing to anybody.
    pub(super) fn take(&self, cells: &mut Vec<(Col, Cell)>, marks: &[(Col, Mark)], layout: &Layout) -> Vec<Concealed> {
        let in_hidden = |col: Col| marks.contains(&(col, Mark::HiddenColumn));
        let mut concealed = Vec::new();
        cells.retain_mut(|(col, cell)| {
            let (by_column, by_format) = (in_hidden(*col), shows_nothing(&cell.value));
            if !by_column && !by_format {
                return true;
            }
            if says_something(&cell.value) {
                concealed.push((*col, by_column));
            }
            match self.hidden {
                Some(Hidden::Include) => reveal(&mut cell.value),
                // A no that nobody sees holds all the same: leaving it out would order what somebody did not want.
                Some(Hidden::Skip) => match layout.column(*col).map(|column| &column.role) {
                    Some(Role::Field(Field::Enabled)) => reveal(&mut cell.value),
                    Some(Role::Carried) => {}
                    Some(Role::Field(_) | Role::Named(_)) | None => return false,
                },
                None => return layout.column(*col).is_some() || !by_column,
            }
            true
        });
        concealed
    }

    /// Takes what nobody sees of a row. Of one that is not ordered because it says so, only that counts.
    pub(super) fn ordered(&mut self, row: RowNo, concealed: &[Concealed], layout: &Layout, refused: bool) {
        for (col, by_column) in concealed {
            match layout.column(*col).map(|column| &column.role) {
                Some(role @ (Role::Field(_) | Role::Named(_))) if !refused || *role == Role::Field(Field::Enabled) => {
                    // What a format hides is an error at its own cell until somebody has decided.
                    if *by_column || self.hidden.is_some() {
                        self.unseen.entry(*col).or_default().push(row);
                    }
                }
                Some(Role::Carried) if !refused => {
                    self.carried.insert(*col);
                }
                Some(Role::Field(_) | Role::Named(_) | Role::Carried) | None => {}
            }
        }
    }

    /// Takes the marks of a row that is ordered.
    pub(super) fn marked(&mut self, row: RowNo, marks: &[(Col, Mark)], layout: &Layout) {
        for (col, mark) in marks {
            let at = CellRef { row, col: *col };
            match mark {
                Mark::Struck if layout.column(*col).is_some() => self.struck.add(at),
                Mark::Comment => self.comments.add(at),
                Mark::Struck | Mark::HiddenColumn => {}
            }
        }
    }

    /// What there is to tell.
    pub(super) fn told(self, layout: &Layout) -> Vec<Diagnostic> {
        let header = |col: Col| layout.column(col).map(|column| column.header.clone()).unwrap_or_default();
        let mut told = Vec::new();
        match self.hidden {
            None => told.extend(self.unseen.into_iter().map(|(col, rows)| {
                let cells = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                let problem = SightProblem::HiddenCells { header: header(col), cells, rows: ranges(&rows) };
                Diagnostic::of_header(CellRef { row: layout.header_row, col }, problem)
            })),
            Some(how) => {
                let answers = |col: Col| layout.column(col).is_some_and(|at| at.role == Role::Field(Field::Enabled));
                let read = |col: Col| how == Hidden::Include || answers(col);
                for included in [true, false] {
                    let cols = self.unseen.keys().copied().filter(|col| read(*col) == included);
                    let headers: Vec<String> = cols.map(header).collect();
                    if !headers.is_empty() {
                        told.push(Diagnostic::of_sheet(SightProblem::HiddenColumns { headers, included }));
                    }
                }
            }
        }
        if !self.carried.is_empty() {
            let headers = self.carried.into_iter().map(header).collect();
            told.push(Diagnostic::of_sheet(SightProblem::HiddenCarried { headers }));
        }
        told.extend(self.struck.first().map(|at| {
            let (cells, rows) = (self.struck.cells, ranges(&self.struck.rows));
            Diagnostic::of_header(at, SightProblem::StruckOut { cells, rows })
        }));
        told.extend(self.comments.first().map(|at| {
            let (cells, at_all) = (self.comments.cells, self.comments.named());
            Diagnostic::of_header(at, SightProblem::Commented { cells, at: at_all })
        }));
        told
    }
}

/// Cells with a mark.
#[derive(Debug, Default)]
struct Marked {
    cells: u32,
    rows: Vec<RowNo>,
    /// The first of them.
    named: Vec<CellRef>,
}

impl Marked {
    fn add(&mut self, at: CellRef) {
        self.cells = self.cells.saturating_add(1);
        if self.rows.last() != Some(&at.row) {
            self.rows.push(at.row);
        }
        if self.named.len() < NAMED {
            self.named.push(at);
        }
    }

    fn first(&self) -> Option<CellRef> {
        self.named.first().copied()
    }

    fn named(&self) -> String {
        let named: Vec<String> = self.named.iter().map(ToString::to_string).collect();
        named.join(", ") + if self.named.len() < self.cells as usize { ", …" } else { "" }
    }
}

/// Whether a number format hides what the cell holds.
fn shows_nothing(value: &Value) -> bool {
    matches!(value, Value::Shown(shown) if shown.text.is_empty())
}

/// Makes the value of what a number format hides.
fn reveal(value: &mut Value) {
    if let Value::Shown(shown) = value
        && shown.text.is_empty()
    {
        *value = match &shown.stored {
            Held::Number(number) => Value::number(*number),
            Held::Text(text) => Value::Text(text.clone()),
        };
    }
}

/// Whether a value can make an order of its row: neither a merge that only reaches into it nor a formula
/// filled down over it that shows nothing does.
pub(super) const fn says_something(value: &Value) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::raw::RawRow;
    use crate::reader::rows::Rows;
    use crate::sheet::Column;
    use crate::sheet::{Row, Shown};
    use crate::text::lang::Lang;

    const AT: [&str; 6] = ["Tariff", "Domain", "Disk", "Order?", "Comment", "Owner"];

    fn layout() -> Layout {
        let role = |at: u16| match at {
            0 => Role::Field(Field::Tariff),
            1 => Role::Field(Field::Domain),
            2 => Role::Field(Field::Disk),
            3 => Role::Field(Field::Enabled),
            4 => Role::Field(Field::Comment),
            _ => Role::Carried,
        };
        let column = |(at, header): (u16, &str)| Column {
            col: Col::from_index(at),
            header: header.to_owned(),
            role: role(at),
            unit: None,
        };
        let columns = (0..).zip(AT).map(column).collect();
        Layout { sheet: None, header_row: RowNo::from_index(0), columns, russian: false }
    }

    /// A row with these cells, of which some are marked; `;;;` is a 7 that its format hides.
    fn row(no: u32, cells: &[&str], marks: &[(u16, Mark)]) -> RawRow {
        let hidden = Shown { text: String::new(), stored: Held::Number(7.0), rounded: false, code: ";;;".to_owned() };
        let cell = |(at, text): (u16, &&str)| {
            let value = match *text {
                ";;;" => Value::Shown(Box::new(hidden.clone())),
                text => Value::Text(text.to_owned()),
            };
            (Col::from_index(at), Cell { value, formula: false })
        };
        let cells = (0..).zip(cells).filter(|(_, text)| !text.is_empty()).map(cell).collect();
        let marks = marks.iter().map(|(col, mark)| (Col::from_index(*col), *mark)).collect();
        RawRow { marks, ..RawRow::new(RowNo::from_index(no - 1), cells) }
    }

    /// What is read of rows, and what is said of them.
    fn read(hidden: Option<Hidden>, raw: &[RawRow]) -> (Vec<Row>, Vec<String>) {
        let layout = layout();
        let mut rows = Rows::new(&layout, None, hidden, false);
        let read = raw.iter().filter_map(|raw| rows.ordered(raw.clone())).collect();
        (read, rows.noted().iter().map(|found| found.line("f", None, Lang::En)).collect())
    }

    fn disk(rows: &[Row]) -> Vec<Option<String>> {
        rows.iter().map(|row| row.cell(Col::from_index(2)).map(|cell| cell.as_read().into_owned())).collect()
    }

    const COLUMN: Mark = Mark::HiddenColumn;

    #[test]
    fn a_hidden_column_is_one_error_until_somebody_has_decided() {
        let raw = [
            row(2, &["T", "a.ru", "500"], &[(2, COLUMN)]),
            row(3, &["T", "b.ru"], &[]),
            row(4, &["T", "c.ru", "40"], &[(2, COLUMN)]),
            row(5, &["T", "d.ru", "40", "no"], &[(2, COLUMN)]),
        ];
        let (rows, told) = read(None, &raw);
        assert_eq!(rows.len(), 4);
        assert_eq!(told.len(), 1, "{told:?}");
        let said = "f: C1: E058 the column \"Disk\" is hidden and has filled cells: 2, rows 2, 4 (read them too";
        assert!(told[0].starts_with(said), "{told:?}");
        let (rows, told) = read(Some(Hidden::Include), &raw);
        assert_eq!(disk(&rows[..3]), [Some("500".to_owned()), None, Some("40".to_owned())]);
        assert_eq!(told, ["f: E058 note: hidden cells of these columns are read like any other: `Disk`"]);
        let (rows, told) = read(Some(Hidden::Skip), &raw);
        assert_eq!(disk(&rows[..3]), [None, None, None]);
        assert_eq!(told, ["f: E058 note: hidden cells of these columns are left out: `Disk`"]);
    }

    #[test]
    fn what_a_format_hides_goes_by_the_same_rule() {
        let raw = [row(2, &["T", "a.ru", ";;;"], &[])];
        let (rows, told) = read(None, &raw);
        // It is an error at its own cell.
        assert!(matches!(rows[0].cells[2].1.value, Value::Shown(_)) && told.is_empty(), "{told:?}");
        assert_eq!(disk(&read(Some(Hidden::Include), &raw).0), [Some("7".to_owned())]);
        let (rows, told) = read(Some(Hidden::Skip), &raw);
        assert_eq!((disk(&rows), told.len()), (vec![None], 1));
    }

    #[test]
    fn a_hidden_no_is_asked_about_and_holds() {
        let raw = [row(2, &["T", "a.ru", "", "no"], &[(3, COLUMN)])];
        let (_, told) = read(None, &raw);
        assert!(told[0].contains("D1: E058 the column \"Order?\" is hidden"), "{told:?}");
        for hidden in [Hidden::Skip, Hidden::Include] {
            let (rows, told) = read(Some(hidden), &raw);
            assert_eq!(rows[0].cell(Col::from_index(3)).map(|cell| cell.as_read().into_owned()).as_deref(), Some("no"));
            assert_eq!(told, ["f: E058 note: hidden cells of these columns are read like any other: `Order?`"]);
        }
    }

    #[test]
    fn a_hidden_column_that_is_only_carried_is_a_note_and_one_without_a_header_is_nothing() {
        let raw = [2, 3].map(|no| row(no, &["T", "a.ru", "", "", "", "anna", "x"], &[(5, COLUMN), (6, COLUMN)]));
        let (rows, told) = read(None, &raw);
        assert_eq!(rows[0].cells.len(), 3);
        assert_eq!(
            told,
            ["f: E058 note: hidden columns that are not used for ordering, carried to the results: `Owner`"]
        );
    }

    #[test]
    fn marks_of_rows_that_are_ordered_are_told_once() {
        let raw = [
            row(1, &AT, &[(0, Mark::Struck), (1, Mark::Comment)]),
            row(2, &["T", "a.ru"], &[(0, Mark::Struck), (1, Mark::Struck), (1, Mark::Comment)]),
            row(3, &["T", "b.ru", "", "no"], &[(0, Mark::Struck), (0, Mark::Comment)]),
            row(4, &["T", "c.ru"], &[(1, Mark::Struck), (4, Mark::Comment)]),
            row(5, &["", "", "", "", "", "anna"], &[(5, Mark::Struck), (5, Mark::Comment)]),
        ];
        let (rows, told) = read(None, &raw);
        assert_eq!(rows.len(), 3);
        let said = [
            "f: A2: E065 warning: struck-out text is read like any other; cells: 3, rows 2, 4 (",
            "f: B2: E066 warning: comments of cells are not read; cells: 2 (look whether one of them cancels an order: B2, E4)",
        ];
        assert_eq!(told.len(), said.len(), "{told:?}");
        assert!(told.iter().zip(said).all(|(told, said)| told.starts_with(said)), "{told:?}");
    }
}
