//! What was charged for the servers of a run, and in what currency sums are. Pure.

use std::collections::BTreeMap;

use super::calendar::Calendar;
use crate::catalog::Months;
use crate::money::is_one_currency;
use crate::order::MoneyState;
use crate::order::charge::{Charged, Charges, OfOrder};
use crate::run::Line;

/// What was charged for the servers of a run.
#[derive(Clone, Copy)]
pub(super) struct Reckoning<'a> {
    /// What the panel charged, by the service's id.
    pub(super) charges: &'a BTreeMap<String, Charges>,
    /// The run's days.
    pub(super) calendar: Calendar<'a>,
    /// The currency of actual amounts: the catalogue's, else the first that the panel names.
    pub(super) currency: Option<&'a str>,
    /// Whether that is known to be the plan's as well, so that planned and actual amounts can be compared.
    pub(super) is_of_plan: bool,
}

impl Reckoning<'_> {
    /// What the panel charged for a server, by its list of charges; none where that names nothing for it, or nobody
    /// knows since when.
    pub(super) fn charged(&self, line: &Line) -> Option<OfOrder> {
        let service = line.outcome.service.as_ref()?;
        let charges = self.charges.get(&service.id)?;
        let (day, order) = (self.calendar.ordered_on(&line.outcome)?, line.order.as_ref()?);
        Some(charges.of_order(&service.id, day, order.terms.asked.months))
    }

    /// What was charged for the period that was ordered; none as long as not all of it is known to be for that and
    /// paid.
    pub(super) fn first_charge(&self, line: &Line) -> Option<Charged> {
        let charged = self.charged(line).filter(OfOrder::is_clear)?.first?;
        (charged.rows > 0 && charged.waiting_rows == 0).then_some(charged)
    }

    /// What the last renewal of a server was charged as, which renews every so many months.
    pub(super) fn last_renewal(&self, line: &Line, every: Months) -> Option<Charged> {
        let service = line.outcome.service.as_ref()?;
        let charges = self.charges.get(&service.id)?;
        let (day, order) = (self.calendar.ordered_on(&line.outcome)?, line.order.as_ref()?);
        charges.last_renewal(&service.id, day, (order.terms.asked.months, every))
    }

    /// What is known of the money of a server: as its outcome says, and as its charges show.
    pub(super) fn money(&self, line: &Line) -> MoneyState {
        let known = line.outcome.money();
        self.charged(line).map_or(known, |charged| charged.money(known))
    }

    /// Whether this is another currency than that of the sums.
    pub(super) fn is_foreign(&self, named: &str) -> bool {
        self.currency.is_some_and(|currency| !is_one_currency(named, currency))
    }
}
