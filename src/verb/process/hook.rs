//! The program that is told what a run came to (`on_finish`).
//!
//! It gets the run in one object on standard input, however the run ended. Nothing that it does changes how that is told
//! or how the program ends.

use std::time::Duration;

use crate::host::console::Console;
use crate::host::own::{OwnCommand, Purpose};
use crate::report::data::RunSummary;
use crate::run::CommandFault;
use crate::text::json;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// The program, and how long it may take.
pub type Finish = (OwnCommand, Duration);

/// So many lines of what it prints are shown, of each stream.
const LINES: usize = 20;

/// Tells it, and shows what it says, line by line, on standard error.
pub fn hand_over(finish: Option<&Finish>, summary: &RunSummary, console: Console) {
    let Some((command, most)) = finish else { return };
    let fault = match command.run(Purpose::Finish, json::line(summary).into_bytes(), *most) {
        Ok(ended) => {
            for stream in [&ended.stdout, &ended.stderr] {
                show(&String::from_utf8_lossy(stream), console);
            }
            if ended.status.success() {
                return;
            }
            CommandFault::Failed(ended.status.code())
        }
        Err(fault) => fault,
    };
    let (program, fault) = (printable(command.program()), fault.message(console.lang));
    console.insist(&tr!(
        console.lang,
        "warning: the program `{program}` of the setting `on_finish`: {fault} (the run itself is not affected)",
        "предупреждение: программа `{program}` из настройки `on_finish`: {fault} (на сам прогон это не влияет)"
    ));
}

fn show(text: &str, console: Console) {
    let lines: Vec<&str> = text.lines().collect();
    for line in lines.iter().take(LINES) {
        console.say(&format!("`on_finish`: {}", printable(line)));
    }
    if lines.len() > LINES {
        let more = lines.len() - LINES;
        console.say(&tr!(console.lang, "`on_finish`: {more} more lines", "`on_finish`: ещё строк: {more}"));
    }
}
