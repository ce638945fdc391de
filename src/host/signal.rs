//! The wish to stop, and waits that listen to it.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

use crate::run::exit::Exit;

/// Tells every worker that no new order may be sent. Clones share one wish.
#[derive(Clone, Debug, Default)]
pub struct StopSignal(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    given: Mutex<bool>,
    changed: Condvar,
    armed: AtomicBool,
    last: Mutex<LastWords>,
}

/// What is said before the program leaves at once.
#[derive(Default)]
struct LastWords(Option<Box<dyn Fn() -> String + Send>>);

impl fmt::Debug for LastWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LastWords").field(&self.0.is_some()).finish()
    }
}

/// How long last words may take: a terminal that takes none must not hold the program.
const LAST_WORDS: Duration = Duration::from_millis(500);

impl StopSignal {
    /// A signal that nobody has given yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on orders are under way, and an interrupt lets them end.
    pub fn arm(&self) {
        self.0.armed.store(true, Ordering::SeqCst);
    }

    /// Nothing is under way any more: an interrupt leaves at once, and nothing is left to say.
    pub fn disarm(&self) {
        self.0.armed.store(false, Ordering::SeqCst);
        self.0.last.lock().unwrap_or_else(PoisonError::into_inner).0 = None;
    }

    /// From now on this is said if an interrupt makes the program leave at once.
    pub fn last_words(&self, words: impl Fn() -> String + Send + 'static) {
        self.0.last.lock().unwrap_or_else(PoisonError::into_inner).0 = Some(Box::new(words));
    }

    /// Says the last words on standard error, if there are any and it takes them soon.
    fn say_last_words(&self) {
        let (said, wait) = mpsc::channel();
        let shared = Arc::clone(&self.0);
        std::thread::spawn(move || {
            let words = shared.last.lock().unwrap_or_else(PoisonError::into_inner).0.as_ref().map(|words| words());
            if let Some(words) = words {
                tracing::info!("said: {words}");
                // On a terminal a bar may stand, whose line is not over.
                let behind = if std::io::stderr().is_terminal() { "\n" } else { "" };
                let _ = writeln!(std::io::stderr().lock(), "{behind}{words}");
            }
            let _ = said.send(());
        });
        let _ = wait.recv_timeout(LAST_WORDS);
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

/// Listens from now on: an interrupt, an order to terminate or a terminal that hangs up gives the
/// signal; when the program should leave at once, the process ends with the exit of an interrupt. A hang-up
/// that whoever started the program wants ignored stays ignored.
pub fn heed(signal: &StopSignal) {
    let interrupted = signal.clone();
    let heed = move || {
        if interrupted.interrupt() {
            interrupted.say_last_words();
            std::process::exit(Exit::Interrupted.code().into());
        }
    };
    // Without a handler an interrupt ends the process at once, which the ledger stands.
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let hangup = (!crate::host::machine::ignores_hangup()).then_some(SIGHUP);
        if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM].into_iter().chain(hangup)) {
            std::thread::spawn(move || signals.forever().for_each(|_| heed()));
        }
    }
    #[cfg(windows)]
    let _ = ctrlc::set_handler(heed);
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
    fn once_orders_have_ended_an_interrupt_leaves_at_once_again() {
        let signal = StopSignal::new();
        signal.arm();
        signal.last_words(|| "1 order is in doubt".to_owned());
        signal.disarm();
        assert!(signal.interrupt() && !signal.given());
        assert!(signal.0.last.lock().expect("no panic").0.is_none(), "words of another run");
    }
}
