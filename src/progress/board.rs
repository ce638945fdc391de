//! The counts of a run that goes on. Pure.

use crate::order::{Domain, Status};
use crate::run::event::Event;

/// How many orders there are, and how those that ended stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    orders: u64,
    counts: [u64; Status::ALL.len()],
    /// Those whose answers are awaited, in the order in which they were sent.
    under_way: Vec<Domain>,
    running: bool,
    paused: bool,
    looking_up: bool,
}

impl Board {
    /// Takes in what happened.
    pub fn note(&mut self, event: &Event) {
        match event {
            // What is told of orders under way is known at once; whatever else happens, the look is over.
            Event::Warning(_) | Event::Interrupted { .. } => {}
            _ => self.looking_up = matches!(event, Event::LookingUp { .. }),
        }
        match event {
            Event::Began { orders, .. } => *self = Self { orders: *orders, running: true, ..Self::default() },
            Event::Sending { domain } => {
                self.landed(domain);
                self.under_way.push(domain.clone());
            }
            // Its attempt is over; the next one is sent anew.
            Event::Waiting { domain, .. } => self.landed(domain),
            Event::Ended { domain, status, .. } => {
                self.landed(domain);
                self.add(*status);
            }
            Event::Settled { before, after, .. } => {
                // A settled order that was never told to have ended is of an earlier run: it is
                // none of this run's orders.
                let count = &mut self.counts[*before as usize];
                if *count > 0 {
                    *count -= 1;
                    self.add(*after);
                }
            }
            Event::Paused { .. } => self.paused = true,
            Event::Resumed => self.paused = false,
            Event::Finished => self.running = false,
            Event::Slowed { .. }
            | Event::LookingUp { .. }
            | Event::Interrupted { .. }
            | Event::Stopping(_)
            | Event::Warning(_) => {}
        }
    }

    fn landed(&mut self, domain: &Domain) {
        self.under_way.retain(|known| known != domain);
    }

    fn add(&mut self, status: Status) {
        let count = &mut self.counts[status as usize];
        *count = count.saturating_add(1);
    }

    /// How many orders are to be sent.
    #[must_use]
    pub const fn orders(&self) -> u64 {
        self.orders
    }

    /// How many have ended.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many stand so.
    #[must_use]
    pub const fn count(&self, status: Status) -> u64 {
        self.counts[status as usize]
    }

    /// The orders whose answers are awaited, the oldest first. Until it comes, each is in doubt.
    #[must_use]
    pub fn under_way(&self) -> &[Domain] {
        &self.under_way
    }

    /// Whether the panel's list is being read for orders that ended.
    #[must_use]
    pub const fn is_looking_up(&self) -> bool {
        self.looking_up
    }

    /// Whether the run goes on.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.running
    }

    /// Whether it waits for the panel to be reachable.
    #[must_use]
    pub const fn is_paused(&self) -> bool {
        self.paused
    }
}
