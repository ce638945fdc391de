//! The password that everybody knows.

/// The password, as it is hashed. \[MS-OFFCRYPTO\] 2.4.
pub(super) fn password() -> Vec<u8> {
    LETTERS.iter().flat_map(|letter| [*letter, 0]).collect()
}

/// Its letters, each one byte.
pub(super) const LETTERS: [u8; 15] = *b"VelvetSweatshop";
