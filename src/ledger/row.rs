//! What stands in the tables' columns: JSON and times, written and read back, and how either fails.

use jiff::Timestamp;
use rusqlite::{Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::LedgerError;
use crate::printable::printable;
use crate::row::RowNo;

/// Why a write failed: SQLite's words, or serde's.
pub(super) struct Failure(pub(super) String);

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<Unread> for Failure {
    /// Of a write that has to read first.
    fn from(unread: Unread) -> Self {
        Self(LedgerError::from(unread).to_string())
    }
}

/// Why something was not read: SQLite's words, or what stands where it does not belong.
#[derive(Debug)]
pub(super) struct Unread(String);

impl From<rusqlite::Error> for Unread {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<Unread> for LedgerError {
    fn from(Unread(why): Unread) -> Self {
        Self::Read(why)
    }
}

/// Which line of which run.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineKey<'a> {
    /// The run.
    pub(super) run: &'a str,
    /// The row, as the sheet numbers it.
    pub(super) row: RowNo,
    /// Which server of that row, from 1.
    pub(super) server: u32,
}

/// Replaces the outcome of a line by this one, as [`json`] has it.
pub(super) fn update_line(db: &Transaction<'_>, line: LineKey<'_>, outcome: &str) -> Result<(), Failure> {
    db.prepare_cached("UPDATE line SET outcome = ?4 WHERE run = ?1 AND row = ?2 AND server = ?3")?.execute(params![
        line.run,
        line.row.get(),
        line.server,
        outcome
    ])?;
    Ok(())
}

/// A value as it is kept.
pub(super) fn json(value: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_json::to_string(value)?)
}

/// A value as it was kept; `what` names the column.
pub(super) fn parsed<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Unread> {
    serde_json::from_str(text).map_err(|error| Unread(format!("{what}: {error}")))
}

/// A time as it was kept; `what` names the column.
pub(super) fn time(what: &str, text: &str) -> Result<Timestamp, Unread> {
    text.parse().map_err(|_| unreadable(what, text))
}

/// What stands in a column is not what this program writes there.
pub(super) fn unreadable(what: &str, text: &str) -> Unread {
    Unread(format!("{what}: `{}` is not known", printable(text)))
}

/// SQLite's words, where something could not be read.
pub(super) fn read_error(error: &rusqlite::Error) -> LedgerError {
    LedgerError::Read(error.to_string())
}
