//! A panel's price list, tariff by tariff: one may be as large as a hundred forms. Pure.

use std::collections::BTreeMap;

use super::asking::EXPORT;
use super::notes::{MOST, Notes};
use super::tariff::tariff;
use super::whole::{document_apart, odd};
use crate::catalog::offered::{Export, ExportedTariff};
use crate::catalog::{Protocol, TariffId};
use crate::order::Flaw;
use crate::panel::ReadError;
use crate::panel::billmanager::reply::Reply;

/// What tariffs stand under.
const TARIFF: &str = "pricelist";

/// The most tariffs of a price list: one with more is not a panel's.
const MOST_TARIFFS: usize = 10_000;

/// Reads a price list. Only one tariff at a time stands in memory beside the answer itself.
///
/// # Errors
///
/// [`ReadError`] for what is no price list, is not whole, or has no tariff that can be read: never *no tariffs*.
pub(in crate::panel) fn read_export(reply: &Reply, protocol: &Protocol) -> Result<Export, ReadError> {
    let mut reading = Reading::default();
    let document = document_apart(reply, protocol, TARIFF, &mut |element| reading.take(&element))?;
    if document.attribute("func").is_some_and(|function| function != EXPORT) {
        return Err(odd(Flaw::OtherForm, None));
    }
    let Reading { tariffs, notes, .. } = reading;
    if tariffs.len() > MOST_TARIFFS {
        return Err(odd(Flaw::TooLarge, None));
    }
    if tariffs.is_empty() || notes.doubts.len() > MOST {
        let place = notes.doubts.first().map(|doubt| doubt.place.clone());
        let flaw = if place.is_some() { Flaw::OddOffer } else { Flaw::NoTariffs };
        // Under load, panels were seen to have nothing in it.
        return Err(ReadError { passing: place.is_none(), ..odd(flaw, place) });
    }
    Ok(Export { tariffs, doubts: notes.doubts })
}

/// What was read so far.
#[derive(Debug, Default)]
struct Reading {
    number: usize,
    tariffs: Vec<ExportedTariff>,
    /// Where the tariffs of an id stand in it.
    known: BTreeMap<TariffId, Vec<usize>>,
    notes: Notes,
}

impl Reading {
    fn take(&mut self, element: &crate::panel::billmanager::element::Element) {
        self.number += 1;
        if self.notes.doubts.len() > MOST || self.tariffs.len() > MOST_TARIFFS {
            return;
        }
        let Some(tariff) = tariff(element, self.number, &mut self.notes) else { return };
        let known = self.known.entry(tariff.id).or_default();
        // The same said twice is said once; said in another way, it stands there twice.
        if known.iter().all(|at| self.tariffs[*at] != tariff) {
            known.push(self.tariffs.len());
            self.tariffs.push(tariff);
        }
    }
}
