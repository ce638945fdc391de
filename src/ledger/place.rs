//! Where a ledger stands.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::hazard::Hazard;
use super::in_the_way::InTheWay;
use super::whose::Whose;
use super::{LedgerError, fresh, medium, plain, rights};
use crate::account::Account;
#[cfg(unix)]
use crate::host::temporary::folder_of;

/// The name of a ledger's database.
const DATABASE: &str = "ledger.db";

/// That of one that is being taken over, until it is whole.
const TAKEN: &str = "ledger.taken.db";

/// The folder of one account's ledger.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    /// Where older versions kept it.
    former: Option<PathBuf>,
    database: &'static str,
    /// Whether nothing is bought in it.
    is_practice: bool,
    /// Whether a team shares it, as its own settings say.
    is_shared: bool,
}

/// The folder for all ledgers of this user: `~/.local/state/vdsbatch`, or what the system has
/// instead. None if the user has no home, or one that counts from wherever the program is started: each folder would
/// have ledgers of its own then, and none would know of the orders of another.
///
/// On Windows it is `%LOCALAPPDATA%\vdsbatch` (or what `FOLDERID_LocalAppData` says), which stays on one machine, is
/// never copied to another, and can be read by the user alone, and by administrators.
#[must_use]
pub fn state_dir() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    // What etcetera calls the folder of caches is the local profile on Windows, which has no folder for state.
    #[cfg(windows)]
    let state = base.cache_dir();
    #[cfg(not(windows))]
    let state = base.state_dir().unwrap_or_else(|| base.data_dir());
    let is_relative = |named: std::ffi::OsString| !named.is_empty() && !Path::new(&named).is_absolute();
    // What etcetera leaves out, somebody has meant for the ledgers all the same.
    let is_misnamed = cfg!(not(windows)) && std::env::var_os("XDG_STATE_HOME").is_some_and(is_relative);
    (state.is_absolute() && !is_misnamed).then(|| state.join("vdsbatch"))
}

/// Where older versions kept the ledgers, if that was elsewhere: in the roaming profile of Windows (`%APPDATA%`), which
/// is copied between machines when a person signs in and out. The settings are still there.
#[must_use]
pub fn former_dir() -> Option<PathBuf> {
    #[cfg(windows)]
    return Some(etcetera::choose_base_strategy().ok()?.data_dir().join("vdsbatch"));
    #[cfg(not(windows))]
    None
}

impl Place {
    /// The ledger of `account` below `root`: a folder named after host and login, with a piece of
    /// a hash that keeps accounts apart whose names clean up alike.
    #[must_use]
    pub fn of_account(root: &Path, account: &Account) -> Self {
        let key = format!("{}\n{}", account.panel, account.login);
        let digest = ring::digest::digest(&ring::digest::SHA256, key.as_bytes());
        let hash = digest.as_ref().iter().take(6).fold(0_u64, |hash, byte| hash << 8 | u64::from(*byte));
        let host = account.panel.as_str().split("//").nth(1).unwrap_or_default();
        // For people only: what is cut or cleaned alike is told apart by the hash.
        let named: String = format!("{host}-{}", account.login)
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c.to_ascii_lowercase() } else { '-' })
            .take(60)
            .collect();
        Self::in_folder(root.join(format!("{}-{hash:012x}", named.trim_matches(['-', '.']))))
    }

    /// A ledger in a folder of its own, as the practice panel's is.
    #[must_use]
    pub const fn in_folder(folder: PathBuf) -> Self {
        Self { folder, former: None, database: DATABASE, is_practice: false, is_shared: false }
    }

    /// The same ledger, which older versions kept in another folder: it is taken over from there.
    #[must_use]
    pub fn formerly(self, former: PathBuf) -> Self {
        Self { former: Some(former), ..self }
    }

    /// The same ledger, which a team shares: the group may write to its folder, and others of it own it.
    #[must_use]
    pub fn shared(self, is_shared: bool) -> Self {
        Self { is_shared, ..self }
    }

    /// The ledger of a practice panel that is kept in a folder, beside the panel itself.
    #[must_use]
    pub fn of_practice(dir: &Path) -> Self {
        Self { is_practice: true, ..Self::in_folder(dir.join("ledger")) }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether there is a ledger, sound or not, here or where older versions kept it.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.is_here() || self.former().is_some_and(|former| former.is_here())
    }

    /// Whether a team shares it.
    pub(super) const fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Whether there is one in this very folder.
    pub(super) fn is_here(&self) -> bool {
        self.database().exists() || self.repairing().exists()
    }

    /// Where older versions kept it.
    pub(super) fn former(&self) -> Option<Self> {
        self.former.clone().map(Self::in_folder)
    }

    /// The same folder with the copy that is about to become its ledger.
    pub(super) fn taken(&self) -> Self {
        Self { former: None, database: TAKEN, ..self.clone() }
    }

    pub(super) fn database(&self) -> PathBuf {
        self.folder.join(self.database)
    }

    /// What is known of how it was taken over.
    pub(super) fn note(&self) -> PathBuf {
        self.folder.join("ledger.taken.json")
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.folder.join("ledger.lock")
    }

    /// Stands while a repair is under way.
    pub(super) fn repairing(&self) -> PathBuf {
        self.folder.join("ledger.repairing")
    }

    pub(super) fn holder(&self) -> PathBuf {
        self.folder.join("holder.json")
    }

    /// What is about to become that.
    pub(super) fn holder_in_the_making(&self) -> PathBuf {
        self.folder.join("holder.json.new")
    }

    /// Makes the folder, for its owner only, and refuses one behind a symbolic link (on Windows also a junction), on a
    /// network, kept alike on several machines, or in which others may put what they like.
    pub(super) fn make(&self) -> Result<(), LedgerError> {
        let safe = || match medium::hazard(&self.folder) {
            // Desktops lie in OneDrive; a second copy of a game orders nothing.
            Some(Hazard::Synced(_)) if self.is_practice => Ok(()),
            Some(hazard) => Err(LedgerError::Unsafe { folder: self.folder.clone(), hazard }),
            None => Ok(()),
        };
        // As far as its name says, before anything is made there.
        safe()?;
        make_private(&self.folder).map_err(|error| self.refused(&error))?;
        self.let_team(&self.folder);
        // What is another user's is told as that, where this one may not even look.
        self.whose_rights()?;
        self.leads_nowhere_else()?;
        safe()
    }

    /// Lets the group at what a team shares. Whoever does not own it finds it as its owner left it.
    #[cfg(unix)]
    pub(super) fn let_team(&self, path: &Path) {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let Some(meta) = fs::metadata(path).ok().filter(|_| self.is_shared) else { return };
        let (more, less) = if meta.is_dir() { (0o070, 0) } else { (0o060, 0o007) };
        let wanted = (meta.mode() | more) & !less & 0o7777;
        if meta.mode() & 0o7777 != wanted {
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(wanted));
        }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, reason = "elsewhere rights are given")]
    pub(super) const fn let_team(&self, _: &Path) {}

    /// Refuses a folder that others may change.
    pub(super) fn whose_rights(&self) -> Result<(), LedgerError> {
        match rights::fault(&self.folder, self.is_shared).filter(|_| !self.is_practice) {
            Some((at, rights)) => Err(LedgerError::Open { folder: self.folder.clone(), at, rights }),
            None => Ok(()),
        }
    }

    /// What it means that something of it cannot be made or opened. A ledger that is there is the account's, whoever may
    /// use it: nobody is to begin another one for want of rights.
    pub(super) fn refused(&self, error: &std::io::Error) -> LedgerError {
        let (folder, why) = (self.folder.clone(), error.to_string());
        match self.whose().filter(|_| error.kind() == ErrorKind::PermissionDenied) {
            Some(whose) => LedgerError::NotOurs { folder, why, whose },
            None => LedgerError::Place { folder, why },
        }
    }

    /// That nobody can tell whether it is there, where this user may not look.
    #[must_use]
    pub fn out_of_reach(&self) -> Option<LedgerError> {
        let error = fs::symlink_metadata(self.database()).err()?;
        (error.kind() == ErrorKind::PermissionDenied).then(|| self.refused(&error))
    }

    /// Whose it is, or whose the folder is that hides it; none where there is none.
    #[cfg(unix)]
    fn whose(&self) -> Option<Whose> {
        use std::os::unix::fs::MetadataExt;
        let (file, user) = (self.database(), rustix::process::geteuid().as_raw());
        match fs::symlink_metadata(&file) {
            Ok(meta) => Some(Whose { owner: meta.uid(), user, is_seen: true }),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                let hides = file.ancestors().skip(1).find_map(|folder| fs::symlink_metadata(folder).ok())?;
                Some(Whose { owner: hides.uid(), user, is_seen: false })
            }
            Err(_) => None,
        }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, reason = "elsewhere it is looked at")]
    const fn whose(&self) -> Option<Whose> {
        None
    }

    /// Every name that a file of it has, or may have.
    pub(super) fn names(&self) -> Vec<PathBuf> {
        let (database, taken) = (self.database(), self.taken().database());
        let databases = [fresh::beside(&database), database, taken];
        let others = [self.lock(), self.holder(), self.holder_in_the_making(), self.note(), self.repairing()];
        databases.iter().flat_map(|file| fresh::with_logs(file)).chain(others).collect()
    }

    /// Refuses a folder behind a symbolic link, and a name in it that has anything but a file.
    pub(super) fn leads_nowhere_else(&self) -> Result<(), LedgerError> {
        match InTheWay::at(&self.folder) {
            Some(InTheWay::Folder) | None => {}
            Some(what) => return Err(LedgerError::InTheWay { path: self.folder.clone(), what }),
        }
        self.names().iter().try_for_each(|path| plain::check(path))
    }
}

/// Makes a folder for its owner only, durably; one that is there is left as it is.
#[cfg(unix)]
pub(super) fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    let missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
    let made: Vec<&Path> = folder.ancestors().take_while(missing).collect();
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    if !made.is_empty() {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    // A durable ledger in a folder whose name is not durable would be gone after a power cut.
    for folder in made {
        super::fresh::sync_names(folder_of(folder))?;
    }
    Ok(())
}

/// A folder of the user's profile is its owner's already (its rights are inherited); any other has the rights of the one
/// above it.
#[cfg(not(unix))]
pub(super) fn make_private(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::PanelUrl;

    #[cfg(unix)]
    #[test]
    fn a_ledger_that_is_there_is_never_left_for_another_folder() {
        use crate::text::lang::Lang;
        let dir = tempfile::tempdir().expect("a folder");
        let place = Place::in_folder(dir.path().to_owned());
        let denied = || std::io::Error::from(ErrorKind::PermissionDenied);
        assert!(place.refused(&denied()).message(Lang::En).contains("give another folder with --ledger"));
        fs::write(place.database(), "").expect("a file");
        for lang in [Lang::En, Lang::Ru] {
            let said = place.refused(&denied()).message(lang);
            assert!(said.contains("chown -R") && !said.contains("--ledger"), "{said}");
        }
        // Whatever else is in the way is no matter of rights.
        let full = place.refused(&std::io::Error::from(ErrorKind::StorageFull));
        assert!(matches!(full, LedgerError::Place { .. }), "{full:?}");
        assert!(place.out_of_reach().is_none());
        let hidden = Whose { owner: 0, user: 1000, is_seen: false };
        let error = LedgerError::NotOurs { folder: "/x".into(), why: "Permission denied".to_owned(), whose: hidden };
        assert!(error.message(Lang::En).contains("(uid 1000) may not look into `/x`"), "{}", error.message(Lang::En));
    }

    #[test]
    fn accounts_that_look_alike_have_ledgers_of_their_own() {
        let place = |login: &str| {
            let panel = PanelUrl::parse("https://billing.example.com/billmgr").expect("an address");
            Place::of_account(Path::new("/x"), &Account { panel, login: login.to_owned() })
        };
        let (one, two) = (place("a b"), place("a-b"));
        assert_ne!(one.folder(), two.folder());
        let name = one.folder().file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        assert!(name.starts_with("billing.example.com-billmgr-a-b-"), "{name}");
        assert_eq!(place("../../x").folder().parent(), Some(Path::new("/x")));
    }
}
