//! `vdsbatch generate`: the loop of a script, as a sheet. Pure.
//!
//! What was typed becomes one row, and the row is judged by the check that sheets go through, so
//! that a sheet which was generated never has an error.

use super::template::Filled;
use crate::catalog::Catalog;
use crate::check::{self, Judgement};
use crate::sheet::problem::{Diagnostic, ExpansionProblem, Place, Problem, Severity};
use crate::sheet::{Cell, Col, Column, Content, Field, Layout, Role, Row, RowNo, Value};
use crate::text::lang::Lang;

/// Which values were typed for which columns.
pub type Given = Vec<(Field, String)>;

/// Rows that the check takes.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The rows, in order.
    pub rows: Vec<Given>,
    /// How many servers they stand for.
    pub servers: usize,
    /// Warnings and notes.
    pub found: Vec<Diagnostic>,
}

/// Makes the rows: one with its pattern, or, with `expand`, one a server. `login` is what `{user}`
/// in the domain stands for.
///
/// # Errors
///
/// Everything that the check finds wrong; [`line()`] puts it into words.
pub fn generate(
    catalog: &Catalog,
    given: Given,
    login: Option<&str>,
    expand: bool,
) -> Result<Generated, Vec<Diagnostic>> {
    let cell = |(field, text): &(Field, String)| (column_of(*field), Cell::text(text));
    let mut cells: Vec<(Col, Cell)> = given.iter().map(cell).collect();
    cells.sort_by_key(|(col, _)| *col);
    let row = Row { no: RowNo::from_index(1), cells };
    let mut checked = check::sheet(catalog, &layout(), login, vec![row]);
    let judged = checked.judged.remove(0);
    let found = judged.diagnostics;
    // Without a login the names of the rows would be made up.
    let assumed = |diagnostic: &Diagnostic| diagnostic.problem == Problem::Cell(ExpansionProblem::UserAssumed.into());
    match judged.judgement {
        Judgement::Orders(orders) if !(expand && found.iter().any(assumed)) => {
            let servers = orders.len();
            let rows = if expand {
                orders.iter().map(|order| of_one(&given, &order.domain.unicode())).collect()
            } else {
                vec![given]
            };
            Ok(Generated { rows, servers, found })
        }
        _ => Err(found),
    }
}

/// The same row for one server, by its name.
fn of_one(given: &Given, name: &str) -> Given {
    let written = |(field, text): &(Field, String)| match field.facts().content {
        // What a pattern expands by means nothing beside a name that is written out.
        Content::Number { .. } => None,
        Content::Pattern => Some((*field, name.to_owned())),
        Content::Name(_)
        | Content::Months
        | Content::Renewal
        | Content::Amount { .. }
        | Content::YesNo
        | Content::Money
        | Content::Text { .. } => Some((*field, text.clone())),
    };
    given.iter().filter_map(written).collect()
}

/// A column for every field, so that every problem has an option as its place.
fn layout() -> Layout {
    let column = |field: Field| Column {
        col: column_of(field),
        header: field.word().to_owned(),
        role: Role::Field(field),
        unit: None,
    };
    Layout {
        sheet: None,
        header_row: RowNo::from_index(0),
        columns: Field::ALL.into_iter().map(column).collect(),
        russian: false,
    }
}

fn column_of(field: Field) -> Col {
    Col::from_index(field.index())
}

/// A problem with the option it belongs to: ``--tariff: E010 unknown tariff `KVM Ferum` …``.
#[must_use]
pub fn line(diagnostic: &Diagnostic, lang: Lang) -> String {
    let at = match diagnostic.place {
        Place::Cell(at) => Field::ALL.get(usize::from(at.col.index())).map(|field| format!("--{}", field.word())),
        Place::Row(_) | Place::Sheet => None,
    };
    let weight = match diagnostic.severity() {
        Severity::Error => "",
        Severity::Warning => lang.pick(" warning:", " предупреждение:"),
        Severity::Note => lang.pick(" note:", " примечание:"),
    };
    format!("{}: {}{weight} {}", at.as_deref().unwrap_or("generate"), diagnostic.code(), diagnostic.message(lang))
}

/// The rows as cells of the order sheet: figures as numbers, everything else as text.
#[must_use]
pub fn filled(rows: &[Given]) -> Vec<Filled> {
    rows.iter().map(|row| row.iter().map(|(field, text)| (*field, value(*field, text))).collect()).collect()
}

fn value(field: Field, text: &str) -> Value {
    // Only what surely is a number becomes one: the cell of anything else shows what was typed.
    let figures = match field.facts().content {
        Content::Amount { .. } | Content::Months | Content::Number { .. } => {
            text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
        }
        Content::Money => {
            text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        }
        Content::Name(_) | Content::Renewal | Content::Pattern | Content::YesNo | Content::Text { .. } => false,
    };
    let number = figures.then(|| text.replace(',', ".").parse().ok()).flatten();
    number.map_or_else(|| Value::Text(text.to_owned()), Value::Number)
}

/// The rows as a CSV file for Excel: `;`, UTF-8 with its mark, and no text that would be taken for
/// a formula.
///
/// # Panics
///
/// Never: memory takes every record, and each has the header's length.
#[must_use]
pub fn csv(rows: &[Given], lang: Lang) -> Vec<u8> {
    let used = |field: &Field| rows.iter().any(|row| row.iter().any(|(given, _)| given == field));
    let fields: Vec<Field> = Field::ALL.into_iter().filter(used).collect();
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(::csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let header = fields.iter().map(|field| field.title(lang).to_owned());
    let lines = rows.iter().map(|row| {
        let text = |field: &Field| row.iter().find(|(given, _)| given == field).map(|(_, text)| text.as_str());
        fields.iter().map(|field| harmless(*field, text(field).unwrap_or_default())).collect::<Vec<String>>()
    });
    for line in std::iter::once(header.collect()).chain(lines) {
        writer.write_record(&line).expect("memory takes every record of the header's length");
    }
    writer.into_inner().expect("memory needs no flushing")
}

/// Free text that would be a formula gets an apostrophe before it; other columns were checked.
fn harmless(field: Field, text: &str) -> String {
    let free = field.facts().content.is_text();
    if free && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Says why the names cannot be written out: nobody said whose login `{user}` is.
#[must_use]
pub fn needs_login(found: &[Diagnostic], lang: Lang) -> Option<String> {
    let sound = found.iter().all(|diagnostic| diagnostic.severity() != Severity::Error);
    sound.then(|| {
        lang.pick(
            "--expand writes the names out, so {user} needs a login (name it with --account)",
            "--expand выписывает имена целиком, поэтому для {user} нужен логин (назовите его через --account)",
        )
        .to_owned()
    })
}
