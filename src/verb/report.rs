//! The verbs that show what was recorded: runs and their workbooks.

use std::path::Path;

use jiff::tz::TimeZone;

use crate::cli::{Common, Report, Runs};
use crate::console::Console;
use crate::exit::Exit;
use crate::lang::{Lang, tr};
use crate::ledger::{self, RunLine};
use crate::printable::printable;
use crate::report::{self, Kind, Rendering};
use crate::run::Run;
use crate::verb::error::Error;

/// `vdsbatch runs`: a line for each run, the latest first.
///
/// # Errors
///
/// When no account is named, or its ledger cannot be read.
pub fn runs(typed: &Runs, common: &Common, console: Console) -> Result<Exit, Error> {
    let lines = ledger::runs(&typed.whose.place(common)?)?;
    if lines.is_empty() {
        console.say(console.lang.pick("no runs are recorded for this account", "для этой учётной записи прогонов нет"));
    }
    for line in &lines {
        console.answer(&in_words(line, console.lang));
    }
    Ok(Exit::Done)
}

fn in_words(line: &RunLine, lang: Lang) -> String {
    let started = line.facts.started.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M");
    let (id, file) = (&line.facts.id, printable(&line.facts.input.file));
    let counts = line.tally.words(lang);
    let cut_off = if line.end.is_none() { lang.pick("  (did not end)", "  (не завершён)") } else { "" };
    format!("{id}  {started}  {file}  {counts}{cut_off}\n")
}

/// `vdsbatch report RUN`: the workbook of a run, made again; or its data, for machines.
///
/// # Errors
///
/// When there is no such run, or the workbook cannot be written.
pub fn report(typed: &Report, common: &Common, console: Console) -> Result<Exit, Error> {
    let Some(run) = ledger::recorded(&typed.whose.place(common)?, &typed.run)? else {
        return Err(Error::NoRun(typed.run.clone()));
    };
    let Some(format) = typed.format else {
        write(&run, typed.output.as_deref(), common, console)?;
        return Ok(Exit::Done);
    };
    let rendering = Rendering::new(common.lang.unwrap_or(run.facts.lang));
    let data = rendering.data(&run, format);
    match &typed.output {
        Some(target) => {
            let path = printable(&report::save(&data, target)?.display().to_string());
            console.answer(&tr!(console.lang, "data: {path}\n", "данные: {path}\n"));
        }
        None => console.answer(&String::from_utf8_lossy(&data)),
    }
    Ok(Exit::Done)
}

/// Makes a recorded run's workbook and says where it is.
pub(super) fn write(run: &Run, output: Option<&Path>, common: &Common, console: Console) -> Result<(), Error> {
    let kind = if run.is_plan() { Kind::Plan } else { Kind::Results };
    let beside = || report::beside(Path::new(&run.facts.input.file), kind);
    let target = output.map_or_else(beside, Path::to_owned);
    let bytes = report::workbook(run, common.lang.unwrap_or(run.facts.lang))?;
    let path = report::save(&bytes, &target)?;
    let path = printable(&path.display().to_string());
    console.answer(&tr!(console.lang, "results: {path}\n", "результаты: {path}\n"));
    Ok(())
}
