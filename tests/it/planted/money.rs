//! Bugs of money: what an order would cost, what was charged, what there is, and what a service became.

use super::{Plant, plant};

const QUOTE: &str = "src/panel/billmanager/quote/mod.rs";
const SUM: &str = "src/order/charge/sum.rs";

const NO_SENDING: &str =
    "lib panel::billmanager::request::tests::whatever_an_order_asks_for_its_quote_asks_for_and_nothing_that_sends_it";
const OTHER_VALUES: &str =
    "lib panel::billmanager::quote::tests::a_form_that_shows_other_values_is_not_the_quote_of_this_order";
const TEXT: &str = "lib panel::billmanager::quote::tests::the_text_of_the_older_functions_names_what_the_order_costs";
const LISTS: &str = "lib panel::billmanager::quote::tests::the_lists_of_todays_functions_name_what_the_order_costs";
const LIMITS: &str = "lib panel::billmanager::quote::tests::a_value_that_the_form_shows_again_and_does_not_offer_is_refused_with_its_limits";
const TO_THE_KOPECK: &str = "it today::money::what_is_quoted_is_charged_to_the_kopeck_however_a_panel_shows_it";
const PUT_RIGHT: &str =
    "it today::money::what_a_panel_would_put_right_silently_is_no_quote_and_is_found_in_the_service_afterwards";
const TWO_WAYS: &str = "lib panel::billmanager::expense::tests::an_amount_that_can_be_read_in_two_ways_makes_its_row_unread_and_the_list_incomplete";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a quote orders",
        "src/panel/billmanager/request.rs",
        ["const SENDING: [&str; 4] = [\"sok\",", "const SENDING: [&str; 4] = [\"skipbasket\","],
        &[NO_SENDING, "it today::money::a_quote_orders_nothing_and_needs_whoever_is_signed_in"],
    ),
    plant(
        "the first of two sums is the quote",
        "src/panel/billmanager/quote/sum.rs",
        ["sum.amount != first.amount", "sum.amount == Money::ZERO && first.amount > sum.amount"],
        &[TEXT, LISTS],
    ),
    plant(
        "a price for display is the quote of any period",
        "src/panel/billmanager/quote/info.rs",
        ["if period != Some(Lasting::Months(months.get())) {", "if period.is_none() && months.get() == 0 {"],
        &[TEXT],
    ),
    plant(
        "what another order costs is a quote",
        QUOTE,
        ["fit.misfits.into_iter().next()", "fit.misfits.into_iter().nth(99)"],
        &[OTHER_VALUES, PUT_RIGHT],
    ),
    plant(
        "what a service has is not held against what was told",
        "src/order/fit/mod.rs",
        [
            "Held::Same => {}\n                Held::Untold",
            "Held::Same | Held::Differs if form == FormOf::Service => {}\n                Held::Same => {}\n                Held::Untold",
        ],
        &["lib order::fit::tests::what_is_put_right_silently_is_a_misfit", PUT_RIGHT],
    ),
    plant(
        "a field that a table names is read out of a service's form, its password too",
        "src/panel/billmanager/fields.rs",
        [".filter(|name| !is_secret(name))", ".filter(|name| !name.is_empty() || is_secret(name))"],
        &["lib panel::billmanager::fields::tests::only_the_fields_that_are_named_are_read_in_every_shape"],
    ),
    plant(
        "thousands are read as thousandths",
        "src/panel/billmanager/amount.rs",
        ["matches!(decimals.len(), 1 | 2 | 4)", "matches!(decimals.len(), 1..=4)"],
        &["lib panel::billmanager::amount::tests::an_amount_that_can_be_read_in_two_ways_is_none", TWO_WAYS],
    ),
    plant(
        "a row that is not understood was not charged",
        "src/panel/billmanager/expense/mod.rs",
        ["(!unread.is_empty()).then_some(", "(unread.len() > 99).then_some("],
        &[TWO_WAYS],
    ),
    plant(
        "money that came back is charged once more",
        SUM,
        ["sum(paid.iter().map(|row| row.paid()))", "sum(paid.iter().map(|row| row.paid().abs()))"],
        &["lib order::charge::tests::rows_come_to_their_sum_with_what_came_back_taken_off", TO_THE_KOPECK],
    ),
    plant(
        "roubles and euros make one sum",
        SUM,
        ["if !rows.iter().all(alike) {", "if !rows.iter().any(alike) && !rows.is_empty() {"],
        &["lib order::charge::tests::several_currencies_have_no_sum"],
    ),
    plant(
        "what is to be paid later is charged",
        "src/order/charge/row.rs",
        ["self.unpaid.unwrap_or_default().max(", "self.unpaid.unwrap_or_default().min("],
        &[
            "lib order::charge::tests::what_is_not_paid_yet_is_not_charged_yet",
            "it today::money::what_is_charged_later_or_names_no_service_is_not_taken_for_nothing",
        ],
    ),
    plant(
        "what may be a renewal is the order's own charge",
        "src/order/charge/of_order.rs",
        ["_ => Pays::Unclear,", "_ => Pays::First,"],
        &["lib order::charge::tests::what_may_be_either_is_said_to_be_unclear"],
    ),
    plant(
        "a month's price is what a period costs",
        "src/panel/billmanager/listing/mod.rs",
        ["if of_today { None } else { as_text() }", "as_text()"],
        &[
            "lib panel::billmanager::listing::tests::today::what_a_month_costs_for_display_is_never_what_a_service_costs",
        ],
    ),
    plant(
        "a debt buys as nothing owed does",
        "src/order/balance.rs",
        ["self.amount.amount() - self.debt.amount()", "self.amount.amount() - self.debt.amount().min(Decimal::ZERO)"],
        &["lib order::balance::tests::a_credit_counts_and_what_is_reserved_does_not"],
    ),
    plant(
        "a renewal that is off is on",
        "src/order/renews.rs",
        ["(Renewal::Never, found) => same(found == Self::Never),", "(Renewal::Never, _) => Held::Same,"],
        &["lib order::renews::tests::a_renewal_is_the_same_another_one_or_nobody_can_tell"],
    ),
    plant(
        "a sum to which tax is added is what the order costs",
        "src/panel/billmanager/quote/label.rs",
        ["() if is_before(&label) => Kind::Before,", "() if is_before(&label) && has(&PART) => Kind::Before,"],
        &[TEXT, LISTS],
    ),
    plant(
        "of a charge that is partly paid all is charged",
        "src/order/charge/row.rs",
        ["self.amount - self.waiting()", "self.amount"],
        &["lib order::charge::tests::of_a_charge_that_is_partly_paid_only_that_part_is_charged"],
    ),
    plant(
        "what the form does not take has a quote",
        "src/panel/billmanager/quote/limits.rs",
        ["let within = (min..=max).contains(&amount)", "let within = (min..=max).contains(&min)"],
        &[LIMITS],
    ),
    plant(
        "what the form does not list has a quote",
        "src/panel/billmanager/quote/limits.rs",
        ["!list.is_empty() && list.iter().all(", "!list.is_empty() && list.is_empty() && list.iter().all("],
        &[LIMITS],
    ),
    plant(
        "a domain that is taken refuses the others of its kind",
        "src/verb/process/ask.rs",
        ["let (own, next) = if taken {", "let (own, next) = if taken && others.is_empty() {"],
        &["lib verb::process::ask::tests::a_domain_that_is_taken_stops_its_own_order_and_no_other"],
    ),
    plant(
        "dollars are spent as euros",
        "src/panel/billmanager/account.rs",
        ["own.then_some(self.amount)", "(own || balance.is_some()).then_some(self.amount)"],
        &["lib panel::billmanager::account::tests::what_a_summary_says_in_another_currency_is_not_told"],
    ),
    plant(
        "roubles by their word are a currency of their own",
        "src/money.rs",
        ["\"₽\" | \"р\" | \"руб\" |", "\"₽\" | \"р\" |"],
        &["lib money::tests::words_and_signs_of_one_currency_are_that_currency", TEXT],
    ),
];
