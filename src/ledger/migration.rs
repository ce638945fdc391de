//! Older ledgers, brought up to the tables of this version.
//!
//! By hand, not by `rusqlite_migration`: all steps are one transaction here, which is all or nothing; one of them is
//! Rust; and it follows rusqlite three versions behind, of which only one can be linked.

use rusqlite::Connection;

use super::schema::{SESSION, VERSION};
use super::terms;

/// Version 1 knew no adopted services, no lists outside a run, no second tries and no repairs.
const FROM_1: &str = "
CREATE TABLE claim_2 (
    id INTEGER PRIMARY KEY,
    domain TEXT NOT NULL,
    terms TEXT NOT NULL,
    state TEXT NOT NULL,
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    service_id TEXT,
    run TEXT REFERENCES run(id),
    again TEXT REFERENCES run(id),
    since TEXT NOT NULL,
    listed_before TEXT NOT NULL
) STRICT;
INSERT INTO claim_2 (id, domain, terms, state, live, service_id, run, since, listed_before)
    SELECT id, domain, terms, state, live, service_id, run, since, listed_before FROM claim;
DROP TABLE claim;
ALTER TABLE claim_2 RENAME TO claim;
CREATE UNIQUE INDEX one_live_claim ON claim(domain) WHERE live = 1;
CREATE TABLE listing_2 (
    id INTEGER PRIMARY KEY,
    run TEXT REFERENCES run(id),
    at TEXT NOT NULL,
    services INTEGER NOT NULL,
    gap TEXT
) STRICT;
INSERT INTO listing_2 (id, run, at, services, gap) SELECT id, run, at, services, gap FROM listing;
DROP TABLE listing;
ALTER TABLE listing_2 RENAME TO listing;
ALTER TABLE attempt ADD COLUMN may_have_left INTEGER AS (ended IS NULL OR outcome ->> '$.status' <> 'not-sent');
CREATE TABLE absence (
    claim INTEGER NOT NULL REFERENCES claim(id),
    at TEXT NOT NULL,
    PRIMARY KEY (claim, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    lost INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
";

/// Versions before 4 knew one clock, freed a refused domain at once, did not tell which claims had a positive answer,
/// and did not hold decisions against lists.
const FROM_3: &str = "
ALTER TABLE claim ADD COLUMN positive INTEGER NOT NULL DEFAULT 0 CHECK (positive IN (0, 1));
ALTER TABLE claim ADD COLUMN contested INTEGER NOT NULL DEFAULT 0 CHECK (contested IN (0, 1));
UPDATE claim SET positive = 1 WHERE state = 'accepted';
ALTER TABLE attempt ADD COLUMN begun_clocks TEXT;
ALTER TABLE attempt ADD COLUMN ended_clocks TEXT;
ALTER TABLE attempt DROP COLUMN may_have_left;
ALTER TABLE attempt ADD COLUMN may_have_left INTEGER AS (
    ended IS NULL OR outcome ->> '$.status' <> 'not-sent' OR outcome ->> '$.reason.code' = 'throttled');
ALTER TABLE listing ADD COLUMN clocks TEXT;
CREATE TABLE absence_4 (
    claim INTEGER NOT NULL REFERENCES claim(id),
    at TEXT NOT NULL,
    clocks TEXT,
    PRIMARY KEY (claim, at)
) STRICT, WITHOUT ROWID;
INSERT INTO absence_4 (claim, at) SELECT claim, at FROM absence;
DROP TABLE absence;
ALTER TABLE absence_4 RENAME TO absence;
CREATE TABLE unseen (
    claim INTEGER NOT NULL REFERENCES claim(id),
    at TEXT NOT NULL,
    clocks TEXT,
    PRIMARY KEY (claim, at)
) STRICT, WITHOUT ROWID;
ALTER TABLE decision ADD COLUMN forced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN agreed TEXT;
";

/// Versions before 5 knew neither keys of orders nor carts.
const FROM_4: &str = "
ALTER TABLE claim ADD COLUMN remote_id TEXT;
ALTER TABLE claim ADD COLUMN cart_item TEXT;
CREATE UNIQUE INDEX one_key ON claim(remote_id) WHERE remote_id IS NOT NULL;
CREATE TABLE confirm (
    claim INTEGER PRIMARY KEY REFERENCES claim(id),
    run TEXT NOT NULL REFERENCES run(id),
    item TEXT NOT NULL,
    begun TEXT NOT NULL,
    begun_clocks TEXT NOT NULL,
    ended TEXT,
    ended_clocks TEXT,
    outcome TEXT
) STRICT;
CREATE TABLE identity (
    id INTEGER NOT NULL
) STRICT;
INSERT INTO identity (id) VALUES (abs(random() % 4294967296));
";

/// Versions before 6 kept no charges.
const FROM_5: &str = "
CREATE TABLE charge (
    id TEXT PRIMARY KEY,
    service TEXT,
    seen TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_of ON charge(service);
";

/// Versions before 8 looked for the lines of a domain, and for the attempts of a line, by reading all of them.
const FROM_7: &str = "
CREATE TABLE line_8 (
    run TEXT NOT NULL REFERENCES run(id),
    row INTEGER NOT NULL,
    server INTEGER NOT NULL,
    name TEXT NOT NULL,
    line_order TEXT,
    outcome TEXT NOT NULL,
    domain TEXT,
    PRIMARY KEY (run, row, server)
) STRICT;
INSERT INTO line_8 (run, row, server, name, line_order, outcome)
    SELECT run, row, server, name, line_order, outcome FROM line ORDER BY run, row, server;
DROP TABLE line;
ALTER TABLE line_8 RENAME TO line;
CREATE INDEX line_of_domain ON line(domain) WHERE domain IS NOT NULL;
CREATE INDEX claim_of_domain ON claim(domain);
CREATE INDEX attempt_of_line ON attempt(run, row, server);
";

/// The domains of lines whose order can be read, of versions that did not keep them by themselves.
pub(super) const DOMAINS: &str = "
UPDATE line SET domain = line_order ->> '$.domain'
WHERE domain IS NULL AND line_order IS NOT NULL AND json_valid(line_order);
";

/// Brings tables of `version` up to this one's, all or nothing. Nothing that was recorded is lost.
pub(super) fn to_current(db: &Connection, version: i32) -> rusqlite::Result<()> {
    if version >= VERSION {
        return Ok(());
    }
    // Tables are made anew under their old names, which references to them must not follow.
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;")?;
    let done = migrate(db, version);
    if done.is_err() && !db.is_autocommit() {
        db.execute_batch("ROLLBACK")?;
    }
    db.execute_batch("PRAGMA legacy_alter_table = OFF;")?;
    done
}

fn migrate(db: &Connection, version: i32) -> rusqlite::Result<()> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    if version < 2 {
        db.execute_batch(FROM_1)?;
    }
    if version < 4 {
        db.execute_batch(FROM_3)?;
    }
    if version < 5 {
        db.execute_batch(FROM_4)?;
    }
    if version < 6 {
        db.execute_batch(FROM_5)?;
    }
    if version < 7 {
        // They could not tell a log of another time.
        db.execute_batch(SESSION)?;
    }
    db.execute_batch(FROM_7)?;
    db.execute_batch(DOMAINS)?;
    // Version 2 kept names and ids side by side; since 3, what was asked and what was sent.
    terms::rewrite(db)?;
    db.execute_batch(&format!("PRAGMA user_version = {VERSION}; COMMIT;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::schema::TABLES;

    /// The tables of version 1, as far as the migration touches them.
    const VERSION_1: &str = "
        CREATE TABLE run (id TEXT PRIMARY KEY) STRICT;
        CREATE TABLE claim (
            id INTEGER PRIMARY KEY, domain TEXT NOT NULL, terms TEXT NOT NULL, state TEXT NOT NULL,
            live INTEGER NOT NULL CHECK (live IN (0, 1)), service_id TEXT, run TEXT NOT NULL REFERENCES run(id),
            since TEXT NOT NULL, listed_before TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX one_live_claim ON claim(domain) WHERE live = 1;
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim(id), run TEXT, row INTEGER, server INTEGER,
            ended TEXT, outcome TEXT) STRICT;
        CREATE TABLE listing (
            id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES run(id), at TEXT NOT NULL,
            services INTEGER NOT NULL, gap TEXT) STRICT;
        CREATE TABLE line (
            run TEXT NOT NULL, row INTEGER NOT NULL, server INTEGER NOT NULL, name TEXT NOT NULL, line_order TEXT,
            outcome TEXT NOT NULL, PRIMARY KEY (run, row, server)) STRICT, WITHOUT ROWID;
        CREATE TABLE decision (
            id INTEGER PRIMARY KEY, at TEXT NOT NULL, operator TEXT NOT NULL, domain TEXT NOT NULL,
            claim INTEGER REFERENCES claim(id), verb TEXT NOT NULL, service_id TEXT, reason TEXT NOT NULL) STRICT;
        INSERT INTO run VALUES ('r');
        INSERT INTO claim VALUES (7, 'a.example.ru', '{}', 'unknown', 1, NULL, 'r', 't', '[]');
        INSERT INTO attempt VALUES (1, 7, 'r', 2, 1, NULL, NULL);
        INSERT INTO line VALUES ('r', 2, 1, 'a', '{\"domain\":\"a.example.ru\"}', '{}');
        INSERT INTO line VALUES ('r', 3, 1, 'b', '{\"domain', '{}');
        INSERT INTO listing VALUES (3, 'r', 't', 2, NULL);
        PRAGMA user_version = 1;";

    /// Tables, their columns and indexes.
    fn shape(db: &Connection, tables: &[&str]) -> Vec<(String, String, Option<String>)> {
        let mut found = Vec::new();
        for table in tables {
            let mut statement = db.prepare(&format!("PRAGMA table_info({table})")).expect("a table");
            let columns = statement.query_map([], |row| {
                Ok((
                    format!("{table}.{}", row.get::<_, String>(1)?),
                    format!("{:?} {:?}", row.get::<_, String>(2)?, row.get::<_, i64>(3)?),
                    row.get(4)?,
                ))
            });
            found.extend(columns.expect("columns").map(|column| column.expect("a column")));
        }
        found
    }

    #[test]
    fn a_ledger_of_version_1_keeps_everything_and_becomes_a_current_one() {
        let old = Connection::open_in_memory().expect("a database");
        old.execute_batch(VERSION_1).expect("tables");
        to_current(&old, 1).expect("migrated");
        let current = Connection::open_in_memory().expect("a database");
        current.execute_batch(TABLES).expect("tables");
        current.execute_batch(SESSION).expect("tables");
        let changed = [
            "line", "claim", "decision", "listing", "absence", "unseen", "repair", "confirm", "identity", "charge",
            "session",
        ];
        assert_eq!(shape(&old, &changed), shape(&current, &changed));
        let version: i32 = old.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
        assert_eq!(version, VERSION);
        let kept: (i64, String, i64) = old
            .query_row(
                "SELECT claim.id, claim.run, may_have_left FROM claim JOIN attempt ON attempt.claim = claim.id",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .expect("the claim and its attempt");
        assert_eq!(kept, (7, "r".to_owned(), 1));
        let domains: Vec<Option<String>> = old
            .prepare("SELECT domain FROM line ORDER BY row")
            .expect("a statement")
            .query_map([], |row| row.get(0))
            .expect("lines")
            .map(|domain| domain.expect("a domain"))
            .collect();
        assert_eq!(domains, [Some("a.example.ru".to_owned()), None], "an order that cannot be read stays as it is");
        old.execute_batch("PRAGMA foreign_keys = ON").expect("a pragma");
        let broken: i64 =
            old.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).expect("a check");
        assert_eq!(broken, 0);
        assert!(old.execute("INSERT INTO attempt (id, claim) VALUES (2, 99)", []).is_err(), "references hold");
        assert!(
            old.execute("INSERT INTO claim (domain, terms, state, live, since, listed_before) VALUES ('a.example.ru', '', '', 1, '', '')", []).is_err(),
            "one live claim"
        );
    }
}
