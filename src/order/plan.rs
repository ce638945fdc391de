//! What is to become of every order before anything is sent: orders × history × services listed.
//!
//! Pure. The plan is made twice: from the ledger alone, for a person to confirm; and again with
//! the panel's list, which can only take orders away.

use std::collections::HashMap;

use super::claim::{Claim, ClaimState, Claiming, History, Settle};
use super::service::{Listing, Service};
use super::{Difference, Domain, Earlier, Order, Outcome, Part, Reason, ReasonCode, Renewal, Status};

/// What is to become of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be sent.
    Send,
    /// It may be sent for the second time: its first try is proved absent.
    SendAgain,
    /// It is not sent; this is how it stands.
    Stands(Box<Outcome>),
}

/// The services of a list by their canonical domain.
#[derive(Debug, Default)]
pub struct Listed<'l>(HashMap<Domain, Vec<&'l Service>>);

impl<'l> Listed<'l> {
    /// Sorts a list by domain.
    #[must_use]
    pub fn new(listing: &'l Listing) -> Self {
        let mut by_domain: HashMap<Domain, Vec<&Service>> = HashMap::new();
        for service in &listing.services {
            // Panels write names as they please (in Cyrillic, with capitals), so only canonical forms are compared.
            if let Some(domain) = service.canonical() {
                by_domain.entry(domain).or_default().push(service);
            }
        }
        Self(by_domain)
    }

    /// The services of a domain, deleted ones among them.
    #[must_use]
    pub fn of(&self, domain: &Domain) -> &[&'l Service] {
        self.0.get(domain).map_or(&[], Vec::as_slice)
    }
}

/// What a plan may count on, beside the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How an unknown order is proved absent; none where nothing proves it, and it is never sent
    /// again: without a list, or where the panel sells one domain twice.
    pub settle: Option<Settle>,
}

/// Decides about one order from the ledger alone.
#[must_use]
pub fn from_ledger(order: &Order, history: &History, rules: Rules) -> Decision {
    let Some(claim) = history.claims.get(&order.domain) else {
        return Decision::Send;
    };
    // Claimed, but provably never sent: nothing can exist.
    if claim.state == ClaimState::Open {
        return Decision::Send;
    }
    let differences = unlike_claim(order, claim);
    if !differences.is_empty() {
        let reason = Reason::new(ReasonCode::OtherTerms);
        return stands(Outcome {
            differences,
            earlier: Some(earlier(claim)),
            ..Outcome::because(Status::Conflict, reason)
        });
    }
    let outcome = match claim.state {
        ClaimState::Unknown if may_be_sent_again(claim, history, rules) => return Decision::SendAgain,
        ClaimState::Unknown => Outcome::because(Status::Unknown, Reason::new(ReasonCode::InDoubt)),
        ClaimState::Unpaid => Outcome::because(Status::Unpaid, Reason::new(ReasonCode::NotPaid)),
        ClaimState::Open | ClaimState::Accepted | ClaimState::Confirmed => Outcome::new(Status::AlreadyOrdered),
    };
    // The answer to an order may give an id and nothing else, before any list shows the service.
    let named = || {
        let domain = order.domain.ascii().to_owned();
        claim.service_id.as_ref().map(|id| Service { id: id.clone(), domain, ..Service::default() })
    };
    let service = claim.service.clone().or_else(named);
    let differences = match outcome.status {
        Status::AlreadyOrdered => service.as_ref().map(|service| unlike(order, service)).unwrap_or_default(),
        _ => Vec::new(),
    };
    stands(Outcome { service, earlier: Some(earlier(claim)), differences, sent_at: claim.attempted, ..outcome })
}

/// Where an order differs from what holds its domain: from the order made, or, for a service that a
/// person adopted, from what the list tells of it.
fn unlike_claim(order: &Order, claim: &Claim) -> Vec<Difference> {
    match (&claim.terms, &claim.service) {
        (Some(terms), _) => order.terms.differences(terms),
        (None, Some(service)) => {
            // What stands came first: of the conflict it is the before, and the row is the now.
            let turned = |found: Difference| Difference { part: found.part, before: found.now, now: found.before };
            unlike(order, service).into_iter().map(turned).collect()
        }
        (None, None) => Vec::new(),
    }
}

/// Whether an unknown order may be sent once more. Never with a ledger that lost something: what it
/// knows of the tries may not be all.
fn may_be_sent_again(claim: &Claim, history: &History, rules: Rules) -> bool {
    !history.incomplete && rules.settle.is_some_and(|settle| claim.tries.proved_absent(settle))
}

/// Decides about one order from the ledger and a list of the panel's services.
///
/// A list that came incomplete must not be used for this: what it lacks could be there.
#[must_use]
pub fn with_list(order: &Order, history: &History, listed: &Listed<'_>, rules: Rules) -> Decision {
    let services = listed.of(&order.domain);
    match from_ledger(order, history, rules) {
        // The second barrier, for a ledger that was lost or is elsewhere: what stands in the account is not ordered.
        Decision::Send => match services.iter().find(|service| !service.is_deleted()) {
            Some(foreign) => stands(Outcome {
                service: Some((*foreign).clone()),
                ..Outcome::because(Status::Conflict, Reason::new(ReasonCode::InAccount))
            }),
            None => Decision::Send,
        },
        Decision::SendAgain => match history.claims.get(&order.domain) {
            // The proof of absence is older than this list, and one look that shows anything new outweighs it.
            Some(claim) if !is_absent(claim, services) => {
                let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::InDoubt));
                let doubt = Outcome { earlier: Some(earlier(claim)), sent_at: claim.attempted, ..doubt };
                stands(seen(doubt, order, claim, services))
            }
            _ => Decision::SendAgain,
        },
        Decision::Stands(outcome) => {
            let claim = history.claims.get(&order.domain);
            stands(claim.map_or(*outcome.clone(), |claim| seen(*outcome, order, claim, services)))
        }
    }
}

/// How an order is claimed that may be sent, once the list was read.
#[must_use]
pub fn claiming(order: &Order, history: &History, listed: &Listed<'_>) -> Claiming {
    let ids = || listed.of(&order.domain).iter().map(|service| service.id.clone()).collect();
    match history.claims.get(&order.domain).filter(|claim| claim.state == ClaimState::Unknown) {
        // The ids from before the first try, not of now: what the first try made has to count as new.
        Some(claim) => Claiming { order: order.clone(), listed_before: claim.listed_before.clone(), again: true },
        None => Claiming { order: order.clone(), listed_before: ids(), again: false },
    }
}

/// Whether a list shows nothing that the claim's order can have made, not even deleted.
#[must_use]
pub fn is_absent(claim: &Claim, services: &[&Service]) -> bool {
    services.iter().all(|service| claim.listed_before.contains(&service.id))
}

/// What a list adds to the outcome of an order that was made before.
fn seen(outcome: Outcome, order: &Order, claim: &Claim, services: &[&Service]) -> Outcome {
    let Some(service) = ours(claim, services) else {
        return outcome;
    };
    let mut outcome = Outcome { service: Some(service.clone()), ..outcome };
    match outcome.status {
        // A deleted service is found by an id of our own only: it did exist, so the order is no longer in doubt.
        Status::Unknown | Status::AlreadyOrdered if service.is_deleted() => {
            outcome.status = Status::AlreadyOrdered;
            outcome.reason = Some(Reason::new(ReasonCode::DeletedSince));
        }
        Status::Unknown => {
            outcome.status = Status::AlreadyOrdered;
            outcome.reason = None;
        }
        _ => {}
    }
    if outcome.status == Status::AlreadyOrdered {
        outcome.differences = unlike(order, service);
    }
    outcome
}

/// The service that a claim's order made: the one of the id that the ledger knows, or, as long as
/// it knows none, an undeleted one with an id that was not listed before the order was sent.
#[must_use]
pub fn ours<'l>(claim: &Claim, services: &[&'l Service]) -> Option<&'l Service> {
    // An id is proof and a name is not: once it is known, nothing else under the domain counts.
    match &claim.service_id {
        Some(id) => services.iter().find(|service| service.id == *id).copied(),
        None => new_service(services, &claim.listed_before),
    }
}

/// An undeleted service with an id that was not listed before.
#[must_use]
pub fn new_service<'l>(services: &[&'l Service], listed_before: &[String]) -> Option<&'l Service> {
    services.iter().find(|service| !service.is_deleted() && !listed_before.contains(&service.id)).copied()
}

fn stands(outcome: Outcome) -> Decision {
    Decision::Stands(Box::new(outcome))
}

fn earlier(claim: &Claim) -> Earlier {
    let status = match claim.state {
        ClaimState::Open => Status::NotSent,
        ClaimState::Unknown => Status::Unknown,
        ClaimState::Accepted => Status::Accepted,
        ClaimState::Confirmed => Status::Confirmed,
        ClaimState::Unpaid => Status::Unpaid,
    };
    Earlier { run: claim.run.clone(), at: claim.attempted.or(Some(claim.since)), status }
}

/// What a found service shows otherwise than its order asked, as far as the list tells. Panels may
/// clamp values silently, so a difference is a warning.
#[must_use]
pub fn unlike(order: &Order, service: &Service) -> Vec<Difference> {
    let terms = &order.terms;
    let mut found = Vec::new();
    let mut differ = |part, listed: &Option<String>, asked: &[String]| {
        // What a list does not tell is no difference.
        if let Some(listed) = listed
            && !listed.is_empty()
            && !asked.iter().any(|asked| asked.eq_ignore_ascii_case(listed))
        {
            found.push(Difference { part, before: asked[0].clone(), now: listed.clone() });
        }
    };
    let (asked, sent) = (&terms.asked, &terms.sent);
    // Lists show a name or an id, as the panel pleases.
    differ(Part::Tariff, &service.tariff, &[asked.tariff.clone(), sent.shown(Part::Tariff)]);
    differ(Part::Template, &service.template, std::slice::from_ref(&asked.template));
    differ(Part::Period, &service.period, &[asked.months.to_string(), sent.shown(Part::Period)]);
    // How a list shows that nothing renews is published nowhere, so only a renewal is compared.
    if let Renewal::Every(months) = asked.renewal {
        differ(Part::AutoRenew, &service.renewal, &[months.to_string(), sent.shown(Part::AutoRenew)]);
    }
    found
}
