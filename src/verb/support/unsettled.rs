//! The orders of runs that are neither confirmed nor skipped, a line each.

use crate::ledger::{self, Place, RunLine};
use crate::order::Status;
use crate::run::exit::Exit;
use crate::run::{Line, Run};
use crate::text::day::second_utc;
use crate::text::lang::{Lang, tr};

/// So many runs are looked into.
const RUNS: usize = 5;

/// So many orders of a run are named.
const ORDERS: usize = 50;

/// The orders of the latest runs that did not end well, or did not end.
pub(super) fn orders(place: &Place, runs: &[RunLine], lang: Lang) -> String {
    let went_wrong = |run: &&RunLine| run.end.as_ref().is_none_or(|end| end.verdict.exit() != Exit::Done);
    let mut out = String::new();
    for line in runs.iter().filter(went_wrong).take(RUNS) {
        let id = &line.facts.id;
        match ledger::recorded(place, id) {
            Ok(Some(mut run)) => {
                // Without it only the times are not known.
                run.trail = ledger::trail(place, &run).unwrap_or_default();
                out += &of_run(&run, lang);
            }
            Ok(None) => {}
            Err(error) => out += &format!("  {id}: {}\n", error.message(lang)),
        }
    }
    out
}

fn of_run(run: &Run, lang: Lang) -> String {
    let is_open = |line: &&Line| !matches!(line.outcome.status, Status::Confirmed | Status::Skipped);
    let open: Vec<&Line> = run.lines.iter().filter(is_open).collect();
    if open.is_empty() {
        return String::new();
    }
    let id = &run.facts.id;
    let mut out = tr!(
        lang,
        "orders of {id} that are neither confirmed nor skipped:\n",
        "заказы прогона {id}, которые не подтверждены и не пропущены:\n"
    );
    for line in open.iter().take(ORDERS) {
        out += &format!("  {}\n", one(line, run, lang));
    }
    if open.len() > ORDERS {
        let more = open.len() - ORDERS;
        out += &tr!(lang, "  and {more} more\n", "  и ещё {more}\n");
    }
    out
}

/// Its domain, row, status and reason, and when it was tried last.
fn one(line: &Line, run: &Run, lang: Lang) -> String {
    // What stands in a cell that holds no domain is not told.
    let domain = line.order.as_ref().map_or_else(|| "–".to_owned(), |order| order.domain.to_string());
    let (row, server, status) = (line.row, line.server, line.outcome.status.word());
    let mut out = tr!(
        lang,
        "{domain}  row {row}, server {server}  {status}",
        "{domain}  строка {row}, сервер {server}  {status}"
    );
    if let Some(reason) = &line.outcome.reason {
        out += &format!("  {}", reason.code.code());
    }
    let tried = run.trail.attempts.iter().rfind(|tried| (tried.row, tried.server) == (line.row, line.server));
    if let Some(tried) = tried {
        let (number, at) = (tried.number, second_utc(tried.begun, lang));
        out += &tr!(lang, ", attempt {number} at {at}", ", попытка {number}: {at}");
    }
    out
}
