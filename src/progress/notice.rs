//! What is worth a line at once, in words. Pure.

use std::time::Duration;

use crate::order::{Domain, Status};
use crate::run::event::Event;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{printable, shown};

/// The line that an event is worth, if it is worth one.
pub(super) fn notice(event: &Event, lang: Lang) -> Option<String> {
    Some(match event {
        // A run that only looks orders up has nothing to send.
        Event::Began { orders: 0, .. } => return None,
        Event::Began { orders, jobs } => {
            let noun = lang.noun(*orders, ["order", "orders"], ["заказ", "заказа", "заказов"]);
            tr!(lang, "{orders} {noun}, {jobs} at a time", "{orders} {noun}, одновременно: {jobs}")
        }
        Event::Ended { domain, status, reason } if status.facts().asks => {
            let (name, status) = (name(domain), status.title(lang).to_lowercase());
            // A panel's words may be long; the workbook has them whole.
            let why = reason.as_deref().map(|why| format!(": {}", shown(why, 300))).unwrap_or_default();
            format!("{name}: {status}{why}")
        }
        // Every good order goes that way: a line for each would hide the others.
        Event::Settled { domain, before, after }
            if before != after && (*before, *after) != (Status::Accepted, Status::Confirmed) =>
        {
            let (before, after) = (before.title(lang).to_lowercase(), after.title(lang).to_lowercase());
            format!("{}: {before} → {after}", name(domain))
        }
        Event::Waiting { domain, wait, why } => {
            let (name, wait, why) = (name(domain), seconds(*wait), printable(why));
            tr!(lang, "{name}: next attempt in {wait} s: {why}", "{name}: следующая попытка через {wait} с: {why}")
        }
        Event::Paused { wait } => {
            let wait = seconds(*wait);
            tr!(
                lang,
                "the panel cannot be reached: paused, next check in {wait} s",
                "нет связи с панелью: пауза, следующая проверка через {wait} с"
            )
        }
        Event::Resumed => lang.pick("the panel can be reached again", "связь с панелью восстановлена").to_owned(),
        Event::Slowed { jobs } => tr!(
            lang,
            "the panel asks for fewer requests: from now on {jobs} at a time",
            "панель просит снизить частоту запросов, далее одновременно: {jobs}"
        ),
        Event::LookingUp { orders } => {
            let noun = lang.noun(*orders, ["order", "orders"], ["заказ", "заказа", "заказов"]);
            tr!(lang, "looking up {orders} {noun} in the panel's list", "поиск в списке панели: {orders} {noun}")
        }
        Event::Interrupted { orders, at_most } => interrupted(*orders, *at_most, lang),
        Event::Stopping(stop) => {
            let why = stop.message(lang);
            tr!(lang, "stopping: {why}", "остановка: {why}")
        }
        Event::Warning(text) => {
            let text = printable(text);
            tr!(lang, "warning: {text}", "предупреждение: {text}")
        }
        Event::Sending { .. } | Event::Ended { .. } | Event::Settled { .. } | Event::Finished => return None,
    })
}

/// Whether an event is told even to those who want to hear nothing.
pub(super) const fn is_warning(event: &Event) -> bool {
    match event {
        Event::Warning(_) | Event::Stopping(_) | Event::Interrupted { .. } | Event::Paused { .. } => true,
        Event::Began { .. }
        | Event::Sending { .. }
        | Event::Ended { .. }
        | Event::Settled { .. }
        | Event::Waiting { .. }
        | Event::Resumed
        | Event::Slowed { .. }
        | Event::LookingUp { .. }
        | Event::Finished => false,
    }
}

/// What an interrupt means, what is awaited, and what a second one would do.
fn interrupted(orders: u64, at_most: Duration, lang: Lang) -> String {
    if orders == 0 {
        return lang
            .pick(
                "interrupted: nothing more is sent, and no answer is awaited; everything known is written now (Ctrl-C once more exits at once)",
                "прервано: больше ничего не отправляется, и ответов ждать не нужно; всё известное сейчас записывается (ещё одно нажатие Ctrl-C — выход сразу)",
            )
            .to_owned();
    }
    let noun = lang.noun(orders, ["answer", "answers"], ["ответ", "ответа", "ответов"]);
    let (minutes, seconds) = (at_most.as_secs() / 60, at_most.as_secs() % 60);
    tr!(
        lang,
        "interrupted: nothing more is sent; waiting for {orders} {noun}, {minutes}:{seconds:02} min at most (Ctrl-C once more exits at once: orders that are awaited get the status \"Unknown\")",
        "прервано: больше ничего не отправляется; ожидание: {orders} {noun}, не дольше {minutes}:{seconds:02} мин (ещё одно нажатие Ctrl-C — выход сразу: ожидаемые заказы получат статус «Требует проверки»)"
    )
}

fn name(domain: &Domain) -> String {
    printable(&domain.unicode())
}

/// Whole seconds, never 0 for a wait that is one.
fn seconds(wait: Duration) -> u64 {
    wait.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_words_cannot_act_on_the_terminal() {
        let domain = Domain::new("пример.рф").unwrap();
        let reason = Some(format!("\u{1b}[2J{}", "x".repeat(1000)));
        let event = Event::Ended { domain: domain.clone(), status: Status::Rejected, reason };
        let said = notice(&event, Lang::En).unwrap();
        assert!(said.starts_with(r"пример.рф: rejected: \u{1b}[2Jxxx"), "{said}");
        assert!(said.ends_with('…') && said.chars().count() < 350);
        let why = "a\nb".to_owned();
        let said = notice(&Event::Waiting { domain, wait: Duration::from_millis(1200), why }, Lang::Ru).unwrap();
        assert_eq!(said, r"пример.рф: следующая попытка через 2 с: a\nb");
    }

    #[test]
    fn what_goes_as_wished_is_not_worth_a_line() {
        let domain = Domain::new("a.ru").unwrap();
        let quiet = [
            Event::Sending { domain: domain.clone() },
            Event::Ended { domain: domain.clone(), status: Status::Accepted, reason: None },
            Event::Settled { domain: domain.clone(), before: Status::Accepted, after: Status::Confirmed },
            Event::Finished,
        ];
        assert!(quiet.iter().all(|event| notice(event, Lang::En).is_none()));
        let settled = Event::Settled { domain, before: Status::Accepted, after: Status::Unknown };
        assert_eq!(notice(&settled, Lang::En).unwrap(), "a.ru: accepted → unknown");
    }
}
