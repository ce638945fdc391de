//! `vdsbatch report RUN`: a recorded run shown again.

use std::path::Path;

use super::error::Error;
use crate::cli::{Common, Report};
use crate::host::console::Console;
use crate::host::save::{self, Kind};
use crate::ledger;
use crate::report::Rendering;
use crate::run::Run;
use crate::run::exit::Exit;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// `vdsbatch report RUN`: the workbook of a run, made again; or its data, for machines.
///
/// # Errors
///
/// When there is no such run, or the workbook cannot be written.
pub fn report(typed: &Report, common: &Common, console: Console) -> Result<Exit, Error> {
    let place = typed.whose.there(common)?;
    let options = typed.whose.options(common)?;
    let recorded = ledger::recorded(&place, &typed.run).map_err(Error::from);
    let found = recorded.and_then(|run| run.ok_or_else(|| Error::NoRun(typed.run.clone())));
    let run = found.map_err(|error| error.with_commands(&options))?;
    let rendering = Rendering::new(common.lang.unwrap_or(run.facts.lang)).with_options(Some(options));
    let Some(format) = typed.format else {
        write(&run, &rendering, typed.output.as_deref(), console)?;
        return Ok(Exit::Done);
    };
    let data = rendering.data(&run, format);
    match &typed.output {
        Some(target) => {
            let path = printable(&save::save(&data, target)?.display().to_string());
            console.answer(&tr!(console.lang, "data: {path}\n", "данные: {path}\n"));
        }
        None => console.answer(&String::from_utf8_lossy(&data)),
    }
    Ok(Exit::Done)
}

/// Makes a recorded run's workbook and says where it is.
pub(super) fn write(run: &Run, rendering: &Rendering, output: Option<&Path>, console: Console) -> Result<(), Error> {
    let kind = if run.is_plan() { Kind::Plan } else { Kind::Results };
    // In the working folder: a record keeps the sheet's name, not the folder where it stood.
    let beside = || save::beside(Path::new(&run.facts.input.file), kind);
    let target = output.map_or_else(beside, Path::to_owned);
    let bytes = rendering.workbook(run)?;
    let path = save::save(&bytes, &target)?;
    let path = printable(&path.display().to_string());
    console.answer(&tr!(console.lang, "results: {path}\n", "результаты: {path}\n"));
    Ok(())
}
