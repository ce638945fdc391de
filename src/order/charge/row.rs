//! One row of a panel's list of charges. Pure.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One row of a panel's list of charges. A service may have several: a period that is charged by the month, a
/// renewal, a change, money that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// The panel's id of the row.
    pub id: String,
    /// The id of the service that it was charged for; none where the row names none. What is charged for a part of a
    /// service is charged for the service.
    pub service: Option<String>,
    /// How much, tax included and discounts taken off; below zero if it came back.
    pub amount: Decimal,
    /// In what currency, as far as the row says.
    pub currency: Option<String>,
    /// How much of it is tax, as far as the row says.
    pub tax: Option<Decimal>,
    /// By how much it was lowered, as far as the row says.
    pub discount: Option<Decimal>,
    /// How much of it is not paid yet, as far as the row says.
    pub unpaid: Option<Decimal>,
    /// The day on which it was charged.
    pub charged_on: Option<Date>,
    /// The day from which the service is paid for by it.
    pub from: Option<Date>,
}

impl Charge {
    /// The row as a later list shows it: what that one no longer tells is as it was known before, as far as it is of the
    /// same amount. What it tells otherwise is news.
    #[must_use]
    pub fn with_what_was_known(self, before: Self) -> Self {
        // Parts of another amount are no parts of this one.
        let is_of_it = self.amount == before.amount;
        let part = |now: Option<Decimal>, before: Option<Decimal>| now.or_else(|| before.filter(|_| is_of_it));
        Self {
            service: self.service.or(before.service),
            currency: self.currency.or(before.currency),
            tax: part(self.tax, before.tax),
            discount: part(self.discount, before.discount),
            unpaid: part(self.unpaid, before.unpaid),
            charged_on: self.charged_on.or(before.charged_on),
            from: self.from.or(before.from),
            ..self
        }
    }

    /// How much of it is charged: what is paid, or what came back.
    #[must_use]
    pub fn paid(&self) -> Decimal {
        self.amount - self.waiting()
    }

    /// How much of it is still to be paid, so that it is not charged yet.
    #[must_use]
    pub fn waiting(&self) -> Decimal {
        let unpaid = self.unpaid.unwrap_or_default().max(Decimal::ZERO);
        // The panel says it without a sign; what is still to come back has the sign of its row.
        if self.amount.is_sign_negative() { -unpaid } else { unpaid }
    }

    /// Whether something of it is still to be paid.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.waiting().is_zero()
    }

    /// Whether something of it is charged. A row of nothing that is not to be paid is as well: it says that nothing
    /// was.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        !self.is_waiting() || !self.paid().is_zero()
    }
}
