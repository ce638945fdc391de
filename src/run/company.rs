//! Lines that a company puts on the Summary of its workbooks: contract, payer, INN, number of the invoice. Pure.

use serde::{Deserialize, Serialize};

/// The most lines: the Summary is one page.
pub const MOST: usize = 12;

/// The most characters of a label and of its text.
const LABEL: usize = 60;
const TEXT: usize = 200;

/// A line of a company's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyLine {
    label: String,
    text: String,
}

impl CompanyLine {
    /// A line; none where the label is empty, or one of both is too long for a line or holds what is no text.
    #[must_use]
    pub fn new(label: &str, text: &str) -> Option<Self> {
        let (label, text) = (label.trim(), text.trim());
        let fits = |text: &str, most| text.chars().count() <= most && !text.chars().any(char::is_control);
        let whole = !label.is_empty() && fits(label, LABEL) && fits(text, TEXT);
        whole.then(|| Self { label: label.to_owned(), text: text.to_owned() })
    }

    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// What it says; empty where it is filled in by hand.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_label_and_both_fit_on_a_line() {
        let line = CompanyLine::new(" ИНН ", " 7701234567 ").expect("a line");
        assert_eq!((line.label(), line.text()), ("ИНН", "7701234567"));
        assert_eq!(CompanyLine::new("Invoice", "").expect("to be filled in").text(), "");
        for (label, text) in
            [("", "a"), (" ", "a"), ("a\nb", "c"), ("a", "b\u{1b}[2J"), (&"я".repeat(61), ""), ("a", &"я".repeat(201))]
        {
            assert_eq!(CompanyLine::new(label, text), None, "{label:?} {text:?}");
        }
    }
}
