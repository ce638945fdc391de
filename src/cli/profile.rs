//! What is typed for `vdsbatch profile …`.

use clap::{Args, Subcommand};

use super::account::AccountArgs;
use super::answer::Told;

/// `vdsbatch profile …`.
#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ProfileVerb,
}

/// What can be done with profiles.
#[derive(Debug, Subcommand)]
pub enum ProfileVerb {
    /// Name the profiles of the file of settings, each with its panel, account and tariff table.
    List {
        /// In what form.
        #[command(flatten)]
        told: Told,
    },
    /// Write a profile into the file of settings: panel, account and tariff table as given here. Never a password.
    Add {
        /// Its name, which `--profile` takes.
        name: String,
        /// Whose it is.
        #[command(flatten)]
        account: Box<AccountArgs>,
    },
    /// Choose the profile that is meant where `--profile` names none.
    Use {
        /// Its name.
        name: String,
    },
}
