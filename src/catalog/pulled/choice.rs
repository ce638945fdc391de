//! One choice of a tariff: what it can be, and what it is until somebody says otherwise. Pure.

use super::money::Prices;
use super::notes::Notes;
use super::remark::OfAmount;
use crate::catalog::id::AddonId;
use crate::catalog::offered::{ExportedAddon, Input, Listed, OrderForm};
use crate::catalog::tariff::{Choice, ChoiceOption};
use crate::text::alike::plain;

/// A choice as the form shows it, with the prices of the list; none where it stays out.
pub(super) fn choice(
    (id, field, name): (u32, &str, &str),
    form: &OrderForm,
    listed: Option<&ExportedAddon>,
    prices: &Prices<'_>,
    notes: &mut Notes,
) -> Option<Choice> {
    let place = prices.place;
    let options = if form.inputs.get(field) == Some(&Input::Checkbox) {
        switch(name, listed, prices, notes)
    } else {
        let list = form.lists.get(field).map(Vec::as_slice).unwrap_or_default();
        several((name, list), listed, prices, notes)
    };
    if options.is_empty() || twice(options.iter().map(|option| option.value.clone())) {
        notes.say(place, OfAmount::NoOptions(field.to_owned()));
        return None;
    }
    let default = form.values.get(field).map(|value| value.trim()).filter(|value| !value.is_empty());
    let Some(default) = default.filter(|value| options.iter().any(|option| option.value == *value)) else {
        notes.say(place, OfAmount::NoDefault(field.to_owned()));
        return None;
    };
    Some(Choice {
        name: name.to_owned(),
        addon: AddonId::new(id),
        default: default.to_owned(),
        options: apart(options),
    })
}

/// With and without.
fn switch(name: &str, listed: Option<&ExportedAddon>, prices: &Prices<'_>, notes: &mut Notes) -> Vec<ChoiceOption> {
    let with = listed.map(|listed| prices.of(name, &listed.prices, notes)).unwrap_or_default();
    let option = |word: &str, prices| ChoiceOption { value: word.to_owned(), name: word.to_owned(), prices };
    vec![option("off", std::collections::BTreeMap::new()), option("on", with)]
}

/// One of several.
fn several(
    (name, list): (&str, &[Listed]),
    listed: Option<&ExportedAddon>,
    prices: &Prices<'_>,
    notes: &mut Notes,
) -> Vec<ChoiceOption> {
    let mut options = Vec::with_capacity(list.len());
    for option in list.iter().filter(|option| !option.key.trim().is_empty()) {
        let value = option.key.trim().to_owned();
        let words = super::names::tidy(&option.words);
        let words = if words.is_empty() { value.clone() } else { words };
        let item = listed.and_then(|listed| listed.items.iter().find(|item| item.id.to_string() == value));
        let with = |switch: &ExportedAddon| prices.of(name, &switch.prices, &mut Notes::default());
        let prices = match (item, value.as_str()) {
            (Some(item), _) => prices.of(&format!("{name}: {words}"), &item.prices, notes),
            // A switch that the form shows as a list of two.
            (None, "on") => listed.map(with).unwrap_or_default(),
            (None, _) => std::collections::BTreeMap::new(),
        };
        options.push(ChoiceOption { value, name: words, prices });
    }
    options
}

/// Options of one name are told apart by their values, and so is one that is named like another one's value.
fn apart(options: Vec<ChoiceOption>) -> Vec<ChoiceOption> {
    let all: Vec<String> = options.iter().map(|option| plain(&option.name)).collect();
    let values: Vec<String> = options.iter().map(|option| plain(&option.value)).collect();
    let alike = |at: usize| {
        let name = &all[at];
        let other = |(other, value): (usize, &String)| other != at && value == name;
        all.iter().filter(|other| *other == name).count() > 1 || values.iter().enumerate().any(other)
    };
    let named = |(at, option): (usize, ChoiceOption)| {
        let name = if alike(at) { format!("{} ({})", option.name, option.value) } else { option.name };
        ChoiceOption { name, ..option }
    };
    options.into_iter().enumerate().map(named).collect()
}

fn twice(values: impl Iterator<Item = String>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    values.into_iter().any(|value| !seen.insert(value))
}
