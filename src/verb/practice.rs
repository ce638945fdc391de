//! The practice panel: `vdsbatch sandbox`, which runs it by itself, and the one inside a run.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::door::Door;
use super::error::Error;
use super::settings::{SettingsError, catalog as load};
use crate::account::{Account, PanelUrl};
use crate::catalog::Catalog;
use crate::cli::{Common, SandboxArgs};
use crate::console::Console;
use crate::exit::Exit;
use crate::lang::tr;
use crate::ledger::{Ledger, Place};
use crate::sandbox::{Faults, Sandbox, Settings};
use crate::secret::Password;

/// `vdsbatch sandbox`: the practice panel by itself, until the process ends.
///
/// # Errors
///
/// When the panel cannot be started.
pub fn sandbox(typed: &SandboxArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    let catalog = load(&common.catalog)?;
    let spec = typed.faults.as_deref().unwrap_or_default();
    let faults = spec.parse().map_err(|error| SettingsError::Faults(format!("{error}")))?;
    let settings = Settings { port: typed.port, dir: typed.dir.clone(), faults, ..Settings::default() };
    let (login, password) = (settings.login.clone(), settings.password.clone());
    let panel = Sandbox::start(&catalog, settings)?;
    let url = panel.url();
    console.answer(&tr!(
        console.lang,
        "practice panel: {url} (login `{login}`, password `{password}`; Ctrl-C ends it)\n",
        "учебная панель: {url} (логин `{login}`, пароль `{password}`; Ctrl-C завершает)\n"
    ));
    panel.wait();
    Ok(Exit::Done)
}

/// The practice panel inside this program. It and its ledger live and die together.
#[derive(Debug)]
pub struct Practice {
    _panel: Sandbox,
    _folder: Option<TempDir>,
}

/// Where the ledger of a practice panel is that is kept in this folder.
#[must_use]
pub fn place(dir: &Path) -> Place {
    Place::in_folder(dir.join("ledger"))
}

/// Starts a practice panel, kept in this folder or gone with its door, and takes hold of its ledger.
///
/// # Errors
///
/// When its ledger cannot be opened, or the panel cannot be started.
pub fn enter(catalog: &Catalog, dir: Option<&Path>, faults: &Faults) -> Result<(Door, Ledger), Error> {
    let folder = if dir.is_none() { Some(tempfile::Builder::new().prefix("vdsbatch-").tempdir()?) } else { None };
    let kept = dir.or(folder.as_ref().map(TempDir::path)).map(PathBuf::from).unwrap_or_default();
    // The ledger first: whoever holds it runs the panel of this folder.
    let ledger = Ledger::open(&place(&kept))?;
    let settings = Settings { dir: Some(kept.join("panel")), faults: faults.clone(), ..Settings::default() };
    let (login, password) = (settings.login.clone(), Password::Held(settings.password.clone().into()));
    let panel = Sandbox::start(catalog, settings)?;
    let url = PanelUrl::parse(&panel.url()).map_err(SettingsError::from)?;
    let practice = Practice { _panel: panel, _folder: folder };
    Ok((Door::of_practice(Account { panel: url, login }, password, practice), ledger))
}
