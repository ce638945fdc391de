//! What a panel of today says that is no error: BILLmanager 5 and 6. Pure.
//!
//! A success carries a service's number, or is bare, or leads to the list of services; and where it names a function,
//! that is the one that was called. Whatever lies in a cart or stands under an order's number is not paid.

use super::asked::{Act, Asked};
use super::parts::{is_id, step, unclear};
use super::target::{self, Target};

use crate::catalog::Dialect;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::Answer;
use crate::panel::billmanager::document::shows_a_form;
use crate::panel::billmanager::element::Element;
use crate::panel::billmanager::saying::is_field_of_an_order;

/// Where a panel says which order it made, or which payment: it is not paid.
const UNPAID: [&str; 3] = ["billorder", "billorder.id", "payment_id"];

/// Where a panel says which item of the cart it made.
const ITEM: &str = "lineitem.id";

/// The most digits of a number.
const LONGEST: usize = 20;

/// Reads what a document says that has no error, and one `ok` or none.
pub(super) fn of_document(document: &Element, ok: Option<&Element>, asked: &Asked<'_>) -> Answer {
    let Some(claim) = Claim::of(document, ok, asked) else {
        return unclear(ReasonCode::Unreadable, Flaw::Astray);
    };
    claim.elsewhere().unwrap_or_else(|| match asked.act {
        Act::Read => Answer::Accepted { service_id: None },
        Act::Order => claim.of_order(),
        Act::Confirm(item) => claim.of_payment(item),
    })
}

/// A document that may be a success.
struct Claim<'d> {
    document: &'d Element,
    ok: Option<&'d Element>,
    asked: &'d Asked<'d>,
    target: Target,
}

impl<'d> Claim<'d> {
    /// None if something stands where it does not belong.
    fn of(document: &'d Element, ok: Option<&'d Element>, asked: &'d Asked<'d>) -> Option<Self> {
        let stray = |ok: &Element| !ok.children.is_empty() || ok.has_attribute_like(&["type"]);
        let numbers = ["id", "elid", ITEM].into_iter().chain(UNPAID);
        let astray = ok.is_some_and(stray)
            || document.words().is_some()
            || numbers.into_iter().any(|name| is_astray(document, name));
        let target = ok.map_or(Target::List, |ok| target::of_ok(ok, asked));
        (!astray).then_some(Self { document, ok, asked, target })
    }

    /// What is said where it is not the call itself that answers: a step that is asked for, a form, another function.
    fn elsewhere(&self) -> Option<Answer> {
        let another = || Answer::Blocked(Reason::new(ReasonCode::AnotherStep));
        if let Target::Step(kind) = self.target {
            return Some(Answer::Blocked(Reason::new(step(kind))));
        }
        let (own, function) = (self.asked.function(), self.document.attribute("func"));
        match function.map(|function| target::of_function(function, self.asked)) {
            Some(Target::Step(kind)) if own.as_deref() != function => {
                return Some(Answer::Blocked(Reason::new(step(kind))));
            }
            Some(Target::Money) if own.is_some() && own.as_deref() != function => return Some(not_paid(None)),
            Some(_) if own.is_some() && own.as_deref() != function => return Some(another()),
            Some(_) | None => {}
        }
        match (self.ok, shows_a_form(self.document)) {
            (None, true) => Some(another()),
            // Neither a form nor a success: nobody knows which one counts.
            (Some(_), true) => Some(unclear(ReasonCode::Unreadable, Flaw::Astray)),
            (None, false) if !self.stands_without_ok() => {
                Some(unclear(ReasonCode::Unreadable, Flaw::NeitherSuccessNorError))
            }
            (_, false) => None,
        }
    }

    /// Whether a number alone is a success: the function that was called answers itself, and shows no field of what
    /// it was sent.
    fn stands_without_ok(&self) -> bool {
        let own = self.asked.act == Act::Order && self.document.attribute("func") == self.asked.function().as_deref();
        let numbered = ["id", "elid", ITEM].iter().chain(&UNPAID).any(|name| self.document.text_of_all(name).is_some());
        own && numbered && !self.document.children.iter().any(|child| is_field_of_an_order(&child.name))
    }

    fn of_order(&self) -> Answer {
        let number = |name| Number::of(self.document, name);
        let (service, other, item) = (number("id"), number("elid"), number(ITEM));
        if let Some(answer) = self.under_a_number() {
            return answer;
        }
        if [&service, &other, &item].into_iter().any(|number| *number == Number::Several) {
            return unclear(ReasonCode::Unreadable, Flaw::SeveralNumbers);
        }
        let has_cart = self.asked.protocol.is_some_and(|protocol| protocol.dialect == Dialect::Billmanager6);
        let item = match (item, other) {
            (Number::None, Number::None) => Number::None,
            (Number::None, other) if has_cart || service == Number::None => other,
            // One service under both names.
            (Number::None, other) if other == service => Number::None,
            (item, other) if other == Number::None || other == item => item,
            _ => Number::Several,
        };
        match (item, service) {
            (Number::None, service) => self.of_service(service),
            // The number of a service is never that of an item.
            (Number::Several, _) | (_, Number::Plain(_) | Number::Odd) => {
                unclear(ReasonCode::Unreadable, Flaw::SeveralNumbers)
            }
            (Number::Odd, _) => unclear(ReasonCode::Unreadable, Flaw::OddNumber),
            (Number::Plain(item), _) if has_cart && self.leads_to_the_cart() => {
                Answer::InCart { item: item.to_owned() }
            }
            (Number::Plain(item), _) => not_paid(Some(item)),
        }
    }

    /// Whether it leads nowhere but to the cart.
    fn leads_to_the_cart(&self) -> bool {
        self.target == Target::List || self.ok.is_some_and(|ok| target::is_cart(ok, self.asked))
    }

    /// What stands under an order's number, or a payment's, is not paid, whatever stands beside it.
    fn under_a_number(&self) -> Option<Answer> {
        let mut numbered = UNPAID.iter().filter(|name| !self.document.texts_of(name).is_empty());
        let first = numbered.next()?;
        let order = self.document.text_of_all(first).filter(|text| is_id(text));
        Some(not_paid(order.filter(|_| numbered.next().is_none())))
    }

    fn of_service(&self, service: Number<'_>) -> Answer {
        match (service, self.target) {
            (_, Target::Money) => not_paid(None),
            (Number::Plain(id), _) => Answer::Accepted { service_id: Some(id.to_owned()) },
            (Number::Odd | Number::Several, _) => unclear(ReasonCode::Unreadable, Flaw::OddNumber),
            (Number::None, Target::List) if self.ok.is_some() => Answer::Accepted { service_id: None },
            (Number::None, Target::List) => unclear(ReasonCode::Unreadable, Flaw::NeitherSuccessNorError),
            (Number::None, Target::Page | Target::Step(_)) => Answer::Blocked(Reason::new(ReasonCode::AnotherStep)),
        }
    }

    /// A payment's success is bare, or leads to the list of services or of orders, and names nothing but the item.
    fn of_payment(&self, item: &str) -> Answer {
        if let Some(answer) = self.under_a_number() {
            return answer;
        }
        let foreign = |name: &&str| {
            !matches!(Number::of(self.document, name), Number::None | Number::Plain(_))
                || self.document.text_of_all(name).is_some_and(|number| number != item)
        };
        if ["id", "elid", ITEM].iter().any(foreign) {
            return unclear(ReasonCode::Unreadable, Flaw::SeveralNumbers);
        }
        match self.target {
            Target::List => Answer::Accepted { service_id: None },
            Target::Money if self.ok.is_some_and(|ok| target::is_orders(ok, self.asked)) => {
                Answer::Accepted { service_id: None }
            }
            Target::Money => not_paid(None),
            Target::Page | Target::Step(_) => Answer::Blocked(Reason::new(ReasonCode::AnotherStep)),
        }
    }
}

/// A number, in decimal digits. A panel may repeat it, and zero is how a program says that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number<'d> {
    None,
    Plain(&'d str),
    /// It is no number.
    Odd,
    /// There are several, not all the same.
    Several,
}

impl<'d> Number<'d> {
    fn of(document: &'d Element, name: &str) -> Self {
        if document.texts_of(name).is_empty() {
            return Self::None;
        }
        match document.text_of_all(name) {
            None => Self::Several,
            Some(text) if !text.bytes().all(|b| b.is_ascii_digit()) || text.len() > LONGEST => Self::Odd,
            Some(text) if text.trim_matches('0').is_empty() => Self::None,
            Some(text) => Self::Plain(text),
        }
    }
}

/// Whether a number of this name stands deeper than it belongs, or under a name in another case.
fn is_astray(document: &Element, name: &str) -> bool {
    let filled = |element: &&Element| element.words().is_some();
    let here = document.named(name).filter(filled).count();
    let like = document.children.iter().filter(|child| child.name.eq_ignore_ascii_case(name)).filter(filled).count();
    let deeper = document.children.iter().flat_map(|child| child.below(&[name]));
    like > here || deeper.into_iter().any(|element| element.words().is_some())
}

fn not_paid(number: Option<&str>) -> Answer {
    let reason = number
        .map_or_else(|| Reason::new(ReasonCode::NotPaid), |number| Reason::with_words(ReasonCode::NotPaid, number));
    Answer::Unpaid(reason)
}

#[cfg(test)]
mod tests;
