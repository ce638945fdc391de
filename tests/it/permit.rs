//! Whom a tariff table may lead to: the password goes where a person says, or where this program's own tables lead.

use std::process::Command;

use vdsbatch::catalog::BUNDLED;

use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// A desk with a table of its own, `my.toml`, that leads to the desk's panel.
fn desk() -> Desk {
    let desk = Desk::new().orders(1);
    let table = table(&desk.panel.url());
    desk.file("my.toml", table.as_bytes())
}

fn table(panel: &str) -> String {
    let text = BUNDLED[0].1.replace("https://billing.ihor.ru/billmgr", panel);
    text.replace("name = \"ihor\"", "name = \"mine\"")
}

/// A verb whose panel nobody names but `my.toml`.
fn led(desk: &Desk, words: &[&str]) -> Command {
    let mut command = vdsbatch();
    command.args(words).args(["--account", LOGIN, "--catalog"]).arg(desk.path("my.toml"));
    command.arg("--ledger").arg(desk.path("ledgers")).env("VDSBATCH_PASSWORD", CANARY).current_dir(desk.dir.path());
    command
}

fn process(desk: &Desk) -> Command {
    led(desk, &["process", "orders.csv", "--yes"])
}

#[test]
fn a_table_of_ones_own_does_not_decide_alone_where_the_password_goes() {
    let desk = desk();
    let way_out = format!("add --panel {}", desk.panel.url());
    desk.run(&mut process(&desk)).exits(6).says("G118").says("tariff table `mine`").says(&way_out).requests(0);
    assert!(!desk.path("ledgers").exists(), "nothing is made for a panel that nobody named");
    // A plan sends nothing.
    desk.run(&mut led(&desk, &["process", "orders.csv", "--dry-run"])).exits(0).requests(0);

    desk.process(&[]).exits(0).order_requests(1);
    let requests = desk.panel.record().requests;
    for words in [
        &["reconcile"] as &[_],
        &["resolve", "web-1.example.ru", "--not-ordered", "--reason", "seen"],
        &["release", "web-1.example.ru", "--reason", "over"],
        &["adopt", "web-1.example.ru", "1"],
        &["catalog", "check"],
    ] {
        desk.run(&mut led(&desk, words)).exits(6).says("G118").requests(requests);
    }
    // What asks no panel needs none.
    for words in [&["runs"] as &[_], &["show", "web-1.example.ru"], &["decisions"], &["ledger", "check"]] {
        desk.run(&mut led(&desk, words)).exits(0).requests(requests);
    }
    // Nor do its commands name the panel in the table's stead.
    let ran = desk.run(&mut led(&desk, &["show", "nobody.example.ru"])).exits(1).says("    vdsbatch runs --account");
    assert!(ran.stderr.contains("--catalog") && !ran.stderr.contains("--panel"), "{ran}");
    let offline = ["release", "web-1.example.ru", "--reason", "over", "--offline", "--force"];
    desk.run(&mut led(&desk, &offline)).exits(0).requests(requests);
}

#[test]
fn an_option_the_environment_or_the_settings_name_the_panel() {
    let url = |desk: &Desk| desk.panel.url();
    let desk = desk();
    desk.run(process(&desk).args(["--panel", &url(&desk)])).exits(0).order_requests(1);
    let again = self::desk();
    again.run(process(&again).env("VDSBATCH_PANEL", url(&again))).exits(0).order_requests(1);
    let settled = self::desk();
    let settings = format!("panel = \"{}\"\n", url(&settled));
    let settled = settled.file("s.toml", settings.as_bytes());
    settled.run(process(&settled).args(["--config", "s.toml"])).exits(0).order_requests(1);
    // Settings that name the table alone leave it to the table.
    let only = self::desk().file("s.toml", b"catalog = \"my.toml\"\n");
    let mut command = vdsbatch();
    command.args(["process", "orders.csv", "--yes", "--config", "s.toml", "--account", LOGIN, "--ledger", "ledgers"]);
    only.run(command.current_dir(only.dir.path()).env("VDSBATCH_PASSWORD", CANARY)).exits(6).says("G118").requests(0);
}

#[cfg(unix)]
#[test]
fn a_person_confirms_a_panel_once_by_its_name_and_by_nothing_else() {
    let desk = desk();
    let ask = || led(&desk, &["process", "orders.csv", "--lang", "en"]);
    for wrong in ["y", "yes", "", "1", "localhost", "127.0.0.2"] {
        let (code, shown) = desk.at_terminal(&mut ask(), wrong);
        assert_eq!(code, Some(6), "{shown}");
        assert!(shown.contains("as the address of the panel") && shown.contains(&desk.panel.url()), "{shown}");
        assert!(shown.contains("type its name (127.0.0.1):") && shown.contains("G118"), "{shown}");
    }
    assert!(!desk.path("ledgers").exists() && desk.panel.record().requests == 0, "nothing was made, nothing sent");
    // Who says `--yes` is not asked, whatever is typed.
    let (code, shown) = desk.at_terminal(&mut process(&desk), "127.0.0.1");
    assert!(code == Some(6) && desk.panel.record().requests == 0, "{shown}");

    let (code, shown) = desk.at_terminal(&mut ask(), "127.0.0.1\n1");
    assert_eq!((code, desk.panel.record().orders.len()), (Some(0), 1), "{shown}");
    let kept = std::fs::read_to_string(desk.path("ledgers/panels.jsonl")).expect("what was confirmed");
    let kept: serde_json::Value = serde_json::from_str(kept.trim()).expect("one line of JSON");
    assert_eq!((kept["panel"].as_str(), kept["table"].as_str()), (Some(desk.panel.url().as_str()), Some("mine")));
    assert!(kept["by"].as_str().is_some_and(|by| !by.is_empty()) && kept["at"].is_string(), "{kept}");
    // From now on nobody is asked, `--yes` or not.
    desk.run(&mut process(&desk)).exits(0).says("already ordered 1").order_requests(1);
    desk.run(&mut led(&desk, &["reconcile"])).exits(0);

    // A table that leads elsewhere since, or another one that leads there, is another question.
    let (elsewhere, requests) = (Desk::new(), desk.panel.record().requests);
    for text in [table(&elsewhere.panel.url()), table(&desk.panel.url()).replace("\"mine\"", "\"other\"")] {
        std::fs::write(desk.path("my.toml"), text).expect("a table");
        desk.run(&mut process(&desk)).exits(6).says("G118").requests(requests);
    }
    assert_eq!(elsewhere.panel.record().requests, 0);
}

#[test]
fn a_table_that_extends_a_bundled_one_leads_nowhere_by_itself() {
    let desk = Desk::new().orders(1);
    let own = format!("format = 1\nname = \"ihor\"\nextends = \"ihor\"\npanel = \"{}\"\n", desk.panel.url());
    let desk = desk.file("my.toml", own.as_bytes());
    for words in [&["process", "orders.csv", "--yes"] as &[_], &["account"], &["catalog", "check"]] {
        desk.run(&mut led(&desk, words)).exits(6).says("G118").requests(0);
    }
    // A person may lead there.
    let url = desk.panel.url();
    desk.run(process(&desk).args(["--panel", &url])).exits(0).order_requests(1);
}
