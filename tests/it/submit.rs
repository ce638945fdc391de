//! The workers against fakes that look over their shoulder.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use vdsbatch::host::signal::StopSignal;
use vdsbatch::ledger::{Ledger, Place};
use vdsbatch::order::attempt::{Attempt, Journal};
use vdsbatch::order::claim::{ClaimState, Claiming};
use vdsbatch::order::clock::Moment;
use vdsbatch::order::service::{Controls, Listing, Service};
use vdsbatch::order::{Order, Outcome, Reason, ReasonCode, Status, Unwritten};
use vdsbatch::panel::{Answer, Balance, Delivery, Panel, ReadError};
use vdsbatch::run::Stop;
use vdsbatch::run::event::Event;
use vdsbatch::submit::breakers::{Breakers, Limits, Turn};
use vdsbatch::submit::life::Life;
use vdsbatch::submit::settled::closing;
use vdsbatch::submit::step::Alarm;
use vdsbatch::submit::task::{Reply, Task};
use vdsbatch::submit::{Batch, Manners, Settings, Submitted, Waits, Watch};
use vdsbatch::text::lang::Lang;

use crate::harness::{orders, run_of};

/// Waits of no length: nothing sleeps.
fn no_waits(retries: usize) -> Waits {
    Waits {
        looking: Duration::from_mins(1),
        retry: vec![Duration::ZERO; retries],
        lookup: vec![Duration::ZERO; 2],
        probe: vec![Duration::ZERO; 3],
        throttle: Duration::ZERO,
    }
}

fn claiming(orders: &[Order]) -> Vec<Claiming> {
    orders
        .iter()
        .map(|order| Claiming {
            order: order.clone(),
            listed_before: Vec::new(),
            again: false,
            key: None,
            cart_item: None,
        })
        .collect()
}

fn settings(jobs: usize) -> Settings {
    let jobs = NonZeroUsize::new(jobs).expect("jobs");
    Settings {
        jobs,
        rate: None,
        waits: no_waits(4),
        controls: Controls::default(),
        currency: None,
        manners: Manners { unique: true, cart: false },
        recover: None,
        lang: Lang::En,
    }
}

fn send<P: Panel, J: Journal>(panel: &P, journal: &J, orders: &[Order], jobs: usize) -> Submitted {
    let settings = settings(jobs);
    let (events, _happened) = channel();
    let batch = Batch { panel, journal, orders: &claiming(orders), settings: &settings };
    batch.send(&Watch { signal: &StopSignal::new(), events: &events })
}

fn accepted() -> Delivery {
    Delivery::Answered { http_status: 200, answer: Answer::Accepted { service_id: None } }
}

/// A panel that asserts, while it is called, that the attempt is on disk and in doubt.
struct OverTheShoulder {
    ledger: PathBuf,
    seen: AtomicUsize,
}

impl Panel for OverTheShoulder {
    fn order(&self, attempt: &Attempt<'_>) -> Delivery {
        let db = rusqlite::Connection::open(&self.ledger).expect("the ledger");
        let (state, ended): (String, Option<String>) = db
            .query_row(
                "SELECT claim.state, attempt.ended FROM attempt JOIN claim ON claim.id = attempt.claim
                 WHERE attempt.id = ?1 AND claim.domain = ?2",
                rusqlite::params![attempt.id(), attempt.order().domain.ascii()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .expect("the attempt is on disk while its request is under way");
        assert_eq!((state.as_str(), ended), ("unknown", None));
        self.seen.fetch_add(1, Ordering::SeqCst);
        accepted()
    }

    fn balance(&self) -> Result<Option<Balance>, ReadError> {
        Ok(None)
    }

    fn services(&self) -> Result<Listing, ReadError> {
        Ok(Listing::default())
    }
}

#[test]
fn every_attempt_is_on_disk_while_its_request_is_under_way() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("ledger"));
    let ledger = Ledger::open(&place).expect("a ledger");
    let orders = orders(40);
    let run = run_of(&orders);
    ledger.start(&mut run.clone()).expect("written");
    ledger.claim(&run.facts.id, claiming(&orders), "anna").expect("written");
    let panel = OverTheShoulder { ledger: place.folder().join("ledger.db"), seen: AtomicUsize::new(0) };
    let submitted = send(&panel, &ledger.journal(&run.facts.id), &orders, 8);
    assert_eq!(panel.seen.load(Ordering::SeqCst), 40);
    assert!(submitted.outcomes.iter().all(|outcome| outcome.status == Status::Accepted), "{submitted:?}");
    let history = ledger.history().expect("read");
    assert!(orders.iter().all(|order| history.claims[&order.domain].state == ClaimState::Accepted));
}

/// A journal in memory, which can be told to fail.
#[derive(Default)]
struct Memory {
    begun: Mutex<Vec<String>>,
    closed: Mutex<Vec<(String, Status)>>,
    fail_begin: Option<usize>,
    fail_close: Option<usize>,
}

fn disk_full() -> Unwritten {
    Unwritten::Refused("disk full".to_owned())
}

impl Journal for Memory {
    fn write_begin(&self, order: &Order, _: &Moment) -> Result<(i64, u32), Unwritten> {
        let mut begun = self.begun.lock().expect("a lock");
        if self.fail_begin == Some(begun.len()) {
            return Err(disk_full());
        }
        begun.push(order.domain.to_string());
        Ok((i64::try_from(begun.len()).expect("small"), 1))
    }

    fn write_close(&self, _: i64, order: &Order, outcome: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        let mut closed = self.closed.lock().expect("a lock");
        if self.fail_close == Some(closed.len()) {
            return Err(disk_full());
        }
        closed.push((order.domain.to_string(), outcome.status));
        Ok(())
    }

    fn write_elsewhere(&self, _: &Order, _: &Outcome) -> Option<PathBuf> {
        None
    }

    fn write_confirm(&self, _: &Order, _: &str, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_confirmed(&self, _: &Order, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_settled(&self, _: &[(&Order, &Outcome)]) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_listing(&self, _: &Listing) -> Result<(), Unwritten> {
        Ok(())
    }
}

/// A panel that answers by a script, in the order of the requests.
struct Scripted<F> {
    answer: F,
    sent: Mutex<Vec<String>>,
    listed: Vec<String>,
}

impl<F: Fn(usize) -> Delivery + Sync> Scripted<F> {
    fn new(answer: F) -> Self {
        Self { answer, sent: Mutex::default(), listed: Vec::new() }
    }

    fn sent(&self) -> Vec<String> {
        self.sent.lock().expect("a lock").clone()
    }
}

impl<F: Fn(usize) -> Delivery + Sync> Panel for Scripted<F> {
    fn order(&self, attempt: &Attempt<'_>) -> Delivery {
        let mut sent = self.sent.lock().expect("a lock");
        sent.push(attempt.order().domain.to_string());
        let number = sent.len();
        drop(sent);
        (self.answer)(number)
    }

    fn balance(&self) -> Result<Option<Balance>, ReadError> {
        Ok(None)
    }

    fn services(&self) -> Result<Listing, ReadError> {
        let service =
            |domain: &String| Service { id: format!("id-{domain}"), domain: domain.clone(), ..Service::default() };
        Ok(Listing { services: self.listed.iter().map(service).collect(), gap: None, ..Listing::default() })
    }
}

fn answered(answer: Answer) -> Delivery {
    Delivery::Answered { http_status: 200, answer }
}

fn reason(code: ReasonCode) -> Reason {
    Reason::new(code)
}

#[test]
fn orders_start_in_the_order_of_the_sheet_and_outcomes_come_back_in_it() {
    let panel = Scripted::new(|number| {
        let refused =
            Answer::Refused(reason(if number % 2 == 0 { ReasonCode::ValueRefused } else { ReasonCode::NotKnown }));
        if number % 7 == 3 { answered(refused) } else { accepted() }
    });
    let orders = orders(50);
    let submitted = send(&panel, &Memory::default(), &orders, 1);
    let expected: Vec<String> = orders.iter().map(|order| order.domain.to_string()).collect();
    assert_eq!(panel.sent(), expected);
    for (at, outcome) in submitted.outcomes.iter().enumerate() {
        let rejected = (at + 1) % 7 == 3;
        assert_eq!(outcome.status, if rejected { Status::Rejected } else { Status::Accepted }, "{at}");
    }
}

#[test]
fn an_attempt_that_cannot_be_written_is_not_sent_and_stops_the_run() {
    let journal = Memory { fail_begin: Some(2), ..Memory::default() };
    let panel = Scripted::new(|_| accepted());
    let submitted = send(&panel, &journal, &orders(5), 1);
    assert_eq!(panel.sent().len(), 2);
    assert!(matches!(submitted.stop, Some(Stop::Unwritten(_))));
    let statuses: Vec<Status> = submitted.outcomes.iter().map(|outcome| outcome.status).collect();
    use Status::{Accepted, NotSent};
    assert_eq!(statuses, [Accepted, Accepted, NotSent, NotSent, NotSent]);
    assert_eq!(submitted.outcomes[2].reason.as_ref().map(|reason| reason.code), Some(ReasonCode::LedgerFailed));
}

#[test]
fn an_outcome_that_cannot_be_written_stops_the_run_and_is_still_told() {
    let journal = Memory { fail_close: Some(1), ..Memory::default() };
    let panel = Scripted::new(|_| accepted());
    let submitted = send(&panel, &journal, &orders(5), 1);
    assert_eq!(panel.sent().len(), 2);
    assert!(matches!(submitted.stop, Some(Stop::Unwritten(_))));
    assert_eq!(submitted.outcomes[1].status, Status::Accepted);
}

#[test]
fn a_panel_that_cannot_be_reached_is_tried_again_and_given_up_as_not_sent() {
    let panel =
        Scripted::new(
            |number| {
                if number == 2 { Delivery::NotSent(reason(ReasonCode::Unreachable)) } else { accepted() }
            },
        );
    let journal = Memory::default();
    let submitted = send(&panel, &journal, &orders(3), 1);
    assert!(submitted.outcomes.iter().all(|outcome| outcome.status == Status::Accepted), "{submitted:?}");
    assert_eq!(submitted.outcomes[1].attempts, 2);
    // Every try is an attempt of its own on disk, and each is closed.
    assert_eq!(journal.begun.lock().expect("a lock").len(), 4);
    assert_eq!(journal.closed.lock().expect("a lock").len(), 4);

    let never = Scripted::new(|_| Delivery::NotSent(reason(ReasonCode::Unreachable)));
    let submitted = send(&never, &Memory::default(), &orders(3), 1);
    assert!(submitted.outcomes.iter().all(|outcome| outcome.status == Status::NotSent), "{submitted:?}");
    assert!(!submitted.sent, "no request can have left");
}

#[test]
fn a_request_that_may_have_left_is_never_sent_again() {
    for delivery in [
        Delivery::Lost { reason: reason(ReasonCode::TimedOut), http_status: None },
        Delivery::Lost { reason: reason(ReasonCode::ConnectionLost), http_status: Some(200) },
        answered(Answer::Unclear(reason(ReasonCode::ServerError))),
        answered(Answer::Unclear(reason(ReasonCode::Unreadable))),
        answered(Answer::Blocked(reason(ReasonCode::Captcha))),
    ] {
        let panel = Scripted::new(|number| if number == 2 { delivery.clone() } else { accepted() });
        let submitted = send(&panel, &Memory::default(), &orders(4), 1);
        let mut sent = panel.sent();
        sent.dedup();
        assert_eq!(sent.len(), panel.sent().len(), "{delivery:?}");
        assert_eq!(submitted.outcomes[1].status, Status::Unknown, "{delivery:?}");
    }
}

#[test]
fn an_order_in_doubt_that_the_list_shows_is_confirmed() {
    let lost = Delivery::Lost { reason: reason(ReasonCode::TimedOut), http_status: None };
    let mut panel = Scripted::new(|_| lost.clone());
    panel.listed = vec!["WEB-1.example.ru".to_owned()];
    let submitted = send(&panel, &Memory::default(), &orders(1), 1);
    assert_eq!(submitted.outcomes[0].status, Status::Confirmed);
    let id = submitted.outcomes[0].service.as_ref().map(|service| service.id.as_str());
    assert_eq!(id, Some("id-WEB-1.example.ru"));
}

#[test]
fn a_panic_in_a_worker_is_an_unknown_order_and_stops_new_ones() {
    let panel = Scripted::new(|number| {
        assert!(number != 3, "a planted fault");
        accepted()
    });
    let submitted = send(&panel, &Memory::default(), &orders(6), 1);
    let statuses: Vec<Status> = submitted.outcomes.iter().map(|outcome| outcome.status).collect();
    use Status::{Accepted, NotSent, Unknown};
    assert_eq!(statuses, [Accepted, Accepted, Unknown, NotSent, NotSent, NotSent]);
    assert_eq!(submitted.stop, Some(Stop::Answer(ReasonCode::Faulted)));
}

#[test]
fn an_interrupt_sends_nothing_new() {
    let signal = StopSignal::new();
    let panel = Scripted::new(|number| {
        if number == 2 {
            signal.give();
        }
        accepted()
    });
    let settings = settings(1);
    let (events, _happened) = channel();
    let journal = Memory::default();
    let batch = Batch { panel: &panel, journal: &journal, orders: &claiming(&orders(5)), settings: &settings };
    let submitted = batch.send(&Watch { signal: &signal, events: &events });
    assert_eq!((panel.sent().len(), submitted.stop), (2, Some(Stop::Interrupted)));
    assert_eq!(submitted.outcomes[1].status, Status::Accepted);
    assert_eq!(submitted.outcomes[2].reason.as_ref().map(|reason| reason.code), Some(ReasonCode::Interrupted));
}

/// What a simulated order meets.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Accepted,
    Refused,
    Unknown,
    Unreachable,
    Throttled,
    NoLogin,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        8 => Just(Fate::Accepted),
        1 => Just(Fate::Refused),
        1 => Just(Fate::Unknown),
        1 => Just(Fate::Unreachable),
        1 => Just(Fate::Throttled),
        1 => Just(Fate::NoLogin),
    ]
}

proptest! {
    /// Whatever happens: the first order goes alone until one is accepted, never more than the
    /// jobs are under way, and after a stop nothing goes out.
    #[test]
    fn breakers_hold(jobs in 1_usize..20, fates in proptest::collection::vec(fate(), 1..200)) {
        let mut breakers = Breakers::new(jobs, Limits::default());
        let (mut under_way, mut accepted, mut stopped): (Vec<Fate>, bool, bool) = (Vec::new(), false, false);
        for fate in fates {
            match breakers.turn() {
                Turn::Go => {
                    prop_assert!(!stopped);
                    prop_assert!(accepted || under_way.is_empty());
                    breakers.began();
                    under_way.push(fate);
                    prop_assert!(under_way.len() <= jobs);
                }
                Turn::Wait | Turn::Stop => {
                    let Some(fate) = under_way.pop() else {
                        prop_assert_eq!(breakers.turn(), Turn::Stop);
                        break;
                    };
                    let (alarm, status) = match fate {
                        Fate::Accepted => (Alarm::None, Status::Accepted),
                        Fate::Refused => (Alarm::Refusal(ReasonCode::ValueRefused), Status::Rejected),
                        Fate::Unknown => (Alarm::Transport, Status::Unknown),
                        Fate::Unreachable => (Alarm::Transport, Status::NotSent),
                        Fate::Throttled => (Alarm::Slow, Status::NotSent),
                        Fate::NoLogin => (Alarm::Stop(ReasonCode::SignInRefused), Status::NotSent),
                    };
                    if breakers.alarm(alarm) == vdsbatch::submit::breakers::Reaction::Probe {
                        breakers.resume();
                    }
                    breakers.ended(status);
                    accepted |= status == Status::Accepted;
                }
            }
            stopped |= breakers.stop().is_some();
        }
    }
}

#[test]
fn a_throttled_order_that_the_list_shows_is_not_sent_again_and_nobody_knows_whose_it_is() {
    let throttled = answered(Answer::Throttled { retry_after: None });
    let mut panel = Scripted::new(|_| throttled.clone());
    panel.listed = vec!["web-1.example.ru".to_owned()];
    let submitted = send(&panel, &Memory::default(), &orders(1), 1);
    assert_eq!((panel.sent().len(), submitted.outcomes[0].status), (1, Status::Unknown));
    let reason = submitted.outcomes[0].reason.as_ref().map(|reason| reason.code);
    assert_eq!(reason, Some(ReasonCode::RefusedYetListed));
    assert!(submitted.outcomes[0].service.is_some(), "a person is told which one it is");
}

/// A journal that looks, whenever an outcome is written, whether it was told already.
struct Eavesdropper {
    events: Mutex<std::sync::mpsc::Receiver<Event>>,
    told: Mutex<Vec<String>>,
}

impl Journal for Eavesdropper {
    fn write_begin(&self, _: &Order, _: &Moment) -> Result<(i64, u32), Unwritten> {
        Ok((1, 1))
    }

    fn write_close(&self, _: i64, order: &Order, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        let ended =
            |event: Event| if let Event::Ended { domain, .. } = event { Some(domain.to_string()) } else { None };
        let mut told = self.told.lock().expect("a lock");
        told.extend(self.events.lock().expect("a lock").try_iter().filter_map(ended));
        assert!(!told.contains(&order.domain.to_string()), "{} was told and not written", order.domain);
        Ok(())
    }

    fn write_elsewhere(&self, _: &Order, _: &Outcome) -> Option<PathBuf> {
        None
    }

    fn write_confirm(&self, _: &Order, _: &str, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_confirmed(&self, _: &Order, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_settled(&self, _: &[(&Order, &Outcome)]) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_listing(&self, _: &Listing) -> Result<(), Unwritten> {
        Ok(())
    }
}

#[test]
fn an_outcome_is_written_before_it_is_told() {
    let (events, happened) = channel();
    let journal = Eavesdropper { events: Mutex::new(happened), told: Mutex::default() };
    let panel = Scripted::new(|_| accepted());
    let orders = claiming(&orders(3));
    let batch = Batch { panel: &panel, journal: &journal, orders: &orders, settings: &settings(1) };
    let submitted = batch.send(&Watch { signal: &StopSignal::new(), events: &events });
    assert!(submitted.outcomes.iter().all(|outcome| outcome.status == Status::Accepted), "{submitted:?}");
    assert_eq!(journal.told.lock().expect("a lock").len(), 2, "it listens");
}

/// The life of an order whose answer was lost, up to its first look at the list.
fn looking<'c>(claimed: &'c Claiming, waits: &'c Waits, breakers: &mut Breakers) -> Life<'c> {
    let mut life = Life::new(claimed, waits, Manners { unique: true, cart: false });
    breakers.began();
    let lost = Delivery::Lost { reason: Reason::new(ReasonCode::TimedOut), http_status: None };
    let replies = [Reply::Done, Reply::Done, Reply::Done, Reply::Delivered(lost), Reply::Done, Reply::Done];
    let tasks: Vec<Task> = replies.into_iter().map(|reply| life.next(reply, Timestamp::UNIX_EPOCH, breakers)).collect();
    assert!(matches!(tasks.last(), Some(Task::List(_))), "{tasks:?}");
    life
}

#[test]
fn however_slow_the_lists_are_nobody_waits_longer_than_a_minute_for_one_order() {
    let (claimed, waits) = (claiming(&orders(1)).remove(0), Waits::default());
    let mut breakers = Breakers::new(1, Limits::default());
    let mut life = looking(&claimed, &waits, &mut breakers);
    // Each list takes half a minute, and shows nothing.
    let (mut now, mut looks) = (Timestamp::UNIX_EPOCH, 0);
    let end = loop {
        now += SignedDuration::from_secs(30);
        looks += 1;
        match life.next(Reply::Listed(Ok(Arc::default())), now, &mut breakers) {
            Task::Rest(_) => match life.next(Reply::Done, now, &mut breakers) {
                Task::List(within) => assert!(within <= Duration::from_secs(30), "{within:?}"),
                other => panic!("{other:?}"),
            },
            Task::End(outcome) => break outcome,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((looks, end.status), (2, Status::Unknown));
}

#[test]
fn a_look_up_that_is_kept_out_stops_the_run_and_is_the_last_one() {
    let (claimed, waits) = (claiming(&orders(1)).remove(0), Waits::default());
    for (code, stops) in
        [(ReasonCode::SecondFactor, true), (ReasonCode::SignInRefused, true), (ReasonCode::NoList, false)]
    {
        let mut breakers = Breakers::new(1, Limits::default());
        let mut life = looking(&claimed, &waits, &mut breakers);
        let task = life.next(Reply::Listed(Err(code)), Timestamp::UNIX_EPOCH, &mut breakers);
        assert_eq!(matches!(task, Task::End(_)), stops, "{code:?}: {task:?}");
        let stop = stops.then_some(Stop::Answer(code));
        assert_eq!(breakers.stop(), stop.as_ref(), "{code:?}");
    }
}

#[test]
fn the_list_at_the_end_speaks_of_every_order_that_was_sent() {
    use vdsbatch::order::service::ServiceState::{Active, Ordered};
    let claimed = claiming(&orders(1));
    let now = Timestamp::UNIX_EPOCH;
    let shown = |state| Listing {
        services: vec![Service {
            id: "7".to_owned(),
            domain: "web-1.example.ru".to_owned(),
            state: Some(state),
            ..Service::default()
        }],
        ..Listing::default()
    };
    let because = |status, code| Outcome::because(status, Reason::with_words(code, "their words"));
    let ends = |outcome: Outcome, state, last| {
        let better = closing(&claimed, &[outcome], &shown(state), now, last);
        better
            .into_iter()
            .next()
            .map(|(_, outcome)| (outcome.status, outcome.reason.map(|reason| (reason.code, reason.words))))
    };
    let said = |code| Some((code, "their words".to_owned()));
    let refused = || because(Status::Rejected, ReasonCode::ValueRefused);
    let turned_away = || because(Status::NotSent, ReasonCode::Throttled);
    for outcome in [refused(), turned_away()] {
        let contested = Some((Status::Unknown, said(ReasonCode::RefusedYetListed)));
        assert_eq!(ends(outcome.clone(), Active, true), contested);
        // One that waits for its payment is the order's, whatever the error said.
        assert_eq!(ends(outcome, Ordered, true), Some((Status::Unpaid, said(ReasonCode::NotPaid))));
    }
    assert_eq!(ends(Outcome::new(Status::Accepted), Active, false), Some((Status::Confirmed, None)));
    assert_eq!(ends(Outcome::new(Status::Accepted), Ordered, false), None, "it may still be set up");
    assert_eq!(ends(because(Status::Unknown, ReasonCode::TimedOut), Active, true), Some((Status::Confirmed, None)));
    // What was never sent has nothing to do with what stands there.
    assert_eq!(ends(because(Status::NotSent, ReasonCode::RunStopped), Active, true), None);
    assert_eq!(ends(because(Status::Unknown, ReasonCode::RefusedYetListed), Active, true), None);
}
