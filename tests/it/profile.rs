//! The folder of ledgers, and what became of one that older versions kept elsewhere.

use vdsbatch::account::{Account, PanelUrl};
use vdsbatch::ledger::{Ledger, LedgerError, Shelf, holder, runs};
use vdsbatch::text::lang::Lang;

use crate::harness::{Desk, LOGIN};

fn account(desk: &Desk) -> Account {
    Account { panel: PanelUrl::parse(&desk.panel.url()).expect("an address"), login: LOGIN.to_owned() }
}

/// The folder of today for ledgers that lie in the desk's own.
fn shelf(desk: &Desk) -> Shelf {
    Shelf::named(desk.path("local")).formerly(desk.path("ledgers"))
}

#[test]
fn a_ledger_that_went_elsewhere_is_told_by_every_verb_and_nothing_is_ordered_or_changed() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0).order_requests(2);
    let place = shelf(&desk).place(&account(&desk));
    let ledger = Ledger::open(&place).expect("taken over");
    assert_eq!(ledger.came_from(), Some(desk.place().folder()));
    drop(ledger);
    let (sealed, requests) = (desk.place().folder().join("ledger.db"), desk.panel.record().requests);
    let before = std::fs::read(&sealed).expect("the file");
    let went = place.folder().display().to_string();
    for args in [&["--yes"][..], &["--yes", "--no-list"], &["--dry-run"]] {
        desk.run(&mut desk.command(args)).exits(1).says(&went).says("run the command without --ledger");
    }
    let decide = ["release", "web-1.example.ru", "--reason", "gone", "--offline"];
    for words in [&["runs"][..], &["report", "last"], &["ledger", "check"], &["ledger", "recover"], &decide] {
        desk.run(&mut desk.verb(words)).exits(1).says(&went);
    }
    assert_eq!(desk.panel.record().requests, requests);
    assert_eq!(std::fs::read(&sealed).expect("the file"), before);
    assert_eq!(runs(&place).expect("read").len(), 1);
}

#[test]
fn ledgers_of_older_versions_are_known_until_each_is_taken_over() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    let (shelf, account) = (shelf(&desk), account(&desk));
    let place = shelf.place(&account);
    let named = || shelf.known().into_iter().map(|known| (known.folder, known.account)).collect::<Vec<_>>();
    assert_eq!(named(), [(desk.place().folder().to_owned(), Some(account.clone()))]);
    assert_eq!(runs(&place).expect("read").len(), 1, "who only reads takes nothing over");
    let held = Ledger::open(&desk.place()).expect("an older version runs");
    assert!(matches!(Ledger::open(&place), Err(LedgerError::Locked { .. })));
    assert_eq!(holder(&place).expect("a holder").pid, std::process::id());
    drop(held);
    drop(Ledger::open(&place).expect("taken over"));
    assert_eq!(named(), [(place.folder().to_owned(), Some(account))]);
    // A folder that a person names is taken as it is.
    assert_eq!(Shelf::named(desk.path("local")).known().len(), 1);
    assert!(Shelf::named(desk.path("elsewhere")).known().is_empty());
}

/// Says that the desk's runs were made on another machine.
fn ran_on(desk: &Desk, host: &str) {
    let db = rusqlite::Connection::open(desk.place().folder().join("ledger.db")).expect("the ledger");
    db.execute("UPDATE run SET facts = json_set(facts, '$.host', ?1)", [host]).expect("written");
}

#[test]
fn a_ledger_with_which_another_machine_ordered_last_is_read_and_not_taken_over() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    ran_on(&desk, "PCA");
    let place = shelf(&desk).place(&account(&desk));
    let refused = Ledger::open(&place);
    let Err(error @ LedgerError::Elsewhere { .. }) = &refused else { panic!("{refused:?}") };
    for (lang, order) in [(Lang::En, "order on `PCA`"), (Lang::Ru, "заказывайте на `PCA`")] {
        let said = error.message(lang);
        for part in [order, &desk.place().folder().display().to_string(), &place.folder().display().to_string()] {
            assert!(said.contains(part), "{said}");
        }
        assert!(!said.contains("--ledger"), "{said}");
    }
    assert!(Ledger::open(&place).is_err(), "the second time as well");
    assert_eq!(runs(&place).expect("whoever only reads").len(), 1);
    // A person who knows better moves it; a machine that cannot be told is no other one.
    std::fs::remove_dir_all(place.folder()).expect("nothing is in it");
    std::fs::rename(desk.place().folder(), place.folder()).expect("moved");
    drop(Ledger::open(&place).expect("the ledger"));
    assert_eq!(runs(&place).expect("read").len(), 1);
    for host in ["unknown", &vdsbatch::host::machine::host().to_uppercase()] {
        let desk = Desk::new().orders(1);
        desk.process(&[]).exits(0);
        ran_on(&desk, host);
        assert!(
            Ledger::open(&shelf(&desk).place(&account(&desk))).expect("taken over").came_from().is_some(),
            "{host}"
        );
    }
}

/// Windows only: nowhere else are there two places.
#[cfg(windows)]
mod windows {
    use std::process::Command;

    use super::*;
    use crate::harness::{CANARY, vdsbatch};

    /// `process` and the other verbs as a person types them, with a profile below the desk's folder.
    fn typed(desk: &Desk, words: &[&str]) -> Command {
        let mut command = vdsbatch();
        command.args(words).args(["--panel", &desk.panel.url(), "--account", LOGIN]).current_dir(desk.dir.path());
        command.env("APPDATA", desk.path("roaming")).env("LOCALAPPDATA", desk.path("local"));
        command.env("VDSBATCH_PASSWORD", CANARY);
        command
    }

    #[test]
    fn the_ledger_of_the_roaming_profile_goes_to_the_local_one_once() {
        let desk = Desk::new().orders(2);
        desk.run(&mut desk.command_in("roaming/vdsbatch", &["--yes"])).exits(0).order_requests(2);
        let local = desk.path("local").join("vdsbatch");
        // Whoever only reads sees it where it is.
        desk.run(&mut typed(&desk, &["runs"])).exits(0).says("confirmed 2");
        desk.run(&mut typed(&desk, &["process", "orders.csv", "--dry-run"])).exits(0).says("already ordered 2");
        desk.run(&mut typed(&desk, &["ledger", "where"])).exits(0).says("roaming").says("takes it over");
        let process = ["process", "orders.csv", "--yes"];
        desk.run(&mut typed(&desk, &process)).exits(0).says("taken over from").order_requests(2);
        let again = desk.run(&mut typed(&desk, &process)).exits(0).order_requests(2);
        assert!(!again.stderr.contains("taken over"), "{again}");
        desk.run(&mut typed(&desk, &["ledger", "where"])).exits(0).says(&local.display().to_string());
        let mut config = vdsbatch();
        config.args(["config", "show"]).env("APPDATA", desk.path("roaming")).env("LOCALAPPDATA", desk.path("local"));
        desk.run(&mut config).exits(0).says(&local.display().to_string());
    }

    #[test]
    fn a_damaged_ledger_in_a_profile_that_is_kept_alike_elsewhere_is_repaired_and_brought_away_from_there() {
        let desk = Desk::new().orders(1);
        desk.run(&mut desk.command_in("roaming/vdsbatch", &["--yes"])).exits(0).order_requests(1);
        let folder = Shelf::named(desk.path("roaming").join("vdsbatch")).known().remove(0).folder;
        std::fs::write(folder.join("ledger.db"), "").expect("cut");
        let synced = |words: &[&str]| {
            let mut command = typed(&desk, words);
            command.env("OneDrive", desk.path("roaming"));
            command
        };
        desk.run(&mut synced(&["process", "orders.csv", "--yes"])).exits(1).says("ledger recover");
        desk.run(&mut synced(&["ledger", "recover"])).exits(0).says("made anew");
        // What is lost is found at the panel.
        desk.run(&mut synced(&["process", "orders.csv", "--yes"])).says("taken over from").order_requests(1);
    }

    #[test]
    fn a_ledger_is_refused_on_a_share_and_in_a_folder_that_is_kept_alike_on_several_machines() {
        let desk = Desk::new().orders(1);
        let there = |root: &str| typed(&desk, &["process", "orders.csv", "--yes", "--ledger", root]);
        desk.run(&mut there(r"\\server\share\ledgers")).exits(1).says(r"the folder is on a network (\\server\share)");
        desk.run(&mut there(r"\\?\UNC\server\share\ledgers")).exits(1).says("the folder is on a network");
        let synced = desk.path("OneDrive - Firma");
        let below = synced.join("ledgers").display().to_string().to_uppercase();
        desk.run(there(&below).env("OneDriveCommercial", &synced)).exits(1).says("OneDrive");
        assert!(!synced.exists(), "nothing is made before it is refused");
        // A desktop may lie there, and nothing is bought on it.
        let mut practice = vdsbatch();
        practice
            .args(["process", "orders.csv", "--sandbox", "--sandbox-dir"])
            .arg(synced.join("practice"))
            .arg("--yes");
        desk.run(practice.current_dir(desk.dir.path()).env("OneDriveCommercial", &synced)).exits(0);
        // The local profile itself may be there.
        desk.run(typed(&desk, &["process", "orders.csv", "--yes"]).env("LOCALAPPDATA", r"\\server\share"))
            .exits(1)
            .says("--ledger")
            .order_requests(0);
    }
}
