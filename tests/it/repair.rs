//! The ledger's own verbs: where it is, whether it is sound, and what can be saved of a damaged one.

use std::path::{Path, PathBuf};

use vdsbatch::ledger::{Ledger, LedgerError, Place, examine, repair};
use vdsbatch::order::attempt::{Attempt, Journal};
use vdsbatch::order::claim::{ClaimState, Claiming};
use vdsbatch::order::{Outcome, Status};

use crate::harness::{Desk, orders, run_of};

fn database(desk: &Desk) -> PathBuf {
    let ran = desk.run(&mut desk.verb(&["ledger", "where"])).exits(0);
    Path::new(ran.stdout.trim()).join("ledger.db")
}

#[test]
fn a_sound_ledger_is_told_so_and_left_alone() {
    let desk = Desk::new().orders(3);
    desk.process(&[]).exits(0);
    let before = std::fs::read(database(&desk)).expect("a ledger");
    desk.run(&mut desk.verb(&["ledger", "check"])).exits(0).says("runs 1, active orders 3, unknown 0").says("sound");
    assert_eq!(std::fs::read(database(&desk)).expect("a ledger"), before);
    desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0).says("sound").says("active orders 3");
}

/// A ledger of 200 orders, all accepted, with the pages of a table overwritten.
fn damaged(table: &str) -> (tempfile::TempDir, Place) {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    let orders = orders(200);
    let run = run_of(&orders);
    {
        let ledger = Ledger::open(&place).expect("a ledger");
        ledger.start(&mut run.clone()).expect("written");
        let claims = orders.iter().map(|order| Claiming {
            order: order.clone(),
            listed_before: Vec::new(),
            again: false,
            key: None,
            cart_item: None,
        });
        ledger.claim(&run.facts.id, claims.collect(), "anna").expect("written");
        let journal = ledger.journal(&run.facts.id);
        for (at, order) in orders.iter().enumerate() {
            let attempt =
                Attempt::begin(&journal, crate::harness::claimed(order), &crate::harness::now()).expect("begun");
            // Every tenth is under way when the program ends.
            if at % 10 != 0 {
                attempt.close(&journal, &Outcome::new(Status::Accepted), &crate::harness::now()).expect("closed");
            }
        }
    }
    let file = place.folder().join("ledger.db");
    let db = rusqlite::Connection::open(&file).expect("the ledger");
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("a checkpoint");
    let sql = "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' ORDER BY pageno";
    let mut statement = db.prepare(sql).expect("SQLite has dbstat");
    let pages = statement.query_map([table], |row| row.get::<_, i64>(0)).expect("pages");
    let pages: Vec<u64> = pages.map(|page| page.expect("a page").try_into().expect("a number")).collect();
    drop(statement);
    drop(db);
    assert!(pages.len() > 1, "{table} has pages {pages:?}");
    let mut bytes = std::fs::read(&file).expect("the file");
    let from = usize::try_from((pages[pages.len() / 2] - 1) * 4096).expect("small");
    bytes[from..from + 4096].fill(0xa5);
    std::fs::write(&file, bytes).expect("damaged");
    (dir, place)
}

#[test]
fn what_can_be_read_of_a_damaged_ledger_is_saved_and_what_cannot_is_never_free_to_order() {
    for table in ["claim", "attempt", "line", "one_live_claim"] {
        let (_dir, place) = damaged(table);
        assert!(matches!(Ledger::open(&place), Err(LedgerError::Damaged { .. })), "{table}");
        assert!(!examine(&place, vdsbatch::text::lang::Lang::En).expect("a ledger").problems.is_empty(), "{table}");
        let repaired = repair(&place, "anna").expect("repaired");
        let kept = repaired.kept.expect("the damaged file is kept");
        assert!(kept.exists() && kept != place.folder().join("ledger.db"));
        assert!(examine(&place, vdsbatch::text::lang::Lang::En).expect("a ledger").problems.is_empty(), "{table}");
        let history = Ledger::open(&place).expect("a ledger").history().expect("read");
        // Every order still holds its domain, from whichever table it is known; in doubt at worst.
        assert_eq!(history.claims.len(), 200, "{table}");
        for (at, order) in orders(200).iter().enumerate() {
            let state = history.claims[&order.domain].state;
            let open = at % 10 == 0;
            assert!(
                state == ClaimState::Unknown || (!open && state == ClaimState::Accepted),
                "{table} {at}: {state:?}"
            );
        }
        assert_eq!(history.incomplete, table != "one_live_claim", "{table}");
        // A second repair has nothing to do.
        assert!(repair(&place, "anna").expect("sound").kept.is_none());
    }
}

#[test]
fn a_repair_that_was_cut_off_is_taken_up_again_and_nobody_orders_meanwhile() {
    let (_dir, place) = damaged("claim");
    let file = place.folder().join("ledger.db");
    let kept = place.folder().join("ledger.damaged-20261124T000000000Z.db");
    std::fs::copy(&file, &kept).expect("a copy");
    std::fs::write(place.folder().join("ledger.repairing"), kept.display().to_string()).expect("a mark");
    // The worst moment: the damaged file is gone, and the new one has not its name yet.
    std::fs::remove_file(&file).expect("removed");
    assert!(matches!(Ledger::open(&place), Err(LedgerError::Damaged { .. })));
    assert!(!file.exists(), "no empty ledger was made");
    assert!(!examine(&place, vdsbatch::text::lang::Lang::En).expect("a ledger").problems.is_empty());
    assert_eq!(repair(&place, "anna").expect("repaired").claims, 200);
    assert_eq!(Ledger::open(&place).expect("a ledger").history().expect("read").claims.len(), 200);
}

#[test]
fn a_ledger_with_holes_needs_the_panels_list() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    std::fs::write(database(&desk), b"nothing of it can be read").expect("damaged");
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", database(&desk).display()));
    }
    desk.process(&[]).exits(1).says("ledger").order_requests(2);
    desk.run(&mut desk.verb(&["ledger", "check"])).exits(1);
    desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0).says("--no-list is refused").says("active orders 0");
    desk.process(&["--no-list"]).exits(1).says("--no-list is refused").order_requests(2);
    // The list shows both: nothing is ordered again.
    desk.process(&[]).exits(4).says("conflict 2").order_requests(2);
}

#[test]
fn an_outcome_that_the_ledger_did_not_take_is_a_hint_for_a_person() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    let orders = orders(2);
    let run = run_of(&orders);
    {
        let ledger = Ledger::open(&place).expect("a ledger");
        ledger.start(&mut run.clone()).expect("written");
        let first =
            Claiming { order: orders[0].clone(), listed_before: Vec::new(), again: false, key: None, cart_item: None };
        ledger.claim(&run.facts.id, vec![first], "anna").expect("written");
        let journal = ledger.journal(&run.facts.id);
        drop(Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &crate::harness::now()).expect("begun"));
        let accepted = Outcome::new(Status::Accepted);
        let file = journal.write_elsewhere(&orders[0], &accepted).expect("a file");
        assert_eq!(journal.write_elsewhere(&orders[1], &accepted), Some(file.clone()), "one file a run");
        // The last line is cut off by a full disk.
        let text = std::fs::read_to_string(&file).expect("the file");
        std::fs::write(&file, format!("{text}{{\"at\":\"2026")).expect("cut");
    }
    assert_eq!(examine(&place, vdsbatch::text::lang::Lang::En).expect("a ledger").hints.len(), 1);
    let repaired = repair(&place, "anna").expect("read");
    assert_eq!((repaired.hints.len(), repaired.unread, repaired.kept), (2, 1, None));
    // A hint changes no status. An order that the ledger did not know at all is in doubt from now on.
    let history = Ledger::open(&place).expect("a ledger").history().expect("read");
    for order in &orders {
        assert_eq!(history.claims[&order.domain].state, ClaimState::Unknown);
    }
    assert!(repair(&place, "anna").expect("read").hints.is_empty(), "read once");
}

/// A recovery file of one order of the desk's last run.
fn recovery_file(desk: &Desk, count: u32) -> PathBuf {
    let ledger = Ledger::open(&desk.place()).expect("a ledger");
    let journal = ledger.journal(&ledger.runs().expect("read")[0].facts.id);
    let write = |order| journal.write_elsewhere(order, &Outcome::new(Status::Accepted)).expect("a file");
    orders(count).iter().map(write).fold(PathBuf::new(), |_, file| file)
}

#[test]
fn a_line_that_was_cut_does_not_swallow_the_next_one() {
    let desk = Desk::new().orders(3);
    desk.process(&[]).exits(0);
    let file = recovery_file(&desk, 1);
    let mut text = std::fs::read_to_string(&file).expect("the file");
    text.truncate(text.len() / 2);
    std::fs::write(&file, text).expect("cut");
    assert_eq!(recovery_file(&desk, 2), file, "one file a run");
    let recovered = desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0);
    let recovered = recovered.says("could not be read: 1").says("hint: `web-1.example.ru`");
    drop(recovered.says("hint: `web-2.example.ru`"));
}

#[test]
fn a_recovery_file_in_the_working_folder_is_read_by_its_own_ledger_alone() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    let file = recovery_file(&desk, 1);
    let name = |run: &str| desk.path(&format!("vdsbatch-recovery-{run}.jsonl"));
    std::fs::copy(&file, name("20200101T000000Z-0000")).expect("a copy");
    let stray = desk.path(file.file_name().and_then(|name| name.to_str()).expect("a name"));
    std::fs::rename(&file, &stray).expect("moved");
    desk.run(&mut desk.verb(&["ledger", "check"])).exits(0).says(&stray.display().to_string());
    let recovered = desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0);
    assert_eq!(recovered.stdout.matches("hint:").count(), 1, "{recovered}");
    assert!(!stray.exists() && name("20200101T000000Z-0000").exists(), "{recovered}");
}

#[test]
fn a_ledger_in_the_making_is_none_yet_and_an_empty_file_is_a_damaged_one() {
    let desk = Desk::new().orders(2);
    std::fs::create_dir_all(desk.place().folder()).expect("a folder");
    std::fs::write(desk.place().folder().join("ledger.fresh.db"), "cut off in the middle").expect("a file");
    desk.run(&mut desk.verb(&["runs"])).exits(1).says("there is no ledger");
    desk.process(&[]).exits(0).order_requests(2);
    // It held two orders: nothing is ordered as if it had never been.
    std::fs::write(database(&desk), "").expect("emptied");
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", database(&desk).display()));
    }
    desk.run(&mut desk.verb(&["runs"])).exits(1).says("is empty");
    desk.process(&["--no-list"]).exits(1).says("damaged").order_requests(2);
    desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0).says("--no-list is refused");
    desk.process(&["--no-list"]).exits(1).says("--no-list is refused").order_requests(2);
}
