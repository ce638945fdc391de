//! kill -9 of the real program at many points, and what the panel then really has.
//!
//! The long form: `VDSBATCH_KILLS=500 cargo test --release --locked --test it crash::`.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use vdsbatch::claim::ClaimState;
use vdsbatch::sandbox::Settings;

use crate::harness::Desk;

/// A panel that would sell the same domain twice, so that a double can be seen, and that executes
/// late, cuts answers and takes a few milliseconds for an order.
const RUDE: &str = "cut-before:3%,cut-after:4%,late:4%,cut-body:3%,504-after:3%,delay=3";

/// What a trial came to.
#[derive(Debug, Default)]
struct Trial {
    kills: u32,
    doubles: Vec<String>,
    lost: Vec<String>,
}

/// Runs a sheet of `orders`, killing the program up to `kills` times, then once to its end.
fn trial(seed: u64, orders: usize, kills: u32) -> Trial {
    let unique_domains = seed.is_multiple_of(2);
    let faults = format!("{RUDE},seed={seed}").parse().expect("faults");
    let desk = Desk::at(Settings { faults, unique_domains, ..Settings::default() }).orders(orders);
    let mut trial = Trial::default();
    let random = |n: u32| RandomState::with_seed(seed, n);
    for n in 0..kills {
        let mut child = desk.start(&["--jobs", "4"]);
        // Killed when the panel has seen so many more requests, and a moment later: at a point that
        // differs from trial to trial, in start-up, sending, looking up or writing.
        let more = random(n) % 12;
        let moment = Duration::from_micros(random(n + 1000) % 4000);
        let wanted = desk.panel.record().requests + more;
        let deadline = Instant::now() + Duration::from_secs(30);
        while desk.panel.record().requests < wanted && Instant::now() < deadline {
            if child.try_wait().expect("the program").is_some() {
                break;
            }
            std::thread::yield_now();
        }
        let until = Instant::now() + moment;
        while Instant::now() < until {
            std::hint::spin_loop();
        }
        trial.kills += u32::from(child.try_wait().expect("the program").is_none());
        child.kill().expect("the program");
        child.wait().expect("the program");
    }
    let ran = desk.process(&["--jobs", "4"]);
    assert!(matches!(ran.code, Some(0 | 4 | 5 | 7)), "{ran}");
    judge(&desk, orders, &mut trial);
    trial
}

/// Counts doubles and losses against the panel's own record.
fn judge(desk: &Desk, orders: usize, trial: &mut Trial) {
    let record = desk.panel.record();
    let mut made: BTreeMap<&str, u32> = BTreeMap::new();
    for service in &record.services {
        *made.entry(&service.domain).or_default() += 1;
    }
    trial.doubles = made.iter().filter(|(_, times)| **times > 1).map(|(domain, _)| (*domain).to_owned()).collect();
    let history = desk.history();
    for service in &record.services {
        let known = history.claims.iter().find(|(domain, _)| domain.ascii() == service.domain);
        if known.is_none_or(|(_, claim)| claim.state == ClaimState::Open) {
            trial.lost.push(service.domain.clone());
        }
    }
    // What the ledger calls confirmed exists.
    for (domain, claim) in &history.claims {
        let exists = made.contains_key(domain.ascii());
        assert!(exists || claim.state != ClaimState::Confirmed, "{domain} is confirmed and does not exist");
    }
    assert!(made.len() <= orders);
}

trait Seeded {
    fn with_seed(seed: u64, n: u32) -> u64;
}

impl Seeded for RandomState {
    fn with_seed(seed: u64, n: u32) -> u64 {
        // A hasher with fixed keys, so that a seed repeats its trial as far as scheduling allows.
        std::hash::BuildHasherDefault::<std::hash::DefaultHasher>::default().hash_one((seed, n))
    }
}

#[test]
fn no_kill_makes_a_double_or_loses_an_order() {
    let wanted: u32 = std::env::var("VDSBATCH_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(24);
    let (mut total, mut seed) = (Trial::default(), 0);
    while total.kills < wanted {
        let orders = 3 + usize::try_from(seed % 40).expect("small");
        let trial = trial(seed, orders, 1 + u32::try_from(seed % 5).expect("small"));
        total.kills += trial.kills;
        total.doubles.extend(trial.doubles.iter().map(|domain| format!("{domain} (seed {seed})")));
        total.lost.extend(trial.lost.iter().map(|domain| format!("{domain} (seed {seed})")));
        seed += 1;
        assert!(seed < u64::from(wanted) * 4 + 40, "kills do not hit: {total:?}");
    }
    assert!(total.doubles.is_empty() && total.lost.is_empty(), "{total:?}");
    assert!(total.kills >= wanted);
}
