//! The practice panel inside this program, and the folder that it shares with its ledger.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::account::{Account, PanelUrl};
use crate::catalog::Catalog;
use crate::host::secret::Password;
use crate::ledger::Place;
use crate::panel::practice::{Faults, Sandbox, SandboxError, Settings};
use crate::verb::error::Error;
use crate::verb::settings::error::SettingsError;

/// Where a practice panel and its ledger are: kept, or gone with the panel.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _temporary: Option<TempDir>,
}

/// A practice panel that runs. It and its ledger live and die together.
#[derive(Debug)]
pub struct Practice {
    /// The account at it.
    pub account: Account,
    /// Its password.
    pub password: Password,
    _panel: Sandbox,
    _folder: Folder,
}

impl Folder {
    /// This folder, or a new one that goes with the panel.
    ///
    /// # Errors
    ///
    /// When no new one can be made.
    pub fn new(dir: Option<&Path>) -> Result<Self, SandboxError> {
        if let Some(dir) = dir {
            return Ok(Self { path: dir.to_owned(), _temporary: None });
        }
        let temporary = tempfile::Builder::new().prefix("vdsbatch-").tempdir().map_err(|error| {
            let why = error.to_string().split(" at path ").next().unwrap_or_default().to_owned();
            SandboxError::Folder { folder: std::env::temp_dir(), why }
        })?;
        Ok(Self { path: temporary.path().to_owned(), _temporary: Some(temporary) })
    }

    /// Where its ledger is.
    #[must_use]
    pub fn ledger(&self) -> Place {
        Place::of_practice(&self.path)
    }
}

impl Practice {
    /// Starts the panel of a folder.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn start(catalog: &Catalog, folder: Folder, faults: &Faults) -> Result<Self, Error> {
        let dir = Some(folder.path.join("panel"));
        let unique_domains = catalog.unique_domains;
        let settings = Settings { dir, faults: faults.clone(), unique_domains, ..Settings::default() };
        let (login, password) = (settings.login.clone(), Password::Held(settings.password.clone().into()));
        let panel = Sandbox::start(catalog, settings)?;
        let url = PanelUrl::parse(&panel.url()).map_err(SettingsError::from)?;
        Ok(Self { account: Account { panel: url, login }, password, _panel: panel, _folder: folder })
    }
}
