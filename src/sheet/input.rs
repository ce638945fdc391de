//! The file that a sheet was read from: what its reader finds, and a run records.

use serde::{Deserialize, Serialize};

use super::Layout;

/// The file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its name, without folders.
    pub file: String,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// What was found to be its format: `xlsx`, or `csv (windows-1251, ;)`.
    pub format: String,
    /// Where its columns stand.
    pub layout: Layout,
}
