//! What a list of the panel says of the orders that the ledger holds. Pure.

use std::collections::HashSet;

use jiff::Timestamp;

use super::claim::{Claim, ClaimState, Claiming, History};
use super::plan::{Listed, is_absent, new_service, ours, unlike};
use super::service::{Listing, Service, ServiceState};
use super::{Domain, Order, Outcome, Status};

/// Which claims are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those that are not settled: unknown, accepted, unpaid.
    Unsettled,
    /// Every one, so that what is known of confirmed services is brought up to date.
    All,
}

/// The service that a claim's order made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The claim's domain.
    pub domain: Domain,
    /// How the claim stood.
    pub before: ClaimState,
    /// How it stands now.
    pub state: ClaimState,
    /// The service.
    pub service: Service,
}

/// What a list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Orders whose service was found, by domain.
    pub found: Vec<Finding>,
    /// Unknown orders that the list, being complete, does not show, by domain.
    pub absent: Vec<Domain>,
    /// When the reading of the list began.
    pub asked: Timestamp,
}

impl Findings {
    /// Whether there is nothing to be written.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.found.is_empty() && self.absent.is_empty()
    }
}

/// Looks for the claims' services in a list.
///
/// A service found is found, however incomplete the list. Absent is an order only if the list proves
/// absence and holds a service that was known before it: with none, a filter would go unnoticed.
#[must_use]
pub fn findings(history: &History, listing: &Listing, scope: Scope) -> Findings {
    let listed = Listed::new(listing);
    let proves_absence = listing.proves_absence() && !history.known_services.is_empty();
    let mut result = Findings { asked: listing.asked, ..Findings::default() };
    for (domain, claim) in &history.claims {
        let settled = claim.state == ClaimState::Confirmed;
        // Nothing was ever sent for an open claim, so a service under its domain is not its own.
        if claim.state == ClaimState::Open || (settled && scope == Scope::Unsettled) {
            continue;
        }
        let services = listed.of(domain);
        // A positive answer outweighs a list: only of an order in doubt is absence worth noting.
        if let Some(service) = ours(claim, services) {
            result.found.push(finding(domain, claim, service));
        } else if claim.state == ClaimState::Unknown && proves_absence && is_absent(claim, services) {
            result.absent.push(domain.clone());
        }
    }
    // A map has no order of its own, and what is written and told is to be the same every time.
    result.found.sort_by(|one, other| one.domain.cmp(&other.domain));
    result.absent.sort();
    result
}

fn finding(domain: &Domain, claim: &Claim, service: &Service) -> Finding {
    let state = match claim.state {
        ClaimState::Unpaid => paid_or_not(service),
        ClaimState::Open | ClaimState::Unknown | ClaimState::Accepted | ClaimState::Confirmed => ClaimState::Confirmed,
    };
    Finding { domain: domain.clone(), before: claim.state, state, service: service.clone() }
}

/// A service of an order that was not paid: one that is only ordered waits for its payment.
#[must_use]
pub const fn paid_or_not(service: &Service) -> ClaimState {
    match service.state {
        Some(ServiceState::Active | ServiceState::Processing) => ClaimState::Confirmed,
        // A suspended or deleted service, or one whose state is not told, proves no payment.
        Some(ServiceState::Ordered | ServiceState::Suspended | ServiceState::Deleted) | None => ClaimState::Unpaid,
    }
}

/// How a line stands whose order's service was found: the line of the run that sent the order, or
/// of a later run that met it.
#[must_use]
pub fn line_found(order: &Order, outcome: &Outcome, finding: &Finding) -> Outcome {
    let service = Some(finding.service.clone());
    // The service is the other order's: it explains the conflict and settles nothing of this line.
    if outcome.status == Status::Conflict {
        return Outcome { service, ..outcome.clone() };
    }
    if outcome.status == Status::AlreadyOrdered {
        return Outcome { service, differences: unlike(order, &finding.service), ..outcome.clone() };
    }
    let status = match (finding.state, &outcome.earlier) {
        (ClaimState::Unpaid, _) => Status::Unpaid,
        // A line that met an earlier order sent nothing itself: its success is the earlier run's.
        (_, Some(_)) => Status::AlreadyOrdered,
        (_, None) => Status::Confirmed,
    };
    let reason = if status == Status::Unpaid { outcome.reason.clone() } else { None };
    Outcome { status, reason, service, differences: unlike(order, &finding.service), ..outcome.clone() }
}

/// The ids of the services that a run's orders made: the one that an outcome names or, where an order
/// stands or may stand and its outcome names none, the new one that the list shows under its domain.
/// One for each order: a second one is a double.
#[must_use]
pub fn made(orders: &[Claiming], outcomes: &[Outcome], after: &Listing) -> Vec<String> {
    let listed = Listed::new(after);
    let of_order = |(claiming, outcome): (&Claiming, &Outcome)| match (&outcome.service, outcome.status) {
        (Some(service), _) => Some(service.id.clone()),
        (None, Status::Unpaid | Status::Unknown | Status::Accepted) => {
            let found = new_service(listed.of(&claiming.order.domain), &claiming.listed_before);
            found.map(|service| service.id.clone())
        }
        // What appears under the domain of a refused or unsent order is somebody else's, until proved otherwise.
        (None, _) => None,
    };
    orders.iter().zip(outcomes).filter_map(of_order).collect()
}

/// Services that a list has, an earlier one had not, and nothing explains that we know of: ordered
/// by somebody else meanwhile, or twice.
#[must_use]
pub fn unexplained(before: &Listing, after: &Listing, ours: &[String]) -> Vec<Service> {
    let ours: HashSet<&str> = ours.iter().map(String::as_str).collect();
    let known: HashSet<&str> = before.services.iter().map(|service| service.id.as_str()).collect();
    let appeared = |service: &&Service| {
        let id = service.id.as_str();
        !known.contains(id) && !ours.contains(id) && !service.is_deleted()
    };
    after.services.iter().filter(appeared).cloned().collect()
}
