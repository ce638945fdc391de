//! What the panel charged in the time of a book: each row of its list, with the order that it is for.

use std::collections::{BTreeMap, HashMap};

use super::currency::code;
use super::items::{Choice, Item};
use super::source::Source;
use crate::order::charge::{Charge, Pays, pays};

/// One row of the panel's list of charges.
#[derive(Clone, Copy)]
pub(super) struct Spent<'a> {
    pub(super) charge: &'a Charge,
    /// The account's place among those of the book.
    pub(super) source: usize,
    /// The order of its service; none for a service that nobody ordered from here.
    pub(super) item: Option<Item<'a>>,
    /// What it pays for; unclear where the order's day or period is not known.
    pub(super) pays: Pays,
}

/// Whose a charge is: what groups charges beside the orders that they are for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose<T> {
    /// Of a service that nobody ordered from here.
    Elsewhere,
    /// The panel names no service beside it, so that nobody knows: it may well be of an order of ours.
    Unnamed,
    /// Of an order.
    Ours(T),
}

impl<T> Whose<T> {
    /// The group of an order.
    pub(super) const fn ours(&self) -> Option<&T> {
        match self {
            Self::Ours(group) => Some(group),
            Self::Elsewhere | Self::Unnamed => None,
        }
    }

    /// The word that machines know it by.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Ours(_) => "orders",
            Self::Elsewhere => "not-ordered-from-here",
            Self::Unnamed => "service-not-named",
        }
    }
}

impl<'a> Spent<'a> {
    /// Whose it is, and what it is grouped by if it is of an order.
    pub(super) fn whose<T>(&self, by: impl FnOnce(&Item<'a>) -> T) -> Whose<T> {
        match (&self.item, &self.charge.service) {
            (Some(item), _) => Whose::Ours(by(item)),
            (None, Some(_)) => Whose::Elsewhere,
            (None, None) => Whose::Unnamed,
        }
    }

    /// The cost centre of its order; empty where none is named.
    pub(super) fn cost_centre(&self) -> &'a str {
        self.item.map_or("", |item| item.cost_centre())
    }

    /// Its currency: as the row says, or else that of its order; empty where nobody says it.
    pub(super) fn currency(&self) -> String {
        let own = self.charge.currency.as_deref().filter(|named| !named.is_empty());
        let named = own.or_else(|| self.item.and_then(|item| item.currency()));
        code(named)
    }
}

/// The rows of a book, and how many more of the account have no day, so that nobody knows whether they belong to it.
#[derive(Default)]
pub(super) struct Rows<'a> {
    pub(super) rows: Vec<Spent<'a>>,
    pub(super) undated: u64,
    /// How many of its time are in no book of a cost centre, since the panel does not say whose they are.
    pub(super) unnamed: u64,
}

/// What was charged in the time of the book, the earliest first, for all orders of the account.
pub(super) fn of_account<'a>(at: usize, source: &Source<'a>, items: &[Item<'a>], choice: &Choice<'_>) -> Rows<'a> {
    let mut by_service: HashMap<&str, Item<'a>> = HashMap::new();
    for item in items.iter().filter(|item| item.counts()) {
        // A service has one order; a line in doubt may show one that another line stands for.
        if let Some(service) = item.service() {
            by_service.entry(service).or_insert(*item);
        }
    }
    let mut of_service: BTreeMap<Option<&str>, Vec<&'a Charge>> = BTreeMap::new();
    for charge in &source.chronicle.charges {
        of_service.entry(charge.service.as_deref()).or_default().push(charge);
    }
    let mut found = Rows::default();
    for (service, charges) in of_service {
        let item = service.and_then(|service| by_service.get(service)).copied();
        for (charge, pays) in charges.iter().zip(kinds(item, &charges)) {
            let spent = Spent { charge, source: at, item, pays };
            // What was not ordered from here has no cost centre, not even that of orders that name none.
            if choice.centre.is_some() && (item.is_none() || !choice.wants(spent.cost_centre())) {
                let is_in_time = charge.charged_on.is_some_and(|day| choice.period.has(day));
                found.unnamed += u64::from(is_in_time && charge.service.is_none());
                continue;
            }
            match charge.charged_on {
                Some(day) if choice.period.has(day) => found.rows.push(spent),
                Some(_) => {}
                None => found.undated += 1,
            }
        }
    }
    found.rows.sort_by_key(|spent| spent.charge.charged_on);
    found
}

fn kinds(item: Option<Item<'_>>, charges: &[&Charge]) -> Vec<Pays> {
    let known = item.and_then(|item| Some((item.day?, item.order()?.terms.asked.months)));
    match known {
        Some((day, months)) => pays(charges, day, months),
        None => charges.iter().map(|_| Pays::Unclear).collect(),
    }
}
