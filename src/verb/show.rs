//! `vdsbatch show DOMAIN` and `vdsbatch decisions`: what is recorded, read without the lock.

use super::error::Error;
use super::going::Going;
use crate::cli::{Common, Decisions, Show};
use crate::host::console::Console;
use crate::ledger;
use crate::report;
use crate::run::exit::Exit;
use crate::run::still_going;

/// `vdsbatch show DOMAIN`: everything that is known of one order.
///
/// # Errors
///
/// When no account is named, it has no ledger, the ledger cannot be read, or it knows nothing of the domain.
pub fn show(typed: &Show, common: &Common, console: Console) -> Result<Exit, Error> {
    let place = typed.whose.there(common)?;
    let options = typed.whose.options(common)?;
    let going = Going::of(&place);
    let mut dossier =
        ledger::dossier(&place, &typed.domain).map_err(|error| Error::from(error).with_commands(&options))?;
    for asked in dossier.asked.iter_mut().filter(|asked| going.makes(&asked.run, asked.started)) {
        still_going(std::slice::from_mut(&mut asked.line));
    }
    if dossier.is_empty() {
        return Err(Error::NoOrder(typed.domain.clone()).with_commands(&options));
    }
    let shown = report::Shown { dossier: &dossier, options: &options, lang: console.lang };
    console.document(&if typed.is_json() { shown.json() } else { shown.words() });
    Ok(Exit::Done)
}

/// `vdsbatch decisions`: what people decided, the latest first.
///
/// # Errors
///
/// When no account is named, it has no ledger, or the ledger cannot be read.
pub fn decisions(typed: &Decisions, common: &Common, console: Console) -> Result<Exit, Error> {
    let mut decisions = ledger::decisions(&typed.whose.there(common)?)?;
    decisions.reverse();
    if typed.is_json() {
        console.document(&report::decisions_json(&decisions));
        return Ok(Exit::Done);
    }
    if decisions.is_empty() {
        console
            .say(console.lang.pick("no decisions are recorded for this account", "решений по этой учётной записи нет"));
    }
    for decided in &decisions {
        console.answer(&format!("{}\n", report::decided_line(decided, console.lang)));
    }
    Ok(Exit::Done)
}
