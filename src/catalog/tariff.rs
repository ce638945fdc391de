//! Tariffs and what can be ordered with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::id::{AddonId, DataCentreId, EnumId, PeriodId, TariffId};
use super::months::Months;
use crate::money::Money;
use crate::sheet::{Field, PerAmount};

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
    /// How much of it the tariff's price covers; as much as the default where it is not said.
    pub included: Option<u32>,
    /// What one unit above what is covered costs for a period, where the table says it.
    #[serde(default, deserialize_with = "unit_prices")]
    pub prices: BTreeMap<Months, Money>,
}

/// An amount that has no column of its own kind: the table names it, and a sheet's column by that name is for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedResource {
    /// Its name for people: the sheet's column.
    pub name: String,
    /// What there is of it.
    pub resource: Resource,
}

/// A choice whose value is the same in every order of a tariff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedChoice {
    /// The panel's id.
    #[serde(rename = "enum", alias = "addon")]
    pub id: EnumId,
    /// The value sent.
    pub value: u32,
}

/// A choice between with and without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// The panel's id.
    #[serde(rename = "enum", alias = "addon")]
    pub id: EnumId,
    /// The value sent for "with".
    pub on: u32,
    /// The value sent for "without".
    pub off: u32,
}

/// A choice of a tariff that has several values, or is on or off.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name for people: the sheet's column.
    pub name: String,
    /// The panel's id.
    pub addon: AddonId,
    /// What it can be.
    pub options: Vec<ChoiceOption>,
    /// What it is when the sheet says nothing: the value of an option.
    pub default: String,
}

/// One thing that a choice can be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// What the panel is told: the id of an enumeration's item, or `on` and `off`.
    pub value: String,
    /// Its name for people.
    pub name: String,
    /// What it costs for a period, where the table says it.
    #[serde(default, deserialize_with = "unit_prices")]
    pub prices: BTreeMap<Months, Money>,
}

impl ChoiceOption {
    /// How a sheet can say it whatever the others are called: its name, and in brackets what the panel is told.
    #[must_use]
    pub fn in_full(&self) -> String {
        format!("{} ({})", self.name, self.value)
    }
}

/// An operating system that can be installed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The panel's name of it, sent letter for letter.
    pub name: String,
    /// Its name for people, where the panel's own is none: images may have nothing but a number.
    pub title: Option<String>,
    /// Whether the ISPmanager control panel is part of it.
    #[serde(default)]
    pub ispmanager: bool,
}

/// A place where servers stand.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataCentre {
    /// The panel's id.
    pub id: DataCentreId,
    /// Its name for people.
    pub name: String,
}

/// Software that is installed with an operating system.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The panel's name of it, sent letter for letter.
    pub name: String,
    /// Its name for people, where it differs.
    pub title: Option<String>,
    /// The templates that it goes with, where it goes only with some.
    pub templates: Option<Vec<String>>,
}

/// A tariff and everything that can be ordered with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// The name that sheets use.
    pub name: String,
    /// The name that it shares with others that differ from it by their data centre alone: a sheet may use that
    /// name, and say the data centre in a column of its own.
    pub product: Option<String>,
    /// The panel's id. Tariffs of several data centres may share one.
    pub id: TariffId,
    /// The periods it is sold for. Never empty.
    pub periods: BTreeMap<Months, PeriodId>,
    /// What it sells, each by the field whose cells are amounts of it.
    pub resources: PerAmount<Resource>,
    /// Other amounts that it sells, by name, in the table's order.
    pub named: Vec<NamedResource>,
    /// Name servers, where the tariff asks for them.
    pub name_servers: Option<FixedChoice>,
    /// The ISPmanager licence, where the tariff offers it.
    pub ispmanager: Option<Switch>,
    /// Other choices, in the table's order.
    pub choices: Vec<Choice>,
    /// Where its servers stand, where the panel asks for it.
    pub data_centre: Option<DataCentreId>,
    /// The templates that it takes, where it takes only some.
    pub templates: Option<Vec<String>>,
    /// What one server with the resources that are covered costs for a period, where the table says it.
    pub prices: BTreeMap<Months, Money>,
}

impl Tariff {
    /// The resource that the cells of a field are amounts of; none where the tariff sells none of it.
    #[must_use]
    pub fn resource(&self, field: Field) -> Option<&Resource> {
        self.resources.get(field)
    }
}

/// Reads the prices of one unit by months: `{ 1 = "5.00", 3 = "15.00" }`.
pub(super) fn unit_prices<'de, D: Deserializer<'de>>(table: D) -> Result<BTreeMap<Months, Money>, D::Error> {
    let prices = BTreeMap::<String, Money>::deserialize(table)?;
    let by_months = |(key, price): (String, Money)| match key.parse::<Months>() {
        Ok(months) => Ok((months, price)),
        Err(()) => Err(serde::de::Error::custom(format!("`{key}` is not a number of months (allowed: 1 to 36)"))),
    };
    prices.into_iter().map(by_months).collect()
}
