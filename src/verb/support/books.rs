//! The ledgers: whether they are sound, how large they are, and what the last runs came to.

use std::path::Path;

use super::gathered::Gathered;
use super::unsettled;
use crate::cli::{Common, Whose};
use crate::ledger::{self, Health, Place, RunLine};
use crate::text::day::second_utc;
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::verb::going::Going;
use crate::verb::ledger::uncounted;

/// So many runs of a ledger are told.
const RUNS: usize = 20;

/// So many ledgers are looked over where nobody says which one is meant.
const LEDGERS: usize = 10;

/// Looks the ledger over that is meant, or every one that is here. Returns where they are.
pub(super) fn ledgers(gathered: &mut Gathered, whose: &Whose, common: &Common, lang: Lang) -> Vec<Place> {
    let (places, told) = match whose.there(common) {
        Ok(place) => (vec![place], String::new()),
        Err(error) => {
            let known = whose.ledgers().map(|shelf| shelf.known()).unwrap_or_default();
            for account in known.iter().filter_map(|known| known.account.as_ref()) {
                gathered.account(account);
            }
            let places = known.into_iter().take(LEDGERS).map(|known| Place::in_folder(known.folder)).collect();
            (places, error.message(lang))
        }
    };
    if !told.is_empty() {
        gathered.section(lang.pick("Ledger", "Журнал заказов"), told);
    }
    for place in &places {
        let body = one(gathered, place, lang);
        gathered.section(lang.pick("Ledger", "Журнал заказов"), body);
    }
    places
}

fn one(gathered: &mut Gathered, place: &Place, lang: Lang) -> String {
    let folder = ledger::stands_in(place).unwrap_or_else(|_| place.folder().to_owned());
    gathered.path(&folder);
    let shown = folder.shown();
    let mut out = tr!(lang, "folder: {shown}\n", "папка: {shown}\n");
    out += &files(&folder, lang);
    let going = Going::of(place);
    if let Some(holder) = ledger::holder(place) {
        let (pid, since, host) = (holder.pid, second_utc(holder.since, lang), holder.host());
        out += &tr!(
            lang,
            "held by process {pid} on {host} since {since}\n",
            "занят процессом {pid} на {host} с {since}\n"
        );
    }
    out += &match ledger::examine(place, lang) {
        Ok(health) => checked(&health, lang),
        Err(error) => format!("{}\n", error.message(lang)),
    };
    out += &match ledger::runs(place) {
        Ok(runs) => {
            for run in &runs {
                gathered.run(&run.facts);
            }
            runs_in_words(&runs, &going, lang) + &unsettled::orders(place, &runs, lang)
        }
        Err(error) => format!("{}\n", error.message(lang)),
    };
    out
}

/// Every file beside it, and how large it is.
fn files(folder: &Path, lang: Lang) -> String {
    let mut files: Vec<(String, u64)> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_string_lossy().into_owned(), entry.metadata().ok()?.len())))
        .collect();
    files.sort();
    let line = |(name, bytes): (String, u64)| tr!(lang, "  {name}: {bytes} bytes\n", "  {name}: байт {bytes}\n");
    files.into_iter().map(line).collect()
}

fn checked(health: &Health, lang: Lang) -> String {
    let Health { is_counted, runs, claims, unknown, hints, problems } = health;
    let hints = hints.len();
    let mut out = if *is_counted {
        tr!(
            lang,
            "runs {runs}, active orders {claims}, unknown {unknown}, recovery files {hints}\n",
            "прогонов: {runs}, действующих заказов: {claims}, требующих проверки: {unknown}, файлов восстановления: {hints}\n"
        )
    } else {
        let uncounted = uncounted(lang);
        tr!(lang, "{uncounted}recovery files {hints}\n", "{uncounted}файлов восстановления: {hints}\n")
    };
    if problems.is_empty() {
        return out + lang.pick("the ledger is sound\n", "журнал заказов цел\n");
    }
    if *is_counted {
        out += lang.pick("the ledger is damaged:\n", "журнал заказов повреждён:\n");
    }
    problems.iter().fold(out, |out, problem| format!("{out}  {problem}\n"))
}

fn runs_in_words(runs: &[RunLine], going: &Going, lang: Lang) -> String {
    let mut out = lang.pick("runs, the latest first:\n", "прогоны, последний первым:\n").to_owned();
    for run in runs.iter().take(RUNS) {
        let (id, version, counts) = (&run.facts.id, &run.facts.version, run.tally.words(lang));
        let ended = match &run.end {
            Some(end) => {
                let (verdict, code) = (word(&end.verdict), end.verdict.exit().code());
                let stop = end.stop.as_ref().map(|stop| format!("; {}", stop.message(lang))).unwrap_or_default();
                format!("{verdict} ({code}){stop}")
            }
            None if going.holder(&run.facts).is_some() => lang.pick("still going", "ещё идёт").to_owned(),
            None => lang.pick("did not end", "не завершён").to_owned(),
        };
        let file = &run.facts.input.file;
        let plan = if run.facts.dry_run { " --dry-run" } else { "" };
        out += &format!("  {id}  {version}{plan}  {file}  {counts}  {ended}\n");
    }
    if runs.len() > RUNS {
        let more = runs.len() - RUNS;
        out += &tr!(lang, "  and {more} more\n", "  и ещё {more}\n");
    }
    out
}

/// The word that machines read.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| Some(value.as_str()?.to_owned())).unwrap_or_default()
}
