//! Opening a ledger so that a commit is a commit.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::schema::{APPLICATION_ID, VERSION};
use super::seal::{self, Moved};
use super::{LedgerError, Place, fresh, guard, held, migration, plain, session, sqlite, tables};
use crate::order::{Unread, Unwritten};

/// Opens the ledger for writing; makes it if there is none.
pub(super) fn writer(place: &Place) -> Result<Connection, LedgerError> {
    let file = &place.database();
    plain::database(file)?;
    held::wait(&fresh::with_logs(file), true)?;
    // A disk that cannot tell has a ledger for all we know.
    if !file.try_exists().map_err(|error| Unread::Refused(error.to_string()))? {
        fresh::make(file).map_err(Unwritten::from)?;
    }
    // Its log has rights after its own.
    if place.is_shared() {
        place.let_team(file);
    } else {
        private(file)?;
    }
    let mut connection = sqlite::to_write(file).map_err(Unread::from)?;
    session::keep_log(&connection, true).map_err(Unread::from)?;
    prepare(&mut connection, file)?;
    session::begin(&connection).map_err(Unwritten::from)?;
    // The log has its name by now. SQLite syncs that as well, and does not tell when it cannot.
    let folder = file.parent().unwrap_or(file);
    fresh::sync_names(folder).map_err(|error| LedgerError::Place { folder: folder.into(), why: error.to_string() })?;
    Ok(connection)
}

/// Opens the ledger for reading only.
pub(super) fn reader(file: &Path) -> Result<Connection, LedgerError> {
    plain::database(file)?;
    held::wait(&fresh::with_logs(file), false)?;
    let connection = sqlite::to_read(file).map_err(Unread::from)?;
    connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(Unread::from)?;
    // Who reads with the log writes beside it. Where nobody may, one that rests is read all the same.
    let probe = connection.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0));
    if probe.is_err_and(|error| is_unwritable(&error)) && is_empty(&fresh::with_end(file, "-wal")).is_some() {
        return resting(file);
    }
    // An older ledger is not migrated by whoever only looks at it.
    let version = known(&connection, file)?;
    session::check(file, &connection)?;
    if version == VERSION { Ok(connection) } else { in_memory(&connection, file) }
}

/// Whether SQLite could not make the files beside a database: its folder, or the whole file system, is read-only.
fn is_unwritable(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
    matches!(error.sqlite_error_code(), Some(ReadOnly | CannotOpen))
}

/// Whether a file is not there or holds nothing; none where that cannot be told.
fn is_empty(file: &Path) -> Option<bool> {
    match std::fs::metadata(file) {
        Ok(meta) => Some(meta.len() == 0),
        Err(error) => (error.kind() == std::io::ErrorKind::NotFound).then_some(true),
    }
}

/// A ledger in a folder that nobody may write here, copied into memory: only while nothing of it stands in its log, and
/// only if it stays as it is meanwhile.
fn resting(file: &Path) -> Result<Connection, LedgerError> {
    let in_use = || LedgerError::Place {
        folder: file.parent().unwrap_or(file).into(),
        why: "it cannot be written, and the ledger in it is in use or was not closed".to_owned(),
    };
    let state = || std::fs::metadata(file).and_then(|meta| Ok((meta.len(), meta.modified()?))).ok();
    let log = fresh::with_end(file, "-wal");
    let before = state().filter(|_| is_empty(&log) == Some(true)).ok_or_else(in_use)?;
    let alone = sqlite::to_read_alone(file).map_err(Unread::from)?;
    known(&alone, file)?;
    session::check(file, &alone)?;
    let copy = in_memory(&alone, file)?;
    if is_empty(&log) == Some(true) && state() == Some(before) { Ok(copy) } else { Err(in_use()) }
}

/// A ledger of an older version, copied into memory and brought up to date there: whoever only
/// reads does not change the file.
fn in_memory(connection: &Connection, file: &Path) -> Result<Connection, LedgerError> {
    let failed = |error: rusqlite::Error| Unread::from(error);
    let mut copy = Connection::open_in_memory().map_err(failed)?;
    let backup = rusqlite::backup::Backup::new(connection, &mut copy).map_err(failed)?;
    // All pages in one step: in several, the copy begins anew whenever somebody writes.
    backup.run_to_completion(i32::MAX, std::time::Duration::ZERO, None).map_err(failed)?;
    drop(backup);
    guard::set(&copy).and_then(|()| guard::bound(&mut copy)).map_err(failed)?;
    let version = known(&copy, file)?;
    migrate(&copy, file, version)?;
    Ok(copy)
}

/// Brings tables up to this version's, and sees that they are.
fn migrate(connection: &Connection, file: &Path, version: i32) -> Result<(), LedgerError> {
    migration::to_current(connection, version).map_err(|error| damaged(file, &error))?;
    if version == VERSION { Ok(()) } else { has_own_tables(connection, file) }
}

/// Refuses a database in which anything stands that no version of this program put there. Before that, nothing of it is
/// asked for by its own name.
fn has_own_tables(connection: &Connection, file: &Path) -> Result<(), LedgerError> {
    match tables::stranger(connection).map_err(|error| damaged(file, &error))? {
        Some(what) => Err(LedgerError::Altered { file: file.into(), what }),
        None => Ok(()),
    }
}

/// The seal on a database; none if it has none.
pub(super) fn sealed(connection: &Connection, file: &Path) -> Result<Option<Moved>, LedgerError> {
    let sealed = || seal::read(connection).map_err(|error| damaged(file, &error));
    if seal::is_sealed(connection).map_err(|error| damaged(file, &error))? {
        has_own_tables(connection, file)?;
        return sealed();
    }
    Ok(None)
}

fn prepare(connection: &mut Connection, file: &Path) -> Result<(), LedgerError> {
    let failed = |error: &rusqlite::Error| damaged(file, error);
    connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(|error| failed(&error))?;
    let version = known(connection, file)?;
    session::check(file, connection)?;
    let found: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| failed(&error))?;
    if found != "ok" {
        return Err(LedgerError::Damaged { file: file.into(), found });
    }
    guard::trust(connection).map_err(|error| failed(&error))?;
    migrate(connection, file, version)?;
    settle_pragmas(connection, file)
}

/// The version of a ledger's tables, if this program knows it.
pub(super) fn known(connection: &Connection, file: &Path) -> Result<i32, LedgerError> {
    let pragma = |name: &str| {
        connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0))
            .optional()
            .map_err(|error| damaged(file, &error))
    };
    let (id, version) = (pragma("application_id")?, pragma("user_version")?);
    if let (Some(APPLICATION_ID), Some(version @ 1..=VERSION)) = (id, version) {
        has_own_tables(connection, file)?;
        return Ok(version);
    }
    if std::fs::metadata(file).is_ok_and(|meta| meta.len() == 0) {
        return Err(LedgerError::Damaged { file: file.into(), found: "the file is empty".to_owned() });
    }
    if let Some(moved) = sealed(connection, file)? {
        return Err(LedgerError::Moved { file: file.into(), moved: Box::new(moved), here: None });
    }
    let found = format!("application_id {}, user_version {}", id.unwrap_or(0), version.unwrap_or(0));
    Err(LedgerError::Foreign { file: file.into(), found })
}

/// Sets what makes a commit durable, and reads it back: SQLite ignores what it cannot do.
fn settle_pragmas(connection: &Connection, file: &Path) -> Result<(), LedgerError> {
    connection
        .execute_batch(
            // `fullfsync` is for macOS, where a plain fsync leaves the data in the drive's cache.
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON;",
        )
        .map_err(|error| damaged(file, &error))?;
    let mode: String =
        connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).map_err(|error| damaged(file, &error))?;
    let number = |name: &str| {
        connection
            .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
            .map_err(|error| damaged(file, &error))
    };
    let (synchronous, keys) = (number("synchronous")?, number("foreign_keys")?);
    if mode != "wal" || synchronous != 2 || keys != 1 {
        let why = format!("SQLite gives journal_mode {mode}, synchronous {synchronous} here, which is not safe");
        return Err(LedgerError::Place { folder: file.parent().unwrap_or(file).into(), why });
    }
    Ok(())
}

/// What is said of a database that is given up ([`guard::bound`]).
const ENDLESS: &str = "reading it does not end: its pages lead back to each other";

pub(super) fn damaged(file: &Path, error: &rusqlite::Error) -> LedgerError {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, OperationInterrupted};
    match error.sqlite_error_code() {
        Some(NotADatabase) => LedgerError::Foreign { file: file.into(), found: error.to_string() },
        Some(DatabaseCorrupt) => LedgerError::Damaged { file: file.into(), found: error.to_string() },
        Some(OperationInterrupted) => LedgerError::Damaged { file: file.into(), found: ENDLESS.to_owned() },
        _ => Unread::from(error).into(),
    }
}

#[cfg(unix)]
fn private(file: &Path) -> Result<(), LedgerError> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))
        .map_err(|error| Place::in_folder(file.parent().unwrap_or(file).into()).refused(&error))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn private(_: &Path) -> Result<(), LedgerError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_that_rests_is_read_where_nobody_may_write_and_one_in_use_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let place = crate::ledger::Place::in_folder(dir.path().join("account"));
        let ledger = crate::ledger::Ledger::open(&place).expect("a ledger");
        let service = crate::order::service::Service { id: "77".to_owned(), ..Default::default() };
        let listing = crate::order::service::Listing { services: vec![service], ..Default::default() };
        ledger.list(&listing).expect("written");
        let used = resting(&place.database()).map(drop);
        assert!(matches!(used, Err(LedgerError::Place { .. })), "{used:?}");
        drop(ledger);
        let copy = resting(&place.database()).expect("read");
        assert_eq!(crate::ledger::read::history(&copy).expect("a history").known_services.len(), 1);
    }

    #[test]
    fn a_file_on_which_a_commit_is_not_durable_is_no_ledger() {
        // A database in memory takes every setting and keeps none of them.
        let memory = Connection::open_in_memory().expect("a database");
        let refused = settle_pragmas(&memory, Path::new("/x/ledger.db"));
        assert!(matches!(&refused, Err(LedgerError::Place { why, .. }) if why.contains("not safe")), "{refused:?}");
    }
}
