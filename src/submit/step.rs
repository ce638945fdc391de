//! What an answer means for its order and for the batch. Pure.

use std::time::Duration;

use crate::order::{Reason, ReasonCode, Status};
use crate::panel::{Answer, Delivery};

/// What happens next with an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It has ended.
    Close(Status, Option<Reason>),
    /// It provably was not executed, and may be tried again after a wait; with the tries used up
    /// it ends as not sent.
    Retry {
        /// Why.
        reason: Reason,
        /// The wait that the panel asks for.
        wait: Option<Duration>,
        /// Whether the panel's list is read before the order is sent again.
        list_first: bool,
    },
    /// It may exist: it is looked up in the panel's list.
    LookUp {
        /// Why.
        reason: Reason,
        /// How it ends if the list shows it.
        listed: Status,
        /// How it ends if a complete list does not show it; unknown without one.
        absent: Status,
    },
}

/// What an answer means for the orders to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Nothing.
    None,
    /// One is enough: nothing more is sent.
    Stop(ReasonCode),
    /// Send fewer at a time.
    Slow,
    /// The panel may be out of reach.
    Transport,
    /// A refusal; several equal ones in a row stop the run.
    Refusal(ReasonCode),
}

/// Reads a delivery: the table of an order's life, row by row.
///
/// `repeated` tells whether an earlier try of this order may have reached the panel.
#[must_use]
pub fn after(delivery: &Delivery, repeated: bool) -> (Step, Alarm) {
    match delivery {
        Delivery::NotSent(reason) => (retry(reason, None, false), Alarm::Transport),
        Delivery::NotTrusted(reason) => (unsent(reason, repeated), Alarm::Stop(reason.code)),
        Delivery::Lost { reason, .. } => (in_doubt(reason), Alarm::Transport),
        Delivery::Answered { answer, .. } => after_answer(answer, repeated),
    }
}

fn after_answer(answer: &Answer, repeated: bool) -> (Step, Alarm) {
    match answer {
        Answer::Accepted { .. } => (Step::Close(Status::Accepted, None), Alarm::None),
        // The balance is probably empty, so that the next order would end the same.
        Answer::Unpaid(reason) => (Step::Close(Status::Unpaid, Some(reason.clone())), Alarm::Stop(reason.code)),
        Answer::Refused(reason) if repeated => (repeated_refusal(reason), Alarm::None),
        Answer::Refused(reason) => (Step::Close(Status::Rejected, Some(reason.clone())), Alarm::Refusal(reason.code)),
        // A panel may make the order all the same and leave it unpaid: the list knows.
        Answer::NoMoney(reason) => {
            let absent = if repeated { Status::Unknown } else { Status::Rejected };
            (Step::LookUp { reason: reason.clone(), listed: Status::Unpaid, absent }, Alarm::Stop(reason.code))
        }
        Answer::SignInRefused(reason) => (unsent(reason, repeated), Alarm::Stop(reason.code)),
        // A front may refuse what it has already passed on, so the list is read before another try.
        Answer::Throttled { retry_after } => {
            (retry(&Reason::new(ReasonCode::Throttled), *retry_after, true), Alarm::Slow)
        }
        Answer::Blocked(reason) => (in_doubt(reason), Alarm::Stop(reason.code)),
        // Mostly a front whose panel is down, so a few of them in a row are an outage.
        Answer::Unclear(reason) => (in_doubt(reason), Alarm::Transport),
    }
}

fn retry(reason: &Reason, wait: Option<Duration>, list_first: bool) -> Step {
    Step::Retry { reason: reason.clone(), wait, list_first }
}

fn in_doubt(reason: &Reason) -> Step {
    Step::LookUp { reason: reason.clone(), listed: Status::Confirmed, absent: Status::Unknown }
}

/// This try was not executed; an earlier one may have been.
fn unsent(reason: &Reason, repeated: bool) -> Step {
    if repeated { in_doubt(reason) } else { Step::Close(Status::NotSent, Some(reason.clone())) }
}

/// An order is sent again only once its first try is proved absent, so a refusal stands if the list
/// still does not show it. That the domain is in use, though, contradicts the proof.
fn repeated_refusal(reason: &Reason) -> Step {
    if reason.code == ReasonCode::DomainInUse {
        return in_doubt(&Reason { code: ReasonCode::RefusedOnRepeat, ..reason.clone() });
    }
    Step::LookUp { reason: reason.clone(), listed: Status::Confirmed, absent: Status::Rejected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(answer: Answer) -> Delivery {
        Delivery::Answered { http_status: 200, answer }
    }

    /// Every row of the table, for a first and for a repeated try.
    #[test]
    fn every_delivery_leads_where_the_table_says() {
        use ReasonCode as C;
        use Status::{Accepted, Confirmed, NotSent, Rejected, Unknown, Unpaid};
        let r = Reason::new;
        let look_up = |code, listed, absent| Step::LookUp { reason: r(code), listed, absent };
        let close = |status, code| Step::Close(status, Some(r(code)));
        let doubt = |code| look_up(code, Confirmed, Unknown);
        let again = |code, wait, list_first| Step::Retry { reason: r(code), wait, list_first };
        let second = Some(Duration::from_secs(1));
        let table = [
            (
                Delivery::NotSent(r(C::Unreachable)),
                again(C::Unreachable, None, false),
                again(C::Unreachable, None, false),
                Alarm::Transport,
            ),
            (
                Delivery::NotTrusted(r(C::NotTrusted)),
                close(NotSent, C::NotTrusted),
                doubt(C::NotTrusted),
                Alarm::Stop(C::NotTrusted),
            ),
            (
                Delivery::Lost { reason: r(C::TimedOut), http_status: None },
                doubt(C::TimedOut),
                doubt(C::TimedOut),
                Alarm::Transport,
            ),
            (
                answered(Answer::Accepted { service_id: None }),
                Step::Close(Accepted, None),
                Step::Close(Accepted, None),
                Alarm::None,
            ),
            (
                answered(Answer::Unpaid(r(C::NotPaid))),
                close(Unpaid, C::NotPaid),
                close(Unpaid, C::NotPaid),
                Alarm::Stop(C::NotPaid),
            ),
            (
                answered(Answer::SignInRefused(r(C::SignInRefused))),
                close(NotSent, C::SignInRefused),
                doubt(C::SignInRefused),
                Alarm::Stop(C::SignInRefused),
            ),
            (
                answered(Answer::NoMoney(r(C::NoMoney))),
                look_up(C::NoMoney, Unpaid, Rejected),
                look_up(C::NoMoney, Unpaid, Unknown),
                Alarm::Stop(C::NoMoney),
            ),
            (
                answered(Answer::Throttled { retry_after: second }),
                again(C::Throttled, second, true),
                again(C::Throttled, second, true),
                Alarm::Slow,
            ),
            (answered(Answer::Blocked(r(C::Captcha))), doubt(C::Captcha), doubt(C::Captcha), Alarm::Stop(C::Captcha)),
            (
                answered(Answer::Unclear(r(C::ServerError))),
                doubt(C::ServerError),
                doubt(C::ServerError),
                Alarm::Transport,
            ),
        ];
        for (delivery, first, repeated, alarm) in table {
            assert_eq!(after(&delivery, false), (first, alarm), "{delivery:?}");
            assert_eq!(after(&delivery, true), (repeated, alarm), "{delivery:?} repeated");
        }
        let refused = answered(Answer::Refused(r(C::DomainInUse)));
        assert_eq!(after(&refused, false), (close(Rejected, C::DomainInUse), Alarm::Refusal(C::DomainInUse)));
        assert_eq!(after(&refused, true), (doubt(C::RefusedOnRepeat), Alarm::None));
        let refused = answered(Answer::Refused(r(C::ValueRefused)));
        assert_eq!(after(&refused, true), (look_up(C::ValueRefused, Confirmed, Rejected), Alarm::None));
    }
}
