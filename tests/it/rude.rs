//! Every way in which a practice panel of today misbehaves, at the first order and at a later one: a run, the same
//! command again as a person would go on, and a reconciliation. Nothing is double, lost, or told and not so.
//!
//! In the suite some are played; all of them:
//! `VDSBATCH_MEANINGS=all cargo test --locked --test it rude:: -- --nocapture`.

use vdsbatch::panel::practice::{Kind, Settings};

use crate::harness::Desk;
use crate::trials::{each, random, say};
use crate::truth::wrongs;

/// Manners of panels, each of which goes with every fault.
const MANNERS: [&str; 4] = ["", "key-in-form", "no-key", "hide-deleted,flat-json"];

/// A trial: a table, a manner, what goes wrong and at which request.
type Trial = (&'static str, &'static str, Kind, u64);

fn all() -> Vec<Trial> {
    // Nobody waits a minute and a half for each answer that never comes.
    let waits = [Kind::Silence, Kind::ListSilence];
    let mut trials = Vec::new();
    for table in ["demo5", "demo6"] {
        for manner in MANNERS {
            for kind in Kind::ALL.iter().copied().filter(|kind| !waits.contains(kind)) {
                trials.extend([1, 3].map(|at| (table, manner, kind, at)));
            }
        }
    }
    trials
}

/// Plays one and returns what went wrong.
fn play((table, manner, kind, at): Trial) -> Vec<String> {
    let faults = format!("{}@{at},{manner}", kind.word()).parse().expect("faults");
    let desk = Desk::of(table, Settings { faults, unique_domains: false, ..Settings::default() }).orders(4);
    let mut found = Vec::new();
    for round in 0..3 {
        let ran = desk.process(&["--settle", "0", "--jobs", "2"]);
        // 1: nothing was sent, since the panel cannot be read or something lies in its cart.
        if !matches!(ran.code, Some(0 | 1 | 4 | 5 | 7)) {
            found.push(format!("round {round}: {ran}"));
        }
        if ran.code == Some(0) && !kind_settles(kind) && desk.panel.record().domains().len() < 4 {
            found.push(format!("round {round} is done without its orders: {ran}"));
        }
        if !desk.panel.record().cart.is_empty() && round == 0 {
            drop(desk.panel.pay_cart());
        }
    }
    drop(desk.run(&mut desk.verb(&["reconcile", "--settle", "0"])));
    let mut wrongs = wrongs(&desk);
    // What was refused and not executed may be asked for again.
    wrongs.doubles.retain(|double| !double.contains("asked for"));
    if !wrongs.is_none() {
        found.push(format!("{wrongs:#?}\n{:#?}", desk.panel.record()));
    }
    found
}

/// Whether an order that was answered with a success may not stand, which only time tells.
fn kind_settles(kind: Kind) -> bool {
    kind == Kind::OkNothing
}

#[test]
fn whatever_a_panel_of_today_does_nothing_is_double_lost_or_untrue() {
    let trials = all();
    let played = |at: u64| random(at, "rude").is_multiple_of(12) || std::env::var("VDSBATCH_MEANINGS").is_ok();
    let chosen: Vec<u64> = (0..trials.len() as u64).filter(|at| played(*at)).collect();
    let count = chosen.len();
    let results = each(chosen, |at| play(trials[usize::try_from(at).expect("small")]));
    let mut wrong = Vec::new();
    for (at, found) in results.into_iter().filter(|(_, found)| !found.is_empty()) {
        let (table, manner, kind, nth) = trials[usize::try_from(at).expect("small")];
        wrong.push(format!("{table} {manner} {}@{nth}: {}", kind.word(), found.join("\n")));
    }
    say(&format!("rude: {count} of {} trials played: {} deviations", trials.len(), wrong.len()));
    assert!(wrong.is_empty(), "{} deviations\n{}", wrong.len(), wrong.join("\n"));
}
