//! What is different between a table and what its panel says now. Pure.
//!
//! Ids are what is compared, and names what is told: a tariff that has another name is the same one.

mod change;
mod judged;
mod lists;
mod proof;
mod tables;
mod tariff;
mod words;

pub use self::change::{Change, OfList, OfPanel, OfSold, OfTariff, Was};
pub use self::judged::{Judged, Ordered};
pub use self::tables::compared;

#[cfg(test)]
mod tests;
