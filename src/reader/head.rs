//! What stands above the rows: found in this process or in one apart, it is the same.

use serde::{Deserialize, Serialize};

use crate::sheet::Layout;
use crate::sheet::problem::Diagnostic;

/// What was found of a sheet before its rows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) format: String,
    pub(super) layout: Layout,
    pub(super) notes: Vec<Diagnostic>,
}
