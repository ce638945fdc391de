//! What was promised, held against the truth of the panel.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use vdsbatch::order::claim::{ClaimState, History};
use vdsbatch::order::{Outcome, Status};

use super::panel::{By, Made, Panel};

macro_rules! seen {
    ($($field:ident),+) => {
        /// What happened in worlds, counted.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Seen {
            pub worlds: u64,
            $(pub $field: u64,)+
            /// Of everything that happened, in its order; of one world only.
            pub digest: u64,
        }

        impl Seen {
            pub fn add(&mut self, other: &Self) {
                self.worlds += other.worlds;
                $(self.$field += other.$field;)+
            }

            pub fn all(&self) -> Vec<(&'static str, u64)> {
                vec![$((stringify!($field), self.$field)),+]
            }
        }
    };
}

seen! {
    processes, crashes, refused_by_lock, interrupts, ledger_failures, requests, services, late, second_tries,
    adopted_by_list, confirmed, accepted, unknown, rejected, not_sent, unpaid, already_ordered, conflicts,
    reconciled, decided, stops, jumps, boots, denied, contested, freed, never_listed, humans, laid, paid, paid_later, cart_unlike
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} worlds, 0 doubles, 0 lost:", self.worlds)?;
        self.all().into_iter().try_for_each(|(what, times)| write!(f, " {} {times}", what.replace('_', " ")))
    }
}

/// How a run said that its order stands.
#[derive(Clone, Debug)]
pub struct Said {
    pub desk: usize,
    pub run: String,
    pub domain: String,
    pub outcome: Outcome,
    /// When the list at its end was read, if it showed everything.
    pub closed: Option<Timestamp>,
}

/// Requires that nothing is double.
pub fn no_doubles(panel: &Panel, near_doubles_count: bool, seed: u64) {
    let mut made: BTreeMap<&str, u32> = BTreeMap::new();
    for service in panel.made.iter().filter(|made| made.by.is_some()) {
        *made.entry(&service.domain).or_default() += 1;
    }
    let doubles: Vec<_> = made.iter().filter(|(_, times)| **times > 1).collect();
    assert!(doubles.is_empty(), "seed {seed}: double: {doubles:?}\n{panel:#?}");
    let prevented = &panel.prevented;
    assert!(!near_doubles_count || prevented.is_empty(), "seed {seed}: sent twice: {prevented:?}\n{panel:#?}");
}

/// Requires that nothing was paid for twice, and nothing of somebody else's by us.
pub fn paid_once(panel: &Panel, seed: u64) {
    assert!(panel.twice.is_empty(), "seed {seed}: paid twice: {:?}\n{panel:#?}", panel.twice);
}

/// Requires that every service ordered from a desk stands in that desk's ledger, or in what it wrote
/// elsewhere.
pub fn nothing_lost(panel: &Panel, desk: usize, history: &History, elsewhere: &[(String, Outcome)], seed: u64) {
    let ours = |made: &&Made| !made.kind.too_late && made.by.as_ref().is_some_and(|by| by.desk == desk);
    for made in panel.made.iter().filter(ours) {
        let claim = history.claims.iter().find(|(domain, _)| domain.ascii() == made.domain);
        let known = claim.is_some_and(|(_, claim)| claim.state != ClaimState::Open);
        let told = elsewhere.iter().any(|(domain, _)| *domain == made.domain);
        assert!(known || told, "seed {seed}: lost: {made:?}\n{history:#?}");
    }
}

/// Requires that no order that was answered with a success still counts as accepted, when nobody has ever seen it.
pub fn no_hollow_success(panel: &Panel, history: &History, seed: u64) {
    for (domain, claim) in &history.claims {
        let exists = panel.made.iter().any(|made| made.domain == domain.ascii());
        assert!(exists || claim.state != ClaimState::Accepted, "seed {seed}: {domain} was never seen: {claim:#?}");
    }
}

/// Requires that what a run said is true, now that everything late has happened.
pub fn all_true(panel: &Panel, said: &[Said], seed: u64) {
    for Said { desk, run, domain, outcome, closed } in said {
        let by_desk = |by: &By| by.desk == *desk;
        let of_desk = panel.made.iter().any(|made| made.domain == *domain && made.by.as_ref().is_some_and(by_desk));
        let of_run = panel.made.iter().any(|made| {
            made.domain == *domain && made.by.as_ref().is_some_and(|by| by_desk(by) && by.run == *run)
                // What was denied shows only in a list.
                && (!made.kind.denied || closed.is_some_and(|closed| made.seen_from <= closed))
        });
        let unpaid = panel
            .made
            .iter()
            .any(|made| made.kind.unpaid && outcome.service.as_ref().is_some_and(|service| service.id == made.id));
        let hollow = panel.hollow.contains(domain);
        let listed = outcome.service.as_ref().is_some_and(|service| {
            panel.made.iter().any(|made| made.id == service.id && made.domain.eq_ignore_ascii_case(&service.domain))
        });
        // Where lists tell the keys of orders, nobody else's service is taken for ours.
        let anothers = panel.manners.keys
            && outcome
                .service
                .as_ref()
                .is_some_and(|service| panel.made.iter().any(|made| made.id == service.id && made.by.is_none()));
        let exists = panel.made.iter().any(|made| made.domain == *domain && !made.deleted);
        let holds = match outcome.status {
            Status::Confirmed => listed && exists && !unpaid && !anothers,
            Status::Accepted => exists || hollow,
            Status::Unpaid => exists || panel.laid.iter().any(|lies| lies.domain == *domain),
            Status::NotSent | Status::Rejected => !of_run,
            Status::AlreadyOrdered => exists || of_desk || hollow,
            Status::Unknown | Status::Conflict | Status::Ready | Status::Invalid | Status::Skipped => true,
        };
        assert!(holds, "seed {seed}: {run} said of {domain}: {outcome:#?}\n{panel:#?}");
    }
}
