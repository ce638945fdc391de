//! Bugs of what is read and of what is handed on: sheets, workbooks, data for machines, settings.

use super::{Plant, plant};

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    // Sheets.
    plant(
        "hidden rows are ordered unasked",
        "src/reader/rows.rs",
        [
            "        self.note(no, self.hidden.map_or(FileProblem::HiddenRow, |_| FileProblem::HiddenTaken { included }));",
            "        if self.hidden.is_some() {\n            self.note(no, FileProblem::HiddenTaken { included });\n        }",
        ],
        &[
            "it sheet_hidden::hidden_rows_are_errors_until_somebody_says_what_becomes_of_them",
            "it sheet_hidden::hidden_rows_are_never_ordered_unasked",
        ],
    ),
    plant(
        "hidden columns are ordered unasked",
        "src/reader/sight.rs",
        ["if *by_column || self.hidden.is_some() {", "if self.hidden.is_some() {"],
        &["it sheet_hidden::a_hidden_column_is_never_ordered_unasked"],
    ),
    plant(
        "a comment of a person is taken for a note of ours",
        "src/sheet/names.rs",
        ["author.trim() == NOTE_AUTHOR || begins_with_code", "author.trim() != NOTE_AUTHOR || begins_with_code"],
        &["it sheet_structure::marks_that_cancel_are_told_and_our_own_notes_are_none"],
    ),
    plant(
        "a row of text is an order",
        "src/check/line.rs",
        ["if !given.is_empty() && first.is_none() {", "if given.is_empty() && first.is_none() {"],
        &["it sheet_office::groups_within_the_table_with_sums_below_each"],
    ),
    plant(
        "hidden sheets with orders are passed over",
        "src/reader/choose.rs",
        ["if hidden != Some(Hidden::Skip) {", "if hidden == Some(Hidden::Include) {"],
        &["it sheet_hidden::hidden_sheets_with_orders_are_an_error_until_somebody_says_what_becomes_of_them"],
    ),
    plant(
        "a results workbook is an order sheet",
        "src/reader/choose.rs",
        ["if workbook.is_results() {\n        return to_fix", "if false {\n        return to_fix"],
        &["it sheet::a_results_workbook_is_no_order_sheet_except_for_what_is_to_fix"],
    ),
    plant(
        "a misspelt header is carried along",
        "src/reader/heading.rs",
        ["if letters < LONG { Sure::Perhaps }", "if letters > 0 { Sure::Perhaps }"],
        &["it sheet::wrong_columns_are_all_named_at_once"],
    ),
    plant(
        "the unit in a header is dropped",
        "src/check/cells.rs",
        ["format!(\"{whole} {unit}\")", "format!(\"{whole}{}\", &unit[..0])"],
        &["it misread::a_unit_in_a_header_is_that_of_its_numbers"],
    ),
    plant(
        "a copy of the sheet of orders is the sheet of orders",
        "src/reader/choose.rs",
        ["MEANT_FOR_ORDERS.contains(&same_name(name).as_str())", "same_name(name).starts_with(MEANT_FOR_ORDERS[0])"],
        &["it misread::a_copy_of_the_sheet_of_orders_is_not_taken_for_it"],
    ),
    plant(
        "a server called total is a total",
        "src/reader/headers.rs",
        [
            "if layout.col(Field::Domain).is_none() || !needed.all(empty) {",
            "if layout.col(Field::Domain).is_none() || needed.all(|_| false) {",
        ],
        &["it misread::a_server_called_total_is_no_total"],
    ),
    plant(
        "a copy loses what was wrong with its cells",
        "src/sheet/row.rs",
        [
            "Value::NoValue | Value::Merged(_) | Value::TwoReadings(_) => Some(NO_VALUE),",
            "Value::NoValue | Value::Merged(_) | Value::TwoReadings(_) => None,",
        ],
        &["it misread::what_is_wrong_with_a_sheet_is_wrong_with_its_copies"],
    ),
    plant(
        "a copy loses what was wrong with its rows",
        "src/sheet/problem/mod.rs",
        ["found.into_iter().any(whole).then(", "(found.into_iter().any(whole) && name.is_empty()).then("],
        &["it misread::what_is_wrong_with_a_sheet_is_wrong_with_its_copies"],
    ),
    plant(
        "hidden sheets are no question to --only-valid",
        "src/lib.rs",
        ["if run.is_undecided() || ", "if "],
        &["it misread::orders_on_hidden_sheets_are_decided_about_before_any_row_is_ordered"],
    ),
    plant(
        "merged cells are empty cells",
        "src/reader/marks.rs",
        ["(!own).then(", "own.then("],
        &["it sheet_hidden::merged_cells_hold_a_value_only_in_the_first"],
    ),
    plant(
        "an .ods shows numbers without their styles",
        "src/reader/workbook/ods/cell.rs",
        ["let seen = shown(plain.clone(), look.format.as_ref());", "let seen = plain.clone();"],
        &["it sheet_ods::a_number_is_what_its_style_shows"],
    ),
    plant(
        "a text of an .ods that says something else is taken for the number",
        "src/reader/workbook/ods/cell.rs",
        ["Agree::Not => two(&said, text),", "Agree::Not => seen,"],
        &["it sheet_ods::a_text_that_says_something_else_than_the_style_has_two_readings"],
    ),
    plant(
        "the second reading of an .ods is believed whatever it says",
        "src/reader/workbook/ods/second.rs",
        ["Ok((!is_same(found, expected)).then(", "Ok((false && !is_same(found, expected)).then("],
        &["lib reader::workbook::ods::tests::a_cell_that_the_second_reading_makes_something_else_of_has_two_readings"],
    ),
    plant(
        "a formula without a stored value is an empty cell",
        "src/reader/workbook/value.rs",
        [
            "DataRef::Empty => formula.then_some(Value::NoValue)",
            "DataRef::Empty => (formula && false).then_some(Value::NoValue)",
        ],
        &["it sheet::a_formula_without_a_stored_value_is_not_an_empty_cell"],
    ),
    plant(
        "texts without end are held",
        "src/reader/workbook/xlsx/strings.rs",
        ["if found.digests.len() == MOST {", "if found.digests.len() == usize::MAX {"],
        &["it sheet::bombs_are_refused_before_they_are_unpacked"],
    ),
    plant(
        "a second reading is not asked",
        "src/reader/workbook/xlsx/second.rs",
        ["if self.rows.get(at) == Some(&sum) {", "if self.rows.get(at).is_some() || sum > 0 {"],
        &["it sheet_package::a_value_of_two_readings_is_told_at_its_cell"],
    ),
    plant(
        "names of other programs are data",
        "src/reader/workbook/xlsx/spaces.rs",
        ["main.then_some(element.name)", "(main || !element.name.is_empty()).then_some(element.name)"],
        &["it sheet_package::only_the_main_namespace_holds_data"],
    ),
    plant(
        "a row that is written twice is two rows",
        "src/reader/workbook/xlsx/sheet.rs",
        ["*bits |= 1 << (row % 64);", "*bits |= 0 << (row % 64);"],
        &["it sheet_package::rows_and_cells_stand_where_they_say_and_once"],
    ),
    plant(
        "a table's price is that of any period",
        "src/catalog/price.rs",
        ["let mut price = *self.prices.get(&months)?;", "let mut price = *self.prices.values().next()?;"],
        &["it check::the_tables_price_is_that_of_the_tariff_as_it_comes"],
    ),
    plant(
        "fewer resources than the default cost what the default costs",
        "src/catalog/price.rs",
        ["None => amount.checked_sub(self.default)?,", "None => amount.saturating_sub(self.default),"],
        &["it check::the_tables_price_is_that_of_the_tariff_as_it_comes"],
    ),
    plant(
        "a bad count hides what is wrong with the name",
        "src/check/names.rs",
        [
            "if let Err(problem) = domain(&pattern.name(1, &user)) {",
            "if let (Err(problem), true) = (domain(&pattern.name(1, &user)), false) {",
        ],
        &["it check::a_name_is_judged_beside_a_bad_count"],
    ),
    // Workbooks.
    plant(
        "the control table always agrees",
        "src/run/mod.rs",
        [
            "i128::from(self.servers) - i128::from(self.tally().total())",
            "i128::from(self.servers) - i128::from(self.servers)",
        ],
        &["it report::pages::a_lost_line_is_seen_in_the_control"],
    ),
    plant(
        "a plan supersedes the results of an earlier run",
        "src/run/mod.rs",
        ["if self.is_plan() { None } else {", "if false { None } else {"],
        &["it report::trail::an_earlier_workbook_made_again_names_the_run_that_supersedes_it"],
    ),
    plant(
        "an earlier plan counts as results",
        "src/run/mod.rs",
        [
            "|other: &&SameSheet| other.results && other.started < self.facts.started",
            "|other: &&SameSheet| other.started < self.facts.started",
        ],
        &["it report::trail::a_second_run_shows_its_own_and_the_earlier_orders_apart_with_their_sum"],
    ),
    plant(
        "a dry run with nothing ready makes results",
        "src/run/mod.rs",
        ["self.facts.dry_run || is_plan(", "is_plan("],
        &["it report::trail::an_earlier_workbook_made_again_names_the_run_that_supersedes_it"],
    ),
    plant(
        "what another sheet ordered counts as this run's",
        "src/report/view.rs",
        ["Some(_) => Some(Origin::Elsewhere),", "Some(_) => Some(Origin::ThisRun),"],
        &["it report::pages::the_summary_says_what_became_of_the_run"],
    ),
    plant(
        "an order in doubt is offered for another try",
        "src/report/view.rs",
        [
            "subject.line.outcome.status.facts().to_fix",
            "(subject.line.outcome.status.facts().server != Server::Stands)",
        ],
        &["it report::pages::an_unknown_order_is_never_offered_for_another_try"],
    ),
    plant(
        "what is fed back stands for as many servers as the row it came from",
        "src/report/fix.rs",
        ["at if at == self.count => Entry::count(1_u8),", "at if at == self.count => self.as_read(subject, col),"],
        &["it report::pages::what_to_fix_stands_in_the_layout_of_the_input"],
    ),
    plant(
        "a price that is not known is nothing to pay",
        "src/report/amounts.rs",
        [
            "order.price.map_or(Entry::Unknown(unknown(s.view.lang)), Entry::Amount)",
            "order.price.map_or(Entry::count(0_u8), Entry::Amount)",
        ],
        &["it report::orders::money_that_is_not_known_is_never_a_zero"],
    ),
    plant(
        "a text that begins with = is a formula",
        "src/report/cell.rs",
        [
            "Entry::Text(text) => sheet.write_string_with_format(row, col, text.as_ref(), format)?,",
            "Entry::Text(text) => sheet.write_with_format(row, col, rust_xlsxwriter::Formula::new(text.as_ref()), format)?,",
        ],
        &["it report::orders::text_that_looks_like_a_formula_stays_text"],
    ),
    plant(
        "the log leaves the tries of a run out but the last",
        "src/ledger/trail.rs",
        ["WHERE run = ?1 ORDER BY id", "WHERE run = ?1 GROUP BY row, server ORDER BY id"],
        &["it report::commands::the_log_is_read_from_the_ledger_with_every_try"],
    ),
    plant(
        "an existing file is written over",
        "src/host/save.rs",
        ["|made, to| made.persist_noclobber(to)", "|made, to| made.persist(to)"],
        &["it report::save::nothing_is_ever_written_over"],
    ),
    // Data for machines.
    plant(
        "a text with an @ is a formula in CSV",
        "src/text/formula.rs",
        ["['=', '+', '-', '@', '＝', '＋', '－', '＠']", "['=', '+', '-', '=', '＝', '＋', '－', '＠']"],
        &["lib text::formula::tests::a_formula_is_seen_behind_what_is_not"],
    ),
    plant(
        "a sum that is not known is a zero in JSON",
        "src/report/data/fill.rs",
        ["planned: (sum.priced > 0).then_some(sum.planned),", "planned: Some(sum.planned),"],
        &["it report::data::the_document_says_what_the_run_says"],
    ),
    plant(
        "JSON holds what acts on a terminal",
        "src/text/json.rs",
        ["if c != '\\n' && hidden(c) {", "if c == '\\0' {"],
        &["it report::data::a_terminal_can_show_the_document"],
    ),
    plant(
        "the JSON of a check holds what acts on a terminal",
        "src/verb/check/found.rs",
        [".find(|(_, c)| hidden(*c))", ".find(|(_, c)| *c == '\\0')"],
        &["it marked::json_holds_nothing_that_acts_on_a_terminal_and_loses_nothing"],
    ),
    // What a person decides.
    plant(
        "an id that a complete list lacks is taken",
        "src/order/ruling.rs",
        [
            "(_, Some(listing)) if listing.is_complete() => Err",
            "(_, Some(listing)) if listing.services.is_empty() => Err",
        ],
        &["it decide::an_id_that_a_complete_list_does_not_show_for_the_domain_is_refused"],
    ),
    plant(
        "nothing was ordered, and nobody waits to see it",
        "src/order/ruling.rs",
        ["if !forced && now < settled {", "if forced && now < settled {"],
        &["it decide::that_nothing_was_ordered_is_not_taken_before_a_list_can_show_it"],
    ),
    plant(
        "a decision does not reach the runs that met the order later",
        "src/ledger/decision.rs",
        ["if !earlier || is_own {", "if earlier || is_own {"],
        &["it decide::every_run_that_met_an_order_tells_the_same_once_it_is_decided"],
    ),
    plant(
        "no list ever contradicts a person",
        "src/ledger/decided.rs",
        ["None if self.complete_since(written.at) =>", "None if written.agreed =>"],
        &["it decide::without_a_list_a_decision_stands_on_a_persons_word_until_a_list_tells"],
    ),
    plant(
        "a service that was there before the order is what it made",
        "src/order/ruling.rs",
        ["if made_by_order && claim.is_some_and(", "if !made_by_order && claim.is_some_and("],
        &["it decide::a_service_that_stood_there_before_the_order_is_not_what_it_made"],
    ),
    plant(
        "the service of another order is taken",
        "src/order/ruling.rs",
        [
            "|(other, claim)| Some(*other) != domain && of_id(claim)",
            "|(other, claim)| Some(*other) == domain && of_id(claim)",
        ],
        &["it decide::an_id_that_a_complete_list_does_not_show_for_the_domain_is_refused"],
    ),
    plant(
        "what a list agreed with is said otherwise",
        "src/order/ruling.rs",
        ["claim == Some(ClaimState::Confirmed) && on_word", "claim == Some(ClaimState::Confirmed)"],
        &["it decide::without_a_list_a_decision_stands_on_a_persons_word_until_a_list_tells"],
    ),
    plant(
        "a service that the newest list shows is released",
        "src/order/ruling.rs",
        ["find(|seen| seen.in_newest && !seen.deleted)", "find(|seen| !seen.in_newest && !seen.deleted)"],
        &["it decide::a_service_that_the_newest_list_shows_is_released_by_force_alone"],
    ),
    plant(
        "lists lack what they show",
        "src/report/words.rs",
        ["filter(|_| advice::is_contested(outcome))", "filter(|_| !advice::is_contested(outcome))"],
        &["it report::trail::to_check_never_says_that_lists_lack_what_they_show_after_a_refusal"],
    ),
    plant(
        "a command that would be refused is printed",
        "src/report/advice.rs",
        ["if outcome.is_some_and(is_contested) { \"--not", "if !outcome.is_some_and(is_contested) { \"--not"],
        &["it decide::both_commands_of_an_order_that_was_refused_and_is_listed_all_the_same_run_as_printed"],
    ),
    plant(
        "what is to be filled in is a reason",
        "src/text/shell.rs",
        ["words.iter().all(|word| PLACES", "words.iter().any(|word| !PLACES"],
        &[
            "lib text::shell::tests::what_is_to_be_filled_in_is_told_from_what_was",
            "it decide::what_is_to_be_filled_in_is_no_id_and_no_reason",
        ],
    ),
    plant(
        "whoever reads makes a ledger",
        "src/verb/books.rs",
        ["    if place.is_there() {\n", "    if place.folder().parent().is_some() {\n"],
        &["it decide::whoever_reads_or_decides_makes_no_ledger_and_is_told_which_there_are"],
    ),
    // Settings.
    plant(
        "paths of the settings are those of wherever one stands",
        "src/cli/sources.rs",
        ["folder.join(text).display().to_string()", "Path::new(text).display().to_string()"],
        &["it config::settings_reach_every_verb_and_options_go_before_them"],
    ),
    plant(
        "a login with a password behind it is taken",
        "src/account.rs",
        ["!text.trim().is_empty() && !text.contains(':')", "!text.trim().is_empty()"],
        &["it config::a_login_with_a_password_behind_it_is_refused_by_every_verb_and_not_repeated"],
    ),
];
