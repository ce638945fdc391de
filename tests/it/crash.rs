//! kill -9 of the real program at many moments, and what the panel then really has.
//!
//! A trial is a sheet of 3 to 50 orders, ordered through a panel that executes late, cuts answers and gives others
//! that its list contradicts, by a program that is killed 1 to 5 times and then runs to its end. Half of the panels
//! would sell a domain twice, so that a double can be seen. The long form, and one trial of it alone:
//!
//! ```text
//! VDSBATCH_TRIALS=2000 cargo test --release --locked --test it crash:: -- --nocapture
//! VDSBATCH_SEED=1234 cargo test --release --locked --test it crash:: -- --nocapture
//! ```

use std::time::{Duration, Instant};

use vdsbatch::panel::practice::Settings;

use crate::harness::Desk;
use crate::trials::{each, number, random, say};
use crate::truth::{Wrongs, wrongs};

/// A panel that executes late, cuts answers and takes a few milliseconds for an order; it denies what it did, and
/// says yes to what it did not do.
const RUDE: &str = "cut-before:3%,cut-after:4%,late:4%,cut-body:3%,504-after:3%,\
                    refuse-after:4%,429-after:3%,twice:3%,ok-nothing:1%,unpaid-ok:1%,delay=3";

/// What else goes wrong where orders lie in a cart, in which somebody else acts as well.
const CART: &str = ",confirm-lost:6%,confirm-refused:3%,confirm-url:3%,cart-foreign:2%,cart-late-foreign:2%";

/// The bundled tables, by whose dialect orders go out in turn.
const TABLES: [&str; 4] = ["ihor", "demo5", "ihor", "demo6"];

/// Runs a sheet, killing the program a few times, then once to its end. Returns how often a kill hit,
/// and what went wrong.
fn trial(seed: u64) -> (u64, Wrongs) {
    let pick = |question: &str, most: u64| random(seed, question) % most;
    let table = TABLES[usize::try_from(seed / 2 % 4).expect("small")];
    let cart = if table == "demo6" { CART } else { "" };
    let faults = format!("{RUDE}{cart},seed={seed}").parse().expect("faults");
    let settings = Settings { faults, unique_domains: seed.is_multiple_of(2), ..Settings::default() };
    let desk = Desk::of(table, settings).orders(usize::try_from(3 + pick("orders", 48)).expect("small"));
    let kills = 1 + pick("kills", 5);
    let hits = (0..kills).filter(|n| kill(&desk, random(seed, &format!("kill {n}")))).count() as u64;
    // What nobody can explain in the account's cart keeps a run from sending anything, until a person has seen to it.
    for round in 0..4 {
        let ran = desk.process(&["--jobs", "4"]);
        let stuck = ran.code == Some(1) && !desk.panel.record().cart.is_empty();
        assert!(stuck || matches!(ran.code, Some(0 | 4 | 5 | 7)), "{ran}");
        if !stuck {
            break;
        }
        if random(seed, &format!("cart {round}")).is_multiple_of(2) {
            drop(desk.panel.pay_cart());
        } else {
            desk.panel.empty_cart();
        }
    }
    (hits, wrongs(&desk))
}

/// Starts the program and kills it when the panel has seen so many more requests, and a moment later:
/// in start-up, sending, looking up or writing. Tells whether it still ran.
fn kill(desk: &Desk, random: u64) -> bool {
    let mut child = desk.start(&["--jobs", "4"]);
    let wanted = desk.panel.record().requests + random % 12;
    // Mostly within the answer to a request, now and then in the long stretches without any.
    let most = if random.is_multiple_of(5) { 40_000 } else { 4_000 };
    let moment = Duration::from_micros((random >> 8) % most);
    let deadline = Instant::now() + Duration::from_secs(30);
    while desk.panel.record().requests < wanted && Instant::now() < deadline {
        if child.try_wait().expect("the program").is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(50));
    }
    std::thread::sleep(moment);
    let hit = child.try_wait().expect("the program").is_none();
    child.kill().expect("the program");
    child.wait().expect("the program");
    hit
}

#[test]
fn no_kill_makes_a_double_or_loses_an_order() {
    let alone = number("VDSBATCH_SEED").map(|seed| vec![seed]);
    let seeds = alone.unwrap_or_else(|| (0..number("VDSBATCH_TRIALS").unwrap_or(10)).collect());
    let trials = seeds.len() as u64;
    let (mut kills, mut total) = (0, Wrongs::default());
    for (seed, (hits, wrongs)) in each(seeds, trial) {
        kills += hits;
        if !wrongs.is_none() {
            say(&format!("VDSBATCH_SEED={seed}: {wrongs:#?}"));
        }
        total.add(wrongs);
    }
    let (doubles, lost) = (total.doubles.len(), total.lost.len());
    say(&format!("trials {trials}, kills {kills}, doubles {doubles}, lost {lost}"));
    assert!(total.is_none(), "{total:#?}");
    assert!(trials == 1 || kills >= trials / 2, "kills do not hit: {kills} in {trials} trials");
}
