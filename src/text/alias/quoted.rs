//! What stands between quotes or backticks. Pure.

use super::{Aliases, Kind};

/// Signs between which foreign text stands: the one that opens it, and the one that closes it.
const QUOTES: [(char, char); 4] = [('`', '`'), ('"', '"'), ('«', '»'), ('“', '”')];

/// Values of a log that are the program's own or the protocol's.
const OWN_VALUES: [&str; 10] =
    ["func", "page", "content_type", "format", "version", "verb", "catalog", "as_of", "run", "sha256"];

/// Causes whose words are a library's or the system's: they name nobody but hosts and addresses.
const OF_THE_SYSTEM: [&str; 4] = ["ConnectionLost", "Unreachable", "TimedOut", "NotTrusted"];

impl Aliases {
    /// The line with every quoted text covered that has other words than the program's.
    pub(super) fn quoted(&mut self, line: &str) -> String {
        let (mut out, mut rest) = (String::new(), line);
        while let Some((at, open)) = rest.char_indices().find(|(_, c)| QUOTES.iter().any(|(open, _)| open == c)) {
            let close = QUOTES.iter().find(|(known, _)| *known == open).map_or(open, |(_, close)| *close);
            let begin = at + open.len_utf8();
            // One that is never closed is cut off: all that follows may be foreign.
            let end = closed(&rest[begin..], open, close).map_or(rest.len(), |end| begin + end);
            let (before, inside) = (&rest[..at], &rest[begin..end]);
            out += before;
            out.push(open);
            if self.may_stay(&out, inside, line) {
                out += inside;
            } else {
                out += &self.placeholder(Kind::Text, inside);
            }
            let Some(behind) = rest.get(end..).filter(|behind| !behind.is_empty()) else { return out };
            out.push(close);
            rest = &behind[close.len_utf8()..];
        }
        out + rest
    }

    fn may_stay(&self, before: &str, inside: &str, line: &str) -> bool {
        let key = before.trim_end_matches('"').strip_suffix('=').map(|before| {
            let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
            &before[start..]
        });
        let is_own = key.is_some_and(|key| OWN_VALUES.contains(&key));
        let is_of_system =
            before.ends_with("words: \"") && OF_THE_SYSTEM.iter().any(|cause| line.contains(&format!("code: {cause}")));
        // What a panel says behind a reason has its placeholder already.
        let is_reason = self.own.reasons.iter().any(|reason| inside.starts_with(reason.as_str()));
        let is_of_link = inside.split(' ').next().is_some_and(|code| code.len() == 4 && code.starts_with("T3"));
        is_own
            || is_of_system
            || is_reason
            || is_of_link
            || inside.split([' ', ',', ';', '(', ')', '[', ']', '\u{a0}']).all(|word| self.is_own(word))
    }

    /// Whether a word is the program's, a number, or a placeholder.
    fn is_own(&self, word: &str) -> bool {
        let word = word.trim_matches(|c: char| ".:!?…\"'".contains(c));
        let is_number = word.chars().all(|c| !c.is_alphabetic());
        let is_option = word.starts_with("--") && word.is_ascii();
        // `--option=VALUE` has a value of its own.
        if let Some((name, value)) = word.split_once('=').filter(|(name, _)| name.starts_with("--") && !name.is_empty())
        {
            return self.is_own(name) && self.is_own(value);
        }
        let is_path =
            word.contains(['/', '\\']) && word.split(['/', '\\']).all(|part| part.is_empty() || self.is_own(part));
        let is_code = word.len() == 4 && word.is_ascii() && word[1..].bytes().all(|byte| byte.is_ascii_digit());
        is_number
            || is_option
            || is_code
            || is_path
            || Self::is_placeholder(word)
            || super::file::is_own(word)
            || self.own.words.contains(&word.to_lowercase())
    }
}

/// Where a quoted text ends. A sign that is escaped ends none.
fn closed(text: &str, open: char, close: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == close && !escaped;
        escaped = open == '"' && c == '\\' && !escaped;
        ends.then_some(at)
    })
}
