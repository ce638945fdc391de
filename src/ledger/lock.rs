//! One process per account.

use std::fs::{self, File, OpenOptions, TryLockError};

use super::{Holder, LedgerError, Place, held};

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
        let refuse =
            |error: std::io::Error| LedgerError::Place { folder: place.folder().into(), why: error.to_string() };
        let file =
            private(OpenOptions::new().create(true).truncate(false).write(true)).open(place.lock()).map_err(refuse)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let text = fs::read_to_string(place.holder()).unwrap_or_default();
                return Err(LedgerError::Locked {
                    holder: serde_json::from_str(&text).ok(),
                    folder: place.folder().into(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(refuse(error)),
        }
        // Only now: who is refused must not name himself the holder.
        let text = serde_json::to_string(&Holder::this_process()).unwrap_or_default();
        fs::write(place.holder(), text).map_err(refuse)?;
        Ok(Self { file })
    }
}

/// Who holds a ledger, as far as its file says; none where nobody does, or nobody can tell. Takes nothing.
pub(super) fn holder(place: &Place) -> Option<Holder> {
    let file = File::open(place.lock()).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => serde_json::from_str(&fs::read_to_string(place.holder()).ok()?).ok(),
        // Whoever begins in this very moment must find it free.
        Ok(()) => file.unlock().ok().and(None),
        Err(TryLockError::Error(_)) => None,
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
