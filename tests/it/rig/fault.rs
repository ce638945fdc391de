//! The disk fails under the ledger and the results: at every call, in every way, once and for ever.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use nix::errno::Errno;
use vdsbatch::panel::practice::Settings;

use super::call::{Call, Change, Effect};
use super::disk::Disk;
use super::judge::{after_the_first, after_the_second, recovery};
use super::points;
use super::tracer::{Act, Ended, Watcher, held, run};
use crate::harness::Desk;
use crate::trials::{each, say};

/// How the disk fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `EIO`.
    Broken,
    /// `ENOSPC`.
    Full,
    /// Half of what is written is taken, and the file's next write meets `ENOSPC`.
    Short,
}

/// For how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One call.
    Once,
    /// From then on, in the folders of the ledger and of the results.
    ForEver,
    /// From then on, wherever the program could write.
    Everywhere,
}

/// What fails in a trial.
#[derive(Clone, Copy, Debug)]
pub struct Trial {
    /// Which of [`desk`]'s.
    pub scene: u64,
    /// The call among those that write, from 1.
    pub at: u64,
    pub fault: Fault,
    pub span: Span,
}

/// A desk with its folders, on its way through a trial.
pub struct Stage {
    pub desk: Desk,
    /// What the program said; a folder of its own, whose disk never fails.
    pub said: tempfile::TempDir,
    /// So many order requests had come to the panel before.
    pub before: usize,
}

pub const ORDERS: usize = 6;
const ARGS: [&str; 4] = ["--yes", "--jobs", "3", "-o"];

/// A fresh ledger and a panel without faults; or a ledger with two orders and a panel that loses an
/// answer and throttles; or panels of today, one of which has a cart. All of them would sell a domain twice.
fn stage(scene: u64) -> Stage {
    let table = ["ihor", "ihor", "demo6", "demo5"][usize::try_from(scene).expect("small")];
    let faults = if scene == 1 { "cut-after@5,429@6,delay=1" } else { "" };
    let faults = faults.parse().expect("faults");
    let mut desk = Desk::of(table, Settings { faults, unique_domains: false, ..Settings::default() });
    if scene == 1 {
        desk = desk.orders(2);
        drop(desk.process(&[]).exits(0));
    }
    for folder in ["results", "work", "temporary"] {
        std::fs::create_dir(desk.path(folder)).expect("a folder");
    }
    let before = desk.panel.record().orders.len();
    Stage { desk: desk.orders(ORDERS), said: tempfile::tempdir().expect("a folder"), before }
}

impl Stage {
    /// The command of the trial.
    pub fn command(&self) -> std::process::Command {
        let mut command = self.desk.command(&ARGS);
        command.arg(self.desk.path("results").join("orders.results.xlsx"));
        command.current_dir(self.desk.path("work")).env("TMPDIR", self.desk.path("temporary"));
        command
    }

    fn traced(&self, saboteur: &mut impl Watcher) -> Ended {
        let stream = |name: &str| Stdio::from(File::create(self.said.path().join(name)).expect("a file"));
        let mut command = held(&self.command());
        run(command.stdin(Stdio::null()).stdout(stream("stdout")).stderr(stream("stderr")), saboteur)
    }

    /// What the traced run said.
    pub fn said(&self, stream: &str) -> String {
        std::fs::read_to_string(self.said.path().join(stream)).expect("what was said")
    }
}

/// Makes calls fail, and looks at the disk whenever an order leaves.
pub struct Saboteur {
    trial: Option<Trial>,
    everything: PathBuf,
    aims: [PathBuf; 2],
    /// The calls so far that write to what is aimed at.
    seen: Vec<(&'static str, Effect)>,
    /// The file that took half of a write.
    half: Option<PathBuf>,
    disk: Disk,
    /// The first call that failed.
    pub struck: Option<String>,
    /// Orders that left without an attempt on disk.
    pub unwritten: Vec<String>,
    /// So many orders were looked at.
    pub left: usize,
}

impl Saboteur {
    fn new(stage: &Stage, trial: Option<Trial>) -> Self {
        let (ledgers, results) = (stage.desk.path("ledgers"), stage.desk.path("results"));
        Self {
            trial,
            everything: stage.desk.dir.path().to_owned(),
            disk: Disk::new(ledgers.clone()),
            aims: [ledgers, results],
            seen: Vec::new(),
            half: None,
            struck: None,
            unwritten: Vec::new(),
            left: 0,
        }
    }

    fn fate(&mut self, change: &Change) -> Act {
        let aimed = change.paths.iter().any(|path| self.aims.iter().any(|aim| path.starts_with(aim)));
        if aimed {
            self.seen.push((change.name, change.effect));
        }
        let Some(trial) = self.trial else { return Act::Go };
        let now = aimed && self.seen.len() as u64 == trial.at;
        let still = match trial.span {
            Span::Once => false,
            Span::ForEver => aimed,
            Span::Everywhere => change.paths.iter().any(|path| path.starts_with(&self.everything)),
        };
        let error = if trial.fault == Fault::Broken { Errno::EIO } else { Errno::ENOSPC };
        if now {
            self.struck = Some(format!("{} {:?}", change.name, change.paths));
            if let (Fault::Short, Effect::Write(count)) = (trial.fault, change.effect) {
                self.half = change.paths.first().cloned();
                return Act::Shorten(count / 2);
            }
            return Act::Fail(error);
        }
        if still && self.struck.is_some() {
            return Act::Fail(error);
        }
        let continued = matches!(change.effect, Effect::Write(_)) && self.half.as_ref() == change.paths.first();
        if continued && self.half.take().is_some() { Act::Fail(error) } else { Act::Go }
    }

    /// An order leaves: its attempt must be on disk.
    fn look_over_the_shoulder(&mut self, sent: &[u8]) {
        let Some(domain) = ordered(sent) else { return };
        self.left += 1;
        self.unwritten.extend(self.disk.forgets(&domain));
    }
}

impl Watcher for Saboteur {
    fn before(&mut self, call: &Call) -> Act {
        if let Some(sent) = call.sent() {
            self.look_over_the_shoulder(&sent);
            return Act::Go;
        }
        let Some(change) = call.change() else { return Act::Go };
        match self.fate(&change) {
            Act::Go if self.disk.begins(call, &change) => Act::Tell,
            act => act,
        }
    }

    fn after(&mut self, call: &Call, result: i64) {
        self.disk.ended(call, result);
    }
}

/// The domain that a request orders, if it orders one.
fn ordered(sent: &[u8]) -> Option<String> {
    let body = sent.windows(4).position(|part| part == b"\r\n\r\n").map_or(sent, |at| &sent[at + 4..]);
    let form: Vec<_> = url::form_urlencoded::parse(body).collect();
    let value = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone().into_owned());
    let functions = ["vds.order.7", "vds.order.param", "v2.vds.order.param"];
    let is_order = value("func").is_some_and(|func| functions.contains(&func.as_str()));
    let orders = is_order && value("sok").is_some_and(|sok| !sok.is_empty());
    if orders { value("domain") } else { None }
}

/// The calls of a run in which nothing fails.
fn calls(scene: u64) -> Vec<(&'static str, Effect)> {
    let stage = stage(scene);
    let mut saboteur = Saboteur::new(&stage, None);
    let ended = stage.traced(&mut saboteur);
    let said = stage.said("stderr");
    assert!(matches!((scene, ended.code), (0 | 2 | 3, Some(0)) | (1, Some(0 | 5))), "{ended:?}\n{said}");
    assert_eq!(saboteur.left, stage.desk.panel.record().orders.len() - stage.before, "every order is looked at");
    assert!(saboteur.unwritten.is_empty(), "{:?}", saboteur.unwritten);
    saboteur.seen
}

/// Every way to fail at every call, or at some.
fn trials() -> Vec<Trial> {
    let spans = [Span::Once, Span::ForEver, Span::Everywhere];
    let mut trials = Vec::new();
    for scene in 0..4 {
        let calls = calls(scene);
        let of = |name: &str| calls.iter().filter(|(known, _)| *known == name).count();
        let mut names: Vec<&str> = calls.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        let names: Vec<String> = names.into_iter().map(|name| format!("{name} {}", of(name))).collect();
        say(&format!("scene {scene}: {} calls: {}", calls.len(), names.join(", ")));
        for at in points(calls.len() as u64, 2) {
            let writes = usize::try_from(at).ok().and_then(|at| calls.get(at - 1));
            let writes = writes.is_some_and(|(_, effect)| matches!(effect, Effect::Write(_)));
            for fault in [Fault::Broken, Fault::Full, Fault::Short] {
                if fault != Fault::Short || writes {
                    trials.extend(spans.map(|span| Trial { scene, at, fault, span }));
                }
            }
        }
    }
    trials
}

/// One failing run, judged; then a sound one of the same command, judged.
fn trial(trial: Trial) -> (bool, usize, Vec<String>) {
    let stage = stage(trial.scene);
    let mut saboteur = Saboteur::new(&stage, Some(trial));
    let ended = stage.traced(&mut saboteur);
    let mut wrongs = after_the_first(&stage, &ended, &saboteur);
    // Every second trial reads the recovery files only afterwards.
    let early = trial.at.is_multiple_of(2);
    if early {
        wrongs.extend(recovery(&stage));
    }
    let (told, more) = after_the_second(&stage);
    wrongs.extend(more);
    if !early {
        wrongs.extend(recovery(&stage));
    }
    if !wrongs.is_empty() {
        let Trial { at, .. } = trial;
        let (stdout, stderr) = (stage.said("stdout"), stage.said("stderr"));
        say(&format!(
            "VDSBATCH_POINT={at}: {trial:?}\nstruck {:?}\n{wrongs:#?}\nexit {:?}\n{stdout}---\n{stderr}{told}\n{:#?}",
            saboteur.struck,
            ended.code,
            stage.desk.panel.record()
        ));
    }
    (saboteur.struck.is_some(), saboteur.left, wrongs)
}

#[test]
fn a_disk_that_fails_at_any_call_makes_no_double_and_loses_nothing() {
    let trials = trials();
    let numbers: Vec<u64> = (0..trials.len() as u64).collect();
    let (mut struck, mut left, mut wrongs) = (0, 0, Vec::new());
    for (number, (hit, orders, found)) in each(numbers, |number| trial(trials[usize::try_from(number).expect("small")]))
    {
        struck += usize::from(hit);
        left += orders;
        let trial = trials[usize::try_from(number).expect("small")];
        wrongs.extend(found.into_iter().map(|wrong| format!("{trial:?}: {wrong}")));
    }
    let count = trials.len();
    say(&format!("trials {count}, struck {struck}, orders looked at while they left {left}, wrongs {}", wrongs.len()));
    assert!(wrongs.is_empty(), "{wrongs:#?}");
    // On a busy machine more outcomes share a commit, and the last calls of the run that was counted are not made.
    assert!(struck * 3 >= count * 2, "faults do not strike: {struck} of {count}");
}

/// Breaks some folders for ever once every order has left and the program asks for the list again: all
/// outcomes are written by then.
struct LateSaboteur {
    left: usize,
    broken: bool,
    folders: Vec<PathBuf>,
}

impl Watcher for LateSaboteur {
    fn before(&mut self, call: &Call) -> Act {
        if let Some(sent) = call.sent() {
            self.left += usize::from(ordered(&sent).is_some());
            self.broken |= self.left == ORDERS && ordered(&sent).is_none();
            return Act::Go;
        }
        let aimed =
            |change: Change| change.paths.iter().any(|path| self.folders.iter().any(|aim| path.starts_with(aim)));
        if self.broken && call.change().is_some_and(aimed) { Act::Fail(Errno::ENOSPC) } else { Act::Go }
    }
}

/// A run after whose last order these folders take nothing any more.
fn broken_late(folders: &[&str]) -> (Stage, Option<i32>) {
    let stage = stage(0);
    let folders = folders.iter().map(|folder| stage.desk.path(folder)).collect();
    let ended = stage.traced(&mut LateSaboteur { left: 0, broken: false, folders });
    (stage, ended.code)
}

#[test]
fn a_run_whose_end_is_not_recorded_is_never_done() {
    let (stage, code) = broken_late(&["ledgers"]);
    assert_eq!(code, Some(7), "{}", stage.said("stderr"));
    assert!(stage.said("stderr").contains("cannot write to the ledger"));
    let (_, wrongs) = after_the_second(&stage);
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}

#[test]
fn a_workbook_that_cannot_be_written_anywhere_is_made_again_by_report() {
    let (stage, code) = broken_late(&["results", "work", "temporary"]);
    assert_eq!(code, Some(8), "{}", stage.said("stderr"));
    drop(stage.desk.run(&mut stage.desk.verb(&["report", "last", "-o", "again.xlsx"])).exits(0).leaves("again.xlsx"));
}

#[test]
fn a_workbook_goes_where_the_disk_takes_it() {
    let (stage, code) = broken_late(&["results"]);
    assert_eq!(code, Some(0), "{}", stage.said("stderr"));
    assert!(stage.desk.path("work").join("orders.results.xlsx").exists());
}

/// Whether a path is a workbook.
pub fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "xlsx")
}
