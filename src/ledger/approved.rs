//! Plans that may be approved, each in a file of its own beside the ledger, named after its code. A dry run keeps its
//! plan there, without the ledger's lock: whoever holds it goes on.
//!
//! They only tell people what differs. What may be sent is decided by the code alone, which is worked out anew.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::Place;
use super::fresh::sync_names;
use super::place::make_private;
use crate::run::approval::{Code, Kept};

/// The folder, within that of the ledger.
const FOLDER: &str = "approved";

/// Why a plan that is kept does not help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub why: String,
}

/// Keeps a plan under its code, durably; one that is there already is left as it is.
///
/// # Errors
///
/// When the folder cannot be made, or the file not be written.
pub fn keep(place: &Place, code: &Code, plan: &Kept) -> Result<(), Unusable> {
    let file = file(place, code);
    let failed = |why: String| Unusable { file: file.clone(), why };
    if matches!(approved(place, code), Ok(Some(_))) {
        return Ok(());
    }
    place.make().map_err(|error| failed(error.to_string()))?;
    let written = serde_json::to_vec(plan).map_err(|error| failed(error.to_string()))?;
    let write = || {
        let folder = place.folder().join(FOLDER);
        make_private(&folder)?;
        // Its owner's alone, as temporary files are.
        let mut temporary = NamedTempFile::new_in(&folder)?;
        temporary.write_all(&written)?;
        temporary.as_file().sync_all()?;
        temporary.persist(&file).map_err(|error| error.error)?;
        sync_names(&folder)
    };
    write().map_err(|error: std::io::Error| failed(error.to_string()))
}

/// The plan of a code; none if it was not made with this ledger.
///
/// # Errors
///
/// When a file is there and cannot be read, or what stands in it has another code.
pub fn approved(place: &Place, code: &Code) -> Result<Option<Kept>, Unusable> {
    let file = file(place, code);
    let failed = |why: String| Unusable { file: file.clone(), why };
    let text = match fs::read(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error.to_string())),
    };
    let plan: Kept = serde_json::from_slice(&text).map_err(|error| failed(error.to_string()))?;
    let found = plan.plan.code();
    if found != *code || plan.rows.len() != plan.plan.orders.len() {
        return Err(failed(format!("its code is {found}")));
    }
    Ok(Some(plan))
}

fn file(place: &Place, code: &Code) -> PathBuf {
    place.folder().join(FOLDER).join(format!("{code}.json"))
}
