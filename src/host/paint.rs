//! Colours of what is said: of errors, warnings and statuses. Pure; where a terminal wants none, the console takes them
//! away again, and the text is what it was.

use crate::order::Status;
use crate::text::lang::Lang;

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[33m";
const GREEN: &str = "\u{1b}[32m";
const PLAIN: &str = "\u{1b}[0m";

fn in_colour(colour: &str, text: &str) -> String {
    format!("{colour}{text}{PLAIN}")
}

/// An error: the problem, without the way out in brackets behind it.
pub(super) fn error(text: &str) -> String {
    let (first, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
    let (problem, way_out) = first.split_at(first.find(" (").unwrap_or(first.len()));
    in_colour(RED, problem) + way_out + rest
}

/// A line of which a warning may begin, in either language.
pub(super) fn warning(text: &str) -> String {
    let words = [Lang::En, Lang::Ru].map(|lang| lang.pick("warning:", "предупреждение:"));
    let word = words.into_iter().find(|word| text.starts_with(word));
    word.map_or_else(|| text.to_owned(), |word| in_colour(YELLOW, word) + &text[word.len()..])
}

/// The statuses of a line that counts them: `confirmed 4 · unknown 1`.
pub(super) fn statuses(text: &str, lang: Lang) -> String {
    let mut out = text.to_owned();
    for status in Status::ALL {
        let Some(colour) = colour(status) else { continue };
        let word = status.title(lang).to_lowercase();
        for (before, begin) in [(": ", out.find(&format!(": {word} "))), (" · ", out.find(&format!(" · {word} ")))] {
            let Some(begin) = begin.map(|at| at + before.len()) else { continue };
            let number = out[begin + word.len() + 1..].find(|c: char| !c.is_ascii_digit());
            let end = number.map_or(out.len(), |length| begin + word.len() + 1 + length);
            out.replace_range(begin..end, &in_colour(colour, &out[begin..end]));
            break;
        }
    }
    out
}

/// What a person has to look at stands out, and so does what went well.
const fn colour(status: Status) -> Option<&'static str> {
    match status {
        Status::Accepted | Status::Confirmed => Some(GREEN),
        Status::Unknown | Status::Unpaid | Status::Conflict => Some(YELLOW),
        Status::Rejected | Status::Invalid => Some(RED),
        Status::NotSent | Status::AlreadyOrdered | Status::Skipped | Status::Ready => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_problem_is_red_and_the_way_out_is_not() {
        assert_eq!(error("no sheet (name one)\nmore"), "\u{1b}[1;31mno sheet\u{1b}[0m (name one)\nmore");
        assert_eq!(warning("warning: old"), "\u{1b}[33mwarning:\u{1b}[0m old");
        assert_eq!(warning("no warning: here"), "no warning: here");
    }

    #[test]
    fn statuses_have_colours_where_they_are_counted_and_the_text_stays() {
        for lang in [Lang::En, Lang::Ru] {
            let [good, bad] = [Status::Confirmed, Status::Rejected].map(|status| status.title(lang).to_lowercase());
            let line = format!("5 servers: {good} 4 · {bad} 1\n");
            let painted = statuses(&line, lang);
            assert_eq!(painted, format!("5 servers: \u{1b}[32m{good} 4\u{1b}[0m · \u{1b}[1;31m{bad} 1\u{1b}[0m\n"));
            assert_eq!(anstream::adapter::strip_str(&painted).to_string(), line);
        }
    }
}
