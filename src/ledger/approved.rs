//! Plans that may be approved, each in a file of its own beside the ledger, named after its code. A dry run keeps its
//! plan there, without the ledger's lock: whoever holds it goes on.
//!
//! They only tell people what differs. What may be sent is decided by the code alone, which is worked out anew.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::Place;
use super::fresh::sync_names;
use super::place::make_private;
use crate::host::held::Patience;
use crate::host::{save, temporary};
use crate::run::approval::{Code, Kept};

/// The folder, within that of the ledger.
const FOLDER: &str = "plans";

/// Why a plan that is kept does not help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it.
    pub why: String,
}

/// Keeps a plan under its code, durably; one that is there already is left as it is, but for which of its prices the
/// panel told.
///
/// # Errors
///
/// When the folder cannot be made, or the file not be written.
pub fn keep(place: &Place, code: &Code, plan: &Kept) -> Result<(), Unusable> {
    let file = file(place, code);
    let failed = |why: String| Unusable { file: file.clone(), why };
    let plan = match of_ledger(place, code) {
        // Whose price was the panel's once is asked for again, however the same plan was made since.
        Ok(Some(there)) => {
            let both = there.clone().quoted_as_well(plan);
            if both.quoted == there.quoted {
                return Ok(());
            }
            both
        }
        _ => plan.clone(),
    };
    place.make().map_err(|error| failed(error.to_string()))?;
    let written = serde_json::to_vec(&plan).map_err(|error| failed(error.to_string()))?;
    let write = || {
        let folder = place.folder().join(FOLDER);
        make_private(&folder)?;
        temporary::sweep(&folder);
        save::whole(&written, &file, Patience::USUAL)?;
        sync_names(&folder)
    };
    write().map_err(|error: std::io::Error| failed(error.to_string()))
}

/// The plan of a code, of this ledger or else of one beside it: whoever orders for another account than was approved is
/// told so. None if it was made with no ledger here.
///
/// # Errors
///
/// When this ledger has a file of it that cannot be read, or what stands in it has another code.
pub fn approved(place: &Place, code: &Code) -> Result<Option<Kept>, Unusable> {
    if let Some(plan) = of_ledger(place, code)? {
        return Ok(Some(plan));
    }
    // Of a ledger that nobody took over yet.
    if let Some(plan) = place.former().and_then(|former| of_ledger(&former, code).ok().flatten()) {
        return Ok(Some(plan));
    }
    let beside = place.folder().parent().and_then(|root| fs::read_dir(root).ok());
    let mut folders: Vec<PathBuf> = beside.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    Ok(folders.into_iter().find_map(|folder| of_ledger(&Place::in_folder(folder), code).ok().flatten()))
}

fn of_ledger(place: &Place, code: &Code) -> Result<Option<Kept>, Unusable> {
    let file = file(place, code);
    let failed = |why: String| Unusable { file: file.clone(), why };
    let text = match Patience::READING.again(|| fs::read(&file)) {
        Ok(text) => text,
        // A file stands where a folder is looked for.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Vat;
    use crate::run::approval::{Buyer, FORMAT, Plan, Table};

    fn plan(login: &str) -> Kept {
        let table = Table {
            name: "t".to_owned(),
            as_of: "2026-11".to_owned(),
            content: String::new(),
            currency: None,
            vat: Vat::None,
        };
        let buyer = Buyer::Account { panel: "https://panel.example/billmgr".to_owned(), login: login.to_owned() };
        let plan = Plan { format: FORMAT, buyer, table, tax: Vec::new(), kinds: Vec::new(), orders: Vec::new() };
        Kept {
            plan,
            rows: Vec::new(),
            cells: std::collections::BTreeMap::new(),
            headers: Vec::new(),
            quoted: Vec::new(),
        }
    }

    #[test]
    fn a_plan_is_found_by_its_code_and_only_as_it_was_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let places = ["anna", "boris"].map(|login| Place::in_folder(dir.path().join(login)));
        let (anna, code) = (plan("anna"), plan("anna").plan.code());
        assert_ne!(code, plan("boris").plan.code());
        assert_eq!(approved(&places[0], &code), Ok(None));
        keep(&places[0], &code, &anna).expect("kept");
        assert!(!places[0].is_there(), "a plan makes no ledger");
        for place in &places {
            assert_eq!(approved(place, &code), Ok(Some(anna.clone())));
        }
        // Whoever changes what was approved has another plan, and the file is not what its name says.
        let file = file(&places[0], &code);
        let text = fs::read_to_string(&file).expect("text");
        fs::write(&file, text.replace("anna", "olga")).expect("written");
        assert_eq!(approved(&places[0], &code).map_err(|error| error.file), Err(file.clone()));
        assert_eq!(approved(&places[1], &code), Ok(None));
        keep(&places[0], &code, &anna).expect("kept again");
        assert_eq!(fs::read_to_string(&file).expect("text"), text);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(file.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
        }
    }
}
