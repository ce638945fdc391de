//! `vdsbatch account` at panels of today and of 2016: what is told, what does not fit, and who is not let in.

use super::today::{Today, desk, error, form, table};
use crate::harness::{CANARY, Desk};

#[test]
fn the_account_the_panel_and_its_functions_are_told_and_nothing_is_ordered() {
    let (panel, desk) = (Today::new("billmanager5", |_| None), desk("billmanager5"));
    let account = |more: &[&str]| panel.verb(&desk, &[&["account", "--catalog", "mine.toml"], more].concat());
    let ran = desk.run(&mut account(&[])).exits(0);
    for line in [
        "signed in: practice @ http://127.0.0.1:",
        "(id 77, practice)",
        "panel: BILLmanager 5/6, given by you, edition startup",
        "balance: 1,200.50 RUB, available 1,300.00 RUB, credit limit 100.00 RUB, reserved 0.50 RUB",
        "list `vds`: services 1, shows remoteid, pricelist_id, does not show item_cost",
        "list `instances`: not there",
        "order by `vds.order.param` (billmanager5): there (buttons: finish)",
        "order by `v2.vds.order.param` (billmanager6): not there",
        "tariff table `mine` (billmanager5, item type `vds`, list `vds`): no differences were found",
    ] {
        assert!(ran.stdout.contains(line), "no `{line}`\n{ran}");
    }
    assert!(!desk.path("ledgers").exists(), "it keeps nothing");

    let ran = desk.run(&mut account(&["--format", "json"])).exits(0);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((told["format"].as_str(), told["version"].as_u64()), (Some("vdsbatch-account"), Some(1)));
    assert_eq!(told["balance"]["credit_limit"], "100.00");
    assert_eq!((told["services"].as_u64(), told["panel"]["named"]["by"].as_str()), (Some(1), Some("person")));
    let function = |name: &str| {
        let all = told["order_functions"].as_array().expect("an array");
        all.iter().find(|one| one["function"] == name).expect("the function")["there"].clone()
    };
    assert_eq!((function("vds.order.param"), function("v2.instances.order.param")), (true.into(), false.into()));
    assert_eq!(told["misfits"], serde_json::json!([]));

    let ran = desk.run(&mut account(&["--lang", "ru"])).exits(0);
    assert!(ran.stdout.contains("лицевой счёт: 1 200,50 RUB, доступно 1 300,00 RUB"), "{ran}");
    assert!(ran.stdout.contains("таблица тарифов `mine` (billmanager5, тип услуги `vds`"), "{ran}");
}

#[test]
fn what_does_not_fit_the_table_is_told_with_the_key_to_change() {
    let told = |panel: &Today, desk: &Desk, catalog: &str| {
        desk.run(&mut panel.verb(desk, &["account", "--catalog", catalog])).exits(0).stdout
    };
    // The new family is asked for, and only the old one is there.
    let six = desk("billmanager6");
    let said = told(&Today::new("billmanager5", |_| None), &six, "mine.toml");
    assert!(said.contains("no function `v2.vds.order.param` to order by, but has `vds.order.param`"), "{said}");
    assert!(said.contains("(keys `dialect`, `item_type`)"), "{said}");
    // A table of 2016 at a panel of today.
    let said = told(&Today::new("billmanager5", |_| None), &six, "ihor");
    assert!(
        said.contains("panel: BILLmanager 5/6") && said.contains("the tariff table is for BILLmanager 4"),
        "{said}"
    );
    // A field, a button, a currency, a list and a tariff that are others.
    let five = desk("billmanager5");
    let other = Today::new("billmanager5", |given| match given["func"].as_str() {
        "vds.order.param" => Some(form("vds.order.param", "order", "").replace("licence_agreement", "agreement")),
        "whoami" => Some("<doc><user id=\"77\" balance=\"5\" currency=\"EUR\"/></doc>".to_owned()),
        "vds" => Some(error("missed", "vds", "no such function")),
        _ => None,
    });
    let said = told(&other, &five, "mine.toml");
    for misfit in [
        "no field `licence_agreement`, which an order would send",
        "no button `finish`, by which it would be sent (it has `order`)",
        "kept in EUR, and the prices of the tariff table are in RUB (key `currency`)",
        "no list of services `vds` (key `list`)",
    ] {
        assert!(said.contains(misfit), "no `{misfit}`\n{said}");
    }
    let unsold = Today::new("billmanager5", |given| {
        let asked = given["func"] == "vds.order.param" && given.contains_key("pricelist");
        asked.then(|| error("missed", "pricelist", "no such tariff"))
    });
    let said = told(&unsold, &five, "mine.toml");
    assert!(said.contains("has no tariff 71820") && !said.contains("no function"), "{said}");
}

#[test]
fn whoever_is_not_let_in_is_told_why_and_asked_for_nothing_more() {
    let desk = desk("billmanager5");
    for (answer, code, way_out) in [
        (error("auth", "badpassword", "Invalid username or password"), "P208", "check login and password"),
        ("<doc func=\"whoami\"><ok>func=totp.confirm</ok></doc>".to_owned(), "P220", "without a second factor"),
        (error("extraconfirm", "totp", "Two-factor authentication code is required"), "P220", "second factor"),
        (error("captcha_verification_failed", "captcha", "Enter the captcha"), "P209", "allow API access"),
        (error("access", "", "Access from this IP denied"), "P210", "from this IP address"),
    ] {
        let told = answer.clone();
        let panel = Today::new("billmanager5", move |_| Some(told.clone()));
        let mut account = panel.verb(&desk, &["account", "--catalog", "mine.toml"]);
        desk.run(&mut account).exits(1).says(code).says(way_out);
        assert_eq!(panel.asked().len(), 1, "{answer}: a second try may lock the account");
    }
}

#[test]
fn a_panel_of_2016_is_told_as_one() {
    let desk = Desk::new();
    let ran = desk.run(&mut desk.verb(&["account"])).exits(0);
    assert!(ran.stdout.contains("panel: BILLmanager 4, given by you"), "{ran}");
    assert!(ran.stdout.contains("list `vds`: services 0") && !ran.stdout.contains("order by"), "{ran}");
    assert!(ran.stdout.contains("no differences were found"), "{ran}");
    // With a table of today it is asked once more, since it says that it has no such function.
    let desk = desk.file("mine.toml", table("billmanager6").as_bytes());
    let ran = desk.run(&mut desk.verb(&["account", "--catalog", "mine.toml"])).exits(0);
    assert!(ran.stdout.contains("the tariff table is for BILLmanager 5 or 6 (key `dialect`)"), "{ran}");
}

#[test]
fn a_panel_that_repeats_the_password_among_its_facts_is_quoted_without_it() {
    let desk = desk("billmanager5");
    // The desk searches everything that its runs leave and say.
    let secret = quick_xml::escape::escape(CANARY).into_owned();
    let panel = Today::new("billmanager5", move |given| match given["func"].as_str() {
        "whoami" => Some(format!(
            "<doc features=\"{secret}\" version=\"{secret}\"><user id=\"x {secret}\" name=\"{secret}\" \
             email=\"{secret}\" balance=\"5 {secret}\" currency=\"{secret}\"/><mgr dist=\"{secret}\"/></doc>"
        )),
        "vds.order.param" => {
            let more = format!("<slist name=\"{secret}\"/>");
            Some(form("vds.order.param", &secret, &more))
        }
        "v2.vds.order.param" => Some(form(&secret, "order", "")),
        "cart" => Some(error("value", &secret, &secret)),
        _ => None,
    });
    for more in [&[][..], &["--format", "json"]] {
        let words = [&["account", "--catalog", "mine.toml"], more].concat();
        let ran = desk.run(&mut panel.verb(&desk, &words)).exits(0);
        assert!(ran.stdout.contains("***"), "{ran}");
    }
}
