//! How SQLite is given a file.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::guard;
use crate::host::verbatim;

/// Opens a file that is there, for reading only.
pub(super) fn to_read(file: &Path) -> rusqlite::Result<Connection> {
    connect(&verbatim::of(file), OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Opens a file that is there for reading it without its log, as if nobody wrote it.
pub(super) fn to_read_alone(file: &Path) -> rusqlite::Result<Connection> {
    let file = verbatim::of(file);
    // "URI Filenames in SQLite": any byte may be written so. A path for Windows is one of UTF-8 there.
    let name = file.as_os_str().as_encoded_bytes().iter().fold(String::from("file:"), |mut name, byte| {
        let _ = write!(name, "%{byte:02x}");
        name
    });
    connect(Path::new(&format!("{name}?immutable=1")), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}

/// Opens a file that is there, for writing.
pub(super) fn to_write(file: &Path) -> rusqlite::Result<Connection> {
    connect(&verbatim::of(file), OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Opens a file for writing; makes it if there is none.
pub(super) fn to_make(file: &Path) -> rusqlite::Result<Connection> {
    connect(&verbatim::of(file), OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

fn connect(file: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    #[cfg(not(windows))]
    let mut connection = Connection::open_with_flags(file, flags)?;
    // SQLite's usual way to Windows takes no more bytes than 260 characters can have (`MAX_PATH`); this one does.
    #[cfg(windows)]
    let mut connection = Connection::open_with_flags_and_vfs(file, flags, c"win32-longpath")?;
    guard::set(&connection)?;
    // What is made here has nobody else's pages.
    if !flags.contains(OpenFlags::SQLITE_OPEN_CREATE) {
        guard::bound(&mut connection)?;
    }
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use crate::ledger::{Ledger, Place};

    #[test]
    fn a_ledger_opens_below_folders_whose_path_is_longer_than_windows_takes() {
        let dir = tempfile::tempdir().expect("a folder");
        // SQLite's usual way ends at four bytes for each of 260 characters there, and at 512 on Unix.
        let (parts, least) = if cfg!(windows) { (24, 1200) } else { (6, 300) };
        let deep = (0..parts).fold(dir.path().to_owned(), |path, n| path.join(format!("{n}{}", "x".repeat(49))));
        let place = |root: &str| Place::in_folder(deep.join(root).join("vdsbatch").join("account"));
        assert!(place("local").folder().as_os_str().len() > least);
        drop(Ledger::open(&place("roaming")).expect("a ledger"));
        // The same way for what is taken over.
        let moved = place("local").formerly(place("roaming").folder().to_owned());
        assert!(Ledger::open(&moved).expect("the ledger").came_from().is_some());
        assert!(Ledger::open(&moved).expect("the ledger").made_in().is_none());
    }
}
