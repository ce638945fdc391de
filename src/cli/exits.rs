//! The exit codes as `--help` tells them.

use crate::run::exit::Exit;

/// Every code with its meaning, a line each, under a heading.
pub(super) fn table() -> String {
    let line = |exit: Exit| format!("\n  {}  {}", exit.code(), meaning(exit));
    Exit::ALL.into_iter().fold("Exit codes:".to_owned(), |table, exit| table + &line(exit))
}

const fn meaning(exit: Exit) -> &'static str {
    match exit {
        Exit::Done => "every selected row accepted, confirmed, already ordered or skipped; a clean check or dry run",
        Exit::NotRun => "could not run, or stopped before the first order request; nothing was sent",
        Exit::Usage => "wrong usage; nothing was sent",
        Exit::SheetErrors => "the sheet has errors and --only-valid was not given; nothing was sent",
        Exit::SomeFailed => "finished; some rows invalid, rejected, in conflict or unpaid",
        Exit::SomeUnknown => "at least one row is unknown: it may or may not have been ordered",
        Exit::Guarded => "a guard refused: limit, approval, or confirmation declined or impossible; nothing was sent",
        Exit::Stopped => "stopped by a breaker after the first order request",
        Exit::NoWorkbook => "orders done, but the results workbook could not be written",
        Exit::ToOrder => "a clean dry run with orders to place, with --detailed-exitcode; nothing was sent",
        Exit::Interrupted => "interrupted",
    }
}
