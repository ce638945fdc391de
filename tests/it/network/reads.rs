//! No read sends a form: of everything that is asked, only an order and what pays for it carries `sok`, and nothing
//! else carries `sok`, `snext` or `clicked_button`.

use super::today::{Parameters, Today, desk};
use crate::harness::Desk;

/// What sends a form.
const ACTS: [&str; 3] = ["sok", "snext", "clicked_button"];

/// Whether a request orders, or pays for what was ordered. The form of an order with everything in it, which is not
/// sent, is asked what it would cost.
fn is_order(given: &Parameters) -> bool {
    let function = given["func"].as_str();
    let order = function.ends_with(".order.param") && given.contains_key("domain");
    let quote = ACTS.iter().all(|act| !given.contains_key(*act));
    (order && !quote) || function == "vds.order.7" || function == "cartorder.create.confirm"
}

#[track_caller]
fn only_orders_send_a_form(asked: &[Parameters], orders: usize) {
    assert!(asked.len() > orders, "nothing was read: {asked:?}");
    for given in asked.iter().filter(|given| !is_order(given)) {
        let act = ACTS.into_iter().find(|act| given.contains_key(*act));
        assert_eq!(act, None, "a read that acts: {given:?}");
    }
    let sent: Vec<_> = asked.iter().filter(|given| is_order(given)).collect();
    assert_eq!(sent.len(), orders, "{sent:?}");
    assert!(sent.iter().all(|given| given.get("sok").map(String::as_str) == Some("ok")), "{sent:?}");
}

/// Every verb, in an order in which each has something to read, and the exit that it has then.
fn every_verb(desk: &Desk, panel: &Today, catalog: &str) {
    let run = |words: &[&str], exit: i32| {
        let mut command = panel.verb(desk, words);
        desk.run(command.args(["--catalog", catalog])).exits(exit);
    };
    run(&["process", "orders.csv", "--dry-run"], 0);
    run(&["process", "orders.csv", "--dry-run", "--online"], 0);
    run(&["account"], 0);
    // This panel does not say what it sells.
    run(&["catalog", "check"], if catalog == "ihor" { 1 } else { 5 });
    run(&["catalog", "pull", "-o", "pulled.toml"], 1);
    only_orders_send_a_form(&panel.asked(), 0);
    run(&["process", "orders.csv", "--yes"], 0);
    run(&["process", "orders.csv", "--yes"], 0);
    run(&["reconcile"], 0);
    run(&["show", "web-1.example.ru"], 0);
    run(&["runs"], 0);
    run(&["decisions"], 0);
    run(&["account", "--format", "json"], 0);
    run(&["adopt", "old.example.ru", "7100001", "--reason", "ours"], 0);
    run(&["release", "web-1.example.ru", "--reason", "over"], 6);
    run(&["resolve", "web-1.example.ru", "--not-ordered", "--reason", "looked"], 1);
    only_orders_send_a_form(&panel.asked(), 1);
}

#[test]
fn no_read_of_any_verb_sends_a_form() {
    for dialect in ["billmanager5", "billmanager6"] {
        let (panel, desk) = (Today::new(dialect, |_| None), desk(dialect));
        every_verb(&desk, &panel, "mine.toml");
    }
    every_verb(&Desk::new().orders(1), &Today::new("billmanager4", |_| None), "ihor");
}

#[test]
fn a_read_that_sends_a_form_is_seen() {
    let given = |pairs: &[(&str, &str)]| -> Parameters {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let read = given(&[("func", "vds")]);
    for act in ACTS {
        // The form of an order that is asked for names no domain.
        for function in ["vds.edit", "whoami", "v2.vds.order.param", "cart"] {
            let asked = [read.clone(), given(&[("func", function), (act, "")])];
            assert!(std::panic::catch_unwind(|| only_orders_send_a_form(&asked, 0)).is_err(), "{function} {act}");
        }
    }
    let order = given(&[("func", "vds.order.param"), ("domain", "a.example.ru"), ("sok", "ok")]);
    only_orders_send_a_form(&[read, order], 1);
}
