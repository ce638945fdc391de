//! Providers' tariff tables: which names a sheet may use, and which ids go to the panel for them.
//!
//! A table is TOML, one file per provider; `ihor` is bundled, and a user's own file has the same
//! form. A [`Catalog`] that exists is consistent: every id is a number, every tariff has a period.

mod dialect;
mod page;
mod table;

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::money::Money;
use crate::row::Field;
pub use dialect::Dialect;
pub use table::CatalogError;

/// The bundled tables: file name and text.
pub const BUNDLED: [(&str, &str); 1] = [("ihor", include_str!("catalog/ihor.toml"))];

/// What the prices of a table say of value added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vat {
    /// Prices include it.
    Included,
    /// It comes on top.
    Excluded,
    /// There is none.
    None,
    /// The provider does not say.
    Unknown,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// Takes the number that the provider's table gives.
            #[must_use]
            pub const fn new(id: u32) -> Self {
                Self(id)
            }

            /// The number, as it goes to the panel.
            #[must_use]
            pub const fn get(self) -> u32 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// The panel's id of a tariff (BILLmanager's parameter `price`, which is not money).
    TariffId
}
id! {
    /// The panel's id of a tariff's period (BILLmanager's parameter `period`, which is not months).
    PeriodId
}
id! {
    /// The panel's id of a resource: the N of `addon_N`.
    AddonId
}
id! {
    /// The panel's id of a choice: the N of `enum_N`.
    EnumId
}

/// A number of months, 1 to 36.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Months(NonZeroU8);

impl Months {
    /// Takes 1 to 36 months, and nothing else.
    #[must_use]
    pub const fn new(months: u8) -> Option<Self> {
        match NonZeroU8::new(months) {
            Some(n) if n.get() <= 36 => Some(Self(n)),
            _ => None,
        }
    }

    /// The number of months.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0.get()
    }
}

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Months {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse().ok().and_then(Self::new).ok_or(())
    }
}

/// An amount that a tariff sells: disk, memory, cores, addresses.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// The panel's id.
    pub addon: AddonId,
    /// What the tariff gives when the sheet says nothing.
    pub default: u32,
    /// The unit of the amounts, where there is one.
    pub unit: Option<String>,
    /// The smallest amount, where it is known.
    pub min: Option<u32>,
    /// The largest amount, where it is known.
    pub max: Option<u32>,
    /// The step from `min` (or from 0), where it is known.
    pub step: Option<u32>,
    /// What one unit above the default costs for a period, where the table says it.
    #[serde(default, deserialize_with = "table::unit_prices")]
    pub prices: BTreeMap<Months, Money>,
}

/// A choice whose value is the same in every order of a tariff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedChoice {
    /// The panel's id.
    #[serde(rename = "enum")]
    pub id: EnumId,
    /// The value sent.
    pub value: u32,
}

/// A choice between with and without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// The panel's id.
    #[serde(rename = "enum")]
    pub id: EnumId,
    /// The value sent for "with".
    pub on: u32,
    /// The value sent for "without".
    pub off: u32,
}

/// An operating system that can be installed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The panel's name of it, sent letter for letter.
    pub name: String,
    /// Whether the ISPmanager control panel is part of it.
    #[serde(default)]
    pub ispmanager: bool,
}

/// A tariff and everything that can be ordered with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// The name that sheets use.
    pub name: String,
    /// The panel's id.
    pub id: TariffId,
    /// The periods it is sold for. Never empty.
    pub periods: BTreeMap<Months, PeriodId>,
    /// Disk size.
    pub disk: Resource,
    /// Memory.
    pub ram: Resource,
    /// Cores.
    pub cpu: Resource,
    /// IPv4 addresses.
    pub ipv4: Resource,
    /// IPv6 addresses.
    pub ipv6: Resource,
    /// Name servers, where the tariff asks for them.
    pub name_servers: Option<FixedChoice>,
    /// The ISPmanager licence, where the tariff offers it.
    pub ispmanager: Option<Switch>,
    /// The templates that it takes, where it takes only some.
    pub templates: Option<Vec<String>>,
    /// What one server with the default resources costs for a period, where the table says it.
    pub prices: BTreeMap<Months, Money>,
}

impl Tariff {
    /// The resources, each with the field whose cells are amounts of it, in the order of a sheet.
    #[must_use]
    pub const fn resources(&self) -> [(Field, &Resource); 5] {
        [
            (Field::Disk, &self.disk),
            (Field::Ram, &self.ram),
            (Field::Cpu, &self.cpu),
            (Field::Ipv4, &self.ipv4),
            (Field::Ipv6, &self.ipv6),
        ]
    }

    /// The resource that the cells of a field are amounts of; none for a field of anything else.
    #[must_use]
    pub fn resource(&self, field: Field) -> Option<&Resource> {
        self.resources().into_iter().find(|(of, _)| *of == field).map(|(_, resource)| resource)
    }

    /// What one server with these amounts of its [`resources`](Self::resources) costs for a period,
    /// without a licence; none where the table does not say it.
    ///
    /// What is above the default costs its price per unit. What a server with less than the default
    /// costs no table says.
    #[must_use]
    pub fn price(&self, months: Months, amounts: [u32; 5]) -> Option<Money> {
        let mut price = *self.prices.get(&months)?;
        for ((_, resource), amount) in self.resources().into_iter().zip(amounts) {
            let more = amount.checked_sub(resource.default)?;
            if more > 0 {
                price = price + *resource.prices.get(&months)? * more;
            }
        }
        Some(price)
    }
}

/// One provider's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// The short name: what `--catalog` takes.
    pub name: String,
    /// The provider's name for people.
    pub title: String,
    /// The panel's address.
    pub panel: String,
    /// How the panel is spoken to.
    pub dialect: Dialect,
    /// When the ids were published; shown in every plan and workbook, since ids age silently.
    pub as_of: String,
    /// Whether the panel refuses a second service of the same domain.
    pub unique_domains: bool,
    /// Whether a server renews when the sheet says nothing (for the same period).
    pub auto_renew: bool,
    /// How the panel is told not to renew, where the provider says how: the value of
    /// `autoprolong`, or `omit`.
    pub no_renew: Option<String>,
    /// What going on accepts.
    pub agreement: String,
    /// The same in Russian, where the table says it.
    pub agreement_ru: Option<String>,
    /// The currency of prices, as ISO 4217 names it.
    pub currency: Option<String>,
    /// What prices say of VAT.
    pub vat: Vat,
    /// Parameters that every order carries.
    pub fixed: BTreeMap<String, String>,
    /// Operating systems.
    pub templates: Vec<Template>,
    /// Tariffs.
    pub tariffs: Vec<Tariff>,
}

impl Catalog {
    /// What going on accepts, in a language if the table says it in that.
    #[must_use]
    pub fn agreement(&self, lang: Lang) -> &str {
        let russian = self.agreement_ru.as_deref().unwrap_or(&self.agreement);
        lang.pick(&self.agreement, russian)
    }

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
        Some(Self::parse(&format!("{name}.toml"), text))
    }

    /// The tariff of an id.
    #[must_use]
    pub fn tariff(&self, id: TariffId) -> Option<&Tariff> {
        self.tariffs.iter().find(|tariff| tariff.id == id)
    }

    /// The template of a name, letter for letter.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Content;

    #[test]
    fn a_tariff_has_a_resource_for_every_field_of_amounts() {
        let catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        let is_amount = |field: &Field| matches!(field.facts().content, Content::Amount { .. });
        let amounts: Vec<Field> = Field::ALL.into_iter().filter(is_amount).collect();
        assert_eq!(catalog.tariffs[0].resources().map(|(field, _)| field).to_vec(), amounts);
    }
}
