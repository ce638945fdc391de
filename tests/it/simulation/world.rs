//! The world: a clock, a queue of what happens next, desks with their ledgers, one panel.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use vdsbatch::ledger::{Book, Signature, Write};
use vdsbatch::order::claim::{Claim, ClaimState, Claiming, Settle};
use vdsbatch::order::clock::{Boot, Clocks, Moment};
use vdsbatch::order::findings::{Findings, Scope, findings};
use vdsbatch::order::plan::{self, Decision, Listed, Rules};
use vdsbatch::order::ruling::{Ruled, Ruling};
use vdsbatch::order::service::{Controls, Gap, Listing};
use vdsbatch::order::{Domain, Order, Outcome, ReasonCode, RemoteId, Status, Unwritten};
use vdsbatch::run::{Run, Stop};
use vdsbatch::sheet::RowNo;
use vdsbatch::submit::Waits;
use vdsbatch::submit::breakers::Turn;
use vdsbatch::submit::life::Life;
use vdsbatch::submit::settled::closing;
use vdsbatch::submit::task::{Pause, Reply, Task};

use super::dice::Dice;
use super::judge::{self, Said, Seen};
use super::panel::{By, Kind, Made, Manners, Panel};
use super::process::{Process, Worker, run_of};

/// Runs that a world can have.
const PROCESSES: usize = 40;

/// Something that will happen.
#[derive(Clone, Debug)]
enum Happening {
    Start {
        desk: usize,
        sheet: Vec<(usize, bool)>,
        jobs: usize,
    },
    /// A run reads the list before it sends.
    List {
        process: usize,
    },
    /// A worker hears of what it asked for.
    Reply {
        process: usize,
        worker: usize,
        reply: Box<Reply>,
    },
    /// A worker gets the list that it asked for.
    ListReply {
        process: usize,
        worker: usize,
    },
    /// A worker that waits asks whether it may try again.
    Retry {
        process: usize,
        worker: usize,
    },
    /// A run reads the list after it sent.
    Close {
        process: usize,
    },
    Execute {
        domain: String,
        by: By,
        kind: Kind,
    },
    /// Somebody, or the network, sets the wall clocks.
    Jump {
        to: SignedDuration,
    },
    /// The machines start again.
    Boot,
    Crash {
        process: usize,
    },
    Interrupt {
        process: usize,
    },
    Reconcile {
        desk: usize,
    },
    /// A person looks at the panel and decides about everything that is in doubt for long.
    Decide {
        desk: usize,
    },
    /// Somebody acts in the same account.
    Human,
    /// A worker gets the cart that it asked for.
    CartReply {
        process: usize,
        worker: usize,
    },
}

/// A person's desk: a ledger, and who holds its lock.
#[derive(Debug)]
struct Desk {
    book: Book,
    held: Option<usize>,
    elsewhere: Vec<(String, Outcome)>,
}

/// What a panel tells of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    Nothing,
    Truth,
    /// Always the same.
    Stopped,
    /// Ever earlier.
    Backwards,
    /// By a clock that is set whenever those of the machines are.
    Set,
}

/// What is noted of what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notes {
    None,
    Digest,
    /// One seed is looked at.
    Shown,
}

/// What every world shares: orders and the head of a run.
struct Stock {
    /// For each domain the order as it is usually made, and with other terms.
    orders: Vec<[Order; 2]>,
    run: Run,
    waits: Waits,
}

fn stock() -> &'static Stock {
    static STOCK: OnceLock<Stock> = OnceLock::new();
    STOCK.get_or_init(|| {
        let usual = crate::harness::orders(6);
        let other = crate::harness::orders_of("SSD Ferrum", "1", "web-{n}.example.ru", 6);
        Stock {
            run: crate::harness::run_of(&[]),
            orders: usual.into_iter().zip(other).map(|(usual, other)| [usual, other]).collect(),
            waits: Waits::default(),
        }
    })
}

pub struct World<'w> {
    seed: u64,
    dice: Dice,
    now: Timestamp,
    /// How far the wall clocks are from the truth.
    skew: SignedDuration,
    /// Which start of the machines it is, and what their clocks show beyond the world's.
    boot: (u32, SignedDuration),
    /// What the panel tells of its time.
    tells: Tells,
    queue: BinaryHeap<Reverse<(Timestamp, u64)>>,
    happenings: BTreeMap<u64, Happening>,
    count: u64,
    panel: Panel,
    desks: Vec<Desk>,
    processes: Vec<Process<'w>>,
    claimings: &'w [OnceCell<Vec<Claiming>>],
    rules: Rules,
    /// Whether a request that only the panel kept from being a double counts as one.
    near_doubles_count: bool,
    said: Vec<Said>,
    seen: Seen,
    digest: DefaultHasher,
    notes: Notes,
    /// When the list at the end of the run that ends now was read, if it showed everything.
    closed: Option<Timestamp>,
    /// No crash, no broken ledger, no wrong answer from now on.
    calm: bool,
}

impl World<'_> {
    /// Lives through the world of a seed, and fails if a promise is broken in it. The digest of all that
    /// happens is taken if it is wanted, since it takes time.
    pub fn run(seed: u64, noted: bool) -> Seen {
        let claimings: Vec<OnceCell<Vec<Claiming>>> = (0..PROCESSES).map(|_| OnceCell::new()).collect();
        let mut world = World::new(seed, noted, &claimings);
        world.fill();
        world.pass();
        world.settle_down();
        world.judge()
    }
}

impl<'w> World<'w> {
    fn new(seed: u64, noted: bool, claimings: &'w [OnceCell<Vec<Claiming>>]) -> Self {
        let mut dice = Dice::new(seed);
        let now = Timestamp::from_second(1_800_000_000).expect("a time");
        // Which world: panels that keep domains unique and execute soon enough; ones that may take
        // hours, hide services and serve two people; ones that sell a domain twice.
        // And ones with a cart, in which a colleague acts as well.
        let kind = dice.below(4);
        let (minutes, desks) = match kind {
            0 | 3 => (10, 1),
            1 => (120, 1 + dice.below(2)),
            _ => (120, 1),
        };
        let manners = Manners {
            unique: kind < 2,
            rude: dice.one_of(&[20, 150, 400, 700]),
            latest: Duration::from_mins(minutes),
            lag: Duration::from_secs(dice.one_of(&[0, 20, 240])),
            bad_lists: dice.one_of(&[0, 40, 250]),
            filters: kind == 1 && dice.chance(500),
            cart: kind == 3,
            keys: kind == 3 && dice.chance(600),
        };
        let rules = Rules { unique: kind < 2, ..crate::harness::rules() };
        let tells = [Tells::Nothing, Tells::Truth, Tells::Truth, Tells::Stopped, Tells::Backwards, Tells::Set];
        let tells = dice.one_of(&tells);
        let desk = || Desk { book: Book::in_memory().expect("a ledger"), held: None, elsewhere: Vec::new() };
        Self {
            seed,
            dice,
            now,
            skew: SignedDuration::ZERO,
            boot: (0, SignedDuration::ZERO),
            tells,
            queue: BinaryHeap::new(),
            happenings: BTreeMap::new(),
            count: 0,
            panel: Panel::new(manners, now),
            desks: (0..desks).map(|_| desk()).collect(),
            processes: Vec::new(),
            claimings,
            rules,
            near_doubles_count: kind == 0,
            said: Vec::new(),
            seen: Seen::default(),
            digest: DefaultHasher::new(),
            notes: match (super::number("VDSBATCH_SEED"), noted) {
                (Some(_), _) => Notes::Shown,
                (None, true) => Notes::Digest,
                (None, false) => Notes::None,
            },
            closed: None,
            calm: false,
        }
    }

    /// What stands in the account already, and what people are going to do.
    fn fill(&mut self) {
        self.panel.by_hand("control.example.ru", false, self.now);
        for domain in ["web-1.example.ru", "web-2.example.ru"] {
            if self.dice.chance(150) {
                let deleted = self.dice.chance(700);
                self.panel.by_hand(domain, deleted, self.now);
            }
        }
        for desk in 0..self.desks.len() {
            let runs = 2 + self.dice.below(5);
            for _ in 0..runs {
                let when = self.dice.one_of(&[30_000, 600_000, 3_600_000]);
                let when = self.dice.between(0, when);
                let sheet = self.sheet();
                let jobs = usize::try_from(1 + self.dice.below(4)).expect("small");
                self.later(when, Happening::Start { desk, sheet, jobs });
            }
            for _ in 0..self.dice.below(5) {
                let when = self.dice.between(0, 5_400_000);
                self.later(when, Happening::Reconcile { desk });
            }
            if self.dice.chance(300) {
                let (when, to) = (self.dice.between(0, 3_600_000), self.dice.one_of(&[-5, 22, 300]));
                self.later(when, Happening::Jump { to: SignedDuration::from_mins(to) });
            }
            if self.dice.chance(200) {
                let when = self.dice.between(0, 3_600_000);
                self.later(when, Happening::Boot);
            }
            if self.panel.manners.cart {
                for _ in 0..self.dice.below(6) {
                    let when = self.dice.between(0, 3_600_000);
                    self.later(when, Happening::Human);
                }
            }
            if self.dice.chance(200) {
                let when = self.dice.between(9_000_000, 10_000_000);
                self.later(when, Happening::Decide { desk });
            }
        }
    }

    /// Some of the domains in some order, now and then with other terms.
    fn sheet(&mut self) -> Vec<(usize, bool)> {
        let mut sheet = Vec::new();
        let first = usize::try_from(self.dice.below(6)).expect("small");
        let count = usize::try_from(1 + self.dice.below(6)).expect("small");
        for at in 0..count {
            sheet.push(((first + at) % 6, self.dice.chance(40)));
        }
        sheet
    }

    /// This moment, by the wall clock, the one that nobody sets, and the panel's.
    fn moment(&self) -> Moment {
        let (start, beyond) = self.boot;
        let boot = crate::harness::moment(self.now + beyond).clocks.boot;
        let boot = boot.map(|boot| Boot { id: format!("{} {start}", boot.id), ..boot });
        let begin = Timestamp::from_second(1_800_000_000).expect("a time");
        let panel = match self.tells {
            Tells::Nothing => None,
            Tells::Truth => Some(self.now),
            Tells::Stopped => Some(begin),
            Tells::Backwards => Some(begin - self.now.duration_since(begin)),
            Tells::Set => Some(self.now + self.skew),
        };
        Moment { at: self.now + self.skew, clocks: Clocks { boot, panel } }
    }

    fn later(&mut self, wait: Duration, what: Happening) {
        self.count += 1;
        self.queue.push(Reverse((self.now + wait, self.count)));
        self.happenings.insert(self.count, what);
    }

    /// Counts what happens towards the digest, and shows it if one seed is looked at.
    fn note(&mut self, what: &dyn std::fmt::Debug) {
        if self.notes == Notes::None {
            return;
        }
        let what = format!("{} {what:?}", self.now);
        what.hash(&mut self.digest);
        if self.notes == Notes::Shown {
            super::show(&what);
        }
    }

    fn pass(&mut self) {
        while let Some(Reverse((at, number))) = self.queue.pop() {
            let what = self.happenings.remove(&number).expect("every entry happens once");
            self.now = at;
            self.note(&what);
            self.happen(what);
        }
    }

    fn happen(&mut self, what: Happening) {
        match what {
            Happening::Start { desk, sheet, jobs } => self.start(desk, &sheet, jobs),
            Happening::Execute { domain, by, kind } => {
                self.panel.execute(&domain, by, kind, self.now, &mut self.dice);
            }
            Happening::Jump { to } => {
                self.skew = to;
                self.seen.jumps += 1;
            }
            Happening::Boot => {
                // Another machine may have been up for longer: its clock shows more.
                self.boot = (self.boot.0 + 1, SignedDuration::from_mins(self.dice.one_of(&[-60, 30, 600])));
                self.seen.boots += 1;
            }
            Happening::Human => {
                self.seen.humans += 1;
                self.panel.human(self.now, &mut self.dice);
            }
            Happening::CartReply { process, worker } if self.processes[process].alive => {
                let order = self.order(process, worker);
                let cart = self.panel.read_cart(order, self.now).ok_or(ReasonCode::Unreachable);
                self.step(process, worker, Reply::Carted(cart.map(Some)));
            }
            Happening::Reconcile { desk } => self.reconcile(desk),
            Happening::Decide { desk } => self.decide(desk),
            Happening::Crash { process } => self.crash(process),
            Happening::Interrupt { process } => {
                let process = &mut self.processes[process];
                if process.alive && !process.orders.is_empty() {
                    process.interrupted = true;
                    process.breakers.stop_for(Stop::Interrupted);
                    self.seen.interrupts += 1;
                }
            }
            Happening::List { process } if self.processes[process].alive => self.list(process),
            Happening::Close { process } if self.processes[process].alive => self.close(process),
            Happening::Reply { process, worker, reply } if self.processes[process].alive => {
                self.step(process, worker, *reply);
            }
            Happening::ListReply { process, worker } if self.processes[process].alive => {
                let listing = self.read_list(process).map(Arc::new).ok_or(ReasonCode::Unreachable);
                self.step(process, worker, Reply::Listed(listing));
            }
            Happening::Retry { process, worker } if self.processes[process].alive => self.retry(process, worker),
            // Whoever this was for has crashed.
            Happening::List { .. }
            | Happening::Close { .. }
            | Happening::Reply { .. }
            | Happening::ListReply { .. }
            | Happening::CartReply { .. }
            | Happening::Retry { .. } => {}
        }
    }

    fn crash(&mut self, process: usize) {
        if std::mem::take(&mut self.processes[process].alive) {
            self.seen.crashes += 1;
            let desk = self.processes[process].desk;
            self.desks[desk].held = None;
        }
    }

    // A run, from its start to its end.

    fn start(&mut self, desk: usize, sheet: &[(usize, bool)], jobs: usize) {
        if self.processes.len() == PROCESSES {
            return;
        }
        if self.desks[desk].held.is_some() {
            self.seen.refused_by_lock += 1;
            return;
        }
        let process = self.processes.len();
        let orders: Vec<Order> = (0..)
            .zip(sheet)
            .map(|(row, (domain, other))| {
                let mut order = stock().orders[*domain][usize::from(*other)].clone();
                (order.row, order.server) = (RowNo::from_index(row + 1), 1);
                // What is to be paid out of a cart needs a price that was planned.
                order.price = vdsbatch::money::Money::new(100.into());
                order
            })
            .collect();
        let history = self.desks[desk].book.history().expect("a ledger");
        let mut run = run_of(format!("run-{process}"), &stock().run, &orders);
        for line in &mut run.lines {
            let order = line.order.as_ref().expect("an order");
            if let Decision::Stands(outcome) = plan::from_ledger(order, &history, self.rules) {
                line.outcome = *outcome;
            }
        }
        self.desks[desk].held = Some(process);
        self.processes.push(Process::new(desk, run, history, jobs));
        self.seen.processes += 1;
        let start = Write::Start(std::sync::Arc::new(self.processes[process].run.clone()));
        self.desks[desk].book.write(&start).expect("written");
        // A list bears a refusal out after a minute.
        let now = self.moment();
        let refused =
            self.processes[process].history.claims.values().filter(|claim| claim.state == ClaimState::Refused);
        let rest = |claim: &Claim| {
            Duration::try_from(self.rules.after_refusal - claim.tries.ended.as_ref()?.until(&now)?).ok()
        };
        let rest = refused.filter_map(rest).max().unwrap_or_default();
        let wait = self.dice.between(10, 2000) + rest;
        self.later(wait, Happening::List { process });
        if !self.calm && self.dice.chance(350) {
            let wait = self.dice.one_of(&[3_000, 20_000, 200_000]);
            let wait = self.dice.between(0, wait);
            let what =
                if self.dice.chance(700) { Happening::Crash { process } } else { Happening::Interrupt { process } };
            self.later(wait, what);
        }
    }

    /// Reads the list, as every reader in a run does: held against what is known, and written.
    fn read_list(&mut self, process: usize) -> Option<Listing> {
        let Process { desk, controls, broken, .. } = &self.processes[process];
        let asked = self.moment();
        let listing = self.panel.list(&asked, self.now, &mut self.dice)?.held_against(controls);
        if !broken {
            let run = Some(self.processes[process].id());
            let write = Write::Listing { run, listing: listing.clone() };
            self.desks[*desk].book.write(&write).expect("written");
        }
        Some(listing)
    }

    /// Everything between the confirmed plan and the first request.
    fn list(&mut self, process: usize) {
        let Some(listing) = self.read_list(process) else { return self.finish(process, Vec::new()) };
        let desk = self.processes[process].desk;
        let found = findings(&self.processes[process].history, &listing, Scope::Unsettled, self.rules);
        self.write_findings(desk, found);
        let lies_alone = |items: &[String]| {
            let history = self.desks[desk].book.history().expect("a ledger");
            let own = |claim: &Claim| {
                claim.cart.as_ref().is_some_and(|cart| Some(&cart.item) == items.first() && !cart.confirmed)
            };
            items.len() == 1 && history.claims.values().any(own)
        };
        let goes_on = match &listing.gap {
            None => true,
            Some(Gap::Cart { items }) => lies_alone(items),
            Some(_) => false,
        };
        if !goes_on {
            return self.finish(process, Vec::new());
        }
        // Read again, since the list has just settled some of it.
        self.processes[process].history = self.desks[desk].book.history().expect("a ledger");
        let listed = Listed::new(&listing);
        let mut orders = Vec::new();
        let Process { run, history, .. } = &mut self.processes[process];
        for line in &mut run.lines {
            let order = line.order.as_ref().expect("an order");
            match plan::with_list(order, history, &listed, self.rules) {
                Decision::Send | Decision::SendAgain | Decision::Pay(_) => {
                    orders.push(plan::claiming(order, history, &listed));
                }
                Decision::Stands(outcome) => {
                    let found = outcome.status == Status::AlreadyOrdered && line.outcome.status == Status::Unknown;
                    self.seen.adopted_by_list += u64::from(found);
                    line.outcome = *outcome;
                }
            }
        }
        if self.panel.manners.cart {
            orders.sort_by_key(|order| order.cart_item.is_none());
            self.seen.paid_later += orders.iter().filter(|order| order.cart_item.is_some()).count() as u64;
            for order in orders.iter_mut().filter(|order| !order.again && order.cart_item.is_none()) {
                let random = std::array::from_fn(|_| u8::try_from(self.dice.below(256)).expect("a byte"));
                // A seed replays, so that it is not the ledger that throws the dice.
                order.key = Some(RemoteId::new(1, random));
            }
        }
        self.seen.second_tries += orders.iter().filter(|claiming| claiming.again).count() as u64;
        let (run, agreed) = (self.processes[process].id(), self.signature());
        let claim = Write::Claim { run, claims: orders.clone(), agreed };
        self.desks[desk].book.write(&claim).expect("written");
        let controls = self.desks[desk].book.history().expect("a ledger").controls();
        self.processes[process].controls = Controls { services: listing.known(), ..controls };
        if orders.is_empty() {
            return self.finish(process, Vec::new());
        }
        let orders = self.claimings[process].get_or_init(|| orders);
        self.processes[process].claimed(orders);
        self.dispatch(process);
    }

    /// Gives workers their next orders, as the gate does.
    fn dispatch(&mut self, process: usize) {
        loop {
            let Process { breakers, next, orders, lives, alive, jobs, .. } = &mut self.processes[process];
            let busy = lives.iter().flatten().count();
            let most = if self.panel.manners.cart { 1.min(*jobs) } else { *jobs };
            let free = *alive && *next < orders.len() && busy < most;
            if !free || breakers.turn() != Turn::Go {
                break;
            }
            breakers.began();
            let manners = vdsbatch::submit::Manners { unique: self.rules.unique, cart: self.panel.manners.cart };
            let life = Life::new(&orders[*next], &stock().waits, manners);
            lives.push(Some(Worker { at: *next, life, attempt: None, item: None }));
            *next += 1;
            let worker = lives.len() - 1;
            self.step(process, worker, Reply::Done);
        }
        let Process { breakers, next, orders, alive, .. } = &self.processes[process];
        let over = *next == orders.len() || breakers.turn() == Turn::Stop;
        if *alive && over && self.processes[process].is_idle() {
            // Told once: whoever closes takes the orders away.
            let wait = self.dice.between(5, 3000);
            if self.processes[process].jobs > 0 {
                self.processes[process].jobs = 0;
                self.later(wait, Happening::Close { process });
            }
        }
    }

    /// Lets a worker's order take a reply, and carries out what it asks for.
    fn step(&mut self, process: usize, worker: usize, reply: Reply) {
        let Process { lives, breakers, interrupted, .. } = &mut self.processes[process];
        if *interrupted {
            breakers.stop_for(Stop::Interrupted);
        }
        let Some(Worker { life, .. }) = &mut lives[worker] else { unreachable!("only orders under way get replies") };
        let task = life.next(reply, self.now, breakers);
        self.note(&(process, worker, &task));
        self.carry_out(process, worker, task);
    }

    fn carry_out(&mut self, process: usize, worker: usize, task: Task) {
        let stopped = |wait: Duration, interrupted: bool| {
            if interrupted { (Duration::ZERO, Reply::Stopped) } else { (wait, Reply::Done) }
        };
        let interrupted = self.processes[process].interrupted;
        let (wait, reply) = match task {
            Task::Pace => stopped(Duration::ZERO, interrupted),
            Task::Rest(wait) | Task::Pause(wait) => stopped(wait, interrupted),
            Task::Slow(_) => (Duration::ZERO, Reply::Done),
            Task::Begin => (self.dice.between(0, 20), self.begin(process, worker)),
            Task::Close(outcome) => (self.dice.between(0, 20), self.close_attempt(process, worker, &outcome)),
            Task::Settle(outcome) => {
                let settled = vec![(self.order(process, worker).clone(), *outcome)];
                (self.dice.between(0, 20), self.write(process, |run| Write::Settle { run, settled }))
            }
            Task::Send if self.panel.manners.cart => self.lay(process, worker),
            Task::Send => self.send(process, worker),
            Task::Cart => {
                let wait = self.dice.between(5, 2000);
                return self.later(wait, Happening::CartReply { process, worker });
            }
            Task::Confirm(..) if interrupted => (Duration::ZERO, Reply::Stopped),
            Task::Confirm(item, doubt) => (self.dice.between(0, 20), self.confirm(process, worker, item, doubt)),
            Task::Pay => self.pay(process, worker),
            Task::CloseConfirm(outcome) => {
                let (order, now) = (Box::new(self.order(process, worker).clone()), self.moment());
                (self.dice.between(0, 20), self.write(process, |run| Write::Confirmed { run, order, outcome, now }))
            }
            Task::Probe => (Duration::from_millis(5), Reply::Answers(self.panel.answers(self.now))),
            Task::Save(outcome, _) => {
                let domain = self.order(process, worker).domain.ascii().to_owned();
                let desk = self.processes[process].desk;
                self.desks[desk].elsewhere.push((domain, *outcome));
                (Duration::ZERO, Reply::Done)
            }
            Task::Wait(_, pause) => {
                let wait = match pause {
                    Pause::Exactly(wait) => wait,
                    Pause::UpTo(most) => self.dice.between(0, u64::try_from(most.as_millis()).expect("small")),
                };
                let wait = if interrupted { Duration::ZERO } else { wait };
                return self.later(wait, Happening::Retry { process, worker });
            }
            Task::List(_) => {
                let wait = self.dice.between(5, 2000);
                return self.later(wait, Happening::ListReply { process, worker });
            }
            Task::End(outcome) => return self.end(process, worker, *outcome),
        };
        self.later(wait, Happening::Reply { process, worker, reply: Box::new(reply) });
    }

    fn retry(&mut self, process: usize, worker: usize) {
        match self.processes[process].breakers.may_retry() {
            Turn::Go => self.step(process, worker, Reply::Done),
            Turn::Stop => self.step(process, worker, Reply::Stopped),
            Turn::Wait => self.later(Duration::from_secs(1), Happening::Retry { process, worker }),
        }
    }

    fn end(&mut self, process: usize, worker: usize, outcome: Outcome) {
        let at = self.worker(process, worker).at;
        self.processes[process].outcomes[at] = Some(outcome);
        self.processes[process].lives[worker] = None;
        self.dispatch(process);
    }

    fn close(&mut self, process: usize) {
        let mut outcomes = self.processes[process].ended();
        let mut closed = None;
        if self.processes[process].breakers.sent()
            && let Some(listing) = self.read_list(process)
        {
            let whole = listing.gap.is_none() && self.panel.shows_all(self.now);
            let better = closing(self.processes[process].orders, &outcomes, &listing, self.now, true);
            let orders = self.processes[process].orders;
            let settled = better.iter().map(|(at, outcome)| (orders[*at].order.clone(), outcome.clone())).collect();
            if matches!(self.write(process, |run| Write::Settle { run, settled }), Reply::Done) {
                for (at, outcome) in better {
                    outcomes[at] = outcome;
                }
                // What cannot be written stays as it was told before.
                closed = whole.then_some(self.now);
            }
            let desk = self.processes[process].desk;
            if !self.processes[process].broken {
                let history = self.desks[desk].book.history().expect("a ledger");
                let found = findings(&history, &listing, Scope::Unsettled, self.rules);
                self.write_findings(desk, Findings { freed: Vec::new(), ..found });
            }
        }
        self.closed = closed;
        self.finish(process, outcomes);
        self.closed = None;
    }

    fn finish(&mut self, process: usize, outcomes: Vec<Outcome>) {
        let now = self.now;
        let running = &mut self.processes[process];
        running.alive = false;
        let end = running.finish(outcomes, now);
        self.seen.stops += u64::from(end.stop.is_some());
        let (run, desk) = (running.run.clone(), running.desk);
        for line in &run.lines {
            *self.seen_of(line.outcome.status) += 1;
            let code = line.outcome.reason.as_ref().map(|reason| reason.code);
            self.seen.cart_unlike += u64::from(matches!(
                code,
                Some(
                    ReasonCode::CartUnlike
                        | ReasonCode::CartTaken
                        | ReasonCode::CartLacks
                        | ReasonCode::RefusedYetInCart
                )
            ));
            self.said.push(Said {
                desk,
                run: run.facts.id.clone(),
                domain: line.order.as_ref().expect("an order").domain.ascii().to_owned(),
                outcome: line.outcome.clone(),
                closed: self.closed,
            });
        }
        if !self.processes[process].broken {
            self.desks[desk]
                .book
                .write(&Write::Finish { run: std::sync::Arc::new(run), end: Box::new(end) })
                .expect("written");
        }
        self.desks[desk].held = None;
    }

    fn seen_of(&mut self, status: Status) -> &mut u64 {
        match status {
            Status::Confirmed => &mut self.seen.confirmed,
            Status::Accepted => &mut self.seen.accepted,
            Status::Unknown => &mut self.seen.unknown,
            Status::Rejected => &mut self.seen.rejected,
            Status::NotSent => &mut self.seen.not_sent,
            Status::Unpaid => &mut self.seen.unpaid,
            Status::AlreadyOrdered => &mut self.seen.already_ordered,
            Status::Conflict => &mut self.seen.conflicts,
            Status::Ready | Status::Invalid | Status::Skipped => unreachable!("no order ends as {status}"),
        }
    }

    // What workers ask for.

    fn worker(&mut self, process: usize, worker: usize) -> &mut Worker<'w> {
        self.processes[process].lives[worker].as_mut().expect("an order under way")
    }

    fn order(&mut self, process: usize, worker: usize) -> &'w Order {
        let at = self.worker(process, worker).at;
        let orders = self.processes[process].orders;
        &orders[at].order
    }

    /// Writes to the process's ledger, which may break for good while it does.
    fn write(&mut self, process: usize, write: impl FnOnce(String) -> Write) -> Reply {
        let (desk, run) = (self.processes[process].desk, self.processes[process].id());
        if !self.processes[process].broken && !self.calm && self.dice.chance(4) {
            self.processes[process].broken = true;
            self.seen.ledger_failures += 1;
        }
        if self.processes[process].broken {
            return Reply::Failed(Unwritten::Refused("disk full".to_owned()));
        }
        let written = self.desks[desk].book.write(&write(run));
        written.map_or_else(|error| panic!("seed {}: {error}", self.seed), |_| Reply::Done)
    }

    fn begin(&mut self, process: usize, worker: usize) -> Reply {
        let order = self.order(process, worker).clone();
        let mut id = 0;
        let (desk, run) = (self.processes[process].desk, self.processes[process].id());
        if !self.processes[process].broken && !self.calm && self.dice.chance(4) {
            self.processes[process].broken = true;
            self.seen.ledger_failures += 1;
        }
        let reply = if self.processes[process].broken {
            Reply::Failed(Unwritten::Refused("disk full".to_owned()))
        } else {
            let begin = Write::Begin { run, order: Box::new(order), now: self.moment() };
            let written = self.desks[desk].book.write(&begin);
            id = written.unwrap_or_else(|error| panic!("seed {}: {error}", self.seed)).0;
            Reply::Done
        };
        self.worker(process, worker).attempt = Some(id);
        reply
    }

    fn close_attempt(&mut self, process: usize, worker: usize, outcome: &Outcome) -> Reply {
        let order = Box::new(self.order(process, worker).clone());
        let attempt = self.worker(process, worker).attempt.take().expect("an attempt is open");
        let outcome = Box::new(outcome.clone());
        let now = self.moment();
        self.write(process, |run| Write::Close { attempt, run, order, outcome, now })
    }

    /// Writes that an item is about to be paid. The ledger takes only one that an answer of our own named.
    fn confirm(&mut self, process: usize, worker: usize, item: String, doubt: Box<Outcome>) -> Reply {
        let (order, now) = (Box::new(self.order(process, worker).clone()), self.moment());
        self.worker(process, worker).item = Some(item.clone());
        self.write(process, |run| Write::Confirm { run, order, item, doubt, now })
    }

    /// An order leaves for a panel with a cart.
    fn lay(&mut self, process: usize, worker: usize) -> (Duration, Reply) {
        let at = self.worker(process, worker).at;
        let Process { desk, orders, .. } = &self.processes[process];
        let (orders, desk) = (*orders, *desk);
        let Claiming { order, key, .. } = &orders[at];
        let by = By { desk, run: self.processes[process].id(), key: key.clone() };
        let before = self.panel.laid.len();
        let (after, delivery) = self.panel.treat_in_cart(order.domain.ascii(), by, self.now, &mut self.dice);
        self.seen.laid += (self.panel.laid.len() - before) as u64;
        (after, Reply::Delivered(delivery))
    }

    /// A payment leaves: it must be on disk, and in doubt.
    fn pay(&mut self, process: usize, worker: usize) -> (Duration, Reply) {
        let domain = self.order(process, worker).domain.clone();
        let desk = self.processes[process].desk;
        let history = self.desks[desk].book.history().expect("a ledger");
        let claim = &history.claims[&domain];
        let written = claim.state == ClaimState::Unknown && claim.cart.as_ref().is_some_and(|cart| cart.confirmed);
        assert!(written, "seed {}: {domain} is paid without an intent", self.seed);
        let item = self.worker(process, worker).item.clone().expect("an item");
        let own = self.panel.cart.iter().filter(|lies| lies.item == item).all(|lies| lies.by.is_some());
        assert!(own, "seed {}: {item} is somebody else's", self.seed);
        self.seen.paid += 1;
        let (after, delivery) = self.panel.pay(&item, self.now, &mut self.dice);
        (after, Reply::Delivered(delivery))
    }

    /// The request leaves: its attempt must be on disk, and in doubt.
    fn send(&mut self, process: usize, worker: usize) -> (Duration, Reply) {
        let domain = self.order(process, worker).domain.clone();
        let (desk, run) = (self.processes[process].desk, self.processes[process].id());
        // Every third time is often enough, over all the worlds.
        let looked = self.panel.requests.is_multiple_of(3);
        let history = || self.desks[desk].book.history().expect("a ledger");
        let state = || history().claims.get(&domain).map(|claim| claim.state);
        let state = if looked { state() } else { Some(ClaimState::Unknown) };
        assert_eq!(state, Some(ClaimState::Unknown), "seed {}: {domain} leaves without an attempt", self.seed);
        let treatment = self.panel.treat(domain.ascii(), self.now, &mut self.dice);
        if let Some((when, kind)) = treatment.execution
            && when.is_zero()
        {
            self.seen.denied += u64::from(kind.denied);
            self.panel.execute(domain.ascii(), By { desk, run, key: None }, kind, self.now, &mut self.dice);
        } else if let Some((when, kind)) = treatment.execution {
            self.seen.late += u64::from(when > treatment.after);
            // Where an order can be proved absent, this is how long the proof waits.
            let too_late = self.rules.unique && when > Duration::from_secs(Settle::SECONDS.into());
            let by = By { desk, run, key: None };
            let kind = Kind { too_late, ..kind };
            let execute = Happening::Execute { domain: domain.ascii().to_owned(), by, kind };
            self.later(when, execute);
        }
        (treatment.after, Reply::Delivered(treatment.delivery))
    }

    // People.

    fn write_findings(&mut self, desk: usize, findings: Findings) {
        self.seen.reconciled += findings.found.len() as u64;
        self.seen.contested += findings.contested.len() as u64;
        self.seen.freed += findings.freed.len() as u64;
        self.seen.never_listed += findings.lost.len() as u64;
        if !findings.is_empty() {
            self.desks[desk].book.write(&Write::Findings { findings }).expect("written");
        }
    }

    fn reconcile(&mut self, desk: usize) {
        if self.desks[desk].held.is_some() {
            self.seen.refused_by_lock += 1;
            return;
        }
        let history = self.desks[desk].book.history().expect("a ledger");
        let asked = self.moment();
        let Some(listing) = self.panel.list(&asked, self.now, &mut self.dice) else { return };
        let listing = listing.held_against(&history.controls());
        let write = Write::Listing { run: None, listing: listing.clone() };
        self.desks[desk].book.write(&write).expect("written");
        self.write_findings(desk, findings(&history, &listing, Scope::All, self.rules));
    }

    fn decide(&mut self, desk: usize) {
        if self.desks[desk].held.is_some() {
            return;
        }
        let history = self.desks[desk].book.history().expect("a ledger");
        let long_ago =
            |attempted: Option<Timestamp>| attempted.is_some_and(|at| self.now.duration_since(at).as_secs() > 7300);
        let mut doubtful: Vec<&Domain> = history
            .claims
            .iter()
            .filter(|(_, claim)| claim.state == ClaimState::Unknown && long_ago(claim.attempted))
            .map(|(domain, _)| domain)
            .collect();
        doubtful.sort();
        for domain in doubtful {
            let ours =
                |made: &&Made| made.domain == domain.ascii() && made.by.as_ref().is_some_and(|by| by.desk == desk);
            let ruled = match self.panel.made.iter().find(ours) {
                Some(made) => Ruled::Ordered(made.id.clone()),
                // What lies in the cart is no service, and none that does not exist either.
                None if self.panel.cart.iter().any(|lies| lies.domain == domain.ascii()) => continue,
                None => Ruled::NotOrdered,
            };
            self.seen.decided += 1;
            let ruling = Ruling::new(ruled, "looked at the panel");
            let write = Write::Decide { domain: domain.clone(), ruling, signed: self.signature() };
            self.desks[desk].book.write(&write).expect("written");
        }
    }

    /// The one operator's, now.
    fn signature(&self) -> Signature {
        Signature { operator: "anna".to_owned(), at: self.now }
    }

    // The end.

    /// Hours later everything works, and every desk runs its whole sheet once more.
    fn settle_down(&mut self) {
        for process in 0..self.processes.len() {
            self.crash(process);
        }
        self.now += Duration::from_hours(4);
        self.calm = true;
        self.panel.behave(self.now);
        if [Tells::Stopped, Tells::Backwards].contains(&self.tells) {
            self.tells = Tells::Truth;
        }
        for desk in 0..self.desks.len() {
            let wait = Duration::from_hours(desk as u64);
            self.later(wait, Happening::Start { desk, sheet: (0..6).map(|at| (at, false)).collect(), jobs: 2 });
        }
        self.pass();
        // And long after that everybody looks three times more: what nobody has seen by then was none.
        for minutes in [20, 22, 24] {
            for desk in 0..self.desks.len() {
                self.later(Duration::from_mins(minutes), Happening::Reconcile { desk });
            }
        }
        self.pass();
    }

    fn judge(mut self) -> Seen {
        let seed = self.seed;
        judge::no_doubles(&self.panel, self.near_doubles_count, seed);
        judge::paid_once(&self.panel, seed);
        for (number, desk) in self.desks.iter().enumerate() {
            let history = desk.book.history().expect("a ledger");
            judge::nothing_lost(&self.panel, number, &history, &desk.elsewhere, seed);
            // With everything listed nothing that exists is in doubt any more.
            // But for what was refused: whose that is only a person can say.
            let own = |made: &&Made| made.by.as_ref().is_some_and(|by| by.desk == number);
            let ours = |made: &&Made| !made.kind.too_late && !made.kind.denied && own(made);
            // Without a clock that saw both ends no time is proved, and an order stands as it was answered.
            if self.tells != Tells::Nothing || self.seen.boots == 0 {
                judge::no_hollow_success(&self.panel, &history, seed);
            }
            for made in self.panel.made.iter().filter(ours) {
                let domain = Domain::new(&made.domain).expect("a domain");
                let doubtful = history.claims.get(&domain).is_some_and(|claim| claim.state == ClaimState::Unknown);
                assert!(!doubtful, "seed {seed}: {domain} is listed, and still in doubt");
            }
        }
        judge::all_true(&self.panel, &self.said, seed);
        self.seen.worlds = 1;
        self.seen.requests = self.panel.requests;
        self.seen.services = self.panel.made.iter().filter(|made| made.by.is_some()).count() as u64;
        self.seen.digest = self.digest.finish();
        self.seen
    }
}
