//! Bugs of what machines are told: silence, words among JSON, codes and sums that are others.

use super::{Plant, plant};

const VERBS: &str = "it schema::every_verb_answers_machines_as_the_schema_says";
const NOTHING: &str = "it summary::a_run_that_ordered_nothing_says_why_in_one_object_as_well";
const STDIN: &str = "it summary::a_sheet_from_standard_input_is_ordered_once";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a run that could not begin tells machines nothing",
        "src/lib.rs",
        [
            "process::tell(job, &ended.summary, began, console);",
            "if ended.summary.run.is_some() { process::tell(job, &ended.summary, began, console) };",
        ],
        &[NOTHING],
    ),
    plant(
        "words stand among JSON on standard output",
        "src/host/console.rs",
        ["return self.say(text);", "self.say(text);"],
        &["it summary::a_run_that_ordered_tells_counts_money_and_where_everything_is", VERBS],
    ),
    plant(
        "a summary names another exit code than the program ends with",
        "src/verb/process/in_short.rs",
        ["error.map_or_else(|| job.exit(verdict), Error::exit)", "error.map_or_else(|| verdict.exit(), Error::exit)"],
        &[NOTHING],
    ),
    plant(
        "a sum of nothing known is free of charge in a summary",
        "src/report/data/summary.rs",
        ["planned: (sum.priced > 0).then_some(sum.planned),", "planned: Some(sum.planned),"],
        &["it report::in_short::money_of_two_currencies_is_never_added_and_what_is_not_known_is_no_zero"],
    ),
    plant(
        "a verb that fails answers machines with silence",
        "src/lib.rs",
        ["if let (true, Err(error)) = (is_json, &done) {", "if let (false, Err(error)) = (is_json, &done) {"],
        &[VERBS],
    ),
    plant(
        "the password is read from where the sheet comes from",
        "src/verb/settings/mod.rs",
        ["return Err(SettingsError::SheetAndPassword);", ""],
        &[STDIN],
    ),
    plant(
        "a sheet from standard input is another one than the same in a file",
        "src/reader/file.rs",
        ["file.seek(SeekFrom::Start(0))?;", ""],
        &["it summary::standard_input_is_checked_and_standard_output_has_nothing_but_the_data"],
    ),
];
