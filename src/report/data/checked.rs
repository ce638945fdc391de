//! What the check found, as a document tells it.

use std::collections::HashSet;

use serde::Serialize;

use crate::report::view::View;
use crate::sheet::RowNo;
use crate::sheet::problem::{Diagnostic, Place, Severity};

/// How much the check found.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// What keeps something from being ordered.
    pub errors: u64,
    /// What is probably not what was meant.
    pub warnings: u64,
    /// What is worth knowing.
    pub notes: u64,
}

/// A problem of the file or of a row.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// The code that `vdsbatch explain` knows.
    pub code: &'static str,
    /// Whether it keeps the row from being ordered.
    pub error: bool,
    /// How much it weighs: `error`, `warning` or `note`.
    pub severity: Severity,
    /// The row, if it is of one.
    pub row: Option<u32>,
    /// The cell, if it has one.
    pub cell: Option<String>,
    /// The problem, for people.
    pub message: String,
}

impl Checked {
    pub(super) const fn of(view: &View<'_>) -> Self {
        let found = &view.weighed;
        Self { errors: found.errors, warnings: found.warnings, notes: found.notes }
    }
}

impl Problem {
    pub(super) fn of(found: &Diagnostic, view: &View<'_>) -> Self {
        Self {
            code: found.code().0,
            error: found.severity() == Severity::Error,
            severity: found.severity(),
            row: found.row().map(RowNo::get),
            cell: match found.place {
                Place::Cell(at) => Some(at.to_string()),
                Place::Row(_) | Place::Sheet => None,
            },
            message: found.message(view.lang),
        }
    }

    /// Those that stand with no server: of the file, of what was found while it was read, and of rows that ask for none.
    pub(super) fn apart(view: &View<'_>) -> Vec<Self> {
        let run = view.run;
        let servers: HashSet<RowNo> = run.lines.iter().map(|line| line.row).collect();
        let rows = run.rows.iter().filter(|row| !servers.contains(&row.row.no));
        let found = run.notes.iter().chain(rows.flat_map(|row| &row.diagnostics));
        found.map(|found| Self::of(found, view)).collect()
    }
}
