//! The second reading of an `.ods`: what calamine makes of its cells.
//!
//! The rule of this format: what counts is the file's own text, read strictly. Where calamine finds another
//! value in a cell, the cell has two readings, which is an error at it; where it finds a cell that the file's
//! text does not have at that place, the file is refused. Before that, runs of white space are one space.
//! What calamine is known not to understand has one reading: CDATA, ruby, shapes and everything else that
//! is no paragraph in a cell, cells without a type, numbers written with references, elements or spaces
//! between cells, prefixes that are not the usual ones, UTF-16, and more cells than it could hold.

use std::io::BufReader;
use std::iter::Peekable;

use calamine::{Data, Ods, Range, Reader};

use super::cell::Expected;
use crate::reader::content::Content;
use crate::reader::error::{Damage, PartDamage};
use crate::sheet::RowNo;

/// The bytes that a cell costs calamine, with its formula and the copy that it hands out.
const CELL: u64 = 2 * (size_of::<Data>() + size_of::<String>()) as u64;

/// The memory that both readings may take together.
const MEMORY: u64 = 400 << 20;

/// A file as calamine reads it.
pub(super) type Second = Ods<BufReader<Content>>;

/// Has calamine read a file whose cells are so many, empty ones between them included.
pub(super) fn open(content: Content, cells: u64, length: u64) -> Option<Box<Second>> {
    if cells.saturating_mul(CELL).saturating_add(length) > MEMORY {
        return None;
    }
    Ods::new(BufReader::new(content)).ok().map(Box::new)
}

/// A cell and its address, from 0.
type Found<'r> = ((u32, u32), &'r Data);

/// The cells of a sheet in their order.
pub(super) struct Cells<'r> {
    cells: Peekable<Box<dyn Iterator<Item = Found<'r>> + 'r>>,
}

impl<'r> Cells<'r> {
    pub(super) fn of(range: &'r Range<Data>) -> Self {
        let (top, left) = range.start().unwrap_or_default();
        let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
        let cells = range.used_cells().map(move |(row, col, data)| ((place(row, top), place(col, left)), data));
        let filled = cells.filter(|(_, data)| !is_blank(data));
        Self { cells: (Box::new(filled) as Box<dyn Iterator<Item = _>>).peekable() }
    }

    /// What calamine makes of a cell, if it is not what was expected.
    ///
    /// # Errors
    ///
    /// When it finds a cell before this one that was not asked for.
    pub(super) fn other(&mut self, row: u32, col: u32, expected: &Expected) -> Result<Option<String>, Damage> {
        let found = match self.cells.peek() {
            Some((at, _)) if *at < (row, col) => return Err(nowhere(*at)),
            Some((at, data)) if *at == (row, col) => {
                let data = *data;
                self.cells.next();
                data
            }
            _ => &Data::Empty,
        };
        Ok((!is_same(found, expected)).then(|| found.to_string()))
    }

    /// Says that there is no further cell.
    ///
    /// # Errors
    ///
    /// When calamine finds one all the same.
    pub(super) fn over(&mut self) -> Result<(), Damage> {
        self.cells.peek().map_or(Ok(()), |(at, _)| Err(nowhere(*at)))
    }
}

fn nowhere((row, _): (u32, u32)) -> Damage {
    PartDamage::Elsewhere(RowNo::from_index(row).to_string()).into()
}

fn is_blank(data: &Data) -> bool {
    match data {
        Data::Empty => true,
        Data::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

#[expect(clippy::float_cmp, reason = "two readings of the same digits")]
fn is_same(found: &Data, expected: &Expected) -> bool {
    match (expected, found) {
        (Expected::Anything, _) => true,
        (Expected::Nothing, found) => is_blank(found),
        (Expected::Number(number), Data::Float(found)) => number == found || (number.is_nan() && found.is_nan()),
        (Expected::Text(text), Data::String(found)) => text.split_whitespace().eq(found.split_whitespace()),
        (Expected::Text(text), Data::Empty) => text.trim().is_empty(),
        (Expected::Iso(text), Data::DateTimeIso(found) | Data::DurationIso(found)) => text == found,
        (Expected::Truth(truth), Data::Bool(found)) => truth == found,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_value_is_told_and_another_cell_refuses_the_file() {
        let found =
            [((1, 1), Data::Float(40.0)), ((1, 3), Data::String("a\n b".to_owned())), ((4, 0), Data::Bool(true))];
        let range = Range::from_sparse(found.map(|(at, data)| calamine::Cell::new(at, data)).to_vec());
        let mut cells = Cells::of(&range);
        let number = Expected::Number(400.0);
        assert_eq!(cells.other(1, 1, &number), Ok(Some("40".to_owned())));
        assert_eq!(cells.other(1, 2, &Expected::Nothing), Ok(None));
        assert_eq!(cells.other(1, 3, &Expected::Text(" a b".to_owned())), Ok(None));
        assert_eq!(cells.other(2, 0, &number), Ok(Some(String::new())), "a cell that the other reading lacks");
        assert_eq!(cells.other(3, 0, &Expected::Anything), Ok(None));
        let row = |row: &str| Err(Damage::from(PartDamage::Elsewhere(row.to_owned())));
        assert_eq!(cells.over(), row("5").map(|(): ()| ()));
        assert_eq!(cells.other(4, 1, &number), row("5").map(|(): ()| None));
        assert_eq!(cells.other(4, 0, &Expected::Truth(true)), Ok(None));
        assert_eq!(cells.over(), Ok(()));
    }
}
