//! The step of an order at which a tariff is chosen. Pure.

use super::asking::{PAGE, tariff_function};
use super::controls::lists;
use super::notes::{MOST, Notes, number};
use super::plain::plain;
use super::prices;
use super::whole::{document, odd};
use crate::catalog::offered::{Flawed, StepTariff, TariffStep};
use crate::catalog::{DataCentreId, Protocol, TariffId};
use crate::order::Flaw;
use crate::panel::ReadError;
use crate::panel::billmanager::element::Element;
use crate::panel::billmanager::reply::Reply;

/// What the list of tariffs is called.
const LIST: &str = "tariflist";

/// Reads the step. One without tariffs is one: none can be ordered there.
///
/// # Errors
///
/// [`ReadError`] for what is no such step, is another one, or may not be whole.
pub(in crate::panel) fn read_step(reply: &Reply, protocol: &Protocol) -> Result<TariffStep, ReadError> {
    let document = document(reply, protocol)?;
    let function = document.attribute("func").filter(|function| *function != tariff_function(protocol));
    if let Some(function) = function {
        return Err(odd(Flaw::OtherForm, Some(function.to_owned())));
    }
    let rows = rows(&document).ok_or_else(|| odd(Flaw::NoData, None))?;
    if rows.len() >= PAGE {
        return Err(odd(Flaw::OddOffer, Some(format!("{LIST}: {}", rows.len()))));
    }
    let mut notes = Notes::default();
    let mut tariffs = Vec::new();
    for (number, row) in (1..).zip(rows) {
        let row = self::row(row, &format!("{LIST}[{number}]"), &mut notes);
        tariffs.extend(row.filter(|row| !tariffs.contains(row)));
    }
    notes.tariff = None;
    let form = document.child("model").unwrap_or(&document);
    let place = notes.text(form, "datacenter", "").map(ToOwned::to_owned);
    let data_centres = lists(&document, &mut notes).remove("datacenter").unwrap_or_default();
    if notes.doubts.len() > MOST {
        return Err(odd(Flaw::OddOffer, notes.doubts.first().map(|doubt| doubt.place.clone())));
    }
    Ok(TariffStep { data_centres, data_centre: place, tariffs, doubts: notes.doubts })
}

/// The rows of the list of tariffs: the one of that name, or the only one; in `bjson` it is an element of its own.
fn rows(document: &Element) -> Option<Vec<&Element>> {
    let lists: Vec<&Element> = document.named("list").collect();
    if let Some(named) = lists.iter().find(|list| list.attribute("name") == Some(LIST)) {
        return Some(named.named("elem").collect());
    }
    let bare: Vec<&Element> = lists.iter().flat_map(|list| list.named(LIST)).collect();
    match lists.as_slice() {
        _ if !bare.is_empty() => Some(bare),
        [only] if only.child("elem").is_some() => Some(only.named("elem").collect()),
        _ => None,
    }
}

fn row(row: &Element, at: &str, notes: &mut Notes) -> Option<StepTariff> {
    notes.tariff = None;
    let place = data_centre(row, at, notes);
    let id = id(row, place, at, notes)?;
    notes.tariff = Some(id);
    let title = notes.text(row, "title", at).or_else(|| notes.text(row, "name", at));
    Some(StepTariff {
        id,
        title: title.map(plain).filter(|title| !title.is_empty()),
        available: row.child("order_available").map(|_| notes.is_on(row, "order_available", at, true)),
        data_centre: place,
        prices: prices::of_row(row, at, notes),
    })
}

/// The data centre of a row: its id, or an element that has it.
fn data_centre(row: &Element, at: &str, notes: &mut Notes) -> Option<DataCentreId> {
    let inside = row.named("datacenter").find(|place| !place.children.is_empty());
    let id = match inside {
        Some(place) => notes.id(place, &format!("{at}/datacenter")),
        None => notes.number(row, "datacenter", at),
    };
    id.map(DataCentreId::new)
}

/// The id of a row's tariff: `pricelist` says it; `id` does as well, perhaps with the data centre behind it.
fn id(row: &Element, place: Option<DataCentreId>, at: &str, notes: &mut Notes) -> Option<TariffId> {
    if notes.text(row, "pricelist", at).is_some() {
        return notes.number(row, "pricelist", at).map(TariffId::new);
    }
    let Some(text) = notes.text(row, "id", at) else {
        notes.note(Flawed::Missing, format!("{at}/id"), "");
        return None;
    };
    let own = match text.split_once('_') {
        Some((id, behind)) if place.is_some_and(|place| place.to_string() == behind) => number(id),
        _ => number(text),
    };
    if own.is_none() {
        notes.note(Flawed::Unreadable, format!("{at}/id"), text);
    }
    own.map(TariffId::new)
}
