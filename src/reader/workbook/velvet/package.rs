//! Encrypted packages: how a workbook of Excel 2007 and later is encrypted. \[MS-OFFCRYPTO\] 2.3.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use ring::digest::{Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512, digest};

use super::aes::Aes;
use super::password::password;
use crate::reader::workbook::bytes::{u16_at, u32_at};

/// The most times that a file may have the password hashed; Excel does it 100,000 times.
const SPINS: u32 = 1_000_000;

/// How often Excel 2007 does it.
const SPINS_2007: u32 = 50_000;

/// The bytes that are encrypted together.
const SEGMENT: usize = 4096;

/// The bytes that make a key of a password, each for one thing.
const INPUT: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const HASH: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
const KEY: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];

/// The key of a workbook that is encrypted with the standard password.
pub(super) struct Key {
    aes: Aes,
    /// How the segments of the package are told apart; Excel 2007 does not.
    segments: Option<(&'static Algorithm, Vec<u8>)>,
}

impl Key {
    /// None if the password is another one.
    pub(super) fn found(info: &[u8]) -> Option<Self> {
        match (u16_at(info, 0)?, u16_at(info, 2)?) {
            (4, 4) => agile(info.get(8..)?),
            (2..=4, 2) => standard(info),
            _ => None,
        }
    }

    /// The package, which begins with its length; none if it is not whole.
    pub(super) fn open(&self, mut package: Vec<u8>) -> Option<Vec<u8>> {
        let length = usize::try_from(u32_at(&package, 0)?).ok().filter(|_| u32_at(&package, 4) == Some(0))?;
        package.drain(..8);
        match &self.segments {
            None => package.as_chunks_mut::<16>().0.iter_mut().for_each(|block| self.aes.block(block)),
            Some((hash, salt)) => {
                for (at, segment) in (0_u32..).zip(package.chunks_mut(SEGMENT)) {
                    let start = digest(hash, &[&salt[..], &at.to_le_bytes()].concat());
                    self.aes.chain(sized(start.as_ref()), segment);
                }
            }
        }
        (package.len() >= length).then(|| {
            package.truncate(length);
            package
        })
    }
}

/// As Excel 2007 does it.
fn standard(info: &[u8]) -> Option<Key> {
    let header = usize::try_from(u32_at(info, 8)?).ok()?;
    let bits = usize::try_from(u32_at(info, 28)?).ok()?;
    let verifier = info.get(header.checked_add(12)?..)?;
    let sha1 = &SHA1_FOR_LEGACY_USE_ONLY;
    let hash = digest(sha1, &[&spun(sha1, verifier.get(4..20)?, SPINS_2007)[..], &[0; 4]].concat());
    let half = |with: u8| {
        let mut padded = [with; 64];
        padded.iter_mut().zip(hash.as_ref()).for_each(|(byte, of)| *byte ^= of);
        digest(sha1, &padded)
    };
    let key = [half(0x36).as_ref(), half(0x5c).as_ref()].concat();
    let aes = Aes::new(key.get(..bits / 8)?)?;
    let (mut input, mut expected) = (verifier.get(20..36)?.to_vec(), verifier.get(40..72)?.to_vec());
    for part in [&mut input, &mut expected] {
        part.as_chunks_mut::<16>().0.iter_mut().for_each(|block| aes.block(block));
    }
    expected.starts_with(digest(sha1, &input).as_ref()).then_some(Key { aes, segments: None })
}

/// What the file says of one of its keys.
struct Keyed {
    hash: &'static Algorithm,
    salt: Vec<u8>,
    bits: usize,
}

/// As later programs do it.
fn agile(xml: &[u8]) -> Option<Key> {
    let mut reader = Reader::from_reader(xml);
    let (mut data, mut found, mut buffer) = (None, None, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "keyData" => data = Some(keyed(&start)?),
                // The key may be encrypted for certificates as well.
                "encryptedKey" if found.is_none() => found = secret(&start),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    let (data, secret) = (data?, found?);
    let aes = Aes::new(secret.get(..data.bits / 8)?)?;
    Some(Key { aes, segments: Some((data.hash, data.salt)) })
}

/// The key of the package, if the standard password is that of the file.
fn secret(start: &BytesStart<'_>) -> Option<Vec<u8>> {
    let keyed = keyed(start)?;
    let spins = text(start, "spinCount")?.parse().ok().filter(|spins| *spins <= SPINS)?;
    let spun = spun(keyed.hash, &keyed.salt, spins);
    let decrypted = |name: &str, with: [u8; 8]| {
        let mut key = digest(keyed.hash, &[&spun[..], &with].concat()).as_ref().to_vec();
        key.resize(keyed.bits / 8, 0x36);
        let mut content = base64(&text(start, name)?)?;
        Aes::new(&key)?.chain(sized(&keyed.salt), &mut content);
        Some(content)
    };
    let input = decrypted("encryptedVerifierHashInput", INPUT)?;
    let expected = decrypted("encryptedVerifierHashValue", HASH)?;
    let input = input.get(..keyed.salt.len().min(input.len()))?;
    expected.starts_with(digest(keyed.hash, input).as_ref()).then(|| decrypted("encryptedKeyValue", KEY))?
}

fn keyed(start: &BytesStart<'_>) -> Option<Keyed> {
    let hash = match text(start, "hashAlgorithm")?.as_str() {
        "SHA1" | "SHA-1" => &SHA1_FOR_LEGACY_USE_ONLY,
        "SHA256" | "SHA-256" => &SHA256,
        "SHA384" | "SHA-384" => &SHA384,
        "SHA512" | "SHA-512" => &SHA512,
        _ => return None,
    };
    let chained = text(start, "cipherAlgorithm")? == "AES" && text(start, "cipherChaining")? == "ChainingModeCBC";
    let bits = text(start, "keyBits")?.parse().ok().filter(|bits| [128, 192, 256].contains(bits))?;
    chained.then_some(Keyed { hash, salt: base64(&text(start, "saltValue")?)?, bits })
}

/// The password, hashed again and again.
fn spun(algorithm: &'static Algorithm, salt: &[u8], spins: u32) -> Vec<u8> {
    let mut hash = digest(algorithm, &[salt, &password()].concat());
    let mut round = Vec::new();
    for spin in 0..spins {
        round.clear();
        round.extend(spin.to_le_bytes());
        round.extend(hash.as_ref());
        hash = digest(algorithm, &round);
    }
    hash.as_ref().to_vec()
}

/// A block of these bytes, cut off or filled up.
fn sized(bytes: &[u8]) -> [u8; 16] {
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0x36))
}

fn text(start: &BytesStart<'_>, name: &str) -> Option<String> {
    Some(start.try_get_attribute(name).ok()??.value.trim().to_owned())
}

/// The bytes of a text that holds six bits a letter.
fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=') {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(six)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Key, base64};

    /// What another program (msoffcrypto 5.4) makes of the password: a test of it, and sixteen letters.
    #[test]
    fn a_package_of_excel_2007_is_opened_with_the_standard_password() {
        let hex = |digits: &str| -> Vec<u8> {
            let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("digits");
            (0..digits.len()).step_by(2).map(byte).collect()
        };
        for (bits, test, letters) in [
            (
                128_u32,
                "34876ce157c5ea9415eeae630f2e538c40fd1bc1cfe13e830b201020d5723f311ae75e02c8b73278d2de3da108dc878e",
                "1d03e90930fa24c4f70d4b1e9f5720e6",
            ),
            (
                256,
                "3f8356c792c3a1d234b5ec1921ce093889d77a049febbb2b7d516072e8463c25974cb14a47d346eb7bb71c48c8b91af2",
                "ac6892d5a6dee6af52444594c175c151",
            ),
        ] {
            let header = [0x24, 0, 0x660e, 0x8004, bits, 0x18, 0, 0];
            let numbers = |numbers: &[u32]| numbers.iter().flat_map(|no| no.to_le_bytes()).collect::<Vec<u8>>();
            let (salt, test): (Vec<u8>, Vec<u8>) = ((0..16).collect(), hex(test));
            let verifier = [&numbers(&[16])[..], &salt, &test[..16], &numbers(&[20]), &test[16..]].concat();
            let info = [&[4, 0, 2, 0][..], &numbers(&[0x24, 32]), &numbers(&header), &verifier].concat();
            let key = Key::found(&info).expect("the password");
            let package = [&numbers(&[10, 0])[..], &hex(letters)].concat();
            assert_eq!(key.open(package.clone()).as_deref(), Some(&b"0123456789"[..]), "{bits}");
            assert_eq!(key.open(package[..16].to_vec()), None);
            let mut other = info;
            other[60] ^= 1;
            assert!(Key::found(&other).is_none());
        }
    }

    #[test]
    fn six_bits_a_letter_make_bytes() {
        assert_eq!(base64("AQID/+8=").as_deref(), Some(&[1, 2, 3, 0xff, 0xef][..]));
        assert_eq!(base64("QQ==").as_deref(), Some(&b"A"[..]));
        assert_eq!(base64("Q!"), None);
    }
}
