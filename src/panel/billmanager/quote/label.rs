//! What the labels of sums say, in both languages. Pure.

use crate::catalog::Months;
use crate::order::Flaw;
use crate::order::renews::Lasting;

/// What a sum is of, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The whole order.
    Total,
    /// What it was lowered by.
    Discount,
    /// What of it is tax.
    Tax,
    /// A part of the whole.
    Part,
    /// Anything else.
    Other,
}

/// Words of a label that says the whole.
const TOTAL: [&str; 14] = [
    "total",
    "amount due",
    "to pay",
    "to be paid",
    "payable",
    "итог",
    "всего",
    "к оплате",
    "общая сумма",
    "общая стоимость",
    "сумма заказа",
    "стоимость заказа",
    "полная стоимость",
    "сумма к",
];

/// Words of a label that says what was taken off.
const DISCOUNT: [&str; 3] = ["discount", "скидк", "you save"];

/// Words of a label that says a tax.
const TAX: [&str; 5] = ["vat", "tax", "ндс", "налог", "пдв"];

/// Words of a label that says a part, although it says the whole as well.
const PART: [&str; 4] = ["subtotal", "sub-total", "подытог", "промежуточн"];

/// Words of a label that says all of a tax.
const ALL_TAX: [&str; 4] = ["total vat", "total tax", "итого ндс", "всего ндс"];

/// Words of a label that says a sum from which something was taken off.
const WITH: [&str; 6] = ["with", "incl", "after", "с учет", "с учёт", "со скидк"];

/// What a label says.
pub(super) fn kind(label: &str) -> Kind {
    let label = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match () {
        () if has(&PART) => Kind::Part,
        // What is taken off in all, and the tax in all, are no sum for the whole order.
        () if has(&DISCOUNT) && !has(&WITH) => Kind::Discount,
        () if has(&ALL_TAX) => Kind::Tax,
        () if has(&TOTAL) => Kind::Total,
        () if has(&TAX) => Kind::Tax,
        () => Kind::Other,
    }
}

/// Whether a label that names a period names that of so many months.
pub(super) fn is_of_the_period(label: &str, months: Months) -> Result<(), Flaw> {
    let words: Vec<&str> = label.split_whitespace().collect();
    let named = |words: &[&str]| Lasting::read(words.join(" ").trim_matches(['(', ')', ',', ':']));
    let pairs = words.windows(2).filter_map(named).collect::<Vec<_>>();
    // A number alone is no period.
    let worded = words.iter().filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let single = worded.filter_map(|word| named(&[*word])).collect::<Vec<_>>();
    let told = if pairs.is_empty() { single } else { pairs };
    let figures = label.contains(|c: char| c.is_ascii_digit()) && !label.contains('%');
    match told.as_slice() {
        [] if figures => Err(Flaw::OddTotal),
        told if told.iter().all(|told| *told == Lasting::Months(months.get())) => Ok(()),
        _ => Err(Flaw::OtherPeriod),
    }
}
