//! What may have a name of a ledger's: a file, or nothing. A link leads elsewhere, and who opens a pipe waits for whoever
//! writes into it.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;

use super::in_the_way::InTheWay;
use super::{LedgerError, fresh};

/// Refuses a name that has anything but a file.
pub(super) fn check(path: &Path) -> Result<(), LedgerError> {
    match InTheWay::at(path) {
        Some(what) => Err(LedgerError::InTheWay { path: path.into(), what }),
        None => Ok(()),
    }
}

/// The same for a database and what SQLite puts beside it.
pub(super) fn database(file: &Path) -> Result<(), LedgerError> {
    fresh::with_logs(file).iter().try_for_each(|file| check(file))
}

/// Opens what must be a file, which may have been put away meanwhile: never through a link, and without waiting for
/// whoever writes into a pipe.
pub(super) fn open(options: &mut OpenOptions, path: &Path) -> std::io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    let is_file = file.metadata()?.is_file();
    is_file.then_some(file).ok_or_else(|| std::io::Error::other("it is not a file"))
}

/// The text of a small file.
pub(super) fn read(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    open(OpenOptions::new().read(true), path)?.take(MOST).read_to_string(&mut text)?;
    Ok(text)
}

/// The most bytes of a small file.
const MOST: u64 = 1 << 20;

#[cfg(all(test, unix))]
mod tests;
