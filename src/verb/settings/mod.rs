//! What was typed, resolved: tables loaded, addresses read, contradictions refused.
//!
//! The one place where typed things become a [`Job`], an account or a ledger's place. Below it nobody
//! knows how anything was typed.

pub mod error;
mod output;

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use self::error::SettingsError;
pub use self::output::fits;
use super::books;
use super::door::Named;
use super::error::Error;
use super::process::Finish;
use super::process::job::{Expected, Job, PanelChoice, account_options};
use crate::account::{Account, PanelUrl};
use crate::catalog::{Beside, Catalog};
use crate::cli::file::own::{ON_FINISH, PASSWORD_COMMAND};
use crate::cli::{
    AccountArgs, AskAccount, Asked, CheckTable, Common, Process, Programs, ProgressMode, Pull, Reconcile, Resolve,
    Whose,
};
use crate::host::own::OwnCommand;
use crate::host::plain;
use crate::host::secret::{Password, Source, is_in_environment};
use crate::host::stdin;
use crate::ledger::{Place, Shelf};
use crate::order::claim::Settle;
use crate::order::plan::Rules;
use crate::panel::http::Trust;
#[cfg(feature = "sandbox")]
use crate::panel::practice::{Faults, FaultsError};
use crate::progress::Mode;
use crate::report::Output;
use crate::run::approval::Code;
use crate::text::lang::Lang;
use crate::text::plain::NoText;
use crate::text::shell::Options;

/// Loads a tariff table by its bundled name, or from a file.
///
/// # Errors
///
/// [`SettingsError::CatalogFile`] when there is no such name and no such file,
/// [`SettingsError::Catalog`] when the table is wrong.
pub fn catalog(named: &str) -> Result<Catalog, SettingsError> {
    // First, so that a file which happens to have the name changes no tariff.
    if let Some(bundled) = Catalog::bundled(named) {
        return Ok(bundled?);
    }
    let text =
        plain::read(Path::new(named)).map_err(|error| SettingsError::CatalogFile { file: named.to_owned(), error })?;
    let file = Path::new(named).file_name().map_or_else(|| named.into(), |name| name.to_string_lossy());
    Ok(Catalog::read(&file, &text, &Folder(Path::new(named).parent().unwrap_or(Path::new(""))))?)
}

/// The folder of a table, in which those that it extends are.
struct Folder<'p>(&'p Path);

impl Beside for Folder<'_> {
    fn text(&self, name: &str) -> Result<String, NoText> {
        plain::read(&self.0.join(name))
    }
}

/// Whether it is what commands and settings show where a login is to be filled in.
fn is_to_be_filled_in(login: &str) -> bool {
    [Lang::En, Lang::Ru].iter().any(|lang| login == lang.pick("LOGIN", "ЛОГИН"))
}

/// The account that was typed, at the panel that was typed or at the table's.
fn account(panel: Option<&str>, login: Option<&str>, catalog: &Catalog) -> Result<Account, SettingsError> {
    account_at(panel.unwrap_or(&catalog.panel), login)
}

fn account_at(panel: &str, login: Option<&str>) -> Result<Account, SettingsError> {
    let panel = PanelUrl::parse(panel)?;
    let is_one = |login: &&str| !login.is_empty() && !is_to_be_filled_in(login);
    let login = login.map(str::trim).filter(is_one).ok_or(SettingsError::NoAccount)?;
    Ok(Account { panel, login: login.to_owned() })
}

/// The folder of the ledgers: the one that was typed, or the user's.
fn ledgers(typed: Option<&PathBuf>, common: &Common) -> Result<Shelf, SettingsError> {
    let shelf = any_ledgers(typed)?;
    Ok(shelf.shared(common.programs.shares_ledger))
}

/// The same for whoever only looks.
fn any_ledgers(typed: Option<&PathBuf>) -> Result<Shelf, SettingsError> {
    typed.cloned().map(Shelf::named).or_else(Shelf::usual).ok_or(SettingsError::NoLedgerFolder)
}

/// How a practice panel misbehaves.
///
/// # Errors
///
/// [`SettingsError::Faults`] when it is misspelt.
#[cfg(feature = "sandbox")]
pub fn faults(typed: Option<&str>) -> Result<Faults, SettingsError> {
    let told = |error: FaultsError| SettingsError::Faults { en: error.message(Lang::En), ru: error.message(Lang::Ru) };
    typed.unwrap_or_default().parse().map_err(told)
}

impl Whose {
    /// The place of the ledger that is meant.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn place(&self, common: &Common) -> Result<Place, SettingsError> {
        if let Some(dir) = &self.sandbox_dir {
            return Ok(Place::of_practice(dir));
        }
        let catalog = catalog(&common.catalog)?;
        let account = account(self.panel.as_deref(), self.account.as_deref(), &catalog)?;
        Ok(ledgers(self.ledger.as_ref(), common)?.place(&account))
    }
}

impl Whose {
    /// The place of the ledger that is meant, which is there.
    ///
    /// # Errors
    ///
    /// Those of [`Whose::place`], and [`Error::NoLedger`].
    pub fn there(&self, common: &Common) -> Result<Place, Error> {
        if let Some(dir) = &self.sandbox_dir {
            return books::of_practice(dir);
        }
        let account = account(self.panel.as_deref(), self.account.as_deref(), &catalog(&common.catalog)?)?;
        let ledgers = ledgers(self.ledger.as_ref(), common)?;
        books::known(ledgers.place(&account), &account.to_string(), &ledgers)
    }

    /// The folder of all ledgers.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when none is named and the user has no folder for them.
    pub fn ledgers(&self) -> Result<Shelf, SettingsError> {
        any_ledgers(self.ledger.as_ref())
    }

    /// The options by which a command names the same ledger.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn options(&self, common: &Common) -> Result<Options, SettingsError> {
        if let Some(dir) = &self.sandbox_dir {
            return Ok(Options::default().with("--sandbox-dir", &dir.display().to_string()));
        }
        let catalog = catalog(&common.catalog)?;
        let account = account(self.panel.as_deref(), self.account.as_deref(), &catalog)?;
        let named = Named::by(self.panel.as_deref(), &catalog, false);
        let ledgers = ledgers(self.ledger.as_ref(), common)?;
        Ok(account_options(&account, &ledgers, &Trust::default(), self.sign_in, (&common.catalog, &named)))
    }
}

impl Process {
    /// The program that is told what the run came to; nobody is told of a plan, which changes nothing.
    ///
    /// # Errors
    ///
    /// [`SettingsError::Program`] when others can change the settings that name it.
    pub fn finish(&self, common: &Common) -> Result<Option<Finish>, SettingsError> {
        if self.dry_run { Ok(None) } else { common.programs.finish() }
    }

    /// Resolves what was typed.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] says what does not fit.
    pub fn job(self, common: &Common) -> Result<Job, SettingsError> {
        let approved = self.approved.as_deref().map(str::parse::<Code>).transpose()?;
        let catalog = catalog(&common.catalog)?;
        let panel = self.panel(&catalog, common)?;
        fits(self.output.as_ref(), self.format, std::io::stdout().is_terminal())?;
        if stdin::is_meant(&self.sheet) {
            if self.account.password_stdin {
                return Err(SettingsError::SheetAndPassword);
            }
            if self.output.is_none() {
                return Err(SettingsError::NamelessSheet);
            }
        }
        let summary = self.wants_summary();
        if summary && self.output == Some(Output::Stream) {
            return Err(SettingsError::TwoOnOutput);
        }
        if self.overwrite && !matches!(self.output, None | Some(Output::Workbook(_))) {
            return Err(SettingsError::OnlyWorkbooks);
        }
        // The workbook would be replaced, and what stands beside it since the first day would not.
        if self.overwrite && self.format.is_some() {
            return Err(SettingsError::DataBesideReplaced);
        }
        let finish = self.finish(common)?;
        Ok(Job {
            sheet: self.sheet,
            reading: self.reading.options(),
            output: self.output,
            overwrite: self.overwrite,
            format: self.format,
            dry_run: self.dry_run,
            shown_only: false,
            online: self.online,
            yes: self.yes,
            approved,
            approval_above: self.approval_above,
            only_valid: self.only_valid,
            jobs: self.jobs,
            rate: self.rate,
            lock_timeout: self.waiting.most(),
            finish,
            max_orders: self.max_orders,
            max_total: self.max_total,
            expected: Expected { orders: self.expect_orders, total: self.expect_total },
            rows: self.reading.rows,
            no_list: self.no_list,
            settle: settle(self.settle, &panel)?,
            options: panel.options(&common.catalog),
            typed: common.options.clone(),
            detailed: self.detailed_exitcode,
            summary,
            progress: mode(self.progress, (common.verbose, common.quiet)),
            catalog,
            table: common.catalog.clone(),
            panel,
            langs: [common.lang_over(false), common.lang_over(true)],
            workbook_lang: common.lang,
            company: common.company.clone(),
        })
    }

    fn panel(&self, catalog: &Catalog, common: &Common) -> Result<PanelChoice, SettingsError> {
        #[cfg(feature = "sandbox")]
        if self.practice.sandbox {
            let faults = faults(self.practice.faults.as_deref())?;
            return Ok(PanelChoice::Practice { dir: self.practice.sandbox_dir.clone(), faults });
        }
        // The answer to the question would be read from where the password stands.
        if self.account.password_stdin && !self.yes && !self.dry_run {
            return Err(SettingsError::StdinNeedsYes);
        }
        match self.account.choice(catalog, common, !self.yes) {
            // A plan needs no account, and without one is made from the sheet alone.
            Err(SettingsError::NoAccount) if self.dry_run && !self.online && self.approved.is_none() => {
                Ok(PanelChoice::Nobody)
            }
            choice => choice,
        }
    }
}

/// The program of the settings that prints the password, unless a variable holds one.
fn of_settings(programs: &Programs) -> Result<Option<Source>, SettingsError> {
    let words = programs.password.as_ref().filter(|_| !is_in_environment());
    words.map(|words| Ok(Source::Command(own(programs, PASSWORD_COMMAND, words)?))).transpose()
}

/// A program as the settings name it.
fn own(programs: &Programs, key: &'static str, words: &[String]) -> Result<OwnCommand, SettingsError> {
    OwnCommand::of(&programs.file, words).map_err(|fault| SettingsError::Program { key, fault })
}

impl Programs {
    /// The program that is told what a run came to, and how long it may take; none if nobody is to be told.
    ///
    /// # Errors
    ///
    /// [`SettingsError::Program`] when others can change the settings that name it.
    pub fn finish(&self) -> Result<Option<Finish>, SettingsError> {
        let most = self.on_finish_timeout.unwrap_or(FINISH);
        self.on_finish.as_ref().map(|words| Ok((own(self, ON_FINISH, words)?, most))).transpose()
    }
}

/// How long a program may take that is told what a run came to, if nothing else is set.
const FINISH: Duration = Duration::from_secs(30);

impl AccountArgs {
    /// The account that is meant, and where its password comes from; whether a person may be asked.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    fn choice(&self, catalog: &Catalog, common: &Common, may_ask: bool) -> Result<PanelChoice, SettingsError> {
        let named = Named::by(self.panel.as_deref(), catalog, may_ask);
        self.at(account(self.panel.as_deref(), self.account.as_deref(), catalog)?, named, common)
    }

    /// The account at a panel that somebody named, and where its password comes from.
    fn at(&self, account: Account, named: Named, common: &Common) -> Result<PanelChoice, SettingsError> {
        let source = match (self.password_stdin, &self.password_file) {
            (true, _) => Source::Stdin,
            (false, Some(file)) => Source::File(file.clone()),
            (false, None) => of_settings(&common.programs)?.unwrap_or(Source::VariableOrPrompt),
        };
        let trust = Trust { ca_file: self.ca_file.clone(), pin: self.certificate_sha256 };
        let password = Password::AskedFor(source);
        Ok(PanelChoice::Panel {
            account,
            password,
            trust,
            ledgers: ledgers(self.ledger.as_ref(), common)?,
            named,
            sign_in: self.sign_in,
        })
    }
}

impl Reconcile {
    /// Whom it is asked of.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn choice(&self, catalog: &Catalog, common: &Common) -> Result<PanelChoice, SettingsError> {
        #[cfg(feature = "sandbox")]
        if let Some(dir) = &self.sandbox_dir {
            return Ok(PanelChoice::Practice { dir: Some(dir.clone()), faults: Faults::unasked() });
        }
        self.account.choice(catalog, common, true)
    }

    /// What may be concluded from the lists of the panel that is chosen.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when orders are to be believed absent too early.
    pub fn rules(&self, catalog: &Catalog, panel: &PanelChoice) -> Result<Rules, SettingsError> {
        Ok(panel.rules(catalog, settle(self.settle, panel)?))
    }
}

impl Pull {
    /// Whom it is asked of: a panel that a person names, since there is no table yet.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no panel or no account is named, or the address is wrong.
    pub fn choice(&self, common: &Common) -> Result<PanelChoice, SettingsError> {
        let panel = self.account.panel.as_deref().ok_or(SettingsError::NoPanel)?;
        let login = self.account.account.as_deref();
        self.account.at(account_at(panel, login)?, Named::ByPerson, common)
    }
}

impl CheckTable {
    /// Whom it is asked of.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn choice(&self, catalog: &Catalog, common: &Common) -> Result<PanelChoice, SettingsError> {
        self.account.choice(catalog, common, true)
    }
}

impl AskAccount {
    /// Whom it is asked of.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn choice(&self, catalog: &Catalog, common: &Common) -> Result<PanelChoice, SettingsError> {
        self.account.choice(catalog, common, true)
    }
}

impl Asked {
    /// Whom it is asked of.
    ///
    /// # Errors
    ///
    /// [`SettingsError`] when no account is named, or its address is wrong.
    pub fn choice(&self, catalog: &Catalog, common: &Common) -> Result<PanelChoice, SettingsError> {
        #[cfg(feature = "sandbox")]
        if let Some(dir) = &self.sandbox_dir {
            return Ok(PanelChoice::Practice { dir: Some(dir.clone()), faults: Faults::default() });
        }
        self.account.choice(catalog, common, true)
    }
}

impl Resolve {
    /// How many seconds after its last attempt an order may still appear at this panel.
    ///
    /// # Errors
    ///
    /// [`SettingsError::Settle`] when that is too short for a panel that is not on this machine.
    pub fn settle(&self, choice: &PanelChoice) -> Result<u32, SettingsError> {
        settle(self.settle, choice).map(|_| self.settle)
    }
}

/// How progress is shown here: if nobody says, a bar for a person at a terminal, else plain lines.
fn mode(typed: ProgressMode, (verbose, quiet): (bool, bool)) -> Mode {
    match typed {
        // Whoever asks for events gets them: they are for a machine, and no words.
        ProgressMode::Json => Mode::Json,
        _ if quiet => Mode::Silent,
        // Details would be written into a bar.
        ProgressMode::Auto if verbose => Mode::Plain,
        ProgressMode::Auto => Mode::for_person(std::io::stderr().is_terminal(), std::env::var("TERM").ok().as_deref()),
        ProgressMode::Bar => Mode::Bar,
        ProgressMode::Plain => Mode::Plain,
        ProgressMode::None => Mode::Silent,
    }
}

/// Only a panel on this machine answers at once or never: any other one is given its time.
fn settle(seconds: u32, panel: &PanelChoice) -> Result<Settle, SettingsError> {
    let far = matches!(panel, PanelChoice::Panel { .. }) && !panel.is_loopback();
    if far && seconds < Settle::SECONDS { Err(SettingsError::Settle) } else { Ok(Settle::of_seconds(seconds)) }
}
