//! Excel's old workbook, of Excel 5 to 2003.
//!
//! Read here and not by calamine, which holds each sheet as a rectangle of all its cells (a far one makes 25 KB
//! ask for 500 MB), leaves out whatever it does not understand, and takes a code page for what texts are written
//! in that are in Unicode. The tests compare what both read.

mod book;
mod globals;
mod records;
mod sheet;
mod texts;

pub(super) use self::book::Book;
