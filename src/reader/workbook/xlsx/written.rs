//! Text as a workbook writes it: of one piece or of runs, and with escapes of its own.

use std::borrow::Cow;
use std::io::Read;

use super::markup::{Fault, Mark, resolve};
use super::spaces::Spaces;

/// What a text in runs is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Runs {
    /// Whether every reference in it is known.
    pub(super) resolved: bool,
    /// Whether some of it is struck out.
    pub(super) struck: bool,
}

/// Appends the text of the element that the last mark began, as far as people see it: not what tells how
/// words are pronounced.
pub(super) fn runs<R: Read>(part: &mut Spaces<R>, text: &mut String) -> Result<Runs, Fault> {
    let outside = part.depth() - 1;
    let mut found = Runs { resolved: true, struck: false };
    let mut own = String::new();
    loop {
        match part.next()? {
            Mark::Open { .. } => match part.name() {
                Some([b't']) => {
                    let kept = part.element().attributes().any(|one| one.name == b"space" && one.value == b"preserve");
                    own.clear();
                    found.resolved &= content(part, &mut own)?.resolved;
                    let run = if kept { &own } else { own.trim_matches([' ', '\t', '\r', '\n']) };
                    text.push_str(&unescaped(run));
                }
                // A run holds the same, and how it looks; anything else is no text.
                Some([b'r'] | b"rPr") => {}
                Some(b"strike") => {
                    let no = part.element().value("val");
                    found.struck |= no.is_none_or(|no| !matches!(no.trim(), "0" | "false" | "off"));
                    part.skip()?;
                }
                _ => part.skip()?,
            },
            Mark::Close if part.depth() == outside => return Ok(found),
            Mark::End => return Err(Fault::Cut),
            _ => {}
        }
    }
}

/// What the text of an element is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Content {
    /// Whether every reference in it is known.
    pub(super) resolved: bool,
    /// Whether it stands in one piece, without comments, CDATA or references.
    pub(super) plain: bool,
}

/// Appends the text of the element that the last mark began.
pub(super) fn content<R: Read>(part: &mut Spaces<R>, text: &mut String) -> Result<Content, Fault> {
    let outside = part.depth() - 1;
    let mut found = Content { resolved: true, plain: true };
    loop {
        match part.next()? {
            Mark::Text => {
                found.resolved &= resolve(part.bytes(), text);
                found.plain &= memchr::memchr(b'&', part.bytes()).is_none();
            }
            Mark::Literal => {
                let Ok(literal) = std::str::from_utf8(part.bytes()) else { return Err(Fault::Cut) };
                text.push_str(literal);
                found.plain = false;
            }
            Mark::Open { .. } => {
                part.skip()?;
                found.plain = false;
            }
            Mark::Close if part.depth() == outside => return Ok(found),
            Mark::Aside | Mark::Doctype => found.plain = false,
            Mark::Close => {}
            Mark::End => return Err(Fault::Cut),
        }
    }
}

/// Text whose escapes are resolved: `_x000D_` is one character, and `_x005F_` an underscore.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr::memmem::find(text.as_bytes(), b"_x").is_none() {
        return text.into();
    }
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(unit) = escape(rest) {
            units.push(unit);
            rest = &rest[7..];
        } else {
            units.extend_from_slice(first.encode_utf16(&mut [0; 2]));
            rest = &rest[first.len_utf8()..];
        }
    }
    String::from_utf16_lossy(&units).into()
}

fn escape(text: &str) -> Option<u16> {
    let hex = text.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    hex.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(hex, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(xml: &str) -> String {
        let mut part = Spaces::new(xml.as_bytes());
        assert_eq!(part.next().expect("a mark"), Mark::Open { empty: xml.ends_with("/>") });
        let mut text = String::new();
        assert!(runs(&mut part, &mut text).expect("a text").resolved);
        text
    }

    #[test]
    fn a_text_is_what_people_see_of_it() {
        assert_eq!(text("<si><t> a </t></si>"), "a");
        assert_eq!(text("<si><t xml:space=\"preserve\"> a </t></si>"), " a ");
        assert_eq!(text("<si><r><rPr><b/></rPr><t>KVM</t></r><r><t xml:space='preserve'> 2</t></r></si>"), "KVM 2");
        assert_eq!(text("<si><t>東</t><rPh sb='0' eb='1'><t>ひがし</t></rPh><phoneticPr/></si>"), "東");
        assert_eq!(text("<is><t>a<![CDATA[<b>]]><!-- c -->&amp;</t><extLst><t>x</t></extLst></is>"), "a<b>&");
        assert_eq!(text("<si/>"), "");
    }

    #[test]
    fn a_text_tells_whether_some_of_it_is_struck_out() {
        for (xml, struck) in [
            ("<si><r><rPr><strike/></rPr><t>a</t></r><r><t>b</t></r></si>", true),
            ("<si><r><rPr><strike val=\"0\"/></rPr><t>a</t></r></si>", false),
            ("<si><r><rPr><b/></rPr><t>a</t></r></si>", false),
        ] {
            let mut part = Spaces::new(xml.as_bytes());
            part.next().expect("a mark");
            assert_eq!(runs(&mut part, &mut String::new()).expect("a text").struck, struck, "{xml}");
        }
    }

    #[test]
    fn escapes_are_characters() {
        for (written, meant) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "😀"),
            ("_xD83D_", "\u{fffd}"),
            ("_x00_", "_x00_"),
            ("snake_xcase", "snake_xcase"),
            ("_x+041_", "_x+041_"),
        ] {
            assert_eq!(unescaped(written), meant, "{written}");
        }
    }
}
