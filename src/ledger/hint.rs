//! Outcomes that the ledger did not take: recovery files, read later as hints only.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::order::Order;
use crate::outcome::Outcome;

/// How the name of a recovery file begins.
const PREFIX: &str = "vdsbatch-recovery-";

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
        let mut line = serde_json::to_string(self).ok()?;
        line.push('\n');
        let folders = [Some(folder.to_owned()), std::env::current_dir().ok(), Some(std::env::temp_dir())];
        let names = folders.into_iter().flatten().map(|folder| folder.join(format!("{PREFIX}{}.jsonl", self.run)));
        names.into_iter().find(|file| append(file, &line).is_ok())
    }
}

/// Appends a line in one write, durably.
fn append(file: &Path, line: &str) -> std::io::Result<()> {
    let mut file = private(OpenOptions::new().create(true).append(true)).open(file)?;
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

/// The recovery files in a folder.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let is_one = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(PREFIX) && path.extension().is_some_and(|end| end == "jsonl")
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_one).collect();
    found.sort();
    found
}

/// The hints of a file, and how many of its lines are none: the last one may have been cut.
pub(super) fn read(file: &Path) -> std::io::Result<(Vec<Hint>, u64)> {
    let (mut hints, mut unread) = (Vec::new(), 0);
    for line in BufReader::new(File::open(file)?).split(b'\n') {
        match serde_json::from_slice(&line?) {
            Ok(hint) => hints.push(hint),
            Err(_) => unread += 1,
        }
    }
    Ok((hints, unread))
}
