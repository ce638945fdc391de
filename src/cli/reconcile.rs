//! What is typed for `vdsbatch reconcile [RUN]`.

use std::path::PathBuf;

use clap::Args;

use super::account::AccountArgs;
use super::answer::Told;
use super::form;
use super::waiting::Waiting;

/// `vdsbatch reconcile [RUN]`.
#[derive(Debug, Args)]
pub struct Reconcile {
    /// The run whose workbook is made again [default: the last one that sent anything].
    pub run: Option<String>,
    /// Where the workbook goes [default: the sheet's name, in this folder].
    #[arg(short, long, value_name = "FILE", value_parser = form::workbook)]
    pub output: Option<PathBuf>,
    /// How long an unknown order must be missing from the list before it counts as not ordered, in seconds; less than
    /// 900 only for a panel on this machine.
    #[arg(long, value_name = "SECONDS", env = "VDSBATCH_SETTLE", default_value_t = crate::order::claim::Settle::SECONDS, value_parser = clap::value_parser!(u32).range(..=604_800))]
    pub settle: u32,
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// Whom it was ordered from.
    #[command(flatten)]
    pub account: AccountArgs,
    /// Whether it waits for its turn.
    #[command(flatten)]
    pub waiting: Waiting,
    /// The folder of a practice panel, instead of an account.
    #[cfg(feature = "sandbox")]
    #[arg(long, value_name = "DIR", conflicts_with_all = ["panel", "account", "password_stdin", "password_file", "ca_file", "sign_in", "certificate_sha256", "ledger"])]
    pub sandbox_dir: Option<PathBuf>,
}
