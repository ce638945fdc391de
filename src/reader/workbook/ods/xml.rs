//! The XML of a part, element by element: strict, with every name in its namespace. What a spreadsheet
//! program would not open is refused here, and nothing is read of it.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::reader::error::{Damage, PartDamage};

/// No program nests its elements so deep.
const DEEPEST: u32 = 500;

/// No element has so many attributes. Each is compared with those before it.
const MOST: usize = 500;

/// The namespaces that say something of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Office,
    Table,
    Text,
    Style,
    Number,
    Fo,
    Calcext,
    Draw,
    Other,
}

const SPACES: [(&str, Space); 9] = [
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", Space::Office),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Space::Table),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Space::Text),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", Space::Style),
    ("urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", Space::Number),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", Space::Fo),
    ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Space::Calcext),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", Space::Draw),
    ("urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0", Space::Draw),
];

/// What the prefixes of a part mean, as its first element says.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(Vec<(String, Space)>);

impl Names {
    fn of(&self, prefix: &str) -> Space {
        self.0.iter().find(|(known, _)| known == prefix).map_or(Space::Other, |(_, space)| *space)
    }

    /// Whether the prefixes are the usual ones, which is all that some programs look at.
    pub(super) fn are_usual(&self) -> bool {
        let usual = [("office", Space::Office), ("table", Space::Table), ("text", Space::Text)];
        let only = |space: Space| self.0.iter().filter(|(_, known)| *known == space).count() == 1;
        usual.iter().all(|(prefix, space)| self.of(prefix) == *space && only(*space))
    }
}

/// An element that begins.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    pub(super) space: Space,
    attributes: Vec<Attribute>,
}

/// An attribute that may count. Where its name and its value stand among the others is enough, unless the
/// value holds references.
struct Attribute {
    space: Space,
    local: Range<usize>,
    value: Range<usize>,
    resolved: Option<String>,
}

impl Element<'_> {
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    pub(super) fn is(&self, space: Space, local: &str) -> bool {
        self.space == space && self.local() == local
    }

    /// The value of an attribute.
    pub(super) fn get(&self, space: Space, local: &str) -> Option<&str> {
        let raw = self.start.attributes_raw();
        let found = self.attributes.iter().find(|of| of.space == space && raw.get(of.local.clone()) == Some(local))?;
        found.resolved.as_deref().or_else(|| raw.get(found.value.clone()))
    }
}

/// What comes next.
pub(super) enum Token<'x> {
    Start(Element<'x>),
    End,
    /// Text, and whether it stands there in a way that simple readers do not see.
    Text(Cow<'x, str>, bool),
}

/// A part that is being read.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    part: &'static str,
    names: Names,
    depth: u32,
}

impl<'x> Xml<'x> {
    /// Begins a part; what its first element is.
    pub(super) fn open(document: &'x str, part: &'static str) -> Result<(Self, Element<'x>), Damage> {
        // A character that no XML can hold.
        if document.bytes().any(|byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) {
            return Err(PartDamage::Unclear { part: part.to_owned(), at: None }.into());
        }
        let mut xml = Self::at(document, part, Names::default());
        loop {
            match xml.token()? {
                Some(Token::Start(root)) => return Ok((xml, root)),
                Some(Token::Text(text, false)) if text.trim().is_empty() => {}
                Some(Token::End | Token::Text(..)) | None => return Err(xml.bad()),
            }
        }
    }

    /// Goes on with a piece of a part whose names are known.
    pub(super) fn at(piece: &'x str, part: &'static str, names: Names) -> Self {
        let mut reader = Reader::from_str(piece);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().check_comments = true;
        Self { reader, part, names, depth: 0 }
    }

    pub(super) const fn names(&self) -> &Names {
        &self.names
    }

    /// How many bytes were read.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next token inside of what was begun.
    pub(super) fn next(&mut self) -> Result<Token<'x>, Damage> {
        self.token()?.ok_or(Damage::CutOff)
    }

    /// Whether nothing but white space follows.
    pub(super) fn is_over(&mut self) -> Result<bool, Damage> {
        loop {
            match self.token()? {
                Some(Token::Text(text, _)) if text.trim().is_empty() => {}
                found => return Ok(found.is_none()),
            }
        }
    }

    /// The next child of the element that is open; none at its end. Text between children is nothing.
    pub(super) fn child(&mut self) -> Result<Option<Element<'x>>, Damage> {
        loop {
            match self.next()? {
                Token::Start(element) => return Ok(Some(element)),
                Token::End => return Ok(None),
                Token::Text(..) => {}
            }
        }
    }

    /// Passes over what is left of the element that is open; whether a table stands in it.
    pub(super) fn skip(&mut self) -> Result<bool, Damage> {
        let (outside, mut table) = (self.depth - 1, false);
        while self.depth > outside {
            if let Token::Start(element) = self.next()? {
                table |= element.space == Space::Table && element.local().starts_with("table");
            }
        }
        Ok(table)
    }

    /// The text of the element that is open, to its end.
    pub(super) fn text(&mut self) -> Result<String, Damage> {
        let (outside, mut all) = (self.depth - 1, String::new());
        while self.depth > outside {
            if let Token::Text(text, _) = self.next()? {
                all += &text;
            }
        }
        Ok(all)
    }

    /// Says that the part is not what it should be.
    pub(super) fn bad(&self) -> Damage {
        PartDamage::Unclear { part: self.part.to_owned(), at: None }.into()
    }

    /// None at the end of the part.
    fn token(&mut self) -> Result<Option<Token<'x>>, Damage> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                // It ends inside of a tag, a comment or the like.
                Err(quick_xml::Error::Syntax(_)) => return Err(Damage::CutOff),
                Err(_) => return Err(self.bad()),
            };
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.bad());
                    }
                    Token::Start(self.element(start)?)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::End
                }
                Event::Text(text) => {
                    let text = text.xml10_content();
                    if text.contains("]]>") {
                        return Err(self.bad());
                    }
                    Token::Text(text, false)
                }
                Event::CData(text) => Token::Text(text.xml10_content(), true),
                Event::GeneralRef(reference) => Token::Text(self.reference(&reference)?, false),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
                Event::DocType(_) => return Err(Damage::Doctype(self.part.to_owned())),
                Event::Eof if self.depth > 0 => return Err(Damage::CutOff),
                Event::Eof => return Ok(None),
            }));
        }
    }

    fn reference(&self, reference: &quick_xml::events::BytesRef<'x>) -> Result<Cow<'x, str>, Damage> {
        if let Some(text) = resolve_xml_entity(reference) {
            return Ok(Cow::Borrowed(text));
        }
        let is_text = |c: &char| *c >= ' ' || matches!(c, '\t' | '\n' | '\r');
        let found = reference.resolve_char_ref().ok().flatten().filter(is_text);
        found.map(|c| Cow::Owned(c.to_string())).ok_or_else(|| self.bad())
    }

    fn element(&mut self, start: BytesStart<'x>) -> Result<Element<'x>, Damage> {
        let raw = start.attributes_raw();
        let root = self.depth == 1 && self.names.0.is_empty();
        if root || raw.contains("xmlns") {
            self.declared(&start, root)?;
        }
        let mut attributes: Vec<Attribute> = Vec::new();
        for (count, attribute) in start.attributes().enumerate() {
            let attribute = attribute.map_err(|_| self.bad())?;
            let value = unescape(&attribute.value).map_err(|_| self.bad())?;
            if attribute.value.contains('<') || count > MOST {
                return Err(self.bad());
            }
            let Some((prefix, local)) = attribute.key.into_inner().split_once(':') else { continue };
            let space = self.names.of(prefix);
            // Under two prefixes of one namespace, an attribute can be there twice all the same.
            if attributes.iter().any(|other| other.space == space && raw.get(other.local.clone()) == Some(local)) {
                return Err(self.bad());
            }
            if space != Space::Other {
                let resolved = (attribute.value.contains('&')).then(|| value.into_owned());
                let (local, value) = (within(raw, local), within(raw, &attribute.value));
                attributes.push(Attribute { space, local, value, resolved });
            }
        }
        let name = start.name().into_inner();
        let space = self.names.of(name.split_once(':').map_or("", |(prefix, _)| prefix));
        Ok(Element { start, space, attributes })
    }

    /// Takes the names that an element declares. Those that count are declared once, at the beginning.
    fn declared(&mut self, start: &BytesStart<'_>, root: bool) -> Result<(), Damage> {
        for attribute in start.attributes().take(MOST) {
            let attribute = attribute.map_err(|_| self.bad())?;
            let prefix = match attribute.key.into_inner() {
                "xmlns" => "",
                key => match key.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            let value = unescape(&attribute.value).map_err(|_| self.bad())?;
            let space = SPACES.iter().find(|(uri, _)| *uri == value).map_or(Space::Other, |(_, space)| *space);
            if root {
                self.names.0.push((prefix.to_owned(), space));
            } else if self.names.of(prefix) != space {
                return Err(PartDamage::Unclear { part: self.part.to_owned(), at: None }.into());
            }
        }
        Ok(())
    }
}

/// Where a piece of a text stands in it.
fn within(text: &str, piece: &str) -> Range<usize> {
    let from = (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    from..from.saturating_add(piece.len())
}
