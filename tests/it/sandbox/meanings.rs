//! Answers that mean something else than they say: what really happens, and what lists show of it.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use vdsbatch::panel::practice::{Owned, Sandbox, Settings};

use super::{panel, post, published, with, without};
use crate::harness::{Desk, catalog, vdsbatch};

fn list(panel: &Sandbox) -> String {
    post(panel, &with(&[("func", "vds"), ("sok", "")]))
}

fn order(panel: &Sandbox, domain: &str) -> String {
    post(panel, &with(&[("domain", domain)]))
}

fn at(settings: Settings, faults: &str) -> Sandbox {
    Sandbox::start(&catalog(), Settings { faults: faults.parse().expect("faults"), ..settings }).expect("a panel")
}

#[test]
fn an_unpaid_order_stands_unpaid_for_ever() {
    let dir = tempfile::tempdir().expect("a folder");
    let kept = || Settings { dir: Some(dir.path().to_owned()), ..Settings::default() };
    let first = at(kept(), "unpaid@1,unpaid-ok@2,unpaid-pay@3");
    let balance = || post(&first, &with(&[("func", "accountinfo"), ("sok", "")]));
    let before = balance();
    let answers: Vec<String> = (1..=3).map(|n| order(&first, &format!("u{n}.example"))).collect();
    assert!(answers[0].contains("<error code=\"8\" obj=\"order\"") && answers[0].contains("has not been paid"));
    assert!(answers[1].contains("<doc><ok/></doc>"), "{}", answers[1]);
    assert!(answers[2].contains("<ok type=\"top\">func=order.pay</ok>"), "{}", answers[2]);
    let body = |answer: &str| answer.split_once("<doc>").map(|(_, body)| body.to_owned());
    assert_eq!(body(&balance()), body(&before), "nothing was paid");
    let unpaid = |panel: &Sandbox| list(panel).matches("<item_status>1</item_status>").count();
    assert_eq!((0..5).map(|_| unpaid(&first)).collect::<Vec<_>>(), [3; 5]);
    assert!(order(&first, "u1.example").contains("already in use"), "it holds its domain");
    drop(first);
    assert_eq!(unpaid(&at(kept(), "")), 3);
}

#[test]
fn a_second_factor_in_the_middle_answers_every_call_from_then_on() {
    let panel = panel("second-factor@2");
    assert!(order(&panel, "a.example").contains("<doc><ok/></doc>"));
    assert!(list(&panel).contains("a.example"));
    let form = "<doc><ok type=\"form\">func=totp.confirm</ok></doc>";
    assert!(order(&panel, "b.example").contains(form));
    assert!(order(&panel, "c.example").contains(form));
    assert!(list(&panel).contains(form));
    assert!(post(&panel, &with(&[("func", "accountinfo"), ("sok", "")])).contains(form));
    // Whoever signs in gets a session that is good for nothing.
    let signed = post(&panel, &with(&[("func", "auth"), ("sok", "")]));
    let (_, id) = signed.split_once("<auth id=\"").expect("a session");
    let id = id.split_once('"').expect("an id").0;
    let mut listed = with(&[("func", "vds"), ("sok", ""), ("auth", id)]);
    listed.remove("authinfo");
    assert!(post(&panel, &listed).contains(form));
    // A password is looked at first.
    assert!(post(&panel, &with(&[("authinfo", "practice:wrong")])).contains("badpassword"));
    let json = post(&panel, &with(&[("func", "vds"), ("sok", ""), ("out", "json")]));
    assert!(json.ends_with(r#"{"doc":{"ok":{"$":"func=totp.confirm","$type":"form"}}}"#), "{json}");
    let page = post(&panel, &without("out"));
    assert!(page.contains("action=\"/billmgr?func=totp.confirm\""), "{page}");
    assert_eq!(panel.record().domains(), ["a.example"]);
}

#[test]
fn a_front_that_sends_twice_hears_that_the_domain_is_in_use_or_makes_a_twin() {
    let strict = panel("twice@1");
    assert!(order(&strict, "a.example").contains("<error code=\"2\" obj=\"domain\""));
    assert_eq!((strict.record().services.len(), strict.record().orders.len()), (1, 1));
    let lax = at(Settings { unique_domains: false, ..Settings::default() }, "twice@1");
    assert!(order(&lax, "a.example").contains("<doc><ok/></doc>"));
    let twins: Vec<u64> = lax.record().services.iter().map(|service| service.id).collect();
    assert_eq!(twins.len(), 2);
    assert_ne!(twins[0], twins[1]);
    assert_eq!(list(&lax).matches("<domain>a.example</domain>").count(), 2);
}

#[test]
fn a_refusal_after_the_fact_is_another_one_each_time() {
    let panel = panel("refuse-after:100%");
    let answers: Vec<String> = (1..=5).map(|n| order(&panel, &format!("r{n}.example"))).collect();
    let codes: Vec<&str> = answers
        .iter()
        .map(|answer| {
            let (_, code) = answer.split_once("<error code=\"").expect("an error");
            code.split_once('"').expect("a code").0
        })
        .collect();
    assert_eq!(codes, ["4", "2", "5", "3", "6"]);
    assert_eq!(panel.record().services.len(), 5);
}

#[test]
fn a_429_after_the_fact_is_listed_all_the_same() {
    let panel = panel("429-after@1");
    assert!(order(&panel, "a.example").starts_with("HTTP/1.1 429"));
    assert!(list(&panel).contains("a.example"));
    assert!(order(&panel, "a.example").contains("already in use"));
}

#[test]
fn what_was_refused_or_turned_away_may_be_executed_later() {
    for (fault, said) in [("429-late@1", "HTTP/1.1 429"), ("refuse-late@1", "<error code=\"4\"")] {
        let panel = panel(fault);
        assert!(order(&panel, "a.example").contains(said), "{fault}");
        assert_eq!([(); 3].map(|()| list(&panel).contains("a.example")), [false, true, true], "{fault}");
        assert!(!panel.record().orders[0].executed, "{fault}");
    }
}

#[test]
fn an_ok_may_stand_for_nothing() {
    let panel = panel("ok-nothing@1");
    assert!(order(&panel, "a.example").contains("<doc><ok/></doc>"));
    assert!((0..5).all(|_| list(&panel).contains("<p_elems>0</p_elems>")));
    assert_eq!(panel.record().orders.len(), 1);
}

#[test]
fn a_saved_filter_hides_what_is_new_and_counts_without_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let kept = || Settings { dir: Some(dir.path().to_owned()), ..Settings::default() };
    let first = at(kept(), "list-filter@2");
    first.add_service("old.example");
    assert!(list(&first).contains("<p_elems>1</p_elems>"));
    order(&first, "a.example");
    let id = first.record().services[1].id;
    let shown = |panel: &Sandbox| -> Vec<bool> {
        let list = list(panel);
        ["old.example", "a.example", "b.example", "<p_elems>2</p_elems>"].map(|mark| list.contains(mark)).to_vec()
    };
    assert_eq!(shown(&first), [true, true, false, true], "it was there before");
    order(&first, "b.example");
    assert_eq!(shown(&first), [true, true, false, true]);
    let hidden = first.record().services[2].id.to_string();
    let one = post(&first, &with(&[("func", "vds.edit"), ("sok", ""), ("elid", &hidden)]));
    assert!(one.contains("<domain>b.example</domain>"), "a filter hides nothing that is asked for by its id: {one}");
    assert!(id > 0);
    drop(first);
    let again = at(kept(), "list-filter@99");
    assert_eq!(shown(&again), [true, true, false, true], "it is kept");
    drop(again);
    let faults = vdsbatch::panel::practice::Faults::unasked();
    let reconciled = Sandbox::start(&catalog(), Settings { faults, ..kept() }).expect("a panel");
    assert_eq!(shown(&reconciled), [true, true, false, true], "whoever cannot ask for it keeps it");
    drop(reconciled);
    let cleared = at(kept(), "");
    assert_eq!(shown(&cleared), [true, true, true, false], "and taken away");
    drop(cleared);
    assert_eq!(shown(&at(kept(), "list-filter@99")), [true, true, true, false]);
}

#[test]
fn a_price_is_the_tables_or_invented_and_says_so_or_another_one() {
    let cost = |service: &Owned| (service.cost.to_string(), service.invented);
    let untold = panel("other-price@2");
    order(&untold, "a.example");
    order(&untold, "b.example");
    let record = untold.record();
    assert_eq!(
        record.services.iter().map(cost).collect::<Vec<_>>(),
        [("100.00".into(), true), ("110.00".into(), true)]
    );
    let listed = list(&untold);
    assert!(
        listed.contains("<cost>100.00 RUB (invented for practice)</cost><item_cost>100.00</item_cost>"),
        "{listed}"
    );

    let mut table = catalog();
    let (tariff, months) = (&mut table.tariffs[0], "1".parse().expect("a month"));
    let money = |text: &str| vdsbatch::money::Money::try_from(text.to_owned()).expect("money");
    tariff.prices.insert(months, money("490.00"));
    let told = Sandbox::start(&table, Settings::default()).expect("a panel");
    assert!(post(&told, &published()).contains("<ok/>"));
    assert_eq!(cost(&told.record().services[0]), ("490.00".into(), false));
    assert!(list(&told).contains("<cost>490.00 RUB</cost>"));
}

#[test]
fn where_prices_come_from_is_said_by_the_panel_and_in_the_plan() {
    let mut panel = vdsbatch().args(["sandbox", "--lang", "en"]).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut said = BufReader::new(panel.stdout.take().expect("a stream")).lines();
    let said: Vec<String> = said.by_ref().take(2).map(|line| line.expect("a line")).collect();
    panel.kill().and_then(|()| panel.wait()).expect("it ends");
    assert_eq!(said[1], "prices: of the tariff table; where it has none, 100.00 per month, invented for practice");
    let desk = Desk::new().orders(1);
    let mut plan = vdsbatch();
    plan.arg("process").arg(desk.path("orders.csv")).args(["--sandbox", "--yes", "-o"]).arg(desk.path("p.xlsx"));
    desk.run(&mut plan).exits(0).says(
        "prices at the practice panel: from the tariff table; where the table has none, the practice panel invents one",
    );
    let real = desk.process(&[]).exits(0).says("account: ");
    assert!(!real.stderr.contains("its prices"), "{real}");
}

#[test]
fn what_was_set_up_stays_so_in_a_folder_and_files_of_before_are_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let kept = || at(Settings { dir: Some(dir.path().to_owned()), ..Settings::default() }, "");
    let earlier = "{\"format\":\"vdsbatch-panel\",\"version\":1}\n{\"made\":{\"id\":100001,\"domain\":\"old.example\",\
                   \"tariff\":\"KVM Ferrum\",\"template\":\"Debian-7-x86_64-minimal\",\"months\":1,\"renewal\":null,\
                   \"cost\":\"100.00\"}}\n";
    std::fs::write(dir.path().join("panel.jsonl"), earlier).expect("a file");
    let first = kept();
    assert!(list(&first).contains("<domain>old.example</domain><ip/>"));
    order(&first, "new.example");
    for _ in 0..3 {
        list(&first);
    }
    drop(first);
    let second = kept();
    let listed = list(&second);
    assert_eq!(listed.matches("<item_status>2</item_status>").count(), 2, "{listed}");
    assert!(listed.contains("<ip>198.51.100."), "{listed}");
    second.delete_service(100_001);
    drop(second);
    assert!(list(&kept()).contains("<item_status>4</item_status>"));
}
