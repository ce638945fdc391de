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
            // What no tariff sells nobody can ask for.
            _ if Field::amounts().any(|amount| amount == *field) => {
                catalog.tariffs.iter().any(|tariff| tariff.resource(*field).is_some()) || said(*field)
            }
            Field::Ispmanager => licensed(catalog) || said(*field),
            _ => true,
        };
        let mut named = named_columns(catalog).into_iter().map(Self::Named);
        let mut columns = Vec::new();
        let last = Field::amounts().last();
        for field in Field::ALL {
            if has(&field) {
                columns.push(Self::Field(field));
            }
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

/// Whether a server can have the ISPmanager licence, of which the column tells whether it is wanted.
fn licensed(catalog: &Catalog) -> bool {
    let sold = catalog.tariffs.iter().any(|tariff| tariff.ispmanager.is_some());
    sold || catalog.templates.iter().any(|template| template.ispmanager)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_what_no_tariff_sells_is_there_only_for_who_says_something_in_it() {
        let has =
            |catalog: &Catalog, rows: &[Filled], field| Column::all(catalog, rows).contains(&Column::Field(field));
        let mut table = Catalog::bundled("demo5").expect("bundled").expect("sound");
        assert!(Column::all(&table, &[]).iter().any(|column| matches!(column, Column::Named(_))));
        for tariff in &mut table.tariffs {
            tariff.resources.take(Field::Ipv6);
        }
        assert!(Column::all(&table, &[]).iter().any(|column| matches!(column, Column::Named(_))));
        assert!(!has(&table, &[], Field::Ipv6) && has(&table, &[], Field::Ipv4));
        assert!(has(&table, &[vec![(Role::Field(Field::Ipv6), Value::Number(0.0))]], Field::Ipv6));
        assert!(has(&table, &[], Field::Ispmanager));
        table.tariffs.iter_mut().for_each(|tariff| tariff.ispmanager = None);
        assert!(has(&table, &[], Field::Ispmanager), "a template holds it");
        table.templates.iter_mut().for_each(|template| template.ispmanager = false);
        assert!(!has(&table, &[], Field::Ispmanager));
        assert!(has(&table, &[vec![(Role::Field(Field::Ispmanager), Value::Bool(false))]], Field::Ispmanager));
    }
}
