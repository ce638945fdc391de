//! One process per account.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::path::PathBuf;

use super::ground::Ground;
use super::{Holder, LedgerError, Place, held, plain};
use crate::host::held::Patience;
use crate::host::private;

/// The lock, held while it lives. The system frees it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a child that another thread is starting just then has the open file,
        // too, and would hold the lock a moment longer. If this fails the system frees it later.
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// Takes the lock or tells who has it. The holder's facts stand in a file of their own, since
    /// a locked file cannot be read on Windows.
    pub(super) fn take(place: &Place) -> Result<Self, LedgerError> {
        held::wait(&[place.lock(), place.holder()], true)?;
        let open =
            || plain::open(private::made(OpenOptions::new().create(true).truncate(false).write(true)), &place.lock());
        let refuse = |error, file| refused(place, file, &error, Patience::USUAL);
        let file = Patience::READING.again(open).map_err(|error| refuse(error, place.lock()))?;
        place.let_team(&place.lock());
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LedgerError::Locked { holder: said(place), folder: place.folder().into() });
            }
            Err(TryLockError::Error(error)) => return Err(refuse(error, place.lock())),
        }
        // Only now: who is refused must not name himself the holder.
        let text = serde_json::to_string(&Holder::this_process()).unwrap_or_default();
        let written = tell(place, &text);
        written.map_err(|error| refuse(error, place.holder()))?;
        Ok(Self { file })
    }
}

impl Lock {
    /// What tells later whether the ledger is still where it is now.
    pub(super) fn ground(&self, place: &Place) -> Result<Ground, LedgerError> {
        Ground::of(place, &self.file)
    }
}

/// Leaves word of the holder: whole or not at all, and never through what stands under that name. Only whoever has the
/// lock writes it, so that the file in the making needs no name of its own.
fn tell(place: &Place, text: &str) -> std::io::Result<()> {
    let new = place.holder_in_the_making();
    // Left by a program that was cut off here.
    let _ = fs::remove_file(&new);
    let mut file = private::made(OpenOptions::new().create_new(true).write(true)).open(&new)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    place.let_team(&new);
    Patience::USUAL.again(|| fs::rename(&new, place.holder()))
}

/// What it means that a file of the lock cannot be had.
fn refused(place: &Place, file: PathBuf, error: &std::io::Error, patience: Patience<'_>) -> LedgerError {
    if patience.is_held(error) {
        return LedgerError::Held { file };
    }
    place.refused(error)
}

/// What whoever took the lock last said of himself.
fn said(place: &Place) -> Option<Holder> {
    let text = Patience::READING.again(|| plain::read(&place.holder())).ok()?;
    serde_json::from_str(&text).ok()
}

/// Who holds a ledger, as far as its file says; none where nobody does, or nobody can tell. Takes nothing.
pub(super) fn holder(place: &Place) -> Option<Holder> {
    let file = plain::open(OpenOptions::new().read(true), &place.lock()).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => said(place),
        // Whoever begins in this very moment must find it free.
        Ok(()) => file.unlock().ok().and(None),
        Err(TryLockError::Error(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::host::rules::System;

    #[test]
    fn a_lock_that_a_scanner_holds_is_held_and_its_folder_is_not_at_fault() {
        let of = |code| {
            let patience = Patience::new(System::Windows, &|_| ());
            let place = Place::in_folder(PathBuf::from("ledger"));
            refused(&place, place.holder(), &std::io::Error::from_raw_os_error(code), patience)
        };
        // A sharing violation, and no right (winerror.h).
        assert!(matches!(of(32), LedgerError::Held { file } if file == Path::new("ledger").join("holder.json")));
        assert!(matches!(of(5), LedgerError::Place { .. }));
    }
}
