//! Cells as nearly all programs write them, read at one glance: `<c r="B7" s="1" t="s"><v>12</v></c>`, and
//! those with a text of their own. Pure.
//!
//! What is written in any other way, however slightly, is none here: it is read mark by mark, and would be
//! said to be the same.

use memchr::memchr;

use crate::reader::address::{COLS, ROWS};

/// A cell that is written plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plain<'m> {
    /// Row and column, from 0.
    pub(super) at: (u32, u32),
    /// Which of the workbook's styles it has.
    pub(super) style: usize,
    pub(super) holds: Holds,
    /// What stands in it.
    pub(super) text: &'m str,
    /// How many bytes it is long.
    pub(super) length: usize,
}

/// What a plain cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Nothing,
    /// Signs of which numbers are made.
    Number,
    /// The number of a text that cells share, in digits.
    Shared,
    Text,
}

/// The cell that begins there, if it is whole and plain.
pub(super) fn cell(part: &[u8]) -> Option<Plain<'_>> {
    let mut rest = Rest(part);
    rest.pass(b"<c r=\"")?;
    let at = rest.address()?;
    let style = if rest.pass(b" s=\"").is_some() { rest.style()? } else { 0 };
    let kind = if rest.pass(b" t=\"").is_some() { Some(rest.kind()?) } else { None };
    let (holds, text) = if rest.pass(b"/>").is_some() {
        (Holds::Nothing, &b""[..])
    } else {
        rest.pass(b">")?;
        let found = match kind.unwrap_or(Kind::Number) {
            Kind::Number => {
                (Holds::Number, rest.v(|sign| matches!(sign, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))?)
            }
            Kind::Shared => (Holds::Shared, rest.v(|sign| sign.is_ascii_digit())?),
            Kind::Result => {
                rest.pass(b"<v>")?;
                let text = rest.text()?;
                rest.pass(b"</v>")?;
                (Holds::Text, text)
            }
            Kind::Inline => (Holds::Text, rest.inline()?),
        };
        rest.pass(b"</c>")?;
        found
    };
    let text = std::str::from_utf8(text).ok()?;
    Some(Plain { at, style, holds, text, length: part.len() - rest.0.len() })
}

/// A kind of value.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Number,
    Shared,
    Result,
    Inline,
}

/// What is still to be read of a part.
struct Rest<'m>(&'m [u8]);

impl<'m> Rest<'m> {
    /// Passes what has to stand there.
    fn pass<const N: usize>(&mut self, what: &[u8; N]) -> Option<()> {
        self.0 = self.0.strip_prefix(what)?;
        Some(())
    }

    /// Takes bytes while they are of a kind.
    fn take(&mut self, is: impl Fn(u8) -> bool) -> &'m [u8] {
        let end = self.0.iter().position(|byte| !is(*byte)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    /// An address that some sheet has, and the end of the attribute.
    fn address(&mut self) -> Option<(u32, u32)> {
        let letters = self.take(|byte| byte.is_ascii_uppercase());
        if !(1..=3).contains(&letters.len()) {
            return None;
        }
        let col = letters.iter().fold(0, |col, letter| col * 26 + u32::from(letter - b'A') + 1);
        let row = self.number(7)?;
        self.pass(b"\"")?;
        ((1..=ROWS).contains(&row) && col <= COLS).then(|| (row - 1, col - 1))
    }

    fn style(&mut self) -> Option<usize> {
        let style = self.number(9)?;
        self.pass(b"\"")?;
        usize::try_from(style).ok()
    }

    /// A number of at most so many digits.
    fn number(&mut self, most: usize) -> Option<u32> {
        let digits = self.take(|byte| byte.is_ascii_digit());
        let number = digits.iter().take(most).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        (1..=most).contains(&digits.len()).then_some(number)
    }

    fn kind(&mut self) -> Option<Kind> {
        let kind = match self.take(|byte| byte.is_ascii_alphabetic()) {
            b"n" => Kind::Number,
            b"s" => Kind::Shared,
            b"str" => Kind::Result,
            b"inlineStr" => Kind::Inline,
            _ => return None,
        };
        self.pass(b"\"")?;
        Some(kind)
    }

    /// A value of such signs.
    fn v(&mut self, is: impl Fn(u8) -> bool) -> Option<&'m [u8]> {
        self.pass(b"<v>")?;
        let value = self.take(is);
        self.pass(b"</v>")?;
        // More digits than that are read with care.
        (1..=32).contains(&value.len()).then_some(value)
    }

    /// A text in one piece, with the space around it only where that counts.
    fn inline(&mut self) -> Option<&'m [u8]> {
        self.pass(b"<is><t")?;
        let kept = self.pass(b" xml:space=\"preserve\"").is_some();
        self.pass(b">")?;
        let text = self.text()?;
        self.pass(b"</t></is>")?;
        Some(if kept { text } else { text.trim_ascii() })
    }

    /// A text up to the next mark, if there is nothing in it that stands for something else.
    fn text(&mut self) -> Option<&'m [u8]> {
        let text = self.take(|byte| byte >= b' ' && !matches!(byte, b'<' | b'&'));
        let escapes = memchr(b'_', text).is_some_and(|at| text[at..].windows(2).any(|two| two == b"_x"));
        (!text.is_empty() && !escapes).then_some(text)
    }
}
