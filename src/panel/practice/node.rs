//! What the practice panel says, before it is written in the form that was asked for: XML, JSON or a page. Pure.

use std::collections::BTreeMap;
use std::fmt::Display;

use quick_xml::escape::escape;
use serde_json::{Map, Value};

use super::parameters::Parameters;

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `out=xml`.
    Xml,
    /// `out=json`, and its kin: everything below `doc`, text as `$`, attributes as `$name`.
    Json,
    /// The same from panels of version 4 that are still found: no `doc`, and plain texts.
    FlatJson,
    /// The same from panels of today, where a lone row is no array.
    LoneJson,
    /// `out=bjson`, at panels of today: no `doc`, and each kind of answer in a shape of its own.
    Bjson,
    /// Anything else, and no `out` at all: a page for a browser.
    Page,
}

impl Form {
    /// The form that a request asks for.
    pub(super) fn asked(given: &Parameters, flat: bool) -> Self {
        match given.get("out").map_or("", String::as_str) {
            "xml" => Self::Xml,
            "json" | "xjson" | "sjson" if flat => Self::FlatJson,
            "json" | "xjson" | "sjson" => Self::Json,
            _ => Self::Page,
        }
    }

    /// The form that a request to a panel of today asks for.
    pub(super) fn asked_today(given: &Parameters) -> Self {
        match given.get("out").map_or("", String::as_str) {
            "xml" | "devel" => Self::Xml,
            "json" | "xjson" | "sjson" | "JSONdata" => Self::LoneJson,
            "bjson" => Self::Bjson,
            _ => Self::Page,
        }
    }
}

/// A part of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) name: String,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) children: Vec<Self>,
    pub(super) text: String,
}

impl Node {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// A part that is a text and no more.
    pub(super) fn text(name: &str, text: impl Display) -> Self {
        Self { text: text.to_string(), ..Self::new(name) }
    }

    pub(super) fn attribute(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    pub(super) fn with(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    pub(super) fn value_of(&self, attribute: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == attribute).map(|(_, value)| value.as_str())
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The whole document as XML.
    pub(super) fn xml(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", self.element())
    }

    fn element(&self) -> String {
        let Self { name, text, .. } = self;
        let attribute = |(name, value): &(&str, String)| format!(" {name}=\"{}\"", escape(value.as_str()));
        let attributes: String = self.attributes.iter().map(attribute).collect();
        if self.children.is_empty() && text.is_empty() {
            return format!("<{name}{attributes}/>");
        }
        let children: String = self.children.iter().map(Self::element).collect();
        format!("<{name}{attributes}>{children}{}</{name}>", escape(text.as_str()))
    }

    /// The whole document as JSON; a lone row is an array or not.
    pub(super) fn json(&self, lone: bool) -> String {
        let mut whole = Map::new();
        whole.insert(self.name.clone(), self.value(lone));
        Value::Object(whole).to_string()
    }

    fn value(&self, lone: bool) -> Value {
        let mut members = self.members(lone, |child| child.value(lone));
        members.extend(self.attributes.iter().map(|(name, value)| (format!("${name}"), Value::from(value.as_str()))));
        if !self.text.is_empty() || members.is_empty() {
            members.insert("$".to_owned(), Value::from(self.text.as_str()));
        }
        Value::Object(members)
    }

    /// The whole document as flat JSON.
    pub(super) fn flat_json(&self) -> String {
        self.flat().to_string()
    }

    fn flat(&self) -> Value {
        if self.children.is_empty() && self.attributes.is_empty() && self.name != "doc" {
            return Value::from(self.text.as_str());
        }
        // A session is its id.
        if let ("auth", [("id", id)]) = (self.name.as_str(), self.attributes.as_slice()) {
            return Value::from(id.as_str());
        }
        let mut members = self.members(false, Self::flat);
        members.extend(self.attributes.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))));
        if !self.text.is_empty() {
            members.insert("msg".to_owned(), Value::from(self.text.as_str()));
        }
        Value::Object(members)
    }

    /// The children by name. Whatever comes twice is an array, and rows are one however few, unless `lone`.
    fn members(&self, lone: bool, written: impl Fn(&Self) -> Value) -> Map<String, Value> {
        let mut all: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for child in &self.children {
            all.entry(&child.name).or_default().push(written(child));
        }
        let member = |(name, mut values): (&str, Vec<Value>)| {
            let one = values.len() == 1 && (lone || name != "elem");
            (name.to_owned(), if one { values.remove(0) } else { Value::Array(values) })
        };
        all.into_iter().map(member).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_answer_is_written_in_every_form() {
        let row = |id: u32| Node::new("elem").with(Node::text("id", id)).with(Node::text("ip", ""));
        let list = Node::new("doc").with(row(7)).with(Node::text("p_elems", 1));
        assert!(list.xml().ends_with("<doc><elem><id>7</id><ip/></elem><p_elems>1</p_elems></doc>\n"));
        assert_eq!(list.json(false), r#"{"doc":{"elem":[{"id":{"$":"7"},"ip":{"$":""}}],"p_elems":{"$":"1"}}}"#);
        assert_eq!(list.json(true), r#"{"doc":{"elem":{"id":{"$":"7"},"ip":{"$":""}},"p_elems":{"$":"1"}}}"#);
        assert_eq!(list.flat_json(), r#"{"elem":[{"id":"7","ip":""}],"p_elems":"1"}"#);
        let error = Node::new("doc").with(Node::text("error", "a < b").attribute("code", 4).attribute("val", "\"x\""));
        assert!(error.xml().contains("<error code=\"4\" val=\"&quot;x&quot;\">a &lt; b</error>"), "{}", error.xml());
        assert_eq!(error.json(false), r#"{"doc":{"error":{"$":"a < b","$code":"4","$val":"\"x\""}}}"#);
        assert_eq!(error.flat_json(), r#"{"error":{"code":"4","msg":"a < b","val":"\"x\""}}"#);
        let ok = Node::new("doc").with(Node::new("ok"));
        assert_eq!(
            (ok.json(false), ok.flat_json()),
            (r#"{"doc":{"ok":{"$":""}}}"#.to_owned(), r#"{"ok":""}"#.to_owned())
        );
    }
}
