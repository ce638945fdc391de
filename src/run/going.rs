//! A run that is still going: what its ledger has of it so far is no end of anything.

use super::{Line, Run};
use crate::order::{Outcome, Reason, ReasonCode, Status};

impl Run {
    /// Says of every line that awaits its answer or its turn that it does. A ledger keeps these like those of a run that
    /// was cut off: only who knows its process can tell them apart.
    pub fn still_going(&mut self) {
        if self.end.is_none() {
            still_going(&mut self.lines);
        }
    }

    /// Whether that was said of it.
    #[must_use]
    pub fn is_still_going(&self) -> bool {
        self.lines.iter().any(|line| line.outcome.is_under_way())
    }
}

/// The same of lines that are known to be of such a run.
pub fn still_going(lines: &mut [Line]) {
    for outcome in lines.iter_mut().map(|line| &mut line.outcome) {
        if let Some(code) = under_way(outcome) {
            outcome.reason = Some(Reason::new(code));
        }
    }
}

fn under_way(outcome: &Outcome) -> Option<ReasonCode> {
    let code = outcome.reason.as_ref()?.code;
    match (outcome.status, code) {
        (Status::Unknown, ReasonCode::Crashed) if outcome.ended_at.is_none() => Some(ReasonCode::StillAwaited),
        (Status::NotSent, ReasonCode::RunStopped) => Some(ReasonCode::NotYetSent),
        // It lies in the cart, which this run is to pay for.
        (Status::Unpaid, ReasonCode::InCart) if outcome.attempts == 0 => Some(ReasonCode::NotYetSent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::RowNo;

    #[test]
    fn what_awaits_its_answer_or_its_turn_is_told_from_what_was_cut_off() {
        let because = |status, code| Outcome::because(status, Reason::new(code));
        let ended = Outcome { attempts: 1, ..because(Status::Unpaid, ReasonCode::InCart) };
        let outcomes = [
            because(Status::Unknown, ReasonCode::Crashed),
            because(Status::NotSent, ReasonCode::RunStopped),
            because(Status::Unpaid, ReasonCode::InCart),
            ended,
            because(Status::Unknown, ReasonCode::TimedOut),
        ];
        let line = |outcome| Line { row: RowNo::from_index(1), server: 1, name: String::new(), order: None, outcome };
        let mut lines = outcomes.map(line);
        still_going(&mut lines);
        let codes: Vec<_> = lines.iter().filter_map(|line| Some(line.outcome.reason.as_ref()?.code)).collect();
        let (waits, turn) = (ReasonCode::StillAwaited, ReasonCode::NotYetSent);
        assert_eq!(codes, [waits, turn, turn, ReasonCode::InCart, ReasonCode::TimedOut]);
    }
}
