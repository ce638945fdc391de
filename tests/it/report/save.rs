//! Files on disk: never over anything, whole or not at all.

use std::fs;
use std::path::Path;

use vdsbatch::host::save::{Kind, SaveError, beside, check_target, save};
#[cfg(unix)]
use vdsbatch::text::lang::Lang;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().expect("a name")).collect();
    names.sort();
    names
}

#[test]
fn nothing_is_ever_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("заказ.xlsx");
    fs::write(&input, "input").unwrap();
    let target = beside(&input, Kind::Results);
    let written: Vec<_> = ["one", "two", "three"].map(|text| save(text.as_bytes(), &target).unwrap()).into();
    let expected = ["заказ.results.xlsx", "заказ.results (2).xlsx", "заказ.results (3).xlsx"];
    for ((path, name), text) in written.iter().zip(expected).zip(["one", "two", "three"]) {
        assert_eq!(path, &folder.path().join(name));
        assert_eq!(fs::read_to_string(path).unwrap(), text);
    }
    assert_eq!(fs::read_to_string(&input).unwrap(), "input");
    assert_eq!(names(folder.path()).len(), 4, "no temporary file is left");
}

#[test]
fn two_at_once_write_two_files() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.xlsx");
    std::thread::scope(|scope| {
        for n in 0..8_u8 {
            let target = &target;
            scope.spawn(move || save(&[n; 1000], target).unwrap());
        }
    });
    let mut first: Vec<u8> = names(folder.path())
        .iter()
        .map(|name| {
            let bytes = fs::read(folder.path().join(name)).unwrap();
            assert_eq!(bytes, vec![bytes[0]; 1000]);
            bytes[0]
        })
        .collect();
    first.sort_unstable();
    assert_eq!(first, [0, 1, 2, 3, 4, 5, 6, 7]);
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_is_a_taken_name() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.xlsx");
    std::os::unix::fs::symlink("/nowhere/at/all", &target).unwrap();
    assert_eq!(save(b"x", &target).unwrap(), folder.path().join("a (2).xlsx"));
    assert!(target.symlink_metadata().unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn results_can_be_read_by_whoever_may_read_new_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let usual = folder.path().join("usual");
    fs::write(&usual, "").unwrap();
    let path = save(b"x", &folder.path().join("a.xlsx")).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&path), mode(&usual));
}

#[test]
fn a_target_is_checked_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("orders.xlsx");
    fs::write(&input, "input").unwrap();
    assert!(check_target(&folder.path().join("new.xlsx"), &input).is_ok());
    fs::write(folder.path().join("old.xlsx"), "old").unwrap();
    assert!(check_target(&folder.path().join("old.xlsx"), &input).is_ok(), "a number will be added");
    let detour = folder.path().join(".").join("orders.xlsx");
    assert!(matches!(check_target(&detour, &input), Err(SaveError::IsInput(_))));
    assert!(matches!(check_target(folder.path(), &input), Err(SaveError::IsFolder(_))));
    let nowhere = folder.path().join("none").join("a.xlsx");
    assert!(matches!(check_target(&nowhere, &input), Err(SaveError::NoFolder(_))));
    assert!(matches!(save(b"x", &nowhere), Err(SaveError::NoFolder(_))));
    assert!(matches!(save(b"x", folder.path()), Err(SaveError::IsFolder(_))));
    assert_eq!(names(folder.path()), ["old.xlsx", "orders.xlsx"]);
    assert_eq!(fs::read_to_string(&input).unwrap(), "input");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_input_is_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("orders.xlsx");
    fs::write(&input, "input").unwrap();
    let link = folder.path().join("link.xlsx");
    std::os::unix::fs::symlink(&input, &link).unwrap();
    assert!(matches!(check_target(&link, &input), Err(SaveError::IsInput(_))));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_an_error_that_names_it() {
    // No one may create files there, not even the superuser.
    let target = Path::new("/proc/self/a.xlsx");
    for error in [check_target(target, Path::new("orders.xlsx")).unwrap_err(), save(b"x", target).unwrap_err()] {
        let why = "No such file or directory (os error 2)";
        assert_eq!(
            error.to_string(),
            format!(
                "cannot write to the folder `/proc/self`: {why} (name a file in another folder, for example with -o)"
            )
        );
        assert_eq!(
            error.message(Lang::Ru),
            "нельзя писать в папку `/proc/self`: такого файла или папки нет (ошибка системы 2) (укажите файл в другой папке, например через -o)"
        );
        assert!(std::error::Error::source(&error).is_some());
    }
}
