//! Cells that a file writes twice: which of them a program shows, nobody can say.

use std::ops::ControlFlow;

use super::each_cell::EachCell;
use super::held::HeldCell;
use crate::reader::error::SheetError;
use crate::sheet::{Cell, TwoReadings, Value};

/// What a cell comes to.
type Told<'t> = &'t dyn Fn(&HeldCell) -> Result<Option<Cell>, SheetError>;

/// Tells the cells of rows, which are in their order, each once: one that is written twice with both values.
pub(super) fn once(cells: &[HeldCell], told: Told<'_>, each: EachCell<'_>) -> Result<ControlFlow<()>, SheetError> {
    for written in cells.chunk_by(|one, next| one.at == next.at) {
        let Some(first) = written.first() else { continue };
        if let Some(cell) = one_of(written, told)?
            && each(first.at.0, u32::from(first.at.1), cell)?.is_break()
        {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// What is written at one place, if anything.
fn one_of(written: &[HeldCell], told: Told<'_>) -> Result<Option<Cell>, SheetError> {
    let [first, rest @ ..] = written else { return Ok(None) };
    let cell = told(first)?;
    for again in rest {
        let again = told(again)?;
        if again != cell {
            let text = |cell: &Option<Cell>| cell.as_ref().map(|cell| cell.as_read().into_owned()).unwrap_or_default();
            let both = TwoReadings { read: text(&again), written: text(&cell) };
            return Ok(Some(Cell { value: Value::TwoReadings(Box::new(both)), formula: first.formula }));
        }
    }
    Ok(cell)
}

#[cfg(test)]
mod tests {
    use super::super::held::Held;
    use super::*;

    #[test]
    fn a_cell_of_two_values_has_two_readings() {
        let cell = |(col, text): (u16, &str)| HeldCell {
            at: (0, col),
            style: 0,
            formula: false,
            asks: false,
            held: Held::Text(text.into()),
        };
        let cells = [(1, "a"), (1, "z"), (2, "b"), (3, "c"), (3, "c"), (4, ""), (4, "d")].map(cell);
        let told = |cell: &HeldCell| match &cell.held {
            Held::Text(text) => Ok(Some(Cell::text(&**text)).filter(|_| !text.is_empty())),
            other => panic!("{other:?}"),
        };
        let mut found = Vec::new();
        let _ = once(&cells, &told, &mut |_, col, cell| {
            found.push((col, cell));
            Ok(ControlFlow::Continue(()))
        });
        let both = |read: &str, written: &str| {
            let both = TwoReadings { read: read.to_owned(), written: written.to_owned() };
            Cell { value: Value::TwoReadings(Box::new(both)), formula: false }
        };
        assert_eq!(found, [(1, both("z", "a")), (2, Cell::text("b")), (3, Cell::text("c")), (4, both("d", ""))]);
    }
}
