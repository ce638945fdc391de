//! Tables of every version, and what somebody else may put among them.

use super::*;
use crate::ledger::schema::{self, APPLICATION_ID};
use crate::ledger::{Ledger, LedgerError, Place, examine, glance, migration, repair};
use crate::order::service::{Listing, Service};
use crate::text::lang::Lang;

/// The tables of older versions.
const OLD: [(i32, &str); 7] = [
    (1, include_str!("version-1.sql")),
    (2, include_str!("version-2.sql")),
    (3, include_str!("version-2.sql")),
    (4, include_str!("version-4.sql")),
    (5, include_str!("version-5.sql")),
    (6, include_str!("version-6.sql")),
    (7, include_str!("version-7.sql")),
];

fn old(version: i32, tables: &str) -> Connection {
    let db = Connection::open_in_memory().expect("a database");
    db.execute_batch(&format!("{tables} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};"))
        .expect("tables");
    db
}

fn today() -> Connection {
    let db = Connection::open_in_memory().expect("a database");
    schema::create(&db).expect("tables");
    db
}

#[test]
fn tables_of_every_version_are_known_as_they_were_made_and_as_they_are_brought_up() {
    assert_eq!(stranger(&today()).expect("read"), None);
    for (version, tables) in OLD {
        let db = old(version, tables);
        assert_eq!(stranger(&db).expect("read"), None, "version {version}");
        migration::to_current(&db, version).expect("brought up");
        assert_eq!(stranger(&db).expect("read"), None, "version {version}, brought up");
    }
}

#[test]
fn a_sealed_ledger_has_one_table_more() {
    let db = today();
    let moved = seal::Moved {
        token: "t".to_owned(),
        host: "h".to_owned(),
        folder: "/x".to_owned(),
        at: jiff::Timestamp::UNIX_EPOCH,
        is_done: false,
    };
    seal::lay(&db, &moved).expect("sealed");
    assert_eq!(stranger(&db).expect("read"), None);
    seal::lift(&db).expect("lifted");
    assert_eq!(stranger(&db).expect("read"), None);
    db.execute_batch(seal::MOVED).expect("a table");
    assert_eq!(stranger(&db).expect("read").as_deref(), Some("TABLE MOVED"), "of a ledger that has no seal");
}

/// What another program may do to a ledger, and what is named then.
const HOSTILE: [(&str, &str); 12] = [
    ("CREATE VIEW shown AS SELECT 1", "view shown"),
    ("CREATE TRIGGER freed AFTER INSERT ON claim BEGIN UPDATE claim SET live = 0; END", "trigger freed"),
    ("DROP TABLE repair; CREATE VIEW repair AS SELECT 1 AS id", "view repair"),
    ("CREATE TABLE other (id)", "TABLE OTHER"),
    ("CREATE VIRTUAL TABLE found USING fts5(content)", "table found"),
    ("CREATE INDEX mine ON claim(abs(id))", "INDEX MINE"),
    ("DROP INDEX one_live_claim", "INDEX ONE_LIVE_CLAIM"),
    ("DROP INDEX one_live_claim; CREATE INDEX one_live_claim ON claim(domain)", "INDEX ONE_LIVE_CLAIM"),
    (
        "DROP INDEX one_live_claim; CREATE UNIQUE INDEX one_live_claim ON claim(domain) WHERE live = 2",
        "INDEX ONE_LIVE_CLAIM",
    ),
    ("ALTER TABLE claim ADD COLUMN more TEXT AS (hex(zeroblob(9)))", "TABLE CLAIM"),
    ("ALTER TABLE run DROP COLUMN notes", "TABLE RUN"),
    ("DROP TABLE identity; CREATE TABLE identity (id INTEGER NOT NULL)", "TABLE IDENTITY"),
];

#[test]
fn what_no_version_made_is_named_in_a_ledger_of_today_and_in_an_older_one() {
    for (sql, named) in HOSTILE {
        let db = today();
        db.execute_batch(sql).expect(sql);
        assert_eq!(stranger(&db).expect("read").as_deref(), Some(named), "{sql}");
    }
    // A column that a version to come may have is none of this one's; an older ledger has no more than it had.
    for (sql, named) in &HOSTILE[3..9] {
        let db = old(6, OLD[5].1);
        db.execute_batch(sql).expect(sql);
        assert_eq!(stranger(&db).expect("read").as_deref(), Some(*named), "{sql}");
    }
    // What older versions said is known of them alone.
    let db = today();
    db.execute_batch("DROP TABLE listing; CREATE TABLE listing (run TEXT NOT NULL REFERENCES run(id)) STRICT")
        .expect("a table");
    assert_eq!(stranger(&db).expect("read").as_deref(), Some("TABLE LISTING"));
}

#[test]
fn comments_and_blanks_are_nothing_and_texts_are_what_they_are() {
    let said = |sql: &str| tokens(sql).map(|tokens| tokens.join(" "));
    assert_eq!(said("a  /* ; */ TEXT, -- ')'\n b").as_deref(), Some("A TEXT , B"));
    assert_eq!(said("x ->> '$.a  b'").as_deref(), Some("X - > > '$.a  b'"));
    assert_eq!(said("'--'").as_deref(), Some("'--'"));
    assert_eq!(said("'no end"), None);
    assert_eq!(said("/* no end"), None);
}

/// As by a module, or by whoever was sent the ledger: a trigger that frees every domain as soon as it is claimed.
#[test]
fn an_altered_ledger_is_used_by_nobody_and_made_anew_from_its_records() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    let ledger = Ledger::open(&place).expect("a ledger");
    let service = Service { id: "77".to_owned(), ..Service::default() };
    ledger.list(&Listing { services: vec![service], ..Listing::default() }).expect("written");
    drop(ledger);
    let db = Connection::open(place.database()).expect("a database");
    db.execute_batch("CREATE TRIGGER freed AFTER UPDATE ON session BEGIN DELETE FROM service; END").expect("a trigger");
    drop(db);
    let altered = |error: &LedgerError| matches!(error, LedgerError::Altered { what, .. } if what == "trigger freed");
    assert!(altered(&glance(&place).expect_err("refused")));
    let error = Ledger::open(&place).expect_err("refused");
    assert!(altered(&error));
    for lang in [Lang::En, Lang::Ru] {
        let said = error.message(lang);
        assert!(said.contains("trigger freed") && said.contains("vdsbatch ledger recover"), "{said}");
        assert_eq!(examine(&place, lang).expect("a look").problems, [said]);
    }
    let repaired = repair(&place, "anna").expect("made anew");
    assert!(repaired.kept.is_some_and(|kept| kept.exists()));
    assert_eq!(repaired.lost, 0);
    assert_eq!(glance(&place).expect("sound").known_services.len(), 1);
}

/// A table of the ledger's names that is none, in a file whose rows are taken by a repair.
#[test]
fn a_repair_runs_no_view_and_no_virtual_table() {
    for (made, lost) in [
        ("DROP TABLE listing; CREATE VIEW listing AS SELECT 1 AS id, NULL AS run, 't' AS at, 0 AS services", 1),
        ("DROP TABLE listing; CREATE VIRTUAL TABLE listing USING fts5(id, run, at, services)", 1),
    ] {
        let dir = tempfile::tempdir().expect("a folder");
        let place = Place::in_folder(dir.path().join("account"));
        drop(Ledger::open(&place).expect("a ledger"));
        let db = Connection::open(place.database()).expect("a database");
        db.execute_batch(made).expect(made);
        drop(db);
        assert_eq!(repair(&place, "anna").expect("made anew").lost, lost, "{made}");
        let reader = crate::ledger::open::reader(&place.database()).expect("sound");
        let rows: i64 = reader.query_row("SELECT count(*) FROM listing", [], |row| row.get(0)).expect("counted");
        assert_eq!(rows, 0, "{made}");
    }
}
