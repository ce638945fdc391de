//! The proxy on the way to a panel: which one it is, what its variables say, and what it answers.

mod asked;
mod chosen;
mod variables;

pub(super) use self::asked::answer;
pub(super) use self::chosen::Proxy;
pub use self::variables::{ProxyFault, ProxySettingError, variables};
use crate::account::PanelUrl;

/// The address of the proxy on the way to a panel, without user and password; none if there is no proxy.
#[must_use]
pub fn to(panel: &PanelUrl) -> Option<String> {
    Proxy::of(panel).map(|proxy| proxy.name())
}
