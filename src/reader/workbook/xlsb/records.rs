//! The records that the parts of an `.xlsb` consist of: a kind, a length, so many bytes. \[MS-XLSB\] 2.1.4.

use std::io::Read;

/// The longest record: no text and no formula comes near it.
const LONGEST: u64 = 16 << 20;

/// The records of a part.
pub(super) struct Records<R> {
    part: R,
    data: Vec<u8>,
}

/// A part breaks off, or is none of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Its end is missing.
    CutOff,
    /// A record does not hold what its kind says.
    Records,
}

impl<R: Read> Records<R> {
    pub(super) const fn new(part: R) -> Self {
        Self { part, data: Vec::new() }
    }

    /// The next record; none at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, Wrong> {
        let Some(kind) = self.number(2)? else { return Ok(None) };
        let length = u64::from(self.number(4)?.ok_or(Wrong::CutOff)?);
        if length > LONGEST {
            return Err(Wrong::Records);
        }
        self.data.clear();
        // By what there is: a length is written by whoever likes.
        let read = self.part.by_ref().take(length).read_to_end(&mut self.data);
        if read.ok().and_then(|read| u64::try_from(read).ok()) != Some(length) {
            return Err(Wrong::CutOff);
        }
        Ok(Some(Record { kind, data: &self.data }))
    }

    /// A number of at most so many bytes, seven bits in each, the lowest first; none at the end of the part.
    fn number(&mut self, bytes: u32) -> Result<Option<u32>, Wrong> {
        let mut number = 0;
        for at in 0..bytes {
            let mut byte = [0];
            match self.part.read(&mut byte) {
                Ok(0) if at == 0 => return Ok(None),
                Ok(1..) => {}
                _ => return Err(Wrong::CutOff),
            }
            number |= u32::from(byte[0] & 0x7f) << (7 * at);
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        Ok(Some(number))
    }
}

/// A record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'d> {
    pub(super) kind: u32,
    pub(super) data: &'d [u8],
}

impl Record<'_> {
    pub(super) fn u8(&self, at: usize) -> Result<u8, Wrong> {
        self.data.get(at).copied().ok_or(Wrong::Records)
    }

    pub(super) fn u16(&self, at: usize) -> Result<u16, Wrong> {
        self.bytes(at).map(u16::from_le_bytes)
    }

    pub(super) fn u32(&self, at: usize) -> Result<u32, Wrong> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    pub(super) fn f64(&self, at: usize) -> Result<f64, Wrong> {
        self.bytes(at).map(f64::from_le_bytes)
    }

    fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N], Wrong> {
        self.data.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or(Wrong::Records)
    }

    /// A text, and where it ends. Some are left out by a count that no text has.
    pub(super) fn text(&self, at: usize) -> Result<(String, usize), Wrong> {
        let end = self.end(at)?;
        Ok((utf16(self.data.get(at + 4..end).ok_or(Wrong::Records)?), end))
    }

    /// Where a text ends.
    pub(super) fn end(&self, at: usize) -> Result<usize, Wrong> {
        let count = self.u32(at)?;
        let length = usize::try_from(if count == u32::MAX { 0 } else { count }).ok();
        let end = length.and_then(|length| length.checked_mul(2)?.checked_add(at + 4));
        end.filter(|end| *end <= self.data.len()).ok_or(Wrong::Records)
    }
}

/// The text of letters in two bytes each.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
