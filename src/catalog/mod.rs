//! Providers' tariff tables: which names a sheet may use, and which ids go to the panel for them.
//!
//! A table is TOML, one file per provider; `ihor` is bundled, and a user's own file has the same form. Two tables
//! to practise with are bundled as well, `demo5` and `demo6`: nobody sells what they hold. A [`Catalog`] that
//! exists is consistent: every id is a number, every tariff has a period.

pub mod age;
mod bundled;
pub mod compared;
mod dialect;
mod extends;
mod id;
mod months;
pub mod offered;
mod page;
mod price;
mod protocol;
mod provider;
pub mod pulled;
mod reserved;
mod table;
mod tariff;
mod units;
mod write;

pub use self::bundled::BUNDLED;
pub use self::dialect::Dialect;
pub use self::extends::Beside;
pub use self::id::{AddonId, DataCentreId, EnumId, PeriodId, TariffId};
pub use self::months::Months;
pub use self::protocol::{Format, ItemType, Protocol, RenewalForm};
pub use self::provider::{Catalog, Vat};
pub use self::table::CatalogError;
pub use self::tariff::{
    Choice, ChoiceOption, DataCentre, FixedChoice, NamedResource, Recipe, Resource, Switch, Tariff, Template,
};
pub use self::units::Units;
pub use self::write::{Comments, Place};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Field;

    #[test]
    fn a_tariff_has_a_resource_for_every_field_of_amounts() {
        let catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        for tariff in &catalog.tariffs {
            assert!(tariff.resources.iter().map(|(field, _)| field).eq(Field::amounts()), "{}", tariff.name);
        }
    }

    #[test]
    fn every_bundled_table_is_sound_and_bears_its_name() {
        for (name, _) in BUNDLED {
            let catalog = Catalog::bundled(name).expect("bundled").unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(catalog.name, name);
        }
    }

    #[test]
    fn a_table_to_practise_with_shows_all_that_a_panel_of_today_sells() {
        for (name, dialect) in [("demo5", Dialect::Billmanager5), ("demo6", Dialect::Billmanager6)] {
            let catalog = Catalog::bundled(name).expect("bundled").expect("sound");
            assert_eq!(catalog.protocol.dialect, dialect);
            assert!(catalog.title.contains("nobody sells this") && catalog.panel.contains("panel.example"));
            assert!(catalog.currency.is_some() && catalog.vat != Vat::Unknown);
            let tariffs = &catalog.tariffs;
            let amounts = |tariff: &Tariff| tariff.resources.iter().count();
            assert!(tariffs.iter().any(|tariff| amounts(tariff) == 0), "one is sold as it is");
            assert!(tariffs.iter().any(|tariff| (1..4).contains(&amounts(tariff))), "one lacks an amount");
            let limited =
                |resource: &Resource| resource.min.is_some() && resource.max.is_some() && resource.step > Some(1);
            assert!(tariffs.iter().any(|tariff| tariff.resources.iter().any(|(_, resource)| limited(resource))));
            let has = |of: fn(&Choice) -> bool| tariffs.iter().flat_map(|tariff| &tariff.choices).any(of);
            assert!(has(|choice| choice.options.len() > 2) && has(|choice| choice.default == "off"));
            let places: std::collections::BTreeSet<_> =
                tariffs.iter().filter_map(|tariff| tariff.data_centre).collect();
            assert!(places.len() > 1, "{places:?}");
            // What an order costs is known for every period: sums in a rehearsal are exact.
            assert!(tariffs.iter().all(|tariff| tariff.periods.keys().eq(tariff.prices.keys())), "{name}");
        }
    }
}
