//! Prices of a panel's list as a table can say them. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::notes::Notes;
use super::remark::{OfTable, OfTariff};
use super::told::Told;
use crate::catalog::months::Months;
use crate::catalog::offered::{Export, Length, ListPrice};
use crate::catalog::write::Place;
use crate::money::Money;

/// In which currency a table's prices are; none where they cannot be told.
pub(super) fn currency(told: &Told, notes: &mut Notes) -> Option<String> {
    let mut named: BTreeSet<String> = BTreeSet::new();
    let mut unnamed = false;
    for price in told.export.iter().flat_map(all) {
        match price.currency.as_deref().map(code) {
            Some(Some(code)) => drop(named.insert(code)),
            Some(None) => drop(named.insert(price.currency.clone().unwrap_or_default())),
            None => unnamed = true,
        }
    }
    let own = told.currency.as_deref().and_then(code);
    if named.len() + usize::from(unnamed) > 1 || unnamed {
        let mut all: Vec<String> = named.iter().cloned().collect();
        all.extend(unnamed.then(|| "?".to_owned()));
        notes.say(&Place::Top, OfTable::Currencies(all));
        return own.filter(|own| named.contains(own));
    }
    named.into_iter().next().filter(|name| code(name).is_some()).or(own)
}

/// The code of a currency, as ISO 4217 writes it.
fn code(name: &str) -> Option<String> {
    let name = name.trim();
    let is_code = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code.then(|| name.to_ascii_uppercase())
}

/// Every price of a list.
fn all(export: &Export) -> impl Iterator<Item = &ListPrice> {
    export.tariffs.iter().filter(|tariff| tariff.open).flat_map(|tariff| {
        let addons = tariff
            .addons
            .iter()
            .flat_map(|addon| addon.prices.iter().chain(addon.items.iter().flat_map(|item| &item.prices)));
        tariff.prices.iter().chain(addons)
    })
}

/// The months of a period, where it is one of months.
pub(super) fn months(length: Length) -> Option<Months> {
    match length {
        Length::Months(number) => u8::try_from(number).ok().and_then(Months::new),
        Length::Once | Length::Daily | Length::Trial | Length::Other(_) => None,
    }
}

/// The prices of what costs something, for the months in which it is sold.
pub(super) struct Prices<'p> {
    /// In which currency; prices in another one are none.
    pub(super) currency: Option<&'p str>,
    /// For which months.
    pub(super) sold: &'p BTreeSet<Months>,
    /// Where what is left out is said.
    pub(super) place: &'p Place,
}

impl Prices<'_> {
    /// The prices of one thing. Two that differ, and one that is no amount of money, are none.
    pub(super) fn of(&self, what: &str, listed: &[ListPrice], notes: &mut Notes) -> BTreeMap<Months, Money> {
        let mut prices: BTreeMap<Months, Option<Money>> = BTreeMap::new();
        let own = |price: &&ListPrice| price.currency.as_deref().and_then(code).as_deref() == self.currency;
        for price in listed.iter().filter(|_| self.currency.is_some()).filter(own) {
            let Some(months) = months(price.length).filter(|months| self.sold.contains(months)) else { continue };
            let money = Money::new(price.cost);
            let said = prices.entry(months).or_insert(money);
            if *said != money {
                *said = None;
            }
        }
        for (months, _) in prices.iter().filter(|(_, money)| money.is_none()) {
            notes.say(self.place, OfTariff::NoPrice { what: what.to_owned(), months: months.get() });
        }
        prices.into_iter().filter_map(|(months, money)| Some((months, money?))).collect()
    }
}
