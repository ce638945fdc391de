//! The life of one order: attempts, tries, look-ups, one outcome.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::time::Duration;

use jiff::Timestamp;

use super::Settings;
use super::breakers::Reaction;
use super::gate::Gate;
use super::lookup::{self, Lists};
use super::step::{self, Step};
use crate::attempt::{Attempt, Journal};
use crate::billing::{Answer, Delivery, Panel};
use crate::claim::{ClaimState, Claiming};
use crate::event::Event;
use crate::order::Order;
use crate::outcome::{Outcome, Reason, ReasonCode, Status, Stop};
use crate::plan::{Listed, new_service};
use crate::reconcile::paid_or_not;
use crate::service::Service;
use crate::tr;

pub(super) struct Worker<'s, P: ?Sized, J> {
    pub(super) panel: &'s P,
    pub(super) journal: &'s J,
    pub(super) settings: &'s Settings,
    pub(super) gate: &'s Gate,
    pub(super) lists: &'s Lists<'s, P, J>,
    pub(super) events: Sender<Event>,
}

/// What the list says of an order in doubt.
enum Found {
    Service(Box<Service>),
    /// A complete list does not have it.
    Absent,
    /// No list says.
    Nothing,
}

impl<P: Panel + ?Sized, J: Journal> Worker<'_, P, J> {
    /// Takes one order from its first attempt to its outcome, tells of it, and counts it.
    pub(super) fn order(&self, claiming: &Claiming) -> Outcome {
        let tried = catch_unwind(AssertUnwindSafe(|| still_in_doubt(claiming, self.tries(claiming))));
        let outcome = tried.unwrap_or_else(|_| {
            // The attempt, if one was made, stays open on disk: in doubt, as it is.
            self.gate.sent_one();
            self.gate.stop_for(Stop::Answer(ReasonCode::Faulted));
            Outcome::because(Status::Unknown, Reason::new(ReasonCode::Faulted))
        });
        self.gate.ended(outcome.status);
        self.tell(Event::Ended {
            domain: claiming.order.domain.clone(),
            status: outcome.status,
            reason: outcome.reason.as_ref().map(|reason| reason.message(self.settings.lang)),
        });
        if let Some(stop) = self.gate.stop_to_tell() {
            self.tell(Event::Stopping(stop));
        }
        outcome
    }

    fn tries(&self, claiming: &Claiming) -> Outcome {
        let order = &claiming.order;
        let mut outcome = Outcome::new(Status::NotSent);
        if !self.gate.pace() {
            return self.never_sent(outcome);
        }
        for wait in self.settings.waits.retry.iter().map(Some).chain([None]) {
            let (attempt, step, reaction) = match self.send(claiming, &mut outcome) {
                Ok(sent) => sent,
                Err(error) => return self.ledger_failed(outcome, &error),
            };
            let Step::Retry { reason, wait: asked, list_first } = step else {
                return self.end(claiming, attempt, (step, reaction), outcome);
            };
            outcome.status = Status::NotSent;
            outcome.reason = Some(reason.clone());
            if !self.close(attempt, &outcome) {
                return outcome;
            }
            self.react(reaction);
            let Some(wait) = wait else { break };
            if !self.wait(order, &reason, asked.unwrap_or_else(|| part_of(*wait))) {
                break;
            }
            if list_first && !self.still_absent(claiming, &mut outcome) {
                break;
            }
        }
        outcome
    }

    /// One attempt: on disk, sent, its answer read.
    ///
    /// An alarm that stops the run is raised at once; a reaction that takes time is left to the
    /// caller, who closes the attempt first.
    fn send<'o>(
        &self,
        claiming: &'o Claiming,
        outcome: &mut Outcome,
    ) -> Result<(Attempt<'o>, Step, Reaction), J::Error> {
        let order = &claiming.order;
        let attempt = Attempt::begin(self.journal, order)?;
        outcome.attempts += 1;
        outcome.sent_at.get_or_insert_with(Timestamp::now);
        self.tell(Event::Sending { domain: order.domain.clone() });
        let delivery = self.panel.order(&attempt);
        if !matches!(delivery, Delivery::NotSent(_) | Delivery::NotTrusted(_)) {
            self.gate.sent_one();
        }
        outcome.ended_at = Some(Timestamp::now());
        match &delivery {
            Delivery::Answered { http_status, answer } => {
                outcome.http_status = Some(*http_status);
                if let Answer::Accepted { service_id: Some(id) } = answer {
                    let domain = order.domain.ascii().to_owned();
                    outcome.service = Some(Service { id: id.clone(), domain, ..Service::default() });
                }
            }
            Delivery::Lost { http_status, .. } => outcome.http_status = *http_status,
            Delivery::NotSent(_) | Delivery::NotTrusted(_) => {}
        }
        // Every try before this one in this run is proved unsent, or there would be no further one.
        let (step, alarm) = step::after(&delivery, claiming.again);
        Ok((attempt, step, self.gate.alarm(alarm)))
    }

    fn react(&self, reaction: Reaction) {
        match reaction {
            Reaction::None => {}
            Reaction::Slow(jobs) => self.tell(Event::Slowed { jobs }),
            Reaction::Probe => self.probe(),
        }
    }

    /// Closes the attempt of an order that ended or is in doubt, and looks it up if it is.
    fn end(
        &self,
        claiming: &Claiming,
        attempt: Attempt<'_>,
        (step, reaction): (Step, Reaction),
        mut outcome: Outcome,
    ) -> Outcome {
        match step {
            Step::Close(status, reason) => {
                outcome.status = status;
                outcome.reason = reason;
                self.close(attempt, &outcome);
                outcome
            }
            Step::LookUp { reason, listed, absent } => {
                outcome.status = Status::Unknown;
                outcome.reason = Some(reason);
                self.gate.doubt();
                if self.close(attempt, &outcome) {
                    self.react(reaction);
                    self.look_up(claiming, listed, absent, &mut outcome);
                }
                self.gate.doubt_over();
                outcome
            }
            Step::Retry { .. } => outcome,
        }
    }

    /// Looks an order in doubt up until the list shows it or the time is used up.
    fn look_up(&self, claiming: &Claiming, listed: Status, absent: Status, outcome: &mut Outcome) {
        let mut found = Found::Nothing;
        for wait in &self.settings.waits.lookup {
            let go_on = self.gate.rest(*wait);
            found = self.find(claiming);
            if matches!(found, Found::Service(_)) || !go_on {
                break;
            }
        }
        let better = match found {
            Found::Service(service) => {
                let unpaid = listed == Status::Unpaid && paid_or_not(&service) == ClaimState::Unpaid;
                let status = if unpaid { Status::Unpaid } else { Status::Confirmed };
                let reason = if status == Status::Confirmed { None } else { outcome.reason.clone() };
                Outcome { status, reason, ..lookup::confirmed(&claiming.order, outcome, &service) }
            }
            Found::Absent if absent != Status::Unknown => Outcome { status: absent, ..outcome.clone() },
            Found::Absent | Found::Nothing => return,
        };
        self.settle(claiming, better, outcome);
    }

    /// Writes what became known better, and takes it over.
    fn settle(&self, claiming: &Claiming, better: Outcome, outcome: &mut Outcome) {
        match self.journal.write_settled(&[(&claiming.order, &better)]) {
            Ok(()) => *outcome = better,
            Err(error) => self.unwritten(&claiming.order, &better, &error),
        }
    }

    fn find(&self, claiming: &Claiming) -> Found {
        let Some(listing) = self.lists.fresh() else {
            return Found::Nothing;
        };
        let listed = Listed::new(&listing);
        match new_service(listed.of(&claiming.order.domain), &claiming.listed_before) {
            Some(service) => Found::Service(Box::new(service.clone())),
            None if listing.is_complete() => Found::Absent,
            None => Found::Nothing,
        }
    }

    /// Before an order is sent again the list is read: it may stand there after all.
    fn still_absent(&self, claiming: &Claiming, outcome: &mut Outcome) -> bool {
        match self.find(claiming) {
            Found::Absent => true,
            Found::Nothing => false,
            Found::Service(service) => {
                let better = lookup::confirmed(&claiming.order, outcome, &service);
                self.settle(claiming, better, outcome);
                false
            }
        }
    }

    fn wait(&self, order: &Order, reason: &Reason, wait: Duration) -> bool {
        let wait = wait.min(self.settings.waits.throttle);
        self.tell(Event::Waiting { domain: order.domain.clone(), wait, why: reason.message(self.settings.lang) });
        self.gate.wait_to_retry(wait)
    }

    /// Probes a panel that cannot be reached with a read-only call, until it answers or the waits
    /// are used up. The other workers hold meanwhile.
    fn probe(&self) {
        for wait in &self.settings.waits.probe {
            self.tell(Event::Paused { wait: *wait });
            if !self.gate.rest(*wait) {
                break;
            }
            if self.panel.answers() {
                self.gate.resume();
                self.tell(Event::Resumed);
                return;
            }
        }
        self.gate.give_up();
    }

    fn close(&self, attempt: Attempt<'_>, outcome: &Outcome) -> bool {
        let order = attempt.order();
        match attempt.close(self.journal, outcome) {
            Ok(()) => true,
            Err(error) => {
                self.unwritten(order, outcome, &error);
                false
            }
        }
    }

    /// The ledger does not take an outcome: sending stops, and what is known goes out another way.
    fn unwritten(&self, order: &Order, outcome: &Outcome, error: &J::Error) {
        self.gate.stop_for(Stop::Ledger(error.to_string()));
        let (domain, status) = (&order.domain, outcome.status);
        let service = outcome.service.as_ref().map(|service| format!(", id {}", service.id)).unwrap_or_default();
        let elsewhere = self.journal.write_elsewhere(order, outcome);
        let file = elsewhere.map(|file| crate::printable::printable(&file.display().to_string()));
        self.tell(Event::Warning(match file {
            Some(file) => tr!(
                self.settings.lang,
                "NOT IN THE LEDGER ({error}): `{domain}` is {status}{service}; written to {file} (run `vdsbatch ledger recover` once the ledger can be written)",
                "НЕ ЗАПИСАНО В ЖУРНАЛ ({error}): `{domain}` — {status}{service}; записано в {file} (когда журнал снова доступен для записи, выполните `vdsbatch ledger recover`)"
            ),
            None => tr!(
                self.settings.lang,
                "NOT IN THE LEDGER ({error}): `{domain}` is {status}{service}; write this down",
                "НЕ ЗАПИСАНО В ЖУРНАЛ ({error}): `{domain}` — {status}{service}; сохраните эту запись"
            ),
        }));
    }

    fn ledger_failed(&self, outcome: Outcome, error: &J::Error) -> Outcome {
        self.gate.stop_for(Stop::Ledger(error.to_string()));
        let words = error.to_string();
        Outcome { reason: Some(Reason::with_words(ReasonCode::LedgerFailed, &words)), ..outcome }
    }

    fn never_sent(&self, outcome: Outcome) -> Outcome {
        let interrupted = self.gate.stop() == Some(Stop::Interrupted);
        let code = if interrupted { ReasonCode::Interrupted } else { ReasonCode::RunStopped };
        Outcome { reason: Some(Reason::new(code)), ..outcome }
    }

    fn tell(&self, event: Event) {
        // Whoever listened may be gone; the ledger has what matters.
        let _ = self.events.send(event);
    }
}

/// An order that is sent for the second time stays in doubt if this time it did not leave: its first
/// try was not seen, which is what was known before.
pub(super) fn still_in_doubt(claiming: &Claiming, outcome: Outcome) -> Outcome {
    let status = if claiming.again && outcome.status == Status::NotSent { Status::Unknown } else { outcome.status };
    Outcome { status, ..outcome }
}

/// A random part of a wait, so that workers do not come back all at once.
fn part_of(wait: Duration) -> Duration {
    use std::hash::{BuildHasher, RandomState};
    let random = RandomState::new().hash_one(wait) % 1000;
    wait.mul_f64(f64::from(u32::try_from(random).unwrap_or(0)) / 1000.0)
}
