//! `vdsbatch reconcile`: what the panel says of the orders, written down and shown.

use std::path::Path;

use jiff::tz::TimeZone;

use super::error::Error;
use super::reconciled::Said;
use super::report::{target as report_target, write};
use super::settings::catalog;
use super::whole;
use super::{books, charged};
use crate::cli::{Common, Reconcile};
use crate::host::console::Console;
use crate::host::save;
use crate::host::signal::StopSignal;
use crate::ledger::{Ledger, RunLine};
use crate::order::claim::{Claim, ClaimState, History, Settle};
use crate::order::findings::{Findings, Scope, findings};
use crate::order::ruling::{Decided, Held};
use crate::order::{Domain, ReasonCode, Status};
use crate::panel::Panel;
use crate::report::{self, Rendering};
use crate::run::exit::Exit;
use crate::run::{Run, Verdict, is_plan};
use crate::text::lang::tr;
use crate::text::printable::printable;
use crate::text::shell::{Options, word};
use crate::text::{day, json};

/// The most unknown orders that are named.
const NAMED: usize = 20;

/// The most unknown orders whose commands are shown.
const TYPED: usize = 5;

/// Reads the panel's list once, writes what it says of every order, and makes the run's workbook
/// anew. Nothing is ordered. The exit code is that of the run as it stands now: 5 while something is
/// unknown.
///
/// # Errors
///
/// When the panel or the ledger cannot be read, or there is no such run.
pub fn reconcile(typed: &Reconcile, common: &Common, console: Console) -> Result<Exit, Error> {
    let (lang, catalog) = (console.lang, catalog(&common.catalog)?);
    let choice = typed.choice(&catalog, common)?;
    let rules = typed.rules(&catalog, &choice)?;
    let options = choice.options(&common.catalog).unwrap_or_default();
    let advised = |error: Error| error.with_commands(&options);
    let (door, ledger) = books::enter_known(&choice, &catalog, typed.waiting.most(), console).map_err(advised)?;
    let id = run_id(typed, &ledger).map_err(advised)?;
    if let Some(run) = id.as_deref().map(|id| ledger.run(id)).transpose()?.flatten() {
        // Before the panel is asked, not after it.
        save::check_target(&report_target(&run, typed.output.as_deref()), Path::new(""))?;
    }
    let history = ledger.history()?;
    let unread = |_: &Error| {
        console.insist(lang.pick(
            "nothing was confirmed: the panel's list could not be read",
            "ничего не подтверждено: список панели не удалось прочитать",
        ));
    };
    let (panel, again) = (door.client(&catalog, console).inspect_err(unread)?, door.again(console));
    let read = again.read(|| panel.services()).and_then(|listing| whole::held(&panel, listing, &history));
    let listing = read.map_err(Error::from).inspect_err(unread)?;
    // Written before it is judged: even a list that is not complete is evidence.
    ledger.list(&listing)?;
    let findings = findings(&history, &listing, Scope::All, rules);
    ledger.found(&findings)?;
    // Once more, since the list may have told when a service was made.
    let first = ledger.history()?.earliest();
    let charges_read =
        first.is_some_and(|first| charged::note(&panel, &ledger, first, (again, &StopSignal::new(), console)));
    if let Some(gap) = &listing.gap {
        let what = gap.line(lang);
        console.insist(&tr!(
            lang,
            "{what} (services that it shows were recorded; a service missing from it may still exist, so nothing was taken for absent)",
            "{what} (найденное в нём учтено; услуга, которой в нём нет, может существовать, поэтому ничто не признано отсутствующим)"
        ));
        for command in report::release_commands(gap, &options) {
            console.insist(&format!("    {command}"));
        }
    }
    show(&findings, console);
    if !history.claims.values().any(is_open) {
        console.say(if charges_read {
            lang.pick(
                "no order is waiting for confirmation; services and charges were read",
                "ни один заказ не ждёт подтверждения; услуги и списания прочитаны",
            )
        } else {
            lang.pick(
                "no order is waiting for confirmation; services were read, charges were not",
                "ни один заказ не ждёт подтверждения; услуги прочитаны, списания — нет",
            )
        });
    }
    // Read again, since what was found has just changed it.
    let history = ledger.history()?;
    show_unknown(&history, Settle::of_seconds(typed.settle), &options, console);
    let decisions = ledger.decisions()?;
    let contradicted = show_decisions(&decisions, &options, console);
    let said = Said { findings: &findings, listing: &listing, charges_read, history: &history, decisions: &decisions };
    let told = |exit: Exit, made: Option<(&Run, &Path)>| {
        if typed.told.is_json() {
            console.document(&json::pretty(&said.answer(exit, made)));
        }
        Ok(exit)
    };
    let unknown = contradicted || history.claims.values().any(|claim| claim.state == ClaimState::Unknown);
    let Some(run) = id.map(|id| ledger.run(&id)).transpose()?.flatten() else {
        return told(if unknown { Verdict::SomeUnknown } else { Verdict::Done }.exit(), None);
    };
    console.answer_statuses(&format!("{}  {}\n", run.facts.id, run.tally().words(lang)));
    let rendering = Rendering::new(common.lang.unwrap_or(run.facts.lang)).with_options(Some(options));
    rendering.other_prices(&run).iter().for_each(|line| console.insist(line));
    rendering.steps(&run, Some(Status::Unknown)).iter().for_each(|step| console.say_step(&step.line, step.is_grave));
    let workbook = write(&run, &rendering, typed.output.as_deref(), console)?;
    // An order of another run that is in doubt is as unknown as one of this run.
    let verdict =
        if unknown { Verdict::SomeUnknown } else { run.held_against(Verdict::of_run(&run.tally(), None, true)) };
    told(verdict.exit(), Some((&run, &workbook)))
}

/// Whether a list has something to say of a claim that is not known yet.
fn is_open(claim: &Claim) -> bool {
    match claim.state {
        ClaimState::Unknown | ClaimState::Refused | ClaimState::Accepted | ClaimState::Unpaid => true,
        ClaimState::Open | ClaimState::Confirmed => false,
    }
}

/// The run that is meant: the one named, or the last one that sent anything.
fn run_id(typed: &Reconcile, ledger: &Ledger) -> Result<Option<String>, Error> {
    let named = typed.run.as_deref().filter(|name| *name != "last");
    if let Some(name) = named {
        let known = ledger.run(name)?.map(|run| run.facts.id);
        return if known.is_some() { Ok(known) } else { Err(Error::NoRun(name.to_owned())) };
    }
    // One that ended before its first order shows what earlier ones left.
    let sent = |line: &RunLine| {
        !is_plan(false, line.end.as_ref())
            && Status::ALL.into_iter().any(|status| status.facts().sent && line.tally.count(status) > 0)
    };
    let runs = ledger.runs()?;
    // Where no run sent anything, the last one that was to.
    let found = runs.iter().find(|line| sent(line)).or_else(|| runs.iter().find(|line| !line.facts.dry_run));
    Ok(found.map(|line| line.facts.id.clone()))
}

/// Says what became known better.
pub(super) fn show(findings: &Findings, console: Console) {
    let news = findings.found.iter().filter(|finding| finding.before != finding.state);
    for finding in news {
        let (domain, id) = (finding.domain.unicode(), printable(&finding.service.id));
        let (before, after) = (finding.before.title(console.lang), finding.state.title(console.lang));
        console.answer(&tr!(
            console.lang,
            "{domain}: {before} → {after}, service id {id}\n",
            "{domain}: {before} → {after}, услуга № {id}\n"
        ));
    }
}

/// Says what people decided that no list agrees with, and returns whether lists contradict some of it.
fn show_decisions(decisions: &[Decided], options: &Options, console: Console) -> bool {
    let mut contradicted = false;
    for (at, one) in decisions.iter().enumerate() {
        let is_last = decisions[at + 1..].iter().all(|later| later.domain != one.domain);
        if is_last && one.held != Held::Agreed {
            console.insist(&report::decided_line(one, console.lang));
        }
        if is_last && matches!(one.held, Held::Contradicted(_)) {
            contradicted = true;
            let Some(domain) = Domain::new(&one.domain) else { continue };
            console.insist(&format!("    {}", options.command(&format!("show {}", word(domain.ascii())))));
        }
    }
    contradicted
}

/// Says what was refused, and is listed all the same: no number of lists settles that.
fn show_contested(contested: &[(&Domain, &Claim)], options: &Options, console: Console) {
    for (domain, _) in contested.iter().take(NAMED) {
        let (code, domain) = (ReasonCode::RefusedYetListed, word(domain.ascii()));
        let (status, why) = (Status::Unknown.title(console.lang).to_lowercase(), code.title(console.lang));
        console.insist(&format!("{domain}: {status}: {why} ({})", code.next_step(console.lang)));
        console.insist(&format!("    {}", options.command(&format!("show {domain}"))));
    }
}

/// Says what is still unknown, since when, and how often a list did not show it.
fn show_unknown(history: &History, settle: Settle, options: &Options, console: Console) {
    let lang = console.lang;
    let mut unknown: Vec<(&Domain, &Claim)> =
        history.claims.iter().filter(|(_, claim)| claim.state == ClaimState::Unknown).collect();
    unknown.sort_by_key(|(domain, _)| *domain);
    let (contested, unknown): (Vec<_>, Vec<_>) = unknown.into_iter().partition(|(_, claim)| claim.contested);
    show_contested(&contested, options, console);
    for (domain, claim) in unknown.iter().take(NAMED) {
        let (domain, lists) = (domain.unicode(), claim.tries.counted(settle));
        let needed = Settle::LISTS;
        let local = |at: jiff::Timestamp| {
            at.to_zoned_datetime(TimeZone::system()).strftime(&format!("{} %Z", day::to_minute(lang))).to_string()
        };
        let since = claim.attempted.map_or_else(|| "?".to_owned(), local);
        console.insist(&tr!(
            lang,
            "{domain}: unknown; sent {since}, complete lists without it that count: {lists} of {needed}",
            "{domain}: требует проверки; отправлен {since}, засчитано полных списков без него: {lists} из {needed}"
        ));
    }
    let more = unknown.len().saturating_sub(NAMED);
    if more > 0 {
        let noun = lang.noun(
            more as u64,
            ["order", "orders"],
            ["заказ, требующий", "заказа, требующих", "заказов, требующих"],
        );
        console.insist(&tr!(lang, "… and {more} more unknown {noun}", "… и ещё {more} {noun} проверки"));
    }
    if unknown.is_empty() {
        return;
    }
    console.insist(lang.pick(
        "look for these orders in the panel and record what you found, or reconcile again later.\nThree complete lists without an order prove that it does not exist, where domains are unique: the first at least 15 minutes after the order, then a minute apart.\n`process` then sends the order once more. What you found is recorded by:",
        "найдите эти заказы в панели и запишите, что нашли, или повторите сверку позже.\nЕсли домены в панели не повторяются, три полных списка без заказа доказывают, что его нет: первый не раньше чем через 15 минут после заказа, следующие с промежутком в минуту.\nТогда `process` отправит заказ ещё раз. Записать найденное:",
    ));
    for (domain, _) in unknown.iter().take(TYPED) {
        for line in report::resolve_lines(domain, options, lang) {
            console.insist(&line);
        }
    }
    let Some((domain, _)) = unknown.get(TYPED) else { return };
    let (more, show) = (unknown.len() - TYPED, options.command(&format!("show {}", word(domain.ascii()))));
    console.insist(&tr!(
        lang,
        "and {more} more, each by its domain: `{show}`",
        "и ещё {more}, для каждого по его домену: `{show}`"
    ));
}
