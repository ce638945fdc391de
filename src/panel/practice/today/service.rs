//! One service of a practice panel of today: its form, which shows its root password, and what changes it.

use super::asked::NO_RENEWAL;
use super::form::{self, ROOT_PASSWORD};
use super::list::address;
use super::status::status;
use crate::panel::practice::fate::ok;
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::Owned;
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::{Seller, is_sent};
use crate::panel::practice::state::State;

/// The form of one service; sent, it changes how that renews.
pub(super) fn edit(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let id = given.get("elid").map_or("", String::as_str);
    let Some(service) = known(state, id).cloned() else { return Refusal::missed("item", id).said(style) };
    if !is_sent(given) {
        return Said::Document(shown(seller, &service, style));
    }
    let renewal = match given.get("autoprolong").map(String::as_str) {
        None => service.renewal,
        Some(text) if NO_RENEWAL.contains(&text) => None,
        Some("on") => Some(service.months),
        Some(months) => match months.parse::<u8>() {
            Ok(months) if months == service.months => Some(months),
            _ => return Refusal::value_of("autoprolong", months).said(style),
        },
    };
    if !state.renew(service.id, renewal) {
        return Said::Front(500, "Internal Server Error");
    }
    Said::Document(Node::new("doc").with(Node::text("id", service.id)).with(Node::new("ok")))
}

fn shown(seller: &Seller, service: &Owned, style: Style<'_>) -> Node {
    let protocol = &seller.catalog.protocol;
    let renewal = form::renewal(protocol.renewal, service.renewal);
    let mut document = Node::new("doc").with_all([
        Node::text("elid", service.id),
        Node::text("id", service.id),
        Node::text("name", format!("{} #{}", service.tariff, service.id)),
        Node::text("domain", &service.domain),
        Node::text("ip", address(service)),
        Node::text("username", "root"),
        Node::text("password", ROOT_PASSWORD),
        Node::text("userpassword", ROOT_PASSWORD),
        Node::text("pricelist", service.tariff_id),
        Node::text("pricelist_name", &service.tariff),
        Node::text("period", service.months),
        Node::text("autoprolong", renewal),
        Node::text("stored_method", ""),
        Node::text("createdate", service.made.map_or(String::new(), |day| day.to_string())),
        status(service, seller.faults.has(Manner::OddRows), style.lang),
    ]);
    let template = if protocol.template_field == "password" { "ostempl" } else { &protocol.template_field };
    document = document.with(Node::text(template, &service.template));
    if !seller.faults.has(Manner::NoKey) {
        document = document.with(Node::text("remoteid", service.remote_id.as_deref().unwrap_or_default()));
    }
    document = document.with_all(service.addons.iter().map(|(name, value)| Node::text(name, value)));
    let renewals = form::renewals(protocol.renewal, [service.months].into_iter(), true);
    document.with(renewals).with(form::metadata("addon", Vec::new(), "ok"))
}

/// The end of services; several ids are parted by commas.
pub(super) fn delete(state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let ids: Vec<&str> = given.get("elid").map_or("", String::as_str).split(',').map(str::trim).collect();
    if let Some(missing) = ids.iter().find(|id| known(state, id).is_none()) {
        return Refusal::missed("item", missing).said(style);
    }
    let found: Vec<u64> = ids.iter().filter_map(|id| known(state, id)).map(|service| service.id).collect();
    for id in found {
        state.delete(id);
    }
    ok()
}

fn known<'s>(state: &'s State, id: &str) -> Option<&'s Owned> {
    let there = |service: &&Owned| service.id.to_string() == id && !state.purged.contains(&service.id);
    state.record.services.iter().find(there)
}
