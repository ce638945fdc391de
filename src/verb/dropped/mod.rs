//! `vdsbatch SHEET…`: sheets that were dropped on the program, or named alone. Each is checked and its plan shown; then
//! a person says what to do. Without a person nothing is done.

mod blank;
mod choice;
mod desk;
mod ways;

use std::collections::BTreeSet;

use self::desk::{Desk, End, Process};
use super::error::Error;
use crate::cli::{Common, Dropped};
use crate::host::console::Console;
use crate::host::signal::StopSignal;
use crate::run::exit::Exit;
use crate::text::lang::tr;

/// `vdsbatch SHEET…`: one sheet after the other, each with a question of its own. The exit is the gravest of theirs.
///
/// # Errors
///
/// When a blank sheet was wanted and cannot be made. What is wrong with one sheet is said, and the next one is looked at.
pub fn dropped(
    typed: &Dropped,
    common: &Common,
    console: Console,
    (signal, process): (&StopSignal, Process<'_>),
) -> Result<Exit, Error> {
    if typed.sheets.is_empty() {
        return blank::offer(common, console);
    }
    let (mut ends, mut seen) = (Vec::new(), BTreeSet::new());
    let count = typed.sheets.len();
    for (at, sheet) in typed.sheets.iter().enumerate() {
        let (_, left) = typed.sheets.split_at(at);
        if signal.given() {
            console.insist(&ways::interrupted(left, console.lang));
            break;
        }
        let file = ways::file(sheet);
        // However it is written, and by whichever link.
        if !seen.insert(sheet.canonicalize().unwrap_or_else(|_| sheet.clone())) {
            console.insist(&tr!(
                console.lang,
                "`{file}` was given twice, and is processed once",
                "`{file}` указан дважды, обрабатывается один раз"
            ));
            continue;
        }
        if count > 1 {
            let number = at + 1;
            console.say(&tr!(console.lang, "\n{number} of {count}: {file}", "\n{number} из {count}: {file}"));
        }
        let desk = Desk { common, console, signal, process, left: left.get(1..).unwrap_or_default() };
        ends.push(desk.sheet(sheet));
    }
    let sent = ends.iter().any(|end| end.sent);
    let interrupted = signal.given().then_some(Exit::Interrupted);
    Ok(Exit::of_several(ends.iter().map(|End { exit, .. }| *exit).chain(interrupted), sent))
}
