//! Reads that are tried again, as long as nothing that costs money depends on them.

use std::time::{Duration, Instant};

use crate::host::console::Console;
use crate::host::signal::StopSignal;
use crate::order::{Detail, Flaw};
use crate::panel::ReadError;
use crate::text::lang::tr;

/// How long all tries of one read may take.
const BOUND: Duration = Duration::from_mins(1);

/// The waits before each new try, in milliseconds: of a panel elsewhere, and of one on this machine.
const WAITS: [[u64; 3]; 2] = [[1_000, 3_000, 8_000], [100, 300, 1_000]];

/// How long to wait between reads of which one question needs many, of a panel elsewhere: how many requests a panel
/// takes is not documented, so at most two a second.
const PAUSE: Duration = Duration::from_millis(500);

/// How often and for how long a read is tried again.
#[derive(Clone, Copy, Debug)]
pub struct Again {
    waits: [Duration; 3],
    pause: Duration,
    console: Console,
}

impl Again {
    /// Of a panel on this machine or elsewhere; each wait is told on the console.
    #[must_use]
    pub fn new(loopback: bool, console: Console) -> Self {
        let pause = if loopback { Duration::ZERO } else { PAUSE };
        Self { waits: WAITS[usize::from(loopback)].map(Duration::from_millis), pause, console }
    }

    /// Asks until an answer comes, or an error that would come again, or the tries or the time are used up. A
    /// panel that says how long to wait is given that long.
    ///
    /// # Errors
    ///
    /// The last error.
    pub fn read<T>(&self, ask: impl Fn() -> Result<T, ReadError>) -> Result<T, ReadError> {
        self.read_unless(&StopSignal::new(), ask)
    }

    /// The same, and nothing is tried again once somebody wants to stop.
    ///
    /// # Errors
    ///
    /// The last error.
    pub fn read_unless<T>(&self, signal: &StopSignal, ask: impl Fn() -> Result<T, ReadError>) -> Result<T, ReadError> {
        let began = Instant::now();
        for wait in self.waits {
            let error = match ask() {
                Ok(answer) => return Ok(answer),
                Err(error) if !may_pass(&error) => return Err(error),
                Err(error) => error,
            };
            let wait = error.retry_after.unwrap_or(wait).max(wait);
            if began.elapsed() + wait > BOUND || signal.given() {
                return Err(error);
            }
            self.tell(&error, wait);
            if signal.wait(wait) {
                return Err(error);
            }
        }
        ask()
    }

    /// Waits before the next of many reads.
    pub fn pause(&self) {
        std::thread::sleep(self.pause);
    }

    fn tell(&self, error: &ReadError, wait: Duration) {
        let lang = self.console.lang;
        let (why, wait) = (error.reason.message(lang), wait.as_millis().div_ceil(1000));
        self.console.say(&tr!(
            lang,
            "the panel's answer could not be read, next attempt in {wait} s: {why}",
            "не удалось прочитать ответ панели, следующая попытка через {wait} с: {why}"
        ));
    }
}

/// Whether the same read may go well soon: not where the server says that there is no such thing, or that it
/// wants something first.
fn may_pass(error: &ReadError) -> bool {
    let lasting = |status: u16| status < 500 && !matches!(status, 408 | 429);
    let stays = matches!(error.reason.detail, Some(Detail::Answer(Flaw::HttpStatus(status))) if lasting(status));
    error.passing && !stays
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::order::{Reason, ReasonCode};
    use crate::text::lang::Lang;

    fn tries(passing: bool, retry_after: Option<Duration>, good: u32) -> (bool, u32) {
        let again = Again {
            waits: [Duration::from_millis(1); 3],
            pause: Duration::ZERO,
            console: Console { lang: Lang::En, quiet: true, aside: false },
        };
        let asked = Cell::new(0);
        let read = again.read(|| {
            asked.set(asked.get() + 1);
            let error = || ReadError { reason: Reason::new(ReasonCode::ServerError), passing, retry_after };
            if asked.get() >= good { Ok(()) } else { Err(error()) }
        });
        (read.is_ok(), asked.get())
    }

    #[test]
    fn whoever_wants_to_stop_waits_for_no_other_try() {
        let console = Console { lang: Lang::En, quiet: true, aside: false };
        let again = Again { waits: [Duration::from_secs(30); 3], ..Again::new(true, console) };
        let (signal, asked) = (StopSignal::new(), Cell::new(0));
        let error = || ReadError { reason: Reason::new(ReasonCode::ServerError), passing: true, retry_after: None };
        let read = again.read_unless(&signal, || {
            asked.set(asked.get() + 1);
            signal.give();
            Err::<(), _>(error())
        });
        assert_eq!((read.is_err(), asked.get()), (true, 1));
    }

    #[test]
    fn a_read_is_tried_again_a_few_times_and_only_where_it_may_help() {
        assert_eq!(tries(true, None, 1), (true, 1));
        assert_eq!(tries(true, None, 3), (true, 3));
        assert_eq!(tries(true, None, 9), (false, 4));
        assert_eq!(tries(false, None, 2), (false, 1));
        assert_eq!(tries(true, Some(Duration::from_millis(2)), 2), (true, 2));
        assert_eq!(tries(true, Some(Duration::from_hours(1)), 2), (false, 1));
    }
}
