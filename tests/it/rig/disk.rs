//! What of the ledger would survive a power cut: only what was synced, under names that were synced.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::call::{Call, Change, Effect};

/// Follows the ledger's folder through the calls that were made.
#[derive(Debug)]
pub struct Disk {
    /// The folder of all ledgers.
    root: PathBuf,
    /// How much of the log is on disk.
    log: u64,
    /// Files and folders whose names are not on disk yet.
    unnamed: BTreeSet<PathBuf>,
    /// Calls under way, each with what becomes true when it succeeds.
    under_way: HashMap<u64, Becomes>,
}

#[derive(Debug)]
enum Becomes {
    /// So much of the log is on disk.
    Log(u64),
    /// The names in a folder are on disk.
    Names(PathBuf),
    /// There is a new name.
    Made(PathBuf),
}

impl Disk {
    pub fn new(root: PathBuf) -> Self {
        Self { root, log: 0, unnamed: BTreeSet::new(), under_way: HashMap::new() }
    }

    /// Whether the result of a call matters.
    pub fn begins(&mut self, call: &Call, change: &Change) -> bool {
        let Some(path) = change.paths.first() else { return false };
        let becomes = match change.effect {
            // The ledgers' parent holds the name of their folder.
            Effect::Sync if path.is_dir() => Becomes::Names(path.clone()),
            Effect::Sync if is_log(path) => Becomes::Log(path.metadata().map_or(0, |meta| meta.len())),
            Effect::Make if path.starts_with(&self.root) && !path.exists() => Becomes::Made(path.clone()),
            // Contents are synced before a rename, or they are not under the name that counts.
            Effect::Rename if path.starts_with(&self.root) => Becomes::Made(change.paths[1].clone()),
            _ => return false,
        };
        self.under_way.insert(call.nth, becomes);
        true
    }

    /// The call came back.
    pub fn ended(&mut self, call: &Call, result: i64) {
        match self.under_way.remove(&call.nth) {
            Some(_) if result < 0 => {}
            Some(Becomes::Log(length)) => self.log = length,
            Some(Becomes::Names(folder)) => self.unnamed.retain(|path| path.parent() != Some(&folder)),
            Some(Becomes::Made(path)) => drop(self.unnamed.insert(path)),
            None => {}
        }
    }

    /// Why a power cut now would leave no open attempt at an order of this domain; none if it would.
    pub fn forgets(&self, domain: &str) -> Option<String> {
        let needed = |path: &&PathBuf| path.is_dir() || is_log(path) || path.ends_with("ledger.db");
        if let Some(path) = self.unnamed.iter().find(needed) {
            return Some(format!("the name of {} is not synced", path.display()));
        }
        match self.open_attempts(domain) {
            Ok(0) => Some(format!("no open attempt at {domain} is synced")),
            Ok(_) => None,
            Err(error) => Some(format!("the attempts at {domain} cannot be read: {error}")),
        }
    }

    /// Reads a copy of the ledger with as much of its log as is on disk.
    fn open_attempts(&self, domain: &str) -> rusqlite::Result<i64> {
        let copy = tempfile::tempdir().expect("a folder");
        let (from, to) = (database(&self.root).unwrap_or_default(), copy.path().join("ledger.db"));
        std::fs::copy(&from, &to).map_err(|_| rusqlite::Error::InvalidPath(from.clone()))?;
        let mut log = std::fs::read(with_log(&from)).unwrap_or_default();
        log.truncate(usize::try_from(self.log).expect("small"));
        std::fs::write(with_log(&to), log).expect("a copy");
        Connection::open(&to)?.query_row(
            "SELECT count(*) FROM attempt JOIN claim ON claim.id = attempt.claim
             WHERE claim.domain = ?1 AND attempt.ended IS NULL",
            [domain],
            |row| row.get(0),
        )
    }
}

/// The one ledger below a folder of ledgers.
pub fn database(root: &Path) -> Option<PathBuf> {
    let mut folders = std::fs::read_dir(root).ok()?.flatten().map(|entry| entry.path());
    folders.find(|folder| folder.is_dir()).map(|folder| folder.join("ledger.db"))
}

fn with_log(database: &Path) -> PathBuf {
    database.with_extension("db-wal")
}

fn is_log(path: &Path) -> bool {
    path.ends_with("ledger.db-wal")
}
