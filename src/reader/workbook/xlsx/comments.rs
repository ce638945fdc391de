//! The comments of a sheet: those of people, and not the notes that this program puts on cells.

use super::markup::Mark;
use super::spaces::Spaces;
use super::trouble::Trouble;
use super::written::{content, runs};
use crate::sheet::names::is_own_note;

/// The addresses of the cells that people commented, of a part with comments.
pub(super) fn of_people(part: &[u8]) -> Result<Vec<String>, Trouble> {
    let mut spaces = Spaces::new(part);
    let (mut authors, mut cells): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    // The comment that is being read: its cell, its author, its text.
    let mut open: Option<(String, usize, String)> = None;
    loop {
        match spaces.next()? {
            Mark::Open { .. } => match spaces.name() {
                Some(b"author") => {
                    let mut author = String::new();
                    content(&mut spaces, &mut author)?;
                    authors.push(author);
                }
                Some(b"comment") => {
                    let element = spaces.element();
                    let author = element.value("authorId").and_then(|id| id.trim().parse().ok());
                    let comment = element.value("ref").map(|at| (at, author.unwrap_or(usize::MAX), String::new()));
                    cells.extend(closed(std::mem::replace(&mut open, comment), &authors));
                }
                Some(b"text") => {
                    let mut text = String::new();
                    runs(&mut spaces, &mut text)?;
                    if let Some((_, _, known)) = &mut open {
                        known.push_str(&text);
                    }
                }
                _ => {}
            },
            Mark::End => {
                cells.extend(closed(open, &authors));
                return Ok(cells);
            }
            Mark::Close | Mark::Text | Mark::Literal | Mark::Aside | Mark::Doctype => {}
        }
    }
}

/// The cell of a comment, unless it is one of this program's.
fn closed(comment: Option<(String, usize, String)>, authors: &[String]) -> Option<String> {
    let (at, author, text) = comment?;
    let author = authors.get(author).map_or("", String::as_str);
    (!is_own_note(author, &text)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_people_are_told_from_our_notes() {
        let part = r#"<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            <authors><author>vdsbatch</author><author>Анна</author><author/></authors><commentList>
            <comment ref="A2" authorId="0"><text><r><t>must be filled</t></r></text></comment>
            <comment ref="B2" authorId="1"><text><r><rPr><b/></rPr><t>Анна:</t></r><r><t> отменено</t></r></text></comment>
            <comment ref="C2" authorId="2"><text><t>E010 unknown tariff `x`</t></text></comment>
            <comment ref="D2" authorId="7"><text><t>see E010</t></text></comment>
            <comment ref="E2"/></commentList></comments>"#;
        assert_eq!(of_people(part.as_bytes()).expect("comments"), ["B2", "D2", "E2"]);
    }
}
