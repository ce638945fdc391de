//! RC4, and MD5, which makes its keys in an old workbook.

use md5::{Digest, Md5};
use rc4::{KeyInit, StreamCipher};

/// A stream of bytes that hides others.
pub(super) struct Rc4(rc4::Rc4);

impl Rc4 {
    /// None if the key is empty or longer than the cipher takes.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        rc4::Rc4::new_from_slice(key).ok().map(Self)
    }

    /// The next byte of the stream.
    pub(super) fn byte(&mut self) -> u8 {
        let mut byte = [0];
        self.0.apply_keystream(&mut byte);
        byte[0]
    }

    /// These bytes, shown.
    pub(super) fn shown(&mut self, hidden: &[u8]) -> Vec<u8> {
        hidden.iter().map(|byte| byte ^ self.byte()).collect()
    }
}

/// The MD5 of a text.
pub(super) fn md5(text: &[u8]) -> [u8; 16] {
    Md5::digest(text).into()
}
