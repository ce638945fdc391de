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
    /// List the profiles of the file of settings, each with its panel, account and tariff table.
    List {
        /// The form of the answer.
        #[command(flatten)]
        told: Told,
    },
    /// Add a profile to the file of settings: panel, account and tariff table as given here; never a password.
    Add {
        /// The name of the profile, as --profile takes it.
        name: String,
        /// Whose it is.
        #[command(flatten)]
        account: Box<AccountArgs>,
        /// The form of the answer.
        #[command(flatten)]
        told: Told,
    },
    /// Choose the profile that is used without --profile.
    Use {
        /// The name of the profile.
        name: String,
        /// The form of the answer.
        #[command(flatten)]
        told: Told,
    },
}
