//! Where `<ok>` leads. A success is only what leads nowhere, or to the list of services. Pure.

use url::{Url, form_urlencoded};

use super::asked::Asked;
use crate::panel::billmanager::element::Element;
use crate::panel::billmanager::saying::{Kind, of_mark, without_domain};

/// Where an answer leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Nowhere, or to the list of services.
    List,
    /// To a page of its own without saying which, or to another page of the panel.
    Page,
    /// To money: a payment, a basket, a cart, an order, or an address that is not the panel's.
    Money,
    /// To a form, a step of a wizard, a confirmation; and what it asks for, where it shows that.
    Step(Option<Kind>),
}

/// Parameters that name a function, or the page that is opened.
const FUNCTIONS: [&str; 4] = ["func", "startpage", "startform", "redirect"];

/// Words in an address that are about money.
const MONEY: [&str; 9] = ["basket", "cart", "cartorder", "billorder", "order", "orders", "invoice", "checkout", "bill"];

/// Words in an address that ask for a step.
const STEPS: [&str; 6] = ["confirm", "confirmation", "wizard", "step", "code", "form"];

/// Reads the target of `<ok>`, and how it is to be opened.
pub(super) fn of_ok(ok: &Element, asked: &Asked<'_>) -> Target {
    let kind = ok.attribute("type").unwrap_or_default();
    let text = without_domain(ok.text.trim(), asked.domain);
    match (kind, text.is_empty()) {
        ("" | "list", true) => Target::List,
        ("top" | "blank" | "url", true) => Target::Page,
        ("" | "list" | "top" | "blank" | "url", false) => of_address(&text, asked),
        // A form is asked for what it is, even where it asks for money: nothing is ordered before it is filled.
        (_, true) => Target::Step(None),
        (_, false) => match of_address(&text, asked) {
            step @ Target::Step(_) => step,
            _ => Target::Step(None),
        },
    }
}

/// Whether `<ok>` leads to the cart and nowhere else, with whatever is to be done there.
pub(super) fn is_cart(ok: &Element, asked: &Asked<'_>) -> bool {
    leads_to(ok, asked, |function| function == "cart" || function == "cartorder" || function.starts_with("cartorder."))
}

/// Whether `<ok>` leads to the list of orders and nowhere else.
pub(super) fn is_orders(ok: &Element, asked: &Asked<'_>) -> bool {
    leads_to(ok, asked, |function| function == "order")
}

fn leads_to(ok: &Element, asked: &Asked<'_>, is_wanted: impl Fn(&str) -> bool) -> bool {
    let plain = matches!(ok.attribute("type").unwrap_or_default(), "" | "list" | "top" | "blank" | "url");
    let text = without_domain(ok.text.trim(), asked.domain);
    let there = |address: Address| {
        let wanted = !address.functions.is_empty() && address.functions.iter().all(|function| is_wanted(function));
        wanted && address.is_of_the_program && !address.about_money && !address.opens_form
    };
    plain && Address::of(&text, asked).is_some_and(there)
}

/// Reads the function that an answer says it is of: `<doc func="vds.order.7">`.
pub(super) fn of_function(function: &str, asked: &Asked<'_>) -> Target {
    let orders = asked.orders();
    if function.starts_with(&orders) || function.contains(&format!(".{orders}")) {
        return Target::List;
    }
    of_functions(&[function.to_lowercase()], false, asked)
}

fn of_address(text: &str, asked: &Asked<'_>) -> Target {
    let Some(address) = Address::of(text, asked) else { return Target::Money };
    match of_functions(&address.functions, address.about_money, asked) {
        Target::List if address.opens_form || !address.is_of_the_program => Target::Page,
        target => target,
    }
}

/// An address of the panel.
struct Address {
    /// The functions that it names.
    functions: Vec<String>,
    /// Whether anything else in it is about money.
    about_money: bool,
    /// Whether it opens a form.
    opens_form: bool,
    /// Whether it is one of the panel's program, and not of another page.
    is_of_the_program: bool,
}

impl Address {
    /// None if it is not the panel's.
    fn of(text: &str, asked: &Asked<'_>) -> Option<Self> {
        let elsewhere =
            text.contains("//") || text.split(['/', '?', '=']).next().is_some_and(|head| head.contains(':'));
        let local = if elsewhere { on_the_panel(text, asked)? } else { text.to_owned() };
        let (path, query) = match local.split_once('?') {
            Some((path, query)) => (path, query),
            None if local.contains('/') || !local.contains('=') => (local.as_str(), ""),
            None => ("", local.as_str()),
        };
        let query = query.split('#').next().unwrap_or_default();
        let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let name = path.rsplit('/').next().unwrap_or_default();
        let own = asked.panel.is_some_and(|panel| panel.as_str().ends_with(&format!("/{name}")));
        let program = name.is_empty() || name == "billmgr" || own;
        // A bare word is a function.
        let bare = (!path.contains('/') && !program && query.is_empty()).then(|| name.to_lowercase());
        let named = pairs.iter().filter(|(name, _)| FUNCTIONS.contains(&name.as_str()));
        let functions: Vec<String> = bare.iter().cloned().chain(named.map(|(_, value)| value.to_lowercase())).collect();
        let others = pairs.iter().filter(|(name, _)| !FUNCTIONS.contains(&name.as_str()));
        let words = others.flat_map(|(name, value)| [name.as_str(), value.as_str()]).chain([path]);
        let about_money = words.flat_map(parts).any(|word| is_money(&word));
        let opens_form = pairs.iter().any(|(name, _)| name == "startform");
        Some(Self { functions, about_money, opens_form, is_of_the_program: program || bare.is_some() })
    }
}

/// What functions are about, all of them: only the list of services is the list.
fn of_functions(functions: &[String], money: bool, asked: &Asked<'_>) -> Target {
    let (list, orders) = (asked.list(), asked.orders());
    let asks = |function: &String| {
        let whole = of_mark(function.trim_start_matches("func="));
        let word = parts(function).find_map(|word| of_mark(&word));
        whole.or(word).filter(|kind| matches!(kind, Kind::SecondFactor | Kind::Captcha | Kind::SignIn))
    };
    if let Some(kind) = functions.iter().find_map(asks) {
        return Target::Step(Some(kind));
    }
    let is_step_of_order = |function: &String| function.contains(&orders);
    let about_money = |function: &String| {
        let own = if is_step_of_order(function) { function.replace(&orders, "") } else { function.clone() };
        parts(&own).any(|word| is_money(&word))
    };
    if money || functions.iter().any(about_money) {
        return Target::Money;
    }
    let is_step = |function: &String| parts(function).any(|word| STEPS.contains(&word.as_str()));
    if functions.iter().any(|function| is_step_of_order(function) || is_step(function)) {
        return Target::Step(None);
    }
    let is_list = !functions.is_empty() && functions.iter().all(|function| **function == list);
    if is_list { Target::List } else { Target::Page }
}

/// The path and query of an address, if it is the panel's.
fn on_the_panel(text: &str, asked: &Asked<'_>) -> Option<String> {
    let panel = Url::parse(asked.panel?.as_str()).ok()?;
    let url = panel.join(text).ok()?;
    let own = url.origin() == panel.origin() && url.username().is_empty() && url.password().is_none();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    own.then(|| format!("{}{query}", url.path()))
}

fn is_money(word: &str) -> bool {
    MONEY.contains(&word) || word.starts_with("pay") || of_mark(word) == Some(Kind::NoMoney)
}

/// The words of an address or a function's name.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::PanelUrl;
    use crate::order::Domain;

    fn read(kind: &str, text: &str) -> Target {
        let domain = Domain::new("pay.example.ru").expect("a domain");
        let panel = PanelUrl::parse("https://pay.provider.ru/manager/billmgr").expect("an address");
        let attributes = [("type".to_owned(), kind.to_owned())].into_iter().filter(|(_, kind)| !kind.is_empty());
        let ok = Element {
            name: "ok".to_owned(),
            attributes: attributes.collect(),
            text: text.to_owned(),
            ..Element::default()
        };
        of_ok(&ok, &Asked { domain: Some(&domain), panel: Some(&panel), ..Asked::default() })
    }

    #[test]
    fn the_list_of_services_is_the_list_however_it_is_spelt() {
        for target in [
            "",
            "func=vds",
            "startpage=vds",
            "vds",
            "?func=vds",
            "billmgr?func=vds",
            "/billmgr?func=vds&elid=5&domain=pay.example.ru",
            "/manager/billmgr?startpage=vds",
            "https://pay.provider.ru/manager/billmgr?func=vds",
            "https://pay.provider.ru:443/billmgr?func=vds#top",
            "//pay.provider.ru/billmgr?func=vds",
        ] {
            assert_eq!(read("list", target), Target::List, "{target}");
            assert_eq!(read("", target), Target::List, "{target}");
        }
        for kind in ["top", "blank", "url"] {
            assert_eq!(read(kind, "billmgr?func=vds"), Target::List, "{kind}");
            assert_eq!(read(kind, ""), Target::Page, "{kind}");
        }
    }

    #[test]
    fn money_and_foreign_addresses_are_money() {
        for target in [
            "func=payment.add",
            "func=order.pay",
            "func=vds.order.pay",
            "func=basket",
            "func=cart",
            "func=cartorder.create",
            "func=billorder&id=5",
            "func=order",
            "/pay/5",
            "billmgr?func=vds&redirect=func%3Dpayment",
            "func=vds&paymethod=1",
            "https://pay.example/5",
            "https://other.provider.ru/billmgr?func=vds",
            "https://pay.provider.ru.evil.example/billmgr?func=vds",
            "https://pay.provider.ru:8443/billmgr?func=vds",
            "https://u@pay.provider.ru/billmgr?func=vds",
            "http://pay.provider.ru/billmgr?func=vds",
            "//evil.example/billmgr?func=vds",
            "javascript:pay()",
        ] {
            assert_eq!(read("top", target), Target::Money, "{target}");
            assert_eq!(read("list", target), Target::Money, "{target}");
        }
    }

    #[test]
    fn a_form_or_a_step_asks_for_more() {
        assert_eq!(read("form", "func=totp.confirm"), Target::Step(Some(Kind::SecondFactor)));
        assert_eq!(read("", "func=totp.confirm"), Target::Step(Some(Kind::SecondFactor)));
        assert_eq!(read("", "func=auth"), Target::Step(Some(Kind::SignIn)));
        for (kind, target) in [
            ("form", ""),
            ("form", "func=vds"),
            ("form", "func=payment.add"),
            ("wizard", "func=vds"),
            ("FORM", "func=vds"),
            ("", "func=vds.order.6"),
            ("list", "func=vds.order.param"),
            ("", "func=usrparam.confirm"),
        ] {
            assert_eq!(read(kind, target), Target::Step(None), "{kind} {target}");
        }
    }

    #[test]
    fn any_other_page_is_no_list() {
        for target in [
            "func=desktop",
            "startpage=desktop",
            "func=vds.edit",
            "startpage=vds&startform=vds.edit",
            "/x/y",
            "1",
            "Func=vds",
            "func=VDS2",
            "/other.php?func=vds",
        ] {
            assert_eq!(read("list", target), Target::Page, "{target}");
        }
        assert_eq!(of_function("vds.order.7", &Asked::default()), Target::List);
        assert_eq!(of_function("v2.vds.order.param", &Asked::default()), Target::List);
        assert_eq!(of_function("totp.confirm", &Asked::default()), Target::Step(Some(Kind::SecondFactor)));
        assert_eq!(of_function("whoami", &Asked::default()), Target::Page);
    }
}
