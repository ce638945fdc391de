//! What a list says of the claims, and what that does to the tables.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use super::read;
use super::row::{LineKey, json, update_line};
use crate::order::findings::{Finding, Findings, contested, in_cart, line_found, lost};
use crate::order::service::Service;
use crate::order::{Order, Outcome, Status, Unwritten};
use crate::sheet::RowNo;

/// Writes findings: claims, attempts that were never closed, and the lines of every run.
pub(super) fn write(db: &Transaction<'_>, findings: &Findings) -> Result<(), Unwritten> {
    // What a list lacks, it lacked when its reading began.
    let (at, clocks) = (findings.asked.at, json("absence.clocks", &findings.asked.clocks)?);
    let mut absent = db.prepare_cached(
        "INSERT OR IGNORE INTO absence (claim, at, clocks)
         SELECT id, ?2, ?3 FROM claim WHERE domain = ?1 AND live = 1 AND state = 'unknown' AND positive = 0",
    )?;
    for domain in &findings.absent {
        absent.execute(params![domain.ascii(), at.to_string(), clocks])?;
    }
    let mut unseen = db.prepare_cached(
        "INSERT OR IGNORE INTO unseen (claim, at, clocks)
         SELECT id, ?2, ?3 FROM claim WHERE domain = ?1 AND live = 1 AND positive = 1",
    )?;
    for domain in &findings.unseen {
        unseen.execute(params![domain.ascii(), at.to_string(), clocks])?;
    }
    let mut freed =
        db.prepare_cached("UPDATE claim SET live = 0 WHERE domain = ?1 AND live = 1 AND state = 'refused'")?;
    for domain in &findings.freed {
        freed.execute([domain.ascii()])?;
    }
    let mut met = HashMap::new();
    doubts(db, findings, &mut met)?;
    for finding in &findings.found {
        if let Some(run) = found(db, at, finding)? {
            met.insert((run, finding.domain.ascii()), News::Found(finding));
        }
    }
    if met.is_empty() { Ok(()) } else { later_lines(db, &met) }
}

/// What became known of an order, for the lines of every run that it concerns.
#[derive(Clone, Copy)]
enum News<'f> {
    Found(&'f Finding),
    Contested(&'f Service),
    Lost,
    InCart,
}

impl News<'_> {
    /// How a line stands from now on.
    fn of_line(self, order: &Order, outcome: &Outcome) -> Outcome {
        match self {
            Self::Found(finding) => line_found(order, outcome, finding),
            // The order is the other one: what it has come to settles nothing of this line.
            Self::Contested(_) | Self::Lost | Self::InCart if outcome.status == Status::Conflict => outcome.clone(),
            Self::Contested(service) => contested(outcome, service),
            Self::Lost => lost(outcome),
            Self::InCart => in_cart(outcome),
        }
    }
}

/// What became known, by the run that made the claim and its domain.
type Met<'f> = HashMap<(String, &'f str), News<'f>>;

/// Brings to doubt what was none before: a refused order under whose domain a new service stands, and an accepted
/// one that nobody has seen for too long.
fn doubts<'f>(db: &Transaction<'_>, findings: &'f Findings, met: &mut Met<'f>) -> Result<(), Unwritten> {
    let contest = "UPDATE claim SET state = 'unknown', contested = 1
                   WHERE domain = ?1 AND live = 1 AND state = 'refused' RETURNING id, run";
    let lose =
        "UPDATE claim SET state = 'unknown' WHERE domain = ?1 AND live = 1 AND state = 'accepted' RETURNING id, run";
    let unpaid = "UPDATE claim SET state = 'unpaid'
                  WHERE domain = ?1 AND live = 1 AND state = 'unknown' AND cart_item IS NOT NULL RETURNING id, run";
    let refused = findings.contested.iter().map(|(domain, service)| (contest, domain, News::Contested(service)));
    let unseen = findings.lost.iter().map(|domain| (lose, domain, News::Lost));
    let in_cart = findings.in_cart.iter().map(|domain| (unpaid, domain, News::InCart));
    for (change, domain, news) in refused.chain(unseen).chain(in_cart) {
        let claim: Option<(i64, Option<String>)> =
            db.prepare_cached(change)?.query_row([domain.ascii()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((claim, run)) = claim else { continue };
        lines(db, claim, news)?;
        met.extend(run.map(|run| ((run, domain.ascii()), news)));
    }
    Ok(())
}

/// Brings the lines that were sent for a claim to what became known.
fn lines(db: &Transaction<'_>, claim: i64, news: News<'_>) -> Result<(), Unwritten> {
    for (run, line) in read::lines_of_claim(db, claim)? {
        let Some(order) = &line.order else { continue };
        let outcome = json("line.outcome", &news.of_line(order, &line.outcome))?;
        update_line(db, LineKey { run: &run, row: line.row, server: line.server }, &outcome)?;
    }
    Ok(())
}

/// Brings one claim and the lines that were sent for it to a finding. Returns the claim's run.
fn found(db: &Transaction<'_>, at: Timestamp, finding: &Finding) -> Result<Option<String>, Unwritten> {
    let claim: Option<(i64, Option<String>)> = db
        .prepare_cached("SELECT id, run FROM claim WHERE domain = ?1 AND live = 1")?
        .query_row([finding.domain.ascii()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((claim, run)) = claim else { return Ok(None) };
    db.prepare_cached("UPDATE claim SET state = ?2, service_id = ?3 WHERE id = ?1")?.execute(params![
        claim,
        finding.state.word(),
        finding.service.id
    ])?;
    for (run, line) in read::lines_of_claim(db, claim)? {
        let Some(order) = &line.order else { continue };
        let outcome = json("line.outcome", &line_found(order, &line.outcome, finding))?;
        update_line(db, LineKey { run: &run, row: line.row, server: line.server }, &outcome)?;
        db.prepare_cached("UPDATE attempt SET ended = ?2, outcome = ?3 WHERE claim = ?1 AND ended IS NULL")?
            .execute(params![claim, at.to_string(), outcome])?;
    }
    Ok(run)
}

/// Brings the lines of later runs, which met an order that was made before, to the findings.
fn later_lines(db: &Transaction<'_>, met: &Met<'_>) -> Result<(), Unwritten> {
    let mut statement = db.prepare_cached(
        "SELECT run, row, server, line_order, outcome FROM line
         WHERE domain = ?1 AND line_order IS NOT NULL AND outcome ->> '$.earlier.run' = ?2",
    )?;
    for ((earlier, domain), news) in met {
        let mut rows = statement.query([*domain, earlier.as_str()])?;
        while let Some(row) = rows.next()? {
            let outcome: Outcome = serde_json::from_str(&row.get::<_, String>(4)?)?;
            let order = serde_json::from_str(&row.get::<_, String>(3)?)?;
            let run: String = row.get(0)?;
            let no = RowNo::from_index(row.get::<_, u32>(1)?.saturating_sub(1));
            let line = LineKey { run: &run, row: no, server: row.get(2)? };
            update_line(db, line, &json("line.outcome", &news.of_line(&order, &outcome))?)?;
        }
    }
    Ok(())
}
