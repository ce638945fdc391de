//! The form of an order that was asked for and not sent. Pure.

use std::collections::BTreeMap;

use super::asking::{Wanted, period_field};
use super::controls::{buttons, inputs, labels, lists};
use super::notes::{MOST, Notes};
use super::whole::{document, odd};
use crate::catalog::Protocol;
use crate::catalog::offered::{Flawed, Input, Listed, OrderForm};
use crate::order::Flaw;
use crate::panel::ReadError;
use crate::panel::billmanager::element::Element;
use crate::panel::billmanager::reply::Reply;

/// Elements of a form that are no fields.
const NO_FIELDS: [&str; 7] = ["metadata", "slist", "list", "flist", "messages", "saved_filters", "model"];

/// What a form of an order is called, whatever is ordered.
const FORM: &str = "order.param";

/// Fields that hold secrets: what stands in them is not kept.
const SECRETS: [&str; 9] =
    ["auth", "authinfo", "password", "passwd", "userpassword", "confirm", "key", "username", "sid"];

/// Reads the form for what was wanted. Fields that hold passwords and sessions are there without what is in them.
///
/// # Errors
///
/// [`ReadError`] for what is no form, or the form of another step, tariff, data centre or period.
pub(in crate::panel) fn read_form(reply: &Reply, protocol: &Protocol, wanted: Wanted) -> Result<OrderForm, ReadError> {
    let document = document(reply, protocol)?;
    let function = document.attribute("func").map(ToOwned::to_owned);
    if let Some(other) = function.as_ref().filter(|function| !function.ends_with(FORM)) {
        return Err(odd(Flaw::OtherForm, Some(other.clone())));
    }
    let mut notes = Notes { tariff: Some(wanted.tariff), ..Notes::default() };
    let (lists, inputs) = (lists(&document, &mut notes), inputs(&document, &mut notes));
    let form = document.child("model").unwrap_or(&document);
    let values = values(form, |name| is_field(name, &lists, &inputs), &mut notes);
    if values.is_empty() && lists.is_empty() && inputs.is_empty() {
        return Err(odd(Flaw::NoData, None));
    }
    if let Some(field) = other_than(protocol, wanted, &values) {
        return Err(odd(Flaw::OtherForm, Some(field)));
    }
    if notes.doubts.len() > MOST {
        return Err(odd(Flaw::OddOffer, notes.doubts.first().map(|doubt| doubt.place.clone())));
    }
    let known = |name: &str| values.contains_key(name) || is_field(name, &lists, &inputs);
    let labels = labels(&document, known);
    Ok(OrderForm { function, labels, buttons: buttons(&document), values, lists, inputs, doubts: notes.doubts })
}

/// Whether the form itself says that this is a field.
fn is_field(name: &str, lists: &BTreeMap<String, Vec<Listed>>, inputs: &BTreeMap<String, Input>) -> bool {
    name.starts_with("addon_") || lists.contains_key(name) || inputs.contains_key(name)
}

/// What stands in the fields. One that is there twice, and not the same, is left out.
fn values(form: &Element, is_field: impl Fn(&str) -> bool, notes: &mut Notes) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut twice = Vec::new();
    for field in &form.children {
        let name = field.name.as_str();
        if NO_FIELDS.contains(&name) || SECRETS.contains(&name) || !field.children.is_empty() {
            continue;
        }
        let text = field.text.trim();
        match values.get(name) {
            Some(known) if known != text => twice.push((name, text)),
            Some(_) => {}
            None => drop(values.insert(name.to_owned(), text.to_owned())),
        }
    }
    for (name, text) in twice {
        // Texts between the fields may share a name.
        if is_field(name) && values.contains_key(name) {
            notes.note(Flawed::Twice, name, text);
        }
        values.remove(name);
    }
    values
}

/// The first field that shows something else than was asked for.
fn other_than(protocol: &Protocol, wanted: Wanted, values: &BTreeMap<String, String>) -> Option<String> {
    let period = period_field(protocol.dialect);
    let wanted = [
        ("pricelist", Some(wanted.tariff.to_string())),
        ("datacenter", wanted.place.map(|place| place.to_string())),
        (period, wanted.months.map(|months| months.to_string())),
    ];
    let other = |(field, wanted): (&str, Option<String>)| {
        let (wanted, shown) = (wanted?, values.get(field).filter(|shown| !shown.is_empty())?);
        (*shown != wanted).then(|| field.to_owned())
    };
    wanted.into_iter().find_map(other)
}
