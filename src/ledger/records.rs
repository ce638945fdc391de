//! All that a ledger holds, as one number: two ledgers with the same hold the same.

use data_encoding::HEXLOWER;
use ring::digest::{Context, SHA256};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::{seal, session};

/// A hash over every table's definition and rows, but for the tables of seals and of sessions. Each value goes in with its kind
/// and length, so that no two contents are spelt alike.
pub(super) fn digest(db: &Connection) -> rusqlite::Result<String> {
    let mut whole = Context::new(&SHA256);
    let mut tables = db.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let tables = tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for table in tables {
        let (name, definition): (String, String) = table?;
        if name != seal::TABLE && name != session::TABLE {
            text(&mut whole, name.as_bytes());
            text(&mut whole, definition.as_bytes());
            rows(db, &name, &mut whole)?;
        }
    }
    Ok(HEXLOWER.encode(whole.finish().as_ref()))
}

fn rows(db: &Connection, table: &str, whole: &mut Context) -> rusqlite::Result<()> {
    let named = table.replace('"', "\"\"");
    // By what the rows are kept in the order of, which is the same in every copy.
    let mut statement = db.prepare(&format!("SELECT * FROM \"{named}\" NOT INDEXED"))?;
    let width = statement.column_count();
    let mut rows = statement.query([])?;
    let mut count: u64 = 0;
    while let Some(row) = rows.next()? {
        for at in 0..width {
            value(whole, row.get_ref(at)?);
        }
        count += 1;
    }
    whole.update(&count.to_le_bytes());
    Ok(())
}

fn value(whole: &mut Context, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => whole.update(b"0"),
        ValueRef::Integer(number) => {
            whole.update(b"1");
            whole.update(&number.to_le_bytes());
        }
        ValueRef::Real(number) => {
            whole.update(b"2");
            whole.update(&number.to_bits().to_le_bytes());
        }
        ValueRef::Text(bytes) => {
            whole.update(b"3");
            text(whole, bytes);
        }
        ValueRef::Blob(bytes) => {
            whole.update(b"4");
            text(whole, bytes);
        }
    }
}

fn text(whole: &mut Context, bytes: &[u8]) {
    whole.update(&(bytes.len() as u64).to_le_bytes());
    whole.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::schema;

    #[test]
    fn ledgers_with_the_same_records_have_the_same_digest_and_others_have_not() {
        let made = |sql: &str| {
            let db = Connection::open_in_memory().expect("a database");
            schema::create(&db).expect("tables");
            db.execute_batch("UPDATE identity SET id = 7").expect("an id");
            db.execute_batch(sql).expect("written");
            digest(&db).expect("a digest")
        };
        let row =
            |note: &str| format!("INSERT INTO repair (at, operator, lost, note) VALUES ('now', 'anna', 0, '{note}')");
        let one = made(&row("a"));
        assert_eq!(one, made(&row("a")));
        let others = [row("b"), format!("{0}; {0}", row("a")), String::new(), "UPDATE identity SET id = 8".to_owned()];
        for other in others {
            assert_ne!(one, made(&other), "{other}");
        }
        // What a seal adds is none of its records.
        let sealed = format!("{}; CREATE TABLE moved (token TEXT); INSERT INTO moved VALUES ('x')", row("a"));
        assert_eq!(one, made(&sealed));
    }
}
