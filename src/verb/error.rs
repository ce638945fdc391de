//! What keeps a run from being, in one place: the words and the exit.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::settings::error::SettingsError;
use crate::cli::file::ConfigError;
use crate::host::save::SaveError;
use crate::host::secret::SecretError;
use crate::ledger::{Known, LedgerError};
use crate::order::{Objection, ReasonCode};
use crate::panel::ReadError;
use crate::panel::http::ClientError;
use crate::reader::SheetError;
use crate::report::{self, ReportError};
use crate::run::exit::Exit;
use crate::run::{CommandFault, Guard, Hindrance, InUse, Kept, Said};
use crate::sheet::problem::Diagnostic;
use crate::text::code::Code;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, printable};
use crate::text::shell::Options;
use crate::text::system::said;

/// Why the program did nothing, or stopped before the first order request.
#[derive(Debug, Error)]
pub enum Error {
    /// The settings do not fit.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The file of settings is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The sheet cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// There is no password.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The HTTP client cannot be made.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The panel cannot be read.
    #[error(transparent)]
    Panel(#[from] ReadError),
    /// The panel's list did not come complete.
    #[error("the list of services did not come complete")]
    ListIncomplete(crate::order::service::Gap),
    /// `--no-list` with a ledger that lost records.
    #[error("the ledger lost records, so the panel's list is needed")]
    ListNeeded,
    /// A guard refused before the first order request.
    #[error("{}", .0.line(Lang::En))]
    Guarded(Guard),
    /// The workbook cannot be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The workbook cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// The practice panel cannot be started.
    #[cfg(feature = "sandbox")]
    #[error(transparent)]
    Sandbox(#[from] crate::panel::practice::SandboxError),
    /// The file changed between two readings.
    #[error("`{0}` changed while it was read")]
    ChangedMeanwhile(String),
    /// There is no such run.
    #[error("no run `{0}`")]
    NoRun(String),
    /// A time whose last day is before its first one.
    #[error("no day lies from {since} to {until}")]
    NoPeriod {
        /// The first day.
        since: jiff::civil::Date,
        /// The last day.
        until: jiff::civil::Date,
    },
    /// No order at all has a cost centre.
    #[error("no order has the cost centre `{given}`")]
    NoCostCentre {
        /// What was asked for.
        given: String,
        /// Those that there are, the first of them.
        known: Vec<String>,
    },
    /// There is nothing to decide about a domain.
    #[error("nothing to decide about `{domain}`")]
    NoDecision {
        /// The domain.
        domain: crate::order::Domain,
        /// How its claim stands; none if it has none.
        state: Option<crate::order::claim::ClaimState>,
    },
    /// No list showed a service that is to be gone.
    #[error("no list showed service `{0}`")]
    NoService(String),
    /// What a panel says makes no tariff table; why, in the language of whoever asked.
    #[error("no tariff table: {0}")]
    NoTable(String),
    /// A table cannot be compared with its panel.
    #[error("the table was not compared: {0}")]
    Uncompared(String),
    /// Nothing is recorded of a domain.
    #[error("nothing is recorded of `{0}`")]
    NoOrder(crate::order::Domain),
    /// Something stands against what a person decided.
    #[error("`{about}`: {}", .objection.message(Lang::En))]
    Objection {
        /// What it is about: a domain, or a service.
        about: String,
        /// What stands against it.
        objection: Objection,
    },
    /// There is no ledger to read or to decide in.
    #[error("there is no ledger for {whose}")]
    NoLedger {
        /// Whose it would be.
        whose: String,
        /// Where it was looked for.
        root: PathBuf,
        /// The ledgers that are there instead.
        known: Vec<Known>,
    },
    /// What was found out, and what is typed next.
    #[error("{error}")]
    Advised {
        /// What was found out.
        error: Box<Error>,
        /// The commands.
        commands: Vec<String>,
    },
    /// The log cannot be opened.
    #[error(transparent)]
    Log(#[from] crate::host::log::LogError),
    /// Something of the system's.
    #[error("{0}")]
    System(#[from] std::io::Error),
}

impl Error {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Settings(error) => error.message(lang),
            Self::Config(error) => error.message(lang),
            Self::Sheet(error) => error.message(lang),
            Self::Ledger(error) => error.message(lang),
            Self::Secret(error) => error.message(lang),
            Self::Client(error) => error.message(lang),
            Self::Report(error) => tr!(lang, "cannot make the workbook: {error}", "не удалось создать книгу: {error}"),
            Self::Save(error) => error.message(lang),
            Self::Panel(error) => Hindrance::Panel(error.reason.clone()).message(lang),
            Self::ListIncomplete(gap) => Hindrance::ListIncomplete(gap.clone()).message(lang),
            Self::ListNeeded => Hindrance::ListNeeded.message(lang),
            Self::Guarded(guard) => guard.line(lang),
            Self::ChangedMeanwhile(file) => {
                let file = crate::text::printable::printable(file);
                tr!(
                    lang,
                    "`{file}` changed while it was read (run the same command again)",
                    "`{file}` изменился во время чтения (запустите ту же команду ещё раз)"
                )
            }
            Self::NoRun(given) => {
                let given = crate::text::printable::printable(given);
                tr!(
                    lang,
                    "no run `{given}` is recorded for this account (`runs` lists them)",
                    "прогон `{given}` для этой учётной записи не записан (список прогонов: `runs`)"
                )
            }
            Self::NoPeriod { since, until } => tr!(
                lang,
                "--since {since} is after --until {until}: no day lies between them (give the earlier one to --since)",
                "--since {since} позже, чем --until {until}: между ними нет ни одного дня (в --since укажите более ранний)"
            ),
            Self::NoCostCentre { given, known } => no_cost_centre(given, known, lang),
            Self::NoDecision { domain, state } => {
                let state = match state.map(|state| state.title(lang)) {
                    Some(state) => tr!(lang, "its order is `{state}`", "состояние его заказа — `{state}`"),
                    None => lang.pick("the ledger has no such order", "в журнале заказов такого домена нет").to_owned(),
                };
                tr!(
                    lang,
                    "this command does not apply to `{domain}`: {state} (`resolve` settles unknown orders, `release` frees domains of finished ones, such as deleted services, `adopt` takes over services from the panel's list that are not in the ledger)",
                    "для `{domain}` эта команда не подходит: {state} (`resolve` — для заказов, требующих проверки, `release` — для завершённых, например удалённых, `adopt` — для услуг из списка панели, которых нет в журнале заказов)"
                )
            }
            Self::Objection { about, objection } => {
                format!("`{}`: {}", crate::text::printable::printable(about), objection.message(lang))
            }
            Self::Uncompared(why) => {
                tr!(lang, "the tariff table was not compared: {why}", "таблица тарифов не сверена: {why}")
            }
            Self::NoTable(why) => tr!(lang, "no tariff table was made: {why}", "таблица тарифов не составлена: {why}"),
            Self::NoOrder(domain) => {
                let domain = domain.unicode();
                tr!(
                    lang,
                    "the ledger of this account has nothing about `{domain}`: no run ordered it, and no list of the panel showed it",
                    "в журнале заказов этой учётной записи ничего нет о `{domain}`: ни один прогон его не заказывал, и ни в одном списке панели его не было"
                )
            }
            Self::NoService(id) => {
                let id = printable(id);
                tr!(
                    lang,
                    "no list of the panel showed service {id}, or the service already counts as gone (`release --id` is for services that are missing from the panel's list now)",
                    "ни один список панели не показывал услугу № {id}, или она уже считается удалённой (`release --id` — для услуг, которых теперь нет в списке панели)"
                )
            }
            Self::NoLedger { whose, root, known } => no_ledger(whose, root, known, lang),
            Self::Advised { error, commands } => {
                let message = error.message(lang);
                commands.iter().fold(message, |said, command| format!("{said}\n    {command}"))
            }
            #[cfg(feature = "sandbox")]
            Self::Sandbox(error) => error.message(lang),
            Self::Log(error) => error.message(lang),
            Self::System(error) => said(&error.to_string(), lang),
        }
    }

    /// The same with the commands that are typed next, where it is known which.
    #[must_use]
    pub fn with_commands(self, options: &Options) -> Self {
        let commands = match &self {
            Self::NoRun(_) => vec![options.command("runs")],
            Self::NoOrder(_) => vec![options.command("runs"), options.command("decisions")],
            Self::ListIncomplete(gap) => report::release_commands(gap, options),
            Self::Ledger(LedgerError::Damaged { .. } | LedgerError::Parted { .. } | LedgerError::Altered { .. }) => {
                vec![options.command(&["ledger", "recover"].join(" "))]
            }
            _ => Vec::new(),
        };
        self.advised(commands)
    }

    /// The same with the commands that are typed next, if there are any.
    #[must_use]
    pub fn advised(self, commands: Vec<String>) -> Self {
        if commands.is_empty() { self } else { Self::Advised { error: Box::new(self), commands } }
    }

    /// The commands that are typed next, where it is known which.
    #[must_use]
    pub fn commands(&self) -> &[String] {
        match self {
            Self::Advised { commands, .. } => commands,
            _ => &[],
        }
    }

    /// The same without what is typed next.
    #[must_use]
    pub fn plainly(&self) -> &Self {
        match self {
            Self::Advised { error, .. } => error.plainly(),
            error => error,
        }
    }

    /// The code that `vdsbatch explain` knows, where there is one.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self.plainly() {
            Self::Guarded(guard) => Some(guard.code()),
            Self::Panel(error) => Some(error.reason.code.code()),
            Self::ListIncomplete(gap) => Some(gap.reason().code()),
            Self::Ledger(LedgerError::Locked { .. }) => Some(InUse::Held.code()),
            // All that is wrong with the columns is told; the first is what a script can branch on.
            Self::Sheet(SheetError::Columns(columns)) => columns.found.first().map(Diagnostic::code),
            _ => None,
        }
    }

    /// Whether it is about a sheet that is Russian.
    #[must_use]
    pub const fn is_of_russian_sheet(&self) -> bool {
        matches!(self, Self::Sheet(SheetError::Columns(columns)) if columns.russian)
    }

    /// What kept a recorded run from its first request, as its ledger keeps it.
    #[must_use]
    pub fn hindrance(&self) -> Kept<Hindrance> {
        let values = match self {
            Self::Secret(error) => Some(Hindrance::Password(error.kept())),
            Self::Client(error) => Some(Hindrance::Client(error.kept())),
            Self::Panel(error) => Some(Hindrance::Panel(error.reason.clone())),
            Self::ListIncomplete(gap) => Some(Hindrance::ListIncomplete(gap.clone())),
            Self::ListNeeded => Some(Hindrance::ListNeeded),
            Self::Ledger(error) => error.kept(),
            Self::System(error) => Some(Hindrance::System(error.to_string())),
            Self::Advised { error, .. } => return error.hindrance(),
            // None of these comes between a recorded run and its first request.
            Self::Settings(_)
            | Self::Config(_)
            | Self::Sheet(_)
            | Self::Guarded(_)
            | Self::Report(_)
            | Self::Save(_)
            | Self::ChangedMeanwhile(_)
            | Self::NoRun(_)
            | Self::NoPeriod { .. }
            | Self::NoCostCentre { .. }
            | Self::NoDecision { .. }
            | Self::Objection { .. }
            | Self::NoService(_)
            | Self::NoTable(_)
            | Self::Uncompared(_)
            | Self::NoOrder(_)
            | Self::NoLedger { .. }
            | Self::Log(_) => None,
            #[cfg(feature = "sandbox")]
            Self::Sandbox(_) => None,
        };
        // If one ever does, its words are better than nothing.
        values.map_or_else(|| Kept::Words(Said::new(|lang| self.message(lang))), Kept::Values)
    }

    /// The reason that rows get which were not sent because of it, where there is one.
    #[must_use]
    pub const fn reason(&self) -> Option<ReasonCode> {
        match self {
            Self::Panel(error) => Some(error.reason.code),
            Self::ListIncomplete(gap) => Some(gap.reason()),
            Self::Ledger(_) => Some(ReasonCode::LedgerFailed),
            Self::Advised { error, .. } => error.reason(),
            Self::Settings(_)
            | Self::Config(_)
            | Self::Sheet(_)
            | Self::Secret(_)
            | Self::Client(_)
            | Self::ListNeeded
            | Self::Guarded(_)
            | Self::Report(_)
            | Self::Save(_)
            | Self::ChangedMeanwhile(_)
            | Self::NoRun(_)
            | Self::NoPeriod { .. }
            | Self::NoCostCentre { .. }
            | Self::NoDecision { .. }
            | Self::Objection { .. }
            | Self::NoService(_)
            | Self::NoTable(_)
            | Self::Uncompared(_)
            | Self::NoOrder(_)
            | Self::NoLedger { .. }
            | Self::Log(_)
            | Self::System(_) => None,
            #[cfg(feature = "sandbox")]
            Self::Sandbox(_) => None,
        }
    }

    /// How the program ends. Each of these promises that nothing was sent.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        match self {
            Self::Settings(error) => error.exit(),
            // Wrong columns are an error in the sheet; any other one says that it could not be read at all.
            Self::Sheet(SheetError::Columns(_)) => Exit::SheetErrors,
            Self::Guarded(_) => Exit::Guarded,
            Self::NoPeriod { .. } => Exit::Usage,
            Self::Secret(SecretError::Command { fault: CommandFault::Interrupted, .. }) => Exit::Interrupted,
            Self::Objection { objection, .. } if objection.may_be_forced() => Exit::Guarded,
            Self::Advised { error, .. } => error.exit(),
            Self::Config(_)
            | Self::Sheet(_)
            | Self::Ledger(_)
            | Self::Secret(_)
            | Self::Client(_)
            | Self::Panel(_)
            | Self::ListIncomplete(_)
            | Self::ListNeeded
            | Self::Report(_)
            | Self::Save(_)
            | Self::NoRun(_)
            | Self::NoCostCentre { .. }
            | Self::ChangedMeanwhile(_)
            | Self::NoDecision { .. }
            | Self::Objection { .. }
            | Self::NoService(_)
            | Self::NoTable(_)
            | Self::Uncompared(_)
            | Self::NoOrder(_)
            | Self::NoLedger { .. }
            | Self::Log(_)
            | Self::System(_) => Exit::NotRun,
            #[cfg(feature = "sandbox")]
            Self::Sandbox(_) => Exit::NotRun,
        }
    }
}

/// The most ledgers, or cost centres, that are named.
const NAMED: usize = 10;

/// That no order has a cost centre, and which ones there are.
fn no_cost_centre(given: &str, known: &[String], lang: Lang) -> String {
    let given = printable(given);
    let named = known.iter().take(NAMED).map(|name| format!("`{}`", printable(name))).collect::<Vec<_>>().join(", ");
    let more = if known.len() > NAMED { ", …" } else { "" };
    if known.is_empty() {
        return tr!(
            lang,
            "no order in this ledger has the cost centre `{given}`, and none has a cost centre at all (leave --cost-centre out)",
            "заказов с центром затрат `{given}` в этом журнале заказов нет, и центры затрат в нём не указаны (уберите --cost-centre)"
        );
    }
    tr!(
        lang,
        "no order in this ledger has the cost centre `{given}` (there are: {named}{more})",
        "заказов с центром затрат `{given}` в этом журнале заказов нет (есть: {named}{more})"
    )
}

/// That there is no ledger, and which ones there are.
fn no_ledger(whose: &str, root: &Path, known: &[Known], lang: Lang) -> String {
    let (whose, root) = (printable(whose), root.shown());
    if known.is_empty() {
        return tr!(
            lang,
            "there is no ledger for {whose}, and none at all in `{root}` (check --account, --panel and --ledger; `process` creates it with the first run)",
            "для {whose} журнала заказов нет, и в `{root}` нет ни одного (проверьте --account, --panel и --ledger; журнал заказов создаёт `process` при первом прогоне)"
        );
    }
    let named = known.iter().take(NAMED).map(|known| match &known.account {
        Some(account) => account.to_string(),
        None => format!("`{}`", known.folder.shown()),
    });
    let named = named.collect::<Vec<_>>().join(", ");
    let more = if known.len() > NAMED { ", …" } else { "" };
    tr!(
        lang,
        "there is no ledger for {whose}; `{root}` has ledgers for: {named}{more} (check --account, --panel and --ledger)",
        "для {whose} журнала заказов нет; в `{root}` есть журналы заказов: {named}{more} (проверьте --account, --panel и --ledger)"
    )
}
