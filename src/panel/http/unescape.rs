//! What a text can be read as: escapes undone, tokens decoded. Pure.
//!
//! A panel, or something in front of it, can repeat a request in any escaping, in two of them at once,
//! or in one around another. By hand is only what no library does: all escapes of one layer in one pass (two passes
//! would lose what stands between them), and tokens that begin anywhere.

use data_encoding::{BASE64_NOPAD, HEXLOWER_PERMISSIVE};
use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// The most times that escapes are undone.
const DEEPEST: usize = 12;

/// The shortest run of letters and digits that is read as base64 or hexadecimal.
const SHORTEST_TOKEN: usize = 6;

/// The longest entity that is undone: the longest name has 31 letters (the living standard's table of HTML).
const LONGEST_ENTITY: usize = 33;

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
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let undone = |entity: &str| {
        let text = html_escape::decode_html_entities(entity).into_owned();
        // What is repeated in a page has this space in place of the one that was typed.
        (text != entity).then(|| text.replace('\u{a0}', " ").into_bytes())
    };
    let entity = &text[..=end];
    Some((undone(entity).or_else(|| undone(&entity.to_ascii_lowercase()))?, end + 1))
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

/// A token read as base64 in either alphabet, from each place where a group can begin.
fn base64(token: &str) -> Vec<Vec<u8>> {
    let token = token.replace('-', "+").replace('_', "/");
    let from = |from: usize| {
        let token = &token[from..];
        // Filled up to whole groups: a token that was cut off is read to its end.
        let filled = format!("{token:A<width$}", width = token.len().next_multiple_of(4));
        let mut bytes = BASE64_NOPAD.decode(filled.as_bytes()).ok()?;
        bytes.truncate(token.len() * 6 / 8);
        Some(bytes)
    };
    (0..4).filter_map(from).collect()
}

/// The runs of a token that can be hexadecimal, from each place where a byte can begin.
fn hexadecimal(token: &str) -> Vec<Vec<u8>> {
    let runs = token.split(|c: char| !c.is_ascii_hexdigit()).filter(|run| run.len() >= SHORTEST_TOKEN);
    let bytes = |run: &str| HEXLOWER_PERMISSIVE.decode(&run.as_bytes()[..run.len() & !1]).ok();
    runs.flat_map(|run| [bytes(run), bytes(&run[1..])]).flatten().collect()
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
            ("a&semi;b&comma;c&nbsp;d&Quot;", "a;b,c d\""),
            ("%2", "%2"),
            ("&", "&"),
            ("&;&#;&#x;&#99999999;", "&;&#;&#x;&#99999999;"),
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
        assert!(reads("key=xdTpzZWNyZXQme", "u:secret&"), "cut off");
        assert!(reads("8J-YgHM_eA", "😀s?x"), "the other alphabet");
        assert!(reads("0x753a736563726574", "u:secret"));
        assert!(reads("753A736563726574f", "u:secret"));
        assert!(reads("%EF%E0%F0%EE%EB%FC", "пароль"));
        assert!(!reads("The field has an invalid value", "secret"));
    }
}
