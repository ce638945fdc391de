//! Everything that a ledger has of orders, over all runs, read at one moment.

use std::collections::HashMap;

use rusqlite::Connection;

use super::row::{parsed, time, unreadable};
use super::{decided, read};
use crate::order::service::Service;
use crate::order::{Domain, Status, Unread};
use crate::run::chronicle::{Act, Chronicle, ClaimTold};
use crate::run::dossier::Claimed;
use crate::run::is_plan;
use crate::sheet::RowNo;

pub(super) fn read(db: &Connection) -> Result<Chronicle, Unread> {
    // One moment: between two statements another process may write.
    let moment = db.unchecked_transaction()?;
    let mut known = read::runs(&moment)?;
    known.reverse();
    let last = known.last().map(|line| line.facts.clone());
    known.retain(|line| !line.facts.dry_run && !is_plan(line.tally.count(Status::Ready) > 0, line.end.as_ref()));
    let open = known.iter().filter(|line| line.end.is_none()).count() as u64;
    let mut runs = Vec::new();
    for line in known {
        runs.extend(read::run(&moment, &line.facts.id)?);
    }
    let chronicle = Chronicle {
        last,
        runs,
        claims: claims(&moment)?,
        decisions: decided::all(&moment)?,
        charges: super::charges::all(&moment)?,
        open,
    };
    moment.finish()?;
    Ok(chronicle)
}

fn claims(db: &Connection) -> Result<Vec<ClaimTold>, Unread> {
    let mut acts = acts(db)?;
    let mut statement = db.prepare(
        "SELECT id, domain, since, run, state, live, service_id,
                (SELECT content FROM service WHERE service.id = claim.service_id)
         FROM claim ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        let service = row.get::<_, Option<String>>(7)?;
        let service: Option<Service> = service.map(|text| parsed("service.content", &text)).transpose()?;
        let mut acts = acts.remove(&id).unwrap_or_default();
        acts.sort();
        claims.push(ClaimTold {
            domain: Domain::new(&name).ok_or_else(|| unreadable("claim.domain", &name))?,
            claimed: Claimed {
                since: time("claim.since", &row.get::<_, String>(2)?)?,
                run: row.get(3)?,
                state: row.get(4)?,
                live: row.get(5)?,
                service_id: row.get(6)?,
            },
            service,
            acts,
        });
    }
    Ok(claims)
}

/// What was done for each claim: its attempts, and the payment of what lay in the cart.
fn acts(db: &Connection) -> Result<HashMap<i64, Vec<Act>>, Unread> {
    let mut statement = db.prepare(
        "SELECT claim, run, row, server, begun FROM attempt
         UNION ALL
         SELECT confirm.claim, confirm.run, line.row, line.server, confirm.begun
         FROM confirm JOIN claim ON claim.id = confirm.claim
         JOIN line ON line.run = confirm.run AND line.domain = claim.domain AND line_order IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    let mut acts: HashMap<i64, Vec<Act>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let no = RowNo::from_index(row.get::<_, u32>(2)?.saturating_sub(1));
        let at = time("attempt.begun", &row.get::<_, String>(4)?)?;
        acts.entry(row.get(0)?).or_default().push(Act { at, run: row.get(1)?, row: no, server: row.get(3)? });
    }
    Ok(acts)
}
