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

/// Of a path that is too long to be shown whole, this much of its beginning, and of its end: whole names.
const OF_PATH: [usize; 2] = [40, 260];

/// Like [`printable`], for a path: what is too long is cut in its middle, so that its name can be read.
#[must_use]
pub fn path(text: &str) -> String {
    let [first, last] = OF_PATH;
    let count = text.chars().count();
    if count <= first + last {
        return shown(text, first + last);
    }
    let end: String = text.chars().skip(count - last).collect();
    shown(text, first) + &shown(&end, last)
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
    fn of_a_long_path_the_name_is_shown() {
        assert_eq!(path("a/b\n.xlsx"), r"a/b\n.xlsx");
        let long = path(&format!("Z:/{}/orders.plan.xlsx", "folder/".repeat(60)));
        assert!(long.starts_with("Z:/folder/") && long.contains('…') && long.ends_with("/folder//orders.plan.xlsx"));
        assert_eq!(long.chars().count(), 301);
    }

    #[test]
    fn long_text_is_cut_with_an_ellipsis() {
        assert_eq!(shown("abcdef", 3), "abc…");
        assert_eq!(shown("abc", 3), "abc");
    }
}
