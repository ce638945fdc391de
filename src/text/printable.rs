//! Foreign text made safe for a terminal or a log.
//!
//! Cells, file names and a panel's words can hold escape sequences, line breaks, marks that turn
//! the direction of the text, or marks that cannot be seen. Everything foreign passes through
//! [`printable`] before a person or a log sees it.

/// The most characters of one foreign text that are shown.
pub const SHOWN: usize = 300;

/// Returns `text` with control, bidirectional and zero-width characters shown as escapes such as
/// `\u{202e}`, cut after [`SHOWN`] characters (an ellipsis says so).
#[must_use]
pub fn printable(text: &str) -> String {
    shown(text, SHOWN)
}

/// Like [`printable`], with another limit of characters.
#[must_use]
pub fn shown(text: &str, limit: usize) -> String {
    let mut out = String::with_capacity(text.len().min(limit));
    for (n, c) in text.chars().enumerate() {
        if n == limit {
            out.push('…');
            break;
        }
        if hidden(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// Tells whether a character would act on a terminal, or not be seen, instead of being read.
#[must_use]
pub fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_as_an_escape() {
        assert_eq!(printable("a\u{1b}[31mb\u{202e}c\r\nd"), r"a\u{1b}[31mb\u{202e}c\r\nd");
        assert_eq!(printable("Заказ №1"), "Заказ №1");
    }

    #[test]
    fn long_text_is_cut_with_an_ellipsis() {
        assert_eq!(shown("abcdef", 3), "abc…");
        assert_eq!(shown("abc", 3), "abc");
    }
}
