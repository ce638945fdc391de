//! Bytes in lower-case hexadecimal. Pure.

use std::fmt::Write as _;

/// Bytes in lower-case hexadecimal, two digits each.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut written, byte| {
        // Writing to a text never fails.
        let _ = write!(written, "{byte:02x}");
        written
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_two_digits() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
        assert_eq!(hex(&[]), "");
    }
}
