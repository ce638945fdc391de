//! A panel that keeps the truth: what was executed, for whom, and when that can be seen.

use std::time::Duration;

use jiff::Timestamp;
use vdsbatch::order::cart::{Cart, CartItem};
use vdsbatch::order::clock::Moment;
use vdsbatch::order::service::{Gap, Listing, Service, ServiceState};
use vdsbatch::order::{Order, Reason, ReasonCode, RemoteId};
use vdsbatch::panel::{Answer, Delivery};

use super::dice::Dice;

/// Who asked for an order: the desk and its run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    pub desk: usize,
    pub run: String,
    /// The key that its order carries.
    pub key: Option<RemoteId>,
}

/// Something in the account's one cart.
#[derive(Clone, Debug)]
pub struct Lies {
    pub item: String,
    pub domain: String,
    /// Who laid it there through this program; none if somebody did by hand.
    pub by: Option<By>,
}

/// A service as it really is.
#[derive(Clone, Debug)]
pub struct Made {
    pub id: String,
    pub domain: String,
    /// Who ordered it through this program; none if somebody did by hand.
    pub by: Option<By>,
    pub kind: Kind,
    pub deleted: bool,
    at: Timestamp,
    pub seen_from: Timestamp,
}

/// What an execution makes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kind {
    /// It stands unpaid.
    pub unpaid: bool,
    /// Its order was refused, or turned away, although it was executed.
    pub denied: bool,
    /// It was executed so long after its request that it was believed absent by then. Only the panel
    /// keeps that from becoming a double, and that it is known is not promised.
    pub too_late: bool,
}

/// How a panel is.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a manner of its own")]
pub struct Manners {
    /// Whether it keeps domains unique.
    pub unique: bool,
    /// How many of a thousand requests go wrong.
    pub rude: u64,
    /// The longest time between a request and its late execution.
    pub latest: Duration,
    /// The longest time until a new service is listed.
    pub lag: Duration,
    /// How many of a thousand lists are hurt.
    pub bad_lists: u64,
    /// Whether a filter saved in the panel may hide services.
    pub filters: bool,
    /// Whether orders only lay something into the account's cart.
    pub cart: bool,
    /// Whether lists tell the keys of orders.
    pub keys: bool,
}

#[derive(Debug)]
pub struct Panel {
    pub manners: Manners,
    pub made: Vec<Made>,
    /// Executions refused because the domain was in use by a service of the same desk: doubles that
    /// only the panel prevented.
    pub prevented: Vec<String>,
    pub requests: u64,
    /// Domains whose order was answered with a success and not executed.
    pub hollow: Vec<String>,
    /// What lies in the cart, and what ever lay there.
    pub cart: Vec<Lies>,
    pub laid: Vec<Lies>,
    pub confirms: u64,
    /// Items whose payment was asked for more than once.
    pub twice: Vec<String>,
    asked: Vec<String>,
    down_until: Timestamp,
    filter: bool,
}

/// What the panel does with a request, and when.
pub struct Treatment {
    pub delivery: Delivery,
    /// When the answer, or its loss, is noticed.
    pub after: Duration,
    /// When it is executed, counted from now, zero being at once; none if never. What it makes then.
    pub execution: Option<(Duration, Kind)>,
}

fn answered(answer: Answer) -> Delivery {
    Delivery::Answered { http_status: 200, answer }
}

impl Panel {
    pub const fn new(manners: Manners, now: Timestamp) -> Self {
        Self {
            manners,
            made: Vec::new(),
            prevented: Vec::new(),
            requests: 0,
            hollow: Vec::new(),
            cart: Vec::new(),
            laid: Vec::new(),
            confirms: 0,
            twice: Vec::new(),
            asked: Vec::new(),
            down_until: now,
            filter: false,
        }
    }

    /// A service made by hand.
    pub fn by_hand(&mut self, domain: &str, deleted: bool, now: Timestamp) {
        let id = self.next_id();
        self.made.push(Made {
            id,
            domain: domain.to_owned(),
            by: None,
            kind: Kind::default(),
            deleted,
            at: now,
            seen_from: now,
        });
    }

    fn next_id(&self) -> String {
        (100_001 + self.made.len()).to_string()
    }

    fn taken(&self, domain: &str) -> Option<&Made> {
        self.made.iter().find(|made| made.domain == domain && !made.deleted)
    }

    /// What becomes of an order request.
    pub fn treat(&mut self, domain: &str, now: Timestamp, dice: &mut Dice) -> Treatment {
        self.requests += 1;
        let after = dice.between(5, 4000);
        let good = |execution| Treatment { delivery: Delivery::NotSent(unreachable()), after, execution };
        if now < self.down_until {
            return good(None);
        }
        if dice.chance(self.manners.rude / 20) {
            self.down_until = now + dice.between(1000, 400_000);
            return good(None);
        }
        if !dice.chance(self.manners.rude) {
            let delivery = if self.manners.unique && self.taken(domain).is_some() {
                answered(Answer::Refused(Reason::new(ReasonCode::DomainInUse)))
            } else {
                let known = dice.chance(300);
                answered(Answer::Accepted { service_id: known.then(|| self.next_id()) })
            };
            return Treatment { delivery, after, execution: Some((Duration::ZERO, Kind::default())) };
        }
        if dice.chance(250) {
            return Treatment { after, ..self.mean(domain, dice) };
        }
        let taken = self.manners.unique && self.taken(domain).is_some();
        let late = dice.between(1, u64::try_from(self.manners.latest.as_millis()).expect("small"));
        // Not executed, executed while the answer is lost, or long after.
        let execution = dice.one_of(&[None, Some(after), Some(late)]).map(|when| (when, Kind::default()));
        let unpaid = Kind { unpaid: true, ..Kind::default() };
        let lost = |code| Delivery::Lost { reason: Reason::new(code), http_status: None };
        let unclear = |code| answered(Answer::Unclear(Reason::new(code)));
        let (delivery, execution) = match dice.below(12) {
            0 | 1 => (lost(ReasonCode::ConnectionLost), execution),
            2 => (lost(ReasonCode::TimedOut), execution),
            3 => (unclear(ReasonCode::ServerError), execution),
            4 => (unclear(ReasonCode::Unreadable), execution),
            5 => (answered(Answer::Blocked(Reason::new(ReasonCode::ChallengePage))), execution),
            6 => (answered(Answer::Throttled { retry_after: Some(dice.between(0, 90_000)) }), None),
            7 => (Delivery::NotSent(unreachable()), None),
            8 => (answered(Answer::Refused(Reason::new(ReasonCode::ValueRefused))), None),
            9 if !dice.chance(300) => (answered(Answer::Throttled { retry_after: None }), None),
            9 => (answered(Answer::SignInRefused(Reason::new(ReasonCode::SignInRefused))), None),
            10 => {
                let stands = (!taken && dice.chance(500)).then_some((Duration::ZERO, unpaid));
                (answered(Answer::NoMoney(Reason::new(ReasonCode::NoMoney))), stands)
            }
            _ if taken => (answered(Answer::Refused(Reason::new(ReasonCode::DomainInUse))), None),
            _ => (answered(Answer::Unpaid(Reason::new(ReasonCode::NotPaid))), Some((Duration::ZERO, unpaid))),
        };
        Treatment { delivery, after: Duration::from_millis(2) + after, execution }
    }

    /// An answer that means something else than it says.
    fn mean(&mut self, domain: &str, dice: &mut Dice) -> Treatment {
        let refused = |code| answered(Answer::Refused(Reason::new(code)));
        let taken = self.manners.unique && self.taken(domain).is_some();
        let denied = Kind { denied: true, ..Kind::default() };
        let unpaid = Kind { unpaid: true, ..Kind::default() };
        let at_once = |kind| (!taken).then_some((Duration::ZERO, kind));
        let (delivery, execution) = match dice.below(6) {
            // A front that sends an order twice passes the second answer on.
            0 => (refused(ReasonCode::DomainInUse), at_once(denied)),
            1 => (refused(ReasonCode::ValueRefused), at_once(denied)),
            2 => (answered(Answer::Throttled { retry_after: Some(dice.between(0, 5_000)) }), at_once(denied)),
            3 if !taken => (answered(Answer::Accepted { service_id: None }), at_once(unpaid)),
            4 => (answered(Answer::Unclear(Reason::new(ReasonCode::UnknownError))), at_once(unpaid)),
            _ if taken => (refused(ReasonCode::DomainInUse), None),
            _ => {
                self.hollow.push(domain.to_owned());
                (answered(Answer::Accepted { service_id: None }), None)
            }
        };
        Treatment { delivery, after: Duration::ZERO, execution }
    }

    /// Executes an order, unless its domain is in use and the panel keeps domains unique.
    pub fn execute(&mut self, domain: &str, by: By, kind: Kind, now: Timestamp, dice: &mut Dice) {
        if let Some(taken) = self.taken(domain)
            && self.manners.unique
        {
            // What a 429 turned away is sent once more if the list, which may be late, does not show it.
            let second = taken.kind.denied && taken.by.as_ref() == Some(&by);
            if !second && taken.by.as_ref().is_some_and(|before| before.desk == by.desk) {
                self.prevented.push(domain.to_owned());
            }
            return;
        }
        let Kind { unpaid, denied, .. } = kind;
        let lag = u64::try_from(self.manners.lag.as_millis()).expect("small");
        // A refusal is believed after a minute, if a list bears it out.
        let lag = if unpaid {
            0
        } else if denied {
            lag.min(20_000)
        } else {
            lag
        };
        let seen_from = now + dice.between(0, lag);
        let id = self.next_id();
        self.made.push(Made { id, domain: domain.to_owned(), by: Some(by), kind, deleted: false, at: now, seen_from });
    }

    /// The list as it is read now; none if it cannot be read.
    pub fn list(&mut self, asked: &Moment, now: Timestamp, dice: &mut Dice) -> Option<Listing> {
        if now < self.down_until || dice.chance(self.manners.bad_lists / 2) {
            return None;
        }
        if self.manners.filters && dice.chance(50) {
            self.filter = !self.filter;
        }
        // That a refused order does not stand all the same, unpaid perhaps, is read off one list: a filter that
        // hides just this is beyond what is promised.
        let young =
            |made: &Made| !made.kind.unpaid && !made.kind.denied && now.duration_since(made.at).as_secs() < 3600;
        let shown = self.made.iter().filter(|made| made.seen_from <= now && !(self.filter && young(made)));
        let mut services: Vec<Service> = shown.map(|made| listed(made, now, self.manners.keys)).collect();
        let mut gap = None;
        if !services.is_empty() && dice.chance(self.manners.bad_lists) {
            let stated = services.len() as u64;
            services.remove(usize::try_from(dice.below(stated)).expect("small"));
            gap = Some(Gap::Count { stated, came: services.len() as u64 });
        }
        if gap.is_none() && !self.cart.is_empty() {
            gap = Some(Gap::Cart { items: self.cart.iter().map(|lies| lies.item.clone()).collect() });
        }
        Some(Listing { services, gap, asked: asked.at, clocks: asked.clocks.clone(), ..Listing::default() })
    }

    /// Lays something into the cart and says which item it is.
    pub fn lay(&mut self, domain: &str, by: Option<By>) -> String {
        let item = (4001 + self.laid.len()).to_string();
        let lies = Lies { item: item.clone(), domain: domain.to_owned(), by };
        self.laid.push(lies.clone());
        self.cart.push(lies);
        item
    }

    /// What becomes of an order at a panel with a cart.
    pub fn treat_in_cart(&mut self, domain: &str, by: By, now: Timestamp, dice: &mut Dice) -> (Duration, Delivery) {
        self.requests += 1;
        let after = dice.between(5, 4000);
        if now < self.down_until {
            return (after, Delivery::NotSent(unreachable()));
        }
        if !dice.chance(self.manners.rude) {
            return (after, answered(Answer::InCart { item: self.lay(domain, Some(by)) }));
        }
        let what = dice.below(6);
        if what == 5 || dice.chance(500) {
            self.lay(domain, Some(by));
        }
        let delivery = match what {
            0 | 1 => Delivery::Lost { reason: Reason::new(ReasonCode::ConnectionLost), http_status: None },
            2 => answered(Answer::Unclear(Reason::new(ReasonCode::ServerError))),
            3 => answered(Answer::Blocked(Reason::new(ReasonCode::AnotherStep))),
            4 => answered(Answer::Refused(Reason::new(ReasonCode::ValueRefused))),
            _ => answered(Answer::Unpaid(Reason::new(ReasonCode::NotPaid))),
        };
        (after, delivery)
    }

    /// The cart as it is read now, each item as its order asks for it; none if it cannot be read.
    pub fn read_cart(&self, order: &Order, now: Timestamp) -> Option<Cart> {
        if now < self.down_until {
            return None;
        }
        let item = |lies: &Lies| CartItem {
            id: lies.item.clone(),
            tariff: Some(order.terms.asked.tariff.clone()),
            months: Some(order.terms.asked.months.get()),
            count: Some(1),
            price: order.price,
        };
        Some(Cart { items: self.cart.iter().map(item).collect(), total: order.price, currency: None })
    }

    /// What becomes of a payment.
    pub fn pay(&mut self, item: &str, now: Timestamp, dice: &mut Dice) -> (Duration, Delivery) {
        self.confirms += 1;
        if self.asked.iter().any(|asked| asked == item) {
            self.twice.push(item.to_owned());
        }
        self.asked.push(item.to_owned());
        let after = dice.between(5, 4000);
        if now < self.down_until {
            return (after, Delivery::NotSent(unreachable()));
        }
        let rude = dice.chance(self.manners.rude);
        if !rude || dice.chance(400) {
            self.take_out(item, now, dice);
        }
        let delivery = match dice.below(5) {
            _ if !rude => answered(Answer::Accepted { service_id: None }),
            0 | 1 => Delivery::Lost { reason: Reason::new(ReasonCode::TimedOut), http_status: None },
            2 => answered(Answer::Unclear(Reason::new(ReasonCode::Unreadable))),
            3 => answered(Answer::NoMoney(Reason::new(ReasonCode::NoMoney))),
            _ => answered(Answer::Refused(Reason::new(ReasonCode::NotKnown))),
        };
        (after, delivery)
    }

    /// What lies in the cart becomes a service.
    fn take_out(&mut self, item: &str, now: Timestamp, dice: &mut Dice) {
        let Some(at) = self.cart.iter().position(|lies| lies.item == item) else { return };
        let Lies { domain, by, .. } = self.cart.remove(at);
        match by {
            Some(by) => self.execute(&domain, by, Kind::default(), now, dice),
            None => self.by_hand(&domain, false, now),
        }
    }

    /// Somebody acts in the same account: orders, fills the cart, pays for what lies there, or empties it.
    pub fn human(&mut self, now: Timestamp, dice: &mut Dice) {
        match dice.below(5) {
            0 if self.manners.keys => self.by_hand("web-3.example.ru", false, now),
            0 | 1 => drop(self.lay("web-9.example.ru", None)),
            2 => {
                if let Some(first) = self.cart.first().map(|lies| lies.item.clone()) {
                    self.take_out(&first, now, dice);
                }
            }
            _ => self.cart.clear(),
        }
    }

    /// Whether lists show everything that is to be seen.
    pub fn shows_all(&self, now: Timestamp) -> bool {
        !self.filter && now >= self.down_until
    }

    /// Whether it answers a call that only reads.
    pub fn answers(&self, now: Timestamp) -> bool {
        now >= self.down_until
    }

    /// From now on everything goes well, and everything shows.
    pub fn behave(&mut self, now: Timestamp) {
        self.manners = Manners { rude: 0, bad_lists: 0, filters: false, lag: Duration::ZERO, ..self.manners };
        self.filter = false;
        self.down_until = now;
        for made in &mut self.made {
            made.seen_from = made.seen_from.min(now);
        }
    }
}

fn listed(made: &Made, now: Timestamp, keys: bool) -> Service {
    let ready = now.duration_since(made.at).as_secs() > 300;
    let state = match (made.deleted, made.kind.unpaid, ready) {
        (true, _, _) => ServiceState::Deleted,
        (false, true, _) => ServiceState::Ordered,
        (false, false, true) => ServiceState::Active,
        (false, false, false) => ServiceState::Processing,
    };
    // Panels write domains as they like.
    // Of a service that was ordered by hand it is told that it has none.
    let key = || made.by.as_ref().and_then(|by| by.key.clone()).unwrap_or_else(|| RemoteId::kept(String::new()));
    let remote_id = keys.then(key);
    let (id, domain) = (made.id.clone(), made.domain.to_uppercase());
    Service { id, domain, state: Some(state), remote_id, ..Service::default() }
}

fn unreachable() -> Reason {
    Reason::new(ReasonCode::Unreachable)
}
