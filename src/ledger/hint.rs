//! Outcomes that the ledger did not take: recovery files, read later as hints only.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plain;
use crate::host::held::Patience;
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
    let mut file =
        Patience::READING.again(|| plain::open(private(OpenOptions::new().create(true).append(true)), file))?;
    file.write_all(line.as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
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
        found.extend(paths.filter(|path| run_of(path).is_some_and(|run| folder == ledger || is_its_run(run))));
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
