//! What cells of a sheet have in common, kept in runs down its columns.

use std::collections::BTreeMap;

/// The most runs that are kept. A column of one kind is one run.
const MOST: usize = 8_000_000;

/// What is noted of cells, by column; rows and columns count from 0.
#[derive(Clone, Debug)]
pub(super) struct Runs<T> {
    /// First row, last row, and what is noted; by their first rows.
    columns: BTreeMap<u16, Vec<(u32, u32, T)>>,
    count: usize,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { columns: BTreeMap::new(), count: 0 }
    }
}

impl<T: Copy + Ord> Runs<T> {
    /// Notes a cell.
    pub(super) fn note(&mut self, row: u32, col: u16, what: T) {
        let runs = self.columns.entry(col).or_default();
        match runs.last_mut() {
            Some((_, last, of)) if *of == what && last.checked_add(1) == Some(row) => *last = row,
            _ => self.span(col, (row, row), what),
        }
    }

    /// Notes the cells of a column from the first row to the last, of which there may be but one.
    pub(super) fn add(&mut self, col: u16, (first, last): (u32, u32), what: T) {
        if first == last { self.note(first, col, what) } else { self.span(col, (first, last), what) }
    }

    /// Notes the cells of a column from the first row to the last.
    pub(super) fn span(&mut self, col: u16, (first, last): (u32, u32), what: T) {
        if self.count < MOST {
            self.columns.entry(col).or_default().push((first, last, what));
        }
        self.count = self.count.saturating_add(1);
    }

    /// Sorts what was noted, then it can be asked; none if there is too much of it.
    pub(super) fn done(mut self) -> Option<Self> {
        self.columns.values_mut().for_each(|runs| runs.sort_unstable());
        (self.count <= MOST).then_some(self)
    }

    /// What is noted of a cell.
    pub(super) fn get(&self, row: u32, col: u16) -> Option<T> {
        find(self.columns.get(&col)?, row)
    }

    /// What is noted of the cells of a row, from left to right.
    pub(super) fn of_row(&self, row: u32) -> impl Iterator<Item = (u16, T)> {
        self.columns.iter().filter_map(move |(col, runs)| Some((*col, find(runs, row)?)))
    }
}

fn find<T: Copy>(runs: &[(u32, u32, T)], row: u32) -> Option<T> {
    let at = runs.partition_point(|(first, _, _)| *first <= row);
    let (_, last, what) = runs.get(at.checked_sub(1)?)?;
    (*last >= row).then_some(*what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_any_order_are_found_again() {
        let mut runs = Runs::default();
        for (row, col, what) in [(5, 1, 'a'), (6, 1, 'a'), (7, 1, 'b'), (2, 1, 'c'), (6, 0, 'd')] {
            runs.note(row, col, what);
        }
        runs.span(3, (4, 6), 'e');
        let runs = runs.done().expect("few");
        assert_eq!(
            [1, 2, 3, 5, 6, 7, 8].map(|row| runs.get(row, 1)),
            [None, Some('c'), None, Some('a'), Some('a'), Some('b'), None]
        );
        assert_eq!(runs.of_row(6).collect::<Vec<_>>(), [(0, 'd'), (1, 'a'), (3, 'e')]);
    }
}
