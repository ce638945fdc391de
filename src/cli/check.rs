//! What is typed for `vdsbatch check SHEET`.

use std::path::PathBuf;

use clap::Args;

use super::answer::Told;
use super::form;
use super::reading::Reading;

/// `vdsbatch check SHEET`.
#[derive(Debug, Args)]
pub struct Check {
    /// The filled sheet: `.xlsx`, `.xlsm`, `.xls`, `.xlsb`, `.ods`, `.csv` or `.tsv`; `-` for standard input.
    pub sheet: PathBuf,
    /// The login that `{user}` in a name pattern means.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// Write a copy of the data with every problem marked at its cell.
    #[arg(long, value_name = "OUT.xlsx", value_parser = form::workbook)]
    pub annotate: Option<PathBuf>,
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// What is read of the file.
    #[command(flatten)]
    pub reading: Reading,
}
