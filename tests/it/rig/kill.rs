//! Killed at every system call, and run again.

use std::process::Stdio;
use std::time::{Duration, Instant};

use vdsbatch::ledger;
use vdsbatch::order::claim::ClaimState;
use vdsbatch::panel::practice::Settings;

use super::call::Call;
use super::points;
use super::tracer::{Act, Ended, Watcher, held, run};
use crate::harness::Desk;
use crate::trials::{each, say};
use crate::truth::{Wrongs, wrongs};

const ORDERS: usize = 10;
const ARGS: [&str; 2] = ["--jobs", "3"];

/// Kills the program at a call, or counts only.
struct Killer {
    at: Option<u64>,
    executed: bool,
    hit: bool,
}

impl Watcher for Killer {
    fn before(&mut self, call: &Call) -> Act {
        if self.at != Some(call.nth) {
            return Act::Go;
        }
        self.hit = true;
        if self.executed { Act::KillAfter } else { Act::KillBefore }
    }
}

/// The tables that runs are killed at, by their panels' dialects.
const TABLES: [&str; 3] = ["ihor", "demo5", "demo6"];

/// How the panels of four points each go wrong: not at all; by lost answers and late orders; by answers that the list
/// contradicts afterwards. Two orders each, since three in doubt stop a run.
const SCENES: [&str; 4] =
    ["", "cut-after@3,late@6,delay=1", "refuse-after@3,429-after@6,delay=1", "refuse-after@4,twice@8,delay=1"];

/// The desk of a point: every second pair of panels sells a domain twice.
fn desk(table: &'static str, point: u64) -> Desk {
    // What is denied and done all the same lies in a cart for ever, which keeps everything else from being sent.
    let scene = if table == "demo6" { 0 } else { point / 4 % 4 };
    let faults = SCENES[usize::try_from(scene).expect("small")];
    let unique_domains = (point / 2).is_multiple_of(2);
    let settings = Settings { faults: faults.parse().expect("faults"), unique_domains, ..Settings::default() };
    Desk::of(table, settings).orders(ORDERS)
}

fn traced(desk: &Desk, killer: &mut Killer) -> Ended {
    let mut command = held(desk.command(&ARGS).arg("--yes").current_dir(desk.dir.path()));
    run(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()), killer)
}

/// The most calls of a few runs that are not killed, with and without faults, for each table.
fn count() -> [u64; TABLES.len()] {
    let runs = each(0..18, |run| {
        let table = TABLES[usize::try_from(run % 3).expect("small")];
        let ended = traced(&desk(table, run / 3 * 4), &mut Killer { at: None, executed: false, hit: false });
        assert!(matches!(ended.code, Some(0 | 5)) && !ended.hung, "{ended:?}");
        ended.calls
    });
    let mut most = [0; TABLES.len()];
    for (run, calls) in runs {
        let known = &mut most[usize::try_from(run % 3).expect("small")];
        *known = calls.max(*known);
    }
    most
}

/// Where a run is killed: at the call of a run of a table. Points go over all calls of all tables.
fn place(mut point: u64, calls: [u64; TABLES.len()]) -> (&'static str, u64) {
    for (table, calls) in TABLES.into_iter().zip(calls) {
        if point <= calls {
            return (table, point);
        }
        point -= calls;
    }
    (TABLES[0], point)
}

struct Trial {
    hit: bool,
    restart: Duration,
    wrongs: Wrongs,
}

/// Kills at a point, before every call of an odd number and behind every other one, and runs the same
/// command again to its end.
fn trial(point: u64, calls: [u64; TABLES.len()]) -> Trial {
    let (table, at) = place(point, calls);
    let desk = desk(table, point);
    let mut killer = Killer { at: Some(at), executed: point.is_multiple_of(2), hit: false };
    let ended = traced(&desk, &mut killer);
    // A call that a thread waits in for as long as the program runs is not killed behind.
    let hit = ended.code.is_none();
    assert!((killer.hit || !hit) && matches!(ended.code, None | Some(0 | 5)) && !ended.hung, "{ended:?}");
    // Whoever only reads is not put off by a ledger that was cut anywhere.
    let unreadable = (point / 8).is_multiple_of(2).then(|| ledger::runs(&desk.place()).err()).flatten();
    let begun = Instant::now();
    let mut ran = desk.process(&ARGS);
    let restart = begun.elapsed();
    // An item of the cart that nobody can explain keeps the run from sending, until a person has paid for it.
    if ran.code == Some(1) && !desk.panel.record().cart.is_empty() {
        drop(desk.panel.pay_cart());
        ran = desk.process(&ARGS);
    }
    // The first order of a run that is in doubt stops it, and a fault of the scene may strike just that one.
    for _ in 0..3 {
        if ran.code == Some(5) {
            ran = desk.process(&ARGS);
        }
    }
    assert!(matches!(ran.code, Some(0 | 5)), "{ran}");
    let mut wrongs = wrongs(&desk);
    wrongs.untrue.extend(unreadable.map(|error| format!("after the kill: {error}")));
    let book = ran.stdout.lines().find_map(|line| line.strip_prefix("results: ")).map(str::to_owned);
    let lines = book.map(|book| ran.workbook(&book, "Orders").len());
    if lines.is_none_or(|lines| lines <= ORDERS) {
        wrongs.untrue.push(format!("the workbook has {lines:?} lines"));
    }
    // One kill leaves nothing undone: what was not tried is ordered by the second run.
    let (record, history) = (desk.panel.record(), desk.history());
    let doubtful = history.claims.values().filter(|claim| claim.state == ClaimState::Unknown).count();
    // Three orders in doubt stop a run, and what a kill left in doubt counts with those that the scene denies.
    for n in (1..=ORDERS).filter(|_| doubtful < 3) {
        let domain = format!("web-{n}.example.ru");
        let exists = record.services.iter().any(|service| service.domain == domain);
        let claim = history.claims.iter().find(|(known, _)| known.ascii() == domain);
        if !exists && claim.is_none_or(|(_, claim)| claim.state != ClaimState::Unknown) {
            wrongs.untrue.push(format!("{domain} is neither ordered nor in doubt"));
        }
    }
    if !wrongs.is_none() {
        say(&format!("VDSBATCH_POINT={point}: {wrongs:#?}\n{ran}"));
    }
    Trial { hit, restart, wrongs }
}

#[test]
fn a_kill_at_any_system_call_makes_no_double_and_loses_nothing() {
    let calls = count();
    let points = points(calls.iter().sum(), 24);
    let trials = points.len();
    let (mut total, mut hits, mut longest) = (Wrongs::default(), 0, Duration::ZERO);
    for (_, trial) in each(points, |point| trial(point, calls)) {
        hits += usize::from(trial.hit);
        longest = longest.max(trial.restart);
        total.add(trial.wrongs);
    }
    let (doubles, lost) = (total.doubles.len(), total.lost.len());
    say(&format!(
        "system calls {calls:?}, trials {trials}, kills {hits}, doubles {doubles}, lost {lost}, \
         longest restart {longest:?}"
    ));
    assert!(total.is_none(), "{total:#?}");
    assert!(hits * 10 >= trials * 8, "kills do not hit: {hits} of {trials}");
}
