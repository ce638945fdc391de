//! The second act of an order that was laid into the account's cart: it is paid, once, if nothing else lies there.

use jiff::Timestamp;

use super::Life;
use crate::order::cart::Cart;
use crate::order::findings::not_paid;
use crate::order::{Outcome, Reason, ReasonCode, Status};
use crate::panel::{Answer, Delivery};
use crate::run::Stop;
use crate::submit::breakers::Breakers;
use crate::submit::state::{State, Then};
use crate::submit::step::Ends;
use crate::submit::task::Task;

/// What came of reading the cart.
pub(super) type Carted = Result<Option<Cart>, ReasonCode>;

impl Life<'_> {
    /// Nothing is sent while something lies in the cart: nobody knew afterwards what was whose.
    pub(super) fn cart_before(&mut self, carted: Carted, breakers: &mut Breakers) -> Task {
        let why = match carted {
            Ok(cart) if cart.as_ref().is_none_or(|cart| cart.items.is_empty()) => {
                return self.to(State::Beginning, Task::Begin);
            }
            Ok(_) => ReasonCode::CartTaken,
            Err(code) => unread(code),
        };
        breakers.stop_for(Stop::Answer(why));
        self.outcome.reason = Some(Reason::new(why));
        self.end(breakers)
    }

    /// An earlier run laid it there, and it is paid now.
    pub(super) fn pay_what_lies_there(&mut self, breakers: &mut Breakers) -> Task {
        let Some(item) = self.claiming.cart_item.clone() else { return self.end(breakers) };
        let unpaid = Outcome::because(Status::Unpaid, Reason::new(ReasonCode::InCart));
        self.outcome = Outcome { cart_item: Some(item.clone()), ..unpaid };
        self.look_into_cart(item, breakers)
    }

    /// The cart is read before what lies there is paid. Whoever wants to leave leaves it unpaid.
    pub(super) fn look_into_cart(&mut self, item: String, breakers: &mut Breakers) -> Task {
        if breakers.stop().is_some() { self.end(breakers) } else { self.to(State::CartOf(item), Task::Cart) }
    }

    /// Only a cart that holds this very order and nothing else, at no more than was planned, is paid.
    pub(super) fn cart_of(&mut self, item: String, carted: Carted, breakers: &mut Breakers) -> Task {
        let why = match carted {
            Ok(Some(cart)) if cart.holds_only(&self.claiming.order, &item) => {
                // Until the outcome is known nobody knows whether it was paid.
                let reason = Some(Reason::new(ReasonCode::Crashed));
                let doubt = Outcome { status: Status::Unknown, reason, ..self.outcome.clone() };
                return self.to(State::Confirming, Task::Confirm(item, Box::new(doubt)));
            }
            // What the panel called an item may be a service, or somebody has paid for it or taken it out.
            Ok(cart) if cart.as_ref().is_none_or(|cart| cart.items.iter().all(|lies| lies.id != item)) => {
                breakers.stop_for(Stop::Answer(ReasonCode::CartLacks));
                self.outcome.reason = Some(Reason::new(ReasonCode::CartLacks));
                return self.look_up(0, Ends::GONE, breakers);
            }
            Ok(_) => ReasonCode::CartUnlike,
            Err(code) => unread(code),
        };
        breakers.stop_for(Stop::Answer(why));
        self.settle(Outcome { reason: Some(Reason::new(why)), ..self.outcome.clone() })
    }

    /// Reads the answer to the payment. One that is not clean is never followed by another one.
    pub(super) fn paid(&mut self, delivery: &Delivery, now: Timestamp, breakers: &mut Breakers) -> Task {
        breakers.sent_one();
        self.outcome.ended_at = Some(now);
        let (reason, http_status) = match delivery {
            Delivery::Answered { answer: Answer::Accepted { .. }, http_status } => (None, Some(*http_status)),
            Delivery::Answered { answer, http_status } => (Some(said(answer)), Some(*http_status)),
            Delivery::NotSent(reason) | Delivery::NotTrusted(reason) => (Some(reason.clone()), None),
            Delivery::Lost { reason, http_status } => (Some(reason.clone()), *http_status),
        };
        self.outcome.http_status = http_status;
        let ends = match &reason {
            None => Ends::PAID,
            Some(reason) => {
                breakers.stop_for(Stop::Answer(reason.code));
                self.in_doubt = true;
                breakers.doubt();
                Ends::UNCLEAN
            }
        };
        self.outcome.status = ends.untold;
        self.outcome.reason = reason;
        let outcome = Box::new(self.outcome.clone());
        self.to(State::ClosingConfirm(Then::LookUp(ends)), Task::CloseConfirm(outcome))
    }

    /// No list shows the order, whose payment was not answered cleanly, or which was refused: what lies in the cart
    /// under the id that an answer named is unpaid, and something else there may be a refused order all the same.
    pub(super) fn cart_after(&mut self, carted: Carted, breakers: &mut Breakers) -> Task {
        let is_unread = carted.is_err();
        let items = carted.ok().map(|cart| cart.map(|cart| cart.items).unwrap_or_default());
        let own = |item: &String| items.as_ref().is_some_and(|items| items.iter().any(|lies| lies.id == *item));
        let better = match &self.outcome.cart_item {
            Some(item) if own(item) => {
                let reason = Some(not_paid(self.outcome.reason.as_ref()));
                Outcome { status: Status::Unpaid, reason, ..self.outcome.clone() }
            }
            None if self.outcome.status == Status::Rejected && items.is_none_or(|items| !items.is_empty()) => {
                let code = if is_unread { ReasonCode::CartUnread } else { ReasonCode::RefusedYetInCart };
                let reason = Some(Reason::new(code));
                Outcome { status: Status::Unknown, reason, ..self.outcome.clone() }
            }
            Some(_) | None => return self.end(breakers),
        };
        self.settle(better)
    }
}

/// Why a cart was not read: a reader of "unreadable answer" would think of the order's own answer.
const fn unread(code: ReasonCode) -> ReasonCode {
    if matches!(code, ReasonCode::Unreadable) { ReasonCode::CartUnread } else { code }
}

/// What an answer says that is no clean success of a payment.
fn said(answer: &Answer) -> Reason {
    match answer {
        Answer::Unpaid(reason)
        | Answer::Refused(reason)
        | Answer::NoMoney(reason)
        | Answer::SignInRefused(reason)
        | Answer::Blocked(reason)
        | Answer::Unclear(reason) => reason.clone(),
        Answer::Throttled { .. } => Reason::new(ReasonCode::Throttled),
        Answer::Accepted { .. } | Answer::InCart { .. } => Reason::new(ReasonCode::InCart),
    }
}
