//! Bugs of what comes from outside: a panel, its table, a sheet; and of what goes out to other programs.

use super::{Plant, plant};

const ENDLESS: &str =
    "lib panel::billmanager::listing::tests::an_endless_list_is_read_to_its_caps_and_proves_nothing_absent";
const LONG: &str = "lib panel::billmanager::listing::tests::a_field_that_is_too_long_is_nobodys";
const IGNORED: &str =
    "lib panel::billmanager::listing::tests::a_panel_that_ignores_the_pages_number_may_hold_something_back";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a list that was read to its cap proves absence",
        "src/panel/billmanager/pages.rs",
        ["return Some(Gap::TooLarge(cap));", "let _ = cap;"],
        &[ENDLESS, LONG],
    ),
    plant(
        "the pages of a list are weighed one by one",
        "src/panel/billmanager/pages.rs",
        ["self.bytes = self.bytes.saturating_add(page.bytes);", "self.bytes = page.bytes;"],
        &[ENDLESS],
    ),
    plant(
        "an id that is too long is another one's",
        "src/panel/billmanager/listing/mod.rs",
        ["cap::whole(element.text_of_all(\"id\")?)?.to_owned()", "cap::cut(element.text_of_all(\"id\")?)"],
        &[LONG],
    ),
    plant(
        "a key with something behind it is ours",
        "src/panel/billmanager/one.rs",
        ["cap::cut_at(text, LONGEST)", "text.chars().take(LONGEST).collect()"],
        &[LONG],
    ),
    plant(
        "a page that repeats another proves that there is no more",
        "src/panel/billmanager/pages.rs",
        ["return Ok((repeated && !again.turned).then_some(Gap::NoEnd));", "return Ok(None);"],
        &[IGNORED],
    ),
    plant(
        "rows of an earlier page beside new ones are of one list",
        "src/panel/billmanager/pages.rs",
        ["self.moved |= news && overlaps;", "let _ = overlaps;"],
        &[
            "lib panel::billmanager::listing::tests::a_page_with_rows_of_an_earlier_one_beside_new_ones_belongs_to_another_list",
        ],
    ),
];
