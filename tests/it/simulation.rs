//! Whole accounts on a clock that is not real: the pure machine, the ledger's own rules, a panel
//! that keeps the truth, many processes, random faults, crashes and people. A seed replays exactly.
//!
//! The long form: `VDSBATCH_SEEDS=300000 cargo test --release --locked --test it simulation:: -- --nocapture`;
//! from another seed on: `VDSBATCH_FIRST_SEED=100000` beside it;
//! one seed again: `VDSBATCH_SEED=17 cargo test --locked --test it simulation:: -- --nocapture`.

mod dice;
mod judge;
mod panel;
mod process;
mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use judge::Seen;
use world::World;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

/// Runs worlds of these seeds on all processors and sums up what was seen in them.
fn worlds(seeds: std::ops::Range<u64>) -> Seen {
    let next = AtomicU64::new(seeds.start);
    let sum = Mutex::new(Seen::default());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get) {
            scope.spawn(|| {
                let mut mine = Seen::default();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end {
                        break;
                    }
                    mine.add(&World::run(seed, false));
                }
                sum.lock().expect("no world fails silently").add(&mine);
            });
        }
    });
    sum.into_inner().expect("no world fails silently")
}

#[expect(clippy::print_stdout, reason = "the figures of a long run, or what happens in one world")]
fn show(what: &dyn std::fmt::Display) {
    println!("{what}");
}

#[test]
fn no_world_has_a_double_or_a_loss() {
    let seeds = match (number("VDSBATCH_SEED"), number("VDSBATCH_SEEDS")) {
        (Some(seed), _) => seed..seed + 1,
        (None, most) => number("VDSBATCH_FIRST_SEED").unwrap_or(0)..most.unwrap_or(400),
    };
    let single = seeds.end - seeds.start == 1;
    let seen = worlds(seeds);
    show(&seen);
    // Everything that the worlds are there for did happen in them.
    if !single {
        for (what, times) in seen.all() {
            assert!(times > 0, "nothing seen of: {what}\n{seen}");
        }
    }
}

#[test]
fn a_seed_replays_exactly() {
    for seed in 0..10 {
        assert_eq!(World::run(seed, true).digest, World::run(seed, true).digest, "seed {seed}");
    }
    assert_ne!(World::run(1, true).digest, World::run(2, true).digest);
}
