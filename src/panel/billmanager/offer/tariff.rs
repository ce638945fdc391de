//! One tariff of a price list. Pure.

use std::collections::BTreeMap;

use super::notes::{Notes, number};
use super::plain::{name, plain};
use super::prices;
use crate::catalog::offered::{AddonKind, ExportedAddon, ExportedItem, ExportedTariff, Flawed, Listed, Name};
use crate::catalog::{DataCentreId, TariffId};
use crate::panel::billmanager::element::Element;

/// So much is no limit.
const UNLIMITED: u32 = 999_999;

/// Reads the tariff that is the `number`-th of its list, from 1; none if nobody can tell which one it is.
pub(super) fn tariff(element: &Element, number: usize, notes: &mut Notes) -> Option<ExportedTariff> {
    let at = format!("pricelist[{number}]");
    notes.tariff = None;
    let id = TariffId::new(notes.id(element, &at)?);
    notes.tariff = Some(id);
    let active = notes.is_on(element, "active", &at, true);
    let hidden = ["hideinorder", "archived"].map(|word| hides(element, word, &at, notes));
    Some(ExportedTariff {
        id,
        name: name(element, &at, notes),
        open: active && !hidden.contains(&true),
        item_type: item_type(element, &at, notes),
        data_centres: data_centres(element, &at, notes),
        prices: prices::of_periods(element, &at, notes),
        addons: addons(element, &at, notes),
        parameters: parameters(element, &at, notes),
    })
}

/// Whether a word says that the tariff is not for ordering. What cannot be read may say so.
fn hides(element: &Element, word: &str, at: &str, notes: &mut Notes) -> bool {
    let before = notes.doubts.len();
    notes.is_on(element, word, at, false) || notes.doubts.len() > before
}

/// What kind of product it is, by name; a number is the panel's own. Exports of modules name it in their own way.
fn item_type(element: &Element, at: &str, notes: &mut Notes) -> Option<String> {
    let inside = element.child("itemtype_info").and_then(|info| notes.text(info, "intname", at));
    let named = inside.or_else(|| notes.text(element, "itemtype", at).filter(|text| number(text).is_none()));
    named.or_else(|| notes.text(element, "additionintname", at)).map(ToOwned::to_owned)
}

/// Where its servers stand. An id may stand by itself, and again with its name.
fn data_centres(element: &Element, at: &str, notes: &mut Notes) -> Vec<(DataCentreId, Name)> {
    let mut places: Vec<(DataCentreId, Name)> = Vec::new();
    let mut bare = Vec::new();
    for (number, place) in (1..).zip(element.named("datacenter")) {
        let at = format!("{at}/datacenter[{number}]");
        if place.children.is_empty() && place.attributes.is_empty() {
            bare.extend(place.words().map(|text| (at, text)));
        } else if let Some(id) = notes.id(place, &at) {
            let place = (DataCentreId::new(id), name(place, &at, notes));
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    for (at, text) in bare {
        match number(text).map(DataCentreId::new) {
            Some(id) if places.iter().any(|(known, _)| *known == id) => {}
            Some(id) => places.push((id, Name::default())),
            None => notes.note(Flawed::Unreadable, at, text),
        }
    }
    places
}

fn addons(element: &Element, at: &str, notes: &mut Notes) -> Vec<ExportedAddon> {
    let numbered = (1..).zip(element.named("addon"));
    let read = |(number, element)| addon(element, &format!("{at}/addon[{number}]"), notes);
    once_each(numbered.filter_map(read).collect())
}

fn addon(element: &Element, at: &str, notes: &mut Notes) -> Option<ExportedAddon> {
    let id = notes.id(element, at)?;
    let kind = match notes.text(element, "addontype", at) {
        Some("1") => AddonKind::Flag,
        Some("2") => AddonKind::Amount,
        Some("3") => AddonKind::Enumeration,
        _ => AddonKind::Unknown,
    };
    Some(ExportedAddon {
        id,
        name: name(element, at, notes),
        intname: addon_intname(element, at, notes),
        kind,
        included: notes.number(element, "addonlimit", at).filter(|limit| *limit != UNLIMITED),
        min: notes.number(element, "addonmin", at),
        max: notes.number(element, "addonmax", at),
        measure: measure(element, at, notes),
        items: items(element, at, notes),
        prices: prices::of_periods(element, at, notes),
    })
}

fn addon_intname(element: &Element, at: &str, notes: &mut Notes) -> Option<String> {
    let inside = element.child("addon_itemtype_info").and_then(|info| notes.text(info, "intname", at));
    inside.or_else(|| notes.text(element, "intname", at)).map(ToOwned::to_owned)
}

/// The unit of an amount; a number by itself is the panel's own of one.
fn measure(element: &Element, at: &str, notes: &mut Notes) -> Option<String> {
    let units = element.named("measure").filter(|measure| !measure.children.is_empty());
    let mut named: Vec<&str> = units.filter_map(|measure| notes.text(measure, "name", at)).collect();
    named.extend(notes.text(element, "measure", at).filter(|text| number(text).is_none()));
    let first = named.first()?;
    match named.iter().find(|other| *other != first) {
        Some(other) => {
            notes.note(Flawed::Twice, format!("{at}/measure"), other);
            None
        }
        None => Some(plain(first)),
    }
}

/// The values of an enumeration: its number stands beside them under the same name.
fn items(element: &Element, at: &str, notes: &mut Notes) -> Vec<ExportedItem> {
    let all = element.named("enumeration").flat_map(|enumeration| enumeration.named("enumerationitem"));
    let read = |(number, element): (usize, &Element)| {
        let at = format!("{at}/enumeration/enumerationitem[{number}]");
        Some(ExportedItem {
            id: notes.id(element, &at)?,
            name: name(element, &at, notes),
            intname: notes.text(element, "intname", &at).map(ToOwned::to_owned),
            prices: prices::of_periods(element, &at, notes),
        })
    };
    once_each((1..).zip(all).filter_map(read).collect())
}

/// Other parameters by their names; by their numbers where they have none.
fn parameters(element: &Element, at: &str, notes: &mut Notes) -> BTreeMap<String, Vec<Listed>> {
    let mut parameters: BTreeMap<String, Vec<Listed>> = BTreeMap::new();
    for (number, parameter) in (1..).zip(element.named("itemtypeparam")) {
        let at = format!("{at}/itemtypeparam[{number}]");
        let named = notes.text(parameter, "intname", &at).or_else(|| notes.text(parameter, "id", &at));
        let Some(named) = named else {
            notes.note(Flawed::Missing, format!("{at}/intname"), "");
            continue;
        };
        let values = parameters.entry(named.to_owned()).or_default();
        for (number, value) in (1..).zip(parameter.named("itemtypeparamvalue")) {
            let at = format!("{at}/itemtypeparamvalue[{number}]");
            let Some(key) = notes.text(value, "intname", &at) else {
                notes.note(Flawed::Missing, format!("{at}/intname"), "");
                continue;
            };
            let words = Some(name(value, &at, notes).plain).filter(|words| !words.is_empty());
            let listed = Listed { key: key.to_owned(), words: words.unwrap_or_else(|| key.to_owned()), depends: None };
            if !values.contains(&listed) {
                values.push(listed);
            }
        }
    }
    parameters
}

/// Without what is said again in the same words.
fn once_each<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut once: Vec<T> = Vec::with_capacity(all.len());
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}
