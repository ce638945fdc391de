//! Areas of cells. Pure.

use calamine::Dimensions;

use crate::reader::address;

/// An area such as `A5:C7`, or a cell: its corners, rows and columns from 0.
pub(super) fn area(text: &str) -> Option<Dimensions> {
    let text = text.trim().replace('$', "");
    let (first, last) = text.split_once(':').unwrap_or((&text, &text));
    let (start, end) = (address::cell(first)?, address::cell(last)?);
    (start.0 <= end.0 && start.1 <= end.1).then_some(Dimensions { start, end })
}

/// The same, whichever of its corners it names.
pub(super) fn corners(text: &str) -> Option<Dimensions> {
    let text = text.trim().replace('$', "");
    let (one, other) = text.split_once(':').unwrap_or((&text, &text));
    let (one, other) = (address::cell(one)?, address::cell(other)?);
    let start = (one.0.min(other.0), one.1.min(other.1));
    Some(Dimensions { start, end: (one.0.max(other.0), one.1.max(other.1)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_its_corners() {
        assert_eq!(area("B5:$C$6"), Some(Dimensions { start: (4, 1), end: (5, 2) }));
        assert_eq!(area("A1"), Some(Dimensions { start: (0, 0), end: (0, 0) }));
        for text in ["nonsense", "C6:B5", "A:B", "1:2", "A1:XFE1", ""] {
            assert_eq!(area(text), None, "{text}");
        }
    }
}
