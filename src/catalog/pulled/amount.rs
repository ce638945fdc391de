//! One amount of a tariff: its limits, its default, its unit. Pure.

use super::kind::{Unit, unit};
use super::money::Prices;
use super::notes::Notes;
use super::remark::{Limit, OfAmount};
use crate::catalog::id::AddonId;
use crate::catalog::offered::{ExportedAddon, Input, OrderForm};
use crate::catalog::tariff::Resource;

/// The limits of an amount, as far as they are known.
#[derive(Clone, Copy, Default)]
struct Limits {
    min: Option<u32>,
    max: Option<u32>,
    step: Option<u32>,
}

/// An amount as the form shows it, with what the price list says beside it; none where it stays out.
pub(super) fn resource(
    (id, field): (u32, &str),
    form: &OrderForm,
    listed: Option<&ExportedAddon>,
    prices: &Prices<'_>,
    notes: &mut Notes,
) -> Option<Resource> {
    let place = prices.place;
    let mut limits = limits((field, form.inputs.get(field)), listed, prices, notes);
    let included = listed.and_then(|listed| listed.included);
    let usual = form.values.get(field).map(|text| text.trim()).filter(|text| !text.is_empty());
    let default = match usual.map(str::parse::<u32>) {
        Some(Ok(default)) => default,
        Some(Err(_)) => {
            notes.say(place, OfAmount::NoDefault(field.to_owned()));
            return None;
        }
        None => {
            let Some(included) = included else {
                notes.say(place, OfAmount::NoDefault(field.to_owned()));
                return None;
            };
            notes.say(place, OfAmount::IncludedIsDefault(field.to_owned()));
            included
        }
    };
    if limits.min.is_some_and(|min| default < min) || limits.max.is_some_and(|max| default > max) {
        notes.say(place, OfAmount::DefaultOutside { field: field.to_owned(), default });
        limits = Limits::default();
    }
    let unit = match unit(listed.and_then(|listed| listed.measure.as_deref())) {
        Unit::Pieces => None,
        Unit::Size(unit) => Some(unit.to_owned()),
        Unit::Unknown(unit) => {
            notes.say(place, OfAmount::UnknownUnit { field: field.to_owned(), unit: unit.to_owned() });
            None
        }
    };
    let Limits { min, max, step } = limits;
    let included = included.filter(|included| *included != default);
    // What is covered and cannot be had is said by nobody in their right mind: which of the two is wrong is not known.
    let max = max.filter(|max| included.is_none_or(|included| included <= *max));
    let prices = listed.map(|listed| prices.of(&listed.name.plain, &listed.prices, notes)).unwrap_or_default();
    Some(Resource { addon: AddonId::new(id), default, unit, min, max, step, included, prices })
}

/// The limits: the form's, and where it shows none the price list's.
fn limits(
    (field, input): (&str, Option<&Input>),
    listed: Option<&ExportedAddon>,
    prices: &Prices<'_>,
    notes: &mut Notes,
) -> Limits {
    let place = prices.place;
    let (least, most) = (listed.and_then(|listed| listed.min), listed.and_then(|listed| listed.max));
    if let Some(Input::Slider { min, max, step, .. }) = input {
        for (limit, form, list) in [(Limit::Least, *min, least), (Limit::Most, *max, most)] {
            if let Some(list) = list.filter(|list| *list != form) {
                notes.say(place, OfAmount::Differs { field: field.to_owned(), limit, form, list });
            }
        }
        return Limits { min: Some(*min), max: Some(*max), step: Some(*step).filter(|step| *step > 0) };
    }
    let listed = least.is_some() || most.is_some();
    if listed {
        notes.say(place, OfAmount::ListedLimits(field.to_owned()));
    }
    if most.is_none() {
        notes.say(place, OfAmount::NoLimits(field.to_owned()));
    }
    // Limits that exclude each other are no limits.
    if least.zip(most).is_some_and(|(least, most)| least > most) {
        return Limits::default();
    }
    Limits { min: least, max: most, step: None }
}
