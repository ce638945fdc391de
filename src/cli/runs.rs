//! What is typed for `vdsbatch runs`.

use clap::Args;

use super::account::Whose;

/// `vdsbatch runs`.
#[derive(Debug, Args)]
pub struct Runs {
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}
