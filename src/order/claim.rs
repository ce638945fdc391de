//! What was ordered before: the ledger's claims, as values.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

pub use super::ClaimState;
use super::clock::Moment;
use super::service::{Controls, KnownService, Listing, Positive, Service};
use super::{Domain, OnClaim, Order, Outcome, ReasonCode, RemoteId, Terms};

/// What an order's outcome does to the claim on its domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: the outcome is no news of the order that holds the claim.
    None,
    /// The claim stands from now on as this.
    Becomes(ClaimState),
    /// The panel refused the order, and lists a new service under its domain all the same: whose it is, a person
    /// has to say.
    Contested,
}

impl Effect {
    /// What an outcome does.
    ///
    /// An unsent order keeps its claim open, since it may be tried again before the run ends. What turned it away
    /// may have passed it on, so then it waits for a list as a refused one does.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let code = outcome.reason.as_ref().map(|reason| reason.code);
        match (outcome.status.facts().on_claim, code) {
            (_, Some(ReasonCode::RefusedYetListed)) => Self::Contested,
            (OnClaim::Becomes(ClaimState::Open), Some(ReasonCode::Throttled)) => Self::Becomes(ClaimState::Refused),
            (OnClaim::Becomes(state), _) => Self::Becomes(state),
            // A line that only met the order has no news of it, unless the list showed the service.
            (OnClaim::ConfirmedWhenListed, _) if outcome.service.is_some() => Self::Becomes(ClaimState::Confirmed),
            (OnClaim::ConfirmedWhenListed | OnClaim::Nothing, _) => Self::None,
        }
    }
}

/// What an order laid into the account's cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InCart {
    /// The panel's id of the item.
    pub item: String,
    /// Whether it was about to be paid: it is never paid a second time.
    pub confirmed: bool,
}

/// A live claim on a domain.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What was ordered; none for a service that a person adopted.
    pub terms: Option<Arc<Terms>>,
    /// How it stands.
    pub state: ClaimState,
    /// The service's id, once it is known.
    pub service_id: Option<String>,
    /// The service as a list last showed it.
    pub service: Option<Service>,
    /// The run that claimed it; none if a person adopted it.
    pub run: Option<String>,
    /// When it was claimed.
    pub since: Timestamp,
    /// When the last attempt began, if there was one.
    pub attempted: Option<Timestamp>,
    /// The ids that the panel listed under this domain before the first attempt.
    pub listed_before: Vec<String>,
    /// Whether it ever had a positive answer: a list that lacks its service proves nothing absent, for life.
    pub positive: bool,
    /// Whether the panel refused it, and lists a new service under its domain that may be anybody's.
    pub contested: bool,
    /// The key that went with the order.
    pub key: Option<RemoteId>,
    /// What it laid into the account's cart, as an answer of our own named it.
    pub cart: Option<InCart>,
    /// What is known of the tries that may have reached the panel.
    pub tries: Tries,
}

/// The tries of an order that may have reached the panel, and the lists that did not show it since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// How many there were.
    pub count: u32,
    /// When the last one ended; none if the program ended first.
    pub ended: Option<Moment>,
    /// When lists that prove absence did not show the order, the earliest first.
    pub absences: Vec<Moment>,
    /// When lists that were complete but for orders of a positive answer did not show this one, which had such an
    /// answer, the earliest first.
    pub unseen: Vec<Moment>,
}

impl Tries {
    /// Whether the one try that may have reached the panel is proved not to have been executed.
    #[must_use]
    pub fn proved_absent(&self, settle: Settle) -> bool {
        // Once more, never a third time: after two tries a person decides.
        self.count == 1 && self.agree(settle, &self.absences)
    }

    /// Whether lists have missed an order of a positive answer for so long that nobody can rely on the answer.
    #[must_use]
    pub fn proved_unseen(&self, settle: Settle) -> bool {
        self.agree(settle, &self.unseen)
    }

    /// How many lists without the order count so far, of the [`Settle::LISTS`] that prove it absent.
    #[must_use]
    pub fn counted(&self, settle: Settle) -> usize {
        self.agreed(settle, &self.absences).min(Settle::LISTS)
    }

    fn agree(&self, settle: Settle, lists: &[Moment]) -> bool {
        self.agreed(settle, lists) >= Settle::LISTS
    }

    fn agreed(&self, settle: Settle, lists: &[Moment]) -> usize {
        match (&self.ended, lists) {
            (Some(ended), _) => settle.agreed(ended, lists),
            // How long a try that a crash cut off went on nobody knows: it counts from the first list since.
            (None, [first, rest @ ..]) => settle.agreed(first, rest),
            (None, []) => 0,
        }
    }
}

/// How long an order must stay out of sight before it is believed absent: three complete lists, the
/// first one so long after the try ended, and each so long after the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settle {
    first: SignedDuration,
    apart: SignedDuration,
}

impl Default for Settle {
    /// 15 minutes and 60 seconds.
    fn default() -> Self {
        Self::of_seconds(Self::SECONDS)
    }
}

impl Settle {
    /// The wait before the first list, in seconds, that every panel but one on this machine needs.
    pub const SECONDS: u32 = 900;

    /// Lists that must agree.
    pub const LISTS: usize = 3;

    /// So many seconds before the first list; a fifteenth of that between two lists.
    #[must_use]
    pub fn of_seconds(first: u32) -> Self {
        // In proportion, so that a panel on this machine goes by the same rules in less time.
        let part = |of: i64| SignedDuration::from_millis(i64::from(first) * 1000 / of);
        Self { first: part(1), apart: part(15) }
    }

    /// How many lists of these moments, the earliest first, count for the absence of what ended at `ended`.
    fn agreed(self, ended: &Moment, lists: &[Moment]) -> usize {
        let (mut since, mut least, mut agreed) = (ended, self.first, 0);
        for list in lists {
            // Lists in quick succession are one look: a panel that is late with a service misleads all of them.
            if since.is_before(list, least) {
                (since, least, agreed) = (list, self.apart, agreed + 1);
            }
        }
        agreed
    }
}

/// Everything this account's ledger knows that a plan needs.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The live claims.
    pub claims: HashMap<Domain, Claim>,
    /// The services last seen undeleted: a complete list has them all.
    pub known_services: Vec<KnownService>,
    /// Whether the ledger was damaged once and not all of it could be saved: an order that it does
    /// not know may exist.
    pub incomplete: bool,
}

impl History {
    /// The earliest day of anything that stands, or may stand: that of its claim, or on which its service was made, which
    /// may be long before a person adopted it. None where there is nothing.
    #[must_use]
    pub fn earliest(&self) -> Option<Date> {
        let days = |claim: &Claim| {
            let made = claim.service.as_ref().and_then(|service| service.created);
            [Some(TimeZone::UTC.to_datetime(claim.since).date()), made]
        };
        let standing = self.claims.values().filter(|claim| claim.state != ClaimState::Open);
        standing.flat_map(days).flatten().min()
    }

    /// What every complete list has: the services seen undeleted, and the orders of a positive answer.
    #[must_use]
    pub fn controls(&self) -> Controls {
        // A service that a list once showed is known by its id, or was seen deleted, or released.
        let unseen = |claim: &&Claim| claim.positive && claim.service.is_none();
        let positive = self.claims.iter().filter(|(_, claim)| unseen(claim)).map(|(domain, claim)| Positive {
            domain: domain.clone(),
            service_id: claim.service_id.clone(),
            listed_before: claim.listed_before.clone(),
        });
        let mut positive: Vec<Positive> = positive.collect();
        positive.sort_by(|one, other| one.domain.cmp(&other.domain));
        Controls { services: self.known_services.clone(), positive }
    }

    /// The services that were seen undeleted and that a list lacks, as far as is known.
    #[must_use]
    pub fn missing(&self, listing: &Listing) -> Vec<Service> {
        let listed: HashSet<&str> = listing.services.iter().map(|service| service.id.as_str()).collect();
        let as_known = |known: &KnownService| {
            let of_claim = self.claims.values().filter_map(|claim| claim.service.as_ref());
            let seen = of_claim.into_iter().find(|service| service.id == known.id).cloned();
            seen.unwrap_or_else(|| Service { id: known.id.clone(), domain: known.domain.clone(), ..Service::default() })
        };
        self.known_services.iter().filter(|known| !listed.contains(known.id.as_str())).map(as_known).collect()
    }
}

/// An order that is to be sent, and what the panel listed under its domain before.
#[derive(Clone, Debug)]
pub struct Claiming {
    /// The order.
    pub order: Order,
    /// The ids that the panel listed under its domain before it was first sent, deleted ones among
    /// them.
    pub listed_before: Vec<String>,
    /// Whether it is sent for the second time, its first try being proved absent.
    pub again: bool,
    /// The key that goes with it, the same on every attempt; none where the dialect has no place for one.
    pub key: Option<RemoteId>,
    /// What an earlier run laid into the account's cart for it and did not begin to pay: it is paid now.
    pub cart_item: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::clock::{Boot, Clocks};

    fn at(minute: i64, second: i64) -> Moment {
        let since = 10_000 + minute * 60 + second;
        let boot = Boot { id: "a".to_owned(), millis: u64::try_from(since * 1000).expect("a time") };
        let at = Timestamp::from_second(1_800_000_000 + since).expect("a time");
        Moment { at, clocks: Clocks { boot: Some(boot), panel: None } }
    }

    fn tries(count: u32, absences: &[(i64, i64)]) -> Tries {
        let absences = absences.iter().map(|(minute, second)| at(*minute, *second)).collect();
        Tries { count, ended: Some(at(0, 0)), absences, unseen: Vec::new() }
    }

    #[test]
    fn charges_are_asked_for_from_the_day_on_which_an_adopted_service_was_made() {
        let adopted = Claim {
            terms: None,
            state: ClaimState::Confirmed,
            service_id: None,
            service: None,
            run: None,
            since: "2026-11-15T12:00:00Z".parse().expect("a time"),
            attempted: None,
            listed_before: Vec::new(),
            positive: false,
            contested: false,
            key: None,
            cart: None,
            tries: Tries::default(),
        };
        let of = |claim: Claim| {
            let claims = HashMap::from([(Domain::new("web-1.example.ru").expect("a domain"), claim)]);
            History { claims, ..History::default() }.earliest().map(|day| day.to_string())
        };
        assert_eq!(of(adopted.clone()).as_deref(), Some("2026-11-15"));
        let made = Service { created: Some(jiff::civil::date(2026, 10, 20)), ..Service::default() };
        assert_eq!(of(Claim { service: Some(made), ..adopted.clone() }).as_deref(), Some("2026-10-20"));
        assert_eq!(of(Claim { state: ClaimState::Open, ..adopted }), None);
        assert_eq!(History::default().earliest(), None);
    }

    #[test]
    fn three_lists_a_minute_apart_from_the_fifteenth_minute_on_prove_an_order_absent() {
        let proved = |absences: &[(i64, i64)]| tries(1, absences).proved_absent(Settle::default());
        assert!(proved(&[(15, 0), (16, 0), (17, 0)]));
        assert!(proved(&[(1, 0), (15, 0), (15, 30), (16, 0), (16, 59), (17, 0)]));
        assert!(!proved(&[(14, 59), (16, 0), (17, 0)]), "the first too early");
        assert!(!proved(&[(15, 0), (15, 59), (17, 0)]), "two too close");
        assert!(!proved(&[(15, 0), (16, 0)]), "only two");
        assert!(!proved(&[]));
    }

    #[test]
    fn only_one_try_can_be_proved_absent_and_one_that_was_cut_off_takes_longer() {
        let lists = [(15, 0), (16, 0), (17, 0)];
        assert!(!tries(2, &lists).proved_absent(Settle::default()), "sent twice already");
        assert!(!tries(0, &lists).proved_absent(Settle::default()), "never sent");
        let cut_off = |absences: &[(i64, i64)]| Tries { ended: None, ..tries(1, absences) };
        assert!(!cut_off(&lists).proved_absent(Settle::default()));
        assert!(!cut_off(&[(30, 0), (31, 0), (32, 0)]).proved_absent(Settle::default()), "from the first list on");
        assert!(cut_off(&[(0, 5), (15, 5), (16, 5), (17, 5)]).proved_absent(Settle::default()));
    }

    #[test]
    fn a_wall_clock_that_is_put_forward_proves_nothing() {
        let mut lists = tries(1, &[(1, 0), (2, 0), (3, 0)]);
        for absence in &mut lists.absences {
            absence.at += SignedDuration::from_mins(22);
        }
        assert!(!lists.proved_absent(Settle::default()));
        let alone = |moment: &Moment| Moment { clocks: Clocks::default(), ..moment.clone() };
        let mut lists = tries(1, &[(15, 0), (16, 0), (17, 0)]);
        lists.absences = lists.absences.iter().map(alone).collect();
        assert!(!lists.proved_absent(Settle::default()), "no clock but the wall clock");
    }

    #[test]
    fn what_was_turned_away_or_refused_waits_for_a_list() {
        use crate::order::{Reason, Status};
        let of = |status, code| Effect::of(&Outcome::because(status, Reason::new(code)));
        assert_eq!(of(Status::NotSent, ReasonCode::Throttled), Effect::Becomes(ClaimState::Refused));
        assert_eq!(of(Status::Rejected, ReasonCode::ValueRefused), Effect::Becomes(ClaimState::Refused));
        assert_eq!(of(Status::NotSent, ReasonCode::Unreachable), Effect::Becomes(ClaimState::Open));
        assert_eq!(of(Status::Unknown, ReasonCode::RefusedYetListed), Effect::Contested);
    }

    #[test]
    fn no_wait_at_all_still_wants_three_lists() {
        let settle = Settle::of_seconds(0);
        assert!(!tries(1, &[(0, 0), (0, 0)]).proved_absent(settle));
        assert!(tries(1, &[(0, 0), (0, 0), (0, 0)]).proved_absent(settle));
    }
}
