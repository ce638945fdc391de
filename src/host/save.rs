//! Bytes put on disk: whole or not at all, and never over anything.
//!
//! A temporary file beside the target is written, synced and renamed. Renaming refuses a name that
//! is taken (a plain rename would replace it), and then the next number is tried. Deleting the old
//! file first is no way: a folder that is kept in a cloud loses both.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{NamedTempFile, TempPath};

use super::name::Taken;
pub use super::name::{Kind, beside};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// The most numbers that are tried when names are taken.
const MOST_NUMBERS: u32 = 9999;

/// Why a file could not be written. Nothing was replaced, and nothing half-written is left.
#[derive(Debug)]
pub enum SaveError {
    /// The target is the input.
    IsInput(PathBuf),
    /// The target is a folder.
    IsFolder(PathBuf),
    /// The target is to be replaced, and is no whole workbook that this program made.
    NotOurs(PathBuf),
    /// The target's folder does not exist.
    NoFolder(PathBuf),
    /// The target's folder cannot be written to.
    NotWritable(PathBuf, io::Error),
    /// The file could not be written, synced or renamed.
    Failed(PathBuf, io::Error),
    /// The name and every number after it are taken.
    AllTaken(PathBuf),
}

impl SaveError {
    /// The error and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let shown = |path: &Path| printable(&path.display().to_string());
        match self {
            Self::IsInput(path) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` is the input, which is never written to (choose another name)",
                    "`{path}` — исходный файл, в него ничего не пишется (выберите другое имя)"
                )
            }
            Self::IsFolder(path) => {
                let path = shown(path);
                tr!(lang, "`{path}` is a folder (add a file name)", "`{path}` — папка (добавьте имя файла)")
            }
            Self::NotOurs(path) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` is no whole workbook of this program of the same kind, results or plan, and `--overwrite` replaces nothing else (choose another name, or leave `--overwrite` out)",
                    "`{path}` — не целая книга этой программы того же вида (результаты или план), а `--overwrite` заменяет только такие (выберите другое имя или уберите `--overwrite`)"
                )
            }
            Self::NoFolder(path) => {
                let path = shown(path);
                tr!(lang, "there is no folder `{path}` (create it first)", "нет папки `{path}` (сначала создайте её)")
            }
            Self::NotWritable(path, _) => {
                let path = shown(path);
                tr!(
                    lang,
                    "cannot write to the folder `{path}` (choose another one)",
                    "нельзя писать в папку `{path}` (выберите другую)"
                )
            }
            Self::Failed(path, _) => {
                let path = shown(path);
                tr!(lang, "cannot write `{path}`", "не удалось записать `{path}`")
            }
            Self::AllTaken(path) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` and every number after it are taken (remove old ones)",
                    "имя `{path}` и все номера после него заняты (удалите старые файлы)"
                )
            }
        }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotWritable(_, cause) | Self::Failed(_, cause) => Some(cause),
            Self::IsInput(_) | Self::IsFolder(_) | Self::NotOurs(_) | Self::NoFolder(_) | Self::AllTaken(_) => None,
        }
    }
}

/// Finds out before anything is sent whether results could be written: the target is not the
/// input, and its folder exists and takes files. An existing target is no error, since
/// another name is taken then.
///
/// # Errors
///
/// [`SaveError`] says what stands in the way.
pub fn check_target(target: &Path, input: &Path) -> Result<(), SaveError> {
    // A link, or the same name written otherwise, leads to the input as well.
    if let (Ok(target_file), Ok(input_file)) = (target.canonicalize(), input.canonicalize())
        && target_file == input_file
    {
        return Err(SaveError::IsInput(target.to_owned()));
    }
    if target.is_dir() || target.file_name().is_none() {
        return Err(SaveError::IsFolder(target.to_owned()));
    }
    temporary(target).map(drop)
}

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
    save_with(bytes, target, taken, None)
}

/// The same of a file beside which another one is to stand that differs in its extension alone: a name counts as taken
/// where that one is.
///
/// # Errors
///
/// Those of [`save_as`].
pub fn save_with(bytes: &[u8], target: &Path, taken: &Taken, other: Option<&str>) -> Result<PathBuf, SaveError> {
    let failed = |cause| SaveError::Failed(target.to_owned(), cause);
    if target.is_dir() || target.file_name().is_none() {
        return Err(SaveError::IsFolder(target.to_owned()));
    }
    let mut file = temporary(target)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    // Windows does not rename a file that is open.
    let mut whole = file.into_temp_path();
    for number in 1..=MOST_NUMBERS {
        let path = taken.name(target, number);
        if other.is_some_and(|ending| path.with_extension(ending).symlink_metadata().is_ok()) {
            continue;
        }
        match rename_new(whole, &path) {
            Ok(()) => {
                sync_folder(&path);
                return Ok(path);
            }
            Err(refused) if refused.taken(&path) => whole = refused.file,
            Err(refused) => return Err(SaveError::Failed(path, refused.cause)),
        }
    }
    Err(SaveError::AllTaken(target.to_owned()))
}

/// Writes bytes over a file of this program's own, whole or not at all, with the rights that it had.
///
/// # Errors
///
/// [`SaveError`]; then the file is as it was.
pub fn replace(bytes: &[u8], target: &Path) -> Result<(), SaveError> {
    let failed = |cause| SaveError::Failed(target.to_owned(), cause);
    if target.is_dir() || target.file_name().is_none() {
        return Err(SaveError::IsFolder(target.to_owned()));
    }
    // A link leads to the file that is meant.
    let target = &target.canonicalize().unwrap_or_else(|_| target.to_owned());
    let mut file = temporary(target)?;
    if let Ok(there) = target.metadata() {
        file.as_file().set_permissions(there.permissions()).map_err(failed)?;
    }
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.into_temp_path().persist(target).map_err(|refused| failed(refused.error))?;
    sync_folder(target);
    Ok(())
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

/// A rename that did not take place, with the file that was to be renamed.
struct Refused {
    file: TempPath,
    cause: io::Error,
}

impl Refused {
    /// Whether the name was taken. Windows also says so by refusing access.
    fn taken(&self, path: &Path) -> bool {
        self.cause.kind() == io::ErrorKind::AlreadyExists || path.symlink_metadata().is_ok()
    }
}

/// Renames to a name that is not taken. Scanners and cloud clients hold fresh files open for a
/// moment on Windows (errors 5 and 32): then it is tried again for half a second.
fn rename_new(mut file: TempPath, path: &Path) -> Result<(), Refused> {
    for wait in [10, 25, 50, 100, 200, 0] {
        match file.persist_noclobber(path) {
            Ok(()) => return Ok(()),
            Err(refused) => {
                let held = cfg!(windows) && matches!(refused.error.raw_os_error(), Some(5 | 32));
                file = refused.path;
                if !held || wait == 0 || path.symlink_metadata().is_ok() {
                    return Err(Refused { file, cause: refused.error });
                }
                std::thread::sleep(Duration::from_millis(wait));
            }
        }
    }
    Err(Refused { file, cause: io::Error::from(io::ErrorKind::PermissionDenied) })
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file in the target's folder, readable by whoever may read the results.
fn temporary(target: &Path) -> Result<NamedTempFile, SaveError> {
    let folder = folder_of(target);
    if !folder.is_dir() {
        return Err(SaveError::NoFolder(folder.to_owned()));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vdsbatch-").suffix(".tmp");
    // Temporary files are their owner's alone otherwise; the umask decides as for any other file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(|cause| SaveError::NotWritable(folder.to_owned(), cause))
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
