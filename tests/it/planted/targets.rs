//! Bugs of where results go: names that are found out too late, held files that are not waited for, silence.

use super::{Plant, plant};

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a name that no file bears is found out after the orders",
        "src/host/trial.rs",
        [
            "if let Some(flaw) = System::HERE.flaw(name) {",
            "if let Some(flaw) = System::HERE.flaw(name).filter(|_| false) {",
        ],
        &["it targets::a_name_that_no_file_bears_is_refused_before_anything_is_sent"],
    ),
    plant(
        "the folder of a target is tried, and not its name",
        "src/host/trial.rs",
        ["folder.path().join(path.file_name().unwrap_or_default())", "folder.path().join(\"x\")"],
        &["it targets::a_name_that_only_the_system_can_refuse_is_really_tried"],
    ),
    plant(
        "a later name is longer than names may be",
        "src/host/name.rs",
        ["system.fitted(stem, system.length(&behind))", "system.fitted(stem, 0)"],
        &["lib host::name::tests::a_name_that_fits_alone_is_cut_where_more_follows_it"],
    ),
    plant(
        "a dry run without its plan is a success",
        "src/verb/process/finish.rs",
        ["(true, true) => verdict.unplanned(),", "(true, true) => verdict,"],
        &["it targets::a_dry_run_whose_plan_nobody_takes_is_no_success"],
    ),
    plant(
        "results that went elsewhere are not told",
        "src/verb/process/written.rs",
        ["self.say_elsewhere(&first.message(self.console.lang), &path);", ""],
        &["it targets::results_that_go_elsewhere_are_told_with_why_and_where"],
    ),
    plant(
        "a file that another program holds is not waited for",
        "src/host/held/mod.rs",
        ["if self.may_pass(&error) => kept,", "if self.may_pass(&error) && wait == 0 => kept,"],
        &[
            "lib host::held::tests::what_another_program_holds_is_tried_again_for_five_seconds",
            "lib host::save::tests::a_rename_that_another_program_keeps_from_happening_is_tried_again",
        ],
    ),
    plant(
        "a refusal of access is another program's doing",
        "src/host/held/mod.rs",
        ["self.says(error, &[NOT_SHARED, LOCKED])", "self.says(error, &[DENIED, NOT_SHARED, LOCKED])"],
        &[
            "lib host::held::tests::what_is_wrong_otherwise_is_not_tried_again",
            "lib host::save::tests::a_file_that_stays_held_is_named_as_such_and_nothing_is_left",
        ],
    ),
    plant(
        "what another run is writing is swept away",
        "src/host/temporary.rs",
        [".is_ok_and(|file| file.try_lock().is_ok())", ".is_ok()"],
        &["lib host::temporary::tests::what_was_left_long_ago_is_removed_and_nothing_else"],
    ),
];
