//! The practice panel as BILLmanager 5 and 6 of today: orders, lists, forms, money, and what is refused.

use serde_json::Value;
use vdsbatch::catalog::Catalog;
use vdsbatch::money::Money;
use vdsbatch::panel::practice::{ROOT_PASSWORD, Sandbox, Settings};

use super::raw;

/// An order of the table of BILLmanager 5, without the domain.
pub const FIVE: &str = "func=vds.order.param&pricelist=71820&datacenter=3&period=3&ostempl=Debian-13-amd64&addon_71821=40\
                        &addon_71827=82&autoprolong=3&recipe=null&licence_agreement=on&skipbasket=on\
                        &clicked_button=finish&sok=ok";

/// An order of the table of BILLmanager 6, without the domain.
pub const SIX: &str = "func=v2.vds.order.param&pricelist=92610&datacenter=12&order_period=3&ostempl=Debian-13-amd64\
                       &addon_92612=4&autoprolong=off&licence_agreement=on&skipbasket=on&clicked_button=order&sok=ok";

/// What either of them costs for its three months.
pub const COSTS: [&str; 2] = ["1560.00", "27.90"];

/// A bundled table, changed.
pub fn table(name: &str, changes: &[(&str, &str)]) -> Catalog {
    let (_, text) = vdsbatch::catalog::BUNDLED.iter().find(|(known, _)| *known == name).expect("bundled");
    let text = changes.iter().fold((*text).to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    Catalog::parse(name, &text).expect("sound")
}

pub fn at(catalog: &Catalog, faults: &str) -> Sandbox {
    let faults = faults.parse().expect("faults");
    Sandbox::start(catalog, Settings { faults, unique_domains: false, ..Settings::default() }).expect("a panel")
}

/// A panel of BILLmanager 5.
pub fn five(faults: &str) -> Sandbox {
    at(&table("demo5", &[]), faults)
}

/// A panel of BILLmanager 6, which takes the money at once where it is asked to.
pub fn six(faults: &str) -> Sandbox {
    at(&table("demo6", &[("skipbasket = false", "skipbasket = true")]), faults)
}

/// What comes back to a form, whatever it is.
pub fn sent(panel: &Sandbox, form: &str) -> String {
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let head =
        format!("POST /billmgr HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{kind}\r\nContent-Length: {}", form.len());
    raw(panel, format!("{head}\r\n\r\n{form}").as_bytes())
}

/// The document that answers a form which is signed with login and password.
pub fn asked(panel: &Sandbox, form: &str) -> Value {
    let answer = sent(panel, &format!("authinfo=practice:practice&out=json&{form}"));
    let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer to {form}"));
    let whole: Value = serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"));
    whole["doc"].clone()
}

/// The rows of a list, whether there are several, one, or none.
pub fn rows(document: &Value) -> Vec<Value> {
    match &document["elem"] {
        Value::Array(rows) => rows.clone(),
        Value::Null => Vec::new(),
        row => vec![row.clone()],
    }
}

pub fn is_form(document: &Value) -> bool {
    document["metadata"].is_object() && document["ok"].is_null() && document["error"].is_null()
}

/// A form with other values; one that is empty is left out.
pub fn with(form: &str, changes: &[(&str, &str)]) -> String {
    let mut pairs: Vec<(String, String)> = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    for (name, value) in changes {
        pairs.retain(|(own, _)| own != name);
        if !value.is_empty() {
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

pub fn money(text: &str) -> Money {
    Money::try_from(text.to_owned()).expect("money")
}

#[test]
fn an_order_that_is_paid_at_once_answers_the_services_id() {
    for (panel, order, cost) in [(five(""), FIVE, COSTS[0]), (six(""), SIX, COSTS[1])] {
        let order = format!("{order}&domain=Web-1.example&remoteid=vb-1-r1");
        let answer = asked(&panel, &order);
        assert_eq!((&answer["id"]["$"], &answer["ok"]["$"]), (&"7100001".into(), &"".into()), "{answer}");
        assert!(answer["$func"].as_str().expect("a function").ends_with("vds.order.param"));
        let record = panel.record();
        let service = &record.services[0];
        assert_eq!((service.id, service.domain.as_str(), service.months), (7_100_001, "web-1.example", 3));
        assert_eq!((service.remote_id.as_deref(), service.cost), (Some("vb-1-r1"), money(cost)));
        assert_eq!((record.charges.len(), record.charges[0].amount), (1, money(cost)));
        let list = || rows(&asked(&panel, "func=vds&filter=off&p_cnt=1000&p_num=1")).remove(0);
        let first = list();
        assert_eq!((&first["item_status"]["$orig"], &first["ip"]["$"]), (&"5".into(), &"".into()));
        assert_eq!(first["item_cost"]["$"], format!("{cost}00"));
        assert_eq!((&first["remoteid"]["$"], &first["domain"]["$"]), (&"vb-1-r1".into(), &"web-1.example".into()));
        list();
        let set_up = list();
        assert_eq!((&set_up["item_status"]["$orig"], &set_up["item_status"]["$"]), (&"2".into(), &"Active".into()));
        let charged = rows(&asked(&panel, "func=expense"));
        assert!(charged[0]["amount"]["$"].as_str().expect("a sum").starts_with(cost), "{charged:?}");
        assert_eq!(charged[0]["item"]["$"], "7100001");
        // Nobody enforces that domains or keys are unique.
        assert_eq!(asked(&panel, &order)["id"]["$"], "7100002");
    }
}

#[test]
fn whatever_is_wrong_is_refused_by_its_field() {
    let five_wrong = [
        ("pricelist", "7"),
        ("datacenter", "9"),
        ("period", "2"),
        ("period", ""),
        ("period", "-100"),
        ("ostempl", "Windows"),
        ("ostempl", ""),
        ("addon_71821", "45"),
        ("addon_71821", "10"),
        ("addon_71821", "410"),
        ("addon_71821", "many"),
        ("addon_71825", "2"),
        ("addon_71826", "95"),
        ("addon_71827", "84"),
        ("addon_71828", "81"),
        ("addon_99999", "1"),
        ("licence_agreement", "off"),
        ("licence_agreement", ""),
        ("recipe", "LAMP"),
        ("order_count", "2"),
        ("domain", "no dots"),
        ("autoprolong", "5"),
        ("autoprolong", "on"),
    ];
    let six_wrong = [
        ("pricelist", "71820"),
        ("datacenter", "17"),
        ("order_period", "6"),
        ("order_period", ""),
        ("ostempl", "debian-13-amd64"),
        ("addon_92612", "3"),
        ("addon_92617", "on"),
        ("autoprolong", "3"),
        ("licence_agreement", ""),
    ];
    for (panel, order, wrong) in [(five(""), FIVE, &five_wrong[..]), (six(""), SIX, &six_wrong)] {
        for (field, value) in wrong {
            let answer = asked(&panel, &with(&format!("{order}&domain=a.example"), &[(field, value)]));
            let error = &answer["error"];
            let told = (error["$type"].as_str(), error["$object"].as_str());
            assert_eq!(told, (Some("value"), Some(*field)), "{field}={value}: {answer}");
            assert!(answer["id"].is_null() && answer["ok"].is_null(), "{answer}");
        }
        let none = asked(&panel, &with(order, &[("pricelist", "")]));
        assert_eq!(none["error"]["$type"], "wizard_unavailable", "{none}");
        assert!(panel.record().services.is_empty() && panel.record().charges.is_empty());
        // A tariff takes its own systems only, and one with a licence wants the licence.
        assert!(!panel.record().orders.iter().any(|order| order.executed));
    }
    let panel = five("");
    let start = with(FIVE, &[("pricelist", "71850"), ("datacenter", "5"), ("period", "1"), ("autoprolong", "")]);
    let bare = with(&start, &[("addon_71821", ""), ("addon_71827", ""), ("ostempl", "AlmaLinux-9-amd64")]);
    assert_eq!(asked(&panel, &bare)["error"]["$object"], "ostempl");
    let licence = with(FIVE, &[("ostempl", "Ubuntu-24.04-amd64-ispmanager"), ("addon_71826", "93")]);
    assert_eq!(asked(&panel, &licence)["error"]["$object"], "addon_71826");
}

#[test]
fn a_lax_panel_puts_right_silently_what_is_wrong() {
    let panel = five("lax");
    let wrong = [("addon_71821", "45"), ("addon_71822", "100"), ("addon_99999", "1"), ("licence_agreement", "")];
    let wrong = [&wrong[..], &[("period", "2"), ("ostempl", "Windows"), ("datacenter", "9")]].concat();
    assert_eq!(asked(&panel, &with(FIVE, &wrong))["id"]["$"], "7100001");
    let service = panel.record().services.remove(0);
    assert_eq!((service.addons["addon_71821"].as_str(), service.addons["addon_71822"].as_str()), ("40", "64"));
    assert_eq!((service.months, service.template.as_str(), service.data_centre), (1, "Debian-13-amd64", Some(3)));
    assert!(!service.addons.contains_key("addon_99999"));
}

#[test]
fn what_is_not_sent_by_its_button_shows_a_form_and_executes_nothing() {
    for (panel, order, button) in [(five(""), FIVE, "finish"), (six(""), SIX, "order")] {
        let field = [("sv_field", "period")];
        for changes in [&[("sok", "")][..], &field, &[("clicked_button", "next")]] {
            let form = asked(&panel, &with(order, changes));
            assert!(is_form(&form), "{changes:?}: {form}");
        }
        assert!(is_form(&asked(&panel, &format!("{}&sok=", with(order, &[("sok", "")])))));
        let form = asked(&panel, &with(order, &[("sok", "")]));
        let buttons = &form["metadata"]["form"]["buttons"]["button"];
        assert_eq!((&buttons[0]["$name"], &buttons[0]["$type"]), (&button.into(), &"ok".into()));
        assert_eq!(asked(&panel, "func=no.such&sok=ok")["error"]["$type"], "missed");
        assert!(panel.record().services.is_empty() && panel.record().cart.is_empty());
    }
    // The new form needs its button; without one it is shown again.
    let six = six("");
    assert!(is_form(&asked(&six, &with(SIX, &[("clicked_button", "")]))) && six.record().cart.is_empty());
    let quote = asked(&six, &with(SIX, &[("sok", "")]));
    assert_eq!(quote["list"]["elem"]["cost"]["price"]["cost"]["$"], COSTS[1], "{quote}");
    let limits = &quote["metadata"]["form"]["page"]["field"][0]["slider"];
    assert_eq!((&limits["$min"], &limits["$max"], &limits["$step"]), (&"25".into(), &"500".into(), &"25".into()));
}

#[test]
fn renewal_is_what_the_panel_makes_of_it() {
    let five = five("");
    let six = six("");
    let made = |panel: &Sandbox, order: &str, value: &str| {
        let said = asked(panel, &with(order, &[("autoprolong", value)]));
        assert!(said["id"].is_object(), "{value}: {said}");
        panel.record().services.pop().expect("a service").renewal
    };
    assert_eq!(["null", "off", "0", "3"].map(|value| made(&five, FIVE, value)), [None, None, None, Some(3)]);
    // Another number of months than the ordered one is taken, and nothing says that it switches renewal off.
    assert_eq!(made(&five, FIVE, "12"), None);
    assert_eq!(["null", "off", "on"].map(|value| made(&six, SIX, value)), [None, None, Some(3)]);
    let form = |panel: &Sandbox| asked(panel, "func=vds.edit&elid=7100001")["autoprolong"]["$"].clone();
    assert_eq!((form(&five), form(&six)), ("null".into(), "off".into()));
    let changed = asked(&six, "func=vds.edit&elid=7100001&autoprolong=on&stored_method=&clicked_button=ok&sok=ok");
    assert!(changed["ok"].is_object() && changed["id"]["$"] == "7100001", "{changed}");
    assert_eq!(form(&six), "on");
}

#[test]
fn a_saved_filter_hides_what_is_new_unless_everything_is_asked_for() {
    let panel = five("");
    for n in 1..=3 {
        panel.add_service(&format!("s{n}.example"));
    }
    panel.save_filter();
    let fourth = panel.add_service("s4.example");
    let count = |form: &str| asked(&panel, form)["p_elems"]["$"].clone();
    assert_eq!(
        (count("func=vds"), count("func=vds&filter=yes"), count("func=vds&filter=off")),
        ("3".into(), "3".into(), "4".into())
    );
    let found = rows(&asked(&panel, "func=vds&filter=on&domain=s4"));
    assert_eq!((found.len(), &found[0]["id"]["$"]), (1, &fourth.to_string().into()));
    let page = asked(&panel, "func=vds&filter=off&p_cnt=3&p_num=2");
    assert!(page["elem"].is_object(), "a lone row is no array: {page}");
    panel.delete_service(fourth);
    assert_eq!(rows(&asked(&panel, "func=vds&filter=off"))[3]["item_status"]["$orig"], "4");
    panel.purge_service(fourth);
    assert_eq!(count("func=vds&filter=off"), "3");
    assert_eq!(asked(&panel, &format!("func=vds.edit&elid={fourth}"))["error"]["$type"], "missed");
    let hidden = five("hide-deleted");
    let id = hidden.add_service("a.example");
    assert!(asked(&hidden, &format!("func=vds.delete&elid={id}&sok=ok"))["ok"].is_object());
    assert!(rows(&asked(&hidden, "func=vds&filter=off")).is_empty());
}

#[test]
fn keys_and_columns_are_shown_as_panels_differ() {
    let order = format!("{FIVE}&remoteid=vb-7");
    for (manner, in_row, in_form) in [("", true, true), ("key-in-form", false, true), ("no-key", false, false)] {
        let panel = five(manner);
        asked(&panel, &order);
        let row = rows(&asked(&panel, "func=vds&filter=off")).remove(0);
        let form = asked(&panel, "func=vds.edit&elid=7100001");
        assert_eq!((row["remoteid"]["$"] == "vb-7", form["remoteid"]["$"] == "vb-7"), (in_row, in_form), "{manner}");
        assert_eq!(form["password"]["$"], ROOT_PASSWORD);
        assert!(is_form(&form), "{form}");
    }
    let few = five("few-columns");
    asked(&few, &order);
    let row = rows(&asked(&few, "func=vds&lang=ru")).remove(0);
    assert!(row["pricelist_id"].is_null() && row["item_cost"].is_null(), "{row}");
    assert_eq!(row["cost"]["$"], "520.00 RUB / Месяц");
    assert_eq!((&row["item_status"]["$"], &row["item_status"]["$orig"]), (&"Обрабатывается".into(), &"5".into()));
    let odd = five("odd-rows");
    asked(&odd, &with(&order, &[("period", "12"), ("addon_71821", "400")]));
    let row = rows(&asked(&odd, "func=vds&lang=ru")).remove(0);
    assert_eq!((&row["item_status"]["$orig"], &row["billdaily"]["$"]), (&"7".into(), &"on".into()));
    assert_eq!(
        (&row["expiredate"]["$"], &row["cost"]["$"]),
        (&"по дням".into(), &"2\u{a0}640,00\u{a0}RUB / День".into())
    );
    let split = five("split-charges");
    asked(&split, &order);
    assert_eq!(rows(&asked(&split, "func=expense")).len(), 12);
}

#[test]
fn one_answer_is_written_in_every_form() {
    let panel = five("");
    asked(&panel, &format!("{FIVE}&domain=a.example"));
    let said = |form: &str| sent(&panel, &format!("authinfo=practice:practice&{form}"));
    let xml = said("func=vds&out=xml");
    assert!(xml.contains("<item_status orig=\"5\" color=\"yellow\">In progress</item_status>"), "{xml}");
    let bjson = said("func=vds&out=bjson");
    assert!(bjson.contains(r#""item_status":"In progress""#) && bjson.contains(r#""item_status_orig":"5""#), "{bjson}");
    assert!(
        said(&format!("{FIVE}&out=bjson")).contains(r#"{"func":"vds.order.param","id":{"v":"7100002"},"ok":true}"#)
    );
    assert!(said(&format!("{FIVE}&out=xml")).contains("features=\"practice\"><id>7100003</id><ok/></doc>"));
    assert!(said("func=vds.edit&elid=7100001&out=bjson").contains(r#""model":{"#));
    assert!(said("func=nope&out=bjson").contains(r#""type":"missed""#));
    let echo = five("echo");
    let told = sent(&echo, "authinfo=practice:practice&func=vds&out=xml");
    assert!(told.contains("<tparams><authinfo>practice:practice</authinfo>"), "{told}");
}
