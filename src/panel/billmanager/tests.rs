//! A canary in every place where a panel of today may put a password or repeat a request: nothing of it is kept.

use std::fmt::Write;

use super::element::Element;
use super::{
    Act, Asked, Reply, account, cart, expense, listing, one, pages, probe, quote, read_answer, read_payment, shapes,
    xml,
};
use crate::account::PanelUrl;
use crate::catalog::{Catalog, Dialect, Protocol};
use crate::order::{Domain, Order};

const CANARY: &str = "Kan4rienvogel";

/// One answer of every kind.
const BODIES: [&str; 30] = [
    "<doc func=\"FUNC\"><id>7100042</id><ok/></doc>",
    "<doc func=\"FUNC\"><id>7100042</id></doc>",
    "<doc func=\"FUNC\"><ok>func=vds</ok></doc>",
    "<doc func=\"FUNC\"><ok type=\"url\">https://pay.example/5</ok></doc>",
    "<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id><ok>func=cart</ok></doc>",
    "<doc func=\"FUNC\"><elid>4211</elid><ok/></doc>",
    "<doc func=\"FUNC\"><billorder>BO-77</billorder><ok/></doc>",
    "<doc func=\"FUNC\"><id>7100042</id><payment_id>5</payment_id><ok>func=payment</ok></doc>",
    "<doc func=\"FUNC\"><slist name=\"ostempl\"><val key=\"a\">b</val></slist><metadata><form/></metadata></doc>",
    "<doc func=\"FUNC\"><addon_71821>20</addon_71821><orderinfo>Total: 5.00 EUR</orderinfo><metadata><form/></metadata></doc>",
    "<doc func=\"FUNC\"><list name=\"total_summary\"><elem><label>Total</label><cost><price><cost>5.00</cost>\
     <currency>EUR</currency></price></cost></elem></list><metadata><form/></metadata></doc>",
    "<doc func=\"expense\"><elem><id>501</id><item>7</item><amount>5.00 EUR</amount></elem><p_elems>1</p_elems></doc>",
    "<doc func=\"vds.edit\"><elid>7</elid><addon_71821>30</addon_71821><addon_92611>30</addon_92611></doc>",
    "<doc func=\"FUNC\"/>",
    "<doc func=\"totp.confirm\"><ok>func=totp.confirm</ok></doc>",
    "<doc><error type=\"value\" object=\"ostempl\"><param name=\"value\">x</param><msg>no</msg></error></doc>",
    "<doc><error type=\"not_enough_money\"><param name=\"amount\">1</param><group>x</group></error></doc>",
    "<doc><error type=\"access\"><stack><action user=\"u\">vds</action></stack></error></doc>",
    "<doc><error type=\"auth\"/></doc>",
    "<doc><error type=\"xml\"/></doc>",
    "<doc func=\"vds\"><elem><id>7</id><domain>a.example</domain><remoteid>vb1</remoteid></elem><p_elems>1</p_elems></doc>",
    "<doc func=\"vds\"><elem><id>7</id><item_status orig=\"2\">Active</item_status></elem><elem/></doc>",
    "<doc func=\"vds\"><p_elems>many</p_elems></doc>",
    "<doc func=\"vds.edit\"><elid>7</elid><remoteid>vb1</remoteid><domain>a.example</domain></doc>",
    "<doc func=\"vds.edit\"><model><id>7</id><remoteid>vb1</remoteid></model></doc>",
    "<doc func=\"whoami\"><user id=\"7\" name=\"u\" balance=\"5.00\"/><mgr dist=\"x\"/></doc>",
    "<doc func=\"whoami\"><user id=\"7\" balance=\"much\"/></doc>",
    "<doc func=\"dashboard.info\"><elem><available>5.00 RUB</available></elem></doc>",
    "<doc func=\"cart\"><total><cost>5.00</cost><count>1</count></total><list name=\"lineitems\"><elem><id>4211</id>\
     <main><name>KVM</name><period>1</period></main></elem></list></doc>",
    "<doc func=\"cart\"><total><cost>much</cost></total><list name=\"lineitems\"><elem><id>4211</id></elem></list></doc>",
];

/// The element with the canary beside everything in it that is read.
fn decorated(element: &Element) -> Element {
    let mut more = element.clone();
    more.children = element.children.iter().map(decorated).collect();
    more.attributes.push(("secret".to_owned(), CANARY.to_owned()));
    let leaf = |name: &str| Element { name: name.to_owned(), text: CANARY.to_owned(), ..Element::default() };
    let is_a_list_of_items = element.name == "list" && element.attribute("name") == Some("lineitems");
    if !element.children.is_empty() && !is_a_list_of_items {
        more.children.extend(["password", "userpassword", "rootpasswd"].map(leaf));
    }
    if element.name == "doc" {
        let echo = ["authinfo", "password", "sok"].map(leaf).to_vec();
        more.children.push(Element { name: "tparams".to_owned(), children: echo, ..Element::default() });
    }
    more
}

fn written(element: &Element, text: &mut String) {
    let name = &element.name;
    write!(text, "<{name}").expect("text");
    for (name, value) in &element.attributes {
        write!(text, " {name}=\"{value}\"").expect("text");
    }
    write!(text, ">{}", element.text).expect("text");
    element.children.iter().for_each(|child| written(child, text));
    write!(text, "</{name}>").expect("text");
}

/// Everything that is made of an answer, shown.
fn made_of(reply: &Reply, protocol: &Protocol, order: &Order) -> String {
    let domain = Domain::new("web-1.example.com");
    let panel = PanelUrl::parse("https://panel.example/billmgr").expect("an address");
    let asked = Asked { act: Act::Order, domain: domain.as_ref(), panel: Some(&panel), protocol: Some(protocol) };
    let listed = pages::read_all(listing::PAGE, |number, _| listing::read_page(number, reply, protocol));
    let answers = (read_answer(reply, &asked), read_payment(reply, "4211", &asked));
    let money = (account::read_balance(reply, protocol), account::read_signed_in(reply, protocol));
    let facts = (account::read_account(reply, protocol), account::read_summary(reply, protocol));
    let forms = (probe::read_list(reply, protocol), probe::read_form(reply, protocol));
    let service = (one::read_is_gone("7", reply, protocol), one::read_key("7", reply, protocol));
    let charged = pages::read_all(expense::PAGE, |number, _| expense::read_page(number, reply, protocol));
    let costs = (quote::read_quote(order, reply, protocol), one::read_fit("7", &order.terms, reply, protocol));
    let cart = cart::read_cart(reply, protocol);
    format!("{answers:?} {listed:?} {money:?} {facts:?} {forms:?} {service:?} {charged:?} {costs:?} {cart:?}")
}

#[test]
fn nothing_is_kept_of_what_a_panel_shows_beside_what_is_read() {
    let mut whole = 0;
    for dialect in Dialect::ALL {
        let protocol = Protocol::usual(dialect);
        let table = if dialect == Dialect::Billmanager6 { "demo6" } else { "demo5" };
        let order = quote::tests::order(&Catalog::bundled(table).expect("bundled").expect("sound"));
        for body in BODIES {
            let document = xml::parse(&body.replace("FUNC", &protocol.order_function())).expect(body);
            let mut text = String::new();
            written(&decorated(&document), &mut text);
            for shape in shapes::of(&text) {
                assert!(shape.contains(CANARY), "{shape}");
                for status in [200, 402, 403, 500] {
                    for cut in [shape.len(), shape.len() - 1, shape.len() / 2] {
                        let body = shape.get(..cut).unwrap_or_default();
                        let made = made_of(&Reply::of(status, body), &protocol, &order);
                        assert!(!made.contains(CANARY), "{status} {body}: {made}");
                    }
                }
                // With all of this beside them, answers are still understood.
                let made = made_of(&Reply::of(200, shape.as_str()), &protocol, &order);
                whole += usize::from(
                    ["Accepted", "InCart", "CartItem", "vb1", "5.00", "Misfit"].iter().any(|word| made.contains(word)),
                );
            }
        }
    }
    assert!(whole > 80, "{whole}");
}
