//! The rows of a sheet that a person chose, once the whole of it was judged.

use super::{Checked, Judged, Judgement};
use crate::sheet::ChosenRows;

impl Checked {
    /// The same sheet of which only some rows are to be ordered. What is wrong with the others is not told, and
    /// theirs that could be ordered stay at hand: an earlier run may have ordered them.
    #[must_use]
    pub fn only(self, chosen: &ChosenRows) -> Self {
        let Self { judged, mut servers } = self;
        let left_out = |mut judged: Judged| {
            if chosen.holds(judged.row.no) {
                return judged;
            }
            judged.diagnostics.clear();
            let before = judged.judgement.servers() as u64;
            if let Judgement::Invalid(names) = judged.judgement {
                judged.judgement = Judgement::Skipped(names.into_iter().next().unwrap_or_default());
            }
            // What the check counted, and not a new count of the lines: those two are held against each other.
            servers = servers - before + judged.judgement.servers() as u64;
            judged
        };
        let judged = judged.into_iter().map(left_out).collect();
        Self { judged, servers }
    }
}
