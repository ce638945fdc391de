//! What was typed, and what it comes to.

mod exits;
mod forms;
mod job;
mod process;
mod recorded;
mod settings;
mod sources;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use self::forms::{Generate, Template};
pub use self::job::{Job, PanelChoice};
#[cfg(feature = "sandbox")]
pub use self::process::Practice;
pub use self::process::{AccountArgs, DataFormat, Process, ProgressMode};
pub use self::recorded::{Adopt, LedgerArgs, LedgerVerb, Reconcile, Release, Report, Resolve, Runs, Whose};
pub use self::settings::{SettingsError, catalog};
pub use self::sources::{parse, show};
use crate::lang::Lang;

/// Orders virtual servers in bulk from a spreadsheet: never twice, never lost, never guessed.
#[derive(Debug, Parser)]
#[command(name = "vdsbatch", version, disable_help_subcommand = true, after_help = exits::table())]
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
    /// Make a blank sheet with drop-downs, to be filled.
    Template(Template),
    /// Make a sheet of many servers from a pattern, checked before it is written.
    Generate(Box<Generate>),
    /// Read a workbook on standard input for another process of this program.
    #[command(name = crate::sheet::VERB, hide = true)]
    ReadWorkbook {
        /// What is asked.
        ask: String,
    },
    /// Show the tariff tables.
    Catalog(CatalogArgs),
    /// Tell what a code or a status means: E011, P208, unknown, …
    Explain {
        /// The code or the status.
        code: String,
    },
    /// List the runs of an account.
    Runs(Runs),
    /// Make a run's workbook again, from the ledger alone.
    Report(Report),
    /// Ask the panel what became of the orders, and make a run's workbook anew. Orders nothing.
    Reconcile(Box<Reconcile>),
    /// Decide about an order in doubt, after looking at the panel.
    Resolve(Resolve),
    /// Free the domain of an order that is over, so that it can be ordered again.
    Release(Release),
    /// Take over a service that stands in the account and was not ordered from here.
    Adopt(Adopt),
    /// Show the settings, and where each comes from.
    Config(ConfigArgs),
    /// Print the completions of a shell, to be put where that shell looks for them.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program, or of a verb.
    Man {
        /// The verb.
        verb: Option<String>,
    },
    /// Look after an account's ledger.
    Ledger(LedgerArgs),
    /// Run the practice panel by itself, until interrupted.
    #[cfg(feature = "sandbox")]
    Sandbox(SandboxArgs),
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
            Self::ReadWorkbook { .. } => crate::sheet::VERB,
            Self::Config(_) => "config",
            Self::Completions { .. } => "completions",
            Self::Man { .. } => "man",
            Self::Catalog(_) => "catalog",
            Self::Explain { .. } => "explain",
            Self::Runs(_) => "runs",
            Self::Report(_) => "report",
            Self::Reconcile(_) => "reconcile",
            Self::Resolve(_) => "resolve",
            Self::Release(_) => "release",
            Self::Adopt(_) => "adopt",
            Self::Ledger(_) => "ledger",
            #[cfg(feature = "sandbox")]
            Self::Sandbox(_) => "sandbox",
        }
    }
}

/// Options that every verb takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The tariff table: a bundled name, or a TOML file.
    #[arg(long, global = true, value_name = "NAME|FILE", default_value = "ihor", env = "VDSBATCH_CATALOG")]
    pub catalog: String,
    /// The language of messages and workbooks: en or ru.
    #[arg(long, global = true, value_name = "LANG", env = "VDSBATCH_LANG")]
    pub lang: Option<Lang>,
    /// Say only warnings and errors.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Append a log of everything the program does to this file; it never holds the password.
    #[arg(long, global = true, value_name = "FILE", env = "VDSBATCH_LOG")]
    pub log: Option<PathBuf>,
    /// The file of settings [default: config.toml in the user's folder of settings].
    #[arg(long, global = true, value_name = "FILE", env = "VDSBATCH_CONFIG")]
    pub config: Option<PathBuf>,
    /// Settings of this name in the file go before the others.
    #[arg(long, global = true, value_name = "NAME", env = "VDSBATCH_PROFILE")]
    pub profile: Option<String>,
    /// Which of these were typed, or stood in the environment; the others are settings or built in.
    #[arg(skip)]
    pub typed: Vec<(&'static str, clap::parser::ValueSource)>,
}

/// `vdsbatch config …`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ConfigVerb,
}

/// What can be done with settings.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum ConfigVerb {
    /// Each setting, its value, and where it comes from. Never a password.
    Show,
}

/// Options of reading a sheet.
#[derive(Debug, Args)]
pub struct Reading {
    /// The sheet to read, where several could be meant.
    #[arg(long = "sheet", value_name = "NAME")]
    pub sheet_name: Option<String>,
    /// The encoding of a CSV file, where detection is wrong: utf-8, windows-1251, …
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Hidden or filtered rows and hidden sheets that hold orders: include them, or skip them
    /// [default: refuse to guess].
    #[arg(long, value_name = "HOW")]
    pub hidden: Option<crate::sheet::Hidden>,
}

impl Reading {
    /// What is read of the file, by a process of its own.
    #[must_use]
    pub fn options(&self) -> crate::sheet::Options {
        crate::sheet::Options {
            sheet: self.sheet_name.clone(),
            encoding: self.encoding,
            hidden: self.hidden,
            apart: Some(crate::sheet::Apart::usual()),
        }
    }
}

/// `vdsbatch check SHEET`.
#[derive(Debug, Args)]
pub struct Check {
    /// The filled sheet: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv or .tsv.
    pub sheet: PathBuf,
    /// The login that `{user}` in a pattern of names stands for.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// Write a copy of the data with every problem marked at its cell.
    #[arg(long, value_name = "OUT.xlsx", value_parser = forms::workbook)]
    pub annotate: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: CheckFormat,
    /// What is read of the file.
    #[command(flatten)]
    pub reading: Reading,
}

/// How the answer of a check is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// A line for each problem.
    Text,
    /// One JSON object, for machines.
    Json,
}

/// `vdsbatch catalog …`.
#[derive(Debug, Args)]
pub struct CatalogArgs {
    /// What to show.
    #[command(subcommand)]
    pub verb: CatalogVerb,
}

/// What can be shown of the tables.
#[derive(Debug, Subcommand)]
pub enum CatalogVerb {
    /// The bundled tables.
    List,
    /// One table: tariffs, periods, ids, defaults, templates.
    Show {
        /// A bundled name or a TOML file [default: --catalog].
        name: Option<String>,
    },
}

/// `vdsbatch sandbox`.
#[cfg(feature = "sandbox")]
#[derive(Debug, Args)]
pub struct SandboxArgs {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, value_name = "N", default_value = "0")]
    pub port: u16,
    /// Keep what is ordered in this folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Let the panel misbehave.
    #[arg(long, value_name = "SPEC")]
    pub faults: Option<String>,
}

fn encoding(text: &str) -> Result<&'static encoding_rs::Encoding, String> {
    encoding_rs::Encoding::for_label(text.as_bytes())
        .ok_or_else(|| "not an encoding that is known, such as utf-8 or windows-1251".to_owned())
}
