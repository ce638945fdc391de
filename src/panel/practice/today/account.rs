//! The account at a practice panel of today: who, how much money, and which functions there are.

use rust_decimal::Decimal;

use crate::catalog::{Dialect, Protocol};
use crate::panel::practice::node::Node;
use crate::panel::practice::seller::Seller;
use crate::panel::practice::state::State;

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
