//! What is advised: the next step about a server, in commands that run as printed.

use jiff::Timestamp;

use super::view::{Tab, View};
use crate::order::ruling::{Contradiction, Decided, Held, Ruled};
use crate::order::service::Gap;
use crate::order::{ClaimState, Domain, Outcome, ReasonCode, Server, Status};
use crate::run::Line;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::text::shell::{Options, TO_SAY, word};

/// The header of the commands on the sheet of orders to check.
pub(super) const THEN_RUN: (&str, &str) = ("Then run", "Затем выполните");

/// What a person does next about a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// In words that go for every server alike; empty if there is nothing to do.
    pub(super) said: String,
    /// The commands that go for every case.
    pub(super) commands: Vec<String>,
    /// The commands of which one is typed, each behind the case that it goes for.
    pub(super) choice: Vec<Case>,
}

/// A case, and the command that is typed in it.
pub(super) type Case = (&'static str, String);

impl Step {
    fn say(said: impl Into<String>) -> Self {
        Self { said: said.into(), ..Self::default() }
    }

    /// Whether there is anything to type.
    pub(super) const fn is_typed(&self) -> bool {
        !self.commands.is_empty() || !self.choice.is_empty()
    }

    /// Every command, for machines.
    pub(super) fn typed(&self) -> Vec<String> {
        self.commands.iter().chain(self.choice.iter().map(|(_, command)| command)).cloned().collect()
    }

    /// The commands in lines for a terminal, each case before its own.
    pub(super) fn lines(&self) -> Vec<String> {
        let plain = self.commands.iter().map(|command| format!("    {command}"));
        plain.chain(case_lines(&self.choice)).collect()
    }

    /// Everything in one text.
    pub(super) fn whole(&self, lang: Lang) -> String {
        let commands: Vec<String> = self.commands.iter().map(|command| format!("`{command}`")).collect();
        let mut whole = self.said.clone();
        if !commands.is_empty() {
            whole += &format!(": {}", commands.join(lang.pick(" or ", " или ")));
        }
        for (case, command) in &self.choice {
            whole += &format!("; {case}: `{command}`");
        }
        whole
    }
}

/// Cases in lines for a terminal, each before its command.
pub(super) fn case_lines(cases: &[Case]) -> impl Iterator<Item = String> {
    cases.iter().flat_map(|(case, command)| [format!("  {case}:"), format!("    {command}")])
}

/// Where a step is read: what it points to may be at hand there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside a run: in its workbook, its data or behind it in the terminal.
    Run,
    /// On the sheet of orders to check, beside the commands.
    Check,
    /// In the story of one order, above the commands.
    Story,
}

/// What is known around a server when its next step is looked for.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) lang: Lang,
    /// Where it is read.
    pub(super) place: Place,
    /// How a command names the ledger and the panel; none if both are gone.
    pub(super) options: Option<&'a Options>,
    /// Whether nothing was to be sent.
    pub(super) plan: bool,
    /// What people decided about orders, this one among them.
    pub(super) decisions: &'a [Decided],
    /// How the claim on the domain stands now, if it has one and that is known.
    pub(super) claim: Option<ClaimState>,
    /// Since when what is shown may be settled by a later decision.
    pub(super) since: Timestamp,
}

/// What a person does next about a line of a run.
pub(super) fn next_step(line: &Line, view: &View<'_>) -> Step {
    next_step_at(Place::Run, line, view)
}

/// The same, for who reads it at a place.
pub(super) fn next_step_at(place: Place, line: &Line, view: &View<'_>) -> Step {
    let (run, domain) = (view.run, line.order.as_ref().map(|order| &order.domain));
    let outcome = &line.outcome;
    let ground = Ground {
        lang: view.lang,
        place,
        options: view.options.as_ref(),
        plan: view.plan,
        decisions: &run.trail.decisions,
        claim: domain.and_then(|domain| run.trail.claims.get(domain).copied()),
        since: since(outcome, run.facts.started),
    };
    step(outcome, domain, &ground)
}

/// Since when the order of an outcome may have been decided about: what was decided before was about another one.
pub(super) fn since(outcome: &Outcome, started: Timestamp) -> Timestamp {
    let earlier = outcome.earlier.as_ref().and_then(|earlier| earlier.at);
    outcome.sent_at.or(earlier).unwrap_or(started)
}

/// What a person does next about an order that ended so.
pub(super) fn step(outcome: &Outcome, domain: Option<&Domain>, ground: &Ground<'_>) -> Step {
    let lang = ground.lang;
    let code = outcome.reason.as_ref().map(|reason| reason.code);
    let or = |said: &'static str| Step::say(code.map_or(said, |code| code.next_step(lang)));
    // What the run itself is about to do, no person does.
    if let Some(code) = code.filter(|code| code.is_under_way()) {
        return Step::say(code.next_step(lang));
    }
    if let Some(step) = on_word(outcome, domain, ground) {
        return step;
    }
    match outcome.status {
        Status::Invalid => invalid_step(ground),
        Status::Rejected => {
            or(lang.pick("correct what the panel's answer names in the row", "исправьте в строке то, что названо в ответе панели"))
        }
        Status::Conflict => conflict_step(outcome, domain, ground),
        // What the same command would go on with is gone.
        Status::NotSent if ground.options.is_none() && !ground.plan => Step::say(lang.pick(
            "nothing to do: this practice panel and its ledger ended with the run; a new practice run starts from the beginning",
            "ничего не требуется: эта учебная панель и её журнал заказов исчезли вместе с прогоном; новый учебный прогон начнётся сначала",
        )),
        Status::NotSent => Step::say(match &outcome.reason {
            Some(reason) => reason.next_step_unsent(lang),
            None => ReasonCode::Interrupted.next_step_unsent(lang),
        }),
        Status::Unpaid => unpaid_step(code, domain, ground),
        Status::Unknown if code == Some(ReasonCode::RefusedYetListed) => contested_step(outcome, ground),
        Status::Unknown => unknown_step(code, ground),
        Status::Accepted | Status::Confirmed | Status::AlreadyOrdered if outcome.is_deleted() => {
            deleted_step(domain, ground)
        }
        Status::Confirmed | Status::AlreadyOrdered if !outcome.differences.is_empty() => {
            Step::say(lang.pick(
                "the service is not as ordered: have the provider correct it or give the money back",
                "услуга не такая, как заказано: потребуйте у провайдера исправить её или вернуть оплату",
            ))
        }
        Status::Accepted if code.is_none() => with(
            lang.pick(
                "wait until the service is in the panel's list, then confirm it",
                "дождитесь услуги в списке панели, затем подтвердите её",
            ),
            ground,
            |options| vec![options.command("reconcile")],
        ),
        // A person has looked at the panel already, and said so.
        Status::Confirmed | Status::AlreadyOrdered if code == Some(ReasonCode::DecidedOrdered) => Step::default(),
        Status::Accepted | Status::Confirmed | Status::AlreadyOrdered | Status::Skipped | Status::Ready => or(""),
    }
}

/// A step with commands; where the ledger went with the run there is nothing to type.
fn with(said: &str, ground: &Ground<'_>, commands: impl FnOnce(&Options) -> Vec<String>) -> Step {
    let lang = ground.lang;
    match ground.options {
        Some(options) => Step { commands: commands(options), ..Step::say(said) },
        None => Step::say(tr!(
            lang,
            "{said} (no command: this practice panel and its ledger ended with the run; --sandbox-dir keeps them)",
            "{said} (команды нет: эта учебная панель и её журнал заказов исчезли вместе с прогоном; их сохраняет --sandbox-dir)"
        )),
    }
}

/// A step with a command for each case, of which a person finds out which is true.
fn choose(said: &str, ground: &Ground<'_>, choice: impl FnOnce(&Options) -> Vec<Case>) -> Step {
    match ground.options {
        Some(options) => Step { choice: choice(options), ..Step::say(said) },
        None => with(said, ground, |_| Vec::new()),
    }
}

fn invalid_step(ground: &Ground<'_>) -> Step {
    let lang = ground.lang;
    // Of a plan nothing was sent: the whole sheet is run again, not what is to fix alone.
    if ground.plan {
        return Step::say(lang.pick(
            "correct the row in the sheet and run the same command again",
            "исправьте строку в таблице и запустите ту же команду ещё раз",
        ));
    }
    let tab = Tab::Fix.title(lang);
    Step::say(tr!(
        lang,
        "correct the row on the sheet \"{tab}\", then run `vdsbatch process` with this workbook",
        "исправьте строку на листе «{tab}» и запустите `vdsbatch process` с этой книгой"
    ))
}

/// What a person said last of an order that stands by it, as long as no list agrees.
fn on_word(outcome: &Outcome, domain: Option<&Domain>, ground: &Ground<'_>) -> Option<Step> {
    let (lang, domain) = (ground.lang, domain?);
    if let Some(step) = listed_all_the_same(outcome, domain, ground) {
        return Some(step);
    }
    let last = stands_by(outcome, domain, ground.decisions)?;
    match last.held {
        Held::Agreed => None,
        Held::OnWord => {
            let said = lang.pick(
                "only the operator's word supports this decision so far: compare it with the panel's list",
                "решение пока основано только на словах оператора: сверьте его со списком панели",
            );
            Some(with(said, ground, |options| vec![options.command("reconcile")]))
        }
        Held::Contradicted(_) => {
            let said = lang.pick(
                "the panel's list contradicts the decision: look for the domain in the panel and decide again",
                "список панели опровергает принятое решение: найдите домен в панели и примите решение заново",
            );
            Some(choose(said, ground, |options| resolve(None, domain, options, lang).to_vec()))
        }
    }
}

/// A service that a list shows although a person said that there is none is not ordered once more.
fn listed_all_the_same(outcome: &Outcome, domain: &Domain, ground: &Ground<'_>) -> Option<Step> {
    let last = ground.decisions.iter().rfind(|one| one.domain == domain.ascii() && one.at >= ground.since)?;
    let none = outcome.status.facts().server == Server::None;
    let (Ruled::NotOrdered, Held::Contradicted(Contradiction::Listed(ids)), true) = (&last.ruled, &last.held, none)
    else {
        return None;
    };
    let said = ground.lang.pick(
        "the panel's list contradicts the decision: look at the service in the panel and take it over into the ledger, with the reason",
        "список панели опровергает принятое решение: проверьте услугу в панели и внесите её в журнал заказов, указав причину",
    );
    let domain = word(domain.ascii());
    let adopt = |options: &Options, id: &String| options.command(&format!("adopt {domain} {} {TO_SAY}", word(id)));
    Some(with(said, ground, |options| ids.iter().map(|id| adopt(options, id)).collect()))
}

/// The decision by which an order stands: the last one about its domain, if that says that it was ordered.
pub(super) fn stands_by<'d>(outcome: &Outcome, domain: &Domain, decisions: &'d [Decided]) -> Option<&'d Decided> {
    let last = decisions.iter().rfind(|one| one.domain == domain.ascii())?;
    let stands = outcome.status.facts().server == Server::Stands && matches!(last.ruled, Ruled::Ordered(_));
    stands.then_some(last)
}

/// Both findings with their commands: which of them is true is what the person finds out.
pub(super) fn resolve(outcome: Option<&Outcome>, domain: &Domain, options: &Options, lang: Lang) -> [Case; 2] {
    let id = outcome.and_then(|outcome| outcome.service.as_ref()).map(|service| service.id.as_str());
    let id = id.map_or_else(|| lang.pick("ID", "НОМЕР_УСЛУГИ").to_owned(), word);
    let domain = word(domain.ascii());
    let command = |way: &str| options.command(&format!("resolve {domain} {way} {TO_SAY}"));
    // A new service that stands there is an objection to *not ordered*.
    let not_ordered = if outcome.is_some_and(is_contested) { "--not-ordered --force" } else { "--not-ordered" };
    let [there, not_there] = findings(outcome, lang);
    [(there, command(&format!("--ordered {id}"))), (not_there, command(not_ordered))]
}

/// What a person may find.
fn findings(outcome: Option<&Outcome>, lang: Lang) -> [&'static str; 2] {
    if outcome.is_some_and(is_contested) {
        return [
            lang.pick("if this order created it", "если услугу создал этот заказ"),
            lang.pick("if somebody else ordered it", "если услугу заказал кто-то другой"),
        ];
    }
    [
        lang.pick("if it is in the panel", "если заказ есть в панели"),
        lang.pick("if it is certainly not in the panel", "если заказа точно нет в панели"),
    ]
}

/// Whether an order was refused, and yet a new service is listed under its domain.
pub(super) fn is_contested(outcome: &Outcome) -> bool {
    outcome.service.is_some() && outcome.reason.as_ref().is_some_and(|why| why.code == ReasonCode::RefusedYetListed)
}

/// The most services that a list lacks and that commands are shown for.
const MISSING: usize = 3;

/// The commands that say of services which a list lacks that they are gone.
pub(super) fn release(gap: &Gap, options: &Options) -> Vec<String> {
    let Gap::Missing(missing) = gap else { return Vec::new() };
    let command = |named: &String| {
        let (id, domain) = named.split_once(' ').unwrap_or((named, ""));
        let which = match Domain::new(domain) {
            Some(domain) => word(domain.ascii()),
            None => format!("--id {}", word(id)),
        };
        options.command(&format!("release {which} {TO_SAY}"))
    };
    missing.iter().take(MISSING).map(command).collect()
}

/// An order in doubt that holds the domain is settled before anything else.
fn conflict_step(outcome: &Outcome, domain: Option<&Domain>, ground: &Ground<'_>) -> Step {
    let lang = ground.lang;
    let in_doubt = outcome.earlier.as_ref().is_some_and(|earlier| earlier.status == Status::Unknown);
    let settled = ground.claim.is_some_and(|state| state != ClaimState::Unknown);
    let Some(domain) = domain else { return Step::say(ReasonCode::OtherTerms.next_step(lang)) };
    if in_doubt && !settled {
        let said = lang.pick(
            "settle the earlier order first: look for the domain in the panel, then say what you found and how you know it",
            "сначала проверьте прежний заказ: найдите домен в панели и сообщите, что нашли и откуда это известно",
        );
        return choose(said, ground, |options| resolve(Some(outcome), domain, options, lang).to_vec());
    }
    match (outcome.reason.as_ref().map(|reason| reason.code), &outcome.service) {
        (Some(ReasonCode::InAccount), Some(service)) => with(
            lang.pick(
                "choose another domain, or take the service over into the ledger, with the reason",
                "выберите другой домен или внесите услугу в журнал заказов, указав причину",
            ),
            ground,
            |options| {
                let (domain, id) = (word(domain.ascii()), word(&service.id));
                vec![options.command(&format!("adopt {domain} {id} {TO_SAY}"))]
            },
        ),
        (code, _) => Step::say(code.unwrap_or(ReasonCode::OtherTerms).next_step(lang)),
    }
}

/// Paid, it is found by the next list; cancelled, its domain is free once a person says so.
fn unpaid_step(code: Option<ReasonCode>, domain: Option<&Domain>, ground: &Ground<'_>) -> Step {
    let lang = ground.lang;
    let first = code.unwrap_or(ReasonCode::NotPaid).next_step(lang);
    let Some(domain) = domain else { return Step::say(first) };
    let said = tr!(
        lang,
        "{first}; then compare with the panel again or, if the order was cancelled, free the domain, with the reason",
        "{first}; затем сверьте с панелью ещё раз или, если заказ отменён, освободите домен, указав причину"
    );
    choose(&said, ground, |options| {
        let release = format!("release {} {TO_SAY}", word(domain.ascii()));
        vec![
            (lang.pick("if you paid for it", "если оплатили"), options.command("reconcile")),
            (lang.pick("if you cancelled it", "если отменили"), options.command(&release)),
        ]
    })
}

fn deleted_step(domain: Option<&Domain>, ground: &Ground<'_>) -> Step {
    let lang = ground.lang;
    let Some(domain) = domain else { return Step::default() };
    let released = ground
        .decisions
        .iter()
        .any(|one| one.ruled == Ruled::Release && one.domain == domain.ascii() && one.at >= ground.since);
    if released {
        return Step::say(lang.pick(
            "the domain is free: to order it again, run the same command again",
            "домен освобождён: чтобы заказать снова, запустите ту же команду ещё раз",
        ));
    }
    let said = lang.pick(
        "to order it again, first free the domain, with the reason",
        "чтобы заказать снова, сначала освободите домен, указав причину",
    );
    with(said, ground, |options| vec![options.command(&format!("release {} {TO_SAY}", word(domain.ascii())))])
}

/// The panel refused the order, and lists a new service under its domain: a person says whose that is.
fn contested_step(outcome: &Outcome, ground: &Ground<'_>) -> Step {
    let lang = ground.lang;
    let id = outcome.service.as_ref().map(|service| service.id.as_str());
    let shown = id.map_or_else(|| "?".to_owned(), printable);
    let look = look(ground);
    let said = tr!(
        lang,
        "{look}; the panel refused this order, and yet lists a new service under the domain, {shown}: find out whose service it is, and say whether this order created it",
        "{look}; панель отклонила этот заказ, но под доменом появилась новая услуга № {shown}: выясните, чья это услуга, и сообщите, создал ли её этот заказ"
    );
    // Both commands stand beside every order in doubt.
    Step::say(said)
}

/// What goes for every order in doubt.
fn look(ground: &Ground<'_>) -> String {
    let lang = ground.lang;
    let (tab, then) = (Tab::Check.title(lang), lang.pick(THEN_RUN.0, THEN_RUN.1));
    if ground.place != Place::Run {
        return lang
            .pick(
                "look for the domain in the panel; do not order it by hand; then run the command that goes with what you found",
                "найдите домен в панели; не заказывайте его вручную; затем выполните команду для того, что нашли",
            )
            .to_owned();
    }
    tr!(
        lang,
        "look for the domain in the panel; do not order it by hand; then run the command in \"{then}\" on the sheet \"{tab}\"",
        "найдите домен в панели; не заказывайте его вручную; затем выполните команду из столбца «{then}» на листе «{tab}»"
    )
}

/// Whatever the reason, an order in doubt is looked for and not repeated by hand.
fn unknown_step(code: Option<ReasonCode>, ground: &Ground<'_>) -> Step {
    let lang = ground.lang;
    let mut said = look(ground);
    if let Some(step) = code.and_then(|code| code.beside_looking(lang)) {
        said = format!("{said}; {step}");
    }
    // A panel without a list has nothing to answer.
    if code == Some(ReasonCode::NoList) {
        return Step::say(said);
    }
    let said = format!("{said}; {}", lang.pick("or compare with the panel again", "или сверьте с панелью ещё раз"));
    with(&said, ground, |options| vec![options.command("reconcile")])
}
