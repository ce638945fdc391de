//! Which tariffs can be ordered, and where; and which are left out, and why. Pure.

use std::collections::BTreeSet;

use super::names::{in_language, places, tidy};
use super::notes::Notes;
use super::remark::{LeftOut, OfTable};
use super::told::Told;
use crate::catalog::id::{DataCentreId, TariffId};
use crate::catalog::offered::{ExportedTariff, StepTariff};
use crate::catalog::tariff::DataCentre;
use crate::catalog::write::Place;

/// A tariff in its place.
pub type Spot = (TariffId, Option<DataCentreId>);

/// A tariff in a place, as the price list and the step of an order name it.
#[derive(Clone, Copy, Debug)]
pub struct Sold<'t> {
    /// Its id.
    pub id: TariffId,
    /// Where.
    pub data_centre: Option<DataCentreId>,
    /// What the price list says of it.
    pub listed: Option<&'t ExportedTariff>,
    /// What the step says of it.
    pub step: Option<&'t StepTariff>,
}

impl Sold<'_> {
    /// Those of the tariffs that are wanted; of one that does not stand in its place, whatever stands elsewhere.
    #[must_use]
    pub fn wanted(sold: Vec<Self>, wanted: &BTreeSet<Spot>) -> Vec<Self> {
        let spots: BTreeSet<Spot> = sold.iter().map(|sold| (sold.id, sold.data_centre)).collect();
        let elsewhere = |id: TariffId| wanted.iter().any(|spot| spot.0 == id && !spots.contains(spot));
        let is_wanted = |sold: &Self| wanted.contains(&(sold.id, sold.data_centre)) || elsewhere(sold.id);
        sold.into_iter().filter(is_wanted).collect()
    }
}

impl Sold<'_> {
    /// What the panel calls it.
    pub(super) fn name(&self, told: &Told) -> String {
        let listed = self.listed.map(|listed| in_language(&listed.name, told.lang)).filter(|name| !name.is_empty());
        let step = || self.step.and_then(|step| step.title.as_deref()).map(tidy);
        listed.or_else(step).unwrap_or_default()
    }
}

impl Told {
    /// The tariffs that can be ordered, each in its place; what is left out is said.
    #[must_use]
    pub fn sold(&self, notes: &mut Notes) -> Vec<Sold<'_>> {
        let export = self.export.as_ref().map(|export| export.tariffs.as_slice()).unwrap_or_default();
        let listed = |id: TariffId| export.iter().find(|tariff| tariff.id == id);
        let mut sold: Vec<Sold<'_>> = Vec::new();
        let mut left = |sold: &Sold<'_>, why: LeftOut| {
            let (id, data_centre, name) = (sold.id, sold.data_centre, sold.name(self));
            notes.say(&Place::End, OfTable::Left { id, data_centre, name, why });
        };
        for (place, row) in
            self.steps.iter().flat_map(|(place, step)| step.tariffs.iter().map(move |row| (*place, row)))
        {
            let data_centre = row.data_centre.or(place);
            let tariff = Sold { id: row.id, data_centre, listed: listed(row.id), step: Some(row) };
            let same = |other: &&Sold<'_>| other.id == tariff.id && other.data_centre == data_centre;
            if let Some(known) = sold.iter().find(same) {
                // What the step shows twice, and not alike, it says nothing of.
                if known.step.is_some_and(|known| known.prices != row.prices) {
                    left(&tariff, LeftOut::Twice);
                }
                continue;
            }
            if export.iter().filter(|other| other.id == row.id).count() > 1 {
                left(&tariff, LeftOut::Twice);
                continue;
            }
            match (tariff.listed, row.available) {
                (_, Some(false)) => left(&tariff, LeftOut::NotAvailable),
                (Some(listed), _) if !listed.open => left(&tariff, LeftOut::Closed),
                _ => sold.push(tariff),
            }
        }
        for tariff in export {
            let places = tariff.data_centres.iter().map(|(id, _)| Some(*id));
            let places: Vec<_> = if tariff.data_centres.is_empty() { vec![None] } else { places.collect() };
            let alone = Sold { id: tariff.id, data_centre: None, listed: Some(tariff), step: None };
            let named = self.steps.iter().any(|(_, step)| step.tariffs.iter().any(|row| row.id == tariff.id));
            let twice = export.iter().filter(|other| other.id == tariff.id).count() > 1;
            if self.steps.is_empty() && tariff.open && twice {
                left(&alone, LeftOut::Twice);
            } else if self.steps.is_empty() && tariff.open {
                sold.extend(places.into_iter().map(|data_centre| Sold { data_centre, ..alone }));
            } else if !named {
                left(
                    &alone,
                    match tariff.open {
                        false => LeftOut::Closed,
                        // Where it would be named nobody could look.
                        true if self.unread.is_empty() => LeftOut::NotOffered,
                        true => LeftOut::StepUnread,
                    },
                );
            }
        }
        // In the order of the price list, which is the panel's own.
        let place = |id: TariffId| export.iter().position(|tariff| tariff.id == id).unwrap_or(export.len());
        sold.sort_by_key(|sold| place(sold.id));
        sold
    }

    /// The data centres that the panel names, each by a name of its own.
    pub(super) fn places(&self, notes: &mut Notes) -> Vec<DataCentre> {
        let mut found: Vec<DataCentre> = Vec::new();
        let mut known = |id: DataCentreId, name: String| {
            if !found.iter().any(|other| other.id == id) {
                found.push(DataCentre { id, name });
            }
        };
        for listed in self.steps.iter().flat_map(|(_, step)| &step.data_centres) {
            match listed.key.trim().parse() {
                Ok(id) => known(DataCentreId::new(id), tidy(&listed.words)),
                Err(_) => notes.say(&Place::DataCentres, OfTable::StrangePlace(listed.key.clone())),
            }
        }
        for (id, name) in self.export.iter().flat_map(|export| &export.tariffs).flat_map(|tariff| &tariff.data_centres)
        {
            known(*id, in_language(name, self.lang));
        }
        places(found)
    }
}
