//! What a person's decision makes of the lines that sent its order, or met it. Pure.

use jiff::Timestamp;

use super::outcome::{Earlier, Outcome};
use super::plan::unlike;
use super::ruling::{Ruled, Ruling};
use super::service::{Service, ServiceState};
use super::{Difference, Domain, Order, Reason, ReasonCode, Status};

/// How a line stands once it is ruled about the order that it sent, or met in doubt; none if the ruling does not
/// touch it. `listed` is the service that it names, as a list showed it; `own` tells whether it sent the order itself.
#[must_use]
pub fn line_ruled(
    domain: &Domain,
    outcome: &Outcome,
    ruling: &Ruling,
    listed: Option<&Service>,
    own: bool,
) -> Option<Outcome> {
    let decided = outcome.reason.as_ref().is_some_and(|reason| reason.code == ReasonCode::DecidedOrdered);
    let in_doubt = outcome.status == Status::Unknown || decided;
    let met = outcome.status == Status::Conflict && !own;
    let (status, code, id) = match &ruling.ruled {
        // Whoever looked saw that it is there; the list tells whether it was paid.
        Ruled::Ordered(id) if listed.is_some_and(is_unpaid) => (Status::Unpaid, ReasonCode::NotPaid, Some(id)),
        Ruled::Ordered(id) => (Status::Confirmed, ReasonCode::DecidedOrdered, Some(id)),
        Ruled::NotOrdered => (Status::Rejected, ReasonCode::DecidedNotOrdered, None),
        Ruled::Release | Ruled::Gone(_) | Ruled::Adopt(_) => return None,
    };
    let earlier = outcome.earlier.clone().map(|earlier| Earlier { status, ..earlier });
    let named = |id: &String| Service { id: id.clone(), domain: domain.ascii().to_owned(), ..Service::default() };
    let service = id.map(|id| Box::new(listed.cloned().unwrap_or_else(|| named(id))));
    let reason = Some(Reason::with_words(code, &ruling.reason));
    match (in_doubt, met, status) {
        // It sent nothing itself: its success is the earlier run's.
        (true, _, Status::Confirmed) if !own => {
            Some(Outcome { status: Status::AlreadyOrdered, reason, service, earlier, ..outcome.clone() })
        }
        (true, ..) => Some(Outcome { status, reason, service, earlier, ..outcome.clone() }),
        // Its terms are other ones than those of an order that exists, and the conflict stays.
        (false, true, Status::Confirmed | Status::Unpaid) => Some(Outcome { service, earlier, ..outcome.clone() }),
        // What it was in conflict with does not exist.
        (false, true, _) => Some(Outcome {
            status: Status::NotSent,
            reason,
            service: None,
            earlier,
            differences: Vec::new(),
            ..outcome.clone()
        }),
        (false, false, _) => None,
    }
}

/// Whether a list shows a service as ordered, and so as not paid.
#[must_use]
pub fn is_unpaid(service: &Service) -> bool {
    service.state == Some(ServiceState::Ordered)
}

/// How a line stands that met a service which a person adopts now: ordered already where the list tells of no
/// difference from what its row asks for. None if it met no such service.
#[must_use]
pub fn line_adopted(order: &Order, outcome: &Outcome, service: &Service, at: Timestamp) -> Option<Outcome> {
    let in_account = outcome.reason.as_ref().is_some_and(|reason| reason.code == ReasonCode::InAccount);
    let met = outcome.service.as_ref().is_some_and(|met| met.id == service.id);
    if outcome.status != Status::Conflict || !in_account || !met {
        return None;
    }
    let differences = asked_otherwise(order, service);
    let (status, reason) = if differences.is_empty() {
        (Status::AlreadyOrdered, None)
    } else {
        (Status::Conflict, Some(Reason::new(ReasonCode::OtherTerms)))
    };
    let earlier = Some(Earlier { run: None, at: Some(at), status: Status::Confirmed });
    Some(Outcome { status, reason, earlier, differences, service: Some(Box::new(service.clone())), ..outcome.clone() })
}

/// Where a row asks for something else than a service that stood before it, as far as the list tells.
#[must_use]
pub fn asked_otherwise(order: &Order, service: &Service) -> Vec<Difference> {
    // What stands came first: of the two it is the before, and the row is the now.
    let turned = |found: Difference| Difference { before: found.now, now: found.before, ..found };
    unlike(order, service).into_iter().map(turned).collect()
}
