//! Days of a run as the clocks of a zone show them. Pure.

use jiff::civil::Date;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::TimeZone;

use jiff::{Timestamp, ToSpan};

use crate::order::{Outcome, Placed};
use crate::run::{Facts, Run};

/// The zone of whoever made a run, so that its days are the same for everybody; another one where it did not keep that.
pub(super) fn zone_of(facts: &Facts, otherwise: &TimeZone) -> TimeZone {
    let kept = facts.zone.as_deref().and_then(|zone| DateTimeParser::new().parse_time_zone(zone).ok());
    kept.unwrap_or_else(|| otherwise.clone())
}

/// The days of a run in a zone.
#[derive(Clone, Copy)]
pub(super) struct Calendar<'a> {
    zone: &'a TimeZone,
    started: Timestamp,
    /// The day on which the run stood as it is shown.
    pub(super) today: Date,
}

impl<'a> Calendar<'a> {
    pub(super) fn of(run: &Run, zone: &'a TimeZone) -> Self {
        let at = run.end.as_ref().map_or(run.facts.started, |end| end.at);
        Self { zone, started: run.facts.started, today: zone.to_datetime(at).date() }
    }

    /// The zone in words: its offset, or its name where clocks change within a year of the run. A column of times has
    /// one header, whatever the time of the year.
    pub(super) fn zone(&self) -> String {
        let offset = |months: i32| {
            let day = self.zone.to_datetime(self.started).saturating_add(months.months());
            self.zone.to_ambiguous_timestamp(day).compatible().map(|at| self.zone.to_offset(at)).ok()
        };
        let now = self.zone.to_offset(self.started);
        let changed = (-12..=12).filter_map(offset).find(|other| *other != now);
        match (changed, self.zone.iana_name()) {
            (None, _) => format!("UTC{now}"),
            (Some(_), Some(name)) => name.to_owned(),
            (Some(other), None) => format!("UTC{}/{}", now.min(other), now.max(other)),
        }
    }

    /// A header of times with the zone in which they are.
    pub(super) fn named(&self, header: &str) -> String {
        format!("{header} ({})", self.zone())
    }

    /// The day on which an order that stands was placed, where it is known. An order in doubt has none.
    pub(super) fn ordered_on(&self, outcome: &Outcome) -> Option<Date> {
        let listed = outcome.service.as_ref().and_then(|service| service.created);
        let at = match outcome.status.facts().placed {
            Placed::Now => outcome.sent_at,
            Placed::Earlier => outcome.earlier.as_ref().and_then(|earlier| earlier.at),
            Placed::Never => return None,
        };
        let own = at.map(|at| self.zone.to_datetime(at).date());
        // A person who adopted a service says nothing of the day on which it was ordered.
        let is_adopted = outcome.earlier.as_ref().is_some_and(|earlier| earlier.run.is_none());
        if outcome.status.facts().placed == Placed::Earlier && is_adopted {
            return listed.or(own);
        }
        // Our own time first: the panel's day is a day in a zone that it does not tell.
        own.or(listed)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::order::service::Service;
    use crate::order::{Earlier, Status};

    #[test]
    fn an_adopted_service_was_ordered_when_the_panel_made_it() {
        let at: Timestamp = "2026-11-15T12:00:00Z".parse().expect("a time");
        let calendar = Calendar { zone: &TimeZone::UTC, started: at, today: date(2026, 11, 30) };
        let earlier =
            |run: Option<&str>| Earlier { run: run.map(str::to_owned), at: Some(at), status: Status::Confirmed };
        let made = Service { created: Some(date(2026, 10, 20)), ..Service::default() };
        let of = |run, service: Option<&Service>| {
            let (earlier, service) = (Some(earlier(run)), service.cloned().map(Box::new));
            calendar.ordered_on(&Outcome { service, earlier, ..Outcome::new(Status::AlreadyOrdered) })
        };
        assert_eq!(of(None, Some(&made)), Some(date(2026, 10, 20)));
        assert_eq!(of(None, None), Some(date(2026, 11, 15)), "nobody else knows a day");
        assert_eq!(of(Some("20261115T120000Z-0001"), Some(&made)), Some(date(2026, 11, 15)), "our own time first");
    }
}
