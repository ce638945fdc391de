//! Who did something that is kept for ever.

use jiff::Timestamp;

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The operating system's user.
    pub operator: String,
    /// When.
    pub at: Timestamp,
}

impl Signature {
    /// The operator's, now.
    pub(super) fn now(operator: &str) -> Self {
        Self { operator: operator.to_owned(), at: Timestamp::now() }
    }
}
