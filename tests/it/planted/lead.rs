//! Bugs of what a lead reads in a plan: what the check found, what is known, the tax, the company's lines.

use super::{Plant, plant};

const FOUND: &str =
    "it lead::every_warning_and_note_of_the_check_is_in_the_plan_and_in_the_results_at_its_row_and_counted";
const KNOWN: &str = "it lead::a_plan_says_what_is_new_what_earlier_runs_ordered_and_what_is_in_conflict_with_that";
const TAX: &str = "it lead::the_summary_says_of_the_tax_what_the_table_or_the_header_says";
const COMPANY: &str =
    "it lead::the_companys_lines_stand_on_every_summary_in_their_order_and_an_empty_one_is_left_to_fill_in";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a note is not counted",
        "src/report/weighed.rs",
        ["Severity::Note => weighed.notes += 1,", "Severity::Note => continue,"],
        &[FOUND],
    ),
    plant(
        "what the check found in a line of text is in no document",
        "src/report/data/checked.rs",
        ["!servers.contains(&row.row.no)", "servers.is_empty() && row.diagnostics.is_empty()"],
        &[FOUND],
    ),
    plant(
        "a server in conflict counts as new",
        "src/report/known.rs",
        [
            "Status::Ready => &mut self.new,",
            "Status::Ready | Status::Conflict if self.unsettled.servers == 0 => &mut self.new,\n            Status::Ready => &mut self.new,",
        ],
        &[KNOWN],
    ),
    plant(
        "a plan without a ledger says that it knows what a ledger knows",
        "src/verb/books.rs",
        ["Self::None => Knows::Nothing,", "Self::None => Knows::Ledger,"],
        &["it lead::a_plan_of_nobodys_account_says_that_earlier_orders_were_not_looked_up"],
    ),
    plant(
        "a header without tax is read as one with it",
        "src/sheet/vat.rs",
        ["Said::Without => (false, false),", "Said::Without => (true, false),"],
        &[TAX],
    ),
    plant(
        "two headers that contradict each other on the tax go through",
        "src/check/columns.rs",
        ["first.with != said.with || other_rate", "first.with && !said.with && other_rate"],
        &["lib check::columns::tests::rates_and_headers_that_contradict_each_other_are_found"],
    ),
    plant(
        "a company's lines are sorted by their letters",
        "src/cli/file/company.rs",
        ["label.span().start", "label.get_ref().to_string()"],
        &[COMPANY],
    ),
    plant(
        "a secret gets onto the workbook by a company's line",
        "src/cli/file/company.rs",
        ["if is_secret(&name) ||", "if is_secret(\"\") && name.is_empty() ||"],
        &["it config::secrets_are_refused_and_never_shown"],
    ),
];
