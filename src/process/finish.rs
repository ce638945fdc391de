//! The end of a run: verdict, ledger, workbook, and the answer on standard output.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::trace;
use crate::batch::Batch;
use crate::cli::{DataFormat, Job};
use crate::console::Console;
use crate::error::Error;
use crate::lang::{Lang, tr};
use crate::outcome::{Guard, Status, Stop, Tally, Verdict};
use crate::printable::printable;
use crate::report::{self, Kind, Rendering, SaveError};
use crate::run::{End, Run};
use crate::service::Service;
use crate::session::{self, Session};

/// What happened when a run stopped early, what was not sent, and what to do next.
#[must_use]
pub fn stopped(stop: &Stop, batch: &Batch, lang: Lang) -> String {
    let (why, left) = (stop.message(lang), batch.run.tally().count(Status::NotSent));
    let next = match stop {
        Stop::Answer(reason) | Stop::SameRefusal(_, reason) => reason.next_step(lang),
        Stop::Interrupted | Stop::Outage | Stop::Ledger(_) | Stop::Guard(_) | Stop::Before(_) => {
            lang.pick("run the same command again", "запустите ту же команду ещё раз")
        }
        Stop::TooManyUnknown(_) | Stop::FirstOrder(_) => lang.pick(
            "look at the panel, then run the same command again: it looks unknown orders up first",
            "проверьте панель и запустите ту же команду ещё раз: она сначала найдёт неясные заказы",
        ),
    };
    tr!(lang, "stopped: {why}; not sent: {left} ({next})", "остановлено: {why}; не отправлено: {left} ({next})")
}

/// What a run comes to, before its workbook is written.
#[derive(Clone, Debug)]
pub struct Ending {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it stopped early, if it did.
    pub stop: Option<Stop>,
    /// Whether any order request may have left.
    pub sent: bool,
    /// Services that appeared meanwhile and that no line explains.
    pub unexplained: Vec<Service>,
}

impl Ending {
    /// The end of a run that a guard refused.
    #[must_use]
    pub fn guarded(guard: Guard) -> Self {
        Self { stop: Some(Stop::Guard(guard.into())), ..Self::from(Verdict::Guarded) }
    }
}

impl From<Verdict> for Ending {
    fn from(verdict: Verdict) -> Self {
        Self { verdict, stop: None, sent: false, unexplained: Vec::new() }
    }
}

/// Ends the run: verdict, ledger, workbook, and the answer on standard output. Returns the verdict.
pub fn end(
    job: &Job,
    batch: &mut Batch,
    session: Option<&Session>,
    ending: impl Into<Ending>,
    console: Console,
) -> Verdict {
    let Ending { mut verdict, stop, sent, unexplained } = ending.into();
    if let Some(words) = report::appeared(&unexplained, console.lang) {
        console.insist(&words);
    }
    let mut end = End { at: Timestamp::now(), verdict, stop, unexplained };
    trace::lines(batch, "answers");
    batch.run.end = Some(end.clone());
    if let Some(session) = session
        && let Err(error) = session.ledger.finish(&batch.run, &end)
    {
        console.insist(&error.message(console.lang));
        verdict = verdict.unrecorded(sent);
        end.verdict = verdict;
        end.stop.get_or_insert_with(|| Stop::Ledger(error.to_string()));
        batch.run.end = Some(end);
    }
    let trail = session.map_or_else(|| session::trail(job, &batch.run), |session| session.ledger.trail(&batch.run));
    match trail {
        Ok(trail) => batch.run.trail = trail,
        Err(error) => console.insist(&error.message(console.lang)),
    }
    let tally = batch.run.tally();
    console.answer(&format!("{}\n", counts(&tally, console.lang)));
    let kind = if batch.run.is_plan() { Kind::Plan } else { Kind::Results };
    match write(job, batch, kind, console) {
        Ok(()) => verdict,
        Err(error) => {
            console.insist(&error.message(console.lang));
            match verdict {
                Verdict::Done | Verdict::SomeFailed | Verdict::Stopped if kind == Kind::Results => Verdict::NoWorkbook,
                other => other,
            }
        }
    }
}

/// Writes the workbook, and beside it what machines want; says where they are.
fn write(job: &Job, batch: &Batch, kind: Kind, console: Console) -> Result<(), Error> {
    let rendering = Rendering::new(batch.run.facts.lang);
    let target = job.output.clone().unwrap_or_else(|| report::beside(&job.sheet, kind));
    let bytes = rendering.workbook(&batch.run)?;
    let path = save(&bytes, &target)?;
    let shown = printable(&path.display().to_string());
    console.answer(&match kind {
        Kind::Plan => tr!(console.lang, "plan: {shown}\n", "план: {shown}\n"),
        Kind::Results => tr!(console.lang, "results: {shown}\n", "результаты: {shown}\n"),
    });
    if let Some(format) = job.format {
        let path = save(&data(&batch.run, format, &rendering), &path.with_extension(extension(format)))?;
        let shown = printable(&path.display().to_string());
        console.answer(&tr!(console.lang, "data: {shown}\n", "данные: {shown}\n"));
    }
    Ok(())
}

/// Saves a file where it is wanted, or else in the working folder, or else where the system keeps
/// temporary files.
fn save(bytes: &[u8], target: &Path) -> Result<PathBuf, SaveError> {
    let first = match report::save(bytes, target) {
        Ok(path) => return Ok(path),
        Err(error) => error,
    };
    let name = target.file_name().map(PathBuf::from).unwrap_or_default();
    for folder in [std::env::current_dir().ok(), Some(std::env::temp_dir())].into_iter().flatten() {
        if let Ok(path) = report::save(bytes, &folder.join(&name)) {
            return Ok(path);
        }
    }
    Err(first)
}

/// A run in a form for machines.
#[must_use]
pub fn data(run: &Run, format: DataFormat, rendering: &Rendering) -> Vec<u8> {
    match format {
        DataFormat::Csv => rendering.csv(run),
        DataFormat::Json => rendering.json(run),
    }
}

/// How the name of a file of this form ends.
const fn extension(format: DataFormat) -> &'static str {
    match format {
        DataFormat::Csv => "csv",
        DataFormat::Json => "json",
    }
}

/// The servers by status, in words.
#[must_use]
pub fn counts(tally: &Tally, lang: Lang) -> String {
    let total = tally.total();
    let servers = lang.noun(total, ["server", "servers"], ["сервер", "сервера", "серверов"]);
    let part = |status: Status| {
        let count = tally.count(status);
        (count > 0).then(|| format!("{} {count}", status.title(lang).to_lowercase()))
    };
    let parts: Vec<_> = Status::ALL.into_iter().filter_map(part).collect();
    if parts.is_empty() { format!("{total} {servers}") } else { format!("{total} {servers}: {}", parts.join(" · ")) }
}
