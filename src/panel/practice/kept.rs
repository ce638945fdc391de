//! A practice panel's file: what happened, a line each, in its order.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::SandboxError;
use super::owned::{Item, Owned};
use crate::money::Money;

/// The first line of a panel's file.
const FORMAT: &str = r#"{"format":"vdsbatch-panel","version":3}"#;

/// The same of earlier files, which lack what came since.
const EARLIER: [&str; 2] = [r#"{"format":"vdsbatch-panel","version":2}"#, r#"{"format":"vdsbatch-panel","version":1}"#];

/// One thing that happened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Entry {
    /// A service was made.
    Made(Owned),
    /// A service was deleted.
    Deleted(u64),
    /// These were set up.
    Active(Vec<u64>),
    /// A filter was saved that shows no service above this id; or it was taken away.
    Filter(Option<u64>),
    /// This was laid into the cart.
    Laid(Item),
    /// These items left the cart, and became these services.
    Confirmed(Vec<u64>, Vec<Owned>),
    /// These services, which had waited for it, were paid.
    Settled(Vec<u64>),
    /// These things in the cart cost this from now on.
    Repriced(Vec<(u64, Money)>),
    /// A service renews like this from now on.
    Renewal(u64, Option<u8>),
}

/// Makes a folder, and those above it, for their owner alone; one that is there stays as it is.
fn folder(dir: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// How the file is opened: for its owner alone where it is made.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes from others what an earlier version of this program, or a copy, gave them.
fn own(file: &File) -> std::io::Result<()> {
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    let _ = file;
    Ok(())
}

/// The file, which no other panel can use at the same time.
#[derive(Debug)]
pub(super) struct Kept {
    file: File,
}

impl Kept {
    /// Reads the file of an earlier panel and takes its lock. A line that was cut by a crash was
    /// never answered, and is dropped.
    pub(super) fn open(dir: &Path) -> Result<(Self, Vec<Entry>), SandboxError> {
        let path = dir.join("panel.jsonl");
        let failed = |why: String| SandboxError::State { file: path.clone(), why };
        folder(dir).map_err(|error| failed(error.to_string()))?;
        let mut file = private()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|error| failed(error.to_string()))?;
        own(&file).map_err(|error| failed(error.to_string()))?;
        // Two panels on one file would each answer from half of what happened.
        file.try_lock().map_err(|_| failed("another practice panel uses it".to_owned()))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let text = std::str::from_utf8(&bytes[..whole]).map_err(|error| failed(error.to_string()))?;
        let mut lines = text.lines();
        let entries = match lines.next() {
            None => Vec::new(),
            Some(first) if first == FORMAT || EARLIER.contains(&first) => lines
                .map(|line| serde_json::from_str(line).map_err(|error| failed(error.to_string())))
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(failed("it is not a practice panel's file".to_owned())),
        };
        file.set_len(whole as u64).map_err(|error| failed(error.to_string()))?;
        file.seek(SeekFrom::End(0)).map_err(|error| failed(error.to_string()))?;
        if whole == 0 {
            writeln!(file, "{FORMAT}").map_err(|error| failed(error.to_string()))?;
        }
        Ok((Self { file }, entries))
    }

    /// Writes one thing. Whether it is there.
    pub(super) fn write(&mut self, entry: &Entry) -> bool {
        let line = serde_json::to_string(entry).map_err(std::io::Error::from);
        line.and_then(|line| self.file.write_all(format!("{line}\n").as_bytes())).is_ok()
    }
}
