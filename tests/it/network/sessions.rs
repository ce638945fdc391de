//! Signing in by a session: what is sent, when it is opened again, and that its id is kept as the password is.

use std::sync::Mutex;

use super::today::{Parameters, Today, desk, error};
use crate::harness::{CANARY, Desk, LOGIN};

/// The first id that a panel gives; the next one ends in another number.
const ID: &str = "s3ss10nCanary0";

/// A panel with sessions: each sign-in opens one and ends the one before. `ends` says before which requests, counted
/// by their function, the session is over; `over` is what is answered then.
fn panel(over: &'static str, ends: &'static [(&'static str, usize)]) -> Today {
    let state = Mutex::new((0_usize, false, Vec::<String>::new()));
    Today::new("billmanager5", move |given| {
        let mut state = state.lock().expect("a lock");
        let (opened, open, seen) = &mut *state;
        let function = given["func"].clone();
        if function == "auth" {
            let right = given.get("username").map(String::as_str) == Some(LOGIN)
                && given.get("password").map(String::as_str) == Some(CANARY);
            if !right {
                return Some(error("auth", "badpassword", "Invalid username or password"));
            }
            (*opened, *open) = (*opened + 1, true);
            return Some(format!("<doc func=\"auth\"><auth id=\"{ID}{opened}\" level=\"16\">16</auth></doc>"));
        }
        seen.push(function.clone());
        let nth = seen.iter().filter(|name| **name == function).count();
        if ends.contains(&(function.as_str(), nth)) {
            *open = false;
        }
        let own = given.get("auth").map(String::as_str) == Some(format!("{ID}{opened}").as_str());
        (!(*open && own)).then(|| over.to_owned())
    })
}

const ACCESS: &str =
    "<doc><error type=\"access\" lang=\"en\"><msg>Insufficient privileges to perform this</msg></error></doc>";
const AUTH: &str = "<doc><error type=\"auth\" lang=\"en\"><msg>Your session has expired</msg></error></doc>";

fn count(asked: &[Parameters], function: &str) -> usize {
    asked.iter().filter(|given| given["func"] == function).count()
}

fn process(panel: &Today, desk: &Desk) -> std::process::Command {
    panel.verb(desk, &["process", "orders.csv", "--yes", "--catalog", "mine.toml", "--sign-in", "session"])
}

#[test]
fn the_password_is_sent_once_and_a_session_with_every_request() {
    let (panel, desk) = (panel(ACCESS, &[]), desk("billmanager5"));
    desk.run(&mut process(&panel, &desk)).exits(0).says("confirmed 1");
    let asked = panel.asked();
    assert_eq!(count(&asked, "auth"), 1, "{asked:?}");
    assert_eq!((asked[0]["func"].as_str(), asked[0]["username"].as_str()), ("auth", LOGIN));
    for given in &asked[1..] {
        assert_eq!(given.get("auth"), Some(&format!("{ID}1")), "{given:?}");
        assert!(!given.values().any(|value| value.contains(CANARY)) && !given.contains_key("authinfo"), "{given:?}");
    }
    assert!(!asked[0].contains_key("sok") && !asked[0].contains_key("authinfo"), "{:?}", asked[0]);
}

#[test]
fn a_session_that_is_over_is_opened_again_by_a_read_and_once() {
    let account = |panel: &Today, desk: &Desk| {
        let mut command = panel.verb(desk, &["account", "--catalog", "mine.toml", "--sign-in", "session"]);
        desk.run(&mut command).exits(0).stdout
    };
    for over in [ACCESS, AUTH] {
        let (panel, desk) = (panel(over, &[("vds", 1)]), desk("billmanager5"));
        assert!(account(&panel, &desk).contains("list `vds`: services 1"));
        assert_eq!(count(&panel.asked(), "auth"), 2);
        // Between an order and the list that confirms it.
        let (panel, desk) = (self::panel(over, &[("vds", 2)]), self::desk("billmanager5"));
        desk.run(&mut process(&panel, &desk)).exits(0).says("confirmed 1");
        let asked = panel.asked();
        assert_eq!((count(&asked, "auth"), count(&asked, "vds.order.param")), (2, 1), "{asked:?}");
    }
    // One that is refused although it was just opened is not opened again.
    let (panel, desk) = (panel(ACCESS, &[("vds", 1), ("vds", 2)]), desk("billmanager5"));
    assert!(account(&panel, &desk).contains("list `vds`: not known: P205"));
    assert_eq!(count(&panel.asked(), "auth"), 2);
    let (panel, desk) = (self::panel(ACCESS, &[("vds", 1), ("vds", 2)]), self::desk("billmanager5"));
    desk.run(&mut process(&panel, &desk)).exits(1).says("P205");
    let asked = panel.asked();
    assert_eq!((count(&asked, "auth"), count(&asked, "vds.order.param")), (1, 0), "{asked:?}");
}

#[test]
fn an_order_that_is_answered_by_sign_in_again_is_not_repeated() {
    for over in [ACCESS, AUTH] {
        let (panel, desk) = (panel(over, &[("vds.order.param", 1)]), desk("billmanager5"));
        let ran = desk.run(&mut process(&panel, &desk));
        assert!(matches!(ran.code, Some(5 | 7)), "{ran}");
        let asked = panel.asked();
        assert_eq!(count(&asked, "vds.order.param"), 1, "{asked:?}");
        // What is read after it opens the session again: what became of the order is looked up.
        let order = asked.iter().position(|given| given["func"] == "vds.order.param").expect("an order");
        let after: Vec<&str> = asked[order + 1..].iter().map(|given| given["func"].as_str()).collect();
        assert!(after.starts_with(&["vds", "auth", "vds"]), "{after:?}");
        assert_eq!(count(&asked, "auth"), 2, "{asked:?}");
    }
}

#[test]
fn a_wrong_password_is_tried_once() {
    let (panel, desk) = (panel(ACCESS, &[]), desk("billmanager5"));
    let mut command = process(&panel, &desk);
    desk.run(command.env("VDSBATCH_PASSWORD", "wrong")).exits(1).says("P208").says("check login and password");
    assert_eq!(panel.asked().len(), 1);
}

#[test]
fn the_id_of_a_session_is_left_nowhere() {
    let words = format!("{ID}1 said: unknown, session {ID}1, auth%3D{ID}1");
    let desk = desk("billmanager5");
    // The panel repeats the session in a refusal, in a list that fails, and among an account's facts.
    let quarrel = move |given: &Parameters| match (given["func"].as_str(), given.contains_key("sok")) {
        ("auth", _) => Some(format!("<doc><auth id=\"{ID}1\"/></doc>")),
        ("vds.order.param", true) => Some(error("value", "ostempl", &words)),
        ("whoami", _) => {
            Some(format!("<doc features=\"{words}\"><user id=\"7\" name=\"{words}\" balance=\"5\"/></doc>"))
        }
        ("vds.vps", _) => Some(error("value", "x", &words)),
        _ => None,
    };
    let panel = Today::new("billmanager5", quarrel);
    let account = ["account", "--catalog", "mine.toml", "--sign-in", "session", "--format", "json"];
    let told = desk.run(&mut panel.verb(&desk, &account)).exits(0).says("***");
    let ran = desk.run(&mut process(&panel, &desk)).exits(4).says("P202").says("***");
    let said = [told.stdout.as_str(), &told.stderr, &ran.stdout, &ran.stderr].concat();
    assert!(!said.contains(ID) && !said.contains("s3ss10nC"), "{said}");
    for file in desk.files() {
        let bytes = std::fs::read(&file).expect("a file");
        let hit = bytes.windows(ID.len()).any(|window| window == ID.as_bytes());
        assert!(!hit, "{}", file.display());
    }
    let text = format!("{:?}", ran.workbook("orders.results.xlsx", "Orders"));
    assert!(text.contains("***") && !text.contains("s3ss10nC"), "{text}");
}

#[test]
fn a_login_with_a_colon_needs_a_session() {
    let (panel, desk) = (panel(ACCESS, &[]), desk("billmanager5"));
    let words = ["account", "--catalog", "mine.toml", "--account", "anna:hunter"];
    let typed = |more: &[&str]| {
        let mut command = crate::harness::vdsbatch();
        command.args(words).args(["--panel", &panel.url(), "--ledger", "ledgers"]).args(more);
        command.env("VDSBATCH_PASSWORD", "wrong").current_dir(desk.dir.path());
        command
    };
    let ran = desk.run(&mut typed(&[])).exits(2).says("add `--sign-in session`");
    assert!(!ran.stderr.contains("hunter") && panel.asked().is_empty(), "{ran}");
    drop(ran);
    // It goes whole to the panel, which refuses this one.
    desk.run(&mut typed(&["--sign-in", "session"])).exits(1).says("P208");
    assert_eq!(panel.asked()[0]["username"], "anna:hunter");
}

#[test]
fn a_password_with_a_colon_is_told_where_it_may_be_cut() {
    let (panel, desk) = (Today::new("billmanager5", |_| None), desk("billmanager5"));
    let account = ["account", "--catalog", "mine.toml"];
    assert!(CANARY.contains(':'));
    desk.run(&mut panel.verb(&desk, &account)).exits(0).says("add `--sign-in session`");
    let mut plain = panel.verb(&desk, &account);
    let ran = desk.run(plain.env("VDSBATCH_PASSWORD", "plain")).exits(0);
    assert!(!ran.stderr.contains("--sign-in"), "{ran}");
    drop(ran);
    let none = desk.run(&mut panel.verb(&desk, &[&account[..], &["--sign-in", "session"]].concat()));
    assert!(!none.stderr.contains("--sign-in"), "{none}");
}
