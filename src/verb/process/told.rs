//! What a run says of its ledger and of conflicts, beside its plan.

use crate::host::console::Console;
use crate::ledger::{self, Known, Place};
use crate::order::{ReasonCode, Status};
use crate::report;
use crate::run::{Line, Run, Summary};
use crate::text::lang::tr;
use crate::text::printable::{Legible, printable};
use crate::verb::books::Books;

/// The most conflicts that a terminal shows.
const NAMED: usize = 10;

/// Says that the account has no ledger yet: nothing that was ordered before is known then; or that another run writes it
/// beside a plan, which takes no lock.
pub fn show_ledger(books: &Books, console: Console) {
    let (folder, is_made) = match books {
        Books::Held { ledger, .. } => match ledger.made_in() {
            Some(folder) => (folder, true),
            None => return,
        },
        Books::Glanced { place, .. } if !place.is_there() => (place.folder(), false),
        Books::Glanced { place, held: None, .. } => return show_holder(place, console),
        Books::Glanced { .. } | Books::None => return,
    };
    let others = folder.parent().map(ledger::known).unwrap_or_default();
    let others: Vec<String> = others.iter().filter(|known| known.folder != folder).map(named).take(NAMED).collect();
    let folder = folder.shown();
    console.insist(&if is_made {
        tr!(
            console.lang,
            "ledger: a new one was made for this account in {folder}; it has no earlier orders",
            "журнал заказов: для этой учётной записи создан новый, в {folder}; о прежних заказах в нём ничего нет"
        )
    } else {
        tr!(
            console.lang,
            "ledger: there is none for this account yet; the run creates it in {folder}",
            "журнал заказов: для этой учётной записи его ещё нет; прогон создаст его в {folder}"
        )
    });
    if !others.is_empty() {
        let others = others.join(", ");
        console.insist(&tr!(
            console.lang,
            "ledgers of other accounts there: {others}",
            "там же есть журналы заказов других учётных записей: {others}"
        ));
    }
}

fn show_holder(place: &Place, console: Console) {
    let Some(pid) = ledger::holder(place).map(|holder| holder.pid) else { return };
    console.insist(&tr!(
        console.lang,
        "ledger: process {pid} uses this account now, so this plan may change until it has ended (plan again then)",
        "журнал заказов: с этой учётной записью сейчас работает процесс {pid}, поэтому план может измениться (когда процесс завершится, составьте план ещё раз)"
    ));
}

/// A ledger as people know it: by its account, or else by its folder.
fn named(known: &Known) -> String {
    let folder = || known.folder.shown();
    known.account.as_ref().map_or_else(folder, ToString::to_string)
}

/// Says what is planned. Who wants warnings alone is told how old the tariff table is, where that is one.
pub fn show_plan(run: &Run, summary: &Summary, agreement: &str, console: Console) {
    match run.facts.aged(console.lang).filter(|_| console.quiet) {
        Some(warning) => {
            console.insist(&tr!(console.lang, "warning: {warning}", "предупреждение: {warning}"));
        }
        None => console.say(&summary.words(run, agreement, console.lang)),
    }
}

/// Says what the panel told of the account and of prices, where it was asked.
pub fn show_enquiry(run: &Run, console: Console) {
    if let Some(enquiry) = &run.enquiry {
        console.say(enquiry.words(run, console.lang).trim_end());
    }
}

/// Says which services wait until a person fills in what the panel asks for.
pub fn show_unconfigured(run: &Run, console: Console) {
    let waits = |line: &&Line| {
        let code = line.outcome.reason.as_ref().map(|reason| reason.code);
        code == Some(ReasonCode::NeedsConfiguration)
    };
    let names: Vec<String> = run.lines.iter().filter(waits).map(|line| printable(&line.name)).collect();
    let Some(count) = std::num::NonZeroUsize::new(names.len()) else { return };
    let (lang, names) = (console.lang, names.into_iter().take(NAMED).collect::<Vec<_>>().join(", "));
    let (code, next) =
        (ReasonCode::NeedsConfiguration.code().0, ReasonCode::NeedsConfiguration.next_step(lang).to_owned());
    console.insist(&tr!(
        lang,
        "{code}: services that wait for data from you: {count} ({names}); {next}",
        "{code}: услуг, которые ждут данных от вас: {count} ({names}); {next}"
    ));
}

/// Says of every row in conflict what stands in its place, and what differs.
pub fn show_conflicts(run: &Run, console: Console) {
    let is_conflict = |line: &&Line| line.outcome.status == Status::Conflict;
    for line in run.lines.iter().filter(is_conflict).take(NAMED) {
        let (name, row) = (printable(&line.name), line.row);
        let reason = line.outcome.reason.as_ref().map(|reason| reason.message(console.lang)).unwrap_or_default();
        let differs = report::differences(&line.outcome.differences, console.lang);
        let differs = if differs.is_empty() { differs } else { format!(": {differs}") };
        console.insist(&tr!(
            console.lang,
            "conflict: {name} (row {row}): {reason}{differs}",
            "конфликт: {name} (строка {row}): {reason}{differs}"
        ));
    }
    let more = run.lines.iter().filter(is_conflict).count().saturating_sub(NAMED);
    if more > 0 {
        console.insist(&tr!(
            console.lang,
            "… and {more} more in conflict (the workbook has them all)",
            "… и ещё {more} в конфликте (все они есть в книге)"
        ));
    }
}
