//! What a text can be read as: escapes undone, tokens decoded. Pure.
//!
//! A panel, or something in front of it, can repeat a request in any escaping, in two of them at once,
//! or in one around another.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// The most times that escapes are undone.
const DEEPEST: usize = 12;

/// The shortest run of letters and digits that is read as base64 or hexadecimal.
const SHORTEST_TOKEN: usize = 6;

/// The entities that web pages are written with.
const ENTITIES: [(&str, char); 7] =
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' '), ("colon", ':')];

/// Every text that `text` can be read as: itself, with its escapes undone again and again, and what its
/// tokens hold if they are base64 or hexadecimal.
pub(super) fn readings(text: &str) -> Vec<String> {
    let mut all = layers(text);
    for layer in all.clone() {
        for token in tokens(&layer) {
            for decoded in [base64(token), hexadecimal(token)].concat() {
                all.extend(texts(&decoded).iter().flat_map(|text| layers(text)));
            }
        }
    }
    all
}

/// The text, and what is left of it each time that all of its escapes are undone.
fn layers(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let mut next = 0;
    while next < all.len() && next < DEEPEST {
        let mut below = texts(&unescaped(&all[next]));
        below.retain(|text| !all.contains(text));
        all.append(&mut below);
        next += 1;
    }
    all
}

/// The bytes as text; where they are no UTF-8, as each of the encodings that panels still speak.
fn texts(bytes: &[u8]) -> Vec<String> {
    let old = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0.into_owned();
    match std::str::from_utf8(bytes) {
        Ok(text) => vec![text.to_owned()],
        Err(_) => vec![old(WINDOWS_1251), old(WINDOWS_1252), String::from_utf8_lossy(bytes).into_owned()],
    }
}

/// Undoes every escape once: `%2B`, `&amp;`, `&#43;`, `&#x2b;`, `\u002b`, `\x2b`, `\"`.
fn unescaped(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let escape = match first {
            '%' => percent(rest),
            '&' => entity(rest),
            '\\' => backslash(rest),
            _ => None,
        };
        let taken = if let Some((bytes, taken)) = escape {
            out.extend(bytes);
            taken
        } else {
            out.extend_from_slice(&rest.as_bytes()[..first.len_utf8()]);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// What an escape stands for, and its own length.
type Escape = (Vec<u8>, usize);

fn percent(text: &str) -> Option<Escape> {
    Some((vec![u8::from_str_radix(text.get(1..3)?, 16).ok()?], 3))
}

fn entity(text: &str) -> Option<Escape> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let number = |digits: &str, base| u32::from_str_radix(digits, base).ok().and_then(char::from_u32);
    let found = match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16),
            None => number(code, 10),
        },
        None => ENTITIES.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, c)| c),
    };
    Some((found?.to_string().into_bytes(), end + 1))
}

fn backslash(text: &str) -> Option<Escape> {
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u").or_else(|| text.strip_prefix("\\U"))?;
        u16::from_str_radix(digits.get(..4)?, 16).ok()
    };
    if let Some(first) = unit(text) {
        let units: Vec<u16> = [Some(first), unit(&text[6..])].into_iter().flatten().collect();
        let pair = char::decode_utf16(units).next()?.ok()?;
        return Some((pair.to_string().into_bytes(), 6 * pair.len_utf16()));
    }
    if let Some(braced) = text.strip_prefix("\\u{") {
        let end = braced.bytes().take(8).position(|byte| byte == b'}')?;
        let c = char::from_u32(u32::from_str_radix(&braced[..end], 16).ok()?)?;
        return Some((c.to_string().into_bytes(), end + 4));
    }
    if let Some(byte) = text.strip_prefix("\\x").and_then(|digits| u8::from_str_radix(digits.get(..2)?, 16).ok()) {
        return Some((vec![byte], 4));
    }
    // Whatever else stands behind it stands for itself, or for white space.
    Some((Vec::new(), 1))
}

/// The longest runs of what base64 is written with, in either alphabet.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let outside = |c: char| !(c.is_ascii_alphanumeric() || "+/-_".contains(c));
    text.split(outside).filter(|token| token.len() >= SHORTEST_TOKEN)
}

/// A token read as base64, from each place where a group can begin.
fn base64(token: &str) -> Vec<Vec<u8>> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        _ => 63,
    };
    let group = |group: &[u8]| {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 6 | u32::from(value(*byte)));
        let [_, bytes @ ..] = (bits << (6 * (4 - group.len()))).to_be_bytes();
        bytes.into_iter().take(group.len() * 6 / 8).collect::<Vec<u8>>()
    };
    (0..4).map(|from| token.as_bytes()[from..].chunks(4).flat_map(group).collect()).collect()
}

/// The runs of a token that can be hexadecimal, from each place where a byte can begin.
fn hexadecimal(token: &str) -> Vec<Vec<u8>> {
    let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let runs = token.split(|c: char| !c.is_ascii_hexdigit()).filter(|run| run.len() >= SHORTEST_TOKEN);
    runs.flat_map(|run| [0, 1].map(|from| run.as_bytes()[from..].chunks_exact(2).filter_map(byte).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_escape_is_undone_and_what_is_none_stays() {
        for (escaped, plain) in [
            ("a%2Bb%d1%8f", "a+bя"),
            ("a&amp;b&#1103;&#x44F;&LT;", "a&bяя<"),
            (r"\u0061\u044f\u{44f}\x41\ud83d\ude00\/\\", "aяяA😀/"),
            ("100% & more; &unknown; 5%", "100% & more; &unknown; 5%"),
            ("%2", "%2"),
            ("&", "&"),
        ] {
            assert_eq!(String::from_utf8(unescaped(escaped)).expect("text"), plain, "{escaped}");
        }
    }

    #[test]
    fn escapes_around_escapes_and_tokens_are_read() {
        let reads = |text: &str, plain: &str| readings(text).iter().any(|reading| reading.contains(plain));
        assert!(reads("x%2526amp%253By", "x&y"));
        assert!(reads(r"%5Cu0026", "&"));
        assert!(reads("Basic dTpzZWNyZXQmeA==", "u:secret&x"));
        assert!(reads("key=xdTpzZWNyZXQmeA", "u:secret&x"));
        assert!(reads("0x753a736563726574", "u:secret"));
        assert!(reads("%EF%E0%F0%EE%EB%FC", "пароль"));
        assert!(!reads("The field has an invalid value", "secret"));
    }
}
