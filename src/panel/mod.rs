//! The panel's port: what the core may know of one. Pure.
//!
//! Everything here answers in the terms that decide what may be done next, never in HTTP terms. What a
//! request looks like and what an answer means stands in [`billmanager`], the wire in [`http`].

pub mod beside;
pub mod billmanager;
mod facts;
pub mod http;
#[cfg(feature = "sandbox")]
pub mod practice;

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use thiserror::Error;

pub use self::facts::{AccountFacts, Balance, FormFacts, ListFacts};
use crate::order::attempt::Attempt;
use crate::order::cart::{Cart, Confirm};
use crate::order::charge::Charges;
use crate::order::fit::Fit;
use crate::order::service::Listing;
use crate::order::{Order, Quote, Reason, ReasonCode, RemoteId};

/// What one answer to an order says. Success only on positive proof, refusal only on a recognised
/// answer, everything else is [`Answer::Unclear`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A positive answer; the service's id where the panel tells it (BILLmanager 4 does not).
    Accepted {
        /// The panel's id of the new service.
        service_id: Option<String>,
    },
    /// The order lies in the account's cart and nothing is paid: a second act pays for the item of this id.
    InCart {
        /// The panel's id of the item; never that of a service.
        item: String,
    },
    /// A success-like answer with a payment address or an order number but no service.
    Unpaid(Reason),
    /// A recognised refusal.
    Refused(Reason),
    /// Not enough money: perhaps refused, perhaps an unpaid order.
    NoMoney(Reason),
    /// The login or password was refused, or a login form came back. Nothing was ordered.
    SignInRefused(Reason),
    /// HTTP 429. Nothing was ordered.
    Throttled {
        /// How long the panel asks to wait.
        retry_after: Option<Duration>,
    },
    /// Captcha, second factor, another step, address or account refused, or a protection page. The order may exist.
    Blocked(Reason),
    /// Anything else. The order may exist.
    Unclear(Reason),
}

/// How one order request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// An answer came, whole.
    Answered {
        /// The HTTP status.
        http_status: u16,
        /// What it says.
        answer: Answer,
    },
    /// The request provably never left: no connection was made.
    NotSent(Reason),
    /// No connection was made because the panel's certificate is not trusted.
    NotTrusted(Reason),
    /// The request may have left, and no whole answer came.
    Lost {
        /// What ended the wait.
        reason: Reason,
        /// The HTTP status, if an answer had begun.
        http_status: Option<u16>,
    },
}

/// Why the panel could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", .reason.message(crate::text::lang::Lang::En))]
pub struct ReadError {
    /// Why.
    pub reason: Reason,
    /// Whether the same read may succeed later (network, 429, 5xx); a refusal will not.
    pub passing: bool,
    /// How long the panel asks to wait.
    pub retry_after: Option<Duration>,
}

/// A panel that takes orders. The real client is one; tests have others.
pub trait Panel: Sync {
    /// Sends the attempt's order, once.
    fn order(&self, attempt: &Attempt<'_>) -> Delivery;

    /// Reads the whole list of services, all pages.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when no list could be read at all. A list that came in part is a
    /// [`Listing`] with a gap.
    fn services(&self) -> Result<Listing, ReadError>;

    /// Reads the list as [`Panel::services`] does, and gives up after so long.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when no list could be read in that time.
    fn services_within(&self, _longest: Duration) -> Result<Listing, ReadError> {
        self.services()
    }

    /// Whether the panel says that it has no service of this id any more: panels may hide what was deleted, and so
    /// may a filter. One that cannot be asked so says nothing.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel lets nobody in, or did not answer.
    fn is_gone(&self, _id: &str) -> Result<bool, ReadError> {
        Ok(false)
    }

    /// Reads what lies in the account's cart; none if the panel's dialect has none.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel cannot be asked, or what it shows is not understood: then nothing in it may be
    /// paid.
    fn cart(&self) -> Result<Option<Cart>, ReadError> {
        Ok(None)
    }

    /// Pays for one item of the cart from the account's balance, once. Read like an order's answer: a success is
    /// [`Answer::Accepted`] without an id.
    fn confirm(&self, confirm: &Confirm<'_>) -> Delivery {
        let _ = confirm;
        Delivery::NotSent(Reason::new(ReasonCode::RunStopped))
    }

    /// The key that the order of a listed service carried, read from the service's own form, which changes nothing:
    /// an empty one if the form shows that it has none; none if the panel does not tell.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel lets nobody in, or did not answer.
    fn key_of(&self, _id: &str) -> Result<Option<RemoteId>, ReadError> {
        Ok(None)
    }

    /// Asks what an order would cost, and orders nothing; none if the panel has no answer to that.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel cannot be asked, or refuses the order's values.
    fn quote(&self, _order: &Order) -> Result<Option<Quote>, ReadError> {
        Ok(None)
    }

    /// Holds what a listed service has, as far as its own form shows that, against what its order was told to have;
    /// none if the panel does not show it. The form is not sent.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel lets nobody in, or did not answer.
    fn fit_of(&self, _id: &str, _order: &Order) -> Result<Option<Fit>, ReadError> {
        Ok(None)
    }

    /// Reads what was charged from a day on; none if the panel has no such list. The panel's days need not be ours:
    /// whoever wants those of an order asks from the day before it.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when no list could be read at all.
    fn charges(&self, _since: Date) -> Result<Option<Charges>, ReadError> {
        Ok(None)
    }

    /// The panel's own time: what its last answer said, and the time since; none if it never told.
    fn time(&self) -> Option<Timestamp> {
        None
    }

    /// Whether the panel has a list of services at all.
    fn has_list(&self) -> bool {
        true
    }

    /// Reads the money in the account; none if the panel does not tell.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel cannot be asked.
    fn balance(&self) -> Result<Option<Balance>, ReadError>;

    /// Asks for something that only whoever is signed in is told. A list proves as much; without
    /// one, this must be asked before an order: a panel that waits for a second factor answers
    /// every call, an order among them, with a bare success.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel does not tell, or cannot be asked.
    fn signed_in(&self) -> Result<(), ReadError> {
        self.balance().map(drop)
    }

    /// Whether the panel can be reached: it answers a call that only reads, if only to refuse it.
    /// A redirect is not the panel's, nor is what stands in front of it or kept a connection from being made.
    fn answers(&self) -> bool {
        let others =
            [ReasonCode::Redirected, ReasonCode::NotThePanel, ReasonCode::FrontRefused, ReasonCode::Unreachable];
        let own = |error: &ReadError| !error.passing && !others.contains(&error.reason.code);
        self.balance().map_or_else(|error| own(&error), |_| true)
    }
}

/// A panel whose operator says that it has no list of services (`--no-list`).
#[derive(Debug)]
pub struct Unlisted<P>(pub P);

impl<P: Panel> Panel for Unlisted<P> {
    fn order(&self, attempt: &Attempt<'_>) -> Delivery {
        self.0.order(attempt)
    }

    fn services(&self) -> Result<Listing, ReadError> {
        Err(ReadError { reason: Reason::new(ReasonCode::NoList), passing: false, retry_after: None })
    }

    fn services_within(&self, _longest: Duration) -> Result<Listing, ReadError> {
        self.services()
    }

    fn has_list(&self) -> bool {
        false
    }

    fn cart(&self) -> Result<Option<Cart>, ReadError> {
        self.0.cart()
    }

    fn confirm(&self, confirm: &Confirm<'_>) -> Delivery {
        self.0.confirm(confirm)
    }

    fn quote(&self, order: &Order) -> Result<Option<Quote>, ReadError> {
        self.0.quote(order)
    }

    fn fit_of(&self, id: &str, order: &Order) -> Result<Option<Fit>, ReadError> {
        self.0.fit_of(id, order)
    }

    fn charges(&self, since: Date) -> Result<Option<Charges>, ReadError> {
        self.0.charges(since)
    }

    fn time(&self) -> Option<Timestamp> {
        self.0.time()
    }

    fn balance(&self) -> Result<Option<Balance>, ReadError> {
        self.0.balance()
    }

    fn signed_in(&self) -> Result<(), ReadError> {
        self.0.signed_in()
    }
}
