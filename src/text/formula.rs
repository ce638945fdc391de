//! What a spreadsheet program takes for the beginning of a formula. Pure.

use super::printable::hidden;

/// The signs, in their wide forms as well: programs that read East Asian text fold those.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a text begins as a formula does, also behind what is not seen: a program may drop that.
#[must_use]
pub fn begins(text: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || hidden(c);
    text.starts_with(['\t', '\r']) || text.trim_start_matches(unseen).starts_with(SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_seen_behind_what_is_not() {
        for risky in
            ["=1", "+7", "-5", "@SUM(A1)", "\tx", "\rx", " =1", "\u{a0}\u{200b}\u{feff}=1", "＝1", "　＠x", "\n－1"]
        {
            assert!(begins(risky), "{risky:?}");
        }
        for plain in ["", " ", "web-1", "1-2", "я=1", "—", "'=1"] {
            assert!(!begins(plain), "{plain:?}");
        }
    }
}
