//! The keys of listed services, where the list itself does not tell them.

use std::collections::BTreeMap;

use super::{Panel, ReadError};
use crate::order::RemoteId;
use crate::order::identity::Mark;
use crate::order::service::Listing;

/// The most services that a panel is asked for one by one, for one list.
const MOST: usize = 20;

/// What the forms of services told of their keys, by the services' ids. A key never changes.
pub type Keys = BTreeMap<String, Option<RemoteId>>;

/// Asks the panel for the keys of services that can be the marked orders': new ones under their domains in a list
/// that tells no keys. What was asked before is not asked again. More than a few are left as they are: then nothing
/// but their domains tells whose they are.
///
/// # Errors
///
/// [`ReadError`] when the panel lets nobody in, or did not answer.
pub fn tell<'m>(
    panel: &(impl Panel + ?Sized),
    mut listing: Listing,
    marks: impl Iterator<Item = Mark<'m>>,
    keys: &mut Keys,
) -> Result<Listing, ReadError> {
    let open: Vec<String> =
        marks.flat_map(|mark| mark.unmarked(&listing)).map(|service| service.id.clone()).take(MOST).collect();
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
