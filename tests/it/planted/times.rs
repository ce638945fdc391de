//! Bugs of books of a time: what is counted twice, not at all, or in the wrong one.

use super::{Plant, plant};

const YEAR: &str = "it books::a_year_has_every_order_once_and_nothing_is_left_over";
const MONTHS: &str = "it books::the_books_of_all_months_are_the_book_of_the_year";
const CENTRES: &str = "it books::cost_centres_share_out_the_whole";
const NOTHING: &str = "it books::a_book_adds_up_to_nothing_against_the_single_workbooks";
const CURRENCIES: &str = "it books::amounts_of_two_currencies_are_never_added";
const CHARGES: &str = "it books::charges_say_what_they_pay_for_and_whose_they_are";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "an order that was sent for the second time is counted with both runs",
        "src/report/book/items.rs",
        ["Some(counted) if *counted == own => None,", "Some(_) if facts.sent => None,"],
        &[YEAR],
    ),
    plant(
        "what was met again is counted once more",
        "src/report/book/items.rs",
        [
            "None if facts.placed == Placed::Earlier => Some(Fate::Earlier),",
            "None if facts.placed == Placed::Earlier => None,",
        ],
        &[YEAR],
    ),
    plant(
        "a book lacks its last day",
        "src/run/period.rs",
        ["self.since <= day && day <= self.until", "self.since <= day && day < self.until"],
        &["lib run::period::tests::a_period_has_its_first_and_its_last_day"],
    ),
    plant(
        "an order is of the day in UTC",
        "src/report/book/items.rs",
        [
            "view.calendar.ordered_on(outcome).or_else(sent)",
            "outcome.sent_at.map(|at| jiff::tz::TimeZone::UTC.to_datetime(at).date()).or_else(sent)",
        ],
        &[MONTHS],
    ),
    plant(
        "a service that was adopted is in no book",
        "src/report/book/taken.rs",
        ["let acted = |claim: &ClaimTold| claim.claimed.run.is_none() ||", "let acted = |claim: &ClaimTold|"],
        &[YEAR],
    ),
    plant(
        "orders of other cost centres are in the book of one",
        "src/report/book/items.rs",
        ["self.centre.is_none_or(|wanted| wanted == centre)", "self.centre.is_none_or(|_| !centre.is_empty() || true)"],
        &[CENTRES],
    ),
    plant(
        "a line of a run is neither in the book nor beside it",
        "src/report/book/proof.rs",
        [
            "filter(|(_, fate)| **fate != Fate::Within)",
            "filter(|(_, fate)| !matches!(fate, Fate::Within | Fate::NotOrdered))",
        ],
        &[NOTHING, YEAR],
    ),
    plant(
        "dollars are added to roubles",
        "src/report/book/sums.rs",
        [
            "self.at(group, &code(Some(&currency))).actual",
            "self.at(group, &code(item.currency().filter(|_| !currency.is_empty()))).actual",
        ],
        &[CURRENCIES],
    ),
    plant(
        "a renewal is taken for the first period",
        "src/report/book/spent.rs",
        [
            "Some((day, months)) => pays(charges, day, months),",
            "Some(_) => charges.iter().map(|_| Pays::First).collect(),",
        ],
        &[CHARGES],
    ),
    plant(
        "an account that cannot be read is left out of the book of all",
        "src/verb/report/book.rs",
        ["        })?;\n        // Where nothing ran", "        }).unwrap_or_default();\n        // Where nothing ran"],
        &["it books::asked::all_accounts_are_one_book_or_none"],
    ),
    plant(
        "a run that goes on is told as one that was cut off",
        "src/verb/report/standing.rs",
        [
            "    if let Some(holder) = going.holder(&run.facts) {\n        let (pid, host)",
            "    if let Some(holder) = going.holder(&run.facts).filter(|_| false) {\n        let (pid, host)",
        ],
        &["it books::asked::a_run_that_goes_on_or_was_cut_off_is_no_result"],
    ),
    plant(
        "a charge that names no service is somebody else's",
        "src/report/book/spent.rs",
        ["(None, None) => Whose::Unnamed,", "(None, None) => Whose::Elsewhere,"],
        &["it books::accountant::a_charge_that_names_no_service_is_not_said_to_be_anybody_elses"],
    ),
    plant(
        "a later list takes a charge from its service",
        "src/order/charge/row.rs",
        ["service: self.service.or(before.service),", "service: self.service,"],
        &["lib ledger::charges::tests::a_charge_keeps_its_service_when_a_later_list_no_longer_names_it"],
    ),
    plant(
        "charges of an adopted service are asked for from its adoption on",
        "src/order/claim.rs",
        [".date()), made]", ".date()), made.filter(|_| false)]"],
        &["lib order::claim::tests::charges_are_asked_for_from_the_day_on_which_an_adopted_service_was_made"],
    ),
    plant(
        "an adopted service was ordered when it was adopted",
        "src/report/calendar.rs",
        ["return listed.or(own);", "return own.or(listed);"],
        &["lib report::calendar::tests::an_adopted_service_was_ordered_when_the_panel_made_it"],
    ),
    plant(
        "an adopted order is on no sheet that agrees",
        "src/report/book/proof.rs",
        [
            "let own = (code(one.currency()), counted.of(&own), true);",
            "let own = (code(one.currency()), counted.of(&own) * Decimal::ZERO, true);",
        ],
        &["it books::accountant::the_agreement_has_all_the_money_of_the_book"],
    ),
    plant(
        "amounts in another currency are held against nothing",
        "src/report/book/proof.rs",
        [
            "all.entry(code).or_default().within += amount;",
            "all.entry(code).or_default().within += amount * Decimal::ZERO;",
        ],
        &["it books::accountant::an_amount_in_another_currency_names_it_and_is_held_against_its_run"],
    ),
    plant(
        "what is still to be paid is charged",
        "src/report/book/sums.rs",
        ["if spent.charge.is_paid() {", "if spent.charge.is_paid() || spent.charge.is_waiting() {"],
        &["it books::accountant::what_is_not_paid_yet_is_not_charged_and_told_apart"],
    ),
];
