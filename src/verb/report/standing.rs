//! How a run stands of which a workbook is made, where that is no result: it sent nothing, it goes on, it was cut off.

use crate::order::Status;
use crate::run::{Run, Verdict};
use crate::text::lang::{Lang, tr};
use crate::text::shell::Options;
use crate::verb::going::Going;

/// What is told of such a run; nothing of one that ended and sent something.
pub(super) fn told(run: &Run, going: &Going, options: &Options, lang: Lang) -> Option<String> {
    let id = &run.facts.id;
    let Some(end) = &run.end else { return Some(unended(run, going, options, lang)) };
    let nothing_sent = matches!(end.verdict, Verdict::StoppedBefore | Verdict::SheetErrors | Verdict::Guarded);
    if run.facts.dry_run {
        return Some(tr!(
            lang,
            "run {id} was a plan: nothing was to be sent",
            "прогон {id} — план: отправлять ничего не требовалось"
        ));
    }
    let why = crate::report::headline(run, lang);
    nothing_sent.then(|| tr!(lang, "run {id} ordered nothing: {why}", "прогон {id} ничего не заказал: {why}"))
}

fn unended(run: &Run, going: &Going, options: &Options, lang: Lang) -> String {
    let id = &run.facts.id;
    if let Some(holder) = going.holder(&run.facts) {
        let (pid, host) = (holder.pid, holder.host());
        return tr!(
            lang,
            "run {id} is still going (process {pid} on {host}): this shows its state now; make the workbook again when the run has ended",
            "прогон {id} ещё идёт (процесс {pid} на {host}): показано состояние на этот момент; когда прогон завершится, составьте книгу ещё раз"
        );
    }
    // On disk before it leaves: without an attempt there was no request.
    if sent_nothing(run) {
        return tr!(
            lang,
            "run {id} did not begin to order: it was cut off before its first order, and nothing was sent",
            "прогон {id} не начал заказывать: он прервался до первого заказа, ничего не отправлено"
        );
    }
    let command = options.command("reconcile");
    tr!(
        lang,
        "run {id} was cut off: this shows what the ledger has; the panel's list may settle the unknown orders:\n    {command}",
        "прогон {id} оборван: показано то, что есть в журнале заказов; заказы, требующие проверки, может прояснить список панели:\n    {command}"
    )
}

/// Whether no request of an order left, as the ledger proves.
fn sent_nothing(run: &Run) -> bool {
    // A payment of what lay in the cart is no attempt; its line tells of it.
    let acted = |status: Status| status.facts().sent;
    let own = run.lines.iter().filter(|line| line.outcome.earlier.is_none());
    run.trail.attempts.is_empty() && !own.map(|line| line.outcome.status).any(acted)
}
