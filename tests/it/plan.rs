//! Promises of plan and verdict, over everything that can be.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use vdsbatch::order::claim::{Claim, ClaimState, History, Tries};
use vdsbatch::order::findings::{Scope, findings, line_found, made, unexplained};
use vdsbatch::order::plan::{Decision, Listed, Rules, from_ledger, with_list};
use vdsbatch::order::service::{Listing, Service, ServiceState};
use vdsbatch::order::{Asked, Order, Sent, Status, Terms};
use vdsbatch::run::{Stop, Tally, Verdict};
use vdsbatch::sheet::{Field, PerAmount};
use vdsbatch::text::lang::Lang;

use crate::harness::{moment, orders, orders_of, rules};

const STATES: [ClaimState; 5] =
    [ClaimState::Open, ClaimState::Unknown, ClaimState::Accepted, ClaimState::Confirmed, ClaimState::Unpaid];

fn claim(order: &Order, state: ClaimState, service_id: Option<&str>) -> Claim {
    Claim {
        terms: Some(order.terms.clone()),
        state,
        service_id: service_id.map(ToOwned::to_owned),
        service: None,
        run: Some("r".to_owned()),
        since: Timestamp::UNIX_EPOCH,
        attempted: Some(Timestamp::UNIX_EPOCH),
        listed_before: vec!["before".to_owned()],
        positive: matches!(state, ClaimState::Accepted),
        contested: false,
        key: None,
        cart: None,
        tries: Tries::default(),
    }
}

/// A claim in doubt whose one try ended long ago and which so many lists did not show since.
fn unseen(order: &Order, lists: i64) -> Claim {
    let at = |minutes: i64| moment(Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes));
    let absences = (0..lists).map(|list| at(15 + list)).collect();
    let tries = Tries { count: 1, ended: Some(at(0)), absences, unseen: Vec::new() };
    Claim { tries, ..claim(order, ClaimState::Unknown, None) }
}

/// Nothing is ever sent for the second time.
fn once() -> Rules {
    Rules { unique: false, ..rules() }
}

fn twice() -> Rules {
    rules()
}

fn history(order: &Order, claim: Claim) -> History {
    History { claims: HashMap::from([(order.domain.clone(), claim)]), known_services: Vec::new(), incomplete: false }
}

fn service(id: &str, domain: &str, state: ServiceState) -> Service {
    Service { id: id.to_owned(), domain: domain.to_owned(), state: Some(state), ..Service::default() }
}

fn status(decision: &Decision) -> Option<Status> {
    match decision {
        Decision::Send | Decision::SendAgain | Decision::Pay(_) => None,
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
        assert_eq!(
            status(&from_ledger(order, &history(order, claim(order, state, None)), twice())),
            wanted,
            "{state:?}"
        );
    }
}

#[test]
fn other_terms_are_a_conflict_that_names_the_difference() {
    let before = &orders(1)[0];
    let now = &orders_of("SSD Ferrum", "1", "web-1.example.ru", 1)[0];
    for state in STATES.into_iter().filter(|state| *state != ClaimState::Open) {
        let Decision::Stands(outcome) = from_ledger(now, &history(before, claim(before, state, None)), once()) else {
            panic!("{state:?} is sent")
        };
        assert_eq!(outcome.status, Status::Conflict);
        assert!(outcome.differences.iter().any(|difference| difference.before.contains("KVM Ferrum")));
    }
}

#[test]
fn a_default_that_changed_since_is_no_difference_and_a_stated_value_is() {
    let before = orders(1).remove(0);
    let mut catalog = crate::harness::catalog();
    catalog.tariffs[0].resources.get_mut(Field::Disk).expect("sold").default = 30;
    let template = catalog.template(&before.terms.asked.template).expect("its template");
    let mut asked = before.terms.asked.clone();
    asked.amounts.get_mut(Field::Disk).expect("asked").value = 30;
    let terms = |asked: &Asked| {
        let sent = Sent::of(&catalog, &catalog.tariffs[0], template, asked).expect("a period that is sold");
        Terms { asked: asked.clone(), sent }
    };
    assert!(terms(&asked).differences(&before.terms).is_empty());
    asked.amounts.get_mut(Field::Disk).expect("asked").given = true;
    assert_eq!(terms(&asked).differences(&before.terms).len(), 1);
}

#[test]
fn what_could_not_be_asked_for_before_differs_only_if_it_is_asked_for_now() {
    let (catalog, mut now) = (crate::harness::catalog(), orders(1).remove(0).terms);
    let template = catalog.template(&now.asked.template).expect("its template");
    let mut asked = now.asked.clone();
    asked.amounts = PerAmount::of(|field| now.asked.amounts.get(field).filter(|_| field != Field::Cpu).copied());
    let sent = Sent::of(&catalog, &catalog.tariffs[0], template, &asked).expect("a period that is sold");
    let before = Terms { asked, sent };
    assert!(now.differences(&before).is_empty());
    std::sync::Arc::make_mut(&mut now).asked.amounts.get_mut(Field::Cpu).expect("asked").given = true;
    let found = now.differences(&before);
    assert_eq!(found.iter().map(|it| (it.before.as_str(), it.now.as_str())).collect::<Vec<_>>(), [("–", "1")]);
}

#[test]
fn the_list_decides_what_is_ours() {
    let order = &orders(1)[0];
    let listed = |services: Vec<Service>| Listing { services, gap: None, ..Listing::default() };
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
        assert_eq!(status(&with_list(order, history, &Listed::new(&listing), once())), wanted, "{listing:?}");
    }
}

#[test]
fn an_order_proved_absent_is_sent_once_more_and_only_where_the_rules_allow() {
    let order = &orders(1)[0];
    let nothing = Listing::default();
    let decide = |history: &History, rules, listing: &Listing| {
        (from_ledger(order, history, rules), with_list(order, history, &Listed::new(listing), rules))
    };
    let proved = history(order, unseen(order, 3));
    assert_eq!(decide(&proved, twice(), &nothing), (Decision::SendAgain, Decision::SendAgain));
    let unknown = |(ledger, list): (Decision, Decision)| {
        (status(&ledger), status(&list)) == (Some(Status::Unknown), Some(Status::Unknown))
    };
    assert!(unknown(decide(&proved, once(), &nothing)), "the panel may sell a domain twice");
    assert!(unknown(decide(&history(order, unseen(order, 2)), twice(), &nothing)), "two lists only");
    assert!(unknown(decide(&History { incomplete: true, ..proved.clone() }, twice(), &nothing)), "a ledger with holes");
    // Whatever the list shows of it now, even deleted, ends the proof.
    for state in [ServiceState::Active, ServiceState::Deleted] {
        let listing =
            Listing { services: vec![service("9", "web-1.example.ru", state)], gap: None, ..Listing::default() };
        let (alone, with) = decide(&proved, twice(), &listing);
        assert_eq!(alone, Decision::SendAgain);
        assert!(matches!(status(&with), Some(Status::AlreadyOrdered | Status::Unknown)), "{with:?}");
    }
}

#[test]
fn an_adopted_service_is_compared_by_what_the_list_tells() {
    let order = &orders(1)[0];
    let listed =
        Service { tariff: Some("KVM Ferrum".to_owned()), ..service("7", "web-1.example.ru", ServiceState::Active) };
    let adopted = |service| Claim {
        terms: None,
        run: None,
        service: Some(service),
        ..claim(order, ClaimState::Confirmed, Some("7"))
    };
    let same = from_ledger(order, &history(order, adopted(listed.clone())), once());
    assert_eq!(status(&same), Some(Status::AlreadyOrdered));
    let other = Service { tariff: Some("SSD Ferrum".to_owned()), ..listed };
    let Decision::Stands(outcome) = from_ledger(order, &history(order, adopted(other)), once()) else { panic!("sent") };
    assert_eq!(outcome.status, Status::Conflict);
    let difference = &outcome.differences[0];
    assert_eq!((difference.before.as_str(), difference.now.as_str()), ("SSD Ferrum", "KVM Ferrum"));
}

#[test]
fn a_list_settles_what_it_shows_and_proves_absent_only_what_a_complete_one_lacks() {
    use vdsbatch::order::service::{Gap, KnownService};
    let order = &orders(1)[0];
    let control = || KnownService { id: "1".to_owned(), domain: "other.example.ru".to_owned() };
    let with = |claim: Claim| History { known_services: vec![control()], ..history(order, claim) };
    let doubt = with(claim(order, ClaimState::Unknown, None));
    let list = |services: Vec<Service>| Listing { services, gap: None, ..Listing::default() };
    let absent =
        |history: &History, listing: &Listing| findings(history, listing, Scope::Unsettled, rules()).absent.len();
    assert_eq!(absent(&doubt, &list(vec![])), 1);
    assert_eq!(
        absent(&doubt, &Listing { services: vec![], gap: Some(Gap::NoEnd), ..Listing::default() }),
        0,
        "an incomplete list says nothing"
    );
    let alone = history(order, claim(order, ClaimState::Unknown, None));
    assert_eq!(absent(&alone, &list(vec![])), 0, "no control service: a filter would go unnoticed");
    let deleted = list(vec![service("9", "web-1.example.ru", ServiceState::Deleted)]);
    assert_eq!(absent(&doubt, &deleted), 0, "it existed");
    for (domain, state, count) in
        [("", ServiceState::Active, 0), ("(being set up)", ServiceState::Processing, 0), ("", ServiceState::Deleted, 1)]
    {
        let other = list(vec![service("9", domain, state)]);
        assert_eq!(absent(&doubt, &other), count, "whose domain cannot be read may be any order's: {domain} {state:?}");
    }
    assert_eq!(absent(&with(claim(order, ClaimState::Accepted, None)), &list(vec![])), 0, "accepted is not in doubt");

    // A service found is found, however incomplete the list.
    let shown = vec![service("9", "web-1.example.ru", ServiceState::Active)];
    let found = findings(
        &doubt,
        &Listing { services: shown, gap: Some(Gap::NoEnd), ..Listing::default() },
        Scope::Unsettled,
        rules(),
    )
    .found;
    assert_eq!((found.len(), found[0].before, found[0].state), (1, ClaimState::Unknown, ClaimState::Confirmed));
    let unpaid = with(claim(order, ClaimState::Unpaid, None));
    for (state, wanted) in [(ServiceState::Ordered, ClaimState::Unpaid), (ServiceState::Active, ClaimState::Confirmed)]
    {
        let found =
            findings(&unpaid, &list(vec![service("9", "web-1.example.ru", state)]), Scope::Unsettled, rules()).found;
        assert_eq!(found[0].state, wanted, "{state:?}");
    }
    let seen = Some(service("9", "web-1.example.ru", ServiceState::Processing));
    let settled = with(Claim { service: seen, ..claim(order, ClaimState::Confirmed, Some("9")) });
    let listing = list(vec![service("9", "web-1.example.ru", ServiceState::Active)]);
    assert!(findings(&settled, &listing, Scope::Unsettled, rules()).is_empty());
    assert_eq!(findings(&settled, &listing, Scope::All, rules()).found.len(), 1);
}

#[test]
fn the_line_that_sent_an_order_is_confirmed_and_a_later_one_is_already_ordered() {
    use vdsbatch::order::{Earlier, Outcome, Reason, ReasonCode};
    let order = &orders(1)[0];
    let listed =
        Service { tariff: Some("SSD Ferrum".to_owned()), ..service("9", "web-1.example.ru", ServiceState::Active) };
    let history = history(order, claim(order, ClaimState::Unknown, None));
    let found =
        findings(&history, &Listing { services: vec![listed], gap: None, ..Listing::default() }, Scope::All, rules())
            .found
            .remove(0);
    let sent = Outcome::because(Status::Unknown, Reason::new(ReasonCode::TimedOut));
    let first = line_found(order, &sent, &found);
    assert_eq!((first.status, first.reason.is_none(), first.differences.len()), (Status::Confirmed, true, 1));
    let earlier = Some(Earlier { run: Some("r".to_owned()), at: None, status: Status::Unknown });
    let later = line_found(order, &Outcome { earlier, ..sent }, &found);
    assert_eq!(later.status, Status::AlreadyOrdered);
}

#[test]
fn a_service_that_differs_from_its_order_is_told_by_every_later_run() {
    let order = &orders(1)[0];
    let clamped =
        Service { tariff: Some("SSD Ferrum".to_owned()), ..service("7", "web-1.example.ru", ServiceState::Active) };
    let known = Claim { service: Some(clamped.clone()), ..claim(order, ClaimState::Confirmed, Some("7")) };
    let differs = |decision: Decision| {
        let Decision::Stands(outcome) = decision else { panic!("sent") };
        assert_eq!(outcome.status, Status::AlreadyOrdered);
        outcome.differences.iter().map(|found| (found.before.clone(), found.now.clone())).collect::<Vec<_>>()
    };
    let wanted = [("KVM Ferrum".to_owned(), "SSD Ferrum".to_owned())];
    assert_eq!(differs(from_ledger(order, &history(order, known.clone()), once())), wanted);
    let listing = Listing { services: vec![clamped], gap: None, ..Listing::default() };
    let seen = |claim| differs(with_list(order, &history(order, claim), &Listed::new(&listing), once()));
    for state in [ClaimState::Unknown, ClaimState::Accepted, ClaimState::Confirmed] {
        assert_eq!(seen(claim(order, state, Some("7"))), wanted, "{state:?}");
    }
    // What the panel corrected since is no difference any more.
    let corrected = Service { tariff: Some("KVM Ferrum".to_owned()), ..listing.services[0].clone() };
    let listing = Listing { services: vec![corrected], gap: None, ..Listing::default() };
    assert_eq!(differs(with_list(order, &history(order, known), &Listed::new(&listing), once())), []);
}

#[test]
fn services_that_no_order_explains_are_told() {
    let one = service("1", "web-1.example.ru", ServiceState::Active);
    let list = |services: &[&Service]| Listing {
        services: services.iter().map(|s| (*s).clone()).collect(),
        gap: None,
        ..Listing::default()
    };
    let (ours, twin) = (
        service("2", "web-2.example.ru", ServiceState::Processing),
        service("3", "web-2.example.ru", ServiceState::Processing),
    );
    let gone = service("4", "x.example.ru", ServiceState::Deleted);
    let found = unexplained(&list(&[&one]), &list(&[&one, &ours, &twin, &gone]), &["2".to_owned()]);
    assert_eq!(found, [twin]);
}

#[test]
fn the_service_of_an_order_that_names_none_is_not_somebody_elses() {
    use vdsbatch::order::Outcome;
    use vdsbatch::order::claim::Claiming;
    let order = orders(1).remove(0);
    let claiming = [Claiming { order, listed_before: vec!["1".to_owned()], again: false, key: None, cart_item: None }];
    let of_domain = |id: &str| service(id, "WEB-1.example.ru", ServiceState::Ordered);
    let list = |ids: &[&str]| Listing {
        services: ids.iter().map(|id| of_domain(id)).collect(),
        gap: None,
        ..Listing::default()
    };
    let told = |outcome: Outcome, after: &[&str]| {
        let after = list(after);
        let found = unexplained(&list(&["1"]), &after, &made(&claiming, &[outcome], &after));
        found.into_iter().map(|service| service.id).collect::<Vec<_>>()
    };
    for status in [Status::Unpaid, Status::Unknown, Status::Accepted] {
        assert!(told(Outcome::new(status), &["1", "2"]).is_empty(), "{status}");
        assert_eq!(told(Outcome::new(status), &["1", "2", "3"]), ["3"], "a double is told: {status}");
    }
    // What was refused, or is known by its id, made no other service.
    assert_eq!(told(Outcome::new(Status::Rejected), &["1", "2"]), ["2"]);
    let named = Outcome { service: Some(Box::new(of_domain("2"))), ..Outcome::new(Status::Confirmed) };
    assert_eq!(told(named, &["1", "2", "3"]), ["3"]);
}

proptest! {
    /// The list only takes orders away: what the ledger alone would not send is not sent with it.
    #[test]
    fn a_list_never_adds_an_order(
        state in proptest::option::of(proptest::sample::select(STATES.to_vec())),
        id in proptest::option::of("[0-9]"),
        services in proptest::collection::vec(("[0-9]", proptest::bool::ANY, 1_u32..6), 0..4),
        lists in 0_i64..5,
        settles: bool,
    ) {
        let order = &orders(1)[0];
        let rules = if settles { twice() } else { once() };
        let claim = |state| Claim { tries: unseen(order, lists).tries, ..claim(order, state, id.as_deref()) };
        let history = state.map_or_else(History::default, |state| history(order, claim(state)));
        let services: Vec<Service> = services
            .iter()
            .map(|(id, same, code)| Service {
                state: ServiceState::of_code(*code),
                ..service(id, if *same { "web-1.example.ru" } else { "other.example.ru" }, ServiceState::Active)
            })
            .collect();
        let stands = services.iter().any(|service| service.domain == "web-1.example.ru" && !service.is_deleted());
        let listing = Listing { services, gap: None, ..Listing::default() };
        let alone = from_ledger(order, &history, rules);
        let with = with_list(order, &history, &Listed::new(&listing), rules);
        if status(&alone).is_some() {
            prop_assert!(status(&with).is_some());
        }
        if stands {
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
        let verdict = Verdict::of_run(&tally, stop.as_ref(), sent);
        let code = if written { verdict } else { verdict.unwritten() }.exit().code();
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

/// Whoever wrote the sum of a row for the price of a server sees it in the plan.
#[test]
fn a_plan_says_what_its_sums_are_made_of() {
    let mut orders = orders_of("KVM Ferrum", "3", "web-{n}.example.ru", 9);
    let price = |text: &str| vdsbatch::money::Money::try_from(text.to_owned()).ok();
    let words = |orders: &[Order], lang| {
        let run = crate::harness::run_of(orders);
        let words = vdsbatch::run::Summary::of(&run.lines).words(&run, "it", lang);
        words.lines().find(|line| line.contains("KVM Ferrum")).expect("a line").trim().to_owned()
    };
    assert_eq!(words(&orders, Lang::En), "KVM Ferrum, 3 months: 9 servers, no price");
    orders.iter_mut().for_each(|order| order.price = price("12150.00"));
    assert_eq!(words(&orders, Lang::En), "KVM Ferrum, 3 months: 9 servers, 9 × 12,150.00 = 109,350.00 RUB");
    orders[0].price = price("1.50");
    orders[1].price = None;
    assert_eq!(
        words(&orders, Lang::Ru),
        "KVM Ferrum, 3 месяца: 9 серверов, 1 × 1,50 + 7 × 12\u{a0}150,00 = 85\u{a0}051,50 RUB, без цены: 1 сервер"
    );
    for (n, order) in (1..).zip(&mut orders) {
        order.price = price(&format!("{n}.00"));
    }
    assert_eq!(
        words(&orders, Lang::En),
        "KVM Ferrum, 3 months: 9 servers, 1 × 1.00 + 1 × 2.00 + 1 × 3.00 + 1 × 4.00 + 5 more prices = 45.00 RUB"
    );
}

#[test]
fn a_plan_names_the_agreement_in_the_language_of_whoever_accepts_it() {
    let catalog = crate::harness::catalog();
    assert!(catalog.agreement(Lang::Ru).contains("соглашение"));
    assert!(catalog.agreement(Lang::En).contains("agreement"));
    let english = vdsbatch::catalog::Catalog { agreement_ru: None, ..catalog };
    assert_eq!(english.agreement(Lang::Ru), english.agreement(Lang::En), "better than nothing");
}
