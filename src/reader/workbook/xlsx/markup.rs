//! The marks of an XML part, one by one as they stand in it: a reading of its own beside the library's.
//!
//! It is made for the parts of workbooks: UTF-8, no entities but the five of XML, and every mark short.

use std::io::Read;
use std::ops::Range;

use memchr::{memchr, memmem};

/// The longest mark or run of text. A cell holds 32,767 characters at most, each ten bytes at most.
const LONGEST: usize = 4 << 20;

/// How much is read at once.
const CHUNK: usize = 1 << 16;

/// A mark. What it consists of is asked of the [`Markup`] that found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The begin of an element, which may be its end as well.
    Open {
        /// Whether it is empty: `<v/>`.
        empty: bool,
    },
    /// The end of an element.
    Close,
    /// Text, with its references.
    Text,
    /// Text without references: CDATA.
    Literal,
    /// A comment, an instruction, or the XML declaration.
    Aside,
    /// The document's type.
    Doctype,
    /// The end of the part.
    End,
}

/// Why a part cannot be taken apart.
#[derive(Debug)]
pub(super) enum Fault {
    /// It could not be read.
    Io,
    /// It ends within a mark.
    Cut,
    /// It has a mark without end.
    TooLong,
    /// It is UTF-16, as XML allows and no spreadsheet program writes.
    Wide,
}

/// A part, read from its begin.
pub(super) struct Markup<R> {
    source: R,
    buffer: Vec<u8>,
    /// What of the buffer is not passed yet.
    rest: Range<usize>,
    /// The last mark, without its brackets.
    found: Range<usize>,
    /// Where the buffer begins in the part.
    offset: u64,
    over: bool,
}

impl<R: Read> Markup<R> {
    /// Of a part.
    pub(super) fn new(source: R) -> Self {
        Self { source, buffer: vec![0; CHUNK], rest: 0..0, found: 0..0, offset: 0, over: false }
    }

    /// The next mark.
    pub(super) fn next(&mut self) -> Result<Mark, Fault> {
        if self.offset == 0 && self.rest == (0..0) {
            self.fill()?;
            self.begin()?;
        }
        if self.rest.is_empty() && !self.fill()? {
            return Ok(Mark::End);
        }
        if self.buffer[self.rest.start] != b'<' {
            let (end, _) = self.until(b"<", 0, true)?;
            self.found = self.rest.start..end;
            self.rest.start = end;
            return Ok(Mark::Text);
        }
        self.mark()
    }

    /// What a text that begins with a byte order mark, or is wide, says of itself.
    fn begin(&mut self) -> Result<(), Fault> {
        while self.rest.len() < 4 && self.fill()? {}
        let head = &self.buffer[self.rest.clone()];
        if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) || head.iter().take(4).any(|b| *b == 0) {
            return Err(Fault::Wide);
        }
        if head.starts_with("\u{feff}".as_bytes()) {
            self.rest.start += 3;
        }
        Ok(())
    }

    fn mark(&mut self) -> Result<Mark, Fault> {
        while self.rest.len() < 9 && self.fill()? {}
        let head = &self.buffer[self.rest.clone()];
        let (opening, closing, mark): (usize, &[u8], Mark) = match head.get(1) {
            Some(b'/') => (2, b">", Mark::Close),
            Some(b'?') => (2, b"?>", Mark::Aside),
            Some(b'!') if head.starts_with(b"<!--") => (4, b"-->", Mark::Aside),
            Some(b'!') if head.starts_with(b"<![CDATA[") => (9, b"]]>", Mark::Literal),
            Some(b'!') => (2, b">", Mark::Doctype),
            _ => return self.open(),
        };
        let (end, after) = self.until(closing, opening, false)?;
        self.found = self.rest.start + opening..end;
        self.rest.start = after;
        Ok(mark)
    }

    /// The begin of an element: `>` may stand within a value of an attribute.
    fn open(&mut self) -> Result<Mark, Fault> {
        let mut from = 1;
        loop {
            let (end, after) = self.until(b">", from, false)?;
            let mark = &self.buffer[self.rest.start + 1..end];
            if is_whole(mark) {
                let empty = mark.last() == Some(&b'/');
                self.found = self.rest.start + 1..end - usize::from(empty);
                self.rest.start = after;
                return Ok(Mark::Open { empty });
            }
            from = after - self.rest.start;
        }
    }

    /// Where something begins in the buffer that stands behind the first bytes of the rest, and where it
    /// ends. At the end of the part it may be missing, if that is `open`.
    fn until(&mut self, what: &[u8], from: usize, open: bool) -> Result<(usize, usize), Fault> {
        let mut from = from;
        loop {
            let rest = &self.buffer[self.rest.clone()];
            let found = match what {
                [byte] => rest.get(from..).and_then(|rest| memchr(*byte, rest)),
                _ => rest.get(from..).and_then(|rest| memmem::find(rest, what)),
            };
            if let Some(at) = found {
                let at = self.rest.start + from + at;
                return Ok((at, at + what.len()));
            }
            // What is looked for may have begun.
            from = from.max((rest.len() + 1).saturating_sub(what.len()));
            if rest.len() > LONGEST {
                return Err(Fault::TooLong);
            }
            if !self.fill()? {
                return if open { Ok((self.rest.end, self.rest.end)) } else { Err(Fault::Cut) };
            }
        }
    }

    /// Reads on; false at the end.
    fn fill(&mut self) -> Result<bool, Fault> {
        if self.over {
            return Ok(false);
        }
        self.buffer.copy_within(self.rest.clone(), 0);
        self.offset += self.rest.start as u64;
        self.rest = 0..self.rest.len();
        if self.buffer.len() - self.rest.end < CHUNK / 2 {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let read = self.source.read(&mut self.buffer[self.rest.end..]).map_err(|_| Fault::Io)?;
        self.rest.end += read;
        self.over = read == 0;
        Ok(read > 0)
    }

    /// What was read already of what is not passed yet.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.buffer[self.rest.clone()]
    }

    /// Passes so many bytes of that, which are whole marks.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.rest.start = (self.rest.start + bytes).min(self.rest.end);
    }

    /// What the last mark consists of: the name and the attributes of an element, or the text.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.found.clone()]
    }

    /// Where that stands in the part.
    pub(super) const fn at(&self) -> u64 {
        self.offset + self.found.start as u64
    }

    /// Where the next mark stands in the part.
    pub(super) const fn behind(&self) -> u64 {
        self.offset + self.rest.start as u64
    }

    /// The element of the last mark.
    pub(super) fn element(&self) -> Element<'_> {
        Element::of(self.bytes())
    }
}

/// Whether the begin of an element is whole: no value of an attribute is open.
fn is_whole(mark: &[u8]) -> bool {
    let mut open = None;
    for byte in mark {
        match open {
            None if matches!(byte, b'"' | b'\'') => open = Some(byte),
            Some(quote) if byte == quote => open = None,
            _ => {}
        }
    }
    open.is_none()
}

/// An element's name and attributes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'m> {
    /// The prefix of its name; empty without one.
    pub(super) prefix: &'m [u8],
    /// Its name without the prefix.
    pub(super) name: &'m [u8],
    attributes: &'m [u8],
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'m> {
    /// The prefix of its name; empty without one.
    pub(super) prefix: &'m [u8],
    /// Its name without the prefix.
    pub(super) name: &'m [u8],
    /// Its value, with its references.
    pub(super) value: &'m [u8],
    /// Where its name begins, counted from the begin of the element's.
    pub(super) from: usize,
    /// Where its value begins, counted likewise.
    pub(super) at: usize,
}

impl<'m> Element<'m> {
    fn of(mark: &'m [u8]) -> Self {
        let end = mark.iter().position(u8::is_ascii_whitespace).unwrap_or(mark.len());
        let (prefix, name) = split(&mark[..end]);
        Self { prefix, name, attributes: &mark[end..] }
    }

    /// Its attributes, in their order. What is none ends them.
    pub(super) fn attributes(self) -> impl Iterator<Item = Attribute<'m>> + use<'m> {
        let (all, before) =
            (self.attributes, self.prefix.len() + usize::from(!self.prefix.is_empty()) + self.name.len());
        let mut at = 0;
        std::iter::from_fn(move || {
            at += all[at..].iter().position(|byte| !byte.is_ascii_whitespace())?;
            let from = before + at;
            let equals = at + all[at..].iter().position(|byte| *byte == b'=')?;
            let (prefix, name) = split(all[at..equals].trim_ascii());
            let quote = equals + 1 + all[equals + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
            let sign = all[quote];
            if !matches!(sign, b'"' | b'\'') {
                return None;
            }
            let end = quote + 1 + all[quote + 1..].iter().position(|byte| *byte == sign)?;
            at = end + 1;
            Some(Attribute { prefix, name, value: &all[quote + 1..end], from, at: before + quote + 1 })
        })
    }

    /// The value of the attribute without a prefix of this name, with its references resolved.
    pub(super) fn value(self, name: &str) -> Option<String> {
        let found = self.attributes().find(|one| one.prefix.is_empty() && one.name == name.as_bytes())?;
        let mut text = String::new();
        resolve(found.value, &mut text);
        Some(text)
    }
}

fn split(name: &[u8]) -> (&[u8], &[u8]) {
    name.iter().position(|byte| *byte == b':').map_or((&name[..0], name), |at| (&name[..at], &name[at + 1..]))
}

/// Appends text whose references are resolved and whose line ends are one sign each. False if a reference
/// is unknown, or the text is not UTF-8; it is appended as it stands then.
pub(super) fn resolve(raw: &[u8], text: &mut String) -> bool {
    let Ok(raw) = std::str::from_utf8(raw) else {
        text.push_str(&String::from_utf8_lossy(raw));
        return false;
    };
    let mut rest = raw;
    let mut sound = true;
    while let Some(at) = memchr::memchr2(b'&', b'\r', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\r') {
            text.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
            continue;
        }
        if let Some((c, after)) = reference(rest) {
            text.push(c);
            rest = after;
        } else {
            sound = false;
            text.push('&');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    sound
}

/// The character of a reference at the begin of a text, and what follows it.
fn reference(text: &str) -> Option<(char, &str)> {
    let (name, after) = text.strip_prefix('&')?.split_once(';')?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let digits =
                |text: &str, radix| text.chars().all(|c| c.is_digit(radix)).then(|| u32::from_str_radix(text, radix));
            let code = number.strip_prefix('x').map_or_else(|| digits(number, 10), |hex| digits(hex, 16));
            char::from_u32(code?.ok()?)?
        }
    };
    Some((c, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::workbook::xlsx::slow::Slow;

    fn marks(source: impl Read) -> Vec<(Mark, String, u64)> {
        let mut markup = Markup::new(source);
        let mut marks = Vec::new();
        loop {
            let mark = markup.next().expect("a mark");
            if mark == Mark::End {
                return marks;
            }
            marks.push((mark, String::from_utf8_lossy(markup.bytes()).into_owned(), markup.at()));
        }
    }

    #[test]
    fn every_mark_is_found_however_it_comes() {
        let text = "\u{feff}<?xml version='1.0'?><a b=\"1>2\"><!-- <c> --><d e='\"'/>x &amp; y<![CDATA[<f>]]></a>\n";
        let found = marks(text.as_bytes());
        assert_eq!(found, marks(Slow(text.as_bytes())));
        let said: Vec<(Mark, &str)> = found.iter().map(|(mark, text, _)| (*mark, text.as_str())).collect();
        assert_eq!(
            said,
            [
                (Mark::Aside, "xml version='1.0'"),
                (Mark::Open { empty: false }, "a b=\"1>2\""),
                (Mark::Aside, " <c> "),
                (Mark::Open { empty: true }, "d e='\"'"),
                (Mark::Text, "x &amp; y"),
                (Mark::Literal, "<f>"),
                (Mark::Close, "a"),
                (Mark::Text, "\n"),
            ]
        );
        for (_, said, at) in &found {
            let at = usize::try_from(*at).expect("an offset");
            assert_eq!(&text[at..at + said.len()], said);
        }
    }

    #[test]
    fn attributes_are_told_apart() {
        let element = Element::of(b"x:c r = 'A1' xml:space=\"a&amp;b\"  s=\"&#49;\"");
        assert_eq!((element.prefix, element.name), (&b"x"[..], &b"c"[..]));
        assert_eq!(element.value("r").as_deref(), Some("A1"));
        assert_eq!(element.value("s").as_deref(), Some("1"));
        assert_eq!(element.value("space"), None);
        let mark = b"x:c r = 'A1' xml:space=\"a&amp;b\"  s=\"&#49;\"";
        for one in element.attributes() {
            assert_eq!(&mark[one.at..one.at + one.value.len()], one.value);
        }
    }

    #[test]
    fn what_breaks_off_or_is_wide_is_no_part() {
        for text in ["<a", "<a b='>", "<!-- a --", "<![CDATA[a]]", "<a b=\"'"] {
            let mut markup = Markup::new(text.as_bytes());
            assert!(matches!(markup.next(), Err(Fault::Cut)), "{text}");
        }
        assert!(matches!(Markup::new(&[0xff, 0xfe, b'<', 0][..]).next(), Err(Fault::Wide)));
        assert!(matches!(Markup::new(&[0, b'<', 0, b'a'][..]).next(), Err(Fault::Wide)));
    }

    #[test]
    fn references_and_line_ends_are_resolved() {
        let mut text = String::new();
        assert!(resolve(b"a&#49;&#x42;\r\nb\rc&lt;", &mut text));
        assert_eq!(text, "a1B\nb\nc<");
        for unknown in ["&nbsp;", "&", "&#xD800;", "&#+1;", "&#;"] {
            let mut text = String::new();
            assert!(!resolve(unknown.as_bytes(), &mut text), "{unknown}");
            assert_eq!(text, unknown);
        }
    }
}
