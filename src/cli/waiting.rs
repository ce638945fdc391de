//! How long it is waited for another process of the same account: an option of the commands that take its ledger's lock.

use std::time::Duration;

use clap::Args;

/// How long it is waited.
#[derive(Debug, Args)]
pub struct Waiting {
    /// How long to wait for another process that uses the same account, in seconds; 0 does not wait.
    #[arg(long, value_name = "SECONDS", env = "VDSBATCH_LOCK_TIMEOUT", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=86_400))]
    pub lock_timeout: u32,
}

impl Waiting {
    /// The longest wait.
    #[must_use]
    pub const fn most(&self) -> Duration {
        Duration::from_secs(self.lock_timeout as u64)
    }
}
