//! Headers, and the names that columns have in a tariff table, as they are compared. Pure.

use icu_normalizer::ComposingNormalizerBorrowed;

use super::alike::look_alike;

/// A header as it is compared: NFKC, lower case, `ё` as `е`, without spaces and punctuation, Cyrillic
/// letters that look Latin as Latin ones.
#[must_use]
pub fn folded(header: &str) -> String {
    look_alike(&plain(header))
}

/// The same with every letter as it is.
#[must_use]
pub fn plain(header: &str) -> String {
    let nfkc = composed(header).to_lowercase();
    let kept =
        nfkc.chars().filter(|c| !c.is_whitespace() && !super::printable::hidden(*c) && !"_-.*?:()[],;/".contains(*c));
    kept.map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

/// A header whose letters are composed, and whose brackets and commas of full width are plain ones.
#[must_use]
pub fn composed(header: &str) -> std::borrow::Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfkc().normalize(header)
}
