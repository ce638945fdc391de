//! Workbooks whose structure is protected: Excel encrypts them with a password that it knows itself, and opens them
//! without a question. Nobody who looks at such a file knows that it is encrypted.

mod aes;
mod package;
mod password;
mod rc4;
mod records;

use std::io::{Read, Seek, SeekFrom};

use self::package::Key;
pub(super) use self::records::{Records, records};
use super::container::Container;
use crate::reader::content::Content;
use crate::reader::format::HELD_WHOLE;

/// What a file is of which nobody knows that it is encrypted.
pub(super) enum Velvet {
    /// The workbook in it.
    Opened(Content),
    /// It could not be got out.
    Closed,
}

/// Opens a file that is encrypted with that password; none if this is no such file.
pub(super) fn opened(handle: &mut Content) -> Option<Velvet> {
    let mut bytes = Vec::new();
    handle.seek(SeekFrom::Start(0)).ok()?;
    handle.take(8).read_to_end(&mut bytes).ok()?;
    if !bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return None;
    }
    handle.take(HELD_WHOLE).read_to_end(&mut bytes).ok()?;
    let container = Container::open(&bytes)?;
    let key = Key::found(&container.stream("EncryptionInfo")?.ok()?)?;
    let package = container.stream("EncryptedPackage")?.ok().and_then(|package| key.open(package));
    Some(package.map_or(Velvet::Closed, |package| Velvet::Opened(package.into())))
}
