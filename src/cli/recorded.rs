//! What is typed for the verbs that deal with what was recorded.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Whose ledger it is.
#[derive(Debug, Args)]
pub struct Whose {
    /// The panel's address [default: the tariff table's].
    #[arg(long, value_name = "URL", env = "VDSBATCH_PANEL")]
    pub panel: Option<String>,
    /// The login at the panel.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// The folder of the ledgers [default: the user's state folder].
    #[arg(long, value_name = "DIR", env = "VDSBATCH_LEDGER")]
    pub ledger: Option<PathBuf>,
    /// The folder of a practice panel, instead of an account.
    #[arg(long, value_name = "DIR")]
    pub sandbox_dir: Option<PathBuf>,
}

/// `vdsbatch runs`.
#[derive(Debug, Args)]
pub struct Runs {
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch report RUN`.
#[derive(Debug, Args)]
pub struct Report {
    /// The run's id, or `last`.
    pub run: String,
    /// Where it goes [default: the sheet's name, in this folder; with --format: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Not a workbook, but data for machines.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<super::DataFormat>,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch resolve DOMAIN`.
#[derive(Debug, Args)]
pub struct Resolve {
    /// The domain of the order.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// The panel has it: the id of its service.
    #[arg(long, value_name = "ID", required_unless_present = "not_ordered", conflicts_with = "not_ordered")]
    pub ordered: Option<String>,
    /// The panel does not have it, and will not: the domain may be ordered again.
    #[arg(long)]
    pub not_ordered: bool,
    /// How you know. Kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch release DOMAIN`.
#[derive(Debug, Args)]
pub struct Release {
    /// The domain of the order.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// Why. Kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch adopt DOMAIN ID`.
#[derive(Debug, Args)]
pub struct Adopt {
    /// The domain of the service.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// The service's id, as the panel's list shows it.
    pub id: String,
    /// Why. Kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said, default_value = "adopted")]
    pub reason: String,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch reconcile [RUN]`.
#[derive(Debug, Args)]
pub struct Reconcile {
    /// The run whose workbook is made anew [default: the last one that sent anything].
    pub run: Option<String>,
    /// Where the workbook goes [default: the sheet's name, in this folder].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Whom it was ordered from.
    #[command(flatten)]
    pub account: super::AccountArgs,
    /// The folder of a practice panel, instead of an account.
    #[cfg(feature = "sandbox")]
    #[arg(long, value_name = "DIR", conflicts_with_all = ["panel", "account", "password_stdin", "password_file", "ca_file", "ledger"])]
    pub sandbox_dir: Option<PathBuf>,
}

/// `vdsbatch ledger …`.
#[derive(Debug, Args)]
pub struct LedgerArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: LedgerVerb,
}

/// How a ledger is looked after.
#[derive(Debug, Subcommand)]
pub enum LedgerVerb {
    /// Tell where it is.
    Where(Runs),
    /// Look it over: damage, lost references, records that cannot be read. Changes nothing.
    Check(Runs),
    /// Make a damaged one anew from what can be read, and take note of recovery files.
    Recover(Runs),
}

fn domain(text: &str) -> Result<crate::order::Domain, String> {
    crate::order::Domain::try_from(text.to_owned())
}

fn said(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("say in a few words".to_owned()) } else { Ok(text.to_owned()) }
}
