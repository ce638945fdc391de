//! What of the differences is proved: what a panel could not be asked, or says in two ways, is neither gone nor new.
//! Pure.

use std::collections::BTreeSet;

use super::change::{Change, OfList, OfPanel, OfSold, OfTariff};
use crate::catalog::id::{AddonId, DataCentreId, TariffId};
use crate::catalog::pulled::{LeftOut, Notes, OfAmount, OfTable, OfTariff as Said, Remark, Spot};
use crate::catalog::write::Place;

/// What is not known, as the remarks beside a table tell it.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is of something else that is not known")]
struct Unknown {
    /// Tariffs that are somewhere, or may be; those of no place may be anywhere.
    tariffs: BTreeSet<Spot>,
    /// Tariffs that the price list says are closed.
    closed: BTreeSet<TariffId>,
    /// Data centres whose tariffs were not shown; none stands for all of them.
    places: BTreeSet<Option<DataCentreId>>,
    /// Amounts and choices that are there and could not be read.
    addons: BTreeSet<(Spot, AddonId)>,
    /// Amounts whose limits contradict each other.
    limits: BTreeSet<(Spot, AddonId)>,
    /// Tariffs of which a price for so many months contradicts itself.
    prices: BTreeSet<(Spot, u8)>,
    /// Tariffs of which nobody says the systems.
    systems: BTreeSet<Spot>,
    /// Whether something of what was listed could not be read: then what is not there is not gone.
    partial: bool,
    /// Whether no form says how it is told not to renew.
    renewal: bool,
    /// Whether no price could be told.
    currency: bool,
    /// Whether there is no price list, and so no names, units and prices.
    unlisted: bool,
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
                Remark::Table(of) => unknown.table(of),
                Remark::Amount(of) => unknown.amount(place, of),
                Remark::Tariff(Said::NoPrice { months, .. }) => {
                    unknown.prices.extend(spot(place).map(|spot| (spot, *months)));
                }
                Remark::Tariff(Said::NoTemplates) => {
                    unknown.systems.extend(spot(place));
                    // Where nobody says any there is no table of it.
                    unknown.tariffs.extend(spot(place));
                    unknown.partial = true;
                }
                Remark::Tariff(_) => {}
            }
        }
        unknown
    }

    fn table(&mut self, of: &OfTable) {
        match of {
            OfTable::NoPriceList(_) => self.unlisted = true,
            OfTable::Currencies(_) => self.currency = true,
            OfTable::NoRenewal => self.renewal = true,
            OfTable::StepUnread { data_centre, .. } => {
                self.places.insert(*data_centre);
                self.partial = true;
            }
            // Of a row without an id nobody knows which tariff it was.
            OfTable::Doubt(doubt) => {
                match doubt.tariff {
                    Some(id) => drop(self.tariffs.insert((id, None))),
                    None => drop(self.places.insert(None)),
                }
                self.partial = true;
            }
            OfTable::Left { id, data_centre, why, .. } if why.is_unread() => {
                self.tariffs.insert((*id, *data_centre));
                self.partial = true;
            }
            OfTable::Left { id, why: LeftOut::Closed, .. } => drop(self.closed.insert(*id)),
            OfTable::Left { id, data_centre, why: LeftOut::NotAsked, .. } => {
                self.tariffs.insert((*id, *data_centre));
            }
            _ => {}
        }
    }

    /// Whether a tariff may be there all the same.
    fn may_be(&self, (id, place): Spot) -> bool {
        let unread = self.places.contains(&place) || self.places.contains(&None);
        // One that nobody says the place of may be any of its id.
        let same = |(own, at): &Spot| *own == id && (place.is_none() || at.is_none() || *at == place);
        unread || self.tariffs.iter().any(same)
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
        let (id, data_centre, what) = match change {
            Change::Tariff { id, data_centre, what, .. } => (id, data_centre, what),
            Change::List(what) => return self.allows_list(what),
            Change::Panel(what) => return self.allows_panel(what),
        };
        let spot = (*id, *data_centre);
        let unpriced = |months: u8| self.unlisted || self.currency || self.prices.contains(&(spot, months));
        match what {
            // What the price list says is closed is so wherever nobody could look.
            OfTariff::Closed => self.closed.contains(id) || !self.may_be(spot),
            OfTariff::Gone => !self.may_be(spot),
            OfTariff::Template(..) => !self.systems.contains(&spot),
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
            OfTariff::New | OfTariff::DataCentre(_) | OfTariff::Period(..) => true,
        }
    }
}

impl Unknown {
    /// What is not in a list is gone only where all of the list could be read.
    fn allows_list(&self, what: &OfList) -> bool {
        match what {
            OfList::Template(was) | OfList::Recipe(was) => was.now.is_some() || !self.partial,
            OfList::RecipeTemplates(_) => !self.partial,
            OfList::DataCentre(_, was) => was.now.is_some() || !(self.partial || self.unlisted),
            OfList::TemplateTitle(..) | OfList::RecipeTitle(..) | OfList::DataCentreName(..) => true,
        }
    }

    fn allows_panel(&self, what: &OfPanel) -> bool {
        match what {
            // Without a list nobody says a currency.
            OfPanel::Currency(was) => was.now.is_some() || !(self.unlisted || self.currency),
            OfPanel::NoRenewal(_) => !self.renewal,
            OfPanel::Fixed(_, was) => was.now.is_some() || !self.partial,
            OfPanel::Address(_)
            | OfPanel::Function(_)
            | OfPanel::List(_)
            | OfPanel::TemplateField(_)
            | OfPanel::Renewal(_) => true,
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
