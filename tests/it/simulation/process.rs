//! One run of the program: what it holds in memory, gone when it crashes.

use jiff::Timestamp;
use vdsbatch::order::claim::{Claiming, History};
use vdsbatch::order::service::Controls;
use vdsbatch::order::{Order, Outcome, Status};
use vdsbatch::run::{End, Line, Run, Stop, Verdict};
use vdsbatch::submit::breakers::{Breakers, Limits};
use vdsbatch::submit::life::Life;

/// A run under way.
#[derive(Debug)]
pub struct Process<'w> {
    pub desk: usize,
    pub run: Run,
    pub history: History,
    /// What every list of this run has that leaves nothing out.
    pub controls: Controls,
    pub orders: &'w [Claiming],
    pub jobs: usize,
    pub breakers: Breakers,
    pub next: usize,
    pub lives: Vec<Option<Worker<'w>>>,
    pub outcomes: Vec<Option<Outcome>>,
    /// The ledger takes nothing any more.
    pub broken: bool,
    pub interrupted: bool,
    pub alive: bool,
}

/// An order on its way, and its attempt that is open.
#[derive(Debug)]
pub struct Worker<'w> {
    pub at: usize,
    pub life: Life<'w>,
    pub attempt: Option<i64>,
    /// The item of the cart that is being paid.
    pub item: Option<String>,
}

impl<'w> Process<'w> {
    pub fn new(desk: usize, run: Run, history: History, jobs: usize) -> Self {
        let controls = history.controls();
        Self {
            desk,
            run,
            history,
            controls,
            orders: &[],
            jobs,
            breakers: Breakers::new(jobs, Limits::default()),
            next: 0,
            lives: Vec::new(),
            outcomes: Vec::new(),
            broken: false,
            interrupted: false,
            alive: true,
        }
    }

    pub fn id(&self) -> String {
        self.run.facts.id.clone()
    }

    pub fn claimed(&mut self, orders: &'w [Claiming]) {
        self.orders = orders;
        self.outcomes = orders.iter().map(|_| None).collect();
        let jobs = self.jobs.min(orders.len()).max(1);
        self.breakers = Breakers::new(jobs, Limits::default());
    }

    /// Whether every worker has ended and none begins any more.
    pub fn is_idle(&self) -> bool {
        self.lives.iter().all(Option::is_none)
    }

    /// The outcomes in the order of the sheet; orders that were not begun were not sent.
    pub fn ended(&self) -> Vec<Outcome> {
        let unsent = |claiming: &Claiming| vdsbatch::submit::still_in_doubt(claiming, Outcome::new(Status::NotSent));
        let each = self.outcomes.iter().zip(self.orders);
        each.map(|(outcome, claiming)| outcome.clone().unwrap_or_else(|| unsent(claiming))).collect()
    }

    /// Takes over how the orders ended, and how the run did.
    pub fn finish(&mut self, outcomes: Vec<Outcome>, now: Timestamp) -> End {
        for (claiming, outcome) in self.orders.iter().zip(outcomes) {
            let order = &claiming.order;
            let line = self.run.lines.iter_mut().find(|line| line.row == order.row && line.server == order.server);
            line.expect("every order has its line").outcome = outcome;
        }
        for line in self.run.lines.iter_mut().filter(|line| line.outcome.status == Status::Ready) {
            line.outcome = Outcome::new(Status::NotSent);
        }
        let stop: Option<Stop> = self.breakers.stop().cloned();
        let verdict = Verdict::of_run(&self.run.tally(), stop.as_ref(), self.breakers.sent());
        End { at: now, verdict, stop, unexplained: Vec::new(), closing: None, enquiry: None, approval: None }
    }
}

/// The run of a sheet with these orders.
pub fn run_of(id: String, template: &Run, orders: &[Order]) -> Run {
    let mut run = template.clone();
    run.facts.id = id;
    run.servers = orders.len() as u64;
    run.lines = orders
        .iter()
        .map(|order| Line {
            row: order.row,
            server: order.server,
            name: order.domain.ascii().to_owned(),
            order: Some(order.clone()),
            outcome: Outcome::new(Status::Ready),
        })
        .collect();
    run
}
