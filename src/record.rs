//! The verbs that deal with what was recorded: runs, their workbooks, and a person's decisions.

use std::path::Path;

use jiff::tz::TimeZone;

use crate::cli::{Common, Release, Report, Resolve, Runs};
use crate::console::Console;
use crate::error::Error;
use crate::lang::Lang;
use crate::ledger::{self, Decision, Ledger, Ruling, RunLine};
use crate::order::Domain;
use crate::printable::printable;
use crate::report::{self, Kind};
use crate::{machine, process, tr};

/// `vdsbatch runs`: a line for each run, the latest first.
///
/// # Errors
///
/// When no account is named, or its ledger cannot be read.
pub fn runs(typed: &Runs, common: &Common, console: Console) -> Result<u8, Error> {
    let lines = ledger::runs(&typed.whose.place(common)?)?;
    if lines.is_empty() {
        console.say(console.lang.pick("no runs are recorded for this account", "для этой учётной записи прогонов нет"));
    }
    for line in &lines {
        console.answer(&in_words(line, console.lang));
    }
    Ok(0)
}

fn in_words(line: &RunLine, lang: Lang) -> String {
    let started = line.facts.started.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M");
    let (id, file) = (&line.facts.id, printable(&line.facts.input.file));
    let counts = process::counts(&line.tally, lang);
    let cut_off = if line.end.is_none() { lang.pick("  (did not end)", "  (не завершён)") } else { "" };
    format!("{id}  {started}  {file}  {counts}{cut_off}\n")
}

/// `vdsbatch report RUN`: the workbook of a run, made again.
///
/// # Errors
///
/// When there is no such run, or the workbook cannot be written.
pub fn report(typed: &Report, common: &Common, console: Console) -> Result<u8, Error> {
    let Some(run) = ledger::recorded(&typed.whose.place(common)?, &typed.run)? else {
        return Err(Error::NoRun(typed.run.clone()));
    };
    let kind = if run.is_plan() { Kind::Plan } else { Kind::Results };
    let beside = || report::beside(Path::new(&run.facts.input.file), kind);
    let target = typed.output.clone().unwrap_or_else(beside);
    let bytes = report::workbook(&run, common.lang.unwrap_or(run.facts.lang))?;
    let path = report::save(&bytes, &target)?;
    let path = printable(&path.display().to_string());
    console.answer(&tr!(console.lang, "results: {path}\n", "результаты: {path}\n"));
    Ok(0)
}

/// `vdsbatch resolve DOMAIN`: a person decides about an order in doubt.
///
/// # Errors
///
/// When the order is not in doubt, or the decision cannot be written.
pub fn resolve(typed: &Resolve, common: &Common, console: Console) -> Result<u8, Error> {
    let ruling = typed.ordered.clone().map_or(Ruling::NotOrdered, Ruling::Ordered);
    let done = match &ruling {
        Ruling::Ordered(_) => console.lang.pick("is ordered from now on", "теперь считается заказанным"),
        Ruling::NotOrdered | Ruling::Release => console.lang.pick("may be ordered again", "можно заказать снова"),
    };
    let decision = Decision { ruling, reason: typed.reason.clone() };
    let ledger = Ledger::open(&typed.whose.place(common)?)?;
    decide(&ledger, &typed.domain, decision, (done, console))
}

/// `vdsbatch release DOMAIN`: frees the domain of an order that is over.
///
/// # Errors
///
/// When the domain has no order, or one in doubt, or the decision cannot be written.
pub fn release(typed: &Release, common: &Common, console: Console) -> Result<u8, Error> {
    let decision = Decision { ruling: Ruling::Release, reason: typed.reason.clone() };
    let ledger = Ledger::open(&typed.whose.place(common)?)?;
    let done = console.lang.pick("may be ordered again", "можно заказать снова");
    decide(&ledger, &typed.domain, decision, (done, console))
}

fn decide(ledger: &Ledger, domain: &Domain, decision: Decision, (done, console): (&str, Console)) -> Result<u8, Error> {
    use crate::claim::ClaimState::Unknown;
    let history = ledger.history()?;
    let state = history.claims.get(domain).map(|claim| claim.state);
    let listed = || history.known_services.iter().any(|known| Domain::new(&known.domain).as_ref() == Some(domain));
    let fits = match (&decision.ruling, state) {
        (Ruling::Release, None) => listed(),
        (Ruling::Ordered(_) | Ruling::NotOrdered, None) => false,
        (Ruling::Release, Some(state)) => state != Unknown,
        (Ruling::Ordered(_) | Ruling::NotOrdered, Some(state)) => state == Unknown,
    };
    if !fits {
        return Err(Error::NoDecision { domain: domain.clone(), state });
    }
    ledger.decide(domain, decision, &machine::operator())?;
    console.answer(&format!("{} {done}\n", domain.unicode()));
    Ok(0)
}
