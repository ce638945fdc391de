//! What really happened at a practice panel. Pure.

use super::kind::Kind;
use super::owned::{Charge, Item, Owned};

/// One order request and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRequest {
    /// The domain asked for.
    pub domain: String,
    /// The fault that struck, if one did.
    pub fault: Option<Kind>,
    /// Whether the order was executed at once: a service was made, or something laid into the cart.
    pub executed: bool,
    /// What it laid into the cart, if it did that.
    pub item: Option<u64>,
}

/// One request to pay for an item of the cart, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmRequest {
    /// The item, as the request named it.
    pub item: String,
    /// The fault that struck, if one did.
    pub fault: Option<Kind>,
    /// The services that it paid for, or left unpaid at a payment page; none if it was not executed.
    pub services: Vec<u64>,
}

impl ConfirmRequest {
    /// Whether it was executed.
    #[must_use]
    pub const fn executed(&self) -> bool {
        !self.services.is_empty()
    }
}

/// What really happened at the panel.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Requests of every kind.
    pub requests: u64,
    /// List requests, pages counted one by one.
    pub lists: u64,
    /// Order requests, in the order they were handled.
    pub orders: Vec<OrderRequest>,
    /// Requests to pay for an item of the cart, in the order they were handled.
    pub confirms: Vec<ConfirmRequest>,
    /// The services, in the order they were made.
    pub services: Vec<Owned>,
    /// What lies in the cart now.
    pub cart: Vec<Item>,
    /// What was charged, in its order.
    pub charges: Vec<Charge>,
    /// The most order requests that were under way at a time.
    pub peak: usize,
}

impl Record {
    /// The domains of the services that are not deleted, sorted.
    #[must_use]
    pub fn domains(&self) -> Vec<String> {
        let mut domains: Vec<String> =
            self.services.iter().filter(|service| !service.deleted).map(|service| service.domain.clone()).collect();
        domains.sort();
        domains
    }
}
