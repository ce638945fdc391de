//! Where rows, columns and cells stand, as Excel shows it.

use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// A row's number, counted from 1 as Excel shows it (in a CSV file: the line it begins on).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowNo(NonZeroU32);

impl RowNo {
    /// Makes the row's number from an index that counts from 0.
    #[must_use]
    pub const fn from_index(index: u32) -> Self {
        match NonZeroU32::new(index.saturating_add(1)) {
            Some(n) => Self(n),
            None => Self(NonZeroU32::MAX),
        }
    }

    /// The number, from 1.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for RowNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Rows in runs: `5–9, 12`, at most so many runs.
#[must_use]
pub fn ranges(rows: &[RowNo]) -> String {
    const SHOWN: usize = 20;
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows.iter().map(|row| row.get()) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let run = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    let shown: Vec<String> = runs.iter().take(SHOWN).map(run).collect();
    shown.join(", ") + if runs.len() > SHOWN { ", …" } else { "" }
}

/// A column, counted from 0 and shown as letters: `A`, `B`, … `XFD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Col(u16);

impl Col {
    /// Makes the column of an index that counts from 0.
    #[must_use]
    pub const fn from_index(index: u16) -> Self {
        Self(index)
    }

    /// The index, from 0.
    #[must_use]
    pub const fn index(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Col {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = u32::from(self.0) + 1;
        while rest > 0 {
            // Letters have no zero: behind `Z` comes `AA`.
            rest -= 1;
            letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        letters.iter().rev().try_for_each(|letter| write!(f, "{letter}"))
    }
}

/// The address of a cell: `C7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellRef {
    /// The row.
    pub row: RowNo,
    /// The column.
    pub col: Col,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.col, self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_that_excel_shows() {
        let at = |row, col| CellRef { row: RowNo::from_index(row), col: Col::from_index(col) }.to_string();
        assert_eq!(at(0, 0), "A1");
        assert_eq!(at(6, 25), "Z7");
        assert_eq!(at(6, 26), "AA7");
        assert_eq!(at(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn rows_are_named_in_runs() {
        let rows = |rows: &[u32]| ranges(&rows.iter().map(|row| RowNo::from_index(row - 1)).collect::<Vec<_>>());
        assert_eq!(rows(&[5, 6, 7, 9, 12, 13]), "5–7, 9, 12–13");
        assert_eq!(rows(&(1..=100).map(|n| n * 2).collect::<Vec<_>>()).matches(',').count(), 20);
    }
}
