//! What a run comes to, and the exit.

use serde::{Deserialize, Serialize};

use super::exit::Exit;
use super::{Stop, Tally};
use crate::order::{Status, Weight};

/// What a run that sent orders, or had none to send, comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every selected row accepted, confirmed, already ordered or skipped.
    Done,
    /// A dry run that found nothing wrong: there are orders to place, and none was sent.
    Planned,
    /// A dry run that found nothing wrong, and nothing to order either.
    NothingToOrder,
    /// Stopped before the first order request.
    StoppedBefore,
    /// The sheet has errors, and nothing was sent.
    SheetErrors,
    /// Finished; some rows invalid, rejected, in conflict or unpaid; none unknown.
    SomeFailed,
    /// At least one row is unknown.
    SomeUnknown,
    /// Finished; but orders were accepted that the list at the end did not show, since it could not be read or did
    /// not come complete.
    Unseen,
    /// A guard refused; nothing was sent.
    Guarded,
    /// Stopped by a breaker after the first order request.
    Stopped,
    /// Orders done, but the workbook could not be written.
    NoWorkbook,
    /// Interrupted.
    Interrupted,
}

impl Verdict {
    /// What a run comes to. When several apply: unknown, interrupted, stopped, some failed.
    ///
    /// `sent` tells whether any order request left.
    #[must_use]
    pub fn of_run(tally: &Tally, stop: Option<&Stop>, sent: bool) -> Self {
        let some =
            |weight| Status::ALL.into_iter().any(|status| status.facts().weight == weight && tally.count(status) > 0);
        // Before whatever stopped the run: an order in doubt may cost money, and a person has to look.
        if some(Weight::Unknown) {
            return Self::SomeUnknown;
        }
        match stop {
            Some(Stop::Interrupted) => return Self::Interrupted,
            Some(Stop::Guard(_)) => return Self::Guarded,
            // This end promises that nothing was sent, so every request that may have left counts against it.
            Some(_) if !sent => return Self::StoppedBefore,
            Some(_) => return Self::Stopped,
            None => {}
        }
        if some(Weight::Failed) {
            return Self::SomeFailed;
        }
        Self::Done
    }

    /// What a dry run comes to: never done, since it did nothing. `ready` tells whether there are orders to place.
    #[must_use]
    pub const fn planned(self, ready: bool) -> Self {
        match self {
            Self::Done | Self::Planned | Self::NothingToOrder if ready => Self::Planned,
            Self::Done | Self::Planned | Self::NothingToOrder => Self::NothingToOrder,
            Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeFailed
            | Self::SomeUnknown
            | Self::Unseen
            | Self::Guarded
            | Self::Stopped
            | Self::NoWorkbook
            | Self::Interrupted => self,
        }
    }

    /// What a run comes to whose list at the end told nothing of orders that were accepted. Unlike those of a list
    /// that shows everything else, nobody knows whether they stand.
    #[must_use]
    pub const fn unseen(self) -> Self {
        match self {
            Self::Done | Self::SomeFailed | Self::Stopped | Self::NoWorkbook | Self::Interrupted | Self::Unseen => {
                Self::Unseen
            }
            Self::Planned
            | Self::NothingToOrder
            | Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeUnknown
            | Self::Guarded => self,
        }
    }

    /// What a run comes to that has orders of which a person said otherwise than the panel's list: whether they
    /// stand, nobody knows.
    #[must_use]
    pub const fn contradicted(self) -> Self {
        match self {
            Self::Done | Self::SomeFailed | Self::Stopped | Self::NoWorkbook | Self::Interrupted | Self::Unseen => {
                Self::SomeUnknown
            }
            Self::Planned
            | Self::NothingToOrder
            | Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeUnknown
            | Self::Guarded => self,
        }
    }

    /// What a run comes to whose end the ledger did not take: never done. `sent` tells whether any
    /// order request left.
    #[must_use]
    pub const fn unrecorded(self, sent: bool) -> Self {
        match self {
            // Only an end that sounds whole would be wrong; the others say already that something is.
            Self::Done | Self::SomeFailed if sent => Self::Stopped,
            Self::Done | Self::SomeFailed => Self::StoppedBefore,
            Self::Planned
            | Self::NothingToOrder
            | Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeUnknown
            | Self::Unseen
            | Self::Guarded
            | Self::Stopped
            | Self::NoWorkbook
            | Self::Interrupted => self,
        }
    }

    /// What a run comes to whose results workbook could not be written anywhere: what is graver than
    /// that, or promises that nothing was sent, stands.
    #[must_use]
    pub const fn unwritten(self) -> Self {
        match self {
            Self::Done | Self::SomeFailed | Self::Stopped => Self::NoWorkbook,
            Self::Planned
            | Self::NothingToOrder
            | Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeUnknown
            | Self::Unseen
            | Self::Guarded
            | Self::NoWorkbook
            | Self::Interrupted => self,
        }
    }

    /// What a dry run comes to whose plan could not be written anywhere: nothing came of it. What says already that
    /// something is wrong stands, unless it is only about some rows.
    #[must_use]
    pub const fn unplanned(self) -> Self {
        match self {
            Self::Done | Self::Planned | Self::NothingToOrder | Self::SomeFailed => Self::StoppedBefore,
            Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeUnknown
            | Self::Unseen
            | Self::Guarded
            | Self::Stopped
            | Self::NoWorkbook
            | Self::Interrupted => self,
        }
    }

    /// How the program ends then.
    #[must_use]
    pub const fn exit(self) -> Exit {
        match self {
            Self::Done | Self::Planned | Self::NothingToOrder => Exit::Done,
            Self::StoppedBefore => Exit::NotRun,
            Self::SheetErrors => Exit::SheetErrors,
            Self::SomeFailed => Exit::SomeFailed,
            Self::SomeUnknown | Self::Unseen => Exit::SomeUnknown,
            Self::Guarded => Exit::Guarded,
            Self::Stopped => Exit::Stopped,
            Self::NoWorkbook => Exit::NoWorkbook,
            Self::Interrupted => Exit::Interrupted,
        }
    }

    /// The same, where a clean plan that has something to order has an exit of its own.
    #[must_use]
    pub const fn detailed_exit(self) -> Exit {
        match self {
            Self::Planned => Exit::ToOrder,
            Self::Done
            | Self::NothingToOrder
            | Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeFailed
            | Self::SomeUnknown
            | Self::Unseen
            | Self::Guarded
            | Self::Stopped
            | Self::NoWorkbook
            | Self::Interrupted => self.exit(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_of_several_ends_decides() {
        let of = |statuses: &[Status], stop: Option<Stop>, sent, written| {
            let verdict = Verdict::of_run(&statuses.iter().copied().collect(), stop.as_ref(), sent);
            if written { verdict } else { verdict.unwritten() }.exit().code()
        };
        let outage = Some(Stop::Outage);
        assert_eq!(of(&[Status::Confirmed, Status::Skipped, Status::AlreadyOrdered], None, true, true), 0);
        assert_eq!(of(&[Status::Confirmed, Status::Rejected], None, true, true), 4);
        assert_eq!(of(&[Status::Confirmed, Status::Rejected, Status::Unknown], outage.clone(), true, false), 5);
        assert_eq!(of(&[Status::Confirmed, Status::NotSent], Some(Stop::Interrupted), true, false), 130);
        assert_eq!(of(&[Status::Confirmed, Status::NotSent], outage.clone(), true, false), 8);
        assert_eq!(of(&[Status::Confirmed, Status::NotSent], outage.clone(), true, true), 7);
        assert_eq!(of(&[Status::NotSent], outage, false, true), 1);
        assert_eq!(of(&[Status::Confirmed], None, true, false), 8);
    }

    #[test]
    fn a_dry_run_is_never_done_and_tells_apart_whether_there_is_something_to_order() {
        let of = |verdict: Verdict, ready| {
            let planned = verdict.planned(ready);
            (planned, planned.exit().code(), planned.detailed_exit().code())
        };
        assert_eq!(of(Verdict::Done, true), (Verdict::Planned, 0, 9));
        assert_eq!(of(Verdict::Done, false), (Verdict::NothingToOrder, 0, 0));
        assert_eq!(of(Verdict::SomeFailed, true), (Verdict::SomeFailed, 4, 4));
        assert_eq!(of(Verdict::SomeUnknown, true), (Verdict::SomeUnknown, 5, 5));
        assert_eq!(of(Verdict::Guarded, true), (Verdict::Guarded, 6, 6));
    }

    #[test]
    fn a_dry_run_without_its_plan_is_no_success() {
        let of = |verdict: Verdict| {
            let unplanned = verdict.unplanned();
            assert!(unplanned.exit().promises_nothing_sent() || verdict == Verdict::SomeUnknown, "{verdict:?}");
            [unplanned.exit().code(), unplanned.detailed_exit().code()]
        };
        assert_eq!([of(Verdict::Planned), of(Verdict::NothingToOrder), of(Verdict::SomeFailed)], [[1, 1]; 3]);
        assert_eq!(
            [of(Verdict::SheetErrors), of(Verdict::SomeUnknown), of(Verdict::Guarded)],
            [[3, 3], [5, 5], [6, 6]]
        );
    }

    #[test]
    fn what_is_not_recorded_is_never_done() {
        let of = |verdict: Verdict, sent| verdict.unrecorded(sent).exit().code();
        assert_eq!([of(Verdict::Done, true), of(Verdict::SomeFailed, true)], [7, 7]);
        assert_eq!([of(Verdict::Done, false), of(Verdict::SomeFailed, false)], [1, 1]);
        assert_eq!([of(Verdict::SomeUnknown, true), of(Verdict::Interrupted, true)], [5, 130]);
        assert_eq!([of(Verdict::SheetErrors, false), of(Verdict::Guarded, false)], [3, 6]);
    }
}
