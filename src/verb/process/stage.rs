//! What a run goes by.

use super::job::Job;
use crate::host::console::Console;
use crate::host::signal::StopSignal;
use crate::order::claim::History;

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
