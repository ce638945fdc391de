//! The orders of a book: each one once, with the run that it came from, and what became of every other line.
//!
//! A line of a run is an order of that run where its request was sent by it. An order that two runs sent, the second
//! after the first was proved absent, or that one run laid into the cart and another one paid, is counted with the
//! last of them. What a run met as ordered before is counted with whoever ordered it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::source::Source;
use crate::order::ruling::Decided;
use crate::order::{Domain, Order, Placed, Server};
use crate::report::view::View;
use crate::run::{Line, Period};
use crate::sheet::RowNo;

/// One order of an account.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    /// The account's place among those of the book.
    pub(super) source: usize,
    /// Its run; of a service that nobody ordered from here, one that is made for the book.
    pub(super) view: &'a View<'a>,
    /// Its line.
    pub(super) line: &'a Line,
    /// The day on which it was placed; none where nobody knows.
    pub(super) day: Option<Date>,
    /// Whether it comes from no run: a service that was adopted, or saved by a repair.
    pub(super) taken_over: bool,
}

impl<'a> Item<'a> {
    /// What was ordered, where a row says it.
    pub(super) const fn order(&self) -> Option<&'a Order> {
        self.line.order.as_ref()
    }

    /// Its cost centre; empty where none is named.
    pub(super) fn cost_centre(&self) -> &'a str {
        self.order().map_or("", |order| order.cost_centre.as_str())
    }

    /// Its tariff, as it was ordered or else as the panel lists it.
    pub(super) fn tariff(&self) -> &'a str {
        let listed = || self.line.outcome.service.as_ref().and_then(|service| service.tariff.as_deref());
        self.order().map(|order| order.terms.asked.tariff.as_str()).or_else(listed).unwrap_or_default()
    }

    /// Its reference; empty where none is named.
    pub(super) fn reference(&self) -> &'a str {
        self.order().map_or("", |order| order.reference.as_str())
    }

    /// The currency of its amounts, as far as table or panel names one.
    pub(super) fn currency(&self) -> Option<&'a str> {
        self.view.reckoning.currency
    }

    /// Whether there is a server, or may be one: such orders are counted by group.
    pub(super) fn counts(&self) -> bool {
        self.line.outcome.status.facts().server != Server::None
    }

    /// The id of its service.
    pub(super) fn service(&self) -> Option<&'a str> {
        self.line.outcome.service.as_ref().map(|service| service.id.as_str())
    }
}

/// What a line of a run is to the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// An order of the book.
    Within,
    /// Placed on a day outside of its time.
    OtherTime,
    /// Placed on a day that nobody knows.
    Undated,
    /// Of another cost centre than the one that is asked for.
    OtherCentre,
    /// Counted with another run: that one sent it again, or paid for it.
    OtherRun,
    /// Ordered before that run.
    Earlier,
    /// Not ordered at all.
    NotOrdered,
}

impl Fate {
    /// Every fate, in the order of tables.
    pub(super) const ALL: [Self; 7] = [
        Self::Within,
        Self::OtherTime,
        Self::Undated,
        Self::OtherCentre,
        Self::OtherRun,
        Self::Earlier,
        Self::NotOrdered,
    ];
}

/// Which orders a book is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice<'a> {
    pub(super) period: Period,
    /// Those of one cost centre, if one is asked for.
    pub(super) centre: Option<&'a str>,
}

impl Choice<'_> {
    /// What an order is to the book.
    pub(super) fn fate(&self, item: &Item<'_>) -> Fate {
        match item.day {
            None => Fate::Undated,
            Some(day) if !self.period.has(day) => Fate::OtherTime,
            Some(_) if !self.wants(item.cost_centre()) => Fate::OtherCentre,
            Some(_) => Fate::Within,
        }
    }

    /// Whether a cost centre is asked for.
    pub(super) fn wants(&self, centre: &str) -> bool {
        self.centre.is_none_or(|wanted| wanted == centre)
    }
}

/// A line by its run, row and server.
type Key<'a> = (&'a str, RowNo, u32);

/// The orders of one account, the earliest first, and the fates of all lines of its runs in their order.
pub(super) fn of_account<'a>(
    at: usize,
    source: &'a Source<'a>,
    choice: &Choice<'_>,
) -> (Vec<Item<'a>>, Vec<Vec<Fate>>) {
    let counted = counted(source);
    let (mut items, mut fates) = (Vec::new(), Vec::new());
    for view in &source.views {
        let run = view.run.facts.id.as_str();
        let of_run = view.run.lines.iter().map(|line| {
            let stands_for = counted.get(&(run, line.row, line.server));
            if let Some(fate) = not_here(line, (run, line.row, line.server), stands_for) {
                return fate;
            }
            let item = Item { source: at, view, line, day: day(view, line), taken_over: false };
            items.push(item);
            choice.fate(&item)
        });
        fates.push(of_run.collect());
    }
    let taken = source.taken.as_ref();
    items.extend(taken.into_iter().flat_map(|view| {
        let lines = view.run.lines.iter();
        lines.map(move |line| Item { source: at, view, line, day: day(view, line), taken_over: true })
    }));
    items.sort_by_key(|item| item.day);
    (items, fates)
}

/// Why a line is no order of its own run; none if it is one.
fn not_here(line: &Line, own: Key<'_>, counted: Option<&Key<'_>>) -> Option<Fate> {
    let facts = line.outcome.status.facts();
    match counted {
        _ if line.order.is_none() => Some(Fate::NotOrdered),
        Some(counted) if *counted == own => None,
        Some(_) if facts.server != Server::None || facts.sent => Some(Fate::OtherRun),
        None if facts.placed == Placed::Earlier => Some(Fate::Earlier),
        // It met an order that is in doubt or unpaid, and sent nothing.
        None if facts.sent && line.outcome.earlier.is_some() => Some(Fate::Earlier),
        None if facts.sent => None,
        _ => Some(Fate::NotOrdered),
    }
}

/// For each line that acted for an order: the line with which that order is counted.
fn counted<'a>(source: &'a Source<'a>) -> HashMap<Key<'a>, Key<'a>> {
    let mut lines: HashMap<Key<'_>, &Line> = HashMap::new();
    for view in &source.views {
        lines.extend(view.run.lines.iter().map(|line| ((view.run.facts.id.as_str(), line.row, line.server), line)));
    }
    let facts = |key: &Key<'_>| lines.get(key).map(|line| line.outcome.status.facts());
    let mut counted = HashMap::new();
    for claim in &source.chronicle.claims {
        let keys: Vec<Key<'_>> = claim.acts.iter().map(|act| (act.run.as_str(), act.row, act.server)).collect();
        // The last one that says of itself that it sent; a line that a later look settled may say *ordered before*.
        let sent = keys.iter().rfind(|key| facts(key).is_some_and(|facts| facts.sent));
        let stands = || keys.iter().rfind(|key| facts(key).is_some_and(|facts| facts.server != Server::None));
        if let Some(own) = sent.or_else(stands) {
            counted.extend(keys.iter().map(|key| (*key, *own)));
        }
    }
    counted
}

/// The day on which an order was placed: our own first, since the panel's is of a zone that it does not tell.
fn day(view: &View<'_>, line: &Line) -> Option<Date> {
    let outcome = &line.outcome;
    let sent = || outcome.sent_at.map(|at| view.zone.to_datetime(at).date());
    view.calendar.ordered_on(outcome).or_else(sent)
}

/// What was decided about each domain, the earliest first.
pub(super) fn decisions<'a>(source: &'a Source<'a>) -> BTreeMap<Domain, Vec<&'a Decided>> {
    let mut decisions: BTreeMap<Domain, Vec<&Decided>> = BTreeMap::new();
    for decided in &source.chronicle.decisions {
        if let Some(domain) = Domain::new(&decided.domain) {
            decisions.entry(domain).or_default().push(decided);
        }
    }
    decisions
}
