//! Which of the encodings of Russian a text is in, where nothing says it.
//!
//! The alphabets of windows-1251 and KOI8 stand in the same bytes, capitals in the place of small
//! letters: three capitals of one are three small letters of the other. So windows-1251, which Excel
//! saves, is preferred until the words prove another one, and where they prove nothing that is said.

use std::borrow::Cow;
use std::collections::HashSet;

use encoding_rs::{Encoding, IBM866, KOI8_U, WINDOWS_1251, X_MAC_CYRILLIC};

use super::heading::field;

/// By so much the better reading must be better, or it is a guess.
const PROOF: i64 = 3;

/// The header stands among so many lines; with CR LF each counts twice.
const HEADER_LINES: usize = 40;

/// From so many different words on, statistics of letters decide what their forms do not.
const MANY: usize = 12;

/// So many different words are looked at.
const MOST: usize = 4096;

/// An encoding, and whether the text proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) encoding: &'static Encoding,
    /// Without a proof: the first text that reads otherwise in another encoding.
    pub(super) doubtful: Option<String>,
}

/// Chooses the encoding of a text, of which detection by statistics says something too.
pub(super) fn guess(text: &[u8], detected: &'static Encoding) -> Guess {
    let words: HashSet<&[u8]> = text.split(u8::is_ascii).filter(|word| !word.is_empty()).take(MOST * 16).collect();
    let words: Vec<&[u8]> = words.into_iter().take(MOST).collect();
    let score = |encoding: &'static Encoding| {
        words.iter().map(|word| weight(word, encoding)).sum::<i64>() + headers(text, encoding)
    };
    let usual = score(WINDOWS_1251);
    let others = [IBM866, KOI8_U, X_MAC_CYRILLIC].map(|encoding| (score(encoding), encoding));
    // Of equals the first: a Mac of before 2001 is the least likely.
    let (best, other) = others.into_iter().rev().max_by_key(|(score, _)| *score).unwrap_or((usual, WINDOWS_1251));
    let long = words.iter().filter(|word| word.len() >= 3).count();
    let detected = others.iter().find(|(_, encoding)| *encoding == detected);
    let encoding = match detected {
        _ if best >= usual + PROOF => other,
        Some((score, detected)) if long >= MANY && *score >= usual => detected,
        _ => WINDOWS_1251,
    };
    let all = [(usual, WINDOWS_1251), others[0], others[1], others[2]];
    let chosen = all.iter().find(|(_, known)| *known == encoding).map_or(usual, |(score, _)| *score);
    let same = |known: &'static Encoding| words.iter().all(|word| read(word, known) == read(word, encoding));
    let rivals = all.iter().filter(|(_, known)| *known != encoding && !same(known));
    let rival = rivals.map(|(score, _)| *score).max().unwrap_or(0);
    let doubtful = (chosen < rival + PROOF).then(|| sample(text, encoding));
    Guess { encoding, doubtful }
}

/// How much like Russian a word reads.
fn weight(word: &[u8], encoding: &'static Encoding) -> i64 {
    let text = read(word, encoding);
    let letters = text.chars().map(of_letter).sum::<i64>();
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let swapped = chars.len() >= 4 && chars[0].is_lowercase() && chars[1..].iter().all(|c| c.is_uppercase());
    let rises = chars.windows(2).filter(|pair| pair[0].is_lowercase() && pair[1].is_uppercase()).count();
    // A capital within a word is rare, and a word whose capital is its only small letter is in the other alphabet.
    let form = if swapped { 4 } else { i64::try_from(rises).unwrap_or(0) };
    letters - form
}

/// How much the headers among the first lines prove: they are known in capitals and in small letters
/// alike. One alone may stand in any row, such as the name of a cost centre.
fn headers(text: &[u8], encoding: &'static Encoding) -> i64 {
    let known = |line: &[u8]| {
        let words = line.split(u8::is_ascii).filter(|word| !word.is_empty());
        words.filter(|word| field(&read(word, encoding)).is_some()).count()
    };
    let lines = text.split(|byte| matches!(byte, b'\r' | b'\n')).take(HEADER_LINES);
    let most = lines.map(known).max().filter(|known| *known > 1).unwrap_or(0);
    i64::try_from(most).unwrap_or(0) * PROOF
}

fn read<'w>(word: &'w [u8], encoding: &'static Encoding) -> Cow<'w, str> {
    encoding.decode_without_bom_handling(word).0
}

/// Letters of Ukrainian and Belarusian, and what stands around words.
const BESIDE: [char; 24] = [
    'І', 'і', 'Ї', 'ї', 'Є', 'є', 'Ґ', 'ґ', 'Ў', 'ў', '«', '»', '“', '”', '„', '‚', '‘', '’', '–', '—', '…', '№', '€',
    '\u{a0}',
];

fn of_letter(c: char) -> i64 {
    match c {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => 1,
        _ if BESIDE.contains(&c) => 0,
        '\u{2500}'..='\u{259f}' | '\u{80}'..='\u{9f}' | '\u{fffd}' => -3,
        _ => -1,
    }
}

/// The cell of the first word.
fn sample(text: &[u8], encoding: &'static Encoding) -> String {
    let ends = |byte: &u8| matches!(byte, b';' | b',' | b'\t' | b'|' | b'"' | b'\r' | b'\n');
    let cell = text.split(ends).find(|cell| !cell.is_ascii()).unwrap_or_default();
    read(cell, encoding).trim().to_owned()
}
