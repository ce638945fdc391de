//! What a panel says that an order would cost, asked before anything is ordered. Pure.

use serde::{Deserialize, Serialize};

use crate::money::{Money, is_one_currency};

/// What a panel says that an order would cost for its period: of everything that it asks for, with the account's own
/// discounts. It is no charge and no promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// How much would be paid, with VAT as far as the panel counts it in.
    pub amount: Money,
    /// In what currency, as far as the panel says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// By how much it was lowered, as far as the panel says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Money>,
    /// How much of it is tax, as far as the panel says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Money>,
}

impl Quote {
    /// Whether it is in this currency, as far as both are told: what names none is in the account's own.
    #[must_use]
    pub fn is_in(&self, currency: Option<&str>) -> bool {
        let both = self.currency.as_deref().zip(currency);
        both.is_none_or(|(own, currency)| is_one_currency(own, currency))
    }
}
