//! A document of which one kind of child is handed on and not kept. Pure.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::value::{MOST, Seed, Value, document, element};
use crate::panel::billmanager::element::Element;

/// Reads a whole document, but what stands right below the document under the name `apart` is handed on element by element, and is
/// not kept: each may be as large as a whole document. Nothing that was handed on counts before the whole has been
/// read.
pub(in crate::panel::billmanager) fn parse_each(
    text: &str,
    apart: &str,
    each: &mut dyn FnMut(Element),
) -> Option<Element> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let (mut left, mut handed) = (MOST, false);
    let mut each = |element| {
        handed = true;
        each(element);
    };
    let members = Top { depth: 0, left: &mut left, apart, each: &mut each }.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    document(members, handed)
}

/// How a document is read of which one kind of child is handed on.
struct Top<'t> {
    depth: usize,
    left: &'t mut usize,
    apart: &'t str,
    each: &'t mut dyn FnMut(Element),
}

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = Vec<(String, Value)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let (mut object, mut known) = (Vec::new(), HashSet::new());
        while let Some(key) = members.next_key::<String>()? {
            if !known.insert(key.clone()) {
                return Err(A::Error::custom("a key twice"));
            }
            let depth = self.depth + 1;
            if key == self.apart {
                members.next_value_seed(Apart { depth, name: &key, each: &mut *self.each })?;
            } else if key == "doc" && self.depth == 0 {
                let below = Top { depth, left: &mut *self.left, apart: self.apart, each: &mut *self.each };
                object.push((key, Value::Object(members.next_value_seed(below)?)));
            } else {
                let value = members.next_value_seed(Seed { depth, left: &mut *self.left })?;
                object.push((key, value));
            }
        }
        Ok(object)
    }
}

/// How what is handed on is read: one element, or an array of them.
struct Apart<'t> {
    depth: usize,
    name: &'t str,
    each: &'t mut dyn FnMut(Element),
}

impl Apart<'_> {
    fn hand_on<E: Error>(self, value: Value) -> Result<(), E> {
        let element = element(self.name, value).ok_or_else(|| E::custom("no element"))?;
        (self.each)(element);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Apart<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Apart<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element, or several")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.hand_on(Value::Null)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.hand_on(Seed::checked(text.to_owned())?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        loop {
            let mut left = MOST;
            let Some(value) = values.next_element_seed(Seed { depth: self.depth + 1, left: &mut left })? else {
                return Ok(());
            };
            let element = element(self.name, value).ok_or_else(|| A::Error::custom("no element"))?;
            (self.each)(element);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        let mut left = MOST;
        let value = Seed { depth: self.depth, left: &mut left }.visit_map(members)?;
        self.hand_on(value)
    }
}
