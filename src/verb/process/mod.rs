//! The steps of a `process` run; [`crate::process()`] puts them in order.

mod finish;
mod guard;
mod job;
mod prepare;
mod trace;

use std::ops::ControlFlow;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use jiff::Timestamp;

use crate::check::{Checked, Checker, MOST_SERVERS, mark_invalid};
use crate::claim::{ClaimState, History};
use crate::console::Console;
use crate::diagnostic::{self, Severity};
use crate::event::Event;
use crate::lang::{Lang, tr};
use crate::outcome::{Outcome, Reason, ReasonCode, Status, Stop};
use crate::progress::Progress;
use crate::run::{CatalogFacts, Facts, Run};
use crate::service::{Listing, Service};
use crate::signal::StopSignal;
use crate::submit::{self, Submitted};
use crate::verb::books;
use crate::verb::books::Session;
use crate::verb::error::Error;
use crate::{machine, reconcile, sheet};

pub use self::finish::{Ending, counts, end, stopped};
pub use self::guard::{guard, refusal};
pub use self::job::{Job, PanelChoice};
pub use self::prepare::{Ready, not_ready, ready};
pub use self::trace::decide;

/// Diagnostics shown on the terminal; the workbook has them all.
const SHOWN: usize = 200;

/// Reads the sheet and checks every row.
///
/// # Errors
///
/// When the file cannot be read, or its columns are not those of an order sheet.
pub fn read(job: &Job, session: Option<&Session>) -> Result<Run, Error> {
    trace::settings(job);
    let open = sheet::open(&job.sheet, &job.reading)?;
    let input = open.input().clone();
    let mut notes = open.notes().to_vec();
    let account = account(job, session);
    let login = account.as_ref().map(|account| account.login.clone());
    let mut checker = Checker::new(&job.catalog, &input.layout, login.as_deref());
    let mut judged = Vec::new();
    let found = open.batches(&mut |rows| {
        judged.extend(checker.rows(rows));
        go_on(&checker)
    })?;
    too_many(&checker, &input.file)?;
    let servers = checker.servers();
    // What the reading found wrong with a row keeps it from being ordered, like what the check finds.
    let (wrong, worth_knowing): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|found| found.row().is_some() && found.severity() == Severity::Error);
    notes.extend(worth_knowing);
    mark_invalid(&mut judged, wrong);
    mark_invalid(&mut judged, checker.finish());
    let lang = job.workbook_lang.unwrap_or(Lang::of_headers(input.layout.russian));
    let started = Timestamp::now();
    let facts = Facts {
        id: run_id(started),
        started,
        account,
        sandbox: session.map_or_else(|| is_practice(job), |session| session.sandbox),
        no_list: job.no_list,
        dry_run: job.dry_run,
        operator: machine::operator(),
        host: machine::host(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        input,
        catalog: CatalogFacts {
            name: job.catalog.name.clone(),
            title: job.catalog.title.clone(),
            as_of: job.catalog.as_of.clone(),
            currency: job.catalog.currency.clone(),
            vat: job.catalog.vat,
        },
        lang,
    };
    let run = Run::of_sheet(facts, notes, Checked { judged, servers });
    trace::sheet(&run);
    Ok(run)
}

fn account(job: &Job, session: Option<&Session>) -> Option<crate::account::Account> {
    match (session, &job.panel) {
        (Some(session), _) => Some(session.account.clone()),
        (None, PanelChoice::Panel { account, .. }) => Some(account.clone()),
        (None, _) => books::practised(job),
    }
}

#[cfg(feature = "sandbox")]
const fn is_practice(job: &Job) -> bool {
    matches!(job.panel, PanelChoice::Practice { .. })
}

#[cfg(not(feature = "sandbox"))]
const fn is_practice(_: &Job) -> bool {
    false
}

/// A run's id: UTC time and four random hexadecimal digits.
fn run_id(at: Timestamp) -> String {
    use std::hash::{BuildHasher, RandomState};
    let random = RandomState::new().hash_one(at.as_nanosecond()) & 0xffff;
    format!("{}-{random:04x}", at.strftime("%Y%m%dT%H%M%SZ"))
}

/// Whether a sheet is still of a size that can be held.
pub fn go_on(checker: &Checker<'_>) -> ControlFlow<()> {
    if checker.servers() > MOST_SERVERS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

/// Refuses a sheet of which [`go_on`] had enough.
///
/// # Errors
///
/// [`sheet::SheetError::TooLarge`] for more servers than a run can have.
pub fn too_many(checker: &Checker<'_>, file: &str) -> Result<(), sheet::SheetError> {
    if checker.servers() <= MOST_SERVERS {
        return Ok(());
    }
    Err(sheet::SheetError::TooLarge { file: file.to_owned(), why: sheet::Excess::Servers(MOST_SERVERS) })
}

/// Shows every problem of the sheet, with its place, up to a screenful.
pub fn show_diagnostics(run: &Run, console: Console) {
    let facts = &run.facts;
    let (file, sheet) = (&facts.input.file, facts.input.layout.sheet.as_deref());
    let mut lines = diagnostic::lines(run.diagnostics(), file, sheet, console.lang);
    for line in lines.by_ref().take(SHOWN) {
        console.say(&line);
    }
    let more = lines.count();
    if more > 0 {
        console.say(&tr!(
            console.lang,
            "… and {more} more (the workbook has them all)",
            "… и ещё {more} (все они есть в книге)"
        ));
    }
}

/// Whether the panel has to be asked: there are orders to send, or earlier ones to look up.
#[must_use]
pub fn needs_panel(job: &Job, run: &Run, history: &History) -> bool {
    run.lines.iter().any(|line| match line.outcome.status {
        Status::Ready => true,
        _ if job.no_list => false,
        Status::Unknown | Status::Unpaid => true,
        Status::AlreadyOrdered => line
            .order
            .as_ref()
            .and_then(|order| history.claims.get(&order.domain))
            .is_some_and(|claim| claim.state == ClaimState::Accepted),
        _ => false,
    })
}

/// Sends the claimed orders while this thread shows what happens, then looks once more at the list.
/// Returns what became of them, and the services that appeared meanwhile and are not theirs.
pub fn send(
    job: &Job,
    session: &Session,
    (run, ready): (&str, &Ready),
    (signal, console): (&StopSignal, Console),
) -> (Submitted, Vec<Service>) {
    let (panel, orders) = (&*ready.panel, &ready.orders);
    let known = ready.listing.as_ref().map(Listing::known).unwrap_or_default();
    let settings =
        submit::Settings { jobs: job.jobs, rate: job.rate, waits: session.waits(), known, lang: console.lang };
    let journal = session.ledger.journal(run);
    let (events, happened) = channel();
    let mut progress = Progress::new(job.progress, console.lang);
    signal.arm();
    let submitted = std::thread::scope(|scope| {
        let sending = scope.spawn(move || {
            let mut submitted = submit::run(panel, &journal, orders, &settings, (signal, &events));
            let sent = submitted.sent;
            let told = (settings.known.as_slice(), &events);
            let closing = sent.then(|| submit::confirm(panel, &journal, orders, &mut submitted.outcomes, told));
            (submitted, closing.flatten())
        });
        loop {
            match happened.recv_timeout(Duration::from_secs(1)) {
                Ok(event) => {
                    tracing::debug!(?event, "happened");
                    progress.show(&event);
                }
                Err(RecvTimeoutError::Timeout) => progress.tick(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        progress.show(&Event::Finished);
        sending.join()
    });
    let (submitted, closing) = submitted.unwrap_or_else(|_| {
        // Workers catch their own panics; whatever came through leaves every order in doubt.
        let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Faulted));
        let stop = Some(Stop::Answer(ReasonCode::Faulted));
        (Submitted { outcomes: vec![doubt; orders.len()], stop, sent: true }, None)
    });
    let unexplained = match (&ready.listing, &closing) {
        (Some(before), Some(after)) => {
            reconcile::unexplained(before, after, &reconcile::made(orders, &submitted.outcomes, after))
        }
        _ => Vec::new(),
    };
    (submitted, unexplained)
}
