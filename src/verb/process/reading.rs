//! From a sheet to a run: every row read and judged, and who ran what when on which table.

use jiff::Timestamp;

use super::job::Job;
use super::trace;
use crate::account::Account;
use crate::catalog::Units;
use crate::check::{Checked, mark_invalid};
use crate::host::console::Console;
use crate::host::machine;
use crate::run::{CatalogFacts, Facts, Knows, Run};
use crate::sheet::RowNo;
use crate::sheet::input::Input;
use crate::sheet::problem::{self, Diagnostic, Severity};
use crate::text::lang::{Lang, tr};
use crate::verb::error::Error;
use crate::verb::sheet::{judge, open};

/// Diagnostics shown on the terminal; the workbook has them all.
const SHOWN: usize = 200;

/// Reads the sheet and checks every row.
///
/// # Errors
///
/// When the file cannot be read, or its columns are not those of an order sheet.
pub fn read(job: &Job, account: Option<Account>) -> Result<Run, Error> {
    trace::settings(job);
    let login = account.as_ref().map(|account| account.login.as_str());
    let mut judged = Vec::new();
    let sheet = open(&job.sheet, &job.reading, &job.catalog)?;
    let read = judge(sheet, &job.catalog, login, &mut |checker, rows| judged.extend(checker.rows(rows)))?;
    // What the reading found wrong with a row keeps it from being ordered, like what the check finds.
    // What is wrong with a header is no row's, and is decided before any row is ordered.
    let has = |row: RowNo| judged.binary_search_by_key(&row, |judged| judged.row.no).is_ok();
    let (wrong, worth_knowing): (Vec<_>, Vec<_>) =
        read.found.into_iter().partition(|found| found.row().is_some_and(has) && found.severity() == Severity::Error);
    let is_left_out = |row: RowNo| has(row) && job.rows.as_ref().is_some_and(|rows| !rows.holds(row));
    let worth_knowing = worth_knowing.into_iter().filter(|found| !found.row().is_some_and(is_left_out));
    let notes = read.notes.into_iter().chain(worth_knowing).collect();
    mark_invalid(&mut judged, wrong);
    mark_invalid(&mut judged, read.doubles);
    let whole = Checked { judged, servers: read.servers };
    // Only now, so that what is wrong between a chosen row and another one keeps the chosen one from being ordered.
    let checked = if let Some(chosen) = &job.rows { whole.only(chosen) } else { whole };
    let run = Run::of_sheet(facts(job, account, read.input), notes, checked);
    trace::sheet(&run);
    Ok(run)
}

fn facts(job: &Job, account: Option<Account>, input: Input) -> Facts {
    let started = Timestamp::now();
    Facts {
        id: run_id(started),
        started,
        account,
        sandbox: job.panel.is_practice(),
        no_list: job.no_list,
        dry_run: job.dry_run,
        approved: job.approved.clone(),
        rows: job.rows.clone(),
        operator: machine::operator(),
        host: machine::host(),
        zone: Some(machine::zone()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        lang: job.workbook_lang.unwrap_or(Lang::of_headers(input.layout.russian)),
        input,
        company: job.company.clone(),
        // Whoever has opened the ledger says it.
        knows: Knows::Unsaid,
        catalog: CatalogFacts {
            name: job.catalog.name.clone(),
            title: job.catalog.title.clone(),
            as_of: job.catalog.as_of.clone(),
            currency: job.catalog.currency.clone(),
            vat: job.catalog.vat,
            vat_rate: job.catalog.vat_rate,
            units: Units::of(&job.catalog),
            comparable: job.catalog.protocol.is_comparable(),
        },
    }
}

/// A run's id: UTC time, the fraction of its second as four hexadecimal digits.
fn run_id(at: Timestamp) -> String {
    // Two runs can begin within one second, but not within 15 µs: one process at a time holds a ledger. Random
    // digits would be the same once in 65,536 times, and the ledger would refuse the second run.
    let fraction = i64::from(at.subsec_nanosecond()) * 0x1_0000 / 1_000_000_000;
    format!("{}-{fraction:04x}", at.strftime("%Y%m%dT%H%M%SZ"))
}

/// Shows every problem of the sheet, with its place, up to a screenful. Who wants errors and warnings alone gets no notes.
pub fn show_diagnostics(run: &Run, console: Console) {
    let input = &run.facts.input;
    let is_shown = |found: &&Diagnostic| !console.quiet || found.severity() != Severity::Note;
    let found = run.diagnostics().filter(is_shown);
    let mut lines = problem::lines(found, &input.file, input.layout.sheet.as_deref(), console.lang);
    for line in lines.by_ref().take(SHOWN) {
        console.insist(&line);
    }
    let more = lines.count();
    if more > 0 {
        console.insist(&tr!(
            console.lang,
            "… and {more} more (the workbook has them all)",
            "… и ещё {more} (все они есть в книге)"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_begin_in_one_second_have_ids_of_their_own() {
        let id = |time: &str| run_id(time.parse().expect("a time"));
        assert_eq!(id("2026-11-29T14:05:09Z"), "20261129T140509Z-0000");
        assert_eq!(id("2026-11-29T14:05:09.999999999Z"), "20261129T140509Z-ffff");
        assert_ne!(id("2026-11-29T14:05:09.000016Z"), id("2026-11-29T14:05:09Z"));
    }
}
