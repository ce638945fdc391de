//! The steps of a `process` run; [`crate::process()`] puts them in order.

mod finish;
mod guard;

use std::ops::ControlFlow;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use jiff::Timestamp;

use crate::attempt::Journal;
use crate::batch::Batch;
use crate::billing::Panel;
use crate::check::{Checked, Checker, MOST_SERVERS, mark_duplicates};
use crate::claim::{ClaimState, Claiming, History};
use crate::cli::{Job, PanelChoice};
use crate::console::Console;
use crate::error::Error;
use crate::event::Event;
use crate::lang::Lang;
use crate::outcome::{Outcome, ReasonCode, Status, Stop};
use crate::plan::{self, Listed};
use crate::progress::Progress;
use crate::run::{CatalogFacts, Facts};
use crate::service::Listing;
use crate::session::Session;
use crate::signal::StopSignal;
use crate::submit::{self, Submitted};
use crate::{machine, sheet, tr};

pub use self::finish::{counts, end, stopped};
pub use self::guard::{guard, refusal};

/// Diagnostics shown on the terminal; the workbook has them all.
const SHOWN: usize = 200;

/// Reads the sheet and checks every row.
///
/// # Errors
///
/// When the file cannot be read, or its columns are not those of an order sheet.
pub fn read(job: &Job, session: Option<&Session>) -> Result<Batch, Error> {
    let open = sheet::open(&job.sheet, &job.reading)?;
    let input = open.input().clone();
    let mut notes = open.notes().to_vec();
    let account = account(job, session);
    let login = account.as_ref().map(|account| account.login.clone());
    let mut checker = Checker::new(&job.catalog, &input.layout, login.as_deref());
    let mut judged = Vec::new();
    notes.extend(open.batches(&mut |rows| {
        judged.extend(checker.rows(rows));
        go_on(&checker)
    })?);
    too_many(&checker, &input.file)?;
    let servers = checker.servers();
    mark_duplicates(&mut judged, checker.finish());
    let lang = job.workbook_lang.unwrap_or(if input.layout.russian { Lang::Ru } else { Lang::En });
    let started = Timestamp::now();
    let facts = Facts {
        id: run_id(started),
        started,
        account,
        sandbox: session.map_or_else(|| is_practice(job), |session| session.sandbox),
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
    Ok(Batch::new(facts, notes, Checked { judged, servers }))
}

fn account(job: &Job, session: Option<&Session>) -> Option<crate::account::Account> {
    match (session, &job.panel) {
        (Some(session), _) => Some(session.account.clone()),
        (None, PanelChoice::Panel { account, .. }) => Some(account.clone()),
        (None, _) => None,
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
    let why = format!("more than {MOST_SERVERS} servers");
    Err(sheet::SheetError::TooLarge { file: file.to_owned(), why })
}

/// Shows every problem of the sheet, with its place, up to a screenful.
pub fn show_diagnostics(batch: &Batch, console: Console) {
    let facts = &batch.run.facts;
    let (file, sheet) = (&facts.input.file, facts.input.layout.sheet.as_deref());
    for diagnostic in batch.diagnostics().take(SHOWN) {
        console.say(&diagnostic.line(file, sheet, console.lang));
    }
    let more = batch.diagnostics().count().saturating_sub(SHOWN);
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
pub fn needs_panel(batch: &Batch, history: &History) -> bool {
    batch.run.lines.iter().any(|line| match line.outcome.status {
        Status::Ready | Status::Unknown | Status::Unpaid => true,
        Status::AlreadyOrdered => line
            .order
            .as_ref()
            .and_then(|order| history.claims.get(&order.domain))
            .is_some_and(|claim| claim.state == ClaimState::Accepted),
        _ => false,
    })
}

/// Reads the panel's list, which must be complete before anything is sent.
///
/// # Errors
///
/// When the panel cannot be read, or the list does not come complete.
pub fn list(panel: &dyn Panel, session: &Session, run: &str, history: &History) -> Result<Listing, Error> {
    let listing = panel.services()?.held_against(&history.known_services);
    session.ledger.journal(run).write_listing(&listing)?;
    match &listing.gap {
        None => Ok(listing),
        Some(gap) => Err(Error::ListIncomplete(gap.clone())),
    }
}

/// Decides again with the panel's list, which can only take orders away, and writes what the list
/// shows of earlier ones. Returns what may be sent.
///
/// # Errors
///
/// When the ledger cannot be written.
pub fn decide_with_list(
    batch: &mut Batch,
    listing: &Listing,
    history: &History,
    session: &Session,
) -> Result<Vec<Claiming>, Error> {
    let listed = Listed::new(listing);
    batch.decide(|order| plan::with_list(order, history, &listed));
    let journal = session.ledger.journal(&batch.run.facts.id);
    for line in &batch.run.lines {
        let (Some(order), Some(_)) = (&line.order, &line.outcome.service) else { continue };
        // What the ledger knows as confirmed is no news.
        let known = history.claims.get(&order.domain).map(|claim| claim.state);
        if line.outcome.status == Status::AlreadyOrdered && known != Some(ClaimState::Confirmed) {
            journal.write_settled(order, &line.outcome)?;
        }
    }
    Ok(batch.ready(|order| listed.of(&order.domain).iter().map(|service| service.id.clone()).collect()))
}

/// Sends the claimed orders while this thread shows what happens, then looks once more at the list.
pub fn send(
    job: &Job,
    panel: &dyn Panel,
    session: &Session,
    (run, orders): (&str, &[Claiming]),
    signal: &StopSignal,
) -> Submitted {
    let settings = submit::Settings { jobs: job.jobs, rate: job.rate, waits: session.waits(), lang: job.lang };
    let journal = session.ledger.journal(run);
    let (events, happened) = channel();
    let mut progress = Progress::new(job.progress_mode(), job.lang);
    signal.arm();
    let submitted = std::thread::scope(|scope| {
        let sending = scope.spawn(move || {
            let mut submitted = submit::run(panel, &journal, orders, &settings, (signal, &events));
            submit::confirm(panel, &journal, orders, &mut submitted.outcomes, &events);
            submitted
        });
        loop {
            match happened.recv_timeout(Duration::from_secs(1)) {
                Ok(event) => progress.show(&event),
                Err(RecvTimeoutError::Timeout) => progress.tick(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        progress.show(&Event::Finished);
        sending.join()
    });
    submitted.unwrap_or_else(|_| {
        // Workers catch their own panics; whatever came through leaves every order in doubt.
        let doubt = Outcome::because(Status::Unknown, crate::outcome::Reason::new(ReasonCode::Faulted));
        let stop = Some(Stop::Answer(ReasonCode::Faulted));
        Submitted { outcomes: vec![doubt; orders.len()], stop, sent: true }
    })
}
