//! What parts the tokens of a text. Pure.

/// What parts tokens, beside blanks.
const PARTING: &str = "\"'`«»“”„(){}[]<>,;=|…·—–№";

/// Whether a sign parts tokens.
pub(super) fn parts(c: char) -> bool {
    c.is_whitespace() || PARTING.contains(c)
}

/// Whether a name is of several tokens.
pub(super) fn is_several(name: &str) -> bool {
    name.contains(parts)
}
