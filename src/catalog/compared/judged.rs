//! What of a table a panel says otherwise, as far as it could be asked. Pure.

use std::collections::BTreeSet;

use super::change::{Change, OfList, OfTariff};
use super::proof::proved;
use super::tables::compared;
use crate::catalog::id::{DataCentreId, TariffId};
use crate::catalog::provider::Catalog;
use crate::catalog::pulled::{Draft, LeftOut, Notes, OfTable, Remark, Spot, Told, Unmade};
use crate::catalog::table::CatalogError;
use crate::catalog::write::Place;

/// What is different, and what could not be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// What is different for certain.
    pub changes: Vec<Change>,
    /// What could not be read, so that nothing is known of it.
    pub unclear: Vec<Remark>,
}

/// What is ordered by a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ordered {
    /// The tariffs, each in its place.
    pub tariffs: BTreeSet<Spot>,
    /// The operating systems.
    pub templates: BTreeSet<String>,
    /// What is installed with them.
    pub recipes: BTreeSet<String>,
}

impl Judged {
    /// Everything that is different.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] when what the panel says makes no table, and so cannot be compared with one.
    pub fn of(table: &Catalog, told: &Told) -> Result<Self, CatalogError> {
        let (changes, notes) = judged(table, told)?;
        Ok(Self { changes, unclear: notes.unclear().cloned().collect() })
    }

    /// What is different of that which is ordered, and what of it could not be compared.
    #[must_use]
    pub fn of_ordered(table: &Catalog, told: &Told, ordered: &Ordered) -> Self {
        let (changes, notes) = match judged(table, told) {
            Ok(judged) => judged,
            Err(error) => {
                let unclear = vec![OfTable::Unsound(error.to_string()).into()];
                return Self { changes: Vec::new(), unclear };
            }
        };
        let changes = changes.into_iter().filter(|change| ordered.has_change(change)).collect();
        let mut unclear: Vec<Remark> = Vec::new();
        for (place, remark) in notes.iter().filter(|(_, remark)| remark.is_unclear()) {
            if ordered.has_remark(place, remark) && !unclear.contains(remark) {
                unclear.push(remark.clone());
            }
        }
        Self { changes, unclear }
    }
}

impl Ordered {
    fn has_tariff(&self, id: TariffId, data_centre: Option<DataCentreId>) -> bool {
        self.tariffs.iter().any(|(own, place)| *own == id && (*place == data_centre || place.is_none()))
    }

    /// Whether a change is of something that is ordered.
    fn has_change(&self, change: &Change) -> bool {
        match change {
            Change::Panel(_) => true,
            Change::Tariff { what: OfTariff::Template(name, _), .. } if !self.templates.contains(name) => false,
            Change::Tariff { id, data_centre, .. } => self.has_tariff(*id, *data_centre),
            // What other tariffs take was not asked for, and what is new is not ordered.
            Change::List(OfList::Template(was)) => {
                was.before.as_ref().is_some_and(|name| self.templates.contains(name))
            }
            Change::List(OfList::Recipe(was)) => was.before.as_ref().is_some_and(|name| self.recipes.contains(name)),
            Change::List(OfList::RecipeTemplates(name)) => self.recipes.contains(name),
            Change::List(_) => false,
        }
    }

    /// Whether a remark is of something that is ordered, or of the panel as a whole.
    fn has_remark(&self, place: &Place, remark: &Remark) -> bool {
        let named = |id: TariffId| self.tariffs.iter().any(|(own, _)| *own == id);
        match (place, remark) {
            (_, Remark::Table(OfTable::Left { id, .. })) | (Place::Tariff(id, _), _) => named(*id),
            _ => true,
        }
    }
}

/// What is different, as far as the panel can be compared with the table, and what is said of the panel.
fn judged(table: &Catalog, told: &Told) -> Result<(Vec<Change>, Notes), CatalogError> {
    let (now, notes) = match Draft::of(told) {
        // A person may ask a panel under another address than the table's.
        Ok(Draft { catalog, notes }) => (Catalog { panel: table.panel.clone(), ..catalog }, notes),
        // Of the rest nothing was told.
        Err(Unmade::NoTariffs(notes) | Unmade::NoTemplates(notes)) => {
            (Catalog { tariffs: Vec::new(), ..table.clone() }, *notes)
        }
        Err(Unmade::Unsound(error)) => return Err(error),
    };
    let closed: BTreeSet<TariffId> = notes.all().filter_map(closed).collect();
    let changes = proved(compared(table, &now, &closed), &notes);
    Ok((changes, notes))
}

/// The tariff that the panel names and does not sell any more.
const fn closed(remark: &Remark) -> Option<TariffId> {
    match remark {
        Remark::Table(OfTable::Left { id, why: LeftOut::Closed | LeftOut::NotAvailable, .. }) => Some(*id),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
