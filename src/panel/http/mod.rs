//! The wire: one blocking HTTP client, what it trusts, what a failure proves, and what it never tells.

mod came;
mod client;
mod coding;
mod discretion;
mod fault;
mod lists;
mod money;
mod offer;
mod patience;
mod probe;
mod proxy;
mod reading;
mod resolve;
mod session;
mod setup;
mod trust;
mod unescape;
mod wait;

pub use self::client::Client;
pub use self::proxy::{ProxyFault, ProxySettingError, to as proxy_to, variables as proxy_variables};
pub use self::setup::{ClientError, Deadlines, Settings};
pub use self::trust::Trust;
