//! What was typed, a file for each verb as in [`crate::verb`], and where the rest comes from. What it
//! comes to is not known here.

mod account;
mod amount;
mod answer;
mod catalog;
mod check;
mod config;
mod decide;
mod dropped;
mod explain;
pub mod file;
mod form;
pub mod help;
mod ledger;
mod output;
#[cfg(feature = "sandbox")]
mod practice;
mod process;
mod profile;
mod reading;
mod reconcile;
mod report;
mod runs;
mod script;
mod sources;
mod support;
mod usage;
mod version;
mod waiting;
mod wanted;
mod wrong;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::FalseyValueParser;
use clap::{Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};

pub use self::account::{AccountArgs, AskAccount, Whose};
pub use self::answer::{AnswerFormat, Told};
pub use self::catalog::{CatalogArgs, CatalogVerb, CheckTable, Product, Pull, TableFormat};
pub use self::check::Check;
pub use self::config::{ConfigArgs, ConfigVerb};
pub use self::decide::{Adopt, Asked, Decisions, Release, Resolve, Show};
pub use self::dropped::Dropped;
pub use self::explain::Explain;
pub use self::form::{Generate, Template};
pub use self::ledger::{LedgerArgs, LedgerVerb};
#[cfg(feature = "sandbox")]
pub use self::practice::{Practice, SandboxArgs};
pub use self::process::{Process, ProgressMode, SummaryFormat};
pub use self::profile::{ProfileArgs, ProfileVerb};
pub use self::reading::Reading;
pub use self::reconcile::Reconcile;
pub use self::report::Report;
pub use self::runs::Runs;
pub use self::script::{is_of_script, wants_json};
pub use self::sources::{Speaker, again, parse, settings, spoken, usual};
pub use self::support::Support;
pub use self::version::{long as long_version, short as version};
pub use self::waiting::Waiting;
pub use self::wrong::TypedError;
use crate::run::company::CompanyLine;
use crate::text::lang::Lang;

/// Order virtual servers in bulk from a spreadsheet: never twice, never lost, never guessed.
#[derive(Debug, Parser)]
#[command(name = "vdsbatch")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// What goes for every verb.
    #[command(flatten)]
    pub common: Common,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Check a sheet, order its servers and write a results workbook.
    Process(Box<Process>),
    /// Check a sheet and send nothing; needs no network and no account.
    Check(Check),
    /// Make a blank sheet with drop-downs, to be filled in.
    Template(Template),
    /// Make a sheet of many servers from a name pattern, checked before it is written.
    Generate(Box<Generate>),
    /// Check the sheets that were named alone, show what they would order, and ask what to do with each.
    #[command(name = dropped::WORD, hide = true)]
    Dropped(Dropped),
    /// Show the tariff tables, make one of what a panel sells, or compare one with its panel.
    Catalog(CatalogArgs),
    /// Explain a code or a status: `E011`, `P208`, `unknown`, …
    Explain(Explain),
    /// Print the JSON Schema of what commands answer with `--format json`.
    Schema {
        /// The kind of an answer, as its member `kind` names it [default: all of them].
        kind: Option<String>,
    },
    /// Sign in and show whose account it is, its balance, what the panel can do, and where it differs from the tariff
    /// table. Orders nothing.
    Account(Box<AskAccount>),
    /// List the runs of an account.
    Runs(Runs),
    /// Make the workbook of a run again from the ledger, or a book of all orders of some days.
    Report(Report),
    /// Ask the panel what became of the orders, and make the workbook of a run again. Orders nothing.
    Reconcile(Box<Reconcile>),
    /// Show everything that the ledger knows of one order: runs, attempts, lists, decisions, its service.
    Show(Show),
    /// List what people decided, when and why, and whether the panel's lists agree.
    Decisions(Decisions),
    /// Decide about an unknown order, after looking at the panel.
    Resolve(Resolve),
    /// Free the domain of a finished order, so that it can be ordered again.
    Release(Release),
    /// Take over a service that is in the account and not in the ledger.
    Adopt(Adopt),
    /// Show the settings, and where each comes from.
    Config(ConfigArgs),
    /// Name panels, accounts and tariff tables, and choose among them.
    Profile(ProfileArgs),
    /// Write one file for whoever helps: version, settings, ledger, runs, an order, a log; without names and passwords.
    Support(Box<Support>),
    /// Print the completion script of a shell, to be put where that shell looks for it.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program or of a command.
    Man {
        /// The command; without one, the page of the program.
        #[arg(value_name = "COMMAND", conflicts_with = "all")]
        command: Vec<String>,
        /// Write the pages of all commands into this folder, for packages: `vdsbatch.1`, `vdsbatch-process.1`, …
        #[arg(long, value_name = "DIR")]
        all: Option<PathBuf>,
    },
    /// Show the help of the program or of a command.
    Help {
        /// The command.
        command: Vec<String>,
    },
    /// Show where the ledger is, check it, or rebuild a damaged one.
    Ledger(LedgerArgs),
    /// Run the practice panel by itself, until interrupted.
    #[cfg(feature = "sandbox")]
    Sandbox(SandboxArgs),
}

/// What a file of settings says and no option does: programs, and who shares the ledgers.
#[derive(Clone, Debug, Default)]
pub struct Programs {
    /// The file.
    pub file: PathBuf,
    /// The one that prints the password.
    pub password: Option<Vec<String>>,
    /// The one that is told what a run came to.
    pub on_finish: Option<Vec<String>>,
    /// How long that one may take; as long as usual if nothing is said.
    pub on_finish_timeout: Option<Duration>,
    /// Whether a team shares its ledgers.
    pub shares_ledger: bool,
}

impl Cli {
    /// The log that is written; the one that `support` is given is read.
    #[must_use]
    pub fn log(&self) -> Option<&Path> {
        self.common.log.as_deref().filter(|_| !matches!(self.verb, Verb::Support(_)))
    }
}

impl Verb {
    /// The word that is typed.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Process(_) => "process",
            Self::Check(_) => "check",
            Self::Template(_) => "template",
            Self::Generate(_) => "generate",
            Self::Dropped(_) => dropped::WORD,
            Self::Config(_) => "config",
            Self::Profile(_) => "profile",
            Self::Support(_) => "support",
            Self::Completions { .. } => "completions",
            Self::Man { .. } => "man",
            Self::Help { .. } => "help",
            Self::Account(_) => "account",
            Self::Catalog(_) => "catalog",
            Self::Explain(_) => "explain",
            Self::Schema { .. } => "schema",
            Self::Runs(_) => "runs",
            Self::Report(_) => "report",
            Self::Reconcile(_) => "reconcile",
            Self::Show(_) => "show",
            Self::Decisions(_) => "decisions",
            Self::Resolve(_) => "resolve",
            Self::Release(_) => "release",
            Self::Adopt(_) => "adopt",
            Self::Ledger(_) => "ledger",
            #[cfg(feature = "sandbox")]
            Self::Sandbox(_) => "sandbox",
        }
    }
}

impl Verb {
    /// Whether it answers with one JSON object on standard output, also where it fails.
    #[must_use]
    pub fn answers_in_json(&self) -> bool {
        match self {
            Self::Check(typed) => typed.told.is_json(),
            Self::Template(typed) => typed.told.is_json(),
            Self::Generate(typed) => typed.told.is_json(),
            Self::Catalog(typed) => match &typed.verb {
                CatalogVerb::List { told } => told.is_json(),
                CatalogVerb::Show { format, .. } => *format == TableFormat::Json,
                CatalogVerb::Pull(typed) => typed.told.is_json(),
                CatalogVerb::Check(typed) => typed.told.is_json(),
            },
            Self::Explain(typed) => typed.told.is_json(),
            Self::Account(typed) => typed.told.is_json(),
            Self::Runs(typed) => typed.told.is_json(),
            Self::Report(typed) => typed.is_json_on_output(),
            Self::Reconcile(typed) => typed.told.is_json(),
            Self::Show(typed) => typed.is_json(),
            Self::Decisions(typed) => typed.is_json(),
            Self::Resolve(Resolve { asked, .. })
            | Self::Release(Release { asked, .. })
            | Self::Adopt(Adopt { asked, .. }) => asked.told.is_json(),
            Self::Config(typed) => match typed.verb {
                ConfigVerb::Show(told) => told.is_json(),
            },
            Self::Profile(typed) => match &typed.verb {
                ProfileVerb::List { told } | ProfileVerb::Add { told, .. } | ProfileVerb::Use { told, .. } => {
                    told.is_json()
                }
            },
            Self::Ledger(typed) => match &typed.verb {
                LedgerVerb::Where(typed) | LedgerVerb::Check(typed) => typed.told.is_json(),
                LedgerVerb::Recover(typed) => typed.told.is_json(),
            },
            Self::Support(typed) => typed.told.is_json(),
            Self::Process(_)
            | Self::Dropped(_)
            | Self::Schema { .. }
            | Self::Completions { .. }
            | Self::Man { .. }
            | Self::Help { .. } => false,
            #[cfg(feature = "sandbox")]
            Self::Sandbox(_) => false,
        }
    }

    /// Whether it is of use where the settings are broken as well: it explains, or says what is wrong.
    #[must_use]
    pub const fn needs_no_settings(&self) -> bool {
        matches!(
            self,
            Self::Help { .. }
                | Self::Man { .. }
                | Self::Completions { .. }
                | Self::Explain(_)
                | Self::Schema { .. }
                | Self::Support(_)
        )
    }

    /// Whether standard output gets what a machine reads, and nothing else.
    #[must_use]
    pub fn is_for_machines(&self) -> bool {
        match self {
            Self::Process(typed) => typed.wants_summary(),
            Self::Generate(typed) => typed.is_stream() || typed.told.is_json(),
            _ => self.answers_in_json(),
        }
    }
}

/// The program as the parser knows it, with everything that can be typed.
#[must_use]
pub fn command() -> Command {
    help::marked(Cli::command())
}

/// When the terminal is given colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that shows them, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// An option that was typed: its long name without dashes, and its value, if it takes one.
pub type TypedOption = (String, Option<String>);

/// Options that every verb takes.
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// The tariff table: a bundled name, or a TOML file.
    #[arg(long, global = true, value_name = "NAME|FILE", default_value = "ihor", env = "VDSBATCH_CATALOG")]
    pub catalog: String,
    /// The language of messages and workbooks: `en` or `ru` [default: that of the system].
    #[arg(long, global = true, value_name = "LANG", env = "VDSBATCH_LANG", value_parser = language)]
    pub lang: Option<Lang>,
    /// Print only warnings and errors.
    #[arg(short, long, global = true, env = "VDSBATCH_QUIET", value_parser = FalseyValueParser::new())]
    pub quiet: bool,
    /// Say more: where settings come from, which ledger, panel and proxy are used, every request and wait; never a
    /// secret.
    #[arg(short, long, global = true, conflicts_with = "quiet", env = "VDSBATCH_VERBOSE", value_parser = FalseyValueParser::new())]
    pub verbose: bool,
    /// When errors, warnings and statuses are coloured.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", env = "VDSBATCH_COLOR")]
    pub color: ColorChoice,
    /// Append a log of everything the program does to this file; it never holds the password.
    #[arg(long, global = true, value_name = "FILE", env = "VDSBATCH_LOG")]
    pub log: Option<PathBuf>,
    /// The file of settings [default: `config.toml` in the user's folder of settings].
    #[arg(long, global = true, value_name = "FILE", env = "VDSBATCH_CONFIG")]
    pub config: Option<PathBuf>,
    /// Use the settings of [profile.NAME]; they override the others.
    #[arg(long, global = true, value_name = "NAME", env = "VDSBATCH_PROFILE")]
    pub profile: Option<String>,
    /// Which of these were typed, or stood in the environment; the others are settings or built in.
    #[arg(skip)]
    pub typed: Vec<(&'static str, clap::parser::ValueSource)>,
    /// The options that were typed, as they are typed again.
    #[arg(skip)]
    pub options: Vec<TypedOption>,
    /// Lines of the company's own, from the file of settings.
    #[arg(skip)]
    pub company: Vec<CompanyLine>,
    /// The programs that the file of settings names.
    #[arg(skip)]
    pub programs: Programs,
}

/// A language by its word.
fn language(text: &str) -> Result<Lang, wanted::Wanted> {
    text.parse().map_err(|_| wanted::Wanted(|lang| lang.pick("allowed: ru, en", "допустимо: ru, en")))
}
