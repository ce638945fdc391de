//! Texts: the two languages, codes, days and times, what may be printed, and which words mean the same. Pure.

pub mod alias;
pub mod alike;
pub mod code;
pub mod day;
pub mod formula;
pub mod heading;
pub mod json;
pub mod lang;
pub mod plain;
pub mod printable;
pub mod shell;
pub mod system;
pub mod together;
pub mod unit;
