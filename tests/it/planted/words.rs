//! Bugs of words: terms given up, sums that say too much, commands that lead nowhere, headers of before.

use super::{Plant, plant};

const RULES: &str = "it words::every_text_keeps_to_the_glossary_and_to_the_rules_of_print";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "renewals of different periods are summed up as if charged at once",
        "src/run/summary.rs",
        ["auto-renew: {count} {noun}, one renewal of each: {sum}", "auto-renew: {count} {noun}, each time: {sum}"],
        &[RULES],
    ),
    plant(
        "a header ends in a preposition",
        "src/report/table.rs",
        ["\"Серверов без цены\"", "\"Цена неизвестна у\""],
        &[RULES],
    ),
    plant(
        "a practice whose panel is gone is told to be gone on with",
        "src/report/advice.rs",
        [
            "Status::NotSent if ground.options.is_none() && !ground.plan",
            "Status::NotSent if ground.options.is_none() && ground.plan",
        ],
        &["it report::advice::what_a_practice_that_is_gone_did_not_send_is_not_told_to_be_repeated"],
    ),
    plant(
        "a workbook of before is not known by its header of reasons",
        "src/sheet/names.rs",
        [", \"What to fix\", \"Что исправить\"]", "]"],
        &["lib sheet::names::tests::reasons_of_earlier_versions_are_known_by_their_headers_as_well"],
    ),
    plant(
        "words of a library are told for a reason",
        "src/order/reason.rs",
        [".filter(|_| !self.code.is_of_the_network())", ".filter(|_| true)"],
        &["lib order::reason::tests::words_of_the_network_library_stay_in_the_log_and_those_of_the_panel_are_told"],
    ),
    plant(
        "a month is told as machines write it",
        "src/text/day.rs",
        ["(Some(year), Some(at @ 1..=12)) =>", "(Some(year), Some(at @ 1..=1)) =>"],
        &["lib text::day::tests::a_date_of_a_table_is_read_as_a_month_a_day_or_not_at_all"],
    ),
    plant(
        "a run that sent nothing names its plan like an answer",
        "src/verb/process/written.rs",
        ["Kind::Plan if !self.job.dry_run =>", "Kind::Plan if self.job.shown_only =>"],
        &["it words::a_run_that_ends_before_its_first_order_says_that_its_plan_sent_nothing"],
    ),
    plant(
        "a decision on a terminal has its day as workbooks have it",
        "src/report/decided.rs",
        ["on.strftime(day::to_minute(lang))", "on.strftime(day::to_minute(Lang::Ru))"],
        &["it words::a_decision_on_a_terminal_has_its_day_as_the_language_writes_it"],
    ),
    plant(
        "a line of a workbook parts a sum from its currency",
        "src/report/table.rs",
        ["&fitting(together(text).into())", "&fitting(text.into())"],
        &["it words::a_sum_in_a_sentence_of_a_workbook_keeps_its_currency_and_a_terminal_has_plain_spaces"],
    ),
];
