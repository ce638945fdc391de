//! Patterns of names: many servers from one row.
//!
//! The same row always gives the same names, so a higher count later orders only the new ones.

use crate::sheet::problem::ExpansionProblem;

/// A name with places for a number and a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern<'p> {
    /// The text that it begins with. Most patterns are nothing else.
    begin: &'p str,
    pieces: Vec<Piece<'p>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'p> {
    Text(&'p str),
    /// The number, padded with zeros to so many digits.
    Number(usize),
    User,
}

/// The longest padding that makes sense in a label.
const WIDEST: usize = 9;

impl<'p> Pattern<'p> {
    /// Reads `web-{n}.example.ru`, `{n:03}`, `###`, `$i`, `{user}` and `$USER`.
    pub(super) fn parse(given: &'p str) -> Result<Self, ExpansionProblem> {
        let bad = || ExpansionProblem::BadPattern { given: given.to_owned() };
        let special = |text: &str| text.find(['{', '}', '#', '$']).unwrap_or(text.len());
        let pattern = given.trim();
        let (begin, mut rest) = pattern.split_at(special(pattern));
        let mut pieces = Vec::new();
        while !rest.is_empty() {
            let (text, special) = rest.split_at(special(rest));
            if !text.is_empty() {
                pieces.push(Piece::Text(text));
            }
            let Some((piece, length)) = special_piece(special).ok_or_else(bad)? else { break };
            pieces.push(piece);
            rest = &special[length..];
        }
        Ok(Self { begin, pieces })
    }

    pub(super) fn has_number(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Number(_)))
    }

    pub(super) fn has_user(&self) -> bool {
        self.pieces.contains(&Piece::User)
    }

    /// The name with this number and login.
    pub(super) fn name(&self, number: u32, user: &str) -> String {
        let mut name = self.begin.to_owned();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => name += text,
                Piece::Number(width) => name += &format!("{number:0width$}"),
                Piece::User => name += user,
            }
        }
        name
    }

    /// The same pattern with a place for a number in its first label.
    pub(super) fn proposal(given: &str) -> String {
        let given = given.trim();
        match given.split_once('.') {
            Some((first, rest)) => format!("{first}-{{n}}.{rest}"),
            None => format!("{given}-{{n}}"),
        }
    }
}

/// Reads the piece that `text` begins with, and its length in bytes. Outer none: not understood;
/// inner none: `text` is empty.
#[expect(clippy::option_option, reason = "the two absences mean different things")]
fn special_piece(text: &str) -> Option<Option<(Piece<'static>, usize)>> {
    if text.is_empty() {
        return Some(None);
    }
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    // `server#5` is no place for a number, and `$id` is not `$i`.
    let goes_on = |length: usize| text[length..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    if hashes > 0 {
        if text[hashes..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        return (hashes <= WIDEST).then_some(Some((Piece::Number(hashes), hashes)));
    }
    for (word, piece) in [
        ("{n}", Piece::Number(1)),
        ("{user}", Piece::User),
        ("{USER}", Piece::User),
        ("${USER}", Piece::User),
        ("$USER", Piece::User),
        ("${i}", Piece::Number(1)),
        ("$i", Piece::Number(1)),
    ] {
        if text.starts_with(word) && (word.ends_with('}') || !goes_on(word.len())) {
            return Some(Some((piece, word.len())));
        }
    }
    let inside = text.strip_prefix("{n:")?;
    let end = inside.find('}')?;
    let width: usize = inside[..end].strip_prefix('0')?.parse().ok()?;
    (1..=WIDEST).contains(&width).then_some(Some((Piece::Number(width), end + 4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(given: &str, numbers: std::ops::RangeInclusive<u32>) -> Vec<String> {
        let pattern = Pattern::parse(given).expect("a pattern");
        numbers.map(|number| pattern.name(number, "anna")).collect()
    }

    #[test]
    fn every_form_of_a_number_is_read() {
        assert_eq!(names("web-{n}.ru", 1..=2), ["web-1.ru", "web-2.ru"]);
        assert_eq!(names("web-{n:03}.ru", 9..=10), ["web-009.ru", "web-010.ru"]);
        assert_eq!(names("web-###.ru", 7..=7), ["web-007.ru"]);
        assert_eq!(names("$USER-$i.ru", 1..=1), ["anna-1.ru"]);
        assert_eq!(names("${USER}-${i}.{user}.ru", 1..=1), ["anna-1.anna.ru"]);
        assert_eq!(names("plain.ru", 1..=1), ["plain.ru"]);
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for given in [
            "web-{x}.ru",
            "web-{n.ru",
            "web-}.ru",
            "a$b.ru",
            "{n:3}",
            "{n:099}",
            "{n:}",
            "##########.ru",
            "{",
            "srv-$id.ru",
            "$USERNAME.ru",
            "server#5.ru",
        ] {
            assert!(Pattern::parse(given).is_err(), "{given}");
        }
    }

    #[test]
    fn a_proposal_has_a_number() {
        assert_eq!(Pattern::proposal("web.example.ru"), "web-{n}.example.ru");
        assert!(Pattern::parse(&Pattern::proposal("web.example.ru")).expect("a pattern").has_number());
    }
}
