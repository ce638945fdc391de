//! Files of a ledger that another program holds: a virus scanner, a backup, a cloud client. `SQLite` tells of a
//! database that cannot be opened, or that is read-only, and neither helps.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

use super::LedgerError;
use crate::host::held::Patience;
use crate::host::rules::System;

/// Waits some seconds until no other program holds any of these files, where there are such holds.
///
/// # Errors
///
/// [`LedgerError::Held`] names the file.
pub(super) fn wait(files: &[PathBuf], write: bool) -> Result<(), LedgerError> {
    match System::HERE {
        // Nothing is ever held so; and closing a database that SQLite has open would free its locks (fcntl(2)).
        System::Unix => Ok(()),
        System::Windows => {
            // Nothing is replaced, and who may not open them may not in five seconds either.
            wait_with(files, Patience::READING, |file| OpenOptions::new().read(true).write(write).open(file).map(drop))
        }
    }
}

fn wait_with(
    files: &[PathBuf],
    patience: Patience<'_>,
    open: impl Fn(&Path) -> io::Result<()>,
) -> Result<(), LedgerError> {
    for file in files {
        match patience.again(|| open(file)) {
            Err(error) if patience.is_held(&error) => return Err(LedgerError::Held { file: file.clone() }),
            // What is not there is held by nobody; what is wrong otherwise is told by whoever uses it.
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::text::lang::Lang;

    /// A sharing violation (winerror.h).
    const NOT_SHARED: i32 = 32;

    fn waited(code: i32, times: usize) -> (Result<(), LedgerError>, usize) {
        let (tries, waits) = (Cell::new(0), Cell::new(0));
        let pause = |_| waits.set(waits.get() + 1);
        let files = ["ledger.db", "ledger.db-wal"].map(PathBuf::from);
        let done = wait_with(&files, Patience::new(System::Windows, &pause), |file| {
            if file == Path::new("ledger.db") || tries.get() == times {
                return Ok(());
            }
            tries.set(tries.get() + 1);
            Err(io::Error::from_raw_os_error(code))
        });
        (done, waits.get())
    }

    #[test]
    fn a_ledger_that_a_scanner_holds_is_waited_for_and_then_named() {
        let (done, waits) = waited(NOT_SHARED, 4);
        assert!(done.is_ok());
        assert_eq!(waits, 4);
        let (done, waits) = waited(NOT_SHARED, 99);
        assert_eq!(waits, 9);
        let error = done.expect_err("it stays held");
        assert!(matches!(&error, LedgerError::Held { file } if file == Path::new("ledger.db-wal")));
        for lang in [Lang::En, Lang::Ru] {
            let said = error.message(lang);
            assert!(said.contains("ledger.db-wal") && !said.contains("--ledger"), "{said}");
        }
    }

    #[test]
    fn what_is_not_there_is_held_by_nobody() {
        // ERROR_FILE_NOT_FOUND.
        assert!(matches!(waited(2, 99), (Ok(()), 0)));
    }
}
