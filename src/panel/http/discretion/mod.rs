//! Keeps the password out of what a panel said: an error can repeat the request. Pure.
//!
//! Where the password stands in one of the escapings that are usual, it alone is taken out. Where any
//! reading of the text still holds a piece of it, nothing of the text is kept.

mod facts;
mod offered;

use std::collections::BTreeSet;

use encoding_rs::{WINDOWS_1251, WINDOWS_1252};

use super::unescape::readings;
use crate::order::Reason;
use crate::panel::Answer;

/// What stands in its place.
const CONCEALED: &str = "***";

/// The shortest beginning of the password that is looked for at the end of words that were cut.
const SHORTEST_PIECE: usize = 4;

/// So many characters of the password in a row, anywhere in a text, give it away.
const TELLING_PIECE: usize = 8;

/// Words of so many characters were cut, perhaps within the password.
const PERHAPS_CUT: usize = 1000;

/// A password, and perhaps other secrets, in every form in which an answer can repeat them.
pub(super) struct Discretion {
    forms: Vec<String>,
    /// Pieces of it, folded.
    pieces: BTreeSet<String>,
    /// Its beginning, folded; none if it is shorter.
    beginnings: Vec<String>,
}

impl Discretion {
    pub(super) fn about(password: &str) -> Self {
        let form: String = url::form_urlencoded::byte_serialize(password.as_bytes()).collect();
        let percent = form.replace('+', "%20");
        let escaped = quick_xml::escape::escape(password).into_owned();
        let mut forms =
            vec![password.to_owned(), lower_escapes(&form), lower_escapes(&percent), form, percent, escaped];
        forms.retain(|form| !form.is_empty());
        // A form can begin with another one, which would leave its end behind.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        let beginning: String = folded(password).chars().take(SHORTEST_PIECE).collect();
        let beginnings = Some(beginning).filter(|piece| piece.chars().count() == SHORTEST_PIECE).into_iter().collect();
        Self { forms, pieces: pieces(password), beginnings }
    }

    /// The same for another secret as well.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.forms.extend(other.forms);
        self.forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        self.pieces.extend(other.pieces);
        self.beginnings.extend(other.beginnings);
        self
    }

    /// The answer without the password.
    pub(super) fn of_answer(&self, answer: Answer) -> Answer {
        match answer {
            Answer::Unpaid(reason) => Answer::Unpaid(self.of_reason(reason)),
            Answer::Refused(reason) => Answer::Refused(self.of_reason(reason)),
            Answer::NoMoney(reason) => Answer::NoMoney(self.of_reason(reason)),
            Answer::SignInRefused(reason) => Answer::SignInRefused(self.of_reason(reason)),
            Answer::Blocked(reason) => Answer::Blocked(self.of_reason(reason)),
            Answer::Unclear(reason) => Answer::Unclear(self.of_reason(reason)),
            Answer::Accepted { .. } | Answer::InCart { .. } | Answer::Throttled { .. } => answer,
        }
    }

    /// The reason without the password.
    pub(super) fn of_reason(&self, reason: Reason) -> Reason {
        let Reason { code, words, field, detail } = reason;
        // What is wrong with an answer is `Copy`: no text that a panel could have put the password into.
        Reason { code, words: self.of_text(&words), field: field.map(|field| self.of_text(&field)), detail }
    }

    /// The text without the password.
    pub(super) fn of_text(&self, text: &str) -> String {
        let whole = self.forms.iter().fold(text.to_owned(), |text, form| text.replace(form.as_str(), CONCEALED));
        let piece = self.forms.iter().filter_map(|form| piece_at_end(&whole, form)).max();
        let concealed = match piece {
            Some(length) => format!("{}{CONCEALED}", &whole[..whole.len() - length]),
            None => whole,
        };
        let cut = text.chars().count() >= PERHAPS_CUT;
        if readings(&concealed).iter().any(|reading| self.is_told_by(reading, cut)) {
            return CONCEALED.to_owned();
        }
        concealed
    }

    fn is_told_by(&self, reading: &str, cut: bool) -> bool {
        let reading = folded(reading);
        let end = || reading.char_indices().rev().take(5 * TELLING_PIECE).last().map_or("", |(at, _)| &reading[at..]);
        self.pieces.iter().any(|piece| reading.contains(piece.as_str()))
            || cut && self.beginnings.iter().any(|beginning| end().contains(beginning.as_str()))
    }
}

/// What gives a password away: each of its longer pieces, as it is, as it is left when escapes are
/// undone that stand in it, and as it looks when its bytes are taken for those of another encoding.
/// A password of three characters is found in everything, so only its forms are.
fn pieces(password: &str) -> BTreeSet<String> {
    if password.chars().count() < SHORTEST_PIECE {
        return BTreeSet::new();
    }
    let garbled = [WINDOWS_1251, WINDOWS_1252].map(|other| other.decode_without_bom_handling(password.as_bytes()).0);
    let looks = readings(password).into_iter().chain(garbled.map(std::borrow::Cow::into_owned));
    let windows = |look: String| {
        let look: Vec<char> = folded(&look).chars().collect();
        let pieces: Vec<String> = look.windows(look.len().clamp(1, TELLING_PIECE)).map(String::from_iter).collect();
        pieces
    };
    looks.flat_map(windows).filter(|piece| piece.chars().count() >= SHORTEST_PIECE).collect()
}

/// A text for comparing: small letters, and a plus sign is the space that forms make of it.
fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == '+' { ' ' } else { c }).collect()
}

/// The length in bytes of the longest beginning of `form` that `text` ends with.
fn piece_at_end(text: &str, form: &str) -> Option<usize> {
    form.char_indices()
        .map(|(at, c)| &form[..at + c.len_utf8()])
        .skip(SHORTEST_PIECE - 1)
        .filter(|piece| text.ends_with(piece))
        .map(str::len)
        .max()
}

/// A form's escapes with small letters: `%3a`.
fn lower_escapes(form: &str) -> String {
    let mut left = 0;
    form.chars()
        .map(|c| {
            left = if c == '%' { 3 } else { left };
            let escape = left > 0;
            left -= usize::from(escape);
            if escape { c.to_ascii_lowercase() } else { c }
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests;
