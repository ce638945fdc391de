//! Bugs of tables that are written, extended, pulled and compared.

use super::{Plant, plant};

const AGAIN: &str = "lib catalog::write::tests::any_table_is_read_again_as_it_was";
const LIMITS: &str =
    "lib catalog::pulled::tests::a_limit_that_nobody_says_stays_open_and_the_form_goes_before_the_list";
const PRICES: &str = "lib catalog::pulled::tests::a_price_that_is_said_in_two_ways_is_none";
const TRUTH: &str = "lib catalog::pulled::tests::a_table_is_made_again_of_what_its_panel_says";
const UNASKED: &str = "lib catalog::compared::proof::tests::what_could_not_be_asked_is_neither_gone_nor_changed";
const NAMED: &str = "lib catalog::compared::tests::every_kind_of_change_is_named";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a table that extends a bundled one leads where it says",
        "src/catalog/table/mod.rs",
        ["        bundled: false,", "        bundled: table.extends.is_some(),"],
        &["it permit::a_table_that_extends_a_bundled_one_leads_nowhere_by_itself"],
    ),
    plant(
        "tables may extend each other in a circle",
        "src/catalog/extends.rs",
        ["if chain.contains(&file.as_str())", "if chain.len() > 99"],
        &["lib catalog::extends::tests::files_extend_each_other_and_never_in_a_circle"],
    ),
    plant(
        "a comment goes on behind its line",
        "src/catalog/write/mod.rs",
        [".flat_map(|text| text.split(['\\n', '\\r']))", ".map(String::as_str)"],
        &["lib catalog::write::tests::comments_stand_at_their_places_and_change_nothing"],
    ),
    plant("a step is written as nothing", "src/catalog/write/mod.rs", ["(\"step\", step), ", ""], &[AGAIN, TRUTH]),
    plant(
        "the price list's limits go before the form's",
        "src/catalog/pulled/amount.rs",
        [
            "return Limits { min: Some(*min), max: Some(*max),",
            "return Limits { min: least.or(Some(*min)), max: most.or(Some(*max)),",
        ],
        &[LIMITS],
    ),
    plant(
        "an amount without a default has the least",
        "src/catalog/pulled/amount.rs",
        ["let Some(included) = included else {", "let Some(included) = included.or(limits.min) else {"],
        &[LIMITS],
    ),
    plant(
        "of two prices the first counts",
        "src/catalog/pulled/money.rs",
        ["if *said != money {", "if said.is_none() {"],
        &[PRICES],
    ),
    plant(
        "prices of any currency are the table's",
        "src/catalog/pulled/money.rs",
        [".as_deref() == self.currency;", ".is_some();"],
        &[PRICES],
    ),
    plant(
        "a closed tariff is sold",
        "src/catalog/pulled/sold.rs",
        ["(Some(listed), _) if !listed.open => left(&tariff, LeftOut::Closed),", ""],
        &["lib catalog::pulled::tests::what_cannot_be_ordered_is_left_out_and_counted"],
    ),
    plant(
        "addresses of an unknown kind are of the fourth version",
        "src/catalog/pulled/kind.rs",
        ["(true, false) => Some(Field::Ipv4),", "(_, false) => Some(Field::Ipv4),"],
        &["lib catalog::pulled::kind::tests::an_amount_has_a_column_only_where_the_panel_says_which"],
    ),
    plant(
        "a form that was not shown is a tariff that is gone",
        "src/catalog/compared/proof.rs",
        ["unread || self.tariffs.iter().any(same)", "unread && self.tariffs.iter().any(same)"],
        &[UNASKED],
    ),
    plant(
        "what a form that was not shown may list is gone",
        "src/catalog/compared/proof.rs",
        [
            "OfList::Template(was) | OfList::Recipe(was) => was.now.is_some() || !self.partial,",
            "OfList::Template(_) | OfList::Recipe(_) => true,",
        ],
        &["lib catalog::compared::judged::tests::a_list_of_which_a_part_could_not_be_read_lacks_nothing"],
    ),
    plant(
        "a plan does not say what could not be compared",
        "src/catalog/compared/judged.rs",
        [
            "if ordered.has_remark(place, remark) &&",
            "if ordered.tariffs.is_empty() && ordered.has_remark(place, remark) &&",
        ],
        &["lib catalog::compared::judged::tests::what_is_ordered_and_could_not_be_read_is_not_called_the_same"],
    ),
    plant(
        "an ordered system that is gone is not told",
        "src/catalog/compared/judged.rs",
        ["Change::List(OfList::Template(was)) =>", "Change::List(OfList::Template(was)) if self.tariffs.is_empty() =>"],
        &["lib catalog::compared::judged::tests::what_is_ordered_and_is_not_there_is_told"],
    ),
    plant(
        "no renewal is said as is usual where no form lists it",
        "src/catalog/pulled/spoken.rs",
        ["if keys.is_empty() {", "if keys.len() < 99 {"],
        &["lib catalog::pulled::tests::renewal_is_said_as_the_forms_say_it"],
    ),
    plant(
        "of two systems that differ in case the first counts",
        "src/catalog/pulled/systems.rs",
        ["spaceless(&known.name) == spaceless(&name)", "plain(&known.name) == plain(&name)"],
        &["lib catalog::pulled::tests::systems_and_options_that_look_the_same_are_all_there"],
    ),
    plant(
        "an option may be named like another one's value",
        "src/catalog/pulled/choice.rs",
        ["other != at && value == name", "other == at && value == name && all.is_empty()"],
        &["lib catalog::pulled::tests::systems_and_options_that_look_the_same_are_all_there"],
    ),
    plant(
        "what could not be read is not sold",
        "src/catalog/pulled/mod.rs",
        ["let unread = notes.unclear().next().is_some();", "let unread = false;"],
        &["lib catalog::pulled::tests::what_could_not_be_read_is_not_called_unsold"],
    ),
    plant(
        "what costs less is no change",
        "src/catalog/compared/change.rs",
        ["(before != now).then_some(", "(before.is_none() != now.is_none()).then_some("],
        &[NAMED],
    ),
    plant(
        "a tariff is told by its name",
        "src/catalog/compared/tables.rs",
        ["(one.id, one.data_centre) == (two.id, two.data_centre)", "one.name == two.name"],
        &[NAMED, "lib catalog::compared::tests::a_tariff_is_gone_closed_or_new_by_its_id_and_place"],
    ),
    plant(
        "a table is old by the first day of its month",
        "src/catalog/age.rs",
        [".map(Date::last_of_month)", ""],
        &["lib catalog::age::tests::a_table_is_old_a_year_after_the_last_day_that_its_date_may_mean"],
    ),
];
