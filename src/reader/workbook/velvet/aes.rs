//! AES, as far as it undoes what was encrypted: with keys of any of its lengths, and block by block.

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};

/// A key, ready for use.
pub(super) enum Aes {
    Short(Aes128),
    Middle(Aes192),
    Long(Aes256),
}

impl Aes {
    /// None if the key is not of 128, 192 or 256 bits.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        match key.len() {
            16 => Aes128::new_from_slice(key).ok().map(Self::Short),
            24 => Aes192::new_from_slice(key).ok().map(Self::Middle),
            _ => Aes256::new_from_slice(key).ok().map(Self::Long),
        }
    }

    /// Undoes the encryption of a block.
    pub(super) fn block(&self, block: &mut [u8; 16]) {
        match self {
            Self::Short(key) => key.decrypt_block(block.into()),
            Self::Middle(key) => key.decrypt_block(block.into()),
            Self::Long(key) => key.decrypt_block(block.into()),
        }
    }

    /// Undoes the encryption of blocks that are chained. What is no whole block at the end stays.
    pub(super) fn chain(&self, mut before: [u8; 16], content: &mut [u8]) {
        for block in content.as_chunks_mut::<16>().0 {
            let encrypted = *block;
            self.block(block);
            block.iter_mut().zip(before).for_each(|(byte, before)| *byte ^= before);
            before = encrypted;
        }
    }
}
