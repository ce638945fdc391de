//! What is in doubt if the program leaves at once, and how to go on then.

use std::sync::{Arc, Mutex, PoisonError};

use super::hurried::Hurried;
use super::stage::Stage;
use crate::host::signal::{Leaving, StopSignal};
use crate::order::Domain;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, shown};

/// The most orders that are named.
const NAMED: usize = 10;

/// The orders whose answers are awaited, for whoever leaves before they come.
#[derive(Debug)]
pub(super) struct Doubts {
    under_way: Arc<Mutex<Vec<Domain>>>,
    report: Option<String>,
    workbook: Option<Hurried>,
    lang: Lang,
}

impl Doubts {
    pub(super) fn new(stage: &Stage<'_>, workbook: Option<Hurried>) -> Self {
        // None where nothing is left to make the workbook from.
        let report = stage.job.options.as_ref().map(|options| options.command("report last"));
        Self { under_way: Arc::default(), report, workbook, lang: stage.console.lang }
    }

    /// From now on the first interrupt lets orders end, and the second one says what is in doubt. Where the window is
    /// closed, nobody reads that, and the workbook says it.
    pub(super) fn arm(&self, signal: &StopSignal) {
        let (under_way, report, lang) = (Arc::clone(&self.under_way), self.report.clone(), self.lang);
        let workbook = self.workbook.clone();
        signal.last_words(move |leaving| {
            let said = {
                let under_way = under_way.lock().unwrap_or_else(PoisonError::into_inner);
                words(&under_way, report.as_deref(), lang)
            };
            let path = match leaving {
                Leaving::Closed => workbook.as_ref().and_then(Hurried::write),
                Leaving::Interrupted => None,
            };
            path.map_or(said.clone(), |path| {
                let path = path.shown();
                tr!(
                    lang,
                    "{said}\nresults as far as they are known: {path}",
                    "{said}\nрезультаты, насколько они известны: {path}"
                )
            })
        });
        signal.arm();
    }

    /// These are awaited now.
    pub(super) fn note(&self, under_way: &[Domain]) {
        let mut known = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if *known != under_way {
            *known = under_way.to_vec();
        }
    }
}

/// What is said before the program leaves.
fn words(under_way: &[Domain], report: Option<&str>, lang: Lang) -> String {
    let next = match report {
        Some(report) => tr!(
            lang,
            "run the same command again: it looks these orders up in the panel first; the workbook with what is known: `{report}`",
            "запустите ту же команду ещё раз: сначала она проверит эти заказы в панели; книга с тем, что известно: `{report}`"
        ),
        None => lang
            .pick(
                "this practice panel and its ledger are gone; with --sandbox-dir they are kept",
                "эта учебная панель и её журнал заказов не сохраняются; с --sandbox-dir они сохраняются",
            )
            .to_owned(),
    };
    let count = under_way.len();
    if count == 0 {
        return tr!(
            lang,
            "left at once: no answer was awaited, and the ledger has what is known ({next})",
            "выход без ожидания: ответов не ждали, всё известное записано в журнал заказов ({next})"
        );
    }
    let noun =
        lang.noun(count as u64, ["order is", "orders are"], ["заказ требует", "заказа требуют", "заказов требуют"]);
    let mut named: Vec<String> =
        under_way.iter().take(NAMED).map(|domain| format!("`{}`", shown(&domain.unicode(), 100))).collect();
    if count > NAMED {
        named.push(format!("… (+{})", count - NAMED));
    }
    let named = named.join(", ");
    tr!(
        lang,
        "left at once: {count} {noun} unknown, as the ledger records: {named} ({next})",
        "выход без ожидания: {count} {noun} проверки, это записано в журнал заказов: {named} ({next})"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_doubt_is_named_with_the_way_on() {
        let domain = |n: u32| Domain::new(&format!("web-{n}.example.ru")).expect("a domain");
        let said = words(&[domain(1), domain(2)], Some("vdsbatch report last --account a"), Lang::En);
        assert!(
            said.starts_with("left at once: 2 orders are unknown, as the ledger records: `web-1.example.ru`, `web-2")
        );
        assert!(said.contains("run the same command again") && said.contains("`vdsbatch report last --account a`"));
        let many: Vec<Domain> = (0..12).map(domain).collect();
        let said = words(&many, None, Lang::Ru);
        assert!(
            said.contains("12 заказов требуют проверки") && said.contains("… (+2)") && said.contains("--sandbox-dir")
        );
        assert!(words(&[], Some("x"), Lang::En).contains("no answer was awaited"));
    }
}
