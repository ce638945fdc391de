//! Which listed service an order made. Pure.

use std::collections::HashMap;

use super::claim::{Claim, Claiming};
use super::service::{Gap, Listing, Service};
use super::{Domain, RemoteId};

/// The services of a list by their canonical domain, and by the key of their order.
#[derive(Debug, Default)]
pub struct Listed<'l> {
    by_domain: HashMap<Domain, Vec<&'l Service>>,
    by_key: HashMap<&'l RemoteId, Vec<&'l Service>>,
    /// What lay in the account's cart beside the list.
    cart: &'l [String],
}

impl<'l> Listed<'l> {
    /// Sorts a list by domain and by key.
    #[must_use]
    pub fn new(listing: &'l Listing) -> Self {
        let cart = match &listing.gap {
            Some(Gap::Cart { items }) => items.as_slice(),
            _ => &[],
        };
        let mut listed = Self { cart, ..Self::default() };
        for service in &listing.services {
            // Panels write names as they please (in Cyrillic, with capitals), so only canonical forms are compared.
            if let Some(domain) = service.canonical() {
                listed.by_domain.entry(domain).or_default().push(service);
            }
            if let Some(key) = &service.remote_id {
                listed.by_key.entry(key).or_default().push(service);
            }
        }
        listed
    }

    /// Whether this item lay in the account's cart when the list was read.
    #[must_use]
    pub fn lies_in_cart(&self, item: &str) -> bool {
        self.cart.iter().any(|lies| lies == item)
    }

    /// The services of a domain, deleted ones among them.
    #[must_use]
    pub fn of(&self, domain: &Domain) -> &[&'l Service] {
        self.by_domain.get(domain).map_or(&[], Vec::as_slice)
    }

    /// The service that the order of a mark made, as far as the list tells. Deleted ones prove nothing.
    #[must_use]
    pub fn find(&self, mark: Mark<'_>) -> Match<'l> {
        let undeleted = |service: &&&'l Service| !service.is_deleted();
        let keyed = mark.key.and_then(|key| self.by_key.get(key)).map_or(&[][..], Vec::as_slice);
        let keyed: Vec<&Service> = keyed.iter().filter(undeleted).copied().collect();
        if !keyed.is_empty() {
            return Match::of(keyed, true);
        }
        // One that carries the key of another order, or is told to carry none, is another order's, whatever it is called.
        let foreign = |service: &Service| mark.key.is_some() && service.remote_id.is_some();
        let new = |service: &&&'l Service| !mark.listed_before.contains(&service.id) && !foreign(service);
        let new: Vec<&Service> = self.of(mark.domain).iter().filter(undeleted).filter(new).copied().collect();
        match (mark.key, new.as_slice()) {
            // Where orders carry no key the panel keeps domains unique, or nothing is sent twice: the first is ours.
            (None, [first, ..]) => Match::One { service: first, proved: false },
            _ => Match::of(new, false),
        }
    }

    /// The service, deleted or not, that carries a key; none if several do.
    #[must_use]
    pub fn of_key(&self, key: &RemoteId) -> Option<&'l Service> {
        match self.by_key.get(key).map(Vec::as_slice) {
            Some([service]) => Some(service),
            _ => None,
        }
    }
}

/// What an order's service is known by.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'m> {
    /// The order's domain.
    pub domain: &'m Domain,
    /// The key that went with it.
    pub key: Option<&'m RemoteId>,
    /// The ids listed under the domain before it was sent.
    pub listed_before: &'m [String],
}

impl<'m> Mark<'m> {
    /// The mark of an order that is to be sent.
    #[must_use]
    pub fn of(claiming: &'m Claiming) -> Self {
        let Claiming { order, listed_before, key, .. } = claiming;
        Self { domain: &order.domain, key: key.as_ref(), listed_before }
    }

    /// The mark of the order that holds a domain.
    #[must_use]
    pub fn of_claim(domain: &'m Domain, claim: &'m Claim) -> Self {
        Self { domain, key: claim.key.as_ref(), listed_before: &claim.listed_before }
    }

    /// The services of a list of which only the panel's own form can tell whether they are this order's: new ones
    /// under its domain, in a list that tells no key.
    #[must_use]
    pub fn unmarked<'l>(self, listed: &Listed<'l>) -> Vec<&'l Service> {
        let possible = |service: &&Service| {
            let open = self.key.is_some() && service.remote_id.is_none() && !service.is_deleted();
            open && !self.listed_before.contains(&service.id)
        };
        listed.of(self.domain).iter().copied().filter(possible).collect()
    }
}

/// What a list shows of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match<'l> {
    /// No service that it can have made.
    None,
    /// One service.
    One {
        /// It.
        service: &'l Service,
        /// Whether it carries the order's own key. Otherwise it is new under the order's domain, and whoever else
        /// orders in this account may have made it.
        proved: bool,
    },
    /// Several, of which nobody knows which it is: a person has to say.
    Several(Vec<&'l Service>),
}

impl<'l> Match<'l> {
    fn of(services: Vec<&'l Service>, proved: bool) -> Self {
        match services.as_slice() {
            [] => Self::None,
            [service] => Self::One { service, proved },
            _ => Self::Several(services),
        }
    }

    /// The one service, however it is known.
    #[must_use]
    pub const fn one(&self) -> Option<&'l Service> {
        match self {
            Self::One { service, .. } => Some(service),
            Self::None | Self::Several(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::service::ServiceState;

    fn key(last: u8) -> RemoteId {
        RemoteId::new(1, [0, 0, 0, 0, 0, 0, 0, 0, 0, last])
    }

    fn service(id: &str, domain: &str, remote_id: Option<RemoteId>) -> Service {
        Service { id: id.to_owned(), domain: domain.to_owned(), remote_id, ..Service::default() }
    }

    /// What the order of `a.example.ru` with key 7, before which 5 was listed, finds.
    fn found(services: Vec<Service>, key: Option<&RemoteId>) -> String {
        let listing = Listing { services, ..Listing::default() };
        let domain = Domain::new("a.example.ru").expect("a domain");
        let before = ["5".to_owned()];
        let listed = Listed::new(&listing);
        match listed.find(Mark { domain: &domain, key, listed_before: &before }) {
            Match::None => "none".to_owned(),
            Match::One { service, proved } => format!("{} {proved}", service.id),
            Match::Several(several) => several.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(" "),
        }
    }

    #[test]
    fn a_key_proves_a_service_ours_and_another_key_that_it_is_not() {
        let own = key(7);
        let a = |id: &str, key: Option<RemoteId>| service(id, "A.example.ru", key);
        assert_eq!(found(vec![a("5", None), a("6", None)], Some(&own)), "6 false");
        assert_eq!(found(vec![a("6", None), a("8", Some(key(7)))], Some(&own)), "8 true");
        assert_eq!(found(vec![a("6", Some(key(8)))], Some(&own)), "none", "another order's");
        let none = RemoteId::kept(String::new());
        assert_eq!(found(vec![a("6", Some(none))], Some(&own)), "none", "ordered by hand");
        assert_eq!(found(vec![service("9", "b.example.ru", Some(key(7)))], Some(&own)), "9 true", "whatever its name");
        assert_eq!(found(vec![a("6", None), a("8", None)], Some(&own)), "6 8");
        assert_eq!(found(vec![a("6", Some(key(7))), a("8", Some(key(7)))], Some(&own)), "6 8", "one key, two services");
        assert_eq!(found(vec![a("6", Some(key(8)))], None), "6 false", "of a panel whose orders carry no key of ours");
        let deleted = Service { state: Some(ServiceState::Deleted), ..a("6", Some(key(7))) };
        assert_eq!(found(vec![deleted], Some(&own)), "none");
    }
}
