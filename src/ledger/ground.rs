//! Whether the ledger is still where its path leads: a folder that is moved away in mid-run takes the open files along,
//! and a second run would begin another ledger at the path, which knows nothing of what the first one orders.
//!
//! The folder and the lock are held open, and SQLite holds the database, so that no other file is given the number of one
//! of them meanwhile. On Windows the system itself keeps all three in their places: SQLite and the lock share no right to
//! delete, and a folder in which a file is open can neither be moved nor renamed. There is nothing to look at there.

use std::path::PathBuf;

use super::{LedgerError, Place};

/// The folder, the lock and the database of an open ledger.
#[derive(Debug)]
pub(super) struct Ground {
    #[cfg(unix)]
    marks: Vec<(PathBuf, Id)>,
    #[cfg(unix)]
    _folder: std::fs::File,
}

/// What tells one file from every other that is there at the same time.
#[cfg(unix)]
type Id = (u64, u64);

#[cfg(unix)]
fn id(meta: &std::fs::Metadata) -> Id {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino())
}

#[cfg(unix)]
impl Ground {
    /// Holds what is open now. The lock is taken, and the database has the name that it keeps.
    pub(super) fn of(place: &Place, lock: &std::fs::File) -> Result<Self, LedgerError> {
        let refused = |error: std::io::Error| place.refused(&error);
        let folder = std::fs::File::open(place.folder()).map_err(refused)?;
        let marks = vec![
            (place.folder().to_owned(), id(&folder.metadata().map_err(refused)?)),
            (place.lock(), id(&lock.metadata().map_err(refused)?)),
            // Not by opening it: to close it again would free SQLite's locks (fcntl(2)).
            (place.database(), id(&std::fs::symlink_metadata(place.database()).map_err(refused)?)),
        ];
        let ground = Self { marks, _folder: folder };
        match ground.gone() {
            Some(path) => Err(LedgerError::Write(crate::order::Unwritten::Gone(path.display().to_string()))),
            None => Ok(ground),
        }
    }

    /// The first of the three that is no longer at its path; none if all are.
    pub(super) fn gone(&self) -> Option<PathBuf> {
        let is_here =
            |(path, mark): &&(PathBuf, Id)| std::fs::symlink_metadata(path).is_ok_and(|meta| id(&meta) == *mark);
        self.marks.iter().find(|mark| !is_here(mark)).map(|(path, _)| path.clone())
    }
}

#[cfg(not(unix))]
impl Ground {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(super) fn of(_: &Place, _: &std::fs::File) -> Result<Self, LedgerError> {
        Ok(Self {})
    }

    #[expect(clippy::unused_self, reason = "elsewhere it is looked at")]
    pub(super) const fn gone(&self) -> Option<PathBuf> {
        None
    }
}

#[cfg(all(test, unix))]
mod tests;
