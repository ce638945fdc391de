//! The carts of the practice panels of today: what is laid there, by whom, and what is paid for.

use vdsbatch::money::Money;
use vdsbatch::panel::practice::{ConfirmRequest, Kind, Sandbox, Settings, Standing};

use super::today::{COSTS, FIVE, SIX, asked, at, is_form, rows, table, with};

/// A panel of BILLmanager 6 that has never heard of paying at once.
fn carts(faults: &str) -> Sandbox {
    at(&table("demo6", &[]), faults)
}

fn confirm(item: &str) -> String {
    format!("func=cartorder.create.confirm&elid={item}&paymethod_id=0&sok=ok")
}

/// Lays an order into the cart, and returns its item's id.
fn laid(panel: &Sandbox, domain: &str) -> String {
    let answer = asked(panel, &format!("{SIX}&domain={domain}"));
    assert_eq!(answer["ok"]["$"], "func=cart", "{answer}");
    assert!(answer["id"].is_null(), "{answer}");
    answer["lineitem.id"]["$"].as_str().expect("an item").to_owned()
}

#[test]
fn an_order_in_the_cart_is_paid_by_a_second_act_and_once() {
    let panel = carts("");
    let item = laid(&panel, "a.example");
    assert_eq!(item, "4211");
    let record = panel.record();
    assert!(record.services.is_empty() && record.charges.is_empty(), "nothing is paid");
    assert_eq!((record.orders[0].executed, record.orders[0].item), (true, Some(4211)));
    let cart = asked(&panel, "func=cart");
    assert_eq!((&cart["total"]["cost"]["$"], &cart["total"]["count"]["$"]), (&COSTS[1].into(), &"1".into()));
    let row = &cart["list"]["elem"];
    assert_eq!((&row["id"]["$"], &row["elid"]["$"]), (&"4211".into(), &"4211".into()));
    assert_eq!((&row["main"]["name"]["$"], &row["main"]["period"]["$"]), (&"Demo Cloud".into(), &"3 months".into()));
    assert_eq!(row["price"]["price"]["cost"]["$"], COSTS[1]);
    assert!(is_form(&asked(&panel, &with(&confirm(&item), &[("sok", "")]))), "a look pays nothing");
    assert_eq!(asked(&panel, &with(&confirm(&item), &[("paymethod_id", "")]))["error"]["$type"], "value");
    let paid = asked(&panel, &confirm(&item));
    assert!(paid["ok"]["$"] == "" && paid["id"].is_null(), "{paid}");
    for again in [confirm(&item), confirm("7"), confirm("")] {
        assert_eq!(asked(&panel, &again)["error"]["$type"], "missed", "{again}");
    }
    let record = panel.record();
    assert_eq!((record.services.len(), record.charges.len(), record.cart.len()), (1, 1, 0));
    assert_eq!((record.services[0].domain.as_str(), record.services[0].standing), ("a.example", Standing::InProgress));
    assert_eq!(
        record.confirms.iter().map(ConfirmRequest::executed).collect::<Vec<_>>(),
        [false, true, false, false, false]
    );
    assert_eq!(record.confirms[1].services, [record.services[0].id]);
    assert_eq!(asked(&panel, "func=basket")["error"]["$type"], "missed", "the older functions are another panel's");
}

#[test]
fn a_confirm_pays_for_the_whole_cart_whoever_filled_it() {
    let panel = carts("");
    let item = laid(&panel, "a.example");
    let other = panel.lay_into_cart("b.example");
    assert_eq!(asked(&panel, "func=cart")["list"]["elem"].as_array().map(Vec::len), Some(2));
    assert!(panel.record().cart[1].by_hand && !panel.record().cart[0].by_hand);
    asked(&panel, &confirm(&item));
    assert_eq!(panel.record().domains(), ["a.example", "b.example"]);
    assert_eq!(asked(&panel, &confirm(&other.to_string()))["error"]["$type"], "missed");
    let one = carts("confirm-one");
    let item = laid(&one, "a.example");
    one.lay_into_cart("b.example");
    asked(&one, &confirm(&item));
    assert_eq!((one.record().domains(), one.record().cart.len()), (vec!["a.example".to_owned()], 1));
    one.empty_cart();
    assert!(one.record().cart.is_empty() && asked(&one, "func=cart")["list"]["elem"].is_null());
    let item = laid(&one, "c.example");
    assert_eq!(one.pay_cart().len(), 1, "a person pays");
    assert_eq!(asked(&one, &confirm(&item))["error"]["$type"], "missed");
}

#[test]
fn an_order_lands_in_the_cart_where_it_was_to_be_paid_at_once() {
    let six = || table("demo6", &[("skipbasket = false", "skipbasket = true")]);
    for (kind, items, cost) in [("cart", 1, COSTS[1]), ("cart-foreign", 2, COSTS[1]), ("cart-price", 1, "30.69")] {
        let panel = at(&six(), &format!("{kind}@1"));
        laid(&panel, "a.example");
        let record = panel.record();
        assert_eq!((record.services.len(), record.cart.len()), (0, items), "{kind}");
        assert_eq!(record.cart[0].service.cost.to_string(), cost, "{kind}");
        assert_eq!(record.cart.iter().filter(|item| item.by_hand).count(), items - 1, "{kind}");
        assert!(asked(&panel, &format!("{SIX}&domain=b.example"))["id"].is_object(), "one order only");
    }
    // The older functions leave an unpaid service beside the item.
    let five = at(&table("demo5", &[]), "cart@1");
    let answer = asked(&five, FIVE);
    assert_eq!((&answer["id"]["$"], &answer["billorder.id"]["$"]), (&"7100001".into(), &"90011".into()), "{answer}");
    assert_eq!(answer["ok"]["$"], "func=basket");
    assert_eq!(rows(&asked(&five, "func=vds"))[0]["item_status"]["$orig"], "1");
    assert!(five.record().charges.is_empty());
}

#[test]
fn the_payment_of_a_cart_fails_in_every_way() {
    // Fault; whether services are made, and paid; what is left in the cart.
    let table = [
        ("confirm-lost", 1, 1, 0),
        ("confirm-cut", 0, 0, 1),
        ("confirm-late", 0, 0, 1),
        ("confirm-twice", 1, 1, 0),
        ("confirm-refused", 0, 0, 1),
        ("confirm-url", 1, 0, 0),
        ("cart-late-foreign", 2, 2, 0),
    ];
    for (kind, services, charges, left) in table {
        let panel = carts(&format!("{kind}@1"));
        let item = laid(&panel, "a.example");
        let answer = super::today::sent(&panel, &format!("authinfo=practice:practice&out=json&{}", confirm(&item)));
        let record = panel.record();
        assert_eq!(
            (record.services.len(), record.charges.len(), record.cart.len()),
            (services, charges, left),
            "{kind}"
        );
        assert_eq!(record.confirms[0].fault.map(Kind::word), Some(kind));
        assert_eq!(record.confirms[0].services.len(), services, "{kind}");
        match kind {
            "confirm-lost" | "confirm-cut" => assert_eq!(answer, ""),
            "confirm-late" => {
                assert_eq!(answer, "");
                asked(&panel, "func=vds");
                asked(&panel, "func=vds");
                assert_eq!((panel.record().charges.len(), panel.record().cart.len()), (1, 0));
            }
            "confirm-twice" => assert!(answer.contains(r#""$type":"missed""#), "{answer}"),
            "confirm-refused" => assert!(answer.contains(r#""$type":"value""#), "{answer}"),
            "confirm-url" => {
                assert!(answer.contains("https://pay.example/inv/4211") && answer.contains("BO-4211"), "{answer}");
                assert_eq!(record.services[0].standing, Standing::Unpaid);
            }
            _ => assert!(answer.contains(r#""ok":{"$":""}"#), "{answer}"),
        }
    }
}

#[test]
fn a_cart_without_the_money_for_it_is_refused_or_left_unpaid() {
    for (manner, services, left) in [("", 0, 1), ("money-row", 1, 0), ("money-page", 1, 0)] {
        let settings =
            Settings { faults: manner.parse().expect("faults"), balance: Money::ZERO, ..Settings::default() };
        let panel = Sandbox::start(&table("demo6", &[]), settings).expect("a panel");
        let item = laid(&panel, "a.example");
        let answer = asked(&panel, &confirm(&item));
        let record = panel.record();
        assert_eq!((record.services.len(), record.cart.len(), record.charges.len()), (services, left, 0), "{manner}");
        assert!(record.services.iter().all(|service| service.standing == Standing::Unpaid));
        match manner {
            "money-page" => {
                assert!(answer["ok"]["$"].as_str().is_some_and(|to| to.starts_with("https://")), "{answer}");
            }
            _ => assert_eq!(answer["error"]["$type"], "not_enough_money", "{answer}"),
        }
    }
}

#[test]
fn an_order_for_the_cart_may_be_refused_although_it_lies_there() {
    for (kind, left, holds) in [("no-money", 0, "not_enough_money"), ("unpaid", 1, "not_enough_money")] {
        let panel = carts(&format!("{kind}@1"));
        assert_eq!(asked(&panel, SIX)["error"]["$type"], holds);
        let record = panel.record();
        assert_eq!((record.cart.len(), record.orders[0].item.is_some(), record.services.len()), (left, left > 0, 0));
    }
    let panel = carts("unpaid-pay@1");
    assert!(asked(&panel, SIX)["ok"]["$"].as_str().is_some_and(|to| to.starts_with("https://pay.example/")));
    assert_eq!((panel.record().cart.len(), panel.record().charges.len()), (1, 0));
    let panel = carts("cut-after@1,twice@2");
    super::today::sent(&panel, &format!("authinfo=practice:practice&{SIX}"));
    assert_eq!(asked(&panel, SIX)["lineitem.id"]["$"], "4213", "the second of two, beside the one of the lost answer");
    assert_eq!(panel.record().cart.len(), 3);
}

#[test]
fn an_item_may_be_named_as_anything_else_is() {
    let panel = carts("item-elid");
    let answer = asked(&panel, SIX);
    assert!(answer["elid"]["$"] == "4211" && answer["lineitem.id"].is_null(), "{answer}");
    assert!(asked(&panel, &confirm("4211"))["ok"].is_object());
}

#[test]
fn what_lies_in_a_cart_outlives_the_panel() {
    let dir = tempfile::tempdir().expect("a folder");
    let start = || {
        let settings = Settings { dir: Some(dir.path().to_owned()), unique_domains: false, ..Settings::default() };
        Sandbox::start(&table("demo6", &[]), settings).expect("a panel")
    };
    let first = start();
    let item = laid(&first, "a.example");
    drop(first);
    let second = start();
    assert_eq!(second.record().cart.len(), 1);
    assert!(asked(&second, &confirm(&item))["ok"].is_object());
    let before = second.record();
    drop(second);
    let third = start();
    let record = third.record();
    assert_eq!((record.services, record.charges), (before.services, before.charges));
    assert!(record.cart.is_empty());
    assert_eq!(asked(&third, "func=whoami")["user"]["$balance"], "99999972.10");
    assert_eq!(laid(&third, "b.example"), "4212", "ids are not given twice");
}
