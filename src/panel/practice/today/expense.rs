//! What was charged at a practice panel of today: a row each, or as many as its manners make of it.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::status::spaced;
use crate::panel::practice::kind::Kind;
use crate::panel::practice::manner::Manner;
use crate::panel::practice::node::Node;
use crate::panel::practice::owned::{Charge, Owned, Standing};
use crate::panel::practice::parameters::Parameters;
use crate::panel::practice::price;
use crate::panel::practice::refusal::{Refusal, Style};
use crate::panel::practice::reply::Said;
use crate::panel::practice::seller::Seller;
use crate::panel::practice::state::State;

/// The rows of a page when nobody says how many.
const PAGE: usize = 50;

/// In how many parts a charge is shown where it is split.
const PARTS: usize = 12;

/// A part of a charge: how much, of that the tax, by how much it was lowered, and the day from which it pays.
struct Part {
    amount: Decimal,
    tax: Decimal,
    discount: Decimal,
    from: Option<Date>,
}

/// A page of the list.
pub(super) fn list(seller: &Seller, state: &State, given: &Parameters, style: Style<'_>) -> Said {
    let whole = given.get("filter").is_some_and(|filter| filter == "off");
    let refuses = seller.faults.of_list(state.record.lists.max(1)) == Some(Kind::FilterRefused);
    if refuses && whole {
        return Refusal::value_of("filter", "off").said(style);
    }
    let mut rows = Vec::new();
    for charge in &state.record.charges {
        let service = state.record.services.iter().find(|service| service.id == charge.service);
        // A filter that was saved is the same for every list.
        let hidden = !whole && state.filter.is_some_and(|last| charge.service > last);
        let late = seller.faults.has(Manner::LateCharges);
        if hidden || late && service.is_none_or(|service| service.standing == Standing::InProgress) {
            continue;
        }
        for part in parts(seller, charge, service) {
            rows.push(row(seller, (charge, service), &part, (rows.len() + 1, style)));
        }
    }
    let number = |name: &str| given.get(name).and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
    let (page, size) = (number("p_num").unwrap_or(1), number("p_cnt").unwrap_or(PAGE).min(1000));
    let total = rows.len();
    let from = (page - 1).saturating_mul(size).min(total);
    let rows = rows.drain(from..(from + size).min(total)).collect::<Vec<_>>();
    let counts = [("p_num", page), ("p_cnt", size), ("p_elems", total)];
    let counts = counts.map(|(name, value)| Node::text(name, value));
    Said::Document(Node::new("doc").with_all(rows).with_all(counts))
}

/// The rows that a charge is shown as.
fn parts(seller: &Seller, charge: &Charge, service: Option<&Owned>) -> Vec<Part> {
    let has = |manner| seller.faults.has(manner);
    let made = service.and_then(|service| service.made);
    let months = service.map_or(1, |service| i64::from(service.months));
    // A file can say of a service that it is for no months.
    let days = made.and_then(|made| days(made, months)).unwrap_or(30).max(1);
    let (count, scale) = match () {
        () if has(Manner::Daily) => (days, 4),
        () if has(Manner::SplitCharges) => (PARTS, 2),
        () => (1, 2),
    };
    let amount = charge.amount.amount();
    let discount = service.map_or(Decimal::ZERO, |service| service.discount.amount());
    let whole = [amount, price::tax(amount, &seller.faults), discount].map(|whole| split(whole, count, scale));
    let [amounts, taxes, discounts] = whole;
    let from = |number: usize| {
        let later = if has(Manner::Daily) { i64::try_from(number).unwrap_or(0) } else { 0 };
        made.and_then(|made| made.checked_add(later.days()).ok())
    };
    let told = amounts.into_iter().zip(taxes).zip(discounts).enumerate();
    let mut parts: Vec<Part> =
        told.map(|(number, ((amount, tax), discount))| Part { amount, tax, discount, from: from(number) }).collect();
    if has(Manner::MoneyBack) {
        let back = (amount / Decimal::TEN).round_dp(2);
        if let Some(first) = parts.first_mut() {
            first.amount += back;
        }
        parts.push(Part { amount: -back, tax: Decimal::ZERO, discount: Decimal::ZERO, from: made });
    }
    parts
}

/// The days of so many months.
fn days(from: Date, months: i64) -> Option<usize> {
    let until = from.checked_add(months.months()).ok()?;
    usize::try_from(from.until(until).ok()?.get_days()).ok()
}

/// Parts of an amount, which are all of it together.
fn split(amount: Decimal, count: usize, scale: u32) -> Vec<Decimal> {
    let part = (amount / Decimal::from(count)).trunc_with_scale(scale);
    let last = amount - part * Decimal::from(count - 1);
    std::iter::repeat_n(part, count - 1).chain([last]).collect()
}

fn row(
    seller: &Seller,
    (charge, service): (&Charge, Option<&Owned>),
    part: &Part,
    (number, style): (usize, Style<'_>),
) -> Node {
    let has = |manner| seller.faults.has(manner);
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let name = service.map_or("", |service| service.tariff.as_str());
    let written = |amount: Decimal| {
        let digits = if amount.scale() > 2 { format!("{amount:.4}") } else { format!("{amount:.2}") };
        if has(Manner::OddRows) && !amount.is_sign_negative() { spaced(&digits, style.lang) } else { digits }
    };
    let unpaid = if has(Manner::Postpaid) { part.amount } else { Decimal::ZERO };
    let row = Node::new("elem").with_all([
        Node::text("id", 500 + number),
        Node::text("locale_name", format!("{name} #{}", charge.service)),
        Node::text("realdate", day(service.and_then(|service| service.made))),
        Node::text("cdate", day(part.from)),
        Node::text("amount", format!("{} {}", written(part.amount), seller.currency())),
        Node::text("notpayd", written(unpaid.max(Decimal::ZERO))),
        Node::text("discountamount", written(part.discount)),
        Node::text("taxamount", written(part.tax)),
        Node::text("payments", 1),
    ]);
    if has(Manner::ItemlessCharges) { row } else { row.with(Node::text("item", charge.service)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_charge_are_all_of_it() {
        for amount in ["0.01", "1.00", "100.00", "1020.05", "3600.00"] {
            let amount = Decimal::from_str_exact(amount).expect("a number");
            for (count, scale) in [(1, 2), (12, 2), (31, 4), (365, 4)] {
                let parts = split(amount, count, scale);
                assert_eq!((parts.len(), parts.into_iter().sum::<Decimal>()), (count, amount));
            }
        }
    }
}
