//! The form of an order with what a request asks for in it, as the panel takes it, and what that would cost.

use super::{asked, form};
use crate::catalog::Dialect;
use crate::money::Money;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::Owned;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::price::{self, Bill};
use crate::panel::practice::refusal::Style;
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;

/// The form of an order: what is given stands in it, put right where the panel would put it right.
pub(super) fn form(seller: &Seller, given: &Parameters, style: Style<'_>) -> Said {
    form::order(seller, given, style).with_document(|document| {
        if document.child("error").is_some() {
            return document;
        }
        let taken = asked::Asking::new(&seller.catalog, given, true).service().ok();
        let document = match &taken {
            Some(service) => filled(seller, given, service, document),
            None => document,
        };
        priced(seller, taken.map(|service| service.cost).unwrap_or_default(), document, style)
    })
}

/// The document with what the panel takes of a request in its fields.
fn filled(seller: &Seller, given: &Parameters, service: &Owned, document: Node) -> Node {
    let protocol = &seller.catalog.protocol;
    let period = if protocol.dialect == Dialect::Billmanager6 { "order_period" } else { "period" };
    let renewal = form::renewal(protocol.renewal, service.renewal);
    let value = |name: &String, told: &String| {
        let text = match name.as_str() {
            name if name == period => service.months.to_string(),
            "autoprolong" => renewal.clone(),
            name if *name == protocol.template_field => service.template.clone(),
            name if name.starts_with("addon_") => service.addons.get(name)?.clone(),
            "domain" | "recipe" | "remoteid" | "licence_agreement" => told.clone(),
            _ => return None,
        };
        Some((name.clone(), text))
    };
    given.iter().filter_map(|(name, told)| value(name, told)).fold(document, |mut document, (name, text)| {
        let field = |child: &&mut Node| child.name == name && child.children.is_empty();
        match document.children.iter_mut().find(field) {
            Some(field) => field.text = text,
            None => document.children.insert(0, Node::text(&name, text)),
        }
        document
    })
}

/// The document with what an order of this list price would cost.
fn priced(seller: &Seller, list: Money, mut document: Node, style: Style<'_>) -> Node {
    let is_sum = |child: &Node| {
        child.name == "orderinfo" || child.value_of("name").is_some_and(|name| name.ends_with("_summary"))
    };
    document.children.retain(|child| !is_sum(child));
    let bill = Bill::of(list, &seller.faults);
    let tax = price::tax(bill.total.amount(), &seller.faults);
    let mut rows = vec![("total_summary", style.lang.pick("Total amount", "Итого"), format!("{}", bill.total))];
    if bill.discount > Money::ZERO {
        rows.insert(0, ("pricelist_summary", style.lang.pick("Price", "Цена"), bill.list.to_string()));
        rows.insert(1, ("discount_summary", style.lang.pick("Discount", "Скидка"), bill.discount.to_string()));
    }
    if !tax.is_zero() {
        rows.push(("total_summary", style.lang.pick("incl. VAT", "в т. ч. НДС"), format!("{tax:.2}")));
    }
    if seller.catalog.protocol.dialect == Dialect::Billmanager6 {
        return document.with_all(summaries(&rows, seller.currency()));
    }
    let line = |(_, label, amount): &(&str, &str, String)| format!("{label}: {amount} {}", seller.currency());
    let lines: Vec<String> = rows.iter().map(line).collect();
    document.with(Node::text("orderinfo", lines.join("<br/>")))
}

/// The same as lists of rows, those of one name in one.
fn summaries(rows: &[(&str, &str, String)], currency: &str) -> Vec<Node> {
    let mut lists: Vec<Node> = Vec::new();
    for (name, label, amount) in rows {
        let price = Node::new("price").with(Node::text("cost", amount)).with(Node::text("currency", currency));
        let row = Node::new("elem").with(Node::text("label", label)).with(Node::new("cost").with(price));
        match lists.iter_mut().find(|list| list.value_of("name") == Some(name)) {
            Some(list) => list.children.push(row),
            None => lists.push(Node::new("list").attribute("name", name).with(row)),
        }
    }
    lists
}
