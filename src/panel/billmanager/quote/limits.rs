//! What the form of an order takes: a panel may show a value again that it would not take. Pure.

use super::super::element::Element;
use super::super::offer::{Controls, controls};
use crate::catalog::offered::{Input, Listed};
use crate::order::{Parameter, Value};

/// The most values of a list that are named.
const NAMED: usize = 5;

/// A value that a form does not offer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unoffered {
    /// The panel's name of the field.
    pub(super) field: String,
    /// What was asked for in it.
    pub(super) sent: String,
    /// What it takes.
    pub(super) offered: String,
}

/// The first of these parameters that the form does not offer, by its own limits and lists. A field of which it says
/// neither may take anything.
pub(super) fn unoffered(parameters: &[Parameter], document: &Element) -> Option<Unoffered> {
    let Controls { lists, inputs } = controls(document);
    parameters.iter().find_map(|parameter| {
        let (field, sent) = (parameter.name.as_str(), parameter.value.to_string());
        let slider = inputs.get(field).and_then(|input| outside(&parameter.value, input));
        let listed = lists.get(field).filter(|list| !list.is_empty() && list.iter().all(|value| value.key != sent));
        let offered = slider.or_else(|| listed.map(|list| named(list)))?;
        Some(Unoffered { field: field.to_owned(), sent, offered })
    })
}

/// The limits of a slider that does not take this value.
fn outside(value: &Value, input: &Input) -> Option<String> {
    let (Value::Number(amount), Input::Slider { min, max, step, .. }) = (value, input) else { return None };
    let within = (min..=max).contains(&amount) && (amount - min).is_multiple_of(*step);
    (!within).then(|| if *step == 1 { format!("{min}..{max}") } else { format!("{min}..{max}, +{step}") })
}

fn named(list: &[Listed]) -> String {
    let mut keys: Vec<&str> = list.iter().map(|value| value.key.as_str()).collect();
    keys.dedup();
    let more = if keys.len() > NAMED { ", …" } else { "" };
    keys.truncate(NAMED);
    format!("{}{more}", keys.join(", "))
}
