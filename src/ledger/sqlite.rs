//! How SQLite is given a file.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// Opens a file that is there, for reading only.
pub(super) fn to_read(file: &Path) -> rusqlite::Result<Connection> {
    connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Opens a file that is there, for writing.
pub(super) fn to_write(file: &Path) -> rusqlite::Result<Connection> {
    connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Opens a file for writing; makes it if there is none.
pub(super) fn to_make(file: &Path) -> rusqlite::Result<Connection> {
    connect(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

#[cfg(not(windows))]
fn connect(file: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

/// SQLite's usual way to Windows ends at 260 characters (`MAX_PATH`); `win32-longpath` is its own name for the one that
/// does not, and Windows takes a longer path only where it begins with `\\?\`.
#[cfg(windows)]
fn connect(file: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    Connection::open_with_flags_and_vfs(verbatim(file), flags | OpenFlags::SQLITE_OPEN_NO_MUTEX, c"win32-longpath")
}

/// The same file by a path that Windows takes whatever its length; what stands beside it has a longer name still.
#[cfg(windows)]
fn verbatim(file: &Path) -> std::path::PathBuf {
    const SAFE: usize = 200;
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    if whole.as_os_str().len() < SAFE {
        return whole;
    }
    // `GetFinalPathNameByHandle` answers with the prefix.
    let folder = whole.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, whole.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => whole,
    }
}
