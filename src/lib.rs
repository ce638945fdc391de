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
pub mod event;
pub mod exit;
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
pub mod progress;
pub mod reconcile;
pub mod report;
pub mod row;
pub mod run;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod secret;
pub mod service;
pub mod sheet;
pub mod signal;
pub mod submit;
pub mod template;
pub mod verb;

use cli::{Cli, Verb};
use console::Console;
use exit::Exit;
use outcome::Verdict;
use run::Run;
use signal::StopSignal;
use verb::books::{self, Books};
use verb::door::Door;
use verb::error::Error;
use verb::process::{self, Ending, Job, Stage};

/// Does what was typed and says how it ended.
///
/// # Errors
///
/// [`Error`] when nothing could be done; nothing was sent then, and it knows its exit.
pub fn run(cli: Cli, signal: &StopSignal) -> Result<Exit, Error> {
    let console = Console { lang: cli.common.lang(), quiet: cli.common.quiet };
    tracing::info!(verb = cli.verb.word(), version = env!("CARGO_PKG_VERSION"), host = machine::host(), "begins");
    match cli.verb {
        Verb::Process(typed) => Ok(process(&typed.job(&cli.common)?, console, signal)?.exit()),
        Verb::Check(typed) => verb::check(&typed, &cli.common, console),
        Verb::Template(typed) => verb::template(&typed, &cli.common, console),
        Verb::Generate(typed) => verb::generate(&typed, &cli.common, console),
        Verb::ReadWorkbook { ask } => Ok(sheet::serve(&ask)),
        Verb::Catalog(typed) => verb::catalog(&typed, &cli.common, console),
        Verb::Explain { code } => verb::explain(&code, console),
        Verb::Config(typed) => verb::config(&typed, &cli.common, console),
        Verb::Completions { shell } => verb::completions(shell, console),
        Verb::Man { verb } => verb::man(verb.as_deref(), console),
        Verb::Runs(typed) => verb::runs(&typed, &cli.common, console),
        Verb::Report(typed) => verb::report(&typed, &cli.common, console),
        Verb::Reconcile(typed) => verb::reconcile(&typed, &cli.common, console),
        Verb::Resolve(typed) => verb::resolve(&typed, &cli.common, console),
        Verb::Release(typed) => verb::release(&typed, &cli.common, console),
        Verb::Adopt(typed) => verb::adopt(&typed, &cli.common, console),
        Verb::Ledger(typed) => verb::ledger(&typed, &cli.common, console),
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
    // Before an hour of sending, not after it.
    report::check_target(&job.target(), &job.sheet)?;
    // The door is named first and so dropped last: the folder of a practice panel holds the ledger too.
    let (door, books) = books::open(job)?;
    let history = books.history()?;

    let mut run = process::read(job, books.account())?;
    let console = job.spoken(&run.facts.input.layout, console);
    process::show_diagnostics(&run, console);
    process::decide(&mut run, "ledger", |order| plan::from_ledger(order, &history, job.rules()));
    if let Some(ledger) = books.held() {
        // Whatever happens from here on, the workbook can be made again from the ledger.
        ledger.start(&run)?;
    }

    let stage = Stage { job, history: &history, console, signal };
    let ending = course(&stage, door.as_ref(), &books, &mut run);
    process::end(&stage, &books, &mut run, ending)
}

/// How far a run comes: to the orders sent, or to what keeps them from it.
fn course(stage: &Stage<'_>, door: Option<&Door>, books: &Books, run: &mut Run) -> Ending {
    let Stage { job, history, console, .. } = *stage;
    if run.is_undecided() || (run.errors() > 0 && !job.only_valid) {
        return Verdict::SheetErrors.into();
    }
    let summary = run.summary();
    console.say(&summary.words(run, job.catalog.agreement(console.lang), console.lang));
    if let Some(why) = process::guard(job, run) {
        return Ending::refused(why, console);
    }
    // A plan needs neither door nor ledger, and is over once its limits are looked at.
    let nothing_to_send = || Verdict::of_run(&summary.tally, None, false).into();
    let (Some(door), Some(ledger)) = (door, books.held()) else { return nothing_to_send() };
    if let Some(why) = process::refusal(job, summary.total.servers, console) {
        return Ending::refused(why, console);
    }
    if !process::needs_panel(job, run, history) {
        return nothing_to_send();
    }
    // Nobody was asked for a password, and the panel for nothing, up to here.
    let ready = match process::ready(stage, door, ledger, run) {
        Ok(ready) => ready,
        Err(error) => return Ending::not_ready(error, run),
    };
    let sent = process::send(stage, &ledger.journal(&run.facts.id), &ready);
    Ending::after(sent, &ready.orders, run, console)
}
