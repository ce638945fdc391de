//! Bugs of what a person says beforehand of a sheet, of totals, and of the files that runs leave.

use super::{Plant, plant};

const GUARD: &str = "src/verb/process/guard.rs";
const LINES: &str = "src/run/lines.rs";
const TOTALS: &str = "src/check/totals.rs";

const EXPECTED: &str = "it limits::what_is_expected_is_the_whole_sheet_so_the_same_command_goes_on_after_an_interrupt";
const OTHERWISE: &str = "it limits::a_sheet_that_asks_for_another_number_of_servers_or_another_sum_is_refused";
const CHOSEN: &str = "it limits::chosen_rows_alone_are_ordered_and_the_others_later";
const DOUBT: &str = "it limits::an_order_in_doubt_is_told_whatever_rows_are_chosen";
const PLANNED: &str = "it limits::a_plan_is_never_done_and_its_exit_code_tells_whether_there_is_something_to_order";
const STRICT: &str = "it limits::a_total_that_is_not_what_was_read_is_told_and_with_strict_totals_orders_nothing";
const WHOLE: &str = "it files::only_a_whole_workbook_of_this_program_is_written_over";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "what is expected is only what is still to be sent",
        GUARD,
        ["let asked = run.asked().count() as u64;", "let asked = run.summary().total.servers;"],
        &[EXPECTED],
    ),
    plant(
        "a sum below the expected one goes through",
        GUARD,
        ["(planned != expected).then_some", "(planned > expected).then_some"],
        &[OTHERWISE],
    ),
    plant(
        "the last of the chosen rows is left out",
        "src/sheet/chosen.rs",
        ["(*first..=*last).contains(&row)", "(*first..*last).contains(&row)"],
        &["lib sheet::chosen::tests::rows_are_named_by_their_numbers_or_refused", CHOSEN],
    ),
    plant(
        "an order in doubt is skipped where its row is not chosen",
        LINES,
        [
            "Server::Stands | Server::InDoubt => *outcome,\n            Server::Planned | Server::None => skipped(),",
            "Server::Stands => *outcome,\n            Server::InDoubt | Server::Planned | Server::None => skipped(),",
        ],
        &[DOUBT],
    ),
    plant(
        "rows chosen beyond the sheet's last one choose the whole sheet",
        "src/sheet/chosen.rs",
        ["&& last.is_none_or(|last| Some(&last) <= end)", "&& last.is_none_or(|last| end.is_some() || last == OPEN)"],
        &["it limits::rows_that_are_not_there_are_refused"],
    ),
    plant("a plan is done", "src/lib.rs", [".planned(tally.count(Status::Ready) > 0).into()", ".into()"], &[PLANNED]),
    plant(
        "a total that is too small is right",
        TOTALS,
        ["sum.plain == total || sum.times == total", "sum.plain >= total || sum.times >= total"],
        &[
            "lib check::totals::tests::a_total_may_be_of_rows_that_are_left_out_as_well",
            "lib check::totals::tests::a_total_is_right_that_the_rows_above_it_come_to_in_any_way_that_people_sum_up",
        ],
    ),
    plant(
        "a sum behind a tax is compared with rows",
        TOTALS,
        ["Kind::Sum => !self.aside,", "Kind::Sum => true,"],
        &["lib check::totals::tests::what_is_no_sum_of_rows_is_not_compared"],
    ),
    plant(
        "a sum with tax is never compared",
        TOTALS,
        ["self.with_tax == Some(with)", "self.with_tax == Some(with) && off"],
        &["lib check::totals::tests::a_sum_with_tax_is_compared_where_the_prices_are_with_it_and_a_count_always"],
    ),
    plant(
        "a total that cannot be read says nothing",
        TOTALS,
        ["Figure::Unread if is_figure(cell) =>", "Figure::Unread if cell.is_blank() =>"],
        &["lib check::totals::tests::a_figure_of_a_total_that_cannot_be_read_is_told"],
    ),
    plant(
        "a total that is not right is never an error",
        "src/sheet/problem/file.rs",
        ["if strict { Error } else { Warning }", "if strict { Warning } else { Note }"],
        &[STRICT],
    ),
    plant(
        "a refused start replaces the plan that was approved",
        "src/verb/process/written.rs",
        ["if !self.job.overwrite || is_refused ||", "if !self.job.overwrite || (is_refused && self.job.dry_run) ||"],
        &["it files::a_refused_start_replaces_no_plan"],
    ),
    plant(
        "a workbook is replaced beside data of another run",
        "src/verb/settings/mod.rs",
        [
            "if self.overwrite && self.format.is_some() {",
            "if self.overwrite && self.format.is_some() && self.yes && self.dry_run {",
        ],
        &["it files::workbook_and_data_of_a_run_bear_one_name"],
    ),
    plant(
        "a plan takes a name that says that results are in it",
        "src/verb/process/target.rs",
        ["if is_of_results(name) {", "if !is_of_results(name) {"],
        &["it files::a_plan_never_stands_under_the_name_that_results_are_waited_for"],
    ),
    plant(
        "a plan of before the first ledger is another one",
        "src/report/plan.rs",
        ["run.facts.knows = Knows::Ledger;", "run.facts.knows = Knows::NoLedger;"],
        &["it files::a_refused_start_leaves_no_second_equal_data_either"],
    ),
    plant(
        "a workbook that was cut off or changed is replaced",
        "src/reader/workbook/xlsx/own.rs",
        ["archive.parts().all(whole)", "archive.parts().any(whole)"],
        &[WHOLE],
    ),
    plant(
        "a plan replaces results",
        "src/verb/process/target.rs",
        ["own.is_plan == self.dry_run", "own.is_plan || self.dry_run"],
        &[WHOLE],
    ),
    plant(
        "a plan takes the name that results are waited for under",
        "src/verb/process/target.rs",
        ["(Some(output), Kind::Plan) if !self.dry_run =>", "(Some(output), Kind::Plan) if self.dry_run =>"],
        &["it files::a_plan_never_stands_under_the_name_that_results_are_waited_for"],
    ),
    plant(
        "each refused start leaves another plan",
        "src/verb/process/written.rs",
        [
            "plan.is_some_and(|mark| marks.contains(&mark))",
            "plan.is_some_and(|mark| marks.is_empty() && mark.is_empty())",
        ],
        &["it files::a_refused_start_leaves_no_second_equal_plan"],
    ),
];
