//! Bugs of what proves a service ours, and of the two acts of an order at a panel with a cart.

use super::{Plant, plant};

const PAID: &str = "it carts::orders_are_paid_at_once_or_out_of_the_cart_one_after_another";
const COLLEAGUE: &str =
    "it carts::what_a_colleague_lays_into_the_cart_is_never_paid_and_nothing_is_sent_until_it_is_gone";
const FILLED: &str = "it carts::a_cart_that_somebody_fills_between_the_last_look_and_the_payment_stops_the_run";
const LOST: &str = "it carts::a_payment_whose_answer_is_lost_is_looked_up_and_never_made_again";
const NOT_TAKEN: &str =
    "it carts::what_the_panel_did_not_take_the_money_for_is_unpaid_and_never_paid_by_this_program_again";
const LEFT: &str = "it carts::an_order_that_lies_in_the_cart_when_a_run_ends_is_paid_first_by_the_next_one";
const KEY: &str = "lib order::identity::tests::a_key_proves_a_service_ours_and_another_key_that_it_is_not";
const HELD: &str = "lib order::cart::tests::a_cart_is_paid_only_if_it_holds_this_order_and_nothing_else";
const ONCE: &str = "it ledger::an_item_of_the_cart_is_paid_once_and_only_one_that_an_answer_named";

pub const PLANTS: &[Plant] = &[
    plant(
        "a service with another order's key is taken for ours",
        "src/order/identity.rs",
        ["mark.key.is_some() && service.remote_id.is_some();", "mark.key.is_none() && service.remote_id.is_some();"],
        &[KEY],
    ),
    plant(
        "a service with our key is not looked for under another name",
        "src/order/identity.rs",
        [
            "mark.key.and_then(|key| self.by_key.get(key))",
            "mark.key.filter(|_| false).and_then(|key| self.by_key.get(key))",
        ],
        &[KEY],
    ),
    plant(
        "of several services that can be an order's the first is picked",
        "src/order/identity.rs",
        ["_ => Self::Several(services),", "_ => Self::One { service: services[0], proved },"],
        &[KEY],
    ),
    plant(
        "a cart that holds something else as well is paid",
        "src/order/cart.rs",
        [
            "let [lies] = self.items.as_slice() else { return false };",
            "let Some(lies) = self.items.iter().find(|lies| lies.id == item) else { return false };",
        ],
        &[HELD],
    ),
    plant(
        "a cart that costs more than was planned is paid",
        "src/order/cart.rs",
        ["|planned| total <= planned)", "|planned| total <= planned + planned)"],
        &["it carts::a_cart_that_costs_more_than_was_planned_is_not_paid"],
    ),
    plant(
        "an item that no answer named is paid",
        "src/ledger/confirm.rs",
        ["state = 'unpaid' AND cart_item = ?3", "state = 'unpaid' AND cart_item || ?3 <> ''"],
        &[ONCE],
    ),
    plant(
        "a payment that begins leaves the order as it was",
        "src/ledger/write.rs",
        ["settle(db, run, order, (doubt, &json(\"line.outcome\", doubt)?)).and(none)", "none"],
        &["it ledger::a_crash_between_payment_and_outcome_leaves_the_order_in_doubt_and_its_item_known"],
    ),
    plant(
        "a list proves absence while something lies in the cart",
        "src/panel/beside.rs",
        ["gap: listing.gap.or(gap)", "gap: listing.gap.or(gap.filter(|_| false))"],
        &[COLLEAGUE],
    ),
    plant(
        "orders of a cart go several at a time",
        "src/submit/mod.rs",
        ["if settings.manners.cart { 1 }", "if settings.manners.cart { 4 }"],
        &[PAID],
    ),
    plant(
        "a payment whose answer is not clean counts as made",
        "src/submit/life/basket.rs",
        [
            "Delivery::Answered { answer: Answer::Accepted { .. }, http_status } => (None,",
            "Delivery::Answered { answer: Answer::Accepted { .. } | Answer::Unclear(_), http_status } => (None,",
        ],
        &[NOT_TAKEN],
    ),
    plant(
        "a run goes on after a payment whose answer was not clean",
        "src/submit/life/basket.rs",
        [
            "                breakers.stop_for(Stop::Answer(reason.code));\n                self.in_doubt",
            "                self.in_doubt",
        ],
        &[LOST],
    ),
    plant(
        "services that a cart made beside ours do not stop the run",
        "src/submit/worker.rs",
        ["if self.settings.manners.cart && listing", "if !self.settings.manners.cart && listing"],
        &[FILLED],
    ),
    plant(
        "an interrupt does not keep a run from paying",
        "src/submit/worker.rs",
        ["Task::Confirm(..) if !self.gate.rest(Duration::ZERO)", "Task::Confirm(..) if self.gate.stop().is_some()"],
        &[LEFT],
    ),
    plant(
        "orders at panels of today carry no key",
        "src/verb/process/prepare.rs",
        ["if job.catalog.protocol.carries_key() {", "if !job.catalog.protocol.carries_key() {"],
        &[PAID],
    ),
    plant(
        "what an interrupted run left in the cart is left there for ever",
        "src/order/plan.rs",
        ["Some(item) if rules.listed => return", "Some(item) if !rules.listed => return"],
        &[LEFT],
    ),
    plant(
        "orders without a planned price are laid into a cart",
        "src/verb/process/guard.rs",
        ["of > 0 && job.catalog.protocol.may_use_cart()", "of > 9 && job.catalog.protocol.may_use_cart()"],
        &["it carts::without_a_planned_price_nothing_is_laid_into_a_cart"],
    ),
    plant(
        "a renewal that the panel would drop silently is ordered",
        "src/check/terms.rs",
        [
            "let own = catalog.protocol.dialect == Dialect::Billmanager4 ||",
            "let own = catalog.protocol.dialect != Dialect::Billmanager4 ||",
        ],
        &["it carts::a_renewal_for_another_period_than_the_servers_own_is_refused_where_it_would_be_dropped"],
    ),
];
