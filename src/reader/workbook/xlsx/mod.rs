//! `.xlsx` and `.xlsm`, as far as calamine does not tell of them.

#![allow(dead_code, reason = "the library is held against this reading next")]

mod archive;
mod area;
mod attribute;
mod cell;
mod clean;
mod digest;
mod edits;
mod markup;
mod package;
mod parts;
mod scan;
mod second;
mod sheet;
mod spaces;
mod strings;
mod styles;
mod survey;
mod trouble;
mod written;

pub(super) use self::parts::parts;
pub(super) use self::scan::of_part;
