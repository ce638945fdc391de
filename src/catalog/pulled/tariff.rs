//! One tariff, of its form and its entry in the price list. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::resource;
use super::choice::choice;
use super::kind;
use super::money::Prices;
use super::names::{column, in_language, tidy};
use super::notes::Notes;
use super::remark::{OfAmount, OfTariff};
use crate::catalog::id::EnumId;
use crate::catalog::months::Months;
use crate::catalog::offered::{AddonKind, ExportedAddon, ExportedTariff, Input, OrderForm};
use crate::catalog::tariff::{Choice, NamedResource, Resource, Switch};
use crate::sheet::{Field, PerAmount};
use crate::text::lang::Lang;

/// What a tariff sells.
#[derive(Debug, Default)]
pub(super) struct Sells {
    /// Amounts by their kind.
    pub(super) resources: PerAmount<Resource>,
    /// Amounts by name.
    pub(super) named: Vec<NamedResource>,
    /// The licence.
    pub(super) ispmanager: Option<Switch>,
    /// Choices.
    pub(super) choices: Vec<Choice>,
}

/// What can be chosen: the id, what the price list says of it, and what the form shows it as.
struct Addon<'t> {
    id: u32,
    field: String,
    name: String,
    listed: Option<&'t ExportedAddon>,
}

/// Everything that a tariff sells: what the form shows, since that can be ordered.
pub(super) fn sells(
    form: &OrderForm,
    listed: Option<&ExportedTariff>,
    prices: &Prices<'_>,
    (lang, licence): (Lang, bool),
    notes: &mut Notes,
) -> Sells {
    let addons = addons(form, listed, (prices, lang), notes);
    let mut sells = Sells::default();
    let mut taken = BTreeSet::new();
    let mut amounts = Vec::new();
    for addon in &addons {
        let place = (addon.id, addon.field.as_str());
        match shown(addon, form) {
            Shown::Amount => {
                if let Some(resource) = resource(place, form, addon.listed, prices, notes) {
                    amounts.push((addon, resource));
                }
            }
            Shown::Choice => match addon.listed.filter(|_| licence).and_then(|listed| switch(addon, listed)) {
                Some(switch) if sells.ispmanager.is_none() => {
                    told_cost(addon, prices, notes);
                    sells.ispmanager = Some(switch);
                }
                _ => {
                    let mut names = taken.clone();
                    let name = column(&addon.name, addon.id, &mut names);
                    // What is left out has no other name.
                    if let Some(choice) = choice((addon.id, &addon.field, &name), form, addon.listed, prices, notes) {
                        renamed(addon, &name, prices, notes);
                        sells.choices.push(choice);
                        taken = names;
                    }
                }
            },
            Shown::Unknown => notes.say(prices.place, OfAmount::UnknownInput(addon.field.clone())),
        }
    }
    for (addon, resource) in by_kind(amounts, &mut sells, prices, notes) {
        let name = column(&addon.name, addon.id, &mut taken);
        renamed(addon, &name, prices, notes);
        sells.named.push(NamedResource { name, resource });
    }
    sells
}

/// What the form has: its fields `addon_N`, in the order of the price list and then of their ids.
fn addons<'t>(
    form: &OrderForm,
    listed: Option<&'t ExportedTariff>,
    (prices, lang): (&Prices<'_>, Lang),
    notes: &mut Notes,
) -> Vec<Addon<'t>> {
    let known = listed.map(|listed| listed.addons.as_slice()).unwrap_or_default();
    let id = |field: &String| field.strip_prefix("addon_").and_then(|id| id.parse::<u32>().ok());
    let fields = form.values.keys().chain(form.inputs.keys()).chain(form.lists.keys());
    let shown: BTreeSet<u32> = fields.filter_map(id).collect();
    let name = |id: u32, listed: Option<&ExportedAddon>| {
        let listed = listed.map(|listed| in_language(&listed.name, lang)).filter(|name| !name.is_empty());
        listed.or_else(|| form.labels.get(&format!("addon_{id}")).map(|label| tidy(label))).unwrap_or_default()
    };
    let mut addons = Vec::new();
    // Two of one id are not the same: the list says nothing of it then.
    let once = |id: u32| known.iter().filter(|listed| listed.id == id).count() == 1;
    for listed in known.iter().filter(|listed| once(listed.id)) {
        let (id, field) = (listed.id, format!("addon_{}", listed.id));
        if shown.contains(&id) {
            addons.push(Addon { id, field, name: name(id, Some(listed)), listed: Some(listed) });
        } else {
            notes.say(prices.place, OfTariff::NotInForm { field, name: name(id, Some(listed)) });
        }
    }
    for id in shown.into_iter().filter(|id| !once(*id)) {
        let field = format!("addon_{id}");
        if listed.is_some() {
            notes.say(prices.place, OfAmount::NotListed(field.clone()));
        }
        addons.push(Addon { id, field, name: name(id, None), listed: None });
    }
    addons
}

/// As what something is shown.
enum Shown {
    Amount,
    Choice,
    Unknown,
}

/// As what the form shows it; where it does not say so, as what the price list has it.
fn shown(addon: &Addon<'_>, form: &OrderForm) -> Shown {
    let kind = addon.listed.map(|listed| listed.kind).unwrap_or_default();
    let has_list = form.lists.get(&addon.field).is_some_and(|list| !list.is_empty());
    match (form.inputs.get(&addon.field), kind) {
        (Some(Input::Slider { .. }), _) => Shown::Amount,
        (Some(Input::Select | Input::Checkbox), _) => Shown::Choice,
        _ if has_list => Shown::Choice,
        (_, AddonKind::Amount) => Shown::Amount,
        (_, AddonKind::Flag | AddonKind::Enumeration | AddonKind::Unknown) => Shown::Unknown,
    }
}

/// The ISPmanager licence: one of two, of which one is none.
fn switch(addon: &Addon<'_>, listed: &ExportedAddon) -> Option<Switch> {
    let word = |at: usize| listed.items.get(at).and_then(|item| item.intname.as_deref()).map(str::to_lowercase);
    let is_licence = |word: &str| kind::holds_ispmanager(word);
    let is_none = |word: &str| matches!(word, "none" | "no" | "off" | "without");
    let (one, two) = (word(0)?, word(1)?);
    let [first, second] = [listed.items.first()?.id, listed.items.get(1)?.id];
    let id = EnumId::new(addon.id);
    match listed.items.len() {
        2 if is_none(&one) && is_licence(&two) => Some(Switch { id, on: second, off: first }),
        2 if is_licence(&one) && is_none(&two) => Some(Switch { id, on: first, off: second }),
        _ => None,
    }
}

/// What the licence costs is said, since a table has no place for it.
fn told_cost(addon: &Addon<'_>, prices: &Prices<'_>, notes: &mut Notes) {
    let items = addon.listed.iter().flat_map(|listed| &listed.items);
    let costs = items.flat_map(|item| prices.of(&addon.name, &item.prices, &mut Notes::default()));
    let said: Vec<String> = costs
        .filter(|(_, money)| *money > crate::money::Money::ZERO)
        .map(|(months, money)| format!("{months}={money}"))
        .collect();
    if !said.is_empty() {
        notes.say(prices.place, OfTariff::LicenceCosts(said.join(" ")));
    }
}

/// Puts amounts under their kinds; those that have none, and those that are not alone of one, are returned.
fn by_kind<'a, 't>(
    amounts: Vec<(&'a Addon<'t>, Resource)>,
    sells: &mut Sells,
    prices: &Prices<'_>,
    notes: &mut Notes,
) -> Vec<(&'a Addon<'t>, Resource)> {
    let field = |addon: &Addon<'_>| addon.listed.and_then(kind::field);
    let mut many: BTreeMap<Field, usize> = BTreeMap::new();
    for field in amounts.iter().filter_map(|(addon, _)| field(addon)) {
        *many.entry(field).or_default() += 1;
    }
    let mut rest = Vec::new();
    for (addon, resource) in amounts {
        match field(addon) {
            Some(field) if many.get(&field) == Some(&1) => sells.resources.put(field, resource),
            Some(field) => {
                notes.say(prices.place, OfTariff::TwoOfAKind(field.word().to_owned()));
                rest.push((addon, resource));
            }
            None => rest.push((addon, resource)),
        }
    }
    rest
}

fn renamed(addon: &Addon<'_>, name: &str, prices: &Prices<'_>, notes: &mut Notes) {
    if addon.name != name {
        notes.say(prices.place, OfTariff::Renamed { from: addon.name.clone(), to: name.to_owned() });
    }
}

/// The periods by their ids: panels of today are told the months.
pub(super) fn with_ids(months: &BTreeSet<Months>) -> BTreeMap<Months, crate::catalog::id::PeriodId> {
    months.iter().map(|months| (*months, crate::catalog::id::PeriodId::new(u32::from(months.get())))).collect()
}
