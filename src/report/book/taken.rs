//! The services of an account that no run of its ledger ordered, as lines of a run: adopted, or saved by a repair.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::order::charge::{Charge, Charges};
use crate::order::{ClaimState, Domain, Earlier, Order, Outcome, Status};
use crate::run::chronicle::{Chronicle, ClaimTold};
use crate::run::{Line, Run, Trail};
use crate::sheet::RowNo;

/// Such a run; none where every order is of a run.
pub(super) fn over(chronicle: &Chronicle) -> Option<Run> {
    let known: HashSet<(&str, RowNo, u32)> = (chronicle.runs.iter())
        .flat_map(|run| run.lines.iter().map(|line| (run.facts.id.as_str(), line.row, line.server)))
        .collect();
    // A repair may have saved a claim and not the lines that sent it.
    let is_known =
        |claim: &ClaimTold| claim.acts.iter().any(|act| known.contains(&(act.run.as_str(), act.row, act.server)));
    let acted = |claim: &ClaimTold| claim.claimed.run.is_none() || !claim.acts.is_empty();
    let met = met(chronicle);
    let of_no_run = chronicle.claims.iter().filter(|claim| acted(claim) && !is_known(claim));
    let lines: Vec<Line> = (0..).zip(of_no_run).filter_map(|(at, claim)| line(at, claim, &met)).collect();
    let facts = chronicle.last.clone().filter(|_| !lines.is_empty())?;
    let services: BTreeSet<&str> =
        lines.iter().filter_map(|line| line.outcome.service.as_ref()).map(|service| service.id.as_str()).collect();
    let charges = charges(&chronicle.charges, &services);
    Some(Run {
        facts,
        servers: lines.len() as u64,
        rows: Vec::new(),
        notes: Vec::new(),
        lines,
        enquiry: None,
        approval: None,
        end: None,
        trail: Trail { charges, ..Trail::default() },
    })
}

/// What a row last asked for under a domain: who met the service later says whose it is.
fn met(chronicle: &Chronicle) -> BTreeMap<&Domain, &Order> {
    let lines = chronicle.runs.iter().flat_map(|run| &run.lines);
    let met = lines.filter(|line| line.outcome.status == Status::AlreadyOrdered);
    met.filter_map(|line| line.order.as_ref()).map(|order| (&order.domain, order)).collect()
}

/// The line of such a claim; none for one that stands for no order.
fn line(at: u32, claim: &ClaimTold, met: &BTreeMap<&Domain, &Order>) -> Option<Line> {
    let status = match ClaimState::of_word(&claim.claimed.state)? {
        ClaimState::Accepted | ClaimState::Confirmed => Status::AlreadyOrdered,
        ClaimState::Unpaid => Status::Unpaid,
        ClaimState::Unknown => Status::Unknown,
        ClaimState::Open | ClaimState::Refused => return None,
    };
    let made = claim.service.as_ref().and_then(|service| service.created);
    // Where the panel does not say when it was made, it counts from the day on which it was taken over.
    let at_all = made.is_none().then_some(claim.claimed.since);
    let outcome = Outcome {
        service: claim.service.clone().map(Box::new),
        earlier: Some(Earlier { run: None, at: at_all, status: Status::Confirmed }),
        sent_at: at_all,
        ..Outcome::new(status)
    };
    Some(Line {
        row: RowNo::from_index(at),
        server: 1,
        name: claim.domain.unicode(),
        order: met.get(&claim.domain).map(|order| (*order).clone()),
        outcome,
    })
}

fn charges(all: &[Charge], services: &BTreeSet<&str>) -> BTreeMap<String, Charges> {
    let mut of: BTreeMap<String, Charges> = BTreeMap::new();
    for charge in all {
        if let Some(service) = charge.service.as_deref().filter(|service| services.contains(service)) {
            of.entry(service.to_owned()).or_default().rows.push(charge.clone());
        }
    }
    of
}
