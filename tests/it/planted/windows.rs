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
        ["text.strip_prefix('\\u{feff}')", "text.strip_prefix('\\u{fffe}')"],
        &["lib text::plain::tests::a_mark_in_front_is_dropped_and_other_encodings_are_told"],
    ),
    plant(
        "a reader of Windows that had no memory is told as broken",
        "src/reader/apart/mod.rs",
        ["| 0xc000_0409 ", ""],
        &["lib reader::apart::tests::an_exit_code_of_windows_says_how_a_reader_was_lost"],
    ),
];
