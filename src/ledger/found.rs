//! What a list says of the claims, and what that does to the tables.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use super::read;
use super::row::{LineKey, json, update_line};
use crate::order::findings::{Finding, Findings, line_found};
use crate::order::{Outcome, Unwritten};
use crate::sheet::RowNo;

/// Writes findings: claims, attempts that were never closed, and the lines of every run.
pub(super) fn write(db: &Transaction<'_>, findings: &Findings) -> Result<(), Unwritten> {
    // What a list lacks, it lacked when its reading began.
    let at = findings.asked;
    let mut absent = db.prepare_cached(
        "INSERT OR IGNORE INTO absence (claim, at)
         SELECT id, ?2 FROM claim WHERE domain = ?1 AND live = 1 AND state = 'unknown'",
    )?;
    for domain in &findings.absent {
        absent.execute(params![domain.ascii(), at.to_string()])?;
    }
    let mut met = HashMap::new();
    for finding in &findings.found {
        if let Some(run) = found(db, at, finding)? {
            met.insert((run, finding.domain.ascii()), finding);
        }
    }
    if met.is_empty() { Ok(()) } else { later_lines(db, &met) }
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
fn later_lines(db: &Transaction<'_>, met: &HashMap<(String, &str), &Finding>) -> Result<(), Unwritten> {
    let mut statement = db.prepare_cached(
        "SELECT run, row, server, line_order, outcome, outcome ->> '$.earlier.run', line_order ->> '$.domain' FROM line
         WHERE outcome ->> '$.earlier.run' IS NOT NULL AND line_order IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (earlier, domain): (String, String) = (row.get(5)?, row.get(6)?);
        let Some(finding) = met.get(&(earlier, domain.as_str())) else { continue };
        let outcome: Outcome = serde_json::from_str(&row.get::<_, String>(4)?)?;
        let order = serde_json::from_str(&row.get::<_, String>(3)?)?;
        let run: String = row.get(0)?;
        let no = RowNo::from_index(row.get::<_, u32>(1)?.saturating_sub(1));
        let line = LineKey { run: &run, row: no, server: row.get(2)? };
        update_line(db, line, &json("line.outcome", &line_found(&order, &outcome, finding))?)?;
    }
    Ok(())
}
