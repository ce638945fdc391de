//! What a workbook says in words: the verdict, reasons, next steps.

use jiff::civil::Date;

use crate::account::Account;
use crate::catalog::Vat;
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::{Lang, plural_en, plural_ru};
use crate::order::{Difference, Part, Renewal};
use crate::outcome::{Outcome, ReasonCode, Status, Verdict};
use crate::printable::printable;
use crate::row::Field;
use crate::run::{ListRead, Run};
use crate::service::Service;
use crate::tr;

use super::view::{Subject, Tab, View};

/// What a run came to, in one sentence for people.
#[must_use]
pub fn headline(run: &Run, lang: Lang) -> String {
    let Some(verdict) = run.verdict() else {
        let said = lang.pick(
            "The run has not ended, or was cut off: what is below is how it stood",
            "Прогон не завершён или был оборван: ниже показано, как всё было на тот момент",
        );
        return said.to_owned();
    };
    let tally = run.tally();
    let stands = [Status::Confirmed, Status::Accepted, Status::AlreadyOrdered];
    let deleted = run.lines.iter().filter(|line| is_deleted(&line.outcome)).count();
    let ordered = stands.iter().any(|status| tally.count(*status) > 0);
    match verdict {
        Verdict::SomeUnknown => return unknown_headline(tally.count(Status::Unknown), lang),
        Verdict::Done if deleted > 0 => {
            return tr!(
                lang,
                "To be checked: servers that the panel lists as deleted: {deleted}",
                "Требуется проверка: серверов, которые в панели удалены: {deleted}"
            );
        }
        Verdict::Done if run.is_plan() => lang.pick(
            "The plan has no errors: every selected server can be ordered",
            "В плане нет ошибок: все выбранные серверы можно заказать",
        ),
        Verdict::Done if ordered => lang.pick("Every selected server is ordered", "Все выбранные серверы заказаны"),
        Verdict::Done => lang.pick("There was nothing to order", "Заказывать было нечего"),
        Verdict::StoppedBefore => lang.pick(
            "Stopped before the first order: nothing was sent",
            "Остановлено до первого заказа: ничего не отправлено",
        ),
        Verdict::SheetErrors => {
            lang.pick("The sheet has errors: nothing was sent", "В таблице есть ошибки: ничего не отправлено")
        }
        Verdict::SomeFailed if run.is_plan() => {
            lang.pick("Not every server can be ordered", "Не все серверы можно заказать")
        }
        Verdict::SomeFailed => lang.pick("Not every server was ordered", "Заказаны не все серверы"),
        Verdict::Guarded => lang.pick(
            "Refused by a limit, or not confirmed: nothing was sent",
            "Остановлено ограничением или не подтверждено: ничего не отправлено",
        ),
        Verdict::Stopped => {
            lang.pick("Stopped early: not every order was sent", "Остановлено досрочно: отправлены не все заказы")
        }
        Verdict::NoWorkbook => lang.pick(
            "The orders were sent; this workbook was made afterwards",
            "Заказы отправлены; эта книга составлена позже",
        ),
        Verdict::Interrupted => {
            lang.pick("Interrupted: not every order was sent", "Прервано: отправлены не все заказы")
        }
    }
    .to_owned()
}

fn unknown_headline(n: u64, lang: Lang) -> String {
    let servers = plural_en(n, "server is", "servers are");
    let whether = plural_ru(n, "заказан ли", "заказаны ли", "заказаны ли");
    let russian = plural_ru(n, "сервер", "сервера", "серверов");
    tr!(
        lang,
        "To be checked: it is not known whether {n} {servers} ordered",
        "Требуется проверка: неизвестно, {whether} {n} {russian}"
    )
}

/// What prices say of VAT.
pub(super) const fn vat(vat: Vat, lang: Lang) -> &'static str {
    match vat {
        Vat::Included => lang.pick("VAT included", "с НДС"),
        Vat::Excluded => lang.pick("without VAT, which comes on top", "без НДС, он начисляется сверх"),
        Vat::None => lang.pick("no VAT", "НДС не облагается"),
        Vat::Unknown => lang.pick("whether VAT is included is not stated", "включён ли НДС, не указано"),
    }
}

/// A month with its year, in full or short.
pub(super) fn month(day: Date, short: bool, lang: Lang) -> String {
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const RUSSIAN: [&str; 12] = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ];
    let (at, year) = (usize::try_from(day.month() - 1).unwrap_or(0), day.year());
    if short {
        return format!("{:02}.{year}", day.month());
    }
    format!("{} {year}", lang.pick(ENGLISH[at], RUSSIAN[at]))
}

/// What was looked up of an order in doubt since it was sent.
pub(super) fn looked_up(outcome: &Outcome, view: &View<'_>) -> String {
    let lang = view.lang;
    let since = outcome.sent_at.unwrap_or(view.run.facts.started);
    let read: Vec<&ListRead> = view.run.trail.lists.iter().filter(|list| list.at >= since).collect();
    let local = |at| view.zone.to_datetime(at).strftime("%d.%m.%Y %H:%M").to_string();
    let mut said = Vec::new();
    let complete: Vec<_> = read.iter().filter(|list| list.gap.is_none()).collect();
    if let Some(last) = complete.last() {
        let (n, at) = (complete.len(), local(last.at));
        said.push(tr!(
            lang,
            "complete lists since: {n}, the last {at}; it is not in them",
            "полных списков с тех пор: {n}, последний {at}; его в них нет"
        ));
    }
    let gaps: Vec<_> = read.iter().filter_map(|list| list.gap.as_ref().map(|gap| (list.at, gap))).collect();
    if let Some((at, gap)) = gaps.last() {
        let (n, at, why) = (gaps.len(), local(*at), gap.message(lang));
        said.push(tr!(
            lang,
            "incomplete lists: {n}, the last {at} ({why})",
            "неполных списков: {n}, последний {at} ({why})"
        ));
    }
    if said.is_empty() {
        said.push(lang.pick("no list was read since", "список с тех пор не читался").to_owned());
    }
    said.join("\n")
}

/// Renewal at the period's end.
pub(super) fn renewal(renewal: &Renewal, lang: Lang) -> String {
    match renewal {
        Renewal::Every(months, _) => tr!(lang, "{months} mo.", "{months} мес."),
        Renewal::Never(_) => lang.pick("no", "нет").to_owned(),
    }
}

/// Why a server stands as it does: the row's problems, the reason with the panel's own words, and
/// what differs.
pub(super) fn reason(subject: &Subject<'_>) -> String {
    reason_with(subject, problem)
}

/// The same beside the cells themselves, which another sheet may hold in other places: without their
/// addresses.
pub(super) fn reason_at_hand(subject: &Subject<'_>) -> String {
    reason_with(subject, |found, lang| format!("{} {}", found.code(), found.message(lang)))
}

fn reason_with(subject: &Subject<'_>, problem: impl Fn(&Diagnostic, Lang) -> String) -> String {
    let lang = subject.view.lang;
    let outcome = &subject.line.outcome;
    let mut said: Vec<String> = outcome.reason.iter().map(|reason| reason.message(lang)).collect();
    if outcome.status == Status::Invalid {
        said.extend(subject.row.into_iter().flat_map(|row| &row.diagnostics).map(|found| problem(found, lang)));
    }
    said.extend(earlier(subject));
    if !outcome.differences.is_empty() {
        let list: Vec<String> = outcome.differences.iter().map(|found| difference(found, lang)).collect();
        let list = list.join("; ");
        said.push(tr!(lang, "differs: {list}", "отличия: {list}"));
    }
    said.join("\n")
}

/// A problem of a row with its cell: ``C7: E011 period `2` is not offered``.
fn problem(found: &Diagnostic, lang: Lang) -> String {
    let (code, message) = (found.code(), found.message(lang));
    match found.place {
        Place::Cell(at) => format!("{at}: {code} {message}"),
        Place::Row(_) | Place::Sheet => format!("{code} {message}"),
    }
}

/// A problem of the file as a whole, for the summary.
pub(super) fn note(found: &Diagnostic, lang: Lang) -> String {
    problem(found, lang)
}

fn earlier(subject: &Subject<'_>) -> Option<String> {
    let lang = subject.view.lang;
    let earlier = subject.line.outcome.earlier.as_ref()?;
    let status = earlier.status.title(lang).to_lowercase();
    let on = earlier.at.map(|at| subject.view.zone.to_datetime(at).strftime("%d.%m.%Y").to_string());
    let on = on.map(|day| format!(" {day}")).unwrap_or_default();
    Some(match earlier.run.as_deref().map(printable) {
        Some(run) if earlier.status == Status::Unknown => {
            tr!(lang, "sent{on} by run {run}, outcome unknown", "отправлено{on} прогоном {run}, итог неизвестен")
        }
        Some(run) => tr!(lang, "ordered{on} by run {run} ({status})", "заказано{on} прогоном {run} ({status})"),
        None => tr!(lang, "listed by the panel{on} ({status})", "значится в панели{on} ({status})"),
    })
}

fn difference(found: &Difference, lang: Lang) -> String {
    let (before, now) = (printable(&found.before), printable(&found.now));
    let part = part(found.part, lang);
    tr!(lang, "{part}: was `{before}`, now `{now}`", "{part}: было `{before}`, стало `{now}`")
}

const fn part(part: Part, lang: Lang) -> &'static str {
    let field = match part {
        Part::Tariff => Field::Tariff,
        Part::Period => Field::Period,
        Part::Template => Field::Template,
        Part::Disk => Field::Disk,
        Part::Ram => Field::Ram,
        Part::Cpu => Field::Cpu,
        Part::Ipv4 => Field::Ipv4,
        Part::Ipv6 => Field::Ipv6,
        Part::Ispmanager => Field::Ispmanager,
        Part::AutoRenew => Field::AutoRenew,
        Part::NameServers => return lang.pick("Name servers", "Серверы имён"),
    };
    let (en, ru) = field.header();
    lang.pick(en, ru)
}

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
        Status::NotSent => code.unwrap_or(ReasonCode::Interrupted).next_step_unsent(lang),
        Status::Unpaid => or(ReasonCode::NotPaid.next_step(lang)),
        Status::Unknown => unknown_step(code, view),
        Status::Accepted | Status::Confirmed | Status::AlreadyOrdered if is_deleted(outcome) => {
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

/// Whether the service of an order that stands is listed as deleted.
pub(super) fn is_deleted(outcome: &Outcome) -> bool {
    let stands = matches!(outcome.status, Status::Accepted | Status::Confirmed | Status::AlreadyOrdered);
    let said = outcome.reason.as_ref().is_some_and(|reason| reason.code == ReasonCode::DeletedSince);
    stands && (said || outcome.service.as_ref().is_some_and(Service::is_deleted))
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

/// An argument as it is typed for a shell: in quotes where it needs them.
fn argument(text: &str) -> String {
    let text = printable(text);
    if text.chars().all(|c| c.is_alphanumeric() || "@%+=:,./_-".contains(c)) {
        return text;
    }
    // What double quotes leave alone is taken alike by every shell.
    if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', r"'\''"))
    } else {
        format!("\"{text}\"")
    }
}
