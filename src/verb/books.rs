//! Whom a run deals with: the account, its ledger, its panel; or the practice panel.

use std::path::PathBuf;

use super::process::{Job, PanelChoice};
#[cfg(feature = "sandbox")]
use super::settings::SettingsError;
use crate::account::Account;
use crate::billing::{Client, Deadlines, Panel, Settings, Unlisted};
use crate::catalog::Catalog;
use crate::claim::History;
use crate::lang::{Lang, tr};
use crate::ledger::{self, Ledger, LedgerError, Place, glance};
use crate::run::{Run, Trail};
use crate::secret::Password;
use crate::submit::Waits;
use crate::verb::error::Error;

/// The account and what belongs to it, held while the run lasts.
#[derive(Debug)]
pub struct Session {
    /// The account.
    pub account: Account,
    /// Its ledger.
    pub ledger: Ledger,
    /// Whether the panel is the practice panel.
    pub sandbox: bool,
    password: Password,
    ca_file: Option<PathBuf>,
    #[cfg(feature = "sandbox")]
    _practice: Option<Practice>,
}

/// The practice panel inside this program. It and its ledger live and die together.
#[cfg(feature = "sandbox")]
#[derive(Debug)]
struct Practice {
    _panel: crate::sandbox::Sandbox,
    _folder: Option<tempfile::TempDir>,
}

impl Session {
    /// Starts the practice panel if it is wanted, and opens the account's ledger.
    ///
    /// # Errors
    ///
    /// When the ledger cannot be opened or the practice panel cannot be started. Nobody is not an
    /// account: a plan without one uses [`history`] instead.
    pub fn open(choice: &PanelChoice, catalog: &Catalog) -> Result<Option<Self>, Error> {
        match choice {
            PanelChoice::Nobody => Ok(None),
            PanelChoice::Panel { account, password, ca_file, ledgers } => Ok(Some(Self {
                account: account.clone(),
                ledger: Ledger::open(&Place::of_account(ledgers, account))?,
                sandbox: false,
                password: password.clone().without_asking()?,
                ca_file: ca_file.clone(),
                #[cfg(feature = "sandbox")]
                _practice: None,
            })),
            #[cfg(feature = "sandbox")]
            PanelChoice::Practice { dir, faults } => Ok(Some(Self::practice(catalog, dir.as_ref(), faults)?)),
        }
    }

    #[cfg(feature = "sandbox")]
    fn practice(catalog: &Catalog, dir: Option<&PathBuf>, faults: &crate::sandbox::Faults) -> Result<Self, Error> {
        let folder = if dir.is_none() { Some(tempfile::Builder::new().prefix("vdsbatch-").tempdir()?) } else { None };
        let kept = dir.cloned().or_else(|| folder.as_ref().map(|folder| folder.path().to_owned())).unwrap_or_default();
        let ledger = Ledger::open(&Place::in_folder(kept.join("ledger")))?;
        let settings = crate::sandbox::Settings {
            dir: Some(kept.join("panel")),
            faults: faults.clone(),
            ..crate::sandbox::Settings::default()
        };
        let login = settings.login.clone();
        let password = Password::Held(settings.password.clone().into());
        let panel = crate::sandbox::Sandbox::start(catalog, settings)?;
        let url = crate::account::PanelUrl::parse(&panel.url()).map_err(SettingsError::from)?;
        Ok(Self {
            account: Account { panel: url, login },
            ledger,
            sandbox: true,
            password,
            ca_file: None,
            _practice: Some(Practice { _panel: panel, _folder: folder }),
        })
    }

    /// The panel of a run; asks for the password if nobody gave it.
    ///
    /// # Errors
    ///
    /// When there is no password, or the client cannot be made.
    pub fn panel(&self, job: &Job, lang: Lang) -> Result<Box<dyn Panel>, Error> {
        let client = self.client(&job.catalog, lang)?;
        Ok(if job.no_list { Box::new(Unlisted(client)) } else { Box::new(client) })
    }

    /// The client of the panel, whose list can be read; asks for the password if nobody gave it.
    ///
    /// # Errors
    ///
    /// When there is no password, or the client cannot be made.
    pub fn client(&self, catalog: &Catalog, lang: Lang) -> Result<Client, Error> {
        let account = &self.account;
        let password = self.password.get(&tr!(lang, "password of {account}: ", "пароль для {account}: "))?;
        Ok(Client::new(Settings {
            panel: self.account.panel.clone(),
            login: self.account.login.clone(),
            password,
            fixed: catalog.fixed.clone(),
            ca_file: self.ca_file.clone(),
            deadlines: Deadlines::default(),
        })?)
    }

    /// How long to wait for what: a panel on this machine answers at once or not at all.
    #[must_use]
    pub fn waits(&self) -> Waits {
        if self.account.panel.is_loopback() { Waits::loopback() } else { Waits::default() }
    }
}

/// What the account's ledger knows, for a plan that sends nothing: read without taking the lock.
///
/// # Errors
///
/// When a ledger is there and cannot be read.
pub fn history(job: &Job) -> Result<History, Error> {
    Ok(place(job).map_or_else(|| Ok(History::default()), |place| glance(&place))?)
}

/// What the account's ledger has around a plan that sends nothing, read without taking the lock.
///
/// # Errors
///
/// When a ledger is there and cannot be read.
pub fn trail(job: &Job, run: &Run) -> Result<Trail, LedgerError> {
    place(job).map_or_else(|| Ok(Trail::default()), |place| ledger::trail(&place, run))
}

/// The account of a practice panel whose ledger is kept, as its last run named it. None if there is
/// no such run: the panel has no address before it is started.
#[must_use]
pub fn practised(job: &Job) -> Option<Account> {
    let runs = ledger::runs(&place(job)?).ok()?;
    runs.into_iter().find_map(|run| run.facts.account)
}

/// Where the ledger is; none where nothing is kept.
fn place(job: &Job) -> Option<Place> {
    match &job.panel {
        PanelChoice::Nobody => None,
        PanelChoice::Panel { account, ledgers, .. } => Some(Place::of_account(ledgers, account)),
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { dir, .. } => dir.as_ref().map(|dir| Place::in_folder(dir.join("ledger"))),
    }
}
