//! Listening to whoever wants the program to stop: a person, the terminal, the system.

use super::own;
use super::signal::{Leaving, StopSignal};
use super::window::Window;
use crate::run::exit::Exit;
use crate::text::lang::Lang;

/// How long answers are awaited once the window is closed. Windows ends the process 5 seconds after it said so
/// (`HandlerRoutine`: the time-out of a program that hangs), and the end of the run is still to be written.
#[cfg(windows)]
const GRACE: std::time::Duration = std::time::Duration::from_secs(3);

/// Listens from now on: an interrupt, an order to terminate or a terminal that hangs up gives the
/// signal; when the program should leave at once, the process ends with the exit of an interrupt. A hang-up
/// that whoever started the program wants ignored stays ignored. Windows says that a window is closed, and waits a few
/// seconds.
///
/// Without a listener an interrupt ends the process at once, which the ledger stands. So does Windows at log-off and
/// shutdown: those are told to services alone, and to no program that has loaded user32 (`HandlerRoutine` and
/// `SetConsoleCtrlHandler`), which comes here with shell32. A hidden window would be told (`WM_QUERYENDSESSION`); for
/// what it would save, a workbook that `report last` makes, it is too much.
pub fn heed(signal: &StopSignal, window: Window, lang: Lang) {
    let signal = signal.clone();
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let hangup = (!crate::host::machine::ignores_hangup()).then_some(SIGHUP);
        if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM].into_iter().chain(hangup)) {
            std::thread::spawn(move || {
                let mut door = Door { window, lang, waits: false };
                for _ in signals.forever() {
                    door.leave_if(&signal, signal.interrupt(), Leaving::Interrupted);
                }
            });
        }
    }
    #[cfg(windows)]
    if let Ok(mut events) = super::events::Events::listen() {
        use super::events::Event;
        std::thread::spawn(move || {
            let mut door = Door { window, lang, waits: false };
            while let Some(event) = events.next() {
                match event {
                    Event::Interrupt => door.leave_if(&signal, signal.interrupt(), Leaving::Interrupted),
                    Event::Close => door.leave_if(&signal, signal.close(GRACE), Leaving::Closed),
                }
            }
        });
    }
}

/// How the program is left at once.
struct Door {
    window: Window,
    lang: Lang,
    /// Whether Enter is waited for already.
    waits: bool,
}

impl Door {
    /// Ends the process, if it should leave at once; where its window would take the last words with it, once they
    /// are read, or at the next interrupt.
    fn leave_if(&mut self, signal: &StopSignal, at_once: bool, leaving: Leaving) {
        if !at_once {
            return;
        }
        // Whoever waited for a password has the end to tell, unless it is the second time.
        if own::interrupt() && !signal.given() {
            signal.give();
            return;
        }
        let (window, lang) = (self.window, self.lang);
        let waits = self.waits;
        if are_read(leaving, window, || !waits && signal.say_last_words(leaving)) {
            self.waits = true;
            // Whoever is asked something meanwhile has not said that anything more be done.
            signal.give();
            // Another thread, so that this one hears the next interrupt, or that the window is closed.
            std::thread::spawn(move || {
                window.wait(lang);
                leave();
            });
            return;
        }
        leave();
    }
}

/// Says the last words, and tells whether they are waited for to be read.
fn are_read(leaving: Leaving, window: Window, say: impl FnOnce() -> bool) -> bool {
    let said = say();
    match leaving {
        Leaving::Interrupted => said && window.is_ours(),
        // In a moment nobody can read there any more.
        Leaving::Closed => false,
    }
}

fn leave() -> ! {
    std::process::exit(Exit::Interrupted.code().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_words_in_a_window_of_its_own_are_read_before_it_goes() {
        let (ours, other) = (Window::of(true), Window::of(false));
        assert!(are_read(Leaving::Interrupted, ours, || true));
        assert!(!are_read(Leaving::Interrupted, ours, || false), "nothing was said, or it is waited for already");
        assert!(!are_read(Leaving::Interrupted, other, || true), "a shell keeps its window");
        assert!(!are_read(Leaving::Closed, ours, || true), "the window goes anyway");
    }
}
