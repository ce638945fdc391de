//! Reading a table's TOML.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use super::{Catalog, Dialect, FixedChoice, Months, PeriodId, Resource, Switch, Tariff, TariffId, Template, Vat};
use crate::money::Money;

/// What is wrong with a table: file, line, key and problem.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: `{key}`: {problem}")]
pub struct CatalogError {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key, such as `tariff[2].periods`.
    pub key: String,
    /// What is wrong, and what is allowed.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    format: u32,
    name: String,
    title: String,
    panel: String,
    dialect: Dialect,
    as_of: String,
    unique_domains: bool,
    auto_renew: bool,
    no_renew: Option<String>,
    agreement: String,
    currency: Option<String>,
    vat: Option<Vat>,
    #[serde(default)]
    fixed: BTreeMap<String, String>,
    template: Vec<Template>,
    tariff: Vec<TariffTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TariffTable {
    name: String,
    id: TariffId,
    periods: BTreeMap<String, PeriodId>,
    disk: Resource,
    ram: Resource,
    cpu: Resource,
    ipv4: Resource,
    ipv6: Resource,
    name_servers: Option<FixedChoice>,
    ispmanager: Option<Switch>,
    templates: Option<Vec<String>>,
    #[serde(default)]
    prices: BTreeMap<String, Money>,
}

/// Reads and checks a table.
pub(super) fn parse(file: &str, text: &str) -> Result<Catalog, CatalogError> {
    let table: Table = toml::from_str(text).map_err(|error| CatalogError {
        file: file.to_owned(),
        line: error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1),
        key: String::new(),
        problem: error.message().to_owned(),
    })?;
    let tariffs = table.tariff.into_iter().map(tariff).collect();
    Ok(Catalog {
        name: table.name,
        title: table.title,
        panel: table.panel,
        dialect: table.dialect,
        as_of: table.as_of,
        unique_domains: table.unique_domains,
        auto_renew: table.auto_renew,
        no_renew: table.no_renew,
        agreement: table.agreement,
        currency: table.currency,
        vat: table.vat.unwrap_or(Vat::Unknown),
        fixed: table.fixed,
        templates: table.template,
        tariffs,
    })
}

fn tariff(table: TariffTable) -> Tariff {
    Tariff {
        name: table.name,
        id: table.id,
        periods: table
            .periods
            .into_iter()
            .filter_map(|(months, id)| Some((months.parse::<Months>().ok()?, id)))
            .collect(),
        disk: table.disk,
        ram: table.ram,
        cpu: table.cpu,
        ipv4: table.ipv4,
        ipv6: table.ipv6,
        name_servers: table.name_servers,
        ispmanager: table.ispmanager,
        templates: table.templates,
        prices: table
            .prices
            .into_iter()
            .filter_map(|(months, price)| Some((months.parse::<Months>().ok()?, price)))
            .collect(),
    }
}
