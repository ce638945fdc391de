//! The account at a practice panel of today: who, how much money, what was charged, and which functions there are.

use rust_decimal::Decimal;

use crate::catalog::{Dialect, Protocol};
use crate::money::Money;
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::{Charge, Owned};
use crate::panel::practice::seller::Seller;
use crate::panel::practice::state::State;

/// In how many parts a charge is shown where it is split.
const PARTS: u32 = 12;

/// Who calls, and which panel is called.
pub(super) fn whoami(seller: &Seller, state: &State) -> Node {
    let user = Node::new("user")
        .attribute("id", 1)
        .attribute("name", &seller.login)
        .attribute("level", 16)
        .attribute("balance", format!("{:.2}", state.balance))
        .attribute("currency", seller.currency());
    let edition = match seller.catalog.protocol.dialect {
        Dialect::Billmanager4 | Dialect::Billmanager5 => ("corporate", "5.300.0"),
        Dialect::Billmanager6 => ("advanced", "6.120.0"),
    };
    let panel =
        Node::new("mgr").attribute("name", "billmgr").attribute("dist", edition.0).attribute("version", edition.1);
    Node::new("doc").with(user).with(panel)
}

/// What the start page shows of money.
pub(super) fn dashboard(seller: &Seller, state: &State) -> Node {
    let sum = |name: &str, amount: Decimal| Node::text(name, format!("{amount:.2} {}", seller.currency()));
    Node::new("doc").with_all([
        sum("realbalance", state.balance),
        sum("balance", state.balance),
        sum("available", state.available()),
        sum("creditlimit", state.limit.amount()),
        sum("reserved", state.reserved.amount()),
        Node::text("enoughmoneyto", ""),
    ])
}

/// What was charged, a row each, or a dozen where charges are split.
pub(super) fn expense(seller: &Seller, state: &State) -> Node {
    let mut rows = Vec::new();
    for charge in &state.record.charges {
        let service = state.record.services.iter().find(|service| service.id == charge.service);
        let parts = if seller.faults.has(Manner::SplitCharges) { split(charge.amount) } else { vec![charge.amount] };
        for part in parts {
            rows.push(row(seller, (charge, service), part, rows.len() + 1));
        }
    }
    let count = Node::text("p_elems", rows.len());
    Node::new("doc").with_all(rows).with(count)
}

fn row(seller: &Seller, (charge, service): (&Charge, Option<&Owned>), amount: Money, number: usize) -> Node {
    let day = service.and_then(|service| service.made).map_or(String::new(), |day| day.to_string());
    let name = service.map_or("", |service| service.tariff.as_str());
    Node::new("elem").with_all([
        Node::text("id", 500 + number),
        Node::text("locale_name", format!("{name} #{}", charge.service)),
        Node::text("item", charge.service),
        Node::text("realdate", &day),
        Node::text("cdate", day),
        Node::text("amount", format!("{amount} {}", seller.currency())),
        Node::text("notpayd", "0.00"),
        Node::text("discountamount", "0.00"),
        Node::text("taxamount", "0.00"),
        Node::text("payments", 1),
    ])
}

/// Parts of an amount, which are all of it together.
fn split(amount: Money) -> Vec<Money> {
    let part = (amount.amount() / Decimal::from(PARTS)).trunc_with_scale(2);
    let last = amount.amount() - part * Decimal::from(PARTS - 1);
    let parts = std::iter::repeat_n(part, 11).chain([last]);
    parts.filter_map(Money::new).collect()
}

/// What was paid in: once, before everything.
pub(super) fn payment(seller: &Seller) -> Node {
    let row = Node::new("elem").with_all([
        Node::text("id", 1),
        Node::text("number", "1"),
        Node::text("status", "Paid").attribute("orig", 4),
        Node::text("paymethod_name", "Practice"),
        Node::text("paymethodamount_iso", format!("– {}", seller.currency())),
    ]);
    Node::new("doc").with(row).with(Node::text("p_elems", 1))
}

/// The functions that the menu leads to.
pub(super) fn menu(protocol: &Protocol) -> Node {
    let leads = |name: &str| Node::new("node").attribute("name", name).attribute("action", name);
    let cart = if protocol.has_cart() { "cart" } else { "basket" };
    let services = Node::new("node").attribute("name", "mainmenuservice").with(leads(protocol.list.as_str()));
    let money = Node::new("node").attribute("name", "mainmenufinance");
    let money = money.with_all(["payment", "expense", cart].map(leads));
    Node::new("doc").with(Node::new("menu").with(services).with(money))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_charge_are_all_of_it() {
        for amount in ["0.01", "1.00", "100.00", "1020.05", "3600.00"] {
            let amount = Money::try_from(amount.to_owned()).expect("money");
            let parts = split(amount);
            assert_eq!((parts.len(), parts.into_iter().sum::<Money>()), (12, amount));
        }
    }
}
