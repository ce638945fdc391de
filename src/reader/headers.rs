//! Which row is the header, and which column is for what.

use super::fold::plain;
use super::heading::{Heading, Sure, explains, field, heading};
use super::hint::{about, likely};
use super::names::{Named, Names};
use super::raw::RawRow;
use super::unit::is_unit;
use crate::sheet::problem::{Diagnostic, HeaderProblem, Severity};
use crate::sheet::{Cell, CellRef, Col, Column, Content, Field, Layout, Role, RowNo, Value, names as marks};

/// The header stands among so many first rows.
pub(super) const HEADER_ROWS: u32 = 20;

/// So many known headers make a header row.
const ENOUGH: usize = 3;

/// Of so many headers that are not understood it is said what each may be meant for: a row may have thousands.
const LIKELY: usize = 200;

/// The field that a header is for, or that it explains.
fn meant(header: &str) -> Option<Field> {
    field(header).or_else(|| explains(header))
}

/// How many of these cells are known headers.
pub(super) fn known(cells: &[(Col, Cell)]) -> usize {
    cells.iter().filter(|(_, cell)| meant(&cell.as_read()).is_some()).count()
}

/// Finds the header row among the first rows of a sheet: the first with every column that is needed,
/// since a form above the table may hold a few known words too; else the first with enough of them. Rows that
/// are not to be seen, such as the keys of an upload above the words for people, come last.
pub(super) fn header_row(rows: &[RawRow]) -> Option<&RawRow> {
    [false, true].into_iter().find_map(|hidden| {
        let enough = || rows.iter().filter(|row| row.hidden == hidden && known(&row.cells) >= ENOUGH);
        enough().find(|row| has_needed(row)).or_else(|| enough().next())
    })
}

/// Whether a header row has every column without which nothing can be ordered.
pub(super) fn has_needed(row: &RawRow) -> bool {
    let fields: Vec<Field> = row.cells.iter().filter_map(|(_, cell)| meant(&cell.as_read())).collect();
    Field::needed().all(|needed| fields.contains(&needed))
}

/// What is wrong with the columns.
pub(super) struct Wrong {
    pub(super) found: Vec<Diagnostic>,
    /// Whether the headers are Russian.
    pub(super) russian: bool,
}

/// Reads a header row: the layout and what is worth knowing of it.
///
/// # Errors
///
/// Everything that is wrong with the columns.
pub(super) fn layout(sheet: Option<String>, row: &RawRow, names: &Names) -> Result<(Layout, Vec<Diagnostic>), Wrong> {
    let (columns, mut found) = columns(row, names);
    let russian = is_russian(&columns);
    let layout = Layout { sheet, header_row: row.no, columns, russian };
    found.extend(near_misses(&layout, names));
    found.extend(missing(&layout));
    // What is only carried along is of no interest while the columns themselves are wrong.
    if found.iter().any(|diagnostic| diagnostic.severity() == Severity::Error) {
        return Err(Wrong { found, russian: layout.russian });
    }
    // What an earlier run wrote beside its rows is left behind.
    let carried = layout.carried().filter(|column| !marks::is_what_to_fix(&column.header));
    let carried: Vec<String> = carried.map(|column| column.header.clone()).collect();
    if !carried.is_empty() {
        found.push(Diagnostic::of_sheet(HeaderProblem::Carried { headers: carried }));
    }
    Ok((layout, found))
}

/// The columns that have a header, and those that are for the same field as another one.
fn columns(row: &RawRow, names: &Names) -> (Vec<Column>, Vec<Diagnostic>) {
    let mut columns: Vec<Column> = Vec::new();
    let mut found = Vec::new();
    for (col, cell) in &row.cells {
        let header = cell.as_read().trim().to_owned();
        // The rest of a merged header is no column of its own, and what stands below a formula without a
        // result nobody knows: the cells below are told, if there are any.
        if header.is_empty() || !is_header(cell) {
            continue;
        }
        let (mut role, unit) = role(&header, names);
        let other = columns.iter().find(|column| column.role == role && role != Role::Carried);
        if let Some(other) = other {
            let at = CellRef { row: row.no, col: other.col };
            let (here, other) = (header.clone(), other.header.clone());
            let problem = if role.is_free_text() {
                role = Role::Carried;
                HeaderProblem::TwoTexts { here, other, at }
            } else {
                HeaderProblem::TwoColumns { here, other, at }
            };
            found.push(Diagnostic::of_header(CellRef { row: row.no, col: *col }, problem));
        }
        columns.push(Column { col: *col, header, role, unit });
    }
    explained(&mut columns, names);
    (columns, found)
}

/// What a header is for, and the unit of bare numbers below it.
fn role(header: &str, names: &Names) -> (Role, Option<String>) {
    if let Some(Named::Column(name, unit)) = names.heading(header) {
        return (Role::Named(name.to_owned()), unit);
    }
    match heading(header) {
        Heading::Field(field, unit) if names.has(field, header) => (Role::Field(field), unit.map(ToOwned::to_owned)),
        Heading::Field(..)
        | Heading::Near(..)
        | Heading::Among(_)
        | Heading::More(..)
        | Heading::Foreign(_)
        | Heading::Other => (Role::Carried, None),
    }
}

/// Takes columns for what no other column is for, and whose header explains what is wanted.
fn explained(columns: &mut [Column], names: &Names) {
    for at in 0..columns.len() {
        let Column { header, role: Role::Carried, .. } = &columns[at] else { continue };
        let role = match names.heading(header) {
            Some(Named::Explained(name)) => Some(Role::Named(name.to_owned())),
            _ => explains(header).filter(|field| names.has(*field, header)).map(Role::Field),
        };
        if let Some(role) = role.filter(|role| columns.iter().all(|column| column.role != *role)) {
            columns[at].role = role;
        }
    }
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
pub(super) struct Known(Vec<(String, Option<Field>)>);

impl Known {
    fn field(&mut self, col: Col, cell: &Cell) -> Option<Field> {
        let text = text(cell)?;
        let at = usize::from(col.index());
        if self.0.len() <= at {
            self.0.resize_with(at + 1, Default::default);
        }
        let (last, of) = &mut self.0[at];
        if last != text {
            text.clone_into(last);
            *of = field(text);
        }
        *of
    }
}

/// Whether a row below the header is a header again: that of a second table, or the rest of one that
/// stands on two rows, be it units. A few words of a row may be names of columns by chance, three are not.
pub(super) fn is_second(no: RowNo, cells: &[(Col, Cell)], layout: &Layout, known: &mut Known) -> bool {
    let filled = cells.iter().filter(|(_, cell)| !cell.is_blank());
    // A header names no field twice, as a row may that says the same in every cell.
    let mut fields: Vec<Field> = filled.clone().filter_map(|(col, cell)| known.field(*col, cell)).collect();
    fields.sort_unstable();
    fields.dedup();
    let known = fields.len();
    let after = no.get() == layout.header_row.get() + 1;
    if known < 2 && !after {
        return false;
    }
    let filled = filled.count();
    if !after {
        return known >= ENOUGH || known == filled;
    }
    let texts = cells.iter().filter_map(|(_, cell)| text(cell));
    let units = texts.filter(|text| is_unit(text) && field(text).is_none()).count();
    let is_order = cells.iter().any(|(col, cell)| is_needed(*col, layout) && !cell.is_blank());
    known >= ENOUGH || (known > 0 && !is_order) || (filled > 0 && known + units == filled)
}

/// Whether a row only numbers the columns, as forms do below their header.
pub(super) fn is_numbering(no: RowNo, cells: &[(Col, Cell)], layout: &Layout) -> bool {
    if no.get() != layout.header_row.get() + 1 {
        return false;
    }
    let number = |(_, cell): &(Col, Cell)| cell.as_read().trim().parse::<u32>().ok();
    let numbers: Option<Vec<u32>> = cells.iter().map(number).collect();
    let follow = |numbers: &[u32]| numbers[0] <= 1 && numbers.windows(2).all(|two| two[0] + 1 == two[1]);
    numbers.is_some_and(|numbers| numbers.len() >= ENOUGH.max(layout.columns.len() / 2) && follow(&numbers))
}

fn is_needed(col: Col, layout: &Layout) -> bool {
    Field::needed().any(|field| layout.col(field) == Some(col))
}

fn text(cell: &Cell) -> Option<&str> {
    match &cell.value {
        Value::Text(text) => Some(text),
        Value::Shown(shown) => Some(&shown.text),
        _ => None,
    }
}

/// Whether most of the headers that are known are Russian. Carried columns do not count: anything may
/// stand above them.
fn is_russian(columns: &[Column]) -> bool {
    let is_cyrillic = |column: &&Column| has_cyrillic(&column.header);
    let known = columns.iter().filter(|column| matches!(column.role, Role::Field(_)));
    let (all, russian) = (known.clone().count(), known.filter(is_cyrillic).count());
    russian * 2 > all
}

fn has_cyrillic(text: &str) -> bool {
    text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c))
}

/// Whether most of the texts among the first rows of a sheet are Russian, where no header is known.
pub(super) fn speak_russian(rows: &[RawRow]) -> bool {
    let texts = rows.iter().flat_map(|row| &row.cells).map(|(_, cell)| cell.as_read());
    let (russian, all) = texts
        .filter(|text| text.chars().any(char::is_alphabetic))
        .fold((0, 0), |(russian, all), text| (russian + usize::from(has_cyrillic(&text)), all + 1));
    russian * 2 > all
}

/// The needed columns that are missing, and the headers that were not understood.
fn missing(layout: &Layout) -> Vec<Diagnostic> {
    let russian = layout.russian;
    let missing = Field::needed().filter(|field| layout.col(*field).is_none());
    let mut found: Vec<Diagnostic> =
        missing.map(|field| Diagnostic::of_sheet(HeaderProblem::NoColumn { field, russian })).collect();
    let may_be = |header: &str| likely(header).filter(|field| layout.col(*field).is_none());
    let carried = layout.carried().map(|column| &column.header).enumerate();
    let headers: Vec<(String, Option<Field>)> =
        carried.map(|(at, header)| (header.clone(), (at < LIKELY).then(|| may_be(header)).flatten())).collect();
    if !found.is_empty() && !headers.is_empty() {
        found.push(Diagnostic::of_sheet(HeaderProblem::NotUnderstood { headers, russian }));
    }
    found
}

/// Columns that look like those of fields, or of the table's own names, which have none.
fn near_misses(layout: &Layout, names: &Names) -> Vec<Diagnostic> {
    let near = layout.carried().filter_map(|column| {
        let problem = near_miss(&column.header, layout, names)?;
        Some(Diagnostic::of_header(CellRef { row: layout.header_row, col: column.col }, problem))
    });
    near.collect()
}

fn near_miss(header: &str, layout: &Layout, names: &Names) -> Option<HeaderProblem> {
    let given = header.to_owned();
    // Where the field has its column, the other one is just carried: `Disk type` beside `Disk`.
    let free = |field: &Field| match field.facts().content {
        Content::Money => layout.col(Field::Price).is_none() && layout.col(Field::PricePerMonth).is_none(),
        _ => layout.col(*field).is_none(),
    };
    let lacks = |field: &Field| names.has(*field, "") && free(field);
    let lacks_name = |name: &str| layout.named().all(|(_, known)| known != name);
    Some(match heading(header) {
        Heading::Near(field, near, sure) if free(&field) && names.near_field(field, header, near).is_some() => {
            let meant = names.near_field(field, header, near)?.to_owned();
            HeaderProblem::NearMiss { given, meant, short: sure == Sure::Perhaps }
        }
        Heading::More(field, meant) if lacks(&field) => HeaderProblem::SaysMore { given, meant: meant.to_owned() },
        Heading::Foreign(field) if lacks(&field) => HeaderProblem::ForeignUnit { given, field },
        other => match (names.heading(header), other) {
            (Some(Named::Near(name, sure)), _) if lacks_name(name) => {
                HeaderProblem::NearMiss { given, meant: name.to_owned(), short: sure == Sure::Perhaps }
            }
            (Some(Named::More(name)), _) if lacks_name(name) => {
                HeaderProblem::SaysMore { given, meant: name.to_owned() }
            }
            (Some(Named::Foreign(name)), _) if lacks_name(name) => {
                HeaderProblem::ForeignUnitOf { given, name: name.to_owned() }
            }
            (_, Heading::Among(field)) if lacks(&field) => HeaderProblem::NotRead { given, field },
            _ => {
                // What is needed and missing is told of with everything that may be meant for it.
                let field = about(header).filter(lacks).filter(|field| !field.facts().needed)?;
                HeaderProblem::NotRead { given, field }
            }
        },
    })
}

/// Words that a row of sums begins with, or ends with as Excel's own do: `KVM Ferrum Итог`.
const TOTAL: [&str; 15] = [
    // The sign is the letter in small.
    "σ",
    "итог",
    "итого",
    "итоги",
    "всего",
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "подытог",
    "подитог",
    // Excel's subtotals count and average as well.
    "количество",
    "count",
    "среднее",
    "average",
];

/// Words for a sum or a tax, which a row of sums has among others.
const SUM: [&str; 16] = [
    "сумма",
    "sum",
    "ндс",
    "vat",
    "тотал",
    "grandtotal",
    "промитог",
    "итого",
    "всего",
    "total",
    "оплате",
    "payable",
    "скидка",
    "discount",
    "стоимость",
    "cost",
];

/// Whether a row only sums up: its first words are those of a total, and it has nothing of what every
/// order needs. A total in the column of domains is told from a server called `total-1.example.ru` by
/// whole words.
pub(super) fn is_total(cells: &[(Col, Cell)], layout: &Layout) -> bool {
    // The first number may be that of the row.
    let in_words = |(_, cell): &&(Col, Cell)| cell.as_read().chars().any(|c| c.is_alphabetic() || c == '∑');
    let label = cells.iter().find(in_words);
    let at = label.map(|(at, _)| *at);
    let mut needed = Field::needed().filter_map(|field| layout.col(field)).filter(|col| Some(*col) != at);
    let empty = |col: Col| cells.iter().all(|(at, cell)| *at != col || cell.is_blank());
    // Hardly any row comes further.
    if layout.col(Field::Domain).is_none() || !needed.all(empty) {
        return false;
    }
    // Sums without a word for them are calculated.
    let Some((_, first)) = label else { return !cells.is_empty() && cells.iter().all(|(_, cell)| cell.formula) };
    let words = first.as_read().replace('∑', "σ ");
    let words: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric() && c != '-').map(plain).filter(|word| !word.is_empty()).collect();
    let is = |word: Option<&String>| word.is_some_and(|word| TOTAL.contains(&word.as_str()));
    // What is among a total stands below it.
    let among = [&["в", "том", "числе"][..], &["в", "т", "ч"]]
        .iter()
        .any(|among| words.len() >= among.len() && words.iter().zip(*among).all(|(word, of)| word == of));
    among || is(words.first()) || is(words.last()) || words.iter().any(|word| SUM.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::names::TableColumns;

    #[test]
    fn a_slip_in_the_usual_name_of_a_field_is_told_where_the_table_has_none_of_it() {
        let names = Names::new(Some(&TableColumns::default()));
        let columns = vec![];
        let layout = Layout { sheet: None, header_row: RowNo::from_index(0), columns, russian: false };
        for (header, short) in [("Recipee", false), ("Recip", true), ("Data centree", false), ("Рецептт", false)]
        {
            let found = near_miss(header, &layout, &names);
            let told = matches!(&found, Some(HeaderProblem::NearMiss { short: told, .. }) if *told == short);
            assert!(told, "{header}: {found:?}");
        }
        assert_eq!(near_miss("Площадк", &layout, &names), None, "another name of it");
    }
}
