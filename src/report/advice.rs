//! What a workbook advises: the next step about a server, in commands that run as printed.

use super::view::{Tab, View};
use crate::account::Account;
use crate::order::{Outcome, ReasonCode, Status};
use crate::text::lang::tr;
use crate::text::shell::argument;

/// What a person does next about a server; empty if there is nothing to do.
pub(super) fn next_step(outcome: &Outcome, view: &View<'_>) -> String {
    let lang = view.lang;
    let code = outcome.reason.as_ref().map(|reason| reason.code);
    let or = |said: &'static str| code.map_or(said, |code| code.next_step(lang)).to_owned();
    match outcome.status {
        Status::Invalid => invalid_step(view),
        Status::Rejected => {
            or(lang.pick("see the panel's words, correct the row", "прочтите ответ панели и исправьте строку"))
        }
        Status::Conflict => conflict_step(outcome, view),
        Status::NotSent => match &outcome.reason {
            Some(reason) => reason.next_step_unsent(lang),
            None => ReasonCode::Interrupted.next_step_unsent(lang),
        },
        Status::Unpaid => or(ReasonCode::NotPaid.next_step(lang)),
        Status::Unknown => unknown_step(code, view),
        Status::Accepted | Status::Confirmed | Status::AlreadyOrdered if outcome.is_deleted() => {
            let whose = whose(view);
            tr!(
                lang,
                "to order it again, release the domain first: `vdsbatch release DOMAIN --reason TEXT{whose}`",
                "чтобы заказать снова, сначала освободите домен: `vdsbatch release ДОМЕН --reason ТЕКСТ{whose}`"
            )
        }
        Status::Confirmed | Status::AlreadyOrdered if !outcome.differences.is_empty() => {
            lang.pick("compare the service with the order", "сверьте услугу с заказом").to_owned()
        }
        Status::Accepted if code.is_none() => {
            let whose = whose(view);
            tr!(
                lang,
                "wait until the panel lists the service, then run `vdsbatch reconcile{whose}`",
                "дождитесь услуги в списке панели и запустите `vdsbatch reconcile{whose}`"
            )
        }
        // A person has looked at the panel already, and said so.
        Status::Confirmed if code == Some(ReasonCode::DecidedOrdered) => String::new(),
        Status::Accepted | Status::Confirmed | Status::AlreadyOrdered | Status::Skipped | Status::Ready => or(""),
    }
}

fn invalid_step(view: &View<'_>) -> String {
    let lang = view.lang;
    // Of a plan nothing was sent: the whole sheet is run again, not what is to fix alone.
    if view.run.is_plan() {
        let said = lang.pick(
            "correct the row in the sheet and run the same command again",
            "исправьте строку в таблице и запустите ту же команду ещё раз",
        );
        return said.to_owned();
    }
    let tab = Tab::Fix.title(lang);
    tr!(
        lang,
        "correct the row on the sheet `{tab}` and process this workbook",
        "исправьте строку на листе `{tab}` и передайте эту книгу в обработку"
    )
}

/// An order in doubt that holds the domain is settled before anything else.
fn conflict_step(outcome: &Outcome, view: &View<'_>) -> String {
    let (lang, whose) = (view.lang, whose(view));
    if outcome.earlier.as_ref().is_some_and(|earlier| earlier.status == Status::Unknown) {
        return tr!(
            lang,
            "settle the earlier order first: look for the domain in the panel, then say what you found: `vdsbatch resolve DOMAIN --ordered ID --reason TEXT{whose}` or the same with --not-ordered",
            "сначала выясните судьбу прежнего заказа: найдите домен в панели и сообщите, что нашли: `vdsbatch resolve ДОМЕН --ordered НОМЕР --reason ТЕКСТ{whose}` или то же с --not-ordered"
        );
    }
    match outcome.reason.as_ref().map(|reason| reason.code) {
        Some(ReasonCode::InAccount) => tr!(
            lang,
            "choose another domain, or take the service over: `vdsbatch adopt DOMAIN ID --reason TEXT{whose}`",
            "выберите другой домен или примите услугу под учёт: `vdsbatch adopt ДОМЕН НОМЕР --reason ТЕКСТ{whose}`"
        ),
        code => code.unwrap_or(ReasonCode::OtherTerms).next_step(lang).to_owned(),
    }
}

/// Whatever the reason, an order in doubt is looked for and not repeated by hand.
fn unknown_step(code: Option<ReasonCode>, view: &View<'_>) -> String {
    let (lang, tab) = (view.lang, Tab::Check.title(view.lang));
    let look = tr!(
        lang,
        "look for the domain in the panel, and do not order it by hand (sheet `{tab}`)",
        "найдите домен в панели и не заказывайте его вручную (лист `{tab}`)"
    );
    match code.and_then(|code| code.beside_looking(lang)) {
        Some(step) => format!("{look}; {step}"),
        None => look,
    }
}

/// What a command is told of whose ledger it is, with a space before it.
pub(super) fn whose(view: &View<'_>) -> String {
    let facts = &view.run.facts;
    if facts.sandbox {
        return view.lang.pick(" --sandbox-dir DIR", " --sandbox-dir ПАПКА").to_owned();
    }
    let named = |account: &Account| {
        format!(" --account {} --panel {}", argument(&account.login), argument(account.panel.as_str()))
    };
    facts.account.as_ref().map(named).unwrap_or_default()
}
