//! A ledger of a year: twelve runs of fifty orders and more, with all that can become of one.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use rust_decimal::Decimal;
use vdsbatch::account::{Account, PanelUrl};
use vdsbatch::ledger::{Book, Signature, Write};
use vdsbatch::money::Money;
use vdsbatch::order::charge::Charge;
use vdsbatch::order::claim::{ClaimState, Claiming};
use vdsbatch::order::clock::Moment;
use vdsbatch::order::findings::{Finding, Findings};
use vdsbatch::order::ruling::{Ruled, Ruling};
use vdsbatch::order::service::{Listing, Service, ServiceState};
use vdsbatch::order::{Domain, Earlier, Order, Outcome, Reason, ReasonCode, Status};
use vdsbatch::run::chronicle::Chronicle;
use vdsbatch::run::{End, Run, Tally, Verdict};
use vdsbatch::sheet::RowNo;

use crate::harness::{moment, orders, run_of};

/// Orders that each run sends.
pub const SENT: u32 = 50;

/// The runs, one in each month of 2026.
pub const RUNS: i8 = 12;

/// The run whose tariff table is in another currency.
const FOREIGN: i8 = 5;

pub struct World {
    pub book: Book,
    login: &'static str,
}

/// What one run has: its record, and its orders in the order of its lines.
struct Month {
    run: Run,
    at: Timestamp,
}

pub fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn domain(month: i8, n: u32) -> Domain {
    Domain::new(&format!("m{month}-{n}.example.ru")).expect("a domain")
}

fn service_id(month: i8, n: u32) -> String {
    format!("{}", 100_000 + u32::from(month.unsigned_abs()) * 1000 + n)
}

fn money(amount: u32) -> Money {
    Money::new(Decimal::from(amount)).expect("money")
}

fn ordered_on(month: i8) -> Date {
    date(2026, month, 10)
}

/// What the panel lists of an order's service.
fn service(month: i8, n: u32, months: i32) -> Service {
    Service {
        id: service_id(month, n),
        domain: domain(month, n).ascii().to_owned(),
        state: Some(if n % 10 == 9 { ServiceState::Deleted } else { ServiceState::Active }),
        created: Some(ordered_on(month)),
        expires: ordered_on(month).checked_add(months.months()).ok(),
        cost: Some(money(1000 + n)),
        // One panel in a year bills a service in dollars.
        currency: Some(
            if (month, n) == (2, 3) {
                "USD"
            } else if month == FOREIGN {
                "EUR"
            } else {
                "руб."
            }
            .to_owned(),
        ),
        ..Service::default()
    }
}

fn order(month: i8, n: u32) -> Order {
    let mut order = orders(1).remove(0);
    order.row = RowNo::from_index(n);
    order.cell.row = order.row;
    order.domain = domain(month, n);
    // Every seventh row says no price, as a sheet may.
    order.price = (!n.is_multiple_of(7)).then(|| money(1000 + n + n % 3));
    ["", "Shop", "ИТ", "=1+1"][n as usize % 4].clone_into(&mut order.cost_centre);
    order.reference = format!("REQ-{}", n % 5);
    "=HYPERLINK(\"x\")".clone_into(&mut order.comment);
    order
}

fn sent(at: Timestamp, outcome: Outcome) -> Outcome {
    Outcome { attempts: 1, http_status: Some(200), sent_at: Some(at), ended_at: Some(at), ..outcome }
}

/// How an order's own run leaves it.
fn outcome(month: i8, n: u32, at: Timestamp) -> Outcome {
    let of = match n % 10 {
        0..=3 | 9 => Outcome { service: Some(Box::new(service(month, n, 1))), ..Outcome::new(Status::Confirmed) },
        4 | 5 => Outcome::new(Status::Accepted),
        6 => Outcome::because(Status::Rejected, Reason::new(ReasonCode::DomainInUse)),
        _ => Outcome::because(Status::Unknown, Reason::new(ReasonCode::TimedOut)),
    };
    sent(at, of)
}

impl World {
    /// A year of an account.
    pub fn new(login: &'static str) -> Self {
        let mut world = Self { book: Book::in_memory().expect("tables"), login };
        (1..=RUNS).for_each(|month| world.month(month));
        world.adopt();
        world.charge();
        world
    }

    pub fn chronicle(&self) -> Chronicle {
        self.book.chronicle().expect("read")
    }

    pub fn write(&mut self, write: &Write) -> (i64, u32) {
        self.book.write(write).expect("written")
    }

    fn run(&self, month: i8, at: Timestamp) -> Run {
        let mut run = run_of(&[]);
        run.facts.id = format!("2026{month:02}10T213000Z-00{month:02}");
        run.facts.started = at;
        run.facts.input.sha256 = format!("{month:064}");
        run.facts.input.file = format!("month-{month}.xlsx");
        let panel = PanelUrl::parse("https://billing.example.ru/billmgr").expect("an address");
        run.facts.account = Some(Account { panel, login: self.login.to_owned() });
        if month == FOREIGN {
            run.facts.catalog.currency = Some("EUR".to_owned());
        }
        run
    }

    fn month(&mut self, month: i8) {
        // At half past nine in the evening of UTC it is the next day in Moscow, on whose days all is counted.
        let at = at(&format!("2026-{month:02}-09T21:30:00Z"));
        let mut of = Month { run: self.run(month, at), at };
        let mut all: Vec<Order> = (0..SENT).map(|n| order(month, n)).collect();
        if month == RUNS {
            // An order in doubt of the month before is sent for the second time.
            let mut again = order(month - 1, 18);
            again.row = RowNo::from_index(SENT + 5);
            all.push(again);
        }
        let lines = run_of(&all).lines;
        of.run.lines = lines;
        of.run.servers = of.run.lines.len() as u64;
        self.met_before(&mut of, month);
        self.write(&Write::Start(std::sync::Arc::new(of.run.clone())));
        let claims = all.iter().map(|order| Claiming { again: is_again(month, order), ..claiming(order) });
        let agreed = Signature { operator: "anna".to_owned(), at };
        let claims = claims.collect();
        self.write(&Write::Claim { run: of.run.facts.id.clone(), claims, agreed });
        for order in &all {
            self.send(&mut of, month, order);
        }
        self.finish(of);
        self.settle(month);
    }

    /// Rows that ask for what stands already: one of the month before, and one that is invalid.
    fn met_before(&self, of: &mut Month, month: i8) {
        let mut invalid = run_of(&[order(month, 900)]).lines.remove(0);
        (invalid.order, invalid.outcome) = (None, Outcome::new(Status::Invalid));
        of.run.lines.push(invalid);
        if month > 1 {
            let mut met = run_of(&[order(month - 1, 0)]).lines.remove(0);
            met.row = RowNo::from_index(901);
            let run = Some(self.run(month - 1, of.at).facts.id);
            let earlier = Earlier { run, at: Some(of.at - 720.hours()), status: Status::Confirmed };
            met.outcome = Outcome {
                service: Some(Box::new(service(month - 1, 0, 1))),
                earlier: Some(earlier),
                ..Outcome::new(Status::AlreadyOrdered)
            };
            of.run.lines.push(met);
        }
        of.run.servers = of.run.lines.len() as u64;
    }

    fn send(&mut self, of: &mut Month, month: i8, order: &Order) {
        let run = of.run.facts.id.clone();
        let (attempt, _) =
            self.write(&Write::Begin { run: run.clone(), order: Box::new(order.clone()), now: moment(of.at) });
        let came = if is_again(month, order) {
            sent(
                of.at,
                Outcome { service: Some(Box::new(service(RUNS - 1, 18, 1))), ..Outcome::new(Status::Confirmed) },
            )
        } else {
            outcome(month, order.row.get() - 1, of.at)
        };
        let close = Write::Close {
            attempt,
            run,
            order: Box::new(order.clone()),
            outcome: Box::new(came.clone()),
            now: moment(of.at),
        };
        self.write(&close);
        let line = of.run.lines.iter_mut().find(|line| line.row == order.row).expect("its line");
        line.outcome = came;
    }

    fn finish(&mut self, of: Month) {
        let tally: Tally = of.run.lines.iter().map(|line| line.outcome.status).collect();
        let end = End {
            at: of.at + 5.minutes(),
            verdict: Verdict::of_run(&tally, None, true),
            stop: None,
            unexplained: Vec::new(),
            closing: None,
            enquiry: None,
            approval: None,
        };
        self.write(&Write::Finish { run: std::sync::Arc::new(of.run), end: Box::new(end) });
    }

    /// What lists and people say of a month's orders afterwards.
    fn settle(&mut self, month: i8) {
        let later = at(&format!("2026-{month:02}-20T08:00:00Z"));
        let listed = |n: u32| matches!(n % 10, 0..=4 | 7 | 9);
        let mut services: Vec<Service> = (0..SENT).filter(|n| listed(*n)).map(|n| service(month, n, 1)).collect();
        services.push(adopted());
        let listing = Listing { services, asked: later, ..Listing::default() };
        self.write(&Write::Listing { run: None, listing });
        let found = (0..SENT).filter(|n| n % 10 == 4).map(|n| Finding {
            domain: domain(month, n),
            before: ClaimState::Accepted,
            state: ClaimState::Confirmed,
            service: service(month, n, 1),
        });
        let findings =
            Findings { found: found.collect(), asked: Moment { at: later, ..moment(later) }, ..Findings::default() };
        self.write(&Write::Findings { findings });
        for n in (0..SENT).filter(|n| matches!(n % 10, 7 | 8) && (month, *n) != (RUNS - 1, 18)) {
            let ruled = if n % 10 == 7 { Ruled::Ordered(service_id(month, n)) } else { Ruled::NotOrdered };
            let signed = Signature { operator: "борис".to_owned(), at: later };
            let ruling = Ruling::new(ruled, "=1+1 seen in the panel");
            self.write(&Write::Decide { domain: domain(month, n), ruling, signed });
        }
    }

    fn adopt(&mut self) {
        let signed = Signature { operator: "anna".to_owned(), at: at("2026-07-01T08:00:00Z") };
        let ruling = Ruling::new(Ruled::Adopt("900001".to_owned()), "made by hand");
        let domain = Domain::new("adopted.example.ru").expect("a domain");
        self.write(&Write::Decide { domain, ruling, signed });
    }

    /// What the panel charged: first periods, renewals, money that came back, and what is of no order.
    fn charge(&mut self) {
        let mut charges = Vec::new();
        for month in 1..=RUNS {
            for n in (0..SENT).filter(|n| matches!(n % 10, 0..=2)) {
                charges.push(charge(month, n, ordered_on(month), 1000 + i64::from(n)));
                let renewed = ordered_on(month).checked_add(1.month()).expect("a day");
                charges.push(charge(month, n, renewed, 1000 + i64::from(n)));
            }
            // A deleted service's money comes back in part.
            charges.push(charge(month, 9, ordered_on(month), 1009));
            charges.push(charge(month, 9, ordered_on(month), -500));
        }
        let stray = Charge { service: Some("777777".to_owned()), ..charge(3, 990, date(2026, 3, 31), 50) };
        let undated = Charge { charged_on: None, ..charge(3, 991, date(2026, 3, 31), 60) };
        charges.extend([stray, undated]);
        for (charge, id) in charges.iter_mut().zip(1..) {
            charge.id = format!("{id}");
        }
        self.write(&Write::Charges { charges, seen: at("2026-12-30T08:00:00Z") });
    }
}

fn charge(month: i8, n: u32, on: Date, amount: i64) -> Charge {
    Charge {
        service: Some(service_id(month, n)),
        amount: Decimal::from(amount),
        currency: Some(if month == FOREIGN { "EUR" } else { "RUB" }.to_owned()),
        charged_on: Some(on),
        from: Some(on),
        ..Charge::default()
    }
}

/// Whether an order is the one in doubt that the last run sends for the second time.
fn is_again(month: i8, order: &Order) -> bool {
    month == RUNS && order.domain == domain(RUNS - 1, 18)
}

fn claiming(order: &Order) -> Claiming {
    Claiming { order: order.clone(), listed_before: Vec::new(), again: false, key: None, cart_item: None }
}

fn adopted() -> Service {
    Service {
        id: "900001".to_owned(),
        domain: "adopted.example.ru".to_owned(),
        created: Some(date(2026, 6, 15)),
        tariff: Some("By hand".to_owned()),
        ..service(6, 0, 1)
    }
}
