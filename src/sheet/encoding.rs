//! The encoding of a text file.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// Text and how it was encoded.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
}

/// Decodes a file: by its byte order mark; UTF-16 without one by its zero bytes; valid UTF-8;
/// else what detection finds among the encodings of Russian, and windows-1251 otherwise.
pub(super) fn decode(bytes: Vec<u8>, asked: Option<&'static Encoding>) -> Decoded {
    if let Some(encoding) = asked {
        return with(encoding, &bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = wide(&bytes[..bytes.len().min(4096)]) {
        return with(encoding, &bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: UTF_8 },
        Err(error) => {
            let bytes = error.into_bytes();
            with(guess(&bytes), &bytes)
        }
    }
}

/// UTF-16 without a mark: in a table most characters of the first lines have a zero byte on the
/// same side.
pub(super) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    let zeros = |side: usize| head.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if pairs < 4 {
        return None;
    }
    match (first * 10 > pairs * 3, second * 10 > pairs * 3) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    Decoded { text: text.into_owned(), encoding }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(1 << 16)], true);
    let found = detector.guess(Some(b"ru"), chardetng::Utf8Detection::Deny);
    match found.name() {
        "windows-1251" | "IBM866" | "KOI8-R" | "KOI8-U" | "x-mac-cyrillic" => found,
        _ => WINDOWS_1251,
    }
}
