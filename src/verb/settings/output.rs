//! Where results go, held against what they are to be.

use super::error::SettingsError;
use crate::report::{DataFormat, Output};

/// Whether where results go fits what they are to be.
///
/// # Errors
///
/// When a name ends in one form and another one is asked for, or a workbook would go to a terminal.
pub fn fits(output: Option<&Output>, format: Option<DataFormat>, is_terminal: bool) -> Result<(), SettingsError> {
    match (output, format) {
        (Some(output), Some(format)) if output.contradicts(format) => Err(SettingsError::TwoForms),
        (Some(Output::Stream), None) if is_terminal => Err(SettingsError::WorkbookOnTerminal),
        _ => Ok(()),
    }
}
