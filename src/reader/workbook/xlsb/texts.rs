//! The texts that the cells of an `.xlsb` share. \[MS-XLSB\] 2.1.7.45.

use std::io::Read;

use super::records::{Records, Wrong, utf16};

const ITEM: u32 = 0x0013;

/// The texts, as they stand in the part: a letter takes two bytes.
#[derive(Debug, Default)]
pub(super) struct Shared {
    letters: Vec<u8>,
    ends: Vec<u32>,
}

impl Shared {
    pub(super) fn read(part: impl Read) -> Result<Self, Wrong> {
        let (mut shared, mut records) = (Self::default(), Records::new(part));
        while let Some(record) = records.next()? {
            if record.kind != ITEM {
                continue;
            }
            // One byte says what follows the letters.
            let count = usize::try_from(record.u32(1)?).ok().and_then(|count| count.checked_mul(2));
            let end = count.and_then(|count| count.checked_add(5)).ok_or(Wrong::Records)?;
            shared.letters.extend_from_slice(record.data.get(5..end).ok_or(Wrong::Records)?);
            shared.ends.push(u32::try_from(shared.letters.len()).map_err(|_| Wrong::Records)?);
        }
        Ok(shared)
    }

    pub(super) fn get(&self, at: usize) -> Option<String> {
        let place = |end: u32| usize::try_from(end).ok();
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied().and_then(place))?;
        self.letters.get(start..place(*self.ends.get(at)?)?).map(utf16)
    }
}
