//! What is typed for `vdsbatch report RUN`.

use std::path::PathBuf;

use clap::Args;

use super::account::Whose;
use crate::report::DataFormat;

/// `vdsbatch report RUN`.
#[derive(Debug, Args)]
pub struct Report {
    /// The run's id, or `last`.
    pub run: String,
    /// Where it goes [default: the sheet's name, in this folder; with --format: standard output].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Not a workbook, but data for machines.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DataFormat>,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}
