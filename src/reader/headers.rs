//! Which row is the header, and which column is for what.

use std::collections::BTreeMap;

use super::heading::{Heading, Sure, field, heading, plain};
use super::raw::RawRow;
use crate::sheet::problem::{Diagnostic, FileProblem, Severity};
use crate::sheet::{Cell, CellRef, Col, Column, Field, Layout, Role, RowNo, Value};

/// The header stands among so many first rows.
pub(super) const HEADER_ROWS: u32 = 20;

/// So many known headers make a header row.
const ENOUGH: usize = 3;

/// How many of these cells are known headers.
pub(super) fn known(cells: &[(Col, Cell)]) -> usize {
    cells.iter().filter(|(_, cell)| field(&cell.as_read()).is_some()).count()
}

/// Finds the header row among the first rows of a sheet: the first with every column that is needed,
/// since a form above the table may hold a few known words too; else the first with enough of them.
pub(super) fn header_row(rows: &[RawRow]) -> Option<&RawRow> {
    let enough = || rows.iter().filter(|row| known(&row.cells) >= ENOUGH);
    enough().find(|row| has_needed(row)).or_else(|| enough().next())
}

/// Whether a header row has every column without which nothing can be ordered.
pub(super) fn has_needed(row: &RawRow) -> bool {
    let fields: Vec<Field> = row.cells.iter().filter_map(|(_, cell)| field(&cell.as_read())).collect();
    Field::needed().all(|needed| fields.contains(&needed))
}

/// Reads a header row: the layout and what is worth knowing of it.
///
/// # Errors
///
/// Everything that is wrong with the columns.
pub(super) fn layout(sheet: Option<String>, row: &RawRow) -> Result<(Layout, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (columns, mut found) = columns(row);
    let russian = is_russian(&columns);
    let layout = Layout { sheet, header_row: row.no, columns, russian };
    found.extend(near_misses(&layout));
    for field in Field::needed() {
        if layout.col(field).is_none() {
            found.push(Diagnostic::of_sheet(FileProblem::NoColumn { field }));
        }
    }
    // What is only carried along is of no interest while the columns themselves are wrong.
    if found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        return Err(found);
    }
    let carried: Vec<String> = layout.carried().map(|column| column.header.clone()).collect();
    if !carried.is_empty() {
        found.push(Diagnostic::of_sheet(FileProblem::Carried { headers: carried }));
    }
    Ok((layout, found))
}

/// The columns that have a header, and those that are for the same field as another one.
fn columns(row: &RawRow) -> (Vec<Column>, Vec<Diagnostic>) {
    let mut columns: Vec<Column> = Vec::new();
    let mut found = Vec::new();
    for (col, cell) in &row.cells {
        let header = cell.as_read().trim().to_owned();
        // The rest of a merged header is no column of its own, and what stands below a formula without a
        // result nobody knows: the cells below are told, if there are any.
        if header.is_empty() || !is_header(cell) {
            continue;
        }
        let (role, unit) = match heading(&header) {
            Heading::Field(field, unit) => (Role::Field(field), unit.map(ToOwned::to_owned)),
            Heading::Near(..) | Heading::Foreign(_) | Heading::Other => (Role::Carried, None),
        };
        if let (Role::Field(_), Some(other)) = (role, columns.iter().find(|column| column.role == role)) {
            let at = CellRef { row: row.no, col: other.col };
            let problem = FileProblem::TwoColumns { here: header.clone(), other: other.header.clone(), at };
            found.push(Diagnostic::of_header(CellRef { row: row.no, col: *col }, problem));
        }
        columns.push(Column { col: *col, header, role, unit });
    }
    (columns, found)
}

/// Whether a cell can be a header: an error value or a formula without a result names nothing.
pub(super) const fn is_header(cell: &Cell) -> bool {
    match cell.value {
        Value::NoValue | Value::Error(_) | Value::Merged(_) | Value::TwoReadings(_) => false,
        Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Date(_) | Value::Shown(_) => true,
    }
}

/// Which fields the last texts of the columns name as headers. Most cells say what the one above says.
#[derive(Default)]
pub(super) struct Known(BTreeMap<Col, (String, Option<Field>)>);

impl Known {
    fn field(&mut self, col: Col, cell: &Cell) -> Option<Field> {
        let text = match &cell.value {
            Value::Text(text) => text,
            Value::Shown(shown) => &shown.text,
            _ => return None,
        };
        match self.0.get(&col) {
            Some((last, of)) if last == text => *of,
            _ => {
                let of = field(text);
                self.0.insert(col, (text.clone(), of));
                of
            }
        }
    }
}

/// Whether a row below the header is a header again: that of a second table, or the rest of one that
/// stands on two rows. A few words of a row may be names of columns by chance, three are not.
pub(super) fn is_second(no: RowNo, cells: &[(Col, Cell)], layout: &Layout, known: &mut Known) -> bool {
    let filled = cells.iter().filter(|(_, cell)| !cell.as_read().trim().is_empty());
    // A header names no field twice, as a row may that says the same in every cell.
    let mut fields: Vec<Field> = filled.clone().filter_map(|(col, cell)| known.field(*col, cell)).collect();
    fields.sort_unstable();
    fields.dedup();
    let (known, filled) = (fields.len(), filled.count());
    let least = if no.get() == layout.header_row.get() + 1 { 1 } else { 2 };
    known >= ENOUGH || (known >= least && known == filled)
}

/// Whether most of the headers that are known are Russian. Carried columns do not count: anything may
/// stand above them.
fn is_russian(columns: &[Column]) -> bool {
    let is_cyrillic = |column: &&Column| column.header.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let known = columns.iter().filter(|column| matches!(column.role, Role::Field(_)));
    let (all, russian) = (known.clone().count(), known.filter(is_cyrillic).count());
    russian * 2 > all
}

/// Columns that look like those of fields which have none.
fn near_misses(layout: &Layout) -> Vec<Diagnostic> {
    let near = layout.carried().filter_map(|column| match heading(&column.header) {
        // Where the field has its column, the other one is just carried: `Disk type` beside `Disk`.
        Heading::Near(field, meant, sure) if layout.col(field).is_none() => {
            let (given, meant) = (column.header.clone(), meant.to_owned());
            let problem = FileProblem::NearMiss { given, meant, short: sure == Sure::Perhaps };
            Some(Diagnostic::of_header(CellRef { row: layout.header_row, col: column.col }, problem))
        }
        Heading::Foreign(field) if layout.col(field).is_none() => {
            let problem = FileProblem::ForeignUnit { given: column.header.clone(), field };
            Some(Diagnostic::of_header(CellRef { row: layout.header_row, col: column.col }, problem))
        }
        Heading::Near(..) | Heading::Foreign(_) | Heading::Field(..) | Heading::Other => None,
    });
    near.collect()
}

/// Words that a row of sums begins with, or ends with as Excel's own do: `KVM Ferrum Итог`.
const TOTAL: [&str; 10] =
    ["итог", "итого", "итоги", "всего", "total", "totals", "subtotal", "subtotals", "подытог", "подитог"];

/// Words for a sum or a tax, which a row of sums has among others.
const SUM: [&str; 7] = ["сумма", "sum", "ндс", "vat", "тотал", "grandtotal", "промитог"];

/// Whether a row only sums up: its first words are those of a total, and it has nothing of what every
/// order needs. A total in the column of domains is told from a server called `total-1.example.ru` by
/// whole words.
pub(super) fn is_total(cells: &[(Col, Cell)], layout: &Layout) -> bool {
    // The first number may be that of the row.
    let in_words = |(_, cell): &&(Col, Cell)| cell.as_read().chars().any(char::is_alphabetic);
    let Some((at, first)) = cells.iter().find(in_words) else { return false };
    if layout.col(Field::Domain).is_none() {
        return false;
    }
    let needed = Field::needed().filter_map(|field| layout.col(field)).filter(|col| col != at);
    let empty = |col: Col| cells.iter().all(|(at, cell)| *at != col || cell.as_read().trim().is_empty());
    let words = first.as_read();
    let words: Vec<String> =
        words.split(|c: char| c.is_whitespace() || c == ':').map(plain).filter(|word| !word.is_empty()).collect();
    let is = |word: Option<&String>| word.is_some_and(|word| TOTAL.contains(&word.as_str()));
    let sums = is(words.first()) || is(words.last()) || words.iter().any(|word| SUM.contains(&word.as_str()));
    sums && needed.into_iter().all(empty)
}
