//! Bringing SQLite's log into the database, so that the one file says it all: it may be copied alone.

use rusqlite::Connection;

/// Brings the log into the database and leaves it standing there. Returns whether all of it could be.
pub(super) fn bring_in_and_keep(db: &Connection) -> bool {
    is_all_in(db, "FULL")
}

/// The same without waiting for whoever reads just then: orders are under way.
pub(super) fn bring_in_beside_orders(db: &Connection) -> bool {
    is_all_in(db, "PASSIVE")
}

fn is_all_in(db: &Connection, how: &str) -> bool {
    // As in `bring_in`; -1 and -1 where there is no log (in memory).
    let all =
        |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(0)? == 0 && row.get::<_, i64>(1)? == row.get::<_, i64>(2)?);
    db.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], all).unwrap_or(false)
}

/// Brings the log into the database and empties it. A commit is as durable in the log, so that a failure is only noted
/// down: who reads just then keeps both files as they are.
pub(super) fn bring_in(db: &Connection) {
    // (busy, pages in the log, pages brought in): a pragma that could not do it all is no error of SQLite's.
    let done = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    match done {
        Ok(0) => tracing::debug!("the log is in the database"),
        Ok(_) => tracing::info!("the log stays beside the database, which somebody reads"),
        Err(error) => tracing::info!(%error, "the log stays beside the database"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Ledger, Place, fresh, glance, open};
    use crate::order::service::{Listing, Service};

    #[test]
    fn the_file_alone_says_it_all_when_a_ledger_is_closed() {
        for is_read in [false, true] {
            let dir = tempfile::tempdir().expect("a folder");
            let (place, copy) = (Place::in_folder(dir.path().join("one")), Place::in_folder(dir.path().join("two")));
            let ledger = Ledger::open(&place).expect("a ledger");
            let reader = is_read.then(|| open::reader(&place.database()).expect("a reader"));
            let service = Service { id: "77".to_owned(), ..Service::default() };
            ledger.list(&Listing { services: vec![service], ..Listing::default() }).expect("written");
            let log = fresh::with_end(&place.database(), "-wal");
            assert!(fs::metadata(&log).is_ok_and(|log| log.len() > 0), "a commit is in the log first");
            drop(ledger);
            assert!(fs::metadata(&log).map_or(0, |log| log.len()) == 0, "{is_read}");
            drop(reader);
            fs::create_dir(copy.folder()).expect("a folder");
            fs::copy(place.database(), copy.database()).expect("a copy");
            assert_eq!(glance(&copy).expect("read").known_services.len(), 1, "{is_read}");
        }
    }
}
