//! Excel's binary workbook.
//!
//! Read here and not by calamine, which fails or panics on tokens of formulas, although nobody wants them, on
//! sheets without a stated extent and on workbooks that have a sheet which is none of cells. The tests compare
//! what both read.

mod book;
mod package;
mod records;
mod sheet;
mod styles;
mod texts;

pub(super) use self::book::Book;
