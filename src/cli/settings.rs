//! What was typed, resolved: tables loaded, addresses read, contradictions refused.

use std::io::IsTerminal;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::{Common, Process, ProgressMode, Whose};
use crate::account::{Account, PanelUrl, PanelUrlError};
use crate::catalog::{BUNDLED, Catalog, CatalogError};
use crate::lang::Lang;
use crate::ledger::Place;
use crate::money::Money;
use crate::progress::Mode;
use crate::secret::Source;
use crate::tr;

/// A `process` run, ready to begin.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Job {
    /// The sheet.
    pub sheet: PathBuf,
    /// What is read of it.
    pub reading: crate::sheet::Options,
    /// Where the workbook goes, if the user says so.
    pub output: Option<PathBuf>,
    /// Whether nothing is to be sent.
    pub dry_run: bool,
    /// Whether nobody is asked.
    pub yes: bool,
    /// Whether the valid rows of a sheet with errors are ordered.
    pub only_valid: bool,
    /// Orders under way at a time.
    pub jobs: NonZeroUsize,
    /// Requests a second.
    pub rate: Option<NonZeroU32>,
    /// The most servers of a run.
    pub max_orders: u64,
    /// The most money of a run.
    pub max_total: Option<Money>,
    /// How progress is shown.
    pub progress: ProgressMode,
    /// Whether only warnings and errors are said.
    pub quiet: bool,
    /// The tariff table.
    pub catalog: Catalog,
    /// Whom it is ordered from.
    pub panel: PanelChoice,
    /// The language of messages.
    pub lang: Lang,
    /// The language of the workbook, if the user says so.
    pub workbook_lang: Option<Lang>,
}

impl Job {
    /// How progress is shown here: a bar for a person at a terminal, else plain lines.
    #[must_use]
    pub fn progress_mode(&self) -> Mode {
        match self.progress {
            _ if self.quiet => Mode::Silent,
            ProgressMode::Auto => {
                Mode::for_person(std::io::stderr().is_terminal(), std::env::var("TERM").ok().as_deref())
            }
            ProgressMode::Bar => Mode::Bar,
            ProgressMode::Plain => Mode::Plain,
            ProgressMode::Json => Mode::Json,
            ProgressMode::None => Mode::Silent,
        }
    }

    /// Where the results are to go.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        let beside = || crate::report::beside(&self.sheet, crate::report::Kind::Results);
        self.output.clone().unwrap_or_else(beside)
    }
}

/// Whom a run orders from.
#[derive(Debug)]
pub enum PanelChoice {
    /// Nobody: a dry run without an account.
    Nobody,
    /// A panel.
    Panel {
        /// The account.
        account: Account,
        /// Where its password comes from.
        password: Source,
        /// Certificates to trust as well.
        ca_file: Option<PathBuf>,
        /// The folder of the ledgers.
        ledgers: PathBuf,
    },
    /// The practice panel inside this program.
    #[cfg(feature = "sandbox")]
    Practice {
        /// The folder that keeps it; none if it goes with the process.
        dir: Option<PathBuf>,
        /// How it misbehaves.
        faults: crate::sandbox::Faults,
    },
}

/// Why the settings do not make a run.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// The panel's address is wrong.
    #[error(transparent)]
    Panel(#[from] PanelUrlError),
    /// Nobody said whose account it is.
    #[error("no account is given")]
    NoAccount,
    /// `--password-stdin` without `--yes`.
    #[error("--password-stdin needs --yes")]
    StdinNeedsYes,
    /// The user has no home and named no folder.
    #[error("no folder for the ledger")]
    NoLedgerFolder,
    /// The table is wrong.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// The table cannot be read.
    #[error("cannot read the tariff table `{file}`: {error}")]
    CatalogFile {
        /// The file.
        file: String,
        /// Why not.
        error: std::io::Error,
    },
    /// The practice panel's faults are misspelt.
    #[error("--faults: {0}")]
    Faults(String),
}

impl SettingsError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Panel(error) => tr!(lang, "--panel: {error}", "--panel: {error}"),
            Self::NoAccount => lang
                .pick(
                    "no account is given (name your login with --account, or try everything with --sandbox)",
                    "учётная запись не указана (назовите логин через --account или попробуйте всё с --sandbox)",
                )
                .to_owned(),
            Self::StdinNeedsYes => lang
                .pick(
                    "--password-stdin needs --yes: standard input cannot answer the question as well",
                    "--password-stdin требует --yes: на вопрос через тот же ввод не ответить",
                )
                .to_owned(),
            Self::NoLedgerFolder => lang
                .pick(
                    "there is no home folder to keep the ledger in (name a folder with --ledger)",
                    "нет домашней папки для журнала (укажите папку через --ledger)",
                )
                .to_owned(),
            Self::Catalog(error) => error.to_string(),
            Self::CatalogFile { file, error } => {
                let file = crate::printable::printable(file);
                let known: Vec<_> = BUNDLED.iter().map(|(name, _)| *name).collect();
                let known = known.join(", ");
                tr!(
                    lang,
                    "cannot read the tariff table `{file}`: {error} (bundled tables: {known})",
                    "не удалось прочитать таблицу тарифов `{file}`: {error} (встроенные таблицы: {known})"
                )
            }
            Self::Faults(why) => format!("--faults: {why}"),
        }
    }

    /// The exit code: 2 for what was typed wrong, 1 for what could not be read.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::Panel(_) | Self::NoAccount | Self::StdinNeedsYes | Self::Faults(_) => 2,
            Self::NoLedgerFolder | Self::Catalog(_) | Self::CatalogFile { .. } => 1,
        }
    }
}

impl Common {
    /// The language of messages: `--lang` or `VDSBATCH_LANG`, else the locale's, else English.
    #[must_use]
    pub fn lang(&self) -> Lang {
        let locale = |key| std::env::var(key).ok().filter(|value| !value.is_empty());
        self.lang.unwrap_or_else(|| {
            let named = locale("LC_ALL").or_else(|| locale("LC_MESSAGES")).or_else(|| locale("LANG"));
            named.and_then(|name| Lang::of_locale(&name)).unwrap_or_default()
        })
    }
}

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
        let login = self.account.as_deref().map(str::trim).filter(|login| !login.is_empty());
        let login = login.ok_or(SettingsError::NoAccount)?.to_owned();
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
            reading: crate::sheet::Options { sheet: self.reading.sheet_name, encoding: self.reading.encoding },
            output: self.output,
            dry_run: self.dry_run,
            yes: self.yes,
            only_valid: self.only_valid,
            jobs: self.jobs,
            rate: self.rate,
            max_orders: self.max_orders,
            max_total: self.max_total,
            progress: self.progress,
            quiet: common.quiet,
            catalog,
            panel,
            lang: common.lang(),
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
        let typed = &self.account;
        let panel = PanelUrl::parse(typed.panel.as_deref().unwrap_or(&catalog.panel))?;
        let Some(login) = typed.account.clone().filter(|login| !login.trim().is_empty()) else {
            return if self.dry_run { Ok(PanelChoice::Nobody) } else { Err(SettingsError::NoAccount) };
        };
        let password = match (typed.password_stdin, &typed.password_file) {
            (true, _) if !self.yes && !self.dry_run => return Err(SettingsError::StdinNeedsYes),
            (true, _) => Source::Stdin,
            (false, Some(file)) => Source::File(file.clone()),
            (false, None) => Source::VariableOrPrompt,
        };
        let ledgers = typed.ledger.clone().or_else(crate::ledger::state_dir).ok_or(SettingsError::NoLedgerFolder)?;
        let account = Account { panel, login: login.trim().to_owned() };
        Ok(PanelChoice::Panel { account, password, ca_file: typed.ca_file.clone(), ledgers })
    }
}
