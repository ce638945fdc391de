//! What is typed for `vdsbatch explain CODE`.

use clap::Args;

use super::answer::Told;

/// `vdsbatch explain CODE`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code or the status.
    pub code: String,
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
}
