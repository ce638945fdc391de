//! The columns of a sheet that is made here. Pure.

use crate::catalog::{Catalog, Tariff};
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
        let mut named = named_columns(catalog).into_iter().map(Self::Named);
        let mut columns = Vec::new();
        let last = Field::amounts().last();
        for field in Field::ALL {
            if has(catalog, field) || said(field) {
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

/// Whether a table has anything for a field.
fn has(catalog: &Catalog, field: Field) -> bool {
    let sold = |sells: &dyn Fn(&Tariff) -> bool| catalog.tariffs.iter().any(sells);
    match field {
        Field::DataCentre => !catalog.data_centres.is_empty(),
        Field::Recipe => !catalog.recipes.is_empty() && catalog.fixed_recipe().is_none(),
        Field::Ispmanager => {
            sold(&|tariff| tariff.ispmanager.is_some()) || catalog.templates.iter().any(|template| template.ispmanager)
        }
        _ if Field::amounts().any(|amount| amount == field) => sold(&|tariff| tariff.resource(field).is_some()),
        _ => true,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::PerAmount;

    #[test]
    fn a_sheet_has_no_column_for_what_no_tariff_offers() {
        let mut catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        let fields = [Field::Ram, Field::Ipv4, Field::Ipv6, Field::Ispmanager];
        let shown = |catalog: &Catalog, rows: &[Filled]| {
            let columns = Column::all(catalog, rows);
            fields.map(|field| columns.contains(&Column::Field(field)))
        };
        assert_eq!(shown(&catalog, &[]), [true; 4]);
        for tariff in &mut catalog.tariffs {
            let sold = tariff.resources.clone();
            tariff.resources = PerAmount::of(|field| {
                sold.get(field).filter(|_| field != Field::Ipv6 && field != Field::Ipv4).cloned()
            });
            tariff.ispmanager = None;
        }
        assert_eq!(shown(&catalog, &[]), [true, false, false, true], "templates have it in them");
        catalog.templates.retain(|template| !template.ispmanager);
        assert_eq!(shown(&catalog, &[]), [true, false, false, false]);
        let typed = vec![(Role::Field(Field::Ipv6), Value::Number(1.0))];
        assert_eq!(shown(&catalog, &[typed]), [true, false, true, false], "what is typed is never left out");
        // What the table names stands where the amounts end, whichever of them there are.
        let mut demo = Catalog::bundled("demo6").expect("bundled").expect("sound");
        demo.tariffs.iter_mut().for_each(|tariff| tariff.resources = PerAmount::of(|_| None));
        assert!(Column::all(&demo, &[]).iter().any(|column| matches!(column, Column::Named(_))));
    }
}
