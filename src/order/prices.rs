//! What is known beforehand of what an order costs: in the sheet, in the table, and of the panel. Pure.

use serde::{Deserialize, Serialize};

use super::quote::Quote;
use crate::money::Money;

/// What one order costs for its period, by whoever says it. Nothing of it is a charge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// In the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Money>,
    /// In the tariff table: its list price, of which nobody says whether the account pays it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Money>,
    /// Of the panel, which was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Box<Quote>>,
}

impl Prices {
    /// What is planned: what the panel was asked, since that is what it takes; else what the sheet says; else the list
    /// price. A quote in another currency than the plan's (`currency`) is none for it.
    #[must_use]
    pub fn planned(&self, currency: Option<&str>) -> Option<Money> {
        self.quoted(currency).or(self.sheet).or(self.list)
    }

    /// Whether the panel asks more than the sheet says: somebody wrote down a price that it is not to be had for.
    #[must_use]
    pub fn is_dearer(&self, currency: Option<&str>) -> bool {
        self.quoted(currency).zip(self.sheet).is_some_and(|(quoted, sheet)| quoted > sheet)
    }

    /// What the panel was asked, if that is in this currency.
    #[must_use]
    pub fn quoted(&self, currency: Option<&str>) -> Option<Money> {
        self.quote.as_ref().filter(|quote| quote.is_in(currency)).map(|quote| quote.amount)
    }

    /// Whether the panel asks another price than the sheet says.
    #[must_use]
    pub fn differs(&self, currency: Option<&str>) -> bool {
        self.quoted(currency).zip(self.sheet).is_some_and(|(quoted, sheet)| quoted != sheet)
    }

    /// Whether nobody said anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.sheet.is_none() && self.list.is_none() && self.quote.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        Money::try_from(text.to_owned()).expect("money")
    }

    #[test]
    fn a_quote_goes_before_a_sheet_and_a_sheet_before_a_list() {
        let quote = |currency: Option<&str>| {
            let currency = currency.map(ToOwned::to_owned);
            Some(Box::new(Quote { amount: money("2.00"), currency, discount: None, tax: None }))
        };
        let of = |sheet, quote, list| Prices { sheet, list, quote }.planned(Some("RUB")).map(|money| money.to_string());
        let (sheet, list) = (Some(money("1.00")), Some(money("3.00")));
        assert_eq!(of(sheet, quote(None), list).as_deref(), Some("2.00"));
        assert_eq!(of(sheet, quote(Some("USD")), list).as_deref(), Some("1.00"));
        assert_eq!(of(None, quote(Some("rub")), list).as_deref(), Some("2.00"));
        assert_eq!(of(None, quote(None), None).as_deref(), Some("2.00"), "no currency is the account's own");
        assert_eq!(of(None, quote(Some("USD")), list).as_deref(), Some("3.00"));
        assert_eq!(of(None, quote(Some("USD")), None), None);
        assert_eq!(of(None, None, None), None);
    }
}
