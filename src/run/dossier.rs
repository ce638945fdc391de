//! Everything that is recorded of one order, whatever runs it was in.

use jiff::Timestamp;

use super::{Line, ListRead, Tried};
use crate::order::charge::Charges;
use crate::order::ruling::{Decided, Seen};
use crate::order::{ClaimState, Domain, Status};

/// A line of a run that asks for the domain.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The run.
    pub run: String,
    /// When it started.
    pub started: Timestamp,
    /// The sheet's name.
    pub file: String,
    /// Whether the run was a plan.
    pub plan: bool,
    /// The currency of the prices of its tariff table, where that is known.
    pub currency: Option<String>,
    /// The line as it stands now.
    pub line: Line,
}

/// One claim on the domain, live or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// When it was claimed.
    pub since: Timestamp,
    /// By which run; none for a service that was adopted, or saved by a repair.
    pub run: Option<String>,
    /// How it stands or ended, as the ledger's word.
    pub state: String,
    /// Whether it still holds the domain.
    pub live: bool,
    /// The service's id, once it is known.
    pub service_id: Option<String>,
}

/// A list of services that was read since the order was first sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTold {
    /// The list.
    pub list: ListRead,
    /// Whether it showed a service of the domain; none where that was not kept.
    pub shows: Option<bool>,
}

/// Everything that is recorded of one order.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The domain.
    pub domain: Domain,
    /// The lines that ask for it, the earliest run first.
    pub asked: Vec<Asked>,
    /// The claims on it, the earliest first.
    pub claims: Vec<Claimed>,
    /// The attempts with their runs, the earliest first.
    pub attempts: Vec<(String, Tried)>,
    /// The lists that were read since the first attempt, the earliest first.
    pub lists: Vec<ListTold>,
    /// The decisions about it, the earliest first.
    pub decisions: Vec<Decided>,
    /// The services that lists showed under it, and those that its orders and decisions name.
    pub services: Vec<Seen>,
    /// What the panel charged for its service.
    pub charges: Charges,
}

impl Dossier {
    /// The claim that holds the domain; none if it is free.
    #[must_use]
    pub fn claim(&self) -> Option<&Claimed> {
        self.claims.iter().find(|claim| claim.live)
    }

    /// How the live claim stands.
    #[must_use]
    pub fn claim_state(&self) -> Option<ClaimState> {
        self.claim().and_then(|claim| ClaimState::of_word(&claim.state))
    }

    /// How the order stands now: as its claim does; without one as the last line that asks for it.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        match self.claim_state() {
            Some(ClaimState::Open) => Some(Status::NotSent),
            Some(ClaimState::Unknown) => Some(Status::Unknown),
            Some(ClaimState::Refused) => Some(Status::Rejected),
            Some(ClaimState::Accepted) => Some(Status::Accepted),
            Some(ClaimState::Confirmed) => Some(Status::Confirmed),
            Some(ClaimState::Unpaid) => Some(Status::Unpaid),
            None => self.asked.last().map(|asked| asked.line.outcome.status),
        }
    }

    /// The line that says most: the last one that sent the order, or else the last one that asks for it.
    #[must_use]
    pub fn told(&self) -> Option<&Asked> {
        let sent = |asked: &&Asked| !asked.plan && asked.line.outcome.attempts > 0;
        self.asked.iter().rfind(sent).or_else(|| self.asked.last())
    }

    /// The service of the order, as a list last showed it.
    #[must_use]
    pub fn service(&self) -> Option<&Seen> {
        let id = self.claims.iter().rev().find_map(|claim| claim.service_id.as_deref());
        self.services.iter().find(|seen| Some(seen.service.id.as_str()) == id)
    }

    /// Whether nothing at all is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.claims.is_empty() && self.decisions.is_empty() && self.services.is_empty()
    }
}
