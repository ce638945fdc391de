//! What a panel tells beside its list of services: the keys of orders, where the list shows none, and the cart.

use std::collections::BTreeMap;

use super::{Panel, ReadError};
use crate::order::RemoteId;
use crate::order::identity::{Listed, Mark};
use crate::order::service::{Gap, Listing};

/// The most services that a panel is asked for one by one, for one list.
const MOST: usize = 20;

/// What the forms of services told of their keys, by the services' ids. A key never changes.
pub type Keys = BTreeMap<String, Option<RemoteId>>;

/// A list with what the panel tells beside it. Something in the account's cart may be any order's, so that such a
/// list proves nothing absent.
///
/// # Errors
///
/// [`ReadError`] when the panel lets nobody in, or did not answer.
pub fn told<'m>(
    panel: &(impl Panel + ?Sized),
    listing: Listing,
    marks: impl Iterator<Item = Mark<'m>>,
    keys: &mut Keys,
) -> Result<Listing, ReadError> {
    let items = panel.cart()?.map(|cart| cart.items).unwrap_or_default();
    let items: Vec<String> = items.into_iter().map(|item| item.id).collect();
    let gap = (!items.is_empty()).then_some(Gap::Cart { items });
    with_keys(panel, Listing { gap: listing.gap.or(gap), ..listing }, marks, keys)
}

/// Asks the panel for the keys of services that can be the marked orders': new ones under their domains in a list
/// that tells no keys. What was asked before is not asked again. More than a few are left as they are: then nothing
/// but their domains tells whose they are.
fn with_keys<'m>(
    panel: &(impl Panel + ?Sized),
    mut listing: Listing,
    marks: impl Iterator<Item = Mark<'m>>,
    keys: &mut Keys,
) -> Result<Listing, ReadError> {
    let mut keyed = marks.filter(|mark| mark.key.is_some()).peekable();
    // Sorted once for all of them, and only where an order carries a key.
    if keyed.peek().is_none() {
        return Ok(listing);
    }
    let listed = Listed::new(&listing);
    let open = keyed.flat_map(|mark| mark.unmarked(&listed)).map(|service| service.id.clone());
    let open: Vec<String> = open.take(MOST).collect();
    for id in open {
        let key = match keys.get(&id) {
            Some(known) => known.clone(),
            None => keys.entry(id.clone()).or_insert(panel.key_of(&id)?).clone(),
        };
        if let Some(service) = listing.services.iter_mut().find(|service| service.id == id) {
            service.remote_id = key;
        }
    }
    Ok(listing)
}
