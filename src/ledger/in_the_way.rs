//! What may have the name of a file of a ledger's, and is none.

use std::fs::{self, FileType};
use std::path::Path;

use crate::text::lang::Lang;

/// What has the name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// A symbolic link, or what Windows has like it.
    Link,
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
}

impl InTheWay {
    /// What it is, in words.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Link => lang.pick("a symbolic link", "символическая ссылка"),
            Self::Folder => lang.pick("a folder", "папка"),
            Self::Pipe => lang.pick("a named pipe", "именованный канал"),
            Self::Socket => lang.pick("a socket", "сокет"),
            Self::Device => lang.pick("a device", "устройство"),
        }
    }

    /// What a name has that is no file; none for a file, and where there is nothing.
    pub(super) fn at(path: &Path) -> Option<Self> {
        let kind = fs::symlink_metadata(path).ok()?.file_type();
        match kind {
            kind if kind.is_file() => None,
            kind if kind.is_symlink() => Some(Self::Link),
            kind if kind.is_dir() => Some(Self::Folder),
            kind => Some(special(kind)),
        }
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> InTheWay {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => InTheWay::Pipe,
        kind if kind.is_socket() => InTheWay::Socket,
        _ => InTheWay::Device,
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> InTheWay {
    InTheWay::Device
}
