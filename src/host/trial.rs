//! A name tried before there is anything to write: what cannot be written is known before an hour of sending.
//!
//! Nothing is left under the name, wherever the program is cut off: on Unix it is tried in a folder of its own
//! beside the target, on Windows the system itself deletes the file with its last handle.

use std::io;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::held::Patience;
use super::name::Taken;
use super::rules::System;
use super::temporary::{self, folder_of};
use super::unsaved::SaveError;

/// So many later names are looked at until one is free; a run takes the next one anyhow.
const LOOKED_AT: u32 = 99;

/// Finds out before anything is sent whether a file could be written: it is not the input, and its folder takes a file
/// of that very name. An existing target is no error, since another name is taken then: that one is tried.
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
    check_name(target)?;
    // Told before an order is sent. What comes into the way later is a name that is taken: nothing is written into it.
    if target.symlink_metadata().is_ok() && !target.metadata().is_ok_and(|there| there.is_file()) {
        return Err(SaveError::NoFile(target.to_owned()));
    }
    temporary::sweep(folder_of(target));
    let taken = Taken::of_run(Timestamp::now(), &TimeZone::system());
    for number in 1..=LOOKED_AT {
        let path = taken.name(target, number);
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match tried(&path) {
            // Taken a moment ago.
            Err(SaveError::Untaken(_, cause)) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            done => return done,
        }
    }
    Ok(())
}

/// Finds out what can be said of a target without making anything: it is no folder, it is in one that is there, and
/// the system takes its name.
pub(super) fn check_name(target: &Path) -> Result<(), SaveError> {
    let is_folder = || SaveError::IsFolder(target.to_owned());
    let name = target.file_name().ok_or_else(is_folder)?;
    if target.is_dir() {
        return Err(is_folder());
    }
    if let Some(flaw) = System::HERE.flaw(name) {
        return Err(SaveError::BadName(target.to_owned(), flaw));
    }
    let folder = folder_of(target);
    if folder.is_dir() {
        return Ok(());
    }
    Err(match System::HERE.flaw_of_folders(folder) {
        Some(flaw) => SaveError::BadName(folder.to_owned(), flaw),
        None => SaveError::NoFolder(folder.to_owned()),
    })
}

/// Says that another program lets nobody read a file, if one does for some seconds.
///
/// # Errors
///
/// [`SaveError::Held`] names the file.
pub fn check_readable(file: &Path) -> Result<(), SaveError> {
    match Patience::READING.again(|| std::fs::File::open(file)) {
        Err(cause) if Patience::READING.is_held(&cause) => Err(SaveError::Held(file.to_owned(), cause)),
        // Whatever else it is, whoever reads it says so.
        _ => Ok(()),
    }
}

/// Makes a file of this very name, which is gone at once.
#[cfg(unix)]
fn tried(path: &Path) -> Result<(), SaveError> {
    let beside = folder_of(path);
    let not_writable = |cause| SaveError::NotWritable(beside.to_owned(), cause);
    let made = temporary::file(beside).map_err(not_writable)?;
    let folder = temporary::folder(beside).map_err(not_writable)?;
    // As results get their name: what a file system cannot do about that is known now.
    let there = folder.path().join(path.file_name().unwrap_or_default());
    made.into_temp_path().persist_noclobber(there).map_err(|refused| SaveError::Untaken(path.to_owned(), refused.error))
}

#[cfg(windows)]
fn tried(path: &Path) -> Result<(), SaveError> {
    use std::os::windows::fs::OpenOptionsExt;
    /// The system deletes the file with its last handle (`FILE_FLAG_DELETE_ON_CLOSE`).
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let beside = folder_of(path);
    temporary::file(beside).map_err(|cause| SaveError::NotWritable(beside.to_owned(), cause))?;
    let mut options = std::fs::OpenOptions::new();
    let options = options.write(true).create_new(true).custom_flags(DELETE_ON_CLOSE);
    let made = Patience::USUAL.again(|| options.open(super::verbatim::of(path)));
    made.map(drop).map_err(|cause| untaken(path, cause, Patience::USUAL))
}

/// Why a folder that takes files takes none of this name.
#[cfg(any(windows, test))]
fn untaken(path: &Path, cause: io::Error, patience: Patience<'_>) -> SaveError {
    // Who deletes a file keeps its name until the last handle goes, and a scanner may have one.
    let why = if patience.is_held(&cause) { SaveError::Held } else { SaveError::Untaken };
    why(path.to_owned(), cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_is_there_and_is_no_file_is_refused_before_anything_is_sent() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("file.xlsx"), "x").expect("a file");
        std::os::unix::fs::symlink(at("file.xlsx"), at("link.xlsx")).expect("a link");
        std::os::unix::fs::symlink(at("nowhere"), at("broken.xlsx")).expect("a link");
        let _socket = std::os::unix::net::UnixListener::bind(at("socket.xlsx")).expect("a socket");
        let made = std::process::Command::new("mkfifo").arg(at("pipe.xlsx")).status().expect("mkfifo");
        assert!(made.success());
        std::fs::create_dir(at("folder.xlsx")).expect("a folder");
        let refused = |path: &Path| check_target(path, Path::new("")).err();
        for name in ["pipe.xlsx", "socket.xlsx", "broken.xlsx"] {
            assert!(matches!(refused(&at(name)), Some(SaveError::NoFile(_))), "{name}");
        }
        assert!(matches!(refused(Path::new("/dev/null")), Some(SaveError::NoFile(_))));
        assert!(matches!(refused(&at("folder.xlsx")), Some(SaveError::IsFolder(_))));
        for name in ["file.xlsx", "link.xlsx", "new.xlsx"] {
            assert!(refused(&at(name)).is_none(), "{name}");
        }
    }

    #[test]
    fn a_name_that_another_program_holds_is_held_and_no_other_folder_is_advised() {
        let of = |code| {
            let patience = Patience::new(System::Windows, &|_| ());
            untaken(Path::new("a.xlsx"), io::Error::from_raw_os_error(code), patience)
        };
        // A sharing violation, and a name that is none (winerror.h).
        assert!(matches!(of(32), SaveError::Held(..)));
        assert!(matches!(of(123), SaveError::Untaken(..)));
    }
}
