//! What the panel charged, as its lists showed it: kept by the panel's id of each charge.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::row::{json, parsed};
use crate::order::charge::{Charge, Charges};
use crate::order::{Unread, Unwritten};

/// Writes charges down. One that was there already becomes what the panel says of it now, and keeps what the panel no
/// longer says, such as whose it is; none is ever taken away, whatever a later list leaves out.
pub(super) fn write(db: &Transaction<'_>, charges: &[Charge], seen: Timestamp) -> Result<(), Unwritten> {
    let mut upsert = db.prepare_cached(
        "INSERT INTO charge (id, service, seen, content) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET service = excluded.service, seen = excluded.seen, content = excluded.content",
    )?;
    let mut kept = db.prepare_cached("SELECT content FROM charge WHERE id = ?1")?;
    for charge in charges {
        let before: Option<String> = kept.query_row([&charge.id], |row| row.get(0)).optional()?;
        // What cannot be read any more is no reason to lose what the panel says now.
        let before = before.and_then(|content| parsed("charge.content", &content).ok());
        let charge = before.map_or_else(|| charge.clone(), |before| charge.clone().with_what_was_known(before));
        upsert.execute(params![charge.id, charge.service, seen.to_string(), json("charge.content", &charge)?])?;
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rust_decimal::Decimal;

    use super::*;
    use crate::ledger::{Book, Write};

    #[test]
    fn a_charge_keeps_its_service_when_a_later_list_no_longer_names_it() {
        let mut book = Book::in_memory().expect("tables");
        let mut read = |charge: &Charge| {
            let write = Write::Charges { charges: vec![charge.clone()], seen: Timestamp::UNIX_EPOCH };
            book.write(&write).expect("written");
            let charges = book.chronicle().expect("read").charges;
            let [charge] = charges.as_slice() else { panic!("{charges:?}") };
            charge.clone()
        };
        let known = Charge {
            id: "501".to_owned(),
            service: Some("7100001".to_owned()),
            amount: Decimal::from(178),
            currency: Some("RUB".to_owned()),
            tax: Some(Decimal::from(29)),
            charged_on: Some(date(2026, 11, 30)),
            ..Charge::default()
        };
        assert_eq!(read(&known), known);
        let itemless = Charge { service: None, currency: None, tax: None, charged_on: None, ..known.clone() };
        assert_eq!(read(&itemless), known, "what is no longer told stays known");
        // Of another amount nobody knows the tax.
        let changed = Charge { amount: Decimal::from(200), ..itemless };
        assert_eq!(read(&changed), Charge { amount: Decimal::from(200), tax: None, ..known.clone() });
        let otherwise = Charge { service: Some("7100002".to_owned()), ..known };
        assert_eq!(read(&otherwise), otherwise, "what is told otherwise is news");
    }
}
