//! What a panel charged for services: the rows of its list of charges, and what they come to. Pure.
//!
//! A panel may show one charge as a dozen rows, by days, with a discount or with tax in it; it may charge later than
//! it answered, and give money back. All of that comes to a sum, or to none where nobody can tell.

mod gap;
mod of_order;
mod row;
mod sum;

use jiff::civil::Date;

pub use self::gap::{ChargesGap, UnreadCharge};
pub use self::of_order::{OfOrder, Pays};
pub use self::row::Charge;
pub use self::sum::{Charged, shown};
use crate::catalog::Months;

/// A panel's list of charges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charges {
    /// Its rows; each id at most once.
    pub rows: Vec<Charge>,
    /// Why something of what was asked for may be missing; none if it came complete. What is not in an incomplete
    /// list may still have been charged, and what is, may have come back.
    pub gap: Option<ChargesGap>,
}

impl Charges {
    /// Whether everything that was asked for came.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.gap.is_none()
    }

    /// The rows of a service from a day on. One without a day may be of any.
    pub fn of_service<'c>(&'c self, service: &'c str, since: Date) -> impl Iterator<Item = &'c Charge> {
        let own = move |row: &&Charge| {
            row.service.as_deref() == Some(service) && row.charged_on.is_none_or(|day| day >= since)
        };
        self.rows.iter().filter(own)
    }

    /// What was charged for the service of an order: its first period, and what came after it.
    #[must_use]
    pub fn of_order(&self, service: &str, ordered_on: Date, months: Months) -> OfOrder {
        let own: Vec<&Charge> = self.rows.iter().filter(|row| row.service.as_deref() == Some(service)).collect();
        OfOrder::of(&own, ordered_on, months)
    }

    /// What the last renewal of the service of an order was charged as, where that is the price of a whole period.
    #[must_use]
    pub fn last_renewal(&self, service: &str, ordered_on: Date, periods: (Months, Months)) -> Option<Charged> {
        let own: Vec<&Charge> = self.rows.iter().filter(|row| row.service.as_deref() == Some(service)).collect();
        OfOrder::last_renewal(&own, ordered_on, periods)
    }
}

/// What each of these rows pays for: all that were charged for one service, which was ordered on a day for so many
/// months.
#[must_use]
pub fn pays(rows: &[&Charge], ordered_on: Date, months: Months) -> Vec<Pays> {
    of_order::pays(rows, ordered_on, months)
}

#[cfg(test)]
mod tests;
