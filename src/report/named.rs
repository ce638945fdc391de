//! Columns of the results that follow the sheet: what the tariff table names and the sheet has a column for, and what
//! is only carried along.

use super::entry::Entry;
use super::style::Look;
use super::view::Subject;
use crate::order::NamedValue;
use crate::sheet::{Column, Field, Layout, Role, names};
use crate::text::lang::Lang;

/// Those that are only carried along; not what an earlier run wrote there of its own rows.
pub(super) fn carried(layout: &Layout) -> impl Iterator<Item = &Column> {
    layout.carried().filter(|column| !names::is_what_to_fix(&column.header))
}

/// Those by which orders are made.
pub(super) fn ordered(layout: &Layout) -> impl Iterator<Item = &Column> {
    layout.columns.iter().filter(|column| match &column.role {
        Role::Named(_) => true,
        Role::Field(field) => matches!(field, Field::DataCentre | Field::Recipe),
        Role::Carried => false,
    })
}

/// How a column is called: as the table has it, since its amounts are in the table's units.
pub(super) fn header(column: &Column, lang: Lang) -> &str {
    match &column.role {
        Role::Named(name) => name,
        Role::Field(field) => field.title(lang),
        Role::Carried => &column.header,
    }
}

/// What stands in a column for a server: what its order asks for, or, where the row made none or the column is only
/// carried along, what stands in the row's cell.
pub(super) fn entry<'a>(s: &Subject<'a>, column: &'a Column) -> Entry<'a> {
    let read = || s.row.and_then(|row| row.row.cell(column.col)).map_or(Entry::Blank, Entry::read);
    let Some(order) = &s.line.order else { return read() };
    let asked = &order.terms.asked;
    let text = |text: &'a Option<String>| text.as_deref().map_or(Entry::Blank, Entry::text);
    match &column.role {
        Role::Named(name) => {
            let same = |known: &str| crate::text::heading::folded(known) == crate::text::heading::folded(name);
            match asked.named.iter().find(|term| same(&term.name)).map(|term| &term.value) {
                Some(NamedValue::Amount(amount)) => Entry::count(*amount),
                Some(NamedValue::Option { name, .. }) => Entry::text(name.as_str()),
                None => Entry::Blank,
            }
        }
        // Where the table has no name for it, the cell has one.
        Role::Field(Field::DataCentre) if asked.data_centre.is_none() => read(),
        Role::Field(Field::DataCentre) => text(&asked.data_centre),
        Role::Field(_) => asked.recipe_shown().map_or(Entry::Blank, Entry::text),
        Role::Carried => read(),
    }
}

/// How the cell of an entry looks.
pub(super) const fn look(entry: &Entry<'_>) -> Look {
    match entry {
        Entry::Number(_) => Look::Figure,
        _ => Look::Wrapped,
    }
}
