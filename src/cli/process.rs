//! What is typed for `vdsbatch process SHEET`, and the account that other verbs take as well.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Reading;

/// `vdsbatch process SHEET`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Process {
    /// The filled sheet: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv or .tsv.
    pub sheet: PathBuf,
    /// Where the results workbook goes [default: NAME.results.xlsx beside the sheet].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the results for machines as well, beside the workbook.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DataFormat>,
    /// Check and plan, send nothing, write NAME.plan.xlsx.
    #[arg(long)]
    pub dry_run: bool,
    /// Go on without asking.
    #[arg(short, long)]
    pub yes: bool,
    /// Order the valid rows of a sheet that has errors.
    #[arg(long)]
    pub only_valid: bool,
    /// Orders under way at a time, 1 to 256.
    #[arg(short, long, value_name = "N", default_value = "4", value_parser = jobs, env = "VDSBATCH_JOBS")]
    pub jobs: NonZeroUsize,
    /// At most so many requests a second.
    #[arg(long, value_name = "N", env = "VDSBATCH_RATE")]
    pub rate: Option<NonZeroU32>,
    /// Refuse to order more servers than this in one run.
    #[arg(long, value_name = "N", default_value = "1000", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub max_orders: u64,
    /// Refuse to order for more money than this.
    #[arg(long, value_name = "SUM", value_parser = money)]
    pub max_total: Option<crate::money::Money>,
    /// The panel has no list of services: rely on the ledger alone.
    #[arg(long)]
    pub no_list: bool,
    /// How long an unknown order must stay out of the list before it is believed absent, in seconds;
    /// less than 900 only for a panel on this machine.
    #[arg(long, value_name = "SECONDS", default_value_t = crate::claim::Settle::SECONDS, value_parser = clap::value_parser!(u32).range(..=604_800))]
    pub settle: u32,
    /// The progress on standard error.
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub progress: ProgressMode,
    /// What is read of the file.
    #[command(flatten)]
    pub reading: Reading,
    /// Whom it is ordered from.
    #[command(flatten)]
    pub account: AccountArgs,
    /// The practice panel.
    #[cfg(feature = "sandbox")]
    #[command(flatten)]
    pub practice: Practice,
}

/// A form of the results for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    /// One line per server, `;` between cells.
    Csv,
    /// Everything about the run.
    Json,
}

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressMode {
    /// A bar on a terminal, else plain lines.
    Auto,
    /// A bar.
    Bar,
    /// Plain lines.
    Plain,
    /// One JSON object a line, for machines.
    Json,
    /// Only warnings.
    None,
}

/// Options of the account.
#[derive(Debug, Args)]
pub struct AccountArgs {
    /// The panel's address [default: the tariff table's].
    #[arg(long, value_name = "URL", env = "VDSBATCH_PANEL")]
    pub panel: Option<String>,
    /// The login at the panel.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// Read the password from standard input (needs --yes).
    #[arg(long, conflicts_with = "password_file")]
    pub password_stdin: bool,
    /// Read the password from a file that only you can read.
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Trust the certificates in this PEM file as well.
    #[arg(long, value_name = "PEM", env = "VDSBATCH_CA_FILE")]
    pub ca_file: Option<PathBuf>,
    /// The folder of the ledgers [default: the user's state folder].
    #[arg(long, value_name = "DIR", env = "VDSBATCH_LEDGER")]
    pub ledger: Option<PathBuf>,
}

/// Options of the embedded practice panel.
#[cfg(feature = "sandbox")]
#[derive(Debug, Args)]
pub struct Practice {
    /// Order from a practice panel inside this program: nothing is bought.
    #[arg(long, conflicts_with_all = ["panel", "account", "password_stdin", "password_file", "ca_file", "ledger"])]
    pub sandbox: bool,
    /// Keep the practice panel and its ledger in this folder [default: gone when the run ends].
    #[arg(long, value_name = "DIR", requires = "sandbox")]
    pub sandbox_dir: Option<PathBuf>,
    /// Let the practice panel misbehave.
    #[arg(long, value_name = "SPEC", requires = "sandbox")]
    pub faults: Option<String>,
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse::<NonZeroUsize>().ok().filter(|jobs| jobs.get() <= 256).ok_or_else(|| "allowed: 1 to 256".to_owned())
}

fn money(text: &str) -> Result<crate::money::Money, String> {
    crate::money::Money::try_from(text.to_owned())
}
