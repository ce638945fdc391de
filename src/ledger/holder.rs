//! Who holds a ledger.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who holds a ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The machine.
    pub host: String,
    /// Since when.
    pub since: Timestamp,
}

impl Holder {
    /// This process, from now on.
    pub(super) fn this_process() -> Self {
        Self { pid: std::process::id(), host: crate::host::machine::host(), since: Timestamp::now() }
    }
}
