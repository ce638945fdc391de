//! Names that a sheet can use: each says one thing, and what tells it from others where a panel has two of a name.
//! Pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::id::DataCentreId;
use crate::catalog::offered::Name;
use crate::catalog::tariff::{DataCentre, Tariff};
use crate::sheet::Field;
use crate::text::alike::plain;
use crate::text::lang::Lang;

/// A name of the panel on one line.
pub(super) fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name in the language that is wanted, where the panel has it in both.
pub(super) fn in_language(name: &Name, lang: Lang) -> String {
    let russian = name.russian.as_deref().map(tidy).filter(|name| !name.is_empty());
    let plain = tidy(&name.plain);
    match (lang, russian) {
        (Lang::Ru, Some(russian)) => russian,
        (_, Some(russian)) if plain.is_empty() => russian,
        _ => plain,
    }
}

/// The name of a column that a tariff has for itself: none of those that it has already, and none that every sheet
/// may have.
pub(super) fn column(name: &str, id: u32, taken: &mut BTreeSet<String>) -> String {
    let own = plain(name);
    let is_called = |field: &Field| field.names().chain([field.word()]).any(|called| plain(called) == own);
    let is_taken = own.is_empty() || taken.contains(&own) || Field::ALL.iter().any(is_called);
    let name = match (is_taken, own.is_empty()) {
        (false, _) => name.to_owned(),
        (true, true) => format!("addon {id}"),
        (true, false) => format!("{name} (addon {id})"),
    };
    taken.insert(plain(&name));
    name
}

/// Data centres of one name are told apart by their ids.
pub(super) fn places(places: Vec<DataCentre>) -> Vec<DataCentre> {
    let all: Vec<String> = places.iter().map(|place| plain(&place.name)).collect();
    let alike = |name: &str| name.is_empty() || all.iter().filter(|other| *other == name).count() > 1;
    let named = |place: DataCentre| {
        let name = if alike(&plain(&place.name)) {
            format!("{} ({})", place.name, place.id).trim().to_owned()
        } else {
            place.name
        };
        DataCentre { name, ..place }
    };
    places.into_iter().map(named).collect()
}

/// Names the tariffs: one that stands in several data centres by its place as well, and others of one name by their
/// ids. What was changed is returned: the name that the panel gives, and the new one.
pub(super) fn tariffs(tariffs: &mut [Tariff], places: &[DataCentre]) -> Vec<(usize, String)> {
    let mut renamed = Vec::new();
    // Two ids of one name in one place can be told apart by nothing else.
    let spots: Vec<(String, Option<DataCentreId>)> =
        tariffs.iter().map(|tariff| (plain(&tariff.name), tariff.data_centre)).collect();
    let groups = groups(tariffs);
    for (at, tariff) in tariffs.iter_mut().enumerate() {
        let same_spot = spots.iter().filter(|spot| **spot == spots[at]).count() > 1;
        let alone = groups.get(&spots[at].0).is_none_or(|group| group.len() == 1);
        // One of several that nobody says the place of.
        let nowhere = tariff.data_centre.is_none() && !alone;
        if same_spot || nowhere || spots[at].0.is_empty() {
            renamed.push((at, tariff.name.clone()));
            tariff.name = tidy(&format!("{} (id {})", tariff.name, tariff.id));
        }
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let groups = self::groups(tariffs);
    for tariff in tariffs.iter_mut() {
        let Some(place) = tariff.data_centre.filter(|_| groups.get(&plain(&tariff.name)).is_some_and(|g| g.len() > 1))
        else {
            continue;
        };
        let named = places.iter().find(|known| known.id == place).map(|known| known.name.clone());
        // The first spelling counts for all of them.
        let product = groups.get(&plain(&tariff.name)).and_then(|group| group.first()).cloned();
        let product = product.unwrap_or_else(|| tariff.name.clone());
        tariff.name = format!("{product}, {}", named.unwrap_or_else(|| place.to_string()));
        tariff.product = Some(product);
    }
    for (at, tariff) in tariffs.iter_mut().enumerate() {
        if taken.contains(&plain(&tariff.name)) || is_product(&groups, tariff) {
            renamed.push((at, tariff.name.clone()));
            let place = tariff.data_centre.map(|place| format!("/{place}")).unwrap_or_default();
            tariff.name = format!("{} ({}{place})", tariff.name, tariff.id);
        }
        taken.insert(plain(&tariff.name));
    }
    renamed
}

/// Names as they are compared, each with its spellings.
fn groups(tariffs: &[Tariff]) -> BTreeMap<String, Vec<String>> {
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for tariff in tariffs {
        groups.entry(plain(&tariff.name)).or_default().push(tariff.name.clone());
    }
    groups
}

/// Whether a tariff is named like a product.
fn is_product(groups: &BTreeMap<String, Vec<String>>, tariff: &Tariff) -> bool {
    groups.get(&plain(&tariff.name)).is_some_and(|group| group.len() > 1)
}
