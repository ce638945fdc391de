//! The end of a run: verdict, ledger, workbook, and the answer on standard output.

use jiff::Timestamp;

use super::earlier::Earlier;
use super::job::Job;
use super::send::Sent;
use super::stage::Stage;
use super::{in_short, told, trace, written};
use crate::host::console::Console;
use crate::order::claim::Claiming;
use crate::order::service::Service;
use crate::order::{ReasonCode, Status};
use crate::report::data::{Next, RunSummary, Written};
use crate::report::{self, Rendering};
use crate::run::{ClosingGap, End, Guard, Hindrance, Run, Stop, Verdict};
use crate::submit::Submitted;
use crate::text::lang::{Lang, tr};
use crate::verb::books::Books;
use crate::verb::error::Error;

/// What a run comes to, before its workbook is written.
#[derive(Debug)]
pub struct Ending {
    /// The verdict.
    pub verdict: Verdict,
    /// Why it stopped early, if it did.
    pub stop: Option<Stop>,
    /// Whether any order request may have left.
    pub sent: bool,
    /// Services that appeared meanwhile and that no line explains.
    pub unexplained: Vec<Service>,
    /// Why the list at its end does not tell what became of accepted orders, if it does not.
    pub closing: Option<ClosingGap>,
    /// What kept it from its first order request: told after all else, and the exit is its own.
    pub error: Option<Error>,
}

impl From<Verdict> for Ending {
    fn from(verdict: Verdict) -> Self {
        Self { verdict, stop: None, sent: false, unexplained: Vec::new(), closing: None, error: None }
    }
}

impl Ending {
    /// The end of a run that a guard refused, which is said now.
    #[must_use]
    pub fn refused(guard: Guard, console: Console) -> Self {
        console.insist(&guard.line(console.lang));
        Self::guarded(guard)
    }

    /// The end of a run that could not be made ready, and how its orders stand then.
    #[must_use]
    pub fn not_ready(error: Error, run: &mut Run) -> Self {
        if let Error::Guarded(why) = &error {
            let guarded = Self::guarded(why.clone());
            return Self { error: Some(error), ..guarded };
        }
        // Its orders are valid and were not sent; of a guard's they stay ready, since only a limit is in the way.
        run.give_up(error.reason().unwrap_or(ReasonCode::RunStopped));
        Self { stop: Some(Stop::Before(error.hindrance())), error: Some(error), ..Self::from(Verdict::StoppedBefore) }
    }

    /// The end of a run that sent its orders; why it stopped early, if it did, is said now.
    #[must_use]
    pub fn after(sent: Sent, orders: &[Claiming], run: &mut Run, stage: &Stage<'_>) -> Self {
        let (gone, console) = (stage.job.options.is_none(), stage.console);
        let Sent { submitted: Submitted { outcomes, stop, sent }, unexplained, closing } = sent;
        run.take(orders, outcomes);
        // Where every order is settled, or the panel has no list, there is nothing that it should have told.
        let closing = closing.filter(|_| !run.facts.no_list && run.tally().count(Status::Accepted) > 0);
        if let Some(closing) = &closing {
            console.insist(&closing.message(console.lang));
        }
        if let Some(stop) = &stop {
            console.insist(&stopped(stop, run, gone, console.lang));
        }
        let verdict = Verdict::of_run(&run.tally(), stop.as_ref(), sent);
        let verdict = if closing.is_some() { verdict.unseen() } else { verdict };
        Self { verdict, stop, sent, unexplained, closing, error: None }
    }

    fn guarded(guard: Guard) -> Self {
        Self { stop: Some(Stop::Guard(guard.into())), ..Self::from(Verdict::Guarded) }
    }
}

/// What happened when a run stopped early, what was not sent, and what to do next.
fn stopped(stop: &Stop, run: &Run, gone: bool, lang: Lang) -> String {
    let (why, left) = (stop.message(lang), run.tally().count(Status::NotSent));
    let next = match stop {
        // What the same command would go on with was in memory.
        _ if gone => lang.pick("a new practice run starts from the beginning", "новый учебный прогон начнётся сначала"),
        Stop::Answer(reason) | Stop::SameRefusal(_, reason) => reason.next_step(lang),
        Stop::Interrupted | Stop::Outage | Stop::Unwritten(_) | Stop::Ledger(_) | Stop::Guard(_) | Stop::Before(_) => {
            lang.pick("run the same command again", "запустите ту же команду ещё раз")
        }
        Stop::TooManyUnknown(_) | Stop::FirstOrder(_) => lang.pick(
            "look at the panel, then run the same command again: it looks up the unknown orders first",
            "проверьте панель и запустите ту же команду ещё раз: она сначала проверит заказы, требующие проверки",
        ),
    };
    tr!(lang, "stopped: {why}; not sent: {left} ({next})", "остановлено: {why}; не отправлено: {left} ({next})")
}

/// Ends a run: verdict, ledger, workbook, and the answer on standard output. Every run ends here. What kept it from its
/// first order request is handed on once everything is written.
pub fn end(stage: &Stage<'_>, books: &Books, run: &mut Run, ending: Ending) -> Ended {
    let (job, console) = (stage.job, stage.console);
    let Ending { verdict, stop, sent, unexplained, closing, error } = ending;
    if let Some(words) = report::appeared(&unexplained, console.lang) {
        console.insist(&words);
    }
    told::show_unconfigured(run, console);
    trace::lines(run, "answers");
    // What cannot be read now is told below.
    run.trail = books.trail(run).unwrap_or_default();
    let verdict = run.held_against(verdict);
    let end = record(
        books,
        run,
        End {
            at: Timestamp::now(),
            verdict,
            stop,
            unexplained,
            closing,
            enquiry: run.enquiry.clone(),
            approval: run.approval.clone(),
        },
        sent,
        console,
    );
    let verdict = end.verdict;
    run.end = Some(end);
    // Read after the end is written, so that the workbook shows this run's tries and lists as well.
    match books.trail(run) {
        Ok(trail) => run.trail = trail,
        Err(error) => console.insist(&error.message(console.lang)),
    }
    job.answer(&format!("{}\n", run.tally().words(console.lang)), console);
    let rendering = Rendering::new(console.lang).with_options(job.options.clone());
    rendering.other_prices(run).iter().for_each(|line| console.insist(line));
    rendering.steps(run, None).iter().for_each(|step| console.say_step(&step.line, step.is_grave));
    let earlier = Earlier::of(job, books, run);
    earlier.show(console);
    let mut files = Written::default();
    let written = if job.shown_only { Ok(()) } else { written::write(job, run, console, &mut files) };
    let (verdict, again) = match written {
        Ok(()) => (verdict, None),
        Err(error) => {
            console.insist(&error.message(console.lang));
            (unwritten(verdict, run.is_plan(), job.dry_run), again(job, books, console))
        }
    };
    if let Some(end) = &mut run.end {
        end.verdict = verdict;
    }
    files.recovery = in_short::recovery(books, run);
    let around = in_short::around(stage, (books, run), (error.as_ref(), verdict), (files, again));
    let summary = earlier.add_to(rendering.summary(run, around), console.lang);
    Ended { done: error.map_or(Ok(verdict), Err), summary }
}

/// What a run came to, once everything is written.
#[derive(Debug)]
pub struct Ended {
    /// Its verdict, or what kept it from its first order request.
    pub done: Result<Verdict, Error>,
    /// The same in one object.
    pub summary: RunSummary,
}

/// What a run comes to whose workbook could not be written.
const fn unwritten(verdict: Verdict, is_plan: bool, was_asked_for: bool) -> Verdict {
    match (is_plan, was_asked_for) {
        (false, _) => verdict.unwritten(),
        (true, true) => verdict.unplanned(),
        // A plan is no record of anything that was ordered, and nobody asked for it: the verdict stands.
        (true, false) => verdict,
    }
}

/// Says how a workbook that could not be written is made again, where a ledger has the run: in words, and the command.
fn again(job: &Job, books: &Books, console: Console) -> Option<Next> {
    let options = job.options.as_ref().filter(|_| books.held().is_some())?;
    let step = console.lang.pick(
        "nothing is lost: the ledger has every outcome, and this makes the workbook again once the cause is removed:",
        "ничего не потеряно: все итоги есть в журнале заказов; когда причина устранена, книгу снова создаст команда:",
    );
    let command = options.command(&["report", "last"].join(" "));
    console.insist(step);
    console.insist(&format!("    {command}"));
    Some(Next {
        status: None,
        servers: 0,
        domains: Vec::new(),
        step: step.trim_end_matches(':').to_owned(),
        commands: vec![command],
    })
}

/// Writes the end of a run into its ledger, if one is held, and returns the end as it is then: what
/// the ledger did not take is never done.
fn record(books: &Books, run: &mut Run, end: End, sent: bool, console: Console) -> End {
    run.end = Some(end.clone());
    let Some(Err(why)) = books.held().map(|ledger| ledger.finish(run, &end)) else { return end };
    console.insist(&Hindrance::LedgerUnwritten(why.clone()).message(console.lang));
    let stop = end.stop.unwrap_or(Stop::Unwritten(why));
    End { verdict: end.verdict.unrecorded(sent), stop: Some(stop), ..end }
}
