//! What a panel told, as a table is made of it. Pure.

use jiff::civil::Date;

use crate::catalog::id::{DataCentreId, TariffId};
use crate::catalog::offered::{Export, OrderForm, TariffStep};
use crate::catalog::protocol::Protocol;
use crate::text::lang::Lang;

/// The form of an order for a tariff in a place, or why it was not shown.
#[derive(Clone, Debug)]
pub struct Form {
    /// The tariff that it was asked for.
    pub tariff: TariffId,
    /// The data centre that it was asked for.
    pub data_centre: Option<DataCentreId>,
    /// The form.
    pub shown: Result<OrderForm, String>,
}

/// Everything that was asked.
#[derive(Clone, Debug)]
pub struct Told {
    /// What the table is to be called.
    pub name: String,
    /// The panel's address.
    pub panel: String,
    /// How the panel was spoken to.
    pub protocol: Protocol,
    /// Other functions that the panel has to order by.
    pub others: Vec<String>,
    /// The currency of the account, if the panel says it.
    pub currency: Option<String>,
    /// The day.
    pub today: Date,
    /// In which language names are wanted, where the panel has both.
    pub lang: Lang,
    /// The price list, or why there is none.
    pub export: Result<Export, String>,
    /// The step at which a tariff is chosen, for each data centre that was asked for.
    pub steps: Vec<(Option<DataCentreId>, TariffStep)>,
    /// The data centres whose step was not shown, or none for the first step, and why.
    pub unread: Vec<(Option<DataCentreId>, String)>,
    /// The forms.
    pub forms: Vec<Form>,
}

impl Told {
    /// The form of a tariff in a place.
    #[must_use]
    pub fn form(&self, tariff: TariffId, data_centre: Option<DataCentreId>) -> Option<&Form> {
        self.forms.iter().find(|form| form.tariff == tariff && form.data_centre == data_centre)
    }
}

/// A panel that says what a table holds.
#[cfg(test)]
pub(in crate::catalog) mod tests;
