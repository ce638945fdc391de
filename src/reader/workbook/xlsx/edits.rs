//! What the library is given otherwise than it stands in a sheet's part: things that it stumbles over and
//! that change no value. Every edit is as long as what it takes the place of.

/// The most edits of a sheet.
const MOST: usize = 2_000_000;

/// Edits of a part, from its begin.
#[derive(Debug, Default)]
pub(super) struct Edits {
    edits: Vec<Edit>,
    over: bool,
}

#[derive(Debug)]
struct Edit {
    from: u64,
    to: u64,
    /// What stands at the end of it; before that, the sign that fills it.
    end: Box<[u8]>,
    fill: u8,
}

impl Edits {
    /// Leaves out what stands from one place to another.
    pub(super) fn blank(&mut self, from: u64, to: u64) {
        self.push(Edit { from, to, end: Box::default(), fill: b' ' });
    }

    /// Writes a number without the space around it, with zeros before it instead.
    pub(super) fn number(&mut self, from: u64, to: u64, digits: &str) {
        if digits.len() as u64 > to.saturating_sub(from) {
            return;
        }
        // A sign stands before the zeros.
        let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
        if !sign.is_empty() {
            self.push(Edit { from, to: from + 1, end: sign.as_bytes().into(), fill: b' ' });
        }
        self.push(Edit { from: from + sign.len() as u64, to, end: digits.as_bytes().into(), fill: b'0' });
    }

    fn push(&mut self, edit: Edit) {
        if self.edits.len() < MOST {
            self.edits.push(edit);
        } else {
            self.over = true;
        }
    }

    /// Whether there were more than are kept.
    pub(super) const fn are_too_many(&self) -> bool {
        self.over
    }

    /// Sorts them; edits of one cell come in the order of its attributes.
    pub(super) fn sort(&mut self) {
        self.edits.sort_by_key(|edit| edit.from);
    }

    /// Makes the edits in a piece of the part that begins there.
    pub(super) fn make(&self, begin: u64, piece: &mut [u8]) {
        let end = begin + piece.len() as u64;
        let first = self.edits.partition_point(|edit| edit.to <= begin);
        for edit in self.edits[first..].iter().take_while(|edit| edit.from < end) {
            let text = edit.to.saturating_sub(edit.end.len() as u64);
            for at in edit.from.max(begin)..edit.to.min(end) {
                let sign = usize::try_from(at.wrapping_sub(text)).ok().filter(|_| at >= text);
                let sign = sign.and_then(|at| edit.end.get(at).copied()).unwrap_or(edit.fill);
                if let Some(byte) = usize::try_from(at - begin).ok().and_then(|at| piece.get_mut(at)) {
                    *byte = sign;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_however_the_part_is_cut() {
        let part = b"<c t=\"n\"><v>\n 400\n</v></c><v> -5 </v>";
        let mut edits = Edits::default();
        edits.number(12, 18, "400");
        edits.number(29, 33, "-5");
        edits.blank(3, 8);
        edits.sort();
        let whole = "<c      ><v>000400</v></c><v>-005</v>";
        for size in 1..part.len() {
            let mut made = part.to_vec();
            for (no, piece) in made.chunks_mut(size).enumerate() {
                edits.make((no * size) as u64, piece);
            }
            assert_eq!(String::from_utf8_lossy(&made), whole, "{size}");
        }
    }
}
