//! `vdsbatch report RUN`: a recorded run shown again; `vdsbatch report --since DAY`: all runs of a time in one book.

mod book;
mod standing;
mod wanted;

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use self::wanted::{Wanted, hand_over};
use super::error::Error;
use super::going::Going;
use crate::cli::{Common, Report};
use crate::host::console::Console;
use crate::host::name::Taken;
use crate::host::save::{self, Kind};
use crate::ledger;
use crate::report::Rendering;
use crate::run::Run;
use crate::run::exit::Exit;
use crate::text::lang::tr;
use crate::text::printable::Legible;

/// `vdsbatch report`: the workbook of a run, made again, or a book of a time; or its data, for machines.
///
/// # Errors
///
/// When there is no such run, or the workbook cannot be written.
pub fn report(typed: &Report, common: &Common, console: Console) -> Result<Exit, Error> {
    let Some(run) = &typed.run else { return book::of_a_time(typed, common, console) };
    let place = typed.whose.there(common)?;
    let options = typed.whose.options(common)?;
    let going = Going::of(&place);
    let recorded = ledger::recorded(&place, run).map_err(Error::from);
    let found = recorded.and_then(|found| found.ok_or_else(|| Error::NoRun(run.clone())));
    let mut run = found.map_err(|error| error.with_commands(&options))?;
    // Before the results: whoever reads these must not take them for what the run came to.
    if let Some(said) = standing::told(&run, &going, &options, console.lang) {
        console.insist(&said);
    }
    if going.holder(&run.facts).is_some() {
        run.still_going();
    }
    let rendering = Rendering::new(common.lang.unwrap_or(run.facts.lang)).with_options(Some(options));
    match Wanted::of(typed)? {
        Wanted::Workbook(target) => {
            write(&run, &rendering, target, console)?;
        }
        Wanted::Stream => save::stream(&rendering.workbook(&run)?)?,
        Wanted::Data(format, target) => {
            target.map_or(Ok(()), |target| save::check_target(target, Path::new("")))?;
            hand_over(&rendering.data(&run, format), target, &taken(&run), console)?;
        }
    }
    Ok(Exit::Done)
}

/// A later file of a run carries the time when it started.
fn taken(run: &Run) -> Taken {
    Taken::of_run(run.facts.started, &TimeZone::system())
}

/// Where the workbook of a recorded run goes.
pub(super) fn target(run: &Run, output: Option<&Path>) -> PathBuf {
    let kind = if run.is_plan() { Kind::Plan } else { Kind::Results };
    // In the working folder: a record keeps the sheet's name, not the folder where it stood.
    output.map_or_else(|| save::beside(Path::new(&run.facts.input.file), kind), Path::to_owned)
}

/// Makes a recorded run's workbook, says where it is, and returns its path.
pub(super) fn write(
    run: &Run,
    rendering: &Rendering,
    output: Option<&Path>,
    console: Console,
) -> Result<PathBuf, Error> {
    let target = target(run, output);
    // Before the making, which takes its time with large runs.
    save::check_target(&target, Path::new(""))?;
    let bytes = rendering.workbook(run)?;
    let path = save::save_as(&bytes, &target, &taken(run))?;
    let shown = path.shown();
    console.answer(&tr!(console.lang, "results: {shown}\n", "результаты: {shown}\n"));
    Ok(path)
}
