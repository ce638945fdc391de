//! Orders out: the workers send while this thread shows what happens.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

use super::doubts::Doubts;
use super::fit;
use super::hurried::Hurried;
use super::prepare::Ready;
use super::stage::Stage;
use crate::host::signal::StopSignal;
use crate::ledger::Ledger;
use crate::order::service::{Listing, Service};
use crate::order::{Outcome, Reason, ReasonCode, Server, Status, findings};
use crate::panel::http::Deadlines;
use crate::progress::Progress;
use crate::run::event::Event;
use crate::run::{ClosingGap, Facts, Stop};
use crate::submit::{self, Batch, Manners, Submitted, Watch};
use crate::verb::charged;

/// How often the clocks of a run move while nothing happens.
const TICK: Duration = Duration::from_secs(1);

/// How soon an interrupt is answered.
const GLANCE: Duration = Duration::from_millis(50);

/// What became of the orders of a run.
#[derive(Clone, Debug)]
pub struct Sent {
    /// How they ended.
    pub submitted: Submitted,
    /// Services that appeared meanwhile and are not theirs.
    pub unexplained: Vec<Service>,
    /// Why the list at the end does not tell what became of them, if it does not.
    pub closing: Option<ClosingGap>,
}

/// Sends the claimed orders of a run while this thread shows what happens, then looks once more at the list.
pub fn send(stage: &Stage<'_>, ledger: &Ledger, run: &Facts, ready: &Ready) -> Sent {
    let (job, signal, lang) = (stage.job, stage.signal, stage.console.lang);
    if ready.orders.is_empty() {
        stage.console.say(lang.pick(
            "nothing to send: no server of this sheet is left to order",
            "отправлять нечего: серверов, которые осталось заказать, в этой таблице нет",
        ));
        let submitted = Submitted { outcomes: Vec::new(), stop: None, sent: false };
        return Sent { submitted, unexplained: Vec::new(), closing: None };
    }
    let journal = &ledger.journal(&run.id);
    let settings = submit::Settings {
        jobs: job.jobs,
        rate: job.rate,
        waits: ready.waits.clone(),
        controls: ready.controls.clone(),
        currency: job.catalog.currency.clone(),
        manners: Manners { unique: job.catalog.unique_domains, cart: job.catalog.protocol.may_use_cart() },
        recover: job.options.as_ref().map(|options| options.command(&["ledger", "recover"].join(" "))),
        lang,
    };
    let batch = Batch { panel: &*ready.panel, journal, orders: &ready.orders, settings: &settings };
    let (events, happened) = channel();
    // From here on an interrupt lets the orders under way end.
    let doubts = Doubts::new(stage, Hurried::new(stage, ledger, run));
    // An answer, and a look for the order if it is lost.
    let at_most = Deadlines::default().exchange + ready.waits.looking;
    doubts.arm(signal);
    let (submitted, closing) = std::thread::scope(|scope| {
        let sending = scope.spawn(move || {
            let watch = Watch { signal, events: &events };
            let mut submitted = batch.send(&watch);
            // Where no request left, a list has nothing to settle.
            let closing = submitted.sent.then(|| batch.confirm(&mut submitted.outcomes, &watch));
            (submitted, closing)
        });
        show(&happened, &mut Progress::new(job.progress, lang), signal, &doubts, at_most);
        // Workers catch their own panics; whatever came through leaves every order in doubt.
        sending.join().unwrap_or_else(|_| (all_in_doubt(ready.orders.len()), None))
    });
    let unexplained = match (&ready.listing, &closing) {
        (Some(before), Some(Ok(after))) => {
            findings::unexplained(before, after, &findings::made(&ready.orders, &submitted.outcomes, after))
        }
        // Without both lists nobody can tell what appeared.
        _ => Vec::new(),
    };
    let closing = match closing {
        Some(Ok(list)) => {
            note(stage, ledger, &list);
            list.gap.map(ClosingGap::Incomplete)
        }
        Some(Err(reason)) => Some(ClosingGap::Unread(reason)),
        None => None,
    };
    let stands = |outcome: &Outcome| outcome.status.facts().server == Server::Stands;
    let mut submitted = submitted;
    if !signal.given() && submitted.outcomes.iter().any(stands) {
        fit::hold(stage, ready, &mut submitted.outcomes);
        if !signal.given() {
            let since = TimeZone::UTC.to_datetime(run.started).date();
            charged::note(&*ready.panel, ledger, since, (ready.again, signal, stage.console));
        }
    }
    // Behind the last thing that the panel is asked: how long it takes for that nobody knows.
    signal.answered();
    Sent { submitted, unexplained, closing }
}

/// Notes what the list at the end says of every claim of the account, such as accepted orders that it still lacks.
/// What cannot be written is found by the next list.
fn note(stage: &Stage<'_>, ledger: &Ledger, list: &Listing) {
    let written = ledger.history().and_then(|history| {
        let found = findings::findings(&history, list, findings::Scope::Unsettled, stage.job.rules());
        // So soon after a refusal no list bears it out, however near the panel: the next run's does.
        ledger.found(&findings::Findings { freed: Vec::new(), ..found })
    });
    if let Err(error) = written {
        stage.console.insist(&error.message(stage.console.lang));
    }
}

/// Shows what happens until nobody is left to tell anything.
fn show(happened: &Receiver<Event>, progress: &mut Progress, signal: &StopSignal, doubts: &Doubts, at_most: Duration) {
    let (mut ticked, mut interrupted) = (Instant::now(), false);
    loop {
        let first = happened.recv_timeout(GLANCE);
        if matches!(first, Err(RecvTimeoutError::Disconnected)) {
            break;
        }
        // All that is there already: an interrupt is answered with what is awaited now.
        for event in first.into_iter().chain(happened.try_iter()) {
            tracing::debug!(?event, "happened");
            progress.show(&event);
            doubts.note(progress.board().under_way());
        }
        if signal.given() && !std::mem::replace(&mut interrupted, true) {
            let orders = progress.board().under_way().len() as u64;
            progress.show(&Event::Interrupted { orders, at_most });
        }
        if ticked.elapsed() >= TICK {
            ticked = Instant::now();
            progress.tick();
        }
    }
    progress.show(&Event::Finished);
}

fn all_in_doubt(orders: usize) -> Submitted {
    let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Faulted));
    Submitted { outcomes: vec![doubt; orders], stop: Some(Stop::Answer(ReasonCode::Faulted)), sent: true }
}
