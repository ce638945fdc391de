//! `vdsbatch runs`: what was recorded for an account.

use jiff::tz::TimeZone;

use super::error::Error;
use super::going::Going;
use crate::cli::{Common, Runs};
use crate::host::console::Console;
use crate::ledger::{self, RunLine};
use crate::run::exit::Exit;
use crate::text::day;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// `vdsbatch runs`: a line for each run, the latest first.
///
/// # Errors
///
/// When no account is named, or its ledger cannot be read.
pub fn runs(typed: &Runs, common: &Common, console: Console) -> Result<Exit, Error> {
    let (place, options) = (typed.whose.there(common)?, typed.whose.options(common)?);
    let going = Going::of(&place);
    let lines = ledger::runs(&place).map_err(|error| Error::from(error).with_commands(&options))?;
    if lines.is_empty() {
        console.say(console.lang.pick("no runs are recorded for this account", "для этой учётной записи прогонов нет"));
    }
    for line in &lines {
        console.answer(&in_words(line, &going, console.lang));
    }
    Ok(Exit::Done)
}

fn in_words(line: &RunLine, going: &Going, lang: Lang) -> String {
    let started = line.facts.started.to_zoned_datetime(TimeZone::system()).strftime(day::to_minute(lang));
    let (id, file) = (&line.facts.id, printable(&line.facts.input.file));
    let counts = line.tally.words(lang);
    // A crash writes no end, which is all that tells of it.
    let given = line.facts.approved.as_ref();
    let came_to = line.end.as_ref().map(|end| end.approval.as_ref());
    // A code that was given is no approval of a plan that comes to another one.
    let approved = given.map(|code| match came_to {
        Some(own) if own == Some(code) => tr!(lang, "  (approved {code})", "  (утверждён {code})"),
        Some(_) => tr!(lang, "  (refused, given {code})", "  (отказано, указан {code})"),
        None => tr!(lang, "  (given {code})", "  (указан {code})"),
    });
    let approved = approved.unwrap_or_default();
    let cut_off = match line.end {
        Some(_) => "",
        None if going.holder(&line.facts).is_some() => lang.pick("  (still going)", "  (ещё идёт)"),
        None => lang.pick("  (did not end)", "  (не завершён)"),
    };
    format!("{id}  {started}  {file}  {counts}{approved}{cut_off}\n")
}
