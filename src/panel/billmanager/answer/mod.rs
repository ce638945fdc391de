//! What an answer to an order says. Pure.
//!
//! Success only on positive proof, refusal only on a recognised error, everything else unclear.

use std::time::Duration;

use super::document::decode;
use super::element::Element;
use super::reply::Reply;
use super::{page, xml};
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::{Answer, ReadError};

/// The longest wait that a panel can ask for.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// The most characters of a field's name that are kept as evidence.
const LONGEST_FIELD: usize = 200;

/// The most characters of a service's id.
const LONGEST_ID: usize = 64;

/// Reads the answer to an order.
///
/// Only HTTP 200 can carry a success: the panel itself answers with nothing else. No text of the
/// answer but the error's own goes into the result: newer panels echo the request's parameters.
#[must_use]
pub fn read_answer(reply: &Reply) -> Answer {
    let http_status = reply.http_status;
    if http_status == 429 {
        let seconds = reply.retry_after.as_ref().and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
        return Answer::Throttled { retry_after: seconds.map(|wait: Duration| wait.min(LONGEST_WAIT)) };
    }
    if (300..400).contains(&http_status) {
        return unclear(ReasonCode::Redirected, Flaw::HttpStatus(http_status));
    }
    let Some(text) = decode(reply) else {
        return unclear(ReasonCode::Unreadable, Flaw::NotUtf8(http_status));
    };
    if http_status != 200 {
        return page::of_front(&text)
            .map_or_else(|| unclear(ReasonCode::ServerError, Flaw::HttpStatus(http_status)), Answer::Blocked);
    }
    if text.trim().is_empty() {
        return unclear(ReasonCode::Unreadable, Flaw::Empty);
    }
    if let Some(document) = xml::parse(&text) {
        return of_document(&document);
    }
    if page::is_success_script(&text) {
        return Answer::Accepted { service_id: None };
    }
    if page::is_login_form(&text) {
        return Answer::SignInRefused(Reason::new(ReasonCode::SignInRefused));
    }
    page::of_front(&text).map_or_else(|| unclear(ReasonCode::Unreadable, page::flaw(&text)), Answer::Blocked)
}

/// Where a panel says which service it made.
const SERVICE_IDS: [&str; 2] = ["id", "elid"];

/// Where a panel says which order it made, or which payment.
const ORDER_IDS: [&str; 4] = ["billorder", "billorder.id", "payment_id", "lineitem.id"];

fn of_document(document: &Element) -> Answer {
    let errors = document.children.iter().filter(|child| child.name == "error").count();
    let names = |ids: &[&str]| ids.iter().any(|name| document.text_of(name).is_some());
    match (document.child("error"), document.child("ok")) {
        (Some(_), None) if errors > 1 => unclear(ReasonCode::Unreadable, Flaw::SeveralErrors),
        // It was not refused altogether: something stands there.
        (Some(_), None) if names(&SERVICE_IDS) || names(&ORDER_IDS) => {
            unclear(ReasonCode::Unreadable, Flaw::ErrorWithNumber)
        }
        (Some(error), None) => of_error(error),
        (None, Some(ok)) if !document.has_below("error") => of_success(document, ok),
        (_, Some(_)) => unclear(ReasonCode::Unreadable, Flaw::SuccessAndError),
        (None, None) => unclear(ReasonCode::Unreadable, Flaw::NeitherSuccessNorError),
    }
}

/// `<ok/>`: accepted, unless it stands for an order that is not paid: a payment address, or an
/// order's number without a service's.
fn of_success(document: &Element, ok: &Element) -> Answer {
    let first = |names: &[&str]| names.iter().find_map(|name| document.text_of(name));
    match (first(&SERVICE_IDS), first(&ORDER_IDS)) {
        (None, Some(order)) => Answer::Unpaid(Reason::with_words(ReasonCode::NotPaid, order)),
        (service, _) if leads_to_payment(ok, service.is_some()) => Answer::Unpaid(Reason::new(ReasonCode::NotPaid)),
        // What cannot be an id is none: the list tells the right one.
        (service, _) => Answer::Accepted { service_id: service.filter(|id| is_id(id)).map(ToOwned::to_owned) },
    }
}

/// Whether the target of `<ok>` is a payment's address. An address that names no payment is only a
/// follow-up if the service is there already and the address is the panel's own.
fn leads_to_payment(ok: &Element, has_service: bool) -> bool {
    let target = ok.text.to_lowercase();
    let named = ["payment", "paymethod", "billorder"].iter().any(|mark| target.contains(mark));
    named || ok.attribute("type") == Some("url") && (!has_service || target.contains("//"))
}

fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_ID && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.#".contains(c))
}

fn of_error(error: &Element) -> Answer {
    let refusal = Refusal::of(error);
    if let Some(special) = refusal.by_words() {
        return special;
    }
    match error.attribute("type") {
        Some(kind) => refusal.by_type(kind),
        None => refusal.by_code(error.attribute("code").and_then(|code| code.parse().ok())),
    }
}

/// What an error says.
struct Refusal<'e> {
    words: &'e str,
    object: Option<&'e str>,
    field: Option<&'e str>,
    marks: String,
}

impl<'e> Refusal<'e> {
    fn of(error: &'e Element) -> Self {
        let own = Some(error.text.trim()).filter(|text| !text.is_empty());
        let words = error.text_of("msg").or_else(|| error.text_of("detail")).or(own).unwrap_or_default();
        let object = error.attribute("obj").or_else(|| error.attribute("object"));
        let field = error.attribute("val").or(object);
        let marks = format!("{} {}", error.attribute("type").unwrap_or_default(), object.unwrap_or_default());
        Self { words, object, field, marks: marks.to_lowercase() }
    }

    /// What the words alone make clear, whatever the code.
    fn by_words(&self) -> Option<Answer> {
        let words = self.words.to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        if self.marks.contains("captcha") || has(&["captcha", "капч"]) {
            return Some(Answer::Blocked(self.reason(ReasonCode::Captcha)));
        }
        if has(&["access from this ip", "доступ с этого ip", "доступ с данного ip"]) {
            return Some(Answer::Blocked(self.reason(ReasonCode::AddressRefused)));
        }
        if lacks_money(&words) {
            return Some(Answer::NoMoney(self.reason(ReasonCode::NoMoney)));
        }
        let domain = has(&["domain", "домен"]);
        if domain && has(&["already in use", "already exists", "уже используется", "уже занят", "уже существует"])
        {
            return Some(Answer::Refused(Reason {
                field: Some("domain".to_owned()),
                ..self.reason(ReasonCode::DomainInUse)
            }));
        }
        None
    }

    /// BILLmanager 4's numeric codes.
    fn by_code(&self, code: Option<u32>) -> Answer {
        match code {
            Some(2) if self.object == Some("domain") => Answer::Refused(self.reason(ReasonCode::DomainInUse)),
            Some(2 | 4) => Answer::Refused(self.reason(ReasonCode::ValueRefused)),
            Some(3) => Answer::Refused(self.reason(ReasonCode::NotKnown)),
            Some(5) => Answer::Refused(self.reason(ReasonCode::LimitExceeded)),
            Some(6) => Answer::Refused(self.reason(ReasonCode::AccessDenied)),
            // 1 is an internal error, 7 a licence problem, 8 a message in words.
            _ => Answer::Unclear(self.reason(ReasonCode::UnknownError)),
        }
    }

    /// The error types of BILLmanager 5 and 6; a front's rewriting may bring them to a 4 as well.
    fn by_type(&self, kind: &str) -> Answer {
        match kind {
            "auth" => Answer::SignInRefused(self.reason(ReasonCode::SignInRefused)),
            "exists" if self.object == Some("domain") => Answer::Refused(self.reason(ReasonCode::DomainInUse)),
            "exists" | "value" => Answer::Refused(self.reason(ReasonCode::ValueRefused)),
            "missed" => Answer::Refused(self.reason(ReasonCode::NotKnown)),
            "limit" => Answer::Refused(self.reason(ReasonCode::LimitExceeded)),
            "access" => Answer::Refused(self.reason(ReasonCode::AccessDenied)),
            _ => Answer::Unclear(self.reason(ReasonCode::UnknownError)),
        }
    }

    fn reason(&self, code: ReasonCode) -> Reason {
        let field = self.field.map(|field| field.chars().take(LONGEST_FIELD).collect());
        Reason { field, ..Reason::with_words(code, self.words) }
    }
}

/// Whether words in lower case say that money is lacking; a right or a resource can lack as well.
fn lacks_money(words: &str) -> bool {
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    has(&["insufficient", "not enough", "недостат", "не хватает", "нехватка"])
        && has(&["fund", "money", "balance", "credit", "средств", "денег", "денеж", "баланс"])
        && !has(&["privilege", "permission", "недостаточно прав"])
}

/// Why an answer to a call that reads is not what was asked for, and whether the next may be.
pub(super) fn why_unread(reply: &Reply) -> ReadError {
    let failed = |reason, passing| ReadError { reason, passing, retry_after: None };
    match read_answer(reply) {
        Answer::Accepted { .. } => failed(Reason::flawed(ReasonCode::Unreadable, Flaw::NoData), false),
        Answer::Throttled { retry_after } => {
            ReadError { retry_after, ..failed(Reason::new(ReasonCode::Throttled), true) }
        }
        Answer::Unclear(reason) => {
            let passing = reason.code != ReasonCode::Redirected;
            failed(reason, passing)
        }
        Answer::Unpaid(reason)
        | Answer::Refused(reason)
        | Answer::NoMoney(reason)
        | Answer::SignInRefused(reason)
        | Answer::Blocked(reason) => failed(reason, false),
    }
}

fn unclear(code: ReasonCode, flaw: Flaw) -> Answer {
    Answer::Unclear(Reason::flawed(code, flaw))
}

#[cfg(test)]
pub(crate) mod tests;
