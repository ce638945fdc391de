//! What keeps a checked batch from being sent: limits, and a person who does not confirm.

use super::job::Job;
use crate::console::Console;
use crate::lang::tr;
use crate::outcome::{Said, Status};
use crate::run::Run;

/// A guard that keeps a batch from being sent, with its words.
#[must_use]
pub fn guard(job: &Job, run: &Run) -> Option<Said> {
    let summary = run.summary();
    let (servers, most) = (summary.total.servers, job.max_orders);
    if servers > most {
        return Some(Said::new(|lang| {
            let noun = lang.noun(servers, ["server is", "servers are"], ["сервер", "сервера", "серверов"]);
            tr!(
                lang,
                "G110 {servers} {noun} to be ordered, and the limit is {most} (raise it with --max-orders, or split the sheet)",
                "G110 к заказу {servers} {noun}, а предел — {most} (поднимите его через --max-orders или разделите таблицу)"
            )
        }));
    }
    let max = job.max_total?;
    if summary.total.first.unknown > 0 {
        let ready = run.lines.iter().filter(|line| line.outcome.status == Status::Ready);
        let unpriced = ready.filter(|line| line.order.as_ref().is_some_and(|order| order.price.is_none()));
        let mut rows: Vec<String> = unpriced.map(|line| line.row.to_string()).collect();
        rows.dedup();
        let many = rows.len() as u64;
        let rows = rows.into_iter().take(20).collect::<Vec<_>>().join(", ");
        return Some(Said::new(|lang| {
            let noun = lang.noun(many, ["row", "rows"], ["строке", "строках", "строках"]);
            tr!(
                lang,
                "G111 --max-total is given, and the price is not known in {noun} {rows} (fill the Price column)",
                "G111 задан --max-total, а цена неизвестна в {noun} {rows} (заполните столбец «Цена»)"
            )
        }));
    }
    let total = summary.total.first.known;
    let said = |lang| {
        tr!(
            lang,
            "G112 the first charge is {total}, and the limit is {max} (raise it with --max-total)",
            "G112 первое списание — {total}, а предел — {max} (поднимите его через --max-total)"
        )
    };
    (total > max).then(|| Said::new(said))
}

/// Asks a person to go on by typing the number of orders. None if they do; else why not, in words.
#[must_use]
pub fn refusal(job: &Job, servers: u64, console: Console) -> Option<Said> {
    if job.yes || servers == 0 {
        return None;
    }
    let question = tr!(
        console.lang,
        "type the number of orders ({servers}) to go on:",
        "чтобы продолжить, введите число заказов ({servers}):"
    );
    match console.ask(&question) {
        Some(typed) if typed == servers.to_string() => None,
        Some(_) => Some(Said::new(|lang| {
            tr!(lang, "G113 not confirmed; nothing was sent", "G113 не подтверждено; ничего не отправлено")
        })),
        None => Some(Said::new(|lang| {
            tr!(
                lang,
                "G114 there is no terminal to confirm on; nothing was sent (add --yes to go on without asking)",
                "G114 нет терминала для подтверждения; ничего не отправлено (добавьте --yes, чтобы не спрашивать)"
            )
        })),
    }
}
