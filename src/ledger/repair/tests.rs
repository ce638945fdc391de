//! What is damage and what is none.

use super::*;
use crate::ledger::Ledger;

fn made(dir: &Path) -> Place {
    let place = Place::in_folder(dir.join("ledger"));
    drop(Ledger::open(&place).expect("a ledger"));
    place
}

#[test]
fn only_what_says_damage_is_damage() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = made(dir.path());
    let (file, words) = (place.database(), "words".to_owned());
    let is_damage = |error: LedgerError| is_damage(&error, &place);
    assert!(is_damage(LedgerError::Damaged { file: file.clone(), found: words.clone() }));
    assert!(is_damage(Unread::Refused("disk I/O error".to_owned()).into()));
    assert!(!is_damage(LedgerError::Held { file }));
    assert!(!is_damage(Unread::Held.into()));
    assert!(!is_damage(Unwritten::Refused(words).into()));
}

/// As for a person who may read the database and not its log.
#[test]
#[cfg(unix)]
fn a_ledger_whose_log_nobody_is_given_is_not_called_damaged_and_not_made_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = made(dir.path());
    let log = with_end(&place.database(), "-wal");
    let _ = std::fs::remove_file(&log);
    std::os::unix::fs::symlink(&log, &log).expect("a link to itself");
    // It may be sound, for all that this person is given of it.
    assert!(!is_damage(&Unread::Refused("unable to open database file".to_owned()).into(), &place));
    let before = std::fs::read(place.database()).expect("the ledger");
    let looked = examine(&place, crate::text::lang::Lang::En);
    assert!(matches!(&looked, Err(LedgerError::InTheWay { .. })), "{looked:?}");
    let repaired = repair(&place, "anna");
    assert!(matches!(&repaired, Err(LedgerError::InTheWay { .. })), "{repaired:?}");
    assert_eq!(std::fs::read(place.database()).expect("the ledger"), before);
    // Without the link it is sound.
    std::fs::remove_file(&log).expect("removed");
    assert!(examine(&place, crate::text::lang::Lang::En).expect("a look").problems.is_empty());
}

/// A scanner that shares nothing.
#[test]
#[cfg(windows)]
fn a_ledger_that_is_held_is_named_as_such_and_not_made_anew() {
    use std::os::windows::fs::OpenOptionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    let place = made(dir.path());
    let held = std::fs::OpenOptions::new().read(true).share_mode(0).open(place.database()).expect("a file");
    let looked = examine(&place, crate::text::lang::Lang::En);
    assert!(matches!(&looked, Err(LedgerError::Held { file }) if *file == place.database()), "{looked:?}");
    let repaired = repair(&place, "anna");
    assert!(matches!(&repaired, Err(LedgerError::Held { .. })), "{repaired:?}");
    drop(held);
    assert!(repair(&place, "anna").expect("sound").kept.is_none());
}
