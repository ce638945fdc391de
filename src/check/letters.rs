//! Letters as they are compared. Pure.

use std::borrow::Cow;

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

/// A text in lower case.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if text.bytes().all(is_lower) { text.into() } else { text.to_lowercase().into() }
}
