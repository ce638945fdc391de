//! The renewals that fell into the time of a book, by the calendar: on what day, of which server, for how much.
//!
//! They are counted from the day until which the panel lists a service as paid, back and forth, or from the day of its
//! order. What a panel did charge for them stands among its charges.

use jiff::ToSpan;
use jiff::civil::Date;

use super::currency::code;
use super::items::{Choice, Item};
use crate::money::Money;
use crate::report::schedule::renewing;

/// A renewal on a day.
#[derive(Clone)]
pub(super) struct Due<'a> {
    pub(super) item: Item<'a>,
    pub(super) day: Date,
    /// For how many months.
    pub(super) every: u8,
    /// For how much, where that is known.
    pub(super) price: Option<Money>,
    /// In what currency: the panel's own price may be in another one than the plan.
    pub(super) currency: String,
}

/// The renewals of orders in the time of a book, the earliest first.
pub(super) fn of_items<'a>(items: &[Item<'a>], choice: &Choice<'_>) -> Vec<Due<'a>> {
    let wanted = items.iter().filter(|item| choice.wants(item.cost_centre()));
    let mut due: Vec<Due<'a>> = wanted.flat_map(|item| of_item(*item, choice)).collect();
    due.sort_by_key(|due| due.day);
    due
}

fn of_item<'a>(item: Item<'a>, choice: &Choice<'_>) -> Vec<Due<'a>> {
    // Says whether it renews at all, how often and for how much.
    let (Some(renewing), Some(order)) = (renewing(item.line, &item.view.reckoning), item.order()) else {
        return Vec::new();
    };
    let listed = item.line.outcome.service.as_ref().and_then(|service| service.expires);
    let months = i32::from(order.terms.asked.months.get());
    let first = item.day.and_then(|day| day.checked_add(months.months()).ok());
    let Some(from) = listed.or(first) else { return Vec::new() };
    let every = renewing.every.get();
    // Nothing renews on the day of its order, nor before the first period is over.
    let earliest = item.day.map(|day| day.saturating_add(1.day()));
    let days = days(from, every, choice).into_iter().filter(|day| earliest.is_none_or(|earliest| *day >= earliest));
    let (price, currency) = match renewing.foreign {
        Some((amount, named)) => (Some(amount), code(Some(&named))),
        None => (renewing.price, code(item.currency())),
    };
    days.map(|day| Due { item, day, every, price, currency: currency.clone() }).collect()
}

/// The days of a book that are so many months apart from one day on, or before it.
fn days(from: Date, every: u8, choice: &Choice<'_>) -> Vec<Date> {
    let nth = |n: i32| from.checked_add((n * i32::from(every)).months()).ok();
    let later = (0..).map_while(nth).take_while(|day| *day <= choice.period.until());
    let before = (1..).map_while(|n| nth(-n)).take_while(|day| *day >= choice.period.since());
    let mut days: Vec<Date> = later.chain(before).filter(|day| choice.period.has(*day)).collect();
    days.sort_unstable();
    days
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::run::Period;

    #[test]
    fn renewals_are_counted_back_and_forth_from_the_day_until_which_it_is_paid() {
        let period = Period::new(date(2026, 11, 1), date(2027, 1, 31)).expect("a period");
        let choice = Choice { period, centre: None };
        assert_eq!(
            days(date(2027, 3, 15), 1, &choice),
            [date(2026, 11, 15), date(2026, 12, 15), date(2027, 1, 15)],
            "back from what is paid already"
        );
        assert_eq!(days(date(2026, 8, 31), 3, &choice), [date(2026, 11, 30)], "and forth");
        assert_eq!(days(date(2026, 11, 1), 12, &choice), [date(2026, 11, 1)], "the first day counts");
        assert_eq!(days(date(2027, 2, 1), 12, &choice), []);
        assert_eq!(days(date(9999, 12, 31), 1, &choice).len(), 3, "the calendar's end is none of ours");
    }
}
