//! Bugs about files that other programs hold, and what becomes of a ledger then.

use super::{Plant, plant};

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a ledger that nobody may read is called damaged",
        "src/ledger/repair.rs",
        [".iter().all(|file| opens(file))", ".iter().all(|file| opens(file) | true)"],
        &["lib ledger::repair::tests::a_ledger_whose_log_nobody_is_given_is_not_called_damaged_and_not_made_anew"],
    ),
    plant(
        "a file that is held is told as a disk that fails",
        "src/ledger/row.rs",
        ["if patience.is_held(error) { Unwritten::Held }", "if error.raw_os_error().is_none() { Unwritten::Held }"],
        &["lib ledger::row::tests::a_file_that_another_program_does_not_share_is_held_and_a_full_disk_is_not"],
    ),
    plant(
        "a lock that is held is told as its folder's fault",
        "src/ledger/lock.rs",
        ["    if patience.is_held(error) {", "    if error.raw_os_error().is_none() {"],
        &["lib ledger::lock::tests::a_lock_that_a_scanner_holds_is_held_and_its_folder_is_not_at_fault"],
    ),
    plant(
        "settings that are held are told in the system's words",
        "src/host/plain.rs",
        ["        _ if patience.is_held(&error) => NoText::Held,\n", ""],
        &["lib host::plain::tests::settings_that_another_program_holds_are_waited_for_and_then_named_so"],
    ),
    plant(
        "a password file that is held is told in the system's words",
        "src/host/secret.rs",
        [
            "if patience.is_held(&error) {\n            SecretError::InUse",
            "if !patience.is_held(&error) {\n            SecretError::InUse",
        ],
        &["lib host::secret::tests::a_password_file_that_another_program_holds_is_waited_for_and_then_named"],
    ),
    plant(
        "a name that a power cut took back is a ledger that went",
        "src/ledger/former.rs",
        [" || is_unnamed(place, &note)", ""],
        &["lib ledger::takeover::tests::a_name_that_a_power_cut_took_back_is_given_again"],
    ),
    plant(
        "a copy is given its name once more after orders",
        "src/ledger/former.rs",
        ["    !was_used && is_whole", "    (!was_used || true) && is_whole"],
        &["lib ledger::takeover::tests::a_name_that_a_power_cut_took_back_is_given_again"],
    ),
    plant(
        "a note that cannot be read is none",
        "src/ledger/former.rs",
        ["        Err(error) => Err(unread(error.to_string())),", "        Err(_) => Ok(None),"],
        &["lib ledger::takeover::tests::a_note_that_cannot_be_read_is_not_none"],
    ),
    plant(
        "of a trial with more in it a file is removed",
        "src/host/temporary.rs",
        ["fs::read_dir(path)?.take(2)", "fs::read_dir(path)?.take(1)"],
        &["lib host::temporary::tests::what_was_left_long_ago_is_removed_and_nothing_else"],
    ),
    plant(
        "a system that speaks something else answers a Russian sheet in English",
        "src/cli/sources.rs",
        [".filter(|lang| *lang == Lang::Ru)", ".filter(|_| true)"],
        &["lib cli::sources::tests::a_system_that_speaks_no_russian_leaves_the_language_to_the_sheet"],
    ),
    plant(
        "a name that is held is told as one that no folder takes",
        "src/host/trial.rs",
        ["if patience.is_held(&cause) { SaveError::Held }", "if cause.raw_os_error().is_none() { SaveError::Held }"],
        &["lib host::trial::tests::a_name_that_another_program_holds_is_held_and_no_other_folder_is_advised"],
    ),
    plant(
        "a reader that somebody ended is told as a broken file",
        "src/reader/apart/mod.rs",
        ["        1 | 0xc000_013a |", "        0xc000_013a |"],
        &["lib reader::apart::tests::an_exit_code_of_windows_says_how_a_reader_was_lost"],
    ),
    plant(
        "a reader that was killed is told as one that took too long",
        "src/reader/apart/mod.rs",
        ["Some(Signal::XCPU) => Lost::Time", "Some(Signal::XCPU | Signal::KILL) => Lost::Time"],
        &["it sheet_apart::a_reader_that_hangs_dies_or_lies_is_given_up"],
    ),
    plant(
        "a log is written into a hidden part of another file",
        "src/host/log.rs",
        [
            "        Some(flaw) => Err(LogError::BadName(path.to_owned(), flaw)),",
            "        Some(flaw) if path.as_os_str().is_empty() => Err(LogError::BadName(path.to_owned(), flaw)),\n        Some(_) => Ok(()),",
        ],
        &["lib host::log::tests::a_log_has_a_name_that_the_system_takes"],
    ),
];
