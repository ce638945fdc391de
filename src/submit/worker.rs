//! A worker: carries out what the life of an order asks for. It decides nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use jiff::Timestamp;

use super::gate::Gate;
use super::life::Life;
use super::lookup::Lists;
use super::settings::Settings;
use super::settled::shows_strangers;
use super::task::{Pause, Reply, Task};
use crate::host::clock;
use crate::order::attempt::{Attempt, Journal};
use crate::order::cart::Confirm;
use crate::order::claim::Claiming;
use crate::order::clock::Moment;
use crate::order::service::Listing;
use crate::order::{Order, Outcome, Reason, ReasonCode, Unwritten};
use crate::panel::Panel;
use crate::run::Stop;
use crate::run::event::Event;
use crate::text::lang::tr;
use crate::text::printable::Legible;

pub(super) struct Worker<'s, P: ?Sized, J> {
    pub(super) panel: &'s P,
    pub(super) journal: &'s J,
    pub(super) settings: &'s Settings,
    pub(super) gate: &'s Gate,
    pub(super) lists: &'s Lists<'s, P, J>,
    pub(super) events: Sender<Event>,
}

impl<P: Panel + ?Sized, J: Journal> Worker<'_, P, J> {
    /// Takes one order from its first attempt to its outcome, and tells of it.
    pub(super) fn order(&self, claiming: &Claiming) -> Outcome {
        let mut life = Life::new(claiming, &self.settings.waits, self.settings.manners);
        // A panic must neither end the other orders nor leave this one without an outcome.
        let lived = catch_unwind(AssertUnwindSafe(|| self.live(&mut life, claiming)));
        let outcome = lived.unwrap_or_else(|_| self.gate.changing(|breakers| life.faulted(breakers)));
        let lang = self.settings.lang;
        if let Some(why) = outcome.given_up(lang) {
            let domain = claiming.order.domain.unicode();
            self.tell(Event::Warning(format!("{domain}: {why}")));
        }
        self.tell(Event::Ended {
            domain: claiming.order.domain.clone(),
            status: outcome.status,
            reason: outcome.reason.as_ref().map(|reason| reason.message(lang)),
        });
        if let Some(stop) = self.gate.stop_to_tell() {
            self.tell(Event::Stopping(stop));
        }
        outcome
    }

    fn live<'o>(&self, life: &mut Life<'o>, claiming: &'o Claiming) -> Outcome {
        let order = &claiming.order;
        let mut attempt: Option<Attempt<'o>> = None;
        let mut payment: Payment<'o> = Payment::default();
        let mut reply = Reply::Done;
        loop {
            let task = self.gate.changing(|breakers| life.next(reply, Timestamp::now(), breakers));
            tracing::trace!(domain = %order.domain, ?task, "next");
            reply = match task {
                Task::Begin => match Attempt::begin(self.journal, claiming, &self.now()) {
                    Ok(begun) => {
                        attempt = Some(begun);
                        Reply::Done
                    }
                    Err(why) => Reply::Failed(why),
                },
                Task::Send => match &attempt {
                    Some(attempt) => {
                        self.tell(Event::Sending { domain: order.domain.clone() });
                        Reply::Delivered(self.panel.order(attempt))
                    }
                    None => Reply::Stopped,
                },
                Task::Close(outcome) => match attempt.take() {
                    Some(attempt) => {
                        self.lists.answered(claiming, &outcome);
                        written(attempt.close(self.journal, &outcome, &self.now()))
                    }
                    None => Reply::Stopped,
                },
                Task::Settle(outcome) => written(self.journal.write_settled(&[(order, &outcome)])),
                Task::List(within) => self.listed(within),
                Task::Cart | Task::Confirm(..) | Task::Pay | Task::CloseConfirm(_) => {
                    self.pay(claiming, &mut payment, task)
                }
                Task::End(outcome) => return *outcome,
                task => self.small(order, task),
            };
        }
    }

    /// Reads the list. Where carts are paid, anything extra in it stops the run.
    fn listed(&self, within: Duration) -> Reply {
        let listing = self.lists.fresh(Some(within)).map_err(|error| error.reason.code);
        let before = &self.settings.controls;
        let extra = |listing: &Arc<Listing>| shows_strangers(self.lists.orders(), before, listing);
        if self.settings.manners.cart && listing.as_ref().is_ok_and(extra) {
            self.gate.changing(|breakers| breakers.stop_for(Stop::Answer(ReasonCode::Unexplained)));
        }
        Reply::Listed(listing)
    }

    /// The tasks of the second act of an order, at a panel that laid it into the account's cart.
    fn pay<'o>(&self, claiming: &'o Claiming, payment: &mut Payment<'o>, task: Task) -> Reply {
        match task {
            Task::Cart => {
                let cart = self.panel.cart().map_err(|error| error.reason.code);
                let planned = self.settings.currency.as_deref();
                Reply::Carted(cart.map(|cart| cart.map(|cart| cart.in_currency(planned))))
            }
            // Whoever wants to stop wants nothing more to be paid.
            Task::Confirm(..) if !self.gate.rest(Duration::ZERO) => Reply::Stopped,
            Task::Confirm(item, doubt) => match Confirm::begin(self.journal, claiming, (item, &doubt), &self.now()) {
                Ok(confirm) => {
                    payment.0 = Some(confirm);
                    Reply::Done
                }
                Err(why) => Reply::Failed(why),
            },
            Task::Pay => payment.0.as_ref().map_or(Reply::Stopped, |confirm| {
                self.tell(Event::Sending { domain: claiming.order.domain.clone() });
                Reply::Delivered(self.panel.confirm(confirm))
            }),
            Task::CloseConfirm(outcome) => payment.0.take().map_or(Reply::Stopped, |confirm| {
                self.lists.answered(claiming, &outcome);
                written(confirm.close(self.journal, &outcome, &self.now()))
            }),
            _ => Reply::Stopped,
        }
    }

    /// The tasks that wait, and those that tell.
    fn small(&self, order: &Order, task: Task) -> Reply {
        match task {
            Task::Pace => may_go_on(self.gate.pace()),
            Task::Rest(wait) => may_go_on(self.gate.rest(wait)),
            Task::Pause(wait) => {
                self.tell(Event::Paused { wait });
                may_go_on(self.gate.rest(wait))
            }
            Task::Wait(reason, pause) => may_go_on(self.wait(order, &reason, pause)),
            Task::Probe => {
                let answers = self.panel.answers();
                if answers {
                    self.tell(Event::Resumed);
                }
                Reply::Answers(answers)
            }
            Task::Slow(jobs) => {
                self.tell(Event::Slowed { jobs });
                Reply::Done
            }
            Task::Save(outcome, why) => {
                self.save(order, &outcome, &why);
                Reply::Done
            }
            Task::Begin
            | Task::Send
            | Task::Close(_)
            | Task::Cart
            | Task::Confirm(..)
            | Task::Pay
            | Task::CloseConfirm(_)
            | Task::Settle(_)
            | Task::List(_)
            | Task::End(_) => Reply::Stopped,
        }
    }

    fn wait(&self, order: &Order, reason: &Reason, pause: Pause) -> bool {
        let wait = match pause {
            Pause::Exactly(wait) => wait,
            Pause::UpTo(most) => part_of(most),
        };
        self.tell(Event::Waiting { domain: order.domain.clone(), wait, why: reason.message(self.settings.lang) });
        self.gate.wait_to_retry(wait)
    }

    /// What the ledger did not take goes to a recovery file, and is told in any case.
    fn save(&self, order: &Order, outcome: &Outcome, error: &Unwritten) {
        let (domain, status) = (&order.domain, outcome.status);
        let lang = self.settings.lang;
        let id = outcome.service.as_ref().map(|service| crate::text::printable::printable(&service.id));
        let service = id.map(|id| tr!(lang, ", service id {id}", ", услуга № {id}")).unwrap_or_default();
        let elsewhere = self.journal.write_elsewhere(order, outcome);
        let file = elsewhere.map(|file| file.shown());
        let is_kept = file.is_some();
        self.tell(Event::Warning(match file {
            Some(file) => tr!(
                lang,
                "NOT IN THE LEDGER ({error}): `{domain}` is {status}{service}; written to {file}",
                "НЕ ЗАПИСАНО В ЖУРНАЛ ЗАКАЗОВ ({error}): `{domain}` — {status}{service}; записано в {file}"
            ),
            None => tr!(
                lang,
                "NOT IN THE LEDGER ({error}): `{domain}` is {status}{service}; write this down",
                "НЕ ЗАПИСАНО В ЖУРНАЛ ЗАКАЗОВ ({error}): `{domain}` — {status}{service}; сохраните эту запись"
            ),
        }));
        // Apart, since a command that is cut does not run.
        if let Some(command) = self.settings.recover.as_ref().filter(|_| is_kept) {
            self.tell(Event::Warning(tr!(
                lang,
                "once the ledger can be written again: `{command}`",
                "когда журнал заказов снова доступен для записи: `{command}`"
            )));
        }
    }

    fn now(&self) -> Moment {
        clock::now(self.panel.time())
    }

    fn tell(&self, event: Event) {
        // Whoever listened may be gone; the ledger has what matters.
        let _ = self.events.send(event);
    }
}

/// The payment of an item of the cart that is under way, if one is.
#[derive(Debug, Default)]
struct Payment<'o>(Option<Confirm<'o>>);

fn written(result: Result<(), Unwritten>) -> Reply {
    result.map_or_else(Reply::Failed, |()| Reply::Done)
}

const fn may_go_on(free: bool) -> Reply {
    if free { Reply::Done } else { Reply::Stopped }
}

/// A random part of a wait, so that workers do not come back all at once.
fn part_of(wait: Duration) -> Duration {
    // It only has to differ from worker to worker, so no better randomness is needed.
    wait.mul_f64(fastrand::f64())
}
