//! The practice panel as BILLmanager 5 and 6 of today: their functions, whose names the table tells.
//!
//! What is documented or was seen at real panels is played; where nobody knows, the ruder of two readings.

mod access;
mod account;
mod answer;
mod asked;
mod buy;
mod cart;
mod cost;
mod expense;
mod export;
mod form;
mod list;
mod order;
mod quoted;
mod service;
mod sold;
mod status;
mod tariffs;

pub use self::access::TOTP;
pub use self::form::ROOT_PASSWORD;
use super::fate::ok;
use super::manner::Manner;
use super::node::Node;
use super::parameters::Parameters;
use super::refusal::{Refusal, Style};
use super::reply::Said;
use super::seller::{Seller, is_sent};
use super::state::State;
use crate::catalog::Dialect;

/// Whether a request orders something.
pub(super) fn is_order(seller: &Seller, given: &Parameters) -> bool {
    let protocol = &seller.catalog.protocol;
    let named = given.get("func").is_some_and(|function| *function == protocol.order_function());
    protocol.dialect != Dialect::Billmanager4 && named && is_sent(given)
}

/// What is said to a request. Every document says whose answer it is.
pub(super) fn said(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let function = given.get("func").map_or("", String::as_str);
    answered(seller, state, given, style).with_document(|document| {
        let document = document.attribute("lang", style.lang.pick("en", "ru")).attribute("func", function);
        document
            .attribute("binary", "/billmgr")
            .attribute("host", "http://127.0.0.1/")
            .attribute("features", "practice")
    })
}

fn answered(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let function = given.get("func").map_or("", String::as_str);
    if is_order(seller, given) {
        return order::order(seller, state, given, style);
    }
    if function == cart::CONFIRM && seller.catalog.protocol.has_cart() && is_sent(given) {
        return cart::confirm(seller, state, given, style);
    }
    if let Err(refusal) = seller.signed_in(state, given) {
        return refusal.said(style);
    }
    if function == "auth" {
        if seller.faults.has(Manner::AuthCaptcha) {
            return Refusal::captcha().said(style);
        }
        return access::begun(state, style);
    }
    if let Some(said) = access::held_up(state, given, style) {
        return said;
    }
    of_table(seller, state, given, style).unwrap_or_else(|| of_every_panel(seller, state, given, style))
}

/// The functions that are called as the table says.
fn of_table(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Option<Said> {
    let function = given.get("func").map_or("", String::as_str);
    let protocol = &seller.catalog.protocol;
    let (item, list) = (protocol.item_type.as_str(), protocol.list.as_str());
    let has_cart = protocol.has_cart();
    Some(if function == protocol.order_function() {
        if is_early(seller, state) {
            return Some(Refusal::no_step("pricelist").said(style));
        }
        quoted::form(seller, given, style)
    } else if function == list {
        list::list(seller, state, given, style)
    } else if function == protocol.service_function() {
        service::edit(seller, state, given, style)
    } else if function.strip_suffix(".delete") == Some(list) {
        service::delete(state, given, style)
    } else if has_cart && function == format!("v2.{item}.order.pricelist") {
        if is_early(seller, state) {
            return Some(Refusal::no_step("order").said(style));
        }
        tariffs::step(seller, given)
    } else if is_first_step(seller, function) {
        state.steps.first = true;
        tariffs::step(seller, given)
    } else if has_cart && function == "cart" {
        cart::view(seller, state, style)
    } else if has_cart && function == cart::CONFIRM {
        cart::methods(state, given, style)
    } else if !has_cart && function == "basket" {
        buy::basket(seller, state, given, style)
    } else if !has_cart && function == "payment.add" {
        buy::pay(seller, state, given, style)
    } else {
        return None;
    })
}

/// Whether a later step of an order is asked for before the first one, where the panel minds that.
fn is_early(seller: &Seller, state: &State) -> bool {
    seller.faults.has(Manner::LateForms) && !state.steps.first
}

/// Whether this is the first step of an order: the new family has one of its own only where it is wanted.
fn is_first_step(seller: &Seller, function: &str) -> bool {
    let protocol = &seller.catalog.protocol;
    let item = protocol.item_type.as_str();
    let own = function == format!("{item}.order");
    if protocol.has_cart() {
        return seller.faults.has(Manner::LateForms) && (own || function == format!("v2.{item}.order"));
    }
    own
}

/// The functions that every panel has.
fn of_every_panel(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    Said::Document(match given.get("func").map_or("", String::as_str) {
        "pricelist.export" => return export::export(seller, state, given, style),
        "whoami" => account::whoami(seller, state),
        "dashboard" | "dashboard.info" => account::dashboard(seller, state),
        "expense" => return expense::list(seller, state, given, style),
        "payment" => account::payment(seller),
        "menu" => account::menu(&seller.catalog.protocol),
        "keepalive" => Node::new("doc").with(Node::new("ok")),
        "session.delete" | "logout" => {
            state.sessions.end(given.get("auth").map_or("", String::as_str));
            return ok();
        }
        other => return Refusal::unknown_function(other).said(style),
    })
}
