//! What is no file, under every name that a ledger has.

use std::fs;

use super::*;
use crate::ledger::{Ledger, Place, examine, glance, holder, repair};
use crate::text::lang::Lang;

/// One of each kind that is no file.
const KINDS: [InTheWay; 5] = [InTheWay::Link, InTheWay::Folder, InTheWay::Pipe, InTheWay::Socket, InTheWay::Device];

fn put(what: InTheWay, path: &Path, elsewhere: &Path) {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let node = |kind, device| mknodat(CWD, path, kind, Mode::RWXU, device);
    match what {
        InTheWay::Link => std::os::unix::fs::symlink(elsewhere, path).expect("a link"),
        InTheWay::Folder => fs::create_dir(path).expect("a folder"),
        InTheWay::Pipe => node(FileType::Fifo, 0).expect("a pipe"),
        InTheWay::Socket => drop(std::os::unix::net::UnixListener::bind(path).expect("a socket")),
        // Only root makes one; a pipe is as good a device as another.
        InTheWay::Device => {
            if node(FileType::CharacterDevice, rustix::fs::makedev(1, 7)).is_err() {
                node(FileType::Fifo, 0).expect("a pipe");
            }
        }
    }
}

#[test]
fn what_is_no_file_is_refused_by_its_name_and_nobody_waits_for_it() {
    for ledger_is_there in [false, true] {
        let dir = tempfile::tempdir().expect("a folder");
        let place = Place::in_folder(dir.path().join("account"));
        fs::create_dir(place.folder()).expect("a folder");
        if ledger_is_there {
            drop(Ledger::open(&place).expect("a ledger"));
        }
        let elsewhere = dir.path().join("elsewhere");
        fs::write(&elsewhere, "somebody else's").expect("a file");
        for path in place.names() {
            let kept = fs::read(&path).ok();
            for what in KINDS {
                let _ = fs::remove_file(&path);
                put(what, &path, &elsewhere);
                let is_it =
                    |error: &LedgerError| matches!(error, LedgerError::InTheWay { path: it, .. } if *it == path);
                let opened = Ledger::open(&place).expect_err("refused");
                assert!(is_it(&opened), "{}: {opened:?}", path.display());
                for lang in [Lang::En, Lang::Ru] {
                    assert!(opened.message(lang).contains(&path.display().to_string()), "{opened:?}");
                }
                let repaired = repair(&place, "anna").expect_err("refused");
                assert!(is_it(&repaired), "{}: {repaired:?}", path.display());
                // Whoever only reads is not kept by what it does not read, and waits for nothing.
                let _ = (glance(&place), examine(&place, Lang::En), holder(&place));
                fs::remove_file(&path).or_else(|_| fs::remove_dir(&path)).expect("removed");
            }
            if let Some(kept) = kept {
                fs::write(&path, kept).expect("put back");
            }
        }
        assert_eq!(fs::read_to_string(&elsewhere).expect("a file"), "somebody else's");
        assert!(Ledger::open(&place).is_ok());
    }
}
