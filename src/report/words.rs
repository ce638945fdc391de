//! What a workbook says in words: the verdict, reasons, what was looked up.

use jiff::civil::Date;

use crate::order::{Difference, Outcome, Part, Renewal, Server, Status};
use crate::run::{ListRead, Run, Verdict};
use crate::sheet::problem::{Diagnostic, Place};
use crate::text::day;
use crate::text::lang::{Lang, plural_en, plural_ru, tr};
use crate::text::printable::printable;

use super::view::{Subject, View};
use super::{advice, decided};

/// What a run came to, in one sentence for people.
#[must_use]
pub fn headline(run: &Run, lang: Lang) -> String {
    let Some(verdict) = run.verdict() else {
        if run.is_still_going() {
            let said = lang.pick(
                "The run is still going: the figures below show the state so far",
                "Прогон ещё идёт: ниже показано состояние на этот момент",
            );
            return said.to_owned();
        }
        let said = lang.pick(
            "The run has not ended, or was cut off: the figures below show the state at that moment",
            "Прогон не завершён или был оборван: ниже показано состояние на тот момент",
        );
        return said.to_owned();
    };
    let tally = run.tally();
    let deleted = run.lines.iter().filter(|line| line.outcome.is_deleted()).count();
    let ordered = run.lines.iter().any(|line| line.outcome.status.facts().server == Server::Stands);
    let contradicted = run.contradicted();
    let servers = |n: u64| plural_en(n, "server", "servers");
    // Ledgers of before have a clean plan as done.
    let verdict = if verdict == Verdict::Done && run.is_plan() { Verdict::Planned } else { verdict };
    match verdict {
        Verdict::SomeUnknown if tally.count(Status::Unknown) > 0 => {
            return unknown_headline(tally.count(Status::Unknown), lang);
        }
        Verdict::Unseen => {
            let n = tally.count(Status::Accepted);
            let orders = plural_en(n, "order is", "orders are");
            return tr!(
                lang,
                "To be checked: {n} {orders} accepted, but not found in the panel's list",
                "Требуют проверки заказы, которые приняты, но в списке панели не найдены: {n}"
            );
        }
        // The exit code stays as it was, but *ordered* would hide that a server is gone.
        Verdict::Done | Verdict::Planned | Verdict::NothingToOrder if deleted > 0 => {
            let servers = servers(deleted as u64);
            return tr!(
                lang,
                "To be checked: the panel lists {deleted} {servers} as deleted",
                "Требуют проверки серверы, удалённые в панели: {deleted}"
            );
        }
        Verdict::SomeUnknown => {
            let servers = servers(contradicted);
            return tr!(
                lang,
                "To be checked: the panel's lists contradict the decisions about {contradicted} {servers}",
                "Требуют проверки решения, которые опровергнуты списками панели: {contradicted}"
            );
        }
        Verdict::Planned => lang.pick(
            "The plan has no errors: every selected server can be ordered",
            "В плане нет ошибок: все выбранные серверы можно заказать",
        ),
        Verdict::Done if ordered && run.facts.no_list && tally.count(Status::Accepted) > 0 => lang.pick(
            "Every selected server is accepted, but not confirmed: the panel's list was not read",
            "Все выбранные серверы приняты, но не подтверждены: список панели не читался",
        ),
        Verdict::Done if tally.count(Status::Accepted) > 0 => {
            let unseen = tally.count(Status::Accepted);
            return tr!(
                lang,
                "Every selected server is ordered or accepted; not in the panel's list yet: {unseen}",
                "Все выбранные серверы заказаны или приняты панелью; в её списке пока нет: {unseen}"
            );
        }
        Verdict::Done if ordered => lang.pick("Every selected server is ordered", "Все выбранные серверы заказаны"),
        Verdict::Done | Verdict::NothingToOrder => lang.pick("There was nothing to order", "Заказывать было нечего"),
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
        // What stopped it came with the last order: there was nothing left to hold back.
        Verdict::Stopped if tally.count(Status::NotSent) == 0 => lang.pick(
            "Every order was sent; the answer to the last one would have stopped the run",
            "Все заказы отправлены; ответ на последний остановил бы прогон",
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

/// A month with its year, in full or short.
pub(super) fn month(first: Date, short: bool, lang: Lang) -> String {
    let (month, year) = (first.month(), first.year());
    if short { format!("{month:02}.{year}") } else { day::month(year, month, lang) }
}

/// What was looked up of an order in doubt since it was sent.
pub(super) fn looked_up(outcome: &Outcome, view: &View<'_>) -> String {
    let lang = view.lang;
    let since = outcome.sent_at.unwrap_or(view.run.facts.started);
    // A list that was asked for before the order left could not show it.
    let read: Vec<&ListRead> = view.run.trail.lists.iter().filter(|list| list.at >= since).collect();
    let local = |at| view.zone.to_datetime(at).strftime("%d.%m.%Y %H:%M").to_string();
    let mut said = Vec::new();
    let complete: Vec<_> = read.iter().filter(|list| list.gap.is_none()).collect();
    if let Some(last) = complete.last() {
        let (n, at) = (complete.len(), local(last.at));
        let shows = outcome.service.as_ref().filter(|_| advice::is_contested(outcome));
        let what = match shows.map(|service| printable(&service.id)) {
            Some(id) => {
                tr!(lang, "they list service {id} under the domain", "под этим доменом в них есть услуга № {id}")
            }
            None => lang.pick("the order is in none of them", "заказа в них нет").to_owned(),
        };
        said.push(tr!(
            lang,
            "complete lists since then: {n}, the last {at}; {what}",
            "с тех пор получено полных списков: {n}, последний {at}; {what}"
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
        said.push(lang.pick("no list was read since then", "список с тех пор не читался").to_owned());
    }
    said.join("\n")
}

/// Renewal at the period's end.
pub(super) fn renewal(renewal: Renewal, lang: Lang) -> String {
    match renewal {
        Renewal::Every(months) => tr!(lang, "{months} mo.", "{months} мес."),
        Renewal::Never => lang.pick("no", "нет").to_owned(),
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
    said.extend(outcome.given_up(lang).map(ToOwned::to_owned));
    // The warnings of a row that was ordered are no reason of anything.
    if outcome.status == Status::Invalid {
        let found = subject.row.into_iter().flat_map(|row| &row.diagnostics);
        said.extend(found.map(|found| problem(found, lang)));
    }
    said.extend(earlier(subject));
    said.extend(decisions(subject));
    if !outcome.differences.is_empty() {
        said.push(unlike(outcome, lang));
    }
    said.join("\n")
}

/// Where an order differs: a service from what was ordered, or a row from an earlier order.
pub(super) fn unlike(outcome: &Outcome, lang: Lang) -> String {
    let of_service = outcome.status != Status::Conflict;
    let told = if of_service { otherwise } else { difference };
    let list = outcome.differences.iter().map(|found| told(found, lang)).collect::<Vec<_>>().join("; ");
    if of_service {
        return tr!(lang, "the service is not as ordered: {list}", "услуга не такая, как заказано: {list}");
    }
    tr!(lang, "differences: {list}", "отличия: {list}")
}

/// What was ordered, and what the panel has in its place.
fn otherwise(found: &Difference, lang: Lang) -> String {
    let (ordered, listed) = (printable(&found.before), printable(&found.now));
    let part = named(found, lang);
    tr!(
        lang,
        "{part}: ordered `{ordered}`, in the panel `{listed}`",
        "{part}: заказано `{ordered}`, в панели `{listed}`"
    )
}

fn named(found: &Difference, lang: Lang) -> String {
    found.of.as_deref().map_or_else(|| part(found.part, lang).into(), printable)
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
            tr!(
                lang,
                "sent{on} by run {run}; not known whether it was ordered",
                "отправлено{on} прогоном {run}; требует проверки"
            )
        }
        Some(run) if earlier.status == Status::Rejected => {
            tr!(lang, "sent{on} by run {run}, not ordered", "отправлено{on} прогоном {run}, не заказано")
        }
        Some(run) => tr!(lang, "ordered{on} by run {run} ({status})", "заказано{on} прогоном {run} ({status})"),
        None => tr!(lang, "listed by the panel{on} ({status})", "значится в панели{on} ({status})"),
    })
}

/// What people decided about its order, in lines.
fn decisions(subject: &Subject<'_>) -> Vec<String> {
    let (view, Some(order)) = (subject.view, &subject.line.order) else { return Vec::new() };
    let since = advice::since(&subject.line.outcome, view.run.facts.started);
    let of_order = view.run.trail.decisions.iter().filter(|one| one.domain == order.domain.ascii() && one.at >= since);
    of_order.map(|one| decided::in_words(one, view.zone, view.lang)).collect()
}

pub(super) fn difference(found: &Difference, lang: Lang) -> String {
    let (before, now) = (printable(&found.before), printable(&found.now));
    let part = named(found, lang);
    tr!(lang, "{part}: was `{before}`, now `{now}`", "{part}: было `{before}`, стало `{now}`")
}

const fn part(part: Part, lang: Lang) -> &'static str {
    match part.field() {
        Some(field) => field.title(lang),
        None => match part {
            Part::Resource | Part::Choice => lang.pick("Choice", "Выбор"),
            _ => lang.pick("Name servers", "Серверы имён"),
        },
    }
}
