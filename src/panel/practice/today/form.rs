//! The forms of a practice panel of today: what an order can have, and what it is until somebody says otherwise.

use super::asked::{self, NO_RENEWAL};
use super::sold::{self, addon};
use crate::catalog::{Catalog, Choice, Dialect, Months, RenewalForm, Resource, Tariff, Template};
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;

/// The root password that the form of every service shows.
pub const ROOT_PASSWORD: &str = "r00t-Of-A-Practice-Server";

/// The form of an order: values, choices, limits, and the button that orders. What is asked for stands in it, put right
/// where the panel does not take it.
pub(super) fn order(seller: &Seller, given: &Parameters, style: Style<'_>) -> Said {
    let catalog = &seller.catalog;
    let tariff = match asked::tariff(catalog, given, seller.faults.has(Manner::Lax)) {
        Ok(tariff) => tariff,
        Err(refusal) => return refusal.said(style),
    };
    let protocol = &catalog.protocol;
    let new = protocol.dialect == Dialect::Billmanager6;
    let button = if new { "order" } else { "finish" };
    let field = period_field(protocol.dialect);
    let named = if new { format!("period_{}", tariff.id) } else { field.to_owned() };
    if seller.faults.has(Manner::PeriodNamed) && !given.contains_key(&named) {
        return Refusal::value_of(&named, "").said(style);
    }
    let told = [named.as_str(), field].into_iter().find_map(|name| given.get(name));
    let told = told.and_then(|text| text.parse().ok()).filter(|months| tariff.periods.contains_key(months));
    let months = told.or_else(|| tariff.periods.keys().next().copied()).map_or(1, Months::get);
    let mut document = Node::new("doc").with_all([
        Node::text("pricelist", tariff.id),
        Node::text("datacenter", tariff.data_centre.map_or(String::new(), |id| id.to_string())),
        Node::text(field, months),
        Node::text("autoprolong", renewal(protocol.renewal, Some(months))),
        Node::text("domain", given.get("domain").map_or("", String::as_str)),
        Node::text("remoteid", given.get("remoteid").map_or("", String::as_str)),
    ]);
    if catalog.fixed.contains_key("licence_agreement") {
        document = document.with(Node::text("licence_agreement", "off"));
    }
    document = document.with_all(usual(seller, tariff, given)).with_all(lists(seller, tariff, field));
    document = document.with(labels(tariff));
    let bare = given.get("out").is_some_and(|out| out == "xml") && seller.faults.has(Manner::BareXml);
    if bare {
        return Said::Document(document);
    }
    Said::Document(document.with(metadata(page(seller, new), fields(seller, tariff, months), button)))
}

/// What a dialect calls the period.
pub(super) const fn period_field(dialect: Dialect) -> &'static str {
    if matches!(dialect, Dialect::Billmanager6) { "order_period" } else { "period" }
}

/// Where a form has its fields: on a page in the new family, on none in the old one.
fn page(seller: &Seller, new: bool) -> &'static str {
    if new == seller.faults.has(Manner::LimitsElsewhere) { "" } else { "page_pricelist_settings" }
}

/// What can be chosen, by field.
fn lists(seller: &Seller, tariff: &Tariff, period: &str) -> Vec<Node> {
    let (catalog, protocol) = (&seller.catalog, &seller.catalog.protocol);
    let bare = seller.faults.has(Manner::LabelsOnly);
    let list = |name: &str, options: Vec<(String, String)>| {
        if bare { labelled(name, options) } else { choices(name, options.into_iter()) }
    };
    let titled =
        |template: &Template| (template.name.clone(), template.title.clone().unwrap_or_else(|| template.name.clone()));
    let months = tariff.periods.keys().map(|months| (months.to_string(), format!("{months} mon.")));
    let mut lists = vec![list(&protocol.template_field, sold::templates(catalog, tariff).map(titled).collect())];
    if sold::has_recipes(catalog) {
        lists.push(recipes(catalog, tariff, bare));
    }
    lists.push(choices(period, months));
    let months = tariff.periods.keys().map(|months| months.get());
    lists.push(renewals(protocol.renewal, months, catalog.no_renew.is_some()));
    for choice in tariff.choices.iter().filter(|choice| !sold::is_switch(choice)) {
        let options = asked::options(choice).map(|(value, name)| (value.to_owned(), name.to_owned()));
        lists.push(list(&addon(choice.addon), options.collect()));
    }
    if let Some(switch) = tariff.ispmanager {
        let options = [(switch.off, "None"), (switch.on, "ISPmanager")];
        let options = options.map(|(value, name)| (value.to_string(), name.to_owned()));
        lists.push(list(&format!("addon_{}", switch.id), options.into()));
    }
    if let Some(fixed) = tariff.name_servers {
        lists.push(list(&format!("addon_{}", fixed.id), vec![(fixed.value.to_string(), "Provider's".to_owned())]));
    }
    lists
}

/// What can be installed: a recipe that goes with some templates only has a row for each of them.
fn recipes(catalog: &Catalog, tariff: &Tariff, bare: bool) -> Node {
    let option = |key: &str, words: &str| {
        let option = Node::text("val", words);
        if bare { option } else { option.attribute("key", key) }
    };
    let mut options = vec![option("null", "-- none --")];
    for recipe in &catalog.recipes {
        let words = recipe.title.as_ref().unwrap_or(&recipe.name);
        match &recipe.templates {
            None => options.push(option(&recipe.name, words)),
            Some(templates) => {
                let taken = templates.iter().filter(|template| sold::takes(tariff, template));
                options.extend(taken.map(|template| option(&recipe.name, words).attribute("depend", template)));
            }
        }
    }
    Node::new("slist").attribute("name", "recipe").with_all(options)
}

/// A list that has words for people alone.
fn labelled(name: &str, options: Vec<(String, String)>) -> Node {
    let options = options.into_iter().map(|(_, words)| Node::text("val", words));
    Node::new("slist").attribute("name", name).with_all(options)
}

/// What everything of a tariff is: as it is asked for, as far as the panel takes it, and as it is usual otherwise.
fn usual(seller: &Seller, tariff: &Tariff, given: &Parameters) -> Vec<Node> {
    let catalog = &seller.catalog;
    let service = asked::Asking::new(catalog, given, true).service().unwrap_or_default();
    let template = &catalog.protocol.template_field;
    let mut fields = service.addons;
    if !fields.contains_key("recipe") && sold::has_recipes(catalog) {
        fields.insert("recipe".to_owned(), "null".to_owned());
    }
    if sold::takes(tariff, &service.template) {
        fields.insert(template.clone(), service.template);
    }
    fields.into_iter().map(|(name, value)| Node::text(&name, value)).collect()
}

/// What the fields are: limits of amounts, lists to choose from, and what is on or off.
fn fields(seller: &Seller, tariff: &Tariff, months: u8) -> Vec<Node> {
    let limited = !seller.faults.has(Manner::NoSliders);
    let field = |id: u32, control: Node| {
        let name = format!("addon_{id}");
        Node::new("field").attribute("name", &name).with(control.attribute("name", name))
    };
    let slider = |resource: &Resource| {
        let months = Months::new(months);
        let cost = months.and_then(|months| resource.prices.get(&months)).copied().unwrap_or_default();
        let slider = Node::new("slider")
            .attribute("min", resource.min.unwrap_or(0))
            .attribute("max", resource.max.unwrap_or(1_000_000))
            .attribute("step", resource.step.unwrap_or(1))
            .attribute("cost", cost);
        field(resource.addon.get(), if limited { slider } else { Node::new("input").attribute("type", "text") })
    };
    let select = |id: u32| field(id, Node::new("select"));
    let choice = |choice: &Choice| {
        let switch = sold::is_switch(choice).then(|| Node::new("input").attribute("type", "checkbox"));
        switch.map_or_else(|| select(choice.addon.get()), |switch| field(choice.addon.get(), switch))
    };
    let more = tariff.ispmanager.map(|switch| switch.id).into_iter().chain(tariff.name_servers.map(|fixed| fixed.id));
    let amounts = sold::resources(tariff).map(slider);
    amounts.chain(tariff.choices.iter().map(choice)).chain(more.map(|id| select(id.get()))).collect()
}

fn labels(tariff: &Tariff) -> Node {
    let label = |name: String, text: &str| Node::text("msg", text).attribute("name", name);
    let amounts = sold::amounts(tariff).map(|(called, resource)| label(addon(resource.addon), called.name));
    let chosen = tariff.choices.iter().map(|choice| label(addon(choice.addon), &choice.name));
    let licence = tariff.ispmanager.map(|switch| label(format!("addon_{}", switch.id), "ISPmanager"));
    let servers = tariff.name_servers.map(|fixed| label(format!("addon_{}", fixed.id), "Name servers"));
    Node::new("messages").with_all(amounts.chain(chosen).chain(licence).chain(servers))
}

/// A list to choose from: keys, and words for people.
pub(super) fn choices(name: &str, options: impl Iterator<Item = (String, String)>) -> Node {
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

/// How it can renew, where that is one of several; `or_not` where it can do without.
pub(super) fn renewals(form: RenewalForm, months: impl Iterator<Item = u8>, or_not: bool) -> Node {
    let mut keys: Vec<String> = match form {
        RenewalForm::Months => {
            std::iter::once("null".to_owned()).chain(months.map(|months| months.to_string())).collect()
        }
        RenewalForm::Flag => vec!["on".to_owned(), "off".to_owned()],
    };
    keys.retain(|key| or_not || !NO_RENEWAL.contains(&key.as_str()));
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
