//! A practice panel's file: what happened, a line each, in its order.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::SandboxError;
use super::owned::{Item, Owned};
use crate::host::private;
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

/// Ids of a panel's file from here on are nobody's: there must be room for those that follow.
const MOST: u64 = 1 << 48;

impl Entry {
    /// The same, unless it names an id that no panel gives.
    fn sound(self) -> Result<Self, String> {
        let most = match &self {
            Self::Made(service) => service.id,
            Self::Laid(item) => item.id.max(item.service.id),
            Self::Confirmed(_, services) => services.iter().map(|service| service.id).max().unwrap_or_default(),
            Self::Deleted(_)
            | Self::Active(_)
            | Self::Filter(_)
            | Self::Settled(_)
            | Self::Repriced(_)
            | Self::Renewal(..) => 0,
        };
        if most < MOST { Ok(self) } else { Err(format!("no panel gives the id {most}")) }
    }
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
        let mut file = private::made(&mut OpenOptions::new())
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|error| failed(error.to_string()))?;
        // Takes from others what an earlier version of this program, or a copy, gave them.
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .map_err(|error| failed(error.to_string()))?;
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
                .map(|line| {
                    serde_json::from_str(line).map_err(|error| error.to_string()).and_then(Entry::sound).map_err(failed)
                })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_whose_ids_leave_no_room_for_others_is_refused() {
        let service = |id| Owned { id, domain: "web-1.example.ru".to_owned(), ..Owned::default() };
        let item = |id, of| Item { id, service: service(of), by_hand: false };
        let opened = |entry: &Entry| {
            let dir = tempfile::tempdir().expect("a folder");
            let line = serde_json::to_string(entry).expect("a line");
            std::fs::write(dir.path().join("panel.jsonl"), format!("{FORMAT}\n{line}\n")).expect("a file");
            Kept::open(dir.path()).map(|(_, entries)| entries.len())
        };
        for last in [
            Entry::Made(service(u64::MAX)),
            Entry::Made(service(MOST)),
            Entry::Laid(item(u64::MAX, 0)),
            Entry::Laid(item(1, u64::MAX)),
            Entry::Confirmed(Vec::new(), vec![service(1), service(u64::MAX)]),
        ] {
            let error = opened(&last).expect_err("no room");
            assert!(error.to_string().contains("no panel gives the id "), "{error}");
        }
        for sound in [Entry::Made(service(MOST - 1)), Entry::Deleted(u64::MAX), Entry::Filter(Some(u64::MAX))] {
            assert_eq!(opened(&sound).expect("sound"), 1);
        }
    }
}
