//! What a person says of what is hidden.

use serde::{Deserialize, Serialize};

/// What becomes of what is hidden and would be ordered: rows, columns, cells, sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
pub enum Hidden {
    /// Read it like anything else.
    Include,
    /// Leave it out.
    Skip,
}
