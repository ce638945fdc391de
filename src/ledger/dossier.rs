//! Everything that is recorded of one order, read back.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Connection;

use super::row::{parsed, time};
use super::{charges, decided, read, trail};
use crate::order::charge::Charges;
use crate::order::ruling::Seen;
use crate::order::{Domain, Order, Unread};
use crate::run::dossier::{Asked, Claimed, Dossier, ListTold};
use crate::run::{End, Facts, Tried, is_plan};

/// Everything that is recorded of the order for a domain.
pub(super) fn read(db: &Connection, domain: &Domain) -> Result<Dossier, Unread> {
    let decisions = decided::about(db, domain)?;
    let claims = claims(db, domain)?;
    let mut services = decided::seen(db, Some(domain), None)?;
    let named = claims.iter().filter_map(|(_, claim)| claim.service_id.as_deref());
    for id in named.chain(decisions.iter().filter_map(|one| one.ruled.service_id())) {
        if services.iter().all(|seen| seen.service.id != id) {
            services.extend(decided::seen(db, None, Some(id))?);
        }
    }
    let ids: BTreeSet<&str> = services.iter().map(|seen| seen.service.id.as_str()).collect();
    let rows = charges::of_services(db, &ids)?.into_values().flat_map(|charges| charges.rows).collect();
    let attempts = attempts(db, domain)?;
    let absent = absences(db, domain)?;
    let lists = match attempts.first() {
        Some((_, first)) => lists(db, first.begun, &services, &absent)?,
        None => Vec::new(),
    };
    Ok(Dossier {
        domain: domain.clone(),
        asked: asked(db, domain)?,
        claims: claims.into_iter().map(|(_, claim)| claim).collect(),
        attempts,
        lists,
        decisions,
        services,
        charges: Charges { rows, gap: None },
    })
}

/// What the rows of runs ask for under a domain, the latest first.
pub(super) fn asked_for(db: &Connection, domain: &Domain) -> Result<Vec<Order>, Unread> {
    Ok(asked(db, domain)?.into_iter().rev().filter_map(|asked| asked.line.order).collect())
}

fn asked(db: &Connection, domain: &Domain) -> Result<Vec<Asked>, Unread> {
    let mut asked = Vec::new();
    for (run, line) in read::lines_of_domain(db, domain)? {
        let (facts, plan) = run_of(db, &run)?;
        let currency = facts.catalog.currency;
        asked.push(Asked { run, started: facts.started, file: facts.input.file, plan, currency, line });
    }
    asked.sort_by_key(|asked| asked.started);
    Ok(asked)
}

/// What is known of a run from its start, and whether it was a plan.
fn run_of(db: &Connection, id: &str) -> Result<(Facts, bool), Unread> {
    let mut statement = db.prepare_cached(
        "SELECT facts, ended, (ended IS NOT NULL OR agreed_at IS NULL) AND EXISTS (
             SELECT 1 FROM line WHERE line.run = run.id AND outcome ->> '$.status' = 'ready')
         FROM run WHERE id = ?1",
    )?;
    let (facts, ended, ready): (String, Option<String>, bool) =
        statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let facts: Facts = parsed("run.facts", &facts)?;
    let ended: Option<End> = ended.map(|text| parsed("run.ended", &text)).transpose()?;
    let plan = facts.dry_run || is_plan(ready, ended.as_ref());
    Ok((facts, plan))
}

fn claims(db: &Connection, domain: &Domain) -> Result<Vec<(i64, Claimed)>, Unread> {
    let mut statement =
        db.prepare_cached("SELECT id, since, run, state, live, service_id FROM claim WHERE domain = ?1 ORDER BY id")?;
    let mut rows = statement.query([domain.ascii()])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        let claim = Claimed {
            since: time("claim.since", &row.get::<_, String>(1)?)?,
            run: row.get(2)?,
            state: row.get(3)?,
            live: row.get(4)?,
            service_id: row.get(5)?,
        };
        claims.push((row.get(0)?, claim));
    }
    Ok(claims)
}

fn attempts(db: &Connection, domain: &Domain) -> Result<Vec<(String, Tried)>, Unread> {
    let mut statement = db.prepare_cached(
        "SELECT row, server, number, begun, attempt.ended, outcome, attempt.run
         FROM attempt JOIN claim ON claim.id = attempt.claim WHERE domain = ?1 ORDER BY attempt.id",
    )?;
    let mut rows = statement.query([domain.ascii()])?;
    let mut attempts = Vec::new();
    while let Some(row) = rows.next()? {
        attempts.push((row.get(6)?, trail::tried(row)?));
    }
    Ok(attempts)
}

/// When complete lists did not show it.
fn absences(db: &Connection, domain: &Domain) -> Result<Vec<Timestamp>, Unread> {
    let mut statement = db.prepare_cached(
        "SELECT at FROM absence JOIN claim ON claim.id = absence.claim WHERE domain = ?1 ORDER BY at",
    )?;
    let mut rows = statement.query([domain.ascii()])?;
    let mut absences = Vec::new();
    while let Some(row) = rows.next()? {
        absences.push(time("absence.at", &row.get::<_, String>(0)?)?);
    }
    Ok(absences)
}

/// Of a service the last list that showed it is kept: one before that may have shown it or not.
fn lists(db: &Connection, since: Timestamp, seen: &[Seen], absent: &[Timestamp]) -> Result<Vec<ListTold>, Unread> {
    let last = seen.iter().map(|seen| seen.at).max();
    let told = trail::lists(db, since)?.into_iter().map(|list| {
        let shows = match last {
            _ if absent.contains(&list.at) => Some(false),
            Some(last) if list.at == last => Some(true),
            Some(last) if list.at < last => None,
            Some(_) | None => Some(false),
        };
        ListTold { list, shows }
    });
    Ok(told.collect())
}
