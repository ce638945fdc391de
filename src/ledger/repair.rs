//! Looking a ledger over, and making a damaged one anew from what can still be read.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::fresh::{self, FreshError, remove, with_end};
use super::hint::{self, Hint};
use super::lock::Lock;
use super::salvage::salvage;
use super::{LedgerError, Place, former, heal, open, plain, read, session, sqlite, takeover};
use crate::host::held::Patience;
use crate::order::claim::ClaimState;
use crate::order::{Unread, Unwritten};
use crate::text::lang::Lang;

/// The most problems that are named.
const NAMED: usize = 20;

/// What a look over a ledger finds.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// Whether everything could be counted; if not, the numbers here say nothing.
    pub is_counted: bool,
    /// Runs recorded.
    pub runs: usize,
    /// Live claims.
    pub claims: usize,
    /// Orders in doubt among them.
    pub unknown: usize,
    /// Recovery files beside it that nobody read yet.
    pub hints: Vec<PathBuf>,
    /// What is wrong, in words of ours around SQLite's or serde's; empty if nothing is.
    pub problems: Vec<String>,
}

/// Looks a ledger over without changing it: SQLite's full check, references, and every record read.
///
/// # Errors
///
/// [`LedgerError::Foreign`] when the file is no ledger that this version knows, [`LedgerError::Moved`] when it went
/// elsewhere, [`LedgerError::Held`] when another program holds it, [`LedgerError::Read`] when nobody may read it.
pub fn examine(place: &Place, lang: Lang) -> Result<Health, LedgerError> {
    let place = &former::to_read(place)?;
    let hints = || hint::files(place.folder(), |_| false);
    if place.repairing().exists() {
        let problems = vec![lang.pick("a repair was cut off", "исправление было прервано").to_owned()];
        return Ok(Health { hints: hints(), problems, ..Health::default() });
    }
    if !place.database().exists() {
        return Ok(Health { is_counted: true, hints: hints(), ..Health::default() });
    }
    match look(place) {
        Ok(health) => Ok(health),
        Err(error) if is_damage(&error, place) => {
            Ok(Health { hints: hints(), problems: vec![error.message(lang)], ..Health::default() })
        }
        Err(error) => Err(error),
    }
}

/// Whether a look that failed says that the ledger is not whole. One that another program holds may be, and so may one
/// that this person may not read.
fn is_damage(error: &LedgerError, place: &Place) -> bool {
    match error {
        LedgerError::Damaged { .. }
        | LedgerError::Parted { .. }
        | LedgerError::Altered { .. }
        | LedgerError::Read(Unread::NotKnown { .. }) => true,
        // Also a page that cannot be read.
        LedgerError::Read(Unread::Refused(_)) => fresh::with_logs(&place.database()).iter().all(|file| opens(file)),
        LedgerError::Read(Unread::Held)
        | LedgerError::Locked { .. }
        | LedgerError::Held { .. }
        | LedgerError::Foreign { .. }
        | LedgerError::Place { .. }
        | LedgerError::InTheWay { .. }
        | LedgerError::Open { .. }
        | LedgerError::NotOurs { .. }
        | LedgerError::Unsafe { .. }
        // A seal is no damage: what it says would be lost.
        | LedgerError::Moved { .. }
        | LedgerError::OtherName { .. }
        | LedgerError::Beside { .. }
        | LedgerError::Elsewhere { .. }
        | LedgerError::OutOfSight { .. }
        | LedgerError::Twice { .. }
        | LedgerError::Write(_) => false,
    }
}

/// Whether the system gives a file to who reads. Nobody has the ledger open in this process, so that no lock is lost.
fn opens(file: &Path) -> bool {
    std::fs::File::open(file).map_or_else(|error| error.kind() == ErrorKind::NotFound, |_| true)
}

fn look(place: &Place) -> Result<Health, LedgerError> {
    let file = place.database();
    let db = open::reader(&file)?;
    let mut problems = integrity(&db).map_err(|error| open::damaged(&file, &error))?;
    // What a damaged file gives may be less than it had.
    let is_counted = problems.is_empty();
    let history = read::history(&db)?;
    let runs = read::runs(&db)?;
    for line in &runs {
        if let Err(error) = read::run(&db, &line.facts.id) {
            problems.push(error.to_string());
        }
    }
    problems.truncate(NAMED);
    let unknown = history.claims.values().filter(|claim| claim.state == ClaimState::Unknown).count();
    let hints = hint::files(place.folder(), |run| runs.iter().any(|line| line.facts.id == run));
    Ok(Health { is_counted, runs: runs.len(), claims: history.claims.len(), unknown, hints, problems })
}

fn integrity(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let texts =
        |sql: &str| -> rusqlite::Result<Vec<String>> { db.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
    let mut found = texts(&format!("PRAGMA integrity_check({NAMED})"))?;
    found.retain(|text| text != "ok");
    found.extend(texts("SELECT \"table\" || ' refers to a lost ' || parent FROM pragma_foreign_key_check LIMIT 20")?);
    Ok(found)
}

/// What a repair did.
#[derive(Clone, Debug, Default)]
pub struct Repaired {
    /// Where the damaged file was put; none if the ledger was sound.
    pub kept: Option<PathBuf>,
    /// Live claims in the ledger now.
    pub claims: usize,
    /// Orders in doubt among them.
    pub unknown: usize,
    /// Parts of tables that could not be read. While it is not 0, what the ledger does not know may
    /// exist all the same.
    pub lost: u64,
    /// Outcomes of the recovery files: hints for a person, who compares them with the panel. No
    /// order's status is taken from them; an order that the ledger did not know is in doubt now.
    pub hints: Vec<Hint>,
    /// Lines of recovery files that could not be read.
    pub unread: u64,
    /// Rows of sheets that an older version wrote and could not read again, written anew.
    pub healed: u64,
}

/// Makes a damaged ledger anew from what can be read of it, and takes note of the recovery files.
///
/// The damaged file is kept under another name. What cannot be read is never assumed: claims whose
/// record is lost are made again from attempts and lines, as in doubt where nothing better is known.
///
/// # Errors
///
/// [`LedgerError::Locked`] when another process holds the ledger, [`LedgerError::Foreign`] when it is
/// not one that this version knows, [`LedgerError::Write`] when the new file cannot be written; the
/// damaged one is left as it is then.
pub fn repair(place: &Place, operator: &str) -> Result<Repaired, LedgerError> {
    // One that was never taken over is repaired where it is, and taken over when it is sound.
    let asked = place;
    let place = &former::to_repair(asked)?;
    if place.folder() == asked.folder() {
        place.make()?;
    } else {
        // It is there, and a profile that is on a share is what it is to be brought away from.
        place.leads_nowhere_else()?;
    }
    let _lock = Lock::take(place)?;
    takeover::settle(place)?;
    let file = place.database();
    let mut repaired = Repaired::default();
    if place.repairing().exists() || (file.exists() && !is_sound(place)?) {
        let (kept, lost) = rebuild(place, operator).map_err(Unwritten::from)?;
        (repaired.kept, repaired.lost) = (Some(kept), lost);
    }
    let db = open::writer(place)?;
    repaired.healed = heal::heal(&db)?;
    take_hints(&db, place, &mut repaired)?;
    let history = read::history(&db)?;
    repaired.claims = history.claims.len();
    repaired.unknown = history.claims.values().filter(|claim| claim.state == ClaimState::Unknown).count();
    session::end(&db);
    Ok(repaired)
}

/// Makes the ledger anew. A mark stands in the folder from before the damaged file is touched until the
/// new one has its name, so that a repair that is cut off is taken up again, and nobody orders
/// meanwhile.
fn rebuild(place: &Place, operator: &str) -> Result<(PathBuf, u64), FreshError> {
    let file = place.database();
    let kept = if place.repairing().exists() {
        PathBuf::from(Patience::READING.again(|| plain::read(&place.repairing()))?)
    } else {
        let time = Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ");
        let kept = place.folder().join(format!("ledger.damaged-{time}.db"));
        copy(&file, &kept)?;
        std::fs::write(place.repairing(), kept.to_string_lossy().as_bytes())?;
        fresh::sync(&place.repairing())?;
        kept
    };
    let (work, fresh_file) = (place.folder().join("ledger.work.db"), fresh::beside(&file));
    remove(&work);
    remove(&fresh_file);
    copy(&kept, &work)?;
    // What another log says never was one moment of this ledger; what a log said that is gone may have been anything.
    let is_parted = sqlite::to_read(&work).is_ok_and(|db| session::parted(&work, &db).is_some());
    if is_parted {
        fresh::remove_logs(&work);
    }
    let lost = salvage(&work, &fresh_file)? + u64::from(is_parted);
    note(&fresh_file, operator, lost)?;
    remove(&work);
    fresh::put(&fresh_file, &file)?;
    Patience::USUAL.again(|| std::fs::remove_file(place.repairing()))?;
    Ok((kept, lost))
}

/// Copies a database with its log.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    for end in ["", "-wal"] {
        let (from, to) = (with_end(from, end), with_end(to, end));
        if from.exists() {
            Patience::READING.again(|| std::fs::copy(&from, &to))?;
            fresh::sync(&to)?;
        }
    }
    Ok(())
}

fn is_sound(place: &Place) -> Result<bool, LedgerError> {
    match look(place) {
        Ok(health) => Ok(health.problems.is_empty()),
        // What has lost its head is known as no ledger.
        Err(LedgerError::Foreign { .. }) if !is_database(&place.database()) => Ok(false),
        Err(error) if is_damage(&error, place) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether SQLite does not find the head of the file to be none: it may be a database, of whatever kind.
fn is_database(file: &Path) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    let version = |db: Connection| db.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0));
    let code = sqlite::to_read(file).and_then(version).err().and_then(|error| error.sqlite_error_code());
    !matches!(code, Some(NotADatabase | DatabaseCorrupt))
}

fn note(fresh: &Path, operator: &str, lost: u64) -> rusqlite::Result<()> {
    let db = sqlite::to_make(fresh)?;
    db.execute(
        // A word for what was done; older ledgers hold a sentence there, and nobody reads either.
        "INSERT INTO repair (at, operator, lost, note) VALUES (?1, ?2, ?3, 'rebuilt')",
        params![Timestamp::now().to_string(), operator, i64::try_from(lost).unwrap_or(i64::MAX)],
    )?;
    db.close().map_err(|(_, error)| error)
}

/// What it means that a recovery file cannot be read.
fn unread(file: &Path, error: &std::io::Error, patience: Patience<'_>) -> LedgerError {
    if patience.is_held(error) {
        return LedgerError::Held { file: file.to_owned() };
    }
    Unread::Refused(error.to_string()).into()
}

/// Reads the recovery files. An order that no claim knows is in doubt from now on.
fn take_hints(db: &Connection, place: &Place, repaired: &mut Repaired) -> Result<(), LedgerError> {
    let failed = |error: rusqlite::Error| Unwritten::from(error);
    let is_its_run = |run: &str| {
        db.query_row("SELECT count(*) FROM run WHERE id = ?1", [run], |row| row.get::<_, i64>(0)).is_ok_and(|n| n > 0)
    };
    for file in hint::files(place.folder(), is_its_run) {
        let (hints, unread) = hint::read(&file).map_err(|error| unread(&file, &error, Patience::USUAL))?;
        for hint in &hints {
            let terms = serde_json::to_string(&hint.order.terms).unwrap_or_default();
            db.execute(
                // A claim that is there, free or not, says more than a hint.
                "INSERT INTO claim (domain, terms, state, live, run, since, listed_before)
                 SELECT ?1, ?2, 'unknown', 1, (SELECT id FROM run WHERE id = ?3), ?4, '[]'
                 WHERE NOT EXISTS (SELECT 1 FROM claim WHERE domain = ?1)",
                params![hint.order.domain.ascii(), terms, hint.run, hint.at.to_string()],
            )
            .map_err(failed)?;
        }
        repaired.hints.extend(hints);
        repaired.unread += unread;
        // Kept for a person, under a name that no later repair takes for a recovery file.
        let read = file.with_extension("jsonl.read");
        Patience::USUAL.again(|| std::fs::rename(&file, &read)).map_err(Unwritten::from)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
