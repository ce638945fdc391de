//! A ledger that moves, stopped at every step, and whatever two machines with one profile can make of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::ledger::{Ledger, examine, glance, repair};
use crate::text::lang::Lang;

const STEPS: [Step; 8] =
    [Step::Locked, Step::Copied, Step::Compared, Step::Beside, Step::Noted, Step::Sealed, Step::Placed, Step::Done];

/// A machine: the folder of older versions in the profile, and that of today.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(dir.path().join("roaming")).expect("a profile");
        Self(dir)
    }

    fn former(&self) -> Place {
        Place::in_folder(self.0.path().join("roaming/vdsbatch/account"))
    }

    fn place(&self) -> Place {
        Place::in_folder(self.0.path().join("local/vdsbatch/account")).formerly(self.former().folder().to_owned())
    }

    /// One with a ledger of an older version that claims these domains, a plan and a recovery file.
    fn of_older(domains: &[&str]) -> Self {
        let machine = Self::new();
        drop(Ledger::open(&machine.former()).expect("a ledger"));
        for domain in domains {
            order(&machine.former(), domain);
        }
        let folder = machine.former().folder().to_owned();
        fs::create_dir(folder.join("plans")).expect("a folder");
        fs::write(folder.join("plans/code.json"), "{}").expect("a plan");
        fs::write(folder.join("vdsbatch-recovery-1.jsonl"), "\n").expect("a recovery file");
        machine
    }

    /// What a kill, or a power cut, leaves: the files, but for those that live in memory and for locks.
    fn snapshot(&self) -> Self {
        let copy = tempfile::tempdir().expect("a folder");
        copy_all(self.0.path(), copy.path());
        Self(copy)
    }

    /// What a machine gets when the person signs in: the profile of another one.
    fn sign_in(&self, other: &Self) {
        let roaming = self.0.path().join("roaming");
        fs::remove_dir_all(&roaming).expect("the old profile goes");
        copy_all(&other.0.path().join("roaming"), &roaming);
    }

    fn open(&self) -> Result<Ledger, LedgerError> {
        Ledger::open(&self.place())
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let shown = name.to_string_lossy().into_owned();
        if path.is_dir() {
            copy_all(&path, &to.join(name));
        } else if !shown.ends_with("-shm") && shown != "ledger.lock" {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}

/// Writes a claim as a run does.
fn order(place: &Place, domain: &str) {
    let db = sqlite::to_write(&place.database()).expect("the ledger");
    db.execute(
        "INSERT INTO claim (domain, terms, state, live, since, listed_before)
         VALUES (?1, 'null', 'unknown', 1, '2026-11-30T08:00:00Z', '[]')",
        [domain],
    )
    .expect("written");
}

fn claims(place: &Place) -> BTreeSet<String> {
    let history = glance(place).expect("read");
    history.claims.keys().map(|domain| domain.ascii().to_owned()).collect()
}

/// What an older version does with a file of this name: whether it takes it for its ledger. It makes a new one only
/// where there is none.
fn opens_in_older_version(place: &Place) -> bool {
    assert!(place.database().exists(), "an older version would begin an empty ledger here");
    let db = sqlite::to_read(&place.database()).expect("a database");
    let number =
        |name: &str| db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0)).expect("a number");
    assert_eq!(number("application_id"), 0x7664_7362);
    (1..=8).contains(&number("user_version"))
}

#[test]
fn killed_at_any_step_there_is_one_ledger_and_it_holds_everything() {
    let domains = ["web-1.example.ru", "web-2.example.ru", "web-3.example.ru"];
    let all: BTreeSet<String> = domains.iter().map(|domain| (*domain).to_owned()).collect();
    let machine = Machine::of_older(&domains);
    let mut left: Vec<(Step, Machine)> = Vec::new();
    machine.place().make().expect("a folder");
    let from = watched(&machine.place(), &mut |step| left.push((step, machine.snapshot()))).expect("taken over");
    assert_eq!(from.as_deref(), Some(machine.former().folder()));
    assert_eq!(left.iter().map(|(step, _)| *step).collect::<Vec<_>>(), STEPS);

    for (step, killed) in left {
        // Who only reads sees it all, whatever was reached.
        assert_eq!(claims(&killed.place()), all, "{step:?}");
        let is_sealed = !opens_in_older_version(&killed.former());
        assert!(is_sealed || !killed.place().is_here(), "{step:?}: two ledgers can be opened");
        // An older version that ran meanwhile added an order, if it could.
        let mut expected = all.clone();
        if !is_sealed {
            order(&killed.former(), "late.example.ru");
            expected.insert("late.example.ru".to_owned());
        }
        let was_here = killed.place().is_here();
        let ledger = killed.open().expect("the ledger");
        assert_eq!(ledger.came_from().is_some(), !was_here, "{step:?}: it is said once");
        drop(ledger);
        assert_eq!(claims(&killed.place()), expected, "{step:?}");
        assert!(!opens_in_older_version(&killed.former()), "{step:?}");
        assert!(matches!(standing(&killed.place()), Ok(Standing::Here)), "{step:?}");
        for file in ["plans/code.json", "vdsbatch-recovery-1.jsonl"] {
            assert!(killed.place().folder().join(file).exists(), "{step:?}: {file}");
        }
        // And then never again.
        order(&killed.place(), "new.example.ru");
        assert_eq!(killed.open().expect("the ledger").came_from(), None, "{step:?}");
        expected.insert("new.example.ru".to_owned());
        assert_eq!(claims(&killed.place()), expected, "{step:?}");
    }
}

#[test]
fn a_copy_that_is_lost_or_cut_behind_the_seal_is_made_again_of_what_is_sealed() {
    for damage in ["removed", "cut"] {
        let machine = Machine::of_older(&["web-1.example.ru"]);
        machine.place().make().expect("a folder");
        let mut sealed = None;
        watched(&machine.place(), &mut |step| {
            if step == Step::Sealed {
                sealed = Some(machine.snapshot());
            }
        })
        .expect("taken over");
        let killed = sealed.expect("a step");
        let copy = killed.place().taken().database();
        fs::remove_file(&copy).expect("removed");
        if damage == "cut" {
            fs::write(&copy, "SQLite format 3\0").expect("cut");
        }
        drop(killed.open().expect("the ledger"));
        assert_eq!(claims(&killed.place()).len(), 1, "{damage}");
    }
}

#[test]
fn an_old_ledger_whose_process_was_killed_is_taken_over_with_its_log_and_refused_without() {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    let ledger = Ledger::open(&machine.former()).expect("a ledger");
    order(&machine.former(), "web-2.example.ru");
    let (killed, half) = (machine.snapshot(), machine.snapshot());
    drop(ledger);
    // Whoever only reads leaves it as it is.
    assert_eq!(claims(&killed.place()).len(), 2);
    // Stopped at any step, it is neither lost nor refused.
    let mut left: Vec<(Step, Machine)> = Vec::new();
    killed.place().make().expect("a folder");
    watched(&killed.place(), &mut |step| left.push((step, killed.snapshot()))).expect("taken over");
    assert_eq!(left.len(), STEPS.len());
    for (step, again) in left {
        drop(again.open().expect("the ledger"));
        assert_eq!(claims(&again.place()).len(), 2, "{step:?}");
    }
    // As a profile has it that was copied in part.
    fs::remove_file(half.former().database().with_extension("db-wal")).expect("removed");
    assert!(matches!(glance(&half.place()), Err(LedgerError::Parted { .. })));
    for _ in 0..2 {
        assert!(matches!(half.open(), Err(LedgerError::Parted { .. })));
    }
    assert!(!half.place().is_here() && opens_in_older_version(&half.former()));
    assert!(repair(&half.place(), "anna").expect("repaired").lost > 0, "what the log said is unknown");
    drop(half.open().expect("the ledger"));
}

#[test]
fn an_older_version_that_runs_keeps_its_ledger() {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    let older = Lock::take(&machine.former()).expect("the lock");
    let Err(LedgerError::Locked { holder: Some(holder), folder }) = machine.open() else {
        panic!("both order now");
    };
    assert_eq!((holder.pid, folder.as_path()), (std::process::id(), machine.former().folder()));
    assert_eq!(crate::ledger::holder(&machine.place()).map(|holder| holder.pid), Some(std::process::id()));
    assert!(opens_in_older_version(&machine.former()));
    assert_eq!(claims(&machine.place()).len(), 1, "and who reads sees it");
    drop(older);
    assert!(machine.open().expect("the ledger").came_from().is_some());
}

#[test]
fn a_second_machine_with_the_sealed_profile_is_told_where_the_ledger_is() {
    let (anna, boris) = (Machine::of_older(&["web-1.example.ru"]), Machine::new());
    drop(anna.open().expect("the ledger"));
    boris.sign_in(&anna);
    let refused = boris.open();
    let Err(error @ LedgerError::Moved { .. }) = refused else { panic!("{refused:?}") };
    let LedgerError::Moved { moved, here, .. } = &error else { return };
    assert_eq!(moved.host, machine::host());
    assert_eq!(moved.folder, anna.place().folder().display().to_string());
    assert_eq!(here.as_deref(), Some(boris.place().folder()));
    for lang in [Lang::En, Lang::Ru] {
        let said = error.message(lang);
        for part in [&moved.host, &moved.folder, &boris.place().folder().display().to_string(), "--ledger"] {
            assert!(said.contains(part), "{said}");
        }
    }
    assert!(glance(&boris.place()).is_err(), "a plan would order everything anew");
    assert!(boris.place().is_there(), "there is a ledger, elsewhere");
    assert!(!boris.place().is_here());
    // A person who brings the folder over goes on with it.
    copy_all(anna.place().folder(), boris.place().folder());
    drop(boris.open().expect("the ledger"));
    assert_eq!(claims(&boris.place()).len(), 1);
}

#[test]
fn of_two_machines_that_took_over_one_profile_one_at_least_stops() {
    let anna = Machine::of_older(&["web-1.example.ru"]);
    let boris = anna.snapshot();
    drop(anna.open().expect("the ledger"));
    drop(boris.open().expect("nobody can know yet"));
    // Boris signs out last.
    anna.sign_in(&boris);
    let refused = anna.open();
    let Err(LedgerError::Twice { moved: Some(moved), .. }) = &refused else { panic!("{refused:?}") };
    assert_eq!(moved.folder, boris.place().folder().display().to_string());
    assert!(glance(&anna.place()).is_err());
    drop(boris.open().expect("the one whose seal it is goes on"));
}

#[test]
fn an_old_ledger_that_comes_back_is_sealed_again_if_it_has_nothing_new_and_refused_else() {
    let anna = Machine::of_older(&["web-1.example.ru"]);
    let boris = anna.snapshot();
    drop(anna.open().expect("the ledger"));
    anna.sign_in(&boris);
    assert!(opens_in_older_version(&anna.former()));
    assert_eq!(anna.open().expect("all that it has is known").came_from(), None);
    assert!(!opens_in_older_version(&anna.former()));

    // An older version on the other machine went on.
    order(&boris.former(), "web-2.example.ru");
    anna.sign_in(&boris);
    let refused = anna.open();
    let Err(error @ LedgerError::Twice { moved: None, .. }) = &refused else { panic!("{refused:?}") };
    for lang in [Lang::En, Lang::Ru] {
        let said = error.message(lang);
        for folder in [anna.place(), anna.former()] {
            assert!(said.contains(&folder.folder().display().to_string()), "{said}");
        }
    }
    assert!(opens_in_older_version(&anna.former()), "it is left as it is");
    assert_eq!(claims(&anna.former()).len(), 2);
}

#[test]
fn two_ledgers_that_nobody_took_over_are_refused() {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    // As `--ledger` with this very folder makes one.
    drop(Ledger::open(&Place::in_folder(machine.place().folder().to_owned())).expect("a ledger"));
    assert!(matches!(machine.open(), Err(LedgerError::Twice { moved: None, .. })));
    assert!(matches!(glance(&machine.place()), Err(LedgerError::Twice { .. })));
    // Each can be looked at by its folder.
    assert_eq!(claims(&machine.former()).len(), 1);
}

#[test]
fn a_ledger_that_was_taken_over_and_is_lost_is_not_begun_anew() {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    drop(machine.open().expect("the ledger"));
    order(&machine.place(), "web-2.example.ru");
    fs::remove_file(machine.place().database()).expect("removed");
    let refused = machine.open();
    let Err(error @ LedgerError::Moved { .. }) = refused else { panic!("with its note: {refused:?}") };
    // This is the machine to order on, and its folder cannot be copied from anywhere but a backup.
    for (lang, back) in [(Lang::En, "from a backup"), (Lang::Ru, "из резервной копии")] {
        let said = error.message(lang);
        assert!(said.contains(back) && said.contains("vdsbatch reconcile") && !said.contains("--ledger"), "{said}");
        assert!(!said.contains(&machine::host()), "{said}");
    }
    fs::remove_dir_all(machine.place().folder()).expect("removed");
    assert!(matches!(machine.open(), Err(LedgerError::Moved { .. })), "without it");
}

#[test]
fn a_folder_without_its_note_is_told_as_one_that_is_not_whole() {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    drop(machine.open().expect("the ledger"));
    fs::remove_file(machine.place().note()).expect("removed");
    let refused = machine.open();
    let Err(error @ LedgerError::Twice { .. }) = &refused else { panic!("{refused:?}") };
    for (lang, not_whole) in [(Lang::En, "is incomplete"), (Lang::Ru, "неполна")] {
        let said = error.message(lang);
        assert!(said.contains(not_whole) && said.contains("ledger.taken.json"), "{said}");
        let away = format!("{} `{}`", lang.pick("move", "уберите"), machine.place().folder().display());
        assert!(!said.contains(&away), "the only good one: {said}");
    }
}

#[test]
fn what_is_sealed_is_opened_by_nobody_and_changed_by_no_repair() {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    drop(machine.open().expect("the ledger"));
    let named = machine.former();
    let before = fs::read(named.database()).expect("the file");
    assert!(matches!(Ledger::open(&named), Err(LedgerError::Moved { here: None, .. })));
    assert!(matches!(glance(&named), Err(LedgerError::Moved { .. })));
    assert!(matches!(examine(&named, crate::text::lang::Lang::En), Err(LedgerError::Moved { .. })));
    assert!(matches!(repair(&named, "anna"), Err(LedgerError::Moved { .. })));
    assert_eq!(fs::read(named.database()).expect("the file"), before);
}

#[test]
fn a_damaged_old_ledger_is_repaired_where_it_is_and_then_taken_over() {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    fs::write(machine.former().repairing(), "").expect("a mark");
    assert!(matches!(machine.open(), Err(LedgerError::Damaged { .. })));
    assert!(!machine.place().is_here());
    fs::remove_file(machine.former().repairing()).expect("removed");
    // A page of a table is lost.
    let mut bytes = fs::read(machine.former().database()).expect("the file");
    let half = bytes.len() / 2;
    bytes[half..].fill(0x55);
    fs::write(machine.former().database(), bytes).expect("damaged");
    let refused = machine.open();
    let is_told = matches!(&refused, Err(LedgerError::Damaged { file, .. }) if *file == machine.former().database());
    assert!(is_told, "{refused:?}");
    repair(&machine.place(), "anna").expect("repaired");
    assert!(!machine.place().is_here(), "it is where it was");
    assert!(machine.open().expect("the ledger").came_from().is_some());
}

#[test]
fn where_no_older_version_was_a_ledger_is_made_and_where_nobody_can_tell_none_is() {
    let machine = Machine::new();
    let ledger = machine.open().expect("a ledger");
    assert!(ledger.made_in().is_some() && ledger.came_from().is_none());
    drop(ledger);
    let away = Machine::new();
    // A share that is away: so is the whole profile.
    fs::remove_dir_all(away.0.path().join("roaming")).expect("away");
    let refused = away.open();
    let Err(error @ LedgerError::OutOfSight { why: None, .. }) = &refused else { panic!("{refused:?}") };
    for (lang, way_out) in [(Lang::En, "connect the drive"), (Lang::Ru, "подключите диск")] {
        let said = error.message(lang);
        // What stands in another folder would know nothing of what was ordered.
        assert!(said.contains(way_out) && !said.contains("--ledger"), "{said}");
    }
    assert!(!away.place().is_here());
}

/// The ledger that a machine took over, as it stands between its name and the first order.
fn placed() -> Machine {
    let machine = Machine::of_older(&["web-1.example.ru"]);
    machine.place().make().expect("a folder");
    watched(&machine.place(), &mut |_| ()).expect("taken over");
    machine
}

#[test]
fn a_name_that_a_power_cut_took_back_is_given_again() {
    let machine = placed();
    fs::rename(machine.place().database(), machine.place().taken().database()).expect("the name is lost");
    assert_eq!(claims(&machine.place()).len(), 1, "who reads sees it");
    drop(machine.open().expect("the ledger"));
    assert_eq!(claims(&machine.place()).len(), 1);
    assert!(machine.place().is_here() && matches!(standing(&machine.place()), Ok(Standing::Here)));

    // One that was ordered with since has a log, and that says that its name was there.
    let machine = placed();
    fs::rename(machine.place().database(), machine.place().taken().database()).expect("the name is lost");
    fs::write(fresh::with_end(&machine.place().database(), "-wal"), "").expect("a log");
    assert!(matches!(machine.open(), Err(LedgerError::Moved { .. })));
    // And so has one that is not what was taken over.
    let machine = placed();
    order(&machine.place(), "web-2.example.ru");
    fresh::remove(&machine.place().taken().database());
    fs::rename(machine.place().database(), machine.place().taken().database()).expect("the name is lost");
    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(fresh::with_end(&machine.place().database(), end));
    }
    order(&machine.place().taken(), "web-3.example.ru");
    assert!(matches!(machine.open(), Err(LedgerError::Moved { .. })));
}

#[test]
fn a_note_that_cannot_be_read_is_not_none() {
    // Torn, in no alphabet, and none at all.
    for bytes in [Some(&b"{\"token\":"[..]), Some(&b"\xff"[..]), None] {
        let is_folder = bytes.is_none();
        let machine = placed();
        let note = machine.place().note();
        fs::remove_file(&note).expect("removed");
        bytes.map_or_else(|| fs::create_dir(&note), |bytes| fs::write(&note, bytes)).expect("torn");
        let refused = machine.open();
        let named = note.display().to_string();
        let is_told = match &refused {
            Err(LedgerError::Read(Unread::Refused(why))) => !is_folder && why.contains(&named),
            Err(LedgerError::InTheWay { path, .. }) => is_folder && *path == note,
            _ => false,
        };
        assert!(is_told, "{refused:?}");
    }
}

/// A scanner that shares nothing.
#[test]
#[cfg(windows)]
fn a_note_that_is_held_is_named() {
    use std::os::windows::fs::OpenOptionsExt;
    let machine = placed();
    let scanner = fs::OpenOptions::new().read(true).share_mode(0).open(machine.place().note()).expect("a file");
    let refused = machine.open();
    assert!(matches!(&refused, Err(LedgerError::Held { file }) if *file == machine.place().note()), "{refused:?}");
    drop(scanner);
    drop(machine.open().expect("the ledger"));
}
