//! `vdsbatch support`: what stands in the file, what never does, and that it helps where everything else is broken.

use std::path::Path;
use std::process::Command;

use vdsbatch::ledger::Ledger;

use crate::forms::{in_folder, ran};
use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// A desk where a run went wrong, with a person's words on it.
fn desk() -> Desk {
    let csv = "Tariff;Period;Domain;OS template;Владелец\n\
        KVM Ferrum;1;web-1.example.ru;Debian-7-x86_64-minimal;Зинаида Громова\n\
        KVM Ferrum;1;почта.рф;Debian-7-x86_64-minimal;Зинаида Громова\n\
        KVM Ferum;1;web-3.example.ru;Debian-7-x86_64-minimal;\n";
    let desk = Desk::with("500@1").file("orders.csv", csv.as_bytes());
    desk.run(desk.command(&["--only-valid", "--yes", "--jobs", "1"]).env("USER", "zinaida"));
    let decide = ["resolve", "web-1.example.ru", "--not-ordered", "--force", "--reason", "Громова смотрела в панели"];
    desk.run(desk.verb(&decide).env("USER", "zinaida"));
    desk
}

fn support(desk: &Desk, more: &[&str]) -> Command {
    let mut command = desk.verb(&["support"]);
    command.args(more).env("USER", "zinaida");
    command
}

fn text(desk: &Desk, name: &str) -> String {
    std::fs::read_to_string(desk.path(name)).expect("a text")
}

#[test]
fn one_file_tells_the_whole_story_and_names_nobody() {
    let desk = desk();
    let requests = desk.panel.record().requests;
    let story = ["orders.csv", "--order", "web-1.example.ru", "-o", "help.txt"];
    desk.run(&mut support(&desk, &story)).exits(0).says("help.txt (read it before you send it)").requests(requests);
    let text = text(&desk, "help.txt");
    for told in [
        "target: ",
        "machine: host-1",
        "account            = –",
        "password: from VDSBATCH_PASSWORD, not shown",
        "the ledger is sound",
        "neither confirmed nor skipped:\n  domain-",
        "  –  row 4, server 1  invalid",
        ", attempt 1 at 20",
        "file-1.csv",
        "by user-1: not ordered (--force), `words-1`",
        "attempt 1 of run",
        "domain=domain-",
        "E `text-1`: carried to the results",
        "E010 error × 1: A4",
        "begins verb=\"process\"",
        "status=500",
        "ends code=",
    ] {
        assert!(text.contains(told), "no `{told}` in\n{text}");
    }
    let host = vdsbatch::host::machine::host();
    let folder = desk.dir.path().file_name().expect("a name").to_str().expect("UTF-8").to_owned();
    for name in
        ["example.ru", "почта", "xn--", "Громова", "zinaida", "Владелец", "Ferum", &folder, &format!("={LOGIN}")]
    {
        assert!(!text.contains(name), "`{name}` in\n{text}");
    }
    assert!(!text.contains(&format!(" {host} ")) && !text.contains(&format!("\"{host}\"")), "{text}");
    assert!(!text.contains(&format!("{LOGIN} @")), "{text}");
    // The same order in three places.
    let known =
        text.lines().find_map(|line| line.split_once("committed: attempt at ")?.1.split(' ').next()).expect("an order");
    assert!(text.matches(&format!("{known} ")).count() > 2, "{text}");
    let two = ["--order", "web-1.example.ru", "--order", "xn--80a1acny.xn--p1ai", "--with-names", "-o", "-"];
    desk.run(&mut support(&desk, &two))
        .exits(0)
        .says("почта.рф: ")
        .says("web-1.example.ru: ")
        .says("Громова смотрела в панели");
}

#[test]
fn no_password_is_in_it_wherever_one_lies_about() {
    let desk = desk().secret("password.txt", format!("{CANARY}\n").as_bytes());
    // In a log, as no version wrote it; the settings name the file that has it.
    let log = format!("vdsbatch log 1\n2026-11-30T10:00:00Z  INFO main vdsbatch: said: {CANARY} and \"{CANARY}\"\n");
    let desk = desk.secret("old.log", log.as_bytes()).file("s.toml", b"password_file = \"password.txt\"\n");
    // In settings by mistake: what is there is not repeated, whatever it is called.
    for (name, key) in [("mistake.toml", "password"), ("typo.toml", "pasword"), ("login.toml", "account")] {
        desk.secrets_in(name, format!("{key} = '{LOGIN}:{}'\n", CANARY.replace('\'', "")).as_bytes());
    }
    for names in [&[] as &[&str], &["--with-names"]] {
        for settings in ["s.toml", "mistake.toml", "typo.toml", "login.toml"] {
            let mut from_variable = support(&desk, &["-o", "-", "--config", settings]);
            from_variable.args(names).env("VDSBATCH_LOG", desk.path("old.log")).current_dir(desk.dir.path());
            if settings == "s.toml" {
                from_variable.env_remove("VDSBATCH_PASSWORD");
            }
            // The streams of every run are searched for every form of it.
            let ran = desk.run(&mut from_variable).exits(0);
            assert!(ran.stdout.contains("[removed]"), "{ran}");
        }
    }
    let mut in_address = vdsbatch();
    let address = format!("https://{LOGIN}:geheim@bill.example.ru/billmgr");
    in_address.args(["support", "-o", "-"]).env("VDSBATCH_PANEL", address).env("VDSBATCH_PASSWORD", CANARY);
    let ran = desk.run(&mut in_address).exits(0);
    assert!(!ran.stdout.contains("geheim"), "{ran}");
}

#[test]
fn it_is_for_broken_runs() {
    let told = |command: &mut Command, words: &[&str]| {
        let (code, shown, said) = ran(command.args(["-o", "-"]));
        assert_eq!(code, Some(0), "{said}");
        for word in words {
            assert!(shown.contains(word), "no `{word}` in\n{shown}");
        }
    };
    let desk = desk();
    // Broken settings, and a log that is none.
    let desk = desk.file("s.toml", b"jobs = \n").file("no.log", b"something else\n");
    let mut broken = support(&desk, &["--config", "s.toml", "--log", "no.log"]);
    told(
        broken.current_dir(desk.dir.path()),
        &["file-1.toml:1:", "is not a log of this program, so it is left out", "the ledger is sound"],
    );
    told(&mut support(&desk, &["--log", "none.log"]), &["cannot open the log", "the ledger is sound"]);
    told(&mut support(&desk, &["none.xlsx"]), &["== Sheet ==", ".xlsx`: there is no such file"]);
    // In use by another process.
    let held = Ledger::open(&desk.place()).expect("the lock");
    told(&mut support(&desk, &[]), &["held by process", "runs 1, "]);
    drop(held);
    // No ledger, no account: those that are there are looked over.
    told(vdsbatch().args(["support", "--ledger"]).arg(desk.path("none")), &["no account is given"]);
    told(vdsbatch().args(["support", "--ledger"]).arg(desk.path("ledgers")), &["no account is given", "runs 1, "]);
    // A damaged one, which stays as it is.
    let database = desk.place().folder().join("ledger.db");
    std::fs::write(&database, "no database at all, but long enough to be read as a page of one").expect("damaged");
    let before = content(desk.place().folder());
    told(&mut support(&desk, &["--order", "web-1.example.ru"]), &["== Ledger ==", "== Order ==", "is not a database"]);
    assert_eq!(content(desk.place().folder()), before, "nothing is written to it");
}

#[test]
fn what_cannot_be_read_of_a_ledger_is_not_counted() {
    let desk = desk();
    let database = desk.place().folder().join("ledger.db");
    let mut bytes = std::fs::read(&database).expect("a ledger");
    // The page with the tables stays.
    bytes[4096..].fill(0x55);
    std::fs::write(&database, bytes).expect("damaged");
    let in_file = desk.run(&mut support(&desk, &["-o", "-"])).exits(0).says("runs and orders could not be counted");
    assert!(!in_file.stdout.contains("unknown 0"), "{in_file}");
    let check = desk.run(&mut desk.verb(&["ledger", "check"])).exits(1).says("could not be counted").says("recover");
    assert!(!check.stdout.contains("unknown 0"), "{check}");
    desk.run(&mut desk.verb(&["ledger", "check", "--format", "json"])).exits(1).says("\"unknown\": null");
}

#[test]
fn logins_and_names_with_blanks_go_also_where_no_ledger_can_be_read() {
    let log = "vdsbatch log 1\n\
        2026-11-30T10:00:00Z  INFO main vdsbatch::verb: sheet=Заказ для Петровой И.А..csv output=None \
        account=\"sidorova @ https://localhost/billmgr\" settings\n\
        2026-11-30T10:00:01Z  INFO main vdsbatch::host::console: said: Заказ для Петровой И.А..csv: E006 note\n\
        2026-11-30T10:00:02Z DEBUG main vdsbatch::ledger: ledger opened folder=/srv/Журналы Газпром/ledger\n\
        2026-11-30T10:00:03Z  INFO main vdsbatch::host::console: said: signed in: sidorova\n";
    let desk = Desk::new().file("old.log", log.as_bytes());
    std::fs::create_dir(desk.path("Мои журналы")).expect("a folder");
    for login in ["petrova", "заказчик", "order"] {
        let mut command = vdsbatch();
        command.args(["support", "--panel", "http://127.0.0.1:9/billmgr", "--account", login, "--log", "old.log"]);
        command.args(["-o", "-", "--ledger", "Мои журналы"]).current_dir(desk.dir.path());
        let (code, shown, said) = ran(&mut command);
        assert_eq!(code, Some(0), "{said}");
        let names = ["petrova", "заказчик", "sidorova", "order @", "Газпром", "Петровой", "Мои", "Заказ для"];
        for name in names {
            assert!(!shown.contains(name), "`{name}` in\n{shown}");
        }
        for told in ["account-1 @ http://", "sheet=file-", "said: file-", "/ledger\n"] {
            assert!(shown.contains(told), "no `{told}` in\n{shown}");
        }
    }
}

#[test]
fn the_usual_name_of_a_sheet_and_a_login_that_is_a_word_change_no_words_of_the_program() {
    let dir = tempfile::tempdir().expect("a folder");
    let (_, _, said) = in_folder(dir.path(), &["template", "--catalog", "demo6", "--lang", "en", "-o", "t.xlsx"]);
    assert!(said.contains("vdsbatch check t.xlsx --catalog demo6 --lang en"), "{said}");
    let words = ["support", "t.xlsx", "--catalog", "demo6", "--account", "order", "--ledger", "none", "-o", "-"];
    let (code, shown, said) = in_folder(dir.path(), &words);
    assert_eq!(code, Some(0), "{said}");
    assert!(shown.contains("== Sheet ==") && shown.contains("account-1 @ "), "{shown}");
    for name in ["sheet-1", "the account-", "order @"] {
        assert!(!shown.contains(name), "`{name}` in\n{shown}");
    }
}

/// Every file of a folder, and what it holds.
fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut all: Vec<_> =
        entries.map(|file| (file.display().to_string(), std::fs::read(&file).expect("a file"))).collect();
    all.sort();
    all
}

#[test]
fn the_file_is_for_its_owner_and_never_over_another() {
    let desk = Desk::new().file("help.txt", b"mine\n");
    desk.run(&mut support(&desk, &["-o", "help.txt"])).exits(0).says("help (2).txt").leaves("help (2).txt");
    assert_eq!(text(&desk, "help.txt"), "mine\n");
    desk.run(&mut support(&desk, &[])).exits(0).leaves("vdsbatch-support.txt");
    #[cfg(unix)]
    for name in ["help (2).txt", "vdsbatch-support.txt"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(desk.path(name)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    desk.run(&mut support(&desk, &["-o", "none/help.txt"])).exits(1).says("none");
}

#[test]
#[cfg(unix)]
fn nothing_that_nobody_sees_is_in_the_file_even_with_names() {
    let name = "or\u{202e}ders\u{7}.csv";
    let desk = Desk::new().orders(1);
    std::fs::rename(desk.path("orders.csv"), desk.path(name)).expect("renamed");
    desk.run(desk.verb(&["process", name, "--yes"]).env("USER", "zi\u{200b}na")).exits(0);
    desk.run(&mut support(&desk, &["--with-names", "-o", "help.txt"])).exits(0);
    let text = text(&desk, "help.txt");
    assert!(text.contains("or\\u{202e}ders\\u{7}.csv"), "{text}");
    let raw = ['\u{202e}', '\u{7}', '\u{200b}'];
    assert!(!text.contains(raw), "{text}");
}
