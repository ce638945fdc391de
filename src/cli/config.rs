//! What is typed for `vdsbatch config …`.

use clap::{Args, Subcommand};

use super::answer::Told;

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
    /// Show each setting, its value and where it comes from; never a password.
    Show(Told),
}
