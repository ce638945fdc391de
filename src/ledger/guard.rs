//! What keeps a database that somebody else made from doing more than being read ("Defense Against The Dark Arts",
//! sqlite.org): nothing in its schema is run, and nothing of it is without an end.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;

/// The longest text of a ledger, in bytes: thousands of times what a row of a sheet holds.
const LENGTH: i32 = 128 << 20;

/// The limits of what SQLite takes, far above what a ledger needs.
const LIMITS: [(Limit, i32); 10] = [
    (Limit::SQLITE_LIMIT_LENGTH, LENGTH),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (Limit::SQLITE_LIMIT_COLUMN, 200),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
    (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
    (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 200),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
];

/// What is switched on or off. No table of a ledger has a view or a trigger, and none is attached.
const SETTINGS: [(DbConfig, bool); 6] = [
    (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
    (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
    (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
];

/// So many steps of SQLite lie between two counts.
const STRIDE: i32 = 1_000_000;

/// After so many counts reading is given up. A ledger of a million orders takes a tenth; pages that lead to each other
/// hold rows without end.
const COUNTS: u32 = 3_000;

/// Guards a connection before anything is asked of it.
pub(super) fn set(connection: &Connection) -> rusqlite::Result<()> {
    for (setting, on) in SETTINGS {
        connection.set_db_config(setting, on)?;
    }
    for (limit, most) in LIMITS {
        connection.set_limit(limit, most)?;
    }
    // Pages are looked at before they are believed, and never mapped: what changes beneath a map is a crash.
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")
}

/// Gives up what does not end, until [`trust`].
pub(super) fn bound(connection: &mut Connection) -> rusqlite::Result<()> {
    bounded(connection, STRIDE, COUNTS)
}

fn bounded(connection: &mut Connection, stride: i32, counts: u32) -> rusqlite::Result<()> {
    let mut left = counts;
    connection.progress_handler(
        stride,
        Some(move || {
            left = left.saturating_sub(1);
            left == 0
        }),
    )
}

/// Lets a connection work for as long as it takes: SQLite found no page in two places.
pub(super) fn trust(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.progress_handler(STRIDE, None::<fn() -> bool>)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::LedgerError;

    fn guarded() -> Connection {
        let db = Connection::open_in_memory().expect("a database");
        db.execute_batch(
            "CREATE TABLE run (id TEXT); INSERT INTO run VALUES ('r');
             CREATE VIEW hostile AS SELECT * FROM run;
             CREATE TRIGGER hostile_too AFTER INSERT ON run BEGIN DELETE FROM run; END;",
        )
        .expect("tables");
        set(&db).expect("guarded");
        db
    }

    #[test]
    fn no_view_and_no_trigger_of_a_database_is_run() {
        let db = guarded();
        assert!(db.query_row("SELECT id FROM hostile", [], |row| row.get::<_, String>(0)).is_err());
        db.execute("INSERT INTO run VALUES ('s')", []).expect("written");
        let rows: i64 = db.query_row("SELECT count(*) FROM run", [], |row| row.get(0)).expect("counted");
        assert_eq!(rows, 2, "the trigger deletes");
    }

    #[test]
    fn no_schema_is_written_and_no_database_attached() {
        let db = guarded();
        // Defensive: asking has no effect, and the table of tables stays read-only.
        let _ = db.execute_batch("PRAGMA writable_schema = ON");
        assert!(db.execute("UPDATE sqlite_schema SET sql = '' WHERE name = 'run'", []).is_err());
        assert!(db.execute_batch("ATTACH ':memory:' AS other").is_err());
        let long = db.query_row("SELECT length(zeroblob(200 * 1024 * 1024))", [], |row| row.get::<_, i64>(0));
        assert!(long.is_err(), "{long:?}");
    }

    #[test]
    fn what_does_not_end_is_given_up_and_called_damage() {
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        let mut db = guarded();
        bounded(&mut db, 1000, 10).expect("bounded");
        let error = db.query_row(endless, [], |row| row.get::<_, i64>(0)).expect_err("it has no end");
        let said = crate::ledger::open::damaged(std::path::Path::new("/x/ledger.db"), &error);
        assert!(matches!(&said, LedgerError::Damaged { found, .. } if found.contains("does not end")), "{said:?}");
        // Every further question is as endless.
        assert!(
            db.query_row("SELECT count(*) FROM sqlite_schema, sqlite_schema, sqlite_schema", [], |_| Ok(())).is_ok()
        );
    }
}
