//! What two readings of a row are compared by: a number for each cell, the sum of them for a row. Pure.

/// What a cell says, in the form in which both readings are compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said {
    /// A text, by its [`text`].
    Text(u64),
    Number(f64),
    Bool(bool),
    /// A day in ISO form, by its [`text`].
    Day(u64),
    /// What can be read in several ways, or in none, agrees with nothing.
    Unclear,
}

/// A number for a text.
pub(super) fn text(text: &str) -> u64 {
    let (pieces, rest) = text.as_bytes().as_chunks::<8>();
    let mut sum = 0x9e37_79b9_7f4a_7c15 ^ text.len() as u64;
    for piece in pieces {
        sum = mix(sum ^ u64::from_le_bytes(*piece));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(sum ^ u64::from_le_bytes(last))
}

/// What the sum of a row begins with.
pub(super) fn row(row: u32) -> u64 {
    mix(u64::from(row) ^ 6 << 60)
}

/// A number for a cell of a column.
pub(super) fn cell(col: u32, said: Said) -> u64 {
    let (kind, value) = match said {
        Said::Text(text) => (1, text),
        // Nothing is told apart by the sign of zero or the kind of what is no number.
        Said::Number(0.0) => (2, 0),
        Said::Number(number) if number.is_nan() => (2, 1),
        Said::Number(number) => (2, number.to_bits()),
        Said::Bool(truth) => (3, u64::from(truth)),
        Said::Day(text) => (4, text),
        Said::Unclear => (5, 0),
    };
    mix(mix(value ^ kind << 60) ^ u64::from(col))
}

const fn mix(value: u64) -> u64 {
    let wide = (value ^ 0xa076_1d64_78bd_642f) as u128 * 0xe703_7ed1_a0b4_28db_u128;
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    let (low, high) = (wide as u64, (wide >> 64) as u64);
    low ^ high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_has_another_number() {
        let texts = ["", "a", "a\0", "KVM Ferrum", "KVM Ferrun", "12345678", "123456780", "\0\0\0\0\0\0\0\0"];
        let said = texts.iter().map(|one| Said::Text(text(one))).chain([
            Said::Number(0.0),
            Said::Number(1.0),
            Said::Number(-1.0),
            Said::Number(f64::NAN),
            Said::Bool(false),
            Said::Bool(true),
            Said::Day(text("a")),
            Said::Unclear,
        ]);
        let mut numbers: Vec<u64> = said.flat_map(|said| [cell(0, said), cell(1, said)]).collect();
        let all = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), all);
        assert_eq!(cell(3, Said::Number(-0.0)), cell(3, Said::Number(0.0)));
    }
}
