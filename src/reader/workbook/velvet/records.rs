//! Encrypted records: how an old workbook is encrypted. \[MS-XLS\] 2.2.10, \[MS-OFFCRYPTO\] 2.3.5 to 2.3.7.

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use super::password::{LETTERS, password};
use super::rc4::{Rc4, md5};
use crate::reader::workbook::bytes::{u16_at, u32_at};

/// What says that the records are encrypted.
const FILE_PASS: u16 = 0x002f;

/// The record of a sheet in the list: where it begins is not encrypted.
const BOUND_SHEET: u16 = 0x0085;

/// Records that stand as they are: where a part begins, and what belongs to locks and shared use.
const PLAIN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00e1, 0x0196, 0x0138];

/// The bytes that are encrypted with one key.
const BLOCK: usize = 1024;

/// How the key of a block is made.
enum Key {
    /// By Excel 97 to 2003.
    Md5([u8; 5]),
    /// By the system, of so many bytes.
    System(Vec<u8>, usize),
}

/// What an encrypted stream of a workbook is.
pub(in crate::reader::workbook) enum Records {
    /// Encrypted with the standard password; here it is without.
    Opened(Vec<u8>),
    /// Encrypted with it, in a way that is not undone here.
    Closed,
    /// Encrypted with another one.
    Locked,
}

/// Looks at an encrypted stream, and undoes what can be undone.
pub(in crate::reader::workbook) fn records(mut stream: Vec<u8>) -> Records {
    let found =
        each(&stream).find(|(kind, ..)| *kind == FILE_PASS).and_then(|(_, at, length)| stream.get(at..at + length));
    let Some(pass) = found else { return Records::Locked };
    if is_mixed(pass) {
        return Records::Closed;
    }
    let Some(key) = key(pass) else { return Records::Locked };
    let hidden: Vec<(u16, usize, usize)> = each(&stream).collect();
    let Some(mut bytes) = key.block(0) else { return Records::Closed };
    let (mut block, mut next) = (0, 0);
    for (kind, start, length) in hidden {
        let plain = match kind {
            BOUND_SHEET => 4,
            kind if PLAIN.contains(&kind) => length,
            _ => 0,
        };
        let from = start + plain.min(length);
        for (at, byte) in stream.iter_mut().enumerate().take(start + length).skip(from) {
            if at / BLOCK != block {
                (block, next) = (at / BLOCK, at / BLOCK * BLOCK);
                let Some(of_block) = key.block(block) else { return Records::Closed };
                bytes = of_block;
            }
            // The bytes go on below what is not encrypted as well.
            while next < at {
                bytes.byte();
                next += 1;
            }
            *byte ^= bytes.byte();
            next += 1;
        }
        if kind == FILE_PASS {
            // It is no longer.
            stream[start - 4..start - 2].fill(0xff);
        }
    }
    Records::Opened(stream)
}

/// The records of a stream: their kind, and where their bytes are.
fn each(stream: &[u8]) -> impl Iterator<Item = (u16, usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let start = at + 4;
        at = start + length;
        (at <= stream.len()).then_some((kind, start, length))
    })
}

/// The key, if the standard password is that of the file.
fn key(pass: &[u8]) -> Option<Key> {
    if u16_at(pass, 0)? != 1 {
        return None;
    }
    let (key, both) = match (u16_at(pass, 2)?, u16_at(pass, 4)?) {
        (1, 1) => {
            let salted = [&md5(&password())[..5], pass.get(6..22)?].concat().repeat(16);
            (Key::Md5(*md5(&salted).first_chunk()?), pass.get(22..54)?.to_vec())
        }
        (2..=4, 2) => {
            let header = usize::try_from(u32_at(pass, 10)?).ok()?;
            let bits = usize::try_from(u32_at(pass, 30)?).ok()?;
            let bytes = Some(if bits == 0 { 5 } else { bits / 8 }).filter(|bytes| (5..=16).contains(bytes))?;
            let verifier = pass.get(header.checked_add(14)?..)?;
            let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, &[verifier.get(4..20)?, &password()].concat());
            let both = [verifier.get(20..36)?, verifier.get(40..60)?].concat();
            (Key::System(hash.as_ref().to_vec(), bytes), both)
        }
        _ => return None,
    };
    key.shows(&both).then_some(key)
}

impl Key {
    /// Whether it shows what the file has to try it: some bytes and their hash.
    fn shows(&self, both: &[u8]) -> bool {
        let Some(mut bytes) = self.block(0) else { return false };
        let shown = bytes.shown(both);
        let (input, hash) = shown.split_at(16.min(shown.len()));
        match self {
            Self::Md5(_) => hash == md5(input),
            Self::System(..) => hash == digest(&SHA1_FOR_LEGACY_USE_ONLY, input).as_ref(),
        }
    }

    /// The bytes that hide a block.
    fn block(&self, block: usize) -> Option<Rc4> {
        let number = u32::try_from(block).unwrap_or(u32::MAX).to_le_bytes();
        match self {
            Self::Md5(key) => Rc4::new(&md5(&[&key[..], &number].concat())),
            Self::System(hash, bytes) => {
                let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, &[&hash[..], &number].concat());
                let mut key = hash.as_ref()[..*bytes].to_vec();
                if *bytes == 5 {
                    key.resize(16, 0);
                }
                Rc4::new(&key)
            }
        }
    }
}

/// Whether the records are only mixed with the letters of the standard password, as Excel 95 does it.
fn is_mixed(pass: &[u8]) -> bool {
    // Excel 95 leaves out which of the ways it is.
    let hash = match pass.len() {
        4 => u16_at(pass, 2),
        _ => u16_at(pass, 4).filter(|_| u16_at(pass, 0) == Some(0)),
    };
    let counted = LETTERS.iter().rev().copied().chain([15]);
    let mix = counted.fold(0_u16, |mix, letter| (mix >> 14 & 1 | mix << 1 & 0x7fff) ^ u16::from(letter));
    hash == Some(mix ^ 0xce4b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(digits: &str) -> Vec<u8> {
        let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("digits");
        (0..digits.len()).step_by(2).map(byte).collect()
    }

    /// What another program (msoffcrypto 5.4) makes of the password: some bytes, and their hash.
    fn pass(bits: u32, both: &str) -> Vec<u8> {
        let both = hex(both);
        let header: Vec<u8> =
            [4, 0, 0x6801, 0x8004, bits, 1, 0, 0].iter().flat_map(|no: &u32| no.to_le_bytes()).collect();
        let start = [1, 0, 2, 0, 2, 0, 4, 0, 0, 0, 32, 0, 0, 0];
        let salt: Vec<u8> = (0..16).collect();
        [&start[..], &header, &[16, 0, 0, 0], &salt, &both[..16], &[20, 0, 0, 0], &both[16..]].concat()
    }

    #[test]
    fn records_that_the_system_encrypted_are_opened_with_the_standard_password() {
        for (bits, both) in [
            (128, "d450d6e1a56ca0ad1f5f1dbdb383757502d09feac72b2b48ed3d4117812c077ce90f780e"),
            (40, "bc0606fb68c921f8ef09aa4b1091facba39158377977ad737cd5412d4628c95f94f2794e"),
        ] {
            let pass = pass(bits, both);
            let record = |kind: u16, data: &[u8]| {
                let length = u16::try_from(data.len()).expect("a short record");
                [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
            };
            let begin = record(0x0809, &[0, 6, 5, 0]);
            let sheet = record(BOUND_SHEET, &[1, 2, 3, 4, 5, 6]);
            // Over the borders of blocks.
            let long = record(0x00fc, &[7; 3000]);
            let sound = [&begin[..], &record(FILE_PASS, &pass), &sheet, &long].concat();
            let Records::Opened(mut hidden) = records(sound.clone()) else { panic!("{bits}") };
            // What hides also shows; only the kind of one record is no longer there.
            hidden[begin.len()..begin.len() + 2].copy_from_slice(&FILE_PASS.to_le_bytes());
            assert_ne!(hidden, sound);
            let list = begin.len() + pass.len() + 8;
            assert_eq!(hidden[..list + 4], sound[..list + 4]);
            let Records::Opened(mut shown) = records(hidden) else { panic!("{bits}") };
            shown[begin.len()..begin.len() + 2].copy_from_slice(&FILE_PASS.to_le_bytes());
            assert_eq!(shown, sound);
        }
        let other = pass(128, &"00".repeat(36));
        assert!(key(&other).is_none());
        assert!((0..other.len()).all(|length| key(&other[..length]).is_none()));
    }
}
