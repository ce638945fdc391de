//! What was ordered before: the ledger's claims, as values.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::order::{Domain, Terms};
use crate::outcome::Status;

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

    /// The claim that an order of this status keeps; none if the status frees the domain.
    #[must_use]
    pub const fn of_status(status: Status) -> Option<Self> {
        match status {
            Status::Unknown => Some(Self::Unknown),
            Status::Accepted => Some(Self::Accepted),
            Status::Confirmed => Some(Self::Confirmed),
            Status::Unpaid => Some(Self::Unpaid),
            Status::Ready
            | Status::Invalid
            | Status::Skipped
            | Status::Conflict
            | Status::AlreadyOrdered
            | Status::NotSent
            | Status::Rejected => None,
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
    /// The ids of the services last seen undeleted: a complete list has them all.
    pub known_services: Vec<String>,
}
