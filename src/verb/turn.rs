//! Waiting for one's turn: one process at a time uses an account's ledger.

use std::time::Duration;

use crate::host::clock::Stopwatch;
use crate::host::console::Console;
use crate::ledger::{Holder, LedgerError};
use crate::text::day::second_utc;
use crate::text::lang::tr;

/// How often it is looked whether the ledger is free.
const PAUSE: Duration = Duration::from_millis(200);

/// Takes a ledger; where another process has it, waits for at most `most` until that one is done, and says once for whom.
/// Nothing is under way meanwhile, so that an interrupt ends the program at once.
///
/// # Errors
///
/// [`LedgerError::Locked`] when it is still held then, and whatever else keeps it from being taken.
pub fn wait<T>(most: Duration, console: Console, take: impl Fn() -> Result<T, LedgerError>) -> Result<T, LedgerError> {
    let began = Stopwatch::start();
    let mut told: Option<Option<u32>> = None;
    loop {
        let holder = match take() {
            Err(LedgerError::Locked { holder, folder }) => match most.checked_sub(began.elapsed()) {
                Some(left) if !left.is_zero() => {
                    let pid = holder.as_ref().map(|holder| holder.pid);
                    if told != Some(pid) {
                        told = Some(pid);
                        say(holder.as_ref(), left, console);
                    }
                    std::thread::sleep(PAUSE.min(left));
                    continue;
                }
                _ => LedgerError::Locked { holder, folder },
            },
            done => return done,
        };
        return Err(holder);
    }
}

fn say(holder: Option<&Holder>, left: Duration, console: Console) {
    let (lang, seconds) = (console.lang, left.as_secs().max(1));
    let whom = match holder {
        Some(holder) => {
            let (pid, host, since) = (holder.pid, holder.host(), second_utc(holder.since, lang));
            tr!(
                lang,
                "process {pid} on `{host}`, running since {since}",
                "процесс {pid} на `{host}`, работает с {since}"
            )
        }
        None => lang.pick("another process", "другой процесс").to_owned(),
    };
    let noun = lang.noun(seconds, ["second", "seconds"], ["секунды", "секунд", "секунд"]);
    console.say(&tr!(
        lang,
        "this account is in use: waiting for {whom}, at most {seconds} {noun} (nothing was sent; Ctrl-C ends the wait)",
        "учётная запись занята, ожидание: {whom}; не дольше {seconds} {noun} (ничего не отправлено; Ctrl-C прервёт ожидание)"
    ));
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::path::PathBuf;

    use super::*;
    use crate::text::lang::Lang;

    const QUIET: Console = Console { lang: Lang::En, quiet: true, aside: false };

    fn locked() -> LedgerError {
        LedgerError::Locked { holder: None, folder: PathBuf::from("ledger") }
    }

    #[test]
    fn a_ledger_is_waited_for_until_it_is_free_and_nothing_else_is() {
        let tries = Cell::new(0);
        let after = |wanted: u32| {
            tries.set(tries.get() + 1);
            if tries.get() < wanted { Err(locked()) } else { Ok(tries.get()) }
        };
        assert_eq!(wait(Duration::from_mins(1), QUIET, || after(2)).expect("its turn"), 2);
        tries.set(0);
        let refused = wait(Duration::ZERO, QUIET, || after(2));
        assert!(matches!(refused, Err(LedgerError::Locked { .. })) && tries.get() == 1, "{refused:?}");
        // What waiting does not help is told at once.
        let damaged = wait(Duration::from_mins(1), QUIET, || -> Result<(), _> {
            Err(LedgerError::Held { file: PathBuf::from("ledger.db") })
        });
        assert!(matches!(damaged, Err(LedgerError::Held { .. })), "{damaged:?}");
    }
}
