//! What is settled of the orders of a run, by a list or by what was known before. Pure.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::order::claim::Claiming;
use crate::order::findings::{contested, not_paid};
use crate::order::identity::{Listed, Mark, Match};
use crate::order::plan::unlike;
use crate::order::service::{Controls, Listing, Service, ServiceState};
use crate::order::{Domain, Order, Outcome, Reason, ReasonCode, Status};

/// What the list says of an order in doubt.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Service {
        service: Box<Service>,
        /// Whether it carries the order's own key, so that it is nobody else's.
        proved: bool,
    },
    /// Several services can be the order's.
    Several(Vec<String>),
    /// A complete list does not have it.
    Absent,
    /// No list says.
    Nothing,
}

/// Looks an order up in a list.
pub(super) fn find(claiming: &Claiming, listing: &Listing) -> Found {
    let listed = Listed::new(listing);
    // A service that is listed is found, however incomplete the list; only absence needs all of it.
    match listed.find(Mark::of(claiming)) {
        Match::One { service, proved } => Found::Service { service: Box::new(service.clone()), proved },
        Match::Several(several) => Found::Several(several.iter().map(|service| service.id.clone()).collect()),
        Match::None if listing.proves_absence() => Found::Absent,
        Match::None => Found::Nothing,
    }
}

/// The outcome of an order whose service was found: confirmed, with what is known of it. `now` is
/// when it ended, if that is not known yet.
pub(super) fn confirmed(order: &Order, outcome: &Outcome, service: &Service, now: Timestamp) -> Outcome {
    let (status, reason) = standing(service);
    Outcome {
        status,
        reason: reason.map(Reason::new),
        service: Some(Box::new(service.clone())),
        differences: unlike(order, service),
        ended_at: Some(outcome.ended_at.unwrap_or(now)),
        ..outcome.clone()
    }
}

/// How an order stands whose service is listed like this, but for one that waits for its payment.
const fn standing(service: &Service) -> (Status, Option<ReasonCode>) {
    match service.state {
        // It was taken, and is none until somebody fills in what is asked for.
        Some(ServiceState::Unconfigured) => (Status::Accepted, Some(ReasonCode::NeedsConfiguration)),
        // It was taken, and perhaps paid: what becomes of it only the provider knows.
        Some(ServiceState::Unavailable) => (Status::Unknown, Some(ReasonCode::NotAvailable)),
        Some(
            ServiceState::Ordered
            | ServiceState::Active
            | ServiceState::Suspended
            | ServiceState::Deleted
            | ServiceState::Processing,
        )
        | None => (Status::Confirmed, None),
    }
}

/// How an order stands for which a list shows several services that can be its own: a person has to say which.
pub(super) fn several(outcome: &Outcome, ids: &[String]) -> Outcome {
    let reason = Reason::with_words(ReasonCode::SeveralFound, &ids.join(", "));
    Outcome { status: Status::Unknown, reason: Some(reason), ..outcome.clone() }
}

/// Whether a list shows services that were not there before and stand under the domain of none of these orders: where
/// carts are paid, what somebody else laid there may have been paid as well.
pub(super) fn shows_strangers(orders: &[Claiming], before: &Controls, listing: &Listing) -> bool {
    let known: HashSet<&str> = before.services.iter().map(|service| service.id.as_str()).collect();
    let ours: HashSet<&Domain> = orders.iter().map(|claiming| &claiming.order.domain).collect();
    let strange = |service: &&Service| {
        let ours = service.canonical().is_some_and(|domain| ours.contains(&domain));
        !service.is_deleted() && !known.contains(service.id.as_str()) && !ours
    };
    listing.services.iter().any(|service| strange(&service))
}

/// Whether an outcome can become better known by a list.
#[must_use]
pub const fn is_open(outcome: &Outcome) -> bool {
    outcome.status.facts().open
}

/// The orders of which a list at the end of a run says more, by their place among `orders`: accepted and unknown
/// ones that it shows; and refused ones, or ones turned away, under whose domain a new service stands.
///
/// A service that only waits for its payment is not paid if this was the `last` look; before it, it is left open.
#[must_use]
pub fn closing(
    orders: &[Claiming],
    outcomes: &[Outcome],
    listing: &Listing,
    now: Timestamp,
    last: bool,
) -> Vec<(usize, Outcome)> {
    let listed = Listed::new(listing);
    let mut better = Vec::new();
    for (at, (claiming, outcome)) in orders.iter().zip(outcomes).enumerate() {
        let Some(meaning) = meaning(outcome) else { continue };
        let (service, proved) = match listed.find(Mark::of(claiming)) {
            Match::One { service, proved } => (service, proved),
            Match::Several(_) | Match::None => continue,
        };
        let shown = confirmed(&claiming.order, outcome, service, now);
        let ordered = service.state == Some(ServiceState::Ordered);
        match meaning {
            // An error, and an order that waits for its money all the same: whatever the error said.
            _ if ordered && last => {
                let reason = Some(not_paid(outcome.reason.as_ref()));
                better.push((at, Outcome { status: Status::Unpaid, reason, ..shown }));
            }
            _ if ordered => {}
            _ if proved => better.push((at, shown)),
            Meaning::Ours => better.push((at, shown)),
            Meaning::Contested => better.push((at, contested(outcome, service))),
        }
    }
    better
}

/// Whether a list shows services of these orders that may only wait for their payment.
#[must_use]
pub fn some_wait(orders: &[Claiming], outcomes: &[Outcome], listing: &Listing) -> bool {
    let listed = Listed::new(listing);
    orders.iter().zip(outcomes).any(|(claiming, outcome)| {
        let found = || listed.find(Mark::of(claiming)).one();
        meaning(outcome).is_some() && found().is_some_and(|service| service.state == Some(ServiceState::Ordered))
    })
}

/// What a new service under the domain of an order means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// The order was executed.
    Ours,
    /// It was refused or turned away, so that the service may be anybody's.
    Contested,
}

/// What a new service under the domain of an order that ended so would mean; none if nothing new.
fn meaning(outcome: &Outcome) -> Option<Meaning> {
    let code = outcome.reason.as_ref().map(|reason| reason.code);
    match (outcome.status, code) {
        (_, Some(ReasonCode::RefusedYetListed)) => None,
        _ if is_open(outcome) => Some(Meaning::Ours),
        (Status::Rejected, Some(ReasonCode::NoMoney)) => Some(Meaning::Ours),
        (Status::Rejected, _) | (Status::NotSent, Some(ReasonCode::Throttled)) => Some(Meaning::Contested),
        _ => None,
    }
}

/// An order that is sent for the second time stays in doubt if this time it did not leave: its first
/// try was not seen, which is what was known before. So does one that lies in the cart.
#[must_use]
pub fn still_in_doubt(claiming: &Claiming, outcome: Outcome) -> Outcome {
    match (outcome.status, &claiming.cart_item) {
        (Status::NotSent, _) if claiming.again => Outcome { status: Status::Unknown, ..outcome },
        // It lies in the cart, as before.
        (Status::NotSent, Some(item)) => {
            let reason = Some(Reason::new(ReasonCode::InCart));
            Outcome { status: Status::Unpaid, reason, cart_item: Some(item.clone()), ..outcome }
        }
        _ => outcome,
    }
}
