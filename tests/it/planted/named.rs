//! Bugs of sheets that follow the table: columns that it names, places, recipes, and what they cost.

use super::{Plant, plant};

const CELLS: &str = "it named::every_cell_is_held_against_what_its_tariff_sells";
const ORDERED: &str = "it named::what_the_table_names_is_ordered_shown_and_held_against_what_was_ordered";
const LISTS: &str = "it named::a_sheet_that_is_filled_from_every_entry_of_its_lists_checks_clean";
const HEADERS: &str = "it named::headers_near_the_names_of_the_table_are_no_columns_that_are_left_aside";
const ASTRAY: &str = "lib check::astray::tests::what_the_table_offers_is_no_order_in_a_column_that_is_not_read";
const PRICES: &str = "lib catalog::price::tests::a_price_is_what_its_parts_come_to_or_not_known";
const OPTIONS: &str = "lib check::named::tests::an_option_is_known_by_its_name_then_by_yes_and_no_then_by_its_value";
const KEPT: &str = "lib order::terms::tests::terms_that_were_kept_before_there_were_names_are_read_and_compared";
const LEFT: &str =
    "lib order::terms::tests::what_was_left_to_the_tariff_both_times_is_the_same_even_if_the_table_changed";
const NO_ORDER: &str = "lib order::terms::tests::what_the_tariff_does_not_have_is_no_order";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "what a tariff does not have is dropped from its order",
        "src/check/named.rs",
        ["let none = yes_no(given) == Some(false)", "let none = yes_no(given) != Some(true)"],
        &[CELLS],
    ),
    plant(
        "a tariff that is sold in several places is the first of them",
        "src/check/offer.rs",
        ["(Some(one), None) => Some(one),", "(Some(one), _) => Some(one),"],
        &[CELLS],
    ),
    plant(
        "an amount that the table names has no steps",
        "src/check/named.rs",
        ["min.unwrap_or(0), (min, max, step))", "min.unwrap_or(0), (min, max, None))"],
        &[CELLS],
    ),
    plant(
        "what stands below a header with a slip of the pen is left aside",
        "src/check/mod.rs",
        ["    cells.found_more(table.astray.of(row));\n", ""],
        &[HEADERS, ASTRAY],
    ),
    plant(
        "a choice may have any unit in its header",
        "src/reader/names.rs",
        ["(None, NamedKind::Choice) if foreign => Named::Foreign(&column.name),", ""],
        &[HEADERS],
    ),
    plant(
        "the name of an option hides that it is another one's value",
        "src/check/named.rs",
        [
            "by_value.filter(|other| other.value != one.value)",
            "by_value.filter(|other| other.value.is_empty() && other.value != one.value)",
        ],
        &[OPTIONS],
    ),
    plant(
        "figures are taken for yes and no",
        "src/check/named.rs",
        ["option.name.chars().any(|c| c.is_ascii_digit()) => None,", "option.name.is_empty() => None,"],
        &[OPTIONS],
    ),
    plant(
        "a choice goes out as the tariff gives it",
        "src/order/sent.rs",
        ["Some(NamedValue::Option { value, .. }) => value,", "Some(NamedValue::Option { .. }) => &choice.default,"],
        &[ORDERED, KEPT],
    ),
    plant(
        "a recipe is asked for and never sent",
        "src/order/sent.rs",
        ["sent.say(Part::Recipe, RECIPE.into(), word(recipe));", "let _ = word(recipe);"],
        &[ORDERED],
    ),
    plant(
        "an order carries two recipes",
        "src/order/sent.rs",
        ["if catalog.fixed_recipe().is_some() {", "if catalog.fixed.contains_key(\"\") {"],
        &[NO_ORDER],
    ),
    plant(
        "an option costs nothing",
        "src/catalog/price.rs",
        ["Some(more) => price + *more,", "Some(_) => price,"],
        &[PRICES],
    ),
    plant(
        "what the price covers is paid for once more",
        "src/catalog/price.rs",
        ["Some(covered) => amount.saturating_sub(covered),", "Some(_) => amount,"],
        &[PRICES],
    ),
    plant(
        "a slip in a name of the table's leaves its column aside",
        "src/reader/names.rs",
        ["is_one_slip(name, whole)", "name == whole"],
        &[HEADERS, "lib reader::names::tests::headers_are_held_against_the_names_of_the_table"],
    ),
    plant(
        "what the table names is no difference between two orders",
        "src/order/terms.rs",
        ["        found.of_named(before, now);\n", "        let _ = Differences::of_named;\n"],
        &[ORDERED, KEPT],
    ),
    plant(
        "a default of the table that changed is a difference",
        "src/order/terms.rs",
        ["terms.iter().flatten().any(|term| term.given)", "terms.iter().flatten().any(|term| term.given || true)"],
        &[LEFT],
    ),
    plant(
        "drop-downs show what other tariffs have",
        "src/form/template/own.rs",
        ["Some(known) => known.tariffs.clone(),", "Some(_) => catalog.tariffs.iter().collect(),"],
        &[LISTS],
    ),
];
