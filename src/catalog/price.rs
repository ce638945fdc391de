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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::catalog::{AddonId, Catalog, Choice, NamedResource};
    use crate::sheet::Field;

    fn months(number: u8) -> Months {
        Months::new(number).expect("months")
    }

    fn money(cents: u32) -> Money {
        Money::new(rust_decimal::Decimal::new(i64::from(cents), 2)).expect("money")
    }

    /// A price for a month, or none.
    fn priced(cents: Option<u32>) -> BTreeMap<Months, Money> {
        cents.map(|cents| (months(1), money(cents))).into_iter().collect()
    }

    /// Whatever a table says of an amount, and how much of it is asked for.
    fn resource() -> impl Strategy<Value = (Resource, u32)> {
        let said = (0_u32..20, proptest::option::of(0_u32..20), proptest::option::of(0_u32..500), 0_u32..30);
        said.prop_map(|(default, included, cents, amount)| {
            let addon = AddonId::new(1);
            let prices = priced(cents);
            (Resource { addon, default, unit: None, min: None, max: None, step: None, included, prices }, amount)
        })
    }

    /// What an amount costs, counted unit by unit; none where that is not known.
    fn counted(resource: &Resource, amount: u32) -> Option<Money> {
        if resource.included.is_none() && amount < resource.default {
            return None;
        }
        let covered = resource.included.unwrap_or(resource.default);
        (0..amount).skip(covered as usize).try_fold(Money::ZERO, |sum, _| Some(sum + *resource.prices.get(&months(1))?))
    }

    fn option(value: &str, cents: Option<u32>) -> ChoiceOption {
        ChoiceOption { value: value.to_owned(), name: value.to_owned(), prices: priced(cents) }
    }

    proptest! {
        #[test]
        fn a_price_is_what_its_parts_come_to_or_not_known(
            base in proptest::option::of(0_u32..100_000),
            (disk, much) in resource(),
            (named, more) in resource(),
            (usual, other) in (proptest::option::of(0_u32..900), proptest::option::of(0_u32..900)),
            takes_other in any::<bool>(),
        ) {
            let mut tariff = Catalog::bundled("demo6").expect("bundled").expect("sound").tariffs.remove(0);
            tariff.prices = priced(base);
            tariff.resources = PerAmount::of(|field| (field == Field::Disk).then(|| disk.clone()));
            tariff.named = vec![NamedResource { name: "Backup".to_owned(), resource: named.clone() }];
            let options = vec![option("a", usual), option("b", other)];
            tariff.choices =
                vec![Choice { name: "Port".to_owned(), addon: AddonId::new(9), options, default: "a".to_owned() }];
            let chosen = &tariff.choices[0].options[usize::from(takes_other)];
            let of_option = match (takes_other, usual, other) {
                (false, cents, _) => Some(money(cents.unwrap_or(0))),
                (true, _, cents) => cents.map(money),
            };
            let amounts = PerAmount::of(|field| (field == Field::Disk).then_some(much));
            let parts = [base.map(money), counted(&disk, much), counted(&named, more), of_option];
            let expected = parts.into_iter().try_fold(Money::ZERO, |sum, part| Some(sum + part?));
            prop_assert_eq!(tariff.price_with(months(1), &amounts, (&[more], &[chosen])), expected);
            prop_assert_eq!(tariff.price_with(months(3), &amounts, (&[more], &[chosen])), None);
            prop_assert_eq!(tariff.price_with(months(1), &amounts, (&[], &[chosen])), None, "an amount is not said");
            prop_assert_eq!(tariff.price_with(months(1), &amounts, (&[more], &[])), None, "a choice is not said");
            let as_it_comes = PerAmount::of(|field| (field == Field::Disk).then_some(disk.default));
            let usual = &tariff.choices[0].options[0];
            prop_assert_eq!(
                tariff.price(months(1), &as_it_comes),
                tariff.price_with(months(1), &as_it_comes, (&[named.default], &[usual]))
            );
        }
    }
}
