//! The practice panel: BILLmanager 4, 5 or 6 on loopback, for learning, rehearsal and tests.
//!
//! It speaks the dialect of the catalogue on the same wire as a real panel (TLS aside), checks every id against
//! the catalogue, keeps domains unique where that says so and money counted, and can be told to misbehave ([`Faults`]). What it
//! makes is in its file before it is answered, so a test can trust its record after a crash.
//!
//! It refuses as version 4 does (a code, an object, a value), keeps sessions, and answers in the form that is
//! asked for: XML, JSON, or a page for a browser. So clients that others wrote can be tried on it as well.
//!
//! Panels of today refuse by a type, and have a cart, keys of orders, and forms: all that is theirs is in `today`.
//!
//! To add a fault: a row of `kinds!` in `kind` (and what it befalls, in `befalls`), what it does in `fate`, or for
//! lists in `panel`, and for panels of today in `today`; and its word in the README's list and in the help of
//! `--faults`, which are compared with the kinds. What goes for every request is a row of `manners!` in `manner`.

pub(crate) mod bjson;
pub(crate) mod echo;
pub(crate) mod error;
pub(crate) mod fate;
pub(crate) mod faults;
pub(crate) mod kept;
pub(crate) mod kind;
pub(crate) mod list;
pub(crate) mod manner;
pub(crate) mod node;
pub(crate) mod order;
pub(crate) mod owned;
pub(crate) mod page;
pub(crate) mod panel;
pub(crate) mod parameters;
pub(crate) mod price;
pub(crate) mod record;
pub(crate) mod refusal;
pub(crate) mod reply;
pub(crate) mod seller;
pub(crate) mod server;
pub(crate) mod session;
pub(crate) mod state;
pub(crate) mod steps;
pub(crate) mod today;
pub(crate) mod visitor;

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rust_decimal::Decimal;
use tokio::sync::oneshot;

pub use self::error::SandboxError;
pub use self::faults::{Faults, FaultsError};
pub use self::kind::Kind;
pub use self::manner::Manner;
pub use self::owned::{Charge, Item, Owned, Standing};
use self::panel::Panel;
pub use self::price::INVENTED;
pub use self::record::{ConfirmRequest, OrderRequest, Record};
use self::seller::Seller;
use self::state::{Beginning, State};
pub use self::today::{ROOT_PASSWORD, TOTP};
use crate::catalog::{Catalog, Dialect};
use crate::money::Money;

/// How a practice panel is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The folder that keeps what is ordered; none forgets it.
    pub dir: Option<PathBuf>,
    /// How it misbehaves.
    pub faults: Faults,
    /// The login that it takes.
    pub login: String,
    /// The password that it takes.
    pub password: String,
    /// The money in the account.
    pub balance: Money,
    /// How far the balance may go below nothing.
    pub limit: Money,
    /// What of the balance is kept for something else.
    pub reserved: Money,
    /// Whether every call needs a second factor from the beginning.
    pub second_factor: bool,
    /// Whether a second service of the same domain is refused.
    pub unique_domains: bool,
}

impl Default for Settings {
    /// A well-behaved panel with plenty of money, login `practice`, password `practice`.
    fn default() -> Self {
        Self {
            port: 0,
            dir: None,
            faults: Faults::default(),
            login: "practice".to_owned(),
            password: "practice".to_owned(),
            balance: Money::new(Decimal::from(100_000_000)).unwrap_or_default(),
            limit: Money::ZERO,
            reserved: Money::ZERO,
            second_factor: false,
            unique_domains: true,
        }
    }
}

/// A running practice panel. It ends when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    panel: Arc<Panel>,
    port: u16,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a panel that sells what the catalogue holds.
    ///
    /// # Errors
    ///
    /// [`SandboxError::Port`] when the port cannot be had, [`SandboxError::State`] when the folder
    /// cannot be used or another panel uses it.
    pub fn start(catalog: &Catalog, settings: Settings) -> Result<Self, SandboxError> {
        let port = settings.port;
        let refused = |why| SandboxError::Port { port, why };
        let Settings { balance, limit, reserved, unique_domains, .. } = settings;
        let ids = ids(catalog.protocol.dialect);
        let beginning = Beginning { balance, limit, reserved, unique_domains, ids };
        let mut state = State::open(settings.dir.as_deref(), beginning)?;
        state.second_factor = settings.second_factor;
        if !settings.faults.keeps_filter() {
            state.clear_filter();
        }
        let Settings { faults, login, password, .. } = settings;
        let seller = Seller { catalog: catalog.clone(), faults, login, password };
        let panel = Arc::new(Panel { seller, state: Mutex::new(state) });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(refused)?;
        // tokio takes no listener that would block its thread.
        listener.set_nonblocking(true).map_err(refused)?;
        let port = listener.local_addr().map_err(refused)?.port();
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&panel);
        let thread = std::thread::Builder::new()
            .name("sandbox".to_owned())
            .spawn(move || drop(server::serve(listener, &served, stopped)))
            .map_err(refused)?;
        Ok(Self { panel, port, stop: Some(stop), thread: Some(thread) })
    }

    /// The panel's address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/billmgr", self.port)
    }

    /// What really happened so far.
    #[must_use]
    pub fn record(&self) -> Record {
        self.panel.state().record.clone()
    }

    /// Makes a service by hand, as somebody in the web interface would. Returns its id.
    #[expect(clippy::must_use_candidate, reason = "made for its effect")]
    pub fn add_service(&self, domain: &str) -> u64 {
        let service = self.panel.by_hand(domain);
        self.panel.state().make(service).unwrap_or_default()
    }

    /// Lays something into the account's cart by hand, as somebody in the web interface would. Returns the item's id.
    #[expect(clippy::must_use_candidate, reason = "made for its effect")]
    pub fn lay_into_cart(&self, domain: &str) -> u64 {
        let service = self.panel.by_hand(domain);
        self.panel.state().lay(service, true).unwrap_or_default()
    }

    /// Empties the account's cart by hand: nothing is made of what lay there.
    pub fn empty_cart(&self) {
        let mut state = self.panel.state();
        let items = state.record.cart.iter().map(|item| item.id).collect();
        state.take_out(items);
    }

    /// Pays for the whole cart by hand. Returns the ids of its services.
    #[expect(clippy::must_use_candidate, reason = "made for its effect")]
    pub fn pay_cart(&self) -> Vec<u64> {
        let mut state = self.panel.state();
        let items = state.record.cart.clone();
        // What lies in a basket of BILLmanager 5 is a service already, which waits for its payment.
        let waits = |item: &Item| {
            let same = |service: &&Owned| service.id == item.service.id && service.standing == Standing::Unpaid;
            state.record.services.iter().find(same).map(|service| service.id)
        };
        let (there, anew): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| waits(item).is_some());
        let paid: Vec<u64> = there.iter().filter_map(waits).collect();
        let settled = state.settle(paid.clone()) && state.take_out(there.iter().map(|item| item.id).collect());
        let mut ids = if settled { paid } else { Vec::new() };
        ids.extend(state.confirm(&anew, None).unwrap_or_default());
        ids
    }

    /// Saves a filter by hand that hides every service which is made from now on.
    pub fn save_filter(&self) {
        self.panel.state().save_filter();
    }

    /// Puts so much money into the account, in place of what there is.
    pub fn set_balance(&self, balance: Money) {
        self.panel.state().balance = balance.amount();
    }

    /// Ends every session.
    pub fn end_sessions(&self) {
        self.panel.state().sessions.end_all();
    }

    /// Deletes a service by hand; it stays listed as deleted.
    pub fn delete_service(&self, id: u64) {
        self.panel.state().delete(id);
    }

    /// Deletes a service for good: neither a list nor its own form shows it any more, as at panels that hide what
    /// is deleted.
    pub fn purge_service(&self, id: u64) {
        let mut state = self.panel.state();
        state.delete(id);
        state.hidden.insert(id);
        state.purged.insert(id);
    }

    /// Hides a service from every list, as a filter saved in the web interface does: the number of
    /// services that the panel states shrinks as well. A panel of today that is asked for everything (`filter=off`)
    /// shows it all the same.
    pub fn hide_service(&self, id: u64) {
        self.panel.state().hidden.insert(id);
    }

    /// Takes the filter away again.
    pub fn show_service(&self, id: u64) {
        self.panel.state().hidden.remove(&id);
    }

    /// Waits until the panel ends, which it does only with the process.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The first ids of services and of what lies in carts, which are never mixed up.
const fn ids(dialect: Dialect) -> (u64, u64) {
    match dialect {
        Dialect::Billmanager4 => (100_001, 4_201),
        Dialect::Billmanager5 => (7_100_001, 90_011),
        Dialect::Billmanager6 => (7_100_001, 4_211),
    }
}
