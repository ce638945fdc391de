//! Which plans are equal: a refused start leaves no second one beside a plan that says the same.

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::{Rendering, ReportError};
use crate::run::{End, Run, Trail};
use crate::text::hex::hex;

/// Longer plans are not told apart: each would be made several times.
const MOST_LINES: usize = 20_000;

/// A plan's workbook.
#[derive(Debug)]
pub struct PlanBook {
    /// The bytes of the `.xlsx` file.
    pub bytes: Vec<u8>,
    /// The marks of plans in whose place it need not be written: its own, and that of a dry run which found the same.
    /// None of a very long one.
    pub marks: Vec<String>,
}

impl Rendering {
    /// Makes the workbook of a plan, which bears a mark. Equal plans bear the same one: they differ in nothing but the
    /// run's id, the time of its day, and whether it was called a dry run.
    ///
    /// # Errors
    ///
    /// Those of [`Rendering::workbook`].
    pub fn plan(&self, run: &Run) -> Result<PlanBook, ReportError> {
        if run.lines.len().max(run.rows.len()) > MOST_LINES {
            return Ok(PlanBook { bytes: self.workbook(run)?, marks: Vec::new() });
        }
        let mut plain = plain(run);
        let mut marks = vec![self.mark(&plain)?];
        if plain.end.take().is_some() {
            marks.push(self.mark(&plain)?);
        }
        Ok(PlanBook { bytes: self.marked(run, Some(&marks[0]))?, marks })
    }

    fn mark(&self, plain: &Run) -> Result<String, ReportError> {
        Ok(hex(ring::digest::digest(&ring::digest::SHA256, &self.workbook(plain)?).as_ref()))
    }
}

/// A plan without what differs from one making to the next.
fn plain(run: &Run) -> Run {
    let mut run = run.clone();
    run.facts.id = String::new();
    // The day stays: what renews when follows from it.
    let day = TimeZone::UTC.to_datetime(run.facts.started).date().to_datetime(Time::midnight());
    run.facts.started = TimeZone::UTC.to_timestamp(day).unwrap_or(run.facts.started);
    run.facts.dry_run = true;
    if run.facts.sandbox {
        // A practice panel has another port each time.
        run.facts.account = None;
    }
    run.trail = Trail::default();
    // What kept it from being more than a plan is part of it.
    let at = run.facts.started;
    run.end = run.end.filter(|end| end.stop.is_some()).map(|end| End { at, ..end });
    run
}
