//! Bugs of sheets that are named alone, and of a window that is closed.

use super::{Plant, plant};

const ALONE: &str = "it dropped::without_a_person_the_plan_is_shown_and_the_next_command_and_nothing_is_done";
const ORDERS: &str = "it dropped::a_person_orders_by_a_word_and_the_number_of_orders";
const ENTER: &str = "it dropped::enter_alone_and_a_wrong_number_order_nothing";
const SEVERAL: &str = "it dropped::several_sheets_have_a_question_each_and_a_sheet_named_twice_has_one";
const PRACTICE: &str =
    "it dropped::a_plan_is_written_where_it_is_asked_for_and_practice_needs_nothing_and_is_kept_apart";
const GUARDS: &str = "it dropped::the_guards_of_process_hold_here_too";
const ENDS: &str = "it dropped::an_interrupt_ends_all";
const CLOSED: &str = "lib host::signal::tests::a_window_that_is_closed_gives_answers_a_little_time_and_no_more";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a sheet alone is ordered without a question",
        "src/verb/dropped/desk.rs",
        [
            "let look = Job { shown_only: true, ..self.job(sheet, &[\"--dry-run\"])? };",
            "let look = self.job(sheet, &[\"--yes\"])?;",
        ],
        &[ALONE, ORDERS, ENTER],
    ),
    plant(
        "a sheet alone is ordered without the number of orders",
        "src/verb/dropped/desk.rs",
        ["match self.job(sheet, &[]) {", "match self.job(sheet, &[\"--yes\"]) {"],
        &[ORDERS, ENTER],
    ),
    plant(
        "Enter orders",
        "src/verb/dropped/choice.rs",
        ["Self::Order => [&[\"o\", \"order\"]", "Self::Order => [&[\"o\", \"\", \"order\"]"],
        &[ENTER, "lib verb::dropped::choice::tests::enter_is_nothing_and_what_is_not_understood_is_no_choice"],
    ),
    plant(
        "an Enter from before answers the question of the next sheet",
        "src/host/console.rs",
        ["        forget_typed();\n", ""],
        &[SEVERAL],
    ),
    plant(
        "the second sheet is passed over",
        "src/verb/dropped/mod.rs",
        [
            "        ends.push(desk.sheet(sheet));",
            "        if at != 1 {\n            ends.push(desk.sheet(sheet));\n        }",
        ],
        &[SEVERAL],
    ),
    plant(
        "a sheet that is named twice comes twice",
        "src/verb/dropped/mod.rs",
        ["sheet.canonicalize().unwrap_or_else(|_| sheet.clone())", "sheet.clone()"],
        &[SEVERAL],
    ),
    plant(
        "the plan that is shown is written",
        "src/verb/process/finish.rs",
        ["let written = if job.shown_only {", "let written = if job.shown_only && run.lines.is_empty() {"],
        &[ALONE, PRACTICE],
    ),
    plant(
        "practice takes the name of results that count",
        "src/host/name.rs",
        ["\".practice.xlsx\"", "\".results.xlsx\""],
        &[PRACTICE],
    ),
    plant(
        "a sheet alone needs no approval",
        "src/verb/dropped/desk.rs",
        ["Ok(job) => return Some(job),", "Ok(job) => return Some(Job { approval_above: None, ..job }),"],
        &[GUARDS],
    ),
    plant(
        "after an interrupt the next sheet comes",
        "src/verb/dropped/mod.rs",
        [
            "if signal.given() {\n            console.insist",
            "if signal.given() && at == 0 {\n            console.insist",
        ],
        &[ENDS],
    ),
    plant(
        "at a question an interrupt waits for orders of another sheet",
        "src/verb/dropped/desk.rs",
        ["any more.\n        self.signal.disarm();\n", ""],
        &[ENDS],
    ),
    plant(
        "errors of one sheet promise that nothing of another was sent",
        "src/run/exit.rs",
        ["if sent && gravest.promises_nothing_sent()", "if !sent && gravest.promises_nothing_sent()"],
        &[SEVERAL, "lib run::exit::tests::of_several_sheets_the_gravest_end_counts_and_none_that_promises_too_much"],
    ),
    plant(
        "a misspelt command is taken for a sheet",
        "src/cli/dropped.rs",
        ["ends_like_one || is_path || path.symlink_metadata().is_ok()", "ends_like_one || is_path || !word.is_empty()"],
        &[
            "it dropped::a_sheet_that_is_not_there_is_told_as_a_file_and_a_misspelt_command_as_a_command",
            "lib cli::dropped::tests::a_sheet_is_known_wherever_it_stands_and_a_command_stays_one",
        ],
    ),
    plant(
        "a closed window leaves no workbook",
        "src/verb/process/doubts.rs",
        [
            "Leaving::Closed => workbook.as_ref().and_then(Hurried::write),",
            "Leaving::Closed => workbook.as_ref().filter(|_| said.is_empty()).and_then(Hurried::write),",
        ],
        &["it interrupt::a_window_that_is_closed_while_an_answer_is_awaited_leaves_a_workbook_of_what_is_known"],
    ),
    plant(
        "a closed window waits for answers for ever",
        "src/host/signal.rs",
        ["let until = Instant::now() + grace;", "let until = Instant::now() + grace.max(Duration::from_mins(9));"],
        &[CLOSED],
    ),
    plant(
        "a closed window cuts off what is being written",
        "src/host/signal.rs",
        [
            "        self.0.awaiting.store(false, Ordering::SeqCst);",
            "        self.0.awaiting.store(true, Ordering::SeqCst);",
        ],
        &[CLOSED],
    ),
    plant(
        "a sheet that nothing can be written beside is not shown",
        "src/verb/process/target.rs",
        ["if self.shown_only {", "if self.shown_only && self.yes {"],
        &["it dropped::a_sheet_beside_which_nothing_can_be_written_is_shown_and_what_failed_counts"],
    ),
    plant(
        "what failed at a question is forgotten",
        "src/verb/dropped/desk.rs",
        ["failed.push((chosen, self.told(&error, console.lang)))", "drop(self.told(&error, console.lang))"],
        &["it dropped::a_sheet_beside_which_nothing_can_be_written_is_shown_and_what_failed_counts"],
    ),
    plant(
        "a window that is closed while charges are read leaves no workbook",
        "src/verb/process/send.rs",
        ["        fit::hold(stage, ready, ", "        signal.answered();\n        fit::hold(stage, ready, "],
        &["it shut::a_window_that_is_closed_before_the_panel_has_told_the_charges_leaves_a_workbook"],
    ),
    plant(
        "a script is waited for in its window",
        "src/cli/script.rs",
        ["\"yq\"", "\"q\""],
        &["lib cli::script::tests::a_script_is_known_by_options_that_nobody_types_who_watches"],
    ),
];
