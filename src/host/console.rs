//! What the program says: answers on standard output, everything else on standard error.
//!
//! A closed stream is no reason to stop: the ledger and the workbook have what matters.

use std::borrow::Cow;
use std::io::{BufRead, BufWriter, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::paint;
use crate::text::lang::Lang;

/// The target of a record that is a detail in words.
pub(super) const DETAIL: &str = "vdsbatch::detail";

/// Whether a person is asked one thing after the other: then each answer is typed behind its question.
static ASKED_NOW: AtomicBool = AtomicBool::new(false);

/// The two streams and the language.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// The language of messages.
    pub lang: Lang,
    /// Whether only warnings and errors are said.
    pub quiet: bool,
    /// Whether standard output is a machine's: answers in words stand beside it, on standard error.
    pub aside: bool,
}

impl Console {
    /// Writes an answer in words: to standard output, unless that is a machine's.
    pub fn answer(&self, text: &str) {
        if self.aside {
            self.say(text);
        } else {
            self.document(&in_terminal(text));
        }
    }

    /// Writes to standard output: an answer in the form that was asked for.
    pub fn document(&self, text: &str) {
        tracing::info!("answered: {text}");
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// The same of an answer that counts statuses, which have colours where the terminal wants some.
    pub fn answer_statuses(&self, text: &str) {
        if self.aside {
            return self.say(text);
        }
        tracing::info!("answered: {text}");
        let mut out = anstream::stdout().lock();
        let _ = out.write_all(paint::statuses(&in_terminal(text), self.lang).as_bytes()).and_then(|()| out.flush());
    }

    /// Writes to standard output an answer that is too long to be held.
    pub fn answer_by(&self, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) {
        tracing::info!("answers");
        let mut out = BufWriter::new(std::io::stdout().lock());
        let _ = write(&mut out).and_then(|()| out.flush());
    }

    /// Writes a line to standard error, unless quiet.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            self.insist(line);
        }
    }

    /// Writes a line to standard error: a warning or an error.
    pub fn insist(&self, line: &str) {
        tracing::info!("said: {line}");
        Self::mutter(&paint::warning(line));
    }

    /// Writes a step of what is to be done next: one that is grave also where only warnings and errors are wanted.
    pub fn say_step(&self, line: &str, is_grave: bool) {
        if is_grave {
            self.insist(line);
        } else {
            self.say(line);
        }
    }

    /// Writes what ends the program to standard error: an error, with the way out.
    pub fn fail(&self, error: &str) {
        tracing::info!("said: {error}");
        Self::mutter(&paint::error(error));
    }

    /// Records a detail, which is told to whoever asks for details (`--verbose`). Never a secret.
    pub fn detail(&self, line: &str) {
        tracing::info!(target: DETAIL, "{line}");
    }

    /// Writes a line to standard error that is recorded already.
    pub(super) fn mutter(line: &str) {
        let mut err = anstream::stderr().lock();
        let _ = writeln!(err, "{}", in_terminal(line.trim_end_matches('\n')));
    }

    /// Asks as [`Console::ask`] does, and takes only what is typed from now on: an Enter that was pressed while something
    /// else went on is no answer.
    #[must_use]
    pub fn ask_now(&self, question: &str) -> Option<String> {
        ASKED_NOW.store(true, Ordering::SeqCst);
        self.ask(question)
    }

    /// Asks a question on the terminal and returns the line typed; none without a terminal. Where [`Self::ask_now`] asked
    /// before, what was typed or pasted ahead is no answer to this one either: nobody has read it yet.
    #[must_use]
    pub fn ask(&self, question: &str) -> Option<String> {
        let stdin = std::io::stdin();
        if !stdin.is_terminal() {
            return None;
        }
        if ASKED_NOW.load(Ordering::SeqCst) {
            forget_typed();
        }
        let mut err = std::io::stderr().lock();
        let _ = write!(err, "{} ", in_terminal(question)).and_then(|()| err.flush());
        drop(err);
        let mut line = String::new();
        stdin.lock().read_line(&mut line).ok()?;
        Some(line.trim().to_owned())
    }
}

/// Says whether there are colours: always, never, or where a terminal shows them and no variable speaks against it.
pub fn colour(always: Option<bool>) {
    use anstream::ColorChoice;
    match always {
        None => ColorChoice::Auto,
        Some(true) => ColorChoice::Always,
        Some(false) => ColorChoice::Never,
    }
    .write_global();
}

/// The most characters of a line that is made for people; more is hard to read.
const WIDEST: usize = 100;

/// How long a line on standard output may be.
#[must_use]
pub fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(WIDEST, |(width, _)| usize::from(width.0).min(WIDEST))
}

/// Forgets what was typed on the terminal and not read yet.
fn forget_typed() {
    #[cfg(unix)]
    let _ = rustix::termios::tcflush(std::io::stdin(), rustix::termios::QueueSelector::IFlush);
    #[cfg(windows)]
    super::windows::forget_keys();
}
/// A text as a terminal shows it: the gaps of a sum, which do not break in a workbook, are plain spaces, so that what is
/// shown can be copied and found.
fn in_terminal(text: &str) -> Cow<'_, str> {
    if !text.contains('\u{a0}') {
        return text.into();
    }
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let is_gap = |at: usize| chars[at] == '\u{a0}' && digit(at.checked_sub(1)) && digit(Some(at + 1));
    (0..chars.len()).map(|at| if is_gap(at) { ' ' } else { chars[at] }).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gaps_of_a_sum_are_plain_spaces_in_a_terminal() {
        for (said, shown) in [
            ("1\u{a0}234\u{a0}567,10 RUB", "1 234 567,10 RUB"),
            ("a\u{a0}1\u{a0}b", "a\u{a0}1\u{a0}b"),
            ("\u{a0}1", "\u{a0}1"),
            ("1\u{a0}", "1\u{a0}"),
            ("1 234", "1 234"),
        ] {
            assert_eq!(in_terminal(said), shown);
        }
    }
}
