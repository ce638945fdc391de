//! Bugs of numbers, headers and words that come from outside.

use super::{Plant, plant};

const NUMBERS: &str = "it config::a_number_is_the_one_that_toml_says_or_refused";
const FAULTS: &str = "src/panel/practice/faults.rs";
const HEADING: &str = "src/reader/heading.rs";
const LONG: &str = "lib reader::heading::tests::of_a_very_long_header_the_beginning_says_what_it_may_be_and_no_more";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a share of faults is multiplied whatever it is",
        FAULTS,
        ["share.checked_mul(Decimal::ONE_HUNDRED).filter(Decimal::is_integer)?", "share * Decimal::ONE_HUNDRED"],
        &["lib panel::practice::faults::tests::what_is_misspelt_is_refused"],
    ),
    plant(
        "a limit of the settings in another base is read as decimal digits",
        "src/cli/file/mod.rs",
        ["if number.radix() == 10 {", "if number.radix() <= 16 {"],
        &[NUMBERS, "it fuzz::every_input_of_the_corpus_is_read_as_it_must"],
    ),
    plant(
        "a login of the settings loses what TOML leaves out of a number",
        "src/cli/file/places.rs",
        ["self.text.get(span.clone()) == Some(value)", "span.start <= span.end || value.is_empty()"],
        &[NUMBERS],
    ),
    plant(
        "two prices of one period are one, whichever is read last",
        "src/catalog/months.rs",
        [".filter(|months| months.to_string() == text)", ""],
        &["lib catalog::table::tests::every_new_key_of_a_tariff_is_read_and_held_to_the_others"],
    ),
    plant(
        "ids of a practice panel's file may leave no room for others",
        "src/panel/practice/kept.rs",
        ["if most < MOST {", "if most < MOST || most > 0 {"],
        &["lib panel::practice::kept::tests::a_file_whose_ids_leave_no_room_for_others_is_refused"],
    ),
    plant(
        "the beginning of a very long header is taken for the whole",
        HEADING,
        [
            "Some(Heading::Field(field, _)) => Heading::More(field, field.header().0),\n        Some(other)",
            "Some(other)",
        ],
        &[LONG],
    ),
    plant(
        "letters that change places are no slip of the pen",
        "src/text/alike.rs",
        ["first == fourth && second == third", "first == fourth && second == third && first == second"],
        &["lib text::alike::tests::slips_are_those_that_the_distance_counts"],
    ),
];
