//! `vdsbatch runs`: what was recorded for an account.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::error::Error;
use super::going::Going;
use crate::cli::{self, Common};
use crate::host::console::Console;
use crate::ledger::{self, RunLine};
use crate::order::Status;
use crate::run::Verdict;
use crate::run::approval::Code;
use crate::run::exit::Exit;
use crate::text::day;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// `vdsbatch runs`: a line for each run, the latest first.
///
/// # Errors
///
/// When no account is named, or its ledger cannot be read.
pub fn runs(typed: &cli::Runs, common: &Common, console: Console) -> Result<Exit, Error> {
    let (place, options) = (typed.whose.there(common)?, typed.whose.options(common)?);
    let going = Going::of(&place);
    let lines = ledger::runs(&place).map_err(|error| Error::from(error).with_commands(&options))?;
    if typed.told.is_json() {
        console.document(&json::pretty(&Runs::of(&lines, &going)));
        return Ok(Exit::Done);
    }
    if lines.is_empty() {
        console.say(console.lang.pick("no runs are recorded for this account", "для этой учётной записи прогонов нет"));
    }
    for line in &lines {
        console.answer(&in_words(line, &going, console.lang));
    }
    Ok(Exit::Done)
}

/// The runs of an account, the latest first.
#[derive(Serialize)]
struct Runs<'l> {
    runs: Vec<Recorded<'l>>,
}

impl Answer for Runs<'_> {
    const KIND: &'static str = "runs";
}

/// A run that is recorded.
#[derive(Serialize)]
struct Recorded<'l> {
    /// Its id.
    run: &'l str,
    /// When it started.
    started: Timestamp,
    /// When it ended; none while it goes on, or when it was cut off.
    ended: Option<Timestamp>,
    /// Whether it goes on now.
    going: bool,
    /// What it came to at its end; none while it goes on, or when it was cut off.
    verdict: Option<Verdict>,
    /// The exit code of the verdict.
    exit_code: Option<u8>,
    /// Whether it was a dry run.
    dry_run: bool,
    /// Whether the panel was the practice panel.
    sandbox: bool,
    /// The sheet's file, without folders.
    file: &'l str,
    /// The sheet of that file; none in a CSV file.
    sheet: Option<&'l str>,
    /// The rows that were chosen; none if the whole sheet was meant.
    rows: Option<String>,
    /// Who ran it.
    operator: &'l str,
    /// On which machine.
    host: &'l str,
    /// How many servers there are.
    servers: u64,
    /// How many of them stand in which status now; a status of none is left out.
    statuses: BTreeMap<&'static str, u64>,
    /// The code of its plan; none if it came to none.
    approval_code: Option<&'l Code>,
    /// The code that was given as that of the approved plan, if one was.
    approval_given: Option<&'l Code>,
}

impl<'l> Runs<'l> {
    fn of(lines: &'l [RunLine], going: &Going) -> Self {
        Self { runs: lines.iter().map(|line| recorded(line, going)).collect() }
    }
}

fn recorded<'l>(line: &'l RunLine, going: &Going) -> Recorded<'l> {
    let RunLine { facts, tally, end } = line;
    let end = end.as_ref();
    let counts = Status::ALL.into_iter().map(|status| (status.word(), tally.count(status)));
    Recorded {
        run: &facts.id,
        started: facts.started,
        ended: end.map(|end| end.at),
        going: end.is_none() && going.holder(facts).is_some(),
        verdict: end.map(|end| end.verdict),
        exit_code: end.map(|end| end.verdict.exit().code()),
        dry_run: facts.dry_run,
        sandbox: facts.sandbox,
        file: &facts.input.file,
        sheet: facts.input.layout.sheet.as_deref(),
        rows: facts.rows.as_ref().map(ToString::to_string),
        operator: &facts.operator,
        host: &facts.host,
        servers: tally.total(),
        statuses: counts.filter(|(_, count)| *count > 0).collect(),
        approval_code: end.and_then(|end| end.approval.as_ref()),
        approval_given: facts.approved.as_ref(),
    }
}

fn in_words(line: &RunLine, going: &Going, lang: Lang) -> String {
    let started = line.facts.started.to_zoned_datetime(TimeZone::system()).strftime(day::to_minute(lang));
    let (id, file) = (&line.facts.id, printable(&line.facts.input.file));
    let counts = line.tally.words(lang);
    // A crash writes no end, which is all that tells of it.
    let given = line.facts.approved.as_ref();
    let came_to = line.end.as_ref().map(|end| end.approval.as_ref());
    // A code that was given is no approval of a plan that comes to another one.
    let approved = given.map(|code| match came_to {
        Some(own) if own == Some(code) => tr!(lang, "  (approved {code})", "  (утверждён {code})"),
        Some(_) => tr!(lang, "  (refused, given {code})", "  (отказано, указан {code})"),
        None => tr!(lang, "  (given {code})", "  (указан {code})"),
    });
    let approved = approved.unwrap_or_default();
    let cut_off = match line.end {
        Some(_) => "",
        None if going.holder(&line.facts).is_some() => lang.pick("  (still going)", "  (ещё идёт)"),
        None => lang.pick("  (did not end)", "  (не завершён)"),
    };
    format!("{id}  {started}  {file}  {counts}{approved}{cut_off}\n")
}
