//! What is different between a tariff of before and of now. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{OfSold, OfTariff, Was};
use crate::catalog::id::AddonId;
use crate::catalog::months::Months;
use crate::catalog::tariff::{Choice, Resource, Tariff, Template};
use crate::money::Money;

/// What a tariff sells under one id.
enum Sold<'t> {
    Amount(&'t Resource),
    Choice(&'t Choice),
    /// A fixed value, or a switch: the values that can be sent.
    Values(Vec<u32>),
}

/// Everything that differs, in the order of a table.
pub(super) fn changes(
    (before, all_before): (&Tariff, &[Template]),
    (now, all_now): (&Tariff, &[Template]),
) -> Vec<OfTariff> {
    let mut changes = Vec::new();
    let text = |text: &String| Some(text.clone());
    changes.extend(Was::of(text(&before.name), text(&now.name)).map(OfTariff::Renamed));
    changes.extend(Was::of(before.product.clone(), now.product.clone()).map(OfTariff::Product));
    changes.extend(Was::of(before.data_centre, now.data_centre).map(OfTariff::DataCentre));
    for months in keys(&before.periods, &now.periods) {
        let id = |tariff: &Tariff| tariff.periods.get(&months).map(|id| id.get());
        changes.extend(Was::of(id(before), id(now)).map(|was| OfTariff::Period(months, was)));
    }
    changes.extend(prices(&before.prices, &now.prices).map(|(months, was)| OfTariff::Price(months, was)));
    let (takes, took) = (taken(now, all_now), taken(before, all_before));
    // A template that is gone or new altogether is told once, of the list.
    let shared = |name: &str| [all_before, all_now].iter().all(|all| all.iter().any(|one| one.name == name));
    let other = took.symmetric_difference(&takes).filter(|name| shared(name));
    changes.extend(other.map(|name| OfTariff::Template((*name).to_owned(), takes.contains(name))));
    let (sold_before, sold_now) = (sold(before), sold(now));
    for addon in keys(&sold_before, &sold_now) {
        let (one, two) = (sold_before.get(&addon), sold_now.get(&addon));
        let name = one.or(two).map(|(name, _)| name.clone()).unwrap_or_default();
        let of = |what| OfTariff::Sells { addon, name: name.clone(), what };
        match (one, two) {
            (Some((old, before)), Some((new, now))) => {
                // A column by its kind has no name that a panel could change.
                let by_kind = matches!((before, now), (Sold::Values(_), _) | (_, Sold::Values(_)));
                let renamed = Was::of(Some(old.clone()), Some(new.clone())).filter(|_| !by_kind).map(OfSold::Renamed);
                changes.extend(renamed.into_iter().chain(of_sold(before, now)).map(of));
            }
            (Some(_), None) => changes.push(of(OfSold::Gone)),
            (None, _) => changes.push(of(OfSold::New)),
        }
    }
    changes
}

/// The templates that a tariff takes.
fn taken<'t>(tariff: &'t Tariff, all: &'t [Template]) -> BTreeSet<&'t str> {
    match &tariff.templates {
        Some(own) => own.iter().map(String::as_str).collect(),
        None => all.iter().map(|template| template.name.as_str()).collect(),
    }
}

/// What a tariff sells, by id, each with its name: of an amount with a column of its own kind, the field's word.
fn sold(tariff: &Tariff) -> BTreeMap<AddonId, (String, Sold<'_>)> {
    let kinds = tariff.resources.iter().map(|(field, amount)| (amount.addon, field.word().to_owned(), amount));
    let named = tariff.named.iter().map(|named| (named.resource.addon, named.name.clone(), &named.resource));
    let amounts = kinds.chain(named).map(|(id, name, amount)| (id, (name, Sold::Amount(amount))));
    let choices = tariff.choices.iter().map(|choice| (choice.addon, (choice.name.clone(), Sold::Choice(choice))));
    let licence = tariff.ispmanager.map(|of| (AddonId::new(of.id.get()), ("ispmanager", vec![of.on, of.off])));
    let servers = tariff.name_servers.map(|of| (AddonId::new(of.id.get()), ("name_servers", vec![of.value])));
    let values = licence.into_iter().chain(servers);
    let values = values.map(|(id, (name, values))| (id, (name.to_owned(), Sold::Values(values))));
    amounts.chain(choices).chain(values).collect()
}

fn of_sold(before: &Sold<'_>, now: &Sold<'_>) -> Vec<OfSold> {
    match (before, now) {
        (Sold::Amount(before), Sold::Amount(now)) => of_amount(before, now),
        (Sold::Choice(before), Sold::Choice(now)) => of_choice(before, now),
        (Sold::Values(before), Sold::Values(now)) if before == now => Vec::new(),
        // A licence that is a choice in one of the tables is sent by the same values.
        (Sold::Values(values), Sold::Choice(choice)) | (Sold::Choice(choice), Sold::Values(values))
            if sends(values, choice) =>
        {
            Vec::new()
        }
        _ => vec![OfSold::OtherForm],
    }
}

/// Whether a choice has these values and no other.
fn sends(values: &[u32], choice: &Choice) -> bool {
    let values: BTreeSet<String> = values.iter().map(ToString::to_string).collect();
    values == choice.options.iter().map(|option| option.value.clone()).collect()
}

fn of_amount(before: &Resource, now: &Resource) -> Vec<OfSold> {
    let covered = |of: &Resource| of.included.unwrap_or(of.default);
    let number = |number: u32| Some(number.to_string());
    let default = Was::of(number(before.default), number(now.default)).map(OfSold::Default);
    // What is covered follows the default where nothing else is said.
    let said = before.included.or(now.included).is_some();
    let included = Was::of(Some(covered(before)), Some(covered(now))).filter(|_| said).map(OfSold::Included);
    let limits = [
        Was::of(before.min, now.min).map(OfSold::Least),
        Was::of(before.max, now.max).map(OfSold::Most),
        Was::of(before.step, now.step).map(OfSold::Step),
        included,
        default,
        Was::of(before.unit.clone(), now.unit.clone()).map(OfSold::Unit),
    ];
    let prices = prices(&before.prices, &now.prices).map(|(months, was)| OfSold::Price(months, was));
    limits.into_iter().flatten().chain(prices).collect()
}

fn of_choice(before: &Choice, now: &Choice) -> Vec<OfSold> {
    let option = |choice: &Choice, value: &str| choice.options.iter().find(|option| option.value == value).cloned();
    let mut changes = Vec::new();
    let both = before.options.iter().chain(&now.options).map(|option| option.value.clone());
    let mut seen = BTreeSet::new();
    for value in both.filter(|value| seen.insert(value.clone())) {
        match (option(before, &value), option(now, &value)) {
            (Some(one), Some(two)) => {
                let renamed = Was::of(Some(one.name.clone()), Some(two.name));
                changes.extend(renamed.map(|was| OfSold::OptionName(value.clone(), was)));
                let of = |(months, was)| OfSold::OptionPrice(one.name.clone(), months, was);
                changes.extend(prices(&one.prices, &two.prices).map(of));
            }
            (one, two) => {
                let was = Was { before: one.map(|one| one.name), now: two.map(|two| two.name) };
                changes.push(OfSold::Option(value, was));
            }
        }
    }
    let named = |choice: &Choice| option(choice, &choice.default).map(|option| option.name);
    if before.default != now.default {
        changes.push(OfSold::Default(Was { before: named(before), now: named(now) }));
    }
    changes
}

/// Prices that are not what they were.
fn prices<'p>(
    before: &'p BTreeMap<Months, Money>,
    now: &'p BTreeMap<Months, Money>,
) -> impl Iterator<Item = (Months, Was<Money>)> + 'p {
    keys(before, now)
        .into_iter()
        .filter_map(|months| Some((months, Was::of(before.get(&months).copied(), now.get(&months).copied())?)))
}

/// The keys of both, in their order.
fn keys<K: Ord + Copy, V>(before: &BTreeMap<K, V>, now: &BTreeMap<K, V>) -> BTreeSet<K> {
    before.keys().chain(now.keys()).copied().collect()
}
