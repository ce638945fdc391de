//! What stands in the tables' columns: JSON and times, written and read back, and how either fails.

use jiff::Timestamp;
use rusqlite::{Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::host::held::Patience;
use crate::order::clock::Moment;
use crate::order::{Unread, Unwritten};
use crate::sheet::RowNo;

impl From<rusqlite::Error> for Unwritten {
    fn from(error: rusqlite::Error) -> Self {
        if is_busy(&error) { Self::Held } else { Self::Refused(error.to_string()) }
    }
}

/// Whether another program keeps the database locked. Ours wait for each other at the lock of the account, and whoever
/// only reads is in nobody's way.
fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
}

impl From<std::io::Error> for Unwritten {
    fn from(error: std::io::Error) -> Self {
        refused(&error, Patience::USUAL)
    }
}

/// What it means that the system did not take something.
fn refused(error: &std::io::Error, patience: Patience<'_>) -> Unwritten {
    if patience.is_held(error) { Unwritten::Held } else { Unwritten::Refused(error.to_string()) }
}

impl From<serde_json::Error> for Unwritten {
    fn from(error: serde_json::Error) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<rusqlite::Error> for Unread {
    fn from(error: rusqlite::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&rusqlite::Error> for Unread {
    fn from(error: &rusqlite::Error) -> Self {
        if is_busy(error) { Self::Held } else { Self::Refused(error.to_string()) }
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
pub(super) fn update_line(db: &Transaction<'_>, line: LineKey<'_>, outcome: &str) -> Result<(), Unwritten> {
    db.prepare_cached("UPDATE line SET outcome = ?4 WHERE run = ?1 AND row = ?2 AND server = ?3")?.execute(params![
        line.run,
        line.row.get(),
        line.server,
        outcome
    ])?;
    Ok(())
}

/// A value as it is kept; `what` names the column. The text is read again before it is written: what does not
/// come back as it was, nobody could read later, so it is refused.
pub(super) fn json<T: Serialize + DeserializeOwned + PartialEq>(what: &str, value: &T) -> Result<String, Unwritten> {
    let text = serde_json::to_string(value)?;
    match serde_json::from_str::<T>(&text) {
        Ok(read) if read == *value => Ok(text),
        _ => Err(Unwritten::NotReadAgain(what.to_owned())),
    }
}

/// A value as it was kept; `what` names the column.
pub(super) fn parsed<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Unread> {
    serde_json::from_str(text).map_err(|error| Unread::Refused(format!("{what}: {error}")))
}

/// A time as it was kept; `what` names the column.
pub(super) fn time(what: &str, text: &str) -> Result<Timestamp, Unread> {
    text.parse().map_err(|_| unreadable(what, text))
}

/// A moment as it was kept: the wall clock's time, and the other clocks where they were kept.
pub(super) fn moment(what: &str, at: &str, clocks: Option<&str>) -> Result<Moment, Unread> {
    let clocks = clocks.map(|text| parsed(what, text)).transpose()?.unwrap_or_default();
    Ok(Moment { at: time(what, at)?, clocks })
}

/// What stands in a column is not what this program writes there.
pub(super) fn unreadable(what: &str, text: &str) -> Unread {
    Unread::NotKnown { column: what.to_owned(), given: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::rules::System;
    use crate::run::Hindrance;
    use crate::text::lang::Lang;

    #[test]
    fn a_ledger_that_another_program_keeps_locked_is_held_and_no_disk_is_at_fault() {
        let dir = tempfile::tempdir().expect("a folder");
        let open = || rusqlite::Connection::open(dir.path().join("a.db")).expect("a database");
        let (ours, other) = (open(), open());
        ours.execute_batch("CREATE TABLE one (id)").expect("a table");
        ours.busy_timeout(std::time::Duration::ZERO).expect("no wait");
        other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
        let refused = Unwritten::from(ours.execute("INSERT INTO one VALUES (1)", []).expect_err("locked"));
        assert_eq!(refused, Unwritten::Held);
        let kept = serde_json::to_string(&refused).expect("JSON");
        assert_eq!(kept, r#""held""#);
        assert_eq!(serde_json::from_str::<Unwritten>(&kept).expect("kept"), Unwritten::Held);
        let unread = Unread::from(ours.execute("INSERT INTO one VALUES (1)", []).expect_err("locked"));
        assert_eq!((&unread, serde_json::to_string(&unread).expect("JSON").as_str()), (&Unread::Held, r#""held""#));
        for lang in [Lang::En, Lang::Ru] {
            for hindrance in [Hindrance::LedgerUnwritten(refused.clone()), Hindrance::LedgerUnread(unread.clone())] {
                let said = hindrance.message(lang);
                assert!(!said.contains("disk") && !said.contains("диск") && !said.contains("recover"), "{said}");
            }
        }
    }

    #[test]
    fn a_file_that_another_program_does_not_share_is_held_and_a_full_disk_is_not() {
        let of = |code, system| {
            let patience = Patience::new(system, &|_| ());
            super::refused(&std::io::Error::from_raw_os_error(code), patience)
        };
        // A sharing violation, and a full disk (winerror.h).
        assert_eq!(of(32, System::Windows), Unwritten::Held);
        assert!(matches!(of(112, System::Windows), Unwritten::Refused(_)));
        // A pipe without a reader.
        assert!(matches!(of(32, System::Unix), Unwritten::Refused(_)));
    }
}
