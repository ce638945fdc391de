//! Foreign text made safe for a terminal or a log.
//!
//! Cells, file names and a panel's words can hold escape sequences, line breaks, marks that turn
//! the direction of the text, or marks that cannot be seen. Everything foreign passes through
//! [`printable`] before a person or a log sees it.

use std::path::Path;

use icu_properties::props::{BidiControl, DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

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

/// A path in a text: the only way to write one into what people read, and it cleans.
pub trait Legible {
    /// The path as [`path`] shows it.
    fn shown(&self) -> String;
}

impl Legible for Path {
    fn shown(&self) -> String {
        path(&self.display().to_string())
    }
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

/// Tells whether a character would act on a terminal, or not be seen, instead of being read: by its category and its
/// properties, controls, marks of format, surrogates, separators of lines and paragraphs, what has no meaning but a
/// private one or none at all, what is ignored by default, and what turns the direction.
#[must_use]
pub fn hidden(c: char) -> bool {
    use GeneralCategory as Category;
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    // A braille pattern without dots is a symbol by its category, and a blank to the eye.
    let is_unseen = || {
        c == '\u{2800}'
            || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
            || CodePointSetData::new::<BidiControl>().contains(c)
    };
    match CodePointMapData::<Category>::new().get(c) {
        Category::Control
        | Category::Format
        | Category::Surrogate
        | Category::LineSeparator
        | Category::ParagraphSeparator
        | Category::PrivateUse
        | Category::Unassigned => true,
        _ => is_unseen(),
    }
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
    fn what_is_not_seen_is_shown_as_an_escape_by_its_property() {
        for c in "\u{ad}\u{34f}\u{378}\u{600}\u{61c}\u{17b5}\u{180b}\u{200b}\u{2028}\u{202e}\u{2066}\u{2800}\u{3164}\u{e000}\u{fdd0}\
                  \u{fe0f}\u{feff}\u{ffa0}\u{fff0}\u{ffff}\u{110bd}\u{1343f}\u{1d173}\u{1fffe}\u{e0041}\u{e01ef}\u{f0000}\u{10fffd}"
            .chars()
        {
            assert_eq!(printable(&c.to_string()), c.escape_default().to_string());
        }
        for seen in "aЯ中ü\u{301}№«»—…\u{a0}👍ｗ한".chars() {
            assert!(!hidden(seen), "{seen}");
        }
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
