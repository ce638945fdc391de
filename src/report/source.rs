//! The Source sheet: the rows as read, in the cells where they stood.
//!
//! A source cell `C7` of the Orders sheet is `C7` here, so that anyone can look it up without the
//! input file. Rows that were not read (titles, empty rows, totals) are left out.

use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use super::entry::Entry;
use super::page::Page;
use super::style::{Look, Styles};
use super::view::View;
use super::widths::{Content, at};
use crate::run::ReadRow;
use crate::sheet::{Column, names};
use crate::text::lang::{Lang, tr};

/// The last row of an Excel sheet, from 0.
const LAST_ROW: u32 = 1_048_575;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let layout = &view.run.facts.input.layout;
    let in_place = stands_in_place(view);
    let header = if in_place { layout.header_row.get() - 1 } else { 0 };
    let mut page = Page::new(sheet, view, styles);
    page.begin_as_read(&contents(view), header)?;
    let mut last_col = 0;
    for column in &layout.columns {
        last_col = last_col.max(column.col.index());
        page.put(header, column.col.index(), &Entry::text(heading(column, view.lang)), Look::Header)?;
    }
    page.end_header(header)?;
    let mut last_row = header;
    for (read, next) in view.run.rows.iter().zip(header + 1..) {
        last_row = if in_place { read.row.no.get() - 1 } else { next };
        last_col = last_col.max(write_row(&mut page, last_row, read)?);
    }
    page.fit()?;
    // Excel marks every number that is kept as text with a green corner, ids and phone numbers alike.
    page.sheet.ignore_error_range(0, 0, last_row, last_col, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// A header as read; where an earlier run wrote reasons below it, it says that they are not of this one.
fn heading(column: &Column, lang: Lang) -> String {
    let header = &column.header;
    if names::is_what_to_fix(header) {
        tr!(lang, "{header} (of the run before)", "{header} (из прежнего прогона)")
    } else {
        header.clone()
    }
}

/// What stands in each column.
fn contents(view: &View<'_>) -> Vec<Content> {
    let mut contents = Vec::new();
    for column in &view.run.facts.input.layout.columns {
        at(&mut contents, column.col.index()).head(&heading(column, view.lang));
    }
    for (col, cell) in view.run.rows.iter().flat_map(|read| &read.row.cells) {
        at(&mut contents, col.index()).take(&Entry::read(cell));
    }
    contents
}

/// Whether every row can stand where it stood: a CSV file's line may lie below Excel's last row.
fn stands_in_place(view: &View<'_>) -> bool {
    let header = view.run.facts.input.layout.header_row.get();
    let mut above = header;
    view.run.rows.iter().all(|read| {
        let no = read.row.no.get();
        // The streamed form loses a row that is written above another.
        let follows = no > above && no - 1 <= LAST_ROW;
        above = no;
        follows
    }) && header <= LAST_ROW
}

/// Writes the row, and returns its last column.
fn write_row(page: &mut Page<'_>, row: u32, read: &ReadRow) -> Result<u16, XlsxError> {
    let mut last = 0;
    for (col, cell) in &read.row.cells {
        last = col.index();
        page.put(row, last, &Entry::read(cell), Look::Wrapped)?;
    }
    page.end_row(row)?;
    Ok(last)
}
