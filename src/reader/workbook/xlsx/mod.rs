//! `.xlsx` and `.xlsm`, as far as calamine does not tell of them.

mod attribute;
mod parts;
mod scan;

pub(super) use self::parts::parts;
pub(super) use self::scan::of_part;
