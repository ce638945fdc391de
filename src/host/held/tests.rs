//! Holds that are played here, and on Windows real ones.

use std::cell::RefCell;

use super::*;

fn failing(codes: &[i32], system: System) -> (io::Result<usize>, Vec<u64>) {
    let waits = RefCell::new(Vec::new());
    let pause = |wait: Duration| waits.borrow_mut().push(u64::try_from(wait.as_millis()).expect("a short wait"));
    let mut tries = 0;
    let done = Patience::new(system, &pause).again(|| {
        tries += 1;
        codes.get(tries - 1).map_or(Ok(tries), |code| Err(io::Error::from_raw_os_error(*code)))
    });
    (done, waits.into_inner())
}

#[test]
fn what_another_program_holds_is_tried_again_for_five_seconds() {
    let (done, waits) = failing(&[NOT_SHARED, LOCKED, DENIED], System::Windows);
    assert_eq!((done.expect("the fourth try"), waits), (4, vec![10, 25, 50]));
    let (done, waits) = failing(&[NOT_SHARED; 20], System::Windows);
    let error = done.expect_err("held for good");
    assert!(Patience::new(System::Windows, &|_| {}).is_held(&error), "{error}");
    assert_eq!((waits.len(), waits.iter().sum::<u64>()), (9, 5000));
}

#[test]
fn what_is_wrong_otherwise_is_not_tried_again() {
    // A full disk.
    assert_eq!(failing(&[112], System::Windows).1, [] as [u64; 0]);
    // The same numbers mean other things elsewhere: 5 is a disk that fails, 32 a pipe without a reader.
    for code in [DENIED, NOT_SHARED, LOCKED] {
        let (done, waits) = failing(&[code], System::Unix);
        assert!(done.is_err() && waits.is_empty(), "{code}");
    }
    let (denied, patience) = (io::Error::from_raw_os_error(DENIED), Patience::new(System::Windows, &|_| {}));
    assert!(!patience.is_held(&denied), "no right is no other program");
    assert_eq!([patience, patience.for_reading()].map(|patience| patience.may_pass(&denied)), [true, false]);
}

/// Files that are really held, and names and paths of Windows, so that nothing is taken on faith.
#[cfg(windows)]
mod real {
    use std::cell::RefCell;
    use std::fs::{self, File, OpenOptions};
    use std::os::windows::fs::OpenOptionsExt;
    use std::path::{Path, PathBuf};

    use crate::host::held::Patience;
    use crate::host::name::Taken;
    use crate::host::rules::{NameFlaw, System};
    use crate::host::save::{SaveError, Saving, check_target, replace_with};

    /// What Excel leaves to others: reading (`FILE_SHARE_READ`).
    const READING: u32 = 1;

    /// A file that is opened so that others may do only this.
    fn held(path: &Path, shared: u32) -> File {
        OpenOptions::new().read(true).write(true).share_mode(shared).open(path).expect("a file of one's own")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = entries.map(|name| name.into_string().expect("a name")).collect();
        names.sort();
        names
    }

    #[test]
    fn a_workbook_that_is_let_go_of_is_replaced() {
        for shared in [0, READING] {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("a.xlsx");
            fs::write(&path, "old").expect("a file");
            let scanner = RefCell::new(Some(held(&path, shared)));
            let pause = |_| drop(scanner.borrow_mut().take());
            replace_with(b"new", &path, Patience::new(System::Windows, &pause)).expect("free after the first wait");
            assert!(scanner.borrow().is_none(), "it was waited for");
            assert_eq!((fs::read(&path).expect("the file"), names(dir.path()).len()), (b"new".to_vec(), 1));
        }
    }

    #[test]
    fn a_workbook_that_stays_open_is_named_and_stays_as_it_is() {
        for shared in [0, READING] {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("a.xlsx");
            fs::write(&path, "old").expect("a file");
            let excel = held(&path, shared);
            let error =
                replace_with(b"new", &path, Patience::new(System::Windows, &|_| {})).expect_err("it stays open");
            assert!(matches!(&error, SaveError::Held(named, _) if *named == path), "{error:?}");
            drop(excel);
            assert_eq!((fs::read(&path).expect("the file"), names(dir.path()).len()), (b"old".to_vec(), 1));
        }
    }

    #[test]
    fn a_name_that_is_open_elsewhere_is_taken_and_not_waited_for() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.xlsx");
        fs::write(&path, "old").expect("a file");
        let excel = held(&path, 0);
        let patience = Patience::new(System::Windows, &|_| panic!("nothing is waited for"));
        let saved =
            Saving { taken: &Taken::Numbered, other: None, patience }.save(b"new", &path).expect("another name");
        drop(excel);
        assert_eq!(saved, dir.path().join("a (2).xlsx"));
        assert_eq!(fs::read(&path).expect("the file"), b"old");
    }

    #[test]
    fn names_that_windows_does_not_take_are_refused_and_make_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let input = dir.path().join("orders.csv");
        fs::write(&input, "x").expect("a file");
        for name in [
            "a?.xlsx",
            "a|b.xlsx",
            "a\".xlsx",
            "CON.xlsx",
            "nul.xlsx",
            "COM¹.xlsx",
            "a.xlsx.",
            "a.xlsx ",
            "orders:y.xlsx",
        ] {
            let checked = check_target(&dir.path().join(name), &input);
            assert!(matches!(checked, Err(SaveError::BadName(..))), "{name}: {checked:?}");
        }
        let folder = check_target(&dir.path().join("a?b").join("a.xlsx"), &input);
        assert!(matches!(folder, Err(SaveError::BadName(_, NameFlaw::Character('?')))), "{folder:?}");
        assert_eq!(names(dir.path()), ["orders.csv"]);
        assert!(check_target(&dir.path().join("заказ №1 (ноябрь).xlsx"), &input).is_ok());
        assert_eq!(names(dir.path()), ["orders.csv"], "the trial is gone");
    }

    /// A folder whose path is longer than Windows takes by itself (`MAX_PATH`, 260).
    fn deep(dir: &Path) -> PathBuf {
        let folder = (0..8).fold(dir.to_owned(), |folder, _| folder.join("f".repeat(50)));
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    #[test]
    fn a_path_of_any_length_is_tried_written_and_replaced() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = deep(dir.path());
        let path = folder.join("a.xlsx");
        check_target(&path, Path::new("")).expect("a name that is taken");
        let saving = Saving { taken: &Taken::Numbered, other: None, patience: Patience::USUAL };
        let saved = [b"one", b"two"].map(|bytes| saving.save(bytes, &path).expect("a file"));
        assert_eq!(saved, [path.clone(), folder.join("a (2).xlsx")]);
        replace_with(b"new", &path, Patience::USUAL).expect("replaced");
        assert_eq!(fs::read(&path).expect("the file"), b"new");
        assert_eq!(names(&folder).len(), 2);
    }
}
