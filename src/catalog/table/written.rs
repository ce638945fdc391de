//! What may stand in a table's TOML, key by key.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::error::{CatalogError, Said};
use super::places::Places;
use crate::catalog::dialect::Dialect;
use crate::catalog::id::{AddonId, DataCentreId, PeriodId, TariffId};
use crate::catalog::months::Months;
use crate::catalog::protocol::{Format, ItemType, RenewalForm};
use crate::catalog::provider::Vat;
use crate::catalog::tariff::{
    Choice, DataCentre, FixedChoice, NamedResource, Recipe, Resource, Switch, Template, unit_prices,
};
use crate::money::Money;

/// A table. What is needed may be left out only where another one is extended, which has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalog) struct Table {
    pub(super) format: Spanned<u32>,
    pub(super) name: Spanned<String>,
    pub(in crate::catalog) extends: Option<Spanned<String>>,
    pub(super) without: Option<Spanned<Without>>,
    pub(super) title: Option<String>,
    pub(super) panel: Option<Spanned<String>>,
    pub(super) dialect: Option<Spanned<Dialect>>,
    pub(super) item_type: Option<ItemType>,
    pub(super) list: Option<ItemType>,
    pub(super) template_field: Option<Spanned<String>>,
    pub(super) renewal: Option<RenewalForm>,
    pub(super) skipbasket: Option<bool>,
    pub(super) answers: Option<Format>,
    pub(super) as_of: Option<Spanned<String>>,
    pub(super) source: Option<String>,
    pub(super) unique_domains: Option<bool>,
    pub(super) auto_renew: Option<Spanned<bool>>,
    pub(super) no_renew: Option<Spanned<String>>,
    pub(super) agreement: Option<String>,
    pub(super) agreement_ru: Option<String>,
    pub(super) currency: Option<String>,
    pub(super) vat: Option<Vat>,
    pub(super) vat_rate: Option<Spanned<u8>>,
    pub(super) fixed: Option<BTreeMap<Spanned<String>, String>>,
    #[serde(default)]
    pub(super) datacenter: Vec<Spanned<DataCentre>>,
    #[serde(default)]
    pub(super) template: Vec<Spanned<Template>>,
    #[serde(default)]
    pub(super) recipe: Vec<Spanned<Recipe>>,
    #[serde(default)]
    pub(super) tariff: Vec<Spanned<TariffTable>>,
}

/// What a table takes away from the one that it extends.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Without {
    #[serde(default)]
    pub(super) tariffs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) templates: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) recipes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) datacenters: Vec<Spanned<DataCentreId>>,
}

/// A tariff. What is needed may be left out where one of the table that is extended is changed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TariffTable {
    pub(super) name: String,
    pub(super) product: Option<String>,
    pub(super) id: Option<TariffId>,
    pub(super) without: Option<Vec<Spanned<String>>>,
    pub(super) periods: Option<Periods>,
    pub(super) disk: Option<Spanned<Resource>>,
    pub(super) ram: Option<Spanned<Resource>>,
    pub(super) cpu: Option<Spanned<Resource>>,
    pub(super) ipv4: Option<Spanned<Resource>>,
    pub(super) ipv6: Option<Spanned<Resource>>,
    pub(super) datacenter: Option<DataCentreId>,
    pub(super) name_servers: Option<FixedChoice>,
    pub(super) ispmanager: Option<Switch>,
    #[serde(default)]
    pub(super) resource: Vec<Spanned<NamedTable>>,
    #[serde(default)]
    pub(super) choice: Vec<Spanned<Choice>>,
    pub(super) templates: Option<Spanned<Vec<String>>>,
    pub(super) prices: Option<BTreeMap<Spanned<String>, Money>>,
}

/// A resource with the name of its column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedTable {
    name: String,
    addon: AddonId,
    default: u32,
    unit: Option<String>,
    min: Option<u32>,
    max: Option<u32>,
    step: Option<u32>,
    included: Option<u32>,
    #[serde(default, deserialize_with = "unit_prices")]
    prices: BTreeMap<Months, Money>,
}

impl From<NamedTable> for NamedResource {
    fn from(table: NamedTable) -> Self {
        let NamedTable { name, addon, default, unit, min, max, step, included, prices } = table;
        Self { name, resource: Resource { addon, default, unit, min, max, step, included, prices } }
    }
}

/// The periods of a tariff: with an id each (BILLmanager 4), or months alone.
pub(super) enum Periods {
    WithIds(BTreeMap<Spanned<String>, PeriodId>),
    Months(Vec<u8>),
}

impl<'de> Deserialize<'de> for Periods {
    /// By what stands there. An untagged enum would lose the places of the keys.
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Periods;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("months with their ids, such as { 1 = 1210 }, or months alone, such as [1, 3]")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Periods, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(Periods::WithIds)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, months: A) -> Result<Periods, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(months)).map(Periods::Months)
            }
        }

        value.deserialize_any(Either)
    }
}

/// Reads what stands in a table, and judges none of it.
pub(in crate::catalog) fn table(at: &Places<'_>) -> Result<Table, CatalogError> {
    toml::from_str(at.text()).map_err(|error| at.error(&error.span().unwrap_or(0..0), Said::of_parser(error.message())))
}
