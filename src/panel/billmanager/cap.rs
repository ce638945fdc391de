//! How much of a list is read, all its pages together, and how much of each of its fields. Pure.
//!
//! A panel may be at fault, or not be the panel at all: nothing that it says may fill this machine. What is over a cap
//! makes a list incomplete. A text that is cut ends in `…`, which no id, domain or key does, so that it is never taken
//! for another one; and where it must be one or another, it is none.

use crate::order::service::Cap;

/// The most that all pages of a list weigh together, in bytes.
pub(super) const BYTES: usize = Cap::BYTES << 20;

/// The most rows of a list.
pub(super) const ROWS: usize = Cap::ROWS;

/// A text that must be whole, as what something is known by must; none if it is longer than is kept.
pub(super) fn whole(text: &str) -> Option<&str> {
    (!is_over(text, Cap::FIELD)).then_some(text)
}

/// A text that is shown and compared: one over the cap ends in `…` instead.
pub(super) fn cut(text: &str) -> String {
    cut_at(text, Cap::FIELD)
}

/// The same with another cap, in characters.
pub(super) fn cut_at(text: &str, most: usize) -> String {
    match is_over(text, most).then(|| text.char_indices().nth(most)).flatten() {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether a text has more characters than the most that are kept of a field.
pub(super) fn is_field_over(text: &str) -> bool {
    is_over(text, Cap::FIELD)
}

fn is_over(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().nth(most).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_is_never_another_ones_beginning() {
        let long = "a".repeat(1001);
        assert_eq!((whole(&long), whole(&long[..1000])), (None, Some(&long[..1000])));
        assert_eq!(cut(&long[..1000]), long[..1000]);
        assert_eq!(cut(&long), format!("{}…", &long[..1000]));
        // A character is one, however many bytes it has.
        assert!(!is_field_over(&"я".repeat(1000)) && is_field_over(&"я".repeat(1001)));
    }
}
