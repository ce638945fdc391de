//! Domains that stand in a sheet more than once.

use std::collections::{BTreeMap, HashMap};

use crate::order::Domain;
use crate::sheet::problem::{Diagnostic, DomainProblem};
use crate::sheet::{CellRef, Field, Layout, RowNo};

/// So many domains of one row are told to stand in the sheet twice.
const TOLD: usize = 10;

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

    /// A diagnostic for each domain of each row concerned, naming the others, in the sheet's order. A
    /// row of many servers gets a few of them.
    pub(super) fn duplicates(self, layout: &Layout) -> Vec<Diagnostic> {
        let mut by_row: BTreeMap<RowNo, Vec<DomainProblem>> = BTreeMap::new();
        for (ascii, rows) in self.again {
            // What is told is the form that people write.
            let domain = Domain::new(&ascii).map_or_else(|| ascii.to_string(), |domain| domain.unicode());
            for row in &rows {
                let told = by_row.entry(*row).or_default();
                if told.len() >= TOLD {
                    continue;
                }
                let mut others: Vec<RowNo> = rows.iter().filter(|other| *other != row).copied().collect();
                others.dedup();
                if others.is_empty() {
                    others.push(*row);
                }
                others.truncate(100);
                let problem = DomainProblem::Twice { domain: domain.clone(), others };
                if !told.contains(&problem) {
                    told.push(problem);
                }
            }
        }
        let place = |row, problem| match layout.col(Field::Domain) {
            Some(col) => Diagnostic::of_cell(CellRef { row, col }, problem),
            None => Diagnostic::of_row(row, problem),
        };
        let placed =
            |(row, told): (RowNo, Vec<DomainProblem>)| told.into_iter().map(move |problem| place(row, problem));
        by_row.into_iter().flat_map(placed).collect()
    }
}
