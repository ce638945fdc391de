//! vdsbatch orders virtual servers in bulk: a filled sheet in, orders out in parallel, a results
//! workbook back. Three promises come first: **an order is never placed twice, an outcome is never
//! lost, nothing is ever guessed.**
//!
//! ```text
//!  orders.xlsx ─ sheet ─▶ rows ─ check ─▶ orders ─ plan ─▶ plan ─ submit ─▶ outcomes ─ report ─▶ orders.results.xlsx
//!                            ▲       │      ▲               │ │                  ▲
//!                        catalogue   │   history       begin/close ── events ─▶ progress
//!                                    │      ▲               │                    │
//!                                    │      └──── ledger ◀──┘                    │
//!                                    └─────────── diagnostics ───────────────────┘
//! ```
//!
//! Pure modules decide and know no files, clocks, network or threads: [`row`], [`catalog`],
//! [`order`], [`check`], [`claim`], [`plan`], [`reconcile`], [`outcome`], [`service`], [`attempt`], [`event`],
//! [`mod@run`], and the words of [`diagnostic`]. Effects have a module each: [`sheet`], [`billing`],
//! [`ledger`], [`submit`], [`progress`], [`report`], [`sandbox`]. `billing`, `ledger`, `sheet` and
//! `report` do not know each other.
//!
//! There is no async in our own code: one blocking HTTP client is shared by a pool of `--jobs`
//! threads, and one thread writes the ledger. An order may wait for seconds; thousands of
//! connections never do. The practice panel alone runs on tokio, on a thread of its own.

pub mod account;
pub mod alike;
pub mod annotate;
pub mod attempt;
pub mod batch;
pub mod billing;
pub mod catalog;
pub mod changelog;
pub mod check;
pub mod claim;
pub mod cli;
pub mod code;
pub mod config;
pub mod console;
pub mod diagnostic;
pub mod error;
pub mod event;
pub mod explain;
pub mod generate;
pub mod input;
pub mod lang;
pub mod ledger;
pub mod log;
pub mod machine;
pub mod money;
pub mod names;
pub mod order;
pub mod outcome;
pub mod plan;
pub mod printable;
pub mod process;
pub mod progress;
pub mod reconcile;
pub mod record;
pub mod report;
pub mod row;
pub mod run;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod secret;
pub mod service;
pub mod session;
pub mod sheet;
pub mod signal;
pub mod submit;
pub mod template;
pub mod verb;

use cli::{Cli, Job, Verb};
use console::Console;
use error::Error;
use outcome::{Guard, Verdict};
use session::Session;
use signal::StopSignal;

/// Does what was typed and returns the exit code.
///
/// # Errors
///
/// [`Error`] when nothing could be done; nothing was sent then, and it knows its exit code.
pub fn run(cli: Cli, signal: &StopSignal) -> Result<u8, Error> {
    let console = Console { lang: cli.common.lang(), quiet: cli.common.quiet };
    tracing::info!(verb = cli.verb.word(), version = env!("CARGO_PKG_VERSION"), host = machine::host(), "begins");
    match cli.verb {
        Verb::Process(typed) => Ok(process(&typed.job(&cli.common)?, console, signal)?.exit_code()),
        Verb::Check(typed) => verb::check(&typed, &cli.common, console),
        Verb::Template(typed) => verb::template(&typed, &cli.common, console),
        Verb::Generate(typed) => verb::generate(&typed, &cli.common, console),
        Verb::ReadWorkbook { ask } => Ok(sheet::serve(&ask)),
        Verb::Catalog(typed) => verb::catalog(&typed, &cli.common, console),
        Verb::Explain { code } => verb::explain(&code, console),
        Verb::Config(typed) => verb::config(&typed, &cli.common, console),
        Verb::Completions { shell } => verb::completions(shell, console),
        Verb::Man { verb } => verb::man(verb.as_deref(), console),
        Verb::Runs(typed) => record::runs(&typed, &cli.common, console),
        Verb::Report(typed) => record::report(&typed, &cli.common, console),
        Verb::Reconcile(typed) => record::reconcile(&typed, &cli.common, console),
        Verb::Resolve(typed) => record::resolve(&typed, &cli.common, console),
        Verb::Release(typed) => record::release(&typed, &cli.common, console),
        Verb::Adopt(typed) => record::adopt(&typed, &cli.common, console),
        Verb::Ledger(typed) => record::ledger(&typed, &cli.common, console),
        #[cfg(feature = "sandbox")]
        Verb::Sandbox(typed) => verb::sandbox(&typed, &cli.common, console),
    }
}

/// The main job, from sheet to workbook.
///
/// # Errors
///
/// [`Error`] when the run stopped before its first order request.
pub fn process(job: &Job, console: Console, signal: &StopSignal) -> Result<Verdict, Error> {
    report::check_target(&job.target(), &job.sheet)?;
    let session = if job.dry_run { None } else { Session::open(&job.panel, &job.catalog)? };
    let history = session.as_ref().map_or_else(|| session::history(job), |session| Ok(session.ledger.history()?))?;

    let mut batch = process::read(job, session.as_ref())?;
    let console = job.spoken(&batch.run.facts.input.layout, console);
    process::show_diagnostics(&batch, console);
    process::decide(&mut batch, "ledger", |order| plan::from_ledger(order, &history, job.rules()));
    if let Some(session) = &session {
        session.ledger.start(&batch.run)?;
    }
    if batch.is_undecided() || (batch.errors() > 0 && !job.only_valid) {
        return Ok(process::end(job, &mut batch, session.as_ref(), Verdict::SheetErrors, console));
    }

    let summary = batch.summary();
    console.say(&summary.words(&batch.run, job.catalog.agreement(console.lang), console.lang));
    let Some(session) = &session else {
        let ending = match process::guard(job, &batch) {
            Some(why) => refused(why, console),
            None => Verdict::of_run(&summary.tally, None, false, true).into(),
        };
        return Ok(process::end(job, &mut batch, None, ending, console));
    };
    let guarded = process::guard(job, &batch).or_else(|| process::refusal(job, summary.total.servers, console));
    if let Some(why) = guarded {
        return Ok(process::end(job, &mut batch, Some(session), refused(why, console), console));
    }
    if !process::needs_panel(job, &batch, &history) {
        let verdict = Verdict::of_run(&summary.tally, None, false, true);
        return Ok(process::end(job, &mut batch, Some(session), verdict, console));
    }

    let ready = match process::ready(job, session, &mut batch, &history, console) {
        Ok(ready) => ready,
        Err(error) => {
            let ending = process::not_ready(&mut batch, &error);
            process::end(job, &mut batch, Some(session), ending, console);
            return Err(error);
        }
    };
    let id = batch.run.facts.id.clone();
    let (submitted, unexplained) = process::send(job, session, (&id, &ready), (signal, console));
    batch.take(&ready.orders, submitted.outcomes);
    let verdict = Verdict::of_run(&batch.run.tally(), submitted.stop.as_ref(), submitted.sent, true);
    if let Some(stop) = &submitted.stop {
        console.insist(&process::stopped(stop, &batch, console.lang));
    }
    let ending = process::Ending { verdict, stop: submitted.stop, sent: submitted.sent, unexplained };
    Ok(process::end(job, &mut batch, Some(session), ending, console))
}

/// Says that a guard refused the run, and ends it so.
fn refused(guard: Guard, console: Console) -> process::Ending {
    console.insist(&guard.line(console.lang));
    process::Ending::guarded(guard)
}
