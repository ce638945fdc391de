//! In what unit a table's amounts of one field are. Pure.

use serde::{Deserialize, Serialize};

use super::Catalog;
use crate::sheet::{Field, PerAmount};

/// In what unit the amounts of a field are, over all tariffs that sell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Units {
    /// All have this one.
    One(String),
    /// They have different ones, or some have one and others say none.
    Several,
}

impl Units {
    /// The units of every field's amounts; none where no tariff says one.
    #[must_use]
    pub fn of(catalog: &Catalog) -> PerAmount<Self> {
        PerAmount::of(|field| Self::of_field(field, catalog))
    }

    fn of_field(field: Field, catalog: &Catalog) -> Option<Self> {
        let sold = catalog.tariffs.iter().filter_map(|tariff| tariff.resource(field));
        let units: Vec<Option<&str>> = sold.map(|resource| resource.unit.as_deref()).collect();
        let first = *units.iter().find(|unit| unit.is_some())?;
        Some(match first {
            Some(unit) if units.iter().all(|other| *other == first) => Self::One(unit.to_owned()),
            _ => Self::Several,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_one_where_every_tariff_that_sells_the_amount_has_it() {
        let mut catalog = Catalog::bundled("ihor").expect("a table").expect("it is sound");
        let unit = |catalog: &Catalog, field| Units::of(catalog).get(field).cloned();
        assert_eq!(unit(&catalog, Field::Disk), Some(Units::One("GB".to_owned())));
        assert_eq!(unit(&catalog, Field::Cpu), None);
        for other in [Some("TB".to_owned()), None] {
            catalog.tariffs[1].resources.get_mut(Field::Disk).expect("sold").unit = other;
            assert_eq!(unit(&catalog, Field::Disk), Some(Units::Several));
        }
    }
}
