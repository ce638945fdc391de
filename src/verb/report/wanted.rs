//! What is wanted of a report: a workbook or data, in a file or on standard output.

use std::io::IsTerminal;
use std::path::Path;

use crate::cli::Report;
use crate::host::console::Console;
use crate::host::name::Taken;
use crate::host::save::{self, SaveError};
use crate::report::{DataFormat, Output};
use crate::text::lang::tr;
use crate::text::printable::Legible;
use crate::verb::settings::error::SettingsError;
use crate::verb::settings::fits;

/// What is wanted of a report.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'t> {
    /// A workbook, under this name or the usual one.
    Workbook(Option<&'t Path>),
    /// A workbook on standard output.
    Stream,
    /// Data, in this file or on standard output.
    Data(DataFormat, Option<&'t Path>),
}

impl<'t> Wanted<'t> {
    /// What was typed.
    ///
    /// # Errors
    ///
    /// When name and format say two things, or a workbook would go to a terminal.
    pub(super) fn of(typed: &'t Report) -> Result<Self, SettingsError> {
        fits(typed.output.as_ref(), typed.format, std::io::stdout().is_terminal())?;
        Ok(match (&typed.output, typed.format) {
            (None | Some(Output::Stream), Some(format)) => Self::Data(format, None),
            (Some(Output::Data(target, format)), _) => Self::Data(*format, Some(target)),
            (Some(Output::Workbook(target)), None) => Self::Workbook(Some(target)),
            (Some(Output::Stream), None) => Self::Stream,
            (None, None) => Self::Workbook(None),
            (Some(Output::Workbook(_)), Some(_)) => return Err(SettingsError::TwoForms),
        })
    }
}

/// Hands data over: to a file, which is told, or to standard output.
pub(super) fn hand_over(data: &[u8], target: Option<&Path>, taken: &Taken, console: Console) -> Result<(), SaveError> {
    let Some(target) = target else { return save::stream(data) };
    let path = save::save_as(data, target, taken)?.shown();
    console.answer(&tr!(console.lang, "data: {path}\n", "данные: {path}\n"));
    Ok(())
}
