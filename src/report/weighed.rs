//! Everything that the check found in a sheet: counted by weight and by kind, and at its row. Pure.

use std::collections::{HashMap, HashSet};

use crate::run::Run;
use crate::sheet::RowNo;
use crate::sheet::problem::{Diagnostic, Severity};
use crate::text::code::Code;

/// What the check found, weighed.
#[derive(Debug, Default)]
pub(super) struct Weighed<'r> {
    /// How many keep something from being ordered.
    pub(super) errors: u64,
    /// How many are probably not what was meant.
    pub(super) warnings: u64,
    /// How many are worth knowing.
    pub(super) notes: u64,
    /// Warnings and then notes, by their codes, each in the order in which it was found first.
    pub(super) kinds: Vec<Kind<'r>>,
    /// Whether some of them are at rows of servers.
    pub(super) at_servers: bool,
    /// What the reading found at rows, which stands among the problems of the file.
    of_rows: HashMap<RowNo, Vec<&'r Diagnostic>>,
}

/// Warnings or notes of one code.
#[derive(Debug)]
pub(super) struct Kind<'r> {
    /// The first of them.
    pub(super) first: &'r Diagnostic,
    /// How many there are.
    pub(super) count: u64,
    /// The rows in which they are, each once.
    pub(super) rows: Vec<RowNo>,
    /// Whether they are not all the same.
    pub(super) varied: bool,
}

impl<'r> Weighed<'r> {
    /// Weighs what was found in the sheet of a run.
    pub(super) fn of(run: &'r Run) -> Self {
        let mut weighed = Self::default();
        let mut known: HashMap<(Severity, Code), usize> = HashMap::new();
        for found in run.diagnostics() {
            let severity = found.severity();
            match severity {
                Severity::Error => {
                    weighed.errors += 1;
                    continue;
                }
                Severity::Warning => weighed.warnings += 1,
                Severity::Note => weighed.notes += 1,
            }
            let at = *known.entry((severity, found.code())).or_insert_with(|| {
                weighed.kinds.push(Kind { first: found, count: 0, rows: Vec::new(), varied: false });
                weighed.kinds.len() - 1
            });
            weighed.kinds[at].add(found);
        }
        for kind in &mut weighed.kinds {
            kind.rows.sort_unstable();
            kind.rows.dedup();
        }
        // The sort is stable, and a warning weighs more than a note.
        weighed.kinds.sort_by_key(|kind| std::cmp::Reverse(kind.first.severity()));
        let servers: HashSet<RowNo> = run.lines.iter().map(|line| line.row).collect();
        weighed.at_servers = weighed.kinds.iter().flat_map(|kind| &kind.rows).any(|row| servers.contains(row));
        for found in &run.notes {
            if let Some(row) = found.row() {
                weighed.of_rows.entry(row).or_default().push(found);
            }
        }
        weighed
    }

    /// Whether there is anything.
    pub(super) const fn is_something(&self) -> bool {
        self.errors + self.warnings + self.notes > 0
    }

    /// What the reading found at a row, and the check does not repeat there.
    pub(super) fn at(&self, row: RowNo) -> impl Iterator<Item = &'r Diagnostic> {
        self.of_rows.get(&row).into_iter().flatten().copied()
    }
}

impl<'r> Kind<'r> {
    fn add(&mut self, found: &'r Diagnostic) {
        self.count += 1;
        self.rows.extend(found.row());
        self.varied |= self.first.problem != found.problem;
    }
}
