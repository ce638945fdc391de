//! What was ordered before: the ledger's claims, as values.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

pub use super::ClaimState;
use super::service::{KnownService, Service};
use super::{Domain, OnClaim, Order, Status, Terms};

/// What an order's outcome does to the claim on its domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: the outcome is no news of the order that holds the claim.
    None,
    /// The claim stands from now on as this.
    Becomes(ClaimState),
    /// The domain is free again.
    Frees,
}

impl Effect {
    /// What an outcome of this status does; `listed` tells whether the panel lists the service.
    ///
    /// An unsent order keeps its claim open, since it may be tried again before the run ends.
    #[must_use]
    pub const fn of(status: Status, listed: bool) -> Self {
        match status.facts().on_claim {
            OnClaim::Becomes(state) => Self::Becomes(state),
            // A line that only met the order has no news of it, unless the list showed the service.
            OnClaim::ConfirmedWhenListed if listed => Self::Becomes(ClaimState::Confirmed),
            OnClaim::ConfirmedWhenListed | OnClaim::Nothing => Self::None,
            OnClaim::Frees => Self::Frees,
        }
    }
}

/// A live claim on a domain.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What was ordered; none for a service that a person adopted.
    pub terms: Option<Terms>,
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
    /// What is known of the tries that may have reached the panel.
    pub tries: Tries,
}

/// The tries of an order that may have reached the panel, and the lists that did not show it since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// How many there were.
    pub count: u32,
    /// When the last one ended; none if the program ended first.
    pub ended: Option<Timestamp>,
    /// When the last one began.
    pub begun: Option<Timestamp>,
    /// When complete lists did not show the order, the earliest first.
    pub absences: Vec<Timestamp>,
}

impl Tries {
    /// Whether the one try that may have reached the panel is proved not to have been executed.
    #[must_use]
    pub fn proved_absent(&self, settle: Settle) -> bool {
        // A try that a crash cut off may have gone on for as long as an exchange can last.
        let ended = match (self.ended, self.begun) {
            (Some(ended), _) => Some(ended),
            (None, begun) => begun.and_then(|begun| begun.checked_add(settle.exchange).ok()),
        };
        // Once more, never a third time: after two tries a person decides.
        self.count == 1 && ended.is_some_and(|ended| settle.proves(ended, &self.absences))
    }
}

/// How long an order must stay out of sight before it is believed absent: three complete lists, the
/// first one so long after the try ended, and each so long after the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settle {
    first: SignedDuration,
    apart: SignedDuration,
    exchange: SignedDuration,
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
    const LISTS: usize = 3;

    /// So many seconds before the first list; a fifteenth of that between two lists. A try whose end
    /// nobody saw is given the longest exchange as well.
    #[must_use]
    pub fn of_seconds(first: u32) -> Self {
        // In proportion, so that a panel on this machine goes by the same rules in less time.
        let part = |times: i64, of: i64| SignedDuration::from_millis(i64::from(first) * 1000 * times / of);
        Self { first: part(1, 1), apart: part(1, 15), exchange: part(2, 15) }
    }

    /// Whether lists at these times, the earliest first, prove absent what ended at `ended`.
    fn proves(self, ended: Timestamp, absences: &[Timestamp]) -> bool {
        let mut wanted = ended.checked_add(self.first).ok();
        let mut lists = 0;
        for at in absences {
            // Lists in quick succession are one look: a panel that is late with a service misleads all of them.
            if wanted.is_some_and(|wanted| *at >= wanted) {
                lists += 1;
                wanted = at.checked_add(self.apart).ok();
            }
        }
        lists >= Self::LISTS
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64, second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60 + second).expect("a time")
    }

    fn tries(count: u32, absences: &[(i64, i64)]) -> Tries {
        let absences = absences.iter().map(|(minute, second)| at(*minute, *second)).collect();
        Tries { count, begun: Some(at(0, -1)), ended: Some(at(0, 0)), absences }
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
        assert!(cut_off(&[(17, 0), (18, 0), (19, 0)]).proved_absent(Settle::default()));
    }

    #[test]
    fn no_wait_at_all_still_wants_three_lists() {
        let settle = Settle::of_seconds(0);
        assert!(!tries(1, &[(0, 0), (0, 0)]).proved_absent(settle));
        assert!(tries(1, &[(0, 0), (0, 0), (0, 0)]).proved_absent(settle));
    }
}
