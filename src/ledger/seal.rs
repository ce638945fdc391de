//! The seal on a ledger that went elsewhere: it cannot be opened any longer, and says where it went.
//!
//! It is laid in one commit of the ledger's own database, so there is never half of one, and what the ledger holds
//! stays in it. The version of its tables is one then that no program knows: also those that were made before there
//! were seals say that it is a newer program's, and make no new ledger in its place.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::schema::{APPLICATION_ID, VERSION};

/// Added to the version of the tables of a ledger that is sealed.
const SEALED: i32 = 1_000_000_000;

/// The table of a seal.
pub(super) const MOVED: &str = "
CREATE TABLE moved (
    token TEXT NOT NULL,
    host TEXT NOT NULL,
    folder TEXT NOT NULL,
    at TEXT NOT NULL,
    is_done INTEGER NOT NULL CHECK (is_done IN (0, 1))
) STRICT;
";

/// Where a ledger went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Random; the ledger that was made of it stands beside a note with the same.
    pub token: String,
    /// The machine that took it over.
    pub host: String,
    /// The folder it went to, there.
    pub folder: String,
    /// When.
    pub at: Timestamp,
    /// Whether it stood there before this was written. Until then what is sealed may be all that there is.
    pub is_done: bool,
}

/// The version of a sealed ledger's tables; none if this is not the number of one.
pub(super) fn version_of(user_version: i32) -> Option<i32> {
    user_version.checked_sub(SEALED).filter(|version| (1..=VERSION).contains(version))
}

/// Whether a ledger is sealed, as far as its numbers say.
pub(super) fn is_sealed(db: &Connection) -> rusqlite::Result<bool> {
    let number = |name: &str| db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
    Ok(number("application_id")? == APPLICATION_ID && version_of(number("user_version")?).is_some())
}

/// What the seal says; none where there is none.
pub(super) fn read(db: &Connection) -> rusqlite::Result<Option<Moved>> {
    if !is_sealed(db)? {
        return Ok(None);
    }
    let moved = |row: &rusqlite::Row<'_>| {
        let at: String = row.get(3)?;
        // Shown to people only.
        let at = at.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Moved { token: row.get(0)?, host: row.get(1)?, folder: row.get(2)?, at, is_done: row.get(4)? })
    };
    db.query_row("SELECT token, host, folder, at, is_done FROM moved", [], moved).optional()
}

/// Lays a seal, within a transaction of the caller's.
pub(super) fn lay(db: &Connection, moved: &Moved) -> rusqlite::Result<()> {
    db.execute_batch(&format!("DROP TABLE IF EXISTS moved; {MOVED}"))?;
    let Moved { token, host, folder, at, is_done } = moved;
    db.execute(
        "INSERT INTO moved (token, host, folder, at, is_done) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![token, host, folder, at.to_string(), is_done],
    )?;
    let version: i32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version < SEALED {
        db.execute_batch(&format!("PRAGMA user_version = {}", version + SEALED))?;
    }
    Ok(())
}

/// Takes the seal off a copy, if it has one.
pub(super) fn lift(copy: &Connection) -> rusqlite::Result<()> {
    let version: i32 = copy.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version_of(version) {
        Some(version) => {
            copy.execute_batch(&format!("BEGIN IMMEDIATE; DROP TABLE moved; PRAGMA user_version = {version}; COMMIT;"))
        }
        None => Ok(()),
    }
}

/// Says that the ledger stands where it went, durably.
pub(super) fn done(sealed: &Connection) -> rusqlite::Result<()> {
    sealed.execute("UPDATE moved SET is_done = 1", []).map(drop)
}

/// The name of the table that a seal adds.
pub(super) const TABLE: &str = "moved";
