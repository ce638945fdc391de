//! The ledger: what was ordered, on disk before anything is sent and before anything is told.
//!
//! One SQLite file per account, in the user's state directory: a copied, renamed or mailed sheet
//! meets the same ledger. One live claim per domain, enforced by a unique index, is the first
//! barrier against a double order. All writes go through one thread that commits in groups; a
//! write has happened, durably, when its function returns.
//!
//! To add something that is written: a variant of [`Write`] and what it does to the tables, in `write`. To
//! change the tables: `schema` with a new version, and `migration` for the ledgers that are there.

pub mod approved;
mod beside;
mod book;
mod charges;
mod chronicle;
mod confirm;
mod decided;
mod decision;
mod dossier;
mod error;
mod former;
mod found;
mod fresh;
mod ground;
mod guard;
mod hazard;
mod heal;
mod held;
mod hint;
mod holder;
mod in_the_way;
mod journal;
mod lead;
mod lock;
mod medium;
mod migration;
mod open;
mod parted;
mod place;
mod plain;
#[cfg(any(windows, test))]
mod reach;
mod read;
mod records;
mod repair;
mod rights;
mod row;
mod salvage;
mod schema;
mod seal;
mod session;
mod shelf;
mod signature;
mod sqlite;
mod tables;
mod takeover;
mod terms;
mod trail;
mod whole;
mod whose;
mod words;
mod write;
mod writer;

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use rusqlite::Connection;

pub use self::beside::Other;
pub use self::book::Book;
pub use self::error::LedgerError;
pub use self::hazard::Hazard;
pub use self::hint::Hint;
pub use self::holder::Holder;
pub use self::in_the_way::InTheWay;
pub use self::journal::RunJournal;
pub use self::lead::Lead;
use self::lock::Lock;
pub use self::parted::Parted;
pub use self::place::Place;
pub use self::read::RunLine;
pub use self::repair::{Health, Repaired, examine, repair};
pub use self::rights::Rights;
pub use self::seal::Moved;
pub use self::shelf::{Known, Shelf, known};
pub use self::signature::Signature;
pub use self::write::Write;
use self::writer::Writer;
use crate::order::charge::Charges;
use crate::order::claim::{Claiming, History};
use crate::order::findings::Findings;
use crate::order::ruling::{Decided, Ruled, Ruling, Seen, Standing};
use crate::order::service::Listing;
use crate::order::{Domain, Order, RemoteId, Unread, Unwritten};
use crate::run::chronicle::Chronicle;
use crate::run::dossier::Dossier;
use crate::run::{End, Run, Trail};
use crate::text::printable::Legible;

/// An account's ledger, held by this process alone.
#[derive(Debug)]
pub struct Ledger {
    // Closed before the writer: only who may write brings the log in, and SQLite lets the last one do it.
    reader: Mutex<Connection>,
    writer: Writer,
    place: Place,
    is_new: bool,
    came_from: Option<PathBuf>,
    _lock: Lock,
}

impl Ledger {
    /// The files with what this ledger did not take of a run.
    #[must_use]
    pub fn recovery_files(&self, run: &str) -> Vec<PathBuf> {
        hint::of_run(self.place.folder(), run)
    }

    /// Opens the account's ledger, makes it if there is none, and takes its lock. One that is still where older
    /// versions kept it is taken over first.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Locked`] when another process holds it, [`LedgerError::Damaged`] when SQLite
    /// finds it damaged, [`LedgerError::Parted`] when its log is missing or of another time, [`LedgerError::Foreign`] when the file is not a ledger or is a newer
    /// program's, [`LedgerError::Place`] and [`LedgerError::Unsafe`] when its folder cannot be used,
    /// [`LedgerError::Moved`] when it is on another machine, [`LedgerError::Twice`] when there are two,
    /// [`LedgerError::Elsewhere`] when an older one was last used on another machine.
    pub fn open(place: &Place) -> Result<Self, LedgerError> {
        place.make()?;
        let lock = Lock::take(place)?;
        let came_from = takeover::settle(place)?;
        // Half of a ledger would show domains as free that are not.
        if place.repairing().exists() {
            let found = "a repair of it was cut off".to_owned();
            return Err(LedgerError::Damaged { file: place.database(), found });
        }
        let is_new = !place.is_there();
        let connection = open::writer(place)?;
        let ground = lock.ground(place)?;
        // Another connection: reads do not wait for the thread that commits.
        let mut reader = open::reader(&place.database())?;
        // It lives for as long as the run, and the writer has looked at every page.
        guard::trust(&mut reader).map_err(Unread::from)?;
        tracing::debug!(folder = %place.folder().shown(), "ledger opened");
        Ok(Self {
            reader: Mutex::new(reader),
            writer: Writer::start(Book::new(connection), move || ground.gone()),
            place: place.clone(),
            is_new,
            came_from,
            _lock: lock,
        })
    }

    /// Where it is.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// The folder, if the ledger was made when it was opened.
    #[must_use]
    pub fn made_in(&self) -> Option<&Path> {
        self.is_new.then(|| self.place.folder())
    }

    /// The folder from which the ledger was taken over when it was opened.
    #[must_use]
    pub fn came_from(&self) -> Option<&Path> {
        self.came_from.as_deref()
    }

    /// What was ordered before.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn history(&self) -> Result<History, LedgerError> {
        Ok(read::history(&self.reading())?)
    }

    /// A new key for an order: this ledger's own id and random bits. Nothing is written.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn new_key(&self) -> Result<RemoteId, LedgerError> {
        Ok(read::new_key(&self.reading())?)
    }

    /// A run as recorded; none if there is no such run.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn run(&self, id: &str) -> Result<Option<Run>, LedgerError> {
        Ok(read::run(&self.reading(), id)?)
    }

    /// What is recorded around a run: its tries, the lists read since, the same sheet's other runs.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn trail(&self, run: &Run) -> Result<Trail, LedgerError> {
        Ok(trail::read(&self.reading(), run)?)
    }

    /// Records a run, its rows as read and its lines as they stand, before anything is sent.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk.
    pub fn start(&self, run: &mut Run) -> Result<(), LedgerError> {
        Ok(self.lend(run, Write::Start)?)
    }

    /// Hands a run to the thread that writes, and takes it back: a copy of a large one would take as much room again.
    fn lend(&self, run: &mut Run, write: impl FnOnce(Arc<Run>) -> Write) -> Result<(), Unwritten> {
        let (rows, lines, trail) = (mem::take(&mut run.rows), mem::take(&mut run.lines), mem::take(&mut run.trail));
        let lent = Arc::new(Run { rows, lines, trail, ..run.clone() });
        let written = self.writer.write(write(Arc::clone(&lent)));
        Run { rows: run.rows, lines: run.lines, trail: run.trail, .. } = Arc::unwrap_or_clone(lent);
        written
    }

    /// Claims the domains of a confirmed batch, and records who accepted the provider's agreement
    /// and when.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when the claims are not on disk, among other reasons because one of
    /// the domains has a live claim already.
    pub fn claim(&self, run: &str, claims: Vec<Claiming>, operator: &str) -> Result<(), LedgerError> {
        Ok(self.writer.write(Write::Claim { run: run.to_owned(), claims, agreed: Signature::now(operator) })?)
    }

    /// The journal that hands out this run's attempts.
    #[must_use]
    pub fn journal(&self, run: &str) -> RunJournal<'_> {
        RunJournal::new(&self.writer, run, self.place.folder())
    }

    /// Records a list that was read outside a run.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk.
    pub fn list(&self, listing: &Listing) -> Result<(), LedgerError> {
        Ok(self.writer.write(Write::Listing { run: None, listing: listing.clone() })?)
    }

    /// Records what a list said of the claims: services found, in the lines of every run that they
    /// concern, and orders that it does not show.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk.
    pub fn found(&self, findings: &Findings) -> Result<(), LedgerError> {
        if findings.is_empty() {
            return Ok(());
        }
        Ok(self.writer.write(Write::Findings { findings: findings.clone() })?)
    }

    /// Records what the panel charged.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk.
    pub fn charged(&self, charges: &Charges) -> Result<(), LedgerError> {
        if charges.rows.is_empty() {
            return Ok(());
        }
        Ok(self.writer.write(Write::Charges { charges: charges.rows.clone(), seen: Timestamp::now() })?)
    }

    /// Every run, the latest first.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn runs(&self) -> Result<Vec<RunLine>, LedgerError> {
        Ok(read::runs(&self.reading())?)
    }

    /// Records how a run ended: every line as it stands and the end itself. Claims that were never
    /// attempted are freed.
    ///
    /// # Errors
    ///
    /// [`Unwritten`] when it is not on disk.
    pub fn finish(&self, run: &mut Run, end: &End) -> Result<(), Unwritten> {
        self.lend(run, |run| Write::Finish { run, end: Box::new(end.clone()) })
    }

    /// Records what a person decides about the order that holds a domain.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk, among other reasons because the domain has no
    /// claim, or one that this ruling does not fit.
    pub fn decide(&self, domain: &Domain, ruling: Ruling, operator: &str) -> Result<(), LedgerError> {
        Ok(self.writer.write(Write::Decide { domain: domain.clone(), ruling, signed: Signature::now(operator) })?)
    }

    /// Records that a service is gone whose domain nobody can read.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Write`] when it is not on disk, among other reasons because no list showed the service.
    pub fn gone(&self, ruling: Ruling, operator: &str) -> Result<(), LedgerError> {
        Ok(self.writer.write(Write::Gone { ruling, signed: Signature::now(operator) })?)
    }

    /// The services of a domain, and the one of an id, as lists last showed them.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn seen(&self, domain: Option<&Domain>, id: Option<&str>) -> Result<Vec<Seen>, LedgerError> {
        Ok(decided::seen(&self.reading(), domain, id)?)
    }

    /// How the claim on a domain stands when this is ruled about it.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn standing(&self, domain: &Domain, ruled: &Ruled) -> Result<Standing, LedgerError> {
        let reader = self.reading();
        let claim = read::history(&reader)?.claims.get(domain).map(|claim| claim.state);
        let seen = decided::seen(&reader, Some(domain), ruled.service_id())?;
        Ok(decision::standing(&reader, domain, claim, ruled, &seen)?)
    }

    /// What the rows of the latest runs ask for under a domain, the latest first.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn asked_for(&self, domain: &Domain) -> Result<Vec<Order>, LedgerError> {
        Ok(dossier::asked_for(&self.reading(), domain)?)
    }

    /// What people decided, the earliest first.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Read`] when the ledger cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decided>, LedgerError> {
        Ok(decided::all(&self.reading())?)
    }

    fn reading(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The folder where a ledger is, or would be: until a run takes it over, that of older versions.
///
/// # Errors
///
/// [`LedgerError::Moved`] when it is on another machine, [`LedgerError::Twice`] when there are two, and when the one of
/// older versions cannot be read.
pub fn stands_in(place: &Place) -> Result<PathBuf, LedgerError> {
    Ok(former::to_read(place)?.folder().to_owned())
}

/// What was ordered before, read without taking the lock; nothing if there is no ledger yet.
///
/// # Errors
///
/// [`LedgerError::Read`] when a ledger is there and cannot be read.
pub fn glance(place: &Place) -> Result<History, LedgerError> {
    let database = former::to_read(place)?.database();
    if !database.exists() {
        return Ok(History::default());
    }
    Ok(read::history(&open::reader(&database)?)?)
}

/// What is recorded around a run, read without taking the lock; nothing if there is no ledger yet.
///
/// # Errors
///
/// [`LedgerError::Read`] when a ledger is there and cannot be read.
pub fn trail(place: &Place, run: &Run) -> Result<Trail, LedgerError> {
    let database = former::to_read(place)?.database();
    if !database.exists() {
        return Ok(Trail::default());
    }
    Ok(trail::read(&open::reader(&database)?, run)?)
}

/// What people decided about an account's orders, the earliest first, read without taking the lock.
///
/// # Errors
///
/// [`LedgerError::Read`] when a ledger is there and cannot be read.
pub fn decisions(place: &Place) -> Result<Vec<Decided>, LedgerError> {
    let database = former::to_read(place)?.database();
    if !database.exists() {
        return Ok(Vec::new());
    }
    Ok(decided::all(&open::reader(&database)?)?)
}

/// Everything that is recorded of the order for a domain, read without taking the lock.
///
/// # Errors
///
/// [`LedgerError::Read`] when the ledger cannot be read.
pub fn dossier(place: &Place, domain: &Domain) -> Result<Dossier, LedgerError> {
    Ok(dossier::read(&open::reader(&former::to_read(place)?.database())?, domain)?)
}

/// Who holds a ledger now; none where nobody does.
#[must_use]
pub fn holder(place: &Place) -> Option<Holder> {
    // As long as nobody took it over, an older version holds the old one.
    lock::holder(place).or_else(|| lock::holder(&place.former()?))
}

/// Everything that an account's ledger has of its orders, read at one moment and without taking the lock.
///
/// # Errors
///
/// [`LedgerError::Read`] when the ledger cannot be read.
pub fn chronicle(place: &Place) -> Result<Chronicle, LedgerError> {
    Ok(chronicle::read(&open::reader(&former::to_read(place)?.database())?)?)
}

/// Every run of an account, the latest first, read without taking the lock.
///
/// # Errors
///
/// [`LedgerError::Read`] when a ledger is there and cannot be read.
pub fn runs(place: &Place) -> Result<Vec<RunLine>, LedgerError> {
    let database = former::to_read(place)?.database();
    if !database.exists() {
        return Ok(Vec::new());
    }
    Ok(read::runs(&open::reader(&database)?)?)
}

/// A run as recorded, read without taking the lock; `last` is the latest. None if there is no such
/// run.
///
/// # Errors
///
/// [`LedgerError::Read`] when a ledger is there and cannot be read.
pub fn recorded(place: &Place, id: &str) -> Result<Option<Run>, LedgerError> {
    let database = former::to_read(place)?.database();
    if !database.exists() {
        return Ok(None);
    }
    let reader = open::reader(&database)?;
    let found = match id {
        "last" => match read::runs(&reader)?.first() {
            Some(line) => read::run(&reader, &line.facts.id)?,
            None => None,
        },
        id => read::run(&reader, id)?,
    };
    Ok(found)
}
