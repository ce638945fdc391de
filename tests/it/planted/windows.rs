//! Bugs of a Windows office that show on every system: paths and files of Notepad, and how a reader ended.

use super::{Plant, plant};

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a path with a tabulator in the settings is taken",
        "src/cli/file/places.rs",
        ["written.starts_with('\"') && written", "written.starts_with('#') && written"],
        &["it config::a_path_of_windows_is_never_read_as_something_else"],
    ),
    plant(
        "a path that TOML does not take is told without its way out",
        "src/cli/file/places.rs",
        ["is_some_and(|(_, text)| text.contains('\\\\'))", "is_some_and(|(_, text)| text.contains('\\u{1}'))"],
        &["it config::a_path_of_windows_is_never_read_as_something_else"],
    ),
    plant(
        "settings as UTF-16 are told as something else",
        "src/text/plain.rs",
        ["|| bytes.contains(&0)", "|| bytes.is_empty()"],
        &["lib text::plain::tests::a_mark_in_front_is_dropped_and_other_encodings_are_told"],
    ),
    plant(
        "a mark in front of the settings is a part of them",
        "src/text/plain.rs",
        ["text.starts_with('\u{feff}')", "text.starts_with('\u{fffe}')"],
        &["lib text::plain::tests::a_mark_in_front_is_dropped_and_other_encodings_are_told"],
    ),
    plant(
        "a reader of Windows that had no memory is told as broken",
        "src/reader/apart/mod.rs",
        ["| 0xc000_0409 ", ""],
        &["lib reader::apart::tests::an_exit_code_of_windows_says_how_a_reader_was_lost"],
    ),
    plant(
        "a ledger that is closed leaves the run in its log",
        "src/ledger/writer.rs",
        ["    book.close();\n", "    drop(book);\n"],
        &["lib ledger::whole::tests::the_file_alone_says_it_all_when_a_ledger_is_closed"],
    ),
    plant(
        "a ledger without its log is taken for all there is",
        "src/ledger/session.rs",
        ["return alone.is_open.then_some(Parted::LogMissing);", "return None;"],
        &[
            "lib ledger::session::tests::a_ledger_without_its_log_orders_nothing_until_it_is_recovered_and_has_holes_then",
        ],
    ),
    plant(
        "a log of an earlier time is played over a ledger",
        "src/ledger/session.rs",
        ["is_heir && with_log.commits >= alone.commits", "is_heir && with_log.commits >= 0"],
        &["lib ledger::session::tests::a_ledger_with_a_log_of_another_time_is_recovered_from_the_database"],
    ),
    plant(
        "a log that was begun anew is played over an early ledger",
        "src/ledger/session.rs",
        [" && with_log.floor <= alone.commits", ""],
        &[
            "lib ledger::session::tests::a_database_and_a_log_of_different_moments_are_refused_or_are_one_moment_together",
        ],
    ),
    plant(
        "a refusal takes away the log that it is about",
        "src/ledger/open.rs",
        ["session::keep_log(&connection, true)", "session::keep_log(&connection, false)"],
        &["lib ledger::session::tests::a_ledger_with_a_log_of_another_time_is_recovered_from_the_database"],
    ),
    plant(
        "a stale copy of a roaming ledger is taken over",
        "src/ledger/takeover/mod.rs",
        ["    is_of_here(place, former)?;\n", ""],
        &["it profile::a_ledger_with_which_another_machine_ordered_last_is_read_and_not_taken_over"],
    ),
];
