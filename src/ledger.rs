//! The ledger: what was ordered, on disk before anything is sent and before anything is told.
//!
//! One SQLite file per account, in the user's state directory: a copied, renamed or mailed sheet
//! meets the same ledger. One live claim per domain, enforced by a unique index, is the first
//! barrier against a double order. All writes go through one thread that commits in groups; a
//! write has happened, durably, when its function returns.

mod error;
mod journal;
mod lock;
mod place;
mod read;
mod schema;
mod write;
mod writer;

use std::path::Path;
use std::sync::Mutex;

use jiff::Timestamp;
use rusqlite::Connection;

pub use self::error::LedgerError;
pub use self::journal::RunJournal;
pub use self::lock::Holder;
use self::lock::Lock;
pub use self::place::{Place, state_dir};
use self::writer::{Write, Writer};
use crate::claim::{Claiming, History};
use crate::run::{End, Run};

/// An account's ledger, held by this process alone.
#[derive(Debug)]
pub struct Ledger {
    writer: Writer,
    reader: Mutex<Connection>,
    _lock: Lock,
}

impl Ledger {
    /// Opens the account's ledger, makes it if there is none, and takes its lock.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Locked`] when another process holds it, [`LedgerError::Damaged`] when SQLite
    /// finds it damaged, [`LedgerError::Foreign`] when the file is not a ledger or is a newer
    /// program's, [`LedgerError::Place`] when its folder cannot be used.
    pub fn open(place: &Place) -> Result<Self, LedgerError> {
        place.make()?;
        let lock = Lock::take(place)?;
        let connection = schema::open(&place.database())?;
        let reader = schema::open_reader(&place.database())?;
        Ok(Self { writer: Writer::start(connection), reader: Mutex::new(reader), _lock: lock })
    }

    /// What was ordered before.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn history(&self) -> Result<History, LedgerError> {
        read::history(&self.reading())
    }

    /// A run as recorded; none if there is no such run.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn run(&self, id: &str) -> Result<Option<Run>, LedgerError> {
        read::run(&self.reading(), id)
    }

    /// Records a run, its rows as read and its lines as they stand, before anything is sent.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk.
    pub fn start(&self, run: &Run) -> Result<(), LedgerError> {
        self.writer.write(Write::Start(Box::new(run.clone())))
    }

    /// Claims the domains of a confirmed batch, and records who accepted the provider's agreement
    /// and when.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when the claims are not on disk, among other reasons because one of
    /// the domains has a live claim already.
    pub fn claim(&self, run: &str, claims: Vec<Claiming>, operator: &str) -> Result<(), LedgerError> {
        let agreed = (Timestamp::now(), operator.to_owned());
        self.writer.write(Write::Claim { run: run.to_owned(), claims, agreed })
    }

    /// The journal that hands out this run's attempts.
    #[must_use]
    pub fn journal(&self, run: &str) -> RunJournal<'_> {
        RunJournal::new(&self.writer, run)
    }

    /// Records how a run ended: every line as it stands and the end itself. Claims that were never
    /// attempted are freed.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk.
    pub fn finish(&self, run: &Run, end: &End) -> Result<(), LedgerError> {
        self.writer.write(Write::Finish { run: Box::new(run.clone()), end: Box::new(end.clone()) })
    }

    fn reading(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// What was ordered before, read without taking the lock; nothing if there is no ledger yet.
///
/// # Errors
///
/// [`LedgerError::Read`] when a ledger is there and cannot be read.
pub fn glance(place: &Place) -> Result<History, LedgerError> {
    let database: &Path = &place.database();
    if !database.exists() {
        return Ok(History::default());
    }
    read::history(&schema::open_reader(database)?)
}
