//! The list of services of a practice panel of today, with filters, pages, and what panels leave out.

use super::status::{exact, per_month, status};
use crate::panel::practice::fate::too_many;
use crate::panel::practice::kind::Kind;
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::{Owned, Standing};
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;
use crate::panel::practice::state::State;

/// The rows of a list when nobody says how many.
const PAGE: usize = 50;

/// The fields by which a list can be filtered in the same call.
const FILTERS: [&str; 5] = ["id", "domain", "ip", "pricelist", "remoteid"];

/// A page of the list.
pub(super) fn list(seller: &Seller, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
    let number = |name: &str| given.get(name).and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
    let (page, size) = (number("p_num").unwrap_or(1), number("p_cnt").unwrap_or(PAGE).min(1000));
    // Time passes list by list, however many pages one has.
    if page == 1 {
        state.on_list();
    } else {
        state.record.lists += 1;
    }
    let fault = seller.faults.of_list(state.record.lists);
    if fault == Some(Kind::ListFilter) {
        state.save_filter();
    }
    let whole = given.get("filter").is_some_and(|filter| filter == "off");
    if fault == Some(Kind::FilterRefused) && whole {
        return Refusal::value_of("filter", "off").said(style);
    }
    let shown = shown(seller, state, given, style);
    let total = shown.len();
    let from = (page - 1).saturating_mul(size).min(total);
    let mut rows = shown[from..(from + size).min(total)].to_vec();
    if fault == Some(Kind::ListShort) {
        rows.pop();
    }
    let counts = [("p_num", page), ("p_cnt", size), ("p_elems", total)];
    let counts = counts.map(|(name, value)| Node::text(name, value));
    let document = Node::new("doc").with_all(rows).with_all(counts);
    match fault {
        Some(Kind::List500) => Said::Front(500, "Internal Server Error"),
        Some(Kind::List429) => too_many(),
        Some(Kind::ListHtml) => Said::Front(200, "Scheduled maintenance"),
        Some(Kind::ListSilence) => Said::Silence,
        Some(Kind::ListCut) => Said::CutShort(document),
        Some(Kind::ListGzip) => Said::Packed(document),
        _ => Said::Document(document),
    }
}

/// The rows that a list shows: without what is filtered in this call, or in the web interface before it.
fn shown(seller: &Seller, state: &State, given: &Parameters, style: Style<'_>) -> Vec<Node> {
    let filter = given.get("filter").map_or("", String::as_str);
    let listed = |service: &&Owned| match filter {
        "off" | "on" => !state.purged.contains(&service.id),
        _ => state.shows(service),
    };
    let hides_deleted = seller.faults.has(Manner::HideDeleted);
    let asked: Vec<(&str, &String)> =
        FILTERS.iter().filter_map(|name| Some((*name, given.get(*name)?))).filter(|_| filter == "on").collect();
    let is_asked = |row: &Node| {
        let holds = |(name, value): &(&str, &String)| row.child(name).is_some_and(|cell| cell.text.contains(*value));
        asked.iter().all(holds)
    };
    let services = state.record.services.iter().filter(listed).filter(|service| !(service.deleted && hides_deleted));
    services.map(|service| row(seller, service, style)).filter(is_asked).collect()
}

/// A service as a row. What a whole period costs stands in `item_cost`; `cost` is a month's, for display.
fn row(seller: &Seller, service: &Owned, style: Style<'_>) -> Node {
    let few = seller.faults.has(Manner::FewColumns);
    let key = !seller.faults.has(Manner::KeyInForm) && !seller.faults.has(Manner::NoKey);
    let place = service.data_centre.map_or(String::new(), |id| id.to_string());
    let odd = seller.faults.has(Manner::OddRows);
    let daily = odd || seller.faults.has(Manner::Daily);
    let expires = expires(service);
    let state = status(service, odd, style.lang);
    let real = Node::text("item_real_status", state.value_of("orig").unwrap_or_default());
    let mut row = Node::new("elem").with_all([
        Node::text("id", service.id),
        Node::text("ip", address(service)),
        Node::text("domain", &service.domain),
        Node::text("createdate", service.made.map_or(String::new(), |day| day.to_string())),
        Node::text("expiredate", if daily { style.lang.pick("by days", "по дням") } else { expires.as_str() }),
        Node::text("real_expiredate", &expires),
        Node::text("billdaily", if daily { "on" } else { "off" }),
        Node::text("datacentername", if place.is_empty() { String::new() } else { format!("Place {place}") }),
        Node::text("datacenter", place),
        Node::text("ostempl", &service.template),
        Node::text("pricelist", &service.tariff),
        Node::text("intname", service.tariff.replace(' ', "_")),
        Node::text("cost", per_month(service, seller.currency(), daily, style.lang)),
        Node::text("currency_str", seller.currency()),
        state,
        real,
    ]);
    if !few {
        row = row.with(Node::text("pricelist_id", service.tariff_id));
    }
    if !few && !seller.faults.has(Manner::NoItemCost) {
        row = row.with(Node::text("item_cost", exact(service)));
    }
    match &service.remote_id {
        Some(remote) if key => row.with(Node::text("remoteid", remote)),
        None if key => row.with(Node::new("remoteid")),
        _ => row,
    }
}

/// Its address: one of the range that is kept for documentation, once it is set up.
pub(super) fn address(service: &Owned) -> String {
    let there = service.standing == Standing::Active;
    if there { format!("198.51.100.{}", service.id % 254 + 1) } else { String::new() }
}

/// The day until which it is paid.
fn expires(service: &Owned) -> String {
    let until = |day: jiff::civil::Date| day.checked_add(jiff::Span::new().months(i32::from(service.months))).ok();
    let paid = service.made.filter(|_| service.standing != Standing::Unpaid);
    paid.and_then(until).map_or(String::new(), |day| day.to_string())
}
