//! What is typed for `vdsbatch runs`.

use clap::Args;

use super::account::Whose;
use super::answer::Told;

/// `vdsbatch runs`.
#[derive(Debug, Args)]
pub struct Runs {
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}
