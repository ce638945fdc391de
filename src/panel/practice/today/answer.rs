//! What a practice panel of today answers to an order and to a confirm. Pure.

use crate::panel::practice::node::Node;

fn document(parts: impl IntoIterator<Item = Node>) -> Node {
    Node::new("doc").with_all(parts)
}

/// The order is paid: here is its service, perhaps named twice.
pub(super) fn at_once(service: u64, twice: bool) -> Node {
    let ids = std::iter::repeat_n(Node::text("id", service), if twice { 2 } else { 1 });
    document(ids).with(Node::new("ok"))
}

/// It lies in the cart; panels name the item in one of two ways.
pub(super) fn in_cart(item: u64, elid: bool) -> Node {
    document([Node::text(if elid { "elid" } else { "lineitem.id" }, item), Node::text("ok", "func=cart")])
}

/// It lies in the basket of the older functions, with a service that waits for its payment.
pub(super) fn in_basket(service: u64, item: u64) -> Node {
    document([Node::text("id", service), Node::text("billorder.id", item), Node::text("ok", "func=basket")])
}

/// It is to be paid at another address.
pub(super) fn to_pay(number: u64) -> Node {
    let address = format!("https://pay.example/inv/{number}");
    document([Node::text("billorder", format!("BO-{number}")), Node::text("ok", address)])
}
