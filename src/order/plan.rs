//! What is to become of every order before anything is sent: orders × history × services listed.
//!
//! Pure. The plan is made twice: from the ledger alone, for a person to confirm; and again with
//! the panel's list, which can only take orders away.

use jiff::SignedDuration;

use super::claim::{Claim, ClaimState, Claiming, History, Settle};
pub use super::identity::Listed;
use super::identity::{Mark, Match};
use super::service::{Service, ServiceState};
use super::{Difference, Domain, Earlier, Order, Outcome, Part, Reason, ReasonCode, Renewal, Status};

/// What is to become of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be sent.
    Send,
    /// It may be sent for the second time: its first try is proved absent.
    SendAgain,
    /// An earlier run laid it into the account's cart, as this item, and did not begin to pay for it: it may be paid.
    Pay(String),
    /// It is not sent; this is how it stands.
    Stands(Box<Outcome>),
}

/// What a plan may count on, beside the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How long an order must stay out of sight before it is believed absent.
    pub settle: Settle,
    /// Whether the panel keeps two services from having one domain: where it does not, an unknown order is never
    /// sent again.
    pub unique: bool,
    /// Whether the panel has a list: without one nothing proves an order absent.
    pub listed: bool,
    /// How long after a refusal a list must be asked for to bear it out.
    pub after_refusal: SignedDuration,
}

impl Rules {
    /// The wait before a list bears a refusal out, for every panel but one on this machine.
    pub const AFTER_REFUSAL: SignedDuration = SignedDuration::from_secs(60);
}

/// Decides about one order from the ledger alone.
#[must_use]
pub fn from_ledger(order: &Order, history: &History, rules: Rules) -> Decision {
    let Some(claim) = history.claims.get(&order.domain) else {
        return Decision::Send;
    };
    match claim.state {
        // Claimed, but provably never sent: nothing can exist.
        ClaimState::Open => return Decision::Send,
        // A list has the last word, or the panel, which does not sell a domain twice.
        ClaimState::Refused if rules.listed || rules.unique => return Decision::Send,
        ClaimState::Refused
        | ClaimState::Unknown
        | ClaimState::Accepted
        | ClaimState::Confirmed
        | ClaimState::Unpaid => {}
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
        ClaimState::Unknown | ClaimState::Refused => Outcome::because(Status::Unknown, Reason::new(doubt(claim))),
        ClaimState::Unpaid => match to_pay(claim) {
            Some(item) if rules.listed => return Decision::Pay(item.to_owned()),
            _ => Outcome::because(Status::Unpaid, Reason::new(ReasonCode::NotPaid)),
        },
        ClaimState::Open | ClaimState::Accepted | ClaimState::Confirmed => Outcome::new(Status::AlreadyOrdered),
    };
    // The answer to an order may give an id and nothing else, before any list shows the service.
    let named = || {
        let domain = order.domain.ascii().to_owned();
        claim.service_id.as_ref().map(|id| Service { id: id.clone(), domain, ..Service::default() })
    };
    let service = claim.service.clone().or_else(named).map(Box::new);
    let differences = match outcome.status {
        Status::AlreadyOrdered => service.as_ref().map(|service| unlike(order, service)).unwrap_or_default(),
        _ => Vec::new(),
    };
    stands(Outcome { service, earlier: Some(earlier(claim)), differences, sent_at: claim.attempted, ..outcome })
}

/// What lies in the account's cart for a claim and was never begun to be paid.
fn to_pay(claim: &Claim) -> Option<&str> {
    let cart = claim.cart.as_ref().filter(|cart| claim.state == ClaimState::Unpaid && !cart.confirmed)?;
    claim.service.is_none().then_some(cart.item.as_str())
}

/// Where an order differs from what holds its domain: from the order made, or, for a service that a
/// person adopted, from what the list tells of it.
fn unlike_claim(order: &Order, claim: &Claim) -> Vec<Difference> {
    match (&claim.terms, &claim.service) {
        (Some(terms), _) => order.terms.differences(terms),
        (None, Some(service)) => {
            // What stands came first: of the conflict it is the before, and the row is the now.
            let turned = |found: Difference| Difference { before: found.now, now: found.before, ..found };
            unlike(order, service).into_iter().map(turned).collect()
        }
        (None, None) => Vec::new(),
    }
}

/// Why an earlier order is in doubt.
const fn doubt(claim: &Claim) -> ReasonCode {
    match claim {
        Claim { contested: true, .. } => ReasonCode::RefusedYetListed,
        Claim { positive: true, .. } => ReasonCode::NeverListed,
        _ => ReasonCode::InDoubt,
    }
}

/// Whether an unknown order may be sent once more. Never with a ledger that lost something: what it
/// knows of the tries may not be all. Never after a positive answer, or where a new service stands there.
fn may_be_sent_again(claim: &Claim, history: &History, rules: Rules) -> bool {
    let known_of = claim.positive || claim.contested || claim.cart.is_some();
    let provable = rules.unique && rules.listed && !history.incomplete && !known_of;
    provable && claim.tries.proved_absent(rules.settle)
}

/// Decides about one order from the ledger and a list of the panel's services.
///
/// A list that came incomplete must not be used for this: what it lacks could be there.
#[must_use]
pub fn with_list(order: &Order, history: &History, listed: &Listed<'_>, rules: Rules) -> Decision {
    let services = listed.of(&order.domain);
    match from_ledger(order, history, rules) {
        Decision::Send => unless_there(&order.domain, history.claims.get(&order.domain), listed),
        Decision::SendAgain => match history.claims.get(&order.domain) {
            // The proof of absence is older than this list, and one look that shows anything new outweighs it.
            Some(claim) if !is_absent(claim, services) => {
                let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::InDoubt));
                let doubt = Outcome { earlier: Some(earlier(claim)), sent_at: claim.attempted, ..doubt };
                stands(seen(doubt, order, claim, listed))
            }
            _ => Decision::SendAgain,
        },
        Decision::Pay(item) => match history.claims.get(&order.domain) {
            // Somebody paid for it meanwhile or took it out, or the panel made the service unpaid.
            Some(claim)
                if listed.find(Mark::of_claim(&order.domain, claim)) != Match::None || !listed.lies_in_cart(&item) =>
            {
                let unpaid = Outcome::because(Status::Unpaid, Reason::new(ReasonCode::NotPaid));
                let unpaid = Outcome { earlier: Some(earlier(claim)), sent_at: claim.attempted, ..unpaid };
                stands(seen(unpaid, order, claim, listed))
            }
            _ => Decision::Pay(item),
        },
        Decision::Stands(outcome) => {
            let claim = history.claims.get(&order.domain);
            stands(claim.map_or(*outcome.clone(), |claim| seen(*outcome, order, claim, listed)))
        }
    }
}

/// The second barrier, for a ledger that was lost or is elsewhere: what stands in the account is not ordered. Nor
/// is what was refused, until a list bears that out and the ledger has freed the domain.
fn unless_there(domain: &Domain, claim: Option<&Claim>, listed: &Listed<'_>) -> Decision {
    let there = listed.of(domain).iter().find(|service| !service.is_deleted()).copied();
    let refused = claim.filter(|claim| claim.state == ClaimState::Refused);
    let new = refused.map_or(Match::None, |claim| listed.find(Mark::of_claim(domain, claim)));
    let outcome = |status, code| Outcome::because(status, Reason::new(code));
    match (there, refused) {
        (_, Some(claim)) if new != Match::None => stands(Outcome {
            service: new.one().cloned().map(Box::new),
            earlier: Some(earlier(claim)),
            sent_at: claim.attempted,
            ..outcome(Status::Unknown, ReasonCode::RefusedYetListed)
        }),
        (Some(foreign), _) => stands(Outcome {
            service: Some(Box::new(foreign.clone())),
            ..outcome(Status::Conflict, ReasonCode::InAccount)
        }),
        (None, Some(_)) => stands(outcome(Status::NotSent, ReasonCode::RefusalOpen)),
        (None, None) => Decision::Send,
    }
}

/// How an order is claimed that may be sent, once the list was read.
#[must_use]
pub fn claiming(order: &Order, history: &History, listed: &Listed<'_>) -> Claiming {
    let ids = || listed.of(&order.domain).iter().map(|service| service.id.clone()).collect();
    let claim = history.claims.get(&order.domain);
    if let Some((claim, item)) = claim.and_then(|claim| Some((claim, to_pay(claim)?))) {
        return Claiming {
            order: order.clone(),
            listed_before: claim.listed_before.clone(),
            again: false,
            key: claim.key.clone(),
            cart_item: Some(item.to_owned()),
        };
    }
    match claim.filter(|claim| claim.state == ClaimState::Unknown) {
        // The ids from before the first try, not of now: what the first try made has to count as new.
        Some(claim) => Claiming {
            order: order.clone(),
            listed_before: claim.listed_before.clone(),
            again: true,
            key: claim.key.clone(),
            cart_item: None,
        },
        None => Claiming { order: order.clone(), listed_before: ids(), again: false, key: None, cart_item: None },
    }
}

/// Whether a list shows nothing that the claim's order can have made, not even deleted.
#[must_use]
pub fn is_absent(claim: &Claim, services: &[&Service]) -> bool {
    services.iter().all(|service| claim.listed_before.contains(&service.id))
}

/// What a list adds to the outcome of an order that was made before.
fn seen(outcome: Outcome, order: &Order, claim: &Claim, listed: &Listed<'_>) -> Outcome {
    let Some(service) = ours(&order.domain, claim, listed) else {
        // Whose a contested service is, no list tells; a person is shown which one it is.
        let new = || listed.find(Mark::of_claim(&order.domain, claim)).one().cloned().map(Box::new);
        let shown = claim.contested.then(new).flatten();
        return Outcome { service: shown.or(outcome.service), ..outcome };
    };
    let mut outcome = Outcome { service: Some(Box::new(service.clone())), ..outcome };
    match outcome.status {
        // A deleted service is found by an id of our own only: it did exist, so the order is no longer in doubt.
        Status::Unknown | Status::AlreadyOrdered if service.is_deleted() => {
            outcome.status = Status::AlreadyOrdered;
            outcome.reason = Some(Reason::new(ReasonCode::DeletedSince));
        }
        // It may only be late, or wait for its payment.
        Status::Unknown if service.state == Some(ServiceState::Ordered) => {}
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

/// The service that a claim's order made: the one of the id that the ledger knows, or of the order's own key; or, as
/// long as the ledger knows neither, an undeleted one with an id that was not listed before the order was sent.
#[must_use]
pub fn ours<'l>(domain: &Domain, claim: &Claim, listed: &Listed<'l>) -> Option<&'l Service> {
    // An id is proof and a name is not: once it is known, nothing else under the domain counts.
    if let Some(id) = &claim.service_id {
        let of_domain = listed.of(domain).iter().find(|service| service.id == *id).copied();
        return of_domain.or_else(|| claim.key.as_ref().and_then(|key| listed.of_key(key)).filter(|one| one.id == *id));
    }
    if let Some(service) = claim.key.as_ref().and_then(|key| listed.of_key(key)) {
        return Some(service);
    }
    match listed.find(Mark::of_claim(domain, claim)) {
        Match::One { proved: false, .. } if claim.contested => None,
        found => found.one(),
    }
}

fn stands(outcome: Outcome) -> Decision {
    Decision::Stands(Box::new(outcome))
}

fn earlier(claim: &Claim) -> Earlier {
    let status = match claim.state {
        ClaimState::Open => Status::NotSent,
        ClaimState::Unknown => Status::Unknown,
        ClaimState::Refused => Status::Rejected,
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
            found.push(Difference { part, of: None, before: asked[0].clone(), now: listed.clone() });
        }
    };
    let (asked, sent) = (&terms.asked, &terms.sent);
    // Lists show a name or an id, as the panel pleases.
    differ(Part::Tariff, &service.tariff, &[asked.tariff.clone(), sent.shown(Part::Tariff)]);
    // Lists of today show a template's label where its name was ordered.
    let by_name = sent.of_part(Part::Tariff).all(|parameter| parameter.name != "pricelist");
    if by_name {
        differ(Part::Template, &service.template, std::slice::from_ref(&asked.template));
    }
    differ(Part::Period, &service.period, &[asked.months.to_string(), sent.shown(Part::Period)]);
    // How a list shows that nothing renews is published nowhere, so only a renewal is compared.
    if let Renewal::Every(months) = asked.renewal
        && by_name
    {
        differ(Part::AutoRenew, &service.renewal, &[months.to_string(), sent.shown(Part::AutoRenew)]);
    }
    found
}
