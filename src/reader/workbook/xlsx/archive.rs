//! The parts of an archive, each to be unpacked by itself, from its begin and as often as it is wanted.

use std::collections::BTreeMap;
use std::io::{self, Read};

use crc32fast::Hasher;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use crate::reader::content::Content;
use crate::reader::error::{Damage, Excess, PartDamage, SheetError};

/// The most entries of the archive.
const ENTRIES: usize = 4096;

/// The most bytes that one part may unpack to.
const UNPACKED: u64 = u32::MAX as u64;

/// Parts that people fill unpack to at most a hundred times their size. A bomb is denser, but what
/// is small when unpacked does no harm.
const DENSEST: u64 = 250;

/// Up to so many bytes a part may be as dense as it likes.
const HARMLESS: u64 = 64 << 20;

/// The parts of an archive, by their names. Names do not regard case (OPC), and some programs write `\`.
#[derive(Debug)]
pub(super) struct Archive {
    content: Content,
    parts: BTreeMap<String, Part>,
}

/// Where a part stands in the archive.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Its name as it is written.
    pub(super) name: String,
    start: u64,
    packed: u64,
    /// How many bytes it unpacks to, as the archive says.
    pub(super) size: u64,
    crc: u32,
    method: CompressionMethod,
}

impl Archive {
    /// The archive of a file.
    pub(super) fn open(file: &str, content: Content) -> Result<Self, SheetError> {
        let damaged = |why| SheetError::Damaged { file: file.to_owned(), why };
        let mut archive = ZipArchive::new(content.clone()).map_err(|_| damaged(Damage::CutOff))?;
        if archive.len() > ENTRIES {
            return Err(SheetError::too_large(file, Excess::Parts(archive.len())));
        }
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(|_| damaged(Damage::CutOff))?;
            let name = entry.name().map(std::borrow::Cow::into_owned).map_err(|_| damaged(Damage::CutOff))?;
            let Some(start) = entry.data_start() else { return Err(damaged(PartDamage::Unpacking(name).into())) };
            let part = Part {
                name: name.clone(),
                start,
                packed: entry.compressed_size(),
                size: entry.size(),
                crc: entry.crc32(),
                method: entry.compression(),
            };
            if parts.insert(resolved("", &name.replace('\\', "/")).to_ascii_lowercase(), part).is_some() {
                return Err(damaged(PartDamage::SameName(name).into()));
            }
        }
        Ok(Self { content, parts })
    }

    /// The part of this name, whatever its case; it may begin with a slash.
    pub(super) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.get(&name.trim_start_matches('/').to_ascii_lowercase())
    }

    /// The part that a relation names, which may be written with the numbers of letters.
    ///
    /// # Errors
    ///
    /// When there is a part of either name: programs read different ones.
    pub(super) fn target(&self, file: &str, name: &str) -> Result<Option<&Part>, SheetError> {
        let plain = percent_decoded(name);
        match (self.part(name), self.part(&plain)) {
            (Some(_), Some(part)) if plain != name => {
                let why = PartDamage::SameName(part.name.clone()).into();
                Err(SheetError::Damaged { file: file.to_owned(), why })
            }
            (found, other) => Ok(found.or(other)),
        }
    }

    /// Every part.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.values()
    }

    /// Unpacks a part. What unpacks to something else than the archive says is an error at its end.
    ///
    /// # Errors
    ///
    /// When it would unpack to more than anybody fills, or is packed in a way that no spreadsheet
    /// program uses.
    pub(super) fn unpack(&self, file: &str, part: &Part) -> Result<Unpacked, SheetError> {
        let most = part.packed.saturating_mul(DENSEST).clamp(HARMLESS, UNPACKED - 1);
        if part.size > most {
            return Err(SheetError::too_large(file, Excess::Unpacked(part.name.clone())));
        }
        let piece = Piece { content: self.content.clone(), at: part.start, left: part.packed };
        let source = match part.method {
            CompressionMethod::Stored => Source::Stored(piece),
            CompressionMethod::Deflated => {
                Source::Deflated(Box::new(DeflateDecoder::new_with_buf(piece, vec![0; 1 << 16])))
            }
            _ => {
                let why = PartDamage::Unpacking(part.name.clone()).into();
                return Err(SheetError::Damaged { file: file.to_owned(), why });
            }
        };
        Ok(Unpacked { source, crc: Hasher::new(), expected: (part.size, part.crc), packed: part.packed, done: 0 })
    }

    /// Unpacks a part that is small.
    pub(super) fn text(&self, file: &str, part: &Part, most: u64) -> Result<Vec<u8>, SheetError> {
        if part.size > most {
            return Err(SheetError::too_large(file, Excess::Unpacked(part.name.clone())));
        }
        let mut text = Vec::new();
        let unpacked = self.unpack(file, part)?.read_to_end(&mut text);
        let damaged =
            |_| SheetError::Damaged { file: file.to_owned(), why: PartDamage::Unpacking(part.name.clone()).into() };
        unpacked.map_err(damaged)?;
        Ok(text)
    }
}

/// The name of the part that a target is, counted from a folder unless it begins with a slash.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// A name whose letters are themselves, and not their numbers (`%31`).
fn percent_decoded(name: &str) -> String {
    let (mut plain, mut rest) = (Vec::new(), name.as_bytes());
    while let [first, behind @ ..] = rest {
        let number = behind.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        if let Some(letter) = number.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            plain.push(letter);
            rest = &behind[2..];
        } else {
            plain.push(*first);
            rest = behind;
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| name.to_owned())
}

/// The bytes of a part, as they are packed.
struct Piece {
    content: Content,
    at: u64,
    left: u64,
}

impl Read for Piece {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(into.len());
        let read = self.content.read_at(&mut into[..most], self.at)?;
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}

/// A part while it is unpacked.
pub(super) struct Unpacked {
    source: Source,
    crc: Hasher,
    /// What the archive says: the number of bytes, and their checksum.
    expected: (u64, u32),
    /// What the archive says that it is packed into.
    packed: u64,
    done: u64,
}

enum Source {
    Stored(Piece),
    Deflated(Box<DeflateDecoder<Piece>>),
}

impl std::fmt::Debug for Unpacked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpacked").field("done", &self.done).finish_non_exhaustive()
    }
}

impl Unpacked {
    /// How many packed bytes were used so far, whatever the archive says of them.
    fn used(&self) -> u64 {
        match &self.source {
            Source::Stored(_) => self.done,
            Source::Deflated(decoder) => decoder.total_in(),
        }
    }
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let read = match &mut self.source {
            Source::Stored(piece) => piece.read(into)?,
            Source::Deflated(decoder) => decoder.read(into)?,
        };
        self.done += read as u64;
        self.crc.update(&into[..read]);
        let ((size, crc), used) = (self.expected, self.used());
        // By what was used, not by what the archive says: nothing is unpacked that is denser than people fill.
        let dense = self.done > HARMLESS && self.done > used.saturating_mul(DENSEST);
        let lied = read == 0 && used != self.packed;
        if dense || lied || self.done > size || (read == 0 && (self.done != size || self.crc.clone().finalize() != crc))
        {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of one part of so many blanks, whose packed size is said to be this many times as large as it is.
    fn said_to_be(times: u32, blanks: usize) -> Content {
        let mut writer = ZipWriter::new(io::Cursor::new(Vec::new()));
        writer.start_file("a.xml", SimpleFileOptions::default()).expect("a part");
        for _ in 0..blanks >> 20 {
            writer.write_all(&vec![b' '; 1 << 20]).expect("memory takes it");
        }
        let mut bytes = writer.finish().expect("an archive").into_inner();
        let entry = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("an entry");
        for at in [18, entry + 20] {
            let packed = u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
            bytes[at..at + 4].copy_from_slice(&(packed * times).to_le_bytes());
        }
        bytes.into()
    }

    #[test]
    fn how_dense_a_part_is_is_counted_and_not_believed() {
        let unpacked = |times, blanks| {
            let archive = Archive::open("a.xlsx", said_to_be(times, blanks)).ok()?;
            let part = archive.part("a.xml").expect("the part");
            io::copy(&mut archive.unpack("a.xlsx", part).ok()?, &mut io::sink()).ok()
        };
        let much = usize::try_from(HARMLESS).expect("a size") + (2 << 20);
        assert_eq!(unpacked(1, 1 << 20), Some(1 << 20));
        for times in [1, 8] {
            assert_eq!(unpacked(times, much), None, "{times}");
        }
        // A size that is not the part's own is none, however small the part is.
        assert_eq!(unpacked(2, 1 << 20), None);
    }
}
