//! The life of one order in a run, as a machine: it says what is to be done next and is told what
//! came of it. Pure, so that it can be run on a clock that is not real, through every fault.
//!
//! What an answer means is decided in [`super::step`], when to hold or stop in
//! [`super::breakers`]; this puts them in order. The worker that carries the tasks out decides
//! nothing.

mod basket;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::breakers::{Breakers, Reaction};
use super::settings::{Manners, Waits};
use super::settled::{Found, confirmed, find, several, still_in_doubt};
use super::state::{State, Then, waits_for_payment};
use super::step::{self, Before, Ends, Sending, Shown, Step};
use super::task::{Pause, Reply, Task};
use crate::order::claim::Claiming;
use crate::order::findings::{contested, not_paid};
use crate::order::service::{Listing, Service};
use crate::order::{Outcome, Reason, ReasonCode, Status, Unwritten};
use crate::panel::{Answer, Delivery};
use crate::run::Stop;

/// One order on its way through a run.
#[derive(Clone, Debug)]
pub struct Life<'c> {
    claiming: &'c Claiming,
    waits: &'c Waits,
    manners: Manners,
    outcome: Outcome,
    in_doubt: bool,
    /// Whether an answer turned it away that may come from a front which passed it on all the same.
    turned_away: bool,
    /// Since when it is looked up.
    looking: Option<Timestamp>,
    state: State,
}

impl<'c> Life<'c> {
    /// The life of a claimed order, at a panel of these manners. The first reply, to nothing asked yet, is
    /// [`Reply::Done`].
    #[must_use]
    pub const fn new(claiming: &'c Claiming, waits: &'c Waits, manners: Manners) -> Self {
        Self {
            claiming,
            waits,
            manners,
            outcome: Outcome::new(Status::NotSent),
            in_doubt: false,
            turned_away: false,
            looking: None,
            state: State::Fresh,
        }
    }

    /// Takes the reply to the last task, at this time, and says what is to be done next.
    pub fn next(&mut self, reply: Reply, now: Timestamp, breakers: &mut Breakers) -> Task {
        match (std::mem::replace(&mut self.state, State::Over), reply) {
            (State::Fresh, Reply::Done) => self.to(State::Pacing, Task::Pace),
            // The run may have been stopped while the order waited for its place.
            (State::Pacing, Reply::Done) if breakers.stop().is_none() && self.claiming.cart_item.is_some() => {
                self.pay_what_lies_there(breakers)
            }
            (State::Pacing, Reply::Done) if breakers.stop().is_none() && self.manners.cart => {
                self.to(State::CartBefore, Task::Cart)
            }
            (State::Pacing, Reply::Done) if breakers.stop().is_none() => self.to(State::Beginning, Task::Begin),
            (State::CartBefore, Reply::Carted(carted)) => self.cart_before(carted, breakers),
            (State::Pacing, Reply::Done | Reply::Stopped) => self.never_sent(breakers),
            (State::Beginning, Reply::Done) => {
                self.outcome.attempts += 1;
                self.outcome.sent_at.get_or_insert(now);
                self.to(State::Sending, Task::Send)
            }
            (State::Beginning, Reply::Failed(why)) => self.not_begun(why, breakers),
            (State::Sending, Reply::Delivered(delivery)) => self.delivered(&delivery, now, breakers),
            (State::Closing(reaction, then), Reply::Done) => self.react(reaction, then, breakers),
            (State::Closing(..) | State::ClosingConfirm(_), Reply::Failed(why)) => {
                self.save(self.outcome.clone(), why, breakers)
            }
            (State::CartOf(item), Reply::Carted(carted)) => self.cart_of(item, carted, breakers),
            (State::Confirming, Reply::Done) => self.to(State::Paying, Task::Pay),
            (State::Confirming, Reply::Stopped) => {
                breakers.stop_for(Stop::Interrupted);
                self.end(breakers)
            }
            // It is not on disk, so it is not paid.
            (State::Confirming, Reply::Failed(why)) => {
                breakers.stop_for(Stop::Unwritten(why));
                self.end(breakers)
            }
            (State::Paying, Reply::Delivered(delivery)) => self.paid(&delivery, now, breakers),
            (State::CartAfter, Reply::Carted(carted)) => self.cart_after(carted, breakers),
            (State::Slowing(then) | State::ClosingConfirm(then), Reply::Done) => self.go_on(then, breakers),
            (State::Pausing(probe, then), Reply::Done) => self.to(State::Probing(probe, then), Task::Probe),
            (State::Pausing(_, then), Reply::Stopped) => self.give_up(then, breakers),
            (State::Probing(_, then), Reply::Answers(true)) => {
                breakers.resume();
                self.go_on(then, breakers)
            }
            (State::Probing(probe, then), Reply::Answers(false)) => self.pause(probe + 1, then, breakers),
            (State::Waiting { list_first: true }, Reply::Done) => {
                self.to(State::Checking, Task::List(self.waits.looking))
            }
            (State::Waiting { list_first: false }, Reply::Done) => self.to(State::Beginning, Task::Begin),
            (State::Checking, Reply::Listed(listing)) => {
                let found = self.find(&listing, breakers);
                self.checked(found, now, breakers)
            }
            (State::Resting(look, ends), Reply::Done) => self.look(look, false, ends, now),
            // Somebody wants to leave: one last look, since what is in doubt now stays so until another run.
            (State::Resting(look, ends), Reply::Stopped) => self.look(look, true, ends, now),
            (State::LookingUp { look, last, ends }, Reply::Listed(listing)) => {
                let found = self.find(&listing, breakers);
                let kept_out = listing.is_err_and(ReasonCode::keeps_out);
                let more = !last && !kept_out && look + 1 < self.waits.lookup.len() && !self.time_left(now).is_zero();
                match &found {
                    // It may still be set up, and then it is paid.
                    Found::Service { service, .. } if more && waits_for_payment(service, ends) => {
                        self.look_up(look + 1, ends, breakers)
                    }
                    Found::Absent | Found::Nothing if more && look + 1 < ends.looks => {
                        self.look_up(look + 1, ends, breakers)
                    }
                    _ => self.looked_up(found, ends, now, breakers),
                }
            }
            (State::Settling(better), Reply::Done) => {
                self.outcome = *better;
                self.end(breakers)
            }
            (State::Settling(better), Reply::Failed(why)) => self.save(*better, why, breakers),
            (State::Waiting { .. }, Reply::Stopped) | (State::Saving, Reply::Done) => self.end(breakers),
            // A reply that does not fit its task is a fault of this program: the order is in doubt.
            (_, _) => Task::End(Box::new(self.faulted(breakers))),
        }
    }

    /// Ends the order in doubt, since whoever carried it out cannot go on, and stops the run. The
    /// attempt, if one was begun, stays open on disk.
    pub fn faulted(&mut self, breakers: &mut Breakers) -> Outcome {
        // Nobody knows how far it came, so its request counts as sent.
        breakers.sent_one();
        breakers.stop_for(Stop::Answer(ReasonCode::Faulted));
        self.outcome = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Faulted));
        self.ended(breakers)
    }

    fn to(&mut self, state: State, task: Task) -> Task {
        self.state = state;
        task
    }

    fn never_sent(&mut self, breakers: &mut Breakers) -> Task {
        let interrupted = breakers.stop() == Some(&Stop::Interrupted);
        let code = if interrupted { ReasonCode::Interrupted } else { ReasonCode::RunStopped };
        self.outcome.reason = Some(Reason::new(code));
        self.end(breakers)
    }

    /// The attempt is not on disk, so nothing is sent, and nothing more.
    fn not_begun(&mut self, why: Unwritten, breakers: &mut Breakers) -> Task {
        breakers.stop_for(Stop::Unwritten(why.clone()));
        self.outcome.reason = Some(Reason::unwritten(why));
        self.end(breakers)
    }

    /// Reads a delivery. An alarm that stops the run is raised at once; a reaction that takes time
    /// waits until the attempt is closed.
    fn delivered(&mut self, delivery: &Delivery, now: Timestamp, breakers: &mut Breakers) -> Task {
        if !matches!(delivery, Delivery::NotSent(_) | Delivery::NotTrusted(_)) {
            breakers.sent_one();
        }
        self.outcome.ended_at = Some(now);
        self.note(delivery);
        // Any other try before this one in this run is proved unsent, or there would be no further one.
        let before = match (self.claiming.again, self.turned_away) {
            (true, _) => Before::Lost,
            (false, true) => Before::TurnedAway,
            (false, false) => Before::Nothing,
        };
        let Manners { unique, cart } = self.manners;
        let sending = Sending { before, unique, glance: breakers.wants_glance(), cart };
        let (step, alarm) = step::after(delivery, sending);
        self.turned_away |= matches!(delivery, Delivery::Answered { answer: Answer::Throttled { .. }, .. });
        let reaction = breakers.alarm(alarm);
        let (status, reason, then) = match step {
            Step::Close(status, reason) => (status, reason, Then::End),
            Step::Retry { reason, wait, list_first } => {
                (Status::NotSent, Some(reason.clone()), Then::Retry { reason, asked: wait, list_first })
            }
            Step::LookUp(reason, ends) => {
                if ends.untold == Status::Unknown {
                    self.in_doubt = true;
                    breakers.doubt();
                }
                (ends.untold, Some(reason), Then::LookUp(ends))
            }
            Step::InCart(item) => {
                self.outcome.cart_item = Some(item.clone());
                (Status::Unpaid, Some(Reason::new(ReasonCode::InCart)), Then::Cart(item))
            }
            Step::Glance => {
                breakers.glanced();
                (Status::Accepted, None, Then::LookUp(Ends::GLANCE))
            }
        };
        self.outcome.status = status;
        // That it never left this time says nothing of the try that was turned away.
        let turned_away = status == Status::NotSent && self.turned_away;
        self.outcome.reason = if turned_away { Some(Reason::new(ReasonCode::Throttled)) } else { reason };
        let outcome = Box::new(self.outcome.clone());
        self.to(State::Closing(reaction, then), Task::Close(outcome))
    }

    fn note(&mut self, delivery: &Delivery) {
        match delivery {
            Delivery::Answered { http_status, answer } => {
                self.outcome.http_status = Some(*http_status);
                // By its id a later list proves the service ours, whatever else it shows.
                if let Answer::Accepted { service_id: Some(id) } = answer {
                    let domain = self.claiming.order.domain.ascii().to_owned();
                    self.outcome.service = Some(Box::new(Service { id: id.clone(), domain, ..Service::default() }));
                }
            }
            Delivery::Lost { http_status, .. } => self.outcome.http_status = *http_status,
            Delivery::NotSent(_) | Delivery::NotTrusted(_) => {}
        }
    }

    fn react(&mut self, reaction: Reaction, then: Then, breakers: &mut Breakers) -> Task {
        match reaction {
            Reaction::None => self.go_on(then, breakers),
            Reaction::Slow(jobs) => self.to(State::Slowing(then), Task::Slow(jobs)),
            Reaction::Probe => self.pause(0, then, breakers),
        }
    }

    /// Waits before the panel, which cannot be reached, is probed; the other workers hold
    /// meanwhile. With the waits used up the run gives up.
    fn pause(&mut self, probe: usize, then: Then, breakers: &mut Breakers) -> Task {
        match self.waits.probe.get(probe) {
            Some(wait) => self.to(State::Pausing(probe, then), Task::Pause(*wait)),
            None => self.give_up(then, breakers),
        }
    }

    fn give_up(&mut self, then: Then, breakers: &mut Breakers) -> Task {
        breakers.give_up();
        self.go_on(then, breakers)
    }

    fn go_on(&mut self, then: Then, breakers: &mut Breakers) -> Task {
        match then {
            Then::End => self.end(breakers),
            Then::Cart(item) => self.look_into_cart(item, breakers),
            Then::LookUp(ends) => self.look_up(0, ends, breakers),
            Then::Retry { reason, asked, list_first } => {
                let tried = usize::try_from(self.outcome.attempts).unwrap_or(usize::MAX);
                // With the tries used up it ends as the last delivery left it: not sent.
                let Some(wait) = tried.checked_sub(1).and_then(|at| self.waits.retry.get(at)) else {
                    return self.end(breakers);
                };
                // A panel may ask for any wait, and a run has an end.
                let most = self.waits.throttle;
                let pause = asked.map_or(Pause::UpTo((*wait).min(most)), |asked| Pause::Exactly(asked.min(most)));
                self.to(State::Waiting { list_first }, Task::Wait(reason, pause))
            }
        }
    }

    /// Reads the list for an order that is looked up.
    fn look(&mut self, look: usize, last: bool, ends: Ends, now: Timestamp) -> Task {
        self.looking.get_or_insert(now);
        let within = self.time_left(now);
        self.to(State::LookingUp { look, last, ends }, Task::List(within))
    }

    /// How long it may still be looked up: lists can be as slow as they please, and nobody waits for ever.
    fn time_left(&self, now: Timestamp) -> Duration {
        let spent = self.looking.map(|since| now.duration_since(since).unsigned_abs()).unwrap_or_default();
        self.waits.looking.saturating_sub(spent)
    }

    /// Looks an order in doubt up, until the list shows it or the looks are used up.
    fn look_up(&mut self, look: usize, ends: Ends, breakers: &mut Breakers) -> Task {
        match self.waits.lookup.get(look) {
            Some(wait) => self.to(State::Resting(look, ends), Task::Rest(*wait)),
            None => self.end(breakers),
        }
    }

    fn looked_up(&mut self, found: Found, ends: Ends, now: Timestamp, breakers: &mut Breakers) -> Task {
        let better = match found {
            Found::Service { service, proved: false }
                if ends.listed == Shown::Anybodys && !waits_for_payment(&service, ends) =>
            {
                contested(&self.outcome, &service)
            }
            Found::Service { service, .. } => self.shown(&service, ends, now, breakers),
            Found::Several(ids) => several(&self.outcome, &ids),
            // Absence is an answer only beside a refusal: without one, the panel may just be late.
            Found::Absent if ends.absent != self.outcome.status => {
                Outcome { status: ends.absent, ..self.outcome.clone() }
            }
            Found::Absent | Found::Nothing if ends.cart => return self.to(State::CartAfter, Task::Cart),
            Found::Absent | Found::Nothing => return self.end(breakers),
        };
        self.settle(better)
    }

    /// The list shows the order: it is confirmed, or stands unpaid, and so would the next ones.
    fn shown(&self, service: &Service, ends: Ends, now: Timestamp, breakers: &mut Breakers) -> Outcome {
        let shown = confirmed(&self.claiming.order, &self.outcome, service, now);
        if !waits_for_payment(service, ends) {
            return shown;
        }
        let reason = not_paid(self.outcome.reason.as_ref());
        breakers.stop_for(Stop::Answer(reason.code));
        Outcome { status: Status::Unpaid, reason: Some(reason), ..shown }
    }

    /// Before an order is sent again the list is read: it may stand there after all.
    fn checked(&mut self, found: Found, now: Timestamp, breakers: &mut Breakers) -> Task {
        match found {
            Found::Absent => self.to(State::Beginning, Task::Begin),
            // A list that proves nothing is no leave to send again.
            Found::Nothing => self.end(breakers),
            // What turned it away may have passed it on; or somebody else was quicker.
            Found::Service { service, proved: false } if self.turned_away && !self.claiming.again => {
                self.settle(contested(&self.outcome, &service))
            }
            Found::Service { service, .. } => {
                self.settle(confirmed(&self.claiming.order, &self.outcome, &service, now))
            }
            Found::Several(ids) => self.settle(several(&self.outcome, &ids)),
        }
    }

    /// Looks for the order in a list. A panel that keeps this account out of its lists takes no orders either.
    fn find(&self, listing: &Result<Arc<Listing>, ReasonCode>, breakers: &mut Breakers) -> Found {
        match listing {
            Ok(listing) => {
                breakers.listed(listing.services.len());
                find(self.claiming, listing)
            }
            Err(code) => {
                if code.keeps_out() {
                    breakers.stop_for(Stop::Answer(*code));
                }
                Found::Nothing
            }
        }
    }

    fn settle(&mut self, better: Outcome) -> Task {
        let better = Box::new(better);
        self.to(State::Settling(better.clone()), Task::Settle(better))
    }

    /// The ledger does not take an outcome: sending stops, and what is known goes out another way.
    fn save(&mut self, outcome: Outcome, why: Unwritten, breakers: &mut Breakers) -> Task {
        breakers.stop_for(Stop::Unwritten(why.clone()));
        self.to(State::Saving, Task::Save(Box::new(outcome), why))
    }

    fn end(&mut self, breakers: &mut Breakers) -> Task {
        Task::End(Box::new(self.ended(breakers)))
    }

    fn ended(&mut self, breakers: &mut Breakers) -> Outcome {
        // Before it counts as unknown, or one order would count twice against the limit.
        if std::mem::take(&mut self.in_doubt) {
            breakers.doubt_over();
        }
        let outcome = still_in_doubt(self.claiming, self.outcome.clone());
        breakers.ended(outcome.status);
        outcome
    }
}
