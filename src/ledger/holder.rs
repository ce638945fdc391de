//! Who holds a ledger.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::printable::printable;

/// Who holds a ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The machine, as it called itself.
    host: String,
    /// Since when.
    pub since: Timestamp,
}

impl Holder {
    /// This process, from now on.
    pub(super) fn this_process() -> Self {
        Self { pid: std::process::id(), host: crate::host::machine::host(), since: Timestamp::now() }
    }

    /// The machine, cleaned: whoever may write into the ledger's folder wrote it.
    #[must_use]
    pub fn host(&self) -> String {
        printable(&self.host)
    }
}
