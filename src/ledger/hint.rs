//! Outcomes that the ledger did not take: recovery files, read later as hints only.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plain;
use crate::host::held::Patience;
use crate::host::private;
use crate::order::{Order, Outcome};

/// How the name of a recovery file begins.
const PREFIX: &str = "vdsbatch-recovery-";

/// How it ends.
const SUFFIX: &str = ".jsonl";

/// An outcome that became known and could not be written to the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hint {
    /// When.
    pub at: Timestamp,
    /// The run.
    pub run: String,
    /// The order.
    pub order: Order,
    /// How it stood then.
    pub outcome: Outcome,
}

impl Hint {
    /// Writes the hint as a line of JSON to the ledger's folder, or where that does not take it to the
    /// working folder or the system's folder for temporary files. Returns the file; none if nothing
    /// takes it.
    pub(super) fn write(&self, folder: &Path) -> Option<PathBuf> {
        // A line that a full disk cut off before must not swallow this one.
        let line = format!("\n{}\n", serde_json::to_string(self).ok()?);
        let mut names = folders(folder).map(|folder| folder.join(format!("{PREFIX}{}{SUFFIX}", self.run)));
        names.find(|file| append(file, &line).is_ok())
    }
}

/// Appends a line in one write, durably.
fn append(file: &Path, line: &str) -> std::io::Result<()> {
    let mut file = Patience::READING.again(|| opened(file))?;
    file.write_all(line.as_bytes())?;
    file.sync_all()
}

/// A file of our own: a new one, or one that is ours already. It is never opened through a link.
fn opened(file: &Path) -> std::io::Result<File> {
    match private::itself(OpenOptions::new().create_new(true).append(true)).open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && is_ours(file) => {
            let opened = private::itself(OpenOptions::new().append(true)).open(file)?;
            // It may have been changed for another one since it was looked at.
            if opened.metadata().is_ok_and(|facts| is_own(&facts)) { Ok(opened) } else { Err(error) }
        }
        opened => opened,
    }
}

/// Whether a file is one of this user's, and no link to one: a folder for temporary files takes anybody's.
fn is_ours(file: &Path) -> bool {
    fs::symlink_metadata(file).is_ok_and(|facts| is_own(&facts))
}

#[cfg(unix)]
fn is_own(facts: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    facts.is_file() && facts.nlink() == 1 && facts.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_own(facts: &fs::Metadata) -> bool {
    facts.is_file()
}

/// Where recovery files may be: the ledger's folder, or where that took none, the working folder and
/// the system's folder for temporary files.
fn folders(ledger: &Path) -> impl Iterator<Item = PathBuf> {
    [Some(ledger.to_owned()), std::env::current_dir().ok(), Some(std::env::temp_dir())].into_iter().flatten()
}

/// The recovery files of a ledger: all in its own folder, and those of its runs wherever else they may
/// be, since other accounts' files may be there as well.
pub(super) fn files(ledger: &Path, is_its_run: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    for folder in folders(ledger) {
        let paths = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mine = |path: &PathBuf| folder == ledger && path.is_file() || is_ours(path);
        let its = |path: &PathBuf| run_of(path).is_some_and(|run| folder == ledger || is_its_run(run));
        found.extend(paths.filter(|path| its(path) && mine(path)));
    }
    found.into_iter().collect()
}

/// The recovery files of one run.
pub(super) fn of_run(ledger: &Path, run: &str) -> Vec<PathBuf> {
    let own = |path: &PathBuf| run_of(path) == Some(run);
    files(ledger, |its| its == run).into_iter().filter(own).collect()
}

/// The run of a recovery file; none if the file is none.
fn run_of(file: &Path) -> Option<&str> {
    file.file_name()?.to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)
}

/// The hints of a file, and how many of its lines are none: a full disk may have cut them.
pub(super) fn read(file: &Path) -> std::io::Result<(Vec<Hint>, u64)> {
    let (mut hints, mut unread) = (Vec::new(), 0);
    for line in
        BufReader::new(Patience::READING.again(|| plain::open(OpenOptions::new().read(true), file))?).split(b'\n')
    {
        let line = line?;
        match serde_json::from_slice(&line) {
            _ if line.is_empty() => {}
            Ok(hint) => hints.push(hint),
            Err(_) => unread += 1,
        }
    }
    Ok((hints, unread))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_recovery_file_is_written_through_no_link_and_into_no_pipe() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        fs::write(at("victim"), "x").expect("a file");
        symlink(at("victim"), at("link.jsonl")).expect("a link");
        symlink(at("nowhere"), at("broken.jsonl")).expect("a link");
        fs::hard_link(at("victim"), at("second.jsonl")).expect("a second name");
        assert!(std::process::Command::new("mkfifo").arg(at("pipe.jsonl")).status().expect("mkfifo").success());
        for taken in ["link.jsonl", "broken.jsonl", "second.jsonl", "pipe.jsonl"] {
            assert!(append(&at(taken), "y\n").is_err(), "{taken}");
            assert!(!is_ours(&at(taken)), "{taken}");
        }
        assert_eq!(fs::read_to_string(at("victim")).expect("a file"), "x");
        assert!(!at("nowhere").exists());
        for line in ["a\n", "b\n"] {
            append(&at("own.jsonl"), line).expect("a line");
        }
        assert_eq!(fs::read_to_string(at("own.jsonl")).expect("a file"), "a\nb\n");
        assert_eq!(at("own.jsonl").metadata().expect("facts").permissions().mode() & 0o777, 0o600);
    }
}
