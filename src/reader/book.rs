//! A workbook whose sheet was chosen.

use super::choose::{Wanted, choose};
use super::content::Content;
use super::error::SheetError;
use super::head::Head;
use super::raw::Each;
use super::workbook::Workbook;

/// A sheet of a workbook, about to be read.
pub(super) struct Sheet {
    workbook: Workbook,
    name: String,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Opens a workbook and finds the sheet that is meant, and its columns.
pub(super) fn open(file: &str, handle: Content, wanted: &Wanted<'_>) -> Result<(Head, Sheet), SheetError> {
    let mut workbook = Workbook::open(file, handle)?;
    let ((layout, notes), name) = choose(file, &mut workbook, wanted)?;
    let format = workbook.format().name().to_owned();
    Ok((Head { format, layout, notes }, Sheet { workbook, name }))
}

impl Sheet {
    /// Streams the rows that have something in them.
    pub(super) fn rows(&mut self, file: &str, each: Each<'_>) -> Result<(), SheetError> {
        self.workbook.rows(file, &self.name, each)
    }
}
