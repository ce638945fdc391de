//! Bugs about ledgers that somebody else made, altered, moved or may replace.

use super::{Plant, plant};

const ALTERED: &str = "lib ledger::tables::tests::an_altered_ledger_is_used_by_nobody_and_made_anew_from_its_records";
const STRANGERS: &str =
    "lib ledger::tables::tests::what_no_version_made_is_named_in_a_ledger_of_today_and_in_an_older_one";
const SCHEMA: &str = "lib ledger::guard::tests::no_schema_is_written_and_no_database_attached";
const RUN: &str = "lib ledger::guard::tests::no_view_and_no_trigger_of_a_database_is_run";
const IN_THE_WAY: &str = "lib ledger::plain::tests::what_is_no_file_is_refused_by_its_name_and_nobody_waits_for_it";
const GONE: &str =
    "lib ledger::writer::tests::no_request_is_let_go_by_a_ledger_that_went_before_the_attempt_was_written_or_meanwhile";
const GROUND: &str = "lib ledger::ground::tests::a_folder_a_lock_or_a_database_that_is_no_longer_at_its_path_is_named";
const RIGHTS: &str = "lib ledger::rights::tests::a_folder_that_others_may_change_is_no_ledgers_unless_a_team_shares_it";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a ledger with somebody else's trigger is used",
        "src/ledger/open.rs",
        ["        has_own_tables(connection, file)?;\n        return Ok(version);", "        return Ok(version);"],
        &[ALTERED],
    ),
    plant(
        "an older ledger may lack what holds a domain",
        "src/ledger/tables.rs",
        ["None => version == VERSION || *name == ONE_LIVE_CLAIM,", "None => version == VERSION,"],
        &[STRANGERS],
    ),
    plant(
        "a rule of a table may be gone",
        "src/ledger/tables.rs",
        ["Some(found) => version == VERSION && found.pieces != made.pieces,", "Some(_) => false,"],
        &[STRANGERS],
    ),
    plant(
        "a view of a ledger is read",
        "src/ledger/guard.rs",
        ["(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)", "(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, true)"],
        &[RUN],
    ),
    plant(
        "a trigger of a ledger is run",
        "src/ledger/guard.rs",
        ["(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)", "(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)"],
        &[RUN],
    ),
    plant(
        "the table of tables may be written",
        "src/ledger/guard.rs",
        ["(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)", "(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)"],
        &[SCHEMA],
    ),
    plant(
        "another database may be attached",
        "src/ledger/guard.rs",
        ["(Limit::SQLITE_LIMIT_ATTACHED, 0)", "(Limit::SQLITE_LIMIT_ATTACHED, 1)"],
        &[SCHEMA],
    ),
    plant(
        "what does not end is read for ever",
        "src/ledger/guard.rs",
        ["            left == 0\n", "            left == u32::MAX\n"],
        &["lib ledger::guard::tests::what_does_not_end_is_given_up_and_called_damage"],
    ),
    plant(
        "a repair runs a virtual table",
        "src/ledger/salvage.rs",
        ["tables::is_virtual(old, table).unwrap_or(true)", "tables::is_virtual(old, table).is_err()"],
        &["lib ledger::tables::tests::a_repair_runs_no_view_and_no_virtual_table"],
    ),
    plant(
        "a link or a pipe may have a ledger's name",
        "src/ledger/plain.rs",
        ["Some(what) => Err(LedgerError::InTheWay { path: path.into(), what }),", "Some(_) => Ok(()),"],
        &[IN_THE_WAY],
    ),
    plant(
        "a ledger that goes while an attempt is written lets it go",
        "src/ledger/writer.rs",
        [
            "            gone = gone.or_else(missing);\n        }\n        for (at, request)",
            "            gone = gone.filter(|_| true);\n        }\n        for (at, request)",
        ],
        &[GONE],
    ),
    plant(
        "an attempt is written to a ledger that is gone",
        "src/ledger/writer.rs",
        ["partition(|request| gone.is_some() && request.write", "partition(|request| gone.is_none() && request.write"],
        &[GONE],
    ),
    plant(
        "another folder at the ledger's path is the ledger's",
        "src/ledger/ground.rs",
        ["is_ok_and(|meta| id(&meta) == *mark)", "is_ok_and(|meta| id(&meta) >= (0, 0) && mark.0 > 0)"],
        &[GROUND],
    ),
    plant(
        "whoever may write to a ledger's folder is not looked at",
        "src/ledger/place.rs",
        ["        self.whose_rights()?;\n", ""],
        &[RIGHTS],
    ),
    plant(
        "what everybody may write a team may share",
        "src/ledger/rights.rs",
        ["meta.mode() & 0o002 != 0 && !is_sticky", "meta.mode() & 0o002 != 0 && !is_sticky && !is_shared"],
        &[RIGHTS],
    ),
    plant(
        "the log of a ledger can be read by others",
        "src/ledger/open.rs",
        ["        private(file)?;\n", "        let _ = private;\n"],
        &["lib ledger::rights::tests::of_a_shared_ledger_the_group_may_use_every_file_and_of_another_one_none"],
    ),
    plant(
        "a final dot makes another panel of a host",
        "src/account.rs",
        ["name.strip_suffix('.').unwrap_or(name).to_owned()", "name.to_owned()"],
        &["lib account::tests::an_address_has_one_canonical_form"],
    ),
    plant(
        "an escaped letter makes another panel of a path",
        "src/account.rs",
        ["let plain = unescaped(path);", "let plain = path.to_owned();"],
        &["lib account::tests::an_address_has_one_canonical_form"],
    ),
    plant(
        "an account's ledger under its former name is forgotten",
        "src/ledger/beside.rs",
        ["folder != here && is_named_by_us(folder)", "folder == here && is_named_by_us(folder)"],
        &["lib ledger::beside::tests::a_ledger_of_the_account_under_another_name_is_refused_and_a_copy_is_none"],
    ),
    plant(
        "another folder with orders of the account is not told",
        "src/ledger/beside.rs",
        ["(claims != Some(0)).then", "(claims == Some(0)).then"],
        &["lib ledger::beside::tests::another_folder_that_has_orders_of_the_account_is_told_from_both_sides"],
    ),
    plant(
        "two ledgers are ordered with where nothing else keeps domains apart",
        "src/verb/beside.rs",
        ["!is_unique && !other.is_agreed && !ask(other)", "is_unique && !other.is_agreed && !ask(other)"],
        &["lib verb::beside::tests::where_domains_are_not_unique_a_person_says_that_both_ledgers_are_meant"],
    ),
];
