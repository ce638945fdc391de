//! Which plans are equal: a refused start leaves no second one beside a plan that says the same.

use data_encoding::HEXLOWER;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{DataFormat, Rendering, ReportError};
use crate::run::{End, Knows, Run, Trail};

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

    /// The data of a plan, to be held against data that are there already.
    #[must_use]
    pub fn plan_data(&self, run: &Run, format: DataFormat) -> PlanData {
        PlanData { bytes: self.data(run, format), format }
    }

    fn mark(&self, plain: &Run) -> Result<String, ReportError> {
        Ok(HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, &self.workbook(plain)?).as_ref()))
    }
}

/// The data of a plan.
#[derive(Debug)]
pub struct PlanData {
    bytes: Vec<u8>,
    format: DataFormat,
}

impl PlanData {
    /// Whether these are data of an equal plan, or of a dry run which found the same.
    #[must_use]
    pub fn is_of(&self, there: &[u8]) -> bool {
        // In the lines of a CSV nothing tells one making from the next.
        if self.format == DataFormat::Csv || self.bytes == there {
            return self.bytes == there;
        }
        let (Some(mut own), Some(mut there)) = (document(&self.bytes), document(there)) else { return false };
        if there.get("stopped").is_none_or(Value::is_null) {
            for key in OF_END {
                own.remove(key);
                there.remove(key);
            }
        }
        own == there
    }
}

/// Less is no id of a run.
const SHORTEST: usize = 16;

/// What a refused start says beyond a dry run that found the same.
const OF_END: [&str; 5] = ["verdict", "exit_code", "headline", "stopped", "approval"];

/// The data of a plan without what differs from one making to the next; none if they are something else.
fn document(bytes: &[u8]) -> Option<Map<String, Value>> {
    let read = |text: &str| match serde_json::from_str(text) {
        Ok(Value::Object(document)) => Some(document),
        Ok(_) | Err(_) => None,
    };
    let text = str::from_utf8(bytes).ok()?;
    let found: Map<String, Value> = read(text)?;
    // The orders' ids begin with the run's.
    let run = found.get("run")?.as_str().filter(|run| run.len() >= SHORTEST)?;
    let mut document = read(&text.replace(run, ""))?;
    let is = |document: &Map<String, Value>, key: &str| document.get(key) == Some(&Value::Bool(true));
    if document.get("format")?.as_str() != Some("vdsbatch-run") || !is(&document, "plan") {
        return None;
    }
    // The day stays, as in a workbook.
    let day = document.get("started")?.as_str()?.get(..10)?.to_owned();
    document.insert("started".to_owned(), day.into());
    document.remove("ended");
    // Plans of earlier versions have no envelope.
    document.remove("kind");
    if is(&document, "sandbox") {
        document.remove("panel");
        document.remove("account");
    }
    Some(document)
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
    if run.facts.knows == Knows::NoLedger {
        // The first start makes one, in which there is as little.
        run.facts.knows = Knows::Ledger;
    }
    // What kept it from being more than a plan is part of it.
    let at = run.facts.started;
    run.end = run.end.filter(|end| end.stop.is_some()).map(|end| End { at, ..end });
    run
}
