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

/// How the panels of four points each go wrong: not at all; by lost answers and late orders; by answers that the list
/// contradicts afterwards. Two orders each, since three in doubt stop a run.
const SCENES: [&str; 4] =
    ["", "cut-after@3,late@6,delay=1", "refuse-after@3,429-after@6,delay=1", "refuse-after@4,twice@8,delay=1"];

/// The desk of a point: every second pair of panels sells a domain twice.
fn desk(point: u64) -> Desk {
    let faults = SCENES[usize::try_from(point / 4 % 4).expect("small")];
    let unique_domains = (point / 2).is_multiple_of(2);
    Desk::at(Settings { faults: faults.parse().expect("faults"), unique_domains, ..Settings::default() }).orders(ORDERS)
}

fn traced(desk: &Desk, killer: &mut Killer) -> Ended {
    let mut command = held(desk.command(&ARGS).arg("--yes").current_dir(desk.dir.path()));
    run(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()), killer)
}

/// The most calls of a few runs that are not killed, with and without faults.
fn count() -> u64 {
    let runs = each([0, 4, 8, 12, 0, 4, 8, 12], |point| {
        let ended = traced(&desk(point), &mut Killer { at: None, executed: false, hit: false });
        assert!(matches!(ended.code, Some(0 | 5)) && !ended.hung, "{ended:?}");
        ended.calls
    });
    runs.into_iter().map(|(_, calls)| calls).max().expect("some")
}

struct Trial {
    hit: bool,
    restart: Duration,
    wrongs: Wrongs,
}

/// Kills at a point, before every call of an odd number and behind every other one, and runs the same
/// command again to its end.
fn trial(point: u64) -> Trial {
    let desk = desk(point);
    let mut killer = Killer { at: Some(point), executed: point.is_multiple_of(2), hit: false };
    let ended = traced(&desk, &mut killer);
    // A call that a thread waits in for as long as the program runs is not killed behind.
    let hit = ended.code.is_none();
    assert!((killer.hit || !hit) && matches!(ended.code, None | Some(0 | 5)) && !ended.hung, "{ended:?}");
    // Whoever only reads is not put off by a ledger that was cut anywhere.
    let unreadable = (point / 8).is_multiple_of(2).then(|| ledger::runs(&desk.place()).err()).flatten();
    let begun = Instant::now();
    let ran = desk.process(&ARGS);
    let restart = begun.elapsed();
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
    for n in 1..=ORDERS {
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
    let points = points(calls, 24);
    let trials = points.len();
    let (mut total, mut hits, mut longest) = (Wrongs::default(), 0, Duration::ZERO);
    for (_, trial) in each(points, trial) {
        hits += usize::from(trial.hit);
        longest = longest.max(trial.restart);
        total.add(trial.wrongs);
    }
    let (doubles, lost) = (total.doubles.len(), total.lost.len());
    say(&format!(
        "system calls {calls}, trials {trials}, kills {hits}, doubles {doubles}, lost {lost}, \
         longest restart {longest:?}"
    ));
    assert!(total.is_none(), "{total:#?}");
    assert!(hits * 10 >= trials * 8, "kills do not hit: {hits} of {trials}");
}
