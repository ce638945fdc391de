//! What the practice panel charges. Pure.

use rust_decimal::Decimal;

use super::faults::Faults;
use super::manner::Manner;
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

/// What is charged for a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bill {
    /// What the table says.
    pub(super) list: Money,
    /// What is taken off for this account.
    pub(super) discount: Money,
    /// What is paid.
    pub(super) total: Money,
}

impl Bill {
    /// What a panel of these manners charges: a tenth less for this account, tax on top of that, or neither.
    pub(super) fn of(list: Money, faults: &Faults) -> Self {
        let rounded = |amount: Decimal| Money::new(amount.round_dp(2)).unwrap_or(list);
        let tenth = faults.has(Manner::Discount).then(|| rounded(list.amount() / Decimal::TEN));
        let discount = tenth.unwrap_or_default();
        let net = list.amount() - discount.amount();
        let total = if faults.has(Manner::VatOnTop) { rounded(net * vat_factor()) } else { rounded(net) };
        Self { list, discount, total }
    }
}

/// How much of what is paid is tax, at a panel of these manners.
pub(super) fn tax(paid: Decimal, faults: &Faults) -> Decimal {
    let taxed = faults.has(Manner::VatOnTop) || faults.has(Manner::VatIncluded);
    // As panels reckon: what is paid, less what that is without the tax.
    if taxed { (paid - paid / vat_factor()).round_dp(2) } else { Decimal::ZERO }
}

/// What twenty per cent make of a price.
fn vat_factor() -> Decimal {
    Decimal::new(12, 1)
}

/// An amount that is a tenth higher.
pub(super) fn raised(amount: Money) -> Money {
    Money::new((amount.amount() * Decimal::new(11, 1)).round_dp(2)).unwrap_or(amount)
}
