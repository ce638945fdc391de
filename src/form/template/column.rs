//! The columns of a sheet that is made here. Pure.

use crate::catalog::Catalog;
use crate::check::named_columns;
use crate::sheet::{Content, Field, NamedColumn, NamedKind, Role, Value};
use crate::text::heading::folded;

/// A row of the sheet: what stands in which column. Columns that are not named stay empty.
pub type Filled = Vec<(Role, Value)>;

/// A column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// A field.
    Field(Field),
    /// What the table names.
    Named(NamedColumn),
}

impl Column {
    /// The columns of a table's sheet with these rows: the fields, without those that the table has nothing for and no
    /// row says anything of, and what it names behind the amounts.
    pub(super) fn all(catalog: &Catalog, rows: &[Filled]) -> Vec<Self> {
        let said = |field: Field| rows.iter().flatten().any(|(role, _)| *role == Role::Field(field));
        let has = |field: &Field| match field {
            Field::DataCentre => !catalog.data_centres.is_empty() || said(*field),
            Field::Recipe => (!catalog.recipes.is_empty() && !catalog.fixed.contains_key("recipe")) || said(*field),
            _ => true,
        };
        let mut named = named_columns(catalog).into_iter().map(Self::Named);
        let mut columns = Vec::new();
        let last = Field::amounts().last();
        for field in Field::ALL.into_iter().filter(has) {
            columns.push(Self::Field(field));
            if Some(field) == last {
                columns.extend(named.by_ref());
            }
        }
        columns
    }

    pub(super) fn role(&self) -> Role {
        match self {
            Self::Field(field) => Role::Field(*field),
            Self::Named(column) => Role::Named(column.name.clone()),
        }
    }

    pub(super) const fn content(&self) -> Content {
        match self {
            Self::Field(field) => field.facts().content,
            Self::Named(column) => column.kind.content(),
        }
    }

    pub(super) const fn needed(&self) -> bool {
        match self {
            Self::Field(field) => field.facts().needed,
            Self::Named(_) => false,
        }
    }

    /// How wide it is, in characters.
    pub(super) fn width(&self) -> u16 {
        match self {
            Self::Field(field) => u16::from(field.facts().width),
            Self::Named(NamedColumn { kind: NamedKind::Amount { .. }, name }) => wide(name, 9),
            Self::Named(NamedColumn { kind: NamedKind::Choice, name }) => wide(name, 16),
        }
    }
}

/// Whether two names are those of one column.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// As wide as a header that may break into two lines.
fn wide(name: &str, least: u16) -> u16 {
    let letters = u16::try_from(name.chars().count()).unwrap_or(u16::MAX);
    least.max(letters.min(30) + 2)
}
