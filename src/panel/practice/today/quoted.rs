//! The form of an order with what a request asks for in it, as the panel takes it, and what that would cost.

use super::{asked, form};
use crate::catalog::Dialect;
use crate::money::Money;
use crate::panel::practice::node::Node;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::price::{self, Bill};
use crate::panel::practice::refusal::Style;
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;

/// The form of an order, with how it would renew and what it would cost.
pub(super) fn form(seller: &Seller, given: &Parameters, style: Style<'_>) -> Said {
    form::order(seller, given, style).with_document(|mut document| {
        if document.child("error").is_some() {
            return document;
        }
        let taken = asked::Asking::new(&seller.catalog, given, true).service().unwrap_or_default();
        let renewal = form::renewal(seller.catalog.protocol.renewal, taken.renewal);
        let told = [("autoprolong", Some(renewal)), ("licence_agreement", given.get("licence_agreement").cloned())];
        for (name, value) in told {
            let value = value.filter(|_| given.contains_key(name));
            let field = document.children.iter_mut().find(|child| child.name == name);
            field.into_iter().zip(value).for_each(|(field, value)| field.text = value);
        }
        priced(seller, taken.cost, document, style)
    })
}

/// The document with what an order of this list price would cost.
fn priced(seller: &Seller, list: Money, document: Node, style: Style<'_>) -> Node {
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
