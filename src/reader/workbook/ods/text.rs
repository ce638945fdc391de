//! The text that a person sees in a cell of an `.ods`: its paragraphs, without what only lies over it.

use super::styles::Styles;
use super::xml::{Element, Space, Token, Xml};
use crate::reader::error::Damage;

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that a cell can have")]
pub(super) struct Said {
    /// Its paragraphs, if there are any.
    pub(super) text: Option<String>,
    /// Whether simple readers take something else for its text.
    pub(super) hard: bool,
    /// Whether there is something that a spreadsheet program may show or not, and its text.
    pub(super) odd: bool,
    pub(super) aside: String,
    pub(super) comment: bool,
    /// Whether some of it is struck out.
    pub(super) struck: bool,
    /// Whether simple readers lose their way in it: a table stands in it, or spaces without end.
    pub(super) wild: bool,
}

impl Said {
    /// Takes text that a spreadsheet program may show or not.
    fn doubt(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.odd = true;
            self.aside += text.trim();
        }
    }
}

/// Fields that stand for text, and what only marks a place or formats text.
const SEEN: [&str; 21] = [
    "span",
    "a",
    "meta",
    "ruby",
    "ruby-base",
    "sheet-name",
    "date",
    "time",
    "title",
    "file-name",
    "page-number",
    "page-count",
    "author-name",
    "author-initials",
    "bookmark",
    "bookmark-start",
    "bookmark-end",
    "soft-page-break",
    "s",
    "tab",
    "line-break",
];

/// The text while it is put together.
#[derive(Default)]
struct Building {
    said: Said,
    paragraph: String,
    /// For each open element of the paragraph: whether its text is struck out.
    open: Vec<bool>,
}

/// Reads the cell that is open, to its end.
pub(super) fn said(xml: &mut Xml<'_>, styles: &Styles) -> Result<Said, Damage> {
    let mut building = Building::default();
    loop {
        match xml.next()? {
            Token::End => break,
            Token::Text(text, _) => building.said.doubt(&text),
            Token::Start(element) if element.is(Space::Text, "p") => building.paragraph(xml, styles)?,
            Token::Start(element) if element.is(Space::Office, "annotation") => {
                building.said.comment = true;
                xml.skip()?;
            }
            // Lists and headings are for texts; a spreadsheet program shows them or not.
            Token::Start(element) if matches!(element.space, Space::Text | Space::Table) => {
                building.said.wild |= element.space == Space::Table;
                building.said.hard = true;
                building.said.doubt(&xml.text()?);
            }
            Token::Start(element) => building.over(xml, &element)?,
        }
    }
    Ok(building.said)
}

impl Building {
    /// Reads the paragraph that is open, to its end.
    fn paragraph(&mut self, xml: &mut Xml<'_>, styles: &Styles) -> Result<(), Damage> {
        self.paragraph.clear();
        self.open.clear();
        loop {
            match xml.next()? {
                Token::Text(text, hard) => {
                    self.said.hard |= hard;
                    self.said.struck |= !text.trim().is_empty() && self.open.last() == Some(&true);
                    for c in text.chars() {
                        // White space that stands in the file only separates.
                        match c {
                            ' ' | '\t' | '\n' | '\r' if self.paragraph.is_empty() => {}
                            ' ' | '\t' | '\n' | '\r' if self.paragraph.ends_with([' ', '\n']) => {}
                            ' ' | '\t' | '\n' | '\r' => self.paragraph.push(' '),
                            _ => self.paragraph.push(c),
                        }
                    }
                }
                Token::Start(element) => self.inside(xml, &element, styles)?,
                Token::End if self.open.is_empty() => break,
                Token::End => {
                    self.open.pop();
                }
            }
        }
        // Spaces that are meant are elements, and stand in the text as those that do not break.
        let text = self.paragraph.trim_end_matches(' ').replace(SPACE, " ");
        match &mut self.said.text {
            Some(all) => {
                all.push('\n');
                *all += &text;
            }
            none => *none = Some(text),
        }
        Ok(())
    }

    /// Takes an element that begins in the paragraph.
    fn inside(&mut self, xml: &mut Xml<'_>, element: &Element<'_>, styles: &Styles) -> Result<(), Damage> {
        if element.is(Space::Office, "annotation") {
            self.said.comment = true;
            xml.skip()?;
            return Ok(());
        }
        if element.space != Space::Text || element.local() == "note" {
            return self.over(xml, element);
        }
        if element.local() == "ruby-text" {
            self.said.hard = true;
            xml.skip()?;
            return Ok(());
        }
        match element.local() {
            "s" => {
                let count = element.get(Space::Text, "c").map_or(Some(1), |count| count.trim().parse().ok());
                // So many that a reader which believes it may run out of memory.
                let many = count.is_none_or(|count: usize| count > MOST);
                (self.said.odd, self.said.wild) = (self.said.odd || many, self.said.wild || many);
                self.paragraph.extend(std::iter::repeat_n(SPACE, count.unwrap_or(1).min(MOST)));
            }
            "tab" => self.paragraph.push('\t'),
            "line-break" => self.paragraph.push('\n'),
            local => self.said.odd |= !SEEN.contains(&local),
        }
        let outer = self.open.last().copied().unwrap_or_default();
        self.open.push(outer || styles.strikes(element.get(Space::Text, "style-name")));
        Ok(())
    }

    /// Passes over what is no text of the cell: shapes lie over it, notes stand elsewhere. What is not known
    /// may be shown or not.
    fn over(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Damage> {
        self.said.hard = true;
        if element.space == Space::Other {
            self.said.doubt(&xml.text()?);
        } else {
            self.said.wild |= xml.skip()?;
        }
        Ok(())
    }
}

/// Stands for a space that is meant, while the others are left out. No XML can hold it.
const SPACE: char = '\u{1}';

/// The most spaces that one element stands for.
const MOST: usize = 1024;
