//! Which addresses of cells there are. Pure.
//!
//! calamine reads any address and counts beyond the end of its numbers: `MWLQKXA2` would be a cell of column
//! E, and row 4294967298 would be row 2.

use crate::sheet::Col;

/// The rows of a sheet, in Excel and in LibreOffice.
pub(super) const ROWS: u32 = 1_048_576;

/// The columns of a sheet, in Excel and in LibreOffice.
pub(super) const COLS: u32 = 16_384;

/// The number of a row, from 1, if a sheet has such a row.
pub(super) fn row(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|row| plain && (1..=ROWS).contains(row))
}

/// Row and column, from 0, of the cell of this address, if a sheet has it: letters and digits,
/// `XFD1048576` at most.
pub(super) fn cell(address: &str) -> Option<(u32, u32)> {
    let split = address.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(address.len());
    let (letters, digits) = address.split_at_checked(split)?;
    let col = letters.bytes().try_fold(0_u32, |col, letter| {
        let letter = letter.to_ascii_uppercase();
        let col = letter.is_ascii_uppercase().then(|| col * 26 + u32::from(letter - b'A') + 1)?;
        // Checked at each letter, so that no number of letters is too many.
        (col <= COLS).then_some(col)
    })?;
    Some((row(digits)? - 1, col.checked_sub(1)?))
}

/// The address of a cell; row and column from 0.
pub(super) fn name(row: u32, col: u32) -> String {
    let letters = u16::try_from(col).map_or_else(|_| col.to_string(), |col| Col::from_index(col).to_string());
    format!("{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_no_sheet_has_is_none() {
        for address in ["A1", "xfd1048576", "Z9", "AA10", "E02"] {
            assert!(cell(address).is_some(), "{address}");
        }
        for address in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "MWLQKXA2",
            "E4294967298",
            "A-1",
            "A1B",
            "$A$1",
            "A+1",
            "Ж1",
            "A 1",
        ] {
            assert!(cell(address).is_none(), "{address}");
        }
    }
}
