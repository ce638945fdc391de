//! What kept a verb from answering, for machines.

use serde::Serialize;

use super::error::Error;
use crate::text::json::{self, Answer};
use crate::text::lang::Lang;

/// Why there is no answer. It stands on standard output in place of one, and in words on standard error as always.
#[derive(Serialize)]
struct Failed<'e> {
    /// The code that the program exits with.
    exit_code: u8,
    /// The same as a word, such as `not-run`.
    exit: &'static str,
    /// The code that `vdsbatch explain` knows, if it has one.
    code: Option<&'static str>,
    /// What is in the way, and the way out.
    message: String,
    /// The commands that are typed next, where it is known which.
    commands: &'e [String],
}

impl Answer for Failed<'_> {
    const KIND: &'static str = "error";
}

/// An error in place of an answer.
#[must_use]
pub fn failed(error: &Error, lang: Lang) -> String {
    let exit = error.exit();
    json::line(&Failed {
        exit_code: exit.code(),
        exit: exit.word(),
        code: error.code().map(|code| code.0),
        message: error.plainly().message(lang),
        commands: error.commands(),
    })
}

/// Wrong usage that is found out in place of an answer.
pub(super) fn refused(message: &str) -> String {
    let exit = crate::run::exit::Exit::Usage;
    json::line(&Failed {
        exit_code: exit.code(),
        exit: exit.word(),
        code: None,
        message: message.to_owned(),
        commands: &[],
    })
}
