//! Bugs of what is approved: a code that leaves something out, a plan that is believed, a run that goes on all the same.

use super::{Plant, plant};

const CELLS: &str = "it approved::a_cell_that_is_part_of_an_order_is_as_it_was_approved_or_nothing_is_sent";
const TABLE: &str = "it approved::what_a_table_names_is_as_it_was_approved_or_nothing_is_sent";
const QUOTES: &str = "it approved::the_panels_price_is_approved_as_well";
const ACCOUNT: &str = "it approved::a_plan_is_approved_for_an_account_and_named_where_it_is_another_one";
const KEPT: &str = "it approved::a_kept_plan_that_was_changed_says_so_and_decides_nothing";
const SETTINGS: &str = "it approved::the_settings_can_want_an_approval";

const AGAIN: &str = "it approved::a_price_of_the_panel_is_asked_for_again_before_anything_is_sent_under_its_approval";
const DOUBT: &str = "it approved::an_order_in_doubt_is_sent_again_only_at_a_price_that_was_asked_for";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "another plan than the approved one is ordered where nobody can say what differs",
        "src/verb/process/approve.rs",
        ["now.plan.code() == *given)", "now.plan.code() == *given || known.is_none())"],
        &[ACCOUNT, KEPT],
    ),
    plant(
        "the tariff table has no part in an approval",
        "src/run/approval/of_run.rs",
        ["content: sha256(table),", "content: sha256(&table[..0]),"],
        &[TABLE],
    ),
    plant(
        "the panel's price has no part in an approval",
        "src/run/approval/of_run.rs",
        ["planned: *price }", "planned: price.and(sheet.or(list)) }"],
        &[QUOTES],
    ),
    plant(
        "orders that were sent are no part of their plan any more",
        "src/run/approval/of_run.rs",
        [
            "run.asked().collect();",
            "run.asked().filter(|order| run.lines.iter().any(|line| line.outcome.status == crate::order::Status::Ready && line.order.as_ref() == Some(order))).collect();",
        ],
        &["it approved::a_run_that_was_cut_off_goes_on_with_the_same_code", QUOTES],
    ),
    plant(
        "the order of the rows is a part of an approval",
        "src/run/approval/of_run.rs",
        ["orders.sort_by(|(one, _), (other, _)| one.domain.cmp(&other.domain));", ""],
        &[CELLS],
    ),
    plant(
        "what stands in the file of a plan is believed",
        "src/ledger/approved.rs",
        ["if found != *code || plan.rows", "if found == found.clone() && plan.rows"],
        &["lib ledger::approved::tests::a_plan_is_found_by_its_code_and_only_as_it_was_kept"],
    ),
    plant(
        "a sum that is not known is below any other",
        "src/verb/process/approve.rs",
        ["(charge > above || unknown > 0)", "(charge > above)"],
        &[SETTINGS],
    ),
    plant(
        "a price that was approved is not the one that may be paid",
        "src/verb/process/approve.rs",
        ["order.price = planned;", ""],
        &[QUOTES],
    ),
    plant(
        "a price of the panel that was approved is believed without asking",
        "src/verb/process/approve.rs",
        ["quoted.contains(&order.domain) && !asked", "quoted.is_empty() && !asked"],
        &[AGAIN],
    ),
    plant(
        "what the last list frees is sent though no plan had it and no limit counted it",
        "src/verb/process/prepare.rs",
        [
            "line.outcome.status == Status::Ready && was.status != Status::Ready",
            "line.outcome.status == Status::Unknown && was.status != Status::Ready",
        ],
        &[DOUBT, "it reconcile::an_order_proved_absent_is_sent_once_more_and_never_a_third_time"],
    ),
    plant(
        "what headers say of VAT has no part in an approval",
        "src/run/approval/of_run.rs",
        ["vat::split(header).is_some()", "vat::split(header).is_some() && header.is_empty()"],
        &["it approved::what_a_header_says_of_vat_is_approved_as_well"],
    ),
    plant(
        "a code that was given is called approved whatever the plan comes to",
        "src/verb/runs.rs",
        ["own == Some(code)", "own == Some(code) || own.is_some()"],
        &["it approved::a_run_that_was_refused_is_not_called_approved"],
    ),
    plant(
        "a refused run replaces the approved plan",
        "src/verb/process/written.rs",
        ["|| is_refused ||", "||"],
        &["it approved::a_refused_run_leaves_the_approved_plan_where_it_is"],
    ),
];
