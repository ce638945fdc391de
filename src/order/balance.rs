//! The money in an account, as far as its panel tells.

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// The money in an account.
///
/// The balance comes from the panel's own account data (`accountinfo` of BILLmanager 4, `whoami` of 5 and 6), and so
/// does the rest where these have it; `dashboard.info` adds it on 5 and 6 when a person asks for the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// How much; below zero it is a debt, which is shown as none.
    pub amount: Money,
    /// In what currency, as far as the panel tells.
    pub currency: Option<String>,
    /// What can be spent, a credit among it, as far as the panel tells.
    pub available: Option<Money>,
    /// How far the provider lets the balance go below zero, as far as the panel tells.
    pub limit: Option<Money>,
    /// What is set aside for something else, as far as the panel tells.
    pub reserved: Option<Money>,
}
