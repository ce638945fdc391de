//! Sessions of writing, told both by the database and by SQLite's log, so that a database and a log that do not belong
//! together are told: a backup, or a profile that travels, copies file by file, and SQLite plays any sound log.
//!
//! One row counts the commits and names the session. What it says in the database alone is held against what it says with
//! the log:
//!
//! - `open` stands in the database before the session writes anything else, and the log is never empty from then until
//!   the database says that it is closed. So an open database with no log lacks what was in it.
//! - A log is played over the database from which it came, or over one that was brought further by this very log: the
//!   session is the same or the one before, the log has no fewer commits, and the database has those that were in it when
//!   the log was begun anew (`floor`).
//!
//! A kill leaves nothing else: a commit stands in the log before the database, and the log is begun anew, or emptied,
//! when all of it is in the database, synced.

use std::path::Path;

use rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
use rusqlite::{Connection, OptionalExtension};

use super::fresh::with_end;
use super::parted::Parted;
use super::{LedgerError, sqlite, whole};

/// The table's name.
pub(super) const TABLE: &str = "session";

/// How often a reader looks while others write.
const LOOKS: usize = 4;

/// What the row says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    token: String,
    before: String,
    is_open: bool,
    commits: i64,
    floor: i64,
}

/// Refuses a database whose log is missing, or of another time. Nothing is written.
///
/// # Errors
///
/// [`LedgerError::Parted`].
pub(super) fn check(file: &Path, db: &Connection) -> Result<(), LedgerError> {
    match parted(file, db) {
        Some(how) => Err(LedgerError::Parted { file: file.into(), how }),
        None => Ok(()),
    }
}

/// How a database and its log are parted; none if they are not, or nobody can tell.
pub(super) fn parted(file: &Path, db: &Connection) -> Option<Parted> {
    let mut found = None;
    // Between one look and the other, whoever writes may bring the log in: no second look finds that again.
    for _ in 0..LOOKS {
        found = look(file, db);
        found?;
        std::thread::yield_now();
    }
    found
}

fn look(file: &Path, db: &Connection) -> Option<Parted> {
    // One of an older version says nothing; nor does one that was cut off while the log was brought in, maybe.
    let alone = sqlite::to_read_alone(file).and_then(|alone| row(&alone)).ok().flatten()?;
    let with_log = row(db);
    if std::fs::metadata(with_end(file, "-wal")).map_or(0, |log| log.len()) == 0 {
        return alone.is_open.then_some(Parted::LogMissing);
    }
    match with_log {
        Ok(Some(with_log)) => (!follows(&alone, &with_log)).then_some(Parted::LogOfAnotherTime),
        // The log is older than this table.
        Ok(None) => Some(Parted::LogOfAnotherTime),
        // It says itself what is wrong.
        Err(_) => None,
    }
}

/// Whether a log with this row at its end belongs to a database with that one.
fn follows(alone: &Row, with_log: &Row) -> bool {
    let is_heir = with_log.token == alone.token || with_log.before == alone.token;
    is_heir && with_log.commits >= alone.commits && with_log.floor <= alone.commits
}

fn row(db: &Connection) -> rusqlite::Result<Option<Row>> {
    let is_there: bool =
        db.query_row("SELECT count(*) FROM sqlite_schema WHERE name = ?1", [TABLE], |row| row.get(0))?;
    if !is_there {
        return Ok(None);
    }
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Row {
            token: row.get(0)?,
            before: row.get(1)?,
            is_open: row.get(2)?,
            commits: row.get(3)?,
            floor: row.get(4)?,
        })
    };
    db.query_row("SELECT token, before, open, commits, floor FROM session", [], read).optional()
}

/// Leaves the log where it is when a connection is closed: it is needed to tell what happened.
pub(super) fn keep_log(db: &Connection, keep: bool) -> rusqlite::Result<()> {
    db.set_db_config(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep).map(drop)
}

/// Begins a session, under the lock.
pub(super) fn begin(db: &Connection) -> rusqlite::Result<()> {
    // When the log is begun anew is decided here, since the row has to tell it.
    db.execute_batch("PRAGMA wal_autocheckpoint = 0")?;
    // Where the log cannot be brought in, the database may say a session older than the last, which must stay its heir.
    let anew = if whole::bring_in_and_keep(db) {
        "before = token, token = lower(hex(randomblob(16))), floor = commits,"
    } else {
        ""
    };
    db.execute(&format!("UPDATE session SET {anew} open = 1, commits = commits + 1"), [])?;
    whole::bring_in_and_keep(db);
    Ok(())
}

/// Counts a commit, within its transaction. `floor` of them are in the database.
pub(super) fn count(db: &Connection, floor: i64) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE session SET commits = commits + 1, floor = max(floor, ?1)")?.execute([floor]).map(drop)
}

/// Brings the log in if it can, so that it is begun anew. Returns how many commits are in the database then.
pub(super) fn lighten(db: &Connection) -> Option<i64> {
    // Only this connection writes.
    let commits = row(db).ok().flatten()?.commits;
    whole::bring_in_beside_orders(db).then_some(commits)
}

/// Ends a session: the database alone says it all from now on.
pub(super) fn end(db: &Connection) {
    match rest(db).and_then(|()| keep_log(db, false)) {
        Ok(()) => whole::bring_in(db),
        Err(error) => tracing::info!(%error, "the ledger stays open, as after a crash"),
    }
}

/// Says that no session is open.
pub(super) fn rest(db: &Connection) -> rusqlite::Result<()> {
    match row(db)? {
        Some(_) => db.execute("UPDATE session SET open = 0, commits = commits + 1", []).map(drop),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
