//! What is typed for `vdsbatch process SHEET`.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::account::AccountArgs;
#[cfg(feature = "sandbox")]
use super::practice::Practice;
use super::reading::Reading;
use super::waiting::Waiting;
use super::wanted::Wanted;
use super::{amount, output};
use crate::report::{DataFormat, Output};

/// `vdsbatch process SHEET`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Process {
    /// The filled sheet: `.xlsx`, `.xlsm`, `.xls`, `.xlsb`, `.ods`, `.csv` or `.tsv`; `-` for standard input.
    pub sheet: PathBuf,
    /// Where the results go: a workbook `.xlsx`, data `.csv` or `.json` instead, or `-` for standard output. A name
    /// that is taken gets the time of the run [default: `NAME.results.xlsx` beside the sheet].
    #[arg(short, long, value_name = "FILE", value_parser = output::results())]
    pub output: Option<Output>,
    /// Replace an existing results workbook of this program; no other file is ever overwritten.
    #[arg(long)]
    pub overwrite: bool,
    /// Write the results for machines as well, beside the workbook.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DataFormat>,
    /// Check and plan, send nothing, write `NAME.plan.xlsx`.
    #[arg(long)]
    pub dry_run: bool,
    /// Let a clean --dry-run exit with 9 if there is something to order, else with 0.
    #[arg(long, requires = "dry_run")]
    pub detailed_exitcode: bool,
    /// Ask the panel before anything is ordered: the account's services and balance, and what each order would cost.
    #[arg(long)]
    pub online: bool,
    /// Order without asking for confirmation; this also accepts the provider's user agreement.
    #[arg(short, long)]
    pub yes: bool,
    /// Order only the plan that has this approval code, which --dry-run prints.
    #[arg(long, value_name = "CODE")]
    pub approved: Option<String>,
    /// Order the valid rows of a sheet that has errors.
    #[arg(long)]
    pub only_valid: bool,
    /// Orders in progress at once, 1 to 256.
    #[arg(short, long, value_name = "N", default_value = "4", value_parser = jobs, env = "VDSBATCH_JOBS")]
    pub jobs: NonZeroUsize,
    /// Send at most N requests per second.
    #[arg(long, value_name = "N", env = "VDSBATCH_RATE")]
    pub rate: Option<NonZeroU32>,
    /// Refuse to order more than N servers in one run.
    #[arg(long, value_name = "N", default_value = "1000", env = "VDSBATCH_MAX_ORDERS", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub max_orders: u64,
    /// Refuse a plan whose first charge is above SUM, in the currency of the prices.
    #[arg(long, value_name = "SUM", value_parser = amount::typed, env = "VDSBATCH_MAX_TOTAL")]
    pub max_total: Option<crate::money::Money>,
    /// Refuse to go on unless the sheet asks for exactly N servers, ordered already or not.
    #[arg(long, value_name = "N")]
    pub expect_orders: Option<u64>,
    /// Refuse to go on unless the planned amounts of all its servers come to exactly SUM, ordered already or not.
    #[arg(long, value_name = "SUM", value_parser = amount::typed)]
    pub expect_total: Option<crate::money::Money>,
    /// Require an approval of plans above SUM; a setting, so that nobody types it away.
    #[arg(long, hide = true, value_name = "SUM", value_parser = amount::typed, env = "VDSBATCH_APPROVAL_ABOVE")]
    pub approval_above: Option<crate::money::Money>,
    /// Order although the panel has no list of services: rely on the ledger alone.
    #[arg(long)]
    pub no_list: bool,
    /// How long an unknown order must be missing from the list before it counts as not ordered, in seconds; less than
    /// 900 only for a panel on this machine.
    #[arg(long, value_name = "SECONDS", env = "VDSBATCH_SETTLE", default_value_t = crate::order::claim::Settle::SECONDS, value_parser = clap::value_parser!(u32).range(..=604_800))]
    pub settle: u32,
    /// How progress is shown on standard error.
    #[arg(long, value_name = "HOW", default_value = "auto", env = "VDSBATCH_PROGRESS")]
    pub progress: ProgressMode,
    /// What standard output gets: words, or the run in one JSON object, however it ends.
    #[arg(long, value_name = "HOW", default_value = "text")]
    pub summary: SummaryFormat,
    /// What is read of the file.
    #[command(flatten)]
    pub reading: Reading,
    /// Whom it is ordered from.
    #[command(flatten)]
    pub account: AccountArgs,
    /// Whether it waits for its turn.
    #[command(flatten)]
    pub waiting: Waiting,
    /// The practice panel.
    #[cfg(feature = "sandbox")]
    #[command(flatten)]
    pub practice: Practice,
}

impl Process {
    /// Whether standard output gets the run in one object.
    #[must_use]
    pub fn wants_summary(&self) -> bool {
        self.summary == SummaryFormat::Json
    }

    /// Whether standard error gets events for machines.
    #[must_use]
    pub fn wants_events(&self) -> bool {
        self.progress == ProgressMode::Json
    }

    /// Whether standard output gets the results as JSON.
    #[must_use]
    pub fn gives_json(&self) -> bool {
        self.format == Some(DataFormat::Json) && self.output == Some(Output::Stream)
    }
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

/// How standard output is told what a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// In words, for people.
    Text,
    /// One JSON object in one line, and nothing else.
    Json,
}

fn jobs(text: &str) -> Result<NonZeroUsize, Wanted> {
    text.parse::<NonZeroUsize>()
        .ok()
        .filter(|jobs| jobs.get() <= 256)
        .ok_or(Wanted(|lang| lang.pick("allowed: 1 to 256", "допустимо: от 1 до 256")))
}
