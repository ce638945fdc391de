//! The cart of a practice panel with the new functions: what lies in it, and the act that pays for it.

use super::status::{exact, months};
use super::{access, answer, order};
use crate::money::Money;
use crate::panel::practice::kind::Kind;
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::{Item, Standing};
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::record::ConfirmRequest;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;
use crate::panel::practice::state::State;

/// The function that pays for what lies in the cart.
pub(super) const CONFIRM: &str = "cartorder.create.confirm";

/// What lies in the cart, and what all of it costs.
pub(super) fn view(seller: &Seller, state: &State, style: Style<'_>) -> Said {
    let items = &state.record.cart;
    let total =
        Node::new("total").with(Node::text("cost", total(items))).with(Node::text("currency", seller.currency()));
    let rows = Node::new("list").attribute("name", "lineitems");
    let rows = rows.with_all(items.iter().map(|item| row(item, seller.currency(), style)));
    Said::Document(Node::new("doc").with(total.with(Node::text("count", items.len()))).with(rows))
}

fn row(item: &Item, currency: &str, style: Style<'_>) -> Node {
    let service = &item.service;
    let main = Node::new("main").with(Node::text("name", &service.tariff));
    let main = main.with(Node::text("period", months(service.months, style.lang)));
    let price = Node::new("price").with(Node::text("cost", service.cost)).with(Node::text("currency", currency));
    let setting = |(name, value): (&String, &String)| {
        Node::new("elem").with(Node::text("name", name)).with(Node::text("value", value))
    };
    let button = |name: &str| Node::new("button").attribute("name", name);
    Node::new("elem")
        .with(Node::text("id", item.id))
        .with(Node::text("elid", item.id))
        .with(main)
        .with(Node::new("price").with(price))
        .with(Node::new("configuration").with_all(service.addons.iter().map(setting)))
        .with(Node::new("action").with(button("edit")).with(button("delete")))
}

pub(super) fn total(items: &[Item]) -> Money {
    items.iter().map(|item| item.service.cost).sum()
}

/// The form of the act that pays: it shows how, and pays nothing.
pub(super) fn methods(state: &State, given: &Parameters, style: Style<'_>) -> Said {
    let elid = given.get("elid").map_or("", String::as_str);
    let Some(item) = state.record.cart.iter().find(|item| item.id.to_string() == elid) else {
        return Refusal::missed("lineitem", elid).said(style);
    };
    let method = Node::text("val", style.lang.pick("Account balance", "Лицевой счет")).attribute("key", 0);
    let methods = Node::new("slist").attribute("name", "paymethod_id").with(method);
    let cost = Node::text("cost", exact(&item.service));
    let form = Node::new("metadata").with(Node::new("form"));
    Said::Document(Node::new("doc").with(Node::text("elid", elid)).with(cost).with(methods).with(form))
}

/// The act that pays: its fault first, then the rules.
pub(super) fn confirm(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let fault = seller.faults.of_confirm(state.record.confirms.len() as u64 + 1);
    let item = given.get("elid").cloned().unwrap_or_default();
    let (services, said) = match paid(seller, state, given, (fault, style)) {
        Ok(paid) => paid,
        Err(refusal) => (Vec::new(), refusal.said(style)),
    };
    state.record.confirms.push(ConfirmRequest { item, fault, services });
    said
}

/// The services that it makes, and what is said.
fn paid(
    seller: &Seller,
    state: &mut State,
    given: &Parameters,
    (fault, style): (Option<Kind>, Style<'_>),
) -> Result<(Vec<u64>, Said), Refusal> {
    seller.signed_in(state, given)?;
    if access::is_half(state, given) {
        return Err(Refusal::extra_confirm());
    }
    let (elid, method) = (given.get("elid").map_or("", String::as_str), given.get("paymethod_id"));
    let method = method.filter(|method| !method.is_empty()).ok_or_else(|| Refusal::value_of("paymethod_id", ""))?;
    if fault == Some(Kind::ConfirmCut) {
        return Ok((Vec::new(), Said::Cut));
    }
    if fault == Some(Kind::ConfirmRefused) {
        return Err(Refusal::value_of("paymethod_id", method));
    }
    if fault == Some(Kind::CartLateForeign) {
        state.lay(order::somebodys(seller), true);
    }
    let is_named = |item: &&Item| item.id.to_string() == elid;
    let named = state.record.cart.iter().find(is_named).cloned().ok_or_else(|| Refusal::missed("lineitem", elid))?;
    // Whether the rest of the cart is paid as well nobody knows: here it is, unless it is asked not to be.
    let items = if seller.faults.has(Manner::ConfirmOne) { vec![named] } else { state.record.cart.clone() };
    let cost = total(&items);
    let short = cost.amount() > state.available();
    let page = fault == Some(Kind::ConfirmUrl) || method != "0" || (short && seller.faults.has(Manner::MoneyPage));
    let refusal = (short && !page).then(|| order::too_little(seller, state, (cost, false)));
    if refusal.is_some() && !seller.faults.has(Manner::MoneyRow) {
        return refusal.map_or_else(|| Ok((Vec::new(), Said::Cut)), Err);
    }
    if fault == Some(Kind::ConfirmLate) {
        state.confirm_later(&items);
        return Ok((Vec::new(), Said::Cut));
    }
    let standing = (page || refusal.is_some()).then_some(Standing::Unpaid);
    let Some(services) = state.confirm(&items, standing) else {
        return Ok((Vec::new(), Said::Front(500, "Internal Server Error")));
    };
    let said = match (refusal, fault) {
        (Some(refusal), _) => refusal.said(style),
        _ if page => Said::Document(answer::to_pay(items[0].id)),
        (None, Some(Kind::ConfirmLost)) => Said::Cut,
        (None, Some(Kind::ConfirmTwice)) => Refusal::missed("lineitem", elid).said(style),
        (None, _) => Said::Document(Node::new("doc").with(Node::new("ok"))),
    };
    Ok((services, said))
}
