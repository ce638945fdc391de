//! The ledger as files on disk: what it keeps, and what it refuses.

use std::sync::Arc;

use vdsbatch::ledger::{Ledger, LedgerError, Place};
use vdsbatch::order::attempt::{Attempt, Journal};
use vdsbatch::order::charge::{Charge, Charges};
use vdsbatch::order::claim::{ClaimState, Claiming};
use vdsbatch::order::findings::{Scope, findings};
use vdsbatch::order::plan::{Decision, Rules, from_ledger};
use vdsbatch::order::service::{Gap, Listing, Service};
use vdsbatch::order::{Outcome, Reason, ReasonCode, Status, Terms};
use vdsbatch::run::{End, Run, Verdict};

use crate::harness::{orders, run_of};

struct Kept {
    _dir: tempfile::TempDir,
    place: Place,
}

fn kept() -> Kept {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    Kept { _dir: dir, place }
}

fn claiming(order: &vdsbatch::order::Order) -> Claiming {
    Claiming { order: order.clone(), listed_before: vec!["5".to_owned()], again: false, key: None, cart_item: None }
}

/// A ledger with a run that has claimed these orders, and the run's id.
fn claimed(kept: &Kept, orders: &[vdsbatch::order::Order]) -> (Ledger, Run, String) {
    let ledger = Ledger::open(&kept.place).expect("a ledger");
    let run = run_of(orders);
    let id = run.facts.id.clone();
    ledger.start(&mut run.clone()).expect("written");
    ledger.claim(&id, orders.iter().map(claiming).collect(), "anna").expect("written");
    (ledger, run, id)
}

#[test]
fn what_was_written_is_read_back_by_the_next_process() {
    let kept = kept();
    let orders = orders(4);
    let run = run_of(&orders);
    let id = run.facts.id.clone();
    {
        let ledger = Ledger::open(&kept.place).expect("a ledger");
        ledger.start(&mut run.clone()).expect("written");
        ledger.claim(&id, orders.iter().map(claiming).collect(), "anna").expect("written");
        let journal = ledger.journal(&id);
        let close = |at: usize, outcome: &Outcome| {
            Attempt::begin(&journal, crate::harness::claimed(&orders[at]), &crate::harness::now())
                .expect("begun")
                .close(&journal, outcome, &crate::harness::now())
                .expect("closed");
        };
        close(0, &Outcome::new(Status::Accepted));
        close(1, &Outcome::because(Status::Rejected, Reason::new(ReasonCode::ValueRefused)));
        // The third is under way when the process ends; the fourth was never tried.
        let _open =
            Attempt::begin(&journal, crate::harness::claimed(&orders[2]), &crate::harness::now()).expect("begun");
        let service = Service { id: "77".to_owned(), ..Service::default() };
        journal.write_listing(&Listing { services: vec![service], gap: None, ..Listing::default() }).expect("written");
    }
    let ledger = Ledger::open(&kept.place).expect("a ledger");
    let history = ledger.history().expect("read");
    let state = |at: usize| history.claims.get(&orders[at].domain).map(|claim| claim.state);
    let states: Vec<_> = (0..4).map(state).collect();
    let refused = Some(ClaimState::Refused);
    assert_eq!(states, [Some(ClaimState::Accepted), refused, Some(ClaimState::Unknown), Some(ClaimState::Open)]);
    let claim = &history.claims[&orders[2].domain];
    assert_eq!((claim.run.as_deref(), claim.listed_before.as_slice()), (Some(id.as_str()), &["5".to_owned()][..]));
    assert!(claim.terms.as_ref().expect("terms").differences(&orders[2].terms).is_empty());
    assert_eq!(history.known_services.iter().map(|known| known.id.as_str()).collect::<Vec<_>>(), ["77"]);

    let again = ledger.run(&id).expect("read").expect("the run");
    let statuses: Vec<Status> = again.lines.iter().map(|line| line.outcome.status).collect();
    assert_eq!(statuses, [Status::Accepted, Status::Rejected, Status::Unknown, Status::NotSent]);
    assert_eq!((again.facts, again.servers), (run.facts, 4));
    assert!(ledger.run("another").expect("read").is_none());
}

#[test]
fn orders_that_ask_for_the_same_share_it_and_a_run_is_written_without_a_copy() {
    let (kept, orders) = (kept(), orders(3));
    let is_one = |terms: &[&Arc<Terms>]| terms.iter().all(|one| Arc::ptr_eq(one, terms[0]));
    assert!(is_one(&orders.iter().map(|order| &order.terms).collect::<Vec<_>>()), "as checked");
    let ledger = Ledger::open(&kept.place).expect("a ledger");
    let mut run = run_of(&orders);
    let at = run.lines.as_ptr();
    ledger.start(&mut run).expect("written");
    assert_eq!((run.lines.as_ptr(), run.lines.len()), (at, 3));
    ledger.claim(&run.facts.id, orders.iter().map(claiming).collect(), "anna").expect("written");
    let history = ledger.history().expect("read");
    let claimed: Vec<_> = history.claims.values().filter_map(|claim| claim.terms.as_ref()).collect();
    assert!(claimed.len() == 3 && is_one(&claimed), "as claimed");
    let read = ledger.run(&run.facts.id).expect("read").expect("the run");
    let read: Vec<_> = read.lines.iter().filter_map(|line| line.order.as_ref()).map(|order| &order.terms).collect();
    assert!(read.len() == 3 && is_one(&read), "as read");
}

#[test]
fn a_domain_has_one_live_claim_and_only_its_run_may_send() {
    let kept = kept();
    let ledger = Ledger::open(&kept.place).expect("a ledger");
    let orders = orders(1);
    let run = run_of(&orders);
    let id = run.facts.id.clone();
    ledger.start(&mut run.clone()).expect("written");
    let journal = ledger.journal(&id);
    assert!(
        Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &crate::harness::now()).is_err(),
        "no claim yet"
    );
}

#[test]
fn a_second_claim_on_an_ordered_domain_is_refused() {
    let (kept, orders) = (kept(), orders(1));
    let (ledger, _, id) = claimed(&kept, &orders);
    let journal = ledger.journal(&id);
    let attempt = Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &crate::harness::now()).expect("begun");
    attempt.close(&journal, &Outcome::new(Status::Accepted), &crate::harness::now()).expect("closed");
    assert!(ledger.claim(&id, vec![claiming(&orders[0])], "anna").is_err());
}

#[test]
fn a_claim_that_was_never_tried_is_freed_when_its_run_ends_and_a_tried_one_is_not() {
    let (kept, orders) = (kept(), orders(2));
    let (ledger, run, id) = claimed(&kept, &orders);
    let journal = ledger.journal(&id);
    drop(Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &crate::harness::now()).expect("begun"));
    let end = End {
        at: run.facts.started,
        verdict: Verdict::SomeUnknown,
        stop: None,
        unexplained: Vec::new(),
        closing: None,
        enquiry: None,
        approval: None,
    };
    ledger.finish(&mut run.clone(), &end).expect("written");
    let history = ledger.history().expect("read");
    assert_eq!(history.claims.len(), 1);
    assert_eq!(history.claims[&orders[0].domain].state, ClaimState::Unknown);
}

#[test]
fn a_conflict_frees_nothing() {
    let (kept, orders) = (kept(), orders(1));
    let (ledger, _, id) = claimed(&kept, &orders);
    let journal = ledger.journal(&id);
    drop(Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &crate::harness::now()).expect("begun"));
    for status in [Status::Conflict, Status::Invalid, Status::Skipped, Status::Ready] {
        journal.write_settled(&[(&orders[0], &Outcome::new(status))]).expect("written");
        let history = ledger.history().expect("read");
        assert_eq!(history.claims[&orders[0].domain].state, ClaimState::Unknown, "{status}");
    }
}

#[test]
fn one_process_holds_a_ledger() {
    let kept = kept();
    let ledger = Ledger::open(&kept.place).expect("a ledger");
    let Err(LedgerError::Locked { holder: Some(holder), .. }) = Ledger::open(&kept.place) else {
        panic!("a second one opened it")
    };
    assert_eq!(holder.pid, std::process::id());
    drop(ledger);
    assert!(Ledger::open(&kept.place).is_ok());
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let kept = kept();
    std::fs::create_dir_all(kept.place.folder()).expect("a folder");
    let file = kept.place.folder().join("ledger.db");
    std::fs::write(&file, "not a database, but long enough to be looked at".repeat(100)).expect("a file");
    assert!(matches!(Ledger::open(&kept.place), Err(LedgerError::Foreign { .. })));
    assert!(std::fs::read_to_string(&file).expect("the file").starts_with("not a database"));
    std::fs::remove_file(&file).expect("removed");
    let other = rusqlite::Connection::open(&file).expect("a database");
    other.execute_batch("CREATE TABLE t (x); PRAGMA user_version = 9;").expect("a table");
    drop(other);
    assert!(matches!(Ledger::open(&kept.place), Err(LedgerError::Foreign { .. })));
}

#[test]
fn a_damaged_ledger_is_refused() {
    let kept = kept();
    let orders = orders(200);
    {
        let ledger = Ledger::open(&kept.place).expect("a ledger");
        ledger.start(&mut run_of(&orders)).expect("written");
    }
    let file = kept.place.folder().join("ledger.db");
    let mut bytes = std::fs::read(&file).expect("the file");
    assert!(bytes.len() > 20_000, "{}", bytes.len());
    bytes[8192..16_384].fill(0xa5);
    std::fs::write(&file, bytes).expect("damaged");
    let refused = Ledger::open(&kept.place);
    assert!(matches!(refused, Err(LedgerError::Damaged { .. })), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn a_ledger_is_its_owners_alone_and_stands_behind_no_link() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let kept = kept();
    drop(Ledger::open(&kept.place).expect("a ledger"));
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("there").mode() & 0o777;
    assert_eq!(mode(kept.place.folder()), 0o700);
    assert_eq!(mode(&kept.place.folder().join("ledger.db")), 0o600);
    let dir = tempfile::tempdir().expect("a folder");
    let link = dir.path().join("link");
    symlink(kept.place.folder(), &link).expect("a link");
    assert!(matches!(Ledger::open(&Place::in_folder(link)), Err(LedgerError::InTheWay { .. })));
}

#[test]
fn a_second_try_is_the_last_whatever_the_plan_says() {
    let (kept, orders) = (kept(), orders(1));
    let (ledger, _, id) = claimed(&kept, &orders);
    let order = &orders[0];
    let journal = ledger.journal(&id);
    let unknown = Outcome::because(Status::Unknown, Reason::new(ReasonCode::TimedOut));
    let lost = || {
        Attempt::begin(&journal, crate::harness::claimed(order), &crate::harness::now())
            .and_then(|attempt| attempt.close(&journal, &unknown, &crate::harness::now()))
    };
    lost().expect("the first try");
    let again = || ledger.claim(&id, vec![Claiming { again: true, ..claiming(order) }], "anna");
    again().expect("proved absent");
    lost().expect("the second try");
    assert!(
        Attempt::begin(&journal, crate::harness::claimed(order), &crate::harness::now()).is_err(),
        "the claim still names this run for its second try"
    );
}

/// A list may take minutes to read; what it lacks, it lacked when the reading began.
#[test]
fn an_order_is_absent_from_the_time_at_which_the_list_was_asked_for() {
    let (kept, orders) = (kept(), orders(1));
    let (ledger, run, id) = claimed(&kept, &orders);
    let journal = ledger.journal(&id);
    let attempt = Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &crate::harness::now()).expect("begun");
    let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::TimedOut));
    attempt.close(&journal, &doubt, &crate::harness::now()).expect("closed");
    let control = Service { id: "77".to_owned(), domain: "other.example.ru".to_owned(), ..Service::default() };
    let asked = "2030-01-01T10:00:00Z".parse().expect("a time");
    let listing = Listing { services: vec![control], asked, ..Listing::default() };
    journal.write_listing(&listing).expect("written");
    let found = findings(&ledger.history().expect("read"), &listing, Scope::Unsettled, crate::harness::rules());
    assert_eq!(found.absent, [orders[0].domain.clone()]);
    ledger.found(&found).expect("written");
    let history = ledger.history().expect("read");
    assert_eq!(
        history.claims[&orders[0].domain].tries.absences.iter().map(|absence| absence.at).collect::<Vec<_>>(),
        [asked]
    );
    let trail = ledger.trail(&run).expect("read");
    assert_eq!(trail.lists.iter().map(|list| list.at).collect::<Vec<_>>(), [asked]);
}

/// The terms of `web-1.example.ru` as version 2 of the ledger kept them.
const TERMS_OF_2: &str = r#"{"tariff":1100,"tariff_name":"KVM Ferrum","months":1,"period":1210,"template":"Debian-7-x86_64-minimal","disk":{"addon":1101,"value":20,"given":false},"ram":{"addon":1103,"value":1,"given":false},"cpu":{"addon":1104,"value":1,"given":false},"ipv4":{"addon":1110,"value":1,"given":false},"ipv6":{"addon":1791,"value":4,"given":false},"name_servers":{"id":1112,"value":21},"ispmanager":{"id":1106,"value":25},"renewal":{"every":[1,1210]},"renewal_given":false}"#;

/// Takes out of a ledger's tables what versions 7 to 4 added.
const BEFORE_4: &str = "
    DROP TABLE charge;
    DROP INDEX one_key;
    ALTER TABLE claim DROP COLUMN remote_id;
    ALTER TABLE claim DROP COLUMN cart_item;
    DROP TABLE confirm;
    DROP TABLE identity;
    ALTER TABLE claim DROP COLUMN positive;
    ALTER TABLE claim DROP COLUMN contested;
    ALTER TABLE attempt DROP COLUMN begun_clocks;
    ALTER TABLE attempt DROP COLUMN ended_clocks;
    DROP INDEX line_of_domain;
    DROP INDEX claim_of_domain;
    DROP INDEX attempt_of_line;
    CREATE TABLE line_2 (run TEXT NOT NULL REFERENCES run(id), row INTEGER NOT NULL, server INTEGER NOT NULL,
        name TEXT NOT NULL, line_order TEXT, outcome TEXT NOT NULL, PRIMARY KEY (run, row, server)) STRICT, WITHOUT ROWID;
    INSERT INTO line_2 SELECT run, row, server, name, line_order, outcome FROM line;
    DROP TABLE line;
    ALTER TABLE line_2 RENAME TO line;
    ALTER TABLE listing DROP COLUMN clocks;
    ALTER TABLE decision DROP COLUMN forced;
    ALTER TABLE decision DROP COLUMN agreed;
    ALTER TABLE absence DROP COLUMN clocks;
    DROP TABLE unseen;
    DROP TABLE session;";

/// Makes a ledger what version 2 left behind: its tables are those of version 3, and the terms its own.
fn of_version_2(kept: &Kept) -> rusqlite::Connection {
    let db = rusqlite::Connection::open(kept.place.folder().join("ledger.db")).expect("the ledger");
    db.execute("UPDATE claim SET terms = ?1", [TERMS_OF_2]).expect("terms");
    db.execute("UPDATE line SET line_order = json_set(line_order, '$.terms', json(?1))", [TERMS_OF_2]).expect("orders");
    db.execute_batch(BEFORE_4).expect("the tables of before");
    db.pragma_update(None, "user_version", 2).expect("a version");
    // What version 2 left behind had no table that a log could contradict.
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("a checkpoint");
    db
}

#[test]
fn a_ledger_of_version_2_knows_its_orders_by_what_was_sent() {
    let (kept, orders) = (kept(), orders(1));
    let (ledger, run, id) = claimed(&kept, &orders);
    let journal = ledger.journal(&id);
    let attempt = Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &crate::harness::now()).expect("begun");
    attempt.close(&journal, &Outcome::new(Status::Accepted), &crate::harness::now()).expect("closed");
    drop(ledger);
    let db = of_version_2(&kept);
    // Whoever only reads leaves the file alone.
    let glanced = vdsbatch::ledger::glance(&kept.place).expect("read");
    let version = |db: &rusqlite::Connection| db.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    assert_eq!(version(&db), Ok(2));
    drop(db);

    let ledger = Ledger::open(&kept.place).expect("brought up to date");
    for history in [glanced, ledger.history().expect("read")] {
        let claim = &history.claims[&orders[0].domain];
        assert_eq!(claim.terms.as_ref(), Some(&orders[0].terms), "names, months, amounts and ids");
        let mut other = orders[0].clone();
        other.terms = crate::harness::orders_of("KVM Ferrum", "3", "web-1.example.ru", 1).remove(0).terms;
        let decide = |order| from_ledger(order, &history, Rules { unique: false, ..crate::harness::rules() });
        let status = |decision: Decision| match decision {
            Decision::Stands(outcome) => Some(outcome.status),
            Decision::Send | Decision::SendAgain | Decision::Pay(_) => None,
        };
        assert_eq!(status(decide(&orders[0])), Some(Status::AlreadyOrdered));
        assert_eq!(status(decide(&other)), Some(Status::Conflict));
    }
    let recorded = ledger.run(&run.facts.id).expect("read").expect("the run");
    assert_eq!(recorded.lines[0].order.as_ref().map(|order| &order.terms), Some(&orders[0].terms));
    drop(ledger);
    let db = rusqlite::Connection::open(kept.place.folder().join("ledger.db")).expect("the ledger");
    let old: i64 = db
        .query_row(
            "SELECT count(*) FROM claim JOIN line WHERE terms LIKE '%tariff_name%' OR line_order LIKE '%tariff_name%'",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!((version(&db), old), (Ok(8), 0), "one form on disk");
}

/// An outcome of an order that lies in the cart as this item.
fn in_cart(item: &str) -> Outcome {
    let outcome = Outcome::because(Status::Unpaid, Reason::new(ReasonCode::InCart));
    Outcome { cart_item: Some(item.to_owned()), ..outcome }
}

#[test]
fn an_item_of_the_cart_is_paid_once_and_only_one_that_an_answer_named() {
    let (kept, orders) = (kept(), orders(2));
    let (ledger, _, id) = claimed(&kept, &orders);
    let now = crate::harness::now();
    let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Crashed));
    drop(ledger);
    // A ledger that refused something takes nothing more, so that each try has its own.
    let with = |what: &dyn Fn(&dyn Journal) -> bool| {
        let ledger = Ledger::open(&kept.place).expect("a ledger");
        let claim = |ledger: &Ledger| ledger.history().expect("read").claims[&orders[0].domain].clone();
        let done = what(&ledger.journal(&id));
        (done, claim(&ledger))
    };
    let confirm = |order: usize, item: &str| {
        with(&|journal: &dyn Journal| journal.write_confirm(&orders[order], item, &doubt, &now).is_ok()).0
    };
    assert!(!confirm(0, "4001"), "nothing was sent yet");
    let lies = |journal: &dyn Journal| {
        let attempt = Attempt::begin(journal, crate::harness::claimed(&orders[0]), &now).expect("begun");
        attempt.close(journal, &in_cart("4001"), &now).is_ok()
    };
    assert!(with(&lies).0);
    assert!(!confirm(0, "4002"), "another item");
    assert!(!confirm(1, "4001"), "another order");
    assert!(confirm(0, "4001"));
    let (_, claim) = with(&|_| true);
    let cart = claim.cart.expect("in the cart");
    assert_eq!((claim.state, cart.item.as_str(), cart.confirmed), (ClaimState::Unknown, "4001", true));
    assert!(!confirm(0, "4001"), "a second time");
    // Not even when it is known to be unpaid after all.
    let unpaid = |journal: &dyn Journal| journal.write_confirmed(&orders[0], &in_cart("4001"), &now).is_ok();
    assert_eq!(with(&unpaid).1.state, ClaimState::Unpaid);
    assert!(!confirm(0, "4001"), "a second time");
    let ledger = Ledger::open(&kept.place).expect("a ledger");
    let run = ledger.run(&id).expect("read").expect("the run");
    assert_eq!(run.lines[0].outcome.status, Status::Unpaid);
}

#[test]
fn a_crash_between_payment_and_outcome_leaves_the_order_in_doubt_and_its_item_known() {
    let (kept, orders) = (kept(), orders(1));
    let (ledger, _, id) = claimed(&kept, &orders);
    let journal = ledger.journal(&id);
    let now = crate::harness::now();
    let attempt = Attempt::begin(&journal, crate::harness::claimed(&orders[0]), &now).expect("begun");
    attempt.close(&journal, &in_cart("4001"), &now).expect("closed");
    let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Crashed));
    journal.write_confirm(&orders[0], "4001", &doubt, &now).expect("written");
    drop(ledger);
    let ledger = Ledger::open(&kept.place).expect("a ledger");
    let status = || ledger.run(&id).expect("read").expect("the run").lines[0].outcome.status;
    assert_eq!(status(), Status::Unknown);
    // A list that lacks it, while the item still lies in the cart: it was not paid.
    let gap = Some(Gap::Cart { items: vec!["4001".to_owned()] });
    let listing = Listing { gap, ..Listing::default() };
    let found = findings(&ledger.history().expect("read"), &listing, Scope::Unsettled, crate::harness::rules());
    ledger.found(&found).expect("written");
    assert_eq!(status(), Status::Unpaid);
}

#[test]
fn keys_of_orders_differ_and_begin_with_the_ledgers_own_id() {
    let (one, other) = (kept(), kept());
    let of = |kept: &Kept| {
        let ledger = Ledger::open(&kept.place).expect("a ledger");
        [ledger.new_key().expect("a key"), ledger.new_key().expect("a key")].map(|key| key.as_str().to_owned())
    };
    let (first, second) = (of(&one), of(&other));
    assert_ne!(first[0], first[1]);
    assert_eq!(first[0].split('-').next(), of(&one)[0].split('-').next(), "one ledger, one id");
    assert_ne!(first[0].split('-').next(), second[0].split('-').next());
}

#[test]
fn what_was_charged_is_kept_by_its_id_and_never_taken_away() {
    let (kept, orders) = (kept(), orders(1));
    let (ledger, mut run, _) = claimed(&kept, &orders);
    let service = Service { id: "77".to_owned(), ..Service::default() };
    run.lines[0].outcome.service = Some(Box::new(service));
    let charge = |id: &str, service: Option<&str>, amount: i64| Charge {
        id: id.to_owned(),
        service: service.map(ToOwned::to_owned),
        amount: rust_decimal::Decimal::new(amount, 2),
        ..Charge::default()
    };
    let charged = |rows: Vec<Charge>| ledger.charged(&Charges { rows, gap: None }).expect("written");
    charged(vec![charge("1", Some("77"), 1050), charge("2", Some("78"), 900), charge("3", None, 100)]);
    // The panel shows one row anew, and leaves the others out.
    charged(vec![charge("1", Some("77"), 1150)]);
    charged(vec![charge("4", Some("77"), -150)]);
    charged(Vec::new());
    let all = ledger.trail(&run).expect("read").charges;
    let amounts: Vec<String> = all["77"].rows.iter().map(|row| format!("{}={}", row.id, row.amount)).collect();
    assert_eq!((all.len(), amounts), (1, vec!["1=11.50".to_owned(), "4=-1.50".to_owned()]));
    drop(ledger);
    let ledger = Ledger::open(&kept.place).expect("the ledger");
    assert_eq!(ledger.trail(&run).expect("read").charges, all);
}
