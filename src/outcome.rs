//! How every row ends: statuses, money, reasons; and what a whole run comes to.

mod guard;
mod hindrance;
mod kept;
mod reason;
mod verdict;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::guard::{Guard, ROWS_NAMED};
pub use self::hindrance::{Hindrance, NoClient, NoPassword};
pub use self::kept::{Kept, Said};
pub use self::reason::{Reason, ReasonCode};
pub use self::verdict::{Stop, Tally, Verdict};
use crate::lang::Lang;
use crate::order::Difference;
use crate::service::Service;

/// How an order stands. Every server of the input ends in exactly one.
///
/// The word is the same in the ledger, the workbook, JSON and on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Passed all checks; plans and dry runs only.
    Ready,
    /// Failed a check.
    Invalid,
    /// The row says not to order it.
    Skipped,
    /// Its domain is claimed with other terms, or stands in the account and is not known to be ours.
    Conflict,
    /// The ledger or the panel has exactly this order.
    AlreadyOrdered,
    /// Valid, but the run stopped first, or the panel was never reached.
    NotSent,
    /// A recognised refusal.
    Rejected,
    /// A positive answer, not yet seen in the panel's list.
    Accepted,
    /// Seen in the panel's list: its service id is known.
    Confirmed,
    /// The order stands in the panel but is not paid.
    Unpaid,
    /// It may or may not exist; never sent again by itself.
    Unknown,
}

impl Status {
    /// Every status, in the order of the control table.
    pub const ALL: [Self; 11] = [
        Self::Confirmed,
        Self::Accepted,
        Self::AlreadyOrdered,
        Self::Unpaid,
        Self::Unknown,
        Self::Rejected,
        Self::Conflict,
        Self::Invalid,
        Self::NotSent,
        Self::Skipped,
        Self::Ready,
    ];

    /// The word for machines and for the ledger.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Invalid => "invalid",
            Self::Skipped => "skipped",
            Self::Conflict => "conflict",
            Self::AlreadyOrdered => "already-ordered",
            Self::NotSent => "not-sent",
            Self::Rejected => "rejected",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Unpaid => "unpaid",
            Self::Unknown => "unknown",
        }
    }

    /// The status of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// The words for people.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Ready => lang.pick("ready", "Готово к отправке"),
            Self::Invalid => lang.pick("invalid", "Ошибка в данных"),
            Self::Skipped => lang.pick("skipped", "Пропущено"),
            Self::Conflict => lang.pick("conflict", "Конфликт"),
            Self::AlreadyOrdered => lang.pick("already-ordered", "Заказано ранее"),
            Self::NotSent => lang.pick("not-sent", "Не отправлялось"),
            Self::Rejected => lang.pick("rejected", "Отклонено"),
            Self::Accepted => lang.pick("accepted", "Принято"),
            Self::Confirmed => lang.pick("confirmed", "Подтверждено"),
            Self::Unpaid => lang.pick("unpaid", "Не оплачено"),
            Self::Unknown => lang.pick("unknown", "Требует проверки"),
        }
    }

    /// What the status alone says of the money.
    #[must_use]
    pub const fn money(self) -> MoneyState {
        match self {
            Self::Ready => MoneyState::Planned,
            Self::Invalid | Self::Skipped | Self::Conflict | Self::NotSent | Self::Rejected => MoneyState::NotCharged,
            Self::AlreadyOrdered => MoneyState::Earlier,
            Self::Accepted | Self::Confirmed => MoneyState::Expected,
            Self::Unpaid => MoneyState::Pending,
            Self::Unknown => MoneyState::Unknown,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What is known of an order's money, apart from its status: a positive answer proves no payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoneyState {
    /// Would be charged if the plan were carried out.
    Planned,
    /// Charged: the service is active, or a payment shows it.
    Charged,
    /// A charge is expected.
    Expected,
    /// The order stands and waits for payment.
    Pending,
    /// Not charged.
    NotCharged,
    /// Not known.
    Unknown,
    /// Charged or expected by an earlier run.
    Earlier,
}

impl MoneyState {
    /// Every state, in the order of tables.
    pub const ALL: [Self; 7] =
        [Self::Charged, Self::Expected, Self::Pending, Self::Unknown, Self::Earlier, Self::NotCharged, Self::Planned];

    /// The words for people.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Planned => lang.pick("planned", "по плану"),
            Self::Charged => lang.pick("charged", "списано"),
            Self::Expected => lang.pick("expected", "ожидается списание"),
            Self::Pending => lang.pick("pending", "ожидает оплаты"),
            Self::NotCharged => lang.pick("not charged", "не списано"),
            Self::Unknown => lang.pick("unknown", "неизвестно"),
            Self::Earlier => lang.pick("earlier", "ранее"),
        }
    }
}

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

/// How one server of the input ended, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// How it stands.
    pub status: Status,
    /// Why, where the status needs a reason.
    pub reason: Option<Reason>,
    /// The service, as far as the panel told.
    pub service: Option<Service>,
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
        let stands = matches!(self.status, Status::Accepted | Status::Confirmed | Status::AlreadyOrdered);
        let said = self.reason.as_ref().is_some_and(|reason| reason.code == ReasonCode::DeletedSince);
        stands && (said || self.service.as_ref().is_some_and(Service::is_deleted))
    }

    /// An outcome of this status with no evidence yet.
    #[must_use]
    pub const fn new(status: Status) -> Self {
        Self {
            status,
            reason: None,
            service: None,
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

    /// What is known of the money: the status's word for it, or charged once the service found
    /// for it is active.
    #[must_use]
    pub fn money(&self) -> MoneyState {
        use crate::service::ServiceState;
        let active = self.service.as_ref().is_some_and(|service| service.state == Some(ServiceState::Active));
        match self.status {
            Status::Confirmed if active => MoneyState::Charged,
            status => status.money(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_its_own_word() {
        for status in Status::ALL {
            assert_eq!(Status::of_word(status.word()), Some(status));
            assert_eq!(serde_json::to_string(&status).expect("json"), format!("\"{}\"", status.word()));
        }
        let mut all = Status::ALL.to_vec();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), Status::ALL.len());
    }
}
