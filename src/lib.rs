//! vdsbatch orders virtual servers in bulk: a filled sheet in, orders out in parallel, a results
//! workbook back. Three promises come first: **an order is never placed twice, an outcome is never
//! lost, nothing is ever guessed.**
//!
//! ```text
//!  orders.xlsx ─ reader ─▶ rows ─ check ─▶ orders ─ plan ─▶ plan ─ submit ─▶ outcomes ─ report ─▶ orders.results.xlsx
//!                            ▲       │      ▲               │ │                  ▲
//!                        catalogue   │   history       begin/close ── events ─▶ progress
//!                                    │      ▲               │                    │
//!                                    │      └──── ledger ◀──┘                    │
//!                                    └─────────── problems ──────────────────────┘
//! ```
//!
//! # The house
//!
//! Three floors; nothing imports upwards, and no two files import each other in a circle (a test holds
//! both, and reads the floors from this file).
//!
//! **Values and decisions** know no files, clocks, network or threads: [`text`] (languages, codes),
//! [`sheet`] (rows, fields, what is wrong with them), [`catalog`] (tariff tables), [`order`] (orders, how they
//! end, what is planned and found), [`check`] (rows × table → orders), [`mod@run`] (a run and what it comes to); [`explain`] finds what a code means.
//!
//! **Effects** have a world each: [`reader`] (files → rows), [`panel`] (its port, BILLmanager's dialects, HTTP, the
//! practice panel), [`ledger`], [`submit`] (the only threads that send), [`report`], [`form`] (sheets made for
//! people), [`progress`], [`host`] (this machine). `panel`, `ledger`, `reader` and `report` do not know each other.
//!
//! **People**: [`cli`] (what was typed, and the file of settings) and [`verb`] (what is done, a file a verb).
//!
//! There is no async in what orders: one blocking HTTP client is shared by a pool of `--jobs`
//! threads, and one thread writes the ledger. An order may wait for seconds; thousands of
//! connections never do. Two things run on tokio, each on a thread of its own: the practice panel, and on Windows what
//! hears that the window is closed.
//!
//! # To add …
//!
//! **a tariff or a provider**
//! 1. a `[[tariff]]` in a file of `src/catalog/`, or a file of its own in `catalog/bundled.rs`;
//! 2. its ids in the test of `catalog/table/mod.rs`, with where they come from.
//!
//! **a field of the sheet**
//! 1. a row in `fields!` (`sheet/field.rs`): names, kind of content, option, width;
//! 2. its reader in `check/` (a text is carried);
//! 3. where an order keeps it: `order/asked.rs`, and `order/sent.rs` if the panel is told;
//! 4. its column in `report/column.rs`, if workbooks show it.
//!
//! **a column that a tariff table names** needs no code: `[[tariff.resource]]` and `[[tariff.choice]]` of a table are
//! columns of its sheets ([`sheet::NamedColumn`]), read in `check/named.rs` and sent in `order/sent.rs`.
//!
//! **an amount of a server**, which is a field as well
//! 1. a row in `fields!` (`sheet/field.rs`), whose content is an amount;
//! 2. its key in a tariff's TOML: `catalog/table/`, and the tables in `src/catalog/`;
//! 3. the part of an order that it is: `Part` in `order/asked.rs`;
//! 4. its column in `report/column.rs`. Check, panel, ledger, forms and JSON go over all amounts.
//!
//! **a column of the results**
//! 1. a row in `report/column.rs`; 2. a member in `report/data/`, if machines want it.
//!
//! **a column or a sheet of the book of a time**
//! 1. a row in `report/book/shown.rs`, or a `Tab` in `report/book/tabs.rs` and a file; 2. a member in `report/book/data.rs`.
//!
//! **a status**
//! 1. a row in `statuses!` (`order/status.rs`): words, money, claim, verdict, colours;
//! 2. the decision that makes it: `order/plan.rs`, or `submit/step.rs`;
//! 3. what follows it in a run (`submit/breakers.rs`) and what a person does (`report/advice.rs`): the compiler
//!    asks for both.
//!
//! **a problem of a sheet**
//! 1. a row in the list of its noun in `sheet/problem/` (code, weight, words and meaning side by side);
//! 2. the place that reports it, in `check/` or `reader/`. `vdsbatch explain` knows it then.
//!
//! **a verb**
//! 1. what is typed, in `cli/` (a file of its name) and a variant of [`cli::Verb`];
//! 2. what it does, in `verb/` (a file of the same name), and an arm in [`run()`];
//! 3. its help, in both languages, with examples and exit codes: [`cli::help`] says where;
//! 4. its example in the README.
//!
//! **a dialect of the panel**
//! 1. a variant of [`catalog::Dialect`];
//! 2. what it makes of an order: an arm in `order/sent.rs`;
//! 3. its functions and what its answers mean: `panel/billmanager/`;
//! 4. a practice panel that speaks it: `panel/practice/`.
//!
//! **a fault of the practice panel**
//! 1. a row of `kinds!` (`panel/practice/kind.rs`), or of `manners!` (`manner.rs`) if it goes for every request;
//! 2. what it does, in `panel/practice/fate.rs`, or for lists in `panel/practice/panel.rs`; at panels of today, and for
//!    their carts, in `panel/practice/today/`;
//! 3. its word in the README's list.

// Values and decisions: pure.
pub mod account;
pub mod catalog;
pub mod certificate;
pub mod check;
pub mod explain;
pub mod money;
pub mod order;
pub mod run;
pub mod sheet;
pub mod text;

// Effects: one world each.
pub mod form;
pub mod host;
pub mod ledger;
pub mod panel;
pub mod progress;
pub mod reader;
pub mod report;
pub mod submit;

// People.
pub mod cli;
pub mod verb;

// Notes.
pub mod changelog;
pub mod threats;

use jiff::Timestamp;

use cli::{Cli, Verb};
use host::console::Console;
use host::machine;
use host::signal::StopSignal;
use order::{Status, plan};
use run::{Exit, Run, Verdict};
use verb::books::{self, Books};
use verb::door::Door;
use verb::error::Error;
use verb::process::{self, Ended, Ending, Job, Stage};

/// Does what was typed, once the log is `logged`, and says how it ended.
///
/// # Errors
///
/// [`Error`] when nothing could be done; nothing was sent then, and it knows its exit.
pub fn run(cli: Cli, logged: Result<(), Error>, signal: &StopSignal) -> Result<Exit, Error> {
    let (is_json, aside) = (cli.verb.answers_in_json(), cli.verb.is_for_machines());
    let console = Console { lang: cli.common.lang(), quiet: cli.common.quiet, aside };
    tracing::info!(verb = cli.verb.word(), version = env!("CARGO_PKG_VERSION"), host = machine::host(), "begins");
    if cli.common.verbose {
        verb::details(&cli.common, console);
    }
    let done = match (logged, &cli.verb) {
        (Ok(()), _) => one(cli, console, signal),
        (Err(error), Verb::Process(typed)) => Err(wanted(typed, &cli.common).refused(error, console)),
        (Err(error), _) => Err(error),
    };
    if let (true, Err(error)) = (is_json, &done) {
        console.document(&verb::failed(error, console.lang));
    }
    done
}

/// What is told of a run that cannot begin.
fn wanted(typed: &cli::Process, common: &cli::Common) -> process::Wanted {
    process::Wanted {
        sheet: typed.sheet.clone(),
        summary: typed.wants_summary(),
        events: typed.wants_events(),
        data: typed.gives_json(),
        finish: typed.finish(common).ok().flatten(),
    }
}

/// Does what one verb is for.
fn one(cli: Cli, console: Console, signal: &StopSignal) -> Result<Exit, Error> {
    match cli.verb {
        Verb::Process(typed) => {
            let wanted = wanted(&typed, &cli.common);
            let job = typed.job(&cli.common).map_err(|error| wanted.refused(error.into(), console))?;
            Ok(job.exit(process(&job, console, signal)?))
        }
        Verb::Dropped(typed) => verb::dropped(&typed, &cli.common, console, (signal, &process)),
        Verb::Check(typed) => verb::check(&typed, &cli.common, console),
        Verb::Template(typed) => verb::template(&typed, &cli.common, console),
        Verb::Generate(typed) => verb::generate(&typed, &cli.common, console),
        Verb::Catalog(typed) => verb::catalog(&typed, &cli.common, console),
        Verb::Explain(typed) => verb::explain(&typed, console),
        Verb::Schema { kind } => verb::schema(kind.as_deref(), console),
        Verb::Config(typed) => verb::config(&typed, &cli.common, console),
        Verb::Support(typed) => verb::support(&typed, &cli.common, console),
        Verb::Profile(typed) => verb::profile(&typed, &cli.common, console),
        Verb::Completions { shell } => verb::completions(shell, console),
        Verb::Man { command, all } => verb::man(&command, all.as_deref(), console),
        Verb::Help { command } => verb::help(&command, console),
        Verb::Account(typed) => verb::account(&typed, &cli.common, console),
        Verb::Runs(typed) => verb::runs(&typed, &cli.common, console),
        Verb::Report(typed) => verb::report(&typed, &cli.common, console),
        Verb::Reconcile(typed) => verb::reconcile(&typed, &cli.common, console),
        Verb::Show(typed) => verb::show(&typed, &cli.common, console),
        Verb::Decisions(typed) => verb::decisions(&typed, &cli.common, console),
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
    let began = Timestamp::now();
    let ended = through(job, console, signal).unwrap_or_else(|error| {
        let summary = process::of_job(job, &error, console);
        Ended { done: Err(error), summary }
    });
    process::tell(job, &ended.summary, began, console);
    // Nothing is under way any more, and no ledger is held.
    signal.disarm();
    process::hand_over(job.finish.as_ref(), &ended.summary, console);
    ended.done
}

/// Takes a run from its sheet to its end.
fn through(job: &Job, console: Console, signal: &StopSignal) -> Result<Ended, Error> {
    // Before an hour of sending, not after it.
    process::check_target(job)?;
    // The door is named first and so dropped last: the folder of a practice panel holds the ledger too.
    let (door, books) = books::open(job, console).map_err(|error| job.advised(error))?;
    let history = books.history()?;

    let mut run = process::read(job, books.account())?;
    run.facts.knows = books.knows(&history);
    let console = job.spoken(&run.facts.input.layout, console);
    process::show_diagnostics(&run, console);
    process::decide(&mut run, "ledger", |order| plan::from_ledger(order, &history, job.rules()));
    if let Some(ledger) = books.held() {
        // Whatever happens from here on, the workbook can be made again from the ledger.
        ledger.start(&mut run)?;
    }

    let stage = Stage { job, history: &history, console, signal };
    let ending = course(&stage, door.as_ref(), &books, &mut run);
    Ok(process::end(&stage, &books, &mut run, ending))
}

/// How far a run comes: to the orders sent, or to what keeps them from it.
fn course(stage: &Stage<'_>, door: Option<&Door>, books: &Books, run: &mut Run) -> Ending {
    let Stage { job, history, console, .. } = *stage;
    if run.is_undecided() || (run.errors() > 0 && !job.only_valid) {
        return Verdict::SheetErrors.into();
    }
    let approved = process::approved_plan(job, books, console);
    let is_online = process::is_to_be_asked(job, approved.as_ref(), run, console);
    let asked = match door.filter(|_| is_online).map(|door| process::ask(stage, door, run)).transpose() {
        Ok(asked) => asked,
        Err(error) => return Ending::not_ready(job.advised(error), run),
    };
    let approval = process::approve(job, books, run, (approved.as_ref(), console));
    let summary = run.summary();
    process::show_plan(run, &summary, job.catalog.agreement(console.lang), console);
    process::show_way(&job.panel, console);
    process::show_enquiry(run, console);
    process::show_conflicts(run, console);
    if job.options.is_some() {
        process::show_ledger(books, console);
    }
    let limit = process::guard(job, run, console);
    if let Some(why) = approval.told(job, limit.is_some(), console).or(limit) {
        return Ending::refused(why, console);
    }
    // A plan needs neither door nor ledger, and is over once its limits are looked at.
    if job.dry_run {
        run.leave_in_cart();
        let tally = run.tally();
        return Verdict::of_run(&tally, None, false).planned(tally.count(Status::Ready) > 0).into();
    }
    let nothing_to_send = || Verdict::of_run(&summary.tally, None, false).into();
    let (Some(door), Some(ledger)) = (door, books.held()) else { return nothing_to_send() };
    if let Some(why) = process::refusal(job, summary.total.servers, console) {
        return Ending::refused(why, console);
    }
    if !process::needs_panel(job, run, history) {
        return nothing_to_send();
    }
    // Nobody was asked for a password, and the panel for nothing, up to here.
    let ready = match process::ready(stage, (door, asked), ledger, run) {
        Ok(ready) => ready,
        Err(error) => return Ending::not_ready(job.advised(error), run),
    };
    let sent = process::send(stage, ledger, &run.facts, &ready);
    Ending::after(sent, &ready.orders, run, stage)
}
