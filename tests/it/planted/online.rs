//! Bugs of plans that ask the panel, of what is kept of charges, and of profiles.

use super::{Plant, plant};

const PRICES: &str = "src/order/prices.rs";
const BALANCE: &str = "src/order/balance.rs";

const PLANNED: &str = "lib order::prices::tests::a_quote_goes_before_a_sheet_and_a_sheet_before_a_list";
const CREDIT: &str = "lib order::balance::tests::a_credit_counts_and_what_is_reserved_does_not";
const REFUSED: &str = "it online::what_the_panel_would_not_take_stops_the_plan_and_the_run";
const POOR: &str = "it online::the_balance_is_read_before_any_run_and_too_little_stops_it_unless_there_is_credit";
const CHARGED: &str = "it online::what_was_charged_stands_beside_what_was_planned_to_the_kopeck";
const FORM: &str = "it online::a_server_that_is_not_what_was_ordered_is_told_by_its_own_form";
const KEPT: &str = "it ledger::what_was_charged_is_kept_by_its_id_and_never_taken_away";
const PROFILE: &str =
    "lib cli::file::profiles::tests::a_profile_that_is_there_is_not_written_over_and_a_wrong_value_is_none";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a quote in another currency is planned",
        PRICES,
        [".filter(|quote| quote.is_in(currency))", ".filter(|_| currency.is_some() || currency.is_none())"],
        &[PLANNED],
    ),
    plant(
        "a sheet and a list price go before a quote",
        PRICES,
        ["self.quoted(currency).or(self.sheet).or(self.list)", "self.sheet.or(self.list).or(self.quoted(currency))"],
        &[PLANNED],
    ),
    plant(
        "a credit does not count",
        BALANCE,
        ["self.net() + self.limit.unwrap_or_default().amount()", "self.net()"],
        &[CREDIT],
    ),
    plant(
        "an order that the panel would not take is sent",
        "src/verb/process/guard.rs",
        ["return Some(Guard::WouldRefuse { rows, of });", "let _ = Guard::WouldRefuse { rows, of };"],
        &[REFUSED],
    ),
    plant(
        "too little money is a warning",
        "src/verb/process/funds.rs",
        ["Enough::No => return Some(", "Enough::No => drop("],
        &[POOR],
    ),
    plant(
        "what was charged is read and not kept",
        "src/ledger/charges.rs",
        ["for charge in charges {", "for charge in charges.iter().take(0) {"],
        &[CHARGED, KEPT],
    ),
    plant(
        "a charge that the panel shows anew is kept as it was",
        "src/ledger/charges.rs",
        ["DO UPDATE SET service = excluded.service, seen = excluded.seen, content = excluded.content", "DO NOTHING"],
        &[KEPT],
    ),
    plant(
        "the next list forgets what a service's form showed",
        "src/order/findings.rs",
        [".chain(of_form.cloned()).collect()", ".chain(of_form.cloned().take(0)).collect()"],
        &[FORM],
    ),
    plant(
        "a profile is written over",
        "src/cli/file/profiles.rs",
        [".any(|known| known == name)", ".any(|known| known == name && known.is_empty())"],
        &[PROFILE],
    ),
];
