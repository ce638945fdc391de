//! What is settled of the orders of a run, by a list or by what was known before. Pure.

use jiff::Timestamp;

use crate::order::claim::Claiming;
use crate::order::plan::{Listed, new_service, unlike};
use crate::order::service::{Listing, Service};
use crate::order::{Order, Outcome, Status};

/// What the list says of an order in doubt.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Service(Box<Service>),
    /// A complete list does not have it.
    Absent,
    /// No list says.
    Nothing,
}

/// Looks an order up in a list.
pub(super) fn find(claiming: &Claiming, listing: &Listing) -> Found {
    let listed = Listed::new(listing);
    // A service that is listed is found, however incomplete the list; only absence needs all of it.
    match new_service(listed.of(&claiming.order.domain), &claiming.listed_before) {
        Some(service) => Found::Service(Box::new(service.clone())),
        None if listing.proves_absence() => Found::Absent,
        None => Found::Nothing,
    }
}

/// The outcome of an order whose service was found: confirmed, with what is known of it. `now` is
/// when it ended, if that is not known yet.
pub(super) fn confirmed(order: &Order, outcome: &Outcome, service: &Service, now: Timestamp) -> Outcome {
    Outcome {
        status: Status::Confirmed,
        reason: None,
        service: Some(service.clone()),
        differences: unlike(order, service),
        ended_at: Some(outcome.ended_at.unwrap_or(now)),
        ..outcome.clone()
    }
}

/// Whether an outcome can become better known by a list.
#[must_use]
pub const fn is_open(outcome: &Outcome) -> bool {
    outcome.status.facts().open
}

/// The orders that a list at the end of a run confirms, by their place among `orders`: accepted
/// ones that it shows, and unknown ones that it finds.
#[must_use]
pub fn closing(orders: &[Claiming], outcomes: &[Outcome], listing: &Listing, now: Timestamp) -> Vec<(usize, Outcome)> {
    let listed = Listed::new(listing);
    let mut better = Vec::new();
    for (at, (claiming, outcome)) in orders.iter().zip(outcomes).enumerate() {
        let found = || new_service(listed.of(&claiming.order.domain), &claiming.listed_before);
        // Of a refused order a new service under the domain proves nothing: a colleague may have made it.
        if let Some(service) = is_open(outcome).then(found).flatten() {
            better.push((at, confirmed(&claiming.order, outcome, service, now)));
        }
    }
    better
}

/// An order that is sent for the second time stays in doubt if this time it did not leave: its first
/// try was not seen, which is what was known before.
#[must_use]
pub fn still_in_doubt(claiming: &Claiming, outcome: Outcome) -> Outcome {
    let status = if claiming.again && outcome.status == Status::NotSent { Status::Unknown } else { outcome.status };
    Outcome { status, ..outcome }
}
