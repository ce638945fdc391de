//! The steps of a `process` run; [`crate::process()`] puts them in order.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use jiff::Timestamp;

use crate::attempt::Journal;
use crate::batch::Batch;
use crate::billing::Panel;
use crate::check::{Checked, Checker, mark_duplicates};
use crate::claim::{ClaimState, Claiming, History};
use crate::cli::{Job, PanelChoice};
use crate::console::Console;
use crate::error::Error;
use crate::event::Event;
use crate::lang::{Lang, plural_en, plural_ru};
use crate::outcome::{Outcome, ReasonCode, Status, Stop, Tally, Verdict};
use crate::plan::{self, Listed};
use crate::progress::Progress;
use crate::report::{self, Kind};
use crate::run::{CatalogFacts, End, Facts};
use crate::service::Listing;
use crate::session::Session;
use crate::signal::StopSignal;
use crate::submit::{self, Submitted};
use crate::{machine, sheet, tr};

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
        ControlFlow::Continue(())
    })?);
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

/// A guard that keeps a batch from being sent, with its words.
#[must_use]
pub fn guard(job: &Job, batch: &Batch) -> Option<String> {
    let summary = batch.summary();
    let (servers, most) = (summary.total.servers, job.max_orders);
    if servers > most {
        return Some(tr!(
            job.lang,
            "G110 {servers} servers are to be ordered, and the limit is {most} (raise it with --max-orders, or split the sheet)",
            "G110 к заказу {servers}, а предел — {most} (поднимите его через --max-orders или разделите таблицу)"
        ));
    }
    let max = job.max_total?;
    if summary.total.first.unknown > 0 {
        let ready = batch.run.lines.iter().filter(|line| line.outcome.status == Status::Ready);
        let unpriced = ready.filter(|line| line.order.as_ref().is_some_and(|order| order.price.is_none()));
        let mut rows: Vec<String> = unpriced.map(|line| line.row.to_string()).collect();
        rows.dedup();
        let rows = rows.into_iter().take(20).collect::<Vec<_>>().join(", ");
        return Some(tr!(
            job.lang,
            "G111 --max-total is given, and the price is not known in row {rows} (fill the Price column)",
            "G111 задан --max-total, а цена неизвестна в строке {rows} (заполните столбец «Цена»)"
        ));
    }
    let total = summary.total.first.known;
    (total > max).then(|| {
        tr!(
            job.lang,
            "G112 the first charge is {total}, and the limit is {max} (raise it with --max-total)",
            "G112 первое списание — {total}, а предел — {max} (поднимите его через --max-total)"
        )
    })
}

/// Asks a person to go on by typing the number of orders. None if they do; else why not, in words.
#[must_use]
pub fn refusal(job: &Job, servers: u64, console: Console) -> Option<String> {
    if job.yes || servers == 0 {
        return None;
    }
    let question = tr!(
        job.lang,
        "type the number of orders ({servers}) to go on:",
        "чтобы продолжить, введите число заказов ({servers}):"
    );
    match console.ask(&question) {
        Some(typed) if typed == servers.to_string() => None,
        Some(_) => {
            Some(tr!(job.lang, "G113 not confirmed; nothing was sent", "G113 не подтверждено; ничего не отправлено"))
        }
        None => Some(tr!(
            job.lang,
            "G114 there is no terminal to confirm on; nothing was sent (add --yes to go on without asking)",
            "G114 нет терминала для подтверждения; ничего не отправлено (добавьте --yes, чтобы не спрашивать)"
        )),
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
        if let (Some(order), Status::AlreadyOrdered, Some(_)) =
            (&line.order, line.outcome.status, &line.outcome.service)
        {
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

/// What happened when a run stopped early, what was not sent, and what to do next.
#[must_use]
pub fn stopped(stop: &Stop, batch: &Batch, lang: Lang) -> String {
    let (why, left) = (stop.message(lang), batch.run.tally().count(Status::NotSent));
    let next = match stop {
        Stop::Answer(reason) | Stop::SameRefusal(_, reason) => reason.next_step(lang),
        Stop::Interrupted | Stop::Outage | Stop::Ledger(_) => {
            lang.pick("run the same command again", "запустите ту же команду ещё раз")
        }
        Stop::TooManyUnknown(_) | Stop::FirstOrder(_) => lang.pick(
            "look at the panel, then run the same command again: it looks unknown orders up first",
            "проверьте панель и запустите ту же команду ещё раз: она сначала найдёт неясные заказы",
        ),
    };
    tr!(lang, "stopped: {why}; not sent: {left} ({next})", "остановлено: {why}; не отправлено: {left} ({next})")
}

/// Ends the run: verdict, ledger, workbook, and the answer on standard output. Returns the verdict.
pub fn end(
    job: &Job,
    batch: &mut Batch,
    session: Option<&Session>,
    (verdict, stop): (Verdict, Option<Stop>),
    console: Console,
) -> Verdict {
    let end = End { at: Timestamp::now(), verdict, stop };
    batch.run.end = Some(end.clone());
    if let Some(session) = session
        && let Err(error) = session.ledger.finish(&batch.run, &end)
    {
        console.insist(&error.message(console.lang));
    }
    let tally = batch.run.tally();
    console.answer(&format!("{}\n", counts(&tally, console.lang)));
    let kind = if job.dry_run || batch.run.is_plan() { Kind::Plan } else { Kind::Results };
    match write(job, batch, kind) {
        Ok(path) => {
            let path = crate::printable::printable(&path.display().to_string());
            console.answer(&match kind {
                Kind::Plan => tr!(console.lang, "plan: {path}\n", "план: {path}\n"),
                Kind::Results => tr!(console.lang, "results: {path}\n", "результаты: {path}\n"),
            });
            verdict
        }
        Err(error) => {
            console.insist(&error.message(console.lang));
            match verdict {
                Verdict::Done | Verdict::SomeFailed | Verdict::Stopped if kind == Kind::Results => Verdict::NoWorkbook,
                other => other,
            }
        }
    }
}

/// Writes the workbook where it is wanted, or else into the working folder, or else where the
/// system keeps temporary files.
fn write(job: &Job, batch: &Batch, kind: Kind) -> Result<PathBuf, Error> {
    let bytes = report::workbook(&batch.run, batch.run.facts.lang)?;
    let target = job.output.clone().unwrap_or_else(|| report::beside(&job.sheet, kind));
    let first = match report::save(&bytes, &target) {
        Ok(path) => return Ok(path),
        Err(error) => error,
    };
    let name = target.file_name().map(PathBuf::from).unwrap_or_default();
    for folder in [std::env::current_dir().ok(), Some(std::env::temp_dir())].into_iter().flatten() {
        if let Ok(path) = report::save(&bytes, &folder.join(&name)) {
            return Ok(path);
        }
    }
    Err(first.into())
}

/// The servers by status, in words.
#[must_use]
pub fn counts(tally: &Tally, lang: Lang) -> String {
    let total = tally.total();
    let servers = match lang {
        Lang::En => plural_en(total, "server", "servers"),
        Lang::Ru => plural_ru(total, "сервер", "сервера", "серверов"),
    };
    let part = |status: Status| {
        let count = tally.count(status);
        (count > 0).then(|| format!("{} {count}", status.title(lang).to_lowercase()))
    };
    let parts: Vec<_> = Status::ALL.into_iter().filter_map(part).collect();
    if parts.is_empty() { format!("{total} {servers}") } else { format!("{total} {servers}: {}", parts.join(" · ")) }
}
