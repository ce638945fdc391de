//! The results for machines, in one of two forms.

use super::Rendering;
use crate::run::Run;

/// A form of the results for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum DataFormat {
    /// One line per server, `;` between cells.
    Csv,
    /// Everything about the run.
    Json,
}

impl DataFormat {
    /// How the name of a file of this form ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl Rendering {
    /// A run in a form for machines.
    #[must_use]
    pub fn data(&self, run: &Run, format: DataFormat) -> Vec<u8> {
        match format {
            DataFormat::Csv => self.csv(run),
            DataFormat::Json => self.json(run),
        }
    }
}
