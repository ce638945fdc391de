//! What is typed for `vdsbatch runs`.

use clap::Args;

use super::account::Whose;
use super::answer::Told;

/// `vdsbatch runs`.
#[derive(Debug, Args)]
pub struct Runs {
    /// In what form.
    #[command(flatten)]
    pub told: Told,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}
