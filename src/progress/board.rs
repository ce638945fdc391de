//! The counts of a run that goes on. Pure.

use crate::order::Status;
use crate::run::event::Event;

/// How many orders there are, and how those that ended stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    orders: u64,
    counts: [u64; Status::ALL.len()],
    running: bool,
    paused: bool,
}

impl Board {
    /// Takes in what happened.
    pub fn note(&mut self, event: &Event) {
        match event {
            Event::Began { orders, .. } => *self = Self { orders: *orders, running: true, ..Self::default() },
            Event::Ended { status, .. } => self.add(*status),
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
            Event::Sending { .. }
            | Event::Waiting { .. }
            | Event::Slowed { .. }
            | Event::LookingUp { .. }
            | Event::Stopping(_)
            | Event::Warning(_) => {}
        }
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
