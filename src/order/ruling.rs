//! What a person decides about an order, and how that is held against the panel's lists. Pure.
//!
//! A person may look where no list reaches, so what is said counts; but a list that tells otherwise is not
//! outvoted. Where no list could be asked, the decision stands on a person's word until one agrees or
//! contradicts it, and everything that shows the order says so.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::Domain;
use super::claim::{Claim, ClaimState, History};
use super::objection::Objection;
use super::service::{Gap, Listing, Service};

/// What a person decides about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruled {
    /// The order in doubt exists, as the service of this id.
    Ordered(String),
    /// The order in doubt does not exist: its domain is free again.
    NotOrdered,
    /// The order is over, such as a deleted service: its domain is free again.
    Release,
    /// The service of this id, whose domain cannot be read, is gone.
    Gone(String),
    /// The service of this id, which nobody ordered from here, counts as ordered from here.
    Adopt(String),
}

impl Ruled {
    /// The word in the ledger.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Ordered(_) => "ordered",
            Self::NotOrdered => "not-ordered",
            Self::Release | Self::Gone(_) => "release",
            Self::Adopt(_) => "adopt",
        }
    }

    /// The service that it names.
    #[must_use]
    pub fn service_id(&self) -> Option<&str> {
        match self {
            Self::Ordered(id) | Self::Adopt(id) | Self::Gone(id) => Some(id),
            Self::NotOrdered | Self::Release => None,
        }
    }

    /// What is ruled by a word of the ledger and the service beside it; none for any other word.
    #[must_use]
    pub fn of_word(verb: &str, service: Option<&str>) -> Option<Self> {
        let id = service.map(ToOwned::to_owned);
        Some(match (verb, id) {
            ("ordered", Some(id)) => Self::Ordered(id),
            ("not-ordered", _) => Self::NotOrdered,
            ("release", None) => Self::Release,
            ("release", Some(id)) => Self::Gone(id),
            ("adopt", Some(id)) => Self::Adopt(id),
            _ => return None,
        })
    }

    /// Whether it can be ruled so about a claim that stands so.
    #[must_use]
    pub fn fits(&self, standing: Standing) -> bool {
        let Standing { claim, on_word, listed } = standing;
        match self {
            // What was said once and no list agreed with can be said otherwise.
            Self::Ordered(_) | Self::NotOrdered => {
                let open = matches!(claim, Some(ClaimState::Unknown | ClaimState::Refused));
                open || (claim == Some(ClaimState::Confirmed) && on_word)
            }
            Self::Release => claim.map_or(listed, |state| !matches!(state, ClaimState::Unknown | ClaimState::Refused)),
            Self::Gone(_) => listed,
            Self::Adopt(_) => matches!(claim, None | Some(ClaimState::Open)) && listed,
        }
    }
}

/// How the claim on a domain stands when something is ruled about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The live claim; none for a domain that has none.
    pub claim: Option<ClaimState>,
    /// Whether it is confirmed by what a person said, and no list has agreed yet.
    pub on_word: bool,
    /// Whether a service of the domain, or the one that is named, was listed and not deleted since.
    pub listed: bool,
}

/// A person's decision about a claim, and why. Kept for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What is decided.
    pub ruled: Ruled,
    /// Why.
    pub reason: String,
    /// Whether it was decided against an objection, with `--force`.
    pub forced: bool,
    /// When the list was read that agrees; none where none did.
    pub agreed: Option<Timestamp>,
}

impl Ruling {
    /// A decision on a person's word.
    #[must_use]
    pub fn new(ruled: Ruled, reason: &str) -> Self {
        Self { ruled, reason: reason.to_owned(), forced: false, agreed: None }
    }
}

/// How what a person said agrees with the panel's lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "by")]
pub enum Held {
    /// No list told: it stands on a person's word.
    OnWord,
    /// A list agrees.
    Agreed,
    /// A list tells otherwise.
    Contradicted(Contradiction),
}

/// What a list tells otherwise than a person said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contradiction {
    /// A complete list does not have the service.
    NotListed,
    /// The service is listed under this domain.
    OtherDomain(String),
    /// Services of these ids are listed, although there was to be none.
    Listed(Vec<String>),
}

/// A decision as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// When.
    pub at: Timestamp,
    /// By whom: the operating system's user.
    pub operator: String,
    /// About which domain, in canonical form; as the panel wrote it where it is none.
    pub domain: String,
    /// What.
    pub ruled: Ruled,
    /// Why, in the person's words.
    pub reason: String,
    /// Whether an objection was set aside with `--force`.
    pub forced: bool,
    /// How it agrees with the lists.
    pub held: Held,
}

/// A service as the ledger last saw it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The service.
    pub service: Service,
    /// When the list was read that showed it last.
    pub at: Timestamp,
    /// Whether it was deleted, says that list or a person.
    pub deleted: bool,
    /// Whether it is in the newest list, as far as that tells of it.
    pub in_newest: bool,
}

/// What is known when a person decides.
#[derive(Clone, Copy, Debug)]
pub struct Evidence<'e> {
    /// What the ledger knows, the list read now among it.
    pub history: &'e History,
    /// The services of the domain, and the one that is named, as the ledger last saw them.
    pub seen: &'e [Seen],
    /// The list that was read now; none if the panel could not be asked.
    pub listing: Option<&'e Listing>,
    /// Now.
    pub now: Timestamp,
    /// How many seconds after its last attempt an order is not taken for absent.
    pub settle: u32,
}

/// Holds what a person says against what is known. Gives the time of the list that agrees, if one does.
///
/// # Errors
///
/// The [`Objection`] that stands against it. One that may be forced is not raised where `forced`.
pub fn hold(
    ruled: &Ruled,
    domain: Option<&Domain>,
    evidence: Evidence<'_>,
    forced: bool,
) -> Result<Option<Timestamp>, Objection> {
    let agreed = match ruled {
        Ruled::Ordered(id) | Ruled::Adopt(id) => exists(id, domain, evidence, matches!(ruled, Ruled::Ordered(_))),
        Ruled::NotOrdered => absent(domain, evidence, forced),
        Ruled::Release | Ruled::Gone(_) => over(ruled, domain, evidence),
    };
    match agreed {
        Err(objection) if forced && objection.may_be_forced() => Ok(None),
        agreed => agreed,
    }
}

/// The list, if it agrees that the service exists and is the domain's.
fn exists(
    id: &str,
    domain: Option<&Domain>,
    evidence: Evidence<'_>,
    made_by_order: bool,
) -> Result<Option<Timestamp>, Objection> {
    let Evidence { history, seen, listing, .. } = evidence;
    let claim = domain.and_then(|domain| history.claims.get(domain));
    if made_by_order && claim.is_some_and(|claim| claim.listed_before.iter().any(|before| before == id)) {
        return Err(Objection::StoodBefore(id.to_owned()));
    }
    let of_id = |claim: &Claim| claim.service_id.as_deref() == Some(id);
    let other = history.claims.iter().find(|(other, claim)| Some(*other) != domain && of_id(claim));
    if let Some((other, _)) = other {
        return Err(Objection::OthersOrder(id.to_owned(), other.clone()));
    }
    let now = listing.and_then(|listing| listing.services.iter().find(|service| service.id == id));
    let last = seen.iter().map(|seen| &seen.service).find(|service| service.id == id);
    match (now.or(last), listing) {
        (Some(service), _) if is_elsewhere(service, domain) => {
            Err(Objection::OtherDomain(id.to_owned(), service.domain.clone()))
        }
        // A name that cannot be read may be the domain's or not.
        (Some(service), Some(listing)) if now.is_some() => Ok(service.canonical().map(|_| listing.asked)),
        (_, Some(listing)) if listing.is_complete() => Err(not_listed(id, domain, listing)),
        _ => Ok(None),
    }
}

fn not_listed(id: &str, domain: Option<&Domain>, listing: &Listing) -> Objection {
    let here = listing.services.iter().filter(|service| domain.is_some() && service.canonical().as_ref() == domain);
    Objection::NotListed(id.to_owned(), here.map(|service| service.id.clone()).collect())
}

/// Whether a service is of another domain. A name that cannot be read proves nothing.
fn is_elsewhere(service: &Service, domain: Option<&Domain>) -> bool {
    service.canonical().is_some_and(|listed| Some(&listed) != domain)
}

/// The list, if it agrees that nothing new stands under the domain.
fn absent(domain: Option<&Domain>, evidence: Evidence<'_>, forced: bool) -> Result<Option<Timestamp>, Objection> {
    let Evidence { history, seen, listing, now, settle } = evidence;
    let Some((domain, claim)) = domain.and_then(|domain| history.claims.get_key_value(domain)) else { return Ok(None) };
    let listed = listing.into_iter().flat_map(|listing| &listing.services);
    let known = listed.chain(seen.iter().map(|seen| &seen.service));
    let is_new =
        |service: &&Service| service.canonical().as_ref() == Some(domain) && !claim.listed_before.contains(&service.id);
    let mut appeared: Vec<String> = known.filter(is_new).map(|service| service.id.clone()).collect();
    appeared.sort();
    appeared.dedup();
    if !appeared.is_empty() {
        return Err(if claim.contested { Objection::Contested(appeared) } else { Objection::Appeared(appeared) });
    }
    let settled = settled(claim, settle);
    if !forced && now < settled {
        return Err(Objection::TooEarly(settled));
    }
    match listing {
        Some(listing) if listing.proves_absence() => Ok(Some(listing.asked)),
        Some(listing) => {
            let unseen = listing.unseen.iter().map(Domain::unicode).collect();
            let gap = || (!listing.unseen.is_empty()).then_some(Gap::Missing(unseen));
            Err(Objection::ListIncomplete(listing.gap.clone().or_else(gap)))
        }
        None => Err(Objection::NoList),
    }
}

/// When an order that no list shows may be believed absent: so long after its last attempt ended.
fn settled(claim: &Claim, settle: u32) -> Timestamp {
    let settle = SignedDuration::from_secs(i64::from(settle));
    // What a crash cut off may have gone on for as long as an exchange can last.
    let exchange = settle * 2 / 15;
    let begun = claim.attempted.unwrap_or(claim.since);
    let cut_off = || begun.checked_add(exchange).unwrap_or(begun);
    let ended = claim.tries.ended.as_ref().map_or_else(cut_off, |ended| ended.at);
    ended.checked_add(settle).unwrap_or(Timestamp::MAX)
}

/// Nothing stands against it if the newest list does not show the service any more.
fn over(ruled: &Ruled, domain: Option<&Domain>, evidence: Evidence<'_>) -> Result<Option<Timestamp>, Objection> {
    let own = match ruled {
        Ruled::Gone(id) => Some(id.as_str()),
        _ => domain.and_then(|domain| evidence.history.claims.get(domain)?.service_id.as_deref()),
    };
    if let Ruled::Gone(id) = ruled {
        let of_id = |claim: &Claim| claim.service_id.as_ref() == Some(id);
        if let Some((domain, _)) = evidence.history.claims.iter().find(|(_, claim)| of_id(claim)) {
            return Err(Objection::OthersOrder(id.clone(), domain.clone()));
        }
    }
    let is_meant = |seen: &&Seen| own.is_none_or(|id| seen.service.id == id);
    let there = evidence.seen.iter().filter(is_meant).find(|seen| seen.in_newest && !seen.deleted);
    let claim = domain.and_then(|domain| evidence.history.claims.get(domain));
    let unseen = claim.filter(|claim| claim.state == ClaimState::Accepted).map(|claim| settled(claim, evidence.settle));
    match (there, unseen) {
        (Some(seen), _) => Err(Objection::Undeleted(seen.service.id.clone())),
        (None, Some(until)) if evidence.now < until => Err(Objection::NotListedYet(until)),
        (None, _) => Ok(evidence.listing.filter(|listing| listing.is_complete()).map(|listing| listing.asked)),
    }
}
