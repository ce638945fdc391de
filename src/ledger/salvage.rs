//! Saving the rows of a damaged ledger, table by table, from both ends.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::migration::DOMAINS;
use super::{schema, sqlite, tables, terms};

/// The tables, those referred to before those that refer, each with what its rows are ordered by.
const TABLES: [(&str, &str); 13] = [
    ("run", "rowid"),
    ("run_row", "run, seq"),
    ("line", "rowid"),
    ("claim", "rowid"),
    ("attempt", "rowid"),
    ("confirm", "rowid"),
    ("decision", "rowid"),
    ("listing", "rowid"),
    ("service", "id"),
    ("charge", "id"),
    ("absence", "claim, at"),
    ("unseen", "claim, at"),
    ("repair", "rowid"),
];

/// Claims that can be made again: of attempts, and of lines whose order stood, where the claim's own
/// row is lost. A domain that any claim still knows is left alone: it may have been freed.
const CLAIMS_AGAIN: &str = "
INSERT INTO claim (id, domain, terms, state, live, run, since, listed_before)
SELECT attempt.claim, line.domain, line.line_order -> '$.terms', 'unknown', 1, line.run,
       max(attempt.begun), '[]'
FROM attempt JOIN line ON line.run = attempt.run AND line.row = attempt.row AND line.server = attempt.server
WHERE line.domain IS NOT NULL AND line.line_order IS NOT NULL AND attempt.claim NOT IN (SELECT id FROM claim)
  AND line.domain NOT IN (SELECT domain FROM claim WHERE live = 1)
GROUP BY line.domain;
INSERT INTO claim (domain, terms, state, live, service_id, run, since, listed_before)
SELECT domain, line_order -> '$.terms', outcome ->> '$.status', 1, outcome ->> '$.service.id', run,
       coalesce(max(outcome ->> '$.sent_at'), strftime('%Y-%m-%dT%H:%M:%SZ')), '[]'
FROM line
WHERE domain IS NOT NULL AND line_order IS NOT NULL AND outcome ->> '$.status' IN ('unknown', 'accepted', 'confirmed', 'unpaid')
  AND domain NOT IN (SELECT domain FROM claim)
GROUP BY domain;
UPDATE claim SET run = NULL WHERE run NOT IN (SELECT id FROM run);
UPDATE claim SET again = NULL WHERE again NOT IN (SELECT id FROM run);
DELETE FROM run_row WHERE run NOT IN (SELECT id FROM run);
DELETE FROM line WHERE run NOT IN (SELECT id FROM run);
DELETE FROM attempt WHERE run NOT IN (SELECT id FROM run) OR claim NOT IN (SELECT id FROM claim);
UPDATE claim SET cart_item = NULL WHERE id IN (SELECT claim FROM confirm WHERE run NOT IN (SELECT id FROM run));
DELETE FROM confirm WHERE run NOT IN (SELECT id FROM run) OR claim NOT IN (SELECT id FROM claim);
DELETE FROM absence WHERE claim NOT IN (SELECT id FROM claim);
DELETE FROM unseen WHERE claim NOT IN (SELECT id FROM claim);
UPDATE decision SET claim = NULL WHERE claim NOT IN (SELECT id FROM claim);
UPDATE listing SET run = NULL WHERE run NOT IN (SELECT id FROM run);
";

/// Copies what can be read of the damaged ledger into a new one. Returns how many parts of tables
/// could not be read.
pub(super) fn salvage(damaged: &Path, fresh: &Path) -> rusqlite::Result<u64> {
    let new = sqlite::to_make(fresh)?;
    schema::create(&new)?;
    // What refers to a lost row is saved with the others; what becomes of it is decided when all are there.
    new.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = FULL; BEGIN")?;
    let old = sqlite::to_write(damaged)?;
    let mut lost = 0;
    for (table, order) in TABLES {
        lost += copy(&old, &new, table, order)?;
    }
    // The damaged ledger may have been of an older version.
    new.execute_batch(DOMAINS)?;
    new.execute_batch(CLAIMS_AGAIN)?;
    terms::rewrite(&new)?;
    let broken: i64 = new.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(rusqlite::Error::InvalidQuery);
    }
    new.execute_batch("COMMIT")?;
    new.close().map_err(|(_, error)| error)?;
    Ok(lost)
}

/// Copies a table's rows from its beginning until one cannot be read, then from its end. Returns 0 if
/// all could be read, else 1: nobody knows how many lie between.
fn copy(old: &Connection, new: &Connection, table: &str, order: &str) -> rusqlite::Result<u64> {
    // A table that is none runs what it was made of.
    if tables::is_virtual(old, table).unwrap_or(true) {
        return Ok(1);
    }
    let columns = match common_columns(old, new, table) {
        Ok(columns) if columns.is_empty() => return Ok(u64::from(!ABSENT_BEFORE.contains(&table))),
        Ok(columns) => columns,
        Err(_) => return Ok(1),
    };
    let named = columns.join(", ");
    let marks = vec!["?"; columns.len()].join(", ");
    let insert = format!("INSERT OR IGNORE INTO {table} ({named}) VALUES ({marks})");
    // Lines had no row id before version 8. Sorting them by anything else would read them all before the first.
    let order = if has_row_id(old, table) { order } else { key_of(table, order) };
    let backward: Vec<String> = order.split(", ").map(|column| format!("{column} DESC")).collect();
    // A damaged index must not hide rows that the table itself still has.
    let forward = format!("SELECT {named} FROM {table} NOT INDEXED ORDER BY {order}");
    let backward = format!("SELECT {named} FROM {table} NOT INDEXED ORDER BY {}", backward.join(", "));
    let mut refused = false;
    let whole = read_until_error(old, &forward, columns.len(), |row| {
        // A row that does not fit its table is damage, too.
        refused |= new.execute(&insert, params_from_iter(row))? == 0;
        Ok(())
    })?;
    if !whole {
        read_until_error(old, &backward, columns.len(), |row| new.execute(&insert, params_from_iter(row)).map(drop))?;
    }
    Ok(u64::from(refused || !whole))
}

/// Whether a table's rows are numbered by SQLite.
fn has_row_id(db: &Connection, table: &str) -> bool {
    db.prepare(&format!("SELECT rowid FROM {table} LIMIT 0")).is_ok()
}

/// What the rows of a table without row ids are ordered by.
fn key_of<'o>(table: &str, order: &'o str) -> &'o str {
    if table == "line" { "run, row, server" } else { order }
}

/// Tables that older ledgers had not.
const ABSENT_BEFORE: [&str; 5] = ["absence", "charge", "confirm", "unseen", "repair"];

/// Reads rows until one cannot be read. Returns whether all could be.
fn read_until_error(
    old: &Connection,
    sql: &str,
    width: usize,
    mut each: impl FnMut(Vec<Value>) -> rusqlite::Result<()>,
) -> rusqlite::Result<bool> {
    let Ok(mut statement) = old.prepare(sql) else { return Ok(false) };
    let Ok(mut rows) = statement.query([]) else { return Ok(false) };
    loop {
        match rows.next() {
            Ok(None) => return Ok(true),
            Ok(Some(row)) => match (0..width).map(|at| row.get(at)).collect() {
                Ok(values) => each(values)?,
                Err(_) => return Ok(false),
            },
            Err(_) => return Ok(false),
        }
    }
}

/// The columns that a table has in both files.
fn common_columns(old: &Connection, new: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let columns = |db: &Connection| -> rusqlite::Result<Vec<String>> {
        db.prepare(&format!("PRAGMA table_info({table})"))?.query_map([], |row| row.get(1))?.collect()
    };
    let known = columns(new)?;
    Ok(columns(old)?.into_iter().filter(|column| known.contains(column)).collect())
}
