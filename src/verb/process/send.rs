//! Orders out: the workers send while this thread shows what happens.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::doubts::Doubts;
use super::prepare::Ready;
use super::stage::Stage;
use crate::host::signal::StopSignal;
use crate::ledger::RunJournal;
use crate::order::service::{Listing, Service};
use crate::order::{Outcome, Reason, ReasonCode, Status, findings};
use crate::panel::http::Deadlines;
use crate::progress::Progress;
use crate::run::Stop;
use crate::run::event::Event;
use crate::submit::{self, Batch, Submitted, Watch};

/// How often the clocks of a run move while nothing happens.
const TICK: Duration = Duration::from_secs(1);

/// How soon an interrupt is answered.
const GLANCE: Duration = Duration::from_millis(50);

/// How long one order may be looked up whose answer is lost.
const LOOK_UP: Duration = Duration::from_mins(1);

/// What became of the orders of a run.
#[derive(Clone, Debug)]
pub struct Sent {
    /// How they ended.
    pub submitted: Submitted,
    /// Services that appeared meanwhile and are not theirs.
    pub unexplained: Vec<Service>,
}

/// Sends the claimed orders while this thread shows what happens, then looks once more at the list.
pub fn send(stage: &Stage<'_>, journal: &RunJournal<'_>, ready: &Ready) -> Sent {
    let (job, signal, lang) = (stage.job, stage.signal, stage.console.lang);
    let known = ready.listing.as_ref().map(Listing::known).unwrap_or_default();
    let settings = submit::Settings { jobs: job.jobs, rate: job.rate, waits: ready.waits.clone(), known, lang };
    let batch = Batch { panel: &*ready.panel, journal, orders: &ready.orders, settings: &settings };
    let (events, happened) = channel();
    // From here on an interrupt lets the orders under way end.
    let doubts = Doubts::new(stage);
    doubts.arm(signal);
    let (submitted, closing) = std::thread::scope(|scope| {
        let sending = scope.spawn(move || {
            let mut submitted = batch.send(&Watch { signal, events: &events });
            // Where no request left, a list has nothing to settle.
            let closing = submitted.sent.then(|| batch.confirm(&mut submitted.outcomes, &events));
            (submitted, closing.flatten())
        });
        show(&happened, &mut Progress::new(job.progress, lang), signal, &doubts);
        // Workers catch their own panics; whatever came through leaves every order in doubt.
        sending.join().unwrap_or_else(|_| (all_in_doubt(ready.orders.len()), None))
    });
    let unexplained = match (&ready.listing, &closing) {
        (Some(before), Some(after)) => {
            findings::unexplained(before, after, &findings::made(&ready.orders, &submitted.outcomes, after))
        }
        // Without both lists nobody can tell what appeared.
        _ => Vec::new(),
    };
    Sent { submitted, unexplained }
}

/// Shows what happens until nobody is left to tell anything.
fn show(happened: &Receiver<Event>, progress: &mut Progress, signal: &StopSignal, doubts: &Doubts) {
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
            let at_most = Deadlines::default().exchange + LOOK_UP;
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
