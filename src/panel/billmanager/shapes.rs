//! One answer in every shape in which panels of today write it, for tests.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::element::Element;
use super::xml;

/// What is written in XML, and the same as `json`, `bjson`, and with every element in an array.
pub(super) fn of(text: &str) -> Vec<String> {
    let Some(document) = xml::parse(text) else { return vec![text.to_owned()] };
    let whole = |value| Value::Object(Map::from_iter([("doc".to_owned(), value)])).to_string();
    let bare = value(&document, Shape::Bare).to_string();
    vec![text.to_owned(), whole(value(&document, Shape::Marked)), bare, whole(value(&document, Shape::Arrays))]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `{"$": "text", "$name": "attribute"}`.
    Marked,
    /// The same, and a single child is an array as well.
    Arrays,
    /// Plain values and `{"v": "text"}`, and attributes as members.
    Bare,
}

fn value(element: &Element, shape: Shape) -> Value {
    let mut object = Map::new();
    let text = element.text.trim();
    for (name, attribute) in &element.attributes {
        let own = element.name == "error" || element.name == "doc" && name == "func";
        let plain = shape == Shape::Bare && own;
        object.insert(if plain { name.clone() } else { format!("${name}") }, attribute.clone().into());
    }
    let mut children: BTreeMap<&str, Vec<&Element>> = BTreeMap::new();
    for child in &element.children {
        children.entry(&child.name).or_default().push(child);
    }
    for (name, all) in children {
        let mut values: Vec<Value> = all.iter().map(|child| value(child, shape)).collect();
        if let (Shape::Bare, [child], Some(Value::Object(single))) = (shape, all.as_slice(), values.first_mut())
            && let Some(original) = single.remove("$orig")
        {
            object.insert(format!("{name}_orig"), original);
            values = vec![child.text.trim().into()];
        }
        let single = values.len() == 1 && shape != Shape::Arrays && name != "elem";
        object.insert(name.to_owned(), if single { values.remove(0) } else { Value::Array(values) });
    }
    match shape {
        Shape::Bare if object.is_empty() && element.name == "ok" && text.is_empty() => Value::Bool(true),
        Shape::Bare if object.is_empty() && element.name.ends_with("id") => {
            Value::Object(Map::from_iter([("v".to_owned(), text.into())]))
        }
        Shape::Bare if object.is_empty() => text.into(),
        Shape::Bare if text.is_empty() => Value::Object(object),
        _ => {
            if !text.is_empty() || object.is_empty() {
                object.insert("$".to_owned(), text.into());
            }
            Value::Object(object)
        }
    }
}
