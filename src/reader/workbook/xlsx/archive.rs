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
            if parts.insert(name.replace('\\', "/").to_ascii_lowercase(), part).is_some() {
                return Err(damaged(PartDamage::SameName(name).into()));
            }
        }
        Ok(Self { content, parts })
    }

    /// The part of this name, whatever its case; it may begin with a slash.
    pub(super) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.get(&name.trim_start_matches('/').to_ascii_lowercase())
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
        Ok(Unpacked { source, crc: Hasher::new(), expected: (part.size, part.crc), done: 0 })
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
        let (size, crc) = self.expected;
        if self.done > size || (read == 0 && (self.done != size || self.crc.clone().finalize() != crc)) {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        Ok(read)
    }
}
