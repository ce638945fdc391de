//! The styles of an `.xlsb`. \[MS-XLSB\] 2.1.7.50.

use std::io::Read;

use super::records::{Records, Wrong};
use crate::reader::workbook::styled::{Found, Style};

const FONT: u32 = 43;
const FORMAT: u32 = 44;
const XF: u32 = 47;
const FONTS: (u32, u32) = (611, 612);
const FORMATS: (u32, u32) = (615, 616);
/// The styles of cells; there are others, which only they refer to.
const STYLES: (u32, u32) = (617, 618);

/// Reads the part.
pub(super) fn read(part: impl Read) -> Result<Found, Wrong> {
    let (mut found, mut records) = (Found::default(), Records::new(part));
    let mut within = 0;
    while let Some(record) = records.next()? {
        match (record.kind, within) {
            (begin, _) if [FONTS.0, FORMATS.0, STYLES.0].contains(&begin) => within = begin,
            (end, _) if [FONTS.1, FORMATS.1, STYLES.1].contains(&end) => within = 0,
            (FONT, within) if within == FONTS.0 => found.font(record.u16(2)? & 0x0008 != 0),
            (FORMAT, within) if within == FORMATS.0 => drop(found.codes.insert(record.u16(0)?, record.text(2)?.0)),
            (XF, within) if within == STYLES.0 => {
                found.style(Style { format: record.u16(2)?, font: usize::from(record.u16(4)?) });
            }
            _ => {}
        }
    }
    Ok(found)
}
