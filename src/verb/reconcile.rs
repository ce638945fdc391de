//! `vdsbatch reconcile`: what the panel says of the orders, written down and shown.

use jiff::tz::TimeZone;

use super::books;
use super::error::Error;
use super::report::write;
use super::settings::catalog;
use super::settings::error::SettingsError;
use crate::cli::{Common, Reconcile};
use crate::host::console::Console;
use crate::ledger::{Ledger, RunLine};
use crate::order::claim::{Claim, ClaimState, History};
use crate::order::findings::{Findings, Scope, findings};
use crate::order::{Domain, Status};
use crate::panel::Panel;
use crate::run::Verdict;
use crate::run::exit::Exit;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// The most unknown orders that are named.
const NAMED: usize = 20;

/// Reads the panel's list once, writes what it says of every order, and makes the run's workbook
/// anew. Nothing is ordered. The exit code is that of the run as it stands now: 5 while something is
/// unknown.
///
/// # Errors
///
/// When the panel or the ledger cannot be read, or there is no such run.
pub fn reconcile(typed: &Reconcile, common: &Common, console: Console) -> Result<Exit, Error> {
    let catalog = catalog(&common.catalog)?;
    let choice = typed.choice(&catalog)?;
    let rules = typed.rules(&catalog, &choice)?;
    let Some((door, ledger)) = books::enter(&choice, &catalog)? else {
        return Err(SettingsError::NoAccount.into());
    };
    let id = run_id(typed, &ledger)?;
    let history = ledger.history()?;
    let panel = door.client(&catalog, console.lang)?;
    let listing = door.again(console).read(|| panel.services())?.held_against(&history.controls());
    // Written before it is judged: even a list that is not complete is evidence.
    ledger.list(&listing)?;
    let findings = findings(&history, &listing, Scope::All, rules);
    ledger.found(&findings)?;
    if let Some(gap) = &listing.gap {
        let why = gap.message(console.lang);
        console.insist(&tr!(
            console.lang,
            "P218 the panel's list did not come complete: {why} (what it shows counts, what it lacks proves nothing)",
            "P218 список панели получен не полностью: {why} (что в нём есть, то есть; чего нет — ничего не доказывает)"
        ));
    }
    show(&findings, console);
    // Read again, since what was found has just changed it.
    let history = ledger.history()?;
    show_unknown(&history, console);
    let unknown = history.claims.values().any(|claim| claim.state == ClaimState::Unknown);
    let Some(run) = id.map(|id| ledger.run(&id)).transpose()?.flatten() else {
        return Ok(if unknown { Verdict::SomeUnknown } else { Verdict::Done }.exit());
    };
    console.answer(&format!("{}  {}\n", run.facts.id, run.tally().words(console.lang)));
    write(&run, typed.output.as_deref(), common, console)?;
    Ok(Verdict::of_run(&run.tally(), None, true).exit())
}

/// The run that is meant: the one named, or the last one that sent anything.
fn run_id(typed: &Reconcile, ledger: &Ledger) -> Result<Option<String>, Error> {
    let named = typed.run.as_deref().filter(|name| *name != "last");
    if let Some(name) = named {
        let known = ledger.run(name)?.map(|run| run.facts.id);
        return if known.is_some() { Ok(known) } else { Err(Error::NoRun(name.to_owned())) };
    }
    let sent =
        |line: &RunLine| Status::ALL.into_iter().any(|status| status.facts().sent && line.tally.count(status) > 0);
    Ok(ledger.runs()?.into_iter().find(sent).map(|line| line.facts.id))
}

/// Says what became known better.
fn show(findings: &Findings, console: Console) {
    let news = findings.found.iter().filter(|finding| finding.before != finding.state);
    for finding in news {
        let (domain, id) = (finding.domain.unicode(), printable(&finding.service.id));
        let (before, after) = (finding.before.word(), finding.state.word());
        console.answer(&format!("{domain}: {before} → {after}, id {id}\n"));
    }
}

/// Says what is still unknown, since when, and how often a list did not show it.
fn show_unknown(history: &History, console: Console) {
    let lang = console.lang;
    let mut unknown: Vec<(&Domain, &Claim)> =
        history.claims.iter().filter(|(_, claim)| claim.state == ClaimState::Unknown).collect();
    unknown.sort_by_key(|(domain, _)| *domain);
    for (domain, claim) in unknown.iter().take(NAMED) {
        let (domain, lists) = (domain.unicode(), claim.tries.absences.len());
        let local =
            |at: jiff::Timestamp| at.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
        let since = claim.attempted.map_or_else(|| "?".to_owned(), local);
        console.insist(&tr!(
            lang,
            "{domain}: unknown; sent {since}, complete lists without it: {lists}",
            "{domain}: неясно; отправлен {since}, полных списков без него: {lists}"
        ));
    }
    let more = unknown.len().saturating_sub(NAMED);
    if more > 0 {
        let noun = lang.noun(more as u64, ["order", "orders"], ["неясный заказ", "неясных заказа", "неясных заказов"]);
        console.insist(&tr!(lang, "… and {more} more unknown {noun}", "… и ещё {more} {noun}"));
    }
    if !unknown.is_empty() {
        console.insist(lang.pick(
            "look for them in the panel and decide with `vdsbatch resolve`, or reconcile again later: three complete lists, the first 15 minutes after the order and each a minute apart, prove an order absent where domains are unique; `process` then sends it once more",
            "найдите их в панели и решите через `vdsbatch resolve` или повторите сверку позже: три полных списка, первый через 15 минут после заказа и с минутой между ними, доказывают, что заказа нет, если домены в панели неповторимы; `process` тогда отправит его ещё раз",
        ));
    }
}
