//! The wire: one blocking HTTP client, what it trusts, what a failure proves, and what it never tells.

pub(crate) mod client;
pub(crate) mod discretion;
pub(crate) mod fault;
pub(crate) mod resolve;
pub(crate) mod setup;
pub(crate) mod unescape;
pub(crate) mod wait;

pub use self::client::Client;
pub use self::setup::{ClientError, Deadlines, Settings};
