//! What happens during a run, told to whoever shows it.

use std::time::Duration;

use super::Stop;
use crate::order::{Domain, Status};

/// Something that happened. Sent by the workers, shown by one consumer.
#[derive(Clone, Debug)]
pub enum Event {
    /// The run begins to send: so many orders, with so many workers.
    Began {
        /// Orders to be sent.
        orders: u64,
        /// Workers.
        jobs: usize,
    },
    /// An order's request leaves.
    Sending {
        /// The order's domain.
        domain: Domain,
    },
    /// An order ended (for now: an accepted one may yet be confirmed).
    Ended {
        /// The order's domain.
        domain: Domain,
        /// How it stands.
        status: Status,
        /// Why, in words ready to be shown; none if the status says all.
        reason: Option<String>,
    },
    /// The status of an order that had ended became known better.
    Settled {
        /// The order's domain.
        domain: Domain,
        /// How it stood.
        before: Status,
        /// How it stands.
        after: Status,
    },
    /// An order waits before it is tried again.
    Waiting {
        /// The order's domain.
        domain: Domain,
        /// For how long.
        wait: Duration,
        /// Why, in words ready to be shown.
        why: String,
    },
    /// The run pauses because the panel cannot be reached.
    Paused {
        /// For how long before the next probe.
        wait: Duration,
    },
    /// The panel can be reached again.
    Resumed,
    /// Fewer orders go out at a time from now on.
    Slowed {
        /// How many at a time.
        jobs: usize,
    },
    /// Orders are looked up in the panel's list.
    LookingUp {
        /// How many.
        orders: u64,
    },
    /// A person wants the run to end: nothing more is sent.
    Interrupted {
        /// Orders whose answers are awaited.
        orders: u64,
        /// For how long at most.
        at_most: Duration,
    },
    /// No more orders will be sent.
    Stopping(Stop),
    /// Something that a person should know, in words ready to be shown.
    Warning(String),
    /// The run has ended.
    Finished,
}
