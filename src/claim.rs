//! What was ordered before: the ledger's claims, as values.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::order::{Domain, Order, Terms};
use crate::outcome::Status;
use crate::service::KnownService;

/// How a claim on a domain stands. A rejected or unsent order has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimState {
    /// The batch was confirmed; no attempt was made yet.
    Open,
    /// An attempt may have reached the panel.
    Unknown,
    /// Accepted.
    Accepted,
    /// Confirmed.
    Confirmed,
    /// Stands unpaid.
    Unpaid,
}

impl ClaimState {
    /// The word in the ledger.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Unknown => "unknown",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Unpaid => "unpaid",
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Open, Self::Unknown, Self::Accepted, Self::Confirmed, Self::Unpaid]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

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
        match status {
            Status::Unknown => Self::Becomes(ClaimState::Unknown),
            Status::Accepted => Self::Becomes(ClaimState::Accepted),
            Status::Confirmed => Self::Becomes(ClaimState::Confirmed),
            Status::Unpaid => Self::Becomes(ClaimState::Unpaid),
            Status::NotSent => Self::Becomes(ClaimState::Open),
            Status::Rejected => Self::Frees,
            Status::AlreadyOrdered if listed => Self::Becomes(ClaimState::Confirmed),
            Status::AlreadyOrdered | Status::Ready | Status::Invalid | Status::Skipped | Status::Conflict => Self::None,
        }
    }
}

/// A live claim on a domain.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What was ordered.
    pub terms: Terms,
    /// How it stands.
    pub state: ClaimState,
    /// The service, once it is known.
    pub service_id: Option<String>,
    /// The run that claimed it.
    pub run: String,
    /// When it was claimed.
    pub since: Timestamp,
    /// When the last attempt began, if there was one.
    pub attempted: Option<Timestamp>,
    /// The ids that the panel listed under this domain before the first attempt.
    pub listed_before: Vec<String>,
}

/// Everything this account's ledger knows that a plan needs.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The live claims.
    pub claims: HashMap<Domain, Claim>,
    /// The services last seen undeleted: a complete list has them all.
    pub known_services: Vec<KnownService>,
}

/// An order that is to be sent, and what the panel listed under its domain before.
#[derive(Clone, Debug)]
pub struct Claiming {
    /// The order.
    pub order: Order,
    /// The ids that the panel listed under its domain, deleted ones among them.
    pub listed_before: Vec<String>,
}
