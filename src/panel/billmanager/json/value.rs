//! Values of JSON, and the elements that they are. Pure.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::panel::billmanager::element::Element;
use crate::panel::billmanager::xml::{is_character, is_name};

/// Deeper documents are not a panel's. An array is a level, so that XML of the same depth has up to twice as many.
pub(super) const DEEPEST: usize = 64;

/// Documents with more values are not a panel's.
pub(super) const MOST: usize = 1_000_000;

/// Elements with more attributes are not a panel's.
pub(super) const MOST_ATTRIBUTES: usize = 64;

/// Integers above it are not told apart from their neighbours where they are floats.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// What a document without `doc` has at least one of: anybody may answer `{"ok":true}`.
const SIGNS: [&str; 9] = ["func", "elem", "error", "id", "elid", "model", "lineitem.id", "billorder", "billorder.id"];

/// What an error says of itself: attributes in XML, plain members in some JSON.
const OF_AN_ERROR: [&str; 7] = ["code", "type", "obj", "object", "val", "value", "lang"];

/// The document of what stands in a text; `known` says that something of it was recognised already.
pub(super) fn document(mut members: Vec<(String, Value)>, known: bool) -> Option<Element> {
    if members.iter().any(|(name, _)| name == "doc") {
        // Nothing stands beside the document.
        return if members.len() == 1 { element("doc", members.pop()?.1) } else { None };
    }
    if !known && !members.iter().any(|(name, _)| SIGNS.contains(&name.as_str())) {
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
pub(super) enum Value {
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
pub(super) fn element(name: &str, value: Value) -> Option<Element> {
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
pub(super) struct Seed<'l> {
    pub(super) depth: usize,
    pub(super) left: &'l mut usize,
}

impl Seed<'_> {
    const fn below(&mut self) -> Seed<'_> {
        Seed { depth: self.depth + 1, left: self.left }
    }

    pub(super) fn checked<E: Error>(text: String) -> Result<Value, E> {
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
