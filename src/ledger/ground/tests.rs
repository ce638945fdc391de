//! Ledgers that are moved while they are open.

use std::fs;

use crate::ledger::lock::Lock;
use crate::ledger::{Place, open};

#[test]
fn a_folder_a_lock_or_a_database_that_is_no_longer_at_its_path_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let above = dir.path().join("above");
    let place = Place::in_folder(above.join("account"));
    place.make().expect("a folder");
    let lock = Lock::take(&place).expect("its lock");
    let _db = open::writer(&place).expect("a ledger");
    let ground = lock.ground(&place).expect("in its place");
    assert_eq!(ground.gone(), None);
    let aside = dir.path().join("aside");
    // Moved away; another one there; a link there that leads to the very same; and moved with the folder above.
    for (path, gone) in [
        (place.folder().to_owned(), place.folder().to_owned()),
        (place.lock(), place.lock()),
        (place.database(), place.database()),
        (above, place.folder().to_owned()),
    ] {
        fs::rename(&path, &aside).expect("moved");
        assert_eq!(ground.gone().as_ref(), Some(&gone));
        if aside.is_dir() { fs::create_dir_all(&gone) } else { fs::write(&gone, "") }.expect("another");
        assert_eq!(ground.gone().as_ref(), Some(&gone));
        if aside.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.expect("removed");
        std::os::unix::fs::symlink(&aside, &path).expect("a link");
        let is_folder_itself = path == gone;
        assert_eq!(ground.gone().is_some(), is_folder_itself, "{}", path.display());
        fs::remove_file(&path).expect("removed");
        fs::rename(&aside, &path).expect("moved back");
        assert_eq!(ground.gone(), None);
    }
}
