//! The ledgers that are there.

use std::path::{Path, PathBuf};

use super::{Place, open, read};
use crate::account::Account;

/// A ledger that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its folder.
    pub folder: PathBuf,
    /// Whose it is, as its last run says; none if none does, or it cannot be read.
    pub account: Option<Account>,
}

/// The ledgers in a folder of ledgers, by name. What cannot be read is named all the same.
#[must_use]
pub fn known(root: &Path) -> Vec<Known> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let places = entries.map(|entry| Place::in_folder(entry.path()));
    let mut known: Vec<Known> = places.filter(Place::is_there).map(|place| of(&place)).collect();
    known.sort_by(|one, other| one.folder.cmp(&other.folder));
    known
}

fn of(place: &Place) -> Known {
    let runs = open::reader(&place.database()).ok().and_then(|reader| read::runs(&reader).ok());
    let account = runs.into_iter().flatten().find_map(|run| run.facts.account);
    Known { folder: place.folder().to_owned(), account }
}
