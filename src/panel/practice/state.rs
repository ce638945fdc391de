//! What the practice panel knows: services, the cart, money, and the record of what really happened.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::error::SandboxError;
use super::kept::{Entry, Kept};
use super::owned::{Charge, Item, NUMBER, Owned, Standing};
use super::record::Record;
use super::session::Sessions;
use super::steps::Steps;
use crate::money::Money;

/// A service is set up once it has stood in more lists than these.
const LISTS: u32 = 2;

/// How a panel's account begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    /// The money in it.
    pub(super) balance: Money,
    /// How far the balance may go below nothing.
    pub(super) limit: Money,
    /// What of the balance is kept for something else.
    pub(super) reserved: Money,
    /// Whether a second service of a domain is refused.
    pub(super) unique_domains: bool,
    /// The first service's id, and the first one in a cart.
    pub(super) ids: (u64, u64),
}

/// What is executed when lists have been asked for a few more times.
#[derive(Debug)]
enum Late {
    /// An order.
    Service(Owned),
    /// An order that goes into the cart.
    Item(Owned),
    /// The payment of what lies there.
    Payment(Vec<u64>),
}

#[derive(Debug)]
struct Pending {
    what: Late,
    after: u32,
}

/// The panel's state. What it makes is in its file before it is answered.
#[derive(Debug)]
pub(super) struct State {
    pub(super) record: Record,
    /// The money, which a credit limit lets go below nothing.
    pub(super) balance: Decimal,
    pub(super) limit: Money,
    pub(super) reserved: Money,
    pub(super) under_way: usize,
    pub(super) unique_domains: bool,
    /// Services that a filter saved in the web interface keeps out of every list.
    pub(super) hidden: HashSet<u64>,
    /// Services that are deleted for good: nothing shows them any more.
    pub(super) purged: HashSet<u64>,
    /// A saved filter that shows none above this id.
    pub(super) filter: Option<u64>,
    pub(super) sessions: Sessions,
    /// What was asked for already, where the panel minds.
    pub(super) steps: Steps,
    /// Whether every call is answered by the form of a second factor.
    pub(super) second_factor: bool,
    /// The domains of the services that are not deleted.
    domains: HashSet<String>,
    tries: HashMap<String, u64>,
    pending: Vec<Pending>,
    next_id: u64,
    next_item: u64,
    kept: Option<Kept>,
}

impl State {
    pub(super) fn open(dir: Option<&Path>, beginning: Beginning) -> Result<Self, SandboxError> {
        let mut state = Self {
            record: Record::default(),
            balance: beginning.balance.amount(),
            limit: beginning.limit,
            reserved: beginning.reserved,
            under_way: 0,
            unique_domains: beginning.unique_domains,
            hidden: HashSet::new(),
            purged: HashSet::new(),
            filter: None,
            sessions: Sessions::default(),
            steps: Steps::default(),
            second_factor: false,
            domains: HashSet::new(),
            tries: HashMap::new(),
            pending: Vec::new(),
            next_id: beginning.ids.0,
            next_item: beginning.ids.1,
            kept: None,
        };
        if let Some(dir) = dir {
            let (kept, entries) = Kept::open(dir)?;
            for entry in entries {
                state.apply(entry);
            }
            state.kept = Some(kept);
        }
        Ok(state)
    }

    fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Active(ids) => self.activate(&ids),
            Entry::Filter(last) => self.filter = last,
            Entry::Made(service) => self.take_in(service),
            Entry::Deleted(id) => self.mark_deleted(id),
            Entry::Laid(item) => {
                self.next_item = self.next_item.max(item.id + 1);
                self.record.cart.push(item);
            }
            Entry::Confirmed(items, services) => {
                self.record.cart.retain(|item| !items.contains(&item.id));
                for service in services {
                    self.take_in(service);
                }
            }
            Entry::Settled(ids) => {
                self.record.cart.retain(|item| !ids.contains(&item.service.id));
                for id in ids {
                    let unpaid = |service: &&mut Owned| service.id == id && service.standing == Standing::Unpaid;
                    if let Some(service) = self.record.services.iter_mut().find(unpaid) {
                        service.standing = Standing::InProgress;
                        let cost = service.cost;
                        self.charge(id, cost);
                    }
                }
            }
            Entry::Repriced(prices) => self.take_prices(&prices),
            Entry::Renewal(id, renewal) => {
                if let Some(service) = self.record.services.iter_mut().find(|service| service.id == id) {
                    service.renewal = renewal;
                }
            }
        }
    }

    fn take_in(&mut self, service: Owned) {
        self.next_id = self.next_id.max(service.id + 1);
        if service.standing != Standing::Unpaid {
            self.charge(service.id, service.cost);
        }
        if !service.deleted {
            self.domains.insert(service.domain.clone());
        }
        self.record.services.push(service);
    }

    fn take_prices(&mut self, prices: &[(u64, Money)]) {
        for item in &mut self.record.cart {
            let Some((_, cost)) = prices.iter().find(|(id, _)| *id == item.id) else { continue };
            item.service.cost = *cost;
            let waiting = |service: &&mut Owned| service.id == item.service.id;
            self.record.services.iter_mut().filter(waiting).for_each(|service| service.cost = *cost);
        }
    }

    fn charge(&mut self, service: u64, amount: Money) {
        self.balance -= amount.amount();
        self.record.charges.push(Charge { service, amount });
    }

    fn mark_deleted(&mut self, id: u64) {
        let Some(service) = self.record.services.iter_mut().find(|service| service.id == id) else { return };
        service.deleted = true;
        let twin = service.domain.clone();
        // Where domains are not unique, another service may still bear it.
        if !self.record.services.iter().any(|other| !other.deleted && other.domain == twin) {
            self.domains.remove(&twin);
        }
    }

    fn activate(&mut self, ids: &[u64]) {
        let ids: HashSet<u64> = ids.iter().copied().collect();
        self.record.services.iter_mut().filter(|service| ids.contains(&service.id)).for_each(|service| {
            service.standing = Standing::Active;
        });
    }

    /// Writes an entry and only then makes it true.
    fn write(&mut self, entry: Entry) -> bool {
        if self.kept.as_mut().is_some_and(|kept| !kept.write(&entry)) {
            return false;
        }
        self.apply(entry);
        true
    }

    /// How many orders of this domain were asked for, this one among them.
    pub(super) fn try_of(&mut self, domain: &str) -> u64 {
        let tries = self.tries.entry(domain.to_owned()).or_default();
        *tries += 1;
        *tries
    }

    /// Whether an undeleted service has the domain.
    pub(super) fn taken(&self, domain: &str) -> bool {
        self.unique_domains && self.domains.contains(domain)
    }

    /// What can be spent: the balance and the credit limit, without what is reserved.
    pub(super) fn available(&self) -> Decimal {
        self.balance + self.limit.amount() - self.reserved.amount()
    }

    /// Makes a service: the order is executed. Its id, unless it could not be written.
    pub(super) fn make(&mut self, service: Owned) -> Option<u64> {
        let service = numbered(service, self.next_id);
        let id = service.id;
        self.write(Entry::Made(service)).then_some(id)
    }

    /// Makes a service later, or lays it into the cart later.
    pub(super) fn make_later(&mut self, service: Owned, into_cart: bool) {
        let what = if into_cart { Late::Item(service) } else { Late::Service(service) };
        self.pending.push(Pending { what, after: 2 });
    }

    /// Pays later for what lies in the cart.
    pub(super) fn confirm_later(&mut self, items: &[Item]) {
        let what = Late::Payment(items.iter().map(|item| item.id).collect());
        self.pending.push(Pending { what, after: 2 });
    }

    /// Lays something into the cart. Its id, unless it could not be written.
    pub(super) fn lay(&mut self, service: Owned, by_hand: bool) -> Option<u64> {
        let id = self.next_item;
        self.write(Entry::Laid(Item { id, service, by_hand })).then_some(id)
    }

    /// Makes services of what lies in the cart, paid or waiting for it. Their ids, unless that could not be written.
    pub(super) fn confirm(&mut self, items: &[Item], standing: Option<Standing>) -> Option<Vec<u64>> {
        let made = |(item, id): (&Item, u64)| {
            let standing = standing.unwrap_or(item.service.standing);
            numbered(Owned { standing, ..item.service.clone() }, id)
        };
        let services: Vec<Owned> = items.iter().zip(self.next_id..).map(made).collect();
        let ids = services.iter().map(|service| service.id).collect();
        self.write(Entry::Confirmed(items.iter().map(|item| item.id).collect(), services)).then_some(ids)
    }

    /// Takes items out of the cart, and makes nothing of them.
    pub(super) fn take_out(&mut self, items: Vec<u64>) -> bool {
        self.write(Entry::Confirmed(items, Vec::new()))
    }

    /// Pays for services that wait for it.
    pub(super) fn settle(&mut self, services: Vec<u64>) -> bool {
        self.write(Entry::Settled(services))
    }

    /// Changes what things in the cart cost.
    pub(super) fn reprice(&mut self, prices: Vec<(u64, Money)>) -> bool {
        self.write(Entry::Repriced(prices))
    }

    /// From now on every call needs a second factor.
    pub(super) fn demand_second_factor(&mut self) {
        self.second_factor = true;
        self.sessions.doubt_all();
    }

    /// Changes how a service renews.
    pub(super) fn renew(&mut self, id: u64, renewal: Option<u8>) -> bool {
        self.write(Entry::Renewal(id, renewal))
    }

    /// Marks a service as deleted; it stays listed.
    pub(super) fn delete(&mut self, id: u64) -> bool {
        self.write(Entry::Deleted(id))
    }

    /// A list is asked for: what was pending comes nearer, and services are set up.
    pub(super) fn on_list(&mut self) {
        self.record.lists += 1;
        for pending in &mut self.pending {
            pending.after -= 1;
        }
        let (due, waiting) = std::mem::take(&mut self.pending).into_iter().partition(|pending| pending.after == 0);
        self.pending = waiting;
        let due: Vec<Pending> = due;
        for Pending { what, .. } in due {
            self.execute(what);
        }
        let mut set_up = Vec::new();
        for service in &mut self.record.services {
            service.listed = service.listed.saturating_add(1);
            if service.listed > LISTS && service.standing == Standing::InProgress && !service.deleted {
                set_up.push(service.id);
            }
        }
        if !set_up.is_empty() {
            self.write(Entry::Active(set_up));
        }
    }

    fn execute(&mut self, late: Late) {
        match late {
            Late::Item(service) => drop(self.lay(service, false)),
            // Somebody may have ordered the domain while this order was late.
            Late::Service(service) if self.taken(&service.domain) => {}
            Late::Service(service) => drop(self.make(service)),
            Late::Payment(ids) => {
                // Or may have emptied the cart.
                let items: Vec<Item> = self.record.cart.iter().filter(|item| ids.contains(&item.id)).cloned().collect();
                self.confirm(&items, None);
            }
        }
    }

    /// Saves a filter that shows none but what there is now, unless one is saved already.
    pub(super) fn save_filter(&mut self) {
        if self.filter.is_none() {
            self.write(Entry::Filter(Some(self.next_id - 1)));
        }
    }

    /// Takes a saved filter away.
    pub(super) fn clear_filter(&mut self) {
        if self.filter.is_some() {
            self.write(Entry::Filter(None));
        }
    }

    /// Whether lists show a service.
    pub(super) fn shows(&self, service: &Owned) -> bool {
        !self.hidden.contains(&service.id) && self.filter.is_none_or(|last| service.id <= last)
    }
}

/// The day, in UTC.
fn today() -> Date {
    TimeZone::UTC.to_datetime(Timestamp::now()).date()
}

/// A service with its id and its day; where it has no domain of its own, with one that holds the id.
fn numbered(service: Owned, id: u64) -> Owned {
    let domain = service.domain.replace(NUMBER, &id.to_string());
    Owned { id, domain, made: Some(today()), ..service }
}
