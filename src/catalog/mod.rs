//! Providers' tariff tables: which names a sheet may use, and which ids go to the panel for them.
//!
//! A table is TOML, one file per provider; `ihor` is bundled, and a user's own file has the same
//! form. A [`Catalog`] that exists is consistent: every id is a number, every tariff has a period.

mod dialect;
mod id;
mod months;
mod page;
mod protocol;
mod provider;
mod reserved;
mod table;
mod tariff;

pub use self::dialect::Dialect;
pub use self::id::{AddonId, DataCentreId, EnumId, PeriodId, TariffId};
pub use self::months::Months;
pub use self::protocol::{Format, ItemType, Protocol, RenewalForm};
pub use self::provider::{Catalog, Vat};
pub use self::table::CatalogError;
pub use self::tariff::{Choice, ChoiceOption, FixedChoice, Resource, Switch, Tariff, Template};

/// The bundled tables: file name and text.
pub const BUNDLED: [(&str, &str); 1] = [("ihor", include_str!("ihor.toml"))];

impl Catalog {
    /// Reads a table from its text; `file` is how errors name it.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] names the file, the key and the line of what is wrong.
    pub fn parse(file: &str, text: &str) -> Result<Self, CatalogError> {
        table::parse(file, text)
    }

    /// The bundled table of a provider, if there is one of that name.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] if the bundled text itself is wrong (a test keeps it right).
    #[must_use]
    pub fn bundled(name: &str) -> Option<Result<Self, CatalogError>> {
        let (name, text) = BUNDLED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(Self::parse(&format!("{name}.toml"), text).map(|table| Self { bundled: true, ..table }))
    }
}

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
}
