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
    /// Tell where it is.
    Where(Runs),
    /// Look it over: damage, lost references, records that cannot be read. Changes nothing.
    Check(Runs),
    /// Make a damaged one anew from what can be read, and take note of recovery files.
    Recover(Runs),
}
