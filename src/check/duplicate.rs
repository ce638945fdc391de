//! Domains that stand in a sheet more than once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use crate::order::Domain;
use crate::sheet::problem::{Diagnostic, DomainProblem};
use crate::sheet::{CellRef, Field, Layout, RowNo};

/// So many other rows are named of a domain.
const NAMED: usize = 100;

/// Where a domain stands in so many rows, a few of the others are enough: a small file can hold a million.
const MANY: usize = 1000;

/// As many as are told, and one more that says that there are others.
const FEW: usize = 11;

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
        match self.first.entry(domain.ascii().into()) {
            Entry::Occupied(first) => {
                self.again.entry(domain.ascii().into()).or_insert_with(|| vec![*first.get()]).push(row);
            }
            Entry::Vacant(none) => drop(none.insert(row)),
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
                let mut others = others(&rows, *row);
                if others.is_empty() {
                    others.push(*row);
                }
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

/// The first of the rows beside this one.
fn others(rows: &[RowNo], row: RowNo) -> Vec<RowNo> {
    let most = if rows.len() > MANY { FEW } else { NAMED };
    let mut others: Vec<RowNo> = Vec::new();
    for other in rows.iter().filter(|other| **other != row) {
        if others.len() == most {
            break;
        }
        if others.last() != Some(other) {
            others.push(*other);
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_of_a_million_rows_is_told_in_a_few_words_a_row() {
        let rows: Vec<RowNo> = (0..1_000_000).map(RowNo::from_index).collect();
        assert!(rows.iter().all(|row| others(&rows, *row).len() == FEW));
        let few: Vec<RowNo> = [0, 1, 1, 2].map(RowNo::from_index).to_vec();
        assert_eq!(others(&few, few[1]), [few[0], few[3]]);
        assert_eq!(others(&few, few[0]), [few[1], few[3]]);
    }
}
