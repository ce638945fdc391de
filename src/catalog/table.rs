//! Reading a table's TOML: strict, and every error with its file, line and key.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use thiserror::Error;
use toml::Spanned;

use super::dialect::Dialect;
use super::id::{AddonId, DataCentreId, PeriodId, TariffId};
use super::months::Months;
use super::protocol::{Format, ItemType, Protocol, RenewalForm};
use super::provider::{Catalog, Vat};
use super::reserved::{is_reserved, is_template_field};
use super::tariff::{
    Choice, DataCentre, FixedChoice, NamedResource, Recipe, Resource, Switch, Tariff, Template, unit_prices,
};
use crate::account::PanelUrl;
use crate::money::Money;
use crate::sheet::{Field, PerAmount};

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
    format: Spanned<u32>,
    name: String,
    title: String,
    panel: Spanned<String>,
    dialect: Dialect,
    item_type: Option<ItemType>,
    list: Option<ItemType>,
    template_field: Option<Spanned<String>>,
    renewal: Option<RenewalForm>,
    skipbasket: Option<bool>,
    #[serde(default)]
    answers: Format,
    as_of: String,
    source: Option<String>,
    unique_domains: bool,
    auto_renew: Spanned<bool>,
    no_renew: Option<Spanned<String>>,
    agreement: String,
    agreement_ru: Option<String>,
    currency: Option<String>,
    vat: Option<Vat>,
    #[serde(default)]
    fixed: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    datacenter: Vec<Spanned<DataCentre>>,
    template: Vec<Spanned<Template>>,
    #[serde(default)]
    recipe: Vec<Spanned<Recipe>>,
    tariff: Vec<Spanned<TariffTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TariffTable {
    name: String,
    product: Option<String>,
    id: TariffId,
    periods: Periods,
    disk: Option<Spanned<Resource>>,
    ram: Option<Spanned<Resource>>,
    cpu: Option<Spanned<Resource>>,
    ipv4: Option<Spanned<Resource>>,
    ipv6: Option<Spanned<Resource>>,
    datacenter: Option<DataCentreId>,
    name_servers: Option<FixedChoice>,
    ispmanager: Option<Switch>,
    #[serde(default)]
    resource: Vec<Spanned<NamedTable>>,
    #[serde(default)]
    choice: Vec<Spanned<Choice>>,
    templates: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    prices: BTreeMap<Spanned<String>, Money>,
}

/// A resource with the name of its column.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedTable {
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

/// The periods of a tariff: with an id each (BILLmanager 4), or months alone.
enum Periods {
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

/// Reads and checks a table.
pub(super) fn parse(file: &str, text: &str) -> Result<Catalog, CatalogError> {
    let at = Places { file, text };
    let table: Table =
        toml::from_str(text).map_err(|error| at.error(&error.span().unwrap_or(0..0), error.message()))?;
    head(&at, &table)?;
    let protocol = protocol(&table);
    let no_renew = told_not_to_renew(&protocol).map(ToOwned::to_owned);
    at.names(table.template.iter().map(|template| (template.get_ref().name.as_str(), template.span())), "template")?;
    at.names(table.tariff.iter().map(|tariff| (tariff.get_ref().name.as_str(), tariff.span())), "tariff")?;
    let templates: Vec<Template> = table.template.into_iter().map(Spanned::into_inner).collect();
    let may_be_priced = table.currency.is_some() && table.vat.is_some();
    let tariffs = tariffs(&at, table.tariff, (&templates, table.dialect), may_be_priced)?;
    Ok(Catalog {
        bundled: false,
        name: table.name,
        title: table.title,
        panel: table.panel.into_inner(),
        protocol,
        as_of: table.as_of,
        source: table.source,
        unique_domains: table.unique_domains,
        auto_renew: table.auto_renew.into_inner(),
        no_renew: table.no_renew.map(Spanned::into_inner).or(no_renew),
        agreement: table.agreement,
        agreement_ru: table.agreement_ru,
        currency: table.currency,
        vat: table.vat.unwrap_or(Vat::Unknown),
        fixed: table.fixed.into_iter().map(|(name, value)| (name.into_inner(), value)).collect(),
        templates,
        recipes: recipes(&at, table.recipe)?,
        data_centres: places(&at, table.datacenter)?,
        tariffs,
    })
}

/// Checks what stands at the top of a table.
fn head(at: &Places<'_>, table: &Table) -> Result<(), CatalogError> {
    if *table.format.get_ref() != 1 {
        return Err(at.error(&table.format.span(), "format not known to this version (allowed: 1)"));
    }
    if let Err(error) = PanelUrl::parse(table.panel.get_ref()) {
        return Err(at.error(&table.panel.span(), &error.to_string()));
    }
    let template_field = table.template_field.as_ref().map(|field| field.get_ref().as_str());
    for (name, value) in &table.fixed {
        let (span, name) = (name.span(), name.get_ref().as_str());
        if is_reserved(name, value, table.dialect) || Some(name) == template_field {
            let problem = format!(
                "`fixed` may not name `{name}`: what a request does, who it is from, what is ordered and how it is paid is said by the sheet and its tariff alone"
            );
            return Err(at.error(&span, &problem));
        }
    }
    if let Some(field) = &table.template_field
        && !is_template_field(field.get_ref())
    {
        let problem = "this is no name of a field for the operating system (such as `ostempl` or `instances_os`)";
        return Err(at.error(&field.span(), problem));
    }
    if let Some(word) = &table.no_renew
        && renews(word.get_ref())
    {
        return Err(
            at.error(&word.span(), "a panel that is told so renews (wanted: how it is told not to, or \"omit\")")
        );
    }
    // Without it nobody could order a server that does not renew, which is what the table says is usual.
    if !table.auto_renew.get_ref() && table.no_renew.is_none() && table.dialect == Dialect::Billmanager4 {
        let problem = "servers that do not renew need `no_renew`: how the provider is told so, or \"omit\"";
        return Err(at.error(&table.auto_renew.span(), problem));
    }
    Ok(())
}

/// How a panel of today is told that a server does not renew; none where only the provider knows.
fn told_not_to_renew(protocol: &Protocol) -> Option<&'static str> {
    match (protocol.dialect, protocol.renewal) {
        (Dialect::Billmanager4, _) => None,
        (_, RenewalForm::Months) => Some("null"),
        (_, RenewalForm::Flag) => Some("off"),
    }
}

/// Whether this value of `autoprolong` asks for renewal: a number of months or a period's id, or a flag that is set.
fn renews(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    matches!(word.as_str(), "on" | "yes" | "true") || word.bytes().any(|b| (b'1'..=b'9').contains(&b))
}

/// How the table's panel is spoken to: as its dialect's panels usually are, but for what the table says.
fn protocol(table: &Table) -> Protocol {
    let usual = Protocol::usual(table.dialect);
    let item_type = table.item_type.clone().unwrap_or(usual.item_type);
    Protocol {
        dialect: table.dialect,
        list: table.list.clone().unwrap_or_else(|| item_type.clone()),
        item_type,
        template_field: table.template_field.as_ref().map_or(usual.template_field, |field| field.get_ref().clone()),
        renewal: table.renewal.unwrap_or(usual.renewal),
        skips_cart: table.skipbasket.or(usual.skips_cart),
        format: table.answers,
    }
}

fn tariffs(
    at: &Places<'_>,
    tables: Vec<Spanned<TariffTable>>,
    (templates, dialect): (&[Template], Dialect),
    may_be_priced: bool,
) -> Result<Vec<Tariff>, CatalogError> {
    let mut tariffs: Vec<Tariff> = Vec::with_capacity(tables.len());
    for spanned in tables {
        let span = spanned.span();
        let tariff = tariff(at, &span, spanned.into_inner(), (templates, dialect))?;
        let same = |other: &&Tariff| other.id == tariff.id && other.data_centre == tariff.data_centre;
        if tariffs.iter().any(|other| same(&other)) {
            return Err(at.error(&span, &format!("two tariffs have the id {}", tariff.id)));
        }
        let priced =
            tariff.resources.iter().any(|(_, resource)| !resource.prices.is_empty()) || !tariff.prices.is_empty();
        // A price of which nobody knows the currency or the tax is no price.
        if priced && !may_be_priced {
            return Err(at.error(&span, "prices need `currency` and `vat` at the top of the table"));
        }
        tariffs.push(tariff);
    }
    Ok(tariffs)
}

fn tariff(
    at: &Places<'_>,
    span: &Range<usize>,
    table: TariffTable,
    (known, dialect): (&[Template], Dialect),
) -> Result<Tariff, CatalogError> {
    let periods = periods(at, span, table.periods, dialect)?;
    if periods.is_empty() {
        return Err(at.error(span, "`periods` is empty (wanted: at least one, such as { 1 = 1210 })"));
    }
    if let Some(taken) = &table.templates
        && let Some(unknown) = taken.get_ref().iter().find(|name| !known.iter().any(|template| template.name == **name))
    {
        return Err(at.error(&taken.span(), &format!("no [[template]] is named `{unknown}`")));
    }
    let choices = choices(at, table.choice)?;
    let named = named(at, table.resource, &choices)?;
    let resources = resources(
        at,
        (span, dialect),
        [
            (Field::Disk, table.disk),
            (Field::Ram, table.ram),
            (Field::Cpu, table.cpu),
            (Field::Ipv4, table.ipv4),
            (Field::Ipv6, table.ipv6),
        ],
    )?;
    Ok(Tariff {
        name: table.name,
        product: table.product,
        id: table.id,
        periods,
        resources,
        named,
        name_servers: table.name_servers,
        ispmanager: table.ispmanager,
        choices,
        data_centre: table.datacenter,
        templates: table.templates.map(Spanned::into_inner),
        prices: by_months(at, table.prices)?,
    })
}

/// The periods. Panels of today are told months; one of BILLmanager 4 wants an id for each.
fn periods(
    at: &Places<'_>,
    span: &Range<usize>,
    table: Periods,
    dialect: Dialect,
) -> Result<BTreeMap<Months, PeriodId>, CatalogError> {
    match (table, dialect) {
        (Periods::WithIds(table), Dialect::Billmanager4) => by_months(at, table),
        (Periods::Months(months), Dialect::Billmanager5 | Dialect::Billmanager6) => {
            let mut periods = BTreeMap::new();
            for number in months {
                let Some(months) = Months::new(number) else {
                    return Err(at.error(span, &format!("`{number}` is not a number of months (allowed: 1 to 36)")));
                };
                if periods.insert(months, PeriodId::new(u32::from(number))).is_some() {
                    return Err(at.error(span, &format!("{months} months stand here twice")));
                }
            }
            Ok(periods)
        }
        (Periods::Months(_), Dialect::Billmanager4) => {
            Err(at.error(span, "`periods` of this dialect need ids, such as { 1 = 1210 }"))
        }
        (Periods::WithIds(_), Dialect::Billmanager5 | Dialect::Billmanager6) => {
            Err(at.error(span, "`periods` of this dialect are months alone, such as [1, 3, 12]"))
        }
    }
}

fn choices(at: &Places<'_>, tables: Vec<Spanned<Choice>>) -> Result<Vec<Choice>, CatalogError> {
    let mut choices: Vec<Choice> = Vec::with_capacity(tables.len());
    for spanned in tables {
        let span = spanned.span();
        let choice = spanned.into_inner();
        let value = |value: &str| choice.options.iter().filter(|option| option.value == value).count();
        if choice.options.iter().any(|option| value(&option.value) > 1) {
            return Err(at.error(&span, "two options have one value"));
        }
        if value(&choice.default) == 0 {
            return Err(at.error(&span, "`default` is the value of none of its `options`"));
        }
        if choices.iter().any(|other| other.addon == choice.addon) {
            return Err(at.error(&span, &format!("two choices have the id {}", choice.addon)));
        }
        choices.push(choice);
    }
    Ok(choices)
}

/// The amounts that have a name of their own, which no choice may have as well.
fn named(
    at: &Places<'_>,
    tables: Vec<Spanned<NamedTable>>,
    choices: &[Choice],
) -> Result<Vec<NamedResource>, CatalogError> {
    let mut read: Vec<NamedResource> = Vec::with_capacity(tables.len());
    for spanned in tables {
        let span = spanned.span();
        let NamedTable { name, addon, default, unit, min, max, step, included, prices } = spanned.into_inner();
        let resource = Resource { addon, default, unit, min, max, step, included, prices };
        sound(at, &span, &resource)?;
        if read.iter().any(|other| other.name == name) || choices.iter().any(|choice| choice.name == name) {
            return Err(at.error(&span, &format!("two entries of one tariff are named `{name}`")));
        }
        read.push(NamedResource { name, resource });
    }
    Ok(read)
}

fn places(at: &Places<'_>, tables: Vec<Spanned<DataCentre>>) -> Result<Vec<DataCentre>, CatalogError> {
    let mut places: Vec<DataCentre> = Vec::with_capacity(tables.len());
    for spanned in tables {
        let span = spanned.span();
        let place = spanned.into_inner();
        if places.iter().any(|other| other.id == place.id || other.name == place.name) {
            return Err(
                at.error(&span, &format!("two data centres have the id {} or the name `{}`", place.id, place.name))
            );
        }
        places.push(place);
    }
    Ok(places)
}

fn recipes(at: &Places<'_>, tables: Vec<Spanned<Recipe>>) -> Result<Vec<Recipe>, CatalogError> {
    let mut recipes: Vec<Recipe> = Vec::with_capacity(tables.len());
    for spanned in tables {
        let span = spanned.span();
        let recipe = spanned.into_inner();
        if recipes.iter().any(|other| other.name == recipe.name) {
            return Err(at.error(&span, &format!("two recipes are named `{}`", recipe.name)));
        }
        recipes.push(recipe);
    }
    Ok(recipes)
}

fn by_months<T>(at: &Places<'_>, table: BTreeMap<Spanned<String>, T>) -> Result<BTreeMap<Months, T>, CatalogError> {
    let mut periods = BTreeMap::new();
    for (key, value) in table {
        let Ok(months) = key.get_ref().parse::<Months>() else {
            let problem = format!("`{}` is not a number of months (allowed: 1 to 36)", key.get_ref());
            return Err(at.error(&key.span(), &problem));
        };
        if periods.insert(months, value).is_some() {
            return Err(at.error(&key.span(), &format!("{months} months stand here twice")));
        }
    }
    Ok(periods)
}

/// The resources by their fields. The first that is wrong is named.
fn resources<const N: usize>(
    at: &Places<'_>,
    (span, dialect): (&Range<usize>, Dialect),
    tables: [(Field, Option<Spanned<Resource>>); N],
) -> Result<PerAmount<Resource>, CatalogError> {
    let mut read = BTreeMap::new();
    for (field, table) in tables {
        match table {
            Some(table) => drop(read.insert(field, resource(at, table)?)),
            // What a panel of 2016 leaves out of an order it may read as none at all.
            None if dialect == Dialect::Billmanager4 => {
                return Err(at.error(span, &format!("missing field `{}`", field.word())));
            }
            None => {}
        }
    }
    Ok(PerAmount::of(|field| read.remove(&field)))
}

fn resource(at: &Places<'_>, spanned: Spanned<Resource>) -> Result<Resource, CatalogError> {
    let span = spanned.span();
    let resource = spanned.into_inner();
    sound(at, &span, &resource)?;
    Ok(resource)
}

/// Whether the limits of an amount fit each other.
fn sound(at: &Places<'_>, span: &Range<usize>, resource: &Resource) -> Result<(), CatalogError> {
    let Resource { default, min, max, step, .. } = *resource;
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        return Err(at.error(span, "`min` is larger than `max`"));
    }
    if step == Some(0) {
        return Err(at.error(span, "`step` is 0 (wanted: 1 or more)"));
    }
    if min.is_some_and(|min| default < min) || max.is_some_and(|max| default > max) {
        return Err(at.error(span, "`default` is outside `min` and `max`"));
    }
    Ok(())
}

/// Where things stand in the text.
struct Places<'t> {
    file: &'t str,
    text: &'t str,
}

impl Places<'_> {
    fn error(&self, span: &Range<usize>, problem: &str) -> CatalogError {
        let before = self.text.get(..span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        CatalogError {
            file: crate::text::printable::printable(self.file),
            line: before.matches('\n').count() + 1,
            key: crate::text::printable::printable(&key(before, line)),
            problem: crate::text::printable::printable(problem),
        }
    }

    /// Names must differ as a sheet's reader compares them: without case and spaces.
    fn names<'n>(&self, names: impl Iterator<Item = (&'n str, Range<usize>)>, what: &str) -> Result<(), CatalogError> {
        let mut seen = Vec::new();
        for (name, span) in names {
            let plain: String = name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
            if plain.is_empty() {
                return Err(self.error(&span, &format!("the {what} has no name")));
            }
            if seen.contains(&plain) {
                return Err(self.error(&span, &format!("two entries are named `{name}`, or look the same")));
            }
            seen.push(plain);
        }
        if seen.is_empty() { Err(self.error(&(0..0), &format!("the table has no [[{what}]]"))) } else { Ok(()) }
    }
}

/// The key at a line: `tariff[2].periods`; the section alone where the line is its header.
fn key(before: &str, line: &str) -> String {
    let section = |line: &str| line.trim().strip_prefix("[[")?.split_once("]]").map(|(name, _)| name.trim().to_owned());
    let headers: Vec<String> = before.lines().chain([line]).filter_map(section).collect();
    let here = headers.last().map(|name| {
        let number = headers.iter().filter(|other| *other == name).count();
        format!("{name}[{number}]")
    });
    let own = line.split_once('=').map(|(key, _)| key.trim().to_owned()).filter(|_| section(line).is_none());
    match (here, own) {
        (Some(here), Some(own)) => format!("{here}.{own}"),
        (Some(here), None) => here,
        (None, Some(own)) => own,
        (None, None) => line.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = include_str!("ihor.toml");

    /// Amounts in the order of a sheet.
    fn amounts(values: [u32; 5]) -> PerAmount<u32> {
        let mut values = values.into_iter();
        PerAmount::of(|_| values.next())
    }

    /// The error of the bundled table after one change.
    fn broken(from: &str, to: &str) -> String {
        assert!(SOUND.contains(from), "{from}");
        Catalog::parse("my.toml", &SOUND.replacen(from, to, 1)).expect_err("an error").to_string()
    }

    #[test]
    fn the_bundled_table_holds_the_published_ids() {
        let catalog = Catalog::parse("ihor.toml", SOUND).expect("sound");
        let ids: Vec<Vec<u32>> = catalog
            .tariffs
            .iter()
            .map(|tariff| {
                let mut ids = vec![tariff.id.get()];
                ids.extend(tariff.periods.values().map(|id| id.get()));
                ids.extend(tariff.resources.iter().map(|(_, resource)| resource.addon.get()));
                ids.extend(tariff.name_servers.map(|choice| choice.id.get()));
                ids.extend(tariff.ispmanager.map(|switch| switch.id.get()));
                ids
            })
            .collect();
        assert_eq!(
            ids,
            [
                vec![1100, 1210, 1213, 1214, 1211, 1101, 1103, 1104, 1110, 1791, 1112, 1106],
                vec![1033, 1180, 1183, 1184, 1181, 1034, 1037, 1043, 1036, 1404, 1045, 1039],
                vec![2061, 1758, 1761, 1762, 1759, 2062, 2065, 2071, 2064, 2074, 2073, 2067],
            ]
        );
        for tariff in &catalog.tariffs {
            let defaults = tariff.resources.map(|resource| resource.default);
            assert_eq!(defaults, amounts([20, 1, 1, 1, 4]));
            assert_eq!(tariff.name_servers.map(|choice| choice.value), Some(21));
            assert_eq!(tariff.ispmanager.map(|switch| (switch.on, switch.off)), Some((1, 25)));
        }
        assert_eq!(catalog.templates.len(), 6);
        let with: Vec<_> = catalog.templates.iter().filter(|t| t.ispmanager).map(|t| t.name.as_str()).collect();
        assert_eq!(with, ["CentOS-7-x86_64-ispmgr5"]);
    }

    #[test]
    fn a_price_list_tells_what_more_than_the_default_costs() {
        let text =
            SOUND.replacen("addon = 1101, default = 20", "addon = 1101, default = 20, prices = { 1 = \"5.00\" }", 1);
        let at = text.find("periods = ").expect("a tariff");
        let text = format!("{}prices = {{ 1 = \"350.00\", 3 = \"999.90\" }}\n{}", &text[..at], &text[at..]);
        let catalog = Catalog::parse("my.toml", &text).expect("sound");
        let price = |months, values| {
            let price = catalog.tariffs[0].price(Months::new(months).expect("months"), &amounts(values));
            price.map(|price| price.to_string())
        };
        assert_eq!(price(1, [20, 1, 1, 1, 4]).as_deref(), Some("350.00"));
        assert_eq!(price(1, [23, 1, 1, 1, 4]).as_deref(), Some("365.00"));
        assert_eq!(price(3, [20, 1, 1, 1, 4]).as_deref(), Some("999.90"));
        assert_eq!(price(3, [21, 1, 1, 1, 4]), None, "no price of a unit for three months");
        assert_eq!(price(1, [20, 2, 1, 1, 4]), None, "no price of memory");
        assert_eq!(price(1, [19, 1, 1, 1, 4]), None, "less than the default");
        assert_eq!(price(6, [20, 1, 1, 1, 4]), None);
        let wrong =
            |from: &str, to: &str| Catalog::parse("my.toml", &text.replacen(from, to, 1)).expect_err("an error");
        assert!(wrong("{ 1 = \"5.00\"", "{ x = \"5.00\"").to_string().contains("`x` is not a number of months"));
        assert!(wrong("{ 1 = \"5.00\"", "{ 1 = 5.0").to_string().contains("invalid type"));
        let unpriced =
            text.replacen("prices = { 1 = \"350.00\", 3 = \"999.90\" }\n", "", 1).replacen("currency =", "# ", 1);
        let error = Catalog::parse("my.toml", &unpriced).expect_err("prices of nothing");
        assert!(error.to_string().contains("prices need `currency` and `vat`"), "{error}");
    }

    #[test]
    fn every_error_names_file_line_and_key() {
        for (from, to, expected) in [
            ("format = 1", "format = 2", "my.toml:5: `format`: format not known to this version (allowed: 1)"),
            (
                "https://billing.ihor.ru/billmgr",
                "http://billing.ihor.ru/",
                "my.toml:8: `panel`: `http://billing.ihor.ru/` is plain http",
            ),
            (
                "1 = 1210",
                "x = 1210",
                "my.toml:46: `tariff[1].periods`: `x` is not a number of months (allowed: 1 to 36)",
            ),
            ("1 = 1210", "37 = 1210", "`37` is not a number of months"),
            ("id = 1033", "id = 1100", "`tariff[2]`: two tariffs have the id 1100"),
            ("name = \"SSD Ferrum\"", "name = \"kvmferrum\"", "two entries are named `kvmferrum`"),
            (
                "addon = 1034, default = 20",
                "addon = 1034, default = 20, min = 30",
                "`tariff[2].disk`: `default` is outside",
            ),
            (
                "addon = 1034, default = 20",
                "addon = 1034, default = 20, min = 9, max = 8",
                "`min` is larger than `max`",
            ),
            ("    \"Debian-7-x86_64-minimal\",", "    \"Debian-9\",", "no [[template]] is named `Debian-9`"),
            (
                "auto_renew = true",
                "auto_renew = false",
                "my.toml:12: `auto_renew`: servers that do not renew need `no_renew`",
            ),
            ("auto_renew = true", "auto_renew = \"yes\"", "my.toml:12: `auto_renew`: invalid type"),
            ("dialect = \"billmanager4\"", "dialect = \"whmcs\"", "my.toml:9: `dialect`: unknown variant `whmcs`"),
            ("title = \"Ihor\"", "titel = \"Ihor\"", "my.toml:7: `titel`: unknown field `titel`"),
            ("payfrom = \"neworder\"", "sok = \"ok\"", "my.toml:17: `fixed`: `fixed` may not name `sok`"),
            ("payfrom = \"neworder\"", "Promocode = \"X\"", "`fixed` may not name `Promocode`"),
            (
                "as_of =",
                "template_field = \"domain\"\nas_of =",
                "my.toml:10: `template_field`: this is no name of a field",
            ),
            ("as_of =", "item_type = \"vds.delete\"\nas_of =", "my.toml:10: `item_type`: `vds.delete` is no item type"),
            ("as_of =", "list = \"v2.vds\"\nas_of =", "my.toml:10: `list`: `v2.vds` is no item type"),
            (
                "auto_renew = true",
                "no_renew = \"12\"\nauto_renew = true",
                "my.toml:12: `no_renew`: a panel that is told so",
            ),
            (
                "auto_renew = true",
                "no_renew = \"On\"\nauto_renew = true",
                "my.toml:12: `no_renew`: a panel that is told so",
            ),
            ("id = 1033\n", "", "missing field `id`"),
            ("id = 1033", "id = -1", "`tariff[2].id`: invalid value"),
            ("format = 1", "format = ", "my.toml:5"),
        ] {
            let error = broken(from, to);
            assert!(error.contains(expected), "{error}\nwanted: {expected}");
        }
    }
}
