//! The machine that the program runs on: its terminal, signals, log, secrets and files.

pub mod clock;
pub mod console;
mod detail;
#[cfg(windows)]
mod events;
pub mod heed;
pub mod held;
pub mod log;
pub mod machine;
pub mod name;
pub mod own;
mod paint;
pub mod plain;
pub mod private;
pub mod rules;
pub mod save;
pub mod secret;
pub mod signal;
pub mod stdin;
pub mod temporary;
mod trial;
mod unsaved;
pub mod verbatim;
pub mod window;
#[cfg(windows)]
pub mod windows;
