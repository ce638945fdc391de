//! The cells of a sheet that is held whole, with its formulas among them.
//!
//! calamine gives values and formulas apart, and a formula without a value is no value at all: it would
//! look like an empty cell, and an empty disk means the tariff's default.

use calamine::{Data, Range};

use super::value::held_cell;
use crate::sheet::{Cell, Value};

/// A cell and its address, from 0.
type Found = ((u32, u32), Option<Cell>);

/// The addresses of the cells with a formula, from the top.
pub(super) fn positions(formulas: &Range<String>) -> Vec<(u32, u32)> {
    let start = formulas.start().unwrap_or_default();
    formulas
        .used_cells()
        .filter(|(_, _, formula)| !formula.is_empty())
        .map(|(row, col, _)| at(start, row, col))
        .collect()
}

/// The range begins at its first filled cell, and what is told is the sheet's own address.
fn at((top, left): (u32, u32), row: usize, col: usize) -> (u32, u32) {
    let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
    (place(row, top), place(col, left))
}

/// Whether nobody calculated the sheet: it has formulas, and no result of them is more than the empty text,
/// which is what programs write that do not calculate (xlwt).
fn is_uncalculated(range: &Range<Data>, formulas: &[(u32, u32)]) -> bool {
    let empty = |data: &Data| match data {
        Data::Empty => true,
        Data::String(text) => text.trim().is_empty(),
        Data::Int(_)
        | Data::Float(_)
        | Data::Bool(_)
        | Data::DateTime(_)
        | Data::DateTimeIso(_)
        | Data::DurationIso(_)
        | Data::Error(_) => false,
    };
    formulas.iter().all(|at| range.get_value(*at).is_none_or(empty))
}

/// All cells from the top, each formula without a result among them.
pub(super) fn cells<'r>(range: &'r Range<Data>, formulas: &'r [(u32, u32)]) -> impl Iterator<Item = Found> + 'r {
    let start = range.start().unwrap_or_default();
    let uncalculated = is_uncalculated(range, formulas);
    let none = || Some(Cell { value: Value::NoValue, formula: true });
    let mut values = range.used_cells().map(move |(row, col, data)| (at(start, row, col), data)).peekable();
    let mut formulas = formulas.iter().copied().peekable();
    std::iter::from_fn(move || {
        let value = values.peek().map(|(at, _)| *at);
        if let Some(bare) = formulas.next_if(|formula| value.is_none_or(|value| *formula < value)) {
            return Some((bare, none()));
        }
        let (at, data) = values.next()?;
        let formula = formulas.next_if_eq(&at).is_some();
        let cell = held_cell(data, formula);
        let empty = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text.is_empty());
        let bare = formula && uncalculated && cell.as_ref().is_none_or(empty);
        Some((at, if bare { none() } else { cell }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[((u32, u32), Data)], formulas: &[(u32, u32)]) -> Vec<((u32, u32), Value)> {
        let cells = values.iter().map(|(at, data)| calamine::Cell::new(*at, data.clone())).collect();
        let range = Range::from_sparse(cells);
        super::cells(&range, formulas).filter_map(|(at, cell)| Some((at, cell?.value))).collect()
    }

    #[test]
    fn a_formula_without_a_value_is_among_the_cells() {
        let text = |text: &str| Data::String(text.to_owned());
        let values = [((1, 1), text("a")), ((1, 3), Data::Float(2.0)), ((2, 1), text("b"))];
        let read = read(&values, &[(0, 7), (1, 2), (1, 3), (2, 4), (9, 0)]);
        let bare: Vec<(u32, u32)> =
            read.iter().filter(|(_, value)| *value == Value::NoValue).map(|(at, _)| *at).collect();
        assert_eq!(bare, [(0, 7), (1, 2), (2, 4), (9, 0)]);
        assert!(read.is_sorted_by_key(|(at, _)| *at) && read.len() == 7);
    }

    #[test]
    fn results_of_the_empty_text_alone_are_none() {
        let text = |text: &str| Data::String(text.to_owned());
        let written_by_xlwt = [((1, 1), text("a")), ((1, 2), text(""))];
        assert_eq!(read(&written_by_xlwt, &[(1, 2)])[1].1, Value::NoValue);
        let calculated = [((1, 1), text("a")), ((1, 2), text("")), ((2, 2), Data::Float(3.0))];
        assert_eq!(read(&calculated, &[(1, 2), (2, 2)])[1].1, Value::Text(String::new()));
    }
}
