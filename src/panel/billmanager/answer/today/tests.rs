//! What panels of today answer, in every shape, and what looks like it and is not.

use proptest::prelude::*;
use proptest::{collection, sample};

use crate::account::PanelUrl;
use crate::catalog::{Dialect, ItemType, Protocol};
use crate::order::{Domain, ReasonCode as C};
use crate::panel::Answer;
use crate::panel::billmanager::answer::tests::word;
use crate::panel::billmanager::{Act, Asked, Reply, read_answer, read_payment, shapes};

const BOTH: [Dialect; 2] = [Dialect::Billmanager5, Dialect::Billmanager6];

fn of(protocol: &Protocol, act: Act<'_>, reply: &Reply) -> Answer {
    let domain = Domain::new("web-1.example.com");
    let panel = PanelUrl::parse("https://panel.example/billmgr").expect("an address");
    read_answer(reply, &Asked { act, domain: domain.as_ref(), panel: Some(&panel), protocol: Some(protocol) })
}

fn order(dialect: Dialect, body: &str) -> Answer {
    of(&Protocol::usual(dialect), Act::Order, &Reply::of(200, body))
}

/// The answer in a word, with an id or a reason's code.
fn told(answer: &Answer) -> String {
    match answer {
        Answer::Accepted { service_id } => format!("accepted {}", service_id.as_deref().unwrap_or("-")),
        Answer::InCart { item } => format!("in cart {item}"),
        answer => {
            let (word, code) = word(answer);
            code.map_or_else(|| word.to_owned(), |code| format!("{word} {}", code.word()))
        }
    }
}

/// Holds every body in every shape; `FUNC` stands for the function that was called.
#[track_caller]
fn hold(dialects: &[Dialect], table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for dialect in dialects {
        let function = Protocol::usual(*dialect).order_function();
        for (body, expected) in table {
            for shape in shapes::of(&body.replace("FUNC", &function)) {
                let read = told(&order(*dialect, &shape));
                if read != *expected {
                    wrong.push(format!("{dialect:?} {shape}: {read}, not {expected}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_services_number_is_a_success_where_the_function_that_was_called_answers() {
    hold(
        &BOTH,
        &[
            ("<doc func=\"FUNC\" lang=\"en\" binary=\"/billmgr\"><id>7100042</id><ok/></doc>", "accepted 7100042"),
            ("<doc func=\"FUNC\"><id>7100042</id></doc>", "accepted 7100042"),
            ("<doc func=\"FUNC\"><id>7100042</id><id>7100042</id><ok/></doc>", "accepted 7100042"),
            ("<doc><id>7100042</id><ok/></doc>", "accepted 7100042"),
            ("<doc func=\"FUNC\"><id>7100042</id><ok>func=vds</ok></doc>", "accepted 7100042"),
            ("<doc func=\"FUNC\"><id>7100042</id><ok type=\"url\"/></doc>", "accepted 7100042"),
            ("<doc func=\"FUNC\"><id>0</id><ok/></doc>", "accepted -"),
            (
                "<doc func=\"FUNC\"><tparams><id>5</id><elid>6</elid></tparams><id>7100042</id><ok/></doc>",
                "accepted 7100042",
            ),
            ("<doc func=\"FUNC\"><messages><error>x</error></messages><id>7100042</id><ok/></doc>", "accepted 7100042"),
            // Without any number.
            ("<doc func=\"FUNC\"><ok/></doc>", "accepted -"),
            ("<doc func=\"FUNC\"><ok type=\"list\">func=vds</ok></doc>", "accepted -"),
            ("<doc func=\"FUNC\"><id/><ok>billmgr?func=vds</ok></doc>", "accepted -"),
        ],
    );
}

#[test]
fn what_looks_like_a_success_and_is_none() {
    hold(
        &BOTH,
        &[
            // Not what was called.
            ("<doc func=\"vds.order.pricelist\"><id>7100042</id><ok/></doc>", "blocked another-step"),
            ("<doc func=\"vds\"><ok/></doc>", "blocked another-step"),
            ("<doc func=\"vds\"><id>7100042</id></doc>", "blocked another-step"),
            ("<doc func=\"vds.edit\"><id>7100042</id><ok/></doc>", "blocked another-step"),
            ("<doc func=\"totp.confirm\"><ok/></doc>", "blocked second-factor"),
            ("<doc func=\"FUNC\"><ok>func=totp.confirm</ok></doc>", "blocked second-factor"),
            ("<doc func=\"FUNC\"><id>7100042</id><ok>func=totp.confirm</ok></doc>", "blocked second-factor"),
            ("<doc func=\"FUNC\"><ok type=\"form\">func=vds</ok></doc>", "blocked another-step"),
            ("<doc func=\"FUNC\"><ok>func=vds.order.param</ok></doc>", "blocked another-step"),
            ("<doc func=\"FUNC\"><ok>func=desktop</ok></doc>", "blocked another-step"),
            ("<doc func=\"FUNC\"><ok>func=instances</ok></doc>", "blocked another-step"),
            // The form again.
            ("<doc func=\"FUNC\"><slist name=\"ostempl\"/><pricelist>5</pricelist></doc>", "blocked another-step"),
            ("<doc func=\"FUNC\"><id>7100042</id><metadata/></doc>", "blocked another-step"),
            ("<doc func=\"FUNC\"><model><id>7100042</id></model></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><model><domain>a</domain></model></doc>", "blocked another-step"),
            ("<doc func=\"FUNC\"><id>7100042</id><ok/><metadata/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><id>7100042</id><pricelist>5</pricelist></doc>", "unclear unreadable-answer"),
            // Numbers that are none, several, or elsewhere.
            ("<doc func=\"FUNC\"><id>7100042</id><id>7100043</id><ok/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><id>BO-77</id><ok/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><id>710004200000000000000</id><ok/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><ID>7100042</ID><ok/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><row><id>7100042</id></row><ok/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\">x<id>7100042</id><ok/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><id>7100042</id><ok/><error type=\"value\"/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><id>7100042</id><error type=\"value\"/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><id>7100042</id><x><error type=\"value\"/></x></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><id>7100042</id><OK/></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"/>", "unclear unreadable-answer"),
            ("<doc><id>7100042</id></doc>", "unclear unreadable-answer"),
            ("<doc func=\"FUNC\"><tparams><id>7100042</id></tparams></doc>", "unclear unreadable-answer"),
        ],
    );
    let script = "<script language='JavaScript'>fr_master('startpage=vds', 'top.');</script>";
    for body in [script, "{\"ok\":true}", "{\"doc\":{\"ok\":{\"$\":\"\"}}", "[{\"doc\":{\"ok\":{\"$\":\"\"}}}]", "ok"] {
        assert_eq!(word(&order(Dialect::Billmanager5, body)).0, "unclear", "{body}");
    }
}

#[test]
fn what_is_not_paid_is_no_success_whatever_stands_beside_it() {
    hold(
        &BOTH,
        &[
            ("<doc><id>7100042</id><billorder.id>90011</billorder.id><ok>func=basket</ok></doc>", "unpaid not-paid"),
            ("<doc><billorder>BO-77</billorder><ok>https://pay.example/inv/77</ok></doc>", "unpaid not-paid"),
            ("<doc func=\"FUNC\"><id>7100042</id><billorder>90011</billorder><ok/></doc>", "unpaid not-paid"),
            ("<doc func=\"FUNC\"><billorder>90011</billorder></doc>", "unpaid not-paid"),
            ("<doc func=\"FUNC\"><id>7100042</id><payment_id>5</payment_id><ok/></doc>", "unpaid not-paid"),
            ("<doc func=\"FUNC\"><id>7100042</id><ok>func=order</ok></doc>", "unpaid not-paid"),
            (
                "<doc func=\"FUNC\"><id>7100042</id><ok type=\"url\">https://pay.example/inv/77</ok></doc>",
                "unpaid not-paid",
            ),
            ("<doc func=\"FUNC\"><ok>func=basket</ok></doc>", "unpaid not-paid"),
            ("<doc func=\"FUNC\"><ok>func=payment.add</ok></doc>", "unpaid not-paid"),
            ("<doc func=\"basket\"><ok/></doc>", "unpaid not-paid"),
            ("<doc func=\"FUNC\"><billorder>1</billorder><billorder>2</billorder><ok/></doc>", "unpaid not-paid"),
        ],
    );
    // A number that is none is not kept.
    let told = |body: &str| match order(Dialect::Billmanager5, body) {
        Answer::Unpaid(reason) => reason.words,
        other => panic!("{other:?}"),
    };
    assert_eq!(told("<doc><billorder>BO-77</billorder><ok/></doc>"), "BO-77");
    assert_eq!(told("<doc><billorder>pass word</billorder><ok/></doc>"), "");
}

#[test]
fn an_item_of_the_cart_is_never_a_service() {
    let cart = [
        ("<doc><lineitem.id>4211</lineitem.id><ok>func=cart</ok></doc>", "in cart 4211"),
        ("<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id><ok/></doc>", "in cart 4211"),
        ("<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id></doc>", "in cart 4211"),
        ("<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id><elid>4211</elid><ok>func=cart</ok></doc>", "in cart 4211"),
        ("<doc func=\"FUNC\"><elid>4211</elid><ok>func=cart</ok></doc>", "in cart 4211"),
        ("<doc func=\"FUNC\"><elid>4211</elid></doc>", "in cart 4211"),
        ("<doc func=\"FUNC\"><elid>4211</elid><ok>func=cartorder.create&amp;elid=4211</ok></doc>", "in cart 4211"),
        // Beside a service's number, twice, or none.
        ("<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id><id>7100042</id><ok/></doc>", "unclear unreadable-answer"),
        ("<doc func=\"FUNC\"><elid>4211</elid><id>7100042</id><ok/></doc>", "unclear unreadable-answer"),
        ("<doc func=\"FUNC\"><elid>4211</elid><id>4211</id><ok/></doc>", "unclear unreadable-answer"),
        ("<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id><elid>4212</elid><ok/></doc>", "unclear unreadable-answer"),
        ("<doc><lineitem.id>4211</lineitem.id><lineitem.id>4212</lineitem.id><ok/></doc>", "unclear unreadable-answer"),
        ("<doc><lineitem.id>x</lineitem.id><ok/></doc>", "unclear unreadable-answer"),
        ("<doc><lineitem.id>4211</lineitem.id></doc>", "unclear unreadable-answer"),
        // It is to be paid elsewhere, or something else is asked for.
        ("<doc><lineitem.id>4211</lineitem.id><ok>https://pay.example/5</ok></doc>", "unpaid not-paid"),
        ("<doc><lineitem.id>4211</lineitem.id><ok>func=payment.add</ok></doc>", "unpaid not-paid"),
        ("<doc><lineitem.id>4211</lineitem.id><payment_id>5</payment_id><ok/></doc>", "unpaid not-paid"),
        ("<doc><lineitem.id>4211</lineitem.id><ok>func=cart&amp;redirect=func%3Dpayment</ok></doc>", "unpaid not-paid"),
        ("<doc><lineitem.id>4211</lineitem.id><ok type=\"form\">func=cart</ok></doc>", "blocked another-step"),
        ("<doc><lineitem.id>4211</lineitem.id><ok>func=totp.confirm</ok></doc>", "blocked second-factor"),
    ];
    hold(&[Dialect::Billmanager6], &cart);
    let paid_nothing = [
        ("<doc><lineitem.id>4211</lineitem.id><ok>func=cart</ok></doc>", "unpaid not-paid"),
        ("<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id><ok/></doc>", "unpaid not-paid"),
        ("<doc func=\"FUNC\"><elid>4211</elid><ok/></doc>", "unpaid not-paid"),
        ("<doc func=\"FUNC\"><lineitem.id>4211</lineitem.id><id>7100042</id><ok/></doc>", "unclear unreadable-answer"),
        ("<doc func=\"FUNC\"><elid>7100042</elid><id>7100042</id><ok/></doc>", "accepted 7100042"),
    ];
    hold(&[Dialect::Billmanager5], &paid_nothing);
}

#[test]
fn errors_are_told_apart_by_their_types() {
    let money = "<doc func=\"FUNC\" lang=\"en\"><error type=\"not_enough_money\" lang=\"en\" code=\"1\">\
                 <param name=\"amount\">490.00</param><param name=\"have\">100.00</param>\
                 <param name=\"currency\">RUB</param><param name=\"deficit\">390.00</param>\
                 <stack><action level=\"16\" user=\"LOGIN\">vds.order.param</action></stack>\
                 <group>insufficient funds to complete the operation. Required amount __amount__</group>\
                 <msg>insufficient funds to complete the operation. Required amount 490.00 RUB.</msg></error></doc>";
    let own = "<doc><error type=\"access\" object=\"FUNC\"><msg>Insufficient privileges</msg></error></doc>";
    let error = |kind: &str, object: &str| {
        format!("<doc><error type=\"{kind}\" object=\"{object}\" lang=\"en\" code=\"1\"><msg>x</msg></error></doc>")
    };
    let table = [
        (money.to_owned(), "no money no-money"),
        (own.to_owned(), "refused access-denied"),
        (error("auth", "badpassword"), "sign-in sign-in-refused"),
        (error("access", "session"), "blocked sign-in-refused"),
        (error("access", "user"), "blocked access-denied"),
        (error("extraconfirm", ""), "blocked second-factor"),
        (error("captcha_verification_failed", ""), "blocked captcha"),
        (error("value", "ostempl"), "refused value-refused"),
        (error("value", "pricelist"), "refused value-refused"),
        (error("missed", "pricelist"), "refused not-known"),
        (error("exists", "domain"), "refused domain-in-use"),
        (error("exists", "remoteid"), "refused value-refused"),
        (error("limit", "addon_12"), "refused limit-exceeded"),
        (error("wizard_unavailable", ""), "refused value-refused"),
        (error("promocode_not_use", ""), "refused value-refused"),
        (error("stat_addon_over_limit", ""), "unclear unknown-error"),
        (error("pricelist_min_order", ""), "unclear unknown-error"),
        (error("xml", ""), "unclear unknown-error"),
        ("<doc><error><msg>Access from this IP denied</msg></error></doc>".to_owned(), "blocked address-refused"),
        ("<doc><error><msg>x</msg></error></doc>".to_owned(), "unclear unknown-error"),
        ("<doc><error type=\"value\"><msg>x</msg><msg>y</msg></error></doc>".to_owned(), "unclear unreadable-answer"),
        ("<doc><error type=\"value\"/><error type=\"auth\"/></doc>".to_owned(), "unclear unreadable-answer"),
    ];
    let table: Vec<(&str, &str)> = table.iter().map(|(body, expected)| (body.as_str(), *expected)).collect();
    hold(&BOTH, &table);
}

#[test]
fn a_refusal_names_its_field_and_lacking_money_its_figures() {
    let param = "<doc><error type=\"value\" lang=\"en\"><param name=\"object\" type=\"msg\">ostempl</param>\
                 <param name=\"value\">NoSuch-OS</param><msg>The 'Operating system' field has invalid value. </msg></error></doc>";
    let figures = "<doc><error type=\"not_enough_money\"><param name=\"amount\">490.00</param>\
                   <param name=\"have\">100.00</param><param name=\"currency\">RUB</param></error></doc>";
    for (param, figures) in shapes::of(param).iter().zip(shapes::of(figures)) {
        let Answer::Refused(reason) = order(Dialect::Billmanager6, param) else { panic!("{param}") };
        assert_eq!(reason.field.as_deref(), Some("ostempl"), "{param}");
        assert_eq!(reason.words, "The 'Operating system' field has invalid value.", "{param}");
        let Answer::NoMoney(reason) = order(Dialect::Billmanager6, &figures) else { panic!("{figures}") };
        assert_eq!(reason.words, "amount 490.00, have 100.00, currency RUB", "{figures}");
    }
    // An image may be called anything.
    let image =
        "<doc><error type=\"value\" object=\"instances_os\"><msg>Wrong password auth-server</msg></error></doc>";
    let protocol = Protocol { template_field: "instances_os".to_owned(), ..Protocol::usual(Dialect::Billmanager6) };
    assert_eq!(word(&of(&protocol, Act::Order, &Reply::of(200, image))), ("refused", Some(C::ValueRefused)));
}

#[test]
fn the_list_and_the_function_are_those_of_the_item_type() {
    let (item_type, list) = (ItemType::new("instances").expect("a type"), ItemType::new("vds.vps").expect("a type"));
    let protocol = Protocol { item_type, list, ..Protocol::usual(Dialect::Billmanager6) };
    let read = |body: &str| told(&of(&protocol, Act::Order, &Reply::of(200, body)));
    for (body, expected) in [
        ("<doc func=\"v2.instances.order.param\"><ok>func=vds.vps</ok></doc>", "accepted -"),
        ("<doc func=\"v2.instances.order.param\"><ok>func=vds</ok></doc>", "blocked another-step"),
        ("<doc func=\"v2.vds.order.param\"><id>7</id><ok/></doc>", "unpaid not-paid"),
        ("<doc func=\"instances.order.param\"><id>7</id><ok/></doc>", "blocked another-step"),
        ("<doc func=\"v2.instances.order.param\"><ok>func=v2.instances.order.param</ok></doc>", "blocked another-step"),
        (
            "<doc><error type=\"access\" object=\"v2.instances.order.param\"><msg>x</msg></error></doc>",
            "refused access-denied",
        ),
    ] {
        assert_eq!(read(body), expected, "{body}");
    }
}

#[test]
fn what_is_no_answer_of_the_panel_proves_nothing() {
    let read =
        |status, body: &str| told(&of(&Protocol::usual(Dialect::Billmanager6), Act::Order, &Reply::of(status, body)));
    let order = "<doc func=\"v2.vds.order.param\"><id>7100042</id><ok/></doc>";
    for status in [201, 206, 302, 403, 460, 500, 502] {
        for body in shapes::of(order).iter().map(String::as_str).chain(["", "<html>x</html>"]) {
            assert_eq!(
                word(&of(&Protocol::usual(Dialect::Billmanager6), Act::Order, &Reply::of(status, body))).0,
                "unclear",
                "{status} {body}"
            );
        }
    }
    assert_eq!(read(402, "{\"error\":{\"msg\":\"x\"}}"), "no money no-money");
    assert_eq!(read(429, ""), "throttled");
    // Cut anywhere, it is no success.
    for whole in shapes::of(order) {
        for at in 0..whole.len() {
            assert_eq!(read(200, &whole[..at]), "unclear unreadable-answer", "{}", &whole[..at]);
        }
    }
}

#[test]
fn a_panel_of_old_is_never_understood_in_json() {
    let json = "{\"doc\":{\"id\":{\"$\":\"7100042\"},\"ok\":{\"$\":\"\"}}}";
    assert_eq!(told(&order(Dialect::Billmanager4, json)), "unclear unreadable-answer");
    assert_eq!(told(&order(Dialect::Billmanager5, json)), "accepted 7100042");
}

#[test]
fn a_payment_is_only_what_is_cleanly_done() {
    let protocol = Protocol::usual(Dialect::Billmanager6);
    let panel = PanelUrl::parse("https://panel.example/billmgr").expect("an address");
    let paid = |status, body: &str| {
        let asked = Asked { panel: Some(&panel), protocol: Some(&protocol), ..Asked::default() };
        told(&read_payment(&Reply::of(status, body), "4211", &asked))
    };
    for (body, expected) in [
        ("<doc func=\"CONFIRM\"><ok/></doc>", "accepted -"),
        ("<doc><ok/></doc>", "accepted -"),
        ("<doc><ok>func=vds</ok></doc>", "accepted -"),
        ("<doc><ok>func=order</ok></doc>", "accepted -"),
        ("<doc><elid>4211</elid><ok/></doc>", "accepted -"),
        ("<doc><tparams><elid>4211</elid></tparams><ok/></doc>", "accepted -"),
        // Money.
        ("<doc><ok>https://pay.example/5</ok></doc>", "unpaid not-paid"),
        ("<doc><ok>func=payment.add</ok></doc>", "unpaid not-paid"),
        ("<doc><ok>func=order&amp;redirect=func%3Dpayment</ok></doc>", "unpaid not-paid"),
        ("<doc><ok>func=cart</ok></doc>", "unpaid not-paid"),
        ("<doc><payment_id>5</payment_id><ok/></doc>", "unpaid not-paid"),
        ("<doc><error type=\"not_enough_money\"><msg>x</msg></error></doc>", "no money no-money"),
        (
            "<doc><tparams><elid>4211</elid></tparams><error type=\"not_enough_money\"><msg>x</msg></error></doc>",
            "no money no-money",
        ),
        // Anything else.
        ("<doc><id>7100042</id><ok/></doc>", "unclear unreadable-answer"),
        ("<doc><elid>4212</elid><ok/></doc>", "unclear unreadable-answer"),
        ("<doc func=\"v2.vds.order.param\"><ok/></doc>", "unclear another-step"),
        ("<doc func=\"CONFIRM\"><elid>4211</elid></doc>", "unclear unreadable-answer"),
        ("<doc func=\"CONFIRM\"><elid>4211</elid><metadata/></doc>", "unclear another-step"),
        ("<doc><ok>func=totp.confirm</ok></doc>", "unclear second-factor"),
        ("<doc><ok>func=desktop</ok></doc>", "unclear another-step"),
        ("<doc><error type=\"missed\" object=\"lineitem\"><msg>x</msg></error></doc>", "unclear not-known"),
        ("<doc><error type=\"auth\"><msg>x</msg></error></doc>", "unclear sign-in-refused"),
        ("<doc><error type=\"value\" object=\"paymethod_id\"><msg>x</msg></error></doc>", "unclear value-refused"),
        ("<doc/>", "unclear unreadable-answer"),
    ] {
        for shape in shapes::of(&body.replace("CONFIRM", "cartorder.create.confirm")) {
            // Without a document, a bare success can be anybody's.
            if shape != "{\"ok\":true}"
                && !shape.starts_with("{\"ok\":\"")
                && !shape.starts_with("{\"ok\":true,\"tparams")
                && shape != "{}"
                && !shape.starts_with("{\"ok\":true,\"payment")
            {
                assert_eq!(paid(200, &shape), expected, "{shape}");
            }
        }
    }
    assert_eq!(paid(200, "{\"ok\":true}"), "unclear unreadable-answer");
    assert_eq!(paid(429, ""), "unclear throttled");
    assert_eq!(paid(502, "<doc><ok/></doc>"), "unclear server-error");
}

/// Documents of the words that answers are made of, in whatever order and depth.
fn anything() -> impl Strategy<Value = serde_json::Value> {
    let words = ["", "5", "77", "0", "x", "func=vds", "func=cart", "vds.order.param", "value"];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        sample::select(words.to_vec()).prop_map(Into::into),
        (0_u32..99).prop_map(Into::into),
    ];
    let names = [
        "ok",
        "id",
        "elid",
        "error",
        "$",
        "v",
        "$type",
        "$func",
        "func",
        "lineitem.id",
        "billorder",
        "payment_id",
        "elem",
        "metadata",
        "tparams",
        "msg",
        "type",
        "id_orig",
        "OK",
        "model",
    ];
    leaf.prop_recursive(3, 24, 5, move |inner| {
        let members = collection::vec((sample::select(names.to_vec()), inner.clone()), 0..5);
        prop_oneof![
            2 => members.prop_map(|members| members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
            1 => collection::vec(inner, 0..3).prop_map(serde_json::Value::Array),
        ]
    })
}

proptest! {
    /// Whatever JSON says, it is read; and a success is only what has no error, no form, no order's number, and says
    /// `ok` or a service's number.
    #[test]
    fn anything_at_all_in_json_is_read(value in anything(), whole in any::<bool>(), dialect in sample::select(BOTH.to_vec())) {
        let body = if whole { serde_json::json!({ "doc": value }).to_string() } else { value.to_string() };
        let answer = order(dialect, &body);
        let has = |name: &str| body.contains(&format!("\"{name}\""));
        match &answer {
            Answer::Accepted { service_id: Some(id) } => {
                prop_assert!(has("id") && id.bytes().all(|b| b.is_ascii_digit()), "{}", body);
            }
            Answer::Accepted { service_id: None } => prop_assert!(has("ok"), "{}", body),
            Answer::InCart { item } => {
                prop_assert_eq!(dialect, Dialect::Billmanager6);
                prop_assert!((has("lineitem.id") || has("elid")) && item.bytes().all(|b| b.is_ascii_digit()), "{}", body);
            }
            _ => {}
        }
        if matches!(answer, Answer::Accepted { .. } | Answer::InCart { .. }) {
            // What the panel repeats of the request says nothing.
            prop_assert!(has("tparams") || !has("error") && !has("OK"), "{}", body);
        }
    }
}
