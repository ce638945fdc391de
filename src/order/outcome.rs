//! How one server of the input ended, with the evidence.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::facts::Server;
use super::money::MoneyState;
use super::reason::{Reason, ReasonCode};
use super::status::Status;

use super::service::{Service, ServiceState};
use super::terms::Difference;
use crate::money::Money;
use crate::text::lang::Lang;

/// The earlier order that a row repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The run that made it; none if only the panel knows it.
    pub run: Option<String>,
    /// When it was sent or made.
    pub at: Option<Timestamp>,
    /// How it stands.
    pub status: Status,
}

/// What an order was charged as, when the panel first showed that it was paid for. What becomes of its service later
/// takes nothing of it back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidAs {
    /// What the service cost then, where that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    /// The currency of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// How one server of the input ended, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// How it stands.
    pub status: Status,
    /// Why, where the status needs a reason.
    pub reason: Option<Reason>,
    /// The service, as far as the panel told.
    pub service: Option<Box<Service>>,
    /// What it was charged as, once the panel had shown that it was paid for and told something else since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<PaidAs>,
    /// The panel's id of what this order laid into the account's cart, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cart_item: Option<String>,
    /// The earlier order that stands instead.
    pub earlier: Option<Earlier>,
    /// What differs: from the claim (conflict), or between order and service found (a warning).
    #[serde(default)]
    pub differences: Vec<Difference>,
    /// How many times the order was tried in this run.
    pub attempts: u32,
    /// The HTTP status of the last answer.
    pub http_status: Option<u16>,
    /// When the first attempt began.
    pub sent_at: Option<Timestamp>,
    /// When the last answer, or the end of waiting, came.
    pub ended_at: Option<Timestamp>,
}

impl Outcome {
    /// Whether the order stands and its service is listed as deleted.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        let stands = self.status.facts().server == Server::Stands;
        let said = self.reason.as_ref().is_some_and(|reason| reason.code == ReasonCode::DeletedSince);
        stands && (said || self.service.as_deref().is_some_and(Service::is_deleted))
    }

    /// Whether it is of a run that is still going, and awaits its answer or its turn.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.reason.as_ref().is_some_and(|reason| reason.code.is_under_way())
    }

    /// An outcome of this status with no evidence yet.
    #[must_use]
    pub const fn new(status: Status) -> Self {
        Self {
            status,
            reason: None,
            service: None,
            paid: None,
            cart_item: None,
            earlier: None,
            differences: Vec::new(),
            attempts: 0,
            http_status: None,
            sent_at: None,
            ended_at: None,
        }
    }

    /// An outcome of this status, for a reason.
    #[must_use]
    pub fn because(status: Status, reason: Reason) -> Self {
        Self { reason: Some(reason), ..Self::new(status) }
    }

    /// Why nothing was sent again after the panel had turned the order away; none if it was not turned away, or was
    /// not executed all the same, as far as is known.
    #[must_use]
    pub fn given_up(&self, lang: Lang) -> Option<&'static str> {
        let turned_away = self.http_status == Some(429);
        let may_stand = matches!(self.status, Status::Unknown | Status::Confirmed | Status::Unpaid);
        (turned_away && may_stand).then(|| {
            lang.pick(
                "the panel answered HTTP 429, and no further attempt was made: the panel may have executed the order all the same",
                "панель ответила HTTP 429, и заказ больше не отправлялся: панель всё же могла его выполнить",
            )
        })
    }

    /// How an order stands that was ready and is not sent after all: what lies in the cart is unpaid, as before.
    #[must_use]
    pub fn unsent(&self, why: ReasonCode) -> Self {
        match &self.cart_item {
            Some(item) => {
                Self { cart_item: Some(item.clone()), ..Self::because(Status::Unpaid, Reason::new(ReasonCode::InCart)) }
            }
            None => Self::because(Status::NotSent, Reason::new(why)),
        }
    }

    /// What is known of the money: the status's word for it, or charged once the service found
    /// for it was active.
    #[must_use]
    pub fn money(&self) -> MoneyState {
        let (known, was_active) = (self.status.facts().money, self.paid_as().is_some());
        match (self.status, known) {
            // A listed service may still wait for its money; an active one was paid for.
            (Status::Confirmed, _) if was_active => MoneyState::Charged,
            // Nobody takes back what was charged because the service is now in doubt.
            (_, MoneyState::Expected | MoneyState::Unknown) if self.paid.is_some() => MoneyState::Charged,
            (_, known) => known,
        }
    }

    /// What it was charged as, if the panel ever showed its service as active.
    #[must_use]
    pub fn paid_as(&self) -> Option<PaidAs> {
        let shown = || {
            let active = self.service.as_ref().filter(|service| service.state == Some(ServiceState::Active))?;
            Some(PaidAs { cost: active.cost, currency: active.currency.clone() })
        };
        // Told at first without a cost, it may be told with one later.
        self.paid.clone().filter(|paid| paid.cost.is_some()).or_else(shown).or_else(|| self.paid.clone())
    }

    /// What the service of the order costs, with the currency of that: as it was when it was paid for, else as listed.
    #[must_use]
    pub fn cost(&self) -> Option<(Money, Option<&str>)> {
        let of_paid = || self.paid.as_ref().and_then(|paid| Some((paid.cost?, paid.currency.as_deref())));
        let listed = || self.service.as_ref().and_then(|service| Some((service.cost?, service.currency.as_deref())));
        of_paid().or_else(listed)
    }
}
