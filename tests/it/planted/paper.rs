//! Bugs of what an accountant books: columns on paper, differences, what was charged once, renewals, zones, old reasons.

use super::{Plant, plant};

const APART: &str = "it report::paper::amounts_of_two_currencies_have_no_difference_and_are_counted_apart";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "results are printed as a plan is",
        "src/report/columns.rs",
        ["if view.plan {", "if !view.plan {"],
        &[
            "it report::paper::the_orders_are_printed_as_they_are_booked_at_7_points_or_more",
            "it report::paper::a_plan_is_printed_as_it_is_approved",
        ],
    ),
    plant(
        "amounts of two currencies are taken from one another",
        "src/report/totals.rs",
        [
            "(_, Paid::Foreign(..)) => Self::OfTwoCurrencies,",
            "(Some(planned), Paid::Foreign(cost, _)) => Self::Known(planned.amount() - cost.amount()),\n            \
             (None, Paid::Foreign(..)) => Self::OfTwoCurrencies,",
        ],
        &[APART],
    ),
    plant(
        "what was charged is expected again once its service is deleted",
        "src/order/findings.rs",
        ["let paid = outcome.paid_as();", "let paid = outcome.paid.clone();"],
        &["it report::paper::what_was_charged_stays_charged_whatever_becomes_of_the_service"],
    ),
    plant(
        "a renewal goes by the first charge and not by the last one",
        "src/report/schedule.rs",
        ["renewed().or_else(first)", "first().or_else(renewed)"],
        &["it report::paper::a_renewal_costs_what_the_panel_charged_for_the_last_one"],
    ),
    plant(
        "a part of a renewal is taken for its price",
        "src/order/charge/of_order.rs",
        ["if !rows.iter().all(regular) {", "if !rows.iter().any(regular) {"],
        &["it report::paper::a_renewal_costs_what_the_panel_charged_for_the_last_one"],
    ),
    plant(
        "times are those of whoever makes the workbook again",
        "src/report/calendar.rs",
        ["kept.unwrap_or_else(|| otherwise.clone())", "kept.filter(|_| false).unwrap_or_else(|| otherwise.clone())"],
        &["it report::paper::times_are_local_to_whoever_made_the_run_and_headers_name_the_zone"],
    ),
    plant(
        "a long text of the sheet is cut off on paper",
        "src/report/widths.rs",
        ["let needed = room(self.longest).div_ceil(MOST_LINES - 1) + 2;", "let needed = min(room(self.longest), 3);"],
        &["it report::paper::nothing_of_to_fix_and_source_is_cut_off"],
    ),
    plant(
        "the reasons of an earlier run are carried along",
        "src/report/named.rs",
        ["!names::is_what_to_fix(&column.header)", "!column.header.is_empty() || names::is_what_to_fix(\"\")"],
        &["it report::paper::reasons_of_an_earlier_run_are_left_behind"],
    ),
    plant(
        "a book has the days of whoever asks",
        "src/report/calendar.rs",
        ["kept.unwrap_or_else(|| otherwise.clone())", "kept.filter(|_| false).unwrap_or_else(|| otherwise.clone())"],
        &["it books::an_order_has_the_day_of_its_run_whoever_makes_the_book"],
    ),
    plant(
        "what is in the sums and not in the difference goes unsaid",
        "src/report/control.rs",
        ["if whole.compared > 0 && whole.uncompared > 0 {", "if whole.compared > 0 && whole.uncompared > 100 {"],
        &["it report::paper::planned_less_actual_is_told_by_order_by_tariff_and_by_cost_centre"],
    ),
    plant(
        "a run that goes on is told as cut off",
        "src/run/going.rs",
        ["if self.end.is_none() {", "if self.end.is_some() {"],
        &["it books::asked::a_run_that_goes_on_or_was_cut_off_is_no_result"],
    ),
    plant(
        "what is not printed makes printed lines higher",
        "src/report/orders.rs",
        ["page.off_paper = at >= columns.printed;", "page.off_paper = at > u16::MAX - 1;"],
        &["it report::paper::a_printed_line_of_orders_is_as_high_as_what_is_printed_of_it"],
    ),
];
