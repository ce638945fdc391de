//! How far the life of one order has come in a run. Pure.

use std::time::Duration;

use super::breakers::Reaction;
use super::step::{Ends, Shown};
use crate::order::claim::ClaimState;
use crate::order::findings::paid_or_not;
use crate::order::service::{Service, ServiceState};
use crate::order::{Outcome, Reason};

/// What follows once an attempt's outcome is written.
#[derive(Clone, Debug)]
pub(super) enum Then {
    End,
    /// It lies in the cart as this item: it is paid if nothing else lies there.
    Cart(String),
    Retry {
        reason: Reason,
        asked: Option<Duration>,
        list_first: bool,
    },
    LookUp(Ends),
}

/// What was asked for last.
#[derive(Clone, Debug)]
pub(super) enum State {
    Fresh,
    Pacing,
    CartBefore,
    Beginning,
    Sending,
    CartOf(String),
    Confirming,
    Paying,
    ClosingConfirm(Then),
    CartAfter,
    Closing(Reaction, Then),
    Slowing(Then),
    Pausing(usize, Then),
    Probing(usize, Then),
    Waiting { list_first: bool },
    Checking,
    Resting(usize, Ends),
    LookingUp { look: usize, last: bool, ends: Ends },
    Settling(Box<Outcome>),
    Saving,
    Over,
}

/// Whether a service that is listed waits for its payment. Where the panel said that there is no money, only one
/// that runs counts as paid.
pub(super) fn waits_for_payment(service: &Service, ends: Ends) -> bool {
    match ends.listed {
        Shown::Ours | Shown::Anybodys => service.state == Some(ServiceState::Ordered),
        Shown::OursIfItRuns => paid_or_not(service) == ClaimState::Unpaid,
    }
}
