//! XML as a panel writes it, read under limits. A document that is not whole, or not well-formed, is none. Pure.
//!
//! quick-xml parts the text into events and holds end tags against start tags; what it lets pass is checked
//! here: names, attributes, characters, and where what may stand. A reader that builds a whole tree
//! (`roxmltree`) was measured and left aside: it compares each attribute with all others of its element, so
//! that half a megabyte of them keeps it busy for seconds, and has no limit of depth.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::element::Element;

/// Deeper documents are not a panel's.
const DEEPEST: usize = 32;

/// Documents with more elements are not a panel's.
const MOST: usize = 1_000_000;

/// Elements with more attributes are not a panel's.
const MOST_ATTRIBUTES: usize = 64;

/// Reads a whole document: one `<doc>` root, closed, nothing behind it. A DOCTYPE is refused.
pub(super) fn parse(text: &str) -> Option<Element> {
    parse_each(text, None, &mut |_| ())
}

/// The same, but what stands right below the root under the name `apart` is handed on element by element, and is not
/// kept: each may be as large as a whole document. Nothing that was handed on counts before the whole has been read.
pub(super) fn parse_each(text: &str, apart: Option<&str>, each: &mut dyn FnMut(Element)) -> Option<Element> {
    if !text.chars().all(is_character) {
        return None;
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let mut tree = Tree::default();
    let mut first = true;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => tree.open(element(&start)?)?,
            Event::Empty(start) => {
                tree.open(element(&start)?)?;
                tree.close(apart, each)?;
            }
            Event::End(_) => tree.close(apart, each)?,
            // Only this end of a CDATA section may stand in it.
            Event::Text(text) if !text.contains("]]>") => tree.append(&text)?,
            Event::CData(text) => tree.inside()?.text += &text,
            Event::GeneralRef(name) => {
                let resolved = match name.resolve_char_ref().ok()? {
                    Some(c) => Some(c).filter(|c| is_character(*c))?.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name)?.to_owned(),
                };
                tree.inside()?.text += &resolved;
            }
            // Nothing may stand in front of a declaration, not even a space.
            Event::Decl(decl) if first && decl.version().is_ok() => {}
            Event::Comment(_) => {}
            Event::PI(pi) if is_name(pi.target()) && !pi.target().eq_ignore_ascii_case("xml") => {}
            Event::Eof => return tree.whole(),
            Event::Text(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => return None,
        }
        first = false;
    }
}

/// What was read so far.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
    count: usize,
    /// How many there were when the last child of the root began.
    before: usize,
}

impl Tree {
    fn open(&mut self, element: Element) -> Option<()> {
        self.count += 1;
        if self.root.is_some() || self.open.len() >= DEEPEST || self.count > MOST {
            return None;
        }
        if self.open.len() == 1 {
            self.before = self.count - 1;
        }
        self.open.push(element);
        Some(())
    }

    fn close(&mut self, apart: Option<&str>, each: &mut dyn FnMut(Element)) -> Option<()> {
        let closed = self.open.pop()?;
        let below_root = self.open.len() == 1;
        match self.open.last_mut() {
            Some(_) if below_root && apart == Some(closed.name.as_str()) => {
                self.count = self.before;
                each(closed);
            }
            Some(parent) => parent.children.push(closed),
            None => self.root = Some(closed),
        }
        Some(())
    }

    fn inside(&mut self) -> Option<&mut Element> {
        self.open.last_mut()
    }

    /// Text outside the root may only be white space.
    fn append(&mut self, text: &str) -> Option<()> {
        match self.open.last_mut() {
            Some(element) => element.text += text,
            None if text.trim_ascii().is_empty() => {}
            None => return None,
        }
        Some(())
    }

    fn whole(self) -> Option<Element> {
        self.root.filter(|root| self.open.is_empty() && root.name == "doc")
    }
}

/// An element from what stands in its tag: a name, and attributes, each once, parted by spaces.
fn element(tag: &str) -> Option<Element> {
    let end = tag.find(is_space).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(end);
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    while !rest.trim_start_matches(is_space).is_empty() {
        let (key, behind) = rest.strip_prefix(is_space)?.trim_start_matches(is_space).split_once('=')?;
        let behind = behind.trim_start_matches(is_space);
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, behind) = behind[1..].split_once(quote)?;
        let key = key.trim_end_matches(is_space);
        let again = element.attributes.iter().any(|(known, _)| known == key);
        if again || !is_name(key) || value.contains('<') || element.attributes.len() >= MOST_ATTRIBUTES {
            return None;
        }
        let value = quick_xml::escape::unescape(value).ok().filter(|value| value.chars().all(is_character))?;
        element.attributes.push((key.to_owned(), value.into_owned()));
        rest = behind;
    }
    Some(element).filter(|element| is_name(&element.name))
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether a document may hold it: no NUL and no control letters.
pub(super) const fn is_character(c: char) -> bool {
    is_space(c) || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}

pub(super) fn is_name(name: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || c == '_';
    name.starts_with(begins) && name.chars().all(|c| c.is_alphanumeric() || "_.-:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_documents_are_read() {
        assert!(parse("<?xml version=\"1.0\"?>\n<doc><ok/></doc>\n").is_some());
        for text in ["", "<doc>", "<doc><ok/>", "<doc><ok/></do", "<ok/>", "<doc/><doc/>", "<doc/>x", "x<doc/>"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("<!DOCTYPE doc [<!ENTITY a \"b\">]><doc>&a;</doc>"), None);
        assert_eq!(parse("<doc>&unknown;</doc>"), None);
    }

    #[test]
    fn a_document_that_is_not_well_formed_proves_nothing() {
        let whole = [
            "<doc><ok type = 'list'\n/></doc >",
            "<doc><!-- - --><?a b?><ok/></doc>",
            "<doc><billorder.id>5</billorder.id><пример/></doc>",
            "<doc><![CDATA[ ]] > ]]></doc>",
        ];
        for text in whole {
            assert!(parse(text).is_some(), "{text}");
        }
        let broken = [
            // Attributes that are none, or are twice.
            "<doc><ok type/></doc>",
            "<doc><ok type=list/></doc>",
            "<doc><ok type='a' type='b'/></doc>",
            "<doc><ok a='1'b='2'/></doc>",
            "<doc><ok a='<'/></doc>",
            "<doc><ok a='&x;'/></doc>",
            "<doc><ok a='&#1;'/></doc>",
            "<doc><ok ='a'/></doc>",
            "<doc><ok 1='a'/></doc>",
            // Names that are none.
            "<doc>< ok/></doc>",
            "<doc><ok/ ></doc>",
            "<doc><1ok/></doc>",
            "<doc><o$k/></doc>",
            "<doc><ok></OK></doc>",
            "<doc><ok></ok a='1'></doc>",
            // Characters that are none.
            "<doc>\0<ok/></doc>",
            "<doc>\u{1}<ok/></doc>",
            "<doc>\u{8}<ok/></doc>",
            "<doc>&#0;<ok/></doc>",
            "<doc>&#x1f;<ok/></doc>",
            "<doc>\u{ffff}<ok/></doc>",
            // What stands where it must not.
            " <?xml version='1.0'?><doc><ok/></doc>",
            "<doc><?xml version='1.0'?><ok/></doc>",
            "<?xml?><doc><ok/></doc>",
            "<?XML version='1.0'?><doc><ok/></doc>",
            "<![CDATA[ ]]><doc><ok/></doc>",
            "<doc><ok/></doc>&#32;",
            "<doc>]]><ok/></doc>",
            "<doc><!-- -- --><ok/></doc>",
            "<doc>& <ok/></doc>",
        ];
        for text in broken {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_hostile_document_is_refused_at_once() {
        let began = std::time::Instant::now();
        let many = |count: usize| (0..count).map(|n| format!(" a{n}=''")).collect::<Vec<_>>().concat();
        assert!(parse(&format!("<doc{}/>", many(MOST_ATTRIBUTES))).is_some());
        assert_eq!(parse(&format!("<doc{}/>", many(200_000))), None);
        assert_eq!(parse(&format!("{}{}", "<doc>".repeat(1000), "</doc>".repeat(1000))), None);
        assert_eq!(parse(&"<doc>".repeat(1 << 20)), None);
        assert_eq!(parse(&format!("<doc>{}</doc>", "<a/>".repeat(MOST + 1))), None);
        assert!(began.elapsed().as_secs() < 60);
    }

    #[test]
    fn text_and_attributes_are_unescaped() {
        let doc = parse("<doc><a b='1 &lt; 2'>x &amp; &#1078;<![CDATA[<y>]]></a></doc>").expect("a document");
        let a = doc.child("a").expect("an element");
        assert_eq!(a.attribute("b"), Some("1 < 2"));
        assert_eq!(a.text, "x & ж<y>");
    }
}
