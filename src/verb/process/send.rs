//! Orders out: the workers send while this thread shows what happens.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::prepare::Ready;
use super::stage::Stage;
use crate::ledger::RunJournal;
use crate::order::service::{Listing, Service};
use crate::order::{Outcome, Reason, ReasonCode, Status, findings};
use crate::progress::Progress;
use crate::run::Stop;
use crate::run::event::Event;
use crate::submit::{self, Batch, Submitted, Watch};

/// How often the clocks of a run move while nothing happens.
const TICK: Duration = Duration::from_secs(1);

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
    if ready.orders.is_empty() {
        stage.console.say(lang.pick(
            "nothing to send: no server of this sheet is left to order",
            "отправлять нечего: серверов, которые осталось заказать, в этой таблице нет",
        ));
        let submitted = Submitted { outcomes: Vec::new(), stop: None, sent: false };
        return Sent { submitted, unexplained: Vec::new() };
    }
    let known = ready.listing.as_ref().map(Listing::known).unwrap_or_default();
    let settings = submit::Settings { jobs: job.jobs, rate: job.rate, waits: ready.waits.clone(), known, lang };
    let batch = Batch { panel: &*ready.panel, journal, orders: &ready.orders, settings: &settings };
    let (events, happened) = channel();
    // From here on an interrupt lets the orders under way end.
    signal.arm();
    let (submitted, closing) = std::thread::scope(|scope| {
        let sending = scope.spawn(move || {
            let mut submitted = batch.send(&Watch { signal, events: &events });
            // Where no request left, a list has nothing to settle.
            let closing = submitted.sent.then(|| batch.confirm(&mut submitted.outcomes, &events));
            (submitted, closing.flatten())
        });
        show(&happened, &mut Progress::new(job.progress, lang));
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
fn show(happened: &Receiver<Event>, progress: &mut Progress) {
    loop {
        match happened.recv_timeout(TICK) {
            Ok(event) => {
                tracing::debug!(?event, "happened");
                progress.show(&event);
            }
            Err(RecvTimeoutError::Timeout) => progress.tick(),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    progress.show(&Event::Finished);
}

fn all_in_doubt(orders: usize) -> Submitted {
    let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Faulted));
    Submitted { outcomes: vec![doubt; orders], stop: Some(Stop::Answer(ReasonCode::Faulted)), sent: true }
}
