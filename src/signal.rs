//! The wish to stop, and waits that listen to it.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tells every worker that no new order may be sent. Clones share one wish.
#[derive(Clone, Debug, Default)]
pub struct StopSignal(Arc<(Mutex<bool>, Condvar)>);

impl StopSignal {
    /// A signal that nobody has given yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the signal. Everyone who waits wakes.
    pub fn give(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }

    /// Whether it was given.
    #[must_use]
    pub fn given(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for so long, or until the signal is given. Returns whether it was given.
    #[must_use]
    pub fn wait(&self, how_long: Duration) -> bool {
        let until = Instant::now() + how_long;
        let mut given = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        while !*given {
            let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else {
                return false;
            };
            given = self.0.1.wait_timeout(given, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_ends_when_the_signal_is_given() {
        let signal = StopSignal::new();
        assert!(!signal.wait(Duration::ZERO));
        let other = signal.clone();
        let waiting = std::thread::spawn(move || other.wait(Duration::from_secs(3600)));
        signal.give();
        assert!(waiting.join().expect("the waiting thread"));
        assert!(signal.given());
    }
}
