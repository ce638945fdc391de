//! The step of an order at a practice panel of today at which a tariff is chosen.

use super::form::{choices, metadata};
use super::sold;
use crate::catalog::{Catalog, DataCentreId, Tariff};
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;

/// The id of a tariff that nobody can order.
pub(super) const CLOSED: u32 = 99_001;

/// The tariffs of a data centre: the old family shows those of its first one where none is named, the new one all.
pub(super) fn step(seller: &Seller, given: &Parameters) -> Said {
    let catalog = &seller.catalog;
    let (new, places) = (catalog.protocol.has_cart(), sold::places(catalog));
    let given = given.get("datacenter").map(String::as_str).filter(|place| !place.is_empty());
    let first = places.first().filter(|_| !new).map(ToString::to_string);
    let place = given.map(ToOwned::to_owned).or(first).unwrap_or_default();
    let wanted: Vec<&str> = place.split(',').filter(|id| !id.is_empty()).collect();
    let own = |tariff: &&Tariff| {
        let id = tariff.data_centre.map(|id| id.to_string());
        wanted.is_empty() || id.is_none_or(|id| wanted.contains(&id.as_str()))
    };
    let tariffs = catalog.tariffs.iter().filter(own);
    let mut rows: Vec<Node> =
        tariffs.map(|tariff| if new { new_row(seller, tariff) } else { old_row(seller, tariff) }).collect();
    if seller.faults.has(Manner::ClosedTariffs) {
        rows.push(closed(new));
    }
    let list = Node::new("list").attribute("name", "tariflist").with_all(rows);
    let places = places.into_iter().map(|id| (id.to_string(), sold::place(catalog, id)));
    let document = Node::new("doc").with(Node::text("datacenter", &place)).with(choices("datacenter", places));
    Said::Document(document.with(list).with(metadata("", Vec::new(), "next")))
}

/// The name that a tariff has wherever its servers stand.
pub(super) fn title(tariff: &Tariff) -> &str {
    tariff.product.as_deref().unwrap_or(&tariff.name)
}

/// A row of the old family: words for people, and the id.
fn old_row(seller: &Seller, tariff: &Tariff) -> Node {
    let name = title(tariff);
    let first = tariff.prices.iter().next();
    let price = first.map_or(String::new(), |(_, cost)| format!("<b>{cost}</b> {} / Month", seller.currency()));
    Node::new("elem").with_all([
        Node::text("pricelist", tariff.id),
        Node::text("desc", format!("<p><b>{name}</b>&nbsp;</p>")),
        Node::text("price", price),
        Node::text("order_available", "on"),
    ])
}

/// A row of the new one: what stands in several data centres has a row for each.
fn new_row(seller: &Seller, tariff: &Tariff) -> Node {
    let price = |(months, cost): (&crate::catalog::Months, &crate::money::Money)| {
        let price = Node::new("price").with(Node::text("period", months)).with(Node::text("cost", cost));
        price.with(Node::text("currency", seller.currency()))
    };
    let shared = seller.catalog.tariffs.iter().filter(|other| other.id == tariff.id).count() > 1;
    let id = match tariff.data_centre {
        Some(place) if shared => format!("{}_{place}", tariff.id),
        _ => tariff.id.to_string(),
    };
    let row = Node::new("elem").with(Node::text("id", id)).with(Node::text("pricelist", tariff.id));
    let row = row.with(Node::text("title", title(tariff))).with(Node::text("order_available", "on"));
    let row = row.with_all(tariff.data_centre.map(|id| in_place(&seller.catalog, id)));
    row.with(Node::new("prices").with_all(tariff.prices.iter().map(price)))
}

fn in_place(catalog: &Catalog, id: DataCentreId) -> Node {
    let name = Node::text("value", sold::place(catalog, id));
    Node::new("datacenter").with(Node::text("id", id)).with(name)
}

fn closed(new: bool) -> Node {
    let row = Node::new("elem").with(Node::text("pricelist", CLOSED)).with(Node::text("order_available", "off"));
    if new { row.with(Node::text("id", CLOSED)).with(Node::text("title", "Closed")) } else { row }
}
