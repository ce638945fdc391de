//! The workers: orders out, outcomes back in the order of the sheet.
//!
//! The first order goes alone. Every attempt is in the journal before its request leaves, and its
//! outcome before anyone is told. What the answers mean is decided in [`step`], when to hold or
//! stop in [`breakers`], and what comes after what in [`life`]; all are pure. This module and its
//! workers do what they say.

pub mod breakers;
mod gate;
pub mod life;
mod lookup;
pub mod settled;
pub mod step;
mod worker;

use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::attempt::Journal;
use crate::billing::Panel;
use crate::claim::Claiming;
use crate::event::Event;
use crate::lang::Lang;
use crate::outcome::{Outcome, Reason, ReasonCode, Status, Stop};
use crate::service::{KnownService, Listing};
use crate::signal::StopSignal;
use breakers::{Breakers, Limits};
use gate::Gate;
use lookup::Lists;
use worker::Worker;

/// How long the run waits for what.
#[derive(Clone, Debug)]
pub struct Waits {
    /// Before each new try of an order that provably did not leave: upper bounds, of which a
    /// random part is waited. One more try than there are waits.
    pub retry: Vec<Duration>,
    /// Before each look at the list for an order in doubt.
    pub lookup: Vec<Duration>,
    /// Before each probe of a panel that cannot be reached; after the last the run gives up.
    pub probe: Vec<Duration>,
    /// The longest wait that the panel can impose with `Retry-After`.
    pub throttle: Duration,
}

impl Default for Waits {
    /// Five tries; look-ups for a minute; about three minutes of outage.
    fn default() -> Self {
        let seconds = |list: &[u64]| list.iter().copied().map(Duration::from_secs).collect();
        Self {
            retry: seconds(&[1, 2, 4, 8]),
            lookup: seconds(&[1, 2, 4, 8, 15, 15, 15]),
            probe: seconds(&[5, 10, 20, 30, 30, 30, 30, 30]),
            throttle: Duration::from_mins(1),
        }
    }
}

impl Waits {
    /// For a panel on this machine, which answers at once or not at all.
    #[must_use]
    pub fn loopback() -> Self {
        let millis = |list: &[u64]| list.iter().copied().map(Duration::from_millis).collect();
        Self {
            retry: millis(&[20, 50, 100, 200]),
            lookup: millis(&[0, 20, 50, 100, 200, 300]),
            probe: millis(&[100, 200, 500, 1000]),
            throttle: Duration::from_secs(2),
        }
    }
}

/// How to send.
#[derive(Clone, Debug)]
pub struct Settings {
    /// At most so many orders are under way at a time.
    pub jobs: NonZeroUsize,
    /// At most so many requests begin in a second.
    pub rate: Option<NonZeroU32>,
    /// How long to wait for what.
    pub waits: Waits,
    /// The services that every complete list has.
    pub known: Vec<KnownService>,
    /// The language of what is told.
    pub lang: Lang,
}

/// What became of a batch.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// How each order ended, in the order given.
    pub outcomes: Vec<Outcome>,
    /// Why sending stopped early, if it did.
    pub stop: Option<Stop>,
    /// Whether any order request may have left.
    pub sent: bool,
}

/// Claimed orders, and the panel that they go to.
#[derive(Debug)]
pub struct Batch<'b, P: ?Sized, J> {
    /// The panel.
    pub panel: &'b P,
    /// Where every attempt is written before its request leaves.
    pub journal: &'b J,
    /// The orders, in the sheet's order.
    pub orders: &'b [Claiming],
    /// How to send.
    pub settings: &'b Settings,
}

/// Who watches a batch on its way.
#[derive(Clone, Copy, Debug)]
pub struct Watch<'w> {
    /// A person's wish to stop.
    pub signal: &'w StopSignal,
    /// Who is told what happens; a receiver that is gone is ignored.
    pub events: &'w Sender<Event>,
}

impl<P: Panel + ?Sized, J: Journal> Batch<'_, P, J> {
    /// Sends the orders and returns how each one ended.
    #[must_use]
    pub fn send(&self, watch: &Watch<'_>) -> Submitted {
        let Self { panel, journal, orders, settings } = *self;
        let Watch { signal, events } = *watch;
        let jobs = settings.jobs.get().min(orders.len()).max(1);
        let tell = |event: Event| {
            let _ = events.send(event);
        };
        tell(Event::Began { orders: orders.len() as u64, jobs });
        let gate = Gate::new(Breakers::new(jobs, Limits::default()), orders.len(), settings.rate, signal.clone());
        let lists = Lists::new(panel, journal, &settings.known);
        let slots: Vec<Mutex<Option<Outcome>>> = orders.iter().map(|_| Mutex::new(None)).collect();
        let work = |events: Sender<Event>| {
            let worker = Worker { panel, journal, settings, gate: &gate, lists: &lists, events };
            while let Some(at) = gate.next() {
                let outcome = worker.order(&orders[at]);
                *slots[at].lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            }
        };
        match rayon::ThreadPoolBuilder::new().num_threads(jobs).thread_name(|n| format!("order-{n}")).build() {
            Ok(pool) => pool.in_place_scope_fifo(|scope| {
                for _ in 0..jobs {
                    let events = events.clone();
                    scope.spawn_fifo(|_| work(events));
                }
            }),
            // Without threads the orders still go out, one after another.
            Err(_) => work(events.clone()),
        }
        let stop = gate.stop();
        let why = if stop == Some(Stop::Interrupted) { ReasonCode::Interrupted } else { ReasonCode::RunStopped };
        let unsent = || Outcome::because(Status::NotSent, Reason::new(why));
        let ended = slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
        let outcomes = ended
            .zip(orders)
            .map(|(ended, claiming)| ended.unwrap_or_else(|| still_in_doubt(claiming, unsent())))
            .collect();
        Submitted { outcomes, stop, sent: gate.sent() }
    }

    /// Reads the list once more at the end: accepted orders that it shows are confirmed, unknown ones
    /// are found. Returns the list; none if it cannot be read.
    pub fn confirm(&self, outcomes: &mut [Outcome], events: &Sender<Event>) -> Option<Listing> {
        let Self { panel, journal, orders, settings } = *self;
        let count = outcomes.iter().filter(|outcome| settled::is_open(outcome)).count() as u64;
        if count > 0 {
            let _ = events.send(Event::LookingUp { orders: count });
        }
        let listing = Lists::new(panel, journal, &settings.known).fresh()?;
        let better = settled::closing(orders, outcomes, &listing, Timestamp::now());
        let written: Vec<_> = better.iter().map(|(at, outcome)| (&orders[*at].order, outcome)).collect();
        // What cannot be written stays as it was written before: accepted, or in doubt.
        if journal.write_settled(&written).is_ok() {
            for (at, outcome) in better {
                let domain = orders[at].order.domain.clone();
                let _ = events.send(Event::Settled { domain, before: outcomes[at].status, after: outcome.status });
                outcomes[at] = outcome;
            }
        }
        Some(Arc::unwrap_or_clone(listing))
    }
}

/// An order that is sent for the second time stays in doubt if this time it did not leave: its first
/// try was not seen, which is what was known before.
#[must_use]
pub fn still_in_doubt(claiming: &Claiming, outcome: Outcome) -> Outcome {
    let status = if claiming.again && outcome.status == Status::NotSent { Status::Unknown } else { outcome.status };
    Outcome { status, ..outcome }
}
