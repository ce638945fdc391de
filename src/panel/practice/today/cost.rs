//! What a practice panel of today charges for what is asked for. Pure.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::sold::{addon, resources};
use crate::catalog::{Months, Resource, Tariff};
use crate::money::Money;
use crate::panel::practice::price::{INVENTED, Price};

/// What a period costs with these values of the addons: as the table says, or something invented.
pub(super) fn of(tariff: &Tariff, months: Months, addons: &BTreeMap<String, String>) -> Price {
    let base = tariff.prices.get(&months).copied();
    let amounts = resources(tariff).map(|resource| surplus(resource, months, addons));
    let surplus: Option<Money> = amounts.sum();
    let invented = base.is_none() || surplus.is_none();
    let base = base.unwrap_or_else(|| Money::new(INVENTED).unwrap_or_default() * u32::from(months.get()));
    // A table may tell what the default costs, and not what less of it does, or more.
    let amounts = if invented { base } else { base + surplus.unwrap_or_default() };
    let options = tariff.choices.iter().filter_map(|choice| {
        let value = addons.get(&addon(choice.addon))?;
        choice.options.iter().find(|option| option.value == *value)?.prices.get(&months).copied()
    });
    Price { amount: options.fold(amounts, |sum, option| sum + option), invented }
}

/// What an amount costs beside the tariff's price, which covers a part of it; none where the table does not say it.
fn surplus(resource: &Resource, months: Months, addons: &BTreeMap<String, String>) -> Option<Money> {
    let amount: u32 = addons.get(&addon(resource.addon))?.parse().ok()?;
    let more = match resource.included {
        Some(included) => amount.saturating_sub(included),
        None => amount.checked_sub(resource.default)?,
    };
    if more == 0 { Some(Money::ZERO) } else { resource.prices.get(&months).map(|price| *price * more) }
}

/// What one more of something costs, as price lists write it.
pub(super) fn exact(price: Money) -> String {
    let price: Decimal = price.amount();
    format!("{price:.4}")
}
