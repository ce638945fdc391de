//! The basket of a practice panel with the older functions, and the payment of what lies in it.

use super::status::exact;
use super::{cart, order};
use crate::money::Money;
use crate::panel::practice::fate::ok;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::Item;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::{Seller, is_sent};
use crate::panel::practice::state::State;

/// The promotional code that takes a tenth off, and one that is over.
const PROMO_CODES: [&str; 2] = ["PRACTICE", "PRACTICE-OVER"];

/// The basket: looked at, or changed by a button.
pub(super) fn basket(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let of = |name: &str| given.get(name).map_or("", String::as_str);
    match of("clicked_button") {
        _ if !is_sent(given) => Said::Document(view(seller, state)),
        "free" => free(state, of("id"), style),
        "setpromocode" => promo_code(state, of("promocode"), style),
        "" if !of("promocode").is_empty() => promo_code(state, of("promocode"), style),
        button => Refusal::value_of("clicked_button", button).said(style),
    }
}

fn view(seller: &Seller, state: &State) -> Node {
    let items = &state.record.cart;
    // The first row is the head of the table.
    let head = Node::new("elem").with(Node::text("name", "item"));
    let row = |item: &Item| {
        Node::new("elem")
            .with(Node::text("id", item.id))
            .with(Node::text("item.id", item.service.id))
            .with(Node::text("item.type", seller.catalog.protocol.item_type.as_str()))
            .with(Node::text("item.name", &item.service.tariff))
            .with(Node::text("item.period", item.service.months))
            .with(Node::text(
                "item.autoprolong",
                item.service.renewal.map_or("null".to_owned(), |months| months.to_string()),
            ))
            .with(Node::text("cost", exact(&item.service)))
    };
    let rows = Node::new("list").attribute("name", "itemlist").with(head).with_all(items.iter().map(row));
    let sum = |name: &str, amount: Money| Node::text(name, format!("{amount} {}", seller.currency()));
    let sums = [sum("total_sum", cart::total(items)), sum("tax", Money::ZERO), sum("full_discount", Money::ZERO)];
    Node::new("doc").with_all(sums).with(rows)
}

/// What costs nothing is taken out of the basket without a payment.
fn free(state: &mut State, id: &str, style: Style<'_>) -> Said {
    match found(state, id) {
        None => Refusal::missed("item", id).said(style),
        Some(item) if item.service.cost > Money::ZERO => Refusal::value_of("id", id).said(style),
        Some(item) if state.settle(vec![item.service.id]) => ok(),
        Some(_) => Said::Front(500, "Internal Server Error"),
    }
}

fn promo_code(state: &mut State, code: &str, style: Style<'_>) -> Said {
    let [good, over] = PROMO_CODES;
    if code == over || (code == good && state.record.cart.is_empty()) {
        return Refusal::promo_code(code).said(style);
    }
    if code != good {
        return Refusal::missed("promocode", code).said(style);
    }
    let tenth_off = |item: &Item| {
        let cost = (item.service.cost.amount() * rust_decimal::Decimal::new(9, 1)).round_dp(2);
        (item.id, Money::new(cost).unwrap_or(item.service.cost))
    };
    let prices = state.record.cart.iter().map(tenth_off).collect();
    if state.reprice(prices) { ok() } else { Said::Front(500, "Internal Server Error") }
}

fn found(state: &State, id: &str) -> Option<Item> {
    state.record.cart.iter().find(|item| item.id.to_string() == id).cloned()
}

/// The payment of something in the basket: its methods, or the payment from the balance.
pub(super) fn pay(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let of = |name: &str| given.get(name).map_or("", String::as_str);
    let Some(item) = found(state, of("billorder")) else {
        return Refusal::missed("billorder", of("billorder")).said(style);
    };
    if !is_sent(given) {
        let method = Node::new("elem").with(Node::text("paymethod", 0)).with(Node::text("name", "Account balance"));
        let method = method.with(Node::text("paymethod_currency_iso", seller.currency()));
        let methods = Node::new("list").attribute("name", "methodlist").with(method);
        return Said::Document(Node::new("doc").with(Node::text("billorder", item.id)).with(methods));
    }
    if of("clicked_button") != "fromsubaccount" {
        return Refusal::value_of("clicked_button", of("clicked_button")).said(style);
    }
    if item.service.cost.amount() > state.available() {
        return order::too_little(seller, state, (item.service.cost, false)).said(style);
    }
    if state.settle(vec![item.service.id]) { ok() } else { Said::Front(500, "Internal Server Error") }
}
