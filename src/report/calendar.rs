//! Days of a run as the clocks of a zone show them. Pure.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::order::{Outcome, Placed};
use crate::run::Run;

/// The days of a run in a zone.
#[derive(Clone, Copy)]
pub(super) struct Calendar<'a> {
    zone: &'a TimeZone,
    /// The day on which the run stood as it is shown.
    pub(super) today: Date,
}

impl<'a> Calendar<'a> {
    pub(super) fn of(run: &Run, zone: &'a TimeZone) -> Self {
        let at = run.end.as_ref().map_or(run.facts.started, |end| end.at);
        Self { zone, today: zone.to_datetime(at).date() }
    }

    /// The day on which an order that stands was placed, where it is known. An order in doubt has none.
    pub(super) fn ordered_on(&self, outcome: &Outcome) -> Option<Date> {
        let listed = outcome.service.as_ref().and_then(|service| service.created);
        let at = match outcome.status.facts().placed {
            Placed::Now => outcome.sent_at,
            Placed::Earlier => outcome.earlier.as_ref().and_then(|earlier| earlier.at),
            Placed::Never => return None,
        };
        // Our own time first: the panel's day is a day in a zone that it does not tell.
        at.map(|at| self.zone.to_datetime(at).date()).or(listed)
    }
}
