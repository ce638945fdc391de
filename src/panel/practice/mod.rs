//! The practice panel: BILLmanager 4 on loopback, for learning, rehearsal and tests.
//!
//! It speaks the same wire as a real panel (TLS aside), checks every id against the catalogue,
//! keeps domains unique and money counted, and can be told to misbehave ([`Faults`]). What it
//! makes is in its file before it is answered, so a test can trust its record after a crash.
//!
//! It refuses as version 4 does (a code, an object, a value), keeps sessions, and answers in the form that is
//! asked for: XML, JSON, or a page for a browser. So clients that others wrote can be tried on it as well.
//!
//! To add a fault: a row of `kinds!` in `kind` (and, if it befalls lists, its name in `of_lists`), what it
//! does in `fate`, or for lists in `panel`, and its word in the README's list and in the help of `--faults`,
//! which are compared with the kinds.

pub(crate) mod echo;
pub(crate) mod error;
pub(crate) mod fate;
pub(crate) mod faults;
pub(crate) mod kind;
pub(crate) mod list;
pub(crate) mod node;
pub(crate) mod order;
pub(crate) mod page;
pub(crate) mod panel;
pub(crate) mod parameters;
pub(crate) mod price;
pub(crate) mod refusal;
pub(crate) mod reply;
pub(crate) mod server;
pub(crate) mod session;
pub(crate) mod state;

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rust_decimal::Decimal;
use tokio::sync::oneshot;

pub use self::error::SandboxError;
pub use self::faults::{Faults, FaultsError};
pub use self::kind::Kind;
use self::panel::Panel;
pub use self::price::INVENTED;
use self::state::State;
pub use self::state::{OrderRequest, Owned, Record, Standing};
use crate::catalog::Catalog;
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
        let mut state = State::open(settings.dir.as_deref(), settings.balance, settings.unique_domains)?;
        if !settings.faults.keeps_filter() {
            state.clear_filter();
        }
        let panel = Arc::new(Panel {
            catalog: catalog.clone(),
            faults: settings.faults,
            login: settings.login,
            password: settings.password,
            state: Mutex::new(state),
        });
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
        let mut state = self.panel.state();
        state.make(Owned {
            id: 0,
            domain: domain.to_lowercase(),
            tariff: "KVM Ferrum".to_owned(),
            template: "Debian-7-x86_64-minimal".to_owned(),
            months: 1,
            renewal: Some(1),
            cost: Money::ZERO,
            invented: false,
            standing: Standing::InProgress,
            deleted: false,
            listed: 0,
        });
        state.record.services.last().map_or(0, |service| service.id)
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
    /// services that the panel states shrinks as well.
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
