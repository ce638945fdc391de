//! The bytes of a workbook: those of a file, or what was unlocked of one, which no disk gets to see.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

/// The bytes of a workbook. All clones of a file have one place in it.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// They are read where they are. (No second handle is needed: the process that reads may open none.)
    File(Arc<File>),
    /// They are held.
    Held(Cursor<Arc<[u8]>>),
}

impl Content {
    /// How many there are.
    pub(super) fn len(&self) -> io::Result<u64> {
        match self {
            Self::File(file) => Ok(file.metadata()?.len()),
            Self::Held(held) => Ok(held.get_ref().len() as u64),
        }
    }

    /// Reads from there on. What is read next otherwise comes from no certain place.
    #[cfg(unix)]
    pub(super) fn read_at(&self, into: &mut [u8], at: u64) -> io::Result<usize> {
        match self {
            Self::File(file) => std::os::unix::fs::FileExt::read_at(&**file, into, at),
            Self::Held(held) => read_held(held, into, at),
        }
    }

    /// Reads from there on. What is read next otherwise comes from no certain place.
    #[cfg(windows)]
    pub(super) fn read_at(&self, into: &mut [u8], at: u64) -> io::Result<usize> {
        match self {
            Self::File(file) => std::os::windows::fs::FileExt::seek_read(&**file, into, at),
            Self::Held(held) => read_held(held, into, at),
        }
    }
}

fn read_held(held: &Cursor<Arc<[u8]>>, into: &mut [u8], at: u64) -> io::Result<usize> {
    let mut from = Cursor::new(&**held.get_ref());
    from.set_position(at);
    from.read(into)
}

impl From<File> for Content {
    fn from(file: File) -> Self {
        Self::File(Arc::new(file))
    }
}

impl From<Vec<u8>> for Content {
    fn from(held: Vec<u8>) -> Self {
        Self::Held(Cursor::new(held.into()))
    }
}

impl Read for Content {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => (&**file).read(into),
            Self::Held(held) => held.read(into),
        }
    }
}

impl Seek for Content {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => (&**file).seek(to),
            Self::Held(held) => held.seek(to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_read_as_a_file_is() {
        let mut file = tempfile::tempfile().expect("a file");
        io::Write::write_all(&mut file, b"0123456789").expect("a file");
        for mut content in [Content::from(file), Content::from(b"0123456789".to_vec())] {
            assert_eq!(content.len().expect("a length"), 10);
            let mut piece = [0; 4];
            assert_eq!(content.read_at(&mut piece, 8).expect("an end"), 2);
            assert_eq!(&piece[..2], b"89");
            assert_eq!(content.read_at(&mut piece, 11).expect("nothing"), 0);
            content.seek(SeekFrom::End(-3)).expect("a place");
            let mut rest = String::new();
            content.read_to_string(&mut rest).expect("text");
            assert_eq!(rest, "789");
        }
    }
}
