//! The code of a plan: short enough to be told by telephone, long enough that no other plan has it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Digits and letters of Crockford's Base32: none that are taken for one another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters a code has: 60 bits.
const LENGTH: usize = 12;

/// Letters that stand together.
const GROUP: usize = 4;

/// The code of a plan: `7Q4M-0KXD-92VB`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not an approval code")]
pub struct CodeError(String);

impl CodeError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (given, example) = (printable(&self.0), "7Q4M-0KXD-92VB");
        tr!(
            lang,
            "`{given}` is not an approval code (12 letters and digits, for example {example}; a run with --dry-run prints it)",
            "`{given}` — не код утверждения (12 букв и цифр, например {example}; его выводит прогон с --dry-run)"
        )
    }
}

impl Code {
    /// The code of what has this hash: its first 60 bits.
    #[must_use]
    pub fn of_hash(hash: &[u8; 32]) -> Self {
        let bit = |at: usize| usize::from(hash[at / 8] >> (7 - at % 8) & 1);
        let letter = |at: usize| LETTERS[(at * 5..at * 5 + 5).fold(0, |five, at| five << 1 | bit(at))];
        Self::grouped((0..LENGTH).map(|at| char::from(letter(at))))
    }

    fn grouped(letters: impl Iterator<Item = char>) -> Self {
        let mut text = String::with_capacity(LENGTH + LENGTH / GROUP);
        for (at, letter) in letters.enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        Self(text)
    }

    /// The code as it is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The letter that is meant: in capitals, and none that looks like a digit.
const fn meant(typed: char) -> char {
    match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let typed = text.chars().filter(|c| !matches!(c, '-' | '–' | '—' | '\u{2011}') && !c.is_whitespace());
        let letters: Vec<char> = typed.map(meant).collect();
        let is_letter = |c: &char| u8::try_from(*c).is_ok_and(|byte| LETTERS.contains(&byte));
        if letters.len() == LENGTH && letters.iter().all(is_letter) {
            return Ok(Self::grouped(letters.into_iter()));
        }
        Err(CodeError(text.to_owned()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_a_person_writes_it_down() {
        let code = Code::of_hash(&[0xff; 32]);
        assert_eq!(code.as_str(), "ZZZZ-ZZZZ-ZZZZ");
        let mut hash = [0; 32];
        hash[0] = 0b0000_1000;
        hash[7] = 0b0001_1111;
        hash[8] = 0xff;
        let code = Code::of_hash(&hash);
        assert_eq!(code.as_str(), "1000-0000-0001", "60 bits, the first one first");
        for typed in ["1000-0000-0001", "looo oooo oooi", "100000000001", " I000–0000–000L\n"] {
            assert_eq!(typed.parse().as_ref(), Ok(&code), "{typed}");
        }
        for wrong in ["", "1000-0000-000", "1000-0000-00011", "U000-0000-0001", "1000-0000-000я"] {
            assert_eq!(wrong.parse::<Code>(), Err(CodeError(wrong.to_owned())));
        }
    }

    #[test]
    fn a_bit_of_the_hash_is_a_bit_of_the_code() {
        let all: std::collections::BTreeSet<Code> = (0..60)
            .map(|bit| {
                let mut hash = [0; 32];
                hash[bit / 8] = 0x80 >> (bit % 8);
                Code::of_hash(&hash)
            })
            .collect();
        assert_eq!(all.len(), 60);
    }
}
