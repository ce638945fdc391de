//! The end of a run: verdict, ledger, workbook, and the answer on standard output.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Job, trace};
use crate::console::Console;
use crate::lang::{Lang, tr};
use crate::outcome::{Said, Status, Stop, Tally, Verdict};
use crate::printable::printable;
use crate::report::{self, Kind, Rendering, SaveError};
use crate::run::{End, Run};
use crate::service::Service;
use crate::verb::books::{self, Session};
use crate::verb::error::Error;

/// What happened when a run stopped early, what was not sent, and what to do next.
#[must_use]
pub fn stopped(stop: &Stop, run: &Run, lang: Lang) -> String {
    let (why, left) = (stop.message(lang), run.tally().count(Status::NotSent));
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
    pub fn guarded(why: Said) -> Self {
        Self { stop: Some(Stop::Guard(why)), ..Self::from(Verdict::Guarded) }
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
    run: &mut Run,
    session: Option<&Session>,
    ending: impl Into<Ending>,
    console: Console,
) -> Verdict {
    let Ending { mut verdict, stop, sent, unexplained } = ending.into();
    if let Some(words) = report::appeared(&unexplained, console.lang) {
        console.insist(&words);
    }
    let mut end = End { at: Timestamp::now(), verdict, stop, unexplained };
    trace::lines(run, "answers");
    run.end = Some(end.clone());
    if let Some(session) = session
        && let Err(error) = session.ledger.finish(run, &end)
    {
        console.insist(&error.message(console.lang));
        verdict = verdict.unrecorded(sent);
        end.verdict = verdict;
        end.stop.get_or_insert_with(|| Stop::Ledger(error.to_string()));
        run.end = Some(end);
    }
    let trail = session.map_or_else(|| books::trail(job, run), |session| session.ledger.trail(run));
    match trail {
        Ok(trail) => run.trail = trail,
        Err(error) => console.insist(&error.message(console.lang)),
    }
    let tally = run.tally();
    console.answer(&format!("{}\n", counts(&tally, console.lang)));
    let kind = if run.is_plan() { Kind::Plan } else { Kind::Results };
    match write(job, run, kind, console) {
        Ok(()) => verdict,
        Err(error) => {
            console.insist(&error.message(console.lang));
            // A plan is no record of anything that was ordered: without it the verdict stands.
            if kind == Kind::Results { verdict.unwritten() } else { verdict }
        }
    }
}

/// Writes the workbook, and beside it what machines want; says where they are.
fn write(job: &Job, run: &Run, kind: Kind, console: Console) -> Result<(), Error> {
    let rendering = Rendering::new(run.facts.lang);
    let target = job.output.clone().unwrap_or_else(|| report::beside(&job.sheet, kind));
    let bytes = rendering.workbook(run)?;
    let path = save(&bytes, &target)?;
    let shown = printable(&path.display().to_string());
    console.answer(&match kind {
        Kind::Plan => tr!(console.lang, "plan: {shown}\n", "план: {shown}\n"),
        Kind::Results => tr!(console.lang, "results: {shown}\n", "результаты: {shown}\n"),
    });
    if let Some(format) = job.format {
        let path = save(&rendering.data(run, format), &path.with_extension(format.extension()))?;
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
