//! The key of an order, which goes with it to the panel: by it a listed service is proved to be ours.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

/// The parameter `remoteid` of an order: the ledger's id and 80 random bits. The same on every attempt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RemoteId(String);

impl RemoteId {
    /// The key of these bits; `ledger` is the ledger's own id.
    #[must_use]
    pub fn new(ledger: u32, random: [u8; 10]) -> Self {
        Self(format!("vb{ledger:08x}-{}", HEXLOWER.encode(&random)))
    }

    /// A key as a ledger kept it.
    #[must_use]
    pub const fn kept(text: String) -> Self {
        Self(text)
    }

    /// The text that goes to the panel.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RemoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_ledgers_id_and_80_bits() {
        let key = RemoteId::new(0xab, [0, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
        assert_eq!(key.as_str(), "vb000000ab-000102030405060708ff");
    }
}
