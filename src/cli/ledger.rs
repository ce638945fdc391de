//! What is typed for `vdsbatch ledger …`.

use clap::{Args, Subcommand};

use super::account::Whose;
use super::answer::Told;
use super::runs::Runs;
use super::waiting::Waiting;

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
    /// Show where the ledger is.
    Where(Runs),
    /// Check the ledger for damage, lost references and unreadable records. Changes nothing.
    Check(Runs),
    /// Rebuild a damaged ledger from what can be read, and take in recovery files.
    Recover(Recover),
}

/// `vdsbatch ledger recover`.
#[derive(Debug, Args)]
pub struct Recover {
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
    /// Whether it waits for its turn.
    #[command(flatten)]
    pub waiting: Waiting,
}
