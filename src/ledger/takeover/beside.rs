//! What lies beside a ledger: approved plans, recovery files, damaged ledgers that were kept.

use std::fs;
use std::path::Path;

use crate::host::held::Patience;
use crate::host::save;
use crate::host::temporary::{self, folder_of};
use crate::ledger::fresh::{sync, sync_names, with_end};
use crate::ledger::place::make_private;

/// What belongs to the ledger that stays, or to who works on it.
const STAYS: [&str; 6] =
    ["ledger.db", "ledger.lock", "holder.json", "ledger.repairing", "ledger.fresh.db", "ledger.work.db"];

/// Copies what lies beside a ledger, and in the folders there, durably. What is there already is left as it is: it was
/// copied before, or is newer.
pub(super) fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        // With what SQLite puts beside a database.
        if name.to_str().is_some_and(|name| STAYS.iter().any(|stays| name.starts_with(stays))) {
            continue;
        }
        if kind.is_dir() {
            make_private(&to.join(&name))?;
            copy(&entry.path(), &to.join(&name))?;
        } else if kind.is_file() {
            file(&entry.path(), &to.join(&name))?;
        }
    }
    sync_names(to)
}

fn file(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.exists() {
        return Ok(());
    }
    let part = with_end(to, ".part");
    Patience::READING.again(|| fs::copy(from, &part))?;
    sync(&part)?;
    Patience::USUAL.again(|| fs::rename(&part, to))
}

/// Writes a small file, whole or not at all, durably.
pub(super) fn write(to: &Path, content: &[u8]) -> std::io::Result<()> {
    temporary::sweep(folder_of(to));
    save::whole(content, to, Patience::USUAL)?;
    sync_names(folder_of(to))
}
