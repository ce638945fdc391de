//! Bugs of where a ledger lies, and of how it gets there.

use super::{Plant, plant};

const FORMER: &str = "src/ledger/former.rs";
const TAKEOVER: &str = "src/ledger/takeover/mod.rs";
const KILLED: &str = "lib ledger::takeover::tests::killed_at_any_step_there_is_one_ledger_and_it_holds_everything";
const SECOND: &str =
    "lib ledger::takeover::tests::a_second_machine_with_the_sealed_profile_is_told_where_the_ledger_is";
const LOST: &str = "lib ledger::takeover::tests::a_ledger_that_was_taken_over_and_is_lost_is_not_begun_anew";
const CAME_BACK: &str =
    "lib ledger::takeover::tests::an_old_ledger_that_comes_back_is_sealed_again_if_it_has_nothing_new_and_refused_else";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "an old ledger is copied and not sealed",
        TAKEOVER,
        ["    lay(former, place, &note, false)?;\n    watch(Step::Sealed);", "    watch(Step::Sealed);"],
        &[KILLED],
    ),
    plant(
        "a copy has its place before the old ledger is sealed",
        TAKEOVER,
        [
            "    lay(former, place, &note, false)?;\n    watch(Step::Sealed);\n    put(place, former, &note, watch)\n",
            "    fresh::put(&place.taken().database(), &place.database())\n        .map_err(|error| Unwritten::Refused(error.to_string()))?;\n    watch(Step::Placed);\n    lay(former, place, &note, true)?;\n    watch(Step::Sealed);\n    watch(Step::Done);\n    Ok(())\n",
        ],
        &[KILLED],
    ),
    plant(
        "a ledger is begun anew where the old one went to another machine",
        FORMER,
        [
            "        _ => Err(LedgerError::Moved {",
            "        _ if !is_here => Ok(Standing::Here),\n        _ => Err(LedgerError::Moved {",
        ],
        &[SECOND, LOST],
    ),
    plant(
        "a ledger is taken over while an older version orders",
        TAKEOVER,
        ["    let _lock = Lock::take(&former)?;\n", ""],
        &["lib ledger::takeover::tests::an_older_version_that_runs_keeps_its_ledger"],
    ),
    plant(
        "an old ledger that went on is taken for the one that was taken over",
        FORMER,
        ["Some(note) if holds(&former, &note)? =>", "Some(note) =>"],
        &[CAME_BACK],
    ),
    plant(
        "of two machines with one profile both go on",
        FORMER,
        ["note.filter(|note| note.token == moved.token)", "note"],
        &["lib ledger::takeover::tests::of_two_machines_that_took_over_one_profile_one_at_least_stops"],
    ),
    plant(
        "a repair takes a seal for damage",
        "src/ledger/repair.rs",
        [
            "        | LedgerError::Read(Unread::NotKnown { .. }) => true,",
            "        | LedgerError::Moved { .. }\n        | LedgerError::Read(Unread::NotKnown { .. }) => true,",
        ],
        &["lib ledger::takeover::tests::what_is_sealed_is_opened_by_nobody_and_changed_by_no_repair"],
    ),
    plant(
        "a profile that is away has no old ledger in it",
        FORMER,
        ["!is_here && !profile.is_dir()", "!is_here && profile.is_file()"],
        &["lib ledger::takeover::tests::where_no_older_version_was_a_ledger_is_made_and_where_nobody_can_tell_none_is"],
    ),
    plant(
        "a share in verbatim spelling is a drive",
        "src/ledger/reach.rs",
        ["if is_verbatim { without_word(rest, r\"UNC\\\") }", "if is_verbatim { None }"],
        &["lib ledger::reach::tests::a_share_is_told_from_a_drive_however_it_is_spelt"],
    ),
    plant(
        "a ledger that nobody took over yet is not known",
        "src/ledger/shelf.rs",
        ["for old in self.former.iter().flat_map(|former| known(former)) {", "for old in known(Path::new(\"\")) {"],
        &["it profile::ledgers_of_older_versions_are_known_until_each_is_taken_over"],
    ),
];
