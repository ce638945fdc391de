//! What a person decides is held against the panel's list, shown wherever the order is, and reaches every run.

use vdsbatch::order::claim::ClaimState;

use crate::harness::{Desk, Ran, orders};

const WHY: [&str; 2] = ["--reason", "looked in the panel"];

fn decide<'d>(desk: &'d Desk, words: &[&str]) -> Ran<'d> {
    desk.run(&mut desk.verb(&[words, &WHY].concat()))
}

fn state(desk: &Desk, n: usize) -> Option<ClaimState> {
    let domain = orders(n.try_into().expect("small")).remove(n - 1).domain;
    desk.history().claims.get(&domain).map(|claim| claim.state)
}

/// One order after another of which the second and the third were lost on their way.
fn two_in_doubt() -> Desk {
    let desk = Desk::with("cut-before@2,cut-before@3").orders(4);
    desk.process(&["--jobs", "1"]).exits(5).says("unknown 2");
    desk
}

/// The document of `show DOMAIN --json`.
fn shown(desk: &Desk, domain: &str) -> serde_json::Value {
    let ran = desk.run(&mut desk.verb(&["show", domain, "--json"])).exits(0);
    serde_json::from_str(&ran.stdout).expect("JSON")
}

#[test]
fn what_is_to_be_filled_in_is_no_id_and_no_reason() {
    let desk = two_in_doubt();
    for id in ["ID", "<id>", "НОМЕР", "НОМЕР_УСЛУГИ", "…", "TEXT", "0", "12 3", ""] {
        decide(&desk, &["resolve", "web-2.example.ru", "--ordered", id]).exits(2);
        decide(&desk, &["adopt", "web-2.example.ru", id]).exits(2);
        decide(&desk, &["release", "--id", id]).exits(2);
    }
    for reason in ["TEXT", "ТЕКСТ", "…", "...", "<why>", " ", "ID", "your reason"] {
        let words = ["resolve", "web-2.example.ru", "--ordered", "5", "--reason", reason];
        desk.run(&mut desk.verb(&words)).exits(2).says("a few words on how you know");
        desk.run(&mut desk.verb(&["release", "web-1.example.ru", "--reason", reason])).exits(2);
    }
    decide(&desk, &["resolve", "DOMAIN", "--not-ordered"]).exits(2);
    assert_eq!(state(&desk, 2), Some(ClaimState::Unknown));
}

#[test]
fn an_id_that_a_complete_list_does_not_show_for_the_domain_is_refused() {
    let desk = two_in_doubt();
    let first = desk.panel.record().services[0].id.to_string();
    let resolve =
        |id: &str, more: &[&str]| decide(&desk, &[&["resolve", "web-2.example.ru", "--ordered", id], more].concat());
    resolve("777", &[]).exits(1).says("the panel's complete list has no service 777");
    resolve(&first, &[]).exits(1).says("belongs to the order for `web-1.example.ru`");
    let foreign = desk.panel.add_service("other.example.ru").to_string();
    resolve(&foreign, &["--force"]).exits(1).says("under another domain: `other.example.ru`");
    // Nobody asked the panel now, but it was seen in a list once.
    resolve(&foreign, &["--offline"]).exits(1).says("under another domain");
    assert_eq!(state(&desk, 2), Some(ClaimState::Unknown));
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    let ran = resolve(&made, &[]).exits(0);
    assert!(!ran.stderr.contains("on your word"), "{ran}");
    let shown = shown(&desk, "web-2.example.ru");
    assert_eq!(shown["decisions"][0]["held"]["is"], "agreed", "{shown}");
    assert_eq!(shown["service"]["id"], made.as_str());
}

#[test]
fn a_service_that_stood_there_before_the_order_is_not_what_it_made() {
    let desk = Desk::with("cut-before@2").orders(2);
    let before = desk.panel.add_service("web-2.example.ru");
    desk.panel.delete_service(before);
    desk.process(&["--jobs", "1"]).exits(5);
    decide(&desk, &["resolve", "web-2.example.ru", "--ordered", &before.to_string(), "--force"])
        .exits(1)
        .says("before this order was sent");
    decide(&desk, &["resolve", "web-2.example.ru", "--not-ordered", "--settle", "0"]).exits(0);
}

#[test]
fn without_a_list_a_decision_stands_on_a_persons_word_until_a_list_tells() {
    let desk = two_in_doubt();
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    let mut offline = desk.verb(&[&["resolve", "web-2.example.ru", "--ordered", &made] as &[_], &WHY].concat());
    offline.env_remove("VDSBATCH_PASSWORD");
    desk.run(&mut offline).exits(0).says("the panel's list was not read").says("this was recorded on your word");
    decide(&desk, &["resolve", "web-3.example.ru", "--ordered", "777", "--offline"]).exits(0).says("on your word");
    let book = |name: &str| desk.run(&mut desk.verb(&["report", "last", "-o", &desk.path(name).display().to_string()]));
    let log = book("one.xlsx").exits(0).workbook("one.xlsx", "Attempts");
    let of = |log: &[Vec<String>], domain: &str| {
        log.iter().rfind(|row| row[5] == domain && row[9] == "looked in the panel").expect("a decision").clone()
    };
    for domain in ["web-2.example.ru", "web-3.example.ru"] {
        assert!(of(&log, domain)[11].starts_with("on the operator's word"), "{log:?}");
    }
    // A complete list comes: one was right, the other was not.
    let ran =
        desk.run(&mut desk.verb(&["reconcile"])).says("CONTRADICTED: a complete list of the panel has no such service");
    ran.says("vdsbatch show web-3.example.ru");
    let ran = book("two.xlsx").exits(0);
    let log = ran.workbook("two.xlsx", "Attempts");
    assert_eq!(of(&log, "web-2.example.ru")[11], "the panel's list agrees");
    assert!(of(&log, "web-3.example.ru")[11].starts_with("CONTRADICTED"), "{log:?}");
    let text = format!("{:?}", ran.workbook("two.xlsx", "Orders"));
    assert!(text.contains("the panel's list contradicts the decision"), "{text}");
    let told = desk.run(&mut desk.verb(&["show", "web-3.example.ru"])).exits(0);
    told.says("CONTRADICTED").says("vdsbatch resolve web-3.example.ru --not-ordered");
    // What no list agreed with can be said otherwise; what one agreed with cannot.
    decide(&desk, &["resolve", "web-2.example.ru", "--not-ordered", "--force"]).exits(1).says("confirmed");
    decide(&desk, &["resolve", "web-3.example.ru", "--not-ordered", "--force"]).exits(0);
    desk.process(&[]).exits(0).says("confirmed 1 · already ordered 3");
}

#[test]
fn that_nothing_was_ordered_is_not_taken_before_a_list_can_show_it() {
    let desk = two_in_doubt();
    let resolve = |more: &[&str]| decide(&desk, &[&["resolve", "web-2.example.ru", "--not-ordered"], more].concat());
    resolve(&[]).exits(6).says("it is too early").says("--force");
    resolve(&["--settle", "0", "--offline"]).exits(6).says("the panel's list was not read");
    let control = desk.panel.record().services[0].id;
    desk.panel.hide_service(control);
    resolve(&["--settle", "0"])
        .exits(6)
        .says("does not prove that the service does not exist")
        .says("web-1.example.ru");
    desk.panel.show_service(control);
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    let ran = resolve(&["--settle", "0", "--force"]).exits(1).says("was not there before the order was sent");
    ran.says(&format!("unknown → confirmed, service id {made}"))
        .says("vdsbatch show web-2.example.ru --account practice");
    // The list that refused it has settled the order.
    assert_eq!(state(&desk, 2), Some(ClaimState::Confirmed));
    decide(&desk, &["resolve", "web-3.example.ru", "--not-ordered", "--settle", "0"]).exits(0);
    assert_eq!(state(&desk, 3), None);
    decide(&desk, &["resolve", "web-3.example.ru", "--not-ordered", "--settle", "0"])
        .exits(1)
        .says("the ledger has no such order");
}

#[test]
fn both_commands_of_an_order_that_was_refused_and_is_listed_all_the_same_run_as_printed() {
    for (way, left) in [("--ordered", Some(ClaimState::Confirmed)), ("--not-ordered", None)] {
        let desk = Desk::with("refuse-after@2").orders(2);
        let ran = desk.process(&["--jobs", "1"]).exits(5).says("P230").says("if somebody else ordered it:");
        let twice = ran.stderr.matches("do not order it").count() + ran.stdout.matches("do not order it").count();
        assert_eq!(twice, 1, "{ran}");
        // More lists settle nothing here, and none of them lacks it.
        let again = desk.run(&mut desk.verb(&["reconcile"])).exits(5).says("vdsbatch show web-2.example.ru");
        assert!(!again.stderr.contains("complete lists without it that count"), "{again}");
        let made = desk.panel.record().services[1].id.to_string();
        let typed: &[&str] = if way == "--ordered" { &[way, &made] } else { &[way, "--force"] };
        let said = format!("vdsbatch resolve web-2.example.ru {} --reason", typed.join(" "));
        ran.says(&said);
        desk.run(&mut desk.verb(&["show", "web-2.example.ru"])).exits(0).says(&said);
        decide(&desk, &[&["resolve", "web-2.example.ru"], typed].concat()).exits(0);
        assert_eq!(state(&desk, 2), left);
    }
}

#[test]
fn a_service_that_the_newest_list_shows_is_released_by_force_alone() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    decide(&desk, &["release", "web-1.example.ru"]).exits(6).says("still shows service");
    decide(&desk, &["release", "web-1.example.ru", "--offline"]).exits(6).says("--force");
    desk.panel.delete_service(desk.panel.record().services[0].id);
    // Nobody was told yet; asked now, the panel says it.
    decide(&desk, &["release", "web-1.example.ru", "--offline"]).exits(6);
    decide(&desk, &["release", "web-1.example.ru"]).exits(0);
    decide(&desk, &["release", "web-2.example.ru", "--force"]).exits(0).says("this was recorded on your word");
    let decisions = desk.run(&mut desk.verb(&["decisions"])).exits(0);
    let lines: Vec<&str> = decisions.stdout.lines().collect();
    assert!(lines[0].starts_with("web-2.example.ru") && lines[0].contains("(--force)"), "{decisions}");
    assert!(lines[1].starts_with("web-1.example.ru") && lines[1].ends_with("the panel's list agrees"), "{decisions}");
}

#[test]
fn a_service_without_a_domain_that_can_be_read_is_released_by_its_id() {
    let desk = Desk::new().orders(1);
    let nameless = desk.panel.add_service("no domain at all");
    desk.process(&[]).exits(0);
    desk.panel.hide_service(nameless);
    let desk = desk.orders(2);
    let command = format!("vdsbatch release --id {nameless} --reason \"…\" --account practice");
    desk.process(&[]).exits(1).says("P218").says(&command);
    decide(&desk, &["release", "--id", "31337"]).exits(1).says("no list of the panel showed service 31337");
    let ours = desk.panel.record().services.iter().find(|service| service.id != nameless).expect("ours").id;
    decide(&desk, &["release", "--id", &ours.to_string()]).exits(1).says("vdsbatch show web-1.example.ru");
    decide(&desk, &["release", "--id", &nameless.to_string()]).exits(0);
    desk.process(&[]).exits(0);
    desk.run(&mut desk.verb(&["decisions", "--json"])).exits(0).says(&format!("\"service_id\": \"{nameless}\""));
}

#[test]
fn what_is_adopted_is_compared_with_what_a_row_asks_for() {
    let desk = Desk::new().sheet(["KVM Ferrum | 1 | made.example.ru"]);
    desk.process(&[]).exits(0);
    let id = desk.panel.record().services[0].id.to_string();
    // Another ledger has nothing about it, and its row asks for another tariff.
    let desk = desk.sheet(["SSD Ferrum | 3 | made.example.ru", "KVM Ferrum | 1 | new.example.ru"]);
    let mut process = desk.command_in("others", &["--yes"]);
    let ran = desk.run(&mut process).exits(4).says("conflict 1");
    ran.says(&format!("vdsbatch adopt made.example.ru {id} --reason \"…\""));
    let others = desk.path("others").display().to_string();
    let other = |words: &[&str]| {
        let mut command = crate::harness::vdsbatch();
        command.args(words).args(["--account", "practice", "--panel", &desk.panel.url(), "--ledger", &others]);
        command.env("VDSBATCH_PASSWORD", crate::harness::CANARY).current_dir(desk.dir.path());
        command
    };
    desk.run(&mut other(&["adopt", "made.example.ru", &id]))
        .exits(0)
        .says("asks for something else")
        .says("Tariff: was");
    // The workbook made again tells it, and so does the next plan.
    let again = desk.run(&mut other(&["report", "last", "-o", "again.xlsx"])).exits(0);
    let text = format!("{:?}", again.workbook("again.xlsx", "Orders"));
    assert!(
        text.contains("G103")
            && text.contains("differences: Tariff")
            && text.contains("service taken over into the ledger"),
        "{text}"
    );
    let mut plan = desk.command_in("others", &["--dry-run"]);
    desk.run(&mut plan).exits(4).says("conflict: made.example.ru (row 2): G103").says("Tariff: was");
    let adopted = desk.run(&mut other(&["show", "made.example.ru"])).exits(0);
    adopted.says("service taken over into the ledger");
}

#[test]
fn every_run_that_met_an_order_tells_the_same_once_it_is_decided() {
    let desk = two_in_doubt();
    desk.process(&[]).exits(5).says("already ordered 2 · unknown 2");
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0).stdout;
    let ids: Vec<&str> = runs.lines().filter_map(|line| line.split("  ").next()).collect();
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    decide(&desk, &["resolve", "web-2.example.ru", "--ordered", &made, "--offline"]).exits(0);
    decide(&desk, &["resolve", "web-3.example.ru", "--not-ordered", "--settle", "0"]).exits(0);
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0);
    let lines: Vec<&str> = runs.stdout.lines().collect();
    assert!(lines[0].ends_with("already ordered 3 · rejected 1"), "{runs}");
    assert!(lines[1].ends_with("confirmed 3 · rejected 1"), "{runs}");
    for (n, id) in ids.iter().enumerate() {
        let name = format!("{n}.xlsx");
        let ran = desk.run(&mut desk.verb(&["report", id, "-o", &name])).exits(0);
        let text = format!("{:?}", [ran.workbook(&name, "Orders"), ran.workbook(&name, "Summary")]);
        assert!(!text.contains("To check") && !text.contains("vdsbatch resolve"), "{text}");
        assert!(text.contains("decided ") && text.contains("looked in the panel"), "{text}");
        let log = format!("{:?}", ran.workbook(&name, "Attempts"));
        assert!(log.contains("not ordered") && log.contains(&made), "{log}");
        let data = desk.run(&mut desk.verb(&["report", id, "--format", "json"])).exits(0).stdout;
        let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
        assert_eq!(data["decisions"].as_array().expect("decisions").len(), 2, "{data}");
        assert_eq!(data["decisions"][0]["reason"], "looked in the panel");
    }
}

#[test]
fn a_conflict_with_an_order_in_doubt_is_over_once_that_is_decided() {
    let desk = two_in_doubt();
    let rows = ["SSD Ferrum | 3 | web-2.example.ru", "SSD Ferrum | 3 | web-3.example.ru"];
    let desk = desk.sheet(rows);
    desk.process(&[]).exits(4).says("conflict 2").says("conflict: web-2.example.ru (row 2)");
    decide(&desk, &["resolve", "web-2.example.ru", "--ordered", "777", "--offline"]).exits(0);
    decide(&desk, &["resolve", "web-3.example.ru", "--not-ordered", "--settle", "0"]).exits(0);
    let ran = desk.run(&mut desk.verb(&["report", "last", "-o", "again.xlsx"])).exits(0);
    let text = format!("{:?}", ran.workbook("again.xlsx", "Orders"));
    assert!(text.contains("Conflict") && text.contains("Not sent"), "{text}");
    assert!(!text.contains("settle the earlier order first"), "{text}");
    // The list does not have what it is in conflict with, whatever was said.
    desk.process(&[]).exits(5).says("confirmed 1 · conflict 1");
}

#[test]
fn everything_that_is_known_of_an_order_is_shown_without_the_lock() {
    let desk = two_in_doubt();
    let words = desk.run(&mut desk.verb(&["show", "WEB-2.example.ru"])).exits(0);
    let words = words.says("web-2.example.ru: Unknown").says("attempt 1 of run").says("T303");
    let words = words.says("does not show the domain").says("payment: not known");
    words.says("vdsbatch resolve web-2.example.ru --ordered ID --reason \"…\" --account practice");
    let document = shown(&desk, "web-2.example.ru");
    assert_eq!((&document["status"], &document["claim"]), (&"unknown".into(), &"unknown".into()), "{document}");
    assert_eq!(document["attempts"][0]["status"], "unknown");
    assert_eq!(document["commands"].as_array().expect("commands").len(), 3);
    assert!(document["lists"].as_array().is_some_and(|lists| !lists.is_empty()), "{document}");
    let confirmed = shown(&desk, "web-1.example.ru");
    assert_eq!(confirmed["status"], "confirmed");
    assert!(confirmed["service"]["last_listed"].is_string(), "{confirmed}");
    desk.run(&mut desk.verb(&["show", "nobody.example.ru"])).exits(1).says("has nothing about").says("vdsbatch runs");
    // Nothing of it needs the lock.
    let held = vdsbatch::ledger::Ledger::open(&desk.place()).expect("the lock");
    desk.run(&mut desk.verb(&["show", "web-1.example.ru"])).exits(0);
    desk.run(&mut desk.verb(&["decisions"])).exits(0).says("no decisions are recorded");
    drop(held);
}

#[test]
fn whoever_reads_or_decides_makes_no_ledger_and_is_told_which_there_are() {
    let desk = Desk::new().orders(1);
    let typed: [&[&str]; 9] = [
        &["runs"],
        &["report", "last"],
        &["reconcile"],
        &["decisions"],
        &["show", "web-1.example.ru"],
        &["resolve", "web-1.example.ru", "--not-ordered", "--reason", "x"],
        &["release", "web-1.example.ru", "--reason", "x"],
        &["adopt", "web-1.example.ru", "5"],
        &["ledger", "check"],
    ];
    for words in typed {
        desk.run(&mut desk.verb(words)).exits(1).says("there is no ledger for practice @").says("and none at all in");
        assert!(!desk.path("ledgers").exists(), "{words:?}");
    }
    desk.process(&[]).exits(0).says("ledger: a new one was made for this account in");
    let second = desk.process(&[]).exits(0);
    assert!(!second.stderr.contains("a new one was made"), "{second}");
    for words in typed {
        let mut command = crate::harness::vdsbatch();
        command.args(words).args(["--account", "nobody", "--panel", &desk.panel.url()]);
        command.arg("--ledger").arg(desk.path("ledgers"));
        desk.run(&mut command)
            .exits(1)
            .says("there is no ledger for nobody @")
            .says("has ledgers for: practice @ http://127.0.0.1");
    }
    let dir = desk.path("practice").display().to_string();
    desk.run(crate::harness::vdsbatch().args(["runs", "--sandbox-dir", &dir])).exits(1).says("there is no ledger");
}

#[test]
fn reconciling_with_nothing_open_says_so_and_says_why_nothing_was_confirmed() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    let ran = desk.run(&mut desk.verb(&["reconcile", "-o", "now.xlsx"])).exits(0);
    ran.says("no order is waiting for confirmation; services were read, charges were not").leaves("now.xlsx");
    let mut reconcile = desk.verb(&["reconcile"]);
    reconcile.env("VDSBATCH_PASSWORD", "another one");
    desk.run(&mut reconcile).exits(1).says("nothing was confirmed: the panel's list could not be read").says("P208");
    // An accepted order is looked up again, and nothing is sent.
    let desk = Desk::new().orders(1);
    let unlisted = desk.process(&["--no-list"]).exits(0).says("accepted 1");
    assert!(!unlisted.stderr.contains("looking up"), "no list is read: {unlisted}");
    let ran = desk.process(&[]).exits(0).says("nothing to send");
    assert!(!ran.stderr.contains("0 orders") && !ran.stderr.contains("at a time"), "{ran}");
}

#[test]
fn a_service_that_is_listed_all_the_same_is_not_ordered_once_more() {
    let desk = Desk::with("cut-before@2").orders(2);
    desk.process(&["--jobs", "1"]).exits(5);
    let not_ordered = ["resolve", "web-2.example.ru", "--not-ordered", "--offline", "--force"];
    decide(&desk, &not_ordered).exits(0).says("on your word");
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    desk.run(&mut desk.verb(&["reconcile"])).exits(5).says("CONTRADICTED: the panel lists service").says(&made);
    let adopt = format!("vdsbatch adopt web-2.example.ru {made} --reason \"…\" --account practice");
    let ran = desk.run(&mut desk.verb(&["report", "last", "-o", "again.xlsx"])).exits(0);
    let text = format!("{:?}", ran.workbook("again.xlsx", "Orders"));
    assert!(text.contains(&adopt.replace('"', "\\\"")) && !text.contains("to order it"), "{text}");
    // Whether the order stands nobody knows: that is graver than the conflict.
    desk.process(&[]).exits(5).says("conflict 1").order_requests(2);
    let runs = desk.run(&mut desk.verb(&["report", "last", "-o", "told.xlsx"])).exits(0);
    let text = format!("{:?}", runs.workbook("told.xlsx", "Summary"));
    assert!(text.contains("the panel's lists contradict the decisions about 1 server"), "{text}");
    decide(&desk, &["adopt", "web-2.example.ru", &made]).exits(0);
    desk.process(&[]).exits(0).says("already ordered 2").order_requests(2);
}

#[test]
fn what_was_decided_of_an_earlier_order_is_no_reason_of_the_next_one() {
    let desk = Desk::with("cut-before@2").orders(2);
    desk.process(&["--jobs", "1"]).exits(5);
    // Nothing stood against it, so nothing was set aside.
    decide(&desk, &["resolve", "web-2.example.ru", "--not-ordered", "--settle", "0", "--force"]).exits(0);
    let ran = desk.run(&mut desk.verb(&["decisions", "--json"])).exits(0).says("\"forced\": false");
    drop(ran);
    let ran = desk.process(&[]).exits(0).says("confirmed 1 · already ordered 1");
    let text = format!("{:?}", ran.workbook(&ran.last_of("orders.results.xlsx"), "Orders"));
    assert!(!text.contains("decided "), "{text}");
    let log = format!("{:?}", ran.workbook(&ran.last_of("orders.results.xlsx"), "Attempts"));
    assert!(log.contains("not ordered") && log.contains("the panel's list agrees"), "{log}");
}

#[test]
fn an_accepted_order_that_no_list_ever_showed_is_released_by_force_alone() {
    let desk = Desk::with("ok-nothing@1").orders(1);
    desk.process(&["--no-list"]).exits(0).says("accepted 1");
    for more in [&[] as &[&str], &["--offline"]] {
        decide(&desk, &[&["release", "web-1.example.ru"], more].concat()).exits(6).says("--force");
        assert_eq!(state(&desk, 1), Some(ClaimState::Accepted));
    }
    decide(&desk, &["release", "web-1.example.ru", "--force"]).exits(0);
    assert_eq!(state(&desk, 1), None);
    // The domain is free again.
    desk.process(&[]).exits(0).says("confirmed 1").order_requests(2);
}

#[test]
fn an_order_that_was_decided_to_be_a_service_which_waits_for_its_payment_is_unpaid_everywhere() {
    let desk = Desk::with("cut-before@2,unpaid-ok@3").orders(2);
    desk.process(&["--jobs", "1"]).exits(5).says("unknown 1");
    // The service that was made of it is only ordered. Here it comes from another ledger.
    let desk = desk.sheet(["KVM Ferrum | 1 | web-2.example.ru"]);
    drop(desk.run(&mut desk.command_in("others", &["--yes", "--no-list"])));
    let made = desk.panel.record().services[1].id.to_string();
    assert_eq!(state(&desk, 2), Some(ClaimState::Unknown));
    decide(&desk, &["resolve", "web-2.example.ru", "--ordered", &made]).exits(0).says("unpaid");
    assert_eq!(state(&desk, 2), Some(ClaimState::Unpaid));
    assert_eq!(shown(&desk, "web-2.example.ru")["status"], "unpaid");
    let run_again = desk.process(&[]).exits(4).says("unpaid 1").order_requests(3);
    let mut books = vec![run_again.workbook(&run_again.last_of("orders.results.xlsx"), "Orders")];
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0).stdout;
    let ids: Vec<&str> = runs.lines().filter_map(|line| line.split("  ").next()).collect();
    assert_eq!(ids.len(), 2, "{runs}");
    for (n, id) in ids.iter().enumerate() {
        let name = format!("again-{n}.xlsx");
        let ran = desk.run(&mut desk.verb(&["report", id, "-o", &name])).exits(0);
        books.push(ran.workbook(&name, "Orders"));
    }
    for book in books {
        let row = book.iter().find(|row| row.iter().any(|cell| cell == "web-2.example.ru")).expect("its row");
        assert!(row.iter().any(|cell| cell.contains("Unpaid")), "{row:?}");
        assert!(row.contains(&made), "{row:?}");
        assert!(!row.iter().any(|cell| cell.contains("confirmed")), "{row:?}");
    }
}

#[test]
fn a_run_whose_orders_stand_on_a_persons_word_asks_the_panel() {
    let desk = Desk::with("cut-before@2").orders(2);
    desk.process(&["--jobs", "1"]).exits(5);
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    decide(&desk, &["resolve", "web-2.example.ru", "--ordered", &made, "--offline"]).exits(0).says("on your word");
    // Nothing is left to order, and yet a list is read, once.
    let lists = desk.panel.record().lists;
    desk.process(&[]).exits(0).says("already ordered 2").order_requests(2);
    assert!(desk.panel.record().lists > lists);
    let decisions = desk.run(&mut desk.verb(&["decisions"])).exits(0);
    assert!(decisions.stdout.trim_end().ends_with("the panel's list agrees"), "{decisions}");
    let lists = desk.panel.record().lists;
    desk.process(&[]).exits(0).says("already ordered 2");
    assert_eq!(desk.panel.record().lists, lists);
    // A word that the list contradicts is found out so as well.
    let desk = Desk::with("cut-before@2").orders(2);
    desk.process(&["--jobs", "1"]).exits(5);
    decide(&desk, &["resolve", "web-2.example.ru", "--ordered", "777", "--offline"]).exits(0);
    let ran = desk.process(&[]).exits(5).order_requests(2).says("already ordered 2");
    let text = format!("{:?}", ran.workbook(&ran.last_of("orders.results.xlsx"), "Orders"));
    assert!(text.contains("CONTRADICTED"), "{text}");
    // Asked again, it is the same, until a person says otherwise.
    desk.process(&[]).exits(5);
    decide(&desk, &["resolve", "web-2.example.ru", "--not-ordered", "--settle", "0"]).exits(0);
    desk.process(&[]).exits(0).says("confirmed 1 · already ordered 1");
}
