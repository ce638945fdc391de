//! Bugs of what a panel says that it sells: nothing is left out unseen, nothing is made up, nothing is taken for the whole.

use super::{Plant, plant};

const TRUTH: &str = "it sandbox::offered::what_is_read_of_a_panel_is_its_table";
const NO_TARIFFS: &str = "lib panel::billmanager::offer::tests::no_tariffs_are_an_error_and_never_a_price_list";
const EVERY_SHAPE: &str = "lib panel::billmanager::offer::tests::everything_of_a_tariff_is_read_in_every_shape";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "an empty price list is one without tariffs",
        "src/panel/billmanager/offer/export.rs",
        ["if tariffs.is_empty() || notes", "if notes"],
        &[NO_TARIFFS],
    ),
    plant(
        "what was read before an answer was cut is a price list",
        "src/panel/billmanager/xml.rs",
        [
            "self.root.filter(|root| self.open.is_empty() && root.name == \"doc\")",
            "self.root.or_else(|| self.open.into_iter().next()).filter(|root| root.name == \"doc\")",
        ],
        &["lib panel::billmanager::offer::tests::a_beginning_of_an_answer_is_never_one"],
    ),
    plant(
        "the second tariff of an id is dropped though it differs",
        "src/panel/billmanager/offer/export.rs",
        ["known.iter().all(|at| self.tariffs[*at] != tariff)", "known.is_empty()"],
        &["lib panel::billmanager::offer::tests::what_is_there_twice_stays_twice_unless_it_is_the_same"],
    ),
    plant(
        "a slider without a step has the step of one",
        "src/panel/billmanager/offer/controls.rs",
        ["limit(\"max\"), limit(\"step\")) else", "limit(\"max\"), limit(\"step\").or(Some(1))) else"],
        &["lib panel::billmanager::offer::tests::a_slider_whose_limits_cannot_be_read_has_none"],
    ),
    plant(
        "a label is taken for the key that the panel is told",
        "src/panel/billmanager/offer/controls.rs",
        [
            "said(value, \"key\").or_else(|| said(value, \"k\")) else",
            "said(value, \"key\").or_else(|| said(value, \"k\")).or(Some(value.text.as_str())) else",
        ],
        &[
            "lib panel::billmanager::offer::tests::what_a_form_says_in_two_ways_it_does_not_say",
            "it sandbox::offered::what_a_panel_does_not_say_is_not_made_up",
        ],
    ),
    plant(
        "the form of another data centre passes for the one that was asked for",
        "src/panel/billmanager/offer/form.rs",
        ["(*shown != wanted).then(", "(*shown != wanted && field != \"datacenter\").then("],
        &["lib panel::billmanager::offer::tests::another_form_than_was_asked_for_is_none"],
    ),
    plant(
        "a hidden tariff can be ordered",
        "src/panel/billmanager/offer/tariff.rs",
        ["open: active && !hidden.contains(&true)", "open: active"],
        &[
            "lib panel::billmanager::offer::tests::a_tariff_is_open_unless_anything_says_that_it_is_not",
            "it sandbox::offered::tariffs_that_are_closed_are_told_as_closed",
        ],
    ),
    plant(
        "a thousand and two hundred are one and two tenths",
        "src/panel/billmanager/offer/notes.rs",
        ["matches!(decimals.len(), 1 | 2 | 4)", "matches!(decimals.len(), 1..=4)"],
        &["lib panel::billmanager::offer::tests::what_cannot_be_read_is_left_out_and_told_with_its_place"],
    ),
    plant(
        "an amount without end ends",
        "src/panel/billmanager/offer/tariff.rs",
        [".filter(|limit| *limit != UNLIMITED)", ""],
        &[EVERY_SHAPE],
    ),
    plant(
        "fields on no page are not seen",
        "src/panel/billmanager/offer/controls.rs",
        [
            "document.named(\"metadata\").flat_map(|metadata| metadata.below(&[\"field\"]))",
            "document.below(&[\"page\"]).into_iter().flat_map(|page| page.below(&[\"field\"]))",
        ],
        &[TRUTH, "it sandbox::offered::limits_in_another_place_and_forms_that_come_late_are_the_same"],
    ),
    plant(
        "the password of a form is kept",
        "src/panel/billmanager/offer/form.rs",
        ["|| SECRETS.contains(&name) ", ""],
        &["lib panel::billmanager::offer::tests::a_form_is_read_wherever_its_fields_stand"],
    ),
    plant(
        "a recipe goes with every OS template at the practice panel",
        "src/panel/practice/today/asked.rs",
        [" && sold::goes_with(recipe, &template.name)", ""],
        &["it sandbox::wide::whatever_is_wrong_by_name_is_refused_by_its_field"],
    ),
];
