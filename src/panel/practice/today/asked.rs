//! The rules of a practice panel of today for an order: strict, or lax where that is asked for. Pure.

use std::collections::BTreeMap;

use super::cost;
use super::sold::{self, addon, resources};
use crate::catalog::{Catalog, Choice, DataCentreId, Dialect, Months, Recipe, RenewalForm, Resource, Tariff, Template};
use crate::order::Domain;
use crate::panel::practice::owned::{NUMBER, Owned};
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::Refusal;

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

/// The tariff that a request names, in the data centre that it names; in the first one where it names none.
///
/// # Errors
///
/// When it names none, or none that is sold; or a data centre in which it is not, unless that is put right silently.
pub(super) fn tariff<'c>(catalog: &'c Catalog, given: &Parameters, lax: bool) -> Result<&'c Tariff, Refusal> {
    let text = |name: &str| given.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let id = text("pricelist").ok_or_else(|| Refusal::no_step("pricelist"))?;
    let own = |tariff: &&Tariff| id.parse() == Ok(tariff.id.get());
    let first = catalog.tariffs.iter().find(own).ok_or_else(|| Refusal::value_of("pricelist", id))?;
    let Some(place) = text("datacenter") else { return Ok(first) };
    let there = |tariff: &&Tariff| tariff.data_centre.is_none_or(|own| own.to_string() == place);
    let found = catalog.tariffs.iter().filter(own).find(there).or_else(|| lax.then_some(first));
    found.ok_or_else(|| Refusal::value_of("datacenter", place))
}

/// The same parameters with the least of every amount.
pub(super) fn clamped(catalog: &Catalog, given: &Parameters) -> Parameters {
    let mut given = given.clone();
    if let Ok(tariff) = tariff(catalog, &given, true) {
        for resource in resources(tariff) {
            given.insert(addon(resource.addon), resource.min.unwrap_or(resource.default).to_string());
        }
    }
    given
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
        let tariff = tariff(self.catalog, self.given, self.lax)?;
        self.conditions()?;
        let months = self.months(tariff)?;
        let template = self.template(tariff)?;
        let mut addons = self.amounts(tariff)?;
        addons.extend(self.choices(tariff, template)?);
        self.nothing_foreign(&addons)?;
        let price = cost::of(tariff, months, &addons);
        addons.extend(self.recipe(template)?.map(|recipe| ("recipe".to_owned(), recipe.to_owned())));
        Ok(Owned {
            domain: self.domain()?,
            tariff: tariff.name.clone(),
            tariff_id: tariff.id.get(),
            template: template.name.clone(),
            months: months.get(),
            renewal: self.renewal(tariff, months)?,
            cost: price.amount,
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
    fn conditions(&self) -> Result<(), Refusal> {
        let given = |field: &str| self.text(field);
        let agreed = !self.catalog.fixed.contains_key("licence_agreement") || given("licence_agreement") == Some("on");
        let one = matches!(given("order_count"), None | Some("1"));
        let rules = [("licence_agreement", agreed), ("order_count", one)];
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

    /// What is installed with the template; none where nothing is.
    fn recipe(&self, template: &Template) -> Result<Option<&'a str>, Refusal> {
        let Some(asked) = self.text("recipe").filter(|name| *name != "null") else { return Ok(None) };
        let own = |recipe: &&Recipe| recipe.name == asked && sold::goes_with(recipe, &template.name);
        self.taken("recipe", self.catalog.recipes.iter().find(own).map(|recipe| Some(recipe.name.as_str())), Some(None))
    }

    /// The amounts, as they were sent. What is not said is as the form shows it.
    fn amounts(&self, tariff: &Tariff) -> Result<BTreeMap<String, String>, Refusal> {
        let mut addons = BTreeMap::new();
        for resource in resources(tariff) {
            let name = addon(resource.addon);
            let amount = match self.text(&name) {
                None => resource.default,
                Some(text) => {
                    let asked = text.parse::<u32>().ok();
                    let within = asked.filter(|amount| is_within(resource, *amount));
                    self.taken(&name, within, Some(nearest(resource, asked.unwrap_or(resource.default))))?
                }
            };
            addons.insert(name, amount.to_string());
        }
        Ok(addons)
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
            (Some(text), _) if none(text) && self.catalog.no_renew.is_some() => Ok(None),
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
