//! The forms of a practice panel of today: what an order can have, and what it is until somebody says otherwise. Pure.

use super::asked;
use crate::catalog::{AddonId, Catalog, Dialect, RenewalForm, Resource, Tariff};
use crate::panel::practice::node::Node;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::Style;
use crate::panel::practice::reply::Said;

/// The root password that the form of every service shows.
pub const ROOT_PASSWORD: &str = "r00t-Of-A-Practice-Server";

/// The form of an order: values, choices, limits, and the button that orders.
pub(super) fn order(catalog: &Catalog, given: &Parameters, style: Style<'_>) -> Said {
    let tariff = match asked::tariff(catalog, given) {
        Ok(tariff) => tariff,
        Err(refusal) => return refusal.said(style),
    };
    let protocol = &catalog.protocol;
    let new = protocol.dialect == Dialect::Billmanager6;
    let (period, page, button) =
        if new { ("order_period", "page_pricelist_settings", "order") } else { ("period", "", "finish") };
    let months = tariff.periods.keys().next().map_or(1, |months| months.get());
    let templates = catalog.templates.iter().map(|template| template.name.as_str());
    let templates =
        templates.filter(|name| tariff.templates.as_ref().is_none_or(|own| own.iter().any(|one| one == name)));
    let mut document = Node::new("doc").with_all([
        Node::text("pricelist", tariff.id),
        Node::text("datacenter", tariff.data_centre.map_or(String::new(), |id| id.to_string())),
        Node::text(period, months),
        Node::text("autoprolong", renewal(protocol.renewal, Some(months))),
        Node::text("domain", ""),
        Node::text("remoteid", ""),
    ]);
    if catalog.fixed.contains_key("licence_agreement") {
        document = document.with(Node::text("licence_agreement", "off"));
    }
    document = document.with_all(usual(tariff));
    document =
        document.with(choices(&protocol.template_field, templates.map(|name| (name.to_owned(), name.to_owned()))));
    if catalog.fixed.contains_key("recipe") {
        let none = ("null".to_owned(), "-- none --".to_owned());
        document = document.with(choices("recipe", std::iter::once(none)));
    }
    document = document.with(renewals(protocol.renewal, tariff.periods.keys().map(|months| months.get())));
    for choice in &tariff.choices {
        let options = asked::options(choice).map(|(value, name)| (value.to_owned(), name.to_owned()));
        document = document.with(choices(&format!("addon_{}", choice.addon), options));
    }
    document = document.with(labels(tariff));
    document = document.with(total(catalog, given, new));
    Said::Document(document.with(metadata(page, sliders(tariff), button)))
}

/// What it costs with the values that are given, those of the form where none are.
fn total(catalog: &Catalog, given: &Parameters, new: bool) -> Node {
    let cost = asked::Asking::new(catalog, given, true).service().map(|service| service.cost).unwrap_or_default();
    let currency = catalog.currency.as_deref().unwrap_or("RUB");
    if !new {
        return Node::text("orderinfo", format!("Total amount: {cost} {currency}"));
    }
    let price = Node::new("price").with(Node::text("cost", cost)).with(Node::text("currency", currency));
    let row = Node::new("elem").with(Node::text("label", "Total")).with(Node::new("cost").with(price));
    Node::new("list").attribute("name", "total_summary").with(row)
}

/// The step before it: the tariffs of a place, or all of them.
pub(super) fn tariffs(catalog: &Catalog, given: &Parameters) -> Said {
    let place = given.get("datacenter").map_or("", String::as_str);
    let wanted: Vec<&str> = place.split(',').filter(|id| !id.is_empty()).collect();
    let own = |tariff: &&Tariff| {
        let id = tariff.data_centre.map(|id| id.to_string());
        wanted.is_empty() || id.is_some_and(|id| wanted.contains(&id.as_str()))
    };
    let currency = catalog.currency.as_deref().unwrap_or("RUB");
    let row = |tariff: &Tariff| {
        let price = |(months, cost): (&crate::catalog::Months, &crate::money::Money)| {
            let price = Node::new("price").with(Node::text("period", months)).with(Node::text("cost", cost));
            price.with(Node::text("currency", currency))
        };
        Node::new("elem")
            .with(Node::text("id", tariff.id))
            .with(Node::text("pricelist", tariff.id))
            .with(Node::text("title", &tariff.name))
            .with(Node::text("order_available", "on"))
            .with(Node::new("prices").with_all(tariff.prices.iter().map(price)))
    };
    let rows = catalog.tariffs.iter().filter(own).map(row);
    let list = Node::new("list").attribute("name", "tariflist").with_all(rows);
    let mut places: Vec<String> =
        catalog.tariffs.iter().filter_map(|tariff| tariff.data_centre).map(|id| id.to_string()).collect();
    places.sort();
    places.dedup();
    let places = choices("datacenter", places.into_iter().map(|id| (id.clone(), format!("Place {id}"))));
    let form = metadata("", Vec::new(), "next");
    Said::Document(Node::new("doc").with(Node::text("datacenter", place)).with(places).with(list).with(form))
}

/// What everything of a tariff is until somebody says otherwise.
fn usual(tariff: &Tariff) -> Vec<Node> {
    let amounts = tariff.resources.iter().map(|(_, resource)| Node::text(&name(resource.addon), resource.default));
    let chosen = tariff.choices.iter().map(|choice| Node::text(&name(choice.addon), &choice.default));
    let switch = tariff.ispmanager.map(|switch| Node::text(&format!("addon_{}", switch.id), switch.off));
    let fixed = tariff.name_servers.map(|fixed| Node::text(&format!("addon_{}", fixed.id), fixed.value));
    amounts.chain(chosen).chain(switch).chain(fixed).collect()
}

fn name(id: AddonId) -> String {
    format!("addon_{id}")
}

/// The limits of the amounts.
fn sliders(tariff: &Tariff) -> Vec<Node> {
    let slider = |resource: &Resource| {
        let name = name(resource.addon);
        let cost = resource.prices.values().next().map_or("0.00".to_owned(), ToString::to_string);
        let slider = Node::new("slider")
            .attribute("name", &name)
            .attribute("min", resource.min.unwrap_or(0))
            .attribute("max", resource.max.unwrap_or(1_000_000))
            .attribute("step", resource.step.unwrap_or(1))
            .attribute("cost", cost);
        Node::new("field").attribute("name", name).with(slider)
    };
    let select = |id: AddonId| {
        let name = name(id);
        Node::new("field").attribute("name", &name).with(Node::new("select").attribute("name", &name))
    };
    let amounts = tariff.resources.iter().map(|(_, resource)| slider(resource));
    amounts.chain(tariff.choices.iter().map(|choice| select(choice.addon))).collect()
}

fn labels(tariff: &Tariff) -> Node {
    let label = |name: String, text: &str| Node::text("msg", text).attribute("name", name);
    let amounts = tariff.resources.iter().map(|(field, resource)| label(name(resource.addon), field.header().0));
    let chosen = tariff.choices.iter().map(|choice| label(name(choice.addon), &choice.name));
    Node::new("messages").with_all(amounts.chain(chosen))
}

fn choices(name: &str, options: impl Iterator<Item = (String, String)>) -> Node {
    let option = |(key, words): (String, String)| Node::text("val", words).attribute("key", key);
    Node::new("slist").attribute("name", name).with_all(options.map(option))
}

/// How a service renews, as forms show it.
pub(super) fn renewal(form: RenewalForm, months: Option<u8>) -> String {
    match (form, months) {
        (RenewalForm::Flag, Some(_)) => "on".to_owned(),
        (RenewalForm::Flag, None) => "off".to_owned(),
        (RenewalForm::Months, Some(months)) => months.to_string(),
        (RenewalForm::Months, None) => "null".to_owned(),
    }
}

/// How it can renew, where that is one of several.
pub(super) fn renewals(form: RenewalForm, months: impl Iterator<Item = u8>) -> Node {
    let keys = match form {
        RenewalForm::Months => {
            std::iter::once("null".to_owned()).chain(months.map(|months| months.to_string())).collect()
        }
        RenewalForm::Flag => vec!["on".to_owned(), "off".to_owned()],
    };
    choices("autoprolong", keys.into_iter().map(|key| (key.clone(), key)))
}

/// What a form is made of; new forms have their fields on pages.
pub(super) fn metadata(page: &str, fields: Vec<Node>, button: &str) -> Node {
    let form = Node::new("form");
    let form = match page {
        "" => form.with_all(fields),
        page => form.with(Node::new("page").attribute("name", page).with_all(fields)),
    };
    let buttons = [(button, "ok"), ("cancel", "cancel")];
    let buttons = buttons.map(|(name, kind)| Node::new("button").attribute("name", name).attribute("type", kind));
    Node::new("metadata").with(form.with(Node::new("buttons").with_all(buttons)))
}
