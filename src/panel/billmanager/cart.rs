//! What a panel says that lies in the account's cart. Pure.
//!
//! Money is spent by what it says, so nothing of it is passed over: a cart that is not understood as a whole is none.

use std::collections::BTreeSet;

use super::amount;
use super::cap;
use super::document::document;
use super::element::Element;
use super::reply::Reply;
use super::unread::why_unread;
use crate::catalog::Protocol;
use crate::money::{Money, currency_code};
use crate::order::cart::{Cart, CartItem};
use crate::order::renews::Lasting;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::ReadError;

/// The function that shows the cart.
pub(super) const CART: &str = "cart";

/// The list of what lies in it.
const ITEMS: &str = "lineitems";

/// The most characters of a name or a number that are kept.
const LONGEST: usize = 200;

/// Reads the answer of `cart`: a sum, and a list of items.
///
/// # Errors
///
/// [`ReadError`] for what is no cart; and for one of which anything is not understood: an item without a number, a sum
/// that is none, another list, a count that does not fit. An empty cart is only one that says so.
pub(in crate::panel) fn read_cart(reply: &Reply, protocol: &Protocol) -> Result<Cart, ReadError> {
    let is_cart = |document: &Element| {
        let quiet = document.below(&["error", "ok", "authfail"]).is_empty();
        let own = document.attribute("func").is_none_or(|function| function == CART);
        quiet && own && document.child("list").is_some()
    };
    let document = document(reply, protocol).filter(is_cart).ok_or_else(|| why_unread(reply, protocol))?;
    cart(&document).map_err(|Odd| {
        let reason = Reason::flawed(ReasonCode::Unreadable, Flaw::OddCart);
        ReadError { reason, passing: false, retry_after: None }
    })
}

/// Something that is not understood.
struct Odd;

/// Whether something is understood.
const fn understood(is: bool) -> Result<(), Odd> {
    if is { Ok(()) } else { Err(Odd) }
}

fn cart(document: &Element) -> Result<Cart, Odd> {
    let list = only(document, "list")?.filter(|list| list.attribute("name") == Some(ITEMS)).ok_or(Odd)?;
    understood(list.children.iter().all(|child| child.name == "elem") && list.words().is_none())?;
    let mut items: Vec<CartItem> = list.children.iter().map(item).collect::<Result<_, _>>()?;
    let known: BTreeSet<&str> = items.iter().map(|item| item.id.as_str()).collect();
    understood(known.len() == items.len())?;
    let total = only(document, "total")?;
    let count = total.map_or(Ok(None), |total| number(total, "count"))?;
    let fits = match (items.as_mut_slice(), count) {
        ([], count) => count == Some(0),
        // How many are paid of the only item.
        ([item], Some(count)) => {
            let own = item.count.unwrap_or(count);
            item.count = Some(own);
            own == count && count > 0
        }
        (_, None) => true,
        (items, Some(count)) => items.len() == count as usize,
    };
    understood(fits)?;
    let (total, currency) = total.map_or(Ok((None, None)), price)?;
    Ok(Cart { items, total, currency })
}

fn item(row: &Element) -> Result<CartItem, Odd> {
    let id = row.text_of_all("id").ok_or(Odd)?;
    // An item under two numbers is not the one that is named in a payment.
    understood(is_number(id) && row.texts_of("elid").iter().all(|other| *other == id))?;
    let main = only(row, "main")?;
    let of_main = |name: &str| main.and_then(|main| main.text_of(name));
    let own = only(row, "price")?;
    // The price stands in another element of its name.
    let inner = own.map_or(Ok(None), |own| only(own, "price"))?;
    let (cost, _) = inner.or(own).map_or(Ok((None, None)), price)?;
    Ok(CartItem {
        id: id.to_owned(),
        tariff: of_main("name").or_else(|| row.text_of("pricelist")).map(short),
        months: of_main("period").and_then(months),
        count: match number(row, "count")? {
            Some(count) => Some(count),
            None => number(row, "order_count")?,
        },
        price: cost,
    })
}

/// A sum and its currency, where they are told.
fn price(element: &Element) -> Result<(Option<Money>, Option<String>), Odd> {
    let (cost, currency) = (only(element, "cost")?, only(element, "currency")?);
    let stated = currency.and_then(Element::words).map(currency_code);
    let Some(text) = cost.and_then(Element::words) else { return Ok((None, stated.map(short))) };
    let (sum, beside) = amount::with_currency(text).ok_or(Odd)?;
    Ok((Some(sum), stated.or(beside).map(short)))
}

/// The only child of a name, where there is one.
fn only<'e>(element: &'e Element, name: &str) -> Result<Option<&'e Element>, Odd> {
    let mut named = element.named(name);
    let child = named.next();
    understood(named.next().is_none())?;
    Ok(child)
}

/// A count, where it is told.
fn number(element: &Element, name: &str) -> Result<Option<u32>, Odd> {
    let text = only(element, name)?.and_then(Element::words);
    text.map(|text| text.parse().map_err(|_| Odd)).transpose()
}

fn months(text: &str) -> Option<u8> {
    // How many items of a month each it would be, `month` alone does not say.
    let counted = text.trim().starts_with(|c: char| c.is_ascii_digit());
    if let Some(Lasting::Months(months)) = Lasting::read(text).filter(|_| counted) { Some(months) } else { None }
}

fn is_number(text: &str) -> bool {
    text.len() <= 20 && text.bytes().all(|b| b.is_ascii_digit()) && !text.trim_matches('0').is_empty()
}

fn short(text: &str) -> String {
    cap::cut_at(text, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::super::shapes;
    use super::*;
    use crate::catalog::Dialect;

    const ROW: &str = "<elem><id>4211</id><elid>4211</elid><main><name>KVM-1</name><period>3 months</period></main>\
                       <price><price><cost>300.00</cost><currency>RUB</currency></price></price>\
                       <configuration><elem><name>Memory</name><value>1 GB</value></elem></configuration>\
                       <action><button name=\"delete\"/></action></elem>";

    fn read(body: &str) -> Result<Cart, ReadError> {
        read_cart(&Reply::of(200, body), &Protocol::usual(Dialect::Billmanager6))
    }

    fn with(rows: &str, total: &str) -> String {
        format!("<doc func=\"cart\"><total>{total}</total><list name=\"lineitems\">{rows}</list></doc>")
    }

    fn money(text: &str) -> Option<Money> {
        Money::try_from(text.to_owned()).ok()
    }

    #[test]
    fn a_cart_is_read_in_every_shape() {
        let body = with(ROW, "<cost>300.00</cost><currency>RUB</currency><count>1</count>");
        for body in shapes::of(&body).iter().filter(|body| !body.starts_with("{\"func")) {
            let item = CartItem {
                id: "4211".to_owned(),
                tariff: Some("KVM-1".to_owned()),
                months: Some(3),
                count: Some(1),
                price: money("300.00"),
            };
            let cart = Cart { items: vec![item], total: money("300.00"), currency: Some("RUB".to_owned()) };
            assert_eq!(read(body), Ok(cart), "{body}");
        }
        let two = format!("{ROW}{}", ROW.replace("4211", "4212"));
        let cart = read(&with(&two, "<cost>600.00 RUB</cost><count>2</count>")).expect("a cart");
        assert_eq!((cart.items.len(), cart.total, cart.currency.as_deref()), (2, money("600.00"), Some("RUB")));
        assert_eq!(cart.items[1].count, None);
    }

    #[test]
    fn only_a_cart_that_says_so_is_empty() {
        for body in shapes::of(&with("", "<cost>0.00</cost><count>0</count>")) {
            assert_eq!(read(&body).map(|cart| cart.items.len()), Ok(0), "{body}");
        }
        for body in [
            with("", ""),
            with("", "<cost>300.00</cost><count>1</count>"),
            "<doc func=\"cart\"/>".to_owned(),
            "<doc func=\"cart\"><total><count>0</count></total></doc>".to_owned(),
            "<doc func=\"cart\"><total><count>0</count></total><list name=\"items\"/></doc>".to_owned(),
            "<doc func=\"cart\"><total><count>0</count></total><list name=\"lineitems\"/><list name=\"x\"/></doc>"
                .to_owned(),
        ] {
            assert!(read(&body).is_err(), "{body}");
        }
    }

    #[test]
    fn a_cart_of_which_anything_is_not_understood_is_none() {
        let sum = "<cost>300.00</cost><count>1</count>";
        let changed = |from: &str, to: &str| with(&ROW.replace(from, to), sum);
        for body in [
            changed("<id>4211</id>", ""),
            changed("<id>4211</id>", "<id>x</id>"),
            changed("<id>4211</id>", "<id>0</id>"),
            changed("<id>4211</id>", "<id>4211</id><id>4212</id>"),
            changed("<elid>4211</elid>", "<elid>7100001</elid>"),
            changed("elem>", "Elem>"),
            changed("<cost>300.00</cost>", "<cost>free</cost>"),
            changed("<main>", "<main/><main>"),
            changed("<action>", "<count>2</count><action>"),
            changed("<action>", "<count>x</count><action>"),
            with(ROW, "<cost>much</cost><count>1</count>"),
            with(ROW, "<cost>1,200</cost><count>1</count>"),
            with(ROW, "<cost>100.00 RUB / Month</cost><count>1</count>"),
            with(ROW, "<cost>300.00</cost><count>0</count>"),
            with(ROW, "<cost>300.00</cost><count>x</count>"),
            with(&format!("{ROW}{ROW}"), "<cost>600.00</cost><count>2</count>"),
            with(&format!("{ROW}{}", ROW.replace("4211", "4212")), "<cost>600.00</cost><count>3</count>"),
            with(ROW, sum).replace("</doc>", "<total/></doc>"),
            with(ROW, sum).replace("</doc>", "<ok/></doc>"),
            with(ROW, sum).replace("</doc>", "<error type=\"value\"/></doc>"),
            with(ROW, sum).replace("func=\"cart\"", "func=\"vds\""),
            with(ROW, sum).replace("lineitems", "itemlist"),
            "<doc func=\"totp.confirm\"><ok/></doc>".to_owned(),
            "<html>cart</html>".to_owned(),
        ] {
            assert!(read(&body).is_err(), "{body}");
        }
        // What is not told is not known: nobody pays by it.
        let untold = read(&with("<elem><id>4211</id></elem>", "")).expect("a cart");
        assert_eq!((untold.total, untold.items[0].months, untold.items[0].count), (None, None, None));
    }

    #[test]
    fn months_are_told_in_words() {
        for (text, read) in [
            ("1", Some(1)),
            ("3 months", Some(3)),
            ("12 мес.", Some(12)),
            ("1 месяц", Some(1)),
            ("1 year", Some(12)),
            ("30 days", None),
            ("-50", None),
            ("month", None),
            ("99 years", None),
        ] {
            assert_eq!(months(text), read, "{text}");
        }
    }
}
