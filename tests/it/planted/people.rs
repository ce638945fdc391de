//! Bugs of whom a table may lead to, what it may say, who is told of an account, and of signing in by a session.

use super::{Plant, plant};

const LED: &str = "it permit::a_table_of_ones_own_does_not_decide_alone_where_the_password_goes";
const CONFIRMED: &str = "it permit::a_person_confirms_a_panel_once_by_its_name_and_by_nothing_else";
const MEANS: &str = "lib catalog::reserved::tests::what_an_order_means_is_no_tables_to_say";
const RENEWED: &str = "lib panel::http::session::tests::a_session_is_renewed_once_it_was_good_and_never_in_a_loop";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a foreign table leads the password wherever it says",
        "src/verb/door/permit.rs",
        [
            "None if catalog.bundled => Self::ByBundledTable,",
            "None if !catalog.name.is_empty() => Self::ByBundledTable,",
        ],
        &[LED, CONFIRMED],
    ),
    plant(
        "whoever says yes beforehand is asked about a panel all the same",
        "src/verb/settings/mod.rs",
        ["self.account.choice(catalog, common, !self.yes)", "self.account.choice(catalog, common, true)"],
        &[CONFIRMED],
    ),
    plant(
        "a panel is confirmed by any word",
        "src/verb/door/permit.rs",
        ["typed.eq_ignore_ascii_case(host)", "!typed.contains(host) || typed.eq_ignore_ascii_case(host)"],
        &[CONFIRMED],
    ),
    plant(
        "a table that is confirmed may lead elsewhere",
        "src/ledger/lead.rs",
        ["lead.panel == *panel && lead.table == table", "lead.table == table"],
        &[CONFIRMED, "lib ledger::lead::tests::a_table_and_an_address_are_confirmed_together"],
    ),
    plant(
        "printed commands name the panel in the table's stead",
        "src/verb/process/job.rs",
        ["if !named.is_by_foreign_table() {", "if !table.is_empty() {"],
        &[LED],
    ),
    plant(
        "a table may say how an order is paid",
        "src/catalog/reserved.rs",
        ["[&ACTS[..], &IDENTITY, &ORDERED, &MONEY]", "[&ACTS[..], &IDENTITY, &ORDERED]"],
        &[MEANS],
    ),
    plant(
        "a table may open a server to others",
        "src/catalog/reserved.rs",
        ["|| SECRETS.into_iter().any(|piece| name.contains(piece))", ""],
        &[MEANS],
    ),
    plant(
        "no renewal may be a number of months",
        "src/catalog/table/head.rs",
        ["|| word.bytes().any(|b| (b'1'..=b'9').contains(&b))", ""],
        &["lib catalog::table::tests::every_error_names_file_line_and_key"],
    ),
    plant(
        "a session is opened again and again",
        "src/panel/http/session.rs",
        ["if !now.proved || now.since.elapsed() < youngest", "if now.since.elapsed() < youngest"],
        &[RENEWED],
    ),
    plant(
        "a wrong password is taken for a session that is over",
        "src/panel/billmanager/session.rs",
        ["of_session && ![", "of_session || !["],
        &["lib panel::billmanager::session::tests::only_a_session_that_is_over_is_opened_again"],
    ),
    plant(
        "the id of a session is told",
        "src/panel/http/client.rs",
        ["ids.fold(password, |secrets, id| secrets.and(", "ids.take(0).fold(password, |secrets, id| secrets.and("],
        &["it network::sessions::the_id_of_a_session_is_left_nowhere"],
    ),
    plant(
        "an account's facts repeat the password",
        "src/panel/http/discretion/facts.rs",
        [
            "texts.flatten().for_each(|text| *text = self.of_text(text));",
            "texts.flatten().for_each(|text| text.shrink_to_fit());",
        ],
        &["it network::account::a_panel_that_repeats_the_password_among_its_facts_is_quoted_without_it"],
    ),
    plant(
        "the form of an order is sent to see it",
        "src/panel/billmanager/request.rs",
        [
            "let mut form = reading(protocol, &protocol.order_function(), []);",
            "let mut form = reading(protocol, &protocol.order_function(), [(\"sok\", \"ok\")]);",
        ],
        &["it network::reads::no_read_of_any_verb_sends_a_form"],
    ),
];
