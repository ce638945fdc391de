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
    /// The whole, but for something that still changes it: tax that is added to it, or what is taken off.
    Before,
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

/// Words of a label that says a tax, by their beginning: `private` and `activation` are none.
const TAX: [&str; 5] = ["vat", "tax", "ндс", "налог", "пдв"];

/// Words of a label that says a part, although it says the whole as well.
const PART: [&str; 4] = ["subtotal", "sub-total", "подытог", "промежуточн"];

/// Words of a label that says all of a tax.
const ALL_TAX: [&str; 4] = ["total vat", "total tax", "итого ндс", "всего ндс"];

/// Words of a label that says a sum from which something was taken off.
const WITH: [&str; 6] = ["with", "incl", "after", "с учет", "с учёт", "со скидк"];

/// Words of a label that says what is not in the sum yet.
const WITHOUT: [&str; 21] = [
    "without",
    "w/o",
    "excl",
    "not incl",
    "before",
    "net of",
    "ex vat",
    "ex. vat",
    "plus vat",
    "plus tax",
    "+vat",
    "+tax",
    "be added",
    "is added",
    "не вкл",
    "не учит",
    "не учт",
    "до скидк",
    "до вычет",
    "плюс ндс",
    "+ндс",
];

/// The same, where they stand as a word of their own.
const WITHOUT_WORDS: [&str; 3] = ["без", "сверх", "кроме"];

/// Words of a label that says no more than about how much it is.
const ABOUT: [&str; 16] = [
    "approx",
    "about",
    "estimat",
    "at least",
    "minimum",
    "minimal",
    "up to",
    "~",
    "≈",
    "примерн",
    "ориентиров",
    "около",
    "не менее",
    "не более",
    "минимальн",
    "предварит",
];

/// Words behind which an amount is the least or the most.
const FROM: [&str; 4] = ["from", "от", "до", "min"];

/// What a label says.
pub(super) fn kind(label: &str) -> Kind {
    let label = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match () {
        () if has(&PART) => Kind::Part,
        () if is_before(&label) => Kind::Before,
        // What is taken off in all, and the tax in all, are no sum for the whole order.
        () if has(&DISCOUNT) && !has(&WITH) => Kind::Discount,
        () if has(&ALL_TAX) => Kind::Tax,
        () if has(&TOTAL) => Kind::Total,
        () if is_taxed(&label) => Kind::Tax,
        () => Kind::Other,
    }
}

/// Whether a text says that tax is still added to a sum, or a discount still taken off.
pub(super) fn is_before(text: &str) -> bool {
    let text = text.to_lowercase();
    let close = text.replace("+ ", "+");
    let has = |words: &[&str]| words.iter().any(|word| close.contains(word));
    let without = has(&WITHOUT) || words(&text).any(|word| WITHOUT_WORDS.contains(&word));
    let net = words(&text).any(|word| matches!(word, "net" | "netto" | "нетто")) && has(&TOTAL);
    net || (without && (is_taxed(&text) || has(&DISCOUNT)))
}

/// Whether a label says that a sum is no more than about so much, or that it begins or ends there.
pub(super) fn is_about(label: &str) -> bool {
    let label = label.to_lowercase();
    let last = words(&label).last();
    ABOUT.iter().any(|word| label.contains(word)) || last.is_some_and(|last| FROM.contains(&last))
}

fn is_taxed(text: &str) -> bool {
    words(text).any(|word| TAX.iter().any(|tax| word.starts_with(tax)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
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
