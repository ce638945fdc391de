//! Orders of older ledgers, written anew in the form of this version: what was asked, what was sent.
//!
//! Whoever reads an order reads either form, so this loses nothing where it cannot be done: it keeps
//! one form on disk, which the next version can rely on.

use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::order::{Order, Terms};

/// Writes the terms of every claim and line anew. A text that cannot be read stays as it is: what a
/// damaged ledger still says is evidence.
pub(super) fn rewrite(db: &Connection) -> rusqlite::Result<()> {
    let mut claims = db.prepare("SELECT id, terms FROM claim")?;
    let mut keep = db.prepare("UPDATE claim SET terms = ?2 WHERE id = ?1")?;
    let mut rows = claims.query([])?;
    while let Some(row) = rows.next()? {
        // An adopted service has none.
        if let Some(terms) = anew::<Option<Terms>>(&row.get::<_, String>(1)?) {
            keep.execute(params![row.get::<_, i64>(0)?, terms])?;
        }
    }
    let mut lines = db.prepare("SELECT run, row, server, line_order FROM line WHERE line_order IS NOT NULL")?;
    let mut keep = db.prepare("UPDATE line SET line_order = ?4 WHERE run = ?1 AND row = ?2 AND server = ?3")?;
    let mut rows = lines.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(order) = anew::<Order>(&row.get::<_, String>(3)?) {
            keep.execute(params![row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, order])?;
        }
    }
    Ok(())
}

/// The text in the form of now; none if it cannot be read, or is in that form.
fn anew<T: DeserializeOwned + Serialize>(text: &str) -> Option<String> {
    let value: T = serde_json::from_str(text).ok()?;
    serde_json::to_string(&value).ok().filter(|now| now != text)
}
