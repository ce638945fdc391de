//! What a panel charged for services: the rows of its list of charges. Pure.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One row of a panel's list of charges. A service may have several: a period that is charged by the month, a
/// renewal, a change, money that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// The panel's id of the row.
    pub id: String,
    /// The id of the service that it was charged for; none where the row names none.
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

/// A panel's list of charges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charges {
    /// Its rows; each id at most once.
    pub rows: Vec<Charge>,
    /// Whether everything that was asked for came: what is not in an incomplete list may still have been charged.
    pub complete: bool,
}
