//! What calamine passes over in an `.xlsb` without a word.
//!
//! A cell may be written in a short form that leaves its column out, which Excel reads and some
//! programs write. It would look empty, and an empty disk means the tariff's default.

use std::fs::File;
use std::io::{BufReader, Read};

use zip::ZipArchive;

/// The records of cells in their short form: `BrtShortBlank` to `BrtShortIsst`, \[MS-XLSB\] 2.3.1.
const SHORT: std::ops::RangeInclusive<u32> = 0x000c..=0x0013;

/// Whether a sheet of the workbook holds cells in their short form. What cannot be read at all is
/// left to the reader of the cells.
pub(super) fn has_short_cells(handle: File) -> bool {
    let Ok(mut archive) = ZipArchive::new(handle) else { return false };
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { continue };
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        if name.starts_with("xl/worksheets/sheet") && short_cells(&mut BufReader::new(part)) {
            return true;
        }
    }
    false
}

/// The record of what is said of calculating, `BrtCalcProp` of \[MS-XLSB\], and where its flags stand.
const CALC: (u32, usize) = (157, 24);

/// Whether the list of sheets asks for a calculation (fFullCalcOnLoad), or says that the last one was not
/// done (fSomeUncalced).
pub(super) fn asks_to_calculate(part: &mut impl Read) -> bool {
    while let (Some(kind), Some(length)) = (number(part, 2), number(part, 4)) {
        let mut record = Vec::new();
        if part.by_ref().take(u64::from(length)).read_to_end(&mut record).is_err() {
            return false;
        }
        if kind == CALC.0 {
            return record.get(CALC.1).is_some_and(|flags| flags & 0b1_0001 != 0);
        }
    }
    false
}

/// Goes through the records of a sheet: a kind, a length, so many bytes.
fn short_cells(part: &mut impl Read) -> bool {
    while let (Some(kind), Some(length)) = (number(part, 2), number(part, 4)) {
        if SHORT.contains(&kind) {
            return true;
        }
        if std::io::copy(&mut part.by_ref().take(u64::from(length)), &mut std::io::sink()).is_err() {
            return false;
        }
    }
    false
}

/// A number of at most so many bytes, seven bits in each, the lowest first.
fn number(part: &mut impl Read, bytes: u32) -> Option<u32> {
    let mut number = 0;
    for at in 0..bytes {
        let mut byte = [0];
        part.read_exact(&mut byte).ok()?;
        number |= u32::from(byte[0] & 0x7f) << (7 * at);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}
