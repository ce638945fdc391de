//! What a run comes to: counts by status, and the exit.

use serde::{Deserialize, Serialize};

use super::{Guard, Hindrance, Kept, ReasonCode, Status, Unwritten, Weight};
use crate::exit::Exit;
use crate::lang::{Lang, tr};
use crate::printable::printable;

/// How many servers ended in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; Status::ALL.len()],
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, status: Status) {
        self.counts[status as usize] += 1;
    }

    /// How many ended in `status`.
    #[must_use]
    pub const fn count(&self, status: Status) -> u64 {
        self.counts[status as usize]
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The servers by status, in words: `5 servers: confirmed 4 · rejected 1`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let total = self.total();
        let servers = lang.noun(total, ["server", "servers"], ["сервер", "сервера", "серверов"]);
        let part = |status: Status| {
            let count = self.count(status);
            (count > 0).then(|| format!("{} {count}", status.title(lang).to_lowercase()))
        };
        let parts: Vec<_> = Status::ALL.into_iter().filter_map(part).collect();
        if parts.is_empty() {
            format!("{total} {servers}")
        } else {
            format!("{total} {servers}: {}", parts.join(" · "))
        }
    }
}

impl FromIterator<Status> for Tally {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut tally = Self::default();
        statuses.into_iter().for_each(|status| tally.add(status));
        tally
    }
}

/// Why a run ended before it had tried every order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// A person interrupted it.
    Interrupted,
    /// One answer was enough to stop.
    Answer(ReasonCode),
    /// So many orders are unknown.
    TooManyUnknown(u32),
    /// The same refusal came so many times in a row.
    SameRefusal(u32, ReasonCode),
    /// The panel could not be reached for a while.
    Outage,
    /// The first order ended so that nothing more may be sent.
    FirstOrder(Status),
    /// The ledger could not be written.
    Unwritten(Unwritten),
    /// The same as a sentence: older ledgers keep it so, and machines are told it so.
    Ledger(String),
    /// A guard refused before the first order request.
    Guard(Kept<Guard>),
    /// Something else kept the run from its first order request.
    Before(Kept<Hindrance>),
}

impl Stop {
    /// Why, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Interrupted => lang.pick("interrupted by a person", "прервано человеком").to_owned(),
            Self::Answer(reason) => format!("{} {}", reason.code(), reason.title(lang)),
            Self::TooManyUnknown(n) => {
                let noun = lang.noun(u64::from(*n), ["order is", "orders are"], ["заказа", "заказов", "заказов"]);
                tr!(lang, "{n} {noun} unknown", "неизвестна судьба {n} {noun}")
            }
            Self::SameRefusal(n, reason) => {
                let (code, title) = (reason.code(), reason.title(lang));
                let times = lang.noun(u64::from(*n), ["time", "times"], ["раз", "раза", "раз"]);
                tr!(
                    lang,
                    "the same refusal {n} {times} in a row: {code} {title}",
                    "один и тот же отказ {n} {times} подряд: {code} {title}"
                )
            }
            Self::Outage => {
                lang.pick("the panel could not be reached for a while", "с панелью долго не было связи").to_owned()
            }
            Self::FirstOrder(status) => {
                let status = status.title(lang);
                tr!(lang, "the status of the first order is `{status}`", "первый заказ получил статус `{status}`")
            }
            Self::Unwritten(why) => unwritten(&why.to_string(), lang),
            Self::Ledger(why) => unwritten(why, lang),
            Self::Guard(why) => printable(&why.message(lang)),
            Self::Before(why) => printable(&why.message(lang)),
        }
    }
}

fn unwritten(why: &str, lang: Lang) -> String {
    let why = printable(why);
    tr!(lang, "the ledger could not be written: {why}", "не удалось записать в журнал: {why}")
}

/// What a run that sent orders, or had none to send, comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every selected row accepted, confirmed, already ordered or skipped.
    Done,
    /// Stopped before the first order request.
    StoppedBefore,
    /// The sheet has errors, and nothing was sent.
    SheetErrors,
    /// Finished; some rows invalid, rejected, in conflict or unpaid; none unknown.
    SomeFailed,
    /// At least one row is unknown.
    SomeUnknown,
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
        if some(Weight::Unknown) {
            return Self::SomeUnknown;
        }
        match stop {
            Some(Stop::Interrupted) => return Self::Interrupted,
            Some(Stop::Guard(_)) => return Self::Guarded,
            Some(_) if !sent => return Self::StoppedBefore,
            Some(_) => return Self::Stopped,
            None => {}
        }
        if some(Weight::Failed) {
            return Self::SomeFailed;
        }
        Self::Done
    }

    /// What a run comes to whose end the ledger did not take: never done. `sent` tells whether any
    /// order request left.
    #[must_use]
    pub const fn unrecorded(self, sent: bool) -> Self {
        match self {
            Self::Done | Self::SomeFailed if sent => Self::Stopped,
            Self::Done | Self::SomeFailed => Self::StoppedBefore,
            Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeUnknown
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
            Self::StoppedBefore
            | Self::SheetErrors
            | Self::SomeUnknown
            | Self::Guarded
            | Self::NoWorkbook
            | Self::Interrupted => self,
        }
    }

    /// How the program ends then.
    #[must_use]
    pub const fn exit(self) -> Exit {
        match self {
            Self::Done => Exit::Done,
            Self::StoppedBefore => Exit::NotRun,
            Self::SheetErrors => Exit::SheetErrors,
            Self::SomeFailed => Exit::SomeFailed,
            Self::SomeUnknown => Exit::SomeUnknown,
            Self::Guarded => Exit::Guarded,
            Self::Stopped => Exit::Stopped,
            Self::NoWorkbook => Exit::NoWorkbook,
            Self::Interrupted => Exit::Interrupted,
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
    fn what_is_not_recorded_is_never_done() {
        let of = |verdict: Verdict, sent| verdict.unrecorded(sent).exit().code();
        assert_eq!([of(Verdict::Done, true), of(Verdict::SomeFailed, true)], [7, 7]);
        assert_eq!([of(Verdict::Done, false), of(Verdict::SomeFailed, false)], [1, 1]);
        assert_eq!([of(Verdict::SomeUnknown, true), of(Verdict::Interrupted, true)], [5, 130]);
        assert_eq!([of(Verdict::SheetErrors, false), of(Verdict::Guarded, false)], [3, 6]);
    }
}
