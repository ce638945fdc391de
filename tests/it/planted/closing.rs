//! Bugs of the last word: what a list says of refusals, of unpaid orders, of successes that nobody sees; and time.

use super::{Plant, plant};

const REFUSED: &str = "it closing::a_refused_order_that_the_list_shows_is_unknown_and_never_called_somebody_elses";
const BORNE_OUT: &str = "it closing::a_refusal_keeps_its_domain_until_the_next_list_bears_it_out";
const UNPAID: &str =
    "it closing::an_order_that_waits_for_its_payment_is_unpaid_whatever_the_answer_and_the_first_one_stops_the_run";
const UNSEEN: &str = "it closing::a_success_that_no_list_shows_becomes_unknown_and_is_never_sent_again";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a refusal frees its domain at once",
        "src/order/status.rs",
        ["on_claim: OnClaim::Becomes(ClaimState::Refused)", "on_claim: OnClaim::Becomes(ClaimState::Open)"],
        &[BORNE_OUT],
    ),
    plant(
        "a new service under a refused domain is the order's",
        "src/submit/settled.rs",
        [
            "Meaning::Contested => better.push((at, contested(outcome, service))),",
            "Meaning::Contested => better.push((at, shown)),",
        ],
        &["it submit::the_list_at_the_end_speaks_of_every_order_that_was_sent"],
    ),
    plant(
        "a contested service is taken for ours by the next list",
        "src/order/plan.rs",
        [
            "Match::One { proved: false, .. } if claim.contested => None,",
            "Match::One { proved: false, .. } if claim.contested && claim.positive => None,",
        ],
        &[REFUSED],
    ),
    plant(
        "the list at the end of a run bears its refusals out",
        "src/verb/process/send.rs",
        ["ledger.found(&findings::Findings { freed: Vec::new(), ..found })", "ledger.found(&found)"],
        &[BORNE_OUT],
    ),
    plant(
        "what a 429 turned away is as free as what never left",
        "src/order/claim.rs",
        [
            "Some(ReasonCode::Throttled)) => Self::Becomes(ClaimState::Refused)",
            "Some(ReasonCode::Throttled)) => Self::Becomes(ClaimState::Open)",
        ],
        &["lib order::claim::tests::what_was_turned_away_or_refused_waits_for_a_list"],
    ),
    plant(
        "after a 429 an order is sent again wherever it is, and however often",
        "src/submit/step.rs",
        ["let again = sending.unique && sending.before != Before::Lost;", "let again = true;"],
        &["lib submit::step::tests::every_delivery_leads_where_the_table_says"],
    ),
    plant(
        "an order that waits for its payment is confirmed",
        "src/submit/state.rs",
        [
            "Shown::Ours | Shown::Anybodys => service.state == Some(ServiceState::Ordered)",
            "Shown::Ours | Shown::Anybodys => service.state == Some(ServiceState::Deleted)",
        ],
        &[UNPAID],
    ),
    plant(
        "nobody looks whether the first order was paid",
        "src/submit/breakers.rs",
        ["!self.opened || self.unlooked >= spacing", "self.unlooked >= spacing"],
        &[UNPAID],
    ),
    plant(
        "a success that nobody sees stays one",
        "src/order/findings.rs",
        ["if claim.state == ClaimState::Accepted && tries", "if claim.state == ClaimState::Open && tries"],
        &[UNSEEN],
    ),
    plant(
        "a list that lacks what was accepted proves others absent",
        "src/order/listing.rs",
        ["self.is_whole() && self.unseen.is_empty()", "self.is_whole()"],
        &["it closing::a_list_that_lacks_what_was_accepted_proves_nothing_absent"],
    ),
    plant(
        "time passes by the wall clock",
        "src/order/clock.rs",
        [".chain(wall).min().filter(|_| boot.or(panel).is_some())", ".chain(wall).max()"],
        &[
            "lib order::clock::tests::the_smallest_of_the_clocks_that_can_be_compared_counts",
            "lib order::claim::tests::a_wall_clock_that_is_put_forward_proves_nothing",
        ],
    ),
    plant(
        "another start of a machine goes on with the clock of the last",
        "src/order/clock.rs",
        ["if one.id == other.id =>", "if one.id <= other.id =>"],
        &["lib order::clock::tests::whatever_clocks_do_no_more_time_is_proved_than_passed"],
    ),
    plant(
        "a container tells the clock of its machine",
        "src/host/clock.rs",
        ["space.is_none_or(|space|", "space.is_none_or(|space| true ||"],
        &["lib host::clock::tests::a_clock_that_a_container_was_given_tells_no_start"],
    ),
    plant(
        "a date of Moscow is one of Greenwich",
        "src/panel/http/wait.rs",
        ["if !is_number && ![", "if zone.is_empty() && !["],
        &["lib panel::http::wait::tests::a_date_of_another_zone_is_told_by_its_number_or_not_at_all"],
    ),
    plant(
        "a look-up takes as long as its lists do",
        "src/submit/life/mod.rs",
        ["self.waits.looking.saturating_sub(spent)", "self.waits.looking.max(spent)"],
        &["it submit::however_slow_the_lists_are_nobody_waits_longer_than_a_minute_for_one_order"],
    ),
    plant(
        "a run goes on although its look-up is kept out",
        "src/submit/life/mod.rs",
        ["breakers.stop_for(Stop::Answer(*code));", "let _ = Stop::Answer(*code);"],
        &["it submit::a_look_up_that_is_kept_out_stops_the_run_and_is_the_last_one"],
    ),
    plant(
        "a list at the end that cannot be read is no news",
        "src/verb/process/finish.rs",
        ["if closing.is_some() { verdict.unseen() } else { verdict }", "verdict"],
        &["it closing::a_list_at_the_end_that_cannot_be_read_is_told_and_is_no_success"],
    ),
];
