//! What a panel said of the orders, for machines.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use crate::host::name::whole;
use crate::order::Domain;
use crate::order::Status;
use crate::order::claim::{Claim, ClaimState, History};
use crate::order::findings::{Finding, Findings};
use crate::order::ruling::{Decided, Held};
use crate::order::service::{Gap, Listing};
use crate::run::Run;
use crate::run::exit::Exit;
use crate::text::json::Answer;

/// What was found out.
pub(super) struct Said<'s> {
    pub(super) findings: &'s Findings,
    pub(super) listing: &'s Listing,
    pub(super) charges_read: bool,
    /// How every claim stands after it.
    pub(super) history: &'s History,
    pub(super) decisions: &'s [Decided],
}

/// What a panel said of the orders.
#[derive(Serialize)]
pub(super) struct Reconciled<'s> {
    /// The code that the program exits with.
    exit_code: u8,
    /// The same as a word, such as `some-unknown`.
    exit: &'static str,
    /// How many services the panel listed.
    services: usize,
    /// Whether its list came complete: otherwise nothing was taken for absent.
    complete: bool,
    /// Why not.
    gap: Option<&'s Gap>,
    /// Whether its charges were read.
    charges_read: bool,
    /// Orders of which something became known.
    settled: Vec<Settled<'s>>,
    /// Domains of orders that are proved absent.
    absent: Vec<&'s str>,
    /// Domains that are free again, since a refusal is borne out.
    freed: Vec<&'s str>,
    /// Orders whose status is still `unknown`.
    unknown: Vec<Doubt<'s>>,
    /// Domains of orders of which the lists contradict what a person decided.
    contradicted: Vec<&'s str>,
    /// The run whose workbook was made anew; none if none was recorded.
    run: Option<&'s str>,
    /// How many servers of that run stand in which status; a status of none is left out.
    statuses: BTreeMap<&'static str, u64>,
    /// That workbook: its whole path.
    workbook: Option<String>,
}

impl Answer for Reconciled<'_> {
    const KIND: &'static str = "reconciled";
}

/// An order of which something became known.
#[derive(Serialize)]
struct Settled<'s> {
    /// Its domain.
    domain: &'s str,
    /// How its claim stood.
    before: ClaimState,
    /// How it stands now.
    after: ClaimState,
    /// The id of its service.
    service_id: &'s str,
}

/// An order of which it is not known whether it was placed.
#[derive(Serialize)]
struct Doubt<'s> {
    /// Its domain.
    domain: &'s str,
    /// When it was sent last.
    sent: Option<Timestamp>,
    /// How many complete lists did not show it since.
    lists_without_it: usize,
    /// Whether a panel refused it and lists it all the same: no number of lists settles that.
    contested: bool,
}

impl<'s> Said<'s> {
    /// It for machines, with the run that was made anew.
    pub(super) fn answer(&self, exit: Exit, made: Option<(&'s Run, &Path)>) -> Reconciled<'s> {
        let Self { findings, listing, charges_read, history, decisions } = *self;
        let ascii = |domains: &'s [Domain]| domains.iter().map(Domain::ascii).collect();
        let settled = |one: &'s Finding| Settled {
            domain: one.domain.ascii(),
            before: one.before,
            after: one.state,
            service_id: &one.service.id,
        };
        let doubt = |(domain, claim): (&'s Domain, &'s Claim)| Doubt {
            domain: domain.ascii(),
            sent: claim.attempted,
            lists_without_it: claim.tries.absences.len(),
            contested: claim.contested,
        };
        let mut unknown: Vec<_> =
            history.claims.iter().filter(|(_, claim)| claim.state == ClaimState::Unknown).map(doubt).collect();
        unknown.sort_by_key(|one| one.domain);
        let is_contradicted = |(at, one): &(usize, &Decided)| {
            let is_last = decisions[at + 1..].iter().all(|later| later.domain != one.domain);
            is_last && matches!(one.held, Held::Contradicted(_))
        };
        let contradicted = decisions.iter().enumerate().filter(is_contradicted);
        let tally = made.map(|(run, _)| run.tally()).unwrap_or_default();
        let counts = Status::ALL.into_iter().map(|status| (status.word(), tally.count(status)));
        Reconciled {
            exit_code: exit.code(),
            exit: exit.word(),
            services: listing.services.len(),
            complete: listing.gap.is_none(),
            gap: listing.gap.as_ref(),
            charges_read,
            settled: findings.found.iter().filter(|one| one.before != one.state).map(settled).collect(),
            absent: ascii(&findings.absent),
            freed: ascii(&findings.freed),
            unknown,
            contradicted: contradicted.map(|(_, one)| one.domain.as_str()).collect(),
            run: made.map(|(run, _)| run.facts.id.as_str()),
            statuses: counts.filter(|(_, count)| *count > 0).collect(),
            workbook: made.map(|(_, path)| whole(path)),
        }
    }
}
