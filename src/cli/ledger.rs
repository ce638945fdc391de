//! What is typed for `vdsbatch ledger …`.

use clap::{Args, Subcommand};

use super::runs::Runs;

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
    Recover(Runs),
}
