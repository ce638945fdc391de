//! What a list of the panel says of the orders that the ledger holds. Pure.

use std::collections::HashSet;

use super::claim::{Claim, ClaimState, Claiming, History};
use super::clock::Moment;
use super::identity::{Listed, Mark, Match};
use super::plan::{Rules, is_absent, ours, unlike};
use super::service::{Gap, Listing, Service, ServiceState};
use super::{Difference, Domain, Order, Outcome, Reason, ReasonCode, Status};

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
    /// Unknown orders that the list, which proves absence, does not show, by domain.
    pub absent: Vec<Domain>,
    /// Refused orders that such a list, asked for long enough after the answer, does not show: their domains are
    /// free again.
    pub freed: Vec<Domain>,
    /// Refused orders under whose domain a new service stands all the same, with that service.
    pub contested: Vec<(Domain, Service)>,
    /// Orders of a positive answer that the list, being whole but for such orders, does not show, by domain.
    pub unseen: Vec<Domain>,
    /// Those of them that were accepted and have now been missed for too long to rely on the answer.
    pub lost: Vec<Domain>,
    /// Orders in doubt of which the account's cart still holds what they laid there, by domain: they are unpaid.
    pub in_cart: Vec<Domain>,
    /// When the reading of the list began.
    pub asked: Moment,
}

impl Findings {
    /// Whether there is nothing to be written.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        let Self { found, absent, freed, contested, unseen, lost, in_cart, asked: _ } = self;
        let open = in_cart.is_empty() && found.is_empty() && absent.is_empty() && unseen.is_empty() && lost.is_empty();
        open && freed.is_empty() && contested.is_empty()
    }
}

/// Looks for the claims' services in a list.
///
/// A service found is found, however incomplete the list. Absent is an order only if the list proves
/// absence and holds a service that was known before it: with none, a filter would go unnoticed.
#[must_use]
pub fn findings(history: &History, listing: &Listing, scope: Scope, rules: Rules) -> Findings {
    let listed = Listed::new(listing);
    let mut result = Findings { asked: listing.moment(), ..Findings::default() };
    let proves_absence = listing.proves_absence() && !history.known_services.is_empty();
    // A map has no order of its own, and what is written and told is to be the same every time.
    let mut claims: Vec<(&Domain, &Claim)> = history.claims.iter().collect();
    claims.sort_by_key(|(domain, _)| *domain);
    for (domain, claim) in claims {
        let services = listed.of(domain);
        match claim.state {
            // Nothing was ever sent for an open claim, so a service under its domain is not its own.
            ClaimState::Open => continue,
            ClaimState::Refused => {
                refused(&mut result, (domain, claim), (listing, &listed), rules);
                continue;
            }
            ClaimState::Confirmed if scope == Scope::Unsettled && claim.service.is_some() => continue,
            ClaimState::Unknown | ClaimState::Accepted | ClaimState::Confirmed | ClaimState::Unpaid => {}
        }
        let found = ours(domain, claim, &listed);
        match found.and_then(|service| finding((domain, claim), service, listing, rules)) {
            Some(finding) => result.found.push(finding),
            None if found.is_some() => {}
            None if claim.state == ClaimState::Unknown && lies_in_cart(claim, listing) => {
                result.in_cart.push(domain.clone());
            }
            None if claim.positive => unseen(&mut result, (domain, claim), listing, rules),
            None if claim.state == ClaimState::Unknown && proves_absence && is_absent(claim, services) => {
                result.absent.push(domain.clone());
            }
            None => {}
        }
    }
    result
}

/// Whether what a claim's order laid into the account's cart was there when the list was read.
fn lies_in_cart(claim: &Claim, listing: &Listing) -> bool {
    let Some(Gap::Cart { items }) = &listing.gap else { return false };
    claim.cart.as_ref().is_some_and(|cart| items.contains(&cart.item))
}

/// What a list says of an order that the panel refused, or turned away.
fn refused(
    result: &mut Findings,
    (domain, claim): (&Domain, &Claim),
    (listing, listed): (&Listing, &Listed<'_>),
    rules: Rules,
) {
    let bears_out = || {
        let answered = claim.tries.ended.as_ref();
        listing.proves_absence()
            && is_absent(claim, listed.of(domain))
            && answered.is_some_and(|answered| answered.is_before(&listing.moment(), rules.after_refusal))
    };
    let (service, proved) = match listed.find(Mark::of_claim(domain, claim)) {
        Match::None => {
            result.freed.extend(bears_out().then(|| domain.clone()));
            return;
        }
        Match::One { service, proved } => (service, proved),
        // Several new ones, of which none is proved: a person is shown the first.
        Match::Several(several) => (several[0], false),
    };
    if service.state != Some(ServiceState::Ordered) && !proved {
        result.contested.push((domain.clone(), service.clone()));
    } else if let Some(finding) = finding((domain, claim), service, listing, rules) {
        result.found.push(finding);
    }
}

/// A positive answer outweighs a list, and no list proves such an order absent; but a success that nobody can see
/// for long is none.
fn unseen(result: &mut Findings, (domain, claim): (&Domain, &Claim), listing: &Listing, rules: Rules) {
    // What a list once showed may be hidden since it was deleted: that is told by its id.
    if !listing.is_whole() || claim.service.is_some() {
        return;
    }
    result.unseen.push(domain.clone());
    let mut tries = claim.tries.clone();
    tries.unseen.push(listing.moment());
    if claim.state == ClaimState::Accepted && tries.proved_unseen(rules.settle) {
        result.lost.push(domain.clone());
    }
}

/// How a claim stands whose service is listed; none while nobody can say whether it is only late or waits to be
/// paid.
fn finding((domain, claim): (&Domain, &Claim), service: &Service, listing: &Listing, rules: Rules) -> Option<Finding> {
    let ordered = service.state == Some(ServiceState::Ordered);
    let long_ago = || {
        let ended = claim.tries.ended.as_ref();
        ended.is_none_or(|ended| ended.is_before(&listing.moment(), rules.after_refusal))
    };
    let state = match claim.state {
        ClaimState::Open => return None,
        // It was taken, and is none until somebody fills in what is asked for; or only the provider knows.
        _ if service.state == Some(ServiceState::Unconfigured) => ClaimState::Accepted,
        _ if service.state == Some(ServiceState::Unavailable) => ClaimState::Unknown,
        ClaimState::Unpaid => paid_or_not(service),
        ClaimState::Unknown | ClaimState::Accepted | ClaimState::Refused if ordered => {
            long_ago().then_some(ClaimState::Unpaid)?
        }
        // A refused one comes here with a service that carries its own key.
        ClaimState::Unknown | ClaimState::Accepted | ClaimState::Confirmed | ClaimState::Refused => {
            ClaimState::Confirmed
        }
    };
    Some(Finding { domain: domain.clone(), before: claim.state, state, service: service.clone() })
}

/// A service of an order that was not paid: one that is only ordered waits for its payment.
#[must_use]
pub const fn paid_or_not(service: &Service) -> ClaimState {
    match service.state {
        Some(ServiceState::Active | ServiceState::Processing) => ClaimState::Confirmed,
        // A suspended or deleted service, or one whose state is not told, proves no payment.
        Some(
            ServiceState::Ordered
            | ServiceState::Suspended
            | ServiceState::Deleted
            | ServiceState::Unconfigured
            | ServiceState::Unavailable,
        )
        | None => ClaimState::Unpaid,
    }
}

/// How a line stands whose order's service was found: the line of the run that sent the order, or
/// of a later run that met it.
#[must_use]
pub fn line_found(order: &Order, outcome: &Outcome, finding: &Finding) -> Outcome {
    let service = Some(Box::new(finding.service.clone()));
    let paid = outcome.paid_as();
    // The service is the other order's: it explains the conflict and settles nothing of this line.
    if outcome.status == Status::Conflict {
        return Outcome { service, ..outcome.clone() };
    }
    if outcome.status == Status::AlreadyOrdered {
        let differences = unlike_now(order, outcome, &finding.service);
        return Outcome { service, paid, differences, ..outcome.clone() };
    }
    let status = match (finding.state, &outcome.earlier) {
        (ClaimState::Unpaid, _) => Status::Unpaid,
        (ClaimState::Unknown, _) => Status::Unknown,
        (ClaimState::Accepted, None) => Status::Accepted,
        // A line that met an earlier order sent nothing itself: its success is the earlier run's.
        (_, Some(_)) => Status::AlreadyOrdered,
        (_, None) => Status::Confirmed,
    };
    let reason = match status {
        Status::Unpaid => Some(not_paid(outcome.reason.as_ref())),
        Status::Unknown => Some(Reason::new(ReasonCode::NotAvailable)),
        Status::Accepted => Some(Reason::new(ReasonCode::NeedsConfiguration)),
        _ => None,
    };
    let differences = unlike_now(order, outcome, &finding.service);
    Outcome { status, reason, service, paid, differences, ..outcome.clone() }
}

/// What a service has otherwise than it was ordered: as the list shows it now, and as its form showed before what no
/// list tells.
fn unlike_now(order: &Order, outcome: &Outcome, service: &Service) -> Vec<Difference> {
    let of_form = outcome.differences.iter().filter(|known| known.part.is_configured() && outcome.earlier.is_none());
    unlike(order, service).into_iter().chain(of_form.cloned()).collect()
}

/// Why an order is unpaid whose row in the list waits for its payment: in the panel's words, if it had any.
#[must_use]
pub fn not_paid(said: Option<&Reason>) -> Reason {
    match said {
        Some(said) if matches!(said.code, ReasonCode::NoMoney | ReasonCode::NotPaid) => said.clone(),
        Some(said) => Reason { code: ReasonCode::NotPaid, detail: None, ..said.clone() },
        None => Reason::new(ReasonCode::NotPaid),
    }
}

/// How an order stands that was refused, or turned away, and under whose domain a new service is listed all the
/// same.
#[must_use]
pub fn contested(outcome: &Outcome, service: &Service) -> Outcome {
    let said = outcome.reason.clone().unwrap_or_else(|| Reason::new(ReasonCode::RefusedYetListed));
    let reason = Some(Reason { code: ReasonCode::RefusedYetListed, detail: None, ..said });
    Outcome { status: Status::Unknown, reason, service: Some(Box::new(service.clone())), ..outcome.clone() }
}

/// How an order stands whose payment was in doubt, and which still lies in the cart.
#[must_use]
pub fn in_cart(outcome: &Outcome) -> Outcome {
    Outcome { status: Status::Unpaid, reason: Some(Reason::new(ReasonCode::InCart)), ..outcome.clone() }
}

/// How an order stands whose answer was positive and whose service complete lists have missed for too long.
#[must_use]
pub fn lost(outcome: &Outcome) -> Outcome {
    // An id that came with the answer stays: it is the panel's word, and a person can look for it.
    Outcome { status: Status::Unknown, reason: Some(Reason::new(ReasonCode::NeverListed)), ..outcome.clone() }
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
            listed.find(Mark::of(claiming)).one().map(|service| service.id.clone())
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
