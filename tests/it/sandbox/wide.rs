//! Orders at practice panels of today of tariffs with everything: amounts and choices by name, recipes, data centres;
//! and their price lists, steps and forms as they leave.

use vdsbatch::catalog::Catalog;
use vdsbatch::panel::practice::Sandbox;

use super::offered::wide;
use super::today::{asked, at, is_form, money, rows, sent, table, with};

/// An order of the wide tariff of BILLmanager 5.
const FIVE: &str = "func=vds.order.param&pricelist=88010&datacenter=5&period=6&ostempl=Debian-13-amd64&addon_88011=8\
                    &addon_88013=150&addon_88014=2&addon_88015=302&addon_88016=off&recipe=LAMP&autoprolong=6\
                    &licence_agreement=on&skipbasket=on&clicked_button=finish&sok=ok&domain=a.example";

/// The same of BILLmanager 6.
fn six() -> String {
    let six = with(
        FIVE,
        &[("period", ""), ("autoprolong", "off"), ("clicked_button", "order"), ("func", "v2.vds.order.param")],
    );
    format!("{six}&order_period=6")
}

fn table_of_six() -> Catalog {
    wide("demo6", &[("skipbasket = false", "skipbasket = true")])
}

/// What the order costs: the price, six gigabytes above what it covers, a hundred of backup, no price for snapshots.
const BASE: &str = "2900.50";

fn both(faults: &str) -> [(Sandbox, String); 2] {
    [(at(&wide("demo5", &[]), faults), FIVE.to_owned()), (at(&table_of_six(), faults), six())]
}

#[test]
fn an_order_takes_everything_by_name_and_the_data_centre() {
    for (panel, order) in both("") {
        let answer = asked(&panel, &order);
        assert_eq!(answer["id"]["$"], "7100001", "{answer}");
        let service = panel.record().services.remove(0);
        assert_eq!((service.tariff.as_str(), service.data_centre), ("Wide, 5", Some(5)));
        let taken = |name: &str| service.addons[name].clone();
        let addons =
            ["addon_88011", "addon_88012", "addon_88013", "addon_88014", "addon_88015", "addon_88016"].map(taken);
        assert_eq!(addons, ["8", "93", "150", "2", "302", "off"]);
        assert_eq!(taken("recipe"), "LAMP");
        // What it costs beyond its base nobody can say whose snapshots have no price.
        assert_eq!((service.cost, service.invented), (money(BASE), true));
        let form = asked(&panel, "func=vds.edit&elid=7100001");
        assert_eq!((&form["recipe"]["$"], &form["addon_88013"]["$"]), (&"LAMP".into(), &"150".into()));
        // Another data centre is another tariff of the table, with limits of its own.
        let large = with(&order, &[("addon_88011", "64"), ("domain", "b.example")]);
        assert_eq!(asked(&panel, &large)["error"]["$object"], "addon_88011");
        assert!(asked(&panel, &with(&large, &[("datacenter", "3")]))["id"].is_object());
        assert_eq!(panel.record().services[1].tariff, "Wide, 3");
        // Without one, it is the first of them.
        assert!(asked(&panel, &with(&large, &[("datacenter", ""), ("domain", "c.example")]))["id"].is_object());
        assert_eq!(panel.record().services[2].tariff, "Wide, 3");
    }
}

#[test]
fn what_the_price_covers_costs_nothing_and_more_costs_its_price() {
    for (panel, order) in both("") {
        let cost = |changes: &[(&str, &str)]| {
            let none = [("addon_88014", ""), ("addon_88013", ""), ("addon_88011", "2"), ("addon_88015", "")];
            let answer = asked(&panel, &with(&order, &[&none[..], changes].concat()));
            assert!(answer["id"].is_object(), "{answer}");
            let service = panel.record().services.pop().expect("a service");
            assert!(!service.invented);
            service.cost
        };
        // As much backup as is usual is fifty more than is covered; memory is covered up to two.
        assert_eq!(cost(&[]), money("2928.00"));
        assert_eq!(cost(&[("addon_88013", "50")]), money(BASE));
        assert_eq!(cost(&[("addon_88013", "0")]), money(BASE));
        assert_eq!(cost(&[("addon_88013", "50"), ("addon_88011", "6")]), money("3121.50"));
        assert_eq!(cost(&[("addon_88013", "50"), ("addon_88016", "on")]), money("2925.50"));
    }
}

#[test]
fn whatever_is_wrong_by_name_is_refused_by_its_field() {
    for (panel, order) in both("") {
        for (field, value) in [
            ("addon_88013", "75"),
            ("addon_88013", "1050"),
            ("addon_88013", "a lot"),
            ("addon_88014", "6"),
            ("addon_88015", "303"),
            ("addon_88015", "1 Гбит/с"),
            ("addon_88016", "yes"),
            ("addon_88017", "1"),
            ("datacenter", "12345"),
            ("recipe", "lamp"),
            ("recipe", "LAMP stack"),
            ("recipe", "WordPress"),
            ("ostempl", "Debian 13 & < 14"),
        ] {
            let answer = asked(&panel, &with(&order, &[(field, value)]));
            let error = &answer["error"];
            assert_eq!(
                (error["$type"].as_str(), error["$object"].as_str()),
                (Some("value"), Some(field)),
                "{field}={value}"
            );
        }
        // A recipe goes with some templates; another one with all.
        let other = if order.contains("v2.") { "Ubuntu-26.04-amd64" } else { "AlmaLinux-9-amd64" };
        let alone = with(&order, &[("ostempl", other)]);
        assert_eq!(asked(&panel, &alone)["error"]["$object"], "recipe");
        for recipe in ["Docker", "null", ""] {
            assert!(asked(&panel, &with(&alone, &[("recipe", recipe)]))["id"].is_object(), "{recipe}");
        }
        assert_eq!(panel.record().services.len(), 3);
    }
}

#[test]
fn a_form_shows_what_was_asked_for_as_far_as_the_panel_takes_it() {
    for (panel, order) in both("") {
        let shown = |changes: &[(&str, &str)]| {
            let form = asked(&panel, &with(&order, &[&[("sok", "")][..], changes].concat()));
            assert!(is_form(&form), "{form}");
            form
        };
        let form = shown(&[]);
        let value = |form: &serde_json::Value, name: &str| form[name]["$"].as_str().unwrap_or_default().to_owned();
        for (name, wanted) in [
            ("addon_88011", "8"),
            ("addon_88013", "150"),
            ("addon_88015", "302"),
            ("recipe", "LAMP"),
            ("datacenter", "5"),
        ] {
            assert_eq!(value(&form, name), wanted, "{name}");
        }
        // What it would put right stands in the form before anything is ordered.
        let form = shown(&[("addon_88011", "7"), ("addon_88013", "5000"), ("addon_88015", "9"), ("recipe", "x")]);
        for (name, wanted) in
            [("addon_88011", "6"), ("addon_88013", "1000"), ("addon_88015", "301"), ("recipe", "null")]
        {
            assert_eq!(value(&form, name), wanted, "{name}");
        }
        assert!(panel.record().services.is_empty());
    }
}

#[test]
fn a_price_list_is_written_in_every_form_and_of_one_tariff() {
    let panel = at(&wide("demo5", &[]), "");
    let said = |form: &str| {
        let answer = sent(&panel, &format!("authinfo=practice:practice&func=pricelist.export&{form}"));
        answer.split_once("\r\n\r\n").expect("an answer").1.to_owned()
    };
    let xml = said("out=xml&itemtype=vds");
    for part in [
        "<doc lang=\"en\" func=\"pricelist.export\"",
        "<period cost=\"2900.5000\" type=\"month\" length=\"6\"/>",
        "<datacenter><id>3</id><name>Москва</name></datacenter><datacenter><id>5</id>",
        "<measure>6</measure><measure><id>6</id><name>GB</name></measure>",
        "<enumeration>41</enumeration><enumeration><enumerationitem><id>301</id>",
        "<itemtype_info><intname>vds</intname></itemtype_info>",
    ] {
        assert!(xml.contains(part), "no {part}: {xml}");
    }
    let one: serde_json::Value = serde_json::from_str(&said("out=json&pricelist=71850")).expect("JSON");
    let tariff = &one["doc"]["pricelist"];
    assert_eq!((&tariff["id"]["$"], &tariff["price"]["period"][1]["$cost"]), (&"71850".into(), &"1500.0000".into()));
    let same: serde_json::Value = serde_json::from_str(&said("out=json&elid=71850")).expect("JSON");
    assert_eq!(same["doc"]["pricelist"], *tariff);
    let bare: serde_json::Value = serde_json::from_str(&said("out=bjson&pricelist=88010")).expect("JSON");
    let tariff = &bare["pricelist"][0];
    assert_eq!(
        (&tariff["price"]["currency"], &tariff["price"]["period"][0]["cost"]),
        (&"RUB".into(), &"500.0000".into())
    );
    assert_eq!(tariff["datacenter"][1]["id"], "5");
    assert!(bare["doc"].is_null() && bare["func"] == "pricelist.export", "{bare}");
    let none: serde_json::Value = serde_json::from_str(&said("out=json&pricelist=7")).expect("JSON");
    assert_eq!(
        (&none["doc"]["error"]["$type"], &none["doc"]["error"]["$object"]),
        (&"missed".into(), &"pricelist".into())
    );
    let other: serde_json::Value = serde_json::from_str(&said("out=json&itemtype=dedic")).expect("JSON");
    assert!(other["doc"]["pricelist"].is_null() && other["doc"]["error"].is_null(), "{other}");
    let not_let_in = sent(&panel, "func=pricelist.export&out=json");
    assert!(not_let_in.contains("\"$type\":\"access\""), "{not_let_in}");
}

#[test]
fn a_step_shows_the_tariffs_of_its_data_centre() {
    let (five, six) = (at(&wide("demo5", &[]), ""), at(&table_of_six(), ""));
    let ids = |panel: &Sandbox, form: &str| {
        let step = asked(panel, form);
        assert!(is_form(&step), "{step}");
        let ids = rows(&step["list"])
            .iter()
            .map(|row| row["pricelist"]["$"].as_str().expect("an id").to_owned())
            .collect::<Vec<_>>();
        (ids.join(" "), step["datacenter"]["$"].as_str().unwrap_or_default().to_owned())
    };
    let told = |ids: &str, place: &str| (ids.to_owned(), place.to_owned());
    assert_eq!(ids(&five, "func=vds.order"), told("71820 71870 88010", "3"));
    assert_eq!(ids(&five, "func=vds.order&datacenter=5"), told("71850 88010", "5"));
    assert_eq!(ids(&five, "func=vds.order&datacenter=99").0, "");
    assert_eq!(ids(&six, "func=v2.vds.order.pricelist").0, "92610 92640 92660 88010 88010");
    assert_eq!(ids(&six, "func=v2.vds.order.pricelist&datacenter=12,5"), told("92610 92660 88010", "12,5"));
    let rows = rows(&asked(&six, "func=v2.vds.order.pricelist&datacenter=5")["list"]);
    assert_eq!((&rows[0]["id"]["$"], &rows[0]["datacenter"]["id"]["$"]), (&"88010_5".into(), &"5".into()));
    for function in ["vds.order", "v2.vds.order"] {
        assert_eq!(asked(&six, &format!("func={function}"))["error"]["$type"], "missed", "{function}");
    }
    let bare = sent(&six, "authinfo=practice:practice&func=v2.vds.order.pricelist&datacenter=12&out=bjson");
    assert!(bare.contains(r#""tariflist":[{"datacenter":{"id":"12","value":"Place 12"},"id":"92610""#), "{bare}");
    // Panels that want it are asked for the first step first.
    let late = at(&table("demo6", &[]), "late-forms");
    let form = "func=v2.vds.order.param&pricelist=92610";
    for function in ["func=v2.vds.order.pricelist", form] {
        assert_eq!(asked(&late, function)["error"]["$type"], "wizard_unavailable", "{function}");
    }
    assert!(is_form(&asked(&late, "func=vds.order")) && is_form(&asked(&late, form)));
}
