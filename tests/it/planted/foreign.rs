//! Bugs of what comes from outside: a panel, its table, a sheet; and of what goes out to other programs.

use super::{Plant, plant};

const ENDLESS: &str =
    "lib panel::billmanager::listing::tests::an_endless_list_is_read_to_its_caps_and_proves_nothing_absent";
const LONG: &str = "lib panel::billmanager::listing::tests::a_field_that_is_too_long_is_nobodys";
const IGNORED: &str =
    "lib panel::billmanager::listing::tests::a_panel_that_ignores_the_pages_number_may_hold_something_back";

const UNSEEN: &str = "lib text::printable::tests::what_is_not_seen_is_shown_as_an_escape_by_its_property";

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
    plant(
        "a page of a website orders at the practice panel",
        "src/panel/practice/visitor.rs",
        ["own && aimed && typed && !head.headers.contains_key(ORIGIN)", "own && aimed && typed"],
        &["it sandbox::pages_of_websites_are_told_nothing_and_order_nothing"],
    ),
    plant(
        "a name that was made to lead to this machine is the practice panel's",
        "src/panel/practice/visitor.rs",
        [
            "stated == Some(port) && NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))",
            "stated == Some(port) && !name.is_empty()",
        ],
        &["it sandbox::pages_of_websites_are_told_nothing_and_order_nothing"],
    ),
    plant(
        "others read what the practice panel kept",
        "src/panel/practice/kept.rs",
        ["from_mode(0o600)", "from_mode(0o644)"],
        &["it sandbox::a_panels_folder_and_file_are_its_owners_alone"],
    ),
    plant(
        "a formula behind a space is one in CSV",
        "src/text/formula.rs",
        ["let unseen = |c: char| c.is_whitespace() || hidden(c);", "let unseen = |_: char| false;"],
        &["lib text::formula::tests::a_formula_is_seen_behind_what_is_not"],
    ),
    plant(
        "another program parts a cell of CSV before a formula",
        "src/report/delimited.rs",
        ["';' | '\\t' | '\\r' | '\\n' | '|' => formula::begins(rest),", "';' | '\\t' | '\\r' | '\\n' | '|' => false,"],
        &["lib report::delimited::tests::no_text_begins_as_a_formula_does"],
    ),
    plant(
        "results are written into a pipe",
        "src/host/trial.rs",
        ["return Err(SaveError::NoFile(target.to_owned()));", ""],
        &["lib host::trial::tests::what_is_there_and_is_no_file_is_refused_before_anything_is_sent"],
    ),
    plant(
        "results in the folder for temporary files are everybody's",
        "src/host/save.rs",
        [
            "written_by(bytes, &target, self.patience, temporary::private))?",
            "written_by(bytes, &target, self.patience, temporary::file))?",
        ],
        &["lib host::save::tests::what_goes_to_a_folder_of_everybody_is_for_its_owner_alone"],
    ),
    plant(
        "a recovery file is written through a link",
        "src/ledger/hint.rs",
        ["facts.is_file() && facts.nlink() == 1 &&", "true ||"],
        &["lib ledger::hint::tests::a_recovery_file_is_written_through_no_link_and_into_no_pipe"],
    ),
    plant(
        "what a person edits in To fix becomes a date",
        "src/report/style.rs",
        ["wrapped: text().set_text_wrap().set_quote_prefix(),", "wrapped: text().set_text_wrap(),"],
        &["it report::commands::what_a_person_edits_in_to_fix_or_in_a_marked_copy_stays_text"],
    ),
    plant(
        "what a person edits in a marked copy becomes a date",
        "src/form/annotate/cell.rs",
        ["set_align(FormatAlign::Left).set_quote_prefix()", "set_align(FormatAlign::Left)"],
        &["it report::commands::what_a_person_edits_in_to_fix_or_in_a_marked_copy_stays_text"],
    ),
    plant(
        "what is ignored by default is shown as it is",
        "src/text/printable.rs",
        ["_ => is_unseen(),", "_ => false,"],
        &[UNSEEN],
    ),
    plant(
        "a mark of format is shown as it is",
        "src/text/printable.rs",
        ["        | Category::Format\n", ""],
        &[UNSEEN],
    ),
    plant(
        "what has no meaning yet is shown as it is",
        "src/text/printable.rs",
        ["        | Category::Unassigned => true,", " => true,"],
        &[UNSEEN],
    ),
    plant(
        "a path is shown as it is",
        "src/text/printable.rs",
        ["        path(&self.display().to_string())", "        self.display().to_string()"],
        &["it foreign::what_files_and_people_are_called_is_text"],
    ),
    plant(
        "whoever may write beside a ledger writes lines of ours",
        "src/ledger/holder.rs",
        ["printable(&self.host)", "self.host.clone()"],
        &["it foreign::what_settings_and_the_holder_of_a_ledger_say_is_text"],
    ),
    plant(
        "a table's title is shown as it is",
        "src/run/summary.rs",
        ["(printable(&facts.catalog.title),", "(facts.catalog.title.clone(),"],
        &["it foreign::what_a_table_says_is_text"],
    ),
    plant(
        "an archive is believed how dense it is",
        "src/reader/workbook/xlsx/archive.rs",
        ["if dense || lied ||", "if "],
        &["lib reader::workbook::xlsx::archive::tests::how_dense_a_part_is_is_counted_and_not_believed"],
    ),
];
