//! What an answer to an order says. Pure.
//!
//! Success only on positive proof, refusal only on a recognised error, everything else unclear. The whole
//! document counts: what says yes, no or a number is looked for wherever it stands.

mod asked;
mod parts;
mod refusal;
mod target;
mod today;

use std::time::Duration;

pub(super) use self::asked::CONFIRM;
pub use self::asked::{Act, Asked};
use self::parts::{is_id, step, unclear};
use self::refusal::of_error;
use self::target::Target;
use super::document::{decode, is_json, packed, parse};
use super::element::Element;
use super::page;
use super::reply::Reply;
use super::saying::{Kind, of_words, without_domain};
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::Answer;

/// The longest wait that a panel can ask for.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// Reads the answer to an order.
///
/// Only HTTP 200 can carry a success: the panel itself answers with nothing else. No text of the
/// answer but the error's own goes into the result: newer panels echo the request's parameters.
#[must_use]
pub fn read_answer(reply: &Reply, asked: &Asked<'_>) -> Answer {
    let http_status = reply.http_status;
    if http_status == 429 {
        let seconds = reply.retry_after.as_ref().and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
        return Answer::Throttled { retry_after: seconds.map(|wait: Duration| wait.min(LONGEST_WAIT)) };
    }
    if (300..400).contains(&http_status) {
        return unclear(ReasonCode::Redirected, Flaw::HttpStatus(http_status));
    }
    let text = decode(reply);
    if http_status == 402 {
        return payment_required(text.as_deref(), asked);
    }
    let Some(text) = text else {
        let flaw = packed(reply).unwrap_or(Flaw::NotUtf8(http_status));
        return unclear(ReasonCode::Unreadable, flaw);
    };
    if http_status != 200 {
        return under_another_status(http_status, &text, asked);
    }
    if text.trim().is_empty() {
        return unclear(ReasonCode::Unreadable, Flaw::Empty);
    }
    if let Some(document) = parse(&text, asked.protocol) {
        return of_document(&document, asked);
    }
    if is_json(&text, asked.protocol) {
        return unclear(ReasonCode::Unreadable, Flaw::JsonNotWhole);
    }
    if !asked.is_of_today() && page::is_success_script(&text) {
        return Answer::Accepted { service_id: None };
    }
    if page::is_login_form(&text) {
        return Answer::SignInRefused(Reason::new(ReasonCode::SignInRefused));
    }
    of_page(&text, asked)
}

/// Reads the answer to the payment for an item of the cart. A payment that is not cleanly done is not done for all
/// that anybody knows: it is never made again, so a refusal proves no more than a silence.
#[must_use]
pub fn read_payment(reply: &Reply, item: &str, asked: &Asked<'_>) -> Answer {
    match read_answer(reply, &Asked { act: Act::Confirm(item), ..*asked }) {
        Answer::Accepted { .. } => Answer::Accepted { service_id: None },
        answer @ (Answer::Unpaid(_) | Answer::NoMoney(_) | Answer::Unclear(_)) => answer,
        Answer::Refused(reason) | Answer::SignInRefused(reason) | Answer::Blocked(reason) => Answer::Unclear(reason),
        Answer::Throttled { .. } => Answer::Unclear(Reason::new(ReasonCode::Throttled)),
        Answer::InCart { .. } => Answer::Unclear(Reason::new(ReasonCode::InCart)),
    }
}

/// HTTP 402 says it, whatever stands in its body; the words of an error are kept.
fn payment_required(text: Option<&str>, asked: &Asked<'_>) -> Answer {
    match text.and_then(|text| parse(text, asked.protocol)).map(|document| of_document(&document, asked)) {
        Some(Answer::NoMoney(reason) | Answer::Refused(reason) | Answer::Unclear(reason))
            if !reason.words.is_empty() =>
        {
            Answer::NoMoney(Reason { code: ReasonCode::NoMoney, detail: None, ..reason })
        }
        _ => Answer::NoMoney(Reason::flawed(ReasonCode::NoMoney, Flaw::HttpStatus(402))),
    }
}

/// What is no panel's answer can stop a run all the same: whoever is not let in, is not.
fn under_another_status(http_status: u16, text: &str, asked: &Asked<'_>) -> Answer {
    let of_document = parse(text, asked.protocol).map(|document| of_document(&document, asked));
    match of_document {
        Some(Answer::Blocked(reason) | Answer::SignInRefused(reason)) => Answer::Blocked(reason),
        Some(Answer::NoMoney(reason)) => Answer::NoMoney(reason),
        _ => page::of_front(http_status, &without_domain(text, asked.domain))
            .map_or_else(|| unclear(ReasonCode::ServerError, Flaw::HttpStatus(http_status)), Answer::Blocked),
    }
}

/// A page, a script or a plain text: what it says, if it says that alone.
fn of_page(text: &str, asked: &Asked<'_>) -> Answer {
    if let Some(reason) = page::of_front(200, &without_domain(text, asked.domain)) {
        return Answer::Blocked(reason);
    }
    let unread = || unclear(ReasonCode::Unreadable, page::flaw(text));
    let Some(words) = page::message(text) else { return unread() };
    let reason = |code| Reason::with_words(code, &words);
    match of_words(&without_domain(&words, asked.domain)) {
        Some(Kind::NoMoney) => Answer::NoMoney(reason(ReasonCode::NoMoney)),
        Some(Kind::DomainInUse) => {
            Answer::Refused(Reason { field: Some("domain".to_owned()), ..reason(ReasonCode::DomainInUse) })
        }
        Some(Kind::SignIn) => Answer::Blocked(reason(ReasonCode::SignInRefused)),
        Some(Kind::AccountBlocked) => Answer::Blocked(reason(ReasonCode::AccountBlocked)),
        Some(Kind::TooManyTries) => Answer::Blocked(reason(ReasonCode::TooManyTries)),
        Some(Kind::AddressRefused) => Answer::Blocked(reason(ReasonCode::AddressRefused)),
        Some(Kind::Captcha) => Answer::Blocked(reason(ReasonCode::Captcha)),
        Some(Kind::SecondFactor) => Answer::Blocked(reason(ReasonCode::SecondFactor)),
        // The panel's own words in a script are worth keeping.
        Some(Kind::Ordinary) | None if page::is_alert(text) => Answer::Unclear(reason(ReasonCode::UnknownError)),
        Some(Kind::Ordinary) | None => unread(),
    }
}

/// Where a panel says which service it made.
const SERVICE_IDS: [&str; 2] = ["id", "elid"];

/// Where a panel says which order it made, or which payment.
const ORDER_IDS: [&str; 4] = ["billorder", "billorder.id", "payment_id", "lineitem.id"];

/// What a form is made of: the panel shows it again instead of ordering.
const FORM: [&str; 3] = ["metadata", "slist", "form"];

fn of_document(document: &Element, asked: &Asked<'_>) -> Answer {
    let unreadable = |flaw| unclear(ReasonCode::Unreadable, flaw);
    // Everything of the name, and what of it stands where it belongs.
    let all = |name: &str| (document.below(&[name]).len(), document.named(name).count());
    let ((errors, errors_here), (oks, oks_here), (failures, failures_here)) =
        (all("error"), all("ok"), all("authfail"));
    let ids: Vec<&Element> =
        [SERVICE_IDS.as_slice(), &ORDER_IDS].concat().iter().flat_map(|name| document.below(&[name])).collect();
    let is_numbered = ids.iter().any(|id| id.words().is_some());
    if oks > 0 && errors + failures > 0 {
        return unreadable(Flaw::SuccessAndError);
    }
    if errors > errors_here || oks > oks_here || failures > failures_here {
        return unreadable(Flaw::Astray);
    }
    match (errors + failures, oks) {
        // It was not refused altogether: something stands there.
        (1.., _) if is_numbered => unreadable(Flaw::ErrorWithNumber),
        (2.., _) => unreadable(Flaw::SeveralErrors),
        (_, 2..) => unreadable(Flaw::SeveralSuccesses),
        (1, _) => document.child("error").map_or_else(
            || Answer::SignInRefused(Reason::new(ReasonCode::SignInRefused)),
            |error| of_error(error, asked),
        ),
        (_, _) if asked.is_of_today() => today::of_document(document, document.child("ok"), asked),
        (_, 1) => document.child("ok").map_or_else(|| unreadable(Flaw::Astray), |ok| of_success(document, ok, asked)),
        (0, 0) if FORM.iter().any(|name| document.child(name).is_some()) => {
            Answer::Blocked(Reason::new(ReasonCode::AnotherStep))
        }
        (0, 0) => unreadable(Flaw::NeitherSuccessNorError),
    }
}

/// `<ok/>`: accepted, unless it leads elsewhere, or stands for an order that is not paid: a payment address,
/// or an order's number without a service's.
fn of_success(document: &Element, ok: &Element, asked: &Asked<'_>) -> Answer {
    let stray = !ok.children.is_empty() || ok.has_attribute_like(&["type"]) || document.words().is_some();
    if stray || SERVICE_IDS.iter().chain(&ORDER_IDS).any(|name| is_astray(document, name)) {
        return unclear(ReasonCode::Unreadable, Flaw::Astray);
    }
    let mut services: Vec<&str> = SERVICE_IDS.iter().filter_map(|name| document.text_of(name)).collect();
    services.dedup();
    if services.len() > 1 || SERVICE_IDS.iter().chain(&ORDER_IDS).any(|name| document.named(name).count() > 1) {
        return unclear(ReasonCode::Unreadable, Flaw::SeveralNumbers);
    }
    let order = ORDER_IDS.iter().find_map(|name| document.text_of(name));
    let of_function = document.attribute("func").map_or(Target::List, |function| target::of_function(function, asked));
    match (services.first(), order, target::of_ok(ok, asked), of_function) {
        (_, _, Target::Step(kind), _) | (_, _, _, Target::Step(kind)) => Answer::Blocked(Reason::new(step(kind))),
        (None, Some(order), ..) => Answer::Unpaid(Reason::with_words(ReasonCode::NotPaid, order)),
        (_, _, Target::Money, _) | (_, _, _, Target::Money) => Answer::Unpaid(Reason::new(ReasonCode::NotPaid)),
        // What cannot be an id is none: the list tells the right one.
        (Some(service), ..) => {
            Answer::Accepted { service_id: Some(*service).filter(|id| is_id(id)).map(str::to_owned) }
        }
        (None, _, Target::List, Target::List) => Answer::Accepted { service_id: None },
        (None, _, Target::List | Target::Page, _) => Answer::Blocked(Reason::new(ReasonCode::AnotherStep)),
    }
}

/// Whether a number of this name stands deeper than it belongs, or under a name in another case.
fn is_astray(document: &Element, name: &str) -> bool {
    let here = document.named(name).filter(|element| element.words().is_some()).count();
    document.below(&[name]).iter().filter(|element| element.words().is_some()).count() > here
}

#[cfg(test)]
pub(crate) mod tests;
