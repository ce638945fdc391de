//! A run in one object, for scripts: where it is told, and what is told of a run that was none.

use std::path::PathBuf;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::approve;
use super::earlier::Earlier;
use super::hook::{Finish, hand_over};
use super::job::{Job, PanelChoice};
use super::stage::Stage;
use crate::host::console::Console;
use crate::host::name::whole;
use crate::order::Status;
use crate::progress::{self, Mode};
use crate::report::data::{Around, Next, RunSummary, Stopped, Written};
use crate::report::{DataFormat, Output};
use crate::run::exit::Exit;
use crate::run::{Line, Run, Verdict};
use crate::text::json;
use crate::text::lang::Lang;
use crate::verb::books::Books;
use crate::verb::error::Error;
use crate::verb::failed::failed;

/// Tells what a run came to in one object, to whoever asked for it: on standard output, and as the last event of its
/// progress. Every run ends here, also one that was none.
pub fn tell(job: &Job, summary: &RunSummary, began: Timestamp, console: Console) {
    if job.progress == Mode::Json {
        let elapsed = Timestamp::now().duration_since(began).max(SignedDuration::ZERO).unsigned_abs();
        console.insist(&progress::last(&json::enveloped(summary), elapsed));
    }
    if job.summary {
        console.document(&json::line(summary));
    }
}

/// What is wanted of a run whose settings may not fit.
#[derive(Debug)]
pub struct Wanted {
    /// The sheet.
    pub sheet: PathBuf,
    /// Whether standard output gets the run in one object.
    pub summary: bool,
    /// Whether standard error gets events for machines.
    pub events: bool,
    /// Whether standard output gets the results as JSON.
    pub data: bool,
    /// The program that is told what it came to, if there is one.
    pub finish: Option<Finish>,
}

impl Wanted {
    /// Tells what keeps it from being a run at all; what does not fit is told in words alone, as every wrong usage.
    #[must_use]
    pub fn refused(&self, error: Error, console: Console) -> Error {
        if error.exit() == Exit::Usage {
            return error;
        }
        let summary = unbegun(&self.sheet.display().to_string(), &error, console.lang);
        if self.events {
            console.insist(&progress::last(&json::enveloped(&summary), Duration::ZERO));
        }
        if self.summary {
            console.document(&json::line(&summary));
        }
        if self.data {
            console.document(&failed(&error, console.lang));
        }
        hand_over(self.finish.as_ref(), &summary, console);
        error
    }
}

/// What a run that could not begin comes to.
#[must_use]
fn unbegun(sheet: &str, error: &Error, lang: Lang) -> RunSummary {
    RunSummary::unbegun(Around {
        sheet: sheet.to_owned(),
        exit: error.exit(),
        stopped: Some(stopped(error, lang)),
        ledger: None,
        written: Written::default(),
        next: typed_next(error).into_iter().collect(),
    })
}

/// The same of a job, of which more is known. Where standard output waits for the results as JSON, it is told there why
/// there are none.
#[must_use]
pub fn of_job(job: &Job, error: &Error, console: Console) -> RunSummary {
    let lang = console.lang;
    if job.output == Some(Output::Stream) && job.format == Some(DataFormat::Json) {
        console.document(&failed(error, lang));
    }
    let (account, ledger) = match &job.panel {
        PanelChoice::Panel { account, ledgers, .. } => (Some(account), Some(whole(ledgers.place(account).folder()))),
        PanelChoice::Nobody => (None, None),
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { .. } => (None, None),
    };
    // No exit that promises that nothing was sent now may hide what was sent before.
    let earlier = Earlier::of_account(job);
    earlier.show(console);
    let summary = RunSummary {
        ledger,
        panel: account.map(|account| account.panel.to_string()),
        account: account.map(|account| account.login.clone()),
        sandbox: job.panel.is_practice(),
        plan: job.dry_run,
        ..unbegun(&job.sheet.display().to_string(), error, lang)
    };
    earlier.add_to(summary, lang)
}

/// The files with what the ledger did not take of a run.
pub(super) fn recovery(books: &Books, run: &Run) -> Vec<String> {
    let files = books.held().map(|ledger| ledger.recovery_files(&run.facts.id)).unwrap_or_default();
    files.iter().map(|file| whole(file)).collect()
}

/// What is known of an end beside the run itself.
pub(super) fn around(
    stage: &Stage<'_>,
    (books, run): (&Books, &Run),
    (error, verdict): (Option<&Error>, Verdict),
    (written, again): (Written, Option<Next>),
) -> Around {
    let (job, lang) = (stage.job, stage.console.lang);
    let recover = job.options.as_ref().filter(|_| !written.recovery.is_empty()).map(|options| Next {
        status: None,
        servers: 0,
        domains: Vec::new(),
        step: lang
            .pick(
                "once the ledger can be written, read what it did not take",
                "когда журнал заказов снова доступен для записи, прочитайте то, что в него не попало",
            )
            .to_owned(),
        commands: vec![options.command(&["ledger", "recover"].join(" "))],
    });
    let next = [recover, again, error.and_then(typed_next), to_approve(job, run, lang)];
    Around {
        sheet: job.sheet.display().to_string(),
        exit: error.map_or_else(|| job.exit(verdict), Error::exit),
        stopped: error.map(|error| stopped(error, lang)),
        ledger: books.place().filter(|_| job.options.is_some()).map(|place| whole(place.folder())),
        written,
        next: next.into_iter().flatten().collect(),
    }
}

/// How a plan is ordered once it is approved.
fn to_approve(job: &Job, run: &Run, lang: Lang) -> Option<Next> {
    let servers = run.tally().count(Status::Ready);
    let code = run.approval.as_ref().filter(|_| job.dry_run && servers > 0)?;
    Some(Next {
        status: Some(Status::Ready),
        servers,
        domains: run.lines.iter().filter(|line| line.outcome.status == Status::Ready).filter_map(domain).collect(),
        step: lang.pick("once the plan is approved", "когда план утвердят").to_owned(),
        commands: vec![approve::command(job, &["--approved", code.as_str()])],
    })
}

fn domain(line: &Line) -> Option<String> {
    line.order.as_ref().map(|order| order.domain.ascii().to_owned())
}

fn stopped(error: &Error, lang: Lang) -> Stopped {
    Stopped { code: error.code().map(|code| code.0), message: error.plainly().message(lang) }
}

/// The commands that an error names, if it names some.
fn typed_next(error: &Error) -> Option<Next> {
    let commands = error.commands().to_vec();
    (!commands.is_empty()).then(|| Next {
        status: None,
        servers: 0,
        domains: Vec::new(),
        step: String::new(),
        commands,
    })
}
