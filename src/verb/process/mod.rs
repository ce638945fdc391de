//! The steps of a `process` run; [`crate::process()`] puts them in order.

mod finish;
mod guard;
mod job;
mod prepare;
mod reading;
mod send;
mod trace;

use crate::claim::History;
use crate::console::Console;
use crate::signal::StopSignal;

pub use self::finish::{Ending, end};
pub use self::guard::{guard, refusal};
pub use self::job::{Job, PanelChoice};
pub use self::prepare::{Ready, needs_panel, ready};
pub use self::reading::{read, show_diagnostics};
pub use self::send::{Sent, send};
pub use self::trace::decide;

/// What stays the same from the first step of a run to its last.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'r> {
    /// What is to be done.
    pub job: &'r Job,
    /// What was ordered before.
    pub history: &'r History,
    /// Where a person is told and asked, in the language of the sheet.
    pub console: Console,
    /// The person's wish to stop.
    pub signal: &'r StopSignal,
}
