//! How a panel's name becomes addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Name, Resolve, Resolving};

/// The one name that stands for this machine.
pub(super) const LOCALHOST: &str = "localhost";

/// What it stands for, whatever a resolver says: plain HTTP may go to a loopback address only, and
/// a name is none.
pub(super) const THIS_MACHINE: [SocketAddr; 2] =
    [SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0), SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0)];

/// A resolver of somebody else's.
pub(super) struct Names(pub(in crate::panel) Arc<dyn Resolve>);

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        self.0.resolve(name)
    }
}
