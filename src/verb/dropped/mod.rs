//! `vdsbatch SHEET…`: sheets that were dropped on the program, or named alone. Each is checked and its plan shown; then
//! a person says what to do. Without a person nothing is done.

mod blank;
mod choice;
mod desk;
mod ways;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::desk::{Desk, End, Process};
use super::error::Error;
use crate::cli::{Common, Dropped};
use crate::host::console::Console;
use crate::host::signal::StopSignal;
use crate::run::exit::Exit;
use crate::text::lang::tr;
use crate::text::printable::printable;

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
    let desk = Desk { common, console, signal, process };
    let (mut ends, mut seen) = (Vec::new(), BTreeSet::new());
    let count = typed.sheets.len();
    for (at, sheet) in typed.sheets.iter().enumerate() {
        if signal.given() {
            say_left(&typed.sheets[at..], console);
            break;
        }
        let file = shown(sheet);
        // However it is written, and by whichever link.
        if !seen.insert(sheet.canonicalize().unwrap_or_else(|_| sheet.clone())) {
            console.insist(&tr!(
                console.lang,
                "`{file}` was named twice, and is not looked at again",
                "`{file}` указан дважды и повторно не обрабатывается"
            ));
            continue;
        }
        if count > 1 {
            let number = at + 1;
            console.say(&tr!(console.lang, "\n{number} of {count}: {file}", "\n{number} из {count}: {file}"));
        }
        ends.push(desk.sheet(sheet));
    }
    let sent = ends.iter().any(|end| end.sent);
    let interrupted = signal.given().then_some(Exit::Interrupted);
    Ok(Exit::of_several(ends.iter().map(|End { exit, .. }| *exit).chain(interrupted), sent))
}

/// Says which sheets nobody looked at, since a person wanted to stop.
fn say_left(sheets: &[PathBuf], console: Console) {
    let left = sheets.iter().map(|sheet| format!("`{}`", shown(sheet))).collect::<Vec<_>>().join(", ");
    console.insist(&tr!(console.lang, "interrupted: not looked at: {left}", "прервано; не обработано: {left}"));
}

fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}
