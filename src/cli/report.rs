//! What is typed for `vdsbatch report RUN`.

use clap::Args;

use super::account::Whose;
use super::output;
use crate::report::{DataFormat, Output};

/// `vdsbatch report RUN`.
#[derive(Debug, Args)]
pub struct Report {
    /// The run's id, or `last`.
    pub run: String,
    /// Where it goes: a workbook .xlsx, data .csv or .json, or `-` for standard output [default: the sheet's name, in
    /// this folder; with --format: standard output].
    #[arg(short, long, value_name = "FILE", value_parser = output::results())]
    pub output: Option<Output>,
    /// Not a workbook, but data for machines.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DataFormat>,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}
