//! A page as a terminal shows it. Pure.

use unicode_width::UnicodeWidthStr;

use super::page::{Entry, Page, Section, Set};
use crate::text::lang::Lang;

/// How far terms are indented, and what is said below them.
const TERM: usize = 2;
const BELOW: usize = 10;

/// The widest term that has its text beside it.
const WIDEST: usize = 34;

/// Everything, for a terminal of this width.
#[must_use]
pub fn long(page: &Page, width: usize) -> String {
    let mut out = head(page, width);
    for section in &page.sections {
        out += &format!("\n{}:\n", section.heading);
        match section.set {
            Set::Below => {
                let entries: Vec<String> = section.entries.iter().map(|entry| below(entry, page.lang, width)).collect();
                out += &entries.join("\n");
            }
            Set::Beside => out += &beside(section, width),
        }
    }
    out
}

/// What fits a glance: every command and option with its first sentence, and where there is more.
#[must_use]
pub fn short(page: &Page, width: usize) -> String {
    let mut out = head(page, width);
    for section in page.sections.iter().filter(|section| section.in_short) {
        out += &format!("\n{}:\n{}", section.heading, beside(section, width));
    }
    let more = page.lang.pick("Examples, exit codes and everything else", "Примеры, коды завершения и подробности");
    let mut help = page.path.clone();
    help.insert(1, "help".to_owned());
    out + &format!("\n{more}: {}\n", help.join(" "))
}

fn head(page: &Page, width: usize) -> String {
    let usage = page.lang.pick("Usage", "Формат");
    let gap = " ".repeat(usage.width() + 2);
    let ways = page.usage.join(&format!("\n{gap}"));
    format!("{}\n\n{usage}: {ways}\n", wrapped(&page.about, 0, width))
}

fn below(entry: &Entry, lang: Lang, width: usize) -> String {
    let mut out = format!("{}{}\n", " ".repeat(TERM), entry.term);
    for text in std::iter::once(&entry.text).chain(&entry.more) {
        out += &format!("{}{}\n", " ".repeat(BELOW), wrapped(text, BELOW, width));
    }
    if entry.values.iter().any(|(_, text)| text.is_empty()) {
        out += &format!("{}{}\n", " ".repeat(BELOW), bracketed(entry));
    } else if !entry.values.is_empty() {
        out += &format!("{}{}:\n", " ".repeat(BELOW), lang.pick("Values", "Значения"));
        let widest = entry.values.iter().map(|(value, _)| value.width()).max().unwrap_or(0);
        for (value, text) in &entry.values {
            let at = BELOW + TERM + widest + 2;
            let gap = " ".repeat(widest - value.width() + 2);
            let line = format!("{}{value}{gap}{}", " ".repeat(BELOW + TERM), wrapped(text, at, width));
            out += &format!("{}\n", line.trim_end());
        }
    }
    out
}

/// The values alone.
fn bracketed(entry: &Entry) -> String {
    let values: Vec<&str> = entry.values.iter().map(|(value, _)| value.as_str()).collect();
    format!("[{}]", values.join(", "))
}

fn beside(section: &Section, width: usize) -> String {
    let widths = section.entries.iter().map(|entry| entry.term.width()).filter(|width| *width <= WIDEST);
    let widest = widths.max().unwrap_or(0);
    let at = TERM + widest + 2;
    let mut out = String::new();
    for entry in &section.entries {
        let values = if entry.values.is_empty() { String::new() } else { format!(" {}", bracketed(entry)) };
        let text = wrapped(&(entry.text.clone() + &values), at, width);
        let gap = match widest.checked_sub(entry.term.width()) {
            Some(gap) => " ".repeat(gap + 2),
            None => format!("\n{}", " ".repeat(at)),
        };
        out += &format!("{}{}{gap}{text}\n", " ".repeat(TERM), entry.term);
    }
    out
}

/// A text in lines of at most `width`, each but the first behind so many spaces. A word is never parted.
fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let room = width.saturating_sub(indent).max(24);
    let mut out = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        if used > 0 && used + 1 + word.width() > room {
            out += &format!("\n{}", " ".repeat(indent));
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out += word;
        used += word.width();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_long_as_the_terminal_is_wide_and_no_word_is_parted() {
        let said = wrapped("один два три четыре пять шесть семь восемь девять", 4, 28);
        assert_eq!(said, "один два три четыре пять\n    шесть семь восемь девять");
        assert_eq!(
            wrapped("a-word-that-is-longer-than-the-whole-line", 0, 5),
            "a-word-that-is-longer-than-the-whole-line"
        );
    }
}
