//! What an answer means: every manner of a panel, with its answer whole or broken, through the program itself and
//! real sockets; a run, the same command again, and a reconciliation.
//!
//! The rules are those of an order's life and ask nothing of the program: nothing is double; nothing that was
//! executed and is listed is refused or not charged; nothing that stands unpaid is confirmed; nothing is accepted
//! that was answered by a form; a run that met a second factor sends nothing more.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use super::cell::{Fault, Phase};
use super::manner::{Happened, Made, Manner, MeaningPanel, Meant};
use super::panel::CONTROL;
use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// The orders of a trial's sheet.
const ORDERS: usize = 4;

/// Trials that are under way at a time: most of their time is waiting.
const AT_A_TIME: usize = 8;

/// One in so many trials is played, unless all are asked for.
const SHARE: usize = 11;

/// What goes wrong with the answer that is meant so.
const BROKEN: [Option<(Phase, Fault)>; 5] = [
    None,
    Some((Phase::Waiting, Fault::Cut)),
    Some((Phase::Waiting, Fault::Refuse)),
    Some((Phase::Head, Fault::Reset)),
    Some((Phase::Body, Fault::Short)),
];

/// A trial: a panel, and how many orders are under way at a time.
#[derive(Clone, Copy, Debug)]
struct Trial {
    meant: Meant,
    jobs: usize,
}

fn all() -> Vec<Trial> {
    let mut trials = Vec::new();
    for manner in Manner::ALL {
        for broken in BROKEN {
            for at in [1, 3] {
                for unique in [true, false] {
                    for jobs in [1, 4] {
                        trials.push(Trial { meant: Meant { manner, at, broken, unique }, jobs });
                    }
                }
            }
        }
    }
    // An answer that is broken is no 429 any more; and where a table says that domains are unique, and they are
    // not, a 429 is followed by a twin.
    let whole = |meant: Meant| !meant.manner.is_throttled() || meant.broken.is_none();
    let unique = |meant: Meant| meant.manner != Manner::ThrottledLate || meant.unique;
    trials.retain(|trial| whole(trial.meant) && unique(trial.meant));
    trials
}

/// As for the cells: a share, all, or those whose description has a text.
fn chosen() -> Vec<Trial> {
    let all = all();
    match std::env::var("VDSBATCH_MEANINGS").as_deref() {
        Ok("all") => all,
        Ok(wanted) => all.into_iter().filter(|trial| format!("{trial:?}").contains(wanted)).collect(),
        // Each manner is played at least as the answer is given whole, at the first order and at a later one.
        Err(_) => {
            let first = |trial: &Trial| trial.meant.broken.is_none() && trial.meant.unique && trial.jobs == 1;
            let scattered = |at: usize| (at.wrapping_mul(0x9e37_79b9) >> 7).is_multiple_of(SHARE);
            let some = |at: usize, trial: &Trial| first(trial) || scattered(at);
            (0..).zip(all).filter(|(at, trial)| some(*at, trial)).map(|(_, trial)| trial).collect()
        }
    }
}

/// What a run said of each domain, and how it ended.
struct Told {
    code: Option<i32>,
    orders: BTreeMap<String, Value>,
    shown: String,
}

impl Told {
    fn status(&self, domain: &str) -> &str {
        self.orders.get(domain).and_then(|order| order["status"].as_str()).unwrap_or("absent")
    }

    fn money(&self, domain: &str) -> &str {
        self.orders.get(domain).and_then(|order| order["money"].as_str()).unwrap_or("absent")
    }
}

/// The panel, a desk at it, and what happened so far.
struct Stage {
    desk: Desk,
    panel: MeaningPanel,
    runs: usize,
}

impl Stage {
    fn new(meant: Meant) -> Self {
        Self { desk: Desk::new().orders(ORDERS), panel: MeaningPanel::start(meant), runs: 0 }
    }

    fn run(&mut self, command: &mut Command) -> Told {
        self.runs += 1;
        let name = format!("run{}", self.runs);
        command.args(["--account", LOGIN, "--panel", &self.panel.url(), "--format", "json", "-o"]);
        command.arg(self.desk.path(&format!("{name}.xlsx"))).arg("--ledger").arg(self.desk.path("ledgers"));
        let ran = self.desk.run(command.env("VDSBATCH_PASSWORD", CANARY));
        let written = std::fs::read(self.desk.path(&format!("{name}.json"))).unwrap_or_default();
        let document: Value = serde_json::from_slice(&written).unwrap_or_default();
        let orders = document["orders"].as_array().into_iter().flatten();
        let by_domain = |order: &Value| Some((order["domain"].as_str()?.to_owned(), order.clone()));
        let shown = format!("exit {:?}\n{}{}", ran.code, ran.stdout, ran.stderr);
        Told { code: ran.code, orders: orders.filter_map(by_domain).collect(), shown }
    }

    fn process(&mut self, jobs: usize) -> Told {
        let mut command = vdsbatch();
        command.arg("process").arg(self.desk.path("orders.csv")).args(["--yes", "--settle", "1", "--jobs"]);
        self.run(command.arg(jobs.to_string()))
    }

    fn reconcile(&mut self) -> Told {
        let mut command = vdsbatch();
        self.run(command.args(["reconcile", "--settle", "1"]))
    }
}

/// How often each domain was asked for.
fn asked(happened: &[Happened]) -> BTreeMap<&str, usize> {
    let mut asked = BTreeMap::new();
    for order in happened {
        if let Happened::Ordered(domain) = order {
            *asked.entry(domain.as_str()).or_default() += 1;
        }
    }
    asked
}

/// Nothing is double: made twice, or asked for again once it had been executed.
fn doubles(panel: &MeaningPanel) -> Vec<String> {
    let (made, happened) = (panel.made(), panel.happened());
    let mut wrongs = Vec::new();
    for (domain, times) in asked(&happened) {
        let own = made.iter().filter(|made| made.domain == domain && !made.twin).count();
        if own > 1 {
            wrongs.push(format!("{domain} was made {own} times"));
        }
        // After a 429 it may be asked for once more, where a second one is refused.
        let most = if panel.manner() == Manner::ThrottledLate { 2 } else { 1 };
        if own == 1 && times > most {
            wrongs.push(format!("{domain} exists and was asked for {times} times"));
        }
    }
    wrongs
}

/// What a run says of an order, against what the panel did.
fn untrue(told: &Told, made: &[Made], domain: &str) -> Option<String> {
    let (status, money) = (told.status(domain), told.money(domain));
    let own = made.iter().find(|made| made.domain == domain);
    let wrong = match own {
        Some(made) if !made.paid => {
            matches!(status, "confirmed" | "accepted" | "already-ordered" | "rejected" | "not-sent")
        }
        // As far as any list tells, it was not executed.
        Some(made) if made.late > 2 => status == "confirmed",
        Some(made) if made.hidden => matches!(status, "rejected" | "confirmed" | "not-sent" | "ready"),
        Some(_) => matches!(status, "rejected" | "not-sent" | "ready" | "conflict") || money == "not-charged",
        None => matches!(status, "confirmed" | "unpaid"),
    };
    // Whoever is told so about a server that was just bought buys it twice.
    let advice = told.orders.get(domain).and_then(|order| order["next_step"].as_str()).unwrap_or_default();
    let listed = own.is_some_and(|made| made.late <= 2);
    let wrong = wrong || (listed && advice.contains("another domain"));
    wrong.then(|| format!("{domain} is told {status} ({money}), `{advice}`, and is {own:?}"))
}

/// The rules of a run that met a second factor.
fn after_the_form(told: &Told, before: usize, happened: &[Happened], jobs: usize) -> Vec<String> {
    let run = &happened[before..];
    let Some(at) = run.iter().position(|happened| *happened == Happened::Form) else { return Vec::new() };
    let mut wrongs = Vec::new();
    // Those that were under way when the first form came may still arrive.
    let later = run[at + 1..].iter().filter(|happened| matches!(happened, Happened::Ordered(_))).count();
    if later >= jobs {
        wrongs.push(format!("{later} orders were sent after the form of a second factor"));
    }
    // What it was asked for is in doubt, and no list can be read any more.
    let sent = run.iter().any(|happened| matches!(happened, Happened::Ordered(_)));
    if told.code == Some(0) || (sent && told.code != Some(5)) {
        wrongs.push(format!("exit {:?} after the form of a second factor", told.code));
    }
    let formed = run[at.saturating_sub(1)..].iter().filter_map(|happened| match happened {
        Happened::Ordered(domain) => Some(domain.as_str()),
        Happened::Form => None,
    });
    let taken = formed.filter(|domain| matches!(told.status(domain), "accepted" | "confirmed" | "already-ordered"));
    wrongs.extend(taken.map(|domain| format!("{domain} was answered by a form and is told as ordered")));
    wrongs
}

fn play(trial: Trial) -> Result<(), String> {
    let mut stage = Stage::new(trial.meant);
    let mut wrongs = Vec::new();
    for round in 0..3 {
        if round == 1 {
            stage.panel.reveal();
        }
        let before = stage.panel.happened().len();
        let told = if round < 2 { stage.process(trial.jobs) } else { stage.reconcile() };
        let (made, happened) = (stage.panel.made(), stage.panel.happened());
        let mut found = doubles(&stage.panel);
        found.extend(after_the_form(&told, before, &happened, trial.jobs));
        let known = asked(&happened);
        // A reconciliation with nothing open may have no run to tell of.
        let domains =
            known.keys().filter(|domain| **domain != CONTROL && (round < 2 || told.orders.contains_key(**domain)));
        found.extend(domains.filter_map(|domain| untrue(&told, &made, domain)));
        if round < 2 && told.code == Some(0) && made.iter().any(|made| !made.paid) {
            found.push("exit 0 although an order stands unpaid".to_owned());
        }
        if !found.is_empty() {
            wrongs.push(format!("in round {}: {found:#?}\n{}", round + 1, told.shown));
        }
    }
    if wrongs.is_empty() { Ok(()) } else { Err(format!("{trial:?}\n{}", wrongs.join("\n"))) }
}

#[test]
#[expect(clippy::print_stdout, reason = "how much was played is the result")]
fn whatever_an_answer_means_nothing_false_is_told_of_an_order() {
    let (trials, total) = (chosen(), all().len());
    let (next, deviations) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                while let Some(trial) = trials.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if let Err(deviation) = play(*trial) {
                        deviations.lock().expect("a lock").push((format!("{:?}", trial.meant.manner), deviation));
                    }
                }
            });
        }
    });
    let deviations = deviations.into_inner().expect("a lock");
    let mut manners: BTreeMap<&str, usize> = BTreeMap::new();
    for (manner, _) in &deviations {
        *manners.entry(manner).or_default() += 1;
    }
    println!("meanings: {} of {total} trials played: {} deviations {manners:?}", trials.len(), deviations.len());
    let texts: Vec<&str> = deviations.iter().map(|(_, text)| text.as_str()).collect();
    assert!(texts.is_empty(), "{} deviations {manners:?}\n{}", texts.len(), texts.join("\n"));
}

/// A success that nobody can see is none: after `settle` it is in doubt, in every later run, and never sent again.
#[test]
fn what_complete_lists_still_lack_after_a_while_is_in_doubt() {
    for manner in [Manner::OkNothing, Manner::Filter] {
        let mut stage = Stage::new(Meant { manner, at: 3, broken: None, unique: false });
        let first = stage.process(1);
        let hidden = ["web-3.example.ru", "web-4.example.ru"];
        let hidden = if manner == Manner::Filter { &hidden[..] } else { &hidden[..1] };
        assert!(
            hidden.iter().all(|domain| !matches!(first.status(domain), "confirmed" | "rejected")),
            "{}",
            first.shown
        );
        let mut last = first;
        for _ in 0..5 {
            std::thread::sleep(std::time::Duration::from_millis(1100));
            last = stage.process(1);
        }
        for domain in hidden {
            assert_eq!(last.status(domain), "unknown", "{manner:?}: {domain}\n{}", last.shown);
        }
        assert_eq!(last.code, Some(5), "{}", last.shown);
        assert_eq!(doubles(&stage.panel), Vec::<String>::new());
        assert!(asked(&stage.panel.happened()).values().all(|times| *times == 1), "{manner:?}");
    }
}

/// A list that hides what is new proves nothing absent: a lost order is never sent again by it.
#[test]
fn a_saved_filter_proves_no_lost_order_absent() {
    let broken = Some((Phase::Waiting, Fault::Cut));
    // The second order's answer is lost; those behind it are accepted. All of them are hidden.
    let mut stage = Stage::new(Meant { manner: Manner::Filter, at: 2, broken, unique: false });
    for _ in 0..6 {
        stage.process(1);
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    assert_eq!(doubles(&stage.panel), Vec::<String>::new());
}
