//! The wire: one blocking HTTP client, what it trusts, what a failure proves, and what it never tells.

mod client;
mod discretion;
mod fault;
mod resolve;
mod setup;
mod unescape;
mod wait;

pub use self::client::Client;
pub use self::setup::{ClientError, Deadlines, Settings};
