//! Bytes put on disk: whole or not at all, and never over anything.
//!
//! A temporary file beside the target is written, synced and renamed. Renaming refuses a name that
//! is taken (a plain rename would replace it), and then the next number is tried. Deleting the old
//! file first is no way: a folder that is kept in a cloud loses both.

use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, PathPersistError, TempPath};

use super::held::Patience;
use super::name::Taken;
pub use super::name::{Kind, beside};
use super::temporary::{self, folder_of};
use super::trial::check_name;
pub use super::trial::{check_readable, check_target};
pub use super::unsaved::SaveError;
use super::verbatim;

/// Why a rename did not take place, with the file that was to be renamed.
type Refused = (io::Error, TempPath);

/// The most numbers that are tried when names are taken.
const MOST_NUMBERS: u32 = 9999;

/// Writes bytes to a file that does not exist yet and returns its path: `target`, or, where that is
/// taken, `target (2)`, `target (3)` and so on. On disk when it returns.
///
/// # Errors
///
/// [`SaveError`]; then there is no file, and none was replaced.
pub fn save(bytes: &[u8], target: &Path) -> Result<PathBuf, SaveError> {
    save_as(bytes, target, &Taken::Numbered)
}

/// Writes bytes to a file that does not exist yet and returns its path: `target`, or another name where that is taken.
/// On disk when it returns.
///
/// # Errors
///
/// [`SaveError`]; then there is no file, and none was replaced.
pub fn save_as(bytes: &[u8], target: &Path, taken: &Taken) -> Result<PathBuf, SaveError> {
    Saving { taken, other: None, patience: Patience::USUAL }.save(bytes, target)
}

/// Writes bytes to a file as [`save`] does, for its owner alone.
///
/// # Errors
///
/// Those of [`save`].
pub fn save_private(bytes: &[u8], target: &Path) -> Result<PathBuf, SaveError> {
    let saving = Saving { taken: &Taken::Numbered, other: None, patience: Patience::USUAL };
    saving.put(target, || written_by(bytes, target, saving.patience, temporary::private))
}

/// Writes bytes over a file of this program's own, whole or not at all, with the rights that it had.
///
/// # Errors
///
/// [`SaveError`]; then the file is as it was.
pub fn replace(bytes: &[u8], target: &Path) -> Result<(), SaveError> {
    replace_with(bytes, target, Patience::USUAL)
}

/// How a file is saved.
#[derive(Clone, Copy)]
pub struct Saving<'s> {
    /// What becomes of a name that is taken.
    pub taken: &'s Taken,
    /// How another file ends that is to stand beside it and differs in its extension alone: a name counts as taken
    /// where that one is.
    pub other: Option<&'s str>,
    /// How it is waited for other programs.
    pub patience: Patience<'s>,
}

impl Saving<'_> {
    /// Writes bytes to a file that does not exist yet and returns its path. On disk when it returns.
    ///
    /// # Errors
    ///
    /// [`SaveError`]; then there is no file, and none was replaced.
    pub fn save(&self, bytes: &[u8], target: &Path) -> Result<PathBuf, SaveError> {
        self.put(target, || written(bytes, target, self.patience))
    }

    /// Writes bytes to a new file in a new folder, both for their owner alone, below a folder that anybody may write to.
    ///
    /// # Errors
    ///
    /// [`SaveError`]; then there is neither.
    pub fn save_apart(&self, bytes: &[u8], folder: &Path, name: &Path) -> Result<PathBuf, SaveError> {
        let not_writable = |cause| SaveError::NotWritable(folder.to_owned(), cause);
        let mut made = temporary::own_folder(folder).map_err(not_writable)?;
        let target = made.path().join(name);
        let saved = self.put(&target, || written_by(bytes, &target, self.patience, temporary::private))?;
        made.disable_cleanup(true);
        Ok(saved)
    }

    /// Gives a file that is made its name, or another where that is taken.
    fn put(
        &self,
        target: &Path,
        written: impl FnOnce() -> Result<NamedTempFile, SaveError>,
    ) -> Result<PathBuf, SaveError> {
        check_name(target)?;
        // Windows does not rename a file that is open.
        let mut whole = written()?.into_temp_path();
        for number in 1..=MOST_NUMBERS {
            let path = self.taken.name(target, number);
            if self.other.is_some_and(|ending| path.with_extension(ending).symlink_metadata().is_ok()) {
                continue;
            }
            match rename_new(whole, &path, self.patience, |made, to| made.persist_noclobber(to)) {
                Ok(()) => {
                    sync_folder(&path);
                    return Ok(path);
                }
                Err((cause, made)) if cause.kind() == io::ErrorKind::AlreadyExists => whole = made,
                Err((cause, _)) => return Err(SaveError::of(&path, cause, self.patience)),
            }
        }
        Err(SaveError::AllTaken(target.to_owned()))
    }
}

/// Writes bytes over a file of this program's own, as [`replace`] does.
///
/// # Errors
///
/// Those of [`replace`].
pub fn replace_with(bytes: &[u8], target: &Path, patience: Patience<'_>) -> Result<(), SaveError> {
    check_name(target)?;
    // A link leads to the file that is meant.
    let file = target.canonicalize().unwrap_or_else(|_| target.to_owned());
    let made = written(bytes, &file, patience)?;
    if let Ok(there) = file.metadata() {
        let set = made.as_file().set_permissions(there.permissions());
        set.map_err(|cause| SaveError::Failed(target.to_owned(), cause))?;
    }
    renamed_over(made, &file, patience).map_err(|cause| SaveError::of(target, cause, patience))?;
    sync_folder(&file);
    Ok(())
}

/// Writes bytes to a small file for its owner alone, whole or not at all, over what has the name. The content is on disk
/// when it returns; who needs it to be there for sure makes the name so as well.
///
/// # Errors
///
/// That of the system; then what had the name is as it was.
pub fn whole(bytes: &[u8], to: &Path, patience: Patience<'_>) -> io::Result<()> {
    let mut made = temporary::private(folder_of(to))?;
    fill(&mut made, bytes, patience)?;
    renamed_over(made, to, patience)
}

/// Gives a file its name, over what has it.
fn renamed_over(made: NamedTempFile, to: &Path, patience: Patience<'_>) -> io::Result<()> {
    let to = verbatim::of(to);
    // Windows does not rename a file that is open.
    let renamed = patience
        .again_with(made.into_temp_path(), |made| made.persist(&to).map_err(|refused| (refused.error, refused.path)));
    renamed.map_err(|(cause, _)| cause)
}

/// Writes bytes to standard output, all of them.
///
/// # Errors
///
/// [`SaveError::Failed`] when whoever reads them went away.
pub fn stream(bytes: &[u8]) -> Result<(), SaveError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|cause| SaveError::Failed(PathBuf::from("-"), cause))
}

/// A file in the making that holds these bytes, on disk.
fn written(bytes: &[u8], target: &Path, patience: Patience<'_>) -> Result<NamedTempFile, SaveError> {
    written_by(bytes, target, patience, temporary::file)
}

/// The same, made in a way of its own.
fn written_by(
    bytes: &[u8],
    target: &Path,
    patience: Patience<'_>,
    way: impl FnOnce(&Path) -> io::Result<NamedTempFile>,
) -> Result<NamedTempFile, SaveError> {
    let folder = folder_of(target);
    let not_writable = |cause| SaveError::NotWritable(folder.to_owned(), cause);
    let mut made = way(folder).map_err(not_writable)?;
    fill(&mut made, bytes, patience).map_err(|cause| SaveError::Failed(target.to_owned(), cause))?;
    Ok(made)
}

/// Writes all of these bytes, and nothing else, to disk.
fn fill(made: &mut NamedTempFile, bytes: &[u8], patience: Patience<'_>) -> io::Result<()> {
    patience.again(|| {
        // Through the file itself, whose errors keep their numbers.
        let file = made.as_file_mut();
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(bytes)?;
        file.sync_all()
    })
}

/// Renames to a name that is not taken, or says that it is.
fn rename_new(
    made: TempPath,
    path: &Path,
    patience: Patience<'_>,
    rename: impl Fn(TempPath, &Path) -> Result<(), PathPersistError>,
) -> Result<(), Refused> {
    let to = verbatim::of(path);
    patience.again_with(made, |made| {
        rename(made, &to).map_err(|refused| match path.symlink_metadata() {
            // Windows also says so by refusing access, and that would be tried again.
            Ok(_) => (io::ErrorKind::AlreadyExists.into(), refused.path),
            Err(_) => (refused.error, refused.path),
        })
    })
}

/// Makes the new name durable, where the system can. The file itself is on disk already.
fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder_of(path)) {
        // A power cut now may cost the name, but the ledger makes the workbook again.
        folder.sync_all().ok();
    }
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::host::rules::System;
    use crate::text::lang::Lang;

    #[cfg(unix)]
    #[test]
    fn what_goes_to_a_folder_of_everybody_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a folder");
        let saving = Saving { taken: &Taken::Numbered, other: None, patience: Patience::USUAL };
        let path = saving.save_apart(b"x", dir.path(), Path::new("a.results.xlsx")).expect("a file");
        let mode = |path: &Path| path.metadata().expect("facts").permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(folder_of(&path))), (0o600, 0o700));
        assert_eq!((path.file_name(), folder_of(&path).parent()), (Some("a.results.xlsx".as_ref()), Some(dir.path())));
        assert!(saving.save_apart(b"x", dir.path(), Path::new("a/b.xlsx")).is_err());
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }

    /// A sharing violation, and a refusal of access (winerror.h).
    const NOT_SHARED: i32 = 32;
    const DENIED: i32 = 5;

    /// Renames with a system that fails so often with this code, and returns what it came to and how often it waited.
    fn renamed(path: &Path, code: i32, times: usize) -> (Result<(), SaveError>, usize) {
        let (failed, waits) = (Cell::new(0), RefCell::new(Vec::<Duration>::new()));
        let pause = |wait| waits.borrow_mut().push(wait);
        let patience = Patience::new(System::Windows, &pause);
        let made = written(b"whole", path, patience).expect("a file in the making").into_temp_path();
        let done = rename_new(made, path, patience, |made, path| {
            failed.set(failed.get() + 1);
            if failed.get() > times {
                return made.persist_noclobber(path);
            }
            Err(PathPersistError { error: io::Error::from_raw_os_error(code), path: made })
        });
        let done = done.map_err(|(cause, _)| SaveError::of(path, cause, patience));
        (done, waits.into_inner().len())
    }

    #[test]
    fn a_rename_that_another_program_keeps_from_happening_is_tried_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.xlsx");
        let (done, waits) = renamed(&path, NOT_SHARED, 3);
        assert!(done.is_ok());
        assert_eq!((waits, fs::read(&path).expect("the file")), (3, b"whole".to_vec()));
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_file_that_stays_held_is_named_as_such_and_nothing_is_left() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.xlsx");
        let (done, waits) = renamed(&path, NOT_SHARED, 99);
        let error = done.expect_err("it stays held");
        assert!(matches!(&error, SaveError::Held(held, _) if *held == path), "{error:?}");
        assert!(
            error.message(Lang::En).ends_with("is open in another program (close it there, or choose another name)")
        );
        assert_eq!(waits, 9);
        // A refusal of access by itself accuses nobody.
        let (done, _) = renamed(&path, DENIED, 99);
        let said = done.expect_err("it stays refused").to_string();
        assert!(said.contains("(os error 5)") && !said.contains("another program"), "{said}");
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn a_name_that_is_taken_is_not_waited_for() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.xlsx");
        fs::write(&path, "there").expect("a file");
        // So Windows refuses to replace a file that Excel has open.
        let made = written(b"x", &path, Patience::USUAL).expect("a file in the making").into_temp_path();
        let patience = Patience::new(System::Windows, &|_| panic!("nothing is waited for"));
        let denied = |made, _: &Path| Err(PathPersistError { error: io::Error::from_raw_os_error(DENIED), path: made });
        let (cause, _) = rename_new(made, &path, patience, denied).expect_err("the name is taken");
        assert_eq!(cause.kind(), io::ErrorKind::AlreadyExists);
    }
}
