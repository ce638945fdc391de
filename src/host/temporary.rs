//! Files in the making, beside what they are to become, and what programs that were cut off left of them.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::verbatim;

/// How the name of a file in the making begins; six letters of its own follow.
const BEGINNING: &str = ".vdsbatch-";

/// How it ends.
const END: &str = ".tmp";

/// So many letters are its own.
const OWN: usize = 6;

/// What is younger may be another program's work: an older version of this one keeps no lock on it.
const YOUNG: Duration = Duration::from_hours(1);

/// The folder that a path's file is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file in the making in a folder, readable by whoever may read new files there. Its lock tells others that
/// somebody is at it.
///
/// # Errors
///
/// When the folder takes none.
pub fn file(folder: &Path) -> io::Result<NamedTempFile> {
    // The umask decides, as for any other file.
    made(folder, 0o666)
}

/// The same for its owner alone.
///
/// # Errors
///
/// Those of [`file()`].
pub fn private(folder: &Path) -> io::Result<NamedTempFile> {
    made(folder, 0o600)
}

/// A folder in the making; it goes with the value.
///
/// # Errors
///
/// When the folder takes none.
#[cfg(unix)]
pub fn folder(folder: &Path) -> io::Result<tempfile::TempDir> {
    named().tempdir_in(folder)
}

/// A folder for its owner alone, by a name that is said to people; it goes with the value.
///
/// # Errors
///
/// When the folder takes none.
pub fn own_folder(folder: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("vdsbatch-results-").rand_bytes(OWN);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(folder)
}

fn named() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(BEGINNING).suffix(END).rand_bytes(OWN);
    builder
}

fn made(folder: &Path, rights: u32) -> io::Result<NamedTempFile> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, rights);
    #[cfg(windows)]
    let _ = rights;
    // Opened here: the error of the system stays one with its number.
    let file = named().make_in(verbatim::of(folder), |path| options.open(path))?;
    // A file system without locks has none to take; what is there is young, and so let alone.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// Removes what programs that were cut off left in a folder: only files in the making and empty trials of names, only
/// those that are older than an hour and that nobody is at. What cannot be removed stays.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(verbatim::of(folder)) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(is_ours)) {
        let path = entry.path();
        let _ = match entry.file_type() {
            Ok(kind) if kind.is_file() && is_left(&path) => fs::remove_file(&path),
            Ok(kind) if kind.is_dir() && is_old(&path) => remove_trial(&path),
            _ => continue,
        };
    }
}

/// Whether a file in the making bears this name.
fn is_ours(name: &str) -> bool {
    let own = name.strip_prefix(BEGINNING).and_then(|rest| rest.strip_suffix(END));
    own.is_some_and(|own| own.len() == OWN && own.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether nobody has written to it for long. A clock that was set back proves nothing.
fn is_old(path: &Path) -> bool {
    let at = fs::symlink_metadata(path).and_then(|facts| facts.modified()).ok();
    at.and_then(|at| SystemTime::now().duration_since(at).ok()).is_some_and(|age| age > YOUNG)
}

/// Whether it is old, and nobody has its lock. Without locks nothing is proved, and it stays.
fn is_left(path: &Path) -> bool {
    is_old(path) && File::options().read(true).write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// Removes a trial of a name: a folder with nothing in it, or one empty file.
fn remove_trial(path: &Path) -> io::Result<()> {
    let inside = fs::read_dir(path)?.take(2).collect::<io::Result<Vec<_>>>()?;
    if let [only] = &inside[..]
        && only.file_type()?.is_file()
        && only.metadata()?.len() == 0
    {
        fs::remove_file(only.path())?;
    }
    // Refused where anything else is in it.
    fs::remove_dir(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aged(path: &Path, age: Duration) {
        let file = File::options().write(true).open(path).expect("a file");
        file.set_modified(SystemTime::now() - age).expect("a time");
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = entries.map(|name| name.into_string().expect("a name")).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_left_long_ago_is_removed_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a folder");
        let hours = |hours: u64| Duration::from_hours(hours);
        for (name, age) in [
            (".vdsbatch-AbC123.tmp", 2),
            (".vdsbatch-fresh1.tmp", 0),
            // Nobody knows whose these are.
            (".vdsbatch-notes.tmp", 2),
            (".vdsbatch-AbC123.tmp.xlsx", 2),
            ("orders.xlsx", 2),
        ] {
            fs::write(dir.path().join(name), "x").expect("a file");
            aged(&dir.path().join(name), hours(age));
        }
        let at_work = file(dir.path()).expect("a file in the making");
        aged(at_work.path(), hours(2));
        sweep(dir.path());
        let mine = at_work.path().file_name().expect("a name").to_str().expect("text").to_owned();
        let mut left = vec![
            ".vdsbatch-AbC123.tmp.xlsx".to_owned(),
            ".vdsbatch-fresh1.tmp".to_owned(),
            ".vdsbatch-notes.tmp".to_owned(),
            mine,
            "orders.xlsx".to_owned(),
        ];
        left.sort();
        assert_eq!(names(dir.path()), left);
        // A trial of a name is a folder with at most one empty file.
        #[cfg(unix)]
        {
            let trials = [1, 2, 3, 4].map(|n| dir.path().join(format!(".vdsbatch-Trial{n}.tmp")));
            for trial in &trials {
                fs::create_dir(trial).expect("a folder");
            }
            fs::write(trials[1].join("a.xlsx"), "").expect("a file");
            fs::write(trials[2].join("a.xlsx"), "somebody's own").expect("a file");
            for name in ["a.xlsx", "b.xlsx"] {
                fs::write(trials[3].join(name), "").expect("a file");
            }
            for trial in &trials {
                File::open(trial).and_then(|file| file.set_modified(SystemTime::now() - hours(2))).expect("a time");
            }
            sweep(dir.path());
            assert_eq!(fs::read_dir(&trials[3]).expect("a folder").count(), 2);
            assert_eq!(trials.map(|trial| trial.exists()), [false, false, true, true]);
        }
        // Once nobody is at it, it goes as well.
        let (handle, path) = at_work.keep().expect("kept");
        drop(handle);
        aged(&path, hours(2));
        sweep(dir.path());
        assert!(!path.exists());
    }
}
