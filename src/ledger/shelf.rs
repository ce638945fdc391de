//! The ledgers that are there, and the folder in which they are.

use std::path::{Path, PathBuf};

use super::place::{former_dir, state_dir};
use super::{Place, former, open, read};
use crate::account::Account;

/// The folder of ledgers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    root: Box<Path>,
    former: Option<Box<Path>>,
    is_usual: bool,
    is_shared: bool,
}

impl Shelf {
    /// The user's own; none if the user has no home.
    #[must_use]
    pub fn usual() -> Option<Self> {
        let root = state_dir()?;
        // Both are one where the environment says so.
        let former = former_dir().filter(|former| *former != root);
        Some(Self { root: root.into(), former: former.map(Into::into), is_usual: true, is_shared: false })
    }

    /// One that a person named. It is taken literally, so that nothing is taken over into it; but the user's own is the
    /// user's own by whatever name.
    #[must_use]
    pub fn named(root: PathBuf) -> Self {
        let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
        let usual = Self::usual().filter(|usual| whole(&usual.root) == whole(&root));
        usual.unwrap_or_else(|| Self { root: root.into(), former: None, is_usual: false, is_shared: false })
    }

    /// The same, with ledgers that older versions kept in another folder.
    #[must_use]
    pub fn formerly(self, former: PathBuf) -> Self {
        Self { former: Some(former.into()), ..self }
    }

    /// The same for a team, if it shares its ledgers.
    #[must_use]
    pub fn shared(self, is_shared: bool) -> Self {
        Self { is_shared, ..self }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder, and that of older versions, if there is one.
    pub fn roots(&self) -> impl Iterator<Item = &Path> {
        [Some(&self.root), self.former.as_ref()].into_iter().flatten().map(|root| &**root)
    }

    /// Whether it is the one that is taken where nobody names another.
    #[must_use]
    pub const fn is_usual(&self) -> bool {
        self.is_usual
    }

    /// The place of an account's ledger.
    #[must_use]
    pub fn place(&self, account: &Account) -> Place {
        let place = Place::of_account(&self.root, account).shared(self.is_shared);
        match &self.former {
            Some(former) => place.formerly(Place::of_account(former, account).folder().to_owned()),
            None => place,
        }
    }

    /// The ledgers that are there, by name. Those that nobody took over yet are named where they are.
    #[must_use]
    pub fn known(&self) -> Vec<Known> {
        let mut all = known(&self.root);
        for old in self.former.iter().flat_map(|former| known(former)) {
            let Some(name) = old.folder.file_name() else { continue };
            if all.iter().any(|known| known.folder.file_name() == Some(name)) {
                continue;
            }
            let place = Place::in_folder(self.root.join(name)).formerly(old.folder.clone());
            // What cannot be read where it is today is told where it was.
            all.push(former::to_read(&place).ok().map_or(old, |place| of(&place)));
        }
        all
    }
}

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

/// Those of an account's panel, whatever form its address had when they were made: the letters of a folder's name begin
/// with those of the host.
pub(super) fn known_as(root: &Path, account: &Account) -> Vec<Known> {
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    let host = letters(account.panel.host());
    let is_of_host =
        |path: &Path| path.file_name().is_some_and(|name| letters(&name.to_string_lossy()).starts_with(&host));
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path());
    let places = entries.filter(|path| is_of_host(path)).map(Place::in_folder);
    places.filter(Place::is_there).map(|place| of(&place)).collect()
}

fn of(place: &Place) -> Known {
    let account = open::reader(&place.database()).ok().and_then(|reader| read::account(&reader).ok().flatten());
    Known { folder: place.folder().to_owned(), account }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_own_folder_is_the_same_by_whatever_name() {
        let usual = Shelf::usual().expect("a home");
        assert_eq!(Shelf::named(usual.root().to_owned()), usual);
        assert_eq!(Shelf::named(usual.root().join(".")), usual);
        assert!(!Shelf::named(usual.root().join("other")).is_usual());
    }
}
