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
mod settings;
pub mod settled;
mod state;
pub mod step;
pub mod task;
mod worker;

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use jiff::Timestamp;

use self::breakers::{Breakers, Limits};
use self::gate::Gate;
use self::lookup::Lists;
pub use self::settings::{Manners, Settings, Waits};
pub use self::settled::still_in_doubt;
use self::worker::Worker;
use crate::host::signal::StopSignal;
use crate::order::attempt::Journal;
use crate::order::claim::Claiming;
use crate::order::service::Listing;
use crate::order::{Outcome, Reason, ReasonCode, Status};
use crate::panel::Panel;
use crate::run::Stop;
use crate::run::event::Event;

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
        // Never 0, which to the pool would mean a thread for each processor.
        // An account has one cart, so that two orders in it could not be told apart.
        let most = if settings.manners.cart { 1 } else { settings.jobs.get() };
        let jobs = most.min(orders.len()).max(1);
        let tell = |event: Event| {
            let _ = events.send(event);
        };
        tell(Event::Began { orders: orders.len() as u64, jobs });
        let gate = Gate::new(Breakers::new(jobs, Limits::default()), orders.len(), settings.rate, signal.clone());
        let lists = Lists::new(panel, journal, orders, &settings.controls);
        // Workers end in any order; outcomes go back in that of the sheet.
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
        // An empty slot is an order that no worker took: nothing of it left in this run.
        let why = if stop == Some(Stop::Interrupted) { ReasonCode::Interrupted } else { ReasonCode::RunStopped };
        let unsent = || Outcome::because(Status::NotSent, Reason::new(why));
        let ended = slots.into_iter().map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
        let outcomes = ended
            .zip(orders)
            .map(|(ended, claiming)| ended.unwrap_or_else(|| still_in_doubt(claiming, unsent())))
            .collect();
        Submitted { outcomes, stop, sent: gate.sent() }
    }

    /// Reads the list once more at the end, for every order that was sent: accepted ones that it shows are
    /// confirmed, unknown ones are found, refused ones that it shows all the same are in doubt. What only waits
    /// for its payment is looked at for a while. Returns the last list.
    ///
    /// # Errors
    ///
    /// [`Reason`] why it cannot be read.
    pub fn confirm(&self, outcomes: &mut [Outcome], watch: &Watch<'_>) -> Result<Listing, Reason> {
        let Self { panel, journal, orders, settings } = *self;
        let Watch { signal, events } = *watch;
        let count = outcomes.iter().filter(|outcome| settled::is_open(outcome)).count() as u64;
        if count > 0 && panel.has_list() {
            let _ = events.send(Event::LookingUp { orders: count });
        }
        let lists = Lists::new(panel, journal, orders, &settings.controls);
        for (claiming, outcome) in orders.iter().zip(&*outcomes) {
            lists.answered(claiming, outcome);
        }
        let (mut waits, began) = (settings.waits.lookup.iter(), Instant::now());
        loop {
            let listing = match lists.fresh(None) {
                Ok(listing) => listing,
                Err(error) => {
                    // A read costs nothing, and nothing more is sent: it is tried again as long as that may help.
                    let wait = waits.next().filter(|_| error.passing && began.elapsed() < settings.waits.looking);
                    let Some(wait) = wait else { return Err(error.reason) };
                    let asked = error.retry_after.map_or(*wait, |asked| asked.min(settings.waits.throttle));
                    if signal.wait(asked) {
                        return Err(error.reason);
                    }
                    continue;
                }
            };
            let some_wait = settled::some_wait(orders, outcomes, &listing);
            let wait = waits.next().filter(|_| some_wait && began.elapsed() < settings.waits.looking);
            let last = wait.is_none_or(|wait| signal.wait(*wait));
            self.settle(settled::closing(orders, outcomes, &listing, Timestamp::now(), last), outcomes, events);
            if last {
                return Ok(Arc::unwrap_or_clone(listing));
            }
        }
    }

    /// Writes what became known better, and tells it.
    fn settle(&self, better: Vec<(usize, Outcome)>, outcomes: &mut [Outcome], events: &Sender<Event>) {
        let written: Vec<_> = better.iter().map(|(at, outcome)| (&self.orders[*at].order, outcome)).collect();
        // What cannot be written stays as it was written before: accepted, or in doubt.
        if self.journal.write_settled(&written).is_err() {
            return;
        }
        for (at, outcome) in better {
            let domain = self.orders[at].order.domain.clone();
            let _ = events.send(Event::Settled { domain, before: outcomes[at].status, after: outcome.status });
            outcomes[at] = outcome;
        }
    }
}
