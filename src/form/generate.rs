//! `vdsbatch generate`: the loop of a script, as a sheet. Pure.
//!
//! What was typed becomes one row, and the row is judged by the check that sheets go through, so
//! that a sheet which was generated never has an error.

use super::template::Filled;
use crate::catalog::Catalog;
use crate::check::{self, Judgement};
use crate::sheet::problem::{Diagnostic, ExpansionProblem, Place, Problem, Severity};
use crate::sheet::{Cell, Col, Column, Content, Field, Layout, NamedKind, Role, Row, RowNo, Value};
use crate::text::heading::folded;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::text::shell;

/// Which values were typed for which columns.
pub type Given = Vec<(Role, String)>;

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
    let layout = layout(&given);
    let column = |role: &Role| layout.columns.iter().find(|column| column.role == *role).map(|column| column.col);
    let cell = |(role, text): &(Role, String)| Some((column(role)?, Cell::text(text)));
    let mut cells: Vec<(Col, Cell)> = given.iter().filter_map(cell).collect();
    cells.sort_by_key(|(col, _)| *col);
    let row = Row { no: RowNo::from_index(1), cells };
    // What the table itself does not allow is no question of a value.
    let used = |column: &&Column| given.iter().any(|(role, _)| *role == column.role);
    let columns = layout.columns.iter().filter(used).cloned().collect();
    let wrong = check::columns(catalog, &Layout { columns, ..layout.clone() });
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut checked = check::sheet(catalog, &layout, login, vec![row]);
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
    let written = |(role, text): &(Role, String)| match content(role) {
        // What a pattern expands by means nothing beside a name that is written out.
        Content::Number { .. } => None,
        Content::Pattern => Some((role.clone(), name.to_owned())),
        Content::Name(_)
        | Content::Months
        | Content::Renewal
        | Content::Amount { .. }
        | Content::YesNo
        | Content::Money
        | Content::Text { .. } => Some((role.clone(), text.clone())),
    };
    given.iter().filter_map(written).collect()
}

/// What the cells of a column hold.
const fn content(role: &Role) -> Content {
    match role {
        Role::Field(field) => field.facts().content,
        // Whether it is an amount, the table says: a figure is one all the same.
        Role::Named(_) => NamedKind::AMOUNTS,
        Role::Carried => Content::Text { of_days: false },
    }
}

/// A column for every field, so that every problem has an option as its place, and behind them one for each name of
/// the table's.
fn layout(given: &Given) -> Layout {
    let named = given.iter().filter_map(|(role, _)| match role {
        Role::Named(name) => Some((name.clone(), role.clone())),
        Role::Field(_) | Role::Carried => None,
    });
    let fields = Field::ALL.into_iter().map(|field| (field.word().to_owned(), Role::Field(field)));
    let column =
        |(at, (header, role)): (u16, (String, Role))| Column { col: Col::from_index(at), header, role, unit: None };
    Layout {
        sheet: None,
        header_row: RowNo::from_index(0),
        columns: (0..).zip(fields.chain(named)).map(column).collect(),
        russian: false,
    }
}

/// What is typed for columns that the table names, as `NAME=VALUE`.
///
/// # Errors
///
/// What is wrong with the first that is none: no value, a name that the table has not, or one that came before.
pub fn set(catalog: &Catalog, typed: &[(String, String)], lang: Lang) -> Result<Given, String> {
    let columns = check::named_columns(catalog);
    let mut given = Given::new();
    for (name, value) in typed {
        let whole = folded(name);
        let Some(column) = columns.iter().find(|column| folded(&column.name) == whole) else {
            let (name, table) = (printable(name), printable(&catalog.title));
            let names: Vec<String> = columns.iter().map(|column| format!("`{}`", printable(&column.name))).collect();
            let names = names.join(", ");
            return Err(if columns.is_empty() {
                tr!(
                    lang,
                    "--set: the tariff table of {table} has no columns of its own, so there is no column `{name}`",
                    "--set: в таблице тарифов {table} нет своих столбцов, поэтому нет и столбца `{name}`"
                )
            } else {
                tr!(
                    lang,
                    "--set: the tariff table of {table} has no column `{name}` (it has {names})",
                    "--set: в таблице тарифов {table} нет столбца `{name}` (есть {names})"
                )
            });
        };
        let role = Role::Named(column.name.clone());
        if given.iter().any(|(known, _)| *known == role) {
            let name = printable(&column.name);
            return Err(tr!(lang, "--set: `{name}` is given twice", "--set: `{name}` указано дважды"));
        }
        given.push((role, value.clone()));
    }
    Ok(given)
}

/// A problem with the option it belongs to: ``--tariff: E010 unknown tariff `KVM Ferum` …``.
#[must_use]
pub fn line(diagnostic: &Diagnostic, given: &Given, lang: Lang) -> String {
    let option = |column: &Column| match &column.role {
        Role::Field(field) => Some(format!("--{}", field.word())),
        Role::Named(name) => Some(format!("--set {}", shell::word(&printable(name)))),
        Role::Carried => None,
    };
    let at = match diagnostic.place {
        Place::Cell(at) => layout(given).column(at.col).and_then(option),
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
    rows.iter().map(|row| row.iter().map(|(role, text)| (role.clone(), value(role, text))).collect()).collect()
}

fn value(role: &Role, text: &str) -> Value {
    // Only what surely is a number becomes one: the cell of anything else shows what was typed.
    let figures = match content(role) {
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
    let used = |role: &Role| rows.iter().any(|row| row.iter().any(|(given, _)| given == role));
    let named = rows.first().into_iter().flatten().map(|(role, _)| role.clone());
    let named = named.filter(|role| matches!(role, Role::Named(_)));
    let columns: Vec<Role> = Field::ALL.into_iter().map(Role::Field).filter(used).chain(named).collect();
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(::csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let header = columns.iter().map(|role| match role {
        Role::Field(field) => field.title(lang).to_owned(),
        Role::Named(name) => name.clone(),
        Role::Carried => String::new(),
    });
    let lines = rows.iter().map(|row| {
        let text = |role: &Role| row.iter().find(|(given, _)| given == role).map(|(_, text)| text.as_str());
        columns.iter().map(|role| harmless(role, text(role).unwrap_or_default())).collect::<Vec<String>>()
    });
    for line in std::iter::once(header.collect()).chain(lines) {
        writer.write_record(&line).expect("memory takes every record of the header's length");
    }
    writer.into_inner().expect("memory needs no flushing")
}

/// Free text that would be a formula gets an apostrophe before it; other columns were checked.
fn harmless(role: &Role, text: &str) -> String {
    let free = role.is_free_text();
    if free && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Says why the names cannot be written out: nobody said whose login `{user}` is.
#[must_use]
pub fn needs_login(found: &[Diagnostic], given: &[(Role, String)], lang: Lang) -> Option<String> {
    // A row that is taken for a heading is no error either, and tells of no login.
    let asks = given.iter().any(|(_, text)| text.contains("{user}") || text.contains("$USER"));
    let sound = asks && found.iter().all(|diagnostic| diagnostic.severity() != Severity::Error);
    sound.then(|| {
        lang.pick(
            "--expand writes the names out, so {user} needs an account (give it with --account)",
            "--expand выписывает имена целиком, поэтому для {user} нужна учётная запись (укажите её через --account)",
        )
        .to_owned()
    })
}
