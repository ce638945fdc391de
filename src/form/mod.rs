//! Sheets made for people: a blank one, one from a pattern, a copy with everything wrong marked in it.

pub mod annotate;
pub mod generate;
pub mod template;
