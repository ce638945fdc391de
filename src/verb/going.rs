//! Which run of a ledger is still going, and in which process.

use jiff::Timestamp;

use crate::ledger::{self, Holder, Place};
use crate::run::Facts;

/// Who works at a ledger, asked for before it is read: what ended in between is read as ended.
pub(super) struct Going {
    holder: Option<Holder>,
    /// The latest run, which alone can be the holder's.
    last: Option<String>,
}

impl Going {
    pub(super) fn of(place: &Place) -> Self {
        let holder = ledger::holder(place);
        let last = holder.is_some().then(|| ledger::runs(place).ok()?.into_iter().next()).flatten();
        Self { holder, last: last.map(|line| line.facts.id) }
    }

    /// Whether a run that has no end yet is being made now.
    pub(super) fn makes(&self, run: &str, started: Timestamp) -> bool {
        self.last.as_deref() == Some(run) && self.holder.as_ref().is_some_and(|holder| holder.since <= started)
    }

    /// Who makes this run, which has no end yet; none where it was cut off.
    pub(super) fn holder(&self, run: &Facts) -> Option<&Holder> {
        self.holder.as_ref().filter(|_| self.makes(&run.id, run.started))
    }
}
