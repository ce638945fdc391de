//! What of the differences is proved: what a panel could not be asked, or says in two ways, is neither gone nor new.
//! Pure.

use std::collections::BTreeSet;

use super::change::{Change, OfPanel, OfSold, OfTariff};
use crate::catalog::id::{AddonId, DataCentreId, TariffId};
use crate::catalog::pulled::{LeftOut, Notes, OfAmount, OfTable, OfTariff as Said, Remark};
use crate::catalog::write::Place;

/// A tariff in its place.
type Spot = (TariffId, Option<DataCentreId>);

/// What is not known, as the remarks beside a table tell it.
#[derive(Debug, Default)]
struct Unknown {
    /// Tariffs that are somewhere, or may be.
    tariffs: BTreeSet<TariffId>,
    /// Data centres whose tariffs were not shown; none stands for all of them.
    places: BTreeSet<Option<DataCentreId>>,
    /// Amounts and choices that are there and could not be read.
    addons: BTreeSet<(Spot, AddonId)>,
    /// Amounts whose limits contradict each other.
    limits: BTreeSet<(Spot, AddonId)>,
    /// Tariffs of which a price for so many months contradicts itself.
    prices: BTreeSet<(Spot, u8)>,
    /// Whether no price could be told.
    currency: bool,
    /// Whether there is no price list, and so no names, units and prices.
    unlisted: bool,
}

/// Whether a remark says that something could not be compared.
#[must_use]
pub fn is_unclear(remark: &Remark) -> bool {
    match remark {
        Remark::Table(of) => match of {
            OfTable::NoPriceList(_)
            | OfTable::NoStep
            | OfTable::StepUnread { .. }
            | OfTable::Doubt(_)
            | OfTable::Currencies(_) => true,
            OfTable::Left { why, .. } => is_unread(why),
            _ => false,
        },
        Remark::Amount(of) => matches!(
            of,
            OfAmount::NoDefault(_)
                | OfAmount::NoOptions(_)
                | OfAmount::UnknownInput(_)
                | OfAmount::DefaultOutside { .. }
        ),
        Remark::Tariff(of) => matches!(of, Said::NoPrice { .. } | Said::NoTemplates),
    }
}

const fn is_unread(why: &LeftOut) -> bool {
    match why {
        LeftOut::NoForm(_) | LeftOut::OtherStep(_) | LeftOut::Twice | LeftOut::StepUnread => true,
        LeftOut::Closed | LeftOut::NotAvailable | LeftOut::NotOffered | LeftOut::NoPeriods => false,
    }
}

/// The changes that what was told proves.
#[must_use]
pub fn proved(changes: Vec<Change>, notes: &Notes) -> Vec<Change> {
    let unknown = Unknown::of(notes);
    changes.into_iter().filter(|change| unknown.allows(change)).collect()
}

impl Unknown {
    fn of(notes: &Notes) -> Self {
        let mut unknown = Self::default();
        for (place, remark) in notes.iter() {
            match remark {
                Remark::Table(OfTable::NoPriceList(_)) => unknown.unlisted = true,
                Remark::Table(OfTable::Currencies(_)) => unknown.currency = true,
                Remark::Table(OfTable::StepUnread { data_centre, .. }) => drop(unknown.places.insert(*data_centre)),
                Remark::Table(OfTable::Left { id, why, .. }) if is_unread(why) => drop(unknown.tariffs.insert(*id)),
                Remark::Amount(of) => unknown.amount(place, of),
                Remark::Tariff(Said::NoPrice { months, .. }) => {
                    unknown.prices.extend(spot(place).map(|spot| (spot, *months)));
                }
                Remark::Table(_) | Remark::Tariff(_) => {}
            }
        }
        unknown
    }

    fn amount(&mut self, place: &Place, of: &OfAmount) {
        let (field, known) = match of {
            OfAmount::NoDefault(field) | OfAmount::NoOptions(field) | OfAmount::UnknownInput(field) => {
                (field, &mut self.addons)
            }
            OfAmount::DefaultOutside { field, .. } => (field, &mut self.limits),
            _ => return,
        };
        let id = field.strip_prefix("addon_").and_then(|id| id.parse().ok()).map(AddonId::new);
        known.extend(spot(place).zip(id));
    }

    fn allows(&self, change: &Change) -> bool {
        let Change::Tariff { id, data_centre, what, .. } = change else {
            // Without a list nobody says a currency.
            let currency = matches!(change, Change::Panel(OfPanel::Currency(was)) if was.now.is_none());
            return !(currency && (self.unlisted || self.currency));
        };
        let spot = (*id, *data_centre);
        let unpriced = |months: u8| self.unlisted || self.currency || self.prices.contains(&(spot, months));
        match what {
            OfTariff::Gone | OfTariff::Closed => {
                let unread = self.places.contains(data_centre) || self.places.contains(&None);
                !unread && !self.tariffs.contains(id)
            }
            OfTariff::Price(months, was) => was.now.is_some() || !unpriced(months.get()),
            OfTariff::Renamed(_) | OfTariff::Product(_) => !self.unlisted,
            OfTariff::Sells { addon, what, .. } => {
                let addon = (spot, *addon);
                match what {
                    OfSold::Gone => !self.addons.contains(&addon),
                    OfSold::Least(was) | OfSold::Most(was) | OfSold::Step(was) => {
                        was.now.is_some() || !self.limits.contains(&addon)
                    }
                    OfSold::Price(months, was) | OfSold::OptionPrice(_, months, was) => {
                        was.now.is_some() || !unpriced(months.get())
                    }
                    // Which of them is the licence, and what the rest is called, the list alone says.
                    OfSold::Renamed(_) | OfSold::Unit(_) | OfSold::Included(_) | OfSold::OtherForm => !self.unlisted,
                    OfSold::New | OfSold::Default(_) | OfSold::Option(..) | OfSold::OptionName(..) => true,
                }
            }
            OfTariff::New | OfTariff::DataCentre(_) | OfTariff::Period(..) | OfTariff::Template(..) => true,
        }
    }
}

fn spot(place: &Place) -> Option<Spot> {
    match place {
        Place::Tariff(id, data_centre) => Some((*id, *data_centre)),
        Place::Top | Place::Templates | Place::Recipes | Place::DataCentres | Place::End => None,
    }
}

#[cfg(test)]
mod tests;
