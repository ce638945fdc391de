//! What must hold after a run whose disk failed, and after the sound one that follows.

use std::collections::BTreeSet;

use vdsbatch::ledger::Hint;
use vdsbatch::order::claim::{ClaimState, History};
use vdsbatch::panel::practice::OrderRequest;

use super::disk::database;
use super::fault::{ORDERS, Saboteur, Stage, is_workbook};
use super::tracer::Ended;
use crate::harness::LOGIN;
use crate::truth;

/// How a claim stands, by domain.
fn state(history: &History, domain: &str) -> Option<ClaimState> {
    history.claims.iter().find(|(known, _)| known.ascii() == domain).map(|(_, claim)| claim.state)
}

/// Opens a ledger as whoever only reads: who may write, and closes it, takes the log away, and with it the proof that
/// nothing is missing.
fn to_read(file: impl AsRef<std::path::Path>) -> rusqlite::Result<rusqlite::Connection> {
    rusqlite::Connection::open_with_flags(file, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
}

impl Stage {
    /// The order requests of the trial.
    fn orders(&self) -> Vec<OrderRequest> {
        self.desk.panel.record().orders.split_off(self.before)
    }

    /// The domains that whole lines of recovery files name.
    fn hinted(&self) -> BTreeSet<String> {
        let files = self.desk.files().into_iter();
        let hints = files.filter(|file| file.to_string_lossy().contains("vdsbatch-recovery-")).flat_map(|file| {
            let text = std::fs::read(file).expect("a recovery file");
            let read = |line: &[u8]| serde_json::from_slice::<Hint>(line).ok();
            text.split(|byte| *byte == b'\n').filter_map(read).collect::<Vec<_>>()
        });
        hints.map(|hint| hint.order.domain.ascii().to_owned()).collect()
    }

    /// Whether standard error has the facts of an order.
    fn told(&self, domain: &str) -> bool {
        let named = format!("`{domain}`");
        self.said("stderr").lines().any(|line| line.contains("NOT IN THE LEDGER") && line.contains(&named))
    }

    fn attempted(&self) -> BTreeSet<String> {
        let Some(file) = database(&self.desk.path("ledgers")) else { return BTreeSet::new() };
        let read = || -> rusqlite::Result<BTreeSet<String>> {
            let db = to_read(&file)?;
            let mut statement =
                db.prepare("SELECT DISTINCT domain FROM claim JOIN attempt ON attempt.claim = claim.id")?;
            statement.query_map([], |row| row.get(0))?.collect()
        };
        read().unwrap_or_default()
    }

    fn workbooks(&self) -> usize {
        ["results", "work", "temporary"]
            .iter()
            .filter_map(|folder| std::fs::read_dir(self.desk.path(folder)).ok())
            .flatten()
            .flatten()
            .filter(|entry| is_workbook(&entry.path()))
            .count()
    }
}

/// Judges the run whose disk failed, by what it left behind.
pub fn after_the_first(stage: &Stage, ended: &Ended, saboteur: &Saboteur) -> Vec<String> {
    let mut wrongs = saboteur.unwritten.clone();
    let said = stage.said("stderr");
    if said.contains("panicked") || ended.code.is_none() || ended.hung {
        wrongs.push(format!("it did not end by itself: {ended:?}"));
    }
    let orders = stage.orders();
    if saboteur.left != orders.len() {
        wrongs.push(format!("{} orders were seen leaving, {} arrived", saboteur.left, orders.len()));
    }
    wrongs.extend(exit_code(stage, ended, &orders));
    if orders.is_empty() {
        return wrongs;
    }
    let (attempted, hinted, history) = (stage.attempted(), stage.hinted(), stage.desk.history());
    let unattempted =
        orders.iter().filter(|order| !attempted.contains(&order.domain) && !hinted.contains(&order.domain));
    wrongs.extend(unattempted.map(|order| format!("{} was sent and never attempted", order.domain)));
    let lost = truth::lost(&stage.desk.panel.record(), &history);
    wrongs.extend(lost.into_iter().map(|domain| format!("{domain} is lost")));
    // That it was about to be paid can be on disk although the disk said that it is not: then it was not paid.
    let confirms = stage.desk.panel.record().confirms;
    let unpaid = |order: &OrderRequest| {
        let own = |item: u64| confirms.iter().any(|confirm| confirm.item == item.to_string());
        order.item.is_some_and(|item| !own(item))
    };
    for order in orders.iter().filter(|order| order.executed && order.fault.is_none() && !unpaid(order)) {
        let unknown = state(&history, &order.domain) == Some(ClaimState::Unknown);
        if unknown && !hinted.contains(&order.domain) && !stage.told(&order.domain) {
            wrongs.push(format!("that {} was accepted is nowhere", order.domain));
        }
    }
    wrongs
}

fn exit_code(stage: &Stage, ended: &Ended, orders: &[OrderRequest]) -> Vec<String> {
    let mut wrongs = Vec::new();
    let expected: &[i32] = match (orders.is_empty(), stage.workbooks()) {
        (true, _) => &[1],
        (false, 0) => &[5, 8],
        (false, _) => &[0, 5, 7],
    };
    if !ended.code.is_some_and(|code| expected.contains(&code)) {
        let workbooks = stage.workbooks();
        wrongs.push(format!("{} orders, {workbooks} workbooks, exit {:?}", orders.len(), ended.code));
    }
    if ended.code == Some(0) {
        let history = stage.desk.history();
        let settled = |n| {
            let claim = state(&history, &format!("web-{n}.example.ru"));
            matches!(claim, Some(ClaimState::Accepted | ClaimState::Confirmed))
        };
        let place = database(&stage.desk.path("ledgers")).expect("a ledger");
        let open: i64 = to_read(place)
            .and_then(|db| db.query_row("SELECT count(*) FROM run WHERE ended IS NULL", [], |row| row.get(0)))
            .expect("a ledger");
        if open > 0 || !(1..=ORDERS).all(settled) {
            wrongs.push(format!("exit 0 with {open} runs that did not end: {:?}", history.claims));
        }
    }
    if ended.code == Some(8) {
        let ran = stage.desk.run(&mut stage.desk.verb(&["report", "last", "-o", "again.xlsx"]));
        if ran.code != Some(0) || !stage.desk.path("again.xlsx").exists() {
            wrongs.push(format!("the workbook is not made again: {ran}"));
        }
    }
    wrongs
}

/// Runs the same command on a sound disk and judges what there is then.
pub fn after_the_second(stage: &Stage) -> (String, Vec<String>) {
    let mut wrongs = Vec::new();
    let mut ran = stage.desk.run(&mut stage.command());
    // An item of the cart that nobody can explain keeps the run from sending, until a person has paid for it.
    if ran.code == Some(1) && !stage.desk.panel.record().cart.is_empty() {
        drop(stage.desk.panel.pay_cart());
        ran = stage.desk.run(&mut stage.command());
    }
    if !matches!(ran.code, Some(0 | 5)) {
        wrongs.push(format!("the second run exits {:?}", ran.code));
    }
    let found = truth::wrongs(&stage.desk);
    if !found.is_none() {
        wrongs.push(format!("after the second run: {found:?}"));
    }
    let (record, history) = (stage.desk.panel.record(), stage.desk.history());
    for n in 1..=ORDERS {
        let domain = format!("web-{n}.example.ru");
        let exists = record.services.iter().any(|service| service.domain == domain);
        if !exists && state(&history, &domain) != Some(ClaimState::Unknown) {
            wrongs.push(format!("{domain} is neither ordered nor in doubt"));
        }
    }
    (if wrongs.is_empty() { String::new() } else { ran.to_string() }, wrongs)
}

/// `ledger recover` reads every recovery file as hints, which change no status.
pub fn recovery(stage: &Stage) -> Vec<String> {
    let hinted = stage.hinted();
    if hinted.is_empty() {
        return Vec::new();
    }
    let before = stage.desk.history();
    // Whoever is told to type something is told all of it.
    let typed = format!("`vdsbatch ledger recover --account {LOGIN} --panel {}", stage.desk.panel.url());
    let told = stage.said("stderr");
    let is_short = told.contains("; written to ") && !told.contains(&typed);
    let mut command = stage.desk.verb(&["ledger", "recover"]);
    command.current_dir(stage.desk.path("work")).env("TMPDIR", stage.desk.path("temporary"));
    let ran = stage.desk.run(&mut command);
    let after = stage.desk.history();
    let changed = |domain: &&String| {
        let before = state(&before, domain);
        state(&after, domain) != before.or(Some(ClaimState::Unknown))
    };
    let mut wrongs: Vec<String> =
        hinted.iter().filter(changed).map(|domain| format!("a hint changed {domain}")).collect();
    wrongs.extend(is_short.then(|| "the next step does not run as printed".to_owned()));
    let named = |domain: &&String| !ran.stdout.contains(&format!("hint: `{domain}`"));
    let unread: Vec<_> = hinted.iter().filter(named).collect();
    if ran.code != Some(0) || !unread.is_empty() {
        wrongs.push(format!("`ledger recover` does not read {unread:?}: {ran}"));
    }
    wrongs
}
