//! What is recorded around a run: its tries, the lists read since, the same sheet's other runs.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row as SqlRow};

use super::row::{parsed, time};
use super::{charges, decided};
use crate::order::ruling::Decided;
use crate::order::{ClaimState, Domain, Status, Unread};
use crate::run::{End, Facts, ListRead, Run, SameSheet, Trail, Tried, is_plan};
use crate::sheet::RowNo;

/// The trail of a run, whether or not the run itself is recorded.
pub(super) fn read(db: &Connection, run: &Run) -> Result<Trail, Unread> {
    let in_doubt = run.lines.iter().filter(|line| line.outcome.status == Status::Unknown);
    let since = in_doubt.filter_map(|line| line.outcome.sent_at).min().unwrap_or(run.facts.started);
    // An order in doubt may be of an earlier run; the lists of this one count in any case.
    let since = since.min(run.facts.started);
    let orders: BTreeSet<&Domain> =
        run.lines.iter().filter_map(|line| line.order.as_ref()).map(|order| &order.domain).collect();
    let services: BTreeSet<&str> =
        run.lines.iter().filter_map(|line| line.outcome.service.as_ref()).map(|service| service.id.as_str()).collect();
    Ok(Trail {
        attempts: attempts(db, &run.facts.id)?,
        lists: lists(db, since)?,
        same_sheet: same_sheet(db, run)?,
        decisions: decisions(db, &orders)?,
        claims: claims(db, &orders)?,
        charges: charges::of_services(db, &services)?,
    })
}

fn attempts(db: &Connection, run: &str) -> Result<Vec<Tried>, Unread> {
    let mut statement =
        db.prepare("SELECT row, server, number, begun, ended, outcome FROM attempt WHERE run = ?1 ORDER BY id")?;
    let mut rows = statement.query([run])?;
    let mut attempts = Vec::new();
    while let Some(row) = rows.next()? {
        attempts.push(tried(row)?);
    }
    Ok(attempts)
}

/// An attempt: its row, server, number, begin, end and outcome stand in this order.
pub(super) fn tried(row: &SqlRow<'_>) -> Result<Tried, Unread> {
    let number = |at: usize| row.get::<_, u32>(at);
    let maybe = |at: usize| row.get::<_, Option<String>>(at);
    Ok(Tried {
        row: RowNo::from_index(number(0)?.saturating_sub(1)),
        server: number(1)?,
        number: number(2)?,
        begun: time("attempt.begun", &row.get::<_, String>(3)?)?,
        ended: maybe(4)?.map(|text| time("attempt.ended", &text)).transpose()?,
        outcome: maybe(5)?.map(|text| parsed("attempt.outcome", &text)).transpose()?,
    })
}

/// What people decided about the orders of a run.
fn decisions(db: &Connection, orders: &BTreeSet<&Domain>) -> Result<Vec<Decided>, Unread> {
    decided::those(db, |domain| orders.contains(domain))
}

/// How the live claims on the domains of a run stand now.
fn claims(db: &Connection, orders: &BTreeSet<&Domain>) -> Result<BTreeMap<Domain, ClaimState>, Unread> {
    let mut statement = db.prepare_cached("SELECT state FROM claim WHERE domain = ?1 AND live = 1")?;
    let mut claims = BTreeMap::new();
    for domain in orders {
        let state: Option<String> = statement.query_row([domain.ascii()], |row| row.get(0)).optional()?;
        if let Some(state) = state.and_then(|word| ClaimState::of_word(&word)) {
            claims.insert((*domain).clone(), state);
        }
    }
    Ok(claims)
}

/// Times are compared as times: as texts, `10:00:00Z` comes after `10:00:00.5Z`.
pub(super) fn lists(db: &Connection, since: Timestamp) -> Result<Vec<ListRead>, Unread> {
    let mut statement = db.prepare("SELECT at, services, gap FROM listing ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut lists = Vec::new();
    while let Some(row) = rows.next()? {
        let at = time("listing.at", &row.get::<_, String>(0)?)?;
        if at < since {
            continue;
        }
        let services = row.get::<_, i64>(1)?;
        let gap = row.get::<_, Option<String>>(2)?;
        let gap = gap.map(|text| parsed("listing.gap", &text)).transpose()?;
        lists.push(ListRead { at, services: u64::try_from(services).unwrap_or(0), gap });
    }
    Ok(lists)
}

/// A run that was cut off after it was confirmed gave results, whatever it had not tried yet.
fn same_sheet(db: &Connection, run: &Run) -> Result<Vec<SameSheet>, Unread> {
    let input = &run.facts.input;
    let mut statement = db.prepare(
        "SELECT facts, ended, (ended IS NOT NULL OR agreed_at IS NULL) AND EXISTS (
             SELECT 1 FROM line WHERE line.run = run.id AND outcome ->> '$.status' = 'ready')
         FROM run WHERE facts ->> '$.input.sha256' = ?1 AND id <> ?2",
    )?;
    let mut rows = statement.query([&input.sha256, &run.facts.id])?;
    let mut runs = Vec::new();
    while let Some(row) = rows.next()? {
        let facts: Facts = parsed("run.facts", &row.get::<_, String>(0)?)?;
        if facts.input.layout.sheet != input.layout.sheet {
            continue;
        }
        let ended = row.get::<_, Option<String>>(1)?;
        let ended: Option<End> = ended.map(|text| parsed("run.ended", &text)).transpose()?;
        let results = !is_plan(row.get(2)?, ended.as_ref());
        runs.push(SameSheet { id: facts.id, started: facts.started, results });
    }
    runs.sort_by_key(|run| run.started);
    Ok(runs)
}
