//! Domains that stand in a sheet more than once.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{CellProblem, Diagnostic};
use crate::order::Domain;
use crate::row::{CellRef, Field, Layout, RowNo};

/// Every domain of the sheet and the row that had it first. Kept small: a full sheet has a
/// million of them.
#[derive(Debug, Default)]
pub(super) struct Seen {
    first: HashMap<Box<str>, RowNo>,
    again: BTreeMap<Box<str>, Vec<RowNo>>,
}

impl Seen {
    pub(super) fn add(&mut self, domain: &Domain, row: RowNo) {
        if let Some(first) = self.first.get(domain.ascii()) {
            self.again.entry(domain.ascii().into()).or_insert_with(|| vec![*first]).push(row);
        } else {
            self.first.insert(domain.ascii().into(), row);
        }
    }

    /// One diagnostic for each row concerned, naming the others, in the sheet's order.
    pub(super) fn duplicates(self, layout: &Layout) -> Vec<Diagnostic> {
        let mut by_row: BTreeMap<RowNo, CellProblem> = BTreeMap::new();
        for (domain, rows) in self.again {
            for row in &rows {
                by_row.entry(*row).or_insert_with(|| {
                    let mut others: Vec<RowNo> = rows.iter().filter(|other| *other != row).copied().collect();
                    others.dedup();
                    if others.is_empty() {
                        others.push(*row);
                    }
                    others.truncate(100);
                    CellProblem::Twice { domain: domain.to_string(), others }
                });
            }
        }
        let place = |row, problem| match layout.col(Field::Domain) {
            Some(col) => Diagnostic::of_cell(CellRef { row, col }, problem),
            None => Diagnostic::of_row(row, problem),
        };
        by_row.into_iter().map(|(row, problem)| place(row, problem)).collect()
    }
}
