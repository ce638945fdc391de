//! When workers may send, must wait, or must stop. Pure: counts in, decisions out.

use super::step::Alarm;
use crate::order::{ReasonCode, Status};
use crate::run::Stop;

/// How much is too much.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many unknown orders stop the run, whatever the number of jobs.
    pub unknown: u32,
    /// So many transport failures in a row are an outage.
    pub transport: u32,
    /// So many equal refusals in a row stop the run.
    pub refusals: u32,
    /// After so many good answers in a row a slowed run sends one more at a time again.
    pub recovery: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unknown: 3, transport: 3, refusals: 3, recovery: 20 }
    }
}

/// What a worker that wants to send may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Send the next order.
    Go,
    /// Wait for others first.
    Wait,
    /// Send nothing more.
    Stop,
}

/// What an alarm leads to, beyond stopping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Nothing.
    None,
    /// From now on so many at a time.
    Slow(usize),
    /// Pause; whoever raised the alarm probes the panel.
    Probe,
}

/// The state of a run's safety devices.
#[derive(Clone, Debug)]
pub struct Breakers {
    limits: Limits,
    jobs: usize,
    allowed: usize,
    in_flight: usize,
    opened: bool,
    in_doubt: u32,
    unknown: u32,
    failures: u32,
    refusals: Option<(ReasonCode, u32)>,
    good: u32,
    /// Good answers since the list was last asked about one.
    unlooked: usize,
    /// How many services the last list had.
    listed: usize,
    paused: bool,
    sent: bool,
    stop: Option<Stop>,
}

/// After so many good answers the list is asked whether the last one was paid.
const GLANCE_EVERY: usize = 20;

/// In a long list after as many as this part of it: it is read whole, and a large order would else ask for each service
/// as often as it has orders.
const GLANCE_PART: usize = 5;

impl Breakers {
    /// Fresh devices for so many jobs. The first order goes alone.
    #[must_use]
    pub const fn new(jobs: usize, limits: Limits) -> Self {
        Self {
            limits,
            jobs,
            allowed: jobs,
            in_flight: 0,
            opened: false,
            in_doubt: 0,
            unknown: 0,
            failures: 0,
            refusals: None,
            good: 0,
            unlooked: 0,
            listed: 0,
            paused: false,
            sent: false,
            stop: None,
        }
    }

    /// Whether one more order may be sent now.
    #[must_use]
    pub const fn turn(&self) -> Turn {
        if self.stop.is_some() {
            return Turn::Stop;
        }
        // Until one order succeeded the next goes alone: what is wrong with all of them shows at the first.
        let allowed = if self.opened { self.allowed } else { 1 };
        // Those being looked up count as well, or many at a time could end unknown before anything stops.
        let doubtful = self.unknown + self.in_doubt >= self.limits.unknown;
        if self.paused || doubtful || self.in_flight >= allowed { Turn::Wait } else { Turn::Go }
    }

    /// Whether an order under way may be tried again now: not while the run is paused.
    #[must_use]
    pub const fn may_retry(&self) -> Turn {
        match (&self.stop, self.paused) {
            (Some(_), _) => Turn::Stop,
            (None, true) => Turn::Wait,
            (None, false) => Turn::Go,
        }
    }

    /// Why nothing more is sent, if so.
    #[must_use]
    pub const fn stop(&self) -> Option<&Stop> {
        self.stop.as_ref()
    }

    /// Stops the run; the first reason stands.
    pub fn stop_for(&mut self, stop: Stop) {
        self.stop.get_or_insert(stop);
    }

    /// A request may have left.
    pub const fn sent_one(&mut self) {
        self.sent = true;
    }

    /// Whether any request may have left.
    #[must_use]
    pub const fn sent(&self) -> bool {
        self.sent
    }

    /// Whether the list is to be asked whether an order with a good answer was paid: the first one of a run, and
    /// one of many later ones. A panel that has run out of money may say yes all the same.
    #[must_use]
    pub fn wants_glance(&self) -> bool {
        let spacing = GLANCE_EVERY.max(self.listed / GLANCE_PART);
        !self.opened || self.unlooked >= spacing
    }

    /// A list came with so many services.
    pub const fn listed(&mut self, services: usize) {
        self.listed = services;
    }

    /// The list is being asked.
    pub const fn glanced(&mut self) {
        self.unlooked = 0;
    }

    /// An order is taken by a worker.
    pub fn began(&mut self) {
        self.in_flight += 1;
    }

    /// An order under way may exist and is being looked up.
    pub fn doubt(&mut self) {
        self.in_doubt += 1;
    }

    /// An order in doubt was looked up; [`Breakers::ended`] follows.
    pub fn doubt_over(&mut self) {
        self.in_doubt = self.in_doubt.saturating_sub(1);
    }

    /// An answer raises an alarm.
    pub fn alarm(&mut self, alarm: Alarm) -> Reaction {
        match alarm {
            // No clear answer is no news of refusals, so their row goes on.
            Alarm::Transport => {
                self.good = 0;
                self.failures += 1;
                if self.failures >= self.limits.transport && !self.paused && self.stop.is_none() {
                    self.paused = true;
                    return Reaction::Probe;
                }
                return Reaction::None;
            }
            Alarm::Slow => {
                self.good = 0;
                self.allowed = (self.allowed / 2).max(1);
                return Reaction::Slow(self.allowed);
            }
            Alarm::None => self.refusals = None,
            Alarm::Stop(code) => self.stop_for(Stop::Answer(code)),
            Alarm::Refusal(code) => self.refused(code),
        }
        // Whatever the answer was, the panel was reached.
        self.failures = 0;
        Reaction::None
    }

    /// The panel answers again after a pause.
    pub fn resume(&mut self) {
        self.paused = false;
        self.failures = 0;
    }

    /// The panel did not answer for too long.
    pub fn give_up(&mut self) {
        self.paused = false;
        self.stop_for(Stop::Outage);
    }

    /// An order ended.
    pub fn ended(&mut self, status: Status) {
        self.in_flight = self.in_flight.saturating_sub(1);
        match status {
            Status::Accepted | Status::Confirmed => {
                self.opened = true;
                self.good += 1;
                self.unlooked = self.unlooked.saturating_add(1);
                // Down by half and up by one: what was too much once may soon be so again.
                if self.good >= self.limits.recovery && self.allowed < self.jobs {
                    self.allowed += 1;
                    self.good = 0;
                }
            }
            Status::Unknown => {
                self.unknown += 1;
                if !self.opened {
                    self.stop_for(Stop::FirstOrder(status));
                } else if self.unknown >= self.limits.unknown {
                    self.stop_for(Stop::TooManyUnknown(self.unknown));
                }
            }
            // The balance is probably empty, so that the next order would end the same.
            Status::Unpaid if self.opened => self.stop_for(Stop::Answer(ReasonCode::NotPaid)),
            Status::Unpaid => self.stop_for(Stop::FirstOrder(status)),
            Status::Rejected
            | Status::NotSent
            | Status::Ready
            | Status::Invalid
            | Status::Skipped
            | Status::Conflict
            | Status::AlreadyOrdered => {}
        }
    }

    fn refused(&mut self, code: ReasonCode) {
        let row = match self.refusals {
            Some((same, row)) if same == code => row + 1,
            _ => 1,
        };
        self.refusals = Some((code, row));
        if row >= self.limits.refusals {
            self.stop_for(Stop::SameRefusal(row, code));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how many orders of a run the list is asked, where it has so many services before and all of them after.
    fn glances(before: usize, orders: usize) -> Vec<usize> {
        let mut breakers = Breakers::new(1, Limits::default());
        let glance = |order: &usize| {
            breakers.began();
            let glances = breakers.wants_glance();
            if glances {
                breakers.glanced();
                breakers.listed(before + order);
            }
            breakers.ended(Status::Accepted);
            glances
        };
        (1..=orders).filter(glance).collect()
    }

    #[test]
    fn the_list_is_asked_after_twenty_good_answers_and_less_often_as_it_grows() {
        assert_eq!(glances(0, 70), [1, 21, 41, 61]);
        assert_eq!(glances(1_000, 700), [1, 201, 441]);
        // Whatever the size of a run, all its lists together have a few rows for each order.
        for orders in [1_000, 10_000, 100_000] {
            let rows: usize = glances(0, orders).iter().sum();
            assert!(rows < 7 * orders, "{orders}: {rows}");
        }
    }
}
