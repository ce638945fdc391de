//! The window that the program runs in. Explorer opens one for a program that is clicked on or that files are dropped
//! on, and it goes with the program, whatever stands in it.

use std::io::{IsTerminal, Write};

use super::console::Console;
use crate::text::lang::Lang;

/// Whether the window was opened for this program, so that nobody could read what it says last.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    ours: bool,
}

impl Window {
    /// The window that the program runs in; asked before it starts any other process in it.
    #[must_use]
    pub fn here() -> Self {
        Self { ours: is_ours() && is_waited_for(std::io::stdin().is_terminal(), std::io::stderr().is_terminal()) }
    }

    /// A window that was opened for the program, or was not.
    #[cfg(test)]
    pub(super) const fn of(ours: bool) -> Self {
        Self { ours }
    }

    /// The same, in front of which there may be nobody to wait for, as where a script started the program.
    #[must_use]
    pub const fn unless(self, nobody: bool) -> Self {
        Self { ours: self.ours && !nobody }
    }

    /// Whether it was opened for this program, and a person sees it.
    #[must_use]
    pub const fn is_ours(self) -> bool {
        self.ours
    }

    /// Waits for Enter, where the window would go otherwise. Whatever this process held is dropped by now.
    pub fn wait(self, lang: Lang) {
        if self.ours {
            let mut err = std::io::stderr().lock();
            // A window that is gone takes nothing, and is not waited for.
            if writeln!(err).is_ok() {
                drop(err);
                let question = lang.pick("press Enter to close this window:", "чтобы закрыть окно, нажмите Enter:");
                let _ = Console { lang, quiet: false, aside: false }.ask_now(question);
            }
        }
    }
}

/// Whether there is anybody to wait for: who types, and sees on standard error what is asked.
const fn is_waited_for(input: bool, errors: bool) -> bool {
    input && errors
}

/// Whether no other process is in this console: a shell would be. Elsewhere than on Windows a terminal stays open, or
/// its owner says what becomes of it.
fn is_ours() -> bool {
    #[cfg(windows)]
    return super::windows::is_window_ours();
    #[cfg(not(windows))]
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_a_script() {
        assert!(is_waited_for(true, true));
        assert!(!Window::of(true).unless(true).is_ours() && Window::of(true).unless(false).is_ours());
        assert!(!Window::of(false).unless(false).is_ours());
        assert!(!is_waited_for(true, false) && !is_waited_for(false, true) && !is_waited_for(false, false));
    }
}
