//! Where workers wait for their turn: the breakers behind a lock, and the pace.

use std::num::NonZeroU32;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::breakers::{Breakers, Turn};
use crate::host::signal::StopSignal;
use crate::run::Stop;

/// How often a waiting worker looks at the stop signal.
const LOOK: Duration = Duration::from_millis(50);

#[derive(Debug)]
struct State {
    breakers: Breakers,
    next: usize,
    slot: Instant,
    told: bool,
}

/// Hands out orders in the sheet's order, each to one worker.
#[derive(Debug)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
    orders: usize,
    pace: Option<Duration>,
    signal: StopSignal,
}

impl Gate {
    pub(super) fn new(breakers: Breakers, orders: usize, rate: Option<NonZeroU32>, signal: StopSignal) -> Self {
        Self {
            state: Mutex::new(State { breakers, next: 0, slot: Instant::now(), told: false }),
            changed: Condvar::new(),
            orders,
            pace: rate.map(|rate| Duration::from_secs(1) / rate.get()),
            signal,
        }
    }

    /// The next order's index, once it may be sent; none when no more will be sent.
    pub(super) fn next(&self) -> Option<usize> {
        let mut state = self.state();
        loop {
            self.heed(&mut state);
            if state.next >= self.orders {
                return None;
            }
            match state.breakers.turn() {
                Turn::Stop => return None,
                Turn::Wait => state = self.wait(state),
                Turn::Go => break,
            }
        }
        // Under the lock of the decision: two workers must not both find the last place free.
        state.breakers.began();
        let at = state.next;
        state.next += 1;
        // Whoever waits has nothing to wait for once the last order is taken.
        drop(state);
        self.changed.notify_all();
        Some(at)
    }

    /// Waits for the order's place in the pace. Returns false if nothing may be sent any more.
    pub(super) fn pace(&self) -> bool {
        let wait = {
            let mut state = self.state();
            let now = Instant::now();
            // Places are given out ahead of time, so that nobody waits with the lock in hand.
            let slot = state.slot.max(now);
            state.slot = slot + self.pace.unwrap_or_default();
            slot - now
        };
        if self.signal.wait(wait) {
            self.heed(&mut self.state());
        }
        self.state().breakers.stop().is_none()
    }

    /// Waits so long before a new try. Returns false if it must not be made any more.
    pub(super) fn wait_to_retry(&self, how_long: Duration) -> bool {
        let _ = self.signal.wait(how_long);
        let mut state = self.state();
        loop {
            self.heed(&mut state);
            match state.breakers.may_retry() {
                Turn::Stop => return false,
                Turn::Go => return true,
                Turn::Wait => state = self.wait(state),
            }
        }
    }

    /// Waits without sending, as a look-up does. Returns false once a person wants to stop.
    pub(super) fn rest(&self, how_long: Duration) -> bool {
        !self.signal.wait(how_long)
    }

    /// Why the run stops, once: whoever gets it tells it.
    pub(super) fn stop_to_tell(&self) -> Option<Stop> {
        let mut state = self.state();
        let stop = state.breakers.stop().cloned().filter(|_| !state.told)?;
        state.told = true;
        Some(stop)
    }

    pub(super) fn stop(&self) -> Option<Stop> {
        self.state().breakers.stop().cloned()
    }

    pub(super) fn sent(&self) -> bool {
        self.state().breakers.sent()
    }

    /// Lets an order's life act on the breakers, and wakes whoever waits for them.
    pub(super) fn changing<T>(&self, change: impl FnOnce(&mut Breakers) -> T) -> T {
        let result = change(&mut self.state().breakers);
        self.changed.notify_all();
        result
    }

    /// Takes a person's wish to stop over into the breakers, unless everything is sent anyway.
    fn heed(&self, state: &mut State) {
        if self.signal.given() {
            state.breakers.stop_for(Stop::Interrupted);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'g>(&self, state: MutexGuard<'g, State>) -> MutexGuard<'g, State> {
        // Not for ever: a person's wish to stop does not wake this lock.
        self.changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0
    }
}
