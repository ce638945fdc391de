//! What a person decides about a claim, and what that does to the tables.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use super::row::{LineKey, json, update_line};
use super::{Signature, decided, read};
use crate::order::claim::ClaimState;
use crate::order::ruled::{is_unpaid, line_adopted, line_ruled};
use crate::order::ruling::{Ruled, Ruling, Seen, Standing};
use crate::order::service::Service;
use crate::order::{Domain, Order, Outcome, Unread, Unwritten};
use crate::sheet::RowNo;

/// A live claim that is decided about.
struct Claimed {
    id: i64,
    state: Option<ClaimState>,
    run: Option<String>,
    service_id: Option<String>,
}

/// Writes a ruling, for ever, and brings claim, lines and services to it.
pub(super) fn write(
    db: &Transaction<'_>,
    domain: &Domain,
    ruling: &Ruling,
    signed: &Signature,
) -> Result<(), Unwritten> {
    let claim = claim(db, domain)?;
    let seen = decided::seen(db, Some(domain), ruling.ruled.service_id())?;
    let state = claim.as_ref().and_then(|claim| claim.state);
    if !ruling.ruled.fits(standing(db, domain, state, &ruling.ruled, &seen)?) {
        return Err(Unwritten::NoFit(domain.clone()));
    }
    note(db, domain.ascii(), claim.as_ref().map(|claim| claim.id), ruling, signed)?;
    let id = claim.as_ref().map(|claim| claim.id);
    let listed = seen.iter().map(|seen| &seen.service).find(|service| {
        let here = service.canonical().as_ref() == Some(domain);
        here && Some(service.id.as_str()) == ruling.ruled.service_id()
    });
    match &ruling.ruled {
        Ruled::Ordered(service) => {
            let state = if listed.is_some_and(is_unpaid) { ClaimState::Unpaid } else { ClaimState::Confirmed };
            let update = "UPDATE claim SET state = ?3, service_id = ?2 WHERE id = ?1";
            db.execute(update, params![id, service, state.word()])?;
        }
        Ruled::NotOrdered => drop(db.execute("UPDATE claim SET live = 0 WHERE id = ?1", [id])?),
        Ruled::Release => release(db, claim.as_ref(), &seen)?,
        Ruled::Adopt(service) => adopt(db, domain, id, service, signed.at)?,
        Ruled::Gone(_) => {}
    }
    match (&ruling.ruled, &claim) {
        (Ruled::Ordered(_) | Ruled::NotOrdered, Some(claim)) => rule_lines(db, claim, domain, ruling, listed),
        (Ruled::Adopt(service), _) => adopt_lines(db, domain, service, &seen, signed.at),
        _ => Ok(()),
    }
}

/// Writes that a service is gone whose domain nobody can read.
pub(super) fn gone(db: &Transaction<'_>, ruling: &Ruling, signed: &Signature) -> Result<(), Unwritten> {
    let id = ruling.ruled.service_id().unwrap_or_default();
    let seen = decided::seen(db, None, Some(id))?;
    let Some(service) = seen.into_iter().find(|seen| !seen.deleted).map(|seen| seen.service) else {
        return Err(Unwritten::NoService(id.to_owned()));
    };
    note(db, &service.domain, None, ruling, signed)?;
    db.execute("UPDATE service SET deleted = 1 WHERE id = ?1", [id])?;
    Ok(())
}

/// How the claim on a domain stands when this is ruled.
pub(super) fn standing(
    db: &rusqlite::Connection,
    domain: &Domain,
    claim: Option<ClaimState>,
    ruled: &Ruled,
    seen: &[Seen],
) -> Result<Standing, Unread> {
    let is_meant = |seen: &&Seen| {
        let here = seen.service.canonical().as_ref() == Some(domain);
        here && ruled.service_id().is_none_or(|id| seen.service.id == id)
    };
    let listed = seen.iter().filter(is_meant).any(|seen| !seen.deleted);
    Ok(Standing { claim, on_word: decided::on_word(db, domain)?, listed })
}

fn claim(db: &Transaction<'_>, domain: &Domain) -> Result<Option<Claimed>, Unwritten> {
    let found = db
        .prepare_cached("SELECT id, state, run, service_id FROM claim WHERE domain = ?1 AND live = 1")?
        .query_row([domain.ascii()], |row| {
            let state = ClaimState::of_word(&row.get::<_, String>(1)?);
            Ok(Claimed { id: row.get(0)?, state, run: row.get(2)?, service_id: row.get(3)? })
        })
        .optional()?;
    Ok(found)
}

fn note(
    db: &Transaction<'_>,
    domain: &str,
    claim: Option<i64>,
    ruling: &Ruling,
    signed: &Signature,
) -> Result<(), Unwritten> {
    let (at, operator, ruled) = (signed.at.to_string(), &signed.operator, &ruling.ruled);
    let agreed = ruling.agreed.map(|at| at.to_string());
    db.execute(
        "INSERT INTO decision (at, operator, domain, claim, verb, service_id, reason, forced, agreed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![at, operator, domain, claim, ruled.verb(), ruled.service_id(), ruling.reason, ruling.forced, agreed],
    )?;
    Ok(())
}

/// Gone, a person says: a list without it is complete again.
fn release(db: &Transaction<'_>, claim: Option<&Claimed>, seen: &[Seen]) -> Result<(), Unwritten> {
    let own = claim.and_then(|claim| claim.service_id.as_ref());
    for seen in seen.iter().filter(|seen| own.is_none_or(|id| seen.service.id == *id)) {
        db.execute("UPDATE service SET deleted = 1 WHERE id = ?1", [&seen.service.id])?;
    }
    db.execute("UPDATE claim SET live = 0 WHERE id = ?1", [claim.map(|claim| claim.id)])?;
    Ok(())
}

fn adopt(db: &Transaction<'_>, domain: &Domain, open: Option<i64>, id: &str, now: Timestamp) -> Result<(), Unwritten> {
    db.execute("UPDATE claim SET live = 0 WHERE id = ?1", [open])?;
    db.execute(
        // It was ordered elsewhere: there are no terms with which a row could be compared.
        "INSERT INTO claim (domain, terms, state, live, service_id, since, listed_before)
         VALUES (?1, 'null', 'confirmed', 1, ?2, ?3, '[]')",
        params![domain.ascii(), id, now.to_string()],
    )?;
    Ok(())
}

/// Brings the lines that sent the order in doubt, and those of later runs that met it, to what was decided.
fn rule_lines(
    db: &Transaction<'_>,
    claim: &Claimed,
    domain: &Domain,
    ruling: &Ruling,
    listed: Option<&Service>,
) -> Result<(), Unwritten> {
    let mut own = Vec::new();
    for (run, line) in read::lines_of_claim(db, claim.id)? {
        let key = LineKey { run: &run, row: line.row, server: line.server };
        if let Some(outcome) = line_ruled(domain, &line.outcome, ruling, listed, true) {
            update_line(db, key, &json("line.outcome", &outcome)?)?;
        }
        own.push((run, line.row, line.server));
    }
    for Met { run, row, server, outcome, .. } in met(db, domain)? {
        let earlier = outcome.earlier.as_ref().is_some_and(|earlier| earlier.run == claim.run);
        let is_own = own.iter().any(|(of, at, no)| *of == run && *at == row && *no == server);
        if !earlier || is_own {
            continue;
        }
        if let Some(outcome) = line_ruled(domain, &outcome, ruling, listed, false) {
            update_line(db, LineKey { run: &run, row, server }, &json("line.outcome", &outcome)?)?;
        }
    }
    Ok(())
}

/// Brings the lines that met a service in the account to its being adopted.
fn adopt_lines(db: &Transaction<'_>, domain: &Domain, id: &str, seen: &[Seen], at: Timestamp) -> Result<(), Unwritten> {
    let Some(service) = seen.iter().map(|seen| &seen.service).find(|service| service.id == id) else { return Ok(()) };
    for Met { run, row, server, order, outcome } in met(db, domain)? {
        if let Some(outcome) = line_adopted(&order, &outcome, service, at) {
            update_line(db, LineKey { run: &run, row, server }, &json("line.outcome", &outcome)?)?;
        }
    }
    Ok(())
}

/// A line of any run.
struct Met {
    run: String,
    row: RowNo,
    server: u32,
    order: Order,
    outcome: Outcome,
}

/// The lines of a domain, of every run.
fn met(db: &Transaction<'_>, domain: &Domain) -> Result<Vec<Met>, Unwritten> {
    let mut statement = db.prepare_cached(
        "SELECT run, row, server, line_order, outcome FROM line
         WHERE domain = ?1 AND line_order IS NOT NULL",
    )?;
    let mut rows = statement.query([domain.ascii()])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(Met {
            run: row.get(0)?,
            row: RowNo::from_index(row.get::<_, u32>(1)?.saturating_sub(1)),
            server: row.get(2)?,
            order: serde_json::from_str(&row.get::<_, String>(3)?)?,
            outcome: serde_json::from_str(&row.get::<_, String>(4)?)?,
        });
    }
    Ok(lines)
}
