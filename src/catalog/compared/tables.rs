//! Everything that is different between two tables. Pure.

use std::collections::BTreeSet;

use super::change::{Change, OfTariff};
use super::{lists, tariff};
use crate::catalog::id::TariffId;
use crate::catalog::provider::Catalog;
use crate::catalog::tariff::Tariff;

/// Everything that differs. `closed` are tariffs that the panel names and does not sell any more.
#[must_use]
pub fn compared(before: &Catalog, now: &Catalog, closed: &BTreeSet<TariffId>) -> Vec<Change> {
    let mut changes: Vec<Change> = lists::panel(before, now).into_iter().map(Change::Panel).collect();
    for (one, two) in pairs(&before.tariffs, &now.tariffs) {
        let Some(tariff) = one.or(two) else { continue };
        let of =
            |what| Change::Tariff { id: tariff.id, data_centre: tariff.data_centre, name: tariff.name.clone(), what };
        match (one, two) {
            (Some(one), Some(two)) => {
                let found = tariff::changes((one, &before.templates), (two, &now.templates));
                changes.extend(found.into_iter().map(of));
            }
            (Some(_), None) if closed.contains(&tariff.id) => changes.push(of(OfTariff::Closed)),
            (Some(_), None) => changes.push(of(OfTariff::Gone)),
            (None, _) => changes.push(of(OfTariff::New)),
        }
    }
    changes.extend(lists::lists(before, now).into_iter().map(Change::List));
    changes
}

/// Each tariff of before with the one that it is now: of the same id in the same place, or of the same id where both
/// tables have one of it alone.
fn pairs<'t>(before: &'t [Tariff], now: &'t [Tariff]) -> Vec<(Option<&'t Tariff>, Option<&'t Tariff>)> {
    let spot = |one: &Tariff, two: &Tariff| (one.id, one.data_centre) == (two.id, two.data_centre);
    let alone = |list: &[Tariff], id: TariffId| list.iter().filter(|tariff| tariff.id == id).count() == 1;
    let same = |one: &Tariff, two: &Tariff| {
        spot(one, two) || (one.id == two.id && alone(before, one.id) && alone(now, two.id))
    };
    let old = before.iter().map(|one| (Some(one), now.iter().find(|two| same(one, two))));
    let new = now.iter().filter(|two| !before.iter().any(|one| same(one, two))).map(|two| (None, Some(two)));
    old.chain(new).collect()
}
