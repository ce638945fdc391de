//! The account at a practice panel of today: its money, its sessions, its second factor.

use serde_json::Value;
use vdsbatch::panel::practice::{Sandbox, Settings, Standing, TOTP};

use super::today::{FIVE, SIX, asked, five, money, rows, sent, table};

#[test]
fn money_is_the_balance_and_the_limit_without_what_is_reserved() {
    let settings = |faults: &str| Settings {
        faults: faults.parse().expect("faults"),
        balance: money("1000.00"),
        limit: money("700.00"),
        reserved: money("100.00"),
        unique_domains: false,
        ..Settings::default()
    };
    let start = |faults: &str| Sandbox::start(&table("demo5", &[]), settings(faults)).expect("a panel");
    let panel = start("");
    assert!(asked(&panel, FIVE)["id"].is_object());
    assert_eq!(asked(&panel, "func=whoami")["user"]["$balance"], "-560.00");
    let short = asked(&panel, FIVE)["error"].clone();
    assert_eq!((&short["$type"], &short["$object"]), (&"not_enough_money".into(), &"balance".into()));
    let param = |name: &str| {
        let params = short["param"].as_array().expect("parameters");
        params.iter().find(|param| param["$name"] == name).map(|param| param["$"].clone()).expect("a parameter")
    };
    let told = ["amount", "have", "currency", "deficit", "limit", "reserved", "available"].map(param);
    assert_eq!(told, ["1560.00", "-560.00", "RUB", "1520.00", "700.00", "100.00", "40.00"].map(Value::from));
    assert_eq!(panel.record().services.len(), 1, "nothing is left behind");
    let row = start("money-row");
    row.set_balance(money("0.00"));
    assert_eq!(asked(&row, FIVE)["error"]["$type"], "not_enough_money");
    assert_eq!(rows(&asked(&row, "func=vds"))[0]["item_status"]["$orig"], "1");
    let page = start("money-page");
    page.set_balance(money("0.00"));
    let leads = asked(&page, FIVE);
    assert!(leads["ok"]["$"].as_str().expect("an address").starts_with("https://pay.example/"), "{leads}");
    assert!(leads["billorder"].is_object() && leads["id"].is_null(), "{leads}");
    for panel in [&row, &page] {
        assert_eq!(panel.record().services[0].standing, Standing::Unpaid);
        assert!(panel.record().charges.is_empty());
    }
}

#[test]
fn a_session_that_is_over_and_a_second_factor_are_told_as_panels_of_today_do() {
    let catalog = table("demo6", &[]);
    let panel = Sandbox::start(&catalog, Settings { second_factor: true, ..Settings::default() }).expect("a panel");
    let call = |form: &str| {
        let answer = sent(&panel, &format!("out=json&{form}"));
        serde_json::from_str::<Value>(answer.split_once("\r\n\r\n").expect("an answer").1).expect("json")["doc"].clone()
    };
    let wrong = call("func=auth&username=practice&password=wrong");
    assert_eq!((&wrong["error"]["$type"], &wrong["error"]["$object"]), (&"auth".into(), &"badpassword".into()));
    let half = call("func=auth&username=practice&password=practice")["auth"]["$id"].clone();
    let half = half.as_str().expect("a session");
    assert_eq!(call(&format!("func=whoami&auth={half}"))["ok"]["$"], "func=totp.confirm");
    for function in ["vds", "cart", "expense"] {
        assert_eq!(call(&format!("func={function}&auth={half}"))["error"]["$type"], "extraconfirm", "{function}");
    }
    assert_eq!(call(&format!("{SIX}&auth={half}"))["error"]["$type"], "extraconfirm");
    assert_eq!(call(&format!("{SIX}&authinfo=practice:practice"))["error"]["$type"], "extraconfirm");
    assert!(include_str!("../../../README.md").contains(&format!("the code of the second factor is `{TOTP}`")));
    let confirm = format!("func=totp.confirm&auth={half}&clicked_button=ok&sok=ok");
    assert_eq!(call(&format!("{confirm}&qrcode=000000"))["error"]["$object"], "qrcode");
    let whole = call(&format!("{confirm}&qrcode={TOTP}"))["auth"]["$id"].clone();
    let whole = whole.as_str().expect("a new session").to_owned();
    assert_ne!(half, whole);
    assert_eq!(call(&format!("func=whoami&auth={half}"))["error"]["$type"], "access", "the half session is over");
    let who = call(&format!("func=whoami&auth={whole}"));
    assert_eq!((&who["user"]["$name"], &who["mgr"]["$dist"]), (&"practice".into(), &"advanced".into()));
    assert!(call(&format!("{SIX}&auth={whole}"))["lineitem.id"].is_object());
    panel.end_sessions();
    assert_eq!(call(&format!("func=keepalive&auth={whole}"))["error"]["$type"], "access");
}

#[test]
fn a_panel_may_let_in_sessions_only_or_ask_whoever_begins_one_for_a_captcha() {
    let body = |panel: &Sandbox, form: &str| {
        let answer = sent(panel, &format!("out=json&{form}"));
        serde_json::from_str::<Value>(answer.split_once("\r\n\r\n").expect("an answer").1).expect("json")["doc"].clone()
    };
    let sessions = five("no-authinfo");
    let refused = body(&sessions, &format!("{FIVE}&authinfo=practice:practice"));
    assert_eq!((&refused["error"]["$type"], &refused["error"]["$object"]), (&"access".into(), &"authinfo".into()));
    let id = body(&sessions, "func=auth&username=practice&password=practice")["auth"]["$id"].clone();
    assert!(body(&sessions, &format!("{FIVE}&auth={}", id.as_str().expect("a session")))["id"].is_object());
    let captcha = five("auth-captcha");
    let refused = body(&captcha, "func=auth&username=practice&password=practice");
    assert_eq!(refused["error"]["$type"], "captcha_verification_failed");
    assert!(asked(&captcha, FIVE)["id"].is_object());
}
