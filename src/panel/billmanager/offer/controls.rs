//! What a form can be filled with: its lists, the kinds of its fields, what they are called, and its buttons. Pure.

use std::collections::BTreeMap;

use super::notes::{Notes, cost, number};
use super::plain::plain;
use crate::catalog::offered::{Flawed, Input, Listed};
use crate::panel::billmanager::element::Element;

/// What a form can be filled with, where it says that whole.
pub(in crate::panel::billmanager) struct Controls {
    /// What can be chosen, by field.
    pub(in crate::panel::billmanager) lists: BTreeMap<String, Vec<Listed>>,
    /// Of what kind its fields are.
    pub(in crate::panel::billmanager) inputs: BTreeMap<String, Input>,
}

/// Reads it. A list or a limit of which something could not be read says nothing.
pub(in crate::panel::billmanager) fn controls(document: &Element) -> Controls {
    let mut notes = Notes::default();
    let (mut lists, mut inputs) = (lists(document, &mut notes), inputs(document, &mut notes));
    let sound = |kind: &str, name: &str| {
        let place = format!("{kind}[{name}]");
        !notes.doubts.iter().any(|doubt| doubt.place.starts_with(&place))
    };
    lists.retain(|name, _| sound("slist", name));
    inputs.retain(|name, _| sound("field", name));
    Controls { lists, inputs }
}

/// The lists of a form by the fields that they are for: `slist` with a name, or `list` with a `slist` that has them
/// under their names. A list that is there twice, and not the same, is no list.
pub(super) fn lists(document: &Element, notes: &mut Notes) -> BTreeMap<String, Vec<Listed>> {
    let mut all = Vec::new();
    for list in document.named("slist") {
        match list.attribute("name") {
            Some(name) => all.push((name.to_owned(), list.named("val").collect::<Vec<_>>())),
            None => notes.note(Flawed::Missing, "slist/@name", ""),
        }
    }
    let mut bare: BTreeMap<&str, Vec<&Element>> = BTreeMap::new();
    for value in document.named("list").flat_map(|list| list.named("slist")).flat_map(|list| &list.children) {
        bare.entry(&value.name).or_default().push(value);
    }
    all.extend(bare.into_iter().map(|(name, values)| (name.to_owned(), values)));
    let mut lists: BTreeMap<String, Vec<Listed>> = BTreeMap::new();
    let mut twice = Vec::new();
    for (name, values) in all {
        let values = listed(&name, &values, notes);
        match lists.get(&name) {
            Some(known) if *known != values => {
                notes.note(Flawed::Twice, format!("slist[{name}]"), "");
                twice.push(name);
            }
            _ => drop(lists.insert(name, values)),
        }
    }
    lists.retain(|name, _| !twice.contains(name));
    lists
}

/// The values of a list. One that has words and no key is no value: nobody knows what the panel is to be told.
fn listed(name: &str, values: &[&Element], notes: &mut Notes) -> Vec<Listed> {
    let mut listed = Vec::new();
    for (number, value) in (1..).zip(values) {
        let Some(key) = said(value, "key").or_else(|| said(value, "k")) else {
            notes.note(Flawed::Missing, format!("slist[{name}]/val[{number}]/@key"), &value.text);
            continue;
        };
        let words = Some(plain(&value.text)).filter(|words| !words.is_empty());
        let depends = said(value, "depend").filter(|depends| !depends.is_empty());
        let words = words.unwrap_or_else(|| key.to_owned());
        let value = Listed { key: key.to_owned(), words, depends: depends.map(ToOwned::to_owned) };
        if !listed.contains(&value) {
            listed.push(value);
        }
    }
    listed
}

/// What an element says under a name, if only that it is empty: an empty key is one.
fn said<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let attribute = element.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    attribute.or_else(|| element.child(name).map(|part| part.text.as_str())).map(str::trim)
}

/// Of what kind the fields of a form are, wherever it has them: on pages or not.
pub(super) fn inputs(document: &Element, notes: &mut Notes) -> BTreeMap<String, Input> {
    let mut inputs: BTreeMap<String, Input> = BTreeMap::new();
    for field in document.named("metadata").flat_map(|metadata| metadata.below(&["field"])) {
        let own = field.attribute("name");
        let controls = field.children.iter().filter_map(|control| Some((control, kind(control)?)));
        let controls: Vec<(&Element, Kind)> = controls.collect();
        if let (true, Some(name)) = (controls.is_empty(), own) {
            inputs.entry(name.to_owned()).or_insert(Input::Other);
        }
        for (control, kind) in controls {
            let Some(name) = control.attribute("name").or(own) else {
                notes.note(Flawed::Missing, "field/@name", "");
                continue;
            };
            let input = kind.input(name, control, notes);
            match inputs.get(name) {
                Some(Input::Other) | None => drop(inputs.insert(name.to_owned(), input)),
                Some(known) if *known == input => {}
                Some(_) => {
                    notes.note(Flawed::Twice, format!("field[{name}]"), &control.name);
                    inputs.insert(name.to_owned(), Input::Other);
                }
            }
        }
    }
    inputs
}

/// What an element is to whoever fills a form.
#[derive(Clone, Copy)]
enum Kind {
    Slider,
    Select,
    Checkbox,
    Other,
}

fn kind(control: &Element) -> Option<Kind> {
    Some(match control.name.as_str() {
        "slider" => Kind::Slider,
        "select" => Kind::Select,
        "input" if control.attribute("type") == Some("checkbox") => Kind::Checkbox,
        "input" | "textarea" | "textdata" | "tablist" | "radio" => Kind::Other,
        _ => return None,
    })
}

impl Kind {
    fn input(self, name: &str, control: &Element, notes: &mut Notes) -> Input {
        match self {
            Self::Slider => slider(name, control, notes),
            Self::Select => Input::Select,
            Self::Checkbox => Input::Checkbox,
            Self::Other => Input::Other,
        }
    }
}

/// A slider with its limits. Without one of them, or with limits that are none, it is anything: nothing is guessed.
fn slider(name: &str, control: &Element, notes: &mut Notes) -> Input {
    let at = format!("field[{name}]/slider");
    let mut limit = |word: &str| {
        let text = said(control, word).unwrap_or_default();
        let limit = number(text);
        if limit.is_none() {
            let flawed = if text.is_empty() { Flawed::Missing } else { Flawed::Unreadable };
            notes.note(flawed, format!("{at}/@{word}"), text);
        }
        limit
    };
    let (Some(min), Some(max), Some(step)) = (limit("min"), limit("max"), limit("step")) else { return Input::Other };
    if min > max || step == 0 {
        notes.note(Flawed::Unreadable, at, &format!("{min}..{max}, {step}"));
        return Input::Other;
    }
    let told = said(control, "cost").filter(|text| !text.is_empty());
    let cost = told.and_then(cost);
    if let (Some(text), None) = (told, cost) {
        notes.note(Flawed::Unreadable, format!("{at}/@cost"), text);
    }
    Input::Slider { min, max, step, cost }
}

/// What fields are called: by an attribute, by elements of their names, or by `name` and `msg`.
pub(super) fn labels(document: &Element, is_field: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    let mut label = |name: &str, words: &str| {
        let words = plain(words);
        if is_field(name) && !words.is_empty() {
            labels.entry(name.to_owned()).or_insert(words);
        }
    };
    for messages in document.named("messages") {
        if let Some(name) = messages.text_of("name") {
            label(name, messages.text_of("msg").unwrap_or_default());
        }
        for message in messages.named("msg") {
            match message.attribute("name") {
                Some(name) => label(name, &message.text),
                None => message.children.iter().for_each(|child| label(&child.name, &child.text)),
            }
        }
    }
    labels
}

/// The names of the buttons, in their order.
pub(super) fn buttons(document: &Element) -> Vec<String> {
    let all = document.named("metadata").flat_map(|metadata| metadata.below(&["button"]));
    let mut names: Vec<String> = Vec::new();
    for name in all.filter_map(|button| button.attribute("name")) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
