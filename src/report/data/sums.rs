//! Sums of servers and money, as a document tells them.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::money::Money;

/// Sums by where orders come from.
#[derive(Debug, Serialize)]
pub struct Origins {
    /// Ordered by this run.
    pub this_run: Amounts,
    /// Ordered by an earlier run of the same sheet.
    pub earlier_by_this_sheet: Amounts,
    /// Ordered by another sheet, or by hand.
    pub otherwise: Amounts,
}

/// A group of servers of one tariff and period, or of one cost centre.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The tariff or the cost centre.
    pub name: String,
    /// Months paid for at a time; none for a cost centre.
    pub months: Option<u8>,
    /// Its servers and their money: the fields of [`Amounts`] stand beside the name.
    #[serde(flatten)]
    pub amounts: Amounts,
}

/// A number of servers and their money.
#[derive(Debug, Serialize)]
pub struct Amounts {
    /// Servers (of renewals: renewals).
    pub servers: u64,
    /// Planned money: the sum of what is known; none if nothing is.
    pub planned: Option<Money>,
    /// How many planned amounts are not known, and so not in the sum.
    pub planned_unknown: u64,
    /// Actual money in the currency of planned money, as far as the panel told it.
    pub actual: Option<Money>,
    /// How many actual amounts are not known or in another currency, and so not in the sum.
    pub actual_unknown: u64,
    /// Planned less actual money, of the servers of which both are known in one currency.
    pub difference: Option<Decimal>,
    /// How many servers these are.
    pub compared: u64,
}
