//! Folders of others, and folders that others may write.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};

use super::*;
use crate::ledger::{Ledger, LedgerError, Place};
use crate::text::lang::Lang;

#[test]
fn a_folder_that_others_may_change_is_no_ledgers_unless_a_team_shares_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let above = dir.path().join("above");
    let place = Place::in_folder(above.join("account"));
    drop(Ledger::open(&place).expect("a ledger"));
    let (me, group) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    for (folder, mode, alone, shared) in [
        (place.folder(), 0o700, true, true),
        (place.folder(), 0o755, true, true),
        (place.folder(), 0o770, false, true),
        (place.folder(), 0o777, false, false),
        // Sticky is for others' names in it, and here each of them is the ledger's.
        (place.folder(), 0o1777, false, false),
        (above.as_path(), 0o755, true, true),
        (above.as_path(), 0o777, false, false),
        (above.as_path(), 0o1777, true, true),
        (above.as_path(), 0o775, me == group || group == 0, true),
    ] {
        let before = fs::metadata(folder).expect("a folder").permissions();
        fs::set_permissions(folder, Permissions::from_mode(mode)).expect("rights");
        let opened = Ledger::open(&place).map(drop);
        assert_eq!(opened.is_ok(), alone, "{} {mode:o}: {opened:?}", folder.display());
        if let Err(error) = opened {
            assert!(matches!(error, LedgerError::Open { .. }), "{error:?}");
            for lang in [Lang::En, Lang::Ru] {
                let said = error.message(lang);
                assert!(said.contains("chmod") && said.contains(&folder.display().to_string()), "{said}");
                assert_eq!(said.contains("shared_ledger = true"), shared, "{said}");
            }
        }
        let opened = Ledger::open(&place.clone().shared(true)).map(drop);
        assert_eq!(opened.is_ok(), shared, "{} {mode:o}: {opened:?}", folder.display());
        fs::set_permissions(folder, before).expect("rights");
        // A shared one lets the group in.
        fs::set_permissions(place.folder(), Permissions::from_mode(0o700)).expect("rights");
    }
}

#[test]
fn of_a_shared_ledger_the_group_may_use_every_file_and_of_another_one_none() {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, is_shared, folder, file) in [("one", false, 0o700, 0o600), ("team", true, 0o770, 0o660)] {
        let place = Place::in_folder(dir.path().join(name)).shared(is_shared);
        let _ledger = Ledger::open(&place).expect("a ledger");
        let mode = |path: &std::path::Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(place.folder()), folder);
        let log = crate::ledger::fresh::with_end(&place.database(), "-wal");
        for path in [place.database(), log, place.lock()] {
            assert_eq!(mode(&path), file, "{}", path.display());
        }
    }
}

/// Only root gives a folder away; elsewhere the rule is held against a folder of root's.
#[test]
fn a_folder_of_another_user_is_no_ledger_of_this_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let (above, account) = (dir.path().join("above"), dir.path().join("above/account"));
    fs::create_dir_all(&account).expect("folders");
    assert_eq!(fault(&account, false), None);
    if chown(&account, Some(12_345), None).is_err() {
        return;
    }
    assert_eq!(fault(&account, false), Some((account.canonicalize().expect("a folder"), Rights::Owner(12_345))));
    assert_eq!(fault(&account, true), None);
    chown(&account, Some(0), None).expect("given back");
    chown(&above, Some(12_345), None).expect("given away");
    assert_eq!(fault(&account, false), Some((above.canonicalize().expect("a folder"), Rights::Owner(12_345))));
}
