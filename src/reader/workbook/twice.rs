//! Cells that a file writes twice: which of them a program shows, nobody can say.

use crate::sheet::{Cell, TwoReadings, Value};

/// The cells of a row by their columns, those that are written twice with both values.
pub(super) fn once(mut cells: Vec<(u16, Cell)>) -> Vec<(u16, Cell)> {
    cells.sort_by_key(|(col, _)| *col);
    cells.dedup_by(|(later, again), (col, cell)| {
        if later != col {
            return false;
        }
        if again != cell {
            let both = TwoReadings { read: again.as_read().into_owned(), written: cell.as_read().into_owned() };
            *cell = Cell { value: Value::TwoReadings(Box::new(both)), formula: cell.formula };
        }
        true
    });
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_two_values_has_two_readings() {
        let cells = [(3, "c"), (1, "a"), (3, "c"), (2, "b"), (1, "z")].map(|(col, text)| (col, Cell::text(text)));
        let once = once(cells.to_vec());
        let both = TwoReadings { read: "z".to_owned(), written: "a".to_owned() };
        let both = Cell { value: Value::TwoReadings(Box::new(both)), formula: false };
        assert_eq!(once, [(1, both), (2, Cell::text("b")), (3, Cell::text("c"))]);
    }
}
