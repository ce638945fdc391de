//! A file on disk: opened without waiting, named by its digest, watched for changes.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

use data_encoding::HEXLOWER;

use super::{SheetError, Trouble};
use crate::host::held::Patience;

/// Opens a file of which nothing but a file can come: a pipe would keep the program waiting.
pub(super) fn regular(path: &Path, shown: &str) -> Result<File, SheetError> {
    let io = |error: std::io::Error| SheetError::io(shown, &error);
    let folder = || SheetError::Io { file: shown.to_owned(), why: Trouble::Folder };
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    let opened = Patience::READING.again(|| options.open(path));
    // Windows opens no folder, and says that access is denied.
    let handle = opened.map_err(|error| if cfg!(windows) && path.is_dir() { folder() } else { io(error) })?;
    // Asked of the open file: another one may stand under the name by now.
    let kind = handle.metadata().map_err(io)?.file_type();
    if kind.is_file() {
        return Ok(handle);
    }
    if kind.is_dir() {
        return Err(folder());
    }
    Err(SheetError::Io { file: shown.to_owned(), why: Trouble::NotAFile })
}

/// A file as it stood when its reading began. Its digest would name something else than what was
/// read if somebody wrote to it meanwhile.
#[derive(Debug)]
pub(super) struct Watched {
    handle: File,
    was: (u64, Option<SystemTime>),
}

impl Watched {
    pub(super) fn new(handle: &File) -> std::io::Result<Self> {
        let handle = handle.try_clone()?;
        let was = Self::now(&handle)?;
        Ok(Self { handle, was })
    }

    fn now(handle: &File) -> std::io::Result<(u64, Option<SystemTime>)> {
        let facts = handle.metadata()?;
        Ok((facts.len(), facts.modified().ok()))
    }

    pub(super) fn check(&self, file: &str) -> Result<(), SheetError> {
        if Self::now(&self.handle).is_ok_and(|now| now == self.was) {
            return Ok(());
        }
        Err(SheetError::Io { file: file.to_owned(), why: Trouble::Changed })
    }
}

/// SHA-256 of a file's content, in lower-case hexadecimal.
pub(super) fn digest(file: &mut File) -> std::io::Result<String> {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    let mut buffer = vec![0; 1 << 16];
    file.seek(SeekFrom::Start(0))?;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        context.update(&buffer[..read]);
    }
    Ok(HEXLOWER.encode(context.finish().as_ref()))
}
