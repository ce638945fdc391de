//! Bugs of what panels of today say: shapes, answers, carts, payments, lists.

use super::{Plant, plant};

const ANSWER: &str = "src/panel/billmanager/answer/today.rs";
const CART: &str = "src/panel/billmanager/cart.rs";
const PAGES: &str = "src/panel/billmanager/pages.rs";

const ITEM: &str = "lib panel::billmanager::answer::today::tests::an_item_of_the_cart_is_never_a_service";
const NONE: &str = "lib panel::billmanager::answer::today::tests::what_looks_like_a_success_and_is_none";
const UNPAID: &str =
    "lib panel::billmanager::answer::today::tests::what_is_not_paid_is_no_success_whatever_stands_beside_it";
const PAYMENT: &str = "lib panel::billmanager::answer::today::tests::a_payment_is_only_what_is_cleanly_done";
const JSON: &str = "lib panel::billmanager::json::tests::what_is_not_whole_or_says_one_thing_twice_is_no_document";
const NO_CART: &str = "lib panel::billmanager::cart::tests::a_cart_of_which_anything_is_not_understood_is_none";
const LIST: &str = "lib panel::billmanager::listing::tests::today::only_the_lists_own_function_answers_with_the_list";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "an item of the cart is a service",
        ANSWER,
        ["Answer::InCart { item: item.to_owned() }", "Answer::Accepted { service_id: Some(item.to_owned()) }"],
        &[ITEM],
    ),
    plant(
        "an item of the cart may bear a service's number",
        ANSWER,
        ["(Number::Several, _) | (_, Number::Plain(_) | Number::Odd) => {", "(Number::Several, _) => {"],
        &[ITEM],
    ),
    plant(
        "an address of payment beside a service's number is passed over",
        ANSWER,
        ["(_, Target::Money) => not_paid(None),", "(Number::None, Target::Money) => not_paid(None),"],
        &[UNPAID],
    ),
    plant(
        "an order's number is passed over",
        ANSWER,
        ["[\"billorder\", \"billorder.id\", \"payment_id\"]", "[\"order\", \"order.id\", \"payment\"]"],
        &[UNPAID],
    ),
    plant(
        "a form that is shown again is a success",
        ANSWER,
        ["(None, true) => Some(another()),", "(None, true) => None,"],
        &[NONE],
    ),
    plant(
        "any text is a service's number",
        ANSWER,
        ["!text.bytes().all(|b| b.is_ascii_digit()) ||", "text.is_empty() ||"],
        &[NONE],
    ),
    plant("a number alone is a success whatever answers", ANSWER, ["own && numbered &&", "numbered &&"], &[NONE]),
    plant(
        "a payment that was refused is a refusal like others",
        "src/panel/billmanager/answer/mod.rs",
        ["Answer::Blocked(reason) => Answer::Unclear(reason),", "Answer::Blocked(reason) => Answer::Refused(reason),"],
        &[PAYMENT],
    ),
    plant(
        "a payment may name another item",
        ANSWER,
        ["is_some_and(|number| number != item)", "is_some_and(str::is_empty)"],
        &[PAYMENT],
    ),
    plant(
        "of two equal keys the last one counts",
        "src/panel/billmanager/json/value.rs",
        ["if !known.insert(key.clone()) {", "if !known.insert(key.clone()) && key.is_empty() {"],
        &[JSON],
    ),
    plant(
        "anybody's success in JSON is the panel's",
        "src/panel/billmanager/json/value.rs",
        [
            "if !known && !members.iter().any(|(name, _)| SIGNS",
            "if !known && members.is_empty() && !members.iter().any(|(name, _)| SIGNS",
        ],
        &[JSON, NONE],
    ),
    plant(
        "a cart may hold any list",
        CART,
        ["list.attribute(\"name\") == Some(ITEMS)", "list.name == \"list\""],
        &[NO_CART],
    ),
    plant(
        "the count of a cart is not held against its items",
        CART,
        ["(items, Some(count)) => items.len() == count as usize,", "(_, Some(_)) => true,"],
        &[NO_CART],
    ),
    plant(
        "an empty list is an empty cart",
        CART,
        ["([], count) => count == Some(0),", "([], _) => true,"],
        &["lib panel::billmanager::cart::tests::only_a_cart_that_says_so_is_empty"],
    ),
    plant(
        "a thousand is one",
        "src/panel/billmanager/amount.rs",
        ["matches!(decimals.len(), 1 | 2 | 4)", "(1..=4).contains(&decimals.len())"],
        &["lib panel::billmanager::amount::tests::an_amount_that_can_be_read_in_two_ways_is_none", NO_CART],
    ),
    plant(
        "any function's rows are the list",
        PAGES,
        ["Some(answers) => answers == function", "Some(answers) => !answers.is_empty()"],
        &[LIST],
    ),
    plant(
        "a list that a filter may have shortened is whole",
        "src/panel/http/lists.rs",
        [".then_some(Gap::Filtered)", ".then_some(Gap::Filtered).filter(|_| false)"],
        &["it today::a_list_that_a_filter_may_have_shortened_proves_nothing_absent"],
    ),
    plant(
        "another service's form tells a key",
        "src/panel/billmanager/one.rs",
        ["ids.iter().all(|shown| *shown == id)", "ids.iter().all(|shown| !shown.is_empty())"],
        &["lib panel::billmanager::one::tests::a_form_tells_the_key_of_its_service_and_nothing_else"],
    ),
    plant(
        "a state that needs a person is a step on the way",
        "src/panel/billmanager/listing/state.rs",
        ["words().unwrap_or(ServiceState::Processing)", "ServiceState::Processing"],
        &["lib panel::billmanager::listing::tests::today::numbers_above_five_are_steps_and_words_stand_for_numbers"],
    ),
];
