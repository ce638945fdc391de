//! What a person says of hidden rows and sheets.

use serde::{Deserialize, Serialize};

/// What becomes of hidden rows and hidden sheets that hold orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
pub enum Hidden {
    /// They are read like any other.
    Include,
    /// They are left out.
    Skip,
}
