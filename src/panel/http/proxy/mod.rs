//! The proxy on the way to a panel: which one it is, what its variables say, and what it answers.

mod asked;
mod chosen;
mod variables;

pub(super) use self::asked::answer;
pub(super) use self::chosen::Proxy;
pub use self::variables::{ProxyFault, ProxySettingError, variables};
