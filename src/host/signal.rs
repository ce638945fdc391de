//! The wish to stop, and waits that listen to it.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Tells every worker that no new order may be sent. Clones share one wish.
#[derive(Clone, Debug, Default)]
pub struct StopSignal(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    given: Mutex<bool>,
    changed: Condvar,
    armed: AtomicBool,
    /// Whether answers are awaited: what comes behind them is written soon.
    awaiting: AtomicBool,
    closing: AtomicBool,
    last: Mutex<LastWords>,
}

/// Why the program leaves at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// A person wants it to.
    Interrupted,
    /// Its window is closed, and in a moment the system ends it.
    Closed,
}

impl Leaving {
    /// How long last words may take: a terminal that takes none must not hold the program. Where the window is closed,
    /// a workbook is written meanwhile.
    const fn patience(self) -> Duration {
        match self {
            Self::Interrupted => Duration::from_millis(500),
            Self::Closed => Duration::from_millis(1500),
        }
    }
}

/// What is said before the program leaves at once.
#[derive(Default)]
struct LastWords(Option<Box<dyn Fn(Leaving) -> String + Send>>);

impl fmt::Debug for LastWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LastWords").field(&self.0.is_some()).finish()
    }
}

impl StopSignal {
    /// A signal that nobody has given yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on orders are under way, and an interrupt lets them end.
    pub fn arm(&self) {
        // In this order: what is under way is awaited, whoever looks in between.
        self.0.awaiting.store(true, Ordering::SeqCst);
        self.0.armed.store(true, Ordering::SeqCst);
    }

    /// Nobody is asked any more, and what became of every order is in the ledger: what is left is written.
    pub fn answered(&self) {
        let given = self.0.given.lock().unwrap_or_else(PoisonError::into_inner);
        self.0.awaiting.store(false, Ordering::SeqCst);
        drop(given);
        self.0.changed.notify_all();
    }

    /// Nothing is under way any more: an interrupt leaves at once, and nothing is left to say.
    pub fn disarm(&self) {
        self.answered();
        self.0.armed.store(false, Ordering::SeqCst);
        self.0.last.lock().unwrap_or_else(PoisonError::into_inner).0 = None;
    }

    /// From now on this is said if an interrupt makes the program leave at once.
    pub fn last_words(&self, words: impl Fn(Leaving) -> String + Send + 'static) {
        self.0.last.lock().unwrap_or_else(PoisonError::into_inner).0 = Some(Box::new(words));
    }

    /// Says the last words on standard error, if there are any and it takes them soon. Returns whether there were any.
    #[must_use]
    pub fn say_last_words(&self, leaving: Leaving) -> bool {
        let (said, wait) = mpsc::channel();
        let shared = Arc::clone(&self.0);
        std::thread::spawn(move || {
            let words =
                shared.last.lock().unwrap_or_else(PoisonError::into_inner).0.as_ref().map(|words| words(leaving));
            let were_any = words.is_some();
            if let Some(words) = words {
                tracing::info!("said: {words}");
                // On a terminal a bar may stand, whose line is not over.
                let behind = if std::io::stderr().is_terminal() { "\n" } else { "" };
                let _ = writeln!(std::io::stderr().lock(), "{behind}{words}");
            }
            let _ = said.send(were_any);
        });
        // What takes so long is there, and is not waited for.
        wait.recv_timeout(leaving.patience()).unwrap_or(true)
    }

    /// What an interrupt means now: true if the program should leave at once, because nothing is
    /// under way, or because this is the second interrupt. The first one while orders are under
    /// way gives the signal.
    #[must_use]
    pub fn interrupt(&self) -> bool {
        tracing::info!("interrupted");
        if !self.0.armed.load(Ordering::SeqCst) || self.given() {
            return true;
        }
        self.give();
        false
    }

    /// What it means that the window is closed: the time is short. True if the program should
    /// leave at once, because nothing is under way, or because answers are still awaited after so long; they are in doubt
    /// then, which the ledger knows. False if only the end of the run is left to be written.
    #[must_use]
    pub fn close(&self, grace: Duration) -> bool {
        tracing::info!("closed");
        self.0.closing.store(true, Ordering::SeqCst);
        if !self.0.armed.load(Ordering::SeqCst) {
            return true;
        }
        self.give();
        let until = Instant::now() + grace;
        let mut given = self.0.given.lock().unwrap_or_else(PoisonError::into_inner);
        while self.0.awaiting.load(Ordering::SeqCst) {
            let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else {
                return true;
            };
            given = self.0.changed.wait_timeout(given, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        false
    }

    /// Whether the window is being closed: nobody reads there any more, or types.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.0.closing.load(Ordering::SeqCst)
    }

    /// Gives the signal. Everyone who waits wakes.
    pub fn give(&self) {
        *self.0.given.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.changed.notify_all();
    }

    /// Whether it was given.
    #[must_use]
    pub fn given(&self) -> bool {
        *self.0.given.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for so long, or until the signal is given. Returns whether it was given.
    #[must_use]
    pub fn wait(&self, how_long: Duration) -> bool {
        let until = Instant::now() + how_long;
        let mut given = self.0.given.lock().unwrap_or_else(PoisonError::into_inner);
        while !*given {
            let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) else {
                return false;
            };
            given = self.0.changed.wait_timeout(given, left).unwrap_or_else(PoisonError::into_inner).0;
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
        let waiting = std::thread::spawn(move || other.wait(Duration::from_hours(1)));
        signal.give();
        assert!(waiting.join().expect("the waiting thread"));
        assert!(signal.given());
    }

    #[test]
    fn the_first_interrupt_lets_orders_end_and_the_second_leaves() {
        let signal = StopSignal::new();
        assert!(signal.interrupt());
        signal.arm();
        assert!(!signal.interrupt());
        assert!(signal.given());
        assert!(signal.interrupt());
    }

    #[test]
    fn a_window_that_is_closed_gives_answers_a_little_time_and_no_more() {
        let signal = StopSignal::new();
        assert!(!signal.is_closing());
        assert!(signal.close(Duration::from_hours(1)) && !signal.given(), "nothing is under way");
        assert!(signal.is_closing());
        signal.arm();
        assert!(signal.close(Duration::ZERO) && signal.given(), "answers are awaited");
        // Whatever was pressed before, the time is short.
        let signal = StopSignal::new();
        signal.arm();
        assert!(!signal.interrupt());
        let closed = signal.clone();
        let closing = std::thread::spawn(move || closed.close(Duration::from_hours(1)));
        assert!(signal.wait(Duration::from_hours(1)));
        signal.answered();
        assert!(!closing.join().expect("the closing thread"), "what is left is written");
        assert!(!signal.close(Duration::ZERO), "and is not cut off");
        signal.disarm();
        assert!(signal.close(Duration::from_hours(1)));
    }

    #[test]
    fn once_orders_have_ended_an_interrupt_leaves_at_once_again() {
        let signal = StopSignal::new();
        signal.arm();
        signal.last_words(|_| "1 order is in doubt".to_owned());
        signal.disarm();
        assert!(signal.interrupt() && !signal.given() && !signal.is_closing());
        assert!(signal.0.last.lock().expect("no panic").0.is_none(), "words of another run");
    }
}
