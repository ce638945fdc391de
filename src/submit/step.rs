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
    LookUp(Reason, Ends),
    /// It lies in the account's cart as this item, unpaid.
    InCart(String),
    /// It stands, says the answer, and the list is asked whether it was paid.
    Glance,
}

/// How an order that is looked up ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// How the list that shows it is read.
    pub listed: Shown,
    /// How it ends if lists that prove absence do not show it.
    pub absent: Status,
    /// How it stands until a list tells.
    pub untold: Status,
    /// The most looks; as many as there are waits if there are more.
    pub looks: usize,
    /// Whether the cart is asked for it where no list shows it.
    pub cart: bool,
}

/// What it means that a new service stands under the domain of an order. One that waits for its payment is not
/// paid, whatever the answer said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is the order's.
    Ours,
    /// It is the order's, and counts as paid only if it runs: the panel said that there is no money.
    OursIfItRuns,
    /// Whose it is nobody knows: the panel said that it refused the order.
    Anybodys,
}

/// Looks for an order whose domain the panel called used: a list that is late is looked at again when the run ends.
const LOOKS_AT_USED: usize = 2;

impl Ends {
    /// Nothing but the list tells whether it exists.
    pub(super) const DOUBT: Self =
        Self { listed: Shown::Ours, absent: Status::Unknown, untold: Status::Unknown, looks: usize::MAX, cart: false };

    /// It was accepted; one look tells whether it waits for its payment.
    pub(super) const GLANCE: Self =
        Self { listed: Shown::Ours, absent: Status::Accepted, untold: Status::Accepted, looks: 1, cart: false };

    /// It was paid out of the cart: the list has it soon.
    pub(super) const PAID: Self = Self { looks: LOOKS_AT_USED, ..Self::GLANCE };

    /// It was laid into the cart and is not there: the list tells whether it stands all the same.
    pub(super) const GONE: Self = Self { absent: Status::Unpaid, untold: Status::Unpaid, ..Self::DOUBT };

    /// Nobody knows whether it was paid out of the cart: the list tells, or the cart.
    pub(super) const UNCLEAN: Self = Self { cart: true, ..Self::DOUBT };
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
/// A try after one that may have reached the panel is judged otherwise than a first one.
#[must_use]
pub fn after(delivery: &Delivery, sending: Sending) -> (Step, Alarm) {
    match delivery {
        Delivery::NotSent(reason) => (retry(reason, None, false), Alarm::Transport),
        Delivery::NotTrusted(reason) => (unsent(reason, sending), Alarm::Stop(reason.code)),
        Delivery::Lost { reason, .. } => (in_doubt(reason), Alarm::Transport),
        Delivery::Answered { answer, .. } => after_answer(answer, sending),
    }
}

/// What became of the tries of an order before this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// There was none that may have reached the panel.
    Nothing,
    /// One was turned away, by something that may have passed it on all the same.
    TurnedAway,
    /// The answer to one was lost.
    Lost,
}

/// How an order went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    /// What became of the tries before.
    pub before: Before,
    /// Whether the panel keeps two services from having one domain.
    pub unique: bool,
    /// Whether the list is asked after a success, too: of the first order, and of some later ones.
    pub glance: bool,
    /// Whether the order may lie in the account's cart, whatever was answered.
    pub cart: bool,
}

impl Sending {
    /// Whether an earlier try may have reached the panel.
    const fn is_repeated(self) -> bool {
        !matches!(self.before, Before::Nothing)
    }
}

fn after_answer(answer: &Answer, sending: Sending) -> (Step, Alarm) {
    match answer {
        // A panel may say yes and wait for its money; seen at the first order, that stops the run.
        Answer::Accepted { .. } if sending.glance => (Step::Glance, Alarm::None),
        Answer::Accepted { .. } => (Step::Close(Status::Accepted, None), Alarm::None),
        // Nothing is paid yet; what was laid into the cart is paid by a second act, or by a person.
        Answer::InCart { item } => (Step::InCart(item.clone()), Alarm::None),
        // The balance is probably empty, so that the next order would end the same.
        Answer::Unpaid(reason) => (Step::Close(Status::Unpaid, Some(reason.clone())), Alarm::Stop(reason.code)),
        Answer::Refused(reason) if sending.is_repeated() => (repeated_refusal(reason, sending), Alarm::None),
        Answer::Refused(reason) => (refusal(reason, sending), Alarm::Refusal(reason.code)),
        // A panel may make the order all the same and leave it unpaid: the list knows.
        Answer::NoMoney(reason) => {
            let absent = if sending.is_repeated() { Status::Unknown } else { Status::Rejected };
            let ends = Ends { listed: Shown::OursIfItRuns, absent, ..Ends::DOUBT };
            (Step::LookUp(reason.clone(), ends), Alarm::Stop(reason.code))
        }
        Answer::SignInRefused(reason) => (unsent(reason, sending), Alarm::Stop(reason.code)),
        // A front may refuse what it has already passed on, so the list is read before another try; and where
        // nothing but the list keeps an order from being executed twice, there is no other try; nor a third one.
        Answer::Throttled { retry_after } => {
            let reason = Reason::new(ReasonCode::Throttled);
            let again = sending.unique && sending.before != Before::Lost;
            (if again { retry(&reason, *retry_after, true) } else { in_doubt(&reason) }, Alarm::Slow)
        }
        Answer::Blocked(reason) => (in_doubt(reason), Alarm::Stop(reason.code)),
        // Mostly a front whose panel is down, so a few of them in a row are an outage.
        Answer::Unclear(reason) => (in_doubt(reason), Alarm::Transport),
    }
}

/// A refusal stands; but the list before the run did not have a domain that is in use now, so perhaps this very
/// order made it so.
fn refusal(reason: &Reason, sending: Sending) -> Step {
    if reason.code == ReasonCode::DomainInUse {
        let refused = Status::Rejected;
        let ends = Ends {
            listed: Shown::Anybodys,
            absent: refused,
            untold: refused,
            looks: LOOKS_AT_USED,
            cart: sending.cart,
        };
        return Step::LookUp(reason.clone(), ends);
    }
    if sending.cart {
        let refused = Status::Rejected;
        let ends = Ends { listed: Shown::Anybodys, absent: refused, untold: refused, looks: 1, cart: true };
        return Step::LookUp(reason.clone(), ends);
    }
    Step::Close(Status::Rejected, Some(reason.clone()))
}

fn retry(reason: &Reason, wait: Option<Duration>, list_first: bool) -> Step {
    Step::Retry { reason: reason.clone(), wait, list_first }
}

fn in_doubt(reason: &Reason) -> Step {
    Step::LookUp(reason.clone(), Ends::DOUBT)
}

/// This try was not executed; an earlier one may have been.
fn unsent(reason: &Reason, sending: Sending) -> Step {
    if sending.is_repeated() { in_doubt(reason) } else { Step::Close(Status::NotSent, Some(reason.clone())) }
}

/// An order is sent again only once its first try is proved absent, so a refusal stands if the list
/// still does not show it. That the domain is in use, though, contradicts the proof. Where no answer was lost, but
/// two were refusals, a service that shows up may be anybody's.
fn repeated_refusal(reason: &Reason, sending: Sending) -> Step {
    let listed = if sending.before == Before::Lost { Shown::Ours } else { Shown::Anybodys };
    if reason.code == ReasonCode::DomainInUse {
        let reason = Reason { code: ReasonCode::RefusedOnRepeat, ..reason.clone() };
        return Step::LookUp(reason, Ends { listed, ..Ends::DOUBT });
    }
    Step::LookUp(reason.clone(), Ends { listed, absent: Status::Rejected, ..Ends::DOUBT })
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
        use Status::{Accepted, NotSent, Rejected, Unknown, Unpaid};
        let r = Reason::new;
        let look_up = |code, ends| Step::LookUp(r(code), ends);
        let close = |status, code| Step::Close(status, Some(r(code)));
        let doubt = |code| look_up(code, Ends::DOUBT);
        let if_it_runs = |absent| Ends { listed: Shown::OursIfItRuns, absent, ..Ends::DOUBT };
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
                look_up(C::NoMoney, if_it_runs(Rejected)),
                look_up(C::NoMoney, if_it_runs(Unknown)),
                Alarm::Stop(C::NoMoney),
            ),
            (
                answered(Answer::Throttled { retry_after: second }),
                again(C::Throttled, second, true),
                doubt(C::Throttled),
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
        let once = Sending { before: Before::Nothing, unique: true, glance: false, cart: false };
        let twice = Sending { before: Before::Lost, ..once };
        for (delivery, first, repeated, alarm) in table {
            assert_eq!(after(&delivery, once), (first, alarm), "{delivery:?}");
            assert_eq!(after(&delivery, twice), (repeated, alarm), "{delivery:?} repeated");
        }
        let used = answered(Answer::Refused(r(C::DomainInUse)));
        let anybodys =
            Ends { listed: Shown::Anybodys, absent: Rejected, untold: Rejected, looks: LOOKS_AT_USED, cart: false };
        assert_eq!(after(&used, once), (look_up(C::DomainInUse, anybodys), Alarm::Refusal(C::DomainInUse)));
        assert_eq!(after(&used, twice), (doubt(C::RefusedOnRepeat), Alarm::None));
        let refused = answered(Answer::Refused(r(C::ValueRefused)));
        assert_eq!(after(&refused, once), (close(Rejected, C::ValueRefused), Alarm::Refusal(C::ValueRefused)));
        let borne_out = Ends { absent: Rejected, ..Ends::DOUBT };
        assert_eq!(after(&refused, twice), (look_up(C::ValueRefused, borne_out), Alarm::None));
        let turned_away = Sending { before: Before::TurnedAway, ..once };
        let anybodys = Ends { listed: Shown::Anybodys, ..Ends::DOUBT };
        assert_eq!(after(&used, turned_away), (look_up(C::RefusedOnRepeat, anybodys), Alarm::None));
        let throttled = answered(Answer::Throttled { retry_after: second });
        assert_eq!(after(&throttled, Sending { unique: false, ..once }), (doubt(C::Throttled), Alarm::Slow));
        let accepted = answered(Answer::Accepted { service_id: None });
        assert_eq!(after(&accepted, Sending { glance: true, ..once }), (Step::Glance, Alarm::None));
    }
}
