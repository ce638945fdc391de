//! The records that an `.xls` consists of: a kind, a length, so many bytes. \[MS-XLS\] 2.1.4.

use crate::reader::workbook::bytes::{u16_at, u32_at};

/// What a long record goes on in.
const CONTINUE: u16 = 0x003c;

/// A record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    /// What follows it.
    after: &'s [u8],
}

/// The records from a place on, up to one that breaks off.
#[derive(Clone, Debug)]
pub(super) struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    pub(super) const fn new(stream: &'s [u8]) -> Self {
        Self { rest: stream }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (kind, length) = (u16_at(self.rest, 0)?, u16_at(self.rest, 2)?);
        let (data, after) = self.rest.get(4..)?.split_at_checked(usize::from(length))?;
        self.rest = after;
        Some(Record { kind, data, after })
    }
}

impl<'s> Record<'s> {
    /// Its bytes and those of the records that it goes on in.
    pub(super) fn pieces(&self) -> Vec<&'s [u8]> {
        let more = Records::new(self.after).take_while(|record| record.kind == CONTINUE).map(|record| record.data);
        std::iter::once(self.data).chain(more).collect()
    }

    pub(super) fn u8(&self, at: usize) -> Option<u8> {
        self.data.get(at).copied()
    }

    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        u16_at(self.data, at)
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        u32_at(self.data, at)
    }

    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        Some(f64::from_le_bytes(self.data.get(at..)?.first_chunk().copied()?))
    }
}
