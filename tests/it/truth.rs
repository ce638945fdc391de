//! The promises held against the panel's own record.

use std::collections::BTreeMap;

use vdsbatch::order::Domain;
use vdsbatch::order::claim::{Claim, ClaimState, History};
use vdsbatch::panel::practice::{Kind, OrderRequest, Record};

use crate::harness::Desk;

/// What went wrong; empty if nothing did.
#[derive(Debug, Default)]
pub struct Wrongs {
    /// Domains that exist twice, or were asked for again although an earlier request may have been
    /// executed.
    pub doubles: Vec<String>,
    /// Services that the ledger does not know as ordered or in doubt.
    pub lost: Vec<String>,
    /// Whatever else is not as it was promised.
    pub untrue: Vec<String>,
}

impl Wrongs {
    pub fn is_none(&self) -> bool {
        self.doubles.is_empty() && self.lost.is_empty() && self.untrue.is_empty()
    }

    pub fn add(&mut self, other: Self) {
        self.doubles.extend(other.doubles);
        self.lost.extend(other.lost);
        self.untrue.extend(other.untrue);
    }
}

/// Holds a desk's ledger against its panel.
pub fn wrongs(desk: &Desk) -> Wrongs {
    let (record, history) = (desk.panel.record(), desk.history());
    Wrongs { doubles: doubles(&record), lost: lost(&record, &history), untrue: untrue(&record, &history) }
}

fn doubles(record: &Record) -> Vec<String> {
    let mut made: BTreeMap<&str, u32> = BTreeMap::new();
    // What a colleague orders in the same account, as often as they like, is none of ours.
    let ours = |domain: &str| record.orders.iter().any(|order| order.domain == domain);
    for service in record.services.iter().filter(|service| ours(&service.domain)) {
        *made.entry(&service.domain).or_default() += 1;
    }
    // What a front sent twice may stand twice, and no more often.
    let sent_twice = |domain: &str| {
        record.orders.iter().any(|order| order.executed && order.domain == domain && order.fault == Some(Kind::Twice))
    };
    let most = |domain: &str| if sent_twice(domain) { 2 } else { 1 };
    let twice = made
        .into_iter()
        .filter(|(domain, times)| *times > most(domain))
        .map(|(domain, times)| format!("{domain} × {times}"));
    // A panel that does not sell a domain twice hides a double, but not that it was asked for.
    let mut asked: BTreeMap<&str, u32> = BTreeMap::new();
    // What was only laid into the cart, and taken out by a person, was never made: it may be ordered anew.
    let asks = |order: &&OrderRequest| !turned_away(order.fault) && order.item.is_none();
    for order in record.orders.iter().filter(asks) {
        *asked.entry(&order.domain).or_default() += 1;
    }
    let again = asked.into_iter().filter(|(_, times)| *times > 1);
    let again = again.map(|(domain, times)| format!("{domain} asked for {times} times"));
    twice.chain(again).chain(paid_wrongly(record)).collect()
}

/// Items of the cart that were to be paid twice, or that no order of ours laid there.
fn paid_wrongly(record: &Record) -> Vec<String> {
    let mut paid: BTreeMap<&str, u32> = BTreeMap::new();
    for confirm in &record.confirms {
        *paid.entry(&confirm.item).or_default() += 1;
    }
    let own = |item: &str| record.orders.iter().any(|order| order.item.is_some_and(|id| id.to_string() == item));
    let wrong = paid.into_iter().filter(|(item, times)| *times > 1 || !own(item));
    wrong.map(|(item, times)| format!("item {item} paid {times} times")).collect()
}

/// Whether an order may rightly be asked for again: it was not executed when that was said.
fn turned_away(fault: Option<Kind>) -> bool {
    matches!(fault, Some(Kind::Throttle | Kind::ThrottleLate))
}

/// The services of which the ledger does not know that they may exist.
pub fn lost(record: &Record, history: &History) -> Vec<String> {
    let known = |domain: &str| {
        let claim = history.claims.iter().find(|(known, _)| known.ascii() == domain);
        claim.is_some_and(|(_, claim)| claim.state != ClaimState::Open)
    };
    // What a colleague ordered in the same account is nobody's loss.
    let ours = |domain: &String| record.orders.iter().any(|order| order.domain == *domain);
    let made = record.services.iter().map(|service| service.domain.clone());
    made.filter(ours).filter(|domain| !known(domain)).collect()
}

/// Orders that the ledger calls ordered and that do not exist; and those that it calls refused and that the list at
/// the end of the last run showed all the same.
fn untrue(record: &Record, history: &History) -> Vec<String> {
    let exists = |domain: &str| record.services.iter().any(|service| service.domain == domain);
    // Nobody but a list tells of a success that was none, and it takes its time.
    let hollow = |domain: &str| {
        let answered = |order: &OrderRequest| order.domain == domain && order.fault == Some(Kind::OkNothing);
        record.orders.iter().any(answered)
    };
    // What lies in the cart, or lay there until somebody took it out, is no service.
    let laid = |domain: &str| record.orders.iter().any(|order| order.domain == domain && order.item.is_some());
    let wrong = |(domain, claim): (&Domain, &Claim)| {
        let exists = exists(domain.ascii());
        let wrong = match claim.state {
            ClaimState::Open | ClaimState::Unknown => false,
            ClaimState::Refused => exists,
            ClaimState::Accepted => !exists && !hollow(domain.ascii()),
            ClaimState::Confirmed => !exists,
            ClaimState::Unpaid => !exists && !laid(domain.ascii()),
        };
        let is = if exists { "exists" } else { "does not exist" };
        wrong.then(|| format!("{domain} is {} and {is}", claim.state.word()))
    };
    history.claims.iter().filter_map(wrong).collect()
}
