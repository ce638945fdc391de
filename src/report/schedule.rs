//! Renewals of the twelve months after a run: which server renews when, and for how much. Pure.
//!
//! Only servers that stand are counted (and, in a plan, those that would): what is unpaid or unknown
//! may never renew, and is told apart. A renewal costs what the panel charged for the last one, or else, where it is for
//! the period that was ordered, what the panel charged for that, lists or quoted, or what was planned; what another
//! period costs is not known.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::Calendar;
use super::entry::Entry;
use super::reckoning::Reckoning;
use super::totals::{Paid, Sum, foreign, unknown};
use crate::catalog::Months;
use crate::money::{Money, currency_code};
use crate::order::charge::Charged;
use crate::order::service::Service;
use crate::order::{Order, Renewal, Server};
use crate::run::{Line, Run};
use crate::text::lang::Lang;

/// What renews in a month, and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Month {
    /// Its first day.
    pub(super) first: Date,
    /// Servers and planned amounts.
    pub(super) sum: Sum,
}

/// What renews in the twelve months after a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Schedule {
    /// The months in which something renews.
    pub(super) months: Vec<Month>,
    /// All of it.
    pub(super) total: Sum,
    /// Servers that renew within these months.
    pub(super) servers: u64,
    /// Unknown or unpaid servers, which are left out.
    pub(super) in_doubt: u64,
    /// Servers that the panel lists as deleted, which are left out.
    pub(super) deleted: u64,
    /// Servers that renew at a price of the panel's.
    pub(super) by_panel: u64,
    /// Servers that renew at what was planned.
    pub(super) as_planned: u64,
    /// Servers that renew at a price in another currency, which no sum holds.
    pub(super) foreign: u64,
    /// Their renewals by currency and month: how many, and for how much.
    pub(super) abroad: BTreeMap<String, BTreeMap<Date, (u64, Money)>>,
    /// Servers that renew on a day that nobody knows, which are left out.
    pub(super) undated: u64,
}

/// How one server renews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Renewing {
    /// For how long each time.
    pub(super) every: Months,
    /// On which days of the twelve months, the first one first. Never two in a month.
    pub(super) days: Vec<Date>,
    /// For how much each time, in the plan's currency.
    pub(super) price: Option<Money>,
    /// For how much, where the panel names another currency.
    pub(super) foreign: Option<(Money, String)>,
    /// Whether the panel says so; else it is what was planned.
    pub(super) by_panel: bool,
}

impl Renewing {
    /// The code of the other currency that the panel names, and for how much in it.
    pub(super) fn abroad(&self) -> Option<(String, Money)> {
        self.foreign.as_ref().map(|(amount, named)| (currency_code(named).to_uppercase(), *amount))
    }

    /// What stands in a cell for one renewal. Another currency is text, so that no sum takes it in.
    pub(super) fn entry(&self, lang: Lang) -> Entry<'static> {
        match (&self.price, &self.foreign) {
            (Some(price), _) => Entry::Amount(*price),
            (None, Some((amount, currency))) => Entry::text(foreign(*amount, currency, lang)),
            (None, None) => Entry::Unknown(unknown(lang)),
        }
    }
}

impl Schedule {
    /// Sums up the renewals of a run.
    pub(super) fn of(run: &Run, reckoning: &Reckoning<'_>) -> Self {
        let mut schedule = Self::default();
        let mut months = BTreeMap::<Date, Sum>::new();
        for line in &run.lines {
            if line.outcome.status.facts().server == Server::InDoubt {
                schedule.in_doubt += u64::from(period(line).is_some());
                continue;
            }
            if line.outcome.is_deleted() {
                schedule.deleted += u64::from(period(line).is_some());
                continue;
            }
            let Some(renewing) = renewing(line, reckoning) else {
                // What does not stand has no day either, and nobody misses one.
                schedule.undated += u64::from(stands(line) && period(line).is_some());
                continue;
            };
            let within = !renewing.days.is_empty();
            schedule.servers += u64::from(within);
            let priced = within && renewing.price.is_some();
            schedule.by_panel += u64::from(priced && renewing.by_panel);
            schedule.as_planned += u64::from(priced && !renewing.by_panel);
            schedule.foreign += u64::from(within && renewing.foreign.is_some());
            for day in &renewing.days {
                for sum in [months.entry(day.first_of_month()).or_default(), &mut schedule.total] {
                    sum.servers += 1;
                    // What is in another currency is told apart, and no sum misses it.
                    if renewing.foreign.is_none() {
                        sum.price(renewing.price);
                    }
                }
                if let Some((currency, amount)) = renewing.abroad() {
                    let of = schedule.abroad.entry(currency).or_default().entry(day.first_of_month()).or_default();
                    *of = (of.0 + 1, of.1 + amount);
                }
            }
        }
        schedule.months = months.into_iter().map(|(first, sum)| Month { first, sum }).collect();
        schedule
    }
}

/// How a server renews; none if it does not, if it does not stand, or if no day is known.
pub(super) fn renewing(line: &Line, reckoning: &Reckoning<'_>) -> Option<Renewing> {
    let order = line.order.as_ref().filter(|_| stands(line))?;
    let every = period(line)?;
    let calendar = reckoning.calendar;
    let listed = line.outcome.service.as_ref().and_then(|service| service.expires);
    let first = match listed {
        Some(day) => day,
        None => first_day(line, calendar)?.checked_add(i32::from(order.terms.asked.months.get()).months()).ok()?,
    };
    let (told, by_panel) = price(line, order, every, reckoning);
    let (price, foreign) = match told {
        Some(Paid::Ours(amount)) => (Some(amount), None),
        Some(Paid::Foreign(amount, currency)) => (None, Some((amount, currency.into_owned()))),
        Some(Paid::Unsaid) | None => (None, None),
    };
    Some(Renewing { every, days: days(first, every, calendar.today), price, foreign, by_panel })
}

/// What a renewal costs, and whether the panel says so.
fn price<'a>(line: &'a Line, order: &Order, every: Months, reckoning: &Reckoning<'_>) -> (Option<Paid<'a>>, bool) {
    // What was lowered once need not be so again.
    let whole = |charged: Charged| charged.discount.is_none_or(|discount| discount.is_zero()).then_some(charged);
    let of_charge = |charged: Charged| {
        let currency = charged.currency.clone().map(Cow::Owned);
        charged.money().map(|amount| Paid::named(amount, currency, reckoning))
    };
    let renewed = || reckoning.last_renewal(line, every).and_then(whole).and_then(of_charge);
    // The rest is the price of the period that was ordered; what another one costs nobody knows.
    let same = every == order.terms.asked.months;
    let first = || reckoning.first_charge(line).filter(|_| same).and_then(whole).and_then(of_charge);
    let listed = || {
        let (cost, currency) = line.outcome.service.as_deref().filter(|_| same).and_then(listed_cost)?;
        Some(Paid::named(cost, currency.map(Cow::Borrowed), reckoning))
    };
    let quoted = || order.prices.quoted(reckoning.currency).filter(|_| same).map(Paid::Ours);
    // A plan that names no currency has no sums with a panel that does.
    let told = renewed().or_else(first).or_else(listed).or_else(quoted).filter(|_| reckoning.is_of_plan);
    match told {
        Some(told) => (Some(told), true),
        None => (order.price.filter(|_| same).map(Paid::Ours), false),
    }
}

fn listed_cost(service: &Service) -> Option<(Money, Option<&str>)> {
    service.cost.map(|cost| (cost, service.currency.as_deref()))
}

/// From when a server is paid for.
fn first_day(line: &Line, calendar: Calendar<'_>) -> Option<Date> {
    if line.outcome.status.facts().server == Server::Planned {
        Some(calendar.today)
    } else {
        calendar.ordered_on(&line.outcome)
    }
}

fn period(line: &Line) -> Option<Months> {
    match line.order.as_ref()?.terms.asked.renewal {
        Renewal::Every(months) => Some(months),
        Renewal::Never => None,
    }
}

/// Whether there is a server, or there would be one.
fn stands(line: &Line) -> bool {
    match line.outcome.status.facts().server {
        Server::Stands => !line.outcome.is_deleted(),
        Server::Planned => true,
        Server::InDoubt | Server::None => false,
    }
}

/// The days after `today`, to the same day a year later, on which something renews. Every day is counted
/// from the first one, so that what renews on the 31st does so again after a shorter month.
fn days(first: Date, every: Months, today: Date) -> Vec<Date> {
    let Ok(last) = today.checked_add(1.year()) else { return Vec::new() };
    let nth = |n: i32| first.checked_add((n * i32::from(every.get())).months()).ok();
    (0..).map_while(nth).take_while(|day| *day <= last).filter(|day| *day > today).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn renewals_are_counted_from_the_first_one_on_for_a_year() {
        let months = |n| Months::new(n).expect("months");
        let today = date(2026, 11, 24);
        assert_eq!(days(date(2027, 11, 24), months(12), today), [date(2027, 11, 24)], "the year's last day counts");
        assert_eq!(days(date(2027, 11, 25), months(12), today), []);
        let whole = days(today, months(1), today);
        assert_eq!((whole.len(), whole[0]), (12, date(2026, 12, 24)), "a year has twelve months, not thirteen");
        assert_eq!(days(date(2026, 11, 23), months(6), today)[0], date(2027, 5, 23), "what is past is past");
        let monthly = days(date(2027, 1, 31), months(1), today);
        assert_eq!(monthly[..3], [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]);
        assert_eq!(monthly.len(), 10);
        assert_eq!(days(date(2020, 1, 15), months(3), today).len(), 4);
        assert_eq!(days(date(9999, 12, 31), months(3), date(9999, 12, 31)), [], "no year follows");
    }
}
