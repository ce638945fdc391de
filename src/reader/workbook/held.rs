//! What a cell of a binary workbook holds, before it is told what its style and its formula make of it.

use calamine::DataRef;

use super::styled::Styled;
use super::value;
use crate::sheet::{Cell, Value};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Held {
    Number(f64),
    /// One of the texts that cells share.
    Shared(usize),
    Text(Box<str>),
    Bool(bool),
    Error(u8),
    /// The result of a formula that the file does not tell.
    Nothing,
}

/// A cell with something in it.
#[derive(Clone, Debug)]
pub(super) struct HeldCell {
    /// Row and column, from 0.
    pub(super) at: (u32, u16),
    pub(super) style: u32,
    /// Whether a formula made it.
    pub(super) formula: bool,
    /// Whether the formula is to be calculated when the file is opened.
    pub(super) asks: bool,
    pub(super) held: Held,
}

impl HeldCell {
    /// What it holds, to be looked up by its style.
    pub(super) fn style(&self) -> usize {
        usize::try_from(self.style).unwrap_or(usize::MAX)
    }

    /// The cell as it is read; none if nothing is in it, or only spaces. The text is that which it shares.
    pub(super) fn told(&self, styled: &Styled, shared: &str, formula: bool) -> Option<Cell> {
        let data = match &self.held {
            Held::Number(number) => styled.number(self.style(), *number),
            Held::Shared(_) => DataRef::SharedString(shared),
            Held::Text(text) => DataRef::SharedString(text),
            Held::Bool(truth) => DataRef::Bool(*truth),
            Held::Nothing => DataRef::Empty,
            Held::Error(code) => return Some(Cell { value: error(*code), formula }),
        };
        value::cell(data, formula)
    }
}

/// The error value of a number.
fn error(code: u8) -> Value {
    let word = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        // Of programs to come.
        code => return Value::Error(format!("#{code}")),
    };
    Value::Error(word.to_owned())
}

/// A number in four bytes: whole or the upper half of a fraction, and perhaps in hundredths.
pub(super) fn rk(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

#[cfg(test)]
mod tests {
    use super::rk;

    #[test]
    #[expect(clippy::float_cmp, reason = "each is exactly what is packed")]
    fn packed_numbers_are_whole_or_fractions_or_hundredths() {
        for (packed, number) in
            [(0x3ff0_0000, 1.0), (0x3ff0_0001, 0.01), (0x004b_5646, 1_234_321.0), (0x004b_5647, 12_343.21)]
        {
            assert_eq!(rk(packed), number, "{packed:#x}");
        }
        assert_eq!([rk((-5_i32).cast_unsigned() << 2 | 2), rk(0xc034_0000)], [-5.0, -20.0]);
    }
}
