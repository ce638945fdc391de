//! What a table says that a server costs. Pure.

use super::months::Months;
use super::tariff::{ChoiceOption, Resource, Tariff};
use crate::money::Money;
use crate::sheet::PerAmount;

impl Tariff {
    /// What one server with these amounts costs for a period, without a licence, and with what the tariff gives of
    /// everything that it sells by name; none where the table does not say it.
    #[must_use]
    pub fn price(&self, months: Months, amounts: &PerAmount<u32>) -> Option<Money> {
        let named: Vec<u32> = self.named.iter().map(|named| named.resource.default).collect();
        let usual =
            |choice: &'_ super::tariff::Choice| choice.options.iter().position(|option| option.value == choice.default);
        let options: Option<Vec<&ChoiceOption>> =
            self.choices.iter().map(|choice| choice.options.get(usual(choice)?)).collect();
        self.price_with(months, amounts, (&named, &options?))
    }

    /// What one server costs for a period, without a licence: with these amounts, with these of what the tariff
    /// sells by name, in the table's order, and with these options of its choices; none where the table does not
    /// say it, or they are not those of the tariff.
    ///
    /// What is above what the price covers costs its price per unit, and an option what the table says of it. An
    /// option without a price is part of the tariff's only if it is the usual one. What a server costs with less
    /// than the price covers, a table says only where it says how much that is.
    #[must_use]
    pub fn price_with(
        &self,
        months: Months,
        amounts: &PerAmount<u32>,
        (named, options): (&[u32], &[&ChoiceOption]),
    ) -> Option<Money> {
        let mut price = *self.prices.get(&months)?;
        for (field, resource) in self.resources.iter() {
            price = price + resource.more(months, *amounts.get(field)?)?;
        }
        if named.len() != self.named.len() || options.len() != self.choices.len() {
            return None;
        }
        for (named, amount) in self.named.iter().zip(named) {
            price = price + named.resource.more(months, *amount)?;
        }
        for (choice, option) in self.choices.iter().zip(options) {
            price = match option.prices.get(&months) {
                Some(more) => price + *more,
                None if option.value == choice.default && option.prices.is_empty() => price,
                None => return None,
            };
        }
        Some(price)
    }
}

impl Resource {
    /// What an amount costs beside the tariff's price.
    fn more(&self, months: Months, amount: u32) -> Option<Money> {
        let above = match self.included {
            Some(covered) => amount.saturating_sub(covered),
            None => amount.checked_sub(self.default)?,
        };
        if above == 0 { Some(Money::ZERO) } else { Some(*self.prices.get(&months)? * above) }
    }
}
