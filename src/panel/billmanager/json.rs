//! JSON as a panel writes it, read under limits into the tree that XML fills too. Pure.
//!
//! Three shapes are in use. `json`, `sjson` and `xjson` hold the document under `doc`, an element's text under `$`
//! and an attribute under `$name`; `bjson` has no `doc`, plain values, or their text under `v`, and an attribute
//! `orig` of a field beside it as `field_orig`. An element is an object, or an array of them.
//!
//! What is not whole, says one thing twice, or in two ways, is no document: `serde_json` by itself would keep the last
//! of two equal keys.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::element::Element;
use super::xml::{is_character, is_name};

/// Deeper documents are not a panel's. An array is a level, so that XML of the same depth has up to twice as many.
const DEEPEST: usize = 64;

/// Documents with more values are not a panel's.
const MOST: usize = 1_000_000;

/// Elements with more attributes are not a panel's.
const MOST_ATTRIBUTES: usize = 64;

/// Integers above it are not told apart from their neighbours where they are floats.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What a document without `doc` has at least one of: anybody may answer `{"ok":true}`.
const SIGNS: [&str; 9] = ["func", "elem", "error", "id", "elid", "model", "lineitem.id", "billorder", "billorder.id"];

/// What an error says of itself: attributes in XML, plain members in some JSON.
const OF_AN_ERROR: [&str; 7] = ["code", "type", "obj", "object", "val", "value", "lang"];

/// Reads a whole document: one object, closed, nothing behind it.
pub(super) fn parse(text: &str) -> Option<Element> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut left = MOST;
    let value = Seed { depth: 0, left: &mut left }.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    let Value::Object(mut members) = value else { return None };
    if members.iter().any(|(name, _)| name == "doc") {
        // Nothing stands beside the document.
        return if members.len() == 1 { element("doc", members.pop()?.1) } else { None };
    }
    if !members.iter().any(|(name, _)| SIGNS.contains(&name.as_str())) {
        return None;
    }
    let mut document = of_members("doc", members)?;
    if let Some(at) = document.children.iter().position(|child| child.name == "func") {
        let function = document.children.remove(at);
        document.attributes.push(("func".to_owned(), scalar(function)?));
    }
    Some(document)
}

/// A value, as it was written.
enum Value {
    Null,
    Flag(bool),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The text of one that has no parts; none for others. Nothing is an empty text.
    fn text(self) -> Option<String> {
        match self {
            Self::Null => Some(String::new()),
            Self::Flag(flag) => Some(flag.to_string()),
            Self::Text(text) => Some(text),
            Self::List(_) | Self::Object(_) => None,
        }
    }
}

/// An element of this name.
fn element(name: &str, value: Value) -> Option<Element> {
    match value {
        Value::Object(members) => of_members(name, members),
        Value::List(_) => None,
        // `"ok": true` says what `<ok/>` says; the contrary is said nowhere.
        Value::Flag(flag) if name == "ok" => flag.then(|| Element { name: name.to_owned(), ..Element::default() }),
        value => Some(Element { name: name.to_owned(), text: value.text()?, ..Element::default() }),
    }
}

fn of_members(name: &str, members: Vec<(String, Value)>) -> Option<Element> {
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    let mut texts = 0;
    for (key, value) in members {
        match (key.strip_prefix('$'), value) {
            (Some(""), value) => {
                texts += 1;
                element.text = value.text()?;
            }
            (Some(attribute), value) => {
                if !is_name(attribute) || element.attributes.len() >= MOST_ATTRIBUTES {
                    return None;
                }
                element.attributes.push((attribute.to_owned(), value.text()?));
            }
            (None, Value::Text(text)) if key == "v" => {
                texts += 1;
                element.text = text;
            }
            (None, _) if !is_name(&key) => return None,
            (None, Value::List(values)) => {
                for value in values {
                    element.children.push(self::element(&key, value)?);
                }
            }
            (None, value) => element.children.push(self::element(&key, value)?),
        }
    }
    originals(&mut element)?;
    if name == "error" {
        marks(&mut element)?;
    }
    // Two texts of one element: nobody knows which one counts.
    (texts <= 1).then_some(element)
}

/// Moves `field_orig` into the attribute `orig` of `field`, where one such field stands beside it.
fn originals(element: &mut Element) -> Option<()> {
    let beside: Vec<(String, usize)> = (0..)
        .zip(&element.children)
        .filter_map(|(at, child)| Some((child.name.strip_suffix("_orig")?.to_owned(), at)))
        .take(MOST_ATTRIBUTES + 1)
        .collect();
    if beside.len() > MOST_ATTRIBUTES {
        return None;
    }
    for (field, at) in beside.into_iter().rev() {
        if element.named(&field).count() != 1 || element.named(&format!("{field}_orig")).count() != 1 {
            continue;
        }
        let original = scalar(element.children.remove(at))?;
        let field = element.children.iter_mut().find(|child| child.name == field)?;
        mark(field, "orig", original)?;
    }
    Some(())
}

/// Moves what an error says of itself into its attributes.
fn marks(error: &mut Element) -> Option<()> {
    let all = std::mem::take(&mut error.children).into_iter();
    let (marks, others): (Vec<Element>, _) = all.partition(|child| OF_AN_ERROR.contains(&child.name.as_str()));
    error.children = others;
    for child in marks {
        let name = child.name.clone();
        mark(error, &name, scalar(child)?)?;
    }
    Some(())
}

/// Sets an attribute. None if it says something else already.
fn mark(element: &mut Element, name: &str, value: String) -> Option<()> {
    match element.attributes.iter().find(|(known, _)| known == name) {
        Some((_, known)) if *known != value => return None,
        Some(_) => {}
        None => element.attributes.push((name.to_owned(), value)),
    }
    Some(())
}

/// The text of an element that has nothing else.
fn scalar(element: Element) -> Option<String> {
    (element.children.is_empty() && element.attributes.is_empty()).then_some(element.text)
}

/// How a value is read: how deep it stands, and how many more may come.
struct Seed<'l> {
    depth: usize,
    left: &'l mut usize,
}

impl Seed<'_> {
    const fn below(&mut self) -> Seed<'_> {
        Seed { depth: self.depth + 1, left: self.left }
    }

    fn checked<E: Error>(text: String) -> Result<Value, E> {
        if text.chars().all(is_character) { Ok(Value::Text(text)) } else { Err(E::custom("a control character")) }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.depth >= DEEPEST || *self.left == 0 {
            return Err(D::Error::custom("beyond the limits"));
        }
        *self.left -= 1;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Text(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Text(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        // A float of so many digits is not the number that was written.
        if number.abs() < EXACT { Ok(Value::Text(number.to_string())) } else { Err(E::custom("an inexact number")) }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Self::checked(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Self::checked(text)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut values: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element_seed(self.below())? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Value, A::Error> {
        let (mut object, mut known) = (Vec::new(), HashSet::new());
        while let Some(key) = members.next_key::<String>()? {
            if !known.insert(key.clone()) {
                return Err(A::Error::custom("a key twice"));
            }
            object.push((key, members.next_value_seed(self.below())?));
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    /// A document of JSON is the same tree as one of XML.
    fn same(json: &str, xml: &str) {
        let read = parse(json).unwrap_or_else(|| panic!("no document: {json}"));
        assert_eq!(Some(read), xml::parse(xml), "{json}");
    }

    #[test]
    fn every_shape_is_the_tree_that_xml_is() {
        let order = "<doc func=\"vds.order.param\"><id>7100042</id><ok/></doc>";
        for json in [
            "{\"doc\":{\"$func\":\"vds.order.param\",\"id\":{\"$\":\"7100042\"},\"ok\":{\"$\":\"\"}}}",
            "{\"func\":\"vds.order.param\",\"id\":{\"v\":\"7100042\"},\"ok\":true}",
            "{\"id\":7100042,\"func\":\"vds.order.param\",\"ok\":null}",
        ] {
            same(json, order);
        }
        let list = "<doc func=\"vds\"><elem><id>7</id><item_status orig=\"2\">Active</item_status></elem></doc>";
        for json in [
            "{\"doc\":{\"$func\":\"vds\",\"elem\":{\"id\":{\"$\":\"7\"},\"item_status\":{\"$orig\":\"2\",\"$\":\"Active\"}}}}",
            "{\"doc\":{\"$func\":\"vds\",\"elem\":[{\"id\":\"7\",\"item_status\":{\"$\":\"Active\",\"$orig\":2}}]}}",
            "{\"func\":\"vds\",\"elem\":[{\"id\":\"7\",\"item_status\":\"Active\",\"item_status_orig\":\"2\"}]}",
            "\n {\"func\":\"vds\",\"elem\":[{\"id\":\"7\",\"item_status_orig\":\"2\",\"item_status\":{\"v\":\"Active\"}}]}\n",
        ] {
            same(json, list);
        }
        let error = "<doc><error type=\"value\" object=\"ostempl\"><msg>No</msg></error></doc>";
        for json in [
            "{\"doc\":{\"error\":{\"$type\":\"value\",\"$object\":\"ostempl\",\"msg\":{\"$\":\"No\"}}}}",
            "{\"error\":{\"msg\":\"No\",\"type\":\"value\",\"object\":\"ostempl\"}}",
            "{\"error\":{\"type\":\"value\",\"object\":\"ostempl\",\"msg\":{\"$\":\"No\"}}}",
        ] {
            same(json, error);
        }
        same("{\"doc\":{\"id\":[{\"$\":\"5501\"},{\"$\":\"5501\"}]}}", "<doc><id>5501</id><id>5501</id></doc>");
        same("{\"doc\":{\"elem\":[],\"p_elems\":{\"$\":\"0\"}}}", "<doc><p_elems>0</p_elems></doc>");
        same("{\"doc\":{\"a_orig\":\"1\"}}", "<doc><a_orig>1</a_orig></doc>");
        same("{\"doc\":{\"billorder.id\":{\"$\":\"Ж\"}}}", "<doc><billorder.id>Ж</billorder.id></doc>");
    }

    #[test]
    fn what_is_not_whole_or_says_one_thing_twice_is_no_document() {
        for text in [
            "",
            "{",
            "{}",
            "[]",
            "[{\"doc\":{}}]",
            "\"doc\"",
            "{\"doc\":{\"ok\":{\"$\":\"\"}}",
            "{\"doc\":{\"ok\":{\"$\":\"\"}}}x",
            "{\"doc\":{}}{\"doc\":{}}",
            "\u{feff}{\"doc\":{}}",
            "{\"doc\":{},\"ok\":true}",
            "{\"doc\":[{}]}",
            "{\"doc\":{\"id\":\"1\",\"id\":\"1\"}}",
            "{\"doc\":{\"ok\":{\"$\":\"\",\"$\":\"\"}}}",
            "{\"doc\":{\"id\":{\"$\":\"1\",\"v\":\"1\"}}}",
            "{\"doc\":{\"id\":{\"$\":{\"$\":\"1\"}}}}",
            "{\"doc\":{\"id\":{\"$orig\":[\"1\"]}}}",
            "{\"doc\":{\"id\":[[\"1\"]]}}",
            "{\"doc\":{\"id\":\"1\\u0000\"}}",
            "{\"doc\":{\"id\":\"\\u001f\"}}",
            "{\"doc\":{\"id\":\"\u{1}\"}}",
            "{\"doc\":{\"1d\":\"1\"}}",
            "{\"doc\":{\"\":\"1\"}}",
            "{\"doc\":{\"a b\":\"1\"}}",
            "{\"doc\":{\"$a b\":\"1\"}}",
            "{\"doc\":{\"ok\":false}}",
            "{\"doc\":{\"id\":123456789012345678901234}}",
            "{\"doc\":{\"id\":1e400}}",
            "{\"doc\":{\"id\":NaN}}",
            "{\"doc\":{\"id\":'1'}}",
            "{\"doc\":{\"id\":01}}",
            "{\"doc\":{\"id\":\"1\",}}",
            "{\"doc\":{/**/}}",
            // Anybody answers like this.
            "{\"ok\":true}",
            "{\"status\":\"ok\"}",
            // One thing in two ways.
            "{\"elem\":[{\"s\":{\"$\":\"a\",\"$orig\":\"1\"},\"s_orig\":\"2\"}]}",
            "{\"doc\":{\"error\":{\"$type\":\"value\",\"type\":\"auth\"}}}",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_hostile_document_is_refused_at_once() {
        let began = std::time::Instant::now();
        let deep = |levels: usize| format!("{}{}", "{\"doc\":".repeat(levels), "1".to_owned() + &"}".repeat(levels));
        assert_eq!(parse(&deep(1 << 16)), None);
        assert_eq!(parse(&format!("{{\"doc\":{}{}}}", "[".repeat(100), "]".repeat(100))), None);
        assert_eq!(parse(&format!("{{\"doc\":{{\"a\":[{}1]}}}}", "1,".repeat(MOST))), None);
        let many = (0..200_000).map(|n| format!("\"$a{n}\":1,")).collect::<Vec<_>>().concat();
        assert_eq!(parse(&format!("{{\"doc\":{{{many}\"b\":1}}}}")), None);
        let originals = (0..20_000).map(|n| format!("\"a{n}\":1,\"a{n}_orig\":1,")).collect::<Vec<_>>().concat();
        assert_eq!(parse(&format!("{{\"doc\":{{{originals}\"b\":1}}}}")), None);
        assert!(began.elapsed().as_secs() < 60);
    }
}
