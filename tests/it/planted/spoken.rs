//! Bugs of what is said to people in their language.

use super::{Plant, plant};

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "what a system says loses its number in Russian",
        "src/text/system.rs",
        ["|number| format!(\"{russian} (ошибка системы {number})\")", "|_| (*russian).to_owned()"],
        &["lib text::system::tests::what_a_system_says_is_said_in_the_readers_language"],
    ),
    plant(
        "a date in a cell is told as machines write it",
        "src/sheet/problem/said.rs",
        ["as_of(date, lang) +", "as_of(date, Lang::En) +"],
        &["lib sheet::problem::said::tests::values_are_written_as_the_reader_writes_them"],
    ),
    plant(
        "what is wrong with a tariff table is told in English alone",
        "src/catalog/table/error.rs",
        ["lang.pick(&problem.en, &problem.ru)", "lang.pick(&problem.en, &problem.en)"],
        &["lib catalog::table::tests::every_error_names_file_line_and_key"],
    ),
    plant(
        "whoever dropped a sheet is told of a command alone",
        "src/verb/dropped/desk.rs",
        ["Exit::SomeUnknown | Exit::Stopped | Exit::Interrupted", "Exit::SomeUnknown | Exit::Stopped"],
        &["it dropped::an_interrupt_ends_all"],
    ),
    plant(
        "the column of a setting that cannot be read counts from the beginning of the file",
        "src/cli/file/places.rs",
        ["before.rsplit('\\n').next().unwrap_or_default()", "before"],
        &["it config::what_is_wrong_with_a_file_is_named_with_its_line"],
    ),
];
