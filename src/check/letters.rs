//! Letters as they are compared. Pure.

use std::borrow::Cow;

use compact_str::CompactString;
use icu_normalizer::ComposingNormalizerBorrowed;

/// A text whose letters are one sign each: letters in two parts are what macOS makes of one, `й` as `и` and a
/// breve.
pub(super) fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() {
        return text;
    }
    let composed = match ComposingNormalizerBorrowed::new_nfc().normalize(&text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(composed) => Some(composed),
    };
    composed.map_or(text, Cow::Owned)
}

/// A text in lower case. Words are short, so that hardly any needs memory of its own.
pub(super) fn lower(text: &str) -> CompactString {
    if !text.is_ascii() {
        return text.to_lowercase().into();
    }
    let mut lower = CompactString::new(text);
    lower.make_ascii_lowercase();
    lower
}
