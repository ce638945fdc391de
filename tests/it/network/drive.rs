//! One cell, played through the real client, the real workers and a real ledger.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use jiff::SignedDuration;

use reqwest::dns::Resolve;
use vdsbatch::account::PanelUrl;
use vdsbatch::host::secret::SecretString;
use vdsbatch::host::signal::StopSignal;
use vdsbatch::ledger::{Ledger, Place};
use vdsbatch::order::attempt::{Attempt, Journal};
use vdsbatch::order::claim::{ClaimState, Claiming, Settle};
use vdsbatch::order::findings::{Scope, findings};
use vdsbatch::order::plan::{self, Decision, Listed, Rules};
use vdsbatch::order::service::{Controls, Listing};
use vdsbatch::order::{Order, Outcome, Reason, ReasonCode, Status};
use vdsbatch::panel::http::{Client, Deadlines};
use vdsbatch::panel::{self, Balance, Delivery, Panel, ReadError};
use vdsbatch::run::Stop;
use vdsbatch::submit::{Batch, Manners, Settings, Waits, Watch};
use vdsbatch::text::lang::Lang;

use super::cell::{Cell, Context, Fault, Phase, Spell, Truth};
use super::oracle::End;
use super::panel::TestPanel;
use super::tls;
use crate::harness::{CANARY, LOGIN, catalog, orders, run_of};

/// Three lists without any wait between them prove an order absent.
fn rules() -> Rules {
    Rules { settle: Settle::of_seconds(0), after_refusal: SignedDuration::ZERO, ..crate::harness::rules() }
}

/// The real client, which meets the fault when its order's turn comes.
struct Meeting<'p> {
    panel: &'p TestPanel,
    cell: Cell,
    domain: String,
    met: AtomicBool,
    patient: Client,
    /// Gives up soon; for faults that only a deadline ends.
    hasty: Option<(Client, Client)>,
}

impl<'p> Meeting<'p> {
    fn new(panel: &'p TestPanel, cell: Cell, order: &Order, ca: Option<&Path>) -> Self {
        let names: Arc<dyn Resolve> = Arc::clone(&panel.names) as _;
        let client = |connect: u64, exchange: u64| {
            let settings = panel::http::Settings {
                panel: PanelUrl::parse(panel.url).expect("an address"),
                protocol: vdsbatch::catalog::Protocol::usual(vdsbatch::catalog::Dialect::Billmanager4),
                login: LOGIN.to_owned(),
                password: SecretString::from(CANARY),
                fixed: catalog().fixed,
                trust: panel::http::Trust { ca_file: ca.map(Path::to_owned), ..panel::http::Trust::default() },
                sign_in: vdsbatch::account::SignIn::Stateless,
                deadlines: Deadlines {
                    connect: Duration::from_millis(connect),
                    exchange: Duration::from_millis(exchange),
                    ..Deadlines::default()
                },
            };
            Client::resolving(settings, &names).expect("a client")
        };
        let endless = cell.fault == Fault::Hang || (cell.phase, cell.fault) == (Phase::Waiting, Fault::Flood);
        let hasty = match cell.phase {
            _ if !endless => None,
            Phase::Dns | Phase::Connect | Phase::Handshake => Some((client(150, 60_000), client(150, 60_000))),
            // An order has to reach the panel before it is given up; a read has not.
            _ => Some((client(30_000, 1_000), client(30_000, 200))),
        };
        let domain = order.domain.ascii().to_owned();
        Self { panel, cell, domain, met: AtomicBool::new(false), patient: client(30_000, 120_000), hasty }
    }

    fn reader(&self) -> &Client {
        self.hasty.as_ref().filter(|_| self.panel.is_hit()).map_or(&self.patient, |(_, reader)| reader)
    }
}

impl Panel for Meeting<'_> {
    fn order(&self, attempt: &Attempt<'_>) -> Delivery {
        if attempt.order().domain.ascii() == self.domain {
            let first = !self.met.swap(true, Ordering::SeqCst);
            if first && self.cell.truth == Truth::Earlier {
                self.panel.execute_earlier(&self.domain);
            }
            if first || self.cell.spell != Spell::Once {
                self.panel.hit();
            }
        }
        let client = self.hasty.as_ref().filter(|_| self.panel.is_hit()).map_or(&self.patient, |(sender, _)| sender);
        let delivery = client.order(attempt);
        if self.cell.spell != Spell::Lasting {
            self.panel.spare();
        }
        delivery
    }

    fn services(&self) -> Result<Listing, ReadError> {
        self.reader().services()
    }

    fn balance(&self) -> Result<Option<Balance>, ReadError> {
        self.reader().balance()
    }
}

fn settings(listing: &Listing) -> Settings {
    let none = |count| vec![Duration::ZERO; count];
    let looking = Duration::from_mins(1);
    let waits = Waits { retry: none(4), lookup: none(2), looking, probe: none(2), throttle: Duration::ZERO };
    let controls = Controls { services: listing.known(), positive: Vec::new() };
    Settings {
        jobs: NonZeroUsize::MIN,
        rate: None,
        waits,
        controls,
        currency: None,
        manners: Manners { unique: true, cart: false },
        recover: None,
        lang: Lang::En,
    }
}

/// What a start comes to: how each order is decided, and what may be sent.
type Started = (Vec<Decision>, Vec<Claiming>, Listing);

/// A start, as `process` does it: run on disk, list, what it settles, decisions, claims. An error if
/// the list cannot be had: nothing is sent then.
fn start(ledger: &Ledger, orders: &[Order], id: &str, panel: &dyn Panel) -> Result<Started, ReadError> {
    let history = ledger.history().expect("read");
    let mut run = run_of(orders);
    id.clone_into(&mut run.facts.id);
    ledger.start(&mut run.clone()).expect("written");
    let listing = panel.services()?.held_against(&history.controls());
    ledger.journal(id).write_listing(&listing).expect("written");
    ledger.found(&findings(&history, &listing, Scope::Unsettled, rules())).expect("written");
    assert_eq!(listing.gap, None);
    let history = ledger.history().expect("read");
    let listed = Listed::new(&listing);
    let decisions: Vec<Decision> =
        orders.iter().map(|order| plan::with_list(order, &history, &listed, rules())).collect();
    let may_be_sent = |(order, decision): (&Order, &Decision)| {
        (!matches!(decision, Decision::Stands(_))).then(|| plan::claiming(order, &history, &listed))
    };
    let claims: Vec<Claiming> = orders.iter().zip(&decisions).filter_map(may_be_sent).collect();
    ledger.claim(id, claims.clone(), "anna").expect("written");
    drop(listed);
    Ok((decisions, claims, listing))
}

/// What became of the orders that were sent, in their order, and why the run stopped.
fn send(
    ledger: &Ledger,
    claims: &[Claiming],
    id: &str,
    panel: &dyn Panel,
    listing: &Listing,
) -> (Vec<Outcome>, Option<Stop>) {
    let (journal, settings) = (ledger.journal(id), settings(listing));
    let (events, _happened) = channel();
    let batch = Batch { panel, journal: &journal, orders: claims, settings: &settings };
    let watch = Watch { signal: &StopSignal::new(), events: &events };
    let mut submitted = batch.send(&watch);
    if submitted.sent {
        let _ = batch.confirm(&mut submitted.outcomes, &watch);
    }
    (submitted.outcomes, submitted.stop)
}

/// An earlier run's try of the order, whose end nobody knows, and three lists that do not show it.
fn prove_absent(ledger: &Ledger, order: &Order, panel: &dyn Panel) {
    let id = "20261123T120000Z-0000";
    let orders = std::slice::from_ref(order);
    start(ledger, orders, id, panel).expect("a start");
    let attempt =
        Attempt::begin(&ledger.journal(id), crate::harness::claimed(order), &crate::harness::now()).expect("written");
    let lost = Outcome::because(Status::Unknown, Reason::new(ReasonCode::TimedOut));
    attempt.close(&ledger.journal(id), &lost, &crate::harness::now()).expect("written");
    for _ in 0..3 {
        let history = ledger.history().expect("read");
        let listing = panel.services().expect("a list").held_against(&history.controls());
        ledger.list(&listing).expect("written");
        ledger.found(&findings(&history, &listing, Scope::Unsettled, rules())).expect("written");
    }
}

/// Attempts in the ledger for a domain, and how many of them are open.
fn attempts(database: &Path, order: &Order) -> (u32, u32) {
    let db = rusqlite::Connection::open_with_flags(database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
        .expect("the ledger");
    db.query_row(
        "SELECT count(*), count(*) FILTER (WHERE ended IS NULL) FROM attempt JOIN claim ON claim.id = attempt.claim
         WHERE claim.domain = ?1",
        [order.domain.ascii()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .expect("a count")
}

/// Plays a cell and returns what it came to.
pub fn play(cell: Cell) -> End {
    let dir = tempfile::tempdir().expect("a folder");
    let ca: Option<PathBuf> = cell.is_tls().then(|| dir.path().join("ca.pem"));
    if let Some(file) = &ca {
        std::fs::write(file, &tls::matrix().pem).expect("a file");
    }
    let place = Place::in_folder(dir.path().join("ledger"));
    let panel = TestPanel::start(cell);
    let all = orders(3);
    let (order, behind) = (&all[1], &all[2]);
    let meeting = Meeting::new(&panel, cell, order, ca.as_deref());
    let sheet = if cell.context == Context::Opening { &all[1..] } else { &all[..] };
    let id = "20261124T120000Z-0001";

    let (status, stop) = if cell.context == Context::Crash {
        crash(&place, &all, &meeting);
        at_next_start(&place, sheet, order, &meeting)
    } else {
        let ledger = Ledger::open(&place).expect("a ledger");
        if cell.context == Context::Again {
            prove_absent(&ledger, order, &meeting);
        }
        let (_, claims, listing) = start(&ledger, sheet, id, &meeting).expect("a list");
        assert_eq!(claims.len(), sheet.len());
        let (outcomes, stop) = send(&ledger, &claims, id, &meeting, &listing);
        let at = usize::from(cell.context != Context::Opening);
        assert_eq!(claims[at].again, cell.context == Context::Again);
        (outcomes[at].status, stop)
    };

    let database = place.folder().join("ledger.db");
    let state = || -> Option<ClaimState> {
        let history = vdsbatch::ledger::glance(&place).expect("a ledger");
        history.claims.get(&order.domain).map(|claim| claim.state)
    };
    let (claim, attempts, went_on) = (state(), attempts(&database, order), attempts(&database, behind).0 > 0);
    let requests = panel.requests(order.domain.ascii());
    panel.heal();
    let ledger = Ledger::open(&place).expect("a ledger");
    let (decisions, ..) =
        start(&ledger, std::slice::from_ref(order), "20261125T120000Z-0002", &meeting).expect("a list");
    let next = match &decisions[0] {
        Decision::Send => None,
        Decision::SendAgain | Decision::Pay(_) => Some(Status::Ready),
        Decision::Stands(outcome) => Some(outcome.status),
    };
    assert!(panel.services(order.domain.ascii()) <= 1, "it exists twice");
    assert!(next.is_some() || panel.services(order.domain.ascii()) == 0, "it exists and would be sent");
    End { status, stop, requests, attempts, claim, went_on, next }
}

/// A process that dies while it waits for the answer to its second order.
fn crash(place: &Place, all: &[Order], meeting: &Meeting<'_>) {
    let ledger = Ledger::open(place).expect("a ledger");
    let id = "20261123T120000Z-0000";
    start(&ledger, all, id, meeting).expect("a list");
    let attempt =
        Attempt::begin(&ledger.journal(id), crate::harness::claimed(&all[1]), &crate::harness::now()).expect("written");
    drop(meeting.order(&attempt));
}

/// The next process: what it finds, and what it sends.
fn at_next_start(place: &Place, sheet: &[Order], order: &Order, panel: &dyn Panel) -> (Status, Option<Stop>) {
    let ledger = Ledger::open(place).expect("a ledger");
    let id = "20261124T120000Z-0001";
    let stands = |decision: Decision| match decision {
        Decision::Stands(outcome) => outcome.status,
        Decision::Send | Decision::SendAgain | Decision::Pay(_) => Status::Ready,
    };
    let Ok((mut decisions, claims, listing)) = start(&ledger, sheet, id, panel) else {
        // Nothing is sent; what the ledger says stands.
        let history = ledger.history().expect("read");
        return (stands(plan::from_ledger(order, &history, rules())), None);
    };
    let stop = send(&ledger, &claims, id, panel, &listing).1;
    (stands(decisions.swap_remove(1)), stop)
}
