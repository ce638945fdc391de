//! Two folders of ledgers, and two names in one.

use super::*;
use crate::account::PanelUrl;
use crate::ledger::{Ledger, open};
use crate::text::lang::Lang;

fn account(panel: &str, login: &str) -> Account {
    Account { panel: PanelUrl::parse(panel).expect("an address"), login: login.to_owned() }
}

/// A ledger of an account in a folder, with a live claim or without.
fn ledger(place: &Place, account: &Account, is_live: bool) {
    drop(Ledger::open(place).expect("a ledger"));
    let db = open::writer(place).expect("the ledger");
    let facts = serde_json::json!({
        "id": "20261201T000000Z-0001", "started": "2026-12-01T00:00:00Z", "account": account, "sandbox": false,
        "operator": "anna", "host": "h", "version": "0.2.0", "input": null,
    });
    db.execute("INSERT INTO run (id, facts, servers, notes) VALUES ('r', ?1, 0, '[]')", [facts.to_string()])
        .expect("a run");
    db.execute(
        "INSERT INTO claim (domain, terms, state, live, since, listed_before)
         VALUES ('web.example.ru', 'null', 'unknown', ?1, '2026-12-01T00:00:00Z', '[]')",
        [is_live],
    )
    .expect("a claim");
    crate::ledger::session::end(&db);
}

#[test]
fn another_folder_that_has_orders_of_the_account_is_told_from_both_sides() {
    let dir = tempfile::tempdir().expect("a folder");
    let state = dir.path().join("state");
    let (usual, team) = (Shelf::named(state.clone()), Shelf::named(dir.path().join("team")));
    let account = account("panel.example", "anna");
    assert_eq!(team.others_known_in(&state, &account), []);
    // Of a folder without orders there is nothing to tell.
    ledger(&usual.place(&account), &account, false);
    assert_eq!(team.others_known_in(&state, &account), []);
    std::fs::remove_dir_all(&state).expect("removed");
    ledger(&usual.place(&account), &account, true);
    let told = |shelf: &Shelf, folder: &Place| {
        let others = shelf.others_known_in(&state, &account);
        let folder = whole(folder.folder());
        assert_eq!(
            others.iter().map(|other| (other.folder.clone(), other.claims)).collect::<Vec<_>>(),
            [(folder, Some(1))]
        );
        others
    };
    let others = told(&team, &usual.place(&account));
    assert!(!others[0].is_agreed);
    // Whoever orders in the usual folder later is told of the other one, once that was used.
    ledger(&team.place(&account), &account, true);
    assert_eq!(usual.others_known_in(&state, &account), []);
    team.remember_in(&state, &account, &[]).expect("remembered");
    told(&usual, &team.place(&account));
    // What a person agreed to is remembered of that pair, and once.
    team.remember_in(&state, &account, &others).expect("remembered");
    team.remember_in(&state, &account, &others).expect("remembered");
    assert!(told(&team, &usual.place(&account))[0].is_agreed);
    assert!(!told(&usual, &team.place(&account))[0].is_agreed);
    assert_eq!(used_in(&state).len(), 2);
    // One that cannot be read may hold anything.
    std::fs::write(usual.place(&account).folder().join("ledger.db"), "no database").expect("torn");
    assert_eq!(team.others_known_in(&state, &account)[0].claims, None);
}

#[test]
fn a_ledger_of_the_account_under_another_name_is_refused_and_a_copy_is_none() {
    let dir = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::named(dir.path().to_owned());
    let account = account("panel.example", "anna");
    assert!(shelf.has_one_ledger_of(&account).is_ok());
    ledger(&shelf.place(&account), &account, true);
    assert!(shelf.has_one_ledger_of(&account).is_ok());
    for (name, is_refused) in [
        ("panel.example.-billmgr-anna-0123456789ab", true),
        ("panel.example-billmgr-anna-0123456789ab.bak", false),
        ("panel.example-billmgr-anna-copy", false),
    ] {
        let place = Place::in_folder(dir.path().join(name));
        ledger(&place, &account, true);
        let checked = shelf.has_one_ledger_of(&account);
        match checked {
            Err(LedgerError::OtherName { other, .. }) if is_refused => assert_eq!(other, place.folder()),
            checked => assert!(checked.is_ok() && !is_refused, "{name}: {checked:?}"),
        }
        std::fs::remove_dir_all(place.folder()).expect("removed");
    }
    let error = LedgerError::OtherName { here: "/l/new".into(), other: "/l/old".into() };
    for lang in [Lang::En, Lang::Ru] {
        assert!(error.message(lang).contains("mv"), "{}", error.message(lang));
    }
}

#[test]
fn logins_that_differ_in_capitals_alone_are_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::named(dir.path().to_owned());
    let anna = account("panel.example", "anna");
    for login in ["anna", "Anna", "anna2"] {
        let account = account("panel.example", login);
        ledger(&shelf.place(&account), &account, true);
    }
    assert_eq!(shelf.alike(&anna).into_iter().map(|account| account.login).collect::<Vec<_>>(), ["Anna"]);
}
