//! What was typed, resolved: tables loaded, addresses read, contradictions refused.
//!
//! The one place where typed things become a [`Job`], an account or a ledger's place. Below it nobody
//! knows how anything was typed.

use std::io::IsTerminal;
use std::path::Path;

pub mod error;

use self::error::SettingsError;
use super::process::job::{Job, PanelChoice};
use crate::account::{Account, PanelUrl};
use crate::catalog::Catalog;
use crate::claim::Settle;
use crate::cli::{AccountArgs, Common, Process, ProgressMode, Reconcile, Whose};
use crate::ledger::Place;
use crate::progress::Mode;
use crate::secret::{Password, Source};

/// Loads a tariff table by its bundled name, or from a file.
///
/// # Errors
///
/// [`SettingsError::CatalogFile`] when there is no such name and no such file,
/// [`SettingsError::Catalog`] when the table is wrong.
pub fn catalog(named: &str) -> Result<Catalog, SettingsError> {
    if let Some(bundled) = Catalog::bundled(named) {
        return Ok(bundled?);
    }
    let text =
        std::fs::read_to_string(named).map_err(|error| SettingsError::CatalogFile { file: named.to_owned(), error })?;
    let file = Path::new(named).file_name().map_or_else(|| named.into(), |name| name.to_string_lossy());
    Ok(Catalog::parse(&file, &text)?)
}

/// A login as it was typed.
fn login(typed: Option<&str>) -> Result<String, SettingsError> {
    let login = typed.map(str::trim).filter(|login| !login.is_empty());
    login.map(ToOwned::to_owned).ok_or(SettingsError::NoAccount)
}

impl Whose {
    /// The place of the ledger that is meant.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn place(&self, common: &Common) -> Result<Place, SettingsError> {
        if let Some(dir) = &self.sandbox_dir {
            return Ok(Place::in_folder(dir.join("ledger")));
        }
        let catalog = catalog(&common.catalog)?;
        let panel = PanelUrl::parse(self.panel.as_deref().unwrap_or(&catalog.panel))?;
        let login = login(self.account.as_deref())?;
        let ledgers = self.ledger.clone().or_else(crate::ledger::state_dir).ok_or(SettingsError::NoLedgerFolder)?;
        Ok(Place::of_account(&ledgers, &Account { panel, login }))
    }
}

impl Process {
    /// Resolves what was typed.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] says what does not fit.
    pub fn job(self, common: &Common) -> Result<Job, SettingsError> {
        let catalog = catalog(&common.catalog)?;
        let panel = self.panel(&catalog)?;
        Ok(Job {
            sheet: self.sheet,
            reading: self.reading.options(),
            output: self.output,
            format: self.format,
            dry_run: self.dry_run,
            yes: self.yes,
            only_valid: self.only_valid,
            jobs: self.jobs,
            rate: self.rate,
            max_orders: self.max_orders,
            max_total: self.max_total,
            no_list: self.no_list,
            settle: settle(self.settle, &panel)?,
            progress: if common.quiet { Mode::Silent } else { mode(self.progress) },
            catalog,
            panel,
            langs: [common.lang_over(false), common.lang_over(true)],
            workbook_lang: common.lang,
        })
    }

    fn panel(&self, catalog: &Catalog) -> Result<PanelChoice, SettingsError> {
        #[cfg(feature = "sandbox")]
        if self.practice.sandbox {
            let spec = self.practice.faults.as_deref().unwrap_or_default();
            let faults = spec.parse().map_err(|error| SettingsError::Faults(format!("{error}")))?;
            return Ok(PanelChoice::Practice { dir: self.practice.sandbox_dir.clone(), faults });
        }
        if self.account.password_stdin && !self.yes && !self.dry_run {
            return Err(SettingsError::StdinNeedsYes);
        }
        match self.account.choice(catalog) {
            Err(SettingsError::NoAccount) if self.dry_run => Ok(PanelChoice::Nobody),
            choice => choice,
        }
    }
}

impl AccountArgs {
    /// The account that is meant, and where its password comes from.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    fn choice(&self, catalog: &Catalog) -> Result<PanelChoice, SettingsError> {
        let panel = PanelUrl::parse(self.panel.as_deref().unwrap_or(&catalog.panel))?;
        let login = login(self.account.as_deref())?;
        let source = match (self.password_stdin, &self.password_file) {
            (true, _) => Source::Stdin,
            (false, Some(file)) => Source::File(file.clone()),
            (false, None) => Source::VariableOrPrompt,
        };
        let ledgers = self.ledger.clone().or_else(crate::ledger::state_dir).ok_or(SettingsError::NoLedgerFolder)?;
        let (password, ca_file) = (Password::AskedFor(source), self.ca_file.clone());
        Ok(PanelChoice::Panel { account: Account { panel, login }, password, ca_file, ledgers })
    }
}

impl Reconcile {
    /// Whom it is asked of.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn choice(&self, catalog: &Catalog) -> Result<PanelChoice, SettingsError> {
        #[cfg(feature = "sandbox")]
        if let Some(dir) = &self.sandbox_dir {
            return Ok(PanelChoice::Practice { dir: Some(dir.clone()), faults: crate::sandbox::Faults::default() });
        }
        self.account.choice(catalog)
    }
}

/// How progress is shown here: if nobody says, a bar for a person at a terminal, else plain lines.
fn mode(typed: ProgressMode) -> Mode {
    match typed {
        ProgressMode::Auto => Mode::for_person(std::io::stderr().is_terminal(), std::env::var("TERM").ok().as_deref()),
        ProgressMode::Bar => Mode::Bar,
        ProgressMode::Plain => Mode::Plain,
        ProgressMode::Json => Mode::Json,
        ProgressMode::None => Mode::Silent,
    }
}

/// Only a panel on this machine answers at once or never: any other one is given its time.
fn settle(seconds: u32, panel: &PanelChoice) -> Result<Settle, SettingsError> {
    let far = matches!(panel, PanelChoice::Panel { account, .. } if !account.panel.is_loopback());
    if far && seconds < Settle::SECONDS { Err(SettingsError::Settle) } else { Ok(Settle::of_seconds(seconds)) }
}
