//! The price list of a practice panel of today: everything that its table holds, each tariff once.

use super::cost::exact;
use super::sold::{self, Called};
use super::tariffs::{CLOSED, title};
use crate::catalog::{Choice, Months, Resource, Tariff};
use crate::money::Money;
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;
use crate::panel::practice::state::State;

/// The price list, or one tariff of it.
pub(super) fn export(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    state.steps.exports += 1;
    if state.steps.exports == 1 && seller.faults.has(Manner::Export503) {
        return Said::Front(503, "Service Unavailable");
    }
    if state.steps.exports == 1 && seller.faults.has(Manner::ExportEmpty) {
        return Said::Nothing;
    }
    let text = |name: &str| given.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let item = seller.catalog.protocol.item_type.as_str();
    let sold = text("itemtype").is_none_or(|asked| asked == item);
    let mut tariffs = if sold { all(seller) } else { Vec::new() };
    if let Some(id) = text("pricelist").or_else(|| text("elid")) {
        tariffs.retain(|tariff| tariff.child("id").is_some_and(|own| own.text == id));
        if tariffs.is_empty() {
            return Refusal::missed("pricelist", id).said(style);
        }
    }
    let mut document = Node::new("doc").with_all(tariffs);
    if seller.faults.has(Manner::HugeExport) {
        fill(&mut document);
    }
    Said::Document(document)
}

/// The tariffs, each once however many data centres it has; those that are closed as well, where the panel shows them.
fn all(seller: &Seller) -> Vec<Node> {
    let tariffs = &seller.catalog.tariffs;
    let first = |(at, tariff): &(usize, &Tariff)| tariffs[..*at].iter().all(|other| other.id != tariff.id);
    let mut nodes: Vec<Node> =
        tariffs.iter().enumerate().filter(first).map(|(_, tariff)| of_tariff(seller, tariff)).collect();
    if seller.faults.has(Manner::ClosedTariffs) {
        let marks = [("active", "off"), ("hideinorder", "on"), ("archived", "on")];
        let closed = |(id, (word, value)): (u32, (&str, &str))| {
            let node = Node::new("pricelist").with(Node::text("id", id)).with(Node::text("name", "Closed"));
            node.with(Node::text(word, value))
        };
        nodes.extend((CLOSED..).zip(marks).map(closed));
    }
    nodes
}

fn of_tariff(seller: &Seller, tariff: &Tariff) -> Node {
    let catalog = &seller.catalog;
    let kind = Node::new("itemtype_info").with(Node::text("intname", &catalog.protocol.item_type));
    let places = catalog.tariffs.iter().filter(|other| other.id == tariff.id).filter_map(|other| other.data_centre);
    let place =
        |id| Node::new("datacenter").with(Node::text("id", id)).with(Node::text("name", sold::place(catalog, id)));
    let template = |template: &crate::catalog::Template| {
        let value = Node::new("itemtypeparamvalue").with(Node::text("intname", &template.name));
        value.with(Node::text("name", template.title.as_ref().unwrap_or(&template.name)))
    };
    let systems = Node::new("itemtypeparam")
        .with(Node::text("id", 106))
        .with(Node::text("intname", &catalog.protocol.template_field))
        .with_all(sold::templates(catalog, tariff).map(template));
    Node::new("pricelist")
        .with_all([
            Node::text("id", tariff.id),
            Node::text("name", title(tariff)),
            Node::text("description_ru", "<p>&laquo;&nbsp;&raquo;</p>"),
            Node::text("active", "on"),
            Node::text("hideinorder", "off"),
            Node::text("max_multiple_order_count", 10),
            Node::text("itemtype", 3),
            kind,
        ])
        .with_all(places.map(place))
        .with_all(prices(seller, tariff.prices.iter()))
        .with_all(addons(seller, tariff))
        .with(systems)
}

/// Prices by period; none where there is none.
fn prices<'p>(seller: &Seller, prices: impl Iterator<Item = (&'p Months, &'p Money)>) -> Option<Node> {
    let period = |(months, cost): (&Months, &Money)| {
        let period = Node::new("period").attribute("cost", exact(*cost));
        period.attribute("type", "month").attribute("length", months)
    };
    let periods: Vec<Node> = prices.map(period).collect();
    let hidden = periods.is_empty() || seller.faults.has(Manner::NoPrices);
    (!hidden).then(|| Node::new("price").attribute("currency", seller.currency()).with_all(periods))
}

fn addons(seller: &Seller, tariff: &Tariff) -> Vec<Node> {
    let amounts = sold::amounts(tariff).map(|(called, resource)| amount(seller, called, resource));
    let choices = tariff.choices.iter().map(|choice| of_choice(seller, choice));
    let licence = tariff.ispmanager.map(|switch| {
        let items = [(switch.off, "none", "None"), (switch.on, "ispmgr", "ISPmanager")];
        let items = items.map(|(id, word, name)| item(id, name).with(Node::text("intname", word)));
        enumeration(switch.id.get(), "ISPmanager", items.into()).with(intname("ispmgr"))
    });
    let servers = tariff.name_servers.map(|fixed| {
        enumeration(fixed.id.get(), "Name servers", vec![item(fixed.value, "Provider's")]).with(intname("ns"))
    });
    amounts.chain(choices).chain(licence).chain(servers).collect()
}

fn amount(seller: &Seller, called: Called<'_>, resource: &Resource) -> Node {
    let contradicts = seller.faults.has(Manner::Contradicts);
    // More than the form's own usual amount, which so is below the least.
    let min = if contradicts { Some(resource.default + 1) } else { resource.min };
    let unit = resource
        .unit
        .as_ref()
        .map(|unit| Node::new("measure").with(Node::text("id", 6)).with(Node::text("name", unit)));
    Node::new("addon")
        .with(Node::text("id", resource.addon))
        .with(Node::text("name", called.name))
        .with_all(called.russian.map(|name| Node::text("name_ru", name)))
        .with(Node::text("addontype", 2))
        .with_all(min.map(|min| Node::text("addonmin", min)))
        .with(Node::text("addonlimit", resource.included.unwrap_or(resource.default)))
        .with_all(resource.unit.as_ref().map(|_| Node::text("measure", 6)))
        .with_all(unit)
        .with_all(called.intname.map(intname))
        .with_all(prices(seller, resource.prices.iter()))
}

/// A choice: on or off, or one of several, each with what it costs.
fn of_choice(seller: &Seller, choice: &Choice) -> Node {
    if sold::is_switch(choice) {
        let on = choice.options.iter().find(|option| option.value == "on");
        let node = Node::new("addon").with(Node::text("id", choice.addon)).with(Node::text("name", &choice.name));
        let priced = on.and_then(|on| prices(seller, on.prices.iter()));
        return node.with(Node::text("addontype", 1)).with_all(priced);
    }
    let items = choice
        .options
        .iter()
        .map(|option| item(&option.value, &option.name).with_all(prices(seller, option.prices.iter())));
    enumeration(choice.addon.get(), &choice.name, items.collect())
}

fn enumeration(id: u32, name: &str, items: Vec<Node>) -> Node {
    Node::new("addon").with_all([
        Node::text("id", id),
        Node::text("name", name),
        Node::text("addontype", 3),
        // Its number stands beside its values, under the same name.
        Node::text("enumeration", 41),
        Node::new("enumeration").with_all(items),
    ])
}

fn item(id: impl std::fmt::Display, name: &str) -> Node {
    Node::new("enumerationitem").with(Node::text("id", id)).with(Node::text("name", name))
}

fn intname(word: &str) -> Node {
    Node::new("addon_itemtype_info").with(Node::text("intname", word))
}

/// How large a price list is made, in letters.
const HUGE: usize = 39 << 20;

/// How many letters of that stand in one text.
const PIECE: usize = 100_000;

/// Fills the tariffs with what nobody reads.
fn fill(document: &mut Node) {
    let text = "Lorem ipsum ".repeat(PIECE / 12);
    let tariffs = document.children.len().max(1);
    for at in 0..HUGE / PIECE {
        if let Some(tariff) = document.children.get_mut(at % tariffs) {
            tariff.children.push(Node::text(&format!("siteinfo{at}"), &text));
        }
    }
}
