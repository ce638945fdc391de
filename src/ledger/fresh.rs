//! A new ledger, made under another name first: whoever looks sees a whole one or none.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{schema, sqlite};
use crate::host::held::Patience;
use crate::order::Unwritten;

/// What `SQLite` puts beside a database.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Why a new ledger cannot be made.
#[derive(Debug, Error)]
pub(super) enum FreshError {
    #[error(transparent)]
    File(#[from] std::io::Error),
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
}

impl From<FreshError> for Unwritten {
    fn from(error: FreshError) -> Self {
        match error {
            FreshError::File(error) => error.into(),
            FreshError::Database(error) => error.into(),
        }
    }
}

/// Makes a ledger without records where there is none, durably. It has `SQLite`'s log from its first
/// moment on, so there is never an unfinished change that a mere reader could not undo.
pub(super) fn make(file: &Path) -> Result<(), FreshError> {
    let fresh = beside(file);
    // Left by a program that was cut off here.
    remove(&fresh);
    let connection = sqlite::to_make(&fresh)?;
    schema::create(&connection)?;
    connection.execute_batch("PRAGMA journal_mode = WAL")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(put(&fresh, file)?)
}

/// The name of a ledger in the making.
pub(super) fn beside(file: &Path) -> PathBuf {
    file.with_file_name("ledger.fresh.db")
}

/// Puts a finished ledger in its place, durably.
pub(super) fn put(fresh: &Path, file: &Path) -> std::io::Result<()> {
    sync(fresh)?;
    // The log of a ledger that was here before would be replayed into the new one.
    remove_logs(file);
    Patience::USUAL.again(|| fs::rename(fresh, file))?;
    // Of the name that it had: whoever only read it may have left some.
    remove_logs(fresh);
    sync_names(file.parent().unwrap_or(file))
}

/// Makes a file's content durable. Windows does so only for who may write to it.
pub(super) fn sync(file: &Path) -> std::io::Result<()> {
    // A scanner looks at what was just made.
    Patience::READING.again(|| OpenOptions::new().write(true).open(file))?.sync_all()
}

/// Makes the names in a folder durable, where the system leaves that to the program.
#[cfg(unix)]
pub(super) fn sync_names(folder: &Path) -> std::io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn sync_names(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Removes a database with its log.
pub(super) fn remove(file: &Path) {
    // What is not there need not be removed; what cannot be removed fails when it is made.
    let _ = fs::remove_file(file);
    remove_logs(file);
}

fn remove_logs(file: &Path) {
    for end in LOGS {
        let _ = fs::remove_file(with_end(file, end));
    }
}

/// A database and what `SQLite` puts beside it.
pub(super) fn with_logs(file: &Path) -> Vec<PathBuf> {
    std::iter::once(file.to_owned()).chain(LOGS.map(|end| with_end(file, end))).collect()
}

pub(super) fn with_end(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
