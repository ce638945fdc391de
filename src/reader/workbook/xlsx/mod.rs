//! `.xlsx` and `.xlsm`: calamine reads the cells, of a package that is made clean for it, and a reading of our
//! own is held against it.
//!
//! A sheet's part is gone through first ([`survey`]): what is hidden, merged, struck out and shown by formats;
//! a digest of each row; and what the library would stumble over. Then the library reads, and each row is
//! compared. After these normalisations a difference in a value is told at its cell, and one in which cells there
//! are refuses the file: numbers are the nearest binary fraction, line ends are one sign, `_xHHHH_` is the
//! character that it stands for, words for pronunciation are left out, and spaces around a text count where
//! the file says that they are kept.

mod archive;
mod area;
mod book;
mod cell;
mod clean;
mod comments;
mod digest;
mod edits;
mod markup;
mod own;
mod package;
mod plain;
mod second;
mod sheet;
#[cfg(test)]
mod slow;
mod spaces;
mod strings;
mod styles;
mod survey;
mod trouble;
mod unseen;
mod written;

pub(super) use self::book::Book;
pub use self::own::Own;
pub(in crate::reader) use self::own::own;
