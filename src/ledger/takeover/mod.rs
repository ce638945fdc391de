//! Taking a ledger over from the folder where older versions kept it, once.
//!
//! The order of the steps is the promise. At every moment at most one of both can be opened, and one of both holds
//! everything:
//!
//! 1. both locks are held;
//! 2. a copy is made under another name, compared with the old ledger record by record, and made durable;
//! 3. what else is in the old folder is copied, and a note is left that knows the copy;
//! 4. the old ledger is **sealed** in one commit: no version of this program opens it any longer;
//! 5. the copy gets its name, and then the seal is told that it has.
//!
//! Cut off before 4, all is as it was, and it begins anew. Cut off behind it, the note tells this machine, and no other
//! one, that the copy (or, where that is lost, what is sealed) is the ledger. The old file stays where it is, sealed: as
//! the marker that older versions refuse, and as a copy that a person can have opened if all else is lost. To delete it
//! would gain nothing, and a second file beside it, under another name and without a seal, would be what doubled orders.

mod beside;

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, TransactionBehavior};

use super::former::{Note, Standing, is_whole, standing};
use super::lock::Lock;
use super::read::{self, RunLine};
use super::{LedgerError, Place, fresh, held, open, plain, records, seal, session, sqlite, whole};
use crate::host::machine::{self, UNKNOWN};
use crate::order::{Unread, Unwritten};
use crate::text::printable::Legible;

/// What was just done, for tests that stop there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Locked,
    Copied,
    Compared,
    Beside,
    Noted,
    Sealed,
    Placed,
    Done,
}

/// Takes the ledger over, or ends what was cut off, if there is anything to do. The lock of the place is held. Returns
/// the folder from which it came, if it came now.
///
/// # Errors
///
/// Those of [`standing`]; [`LedgerError::Elsewhere`] when another machine made its last run, [`LedgerError::Locked`] while another process holds the old one, [`LedgerError::Damaged`] where it
/// is to be repaired first, and [`LedgerError::Write`] where it cannot be taken over; the old one goes on then.
pub(super) fn settle(place: &Place) -> Result<Option<PathBuf>, LedgerError> {
    watched(place, &mut |_| ())
}

fn watched(place: &Place, watch: &mut dyn FnMut(Step)) -> Result<Option<PathBuf>, LedgerError> {
    let former = match standing(place)? {
        Standing::Here => return Ok(None),
        Standing::Former(former)
        | Standing::Sealed(former, _)
        | Standing::Placed(former)
        | Standing::CameBack(former, _) => former,
    };
    // Of an older version that is running, this is the lock.
    let _lock = Lock::take(&former)?;
    watch(Step::Locked);
    // Now that nobody else changes it.
    match standing(place)? {
        Standing::Here => return Ok(None),
        Standing::Former(former) => take(place, &former, watch)?,
        Standing::Sealed(former, note) => put(place, &former, &note, watch)?,
        Standing::Placed(former) => {
            tell_done(&former)?;
            return Ok(None);
        }
        Standing::CameBack(former, note) => {
            lay(&former, place, &note, true)?;
            return Ok(None);
        }
    }
    tracing::info!(from = %former.folder().shown(), to = %place.folder().shown(), "ledger taken over");
    Ok(Some(former.folder().to_owned()))
}

/// Takes over a ledger that nobody took over yet.
fn take(place: &Place, former: &Place, watch: &mut dyn FnMut(Step)) -> Result<(), LedgerError> {
    if former.repairing().exists() {
        return Err(LedgerError::Damaged { file: former.database(), found: "a repair of it was cut off".to_owned() });
    }
    is_of_here(place, former)?;
    let records = copy(former, &place.taken(), watch)?;
    beside::copy(former.folder(), place.folder()).map_err(Unwritten::from)?;
    watch(Step::Beside);
    let note = Note {
        token: token().map_err(Unwritten::from)?,
        from: former.folder().display().to_string(),
        host: machine::host(),
        at: Timestamp::now(),
        records,
    };
    let written = serde_json::to_vec(&note).map_err(Unwritten::from)?;
    beside::write(&place.note(), &written).map_err(Unwritten::from)?;
    watch(Step::Noted);
    lay(former, place, &note, false)?;
    watch(Step::Sealed);
    put(place, former, &note, watch)
}

/// Refuses a ledger whose last run was made on another machine: this copy of the profile may be older than what that one
/// ordered with since. A person moves the folder where that is not so.
fn is_of_here(place: &Place, former: &Place) -> Result<(), LedgerError> {
    // What is damaged is told as that, before anything is taken from it.
    drop(opened(former)?);
    let last = read::runs(&open::reader(&former.database())?)?.into_iter().next();
    let Some(RunLine { facts, .. }) = last else { return Ok(()) };
    // Names of machines have no case (RFC 4343; NetBIOS).
    let is_other = |host: &str| host != UNKNOWN && !host.eq_ignore_ascii_case(&machine::host());
    if machine::host() == UNKNOWN || !is_other(&facts.host) {
        return Ok(());
    }
    let (former, here) = (former.folder().to_owned(), place.folder().to_owned());
    Err(LedgerError::Elsewhere { former, here, host: facts.host, at: facts.started })
}

/// Puts the copy of a sealed ledger in its place.
fn put(place: &Place, former: &Place, note: &Note, watch: &mut dyn FnMut(Step)) -> Result<(), LedgerError> {
    let taken = place.taken();
    if !is_whole(&taken, note) {
        // What is sealed still holds it all.
        let found = copy(former, &taken, &mut |_| ())?;
        if found != note.records {
            return Err(changed(former));
        }
    }
    fresh::put(&taken.database(), &place.database()).map_err(Unwritten::from)?;
    watch(Step::Placed);
    tell_done(former)?;
    watch(Step::Done);
    Ok(())
}

/// Copies a ledger as it is, log and all, and compares the copy with it. Returns what both hold.
fn copy(from: &Place, to: &Place, watch: &mut dyn FnMut(Step)) -> Result<String, LedgerError> {
    let old = opened(from)?;
    let failed = |error: rusqlite::Error| Unwritten::from(error);
    // One moment of it is compared and copied; what somebody adds who heeds no lock is found before it is sealed.
    old.execute_batch("BEGIN").map_err(failed)?;
    let held = records::digest(&old).map_err(|error| open::damaged(&from.database(), &error))?;
    let file = to.database();
    // Left by a taking over that was cut off.
    fresh::remove(&file);
    let mut copy = sqlite::to_make(&file).map_err(failed)?;
    let backup = Backup::new(&old, &mut copy).map_err(failed)?;
    // All pages in one step.
    let step = backup.step(-1).map_err(failed)?;
    drop(backup);
    if !matches!(step, StepResult::Done) {
        return Err(LedgerError::Held { file: from.database() });
    }
    seal::lift(&copy).and_then(|()| session::rest(&copy)).map_err(failed)?;
    // A ledger has SQLite's log from its first moment on.
    copy.execute_batch("PRAGMA journal_mode = WAL").map_err(failed)?;
    copy.close().map_err(|(_, error)| failed(error))?;
    fresh::sync(&file).map_err(Unwritten::from)?;
    watch(Step::Copied);
    // As anybody else opens it.
    let copy = open::reader(&file)?;
    let found: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(Unread::from)?;
    let read = sqlite::to_read(&file).and_then(|copy| records::digest(&copy)).map_err(Unread::from)?;
    if found != "ok" || read != held {
        return Err(Unwritten::Refused(format!("the copy `{}` is not what was copied", file.shown())).into());
    }
    old.execute_batch("ROLLBACK").map_err(failed)?;
    watch(Step::Compared);
    Ok(held)
}

/// Seals an old ledger, if it still holds what was taken over from it.
fn lay(former: &Place, place: &Place, note: &Note, is_done: bool) -> Result<(), LedgerError> {
    let mut old = opened(former)?;
    let failed = |error: rusqlite::Error| Unwritten::from(error);
    let seals = old.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    if records::digest(&seals).map_err(failed)? != note.records {
        return Err(changed(former));
    }
    seal::lay(&seals, &note.seal(place, is_done)).and_then(|()| session::rest(&seals)).map_err(failed)?;
    seals.commit().and_then(|()| session::keep_log(&old, false)).map_err(failed)?;
    // A profile travels file by file. Who reads it just then keeps both, and the seal is as durable there.
    whole::bring_in(&old);
    Ok(())
}

fn tell_done(former: &Place) -> Result<(), LedgerError> {
    let old = opened(former)?;
    seal::done(&old).and_then(|()| session::keep_log(&old, false)).map_err(Unwritten::from)?;
    whole::bring_in(&old);
    Ok(())
}

/// An old ledger, opened for writing, so that a commit is durable.
fn opened(former: &Place) -> Result<Connection, LedgerError> {
    let file = former.database();
    let failed = |error: rusqlite::Error| open::damaged(&file, &error);
    plain::database(&file)?;
    held::wait(&fresh::with_logs(&file), true)?;
    let old = sqlite::to_write(&file).map_err(failed)?;
    session::keep_log(&old, true).map_err(failed)?;
    old.busy_timeout(Duration::from_secs(10)).map_err(failed)?;
    old.execute_batch("PRAGMA synchronous = FULL; PRAGMA fullfsync = ON").map_err(failed)?;
    let sealed = open::sealed(&old, &file)?;
    if sealed.is_none() {
        open::known(&old, &file)?;
        session::check(&file, &old)?;
    }
    let found: String = old.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(failed)?;
    if found != "ok" {
        return Err(LedgerError::Damaged { file, found });
    }
    Ok(old)
}

fn token() -> rusqlite::Result<String> {
    Connection::open_in_memory()?.query_row("SELECT lower(hex(randomblob(16)))", [], |row| row.get(0))
}

fn changed(former: &Place) -> LedgerError {
    let file = former.database();
    Unwritten::Refused(format!("`{}` changed while it was taken over", file.shown())).into()
}

#[cfg(test)]
mod tests;
