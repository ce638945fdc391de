//! The tables themselves, written and read by whoever holds them.

use rusqlite::{Connection, TransactionBehavior};

use super::write::{Write, apply};
use super::{LedgerError, chronicle, read, schema, session};
use crate::order::claim::History;
use crate::order::{RemoteId, Unread, Unwritten};
use crate::run::Run;
use crate::run::chronicle::Chronicle;

/// Statements that are kept prepared: all that a run needs, and some to spare.
const STATEMENTS: usize = 64;

/// After so many writes the log is brought in: by then it has some megabytes.
const LOG: usize = 1000;

/// The tables of a ledger over one connection. The ledger's writing thread holds one; one in memory
/// is held by whoever wants the ledger's rules without its file.
#[derive(Debug)]
pub struct Book {
    db: Connection,
    /// So many commits are in the database, without its log.
    floor: i64,
    /// Writes since then.
    since: usize,
}

impl Book {
    /// The tables behind a connection.
    pub(super) fn new(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Self { db: connection, floor: 0, since: 0 }
    }

    /// Empty tables in memory. They outlive nobody: for trying the ledger's rules only.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when SQLite has no memory for them.
    pub fn in_memory() -> Result<Self, LedgerError> {
        let failed = |error: rusqlite::Error| Unread::from(error);
        let connection = Connection::open_in_memory().map_err(failed)?;
        schema::create(&connection).map_err(failed)?;
        // By SQLite's own default no reference is checked, unless the connection asks for it.
        connection.execute_batch("PRAGMA foreign_keys = ON").map_err(failed)?;
        Ok(Self::new(connection))
    }

    /// Writes, all or nothing, and commits. Gives the id and the number of the attempt that
    /// [`Write::Begin`] begins.
    ///
    /// # Errors
    ///
    /// [`Unwritten`] when it is not written, among other reasons because a rule of the tables
    /// forbids it.
    pub fn write(&mut self, write: &Write) -> Result<(i64, u32), Unwritten> {
        self.write_all([write]).map(|written| written.first().copied().unwrap_or_default())
    }

    /// Writes all of these, or none, in one transaction.
    pub(super) fn write_all<'w>(
        &mut self,
        writes: impl IntoIterator<Item = &'w Write>,
    ) -> Result<Vec<(i64, u32)>, Unwritten> {
        // At once: what begins by reading can be refused the lock half-way, when another process wrote.
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let written = writes.into_iter().map(|write| apply(&transaction, write)).collect::<Result<Vec<_>, _>>()?;
        session::count(&transaction, self.floor)?;
        transaction.commit()?;
        self.lighten(written.len());
        Ok(written)
    }

    /// Ends the writing: the database alone says it all from now on.
    pub(super) fn close(self) {
        session::end(&self.db);
    }

    fn lighten(&mut self, written: usize) {
        self.since += written;
        if self.since < LOG {
            return;
        }
        // Where somebody reads, it is tried again after as many.
        self.since = 0;
        if let Some(floor) = session::lighten(&self.db) {
            self.floor = floor;
        }
    }

    /// What was ordered before.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when it cannot be read.
    pub fn history(&self) -> Result<History, LedgerError> {
        Ok(read::history(&self.db)?)
    }

    /// A new key for an order. Nothing is written.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger's own id cannot be read.
    pub fn new_key(&self) -> Result<RemoteId, LedgerError> {
        Ok(read::new_key(&self.db)?)
    }

    /// Everything that they have of an account's orders.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when it cannot be read.
    pub fn chronicle(&self) -> Result<Chronicle, LedgerError> {
        Ok(chronicle::read(&self.db)?)
    }

    /// A run as recorded; none if there is no such run.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when it cannot be read.
    pub fn run(&self, id: &str) -> Result<Option<Run>, LedgerError> {
        Ok(read::run(&self.db, id)?)
    }
}
