//! XML as a panel writes it, read under limits. A document that is not whole is none. Pure.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::element::Element;

/// Deeper documents are not a panel's.
const DEEPEST: usize = 32;

/// Documents with more elements are not a panel's.
const MOST: usize = 2_000_000;

/// Reads a whole document: one `<doc>` root, closed, nothing behind it. A DOCTYPE is refused.
pub(super) fn parse(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    let mut count = 0_usize;
    loop {
        let event = reader.read_event().ok()?;
        match event {
            Event::Start(start) if root.is_none() && open.len() < DEEPEST => {
                count += 1;
                open.push(element(&start)?);
            }
            Event::Empty(start) if root.is_none() && open.len() < DEEPEST => {
                count += 1;
                place(element(&start)?, &mut open, &mut root);
            }
            Event::End(_) => {
                let closed = open.pop()?;
                place(closed, &mut open, &mut root);
            }
            Event::Text(text) => append(&mut open, &text)?,
            Event::CData(text) => append(&mut open, &text)?,
            Event::GeneralRef(name) => {
                let resolved = match name.resolve_char_ref().ok()? {
                    Some(c) => c.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name)?.to_owned(),
                };
                append(&mut open, &resolved)?;
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => break,
            Event::Start(_) | Event::Empty(_) | Event::DocType(_) => return None,
        }
        if count > MOST {
            return None;
        }
    }
    root.filter(|root| open.is_empty() && root.name == "doc")
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = start.name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.as_ref().to_owned();
        attributes.push((key, quick_xml::escape::unescape(&attribute.value).ok()?.into_owned()));
    }
    Some(Element { name, attributes, ..Element::default() })
}

fn place(closed: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(closed),
        None => *root = Some(closed),
    }
}

/// Text outside the root may only be white space.
fn append(open: &mut [Element], text: &str) -> Option<()> {
    match open.last_mut() {
        Some(element) => element.text += text,
        None if text.trim().is_empty() => {}
        None => return None,
    }
    Some(())
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
        assert_eq!(parse(&format!("{}{}", "<doc>".repeat(1000), "</doc>".repeat(1000))), None);
    }

    #[test]
    fn text_and_attributes_are_unescaped() {
        let doc = parse("<doc><a b='1 &lt; 2'>x &amp; &#1078;<![CDATA[<y>]]></a></doc>").expect("a document");
        let a = doc.child("a").expect("an element");
        assert_eq!(a.attribute("b"), Some("1 < 2"));
        assert_eq!(a.text, "x & ж<y>");
    }
}
