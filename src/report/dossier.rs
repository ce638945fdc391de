//! Everything that is known of one order, in words and as JSON.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::advice::{self, Ground, Place, Step};
use super::decided::{self, Decision};
use super::spoken::in_currency;
use super::{spoken, words};
use crate::money::Money;
use crate::order::charge::OfOrder;
use crate::order::ruling::{Decided, Seen};
use crate::order::service::{Gap, Service};
use crate::order::{ClaimState, Difference, MoneyState, Order, Outcome, Prices, Status};
use crate::run::Tried;
use crate::run::dossier::{Asked, Dossier, ListTold};
use crate::sheet::{Field, RowNo};
use crate::text::day;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::text::shell::{Options, word};

/// A dossier, and how it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// What is recorded.
    pub dossier: &'a Dossier,
    /// How commands name the ledger.
    pub options: &'a Options,
    /// In which language.
    pub lang: Lang,
}

/// An order for machines.
#[derive(Debug, Serialize)]
struct Document<'a> {
    format: &'static str,
    domain: &'a str,
    /// How the order stands now.
    status: Option<Status>,
    /// Whether its claim holds the domain; as what, if so.
    claim: Option<ClaimState>,
    money: Option<MoneyState>,
    planned: Option<Money>,
    /// Who says what it costs; none where no row asks for it.
    prices: Option<&'a Prices>,
    /// What the panel charged for it.
    charged: Option<OfOrder>,
    service: Option<ServiceSeen<'a>>,
    services: Vec<ServiceSeen<'a>>,
    message: Option<String>,
    next_step: String,
    commands: Vec<String>,
    runs: Vec<RunLine<'a>>,
    attempts: Vec<Sending<'a>>,
    lists: Vec<List<'a>>,
    decisions: Vec<Decision<'a>>,
}

impl Answer for Document<'_> {
    const KIND: &'static str = "order";
}

#[derive(Debug, Serialize)]
struct ServiceSeen<'a> {
    #[serde(flatten)]
    service: &'a Service,
    last_listed: Timestamp,
    deleted: bool,
}

#[derive(Debug, Serialize)]
struct RunLine<'a> {
    run: &'a str,
    started: Timestamp,
    file: &'a str,
    plan: bool,
    row: u32,
    server: u32,
    status: Status,
    code: Option<&'static str>,
    message: Option<String>,
}

#[derive(Debug, Serialize)]
struct Sending<'a> {
    run: &'a str,
    number: u32,
    begun: Timestamp,
    ended: Option<Timestamp>,
    status: Status,
    http_status: Option<u16>,
    message: Option<String>,
    service_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct List<'a> {
    at: Timestamp,
    services: u64,
    complete: bool,
    gap: Option<&'a Gap>,
    /// Whether it showed the domain; none where that was not kept.
    shows: Option<bool>,
}

impl Shown<'_> {
    /// What a person does next.
    fn step(&self) -> Step {
        let Self { dossier, options, lang } = *self;
        let Some(asked) = dossier.told() else { return Step::default() };
        let outcome = self.outcome(asked);
        let ground = Ground {
            lang,
            place: Place::Story,
            options: Some(options),
            plan: asked.plan,
            decisions: &dossier.decisions,
            claim: dossier.claim_state(),
            since: advice::since(&outcome, asked.started),
        };
        let mut step = advice::step(&outcome, Some(&dossier.domain), &ground);
        // What the run itself is about to find out, no person says; and nothing is said twice.
        step.said = named_command(&step.said, &asked.file, options, lang);
        let asks = dossier.status() == Some(Status::Unknown) && !asked.line.outcome.is_under_way();
        if asks && step.choice.is_empty() {
            step.choice.extend(advice::resolve(Some(&outcome), &dossier.domain, options, lang));
        }
        step
    }

    /// How its line stands, with the service as a list last showed it.
    fn outcome(&self, asked: &Asked) -> Outcome {
        let service = self.dossier.service().map(|seen| Box::new(seen.service.clone()));
        let line = &asked.line.outcome;
        Outcome { service: service.or_else(|| line.service.clone()), paid: line.paid_as(), ..line.clone() }
    }

    /// As one JSON document.
    #[must_use]
    pub fn json(&self) -> String {
        let Self { dossier, lang, .. } = *self;
        let told = dossier.told();
        let outcome = told.map(|asked| self.outcome(asked));
        let step = self.step();
        let document = Document {
            format: "vdsbatch-order",
            domain: dossier.domain.ascii(),
            status: dossier.status(),
            claim: dossier.claim_state(),
            money: told.zip(outcome.as_ref()).map(|(asked, outcome)| self.money(asked, outcome)),
            planned: told.and_then(|asked| asked.line.order.as_ref()).and_then(|order| order.price),
            prices: told.and_then(|asked| asked.line.order.as_ref()).map(|order| &order.prices),
            charged: told.and_then(|asked| self.charged(asked)),
            service: dossier.service().map(service),
            services: dossier.services.iter().map(service).collect(),
            message: told.and_then(|asked| message(&asked.line.outcome, lang)),
            next_step: step.whole(lang),
            commands: step.typed(),
            runs: dossier.asked.iter().map(|asked| run_line(asked, lang)).collect(),
            attempts: dossier.attempts.iter().map(|(run, tried)| attempt(run, tried, lang)).collect(),
            lists: dossier.lists.iter().map(list).collect(),
            decisions: dossier.decisions.iter().map(Decision::of).collect(),
        };
        json::pretty(&document)
    }

    /// In words, a line for each thing.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { dossier, lang, .. } = *self;
        let mut out = String::new();
        let mut line = |text: String| out += &format!("{text}\n");
        let status = dossier.status().map(|status| status.title(lang)).unwrap_or_default();
        line(format!("{}: {status}", dossier.domain.unicode()));
        match dossier.told() {
            Some(asked) => self.told(asked).into_iter().for_each(&mut line),
            None => line(lang.pick("no run has this order", "ни в одном прогоне этого заказа нет").to_owned()),
        }
        line(match dossier.claim() {
            Some(claim) => {
                let state = dossier.claim_state().map_or(claim.state.as_str(), |state| state.title(lang));
                let since = local(claim.since, lang);
                tr!(lang, "domain: taken since {since} ({state})", "домен: занят с {since} ({state})")
            }
            None => self.unclaimed(),
        });
        for seen in &dossier.services {
            line(service_words(seen, lang));
        }
        for asked in &dossier.asked {
            line(run_words(asked, lang));
        }
        for (run, tried) in &dossier.attempts {
            line(attempt_words(run, tried, lang));
        }
        for alike in dossier.lists.chunk_by(|one, next| one.shows == next.shows && one.list.gap == next.list.gap) {
            line(list_words(alike, lang));
        }
        for one in &dossier.decisions {
            line(decided::in_line(one, lang));
        }
        let step = self.step();
        if !step.said.is_empty() {
            line(tr!(lang, "next: {}", "дальше: {}", step.said));
            step.lines().into_iter().for_each(&mut line);
        }
        out
    }

    /// No claim of ours is no word on the panel, where somebody else may have ordered it.
    fn unclaimed(&self) -> String {
        let free = self.lang.pick("domain: not taken in the ledger", "домен: в журнале заказов не занят");
        let there = self.dossier.services.iter().filter(|seen| !seen.deleted).map(|seen| printable(&seen.service.id));
        let ids = there.collect::<Vec<_>>().join(", ");
        if ids.is_empty() {
            return free.to_owned();
        }
        tr!(self.lang, "{free}; the panel lists under it: service {ids}", "{free}; в панели под ним услуга № {ids}")
    }

    /// What is known of its money, as its charges show as well.
    fn money(&self, asked: &Asked, outcome: &Outcome) -> MoneyState {
        let known = outcome.money();
        self.charged(asked).map_or(known, |charged| charged.money(known))
    }

    /// What was charged for its service, as far as it is known since when.
    fn charged(&self, asked: &Asked) -> Option<OfOrder> {
        let (service, order) = (&self.dossier.service()?.service, asked.line.order.as_ref()?);
        let ours = asked.line.outcome.sent_at.map(|at| at.to_zoned_datetime(TimeZone::system()).date());
        let charges = &self.dossier.charges;
        let day = ours.or(service.created).filter(|_| !charges.rows.is_empty())?;
        Some(charges.of_order(&service.id, day, order.terms.asked.months))
    }

    /// Money and reason of the line that says most.
    fn told(&self, asked: &Asked) -> Vec<String> {
        let lang = self.lang;
        let outcome = self.outcome(asked);
        let money = self.money(asked, &outcome).title(lang);
        let planned = asked.line.order.as_ref().and_then(|order| order.price);
        let planned = planned.map_or_else(
            || lang.pick("not known", "неизвестно").to_owned(),
            |sum| in_currency(sum, asked.currency.as_deref(), lang),
        );
        let mut lines = vec![tr!(
            lang,
            "payment: {money}; planned amount: {planned}",
            "оплата: {money}; сумма по плану: {planned}"
        )];
        lines.extend(asked.line.order.as_ref().and_then(|order| beside(order, lang)));
        lines.extend(
            asked.line.order.as_ref().and_then(|order| spoken::prices(&order.prices, asked.currency.as_deref(), lang)),
        );
        lines.extend(self.charged(asked).iter().flat_map(|all| spoken::charges(all, lang)));
        lines.extend(message(&asked.line.outcome, lang).map(|why| tr!(lang, "reason: {why}", "причина: {why}")));
        let differs = !asked.line.outcome.differences.is_empty();
        lines.extend(differs.then(|| words::unlike(&asked.line.outcome, lang)));
        lines
    }
}

/// Where no command stands before it, "the same command" is the one that orders the sheet.
fn named_command(said: &str, file: &str, options: &Options, lang: Lang) -> String {
    let process = format!("`{}`", options.command(&format!("process {}", word(file))));
    said.replace(lang.pick("the same command", "ту же команду"), &process)
}

/// What was asked for beside the fields of every sheet.
fn beside(order: &Order, lang: Lang) -> Option<String> {
    let asked = &order.terms.asked;
    let of = |field: Field, text: Option<&str>| text.map(|text| (field.title(lang).to_owned(), text.to_owned()));
    let named = asked.named.iter().map(|term| (term.name.clone(), term.value.to_string()));
    let place =
        of(Field::DataCentre, asked.data_centre.as_deref()).into_iter().chain(of(Field::Recipe, asked.recipe_shown()));
    let all: Vec<String> =
        place.chain(named).map(|(name, value)| format!("{}: {}", printable(&name), printable(&value))).collect();
    let all = all.join("; ");
    (!all.is_empty()).then(|| tr!(lang, "ordered with: {all}", "заказано с: {all}"))
}

fn message(outcome: &Outcome, lang: Lang) -> Option<String> {
    outcome.reason.as_ref().map(|reason| reason.message(lang))
}

const fn service(seen: &Seen) -> ServiceSeen<'_> {
    ServiceSeen { service: &seen.service, last_listed: seen.at, deleted: seen.deleted }
}

fn run_line(asked: &Asked, lang: Lang) -> RunLine<'_> {
    let Asked { run, started, file, plan, line, .. } = asked;
    RunLine {
        run,
        started: *started,
        file,
        plan: *plan,
        row: line.row.get(),
        server: line.server,
        status: line.outcome.status,
        code: line.outcome.reason.as_ref().map(|reason| reason.code.code().0),
        message: message(&line.outcome, lang),
    }
}

/// A try that was never closed may have reached the panel.
fn status_of(tried: &Tried) -> Status {
    tried.outcome.as_ref().map_or(Status::Unknown, |outcome| outcome.status)
}

fn attempt<'a>(run: &'a str, tried: &'a Tried, lang: Lang) -> Sending<'a> {
    let outcome = tried.outcome.as_ref();
    Sending {
        run,
        number: tried.number,
        begun: tried.begun,
        ended: tried.ended,
        status: status_of(tried),
        http_status: outcome.and_then(|outcome| outcome.http_status),
        message: outcome.and_then(|outcome| message(outcome, lang)),
        service_id: outcome.and_then(|outcome| outcome.service.as_ref()).map(|service| service.id.as_str()),
    }
}

const fn list(told: &ListTold) -> List<'_> {
    let ListTold { list, shows } = told;
    List { at: list.at, services: list.services, complete: list.gap.is_none(), gap: list.gap.as_ref(), shows: *shows }
}

fn local(at: Timestamp, lang: Lang) -> String {
    at.to_zoned_datetime(TimeZone::system()).strftime(day::to_second(lang)).to_string()
}

fn service_words(seen: &Seen, lang: Lang) -> String {
    let Service { id, domain, ip, state, expires, cost, currency, .. } = &seen.service;
    let mut parts = vec![printable(id), printable(domain)];
    parts.extend(state.map(|state| state.title(lang).to_owned()));
    parts.extend((!ip.is_empty()).then(|| printable(ip)));
    parts.extend(expires.map(|day| {
        let day = day::as_of(&day.to_string(), lang);
        tr!(lang, "until {day}", "до {day}")
    }));
    parts.extend(cost.map(|cost| in_currency(cost, currency.as_deref(), lang)));
    let (parts, at) = (parts.join(" · "), local(seen.at, lang));
    let gone =
        if seen.deleted { lang.pick(", no longer exists", ", больше не существует") } else { "" };
    tr!(lang, "service {parts} (last listed {at}{gone})", "услуга № {parts} (последний раз в списке {at}{gone})")
}

fn run_words(asked: &Asked, lang: Lang) -> String {
    let Asked { run, started, file, plan, line, .. } = asked;
    let (started, file, status) = (local(*started, lang), printable(file), line.outcome.status.title(lang));
    let plan = if *plan { lang.pick(" (plan)", " (план)") } else { "" };
    let row = line.row;
    tr!(
        lang,
        "run {run}{plan}  {started}  {file}, row {row}: {status}",
        "прогон {run}{plan}  {started}  {file}, строка {row}: {status}"
    )
}

fn attempt_words(run: &str, tried: &Tried, lang: Lang) -> String {
    let (number, begun, status) = (tried.number, local(tried.begun, lang), status_of(tried).title(lang));
    let outcome = tried.outcome.as_ref();
    let http = outcome.and_then(|outcome| outcome.http_status).map(|code| format!(", HTTP {code}")).unwrap_or_default();
    let why = outcome.and_then(|outcome| message(outcome, lang)).map(|why| format!(", {why}")).unwrap_or_default();
    tr!(
        lang,
        "attempt {number} of run {run}  {begun}: {status}{http}{why}",
        "попытка {number}, прогон {run}  {begun}: {status}{http}{why}"
    )
}

/// Lists that tell the same, one after the other.
fn list_words(alike: &[ListTold], lang: Lang) -> String {
    let [first, .., last] = alike else { return alike.first().map_or_else(String::new, |told| one_list(told, lang)) };
    let (n, until) = (alike.len(), local(last.list.at, lang));
    let first = one_list(first, lang);
    tr!(lang, "{first}; {n} such lists, the last {until}", "{first}; таких списков: {n}, последний {until}")
}

fn one_list(told: &ListTold, lang: Lang) -> String {
    let (at, services) = (local(told.list.at, lang), told.list.services);
    let shows = match told.shows {
        Some(true) => lang.pick("shows the domain", "домен есть"),
        Some(false) => lang.pick("does not show the domain", "домена нет"),
        None => lang.pick("whether it showed the domain was not recorded", "был ли в нём домен, не записано"),
    };
    match told.list.gap.as_ref().map(|gap| gap.message(lang)) {
        None => tr!(
            lang,
            "complete list  {at}, services: {services}; {shows}",
            "полный список  {at}, услуг: {services}; {shows}"
        ),
        Some(why) => tr!(
            lang,
            "incomplete list  {at}, services: {services} ({why}); {shows}",
            "неполный список  {at}, услуг: {services} ({why}); {shows}"
        ),
    }
}

/// Where a row asks for something else than a service that stands, in words.
#[must_use]
pub fn differences(found: &[crate::order::Difference], lang: Lang) -> String {
    found.iter().map(|one| words::difference(one, lang)).collect::<Vec<_>>().join("; ")
}

/// Decisions for machines.
#[derive(Debug, Serialize)]
struct Decisions<'a> {
    format: &'static str,
    /// What people decided, the latest first.
    decisions: Vec<Decision<'a>>,
}

impl Answer for Decisions<'_> {
    const KIND: &'static str = "decisions";
}

/// Decisions for machines: one document.
#[must_use]
pub fn decisions_json(decisions: &[Decided]) -> String {
    let decisions = decisions.iter().map(Decision::of).collect();
    json::pretty(&Decisions { format: "vdsbatch-decisions", decisions })
}

/// What a person decided now.
#[derive(Debug, Serialize)]
struct DecidedNow<'a> {
    #[serde(flatten)]
    decision: Decision<'a>,
    /// Whether the claim holds the domain; as what, if so.
    claim: Option<ClaimState>,
    /// The row that asks for something else than the service that was adopted.
    row: Option<u32>,
    /// What it asks for otherwise.
    differences: &'a [Difference],
}

impl Answer for DecidedNow<'_> {
    const KIND: &'static str = "decided";
}

/// One decision for machines: how the claim stands now, and what a row asks for otherwise than the service that was
/// adopted.
#[must_use]
pub fn decision_json(decided: &Decided, claim: Option<ClaimState>, row: Option<(RowNo, &[Difference])>) -> String {
    let (row, differences) = row.map_or((None, [].as_slice()), |(row, found)| (Some(row.get()), found));
    json::pretty(&DecidedNow { decision: Decision::of(decided), claim, row, differences })
}
