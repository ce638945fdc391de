//! A list, and what the panel says of the services that it lacks.

use crate::order::claim::History;
use crate::order::identity::Mark;
use crate::order::service::{Gap, Listing, Service, ServiceState};
use crate::panel::beside::{self, Keys};
use crate::panel::{Panel, ReadError};

/// The most services that a panel is asked for one by one: a filter hides many, deletion few.
const MOST: usize = 20;

/// A list that was just read, held against what is known. Services that it lacks are asked for by their ids: what
/// the panel says is gone stands in the list as deleted, and is held against no list any more.
///
/// # Errors
///
/// [`ReadError`] when the panel lets nobody in.
pub fn held(panel: &(impl Panel + ?Sized), listing: Listing, history: &History) -> Result<Listing, ReadError> {
    let open = history.claims.iter().filter(|(_, claim)| claim.service_id.is_none());
    let marks = open.map(|(domain, claim)| Mark::of_claim(domain, claim));
    let listing = beside::told(panel, listing, marks, &mut Keys::new())?;
    let controls = history.controls();
    let held = listing.clone().held_against(&controls);
    let missing = match &held.gap {
        Some(Gap::Missing(_)) => history.missing(&listing),
        _ => Vec::new(),
    };
    if missing.is_empty() || missing.len() > MOST {
        return Ok(held);
    }
    let mut gone = Vec::new();
    for service in missing {
        if panel.is_gone(&service.id)? {
            gone.push(Service { state: Some(ServiceState::Deleted), ..service });
        }
    }
    let services = listing.services.iter().cloned().chain(gone).collect();
    Ok(Listing { services, ..listing }.held_against(&controls))
}
