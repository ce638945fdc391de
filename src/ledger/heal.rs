//! What older versions wrote and could not read again, written as it is read now.

use rusqlite::{Connection, params};

use super::row::json;
use crate::order::Unwritten;
use crate::run::ReadRow;

/// How a number that is none was kept.
const NO_NUMBER: &str = "%\"number\":null%";

/// Writes the rows anew in which a number was kept that is none. Returns how many there were.
pub(super) fn heal(db: &Connection) -> Result<u64, Unwritten> {
    let mut statement = db.prepare("SELECT run, seq, content FROM run_row WHERE content LIKE ?1")?;
    let mut rows = statement.query([NO_NUMBER])?;
    let mut anew: Vec<(String, i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let kept: String = row.get(2)?;
        // What cannot be read even so stays as it is: it is evidence, and the check names it.
        let Ok(read) = serde_json::from_str::<ReadRow>(&kept) else { continue };
        let now = json("run_row.content", &read)?;
        // A text may hold the same letters.
        if now != kept {
            anew.push((row.get(0)?, row.get(1)?, now));
        }
    }
    let transaction = db.unchecked_transaction()?;
    for (run, seq, content) in &anew {
        transaction
            .prepare_cached("UPDATE run_row SET content = ?3 WHERE run = ?1 AND seq = ?2")?
            .execute(params![run, seq, content])?;
    }
    transaction.commit()?;
    Ok(anew.len() as u64)
}
