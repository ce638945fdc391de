//! How the program ends: the one place that knows the exit codes.

/// What the program tells whoever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Every selected row is accepted, confirmed, already ordered or skipped; or a check or dry run
    /// found nothing wrong. Code 0.
    Done = 0,
    /// The program could not run, or stopped before the first order request; or the plan of a dry run could not be
    /// written. Nothing was sent. Code 1.
    NotRun = 1,
    /// What was typed does not fit. Nothing was sent. Code 2.
    Usage = 2,
    /// The sheet has errors, and `--only-valid` was not given. Nothing was sent. Code 3.
    SheetErrors = 3,
    /// Finished; some rows are invalid, rejected, in conflict or unpaid, and none is unknown; or a tariff table is
    /// not what its panel says. Code 4.
    SomeFailed = 4,
    /// At least one row is unknown, now or from an earlier run; or orders were accepted, and the list at the end of
    /// the run could not tell whether they stand; or a tariff table could not be compared in everything. Code 5.
    SomeUnknown = 5,
    /// A guard refused: a limit, the balance, another plan than the approved one, or a confirmation declined or
    /// impossible. Nothing was
    /// sent. Code 6.
    Guarded = 6,
    /// A breaker stopped the run after its first order request. Code 7.
    Stopped = 7,
    /// The orders are done, but the results workbook could not be written. Code 8.
    NoWorkbook = 8,
    /// A clean dry run with orders to place, where `--detailed-exitcode` asks for the difference. Nothing was sent.
    /// Code 9.
    ToOrder = 9,
    /// A person interrupted the program. Code 130, as shells have it for an interrupt.
    Interrupted = 130,
}

impl Exit {
    /// Every end, by its code.
    pub const ALL: [Self; 11] = [
        Self::Done,
        Self::NotRun,
        Self::Usage,
        Self::SheetErrors,
        Self::SomeFailed,
        Self::SomeUnknown,
        Self::Guarded,
        Self::Stopped,
        Self::NoWorkbook,
        Self::ToOrder,
        Self::Interrupted,
    ];

    /// How the program ends after several sheets: as the gravest of their ends. Once orders of one may have left
    /// (`sent`), the whole is no end that promises otherwise.
    #[must_use]
    pub fn of_several(ends: impl IntoIterator<Item = Self>, sent: bool) -> Self {
        let gravest = ends.into_iter().max_by_key(|end| end.gravity()).unwrap_or(Self::Done);
        if sent && gravest.promises_nothing_sent() { Self::SomeFailed } else { gravest }
    }

    /// How grave it is among the ends of several sheets: what may have cost money before what has not.
    const fn gravity(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::ToOrder => 1,
            Self::Guarded => 2,
            Self::SheetErrors => 3,
            Self::Usage => 4,
            Self::NotRun => 5,
            Self::SomeFailed => 6,
            Self::Stopped => 7,
            Self::NoWorkbook => 8,
            Self::Interrupted => 9,
            Self::SomeUnknown => 10,
        }
    }

    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The word for machines.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotRun => "not-run",
            Self::Usage => "usage",
            Self::SheetErrors => "sheet-errors",
            Self::SomeFailed => "some-failed",
            Self::SomeUnknown => "some-unknown",
            Self::Guarded => "guarded",
            Self::Stopped => "stopped",
            Self::NoWorkbook => "no-workbook",
            Self::ToOrder => "to-order",
            Self::Interrupted => "interrupted",
        }
    }

    /// Whether this end promises that no order request left.
    #[must_use]
    pub const fn promises_nothing_sent(self) -> bool {
        match self {
            Self::NotRun | Self::Usage | Self::SheetErrors | Self::Guarded | Self::ToOrder => true,
            Self::Done
            | Self::SomeFailed
            | Self::SomeUnknown
            | Self::Stopped
            | Self::NoWorkbook
            | Self::Interrupted => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_sheets_the_gravest_end_counts_and_none_that_promises_too_much() {
        let of = |ends: &[Exit], sent| Exit::of_several(ends.iter().copied(), sent).code();
        assert_eq!(of(&[], false), 0);
        assert_eq!(of(&[Exit::Done, Exit::Done], true), 0);
        assert_eq!(of(&[Exit::Done, Exit::SheetErrors, Exit::Done], false), 3);
        assert_eq!(of(&[Exit::Guarded, Exit::SheetErrors, Exit::NotRun], false), 1);
        assert_eq!(of(&[Exit::SomeFailed, Exit::NoWorkbook, Exit::Stopped], true), 8);
        assert_eq!(of(&[Exit::Interrupted, Exit::SomeUnknown, Exit::NoWorkbook], true), 5);
        // Orders of the first sheet have left: the errors of the second one do not undo that.
        for end in Exit::ALL.into_iter().filter(|end| end.promises_nothing_sent()) {
            assert_eq!(of(&[Exit::Done, end], true), 4, "{end:?}");
        }
    }
}
