//! Which columns are hidden, as a file says of one run of them after another, however often.

use crate::reader::address::COLS;
use crate::reader::marks::Marks;

/// Rows are seen from this height on, in twentieths of a point: two dots of a screen.
pub(super) const LOW: u16 = 30;

/// Columns are seen from this width on, in parts of a letter of which it has 256: two dots of a screen.
pub(super) const NARROW: u16 = 64;

/// Hidden columns: by column, how many runs begin there more than end before it.
#[derive(Debug)]
pub(super) struct Columns(Vec<i64>);

impl Default for Columns {
    fn default() -> Self {
        Self(vec![0; COLS as usize + 1])
    }
}

impl Columns {
    /// Notes a run from the first column to the last, from 0.
    pub(super) fn hide(&mut self, first: u32, last: u32) {
        if first <= last && first < COLS {
            self.0[first as usize] += 1;
            self.0[last.min(COLS - 1) as usize + 1] -= 1;
        }
    }

    /// Tells the runs.
    pub(super) fn tell(&self, marks: &mut Marks) {
        let (mut depth, mut first) = (0, None);
        for (col, step) in (0..).zip(&self.0) {
            depth += step;
            match (first, depth > 0) {
                (None, true) => first = Some(col),
                (Some(begun), false) => {
                    marks.hide_columns(begun, col - 1);
                    first = None;
                }
                _ => {}
            }
        }
    }
}
