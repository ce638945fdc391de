//! Other ledgers of the same account: in other folders of ledgers, and in this one under a name that an older version
//! gave it.
//!
//! A lock for an account of the whole machine would have to be in a folder that everybody may write, where anybody could
//! hold it; so each user's own folder of state remembers which folders of ledgers were used for an account. Whoever has
//! two homes, and whoever orders as another user, is not known there: only the panel's list keeps those apart.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::place::{make_private, state_dir};
use super::shelf::{Shelf, known_as};
use super::{LedgerError, Place, glance, plain};
use crate::account::Account;
use crate::host::private;

/// The file that remembers, in the user's folder of state.
const FILE: &str = "folders.jsonl";

/// The most folders that are looked into.
const MOST: usize = 32;

/// A folder of ledgers that was used for an account; a line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Used {
    /// The name of the account's folder in it.
    account: String,
    root: PathBuf,
    at: Timestamp,
    /// The other folder of which a person said that it may be ordered beside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beside: Option<PathBuf>,
}

/// Another ledger of an account, whose orders this one does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its folder.
    pub folder: PathBuf,
    /// Its live claims; none where it cannot be read.
    pub claims: Option<usize>,
    /// Whether a person said that orders may be placed beside it.
    pub is_agreed: bool,
}

impl Shelf {
    /// Refuses an account whose ledger is in this very folder under another name: an older version took another form of
    /// the panel's address for another panel.
    ///
    /// # Errors
    ///
    /// [`LedgerError::OtherName`].
    pub fn has_one_ledger_of(&self, account: &Account) -> Result<(), LedgerError> {
        let here = self.place(account).folder().to_owned();
        let known = known_as(self.root(), account);
        let is_twin = |folder: &Path| folder != here && is_named_by_us(folder);
        match known.into_iter().find(|known| known.account.as_ref() == Some(account) && is_twin(&known.folder)) {
            Some(other) => Err(LedgerError::OtherName { here, other: other.folder }),
            None => Ok(()),
        }
    }

    /// The ledgers of logins that differ from this one in capitals alone: whether the panel takes them for one is not
    /// known.
    #[must_use]
    pub fn alike(&self, account: &Account) -> Vec<Account> {
        let is_alike = |other: &Account| {
            other.panel == account.panel
                && other.login != account.login
                && other.login.to_lowercase() == account.login.to_lowercase()
        };
        known_as(self.root(), account).into_iter().filter_map(|known| known.account).filter(is_alike).collect()
    }

    /// The ledgers of an account in other folders, as far as this user's folder of state knows them, that hold orders.
    #[must_use]
    pub fn others(&self, account: &Account) -> Vec<Other> {
        state_dir().map(|state| self.others_known_in(&state, account)).unwrap_or_default()
    }

    fn others_known_in(&self, state: &Path, account: &Account) -> Vec<Other> {
        let name = name_of(self, account);
        let used: Vec<Used> = used_in(state).into_iter().filter(|used| used.account == name).collect();
        let here = whole(self.root());
        let is_agreed = |other: &Path| {
            let is_it = |beside: &PathBuf| whole(beside) == other;
            used.iter().any(|used| whole(&used.root) == here && used.beside.as_ref().is_some_and(is_it))
        };
        let mut roots: Vec<PathBuf> =
            used.iter().map(|used| whole(&used.root)).chain([whole(state)]).filter(|root| *root != here).collect();
        roots.sort();
        roots.dedup();
        let other = |root: PathBuf| {
            let place = Place::in_folder(root.join(&name));
            let claims = place.is_there().then(|| glance(&place).ok().map(|history| history.claims.len()))?;
            let is_agreed = is_agreed(&root);
            (claims != Some(0)).then(|| Other { folder: place.folder().to_owned(), claims, is_agreed })
        };
        roots.into_iter().take(MOST).filter_map(other).collect()
    }

    /// Remembers that this folder is used for an account, and of which others a person said that it may be. What cannot be
    /// written is not remembered: where there is no folder of state there is nobody to tell.
    pub fn remember(&self, account: &Account, beside: &[Other]) {
        let Some(state) = state_dir() else { return };
        if let Err(error) = self.remember_in(&state, account, beside) {
            tracing::info!(%error, "the folder of ledgers is not remembered");
        }
    }

    fn remember_in(&self, state: &Path, account: &Account, beside: &[Other]) -> std::io::Result<()> {
        let (name, root, at) = (name_of(self, account), whole(self.root()), Timestamp::now());
        let line = |beside| Used { account: name.clone(), root: root.clone(), at, beside };
        let agreed = beside.iter().filter_map(|other| other.folder.parent());
        let lines = std::iter::once(line(None)).chain(agreed.map(|other| line(Some(other.to_owned()))));
        let known = used_in(state);
        let is_new = |line: &Used| {
            // The usual one is known without being told.
            let is_usual = line.beside.is_none() && root == whole(state);
            let is_it =
                |used: &Used| (&used.account, &used.root, &used.beside) == (&line.account, &line.root, &line.beside);
            !is_usual && !known.iter().any(is_it)
        };
        let new: Vec<Used> = lines.filter(is_new).collect();
        if new.is_empty() {
            return Ok(());
        }
        make_private(state)?;
        let mut file = plain::open(private::made(OpenOptions::new().append(true).create(true)), &state.join(FILE))?;
        for line in new {
            // A line that was cut off by a crash ends before this one.
            file.write_all(format!("\n{}\n", serde_json::to_string(&line)?).as_bytes())?;
        }
        file.sync_all()
    }
}

/// What the file remembers. A line that cannot be read says nothing.
fn used_in(state: &Path) -> Vec<Used> {
    let text = plain::read(&state.join(FILE)).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The name of an account's folder, which is the same in every folder of ledgers.
fn name_of(shelf: &Shelf, account: &Account) -> String {
    let place = shelf.place(account);
    place.folder().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A folder by the name that it has behind every link.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// Whether a folder has a name as this program gives it. A copy that a person made has another one.
fn is_named_by_us(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let hash = name.rsplit('-').next().unwrap_or_default();
    hash.len() == 12 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests;
