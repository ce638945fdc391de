//! Where an account's ledger stands now, if older versions kept it in another folder.
//!
//! What tells is the seal on the old ledger and the note beside the new one, which have a random word in common. Whatever
//! can be read in two ways is refused: two machines may have a copy each of one profile.

use std::io::ErrorKind;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::seal::Moved;
use super::{LedgerError, Place, fresh, held, open, plain, records, session, sqlite};
use crate::host::held::{Patience, is_held};
use crate::order::Unread;
use crate::text::printable::Legible;

/// Where a ledger stands.
#[derive(Clone, Debug)]
pub(super) enum Standing {
    /// In its own folder, or nowhere yet.
    Here,
    /// Where older versions kept it.
    Former(Place),
    /// The old one is sealed, and the whole copy is not in its place yet.
    Sealed(Place, Note),
    /// The copy is in its place, and the seal does not say so yet.
    Placed(Place),
    /// In its own folder; the old one came back without its seal, with nothing that the new one does not have.
    CameBack(Place, Note),
}

/// How a ledger was taken over, beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// The word that the seal has as well.
    pub(super) token: String,
    /// From which folder.
    pub(super) from: String,
    /// On which machine.
    pub(super) host: String,
    /// When.
    pub(super) at: Timestamp,
    /// What the old ledger held: [`records::digest`].
    pub(super) records: String,
}

impl Note {
    /// The seal of the old ledger.
    pub(super) fn seal(&self, place: &Place, is_done: bool) -> Moved {
        let folder = place.folder().display().to_string();
        Moved { token: self.token.clone(), host: self.host.clone(), folder, at: self.at, is_done }
    }
}

/// Where the ledger of a place stands.
///
/// # Errors
///
/// [`LedgerError::Moved`] when it is on another machine, or lost; [`LedgerError::Twice`] when there are two;
/// [`LedgerError::Read`] or [`LedgerError::Held`] when the note beside it cannot be read; those of
/// [`open::reader`] when the old one cannot be read, and [`LedgerError::OutOfSight`] when nobody can tell whether it is there.
pub(super) fn standing(place: &Place) -> Result<Standing, LedgerError> {
    let Some(former) = place.former() else { return Ok(Standing::Here) };
    let is_here = place.is_here();
    if !is_there(&former, is_here)? {
        return Ok(Standing::Here);
    }
    let sealed = match sealed(&former.database()) {
        // Nobody can say what it has that the other one lacks.
        Err(error) if is_here && is_unsound(&error) => return Err(twice(place, None)),
        sealed => sealed?,
    };
    let Some(moved) = sealed else {
        if !is_here {
            return Ok(Standing::Former(former));
        }
        return match note(place)? {
            Some(note) if holds(&former, &note)? => Ok(Standing::CameBack(former, note)),
            _ => Err(twice(place, None)),
        };
    };
    let note = note(place)?;
    match note.filter(|note| note.token == moved.token) {
        Some(_) if is_here && moved.is_done => Ok(Standing::Here),
        Some(_) if is_here => Ok(Standing::Placed(former)),
        Some(note) if !moved.is_done || is_unnamed(place, &note) => Ok(Standing::Sealed(former, note)),
        None if is_here => Err(twice(place, Some(moved))),
        // Sealed by another machine; or by this one, whose ledger is gone.
        _ => Err(LedgerError::Moved {
            file: former.database(),
            moved: Box::new(moved),
            here: Some(place.folder().into()),
        }),
    }
}

/// The place where the ledger is to be read.
///
/// # Errors
///
/// Those of [`standing`].
pub(super) fn to_read(place: &Place) -> Result<Place, LedgerError> {
    Ok(match standing(place)? {
        Standing::Here | Standing::Placed(..) | Standing::CameBack(..) => Place::in_folder(place.folder().into()),
        // It was whole before the old one was sealed.
        Standing::Sealed(..) if place.taken().database().exists() => place.taken(),
        Standing::Former(former) | Standing::Sealed(former, _) => former,
    })
}

/// The place where the ledger is to be repaired: as long as nobody took it over, the old one.
///
/// # Errors
///
/// Those of [`standing`], but for damage.
pub(super) fn to_repair(place: &Place) -> Result<Place, LedgerError> {
    match (standing(place), place.former()) {
        (Ok(Standing::Former(former)), _) => Ok(former),
        (Err(error), Some(former)) if is_unsound(&error) => Ok(former),
        (standing, _) => standing.map(|_| place.clone()),
    }
}

/// Whether an old ledger cannot be read for what stands in it.
const fn is_unsound(error: &LedgerError) -> bool {
    use LedgerError::{Altered, Damaged, Foreign, Parted};
    matches!(error, Damaged { .. } | Parted { .. } | Altered { .. } | Foreign { .. })
}

/// Whether an old ledger is there. Where its folders cannot be looked into, a new one would know nothing of it; one that
/// is here already goes on.
fn is_there(former: &Place, is_here: bool) -> Result<bool, LedgerError> {
    let unseen = |folder: &Path, why| LedgerError::OutOfSight { folder: folder.into(), why };
    for file in [former.database(), former.repairing()] {
        match file.try_exists() {
            Ok(true) => return Ok(true),
            Err(error) if !is_here => return Err(unseen(former.folder(), Some(error.to_string()))),
            Ok(false) | Err(_) => {}
        }
    }
    // A share that is away looks like one that is empty (`ERROR_BAD_NETPATH` is told as "not found").
    match former.folder().parent().and_then(Path::parent) {
        Some(profile) if !is_here && !profile.is_dir() => Err(unseen(profile, None)),
        _ => Ok(false),
    }
}

/// The seal on a database; none if it has none, or is not there.
fn sealed(file: &Path) -> Result<Option<Moved>, LedgerError> {
    if !file.exists() {
        return Ok(None);
    }
    plain::database(file)?;
    held::wait(&fresh::with_logs(file), false)?;
    // Who only reads leaves an empty log behind, in a profile that travels; who may write, and closes, brings in a log
    // that is there, with which it would be lost whether it belongs to this database.
    let has_log = std::fs::metadata(fresh::with_end(file, "-wal")).is_ok_and(|log| log.len() > 0);
    let db = if has_log { sqlite::to_read(file) } else { sqlite::to_write(file) }.map_err(Unread::from)?;
    db.busy_timeout(std::time::Duration::from_secs(10)).map_err(Unread::from)?;
    let sealed = open::sealed(&db, file)?;
    if sealed.is_none() {
        session::check(file, &db)?;
    }
    Ok(sealed)
}

/// Whether an old ledger holds just what was taken over from it.
fn holds(former: &Place, note: &Note) -> Result<bool, LedgerError> {
    if former.repairing().exists() {
        return Ok(false);
    }
    let db = sqlite::to_read(&former.database()).map_err(Unread::from)?;
    Ok(records::digest(&db).is_ok_and(|found| found == note.records))
}

/// Whether the whole copy stands there under the name that it had before it was put in its place, and nobody ordered
/// since. On Windows no program can make a name durable, and a power cut may take one back although the seal, on another
/// disk perhaps, says already that it was given.
fn is_unnamed(place: &Place, note: &Note) -> bool {
    let was_used = fresh::with_logs(&place.database()).iter().any(|file| file.symlink_metadata().is_ok());
    !was_used && is_whole(&place.taken(), note)
}

/// Whether a copy of an old ledger is all of it.
pub(super) fn is_whole(copy: &Place, note: &Note) -> bool {
    let file = copy.database();
    file.exists()
        && sqlite::to_read(&file).and_then(|copy| records::digest(&copy)).is_ok_and(|found| found == note.records)
}

/// The note beside a ledger that was taken over, if there is one. One that cannot be read is not none.
fn note(place: &Place) -> Result<Option<Note>, LedgerError> {
    let file = place.note();
    plain::check(&file)?;
    let unread = |why: String| Unread::Refused(format!("`{}`: {why}", file.shown())).into();
    match Patience::READING.again(|| plain::read(&file)) {
        Ok(text) => serde_json::from_str(&text).map(Some).map_err(|error| unread(error.to_string())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) if is_held(&error) => Err(LedgerError::Held { file }),
        Err(error) => Err(unread(error.to_string())),
    }
}

fn twice(place: &Place, moved: Option<Moved>) -> LedgerError {
    let former = place.former().map(|former| former.folder().to_owned()).unwrap_or_default();
    LedgerError::Twice { here: place.folder().into(), former, moved: moved.map(Box::new) }
}
