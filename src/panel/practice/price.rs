//! What the practice panel charges. Pure.

use rust_decimal::Decimal;

use crate::catalog::{Months, Tariff};
use crate::money::Money;
use crate::sheet::PerAmount;

/// What a month costs where a table has no prices.
pub const INVENTED: Decimal = Decimal::ONE_HUNDRED;

/// A price, and whether it is invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Price {
    pub(super) amount: Money,
    pub(super) invented: bool,
}

impl Price {
    /// What a period costs with these amounts: as the table says, or something invented.
    pub(super) fn of(tariff: &Tariff, months: Months, amounts: &PerAmount<u32>) -> Self {
        let told = tariff.price(months, amounts);
        let invented = || Money::new(INVENTED).unwrap_or_default() * u32::from(months.get());
        // A table may tell what the default costs, and not what less of it does.
        let amount = told.or_else(|| tariff.prices.get(&months).copied()).unwrap_or_else(invented);
        Self { amount, invented: told.is_none() }
    }
}

/// An amount that is a tenth higher.
pub(super) fn raised(amount: Money) -> Money {
    Money::new((amount.amount() * Decimal::new(11, 1)).round_dp(2)).unwrap_or(amount)
}
