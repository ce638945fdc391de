//! Bugs of runs that nobody watches, and of the file for whoever helps.

use super::{Plant, plant};

const ALIAS: &str = "src/text/alias/mod.rs";
const OWN: &str = "src/host/own.rs";
const SECRET: &str = "src/host/secret.rs";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a password that lies about stays in the support file",
        ALIAS,
        [
            "self.secrets.iter().fold(text.to_owned(), clean)",
            "self.secrets.iter().take(0).fold(text.to_owned(), clean)",
        ],
        &[
            "lib text::alias::tests::a_password_goes_however_it_is_written_also_where_names_are_kept",
            "it support::no_password_is_in_it_wherever_one_lies_about",
        ],
    ),
    plant(
        "what the panel says stays in the support file",
        ALIAS,
        ["let line = self.words_of_others(&line);", ""],
        &["lib text::alias::tests::every_kind_of_name_gets_a_placeholder_and_the_same_name_the_same_one"],
    ),
    plant(
        "the login stays in the support file where no ledger can be read",
        "src/text/alias/told.rs",
        ["self.know(Kind::Account, login.unwrap_or_default());", "let _ = login;"],
        &["lib text::alias::tests::a_login_is_learned_where_it_stands_with_its_panel"],
    ),
    plant(
        "a login that is a word of the program's goes wherever the word stands",
        "src/text/alias/told.rs",
        ["(is_said && !stands_for_name(", "(false && !stands_for_name("],
        &["lib text::alias::tests::a_name_that_is_a_word_of_the_program_goes_only_where_names_stand"],
    ),
    plant(
        "orders of a damaged ledger are counted",
        "src/ledger/repair.rs",
        [
            "problems: vec![error.message(lang)], ..Health::default() })",
            "problems: vec![error.message(lang)], is_counted: true, ..Health::default() })",
        ],
        &["it support::what_cannot_be_read_of_a_ledger_is_not_counted"],
    ),
    plant(
        "a sheet that was made is checked against another table",
        "src/verb/form.rs",
        [
            "const KEPT: [&str; 4] = [\"--config\", \"--profile\", \"--catalog\", \"--lang\"];",
            "const KEPT: [&str; 0] = [];",
        ],
        &["it support::the_usual_name_of_a_sheet_and_a_login_that_is_a_word_change_no_words_of_the_program"],
    ),
    plant(
        "the folders above the settings may be anybody's",
        OWN,
        [
            "if is_ours && (meta.mode() & 0o022 == 0 || is_shared_well)",
            "if is_ours && (meta.mode() & 0o022 == 0 || is_shared_well || meta.is_dir())",
        ],
        &["lib host::own::tests::only_settings_that_nobody_else_can_write_start_a_program"],
    ),
    plant(
        "anybody may lead a link in the middle of a chain elsewhere",
        OWN,
        ["                at.pop();\n", "                at = at.canonicalize().map_err(|_| other(file))?;\n"],
        &["lib host::own::tests::every_link_of_a_chain_counts_and_every_folder_above_it"],
    ),
    plant(
        "an interrupt leaves the program that prints the password behind, and tells nothing",
        "src/host/heed.rs",
        ["if own::interrupt() && !signal.given()", "if false && own::interrupt() && !signal.given()"],
        &["it cron::an_interrupt_ends_the_program_that_prints_the_password_and_is_told_as_every_end"],
    ),
    plant(
        "each folder has a ledger of its own where the home is a relative one",
        "src/ledger/place.rs",
        ["(state.is_absolute() && !is_misnamed)", "(state.is_absolute() || !is_misnamed)"],
        &["it cron::a_home_that_counts_from_wherever_the_program_is_started_keeps_no_ledger"],
    ),
    plant(
        "a printed command names the ledger by a path that counts from this folder",
        "src/verb/process/job.rs",
        ["&whole(ledgers.root())", "&ledgers.root().display().to_string()"],
        &["it cron::a_printed_command_finds_the_ledger_from_any_folder"],
    ),
    plant(
        "whoever wants events and no words gets no events",
        "src/verb/settings/mod.rs",
        [
            "        ProgressMode::Json => Mode::Json,\n        _ if quiet => Mode::Silent,\n",
            "        _ if quiet => Mode::Silent,\n        ProgressMode::Json => Mode::Json,\n",
        ],
        &["it cli::events_for_machines_come_quietly_too_and_the_last_one_is_the_summary_of_every_end"],
    ),
    plant(
        "a run that reads no order tells nothing of unknown ones",
        "src/verb/process/earlier.rs",
        ["domains(&Books::glance(&job.panel), |_| true)", "domains(&Books::glance(&job.panel), |_| false)"],
        &["it cron::a_run_that_reads_no_order_tells_of_unknown_orders_as_well"],
    ),
    plant(
        "a program of the user's own gets the whole environment",
        OWN,
        ["command.args(&self.arguments).env_clear();", "command.args(&self.arguments);"],
        &["lib host::own::tests::a_program_gets_its_input_and_few_variables_and_no_shell"],
    ),
    plant(
        "what a program started goes on behind its limit",
        "src/host/own/under_way.rs",
        [
            "        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);\n",
            "        let _ = group;\n",
        ],
        &["lib host::own::tests::one_that_does_not_end_is_ended_with_all_that_it_started"],
    ),
    plant(
        "any file may be read by a group as if it were a credential",
        SECRET,
        ["if is_credential(path) { 0o027 }", "if is_credential(path) || true { 0o027 }"],
        &["it cron::a_password_file_is_a_file_and_private_or_the_credential_of_a_service"],
    ),
    plant(
        "nobody waits for a ledger",
        "src/verb/turn.rs",
        ["Some(left) if !left.is_zero() =>", "Some(left) if left > Duration::MAX / 2 =>"],
        &["lib verb::turn::tests::a_ledger_is_waited_for_until_it_is_free_and_nothing_else_is"],
    ),
    plant(
        "a ledger in use is read as if it rested",
        "src/ledger/open.rs",
        ["state().filter(|_| is_empty(&log) == Some(true)).ok_or_else(in_use)?", "state().ok_or_else(in_use)?"],
        &["lib ledger::open::tests::a_ledger_that_rests_is_read_where_nobody_may_write_and_one_in_use_is_not"],
    ),
    plant(
        "whoever is to be told hears nothing of a refusal",
        "src/lib.rs",
        [
            "    process::hand_over(job.finish.as_ref(), &ended.summary, console);",
            "    if ended.done.is_ok() {\n        process::hand_over(job.finish.as_ref(), &ended.summary, console);\n    }",
        ],
        &["it cron::whoever_is_to_be_told_gets_the_run_in_one_object_however_it_ended"],
    ),
    plant(
        "nobody tells of unknown orders of earlier sheets",
        "src/verb/process/earlier.rs",
        [
            "let is_in_doubt = |state| state == ClaimState::Unknown;",
            "let is_in_doubt = |state| state == ClaimState::Open;",
        ],
        &["it cron::every_run_tells_of_unknown_orders_of_earlier_sheets"],
    ),
    plant(
        "whoever wants warnings alone is not told what to do about unknown orders",
        "src/report/todo.rs",
        ["group.status.facts().weight != Weight::Good;", "group.status.facts().weight == Weight::Good;"],
        &["it cron::whoever_wants_warnings_alone_gets_them_and_a_good_day_is_silent"],
    ),
    plant(
        "what a program says that should print the password goes into the log",
        SECRET,
        [
            "for_each(|line| Console::mutter(&format!(\"`{PROGRAM}`: {}\", printable(line))));",
            "for_each(|line| tracing::info!(\"{}\", printable(line)));",
        ],
        &["it cron::a_program_of_ones_own_settings_prints_the_password"],
    ),
    plant(
        "an account's ledger is left for another folder for want of rights",
        "src/ledger/place.rs",
        ["Ok(meta) => Some(Whose { owner: meta.uid(), user, is_seen: true }),", "Ok(_) => None,"],
        &["lib ledger::place::tests::a_ledger_that_is_there_is_never_left_for_another_folder"],
    ),
];
