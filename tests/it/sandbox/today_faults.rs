//! Every fault at the practice panels of today: what happens, and what is said of it.

use vdsbatch::panel::practice::{Kind, Standing};

use super::today::{FIVE, SIX, asked, five, is_form, rows, sent, six};

#[test]
fn every_fault_of_an_order_does_what_it_says_in_either_dialect() {
    // Fault, how many services are made and charged, what the answer holds.
    let table = [
        (Kind::CutBefore, 0, 0, ""),
        (Kind::CutAfter, 1, 1, ""),
        (Kind::Late, 0, 0, ""),
        (Kind::CutBody, 1, 1, "HTTP/1.1 200"),
        (Kind::Throttle, 0, 0, "retry-after: 1"),
        (Kind::ThrottleAfter, 1, 1, "retry-after: 1"),
        (Kind::ThrottleLate, 0, 0, "retry-after: 1"),
        (Kind::Error500, 0, 0, "HTTP/1.1 500"),
        (Kind::Error502, 0, 0, "HTTP/1.1 502"),
        (Kind::Error504After, 1, 1, "HTTP/1.1 504"),
        (Kind::Html, 0, 0, "<html>"),
        (Kind::Challenge, 0, 0, "Just a moment"),
        (Kind::OkNothing, 0, 0, "<ok/></doc>"),
        (Kind::RefuseAfter, 1, 1, "<error type=\"value\" object=\"ostempl\""),
        (Kind::RefuseLate, 0, 0, "<error type=\"value\" object=\"ostempl\""),
        (Kind::Twice, 2, 2, "<id>7100002</id><ok/></doc>"),
        (Kind::Unpaid, 1, 0, "<error type=\"not_enough_money\""),
        (Kind::UnpaidOk, 1, 0, "<id>7100001</id><ok/></doc>"),
        (Kind::UnpaidPay, 1, 0, "<ok>https://pay.example/inv/1</ok>"),
        (Kind::OtherPrice, 1, 1, "<id>7100001</id><ok/></doc>"),
        (Kind::WrongPassword, 0, 0, "<error type=\"auth\" object=\"badpassword\""),
        (Kind::SessionOver, 0, 0, "<error type=\"access\" object=\"session\""),
        (Kind::Blocked, 0, 0, "<error type=\"auth\" object=\"blocked\""),
        (Kind::Address, 0, 0, "Access from this IP denied"),
        (Kind::Captcha, 0, 0, "<error type=\"captcha_verification_failed\""),
        (Kind::SecondFactor, 0, 0, "<error type=\"extraconfirm\""),
        (Kind::NoMoney, 0, 0, "<param name=\"available\">0.00</param>"),
        (Kind::IdArray, 1, 1, "<id>7100001</id><id>7100001</id><ok/></doc>"),
        (Kind::FormAgain, 0, 0, "<metadata>"),
        (Kind::NeedsConfig, 1, 1, "<id>7100001</id><ok/></doc>"),
        (Kind::NotAvailable, 1, 1, "<id>7100001</id><ok/></doc>"),
        (Kind::Clamp, 1, 1, "<id>7100001</id><ok/></doc>"),
    ];
    for (kind, services, charges, holds) in table {
        for (dialect, order) in [(five as fn(&str) -> _, FIVE), (six, SIX)] {
            let panel: vdsbatch::panel::practice::Sandbox = dialect(&format!("{}@1", kind.word()));
            let answer = sent(&panel, &format!("authinfo=practice:practice&out=xml&{order}&domain=a.example"));
            let record = panel.record();
            let word = kind.word();
            assert_eq!((record.orders[0].executed, record.orders[0].fault), (services > 0, Some(kind)));
            assert_eq!((record.services.len(), record.charges.len()), (services, charges), "{word}");
            assert!(answer.contains(holds) && holds.is_empty() == answer.is_empty(), "{word}: {answer}");
            if kind != Kind::SecondFactor {
                assert!(
                    asked(&panel, &format!("{order}&domain=b.example"))["ok"].is_object(),
                    "{word}: one order only"
                );
            }
        }
    }
}

#[test]
fn what_is_late_comes_after_two_lists_and_into_the_cart_where_it_belongs() {
    for kind in ["late", "429-late", "refuse-late"] {
        let panel = five(&format!("{kind}@1"));
        sent(&panel, &format!("authinfo=practice:practice&out=json&{FIVE}&domain=a.example"));
        let list = || rows(&asked(&panel, "func=vds&filter=off")).len();
        assert_eq!([list(), list()], [0, 1], "{kind}");
    }
    let panel = super::today::at(&super::today::table("demo6", &[]), "late@1");
    sent(&panel, &format!("authinfo=practice:practice&out=json&{SIX}&domain=a.example"));
    asked(&panel, "func=vds");
    assert!(panel.record().cart.is_empty());
    asked(&panel, "func=vds");
    assert_eq!((panel.record().cart.len(), panel.record().services.len()), (1, 0));
}

#[test]
fn a_service_may_be_other_than_it_was_ordered() {
    let order = |kind: &str| {
        let panel = five(&format!("{kind}@1"));
        asked(&panel, &format!("{FIVE}&domain=a.example"));
        let row = rows(&asked(&panel, "func=vds&filter=off")).remove(0);
        (panel.record().services.remove(0), row)
    };
    let (service, row) = order("needs-config");
    assert_eq!(service.standing, Standing::Unconfigured);
    assert!(row["item_status"]["$"] == "Configuration required" && row["item_status"]["$orig"].is_null(), "{row}");
    let (service, row) = order("not-available");
    assert_eq!((service.standing, &row["item_status"]["$"]), (Standing::Unavailable, &"Not available".into()));
    let (service, row) = order("clamp");
    assert_eq!((service.addons["addon_71821"].as_str(), service.addons["addon_71822"].as_str()), ("20", "1"));
    assert_eq!(service.addons["addon_71827"], "82", "what is one of several stays");
    assert_eq!(row["item_cost"]["$"], "1200.0000");
    let (_, row) = order("other-price");
    assert_eq!(row["item_cost"]["$"], "1716.0000");
}

#[test]
fn lists_misbehave_as_they_do_elsewhere() {
    let listed = |kind: &str| {
        let panel = six(&format!("{kind}@1"));
        panel.add_service("a.example");
        sent(&panel, "authinfo=practice:practice&out=json&func=vds&filter=off")
    };
    assert!(listed("list-500").contains("HTTP/1.1 500"));
    assert!(listed("list-429").contains("retry-after: 1"));
    assert!(listed("list-html").contains("<h1>Scheduled maintenance</h1>"));
    assert!(listed("list-gzip").contains("content-encoding: gzip"));
    assert!(!listed("list-cut").contains("p_elems"));
    let short = listed("list-short");
    assert!(short.contains(r#""p_elems":{"$":"1"}"#) && !short.contains("a.example"), "{short}");
    let refused = listed("filter-refused");
    assert!(refused.contains(r#""$object":"filter""#) && refused.contains(r#""$type":"value""#), "{refused}");
    let panel = six("filter-refused@1");
    assert_eq!(asked(&panel, "func=vds")["p_elems"]["$"], "0", "only the whole list is refused");
    let panel = six("list-filter@1");
    let count = |form: &str| rows(&asked(&panel, form)).len();
    assert_eq!(count("func=vds"), 0);
    panel.add_service("a.example");
    assert_eq!((count("func=vds"), count("func=vds&filter=off")), (0, 1));
}

#[test]
fn an_order_that_shows_its_form_again_executed_nothing() {
    let panel = six("form-again@1");
    let form = asked(&panel, SIX);
    assert!(is_form(&form) && form["$func"] == "v2.vds.order.param", "{form}");
}
