//! A ledger killed at every step, and its database and its log copied at different times.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::ledger::book::Book;
use crate::ledger::{Ledger, Place, examine, glance, open, records, repair};
use crate::text::lang::Lang;

/// The files of a ledger at one moment, and what it held then.
#[derive(Clone)]
struct Moment {
    named: String,
    database: Vec<u8>,
    log: Option<Vec<u8>>,
    held: String,
}

impl Moment {
    fn has_log(&self) -> bool {
        self.log.as_ref().is_some_and(|log| !log.is_empty())
    }

    /// A ledger of this moment's database and another one's log.
    fn with_log_of(&self, other: &Self) -> (TempDir, Place) {
        files(&self.database, other.log.as_deref())
    }
}

fn files(database: &[u8], log: Option<&[u8]>) -> (TempDir, Place) {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    fs::create_dir(place.folder()).expect("a folder");
    fs::write(place.database(), database).expect("a copy");
    if let Some(log) = log {
        fs::write(log_of(&place), log).expect("a copy");
    }
    (dir, place)
}

fn log_of(place: &Place) -> std::path::PathBuf {
    with_end(&place.database(), "-wal")
}

/// What a ledger holds that can be read; none if it is refused.
fn read(place: &Place, named: &str) -> Option<String> {
    match open::reader(&place.database()).map(|db| records::digest(&db).expect("a digest")) {
        Ok(held) => Some(held),
        Err(LedgerError::Parted { .. }) => None,
        Err(other) => panic!("{named}: {other:?}"),
    }
}

/// The same, of one that can be written as well; none if both refuse it.
fn opened(place: &Place, named: &str) -> Option<String> {
    let read = read(place, named);
    for _ in 0..2 {
        // A refusal takes away no proof.
        let written = open::writer(place).map(|db| records::digest(&db).expect("a digest"));
        match (&read, &written) {
            (Some(read), Ok(written)) => assert_eq!(read, written, "{named}"),
            (None, Err(LedgerError::Parted { .. })) => {}
            other => panic!("{named}: {other:?}"),
        }
    }
    read
}

/// A ledger that lives through sessions that end and that are killed, with every step on the way.
#[derive(Default)]
struct Life {
    moments: Vec<Moment>,
    orders: usize,
}

impl Life {
    fn keep(&mut self, place: &Place, named: &str) {
        let (database, log) = (fs::read(place.database()).expect("the file"), fs::read(log_of(place)).ok());
        let (_dir, copy) = files(&database, log.as_deref());
        let held = sqlite::to_write(&copy.database()).and_then(|db| records::digest(&db)).expect("a digest");
        self.moments.push(Moment { named: format!("{} {named}", self.moments.len()), database, log, held });
    }

    fn order(&mut self, db: &Connection, floor: i64) {
        self.orders += 1;
        let transaction = db.unchecked_transaction().expect("a transaction");
        let order = "INSERT INTO claim (domain, terms, state, live, since, listed_before)
                     VALUES (?1, 'null', 'unknown', 1, '2026-11-30T08:00:00Z', '[]')";
        transaction.execute(order, [format!("web-{}.example.ru", self.orders)]).expect("written");
        count(&transaction, floor).expect("counted");
        transaction.commit().expect("committed");
    }

    /// One session, step by step.
    fn session(&mut self, place: &Place, is_killed: bool) {
        let db = sqlite::to_write(&place.database()).expect("the ledger");
        keep_log(&db, true).expect("a setting");
        db.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0").expect("settings");
        whole::bring_in_and_keep(&db);
        self.keep(place, "old log brought in");
        // What `begin` does, without its last step: the log is brought in already.
        db.execute_batch(
            "UPDATE session SET before = token, token = lower(hex(randomblob(16))), floor = commits, open = 1, commits = commits + 1",
        )
        .expect("written");
        self.keep(place, "told in the log");
        whole::bring_in_and_keep(&db);
        self.keep(place, "begun");
        let mut floor = 0;
        for nth in 0..4 {
            self.order(&db, floor);
            self.keep(place, "order");
            if nth == 1 {
                floor = lighten(&db).expect("brought in");
                self.keep(place, "log begun anew");
            }
        }
        if is_killed {
            return;
        }
        rest(&db).expect("told");
        self.keep(place, "ended in the log");
        whole::bring_in_and_keep(&db);
        self.keep(place, "ended in the database");
        keep_log(&db, false).expect("a setting");
        whole::bring_in(&db);
        self.keep(place, "log emptied");
        drop(db);
        self.keep(place, "closed");
    }
}

fn life() -> Vec<Moment> {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    drop(Ledger::open(&place).expect("a ledger"));
    let mut life = Life::default();
    for is_killed in [false, true, false] {
        life.session(&place, is_killed);
    }
    life.moments
}

#[test]
fn killed_at_any_step_it_opens_with_all_that_it_held() {
    for moment in life() {
        let (_dir, place) = moment.with_log_of(&moment);
        assert_eq!(opened(&place, &moment.named).as_ref(), Some(&moment.held), "{}", moment.named);
    }
}

#[test]
fn killed_while_the_log_is_brought_in_it_opens_with_all_that_it_held() {
    const PAGE: usize = 4096;
    let moments = life();
    for pair in moments.windows(2) {
        let [before, after] = pair else { continue };
        // A log is brought in page by page, in any order as far as the disk is concerned, and emptied behind that.
        if !before.has_log() || before.log != after.log || before.database == after.database {
            continue;
        }
        let pages = after.database.len().max(before.database.len()) / PAGE;
        let page = |of: &Moment, at: usize| of.database.get(at * PAGE..(at + 1) * PAGE).map(<[u8]>::to_vec);
        for odd in 0..pages {
            for (most, one) in [(before, after), (after, before)] {
                let torn = (0..pages).map(|at| page(if at == odd { one } else { most }, at));
                let torn: Vec<u8> = torn.flat_map(|page| page.unwrap_or_else(|| vec![0; PAGE])).collect();
                let (_dir, place) = files(&torn, before.log.as_deref());
                assert_eq!(read(&place, &after.named).as_ref(), Some(&before.held), "{}: {odd}", after.named);
            }
        }
    }
}

#[test]
fn a_database_and_a_log_of_different_moments_are_refused_or_are_one_moment_together() {
    let moments = life();
    let (mut refused, mut taken) = (0, 0);
    for one in &moments {
        for other in &moments {
            let named = format!("{} with the log of {}", one.named, other.named);
            let (_dir, place) = one.with_log_of(other);
            // With no log it is what the database says alone, if that was all of it once.
            let expected = if other.has_log() { &other.held } else { &one.held };
            match read(&place, &named) {
                Some(held) => {
                    assert_eq!(&held, expected, "{named}");
                    taken += 1;
                }
                None => refused += 1,
            }
        }
    }
    assert!(refused > taken, "{refused} {taken}");
}

#[test]
fn a_ledger_without_its_log_orders_nothing_until_it_is_recovered_and_has_holes_then() {
    let moments = life();
    let cut = moments.iter().find(|moment| moment.named.ends_with("order")).expect("a moment");
    for log in [None, Some(&[][..])] {
        let (_dir, place) = files(&cut.database, log);
        let refused = Ledger::open(&place);
        let Err(error @ LedgerError::Parted { how: Parted::LogMissing, .. }) = &refused else { panic!("{refused:?}") };
        for (lang, words) in [(Lang::En, "which is missing"), (Lang::Ru, "а его нет")] {
            let said = error.message(lang);
            for part in ["ledger.db-wal", words, "ledger recover", "reconcile"] {
                assert!(said.contains(part), "{said}");
            }
        }
        assert!(matches!(glance(&place), Err(LedgerError::Parted { .. })));
        assert!(!examine(&place, crate::text::lang::Lang::En).expect("a ledger").problems.is_empty());
        let repaired = repair(&place, "anna").expect("repaired");
        assert!(repaired.lost > 0 && repaired.kept.is_some());
        assert!(glance(&place).is_ok_and(|history| history.claims.is_empty()));
        assert!(examine(&place, crate::text::lang::Lang::En).expect("a ledger").problems.is_empty());
    }
}

#[test]
fn a_ledger_with_a_log_of_another_time_is_recovered_from_the_database() {
    let moments = life();
    let (last, first) = (moments.last().expect("a moment"), &moments[3]);
    let (_dir, place) = last.with_log_of(first);
    assert_eq!(opened(&place, "a late one with an early log"), None);
    assert!(matches!(Ledger::open(&place), Err(LedgerError::Parted { how: Parted::LogOfAnotherTime, .. })));
    let repaired = repair(&place, "anna").expect("repaired");
    assert_eq!((repaired.lost, repaired.claims), (1, 12));
    let kept = repaired.kept.expect("the old one");
    assert!(with_end(&kept, "-wal").exists(), "with its log, for a person");
    assert_eq!(glance(&place).expect("read").claims.len(), 12);
}

#[test]
fn a_log_is_begun_anew_before_it_is_large_and_says_how_much_was_in_the_database() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    drop(Ledger::open(&place).expect("a ledger"));
    let db = open::writer(&place).expect("the ledger");
    let mut book = Book::new(db);
    let listing = crate::order::service::Listing::default();
    let write = crate::ledger::Write::Listing { run: None, listing };
    for _ in 0..3 {
        book.write_all(std::iter::repeat_n(&write, 600)).expect("written");
    }
    let reader = sqlite::to_read(&place.database()).expect("a reader");
    let said = row(&reader).expect("read").expect("a row");
    assert!(said.is_open && said.floor > 0 && said.floor < said.commits, "{said:?}");
    book.close();
    let said = sqlite::to_read_alone(&place.database()).and_then(|db| row(&db)).expect("read").expect("a row");
    assert!(!said.is_open, "{said:?}");
}

#[test]
fn nobody_who_reads_keeps_orders_waiting_while_the_log_is_brought_in() {
    static WAITED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("one"));
    std::fs::create_dir(place.folder()).expect("a folder");
    let mut writer = super::super::open::writer(&place).expect("a ledger");
    let reader = super::super::open::reader(&place.database()).expect("a reader");
    reader.execute_batch("BEGIN; SELECT * FROM session").expect("it reads");
    count(&writer, 0).expect("written");
    let waited = |_| {
        WAITED.store(true, std::sync::atomic::Ordering::SeqCst);
        false
    };
    writer.busy_handler(Some(waited)).expect("a handler");
    assert_eq!(lighten(&writer), None, "what is read is not brought in");
    assert!(!WAITED.load(std::sync::atomic::Ordering::SeqCst), "it waited");
    reader.execute_batch("COMMIT").expect("it has read");
    assert!(lighten(&writer).is_some());
}
