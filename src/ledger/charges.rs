//! What the panel charged, as its lists showed it: kept by the panel's id of each charge.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};

use super::row::{json, parsed};
use crate::order::charge::{Charge, Charges};
use crate::order::{Unread, Unwritten};

/// Writes charges down. One that was there already is replaced by what the panel says of it now; none is ever taken
/// away, whatever a later list leaves out.
pub(super) fn write(db: &Transaction<'_>, charges: &[Charge], seen: Timestamp) -> Result<(), Unwritten> {
    let mut upsert = db.prepare_cached(
        "INSERT INTO charge (id, service, seen, content) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET service = excluded.service, seen = excluded.seen, content = excluded.content",
    )?;
    for charge in charges {
        upsert.execute(params![charge.id, charge.service, seen.to_string(), json("charge.content", charge)?])?;
    }
    Ok(())
}

/// Every charge, by its id.
pub(super) fn all(db: &Connection) -> Result<Vec<Charge>, Unread> {
    let mut statement = db.prepare("SELECT content FROM charge ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut charges = Vec::new();
    while let Some(row) = rows.next()? {
        charges.push(parsed("charge.content", &row.get::<_, String>(0)?)?);
    }
    Ok(charges)
}

/// The charges of these services, by service.
pub(super) fn of_services(db: &Connection, services: &BTreeSet<&str>) -> Result<BTreeMap<String, Charges>, Unread> {
    let mut found = BTreeMap::new();
    let mut statement = db.prepare_cached("SELECT content FROM charge WHERE service = ?1 ORDER BY id")?;
    for service in services {
        let mut rows = statement.query([service])?;
        let mut charges = Charges::default();
        while let Some(row) = rows.next()? {
            charges.rows.push(parsed("charge.content", &row.get::<_, String>(0)?)?);
        }
        if !charges.rows.is_empty() {
            found.insert((*service).to_owned(), charges);
        }
    }
    Ok(found)
}
