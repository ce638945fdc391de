//! Promises of plan and verdict, over everything that can be.

use std::collections::HashMap;

use jiff::Timestamp;
use proptest::prelude::*;
use vdsbatch::claim::{Claim, ClaimState, History};
use vdsbatch::order::Order;
use vdsbatch::outcome::{Status, Stop, Tally, Verdict};
use vdsbatch::plan::{Decision, Listed, from_ledger, with_list};
use vdsbatch::service::{Listing, Service, ServiceState};

use crate::harness::{orders, orders_of};

const STATES: [ClaimState; 5] =
    [ClaimState::Open, ClaimState::Unknown, ClaimState::Accepted, ClaimState::Confirmed, ClaimState::Unpaid];

fn claim(order: &Order, state: ClaimState, service_id: Option<&str>) -> Claim {
    Claim {
        terms: order.terms.clone(),
        state,
        service_id: service_id.map(ToOwned::to_owned),
        run: "r".to_owned(),
        since: Timestamp::UNIX_EPOCH,
        attempted: Some(Timestamp::UNIX_EPOCH),
        listed_before: vec!["before".to_owned()],
    }
}

fn history(order: &Order, claim: Claim) -> History {
    History { claims: HashMap::from([(order.domain.clone(), claim)]), known_services: Vec::new() }
}

fn service(id: &str, domain: &str, state: ServiceState) -> Service {
    Service { id: id.to_owned(), domain: domain.to_owned(), state: Some(state), ..Service::default() }
}

fn status(decision: &Decision) -> Option<Status> {
    match decision {
        Decision::Send { .. } => None,
        Decision::Stands(outcome) => Some(outcome.status),
    }
}

#[test]
fn a_live_claim_that_may_have_reached_the_panel_is_never_sent() {
    let order = &orders(1)[0];
    let expected = [
        (ClaimState::Open, None),
        (ClaimState::Unknown, Some(Status::Unknown)),
        (ClaimState::Accepted, Some(Status::AlreadyOrdered)),
        (ClaimState::Confirmed, Some(Status::AlreadyOrdered)),
        (ClaimState::Unpaid, Some(Status::Unpaid)),
    ];
    for (state, wanted) in expected {
        assert_eq!(status(&from_ledger(order, &history(order, claim(order, state, None)))), wanted, "{state:?}");
    }
}

#[test]
fn other_terms_are_a_conflict_that_names_the_difference() {
    let before = &orders(1)[0];
    let now = &orders_of("SSD Ferrum", "1", "web-1.example.ru", 1)[0];
    for state in STATES.into_iter().filter(|state| *state != ClaimState::Open) {
        let Decision::Stands(outcome) = from_ledger(now, &history(before, claim(before, state, None))) else {
            panic!("{state:?} is sent")
        };
        assert_eq!(outcome.status, Status::Conflict);
        assert!(outcome.differences.iter().any(|difference| difference.before.contains("KVM Ferrum")));
    }
}

#[test]
fn a_default_that_changed_since_is_no_difference_and_a_stated_value_is() {
    let before = orders(1).remove(0);
    let mut now = before.clone();
    now.terms.disk.value = 30;
    assert!(now.terms.differences(&before.terms).is_empty());
    now.terms.disk.given = true;
    assert_eq!(now.terms.differences(&before.terms).len(), 1);
}

#[test]
fn the_list_decides_what_is_ours() {
    let order = &orders(1)[0];
    let listed = |services: Vec<Service>| Listing { services, gap: None };
    let name = "WEB-1.example.ru";
    let none = History::default();
    let doubt = history(order, claim(order, ClaimState::Unknown, None));
    let known = history(order, claim(order, ClaimState::Confirmed, Some("7")));
    let table: Vec<(&History, Vec<Service>, Option<Status>)> = vec![
        (&none, vec![], None),
        (&none, vec![service("1", name, ServiceState::Active)], Some(Status::Conflict)),
        (&none, vec![service("1", name, ServiceState::Deleted)], None),
        (&doubt, vec![], Some(Status::Unknown)),
        (&doubt, vec![service("9", name, ServiceState::Processing)], Some(Status::AlreadyOrdered)),
        // A deleted twin, and an id that was there before, prove nothing.
        (&doubt, vec![service("9", name, ServiceState::Deleted)], Some(Status::Unknown)),
        (&doubt, vec![service("before", name, ServiceState::Active)], Some(Status::Unknown)),
        (&known, vec![service("7", name, ServiceState::Active)], Some(Status::AlreadyOrdered)),
        (&known, vec![service("7", name, ServiceState::Deleted)], Some(Status::AlreadyOrdered)),
        (&known, vec![], Some(Status::AlreadyOrdered)),
    ];
    for (history, services, wanted) in table {
        let listing = listed(services);
        assert_eq!(status(&with_list(order, history, &Listed::new(&listing))), wanted, "{listing:?}");
    }
}

proptest! {
    /// The list only takes orders away: what the ledger alone would not send is not sent with it.
    #[test]
    fn a_list_never_adds_an_order(
        state in proptest::option::of(proptest::sample::select(STATES.to_vec())),
        id in proptest::option::of("[0-9]"),
        services in proptest::collection::vec(("[0-9]", proptest::bool::ANY, 1_u32..6), 0..4),
    ) {
        let order = &orders(1)[0];
        let history = state.map_or_else(History::default, |state| history(order, claim(order, state, id.as_deref())));
        let services: Vec<Service> = services
            .iter()
            .map(|(id, same, code)| Service {
                state: ServiceState::of_code(*code),
                ..service(id, if *same { "web-1.example.ru" } else { "other.example.ru" }, ServiceState::Active)
            })
            .collect();
        let ours = services.iter().any(|service| service.domain == "web-1.example.ru" && !service.is_deleted());
        let listing = Listing { services, gap: None };
        let alone = from_ledger(order, &history);
        let with = with_list(order, &history, &Listed::new(&listing));
        if status(&alone).is_some() {
            prop_assert!(status(&with).is_some());
        }
        if ours {
            prop_assert!(status(&with).is_some());
        }
    }

    /// The exit code against an oracle written another way round: the codes in their order of
    /// precedence, and 1 only where nothing was sent.
    #[test]
    fn the_gravest_end_decides(
        statuses in proptest::collection::vec(proptest::sample::select(Status::ALL.to_vec()), 0..6),
        stop in proptest::option::of(proptest::bool::ANY),
        sent: bool,
        written: bool,
    ) {
        let tally: Tally = statuses.iter().copied().collect();
        let stop = stop.map(|interrupted| if interrupted { Stop::Interrupted } else { Stop::Outage });
        let code = Verdict::of_run(&tally, stop.as_ref(), sent, written).exit_code();
        let has = |status| statuses.contains(&status);
        let failed = [Status::Invalid, Status::Rejected, Status::Conflict, Status::Unpaid, Status::NotSent];
        let mut applying = Vec::new();
        if has(Status::Unknown) { applying.push(5) }
        if stop == Some(Stop::Interrupted) { applying.push(130) }
        if stop == Some(Stop::Outage) && !sent { applying.push(1) }
        if !written { applying.push(8) }
        if stop.is_some() { applying.push(7) }
        if failed.into_iter().any(has) { applying.push(4) }
        prop_assert_eq!(code, applying.first().copied().unwrap_or(0));
    }
}
