//! `vdsbatch report RUN`: a recorded run shown again.

use std::io::IsTerminal;
use std::path::Path;

use jiff::tz::TimeZone;

use super::error::Error;
use super::settings::error::SettingsError;
use super::settings::fits;
use crate::cli::{Common, Report};
use crate::host::console::Console;
use crate::host::name::Taken;
use crate::host::save::{self, Kind};
use crate::ledger;
use crate::report::{Output, Rendering};
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
    fits(typed.output.as_ref(), typed.format, std::io::stdout().is_terminal())?;
    match (&typed.output, typed.format) {
        (None | Some(Output::Stream), Some(format)) => save::stream(&rendering.data(&run, format))?,
        (Some(Output::Stream), None) => save::stream(&rendering.workbook(&run)?)?,
        (Some(Output::Data(target, format)), _) => {
            let path =
                printable(&save::save_as(&rendering.data(&run, *format), target, &taken(&run))?.display().to_string());
            console.answer(&tr!(console.lang, "data: {path}\n", "данные: {path}\n"));
        }
        (Some(Output::Workbook(target)), None) => write(&run, &rendering, Some(target), console)?,
        (None, None) => write(&run, &rendering, None, console)?,
        (Some(Output::Workbook(_)), Some(_)) => return Err(SettingsError::TwoForms.into()),
    }
    Ok(Exit::Done)
}

/// A later file of a run carries the time when it started.
fn taken(run: &Run) -> Taken {
    Taken::of_run(run.facts.started, &TimeZone::system())
}

/// Makes a recorded run's workbook and says where it is.
pub(super) fn write(run: &Run, rendering: &Rendering, output: Option<&Path>, console: Console) -> Result<(), Error> {
    let kind = if run.is_plan() { Kind::Plan } else { Kind::Results };
    // In the working folder: a record keeps the sheet's name, not the folder where it stood.
    let beside = || save::beside(Path::new(&run.facts.input.file), kind);
    let target = output.map_or_else(beside, Path::to_owned);
    let bytes = rendering.workbook(run)?;
    let path = save::save_as(&bytes, &target, &taken(run))?;
    let path = printable(&path.display().to_string());
    console.answer(&tr!(console.lang, "results: {path}\n", "результаты: {path}\n"));
    Ok(())
}
