//! The texts that the cells of an `.xlsb` share. \[MS-XLSB\] 2.1.7.45.

use std::io::Read;

use super::records::{Record, Records, Wrong, utf16};

const ITEM: u32 = 0x0013;

/// The texts, as they stand in the part: a letter takes two bytes.
#[derive(Debug, Default)]
pub(super) struct Shared {
    letters: Vec<u8>,
    ends: Vec<u32>,
    /// Those of which a part is struck out.
    struck: Vec<usize>,
}

impl Shared {
    /// Reads the part. Some fonts strike out.
    pub(super) fn read(part: impl Read, strikes: impl Fn(usize) -> bool) -> Result<Self, Wrong> {
        let (mut shared, mut records) = (Self::default(), Records::new(part));
        while let Some(record) = records.next()? {
            if record.kind != ITEM {
                continue;
            }
            // One byte says what follows the letters.
            let count = usize::try_from(record.u32(1)?).ok().and_then(|count| count.checked_mul(2));
            let end = count.and_then(|count| count.checked_add(5)).ok_or(Wrong::Records)?;
            shared.letters.extend_from_slice(record.data.get(5..end).ok_or(Wrong::Records)?);
            if fonts(&record, 0)?.any(&strikes) {
                shared.struck.push(shared.ends.len());
            }
            shared.ends.push(u32::try_from(shared.letters.len()).map_err(|_| Wrong::Records)?);
        }
        Ok(shared)
    }

    /// Whether a part of a text is struck out.
    pub(super) fn is_struck(&self, at: usize) -> bool {
        self.struck.binary_search(&at).is_ok()
    }

    pub(super) fn get(&self, at: usize) -> Option<String> {
        let place = |end: u32| usize::try_from(end).ok();
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied().and_then(place))?;
        self.letters.get(start..place(*self.ends.get(at)?)?).map(utf16)
    }
}

/// The fonts of the parts of a text that stands at a place in a record, behind a byte of flags.
pub(super) fn fonts<'d>(record: &Record<'d>, at: usize) -> Result<impl Iterator<Item = usize> + use<'d>, Wrong> {
    let runs = if record.u8(at)? & 1 != 0 {
        let end = record.end(at + 1)?;
        let count = usize::try_from(record.u32(end)?).map_err(|_| Wrong::Records)?;
        record.data.get(end + 4..).unwrap_or_default().as_chunks::<4>().0.iter().take(count)
    } else {
        [].iter().take(0)
    };
    Ok(runs.map(|[_, _, low, high]| usize::from(u16::from_le_bytes([*low, *high]))))
}
