//! The rules of a practice panel of today for an order: strict, or lax where that is asked for. Pure.

use std::collections::BTreeMap;

use crate::catalog::{
    AddonId, Catalog, Choice, DataCentreId, Dialect, Months, RenewalForm, Resource, Tariff, TariffId, Template,
};
use crate::money::Money;
use crate::order::Domain;
use crate::panel::practice::owned::{NUMBER, Owned};
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::price::Price;
use crate::panel::practice::refusal::Refusal;
use crate::sheet::{Field, PerAmount};

/// How an order says that it does not renew; no panel takes all of them, and nobody knows which takes which.
pub(super) const NO_RENEWAL: [&str; 4] = ["null", "off", "0", ""];

/// The zone in which the panel makes domains.
const ZONE: &str = "practice.example";

/// What an order asks of a panel that sells what a table holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asking<'a> {
    catalog: &'a Catalog,
    given: &'a Parameters,
    /// Whether what is wrong is put right silently.
    lax: bool,
}

/// The tariff that a request names.
///
/// # Errors
///
/// When it names none, or none that is sold.
pub(super) fn tariff<'c>(catalog: &'c Catalog, given: &Parameters) -> Result<&'c Tariff, Refusal> {
    let id = given.get("pricelist").filter(|id| !id.is_empty()).ok_or_else(|| Refusal::no_step("pricelist"))?;
    let known = id.parse().ok().and_then(|id| catalog.tariff(TariffId::new(id)));
    known.ok_or_else(|| Refusal::value_of("pricelist", id))
}

/// The same parameters with the least of every amount.
pub(super) fn clamped(catalog: &Catalog, given: &Parameters) -> Parameters {
    let mut given = given.clone();
    if let Ok(tariff) = tariff(catalog, &given) {
        for (_, resource) in tariff.resources.iter() {
            given.insert(addon(resource.addon), resource.min.unwrap_or(resource.default).to_string());
        }
    }
    given
}

fn addon(id: AddonId) -> String {
    format!("addon_{id}")
}

impl<'a> Asking<'a> {
    pub(super) const fn new(catalog: &'a Catalog, given: &'a Parameters, lax: bool) -> Self {
        Self { catalog, given, lax }
    }

    /// The service that is asked for.
    ///
    /// # Errors
    ///
    /// The first thing that the panel does not take.
    pub(super) fn service(self) -> Result<Owned, Refusal> {
        let tariff = tariff(self.catalog, self.given)?;
        self.conditions(tariff)?;
        let months = self.months(tariff)?;
        let template = self.template(tariff)?;
        let (amounts, mut addons) = self.amounts(tariff)?;
        addons.extend(self.choices(tariff, template)?);
        self.nothing_foreign(&addons)?;
        let price = Price::of(tariff, months, &amounts);
        let options = tariff.choices.iter().filter_map(|choice| {
            let value = addons.get(&addon(choice.addon))?;
            choice.options.iter().find(|option| option.value == *value)?.prices.get(&months).copied()
        });
        Ok(Owned {
            domain: self.domain()?,
            tariff: tariff.name.clone(),
            tariff_id: tariff.id.get(),
            template: template.name.clone(),
            months: months.get(),
            renewal: self.renewal(tariff, months)?,
            cost: options.fold(price.amount, |sum: Money, option| sum + option),
            invented: price.invented,
            data_centre: tariff.data_centre.map(DataCentreId::get),
            remote_id: self.text("remoteid").map(ToOwned::to_owned),
            addons,
            ..Owned::default()
        })
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        self.given.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    fn wrong(&self, field: &str) -> Refusal {
        Refusal::value_of(field, self.text(field).unwrap_or_default())
    }

    /// A value that is taken; if it is not, what is taken in its place where that is done silently.
    fn taken<T>(&self, field: &str, value: Option<T>, otherwise: Option<T>) -> Result<T, Refusal> {
        value.or_else(|| otherwise.filter(|_| self.lax)).ok_or_else(|| self.wrong(field))
    }

    /// What is agreed to, where it is, and how many.
    fn conditions(&self, tariff: &Tariff) -> Result<(), Refusal> {
        let given = |field: &str| self.text(field);
        let agreed = !self.catalog.fixed.contains_key("licence_agreement") || given("licence_agreement") == Some("on");
        let recipe = matches!(given("recipe"), None | Some("null"));
        let one = matches!(given("order_count"), None | Some("1"));
        let place =
            given("datacenter").is_none_or(|place| tariff.data_centre.is_none_or(|own| place == own.to_string()));
        let rules = [("licence_agreement", agreed), ("recipe", recipe), ("order_count", one), ("datacenter", place)];
        match rules.iter().find(|(_, kept)| !kept && !self.lax) {
            Some((field, _)) => Err(self.wrong(field)),
            None => Ok(()),
        }
    }

    fn months(&self, tariff: &Tariff) -> Result<Months, Refusal> {
        let field = if self.catalog.protocol.dialect == Dialect::Billmanager6 { "order_period" } else { "period" };
        let sold = |months: &Months| tariff.periods.contains_key(months);
        let asked = self.text(field).and_then(|text| text.parse::<Months>().ok()).filter(sold);
        self.taken(field, asked, tariff.periods.keys().next().copied())
    }

    fn template(&self, tariff: &Tariff) -> Result<&'a Template, Refusal> {
        let field = &self.catalog.protocol.template_field;
        let takes = |template: &&Template| tariff.templates.as_ref().is_none_or(|names| names.contains(&template.name));
        let asked = self.text(field).and_then(|name| self.catalog.template(name)).filter(takes);
        self.taken(field, asked, self.catalog.templates.iter().find(takes))
    }

    /// The amounts, as numbers and as they were sent. What is not said is as the form shows it.
    fn amounts(&self, tariff: &Tariff) -> Result<(PerAmount<u32>, BTreeMap<String, String>), Refusal> {
        let mut amounts: BTreeMap<Field, u32> = BTreeMap::new();
        let mut addons = BTreeMap::new();
        for (field, resource) in tariff.resources.iter() {
            let name = addon(resource.addon);
            let amount = match self.text(&name) {
                None => resource.default,
                Some(text) => {
                    let asked = text.parse::<u32>().ok();
                    let within = asked.filter(|amount| is_within(resource, *amount));
                    self.taken(&name, within, Some(nearest(resource, asked.unwrap_or(resource.default))))?
                }
            };
            amounts.insert(field, amount);
            addons.insert(name, amount.to_string());
        }
        Ok((PerAmount::of(|field| amounts.get(&field).copied()), addons))
    }

    /// What is one of several.
    fn choices(&self, tariff: &Tariff, template: &Template) -> Result<Vec<(String, String)>, Refusal> {
        let mut chosen = Vec::new();
        for choice in &tariff.choices {
            let name = addon(choice.addon);
            let known = |value: &&str| choice.options.iter().any(|option| option.value == **value);
            let usual = choice.default.as_str();
            let value = self
                .text(&name)
                .map_or(Ok(usual), |value| self.taken(&name, Some(value).filter(known), Some(usual)))?;
            chosen.push((name, value.to_owned()));
        }
        if let Some(switch) = tariff.ispmanager {
            let [on, off] = [switch.on, switch.off].map(|value| value.to_string());
            chosen.push(self.one_of(switch.id.get(), if template.ispmanager { vec![on] } else { vec![off, on] })?);
        }
        if let Some(fixed) = tariff.name_servers {
            chosen.push(self.one_of(fixed.id.get(), vec![fixed.value.to_string()])?);
        }
        Ok(chosen)
    }

    /// One of these values, the first where none is said.
    fn one_of(&self, id: u32, values: Vec<String>) -> Result<(String, String), Refusal> {
        let name = format!("addon_{id}");
        let usual = values.first().cloned().unwrap_or_default();
        let value = match self.text(&name) {
            None => usual,
            Some(asked) => self.taken(&name, values.into_iter().find(|value| value == asked), Some(usual))?,
        };
        Ok((name, value))
    }

    fn nothing_foreign(&self, known: &BTreeMap<String, String>) -> Result<(), Refusal> {
        let foreign = |field: &&String| field.starts_with("addon_") && !known.contains_key(*field);
        let found = self.given.keys().find(foreign).filter(|_| !self.lax);
        found.map_or(Ok(()), |field| Err(self.wrong(field)))
    }

    /// The domain that is asked for, in lower case; else one with the service's id.
    fn domain(&self) -> Result<String, Refusal> {
        let own = |prefix: &str| format!("{prefix}{NUMBER}.{ZONE}");
        match self.text("domain") {
            None if self.catalog.protocol.item_type.as_str() == "instances" => Ok(own("instance")),
            None => Ok(own("vds")),
            Some(text) => Domain::new(text).map(|domain| domain.ascii().to_owned()).ok_or_else(|| self.wrong("domain")),
        }
    }

    /// How the service renews. Another number of months than the ordered ones is taken, and switches it off.
    fn renewal(&self, tariff: &Tariff, months: Months) -> Result<Option<u8>, Refusal> {
        let form = self.catalog.protocol.renewal;
        let none = |text: &str| NO_RENEWAL.contains(&text);
        match (self.given.get("autoprolong").map(String::as_str), form) {
            // As the form shows it.
            (None, _) | (Some("on"), RenewalForm::Flag) => Ok(Some(months.get())),
            (Some(text), _) if none(text) => Ok(None),
            (Some(text), _) => {
                let asked = text.parse::<Months>().ok().filter(|asked| tariff.periods.contains_key(asked));
                let asked = asked.filter(|_| form == RenewalForm::Months);
                let asked = self.taken("autoprolong", asked.map(Some), Some(None))?;
                Ok(asked.filter(|asked| *asked == months).map(Months::get))
            }
        }
    }
}

fn is_within(resource: &Resource, amount: u32) -> bool {
    let low = resource.min.unwrap_or(0);
    // A table without a limit is no promise that a panel has none.
    let within = (low..=resource.max.unwrap_or(1_000_000)).contains(&amount);
    within && (amount - low).is_multiple_of(resource.step.unwrap_or(1))
}

/// The nearest amount that is sold, not more than was asked for where there is one.
fn nearest(resource: &Resource, amount: u32) -> u32 {
    let low = resource.min.unwrap_or(0);
    let amount = amount.clamp(low, resource.max.unwrap_or(1_000_000).max(low));
    amount - (amount - low) % resource.step.unwrap_or(1)
}

/// What a choice can be, for the form.
pub(super) fn options(choice: &Choice) -> impl Iterator<Item = (&str, &str)> {
    choice.options.iter().map(|option| (option.value.as_str(), option.name.as_str()))
}
