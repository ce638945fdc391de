//! What the panel charged, read and written down.

use jiff::ToSpan;
use jiff::civil::Date;

use super::door::Again;
use crate::host::console::Console;
use crate::host::signal::StopSignal;
use crate::ledger::Ledger;
use crate::panel::Panel;
use crate::text::lang::tr;

/// Reads the panel's list of charges from a day on, and keeps what it shows. Nothing depends on it: what cannot be
/// read or written is told, and the next reading has it. Returns whether it was read.
pub fn note(
    panel: &(impl Panel + ?Sized),
    ledger: &Ledger,
    since: Date,
    (again, signal, console): (Again, &StopSignal, Console),
) -> bool {
    let lang = console.lang;
    // A panel's day may be another one than here.
    let since = since.saturating_sub(1.day());
    let charges = match again.read_unless(signal, || panel.charges(since)) {
        Ok(Some(charges)) => charges,
        Ok(None) => return false,
        Err(error) => {
            let why = error.reason.message(lang);
            console.say(&tr!(
                lang,
                "the panel's list of charges could not be read: {why} (amounts are those of its list of services; `vdsbatch reconcile` asks again)",
                "не удалось прочитать список списаний панели: {why} (суммы взяты из списка услуг; `vdsbatch reconcile` спросит ещё раз)"
            ));
            return false;
        }
    };
    if let Some(gap) = &charges.gap {
        let (why, way_out) = (gap.message(lang), gap.way_out(lang));
        console.insist(&tr!(
            lang,
            "the panel's list of charges is not complete: {why} ({way_out}); the charges that it shows were recorded",
            "список списаний панели получен не полностью: {why} ({way_out}); списания, которые в нём есть, учтены"
        ));
    }
    if let Err(error) = ledger.charged(&charges) {
        console.insist(&error.message(lang));
        return false;
    }
    true
}
